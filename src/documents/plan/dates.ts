/** Vietnamese dates, ranges and clock times in running text → ISO. Parts that are left out are taken from the context. */

export interface FoundDate {
  readonly index: number;
  readonly end: number;
  readonly day: number;
  readonly month: number;
  readonly year: number | null;
}

export interface FoundRange {
  readonly index: number;
  readonly end: number;
  readonly start: string;
  readonly finish: string;
  /** Year or month of one end was taken from the other end or from the document. */
  readonly completed: boolean;
}

const DATE_PARTS = String.raw`(?:m[ồù]ng\s+)?(\d{1,2})(?:\s?[\/.\-]\s?|\s*tháng\s*)(\d{1,2})(?:(?:\s?[\/.\-]\s?|,?\s*năm\s*)(\d{4}))?(?!\d)`;
const DATE = new RegExp(String.raw`(?<![\d\/.,\-])${DATE_PARTS}`, 'giu');

/** All dates in a text. `01/10` counts only with a word of time before it ("ngày", "trước", "đến" …) or with a year. */
export function findDates(text: string): FoundDate[] {
  const found: FoundDate[] = [];
  for (const match of text.matchAll(DATE)) {
    const day = Number(match[1]);
    const month = Number(match[2]);
    const year = match[3] === undefined ? null : Number(match[3]);
    if (day < 1 || day > 31 || month < 1 || month > 12 || (year !== null && (year < 1945 || year > 2100))) continue;
    const spelled = /tháng/iu.test(match[0]);
    if (
      year === null &&
      !spelled &&
      !/(?:ngày|từ|đến|hết|trước|nhất|quá|hơn|cuối|là|vào|hạn|sáng|chiều|tối|Hai|Ba|Tư|Năm|Sáu|Bảy|nhật|[,(:])\s*$/u.test(
        text.slice(Math.max(0, match.index - 12), match.index),
      )
    )
      continue;
    found.push({ index: match.index, end: match.index + match[0].length, day, month, year });
  }
  return found;
}

/** ISO date, or null when there is no such day or no year. */
export function isoDate(year: number | null, month: number, day: number): string | null {
  if (year === null || month < 1 || month > 12 || day < 1) return null;
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return date.toISOString().slice(0, 10);
}

const WEEKDAY = String.raw`(?:\(?\s*(?:thứ\s+(?:hai|ba|tư|năm|sáu|bảy|\d)|chủ\s+nhật|CN|T[2-7])\s*\)?\s*[,:]?\s*)?`;
const HOUR = String.raw`(?:\d{1,2}\s?(?:giờ|g|h)\s?(?:\d{2})?(?:\s?phút)?\s*,?\s*)?`;
const END = String.raw`(?:m[ồù]ng\s+)?(\d{1,2})(?:(?:\s?[\/.\-]\s?|\s*tháng\s*)(\d{1,2})(?:(?:\s?[\/.\-]\s?|,?\s*năm\s*)(\d{4}))?)?`;
const RANGE = new RegExp(
  String.raw`(?<![\d\/.\-])(?:(từ|ngày)\s+)?${HOUR}${WEEKDAY}(?:(ngày)\s+)?${WEEKDAY}\(?(?:ngày\s+)?${END}\s?\)?\s*${WEEKDAY}\s?,?\s*(?:cho đến|đến|dến|đên|tới|[-–—]+|→)\s*(?:hết\s+|cuối\s+)?${HOUR}${WEEKDAY}(?:ngày\s+)?${WEEKDAY}\(?(?:ngày\s+)?(?:m[ồù]ng\s+)?(\d{1,2})(?:\s?[\/.\-]\s?|\s*tháng\s*)(\d{1,2})(?:(?:\s?[\/.\-]\s?|,?\s*năm\s*)(\d{4}))?(?![\d])`,
  'giu',
);

/** Cheap look before the long pattern: most sentences hold no date at all. */
const MAY_HOLD_RANGE = /\d\)?[^\d]{0,40}(?:đến|dến|đên|tới|[-–—→])[^\d]{0,40}\d/iu;

