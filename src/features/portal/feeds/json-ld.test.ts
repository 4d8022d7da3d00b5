import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../../messages/index.ts';
import type { ActivityId, UnitId } from '../../../platform/ids/ids.ts';
import type { EventActivity, EventSession } from './event.ts';
import { headOfActivity } from './head.ts';
import { ceremonyJsonLd, type EventAbout, eventJsonLd, ldScript } from './json-ld.ts';

const at = (moment: string): Date => new Date(moment);

const TALK: EventActivity = {
  id: 12 as ActivityId,
  uid: '0197f0a2-0000-7000-8000-000000000001',
  unitId: 7 as UnitId,
  organisationId: null,
  organiserName: 'Trường Tiểu học Trấn Biên',
  coOrganisers: ['Hội Khuyến học'],
  kind: 'talk',
  title: 'Đọc sách cùng con',
  summary: 'Mười phút mỗi tối.',
  description: '',
  form: 'both',
  audiences: ['everyone'],
  areaUnitId: 7 as UnitId,
  areaName: 'Phường Trấn Biên, tỉnh Đồng Nai',
  placeName: 'Hội trường',
  address: 'Số 1 đường Sách',
  lat: 10.95,
  lng: 106.84,
  onlineUrl: 'https://hop.example.vn/a',
  startsAt: at('2026-10-01T08:00:00+07:00'),
  endsAt: at('2026-10-02T10:30:00+07:00'),
  quantity: null,
  countedOn: null,
  hasSignup: true,
  signupOpensAt: at('2026-09-01T00:00:00+07:00'),
  signupClosesAt: at('2026-09-30T17:00:00+07:00'),
  capacity: 40,
  onlineCapacity: 60,
  cost: 0,
  costNote: '',
  accessibility: [],
  contactEmail: '',
  status: 'published',
  statusReason: null,
  eventStatus: 'scheduled',
  previousStartsAt: null,
  sequence: 0,
  publishedAt: at('2026-08-20T00:00:00+07:00'),
  createdAt: at('2026-08-20T00:00:00+07:00'),
  updatedAt: at('2026-08-20T00:00:00+07:00'),
};
const SESSIONS: readonly EventSession[] = [
  {
    no: 1,
    startsAt: at('2026-10-01T08:00:00+07:00'),
    endsAt: at('2026-10-01T10:30:00+07:00'),
    placeName: null,
    isCancelled: false,
  },
  {
    no: 2,
    startsAt: at('2026-10-02T08:00:00+07:00'),
    endsAt: at('2026-10-02T10:30:00+07:00'),
    placeName: 'Sân trường',
    isCancelled: true,
  },
];
const ABOUT: EventAbout = {
  origin: 'https://tuan.example.vn',
  now: at('2026-09-20T08:00:00+07:00'),
  schemaType: 'EducationEvent',
  organiserKind: 'school',
  edition: { id: 3, title: 'Tuần lễ 2026', weekStart: '2026-10-01', weekEnd: '2026-10-07' },
  seats: [
    { mode: 'in-person', capacity: 40, taken: 40 },
    { mode: 'online', capacity: 60, taken: 5 },
  ],
};
const ld = (change: Partial<EventActivity> = {}, about: Partial<EventAbout> = {}) =>
  eventJsonLd({ ...TALK, ...change }, SESSIONS, { ...ABOUT, ...about });

