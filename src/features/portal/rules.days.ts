/** Which days a list is about, in Vietnam. Pure. */
import type { Filter } from './rules.filter.ts';

const DAY_MS = 86_400_000;
/** What began before this much of today and still runs is a thing of several days. */
export const NIGHT_MS = 6 * 3_600_000;

/** Midnight in Vietnam of an ISO day, in milliseconds. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`);
}

/** Days that a list is about; moments in milliseconds. */
export interface Days {
  readonly start: number | null;
  readonly end: number | null;
  /** Only sessions that are not over at this moment, and nothing that merely goes on; null: all of the days. */
  readonly aheadOf: number | null;
}

/** Days that a list is about; null: it is about something else. */
/** @param now, today: this moment and the first one of today */
export function daysOf({
  filter,
  now,
  today,
}: {
  readonly filter: Filter;
  readonly now: number;
  readonly today: number;
}): Days | null {
  if (filter.from !== null || filter.to !== null) {
    const start = filter.from === null ? null : dayStart(filter.from);
    return { start, end: filter.to === null ? null : dayStart(filter.to) + DAY_MS, aheadOf: null };
  }
  switch (filter.when) {
    case 'hom-nay':
      return { start: today, end: today + DAY_MS, aheadOf: null };
    case 'tuan-nay': {
      const monday = today - ((new Date(today + 7 * 3_600_000).getUTCDay() + 6) % 7) * DAY_MS;
      return { start: monday, end: monday + 7 * DAY_MS, aheadOf: null };
    }
    case 'sap-toi':
      // A search and a place find what is running as well; without them that has a list of its own.
      return filter.text !== '' || filter.near ? null : { start: today - NIGHT_MS, end: null, aheadOf: now };
    case 'nhieu-ngay':
    case 'da-qua':
    case 'tat-ca':
      return null;
  }
}
