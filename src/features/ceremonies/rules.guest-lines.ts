/**
 * Lists of guests as offices write them, one a line: "Hiệu trưởng 03 trường THPT công lập", "Phó Trưởng phòng (02 người)".
 * How many people a line means is read from its words and shown before it is taken. Pure.
 */
import { normalizeText, unaccentedKey } from '../../platform/text/vietnamese.ts';

export const MOST_OF_A_GROUP = 500;
export const MOST_LINES = 500;
const LONGEST_LABEL = 300;

export interface GuestLine {
  /** 1-based line of what was pasted. */
  readonly line: number;
  readonly label: string;
  readonly quota: number;
  /** said: the words tell the number; one: no number, so one person. */
  readonly how: 'said' | 'one';
  readonly email: string | null;
  /** The same office stands in an earlier line. */
  readonly isRepeated: boolean;
}

/** People that are counted: "02 người", "03 đ/c". */
const PEOPLE = 'người|nguoi|đại biểu|đồng chí|đ/c|đc|vị|khách|suất|giấy mời|thành viên|em|cháu|bạn';
/** What sends one person each: "03 trường". A number before one of these is a quota, "Phường 3" is a name. */
const SENDERS =
  'trường|phường|xã|thị trấn|đặc khu|quận|huyện|tỉnh|đơn vị|cơ quan|sở|ban|ngành|phòng|trung tâm|hội|đoàn thể|thôn|ấp|bản|khu phố|tổ dân phố|tổ|khối|chi hội|câu lạc bộ|doanh nghiệp|công ty|thư viện|cơ sở|cụm|điểm cầu';
const POSTS =
  'phó|trưởng|chủ tịch|bí thư|giám đốc|hiệu trưởng|hiệu phó|cán bộ|chuyên viên|giáo viên|giảng viên|nhà giáo|học sinh|học viên|sinh viên|đoàn viên|hội viên|phụ huynh|đại diện|lãnh đạo|cá nhân|gia đình|phóng viên|công chức|viên chức|công nhân|người dân|nhân viên|thầy|cô|ông|bà';
const WORDS: Readonly<Record<string, number>> = {
  một: 1,
  hai: 2,
  ba: 3,
  bốn: 4,
  năm: 5,
  sáu: 6,
  bảy: 7,
  bẩy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
};
const NUMBER = `(\\d{1,4}|${Object.keys(WORDS).join('|')})`;
const START = '(?<![\\p{L}\\p{N}])';
const END = '(?![\\p{L}\\p{N}])';

const EACH = new RegExp(
  `[,;(]?\\s*${START}mỗi\\s+(?:${SENDERS})(?:\\s+cử)?\\s+${NUMBER}\\s*(?:${PEOPLE})?${END}\\)?`,
  'iu',
);
const EACH_SHORT = new RegExp(`[,;(]?\\s*${START}${NUMBER}\\s*(?:${PEOPLE})\\s*/\\s*(?:${SENDERS})${END}\\)?`, 'iu');
const SENDING = new RegExp(`${START}${NUMBER}\\s+(?=(?:${SENDERS})${END})`, 'giu');
/** "(02 người)", "(SL: 2)", ": 02 người", "- số lượng 3" at the end. */
const TOTAL = new RegExp(
  `\\s*[:;,–-]?\\s*(?:\\(\\s*(?:(?:sl|số lượng|mời|gồm|x)\\s*[:.]?\\s*)?${NUMBER}\\s*(?:${PEOPLE})?\\s*\\)|${START}(?:sl|số lượng)\\s*[:.]?\\s*${NUMBER}(?:\\s*(?:${PEOPLE}))?${END}|[:;,–-]\\s*${NUMBER}\\s*(?:${PEOPLE})${END})\\s*\\.?$`,
  'iu',
);
const PLAIN_PEOPLE = new RegExp(`${START}${NUMBER}\\s+(?:${PEOPLE})${END}`, 'giu');
const COUNTED_POST = new RegExp(`${START}${NUMBER}\\s+(?=(?:${POSTS})${END})`, 'giu');
/** A number in a column of its own: pasted from a spreadsheet. */
const COLUMN = /[\t;|]\s*(\d{1,4})\s*(?=$|[\t;|])/u;
const MAIL = /[^\s<>();,|]+@[^\s<>();,|]+\.[a-z]{2,}/iu;
const MARK = /^\s*(?:[-–+•*·]|\(?\d{1,3}[.)]|\p{L}[.)])\s+/u;
/** Behind these a number is a name, not a count: "Quận 12", "khóa XI 2026", "số 3". */
const NAMED =
  /(?:phường|quận|số|khu phố|tổ|ấp|thôn|khóa|khoá|lớp|hạng|năm|cấp|điều|ngày|tháng|khối|nhiệm kỳ|tuần|cụm|bản)\s*$/iu;

