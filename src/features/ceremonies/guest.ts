/** Whom a ceremony invites: an office with so many places, and the people who come on them. Shapes that all layers share. */
import type {
  CalendarDate,
  CeremonyId,
  CeremonySiteId,
  EditionId,
  GuestGroupId,
  GuestId,
  UnitId,
} from '../../platform/ids/ids.ts';

/** delegate: somebody else comes in the place of the one who was invited. */
export const GUEST_ANSWERS = ['none', 'yes', 'no', 'delegate'] as const;
export type GuestAnswer = (typeof GUEST_ANSWERS)[number];

/** Of every invitation that was mailed: how its calendar entry stands. */
export interface Mailed {
  readonly invitedAt: Date | null;
  readonly remindedAt: Date | null;
  /** SEQUENCE of the last calendar entry; 0 before the second. */
  readonly mailSequence: number;
  /** What it said of time and place; null: none was sent. */
  readonly told: string | null;
}

/** An invitation to an office. */
export interface GuestGroup extends Mailed {
  readonly id: GuestGroupId;
  readonly editionId: EditionId;
  readonly ceremonyId: CeremonyId;
  readonly unitId: UnitId;
  readonly siteId: CeremonySiteId;
  /** Rank among the groups of the ceremony: who sits in front. */
  readonly position: number;
  readonly label: string;
  readonly officeUnitId: UnitId | null;
  readonly officeName: string | null;
  readonly quota: number;
  readonly contactEmail: string | null;
  readonly linkVersion: number;
  readonly answeredAt: Date | null;
  /** The office sends nobody. */
  readonly isDeclined: boolean;
  readonly answerNote: string;
}

/** One place of a group: somebody, or nobody yet. */
export interface Guest extends Mailed {
  readonly id: GuestId;
  readonly groupId: GuestGroupId;
  readonly siteId: CeremonySiteId;
  /** Its number among the places of the group, from 1. */
  readonly slot: number;
  /** Null until somebody says who comes, and after the data has been taken out. */
  readonly name: string | null;
  readonly post: string;
  readonly email: string | null;
  readonly phone: string | null;
  readonly answer: GuestAnswer;
  readonly delegateName: string | null;
  readonly delegatePost: string;
  readonly answerNote: string;
  readonly answeredAt: Date | null;
  readonly linkVersion: number;
  /** Typed at the door: 7K2M9Q. */
  readonly code: string;
  readonly seat: string | null;
  readonly deleteAfter: CalendarDate;
  /** When a door let them in; null: not yet. */
  readonly cameAt: Date | null;
}

/** A group with its places in order. */
export interface GroupWithGuests {
  readonly group: GuestGroup;
  readonly guests: readonly Guest[];
}

/** What is written of the person on a place. */
export interface PersonDraft {
  readonly name: string | null;
  readonly post: string;
  readonly email: string | null;
  readonly phone: string | null;
}
