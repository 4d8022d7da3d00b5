/**
 * What check-in needs to know of an event without knowing what it is: registrations give the rosters of activities,
 * ceremonies those of their sites. Put together in app.ts.
 */
import type { Context } from '../../platform/context.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';

/** A session of an activity (part: its number) or a site of a ceremony (part: its id). */
export interface EventKey {
  readonly editionId: EditionId;
  readonly event: 'activity' | 'ceremony';
  readonly eventId: number;
  readonly part: number;
}

/** Somebody who is expected: a registration or a guest. */
export interface RosterEntry {
  /** Id of the registration or the guest. */
  readonly holderId: number;
  /** Short code for the desk: 7K2M9Q. */
  readonly code: string;
  readonly name: string;
  /** Office, group, seat: what helps to find the person. */
  readonly detail: string;
  readonly people: number;
  readonly children: number;
  /** False: on the waiting list, or said no. Still let in by hand. */
  readonly isExpected: boolean;
}

export interface Roster extends EventKey {
  readonly unitId: UnitId;
  readonly title: string;
  /** "Buổi 2", "Điểm cầu Phường 3". */
  readonly partName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
  /** Somebody has confirmed who came: what comes in now is kept, and counted once that is confirmed anew. */
  readonly isConfirmed: boolean;
  /** Where to go back to. */
  readonly backHref: string;
  readonly entries: readonly RosterEntry[];
}

/** What anybody with the code on the screen may know of it. */
export interface SelfCheckin extends EventKey {
  readonly unitId: UnitId;
  readonly title: string;
  readonly partName: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Of the rotating code. */
  readonly secret: Uint8Array;
}

export interface RosterSource {
  /** Permission first (checkin.take on the event or the site). @throws Problem not-found, permission.denied */
  readRoster(ctx: Context, key: EventKey): Promise<Roster>;
  /** For the self check-in page; null where people can't check themselves in. */
  readSelfCheckin(ctx: Context, key: EventKey): Promise<SelfCheckin | null>;
  /**
   * Whom a scanned link token (or the whole address that it stands in) or a typed short code stands for in this event; null for
   * nobody. Called after readRoster has let the person in, and by self check-in without a person after the code of the screen:
   * it asks no permission of its own and looks as the system.
   */
  findHolder(ctx: Context, key: EventKey, tokenOrCode: string): Promise<RosterEntry | null>;
}
