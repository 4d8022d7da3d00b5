/** After it: what was confirmed, and what it adds to the report. Attendances (lượt) and people (người) stay apart. Pure. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import type { ActivityKind, FigureTakes } from './activity.ts';

/** Every activity that was held counts here too; outputs do not. */
export const ACTIVITIES_INDICATOR = 'X.ACTIVITIES.N';

export interface SessionPresence {
  readonly no: number;
  readonly isHeld: boolean;
  /** Everybody who was there, children too. */
  readonly attendances: number;
}

export interface Presence {
  readonly sessions: readonly SessionPresence[];
  /** Different people over all sessions, children too. */
  readonly people: number;
  /** Children among the people. */
  readonly children: number;
}

export interface PresenceSums {
  readonly sessionsHeld: number;
  readonly attendances: number;
}

export function presenceSums(presence: Presence): PresenceSums {
  const held = presence.sessions.filter(({ isHeld }) => isHeld);
  return { sessionsHeld: held.length, attendances: held.reduce((sum, session) => sum + session.attendances, 0) };
}

export interface PresenceFault {
  readonly field: 'people' | 'children';
  readonly code: 'fewer-than-a-session' | 'more-than-attendances' | 'more-than-people';
}

/** Numbers that cannot be: fewer people than one session had, more than all sessions had, more children than people. */
export function presenceFaults(presence: Presence): PresenceFault[] {
  const faults: PresenceFault[] = [];
  const held = presence.sessions.filter(({ isHeld }) => isHeld);
  const most = Math.max(0, ...held.map(({ attendances }) => attendances));
  if (presence.people < most) faults.push({ field: 'people', code: 'fewer-than-a-session' });
  if (presence.people > presenceSums(presence).attendances) {
    faults.push({ field: 'people', code: 'more-than-attendances' });
  }
  if (presence.children > presence.people) faults.push({ field: 'children', code: 'more-than-people' });
  return faults;
}

/** True when the numbers are not those of the check-ins: then a reason is asked for. Without check-ins there is nothing to differ from. */
export function differsFromCheckins(presence: Presence, counted: Presence): boolean {
  if (counted.sessions.every(({ attendances }) => attendances === 0)) return false;
  const key = ({ sessions, people, children }: Presence): string =>
    JSON.stringify([
      sessions
        .map(({ no, isHeld, attendances }) => [no, isHeld ? attendances : 0])
        .toSorted(([a = 0], [b = 0]) => a - b),
      people,
      children,
    ]);
  return key(presence) !== key(counted);
}

export interface FigureValue {
  readonly indicator: string;
  readonly value: number;
}

/** What a confirmed activity adds to the report; nothing where no session was held. */
export function activityFigures(kind: Pick<ActivityKind, 'figures'>, presence: Presence): FigureValue[] {
  const { sessionsHeld, attendances } = presenceSums(presence);
  if (sessionsHeld === 0) return [];
  const taken: Readonly<Record<FigureTakes, number>> = {
    one: 1,
    sessions: sessionsHeld,
    attendances,
    people: presence.people,
    quantity: 0,
  };
  const own = kind.figures.map(({ indicator, takes }) => ({ indicator, value: taken[takes] }));
  return [{ indicator: ACTIVITIES_INDICATOR, value: 1 }, ...own];
}

/** What a published output adds to the report. */
export function outputFigures(kind: Pick<ActivityKind, 'figures'>, quantity: number): FigureValue[] {
  return kind.figures.map(({ indicator, takes }) => ({ indicator, value: takes === 'quantity' ? quantity : 1 }));
}

/** The day on which it counts: of the last session that was held. */
export function occurredOn(
  sessions: readonly { readonly no: number; readonly endsAt: Date }[],
  presence: Presence,
): CalendarDate | null {
  const held = new Set(presence.sessions.filter(({ isHeld }) => isHeld).map(({ no }) => no));
  const ends = sessions.filter(({ no }) => held.has(no)).map(({ endsAt }) => endsAt.getTime());
  return ends.length === 0 ? null : dayInVietnam(new Date(Math.max(...ends)));
}
