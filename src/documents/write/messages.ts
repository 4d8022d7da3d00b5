/** Words that the writers print. They are the words of Nghị định 30/2020/NĐ-CP, Phụ lục I and III, not interface text. */

import type { DocHead, DocPart } from './doc-model.ts';

export const NATION = 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM';
export const MOTTO = 'Độc lập - Tự do - Hạnh phúc';

const BLANK = '      ';
const DOTS = '.....';

/** "Số: 05/KH-UBND"; room by hand while there is no number. A number below ten gets a leading zero (Mục II.3 c). */
export function numberLine(number: string | null, symbol: string): string {
  const printed = number === null ? BLANK : number.padStart(2, '0');
  return `Số: ${printed}/${symbol}`;
}

/** False for working papers without a symbol (a script, a table of figures): they print no "Số:". */
export function isNumbered(head: Pick<DocHead, 'number' | 'symbol'>): boolean {
  return head.number !== null || head.symbol !== '';
}

/** A biên bản tells its time and place in the text and has none in its head (Phụ lục III, mẫu 1.9). */
export function showsPlaceDate(part: Pick<DocPart, 'secretary'>): boolean {
  return part.secretary === null;
}

/** "ngày 05 tháng 01 năm 2026": days below 10 and months 1 and 2 with a leading zero (Mục II.4 b). */
export function longDate(isoDate: string): string {
  const [year = '', month = '', day = ''] = isoDate.split('-');
  const printedMonth = Number(month) < 3 ? month : String(Number(month));
  return `ngày ${day} tháng ${printedMonth} năm ${year}`;
}

/** "05/01/2026". */
export function shortDate(isoDate: string): string {
  return isoDate.split('-').toReversed().join('/');
}

export function placeDateLine(place: string, date: string | null): string {
  return `${place === '' ? DOTS : place}, ${date === null ? `ngày${BLANK}tháng${BLANK}năm${BLANK}`.trimEnd() : longDate(date)}`;
}

/** Terms of agency names as a sentence writes them; other words keep a capital each, as proper names have. */
const TERMS = [
  'Nhân dân',
  'Văn hóa',
  'Văn hóa - Xã hội',
  'Văn hóa và Xã hội',
  'Trung tâm',
  'Khuyến học',
  'Đào tạo',
  'Giáo dục',
  'Tiểu học',
  'Trung học',
  'Trung học cơ sở',
  'Trung học phổ thông',
  'Mầm non',
  'Học tập',
  'Cộng đồng',
  'Nghề nghiệp',
  'Thường xuyên',
  'Tổ chức',
  'Chỉ đạo',
].map((term) => [new RegExp(`(?<!\\p{L})${term}(?!\\p{L})`, 'giu'), term] as const);
/** Words that are small wherever they do not begin the name. */
const SMALL_WORDS =
  /(?<!^)(?<!\p{L})(?:Ban Nhân dân|Nhân dân|Tỉnh|Thành Phố|Huyện|Quận|Thị Xã|Xã(?! hội)|Phường|Thị Trấn|Đặc Khu|Học tập|Cộng đồng|Nghề nghiệp|Thường xuyên|Và)(?!\p{L})/gu;

/** An agency as a sentence names it: "ỦY BAN NHÂN DÂN\nTỈNH LÂM ĐỒNG" → "Ủy ban nhân dân tỉnh Lâm Đồng". */
export function agencyInText(agency: string): string {
  const name = agency.replaceAll('\n', ' ').trim();
  if (name !== name.toLocaleUpperCase('vi')) return name;
  const capitalised = name
    .toLocaleLowerCase('vi')
    .replace(/(?<!\p{L})\p{L}/gu, (letter) => letter.toLocaleUpperCase('vi'))
    .replace(/(?<!\p{L})(?:Ubnd|Thcs|Thpt|Hđnd)(?!\p{L})/gu, (letters) => letters.toLocaleUpperCase('vi'));
  const termed = TERMS.reduce((text, [pattern, term]) => text.replace(pattern, term), capitalised);
  return termed.replace(SMALL_WORDS, (word) => word.toLocaleLowerCase('vi'));
}

export const words = {
  letterSubject: (subject: string) => `V/v ${subject}`,
  addressedTo: 'Kính gửi:',
  via: (office: string) => `(qua ${office})`,
  recipients: 'Nơi nhận:',
  annex: (numeral: string | null) => (numeral === null ? 'Phụ lục' : `Phụ lục ${numeral}`),
  letter: 'Công văn',
  annexReference: (type: string, number: string, dated: string, agency: string) =>
    `(Kèm theo ${type} ${number.replace('Số:', 'số')} ${dated} của ${agency})`,
  end: './.',
  verificationCode: (code: string) => `Mã kiểm tra: ${code}`,
  verificationAt: (url: string) => `Kiểm tra tại: ${url}`,
  unsigned: [
    'Giấy lập bằng bản điện tử, không có chữ ký, con dấu.',
    'Ai cũng kiểm tra được bằng số và mã in trên giấy.',
  ],
  verificationPicture: (url: string) => `Mã QR để kiểm tra văn bản tại ${url}`,
  blankDate: `ngày${BLANK}tháng${BLANK}năm${BLANK}`.trimEnd(),
} as const;

