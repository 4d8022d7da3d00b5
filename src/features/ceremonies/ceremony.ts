/** What a ceremony is: one programme at many sites. The shapes that store, rules and pages share. */
import type { CeremonyId, CeremonySiteId, EditionId, UnitId } from '../../platform/ids/ids.ts';

export const CEREMONY_STATUSES = ['draft', 'published', 'held', 'cancelled'] as const;
export type CeremonyStatus = (typeof CEREMONY_STATUSES)[number];

/** central: a room of the organiser's own; connected: a place that joins by video. */
export const SITE_KINDS = ['central', 'connected'] as const;
export type SiteKind = (typeof SITE_KINDS)[number];

export const LINK_STATES = ['untested', 'good', 'bad'] as const;
export type LinkState = (typeof LINK_STATES)[number];

/** Who says what a test of the line gave. link: whoever holds the site's link, without an account. */
export const LINK_TESTERS = ['organiser', 'host', 'link'] as const;
export type LinkTester = (typeof LINK_TESTERS)[number];

export interface Ceremony {
  readonly editionId: EditionId;
  readonly id: CeremonyId;
  readonly uid: string;
  readonly unitId: UnitId;
  readonly unitName: string;
  /** Of the unit in the edition's tree. */
  readonly pos: number;
  readonly title: string;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly about: string;
  readonly status: CeremonyStatus;
  /** Why it was cancelled. */
  readonly statusReason: string | null;
  readonly isPublic: boolean;
  /** Where everybody can watch. */
  readonly publicUrl: string | null;
  readonly version: number;
  /** Of its calendar entry (RFC 5545 SEQUENCE): goes up with each change of time or place. */
  readonly sequence: number;
  readonly programmeVersion: number;
  readonly screenVersion: number;
  /** Minutes behind the programme; negative: before it. */
  readonly delayMinutes: number;
  readonly currentRowId: number | null;
  readonly heldPoints: number | null;
  readonly heldPeople: number | null;
  readonly heldReason: string | null;
  readonly updatedAt: Date;
}

export interface SeatRow {
  readonly row: string;
  readonly seats: number;
}

export interface ChecklistItem {
  readonly what: string;
  readonly done: boolean;
}

export interface CeremonySite {
  readonly editionId: EditionId;
  readonly ceremonyId: CeremonyId;
  readonly id: CeremonySiteId;
  /** The unit whose ceremony it is, and its place in the tree. */
  readonly unitId: UnitId;
  readonly pos: number;
  readonly position: number;
  readonly kind: SiteKind;
  readonly name: string;
  readonly hostUnitId: UnitId | null;
  readonly hostName: string | null;
  /** Where the host stands in the tree; null without a host. */
  readonly hostPos: number | null;
  readonly place: string;
  readonly address: string;
  readonly contactName: string;
  readonly contactPhone: string;
  /** Address of the video meeting. */
  readonly link: string | null;
  readonly seats: number | null;
  readonly seatRows: readonly SeatRow[];
  readonly linkTestAt: Date | null;
  readonly checklist: readonly ChecklistItem[];
  readonly linkState: LinkState;
  readonly linkNote: string;
  /** Null: not tested. */
  readonly linkTestedBy: LinkTester | null;
  /** Of the link to the site's page; raising it makes every earlier link worthless. */
  readonly linkVersion: number;
  readonly version: number;
}

/** One item of the programme as it is kept. */
export interface StoredRow {
  readonly id: number;
  readonly position: number;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly content: string;
  readonly inCharge: string;
  /** Null: at every site. */
  readonly siteId: CeremonySiteId | null;
}
