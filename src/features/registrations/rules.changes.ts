/** What of an activity is no longer as somebody who signed up knew it. Pure. */
import type { AnnouncedFacts, Mode } from '../activities/index.ts';

export interface Change<T> {
  readonly from: T;
  readonly to: T;
}

export type AnnouncedSession = AnnouncedFacts['sessions'][number];

/** Each null where it is as it was, or is nothing to this person. */
export interface Changes {
  /** Only the sessions that differ. */
  readonly time: Change<readonly AnnouncedSession[]> | null;
  readonly place: Change<string> | null;
  readonly form: Change<AnnouncedFacts['form']> | null;
  readonly link: Change<string> | null;
}

/** @param mode how this person takes part: a room is nothing to those who come on line, a link nothing to the others */
export function changesFor(before: AnnouncedFacts, now: AnnouncedFacts, mode: Mode): Changes {
  const [old, fresh] = [sessionsOf(before, mode), sessionsOf(now, mode)];
  const gone = old.filter((session) => !fresh.some((other) => isSame(session, other)));
  const added = fresh.filter((session) => !old.some((other) => isSame(session, other)));
  const isAtPlace = mode === 'in-person';
  return {
    time: gone.length + added.length === 0 ? null : { from: gone, to: added },
    place: isAtPlace ? changed(placeLine(before), placeLine(now)) : null,
    form: changed(before.form, now.form),
    link: isAtPlace ? null : changed(before.onlineUrl ?? '', now.onlineUrl ?? ''),
  };
}

function changed<T>(from: T, to: T): Change<T> | null {
  return from === to ? null : { from, to };
}

function sessionsOf(facts: AnnouncedFacts, mode: Mode): readonly AnnouncedSession[] {
  return mode === 'in-person' ? facts.sessions : facts.sessions.map((session) => ({ ...session, placeName: null }));
}

function isSame(one: AnnouncedSession, other: AnnouncedSession): boolean {
  return one.startsAt === other.startsAt && one.endsAt === other.endsAt && one.placeName === other.placeName;
}

/** Where it is held, as one line; empty for what is only on line. */
export function placeLine(facts: Pick<AnnouncedFacts, 'form' | 'placeName' | 'address' | 'areaName'>): string {
  if (facts.form === 'online') return '';
  return [facts.placeName, facts.address, facts.areaName].filter((part) => part !== '').join(', ');
}