/** What each line of a pasted list means; blank lines are left out. At most MOST_LINES are read. */
export function readGuestLines(text: string): GuestLine[] {
  const seen = new Set<string>();
  return normalizeText(text)
    .split(/\r?\n/u)
    .map((line, index) => ({ line: index + 1, text: line }))
    .filter(({ text: line }) => line.replace(MARK, '').trim() !== '')
    .slice(0, MOST_LINES)
    .map(({ line, text: typed }) => {
      const read = readGuestLine(typed);
      const key = unaccentedKey(read.label);
      const isRepeated = seen.has(key);
      seen.add(key);
      return { line, ...read, isRepeated };
    });
}

/** One line: the office as it is to be printed, how many people, and the e-mail address where one stands in it. */
export function readGuestLine(typed: string): Pick<GuestLine, 'label' | 'quota' | 'how' | 'email'> {
  const email = MAIL.exec(typed)?.[0] ?? null;
  const withoutMail = email === null ? typed : typed.replace(email, ' ').replace(/[<(]\s*[>)]/u, ' ');
  let rest = withoutMail.replace(MARK, '').trim();
  const column = COLUMN.exec(rest);
  if (column) {
    rest = rest.replace(column[0], ' ');
    return finished(rest, numberOf(column[1]), email);
  }
  const each = EACH.exec(rest) ?? EACH_SHORT.exec(rest);
  if (each) {
    const senders = sum(rest.replace(each[0], ' '), SENDING) ?? 1;
    return finished(rest, senders * numberOf(each[1]), email);
  }
  const total = TOTAL.exec(rest);
  if (total) return finished(rest.replace(TOTAL, ''), numberOf(total[1] ?? total[2] ?? total[3]), email);
  const people = sum(rest, PLAIN_PEOPLE);
  if (people !== null) return finished(rest, people, email);
  const posts = sum(rest, COUNTED_POST);
  const senders = sum(rest, SENDING);
  if (posts !== null) {
    // "03 hiệu trưởng": the number goes over into the quota. "01 lãnh đạo và 02 chuyên viên" keeps its words.
    const isAlone = [...rest.matchAll(COUNTED_POST)].length === 1 && rest.search(COUNTED_POST) === 0;
    return finished(isAlone ? rest.replace(COUNTED_POST, '') : rest, posts, email);
  }
  return finished(rest, senders ?? 0, email);
}

function finished(label: string, count: number, email: string | null): ReturnType<typeof readGuestLine> {
  const tidy = label
    .replace(/[\t|]+/gu, ' ')
    .replace(/\s{2,}/gu, ' ')
    .replace(/[\s;,.:–-]+$/u, '')
    .trim();
  const first = tidy.charAt(0).toLocaleUpperCase('vi') + tidy.slice(1);
  return {
    label: first.slice(0, LONGEST_LABEL),
    quota: Math.min(Math.max(count, 1), MOST_OF_A_GROUP),
    how: count > 0 ? 'said' : 'one',
    email: email?.toLowerCase() ?? null,
  };
}

/** Sum of the numbers that the pattern counts; null for none. */
function sum(text: string, pattern: RegExp): number | null {
  const counts = [...text.matchAll(pattern)]
    .filter((match) => !NAMED.test(text.slice(0, match.index)))
    .map((match) => numberOf(match[1]));
  return counts.length === 0 ? null : counts.reduce((all, one) => all + one, 0);
}

function numberOf(text: string | undefined): number {
  if (text === undefined) return 0;
  return WORDS[text.toLocaleLowerCase('vi')] ?? Number.parseInt(text, 10);
}
