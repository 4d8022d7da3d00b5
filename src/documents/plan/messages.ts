/** Everything that the plan reader says to a person, in Vietnamese. A warning names the two facts that clash. */
import { vietnameseDate } from './dates.ts';

export interface WarningCode {
  /** What the warning means, for the catalogue. */
  readonly meaning: string;
  /** A message as a person would see it. */
  readonly example: string;
}

/** The catalogue: part of the contract of `suotdoi read --json`. Codes are never renamed, only added. */
export const WARNING_CODES = {
  'number-blank': {
    meaning: 'Văn bản chưa ghi số hoặc không tìm thấy số.',
    example: 'Văn bản có dòng "Số:" nhưng chưa ghi số.',
  },
  'date-blank': {
    meaning: 'Văn bản chưa ghi đủ ngày, tháng, năm ban hành.',
    example: 'Không tìm thấy ngày ban hành trong văn bản.',
  },
  'number-differs-in-annex': {
    meaning: 'Số ở đầu văn bản khác số ghi trên phụ lục kèm theo.',
    example: 'Đầu văn bản ghi số 12/KH-UBND-GD nhưng phụ lục ghi số 12/KH-UBND.',
  },
  'date-differs-in-annex': {
    meaning: 'Ngày ở đầu văn bản khác ngày ghi trên phụ lục kèm theo.',
    example: 'Đầu văn bản ghi ngày 20/09/2024 nhưng phụ lục ghi ngày 02/09/2024.',
  },
  'duplicate-section-number': {
    meaning: 'Hai mục liền nhau mang cùng một số.',
    example: 'Có hai mục số V: "Tổ chức thực hiện" và "Kinh phí thực hiện".',
  },
  'theme-not-found': {
    meaning: 'Không tìm thấy chủ đề của Tuần lễ.',
    example: 'Không tìm thấy chủ đề của Tuần lễ trong văn bản.',
  },
  'week-not-found': {
    meaning: 'Không tìm thấy ngày bắt đầu và ngày kết thúc của Tuần lễ.',
    example: 'Không tìm thấy ngày bắt đầu và ngày kết thúc của Tuần lễ trong văn bản.',
  },
  'week-end-before-start': {
    meaning: 'Ngày kết thúc Tuần lễ đứng trước ngày bắt đầu.',
    example: 'Tuần lễ bắt đầu ngày 02/10/2023 nhưng kết thúc ngày 01/10/2023.',
  },
  'ceremony-outside-week': {
    meaning: 'Lễ khai mạc nằm ngoài Tuần lễ.',
    example: 'Lễ khai mạc ngày 30/09/2024 nằm ngoài Tuần lễ (01/10/2024 – 07/10/2024).',
  },
  'weekday-does-not-fit-date': {
    meaning: 'Thứ trong tuần ghi cạnh một ngày không đúng với ngày đó.',
    example: 'Văn bản ghi "thứ Hai" cạnh ngày 01/10/2024, nhưng ngày đó là thứ Ba.',
  },
  'agency-without-task': {
    meaning: 'Một cơ quan được nêu trong phần tổ chức thực hiện mà không có nhiệm vụ.',
    example: 'Phần tổ chức thực hiện nêu "Hội Khuyến học huyện" nhưng không ghi nhiệm vụ nào.',
  },
  'deadline-before-issue': {
    meaning: 'Một hạn đã qua khi văn bản được ban hành.',
    example: 'Hạn gửi kế hoạch là 15/09/2024 nhưng văn bản ban hành ngày 20/09/2024.',
  },
  'working-time-too-short': {
    meaning: 'Từ ngày ban hành đến hạn còn không quá hai ngày làm việc.',
    example: 'Văn bản ban hành ngày 27/09/2021 nhưng hạn gửi kế hoạch là 29/09/2021: chỉ còn 2 ngày làm việc.',
  },
  'deadlines-same-day-up-the-line': {
    meaning: 'Cấp dưới và cấp tổng hợp phải nộp cùng một ngày, không còn thời gian tổng hợp.',
    example: 'UBND các huyện nộp qua Sở ngày 04/11/2022, đúng ngày Sở phải nộp lên trên.',
  },
  'deadlines-out-of-order': {
    meaning: 'Cấp dưới được nộp sau ngày cấp tổng hợp phải nộp.',
    example: 'Các trường nộp về Phòng ngày 12/10/2023, sau ngày Phòng phải nộp lên trên (10/10/2023).',
  },
  'deadline-before-week-ends': {
    meaning: 'Hạn báo cáo kết quả đến trước khi Tuần lễ kết thúc.',
    example: 'Hạn báo cáo kết quả là 05/10/2023 nhưng Tuần lễ kết thúc ngày 08/10/2023.',
  },
  'deadline-recurring': {
    meaning: 'Hạn được nêu theo định kỳ nên không có một ngày cụ thể.',
    example: 'Hạn "ngày 15 hằng tháng" lặp lại theo kỳ: không quy ra được một ngày.',
  },
  'deadline-date-unknown': {
    meaning: 'Hạn được tính từ một mốc không có ngày, hoặc ngày ghi sai.',
    example: 'Hạn "trong vòng 5 ngày kể từ khi kết thúc Tuần lễ" không quy ra được ngày vì không rõ ngày kết thúc.',
  },
  'several-delivery-routes': {
    meaning: 'Cùng một báo cáo phải gửi bằng nhiều đường.',
    example: 'Báo cáo phải gửi qua Phòng Giáo dục thường xuyên và qua hộp thư điện tử.',
  },
  'counting-window-after-deadline': {
    meaning: 'Mẫu báo cáo đếm số liệu đến sau ngày phải nộp báo cáo.',
    example: 'Mẫu báo cáo đếm đến ngày 15/11/2022 nhưng báo cáo phải nộp trước ngày 04/11/2022.',
  },
  'programme-end-before-start': {
    meaning: 'Một mục của chương trình kết thúc trước khi bắt đầu.',
    example: 'Mục "Gửi thông điệp" bắt đầu 09:35 nhưng kết thúc 09:00.',
  },
  'programme-overlap': {
    meaning: 'Hai mục của chương trình chồng giờ nhau.',
    example: 'Mục "Phát biểu hưởng ứng" bắt đầu 09:00, trước khi mục "Phát động" kết thúc lúc 09:35.',
  },
  'programme-gap': {
    meaning: 'Giữa hai mục của chương trình có khoảng trống.',
    example: 'Từ 09:45 đến 10:00 chương trình không có nội dung.',
  },
  'signature-stamp-text': {
    meaning: 'Trong tệp có chữ do chữ ký số để lại; đã bỏ ra khỏi nội dung.',
    example: 'Cuối tệp có chữ của chữ ký số, đã bỏ ra khỏi nội dung. Thời điểm ký ghi trong đó: 25/09/2021.',
  },
} as const satisfies Readonly<Record<string, WarningCode>>;

