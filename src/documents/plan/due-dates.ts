/** Due dates in running text: after a word of limit, counted from the end of the Week, or recurring. */
import { recipientsIn } from './delivery.ts';
import { addDays, findDates, findRanges, findTimes, isoDate } from './dates.ts';

export interface Trigger {
  readonly index: number;
  readonly end: number;
  readonly due: string | null;
  readonly time: string | null;
  readonly recurring: boolean;
  readonly explicit: boolean;
  readonly exact: boolean;
}

const WORD =
  /(?<!\p{L})(?:hạn\s*:|(?:xong\s+)?tr(?:ước|ưóc|uớc|ươc)(?!\s*,|\s+(?:khi|mắt|đây|tiên|và|tình|đó|thềm|thực))(?:\s+thời điểm)?|chậm nhất(?:\s+(?:là|vào|đến|trong|hết|trước))*|muộn nhất(?:\s+(?:là|vào|đến|trong|hết|trước))*|trễ nhất(?:\s+(?:là|vào|đến|trong|hết))*|không (?:muộn|chậm|trễ) hơn|không quá|hạn (?:cuối|chót|nộp|gửi|báo cáo|nhận|đăng ký|cuối cùng)(?:\s+(?:cùng|nộp|gửi|báo cáo|nhận|cuối|là|vào|đến|hết))*(?:(?:\s+\p{L}+){0,5}?\s*(?:là|:|vào|trước))?\s*:?|thời hạn(?:\s+\p{L}+){0,5}?\s*(?:là|:|trước|đến)|thời gian (?:gửi|nộp|báo cáo|hoàn thành|nhận|đăng ký|thu)(?:(?:\s+\p{L}+){0,5}?\s*(?:là|:|trước|chậm nhất|xong)\s*:?)?|vào ngày|đến hết(?: ngày)?(?=\s+(?:ngày\s+)?\d)|hết ngày(?=[^;]{0,40}(?:phải|hoàn thành|gửi))|hoàn thành(?:\s+\p{L}+){0,3}?\s+(?:trong|vào)|trong ngày)(?!\p{L})/giu;
const COUNT = String.raw`(?:(\d{1,2})\s+(?:\([^)]{1,16}\)\s*)?(ngày|tuần)|(một|hai|ba)\s+(ngày|tuần))(\s+làm việc)?`;
/** "trong vòng 05 ngày làm việc kể từ ngày …", "chậm nhất 07 ngày sau Tuần lễ". */
const RELATIVE = new RegExp(
  String.raw`(?<!\p{L})(?:(?:chậm nhất|muộn nhất|trễ nhất|không quá|trong vòng|trong thời hạn|trong thời gian|trong|sau)\s+(?:là\s+|sau\s+)*)+${COUNT}[\s,]*(?:(?:kể|tính)(?:\s+từ)?|sau|từ|khi)\s+(?:từ\s+)?`,
  'giu',
);
/** "sau khi kết thúc Tuần lễ 05 ngày". */
const COUNTED_AFTER = new RegExp(
  String.raw`(?<!\p{L})(?:sau\s+)?(?:khi\s+)?(?:kết thúc|bế mạc)\s+(?:\p{L}+\s+){0,8}?(?:chậm nhất\s+|không quá\s+|trong vòng\s+|sau\s+)*${COUNT}(?!\p{L})`,
  'giu',
);
/** "chậm nhất 05 ngày trước khi khai mạc Tuần lễ", "trước Tuần lễ 03 ngày". */
const COUNTED_BEFORE =
  /(?<!\p{L})(?:(?:chậm nhất|muộn nhất|trễ nhất)\s+(?:là\s+)?(\d{1,2})\s+(?:\([^)]{1,16}\)\s*)?ngày\s+trước\s+(?:khi\s+|ngày\s+)?(?:khai mạc\s+)?(?:diễn ra\s+|tổ chức\s+)?Tuần lễ|trước\s+(?:khi\s+|ngày\s+)?(?:khai mạc\s+|diễn ra\s+|tổ chức\s+)?Tuần lễ\s+(?:ít nhất\s+|tối thiểu\s+)?(\d{1,2})\s+(?:\([^)]{1,16}\)\s*)?ngày)(?!\p{L})/giu;
const RECURRING =
  /ngày\s+(\d{1,2})\s+(?:(?:hằng|hàng|mỗi|của)\s*(?:tháng|quý|năm)|(?:của\s+)?tháng (?:đầu|cuối|sau|kế tiếp)(?:\s+(?:mỗi|từng|của))*\s+quý)|(?:hằng|hàng)\s+(?:tuần|tháng|quý)|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)\s+(?:hằng|hàng)\s+tuần/giu;
