/** Activities as open data: plain JSON, paged, with its licence and a schema that says what each field means. */
import type { Locale } from '../../../platform/context.ts';
import { activityPath } from '../../activities/index.ts';
import { absolute, type EventEdition, vietnamTime } from './event.ts';
import type { FeedActivity } from '../store.feeds.ts';

export const LICENCE = { name: 'CC BY 4.0', url: 'https://creativecommons.org/licenses/by/4.0/' } as const;

export interface DataAbout {
  readonly origin: string;
  readonly locale: Locale;
  readonly self: string;
  readonly next: string | null;
  readonly edition: EventEdition | null;
}

/** One page of the data. */
export function dataPage(activities: readonly FeedActivity[], about: DataAbout): unknown {
  return {
    $schema: `${about.origin}/hoat-dong.schema.json`,
    licence: LICENCE,
    self: about.self,
    next: about.next,
    edition:
      about.edition === null
        ? null
        : {
            id: about.edition.id,
            title: about.edition.title,
            weekStart: about.edition.weekStart,
            weekEnd: about.edition.weekEnd,
          },
    activities: activities.map((activity) => dataOf(activity, about)),
  };
}

function dataOf(activity: FeedActivity, { origin, locale }: DataAbout): unknown {
  const time = (moment: Date | null): string | null => (moment === null ? null : vietnamTime(moment));
  return {
    id: activity.id,
    uid: activity.uid,
    url: absolute(origin, activityPath(activity.id, activity.title)),
    title: activity.title,
    summary: activity.summary,
    description: activity.description,
    kind: { code: activity.kind, name: locale === 'en' ? activity.kindEn : activity.kindVi },
    status: activity.status,
    statusReason: activity.statusReason,
    eventStatus: activity.eventStatus,
    form: activity.form,
    startsAt: time(activity.startsAt),
    endsAt: time(activity.endsAt),
    previousStartsAt: time(activity.previousStartsAt),
    quantity: activity.quantity,
    countedOn: activity.countedOn,
    organiser: { unitId: activity.unitId, name: activity.organiserName },
    coOrganisers: activity.coOrganisers,
    area: { unitId: activity.areaUnitId, name: activity.areaName },
    place:
      activity.form === 'online'
        ? null
        : { name: activity.placeName, address: activity.address, lat: activity.lat, lng: activity.lng },
    onlineUrl: activity.onlineUrl,
    audiences: activity.audiences,
    accessibility: activity.accessibility,
    cost: activity.cost,
    signup: activity.hasSignup
      ? {
          opensAt: time(activity.signupOpensAt),
          closesAt: time(activity.signupClosesAt),
          capacity: activity.capacity,
          onlineCapacity: activity.onlineCapacity,
        }
      : null,
    updatedAt: vietnamTime(activity.updatedAt),
  };
}

const text = (description: string): object => ({ type: 'string', description });
const moment = (description: string): object => ({ type: ['string', 'null'], format: 'date-time', description });
const number = (description: string): object => ({ type: ['number', 'null'], description });
const object = (description: string, properties: Readonly<Record<string, object>>, isNullable = false): object => ({
  type: isNullable ? ['object', 'null'] : 'object',
  description,
  properties,
  required: Object.keys(properties),
});
const list = (description: string): object => ({ type: 'array', items: { type: 'string' }, description });

/** JSON Schema of a page: the documentation that cannot grow old unseen, for the data is tested against it. */
export function dataSchema(origin: string): unknown {
  const activity = {
    id: { type: 'integer', description: 'Số của hoạt động, không đổi' },
    uid: text('Tên cố định dùng chung với lịch và Atom'),
    url: { type: 'string', format: 'uri', description: 'Trang của hoạt động' },
    title: text('Tên hoạt động'),
    summary: text('Một hai câu giới thiệu'),
    description: text('Nội dung, các đoạn cách nhau một dòng trống'),
    kind: object('Loại hoạt động', { code: text('Mã'), name: text('Tên, theo ngôn ngữ đã chọn') }),
    status: { enum: ['published', 'cancelled'], description: 'Hoạt động bị hủy vẫn ở lại trong dữ liệu' },
    statusReason: { type: ['string', 'null'], description: 'Lý do hủy' },
    eventStatus: { enum: ['scheduled', 'rescheduled', 'postponed', 'moved-online'] },
    form: { enum: ['in-person', 'online', 'both'], description: 'Hình thức' },
    startsAt: moment('Bắt đầu buổi đầu; không có với sản phẩm'),
    endsAt: moment('Kết thúc buổi cuối'),
    previousStartsAt: moment('Thời gian trước khi dời'),
    quantity: number('Số lượng, chỉ với sản phẩm (tờ rơi, băng rôn, …)'),
    countedOn: { type: ['string', 'null'], format: 'date', description: 'Ngày tính sản phẩm' },
    organiser: object('Đơn vị tổ chức', { unitId: { type: 'integer' }, name: { type: 'string' } }),
    coOrganisers: list('Đơn vị phối hợp'),
    area: object('Địa bàn', { unitId: { type: 'integer' }, name: { type: 'string' } }),
    place: object(
      'Nơi tổ chức; không có khi chỉ trực tuyến',
      { name: { type: 'string' }, address: { type: 'string' }, lat: number('Vĩ độ'), lng: number('Kinh độ') },
      true,
    ),
    onlineUrl: { type: ['string', 'null'], description: 'Đường dẫn tham gia, khi công khai' },
    audiences: list('Dành cho ai'),
    accessibility: list('Điều kiện tiếp cận'),
    cost: { type: 'number', minimum: 0, description: 'Đồng; 0 là miễn phí' },
    signup: object(
      'Đăng ký; không có khi không cần đăng ký',
      {
        opensAt: moment('Mở'),
        closesAt: moment('Đóng'),
        capacity: number('Số chỗ tại chỗ; không có: không giới hạn'),
        onlineCapacity: number('Số chỗ trực tuyến'),
      },
      true,
    ),
    updatedAt: moment('Lần thay đổi gần nhất'),
  };
  const page = {
    $schema: { type: 'string' },
    licence: object('Giấy phép của dữ liệu', { name: { const: LICENCE.name }, url: { const: LICENCE.url } }),
    self: { type: 'string', format: 'uri' },
    next: { type: ['string', 'null'], format: 'uri', description: 'Trang sau; không có ở trang cuối' },
    edition: object(
      'Tuần lễ',
      {
        id: { type: 'integer' },
        title: { type: 'string' },
        weekStart: { type: ['string', 'null'], format: 'date' },
        weekEnd: { type: ['string', 'null'], format: 'date' },
      },
      true,
    ),
    activities: { type: 'array', items: { ...object('Một hoạt động', activity), additionalProperties: false } },
  };
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: `${origin}/hoat-dong.schema.json`,
    title: 'Hoạt động của Tuần lễ hưởng ứng học tập suốt đời',
    ...object(
      'Lọc bằng q, noi (mã đơn vị), loai, tu, den (YYYY-MM-DD), hinh-thuc, cho; sang trang bằng địa chỉ trong next.',
      page,
    ),
    additionalProperties: false,
  };
}
