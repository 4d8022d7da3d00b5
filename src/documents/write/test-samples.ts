/** A form, values and a plan in our own words, shaped like the real ones: for the writers' tests and for looking at. */
import type { FormDefinition, FormGroup, FormValues, IndicatorLine, Measure } from '../forms/definition.ts';
import type { IndicatorKind } from '../plan/reading.ts';
import type { DocHead } from './doc-model.ts';
import type { PlanInput } from './plan-model.ts';
import type { ReportInput } from './report-model.ts';

function measure(key: string, label: string, kind: IndicatorKind = 'count', unit: string | null = null): Measure {
  return {
    key,
    label,
    kind,
    addingUp: kind === 'yes-no' ? 'count-of-yes' : 'sum',
    inTime: 'flow',
    unit,
    asOf: null,
    indicator: null,
  };
}

function line(
  key: string,
  label: string,
  extra: { under?: string; kind?: IndicatorKind; measures?: readonly Measure[] } = {},
): IndicatorLine {
  return {
    key,
    label,
    under: extra.under ?? null,
    measures: extra.measures ?? [measure(key, label, extra.kind)],
    place: { kind: 'text', line: 20, lineEnd: 20 },
    line: 0,
  };
}

function group(number: string | null, label: string, open: boolean, lines: readonly IndicatorLine[]): FormGroup {
  return { number, label, lines, open, place: { kind: 'text', line: 20, lineEnd: 20 } };
}

const LONG_CLASS =
  'Số lớp tập huấn nâng cao nghiệp vụ cho cán bộ, công chức, viên chức và người lao động đã mở trong Tuần lễ';

export const sampleDefinition: FormDefinition = {
  version: 1,
  title: 'BÁO CÁO Kết quả hưởng ứng Tuần lễ học tập suốt đời năm 2026',
  file: { name: 'mau.docx', sha256: '0'.repeat(64), format: 'docx' },
  frame: {
    issuerLines: ['UBND TỈNH …', 'UBND XÃ …'],
    numberPattern: 'Số: …/BC-UBND',
    addressees: ['Sở Giáo dục và Đào tạo'],
    recipients: ['Như trên', 'Hội Khuyến học tỉnh', 'Lưu: VT, VHXH'],
    signerTitle: 'CHỦ TỊCH',
    columns: ['Nội dung hoạt động', 'Kết quả, số lượng', 'Ghi chú'],
    tableHeading: ['II. KẾT QUẢ CỤ THỂ', '1. Kết quả từng hoạt động hưởng ứng Tuần lễ'],
  },
  sections: [
    { key: 'I', number: 'I', label: 'CÔNG TÁC CHỈ ĐẠO', place: { kind: 'text', line: 10, lineEnd: 10 } },
    { key: 'II.2', number: 'II.2', label: 'Thuận lợi và khó khăn', place: { kind: 'text', line: 40, lineEnd: 40 } },
    { key: 'III', number: 'III', label: 'KẾ HOẠCH TIẾP THEO', place: { kind: 'text', line: 50, lineEnd: 50 } },
    { key: 'IV', number: 'IV', label: 'ĐỀ XUẤT, KIẾN NGHỊ', place: { kind: 'text', line: 60, lineEnd: 60 } },
  ],
  groups: [
    group('1', 'Kế hoạch tổ chức Tuần lễ', false, [
      line('1.cap-tinh', 'Cấp tỉnh', { kind: 'yes-no' }),
      line('1.cap-xa', 'Cấp xã', { kind: 'yes-no' }),
    ]),
    group('2', 'Thông tin, truyền thông', true, [
      line('2.tin-phat-thanh', 'Số tin, bài đã phát trên loa truyền thanh'),
      line('2.bao-tuong', 'Số tờ báo tường, số bài viết về học tập suốt đời', {
        measures: [
          measure('2.to-bao-tuong', 'Số tờ báo tường', 'count', 'tờ'),
          measure('2.bai-viet', 'Số bài viết', 'count', 'bài'),
        ],
      }),
    ]),
    group('3', 'Các lớp đã mở (từ ngày 01/10 đến ngày 15/10/2026)', false, [
      line('3.lop-nghiep-vu', LONG_CLASS),
      line('3.luot-nghiep-vu', 'Số lượt người tham gia', { under: LONG_CLASS, kind: 'attendances' }),
      line('3.lop-xoa-mu', 'Số lớp xóa mù chữ'),
      line('3.luot-xoa-mu', 'Số lượt người tham gia', { under: 'Số lớp xóa mù chữ', kind: 'attendances' }),
    ]),
    group(null, 'Tổng kết, khen thưởng', false, [
      line('khen.don-vi', 'Số đơn vị được khen thưởng'),
      line('khen.kinh-phi', 'Tổng kinh phí khen thưởng', { kind: 'money' }),
    ]),
  ],
};

const given = (number: string) => ({ state: 'value', number }) as const;

export const sampleValues: FormValues = {
  cells: {
    '1.cap-tinh': given('1'),
    '1.cap-xa': given('95'),
    '2.tin-phat-thanh': given('1250'),
    '2.to-bao-tuong': given('310'),
    '2.bai-viet': given('1204'),
    '3.lop-nghiep-vu': given('42'),
    '3.luot-nghiep-vu': given('12840'),
    '3.lop-xoa-mu': given('0'),
    '3.luot-xoa-mu': { state: 'not-applicable' },
    'khen.kinh-phi': given('156500000.5'),
  },
  sections: {
    I: 'Ủy ban nhân dân tỉnh đã ban hành kế hoạch và phân công các sở, ngành phối hợp tổ chức Tuần lễ.\n- Thành lập Ban Tổ chức;\n- Kiểm tra việc chuẩn bị tại các xã, phường.',
    'II.2':
      'Các địa phương chủ động, người dân hưởng ứng; một số xã vùng sâu còn thiếu thiết bị <nghe nhìn> & đường truyền.',
    III: '',
  },
  openRows: { '2': [{ label: 'Phóng sự đăng trên trang thông tin của xã', number: '17' }] },
};