export const OWES =
  /(?:báo cáo|gửi|nộp|trình|đăng ký|danh sách|hồ sơ|kế hoạch|hoàn thành|tổng hợp|sản phẩm|tin bài|cập nhật|đề xuất|xác nhận|chuyển|cung cấp|niêm yết|thông tin kết quả|báo (?:số|danh|tên))/iu;

/** Days that other days are counted from. */
export interface Calendar {
  readonly year: number | null;
  readonly weekStart: string | null;
  readonly weekEnd: string | null;
  /** Day of issue. */
  readonly issued: string | null;
}

/** Words of time with their dates in a clause: "trước ngày …", "chậm nhất …", "trong vòng 5 ngày kể từ …", "ngày 15 hằng tháng". */
export function findTriggers(text: string, calendar: Calendar): Trigger[] {
  const { year } = calendar;
  const found: Trigger[] = [];
  // Every limit has a number, or recurs.
  if (!/\d|hằng|hàng|tuần/u.test(text)) return found;
  for (const match of text.matchAll(WORD)) {
    const end = match.index + match[0].length;
    const after = text.slice(end, end + 75);
    const date = findDates(`ngày ${after}`)[0];
    if (date === undefined) {
      const apart = dayOfNamedMonth(text, match.index, after);
      if (apart !== null) found.push({ ...apart, index: match.index, end: end + apart.end });
      continue;
    }
    const lead = after.slice(0, Math.max(0, date.index - 5));
    if (
      !/^[\s:,]*(?:(?:là|vào|đến|hết|trước|lúc|hồi|từ|chậm nhất|muộn nhất|xong)\s+)*(?:\d{1,2}\s?(?:giờ|g|h|:)\s?\d{0,2}\s?(?:phút|p|’|')?\s*,?\s*)?(?:(?:sáng|chiều|tối|cuối|cùng)\s+)?(?:\(?(?:thứ\s+\p{L}+|thứ\s\d|chủ nhật)\)?\s*,?\s*)?\(?(?:(?:là\s+|hết\s+)?(?:các\s+)?ngày\s*(?:làm việc\s*)?)?\(?$/iu.test(
        lead,
      )
    )
      continue;
    // "các lớp đã mở trước ngày …" tells what was, not what is owed.
    if (/(?:^|\s)đã\s\p{L}+(?:\s\p{L}+)?\s*$/u.test(text.slice(Math.max(0, match.index - 30), match.index))) continue;
    const soft = /^(?:vào ngày|trong ngày|đến hết(?: ngày)?)$/iu.test(match[0]);
    // The end of a range is no limit: "từ ngày 01/10 đến hết ngày 07/10".
    if (/^đến hết/iu.test(match[0]) && /\d[^.;]{0,14}$/u.test(text.slice(0, match.index))) continue;
    if (
      soft &&
      (!OWES.test(text.slice(0, match.index)) || /[Ll]ễ|hội nghị|khai mạc|tổ chức|tập huấn|sự kiện/u.test(text))
    )
      continue;
    if (found.some((other) => end <= other.end)) continue;
    // "Thời gian nộp bài: từ ngày A đến hết ngày B": the last day.
    const range = /^thời gian|^thời hạn/iu.test(match[0])
      ? findRanges(text.slice(end - 4, end + 90), year)[0]
      : undefined;
    const due = range?.finish ?? isoDate(date.year ?? year, date.month, date.day);
    const until = range === undefined ? end + date.end - 5 : end - 4 + range.end;
    const late = HOUR_BEHIND.exec(text.slice(until, until + 40));
    const time = findTimes(lead)[0]?.time ?? findTimes(late?.[1] ?? '')[0]?.time ?? null;
    found.push({
      index: match.index,
      end: until + (late?.[0].length ?? 0),
      due,
      time,
      recurring: false,
      explicit: !soft,
      exact: date.year !== null,
    });
  }
  for (const counted of countedTriggers(text, calendar))
    if (!found.some((other) => counted.index < other.end && other.index < counted.end + 12)) found.push(counted);
  for (const match of text.matchAll(RECURRING)) {
    if (!OWES.test(text) || found.some((other) => match.index >= other.index && match.index < other.end + 10)) continue;
    if (!/(?:gửi|nộp|báo cáo)/iu.test(text)) continue;
    const lead = /(?:trước|chậm nhất|muộn nhất|vào)\s+(?:là\s+|vào\s+)?$/iu.exec(text.slice(0, match.index));
    found.push({
      index: match.index - (lead?.[0].length ?? 0),
      end: match.index + match[0].length,
      due: null,
      time: null,
      recurring: true,
      explicit: true,
      exact: false,
    });
  }
  // "gửi về Phòng … ngày 10/10/2023": no word of time, but a duty and a date with its year.
  if (found.length === 0) found.push(...plainDates(text));
  return found.sort((a, b) => a.index - b.index);
}

/** "trong tháng 10/2026, chậm nhất là ngày 15": the month stands before the word of limit. */
function dayOfNamedMonth(text: string, at: number, after: string): Trigger | null {
  const day = /^\s*(?:là\s+)?ngày\s+(\d{1,2})(?!\d|\s*[/.-]\s*\d|\s+(?:tháng|hằng|hàng|của|mỗi))/u.exec(after);
  const month = /tháng\s+(\d{1,2})(?:\s*\/\s*|\s+năm\s+)(\d{4})/u.exec(text.slice(0, at));
  if (day === null || month === null) return null;
  const due = isoDate(Number(month[2]), Number(month[1]), Number(day[1]));
  return { index: 0, end: day[0].length, due, time: null, recurring: false, explicit: true, exact: false };
}

/** "… ngày 09/10/2026 (trước 10 giờ 00)": the hour behind the day. */
const HOUR_BEHIND =
  /^\s*[,(]?\s*(?:trước|chậm nhất(?: là| lúc)?|muộn nhất(?: là)?|lúc|vào lúc|hồi)\s+(\d{1,2}\s?(?:giờ|g|h|:)\s?\d{0,2}(?:\s?phút)?)\s*\)?/iu;

/** Days counted from the end of the Week, the issue or a day that is named; from receipt there is no day. */
function countedTriggers(text: string, calendar: Calendar): Trigger[] {
  if (!OWES.test(text)) return [];
  const found: Trigger[] = [];
  const add = (match: RegExpExecArray, from: Anchor): void => {
    const [, digits, unit, word, wordUnit, working] = match;
    const count = digits === undefined ? (word === 'một' ? 1 : word === 'hai' ? 2 : 3) : Number(digits);
    const days = (unit ?? wordUnit)?.toLowerCase() === 'tuần' ? count * 7 : count;
    const due =
      from.day === null ? null : working === undefined ? addDays(from.day, days) : afterWorkingDays(from.day, days);
    const end = match.index + match[0].length + from.length;
    found.push({ index: match.index, end, due, time: null, recurring: false, explicit: true, exact: false });
  };
  for (const match of text.matchAll(RELATIVE)) {
    const from = anchorIn(text.slice(match.index + match[0].length, match.index + match[0].length + 80), calendar);
    if (from !== null) add(match, from);
  }
  if (found.length === 0)
    for (const match of text.matchAll(COUNTED_AFTER)) add(match, { day: calendar.weekEnd, length: 0 });
  for (const match of text.matchAll(COUNTED_BEFORE)) {
    const days = Number(match[1] ?? match[2]);
    const due = calendar.weekStart === null ? null : addDays(calendar.weekStart, -days);
    const end = match.index + match[0].length;
    found.push({ index: match.index, end, due, time: null, recurring: false, explicit: true, exact: false });
  }
  return found;
}

interface Anchor {
  /** Null for a day that nobody knows, as that of receipt. */
  readonly day: string | null;
  readonly length: number;
}

function anchorIn(after: string, { year, weekEnd, issued }: Calendar): Anchor | null {
  const date = findDates(`ngày ${after}`)[0];
  if (date !== undefined && date.index <= 10)
    return { day: isoDate(date.year ?? year, date.month, date.day), length: date.end - 5 };
  const near = after.split(/[.;]/u)[0] ?? '';
  const found = /(nhận)|(kết thúc|bế mạc|Tuần lễ)|(ban hành|ký|phát hành)/iu.exec(near);
  if (found === null) return null;
  const length = found.index + found[0].length;
  if (found[1] !== undefined) return { day: null, length };
  return { day: found[2] === undefined ? issued : weekEnd, length };
}

function plainDates(text: string): Trigger[] {
  if (
    (!/(?:gửi|nộp|báo cáo)\s.{0,60}(?:về|cho|lên|tới|đến)\s/iu.test(text) && recipientsIn(text).length === 0) ||
    /(?:[Tt]ừ ngày|[Ll]ễ khai mạc|[Ll]ễ phát động)/u.test(text)
  )
    return [];
  for (const date of findDates(text)) {
    const before = text.slice(0, date.index);
    if (
      date.year === null ||
      !/ngày\s*$/u.test(before) ||
      /số\s\S+[^,;]{0,12}ngày\s*$|đến(?: hết)? ngày\s*$|năm học|từ ngày/u.test(before)
    )
      continue;
    const index = before.length - (/ngày\s*$/u.exec(before)?.[0].length ?? 0);
    return [
      {
        index,
        end: date.end,
        due: isoDate(date.year, date.month, date.day),
        time: null,
        recurring: false,
        explicit: false,
        exact: true,
      },
    ];
  }
  return [];
}

function afterWorkingDays(start: string, days: number): string {
  let date = start;
  for (let left = days; left > 0; ) {
    date = addDays(date, 1);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return date;
}