describe('an activity for search engines', () => {
  test('is true about time, place, form, seats and who holds it', () => {
    expect(ld()).toMatchObject({
      '@type': 'EducationEvent',
      '@id': 'https://tuan.example.vn/hoat-dong/12',
      startDate: '2026-10-01T08:00:00+07:00',
      endDate: '2026-10-02T10:30:00+07:00',
      eventStatus: 'https://schema.org/EventScheduled',
      eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
      location: [
        { '@type': 'Place', name: 'Hội trường', geo: { latitude: 10.95 } },
        { '@type': 'VirtualLocation', url: 'https://hop.example.vn/a' },
      ],
      organizer: { '@type': 'EducationalOrganization', name: 'Trường Tiểu học Trấn Biên' },
      isAccessibleForFree: true,
      maximumAttendeeCapacity: 100,
      remainingAttendeeCapacity: 55,
      offers: {
        price: '0',
        priceCurrency: 'VND',
        availability: 'https://schema.org/InStock',
        url: 'https://tuan.example.vn/hoat-dong/12/dang-ky',
      },
      superEvent: { '@type': 'EventSeries', name: 'Tuần lễ 2026' },
      subEvent: [
        { location: [{ name: 'Hội trường' }, {}] },
        { eventStatus: 'https://schema.org/EventCancelled', location: [{ name: 'Sân trường' }, {}] },
      ],
    });
  });

  test.each([
    [{ status: 'cancelled', statusReason: 'bão' }, 'EventCancelled'],
    [{ eventStatus: 'rescheduled', previousStartsAt: at('2026-09-30T08:00:00+07:00') }, 'EventRescheduled'],
    [{ eventStatus: 'postponed' }, 'EventPostponed'],
    [{ eventStatus: 'moved-online' }, 'EventMovedOnline'],
  ] as const)('%j is %s', (change, status) => {
    const told = ld(change);
    expect(told).toMatchObject({ eventStatus: `https://schema.org/${status}` });
    expect(told?.['previousStartDate']).toBe('previousStartsAt' in change ? '2026-09-30T08:00:00+07:00' : undefined);
  });

  test('offers a place only where one can be had', () => {
    expect(ld({ hasSignup: false })).not.toHaveProperty('offers');
    expect(ld({ status: 'cancelled' })).not.toHaveProperty('offers');
    expect(ld({}, { now: at('2026-09-30T17:00:01+07:00') })).not.toHaveProperty('offers');
    const full = ABOUT.seats.map((seat) => ({ ...seat, taken: seat.capacity ?? 0 }));
    expect(ld({}, { seats: full })).toMatchObject({
      offers: { availability: 'https://schema.org/SoldOut' },
      remainingAttendeeCapacity: 0,
    });
    expect(ld({}, { now: at('2026-08-25T00:00:00+07:00') })).toMatchObject({
      offers: { availability: 'https://schema.org/PreOrder' },
    });
  });

  test('says nothing of a closed link, nor of a number of seats without limit', () => {
    const closed = ld({ form: 'online', onlineUrl: null, capacity: null, onlineCapacity: null });
    expect(closed).toMatchObject({
      location: { '@type': 'VirtualLocation', url: 'https://tuan.example.vn/hoat-dong/12-doc-sach-cung-con' },
    });
    expect(closed).not.toHaveProperty('maximumAttendeeCapacity');
    expect(ld({ startsAt: null, endsAt: null })).toBeNull();
  });
});

test('a title cannot end the block, nor leave its quotes in a tag', () => {
  const title = '</script><script>alert(1)</script> "onload=x <!-- \u2028';
  const head = headOfActivity({ ...TALK, title, summary: title }, SESSIONS, {
    ...ABOUT,
    locale: 'vi',
    t: messagesFor('vi'),
  });
  expect(head.match(/<script/g)).toHaveLength(1);
  expect(head.match(/<\/script>/g)).toHaveLength(1);
  expect(head.split('<script')[0]).not.toContain('"onload');
  const json = /<script type="application\/ld\+json">(.*)<\/script>/su.exec(head)?.[1] ?? '';
  const [event, crumbs] = JSON.parse(json) as { name: string; '@type': string }[];
  expect(event?.name).toBe(title);
  expect(crumbs?.['@type']).toBe('BreadcrumbList');
  expect(head).toContain('property="og:image:width" content="1200"');
});

test('a ceremony at several sites and on line is mixed', () => {
  const told = ceremonyJsonLd(
    {
      id: 4,
      title: 'Lễ khai mạc',
      about: '',
      startsAt: at('2026-10-01T07:30:00+07:00'),
      endsAt: at('2026-10-01T09:00:00+07:00'),
      isCancelled: false,
      publicUrl: 'https://xem.example.vn/',
      organiser: { unitId: 1, name: 'UBND tỉnh' },
      places: [{ name: 'Phòng A', address: '' }],
    },
    { origin: ABOUT.origin, edition: ABOUT.edition },
  );
  expect(told).toMatchObject({
    eventAttendanceMode: 'https://schema.org/MixedEventAttendanceMode',
    location: [{ name: 'Phòng A' }, {}],
  });
  expect(ldScript(null)).toBe('');
});
