/**
 * Seats of a room: rows by letter and number, given to groups in the order of their rank so that people who come together
 * sit together where the room allows it. Pure.
 */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { SeatRow } from './ceremony.ts';

export const MOST_ROWS = 100;
export const MOST_SEATS_IN_ROW = 200;

export interface RowFault {
  readonly line: number;
  readonly text: string;
  readonly fault: 'unread' | 'repeated' | 'too-many';
}

/** Rows as they are typed, one a line: "A 12", "Hàng B: 14 ghế". The order is the one from the stage to the back. */
export function readSeatRows(text: string): { rows: SeatRow[]; faults: RowFault[] } {
  const rows: SeatRow[] = [];
  const faults: RowFault[] = [];
  normalizeText(text)
    .split(/\r?\n/u)
    .forEach((typed, index) => {
      if (typed.trim() === '') return;
      const match = /^\s*(?:hàng\s+|dãy\s+)?([\p{L}\p{N}]{1,6})\s*[:\s=–-]\s*(\d{1,4})\s*(?:ghế|chỗ)?\s*$/iu.exec(
        typed,
      );
      const row = (match?.[1] ?? '').toLocaleUpperCase('vi');
      const seats = Number(match?.[2] ?? 0);
      const fault = (kind: RowFault['fault']): void =>
        void faults.push({ line: index + 1, text: typed.trim().slice(0, 60), fault: kind });
      if (match === null || seats === 0) fault('unread');
      else if (seats > MOST_SEATS_IN_ROW || rows.length >= MOST_ROWS) fault('too-many');
      else if (rows.some((known) => known.row === row)) fault('repeated');
      else rows.push({ row, seats });
    });
  return { rows, faults };
}

/** The rows as they are typed. */
export function writeSeatRows(rows: readonly SeatRow[]): string {
  return rows.map(({ row, seats }) => `${row} ${seats}`).join('\n');
}

/** "A1": a row that ends in a figure is set apart, so that row 1 seat 12 and row 11 seat 2 are two names. */
export function seatName(row: string, number: number): string {
  return /\p{N}$/u.test(row) ? `${row}-${number}` : `${row}${number}`;
}

/** Every seat by row, from the front. */
export function seatsOf(rows: readonly SeatRow[]): string[][] {
  return rows.map(({ row, seats }) => Array.from({ length: seats }, (_, at) => seatName(row, at + 1)));
}

/** People of one group who need a seat. */
export interface SeatingGroup {
  readonly guests: readonly number[];
}

/**
 * A seat for each guest, as far as there are seats: groups in the given order from the front, each in one unbroken stretch
 * of a row if one is free at its turn, else over neighbouring rows, else wherever there is room.
 * @param taken seats that are somebody's already and stay so
 */
export function assignSeats(
  rows: readonly SeatRow[],
  taken: ReadonlySet<string>,
  groups: readonly SeatingGroup[],
): Map<number, string> {
  const room = seatsOf(rows);
  const used = new Set(taken);
  const given = new Map<number, string>();
  for (const { guests } of groups) {
    const waiting = [...new Set(guests)].filter((guest) => !given.has(guest));
    const seats =
      stretch(room, used, waiting.length) ?? stretch([room.flat()], used, waiting.length) ?? anyFree(room, used);
    waiting.forEach((guest, at) => {
      const seat = seats[at];
      if (seat === undefined) return;
      used.add(seat);
      given.set(guest, seat);
    });
  }
  return given;
}

/** The first so many free seats beside each other in one of the rows, or null. */
export function stretch(
  room: readonly (readonly string[])[],
  used: ReadonlySet<string>,
  length: number,
): readonly string[] | null {
  for (const row of room) {
    let from = 0;
    for (let at = 0; at < row.length; at += 1) {
      if (used.has(row[at] ?? '')) from = at + 1;
      else if (at - from + 1 === length) return row.slice(from, at + 1);
    }
  }
  return length === 0 ? [] : null;
}

function anyFree(room: readonly (readonly string[])[], used: ReadonlySet<string>): readonly string[] {
  return room.flat().filter((seat) => !used.has(seat));
}
