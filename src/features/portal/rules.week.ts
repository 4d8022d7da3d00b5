/** How the Week stands on a day, and its days. Pure. */
import { daysBetween } from '../../ui/index.ts';

export type WeekState =
  | { readonly kind: 'undated' }
  | { readonly kind: 'before'; readonly days: number }
  | { readonly kind: 'running'; readonly day: number; readonly of: number }
  | { readonly kind: 'over' };

/** @param today ISO day in Vietnam */
export function weekState(start: string | null, end: string | null, today: string): WeekState {
  if (start === null || end === null) return { kind: 'undated' };
  if (today < start) return { kind: 'before', days: daysBetween(today, start) };
  if (today > end) return { kind: 'over' };
  return { kind: 'running', day: daysBetween(start, today) + 1, of: daysBetween(start, end) + 1 };
}

const DAY_MS = 86_400_000;
/** More would not stand side by side on a phone. */
const MOST_DAYS = 7;

/** The days to choose from: those of the Week, at most seven of them, where it is longer those round today. */
export function weekDays(start: string | null, end: string | null, today: string): readonly string[] {
  if (start === null || end === null) return [];
  const length = daysBetween(start, end) + 1;
  const first = length <= MOST_DAYS ? 0 : Math.max(0, Math.min(length - MOST_DAYS, daysBetween(start, today) - 1));
  return Array.from({ length: Math.min(length, MOST_DAYS) }, (_, n) => addDays(start, first + n));
}

export function addDays(day: string, n: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + n * DAY_MS).toISOString().slice(0, 10);
}

/** 0 Sunday … 6 Saturday. */
export function weekdayOf(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}
