/**
 * Where a ceremony stands at a moment: what is on, what comes next, how long it still takes. The same rules run on the
 * server and on the screens, which go on by themselves when the network is gone. Pure; times are milliseconds.
 */

export interface StageItem {
  readonly id: number;
  readonly start: number | null;
  readonly end: number | null;
}

/** What the stage manager has said. */
export interface StageRun {
  /** Minutes behind the programme; negative: before it. */
  readonly delay: number;
  /** The item that is on; null: by the clock. */
  readonly currentId: number | null;
}

export interface StageView {
  readonly state: 'before' | 'running' | 'after';
  /** Place in the items; null before and after. */
  readonly now: number | null;
  readonly next: number | null;
  /** Until the item that is on ends, or until the first begins; negative when it is over its time; null: not known. */
  readonly millisecondsLeft: number | null;
}

const MINUTE = 60_000;

/** Start and end of each item where the programme leaves one out: it begins when the one before ends, and the other way round. */
export function spans(items: readonly StageItem[]): { start: number | null; end: number | null }[] {
  const starts: (number | null)[] = [];
  for (const [index, { start }] of items.entries()) starts.push(start ?? items[index - 1]?.end ?? null);
  return items.map(({ end }, index) => {
    const start = starts[index] ?? null;
    const next = starts.slice(index + 1).find((time) => time !== null && start !== null && time > start) ?? null;
    return { start, end: end !== null && start !== null && end < start ? next : (end ?? next) };
  });
}

/**
 * @param isAlone true on a screen that hears nothing of the stage: an item that is over its time is taken as ended
 */
export function stageAt(items: readonly StageItem[], run: StageRun, now: number, isAlone = false): StageView {
  const shift = run.delay * MINUTE;
  const times = spans(items);
  const byClock = clockPlace(times, now - shift);
  const said = items.findIndex(({ id }) => id === run.currentId);
  const ended = isAlone && said >= 0 && now - shift >= (times[said]?.end ?? Number.POSITIVE_INFINITY);
  const place = said < 0 ? byClock : ended ? Math.max(said, byClock) : said;
  if (place < 0) {
    const first = times.find(({ start }) => start !== null)?.start ?? null;
    return {
      state: 'before',
      now: null,
      next: items.length > 0 ? 0 : null,
      millisecondsLeft: first === null ? null : first + shift - now,
    };
  }
  if (place >= items.length) return { state: 'after', now: null, next: null, millisecondsLeft: null };
  const end = times[place]?.end ?? null;
  return {
    state: 'running',
    now: place,
    next: place + 1 < items.length ? place + 1 : null,
    millisecondsLeft: end === null ? null : end + shift - now,
  };
}

/** The last item that has begun; -1 before the first, the count of items after the last has ended. */
function clockPlace(times: readonly { start: number | null; end: number | null }[], now: number): number {
  let place = -1;
  for (const [index, { start }] of times.entries()) if (start !== null && start <= now) place = index;
  const last = times.at(-1);
  const isOver = place === times.length - 1 && last?.end !== null && last?.end !== undefined && last.end <= now;
  return isOver ? times.length : place;
}

/** Minutes to show: a started minute counts, so that "0" never stands while there is time. */
export function minutesShown(milliseconds: number): number {
  return milliseconds >= 0 ? Math.ceil(milliseconds / MINUTE) : -Math.ceil(-milliseconds / MINUTE);
}

/** A step on the stage further than this from the programme is a rehearsal: the clock says nothing about the delay. */
const REHEARSAL_MINUTES = 180;

/** The delay once an item begins at a moment: by how much that differs from the programme; null where it says nothing. */
export function delayAt(item: StageItem, now: number): number | null {
  if (item.start === null) return null;
  const minutes = Math.round((now - item.start) / MINUTE);
  return Math.abs(minutes) <= REHEARSAL_MINUTES ? minutes : null;
}
