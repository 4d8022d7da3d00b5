import type { CalendarDate } from '../ids/ids.ts';

/** Where "now" comes from, so that a test can stand on a chosen day. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved; for tests and the demonstration. */
export interface FixedClock extends Clock {
  set(moment: Date): void;
}

/** @param start an ISO moment such as 2026-10-01T08:00:00+07:00 */
export function fixedClock(start: string): FixedClock {
  let moment = new Date(start);
  if (Number.isNaN(moment.getTime())) throw new RangeError(`not a moment: ${start}`);
  return {
    now: () => new Date(moment),
    set: (next) => {
      moment = next;
    },
  };
}

const VIETNAM_OFFSET = 7 * 60 * 60 * 1000;

/** The day of a moment in Vietnam (UTC+7 all the year). */
export function dayInVietnam(moment: Date): CalendarDate {
  return new Date(moment.getTime() + VIETNAM_OFFSET).toISOString().slice(0, 10) as CalendarDate;
}

/** Today in Vietnam. */
export function today(clock: Clock): CalendarDate {
  return dayInVietnam(clock.now());
}
