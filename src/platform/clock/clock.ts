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
