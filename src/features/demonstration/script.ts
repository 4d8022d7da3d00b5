/** What has happened in the demonstration's campaign by the day one looks at it: a Monday after the communes' due date. */
import type { CastName } from './people.ts';

export const PLAN_MOMENT = '2022-09-16T09:10:00+07:00';
export const LOWER_PLANS_MOMENT = '2022-09-23T15:20:00+07:00';
export const COMMUNE_REPORTS_MOMENT = '2022-10-13T16:40:00+07:00';
export const REVIEW_MOMENT = '2022-10-17T08:30:00+07:00';
export const DISTRICT_REPORTS_MOMENT = '2022-10-18T10:05:00+07:00';
export const RESULTS_MOMENT = '2022-11-02T14:30:00+07:00';

/** How far a unit's own plan has come. */
export interface PlanScene {
  readonly unit: readonly string[];
  readonly writer: CastName;
  readonly signer: CastName;
  readonly number: string;
  readonly issuedOn: string;
  readonly until: 'draft' | 'issued' | 'sent';
}

/** The levels above come first: a plan grows out of an issued one. */
export const PLANS: readonly PlanScene[] = [
  {
    unit: ['Huyện Ninh Hải'],
    writer: 'ninhHai',
    signer: 'ninhHaiLeader',
    number: '161/KH-UBND',
    issuedOn: '2022-09-22',
    until: 'sent',
  },
  {
    unit: ['Huyện Thuận Bắc'],
    writer: 'thuanBac',
    signer: 'thuanBac',
    number: '98/KH-UBND',
    issuedOn: '2022-09-23',
    until: 'issued',
  },
  {
    unit: ['Huyện Bác Ái'],
    writer: 'bacAi',
    signer: 'reviewer',
    number: '120/KH-UBND',
    issuedOn: '2022-09-26',
    until: 'draft',
  },
  {
    unit: ['Huyện Ninh Hải', 'Xã Tri Hải'],
    writer: 'triHai',
    signer: 'triHai',
    number: '45/KH-UBND',
    issuedOn: '2022-09-26',
    until: 'sent',
  },
];

/** How far a unit's report has come; units that are not named have not begun. */
export interface ReportScene {
  readonly unit: readonly string[];
  readonly reporter: CastName;
  readonly reviewer: CastName;
  readonly until: 'draft' | 'submitted' | 'returned' | 'accepted';
}

function communes(
  district: string,
  reporter: CastName,
  reviewer: CastName,
  until: Readonly<Record<string, ReportScene['until']>>,
): ReportScene[] {
  return Object.entries(until).map(([name, end]) => ({ unit: [district, name], reporter, reviewer, until: end }));
}

export const COMMUNE_REPORTS: readonly ReportScene[] = [
  ...communes('Huyện Ninh Hải', 'ninhHai', 'ninhHaiLeader', {
    'Thị trấn Khánh Hải': 'accepted',
    'Xã Phương Hải': 'accepted',
    'Xã Thanh Hải': 'accepted',
    'Xã Nhơn Hải': 'submitted',
    'Xã Xuân Hải': 'draft',
  }),
  ...communes('Huyện Ninh Hải', 'triHai', 'ninhHaiLeader', { 'Xã Tri Hải': 'submitted' }),
  ...communes('Huyện Ninh Hải', 'vinhHai', 'ninhHaiLeader', { 'Xã Vĩnh Hải': 'returned' }),
  ...communes('Huyện Thuận Bắc', 'thuanBac', 'reviewer', {
    'Xã Phước Chiến': 'accepted',
    'Xã Công Hải': 'accepted',
    'Xã Bắc Sơn': 'accepted',
    'Xã Bắc Phong': 'accepted',
    'Xã Phước Kháng': 'accepted',
    'Xã Lợi Hải': 'accepted',
  }),
  ...communes('Huyện Bác Ái', 'bacAi', 'reviewer', {
    'Xã Phước Bình': 'submitted',
    'Xã Phước Đại': 'draft',
  }),
];

export const DISTRICT_REPORTS: readonly ReportScene[] = [
  { unit: ['Huyện Thuận Bắc'], reporter: 'thuanBac', reviewer: 'reviewer', until: 'submitted' },
  { unit: ['Huyện Ninh Hải'], reporter: 'ninhHai', reviewer: 'reviewer', until: 'draft' },
];

/** What the reporters write in the narrative sections, by the words of the section's heading. */
export const PROSE: readonly { readonly heading: RegExp; readonly text: (unit: string) => string }[] = [
  {
    heading: /chỉ đạo/iu,
    text: (unit) =>
      `${unit} đã họp triển khai, phân công từng thôn, khu phố và niêm yết lịch các lớp ở nhà văn hóa từ đầu tuần.`,
  },
  {
    heading: /khó khăn/iu,
    text: () =>
      'Bà con đi biển, đi rẫy cả ngày nên các lớp buổi tối đông hơn hẳn buổi sáng. Máy chiếu phải mượn của trường.',
  },
  {
    heading: /kiến nghị/iu,
    text: () => 'Đề nghị cho mượn thêm xe thư viện vào cuối tuần và tài liệu in chữ lớn cho người cao tuổi.',
  },
];

/** A row that reporters add to the open group. */
export const OPEN_ROW = { label: 'Buổi phát thanh lưu động ở bến cá', value: '2' } as const;

export const RETURN_REASON = 'Số lượt người cao hơn nhiều so với số lớp; xin xem lại sổ điểm danh rồi sửa.';