export const reportWords = {
  report: 'BÁO CÁO',
  columnContent: 'Nội dung hoạt động',
  columnResult: 'Kết quả, số lượng',
  columnNote: 'Ghi chú',
  defaultSymbol: 'BC-',
  dots: DOTS,
  blank: 'chưa có',
  split: (own: string, below: string) => `Đơn vị: ${own}; cấp dưới: ${below}`,
} as const;

/** "8 giờ 00" of "08:00". */
export function hour(time: string): string {
  const [hours = '', minutes = ''] = time.split(':');
  return `${Number(hours)} giờ ${minutes}`;
}

export const planWords = {
  plan: 'KẾ HOẠCH',
  basis: 'Căn cứ',
  purposeSection: (purpose: boolean, requirement: boolean) =>
    purpose && requirement ? 'MỤC ĐÍCH, YÊU CẦU' : requirement ? 'YÊU CẦU' : 'MỤC ĐÍCH',
  purpose: 'Mục đích',
  requirement: 'Yêu cầu',
  timeSection: 'CHỦ ĐỀ, THỜI GIAN',
  theme: 'Chủ đề của Tuần lễ',
  themes: 'Các chủ đề của Tuần lễ',
  time: 'Thời gian tổ chức',
  week: (start: string, end: string) => `Tuần lễ được tổ chức từ ${longDate(start)} đến ${longDate(end)}.`,
  ceremony: 'Lễ khai mạc',
  ceremonyTime: (time: string | null, date: string) =>
    `Thời gian: ${time === null ? '' : `${hour(time)}, `}${longDate(date)};`,
  ceremonyPlace: (place: string) => `Địa điểm: ${place};`,
  ceremonyForm: (form: string) => `Hình thức: ${form}.`,
  contentSection: 'NỘI DUNG HOẠT ĐỘNG',
  slogans: 'Khẩu hiệu tuyên truyền',
  budgetSection: 'KINH PHÍ THỰC HIỆN',
  agencySection: 'TỔ CHỨC THỰC HIỆN',
  reportSection: 'CHẾ ĐỘ BÁO CÁO',
  send: 'gửi',
  to: 'về',
  everybody: 'Các cơ quan, đơn vị',
  via: (office: string) => `(qua ${office})`,
  due: (time: string | null, date: string) => `chậm nhất ${time === null ? '' : `${hour(time)} `}ngày ${date}`,
  closing: (subject: string) =>
    `Trên đây là Kế hoạch ${subject.charAt(0).toLocaleLowerCase('vi')}${subject.slice(1).replaceAll('\n', ' ')}; đề nghị các cơ quan, đơn vị nghiêm túc triển khai thực hiện`,
  programmeTitle: (subject: string) => `CHƯƠNG TRÌNH KHUNG LỄ KHAI MẠC\n${subject}`,
  programmeTime: 'Thời gian',
  programmeContent: 'Nội dung',
  programmeOwner: 'Phân công thực hiện',
  formTitle: 'MẪU BÁO CÁO KẾT QUẢ TỔ CHỨC TUẦN LỄ',
} as const;

export const tableWords = {
  sheet: 'Tổng hợp',
  order: 'STT',
  code: 'Mã',
  unit: 'Đơn vị',
  status: 'Tình trạng',
  sum: 'Tổng cộng',
  notApplicable: '–',
  statuses: {
    submitted: 'Đã nộp',
    checked: 'Đã nộp, có ô cần xem lại',
    missing: 'Chưa nộp',
    unreadable: 'Tệp không đọc được',
  },
} as const;

/** What is wrong with the rows of a mail merge; `cell` is an address such as `B7`. */
export const mergeRowWords = {
  'no-header': () => 'Không tìm thấy dòng tiêu đề: dòng đầu phải ghi tên các trường, ví dụ "Họ và tên".',
  'header-twice': (cell: string) => `Ô ${cell}: tên trường đã có ở cột khác. Hãy đổi tên một trong hai cột.`,
  'header-missing': (cell: string) => `Ô ${cell}: cột này có nội dung nhưng không có tên trường ở dòng đầu.`,
  'too-many-rows': (cell: string) =>
    `Từ ô ${cell} trở đi không được đọc: mỗi lần trộn tối đa 5.000 dòng. Hãy tách tệp.`,
  'too-many-columns': (cell: string) => `Từ ô ${cell} trở đi không được đọc: tối đa 100 cột.`,
  'value-too-long': (cell: string) => `Ô ${cell}: nội dung dài quá 2.000 ký tự.`,
  'formula-without-value': (cell: string) =>
    `Ô ${cell}: công thức chưa có kết quả. Hãy mở tệp bằng Excel, lưu lại rồi gửi.`,
  'encoding-guessed': () =>
    'Tệp không ở dạng Unicode (UTF-8): chữ tiếng Việt có thể sai. Hãy lưu lại ở dạng "CSV UTF-8".',
} as const;