export type WarningCodeName = keyof typeof WARNING_CODES;

const WEEKDAYS = ['', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy', 'Chủ nhật'];
const d = vietnameseDate;

/** Messages with their facts; dates come in ISO and are shown the Vietnamese way. */
export const say = {
  numberBlank: (line: string | null): string =>
    line === null ? 'Không tìm thấy số của văn bản.' : `Văn bản có dòng "${line}" nhưng chưa ghi số.`,
  dateBlank: (line: string | null): string =>
    line === null
      ? 'Không tìm thấy ngày ban hành trong văn bản.'
      : `Văn bản có dòng "${line}" nhưng chưa ghi đủ ngày, tháng, năm.`,
  numberDiffers: (head: string, annex: string): string => `Đầu văn bản ghi số ${head} nhưng phụ lục ghi số ${annex}.`,
  dateDiffers: (head: string, annex: string): string =>
    `Đầu văn bản ghi ngày ${d(head)} nhưng phụ lục ghi ngày ${d(annex)}.`,
  duplicateSection: (number: string, first: string, second: string): string =>
    `Có hai mục số ${number}: "${first}" và "${second}".`,
  themeNotFound: (): string => 'Không tìm thấy chủ đề của Tuần lễ trong văn bản.',
  weekNotFound: (): string => 'Không tìm thấy ngày bắt đầu và ngày kết thúc của Tuần lễ trong văn bản.',
  weekReversed: (start: string, end: string): string =>
    `Tuần lễ bắt đầu ngày ${d(start)} nhưng kết thúc ngày ${d(end)}.`,
  ceremonyOutside: (date: string, start: string, end: string): string =>
    `Lễ khai mạc ngày ${d(date)} nằm ngoài Tuần lễ (${d(start)} – ${d(end)}).`,
  weekdayWrong: (said: string, date: string, weekday: number): string =>
    `Văn bản ghi "${said}" cạnh ngày ${d(date)}, nhưng ngày đó là ${WEEKDAYS[weekday] ?? ''}.`,
  agencyWithoutTask: (name: string): string => `Phần tổ chức thực hiện nêu "${name}" nhưng không ghi nhiệm vụ nào.`,
  deadlineBeforeIssue: (what: string, due: string, date: string): string =>
    `Hạn ${what} là ${d(due)} nhưng văn bản ban hành ngày ${d(date)}.`,
  timeTooShort: (what: string, due: string, date: string, days: number): string =>
    `Văn bản ban hành ngày ${d(date)} nhưng hạn ${what} là ${d(due)}: chỉ còn ${days} ngày làm việc.`,
  sameDay: (lower: string, upper: string, due: string): string =>
    `"${lower}" phải nộp ngày ${d(due)}, đúng ngày "${upper}" phải nộp bản tổng hợp lên trên.`,
  outOfOrder: (lower: string, lowerDue: string, upper: string, upperDue: string): string =>
    `"${lower}" được nộp đến ngày ${d(lowerDue)}, sau ngày "${upper}" phải nộp bản tổng hợp (${d(upperDue)}).`,
  beforeWeekEnds: (due: string, end: string): string =>
    `Hạn báo cáo kết quả là ${d(due)} nhưng Tuần lễ kết thúc ngày ${d(end)}.`,
  recurring: (quote: string): string => `Hạn trong câu "${quote}" lặp lại theo kỳ: không quy ra được một ngày.`,
  dateUnknown: (quote: string): string => `Không quy ra được ngày của hạn trong câu "${quote}".`,
  severalRoutes: (routes: readonly string[]): string =>
    `Cùng một báo cáo phải gửi bằng nhiều đường: ${routes.join('; ')}.`,
  countingWindow: (end: string, due: string): string =>
    `Mẫu báo cáo đếm đến ngày ${d(end)} nhưng báo cáo phải nộp chậm nhất ngày ${d(due)}.`,
  endBeforeStart: (content: string, start: string, end: string): string =>
    `Mục "${content}" của chương trình bắt đầu ${start} nhưng kết thúc ${end}.`,
  overlap: (content: string, start: string, before: string, end: string): string =>
    `Mục "${content}" bắt đầu ${start}, trước khi mục "${before}" kết thúc lúc ${end}.`,
  gap: (from: string, to: string): string => `Từ ${from} đến ${to} chương trình không có nội dung.`,
  stamp: (signed: string | null): string =>
    `Trong tệp có chữ do chữ ký số để lại, đã bỏ ra khỏi nội dung.${signed === null ? '' : ` Văn bản không ghi ngày ban hành; dấu ký số ghi ngày ${d(signed)}.`}`,
  stampOnly: (): string => 'Trong tệp có chữ do chữ ký số để lại, đã bỏ ra khỏi nội dung.',
} as const;
