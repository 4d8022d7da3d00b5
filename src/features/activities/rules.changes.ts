/** What a change means once an activity is published: for calendars, feeds and the people who have signed up. Pure. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { ActivityForm, ActivitySession, EventStatus } from './activity.ts';
import type { SessionContent } from './rules.ts';

/** What of an activity people rely on. */
export interface Announced {
  readonly startsAt: Date | null;
  /** Of all sessions that are not cancelled. */
  readonly sessions: readonly { readonly startsAt: Date; readonly endsAt: Date; readonly placeName: string | null }[];
  readonly form: ActivityForm;
  readonly areaUnitId: number;
  readonly placeName: string;
  readonly address: string;
  readonly onlineUrl: string | null;
  readonly capacity: number | null;
  readonly onlineCapacity: number | null;
}

export interface AnnouncedBefore extends Announced {
  readonly eventStatus: EventStatus;
  readonly previousStartsAt: Date | null;
  readonly sequence: number;
}

export interface ChangeOutcome {
  readonly eventStatus: EventStatus;
  /** The start as first published, where it is no longer the start. */
  readonly previousStartsAt: Date | null;
  readonly sequence: number;
  /** For activity.changed; never empty. */
  readonly changes: readonly ('rescheduled' | 'place' | 'capacity' | 'edited')[];
}

/**
 * The state in feeds after a change (schema.org eventStatus, iCalendar SEQUENCE). The first published start is kept
 * however often it moves; moved back to it, the activity is as scheduled again.
 */
export function afterChange(before: AnnouncedBefore, after: Announced): ChangeOutcome {
  const first = before.previousStartsAt ?? before.startsAt;
  const previousStartsAt = first === null || first.getTime() === after.startsAt?.getTime() ? null : first;
  const isMovedOnline = after.form === 'online' && (before.form !== 'online' || before.eventStatus === 'moved-online');
  const eventStatus: EventStatus =
    previousStartsAt !== null && after.startsAt === null
      ? 'postponed'
      : isMovedOnline
        ? 'moved-online'
        : previousStartsAt !== null
          ? 'rescheduled'
          : 'scheduled';
  const isOtherTime = timesOf(before) !== timesOf(after);
  const isOtherPlace = placeOf(before) !== placeOf(after);
  const changes: ChangeOutcome['changes'][number][] = [];
  if (isOtherTime) changes.push('rescheduled');
  else if (isOtherPlace) changes.push('place');
  if (before.capacity !== after.capacity || before.onlineCapacity !== after.onlineCapacity) changes.push('capacity');
  return {
    eventStatus,
    previousStartsAt,
    sequence: before.sequence + (isOtherTime || isOtherPlace ? 1 : 0),
    changes: changes.length === 0 ? ['edited'] : changes,
  };
}

function timesOf({ sessions }: Announced): string {
  return sessions
    .map(({ startsAt, endsAt }) => `${startsAt.toISOString()}/${endsAt.toISOString()}`)
    .toSorted()
    .join(' ');
}

function placeOf({ form, areaUnitId, placeName, address, onlineUrl, sessions }: Announced): string {
  const places = sessions.map((session) => `${session.startsAt.toISOString()} ${session.placeName ?? ''}`).toSorted();
  return JSON.stringify([form, areaUnitId, placeName, address, onlineUrl, places]);
}

export interface SessionRow {
  readonly no: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly placeName: string | null;
  readonly isCancelled: boolean;
}

/**
 * The sessions to keep. Before publishing they are numbered anew in the order of time. Afterwards a number means one
 * session for ever: what is left out is cancelled, not forgotten, and what is new takes the next number.
 */
export function planSessions(
  existing: readonly Pick<ActivitySession, 'no' | 'startsAt' | 'endsAt' | 'placeName'>[],
  wanted: readonly SessionContent[],
  isPublished: boolean,
): SessionRow[] {
  const inTime = wanted.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  if (!isPublished) return inTime.map((session, at) => ({ ...session, no: at + 1, isCancelled: false }));
  const known = new Set(existing.map(({ no }) => no));
  let last = Math.max(0, ...known);
  const used = new Set<number>();
  const rows = inTime.map(({ no, ...session }) => {
    const own = no !== null && known.has(no) && !used.has(no) ? no : (last += 1);
    used.add(own);
    return { ...session, no: own, isCancelled: false };
  });
  const left = existing
    .filter(({ no }) => !used.has(no))
    .map(({ no, startsAt, endsAt, placeName }) => ({ no, startsAt, endsAt, placeName, isCancelled: true }));
  return [...rows, ...left];
}

/** First start and last end of the sessions that are not cancelled; nulls where there are none. */
export function spanOf(sessions: readonly { startsAt: Date; endsAt: Date; isCancelled?: boolean }[]): {
  startsAt: Date | null;
  endsAt: Date | null;
} {
  const held = sessions.filter(({ isCancelled }) => isCancelled !== true);
  if (held.length === 0) return { startsAt: null, endsAt: null };
  return {
    startsAt: new Date(Math.min(...held.map(({ startsAt }) => startsAt.getTime()))),
    endsAt: new Date(Math.max(...held.map(({ endsAt }) => endsAt.getTime()))),
  };
}

/** A day on which an activity stands besides the one on which it begins. */
export interface LaterDay {
  /** Start of the day's first session; midnight in Vietnam where one of an earlier day goes on. */
  readonly beginsAt: Date;
  /** Last end of what is held on the day. */
  readonly endsAt: Date;
  readonly goesOn: boolean;
  /** Its day before this one. */
  readonly previous: { readonly beginsAt: Date; readonly endsAt: Date };
}

type Day = Omit<LaterDay, 'previous'>;

const DAY_MS = 86_400_000;
/** What ends by six in the morning belongs to the evening before. */
const NIGHT_MS = 6 * 3_600_000;
/** Nothing runs longer; a slip of the year in a date does not fill the calendar. */
const LONGEST_DAYS = 366;

/** Each further day of an activity once, in the order of time: those of later sessions and those on which a session goes on. */
export function laterDays(
  sessions: readonly { startsAt: Date; endsAt: Date; isCancelled?: boolean }[],
): readonly LaterDay[] {
  const held = sessions
    .filter(({ isCancelled }) => isCancelled !== true)
    .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const days = new Map<string, Day>();
  const put = (day: string, { beginsAt, endsAt, goesOn }: Day): void => {
    const known = days.get(day);
    const isFirst = !known || (known.goesOn && !goesOn);
    const last = known && known.endsAt > endsAt ? known.endsAt : endsAt;
    days.set(day, isFirst ? { beginsAt, endsAt: last, goesOn } : { ...known, endsAt: last });
  };
  for (const { startsAt, endsAt } of held) {
    const day = dayInVietnam(startsAt);
    put(day, { beginsAt: startsAt, endsAt, goesOn: false });
    const midnight = Date.parse(`${day}T00:00:00+07:00`);
    for (let n = 1; n <= LONGEST_DAYS; n += 1) {
      const beginsAt = new Date(midnight + n * DAY_MS);
      if (beginsAt.getTime() > endsAt.getTime() - NIGHT_MS) break;
      put(dayInVietnam(beginsAt), { beginsAt, endsAt, goesOn: true });
    }
  }
  const inTime = [...days.values()].toSorted((a, b) => a.beginsAt.getTime() - b.beginsAt.getTime());
  return inTime.flatMap((day, at) => {
    const previous = inTime[at - 1];
    return previous ? [{ ...day, previous }] : [];
  });
}
