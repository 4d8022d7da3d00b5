/** What people write into the cells of a list: days, times, yes and no, several choices in one cell. Pure. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

const two = (text: string): string => text.padStart(2, '0');
const DAY_MS = 86_400_000;
/** Days of Excel that are of this century: 2000-01-01 to 2199-12-31. */
const [FIRST_DAY, LAST_DAY] = [36_526, 109_574];

/**
 * A day as the form reads it: 1/10/2026, 01-10-2026, 2026-10-01, "ngày 1 tháng 10 năm 2026", "Thứ Bảy, 1/10" (of the
 * Week's year), a day counted by Excel. What is none of these comes back as it was.
 */
export function dayText(text: string, year: number): string {
  const words = text.trim().replace(/^(?:thứ|chủ|thu|chu)\s+(?:\p{L}+|\d)\s*,?\s*|^t\d\s*,\s*|^cn\s*,\s*/iu, '');
  if (/^\d{5,6}$/u.test(words) && Number(words) >= FIRST_DAY && Number(words) <= LAST_DAY) {
    return new Date(Date.UTC(1899, 11, 30) + Number(words) * DAY_MS).toISOString().slice(0, 10);
  }
  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/u.exec(words);
  if (iso) return `${iso[1]}-${two(iso[2] ?? '')}-${two(iso[3] ?? '')}`;
  const spoken = /^(?:ngày\s+)?(\d{1,2})\s+tháng\s+(\d{1,2})(?:\s*,?\s*(?:năm\s+)?(\d{4}))?$/iu.exec(words);
  const typed = spoken ?? /^(?:ngày\s+)?(\d{1,2})\s*[/.-]\s*(\d{1,2})(?:\s*[/.-]\s*(\d{4}|\d{2}))?$/iu.exec(words);
  if (!typed) return text.trim();
  const [, day = '', month = '', written] = typed;
  const full = written === undefined ? String(year) : written.length === 2 ? `20${written}` : written;
  return `${full}-${two(month)}-${two(day)}`;
}

/** A time as the form reads it: 8:30, 8h30, 8 giờ 30, 8h, 2h chiều, a part of a day as Excel counts. Else as it was. */
export function timeText(text: string): string {
  const words = text.trim();
  const part = /^0[.,]\d+$/u.test(words) ? Number(words.replace(',', '.')) : null;
  if (part !== null) {
    const minutes = Math.round(part * 24 * 60);
    return `${two(String(Math.floor(minutes / 60)))}:${two(String(minutes % 60))}`;
  }
  const typed =
    /^(?:lúc\s+)?(\d{1,2})\s*(?:[:.hg]|giờ)?\s*(\d{1,2})?\s*(?:'|ph|phút)?(?::\d{2})?\s*(sáng|trưa|chiều|tối|am|pm)?$/iu.exec(
      words,
    );
  if (!typed) return words;
  const [, hour = '', minute = '0', half = ''] = typed;
  // "830" is no time that anybody means for sure.
  if (/^\d{3,}/u.test(words)) return words;
  const isLate = /^(?:chiều|tối|pm)$/iu.test(half) && Number(hour) < 12;
  return `${two(String(Number(hour) + (isLate ? 12 : 0)))}:${two(minute)}`;
}

/** "8h00 – 10h30" in one cell: both ends; null for anything else. */
export function timeRange(text: string): { from: string; to: string } | null {
  const [from, to, ...more] = text.replace(/^từ\s+/iu, '').split(/\s*(?:–|—|-|đến|→)\s*/iu);
  return from !== undefined && to !== undefined && more.length === 0 && /\d/u.test(from) && /\d/u.test(to)
    ? { from, to }
    : null;
}

/** "01/10/2026 08:30" as Excel keeps a moment: the day and the time; null for anything else. */
export function momentParts(text: string): { day: string; time: string } | null {
  const [, day, time] =
    /^(\d{1,2}\/\d{1,2}\/\d{4}|\d{4}-\d{2}-\d{2})[ T]+(\d{1,2}:\d{2})(?::\d{2})?$/u.exec(text) ?? [];
  return day === undefined || time === undefined ? null : { day, time };
}

/** A number of whole things as the form reads it: "50 người", "1.250", "50.000 đ", "miễn phí". Else as it was. */
export function countText(text: string): string {
  if (/^(?:miễn phí|mien phi|không thu(?: phí)?|free)$/iu.test(text)) return '0';
  return text.replace(/\s*(?:người|chỗ|đồng|vnđ|vnd|đ|₫|cuốn|tờ|chiếc|bài|tin|tủ|bản)\.?$/iu, '').trim();
}

/** True and false as people tick them; null for anything else. */
export function yesNo(text: string): boolean | null {
  const key = unaccentedKey(text);
  if (['co', 'x', '1', 'yes', 'y', 'true', 'dung', 'v'].includes(key) || /^[✓✔☑]$/u.test(text)) return true;
  return ['khong', '0', 'no', 'n', 'false', 'sai', 'ko'].includes(key) ? false : null;
}

/** A phone number that Excel took for a number has lost its first zero. */
export const lostZero = (text: string): boolean => /^[235789]\d{8}$/u.test(text);

/** Names that may stand in a cell, without marks: a choice may go by several. */
export type Names<T extends string> = ReadonlyMap<string, T>;

export function namesOf<T extends string>(
  choices: readonly T[],
  ...texts: readonly Readonly<Record<T, string | readonly string[]>>[]
): Names<T> {
  const names = new Map<string, T>();
  for (const choice of choices) {
    for (const name of [choice, ...texts.flatMap((each) => each[choice])]) names.set(unaccentedKey(name), choice);
  }
  return names;
}

const JOINS: ReadonlySet<string> = new Set(['va', 'and', 'cac']);

/**
 * All choices that a cell names, whatever divides them: the longest name at each place, so that "Học sinh, sinh viên, phụ
 * nữ" is two of them. Null where anything is left over.
 */
export function choicesIn<T extends string>(text: string, names: Names<T>): T[] | null {
  const words = unaccentedKey(text).split(' ');
  const found = new Set<T>();
  const longest = Math.max(...[...names.keys()].map((name) => name.split(' ').length));
  for (let at = 0; at < words.length; ) {
    let length = Math.min(longest, words.length - at);
    while (length > 0 && !names.has(words.slice(at, at + length).join(' '))) length -= 1;
    const choice = names.get(words.slice(at, at + length).join(' '));
    if (length > 0 && choice !== undefined) found.add(choice);
    else if (!JOINS.has(words[at] ?? '')) return null;
    at += Math.max(1, length);
  }
  return [...found];
}

/** The known names that share most words with what was written: what was probably meant, three at most. */
export function nearest(text: string, names: readonly string[]): string[] {
  const words = new Set(unaccentedKey(text).split(' '));
  return names
    .map((name) => {
      const own = unaccentedKey(name).split(' ');
      return { name, share: own.filter((word) => words.has(word)).length / Math.max(own.length, words.size) };
    })
    .filter(({ share }) => share >= 0.25)
    .toSorted((a, b) => b.share - a.share)
    .slice(0, 3)
    .map(({ name }) => name);
}