const sampleHead: DocHead = {
  parentAgency: null,
  agency: 'ỦY BAN NHÂN DÂN\nTỈNH ĐỒNG XANH',
  number: '7',
  symbol: 'BC-UBND',
  place: 'Đồng Xanh',
  date: '2026-10-20',
  urgency: null,
};

export const sampleReport: ReportInput = {
  definition: sampleDefinition,
  values: sampleValues,
  head: sampleHead,
  subject: null,
  addressees: ['Bộ Giáo dục và Đào tạo'],
  via: 'Cục Giáo dục nghề nghiệp và Giáo dục thường xuyên',
  recipients: ['Như trên', 'Thường trực Hội đồng nhân dân tỉnh', 'Hội Khuyến học tỉnh', 'Lưu: VT, KGVX'],
  signature: { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], title: 'PHÓ CHỦ TỊCH', name: 'Trần Thị Bình An' },
  consolidated: true,
  split: { '2.tin-phat-thanh': { own: '50', below: '1200' } },
  notes: { 'khen.kinh-phi': 'Nguồn xã hội hóa' },
  closing: null,
};

const task = (index: number) =>
  `Chủ trì nội dung thứ ${index} của Tuần lễ, phân công người theo dõi, bảo đảm đúng tiến độ, tiết kiệm và thiết thực với người học tại cơ sở`;

export const samplePlan: PlanInput = {
  head: { ...sampleHead, number: null, symbol: 'KH-UBND', date: null, urgency: 'HỎA TỐC' },
  subject: 'Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026\ntrên địa bàn tỉnh Đồng Xanh',
  bases: [
    'Công văn số 4000/BGDĐT-GDTX ngày 01 tháng 9 năm 2026 của Bộ Giáo dục và Đào tạo;',
    'Kế hoạch số 12/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh.',
  ],
  opening:
    'Ủy ban nhân dân tỉnh ban hành Kế hoạch tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026 (sau đây gọi là Tuần lễ), cụ thể như sau:',
  purposes: [
    'Lan tỏa tinh thần tự học trong mọi tầng lớp nhân dân;',
    'Mở thêm cơ hội học tập gần nhà cho người lao động.',
  ],
  requirements: ['Tổ chức thiết thực, an toàn, tiết kiệm;', 'Số liệu báo cáo đầy đủ, đúng hạn.'],
  themes: ['Mỗi người một cuốn sách, mỗi ngày một trang'],
  week: { start: '2026-10-01', end: '2026-10-07' },
  ceremony: {
    date: '2026-10-01',
    time: '08:00',
    place: 'Hội trường Trung tâm văn hóa tỉnh',
    form: 'trực tiếp kết hợp trực tuyến',
  },
  contents: [
    {
      title: 'Tuyên truyền',
      lines: ['Treo băng rôn tại trụ sở và trường học;', 'Phát tin trên hệ thống truyền thanh cơ sở.'],
    },
    { title: null, lines: ['Mở các lớp học ngắn ngày tại trung tâm học tập cộng đồng theo nhu cầu của người dân.'] },
  ],
  slogans: ['Học hôm nay, vững ngày mai'],
  budget: 'Sử dụng nguồn chi thường xuyên đã giao và nguồn huy động hợp pháp khác.',
  agencies: [
    { name: 'Sở Giáo dục và Đào tạo', tasks: [1, 2, 3, 4, 5].map(task) },
    { name: 'Ủy ban nhân dân các xã, phường', tasks: [1, 2, 3].map(task) },
    { name: 'Hội Khuyến học tỉnh', tasks: [task(1)] },
  ],
  deadlines: [
    {
      due: '2026-09-20',
      time: null,
      from: 'Ủy ban nhân dân các xã, phường',
      to: ['Sở Giáo dục và Đào tạo'],
      via: null,
      what: 'kế hoạch',
    },
    {
      due: '2026-10-14',
      time: '16:00',
      from: 'Ủy ban nhân dân các xã, phường',
      to: ['Ủy ban nhân dân tỉnh'],
      via: 'Sở Giáo dục và Đào tạo',
      what: 'báo cáo kết quả',
    },
    {
      due: '2026-10-21',
      time: null,
      from: 'Sở Giáo dục và Đào tạo',
      to: ['Ủy ban nhân dân tỉnh', 'Bộ Giáo dục và Đào tạo'],
      via: null,
      what: 'báo cáo kết quả',
    },
  ],
  programme: [
    { start: '07:30', end: '08:00', content: 'Đón tiếp đại biểu', owner: 'Ban Tổ chức' },
    { start: '08:00', end: '08:15', content: 'Văn nghệ chào mừng', owner: 'Trường THPT Đồng Xanh' },
    { start: '10:00', end: null, content: 'Bế mạc', owner: null },
  ],
  reportForm: sampleDefinition,
  closing: null,
  recipients: ['Bộ Giáo dục và Đào tạo', 'Các sở, ban, ngành tỉnh', 'UBND các xã, phường', 'Lưu: VT, KGVX'],
  signature: { authority: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH'], title: 'PHÓ CHỦ TỊCH', name: 'Trần Thị Bình An' },
};