/** All date ranges in a text; what is left out of the first end is taken from the second, a missing year from `year`. */
export function findRanges(text: string, year: number | null): FoundRange[] {
  const found: FoundRange[] = [];
  if (!MAY_HOLD_RANGE.test(text)) return found;
  for (const match of text.matchAll(RANGE)) {
    const [, from, word, day1, month1, year1, day2, month2, year2] = match;
    if (
      from === undefined &&
      word === undefined &&
      month1 === undefined &&
      year2 === undefined &&
      !match[0].startsWith('(') &&
      !/\(\s*$/u.test(text.slice(0, match.index))
    )
      continue;
    const endMonth = Number(month2);
    const startMonth = month1 === undefined ? endMonth : Number(month1);
    const endYear = year2 === undefined ? (year1 === undefined ? year : Number(year1)) : Number(year2);
    const startYear =
      year1 === undefined ? (endYear !== null && startMonth > endMonth ? endYear - 1 : endYear) : Number(year1);
    const start = isoDate(startYear, startMonth, Number(day1));
    const finish = isoDate(endYear, endMonth, Number(day2));
    if (start === null || finish === null) continue;
    const completed = year2 === undefined && year1 === undefined;
    found.push({ index: match.index, end: match.index + match[0].length, start, finish, completed });
  }
  return found;
}

const TIME =
  /(?<![\d/.,])(\d{1,2})\s?(?:giờ|g(?!\p{L})|h(?!\p{L})|:(?=\d{2}))\s?(\d{2}(?!\d|\s*(?:tháng|\/)))?(?:\s?(?:phút|['’′]|p(?!\p{L})))?/giu;

export interface FoundTime {
  readonly index: number;
  readonly end: number;
  readonly time: string;
}

/** Clock times: `8 giờ`, `7 giờ 30`, `7h30`, `14g00`, `07:30` → HH:MM. */
export function findTimes(text: string): FoundTime[] {
  const found: FoundTime[] = [];
  if (!/\d\s?[ghG:H]/u.test(text)) return found;
  for (const match of text.matchAll(TIME)) {
    const hour = Number(match[1]);
    const minute = match[2] === undefined ? 0 : Number(match[2]);
    if (hour > 23 || minute > 59) continue;
    const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    found.push({ index: match.index, end: match.index + match[0].length, time });
  }
  return found;
}

const DAY = 86_400_000;

/** The date some days later. */
export function addDays(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
}

/** Days from the first date to the second; the same day gives 0. */
export function daysBetween(start: string, end: string): number {
  return Math.round((Date.parse(`${end}T00:00:00Z`) - Date.parse(`${start}T00:00:00Z`)) / DAY);
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7;
}

/** Working days (Monday to Friday; holidays are not known here) after the first date up to and with the second. */
export function workingDaysAfter(start: string, end: string): number {
  let count = 0;
  for (let day = addDays(start, 1); day <= end && count < 400; day = addDays(day, 1))
    if (weekdayOf(day) <= 5) count += 1;
  return count;
}

const WEEKDAY_NAMES: Readonly<Record<string, number>> = { hai: 1, ba: 2, tư: 3, năm: 4, sáu: 5, bảy: 6, bẩy: 6 };

/** `thứ Sáu` → 5, `thứ 6` → 5, `Chủ nhật` → 7; null for anything else. */
export function weekdayNumber(name: string): number | null {
  const text = name.toLocaleLowerCase('vi').replace(/\s+/gu, ' ').trim();
  if (/^(?:chủ nhật|cn)$/u.test(text)) return 7;
  const word = text.replace(/^thứ /u, '').replace(/^t(?=\d$)/u, '');
  const number = Number(word);
  return Number.isInteger(number) && number >= 2 && number <= 7 ? number - 1 : (WEEKDAY_NAMES[word] ?? null);
}

/** `2022-10-04` → `04/10/2022`. */
export function vietnameseDate(date: string): string {
  const [year, month, day] = date.split('-');
  return `${day ?? ''}/${month ?? ''}/${year ?? ''}`;
}
