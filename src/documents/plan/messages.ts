/** Everything that the plan reader says to a person, in both languages. A warning names the two facts that clash. */
import { vietnameseDate } from './dates.ts';
import type { Bilingual } from './warning-codes.ts';

const WEEKDAYS = [
  ['', ''],
  ['thứ Hai', 'Monday'],
  ['thứ Ba', 'Tuesday'],
  ['thứ Tư', 'Wednesday'],
  ['thứ Năm', 'Thursday'],
  ['thứ Sáu', 'Friday'],
  ['thứ Bảy', 'Saturday'],
  ['Chủ nhật', 'Sunday'],
] as const;
const d = vietnameseDate;

/** Messages with their facts; dates come in ISO and are shown the Vietnamese way, words of the document as they stand. */
export const say = {
  numberBlank: (line: string | null): Bilingual =>
    line === null
      ? { vi: 'Không tìm thấy số của văn bản.', en: 'No number of the document was found.' }
      : {
          vi: `Văn bản có dòng "${line}" nhưng chưa ghi số.`,
          en: `The document has the line "${line}" without a number.`,
        },
  dateBlank: (line: string | null): Bilingual =>
    line === null
      ? { vi: 'Không tìm thấy ngày ban hành trong văn bản.', en: 'No date of issue was found in the document.' }
      : {
          vi: `Văn bản có dòng "${line}" nhưng chưa ghi đủ ngày, tháng, năm.`,
          en: `The document has the line "${line}" without a full date.`,
        },
  numberDiffers: (head: string, annex: string): Bilingual => ({
    vi: `Đầu văn bản ghi số ${head} nhưng phụ lục ghi số ${annex}.`,
    en: `The head has number ${head}, the annex has ${annex}.`,
  }),
  dateDiffers: (head: string, annex: string): Bilingual => ({
    vi: `Đầu văn bản ghi ngày ${d(head)} nhưng phụ lục ghi ngày ${d(annex)}.`,
    en: `The head is dated ${d(head)}, the annex ${d(annex)}.`,
  }),
  blankInText: (quote: string): Bilingual => ({
    vi: `Còn chỗ để trống trong câu "${quote}".`,
    en: `There is a blank in the sentence "${quote}".`,
  }),
  duplicateSection: (number: string, first: string, second: string): Bilingual => ({
    vi: `Có hai mục số ${number}: "${first}" và "${second}".`,
    en: `Two sections are numbered ${number}: "${first}" and "${second}".`,
  }),
  themeNotFound: (): Bilingual => ({
    vi: 'Không tìm thấy chủ đề của Tuần lễ trong văn bản.',
    en: 'The theme of the Week was not found in the document.',
  }),
  weekNotFound: (): Bilingual => ({
    vi: 'Không tìm thấy ngày bắt đầu và ngày kết thúc của Tuần lễ trong văn bản.',
    en: 'The first and last day of the Week were not found in the document.',
  }),
  weekReversed: (start: string, end: string): Bilingual => ({
    vi: `Tuần lễ bắt đầu ngày ${d(start)} nhưng kết thúc ngày ${d(end)}.`,
    en: `The Week begins on ${d(start)} but ends on ${d(end)}.`,
  }),
  ceremonyOutside: (date: string, start: string, end: string): Bilingual => ({
    vi: `Lễ khai mạc ngày ${d(date)} nằm ngoài Tuần lễ (${d(start)} – ${d(end)}).`,
    en: `The opening ceremony on ${d(date)} is outside the Week (${d(start)} – ${d(end)}).`,
  }),
  weekdayWrong: (said: string, date: string, weekday: number): Bilingual => {
    const [vi, en] = WEEKDAYS[weekday] ?? WEEKDAYS[0];
    return {
      vi: `Văn bản ghi "${said}" cạnh ngày ${d(date)}, nhưng ngày đó là ${vi}.`,
      en: `The document has "${said}" beside ${d(date)}, but that day is a ${en}.`,
    };
  },
  agencyWithoutTask: (name: string): Bilingual => ({
    vi: `Phần tổ chức thực hiện nêu "${name}" nhưng không ghi nhiệm vụ nào.`,
    en: `The part on implementation names "${name}" without any task.`,
  }),
  taskWithoutAgency: (task: string): Bilingual => ({
    vi: `Nhiệm vụ "${task}" không ghi cơ quan thực hiện.`,
    en: `The task "${task}" names no office to do it.`,
  }),
  deadlineBeforeIssue: (what: string, due: string, date: string): Bilingual => ({
    vi: `Hạn ${what} là ${d(due)} nhưng văn bản ban hành ngày ${d(date)}.`,
    en: `The due date ${d(due)} (${what}) is before the day of issue, ${d(date)}.`,
  }),
  timeTooShort: (what: string, due: string, date: string, days: number): Bilingual => ({
    vi: `Văn bản ban hành ngày ${d(date)} nhưng hạn ${what} là ${d(due)}: chỉ còn ${days} ngày làm việc.`,
    en: `The document was issued on ${d(date)} and the due date is ${d(due)} (${what}): ${days} working ${days === 1 ? 'day' : 'days'}.`,
  }),
  sameDay: (lower: string, upper: string, due: string): Bilingual => ({
    vi: `"${lower}" phải nộp ngày ${d(due)}, đúng ngày "${upper}" phải nộp bản tổng hợp lên trên.`,
    en: `"${lower}" owes on ${d(due)}, the very day on which "${upper}" owes the sum of it.`,
  }),
  outOfOrder: (lower: string, lowerDue: string, upper: string, upperDue: string): Bilingual => ({
    vi: `"${lower}" được nộp đến ngày ${d(lowerDue)}, sau ngày "${upper}" phải nộp bản tổng hợp (${d(upperDue)}).`,
    en: `"${lower}" may deliver until ${d(lowerDue)}, after "${upper}" owes the sum (${d(upperDue)}).`,
  }),
  beforeWeekEnds: (due: string, end: string): Bilingual => ({
    vi: `Hạn báo cáo kết quả là ${d(due)} nhưng Tuần lễ kết thúc ngày ${d(end)}.`,
    en: `The report on results is due on ${d(due)}, but the Week ends on ${d(end)}.`,
  }),
  recurring: (quote: string): Bilingual => ({
    vi: `Hạn trong câu "${quote}" lặp lại theo kỳ: không quy ra được một ngày.`,
    en: `The due date in "${quote}" recurs: it gives no single day.`,
  }),
  dateUnknown: (quote: string): Bilingual => ({
    vi: `Không quy ra được ngày của hạn trong câu "${quote}".`,
    en: `No day follows from the due date in "${quote}".`,
  }),
  severalRoutes: (routes: readonly string[]): Bilingual => ({
    vi: `Cùng một báo cáo phải gửi bằng nhiều đường: ${routes.join('; ')}.`,
    en: `One report has to be delivered by several ways: ${routes.join('; ')}.`,
  }),
  countingWindow: (end: string, due: string): Bilingual => ({
    vi: `Mẫu báo cáo đếm đến ngày ${d(end)} nhưng báo cáo phải nộp chậm nhất ngày ${d(due)}.`,
    en: `The form counts up to ${d(end)}, but the report is due by ${d(due)}.`,
  }),
  endBeforeStart: (content: string, start: string, end: string): Bilingual => ({
    vi: `Mục "${content}" của chương trình bắt đầu ${start} nhưng kết thúc ${end}.`,
    en: `The item "${content}" begins at ${start} but ends at ${end}.`,
  }),
  overlap: (content: string, start: string, before: string, end: string): Bilingual => ({
    vi: `Mục "${content}" bắt đầu ${start}, trước khi mục "${before}" kết thúc lúc ${end}.`,
    en: `The item "${content}" begins at ${start}, before "${before}" ends at ${end}.`,
  }),
  gap: (from: string, to: string): Bilingual => ({
    vi: `Từ ${from} đến ${to} chương trình không có nội dung.`,
    en: `The programme has nothing from ${from} to ${to}.`,
  }),
  stamp: (signed: string | null): Bilingual => ({
    vi: `Trong tệp có chữ do chữ ký số để lại, đã bỏ ra khỏi nội dung.${signed === null ? '' : ` Văn bản không ghi ngày ban hành; dấu ký số ghi ngày ${d(signed)}.`}`,
    en: `The file holds words left by a digital signature; they were taken out.${signed === null ? '' : ` The document has no date of issue; the stamp says ${d(signed)}.`}`,
  }),
  themeDiffers: (theme: string, parents: readonly string[]): Bilingual => ({
    vi: `Chủ đề "${theme}" khác chủ đề của cấp trên: "${parents.join('"; "')}".`,
    en: `The theme "${theme}" differs from the parent's: "${parents.join('"; "')}".`,
  }),
  weekDiffers: (own: readonly [string, string], parents: readonly [string, string]): Bilingual => ({
    vi: `Tuần lễ ghi ${d(own[0])} – ${d(own[1])} nhưng văn bản của cấp trên ghi ${d(parents[0])} – ${d(parents[1])}.`,
    en: `The Week is ${d(own[0])} – ${d(own[1])} here and ${d(parents[0])} – ${d(parents[1])} in the parent's document.`,
  }),
  notBeforeParents: (from: string, due: string, what: string, parents: string): Bilingual => ({
    vi: `"${from}" được nộp đến ngày ${d(due)}, nhưng văn bản của cấp trên đòi ${what} ngày ${d(parents)}.`,
    en: `"${from}" may deliver until ${d(due)}, but the parent's document wants it by ${d(parents)} (${what}).`,
  }),
  issuedBeforeParent: (date: string, parents: string): Bilingual => ({
    vi: `Văn bản ban hành ngày ${d(date)}, trước văn bản của cấp trên (${d(parents)}).`,
    en: `The document is dated ${d(date)}, before the parent's (${d(parents)}).`,
  }),
  parentNotNamed: (number: string): Bilingual => ({
    vi: `Văn bản không nêu số ${number} của cấp trên.`,
    en: `The document does not name the parent's number ${number}.`,
  }),
} as const;
