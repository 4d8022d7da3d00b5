/**
 * Numbers, money and dates as Vietnamese readers write them, made by hand: Intl costs 1 to 3 µs a cell and a page has
 * hundreds. The figures look the same in both languages of the screen, because the same person types and reads both.
 */
import type { Messages } from '../../messages/index.ts';

const NBSP = '\u00a0';
const VIETNAM_OFFSET_MS = 7 * 3_600_000;
const DAY_MS = 86_400_000;

type Texts = Messages['common'];

/**
 * 1250 → "1.250", "-0.50" → "-0,5". Takes the decimal text of a PostgreSQL `numeric` without losing a digit.
 * Text that is not a plain decimal comes back as it is.
 */
export function formatNumber(value: number | bigint | string): string {
  const text = String(value);
  const match = /^([-−]?)(\d+)(?:\.(\d+))?$/u.exec(text);
  if (match === null) return text;
  const [, sign = '', whole = '', fraction = ''] = match;
  const digits = whole.replace(/^0+(?=\d)/u, '');
  const shown = fraction.replace(/0+$/u, '');
  return (sign === '' ? '' : '−') + grouped(digits) + (shown === '' ? '' : `,${shown}`);
}

function grouped(digits: string): string {
  if (digits.length < 4) return digits;
  const first = digits.length % 3;
  const groups = first === 0 ? [] : [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += 3) groups.push(digits.slice(at, at + 3));
  return groups.join('.');
}

/** Whole đồng: "1.250.000 đ", with a space that does not break. */
export function formatMoney(value: number | bigint | string, t: Texts): string {
  return `${formatNumber(value)}${NBSP}${t.number.currency}`;
}

/** A round figure to read aloud: 2.500.000 → "2,5 triệu", 999.999 → "1 triệu". One decimal, rounded half up. */
export function formatRound(value: number | bigint | string, t: Texts): string {
  const amount = Number(value);
  const size = Math.abs(amount);
  const scales: [number, string][] = [
    [1e9, t.number.billion],
    [1e6, t.number.million],
    [1e3, t.number.thousand],
  ];
  // From 999.950 on, a thousand rounds up to the next name.
  for (const [scale, name] of scales) {
    if (size >= scale * 0.99995 && size >= 1000) {
      return `${formatNumber(String(Math.round((amount / scale) * 10) / 10))}${NBSP}${name}`;
    }
  }
  return formatNumber(value);
}

/** A share from 0 to 1 as "37,5 %"; one decimal, cut below 100 % so that 99,96 % never reads as complete. */
export function formatShare(share: number): string {
  const perMille = share < 1 ? Math.min(999, Math.round(share * 1000)) : Math.round(share * 1000);
  return `${formatNumber(String(perMille / 10))}${NBSP}%`;
}

/** Size of a file: "348 kB", "2,4 MB". Powers of ten, as file managers of phones show it. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes}${NBSP}B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)}${NBSP}kB`;
  if (bytes < 1_000_000_000) return `${formatNumber(String(Math.round(bytes / 100_000) / 10))}${NBSP}MB`;
  return `${formatNumber(String(Math.round(bytes / 100_000_000) / 10))}${NBSP}GB`;
}

/**
 * What a person typed into a number field, grouped for reading, where only one reading is possible: "1250" → "1.250".
 * null where it is not a number or can be read in two ways ("1,250", "1.25"): then it must stay as typed.
 */
export function groupTyped(text: string): string | null {
  const typed = text.trim().replace(/(?<=\d)[\s\u00a0\u202f](?=\d{3}(?!\d))/gu, '.');
  const plain = /^\d+$/u.test(typed) || /^\d{1,3}(?:\.\d{3})+$/u.test(typed);
  if (plain) return formatNumber(typed.replaceAll('.', ''));
  const decimal = /^(\d+|\d{1,3}(?:\.\d{3})+),(\d{1,2}|\d{4,})$/u.exec(typed);
  if (decimal === null) return null;
  return `${formatNumber((decimal[1] ?? '').replaceAll('.', ''))},${decimal[2] ?? ''}`;
}

/** Calendar day in Vietnam (+07:00, no summer time) of a moment: "2026-10-01". */
export function dayInVietnam(moment: Date): string {
  // A list asks for the same few days again and again; writing one out costs more than the rest of its card.
  const number = Math.floor((moment.getTime() + VIETNAM_OFFSET_MS) / DAY_MS);
  let day = knownDays.get(number);
  if (day === undefined) {
    day = new Date(number * DAY_MS).toISOString().slice(0, 10);
    if (knownDays.size >= 1_000) knownDays.clear();
    knownDays.set(number, day);
  }
  return day;
}

const knownDays = new Map<number, string>();

/** "01/10/2026" from an ISO day or a moment; text that is not a day comes back as it is. */
export function formatDate(day: string | Date): string {
  const iso = typeof day === 'string' ? day : dayInVietnam(day);
  return /^\d{4}-\d{2}-\d{2}/u.test(iso) ? `${iso.slice(8, 10)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}` : iso;
}

const twoDigits = (number: number): string => (number < 10 ? `0${number}` : String(number));

/** "07:30" in Vietnam. */
export function formatTime(moment: Date): string {
  const ofDay = (moment.getTime() + VIETNAM_OFFSET_MS) % DAY_MS;
  const minutes = Math.floor((ofDay < 0 ? ofDay + DAY_MS : ofDay) / 60_000);
  return `${twoDigits(Math.floor(minutes / 60))}:${twoDigits(minutes % 60)}`;
}

/** "07:30 01/10/2026" in Vietnam. */
export function formatDateTime(moment: Date): string {
  return `${formatTime(moment)} ${formatDate(moment)}`;
}

/** "Thứ Năm 01/10/2026". */
export function formatWeekday(day: string, t: Texts): string {
  const name = t.time.weekdays[new Date(`${day}T00:00:00Z`).getUTCDay()];
  return name === undefined ? formatDate(day) : `${name} ${formatDate(day)}`;
}

/** "01/10/2026 – 07/10/2026"; parts that both days share are written once: "01 – 07/10/2026". */
export function formatDayRange(start: string, end: string): string {
  if (start === end) return formatDate(start);
  if (start.slice(0, 7) === end.slice(0, 7)) return `${start.slice(8, 10)} – ${formatDate(end)}`;
  if (start.slice(0, 4) === end.slice(0, 4)) return `${formatDate(start).slice(0, 5)} – ${formatDate(end)}`;
  return `${formatDate(start)} – ${formatDate(end)}`;
}

/** Whole days from one ISO day to another; negative when the second is earlier. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / DAY_MS);
}

export type DueTone = 'late' | 'soon' | 'calm';

/** How a due date stands today: "còn 3 ngày", "hạn hôm nay", "quá hạn 2 ngày". Soon = within three days. */
export function dueState(due: string, today: string, t: Texts): { text: string; tone: DueTone; days: number } {
  const days = daysBetween(today, due);
  if (days < 0) return { text: t.time.overdue(-days), tone: 'late', days };
  if (days === 0) return { text: t.time.dueToday, tone: 'soon', days };
  return { text: t.time.daysLeft(days), tone: days <= 3 ? 'soon' : 'calm', days };
}
