/**
 * How an office numbers its documents: a sequence for each kind from 1 each year, no gap without a reason (Nghị định
 * 30/2020/NĐ-CP, Điều 15: số và thời gian ban hành; Phụ lục IV: sổ đăng ký). Pure.
 */
import type { PaperKind } from '../../documents/write/paper-kinds.ts';
import { PAPER_KINDS, paperKindFacts } from '../../documents/write/paper-kinds.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

export type Direction = 'out' | 'in';
export const ENTRY_STATUSES = ['in-force', 'replaced', 'withdrawn', 'left-out'] as const;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** Số đến: one sequence for all that comes in. */
export const INCOMING_SERIES = 'den';
/** Công văn have no abbreviation of their own; the sequence needs a name. */
const LETTER_SERIES = 'CV';

/** Numbers left out at once, each with its row. More is a slip of the keyboard. */
export const MOST_LEFT_OUT = 100;
const LARGEST_NUMBER = 999_999;

/** The sequence that a kind of paper takes its number from; null for kinds without a number. */
export function seriesOf(kind: PaperKind): string | null {
  const facts = paperKindFacts[kind];
  return facts.isNumbered ? (facts.abbreviation ?? LETTER_SERIES) : null;
}

/** Sequences of what goes out, in the order of the kinds, each once. */
export const OUTGOING_SERIES: readonly string[] = [
  ...new Set(PAPER_KINDS.map(seriesOf).filter((series) => series !== null)),
];

/** "05/KH-UBND": a number below ten has a leading zero (Phụ lục I, Phần I, Mục II.3 c). */
export function printedNumber(number: number, symbol: string): string {
  return `${String(number).padStart(2, '0')}/${symbol}`;
}

/** "161/KH-UBND" as number and symbol; null where it does not begin with a number. */
export function splitPrinted(text: string): { number: number; symbol: string } | null {
  const match = /^0*(\d{1,6})\s*\/\s*(\S.*)$/u.exec(text.trim());
  if (!match) return null;
  const number = Number(match[1]);
  return number === 0 ? null : { number, symbol: (match[2] ?? '').trim() };
}

export function yearOf(day: CalendarDate): number {
  return Number(day.slice(0, 4));
}

/** A number to be given, and what stands between it and the last one. */
export interface NumberDecision {
  readonly number: number;
  /** Numbers that get a row of their own without a document. */
  readonly leftOut: readonly number[];
  /** The first use of a sequence that does not begin with 1: the paper book has the numbers up to this one. */
  readonly bookEndsAt: number | null;
}

/**
 * @param last the last number given; 0 where the sequence is used for the first time
 * @throws Problem register.number-taken, register.gap-unexplained, request.invalid (no number, or too many left out)
 */
export function decideNumber(last: number, asked: 'next' | number, reason: string | null): NumberDecision {
  const number = asked === 'next' ? last + 1 : asked;
  if (!Number.isInteger(number) || number < 1 || number > LARGEST_NUMBER) {
    throw new Problem('request.invalid', { fields: [{ field: 'number', code: 'register.no-number' }] });
  }
  if (number <= last)
    throw new Problem('register.number-taken', { fields: [{ field: 'number', code: 'register.taken' }] });
  if (last === 0 && number > 1) return { number, leftOut: [], bookEndsAt: number - 1 };
  const leftOut = Array.from({ length: number - last - 1 }, (_, index) => last + 1 + index);
  if (leftOut.length > MOST_LEFT_OUT) {
    throw new Problem('request.invalid', { fields: [{ field: 'number', code: 'register.too-many-left-out' }] });
  }
  if (leftOut.length > 0 && reason === null) {
    throw new Problem('register.gap-unexplained', { fields: [{ field: 'reason', code: 'register.no-reason' }] });
  }
  return { number, leftOut, bookEndsAt: null };
}

/** What a search looks through: number, office and subject without marks. */
export function entryKey(entry: { printedNumber: string | null; office: string; subject: string }): string {
  return unaccentedKey([entry.printedNumber ?? '', entry.office, entry.subject].join(' '));
}

/** A number as it was typed: empty is the next one. null for what is no number. */
export function readNumber(typed: string): 'next' | number | null {
  const text = typed.trim();
  if (text === '') return 'next';
  return /^\d{1,6}$/u.test(text) ? Number(text) : null;
}
