/**
 * The words of an activity that other features share: lists of choices, its states, its addresses. Pure.
 * Announced by a unit of the tree or by an organisation that one has taken in; checked by the unit in charge of the area.
 */
import type { AccountId, ActivityId, CalendarDate, EditionId, OrganisationId, UnitId } from '../../platform/ids/ids.ts';
import { slugOf } from '../../platform/text/vietnamese.ts';

export const ACTIVITY_STATUSES = ['draft', 'sent', 'published', 'returned', 'cancelled'] as const;
export type ActivityStatus = (typeof ACTIVITY_STATUSES)[number];

/** How one takes part. */
export const ACTIVITY_FORMS = ['in-person', 'online', 'both'] as const;
export type ActivityForm = (typeof ACTIVITY_FORMS)[number];

/** The way one person takes part; each has its own seats and waiting list. */
export const MODES = ['in-person', 'online'] as const;
export type Mode = (typeof MODES)[number];

/** For whom. */
export const AUDIENCES = [
  'everyone',
  'children',
  'students',
  'workers',
  'farmers',
  'officials',
  'teachers',
  'women',
  'elderly',
  'disabled',
  'ethnic-minorities',
] as const;
export type Audience = (typeof AUDIENCES)[number];

/** What makes it possible for everybody to come. */
export const ACCESSIBILITY = [
  'step-free',
  'accessible-toilet',
  'sign-language',
  'captions',
  'braille-or-large-print',
  'hearing-loop',
  'childcare',
  'ethnic-language',
] as const;
export type Accessibility = (typeof ACCESSIBILITY)[number];

/** What happened to time and form since it was published (schema.org eventStatus). */
export const EVENT_STATUSES = ['scheduled', 'rescheduled', 'postponed', 'moved-online'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/** What of an activity goes into an indicator: 1 if it was held, its sessions, attendances (lượt), people (người), a quantity. */
export const FIGURE_TAKES = ['one', 'sessions', 'attendances', 'people', 'quantity'] as const;
export type FigureTakes = (typeof FIGURE_TAKES)[number];

/** A kind of activity or output, and what one of them adds to which indicator of the national dictionary. */
export interface ActivityKind {
  readonly code: string;
  readonly nameVi: string;
  readonly nameEn: string;
  /** A thing without a date, counted by its quantity. */
  readonly isOutput: boolean;
  /** What the quantity counts: 'tờ'. Null for what is no output. */
  readonly unitVi: string | null;
  readonly unitEn: string | null;
  /** Type of schema.org. */
  readonly schemaType: string;
  readonly figures: readonly { readonly indicator: string; readonly takes: FigureTakes }[];
}

export interface ActivityLink {
  readonly url: string;
  readonly label: string;
}

/** What the organiser writes of an activity or an output, but for its sessions. */
export interface ActivityFields {
  readonly kind: string;
  readonly title: string;
  readonly summary: string;
  readonly description: string;
  readonly form: ActivityForm;
  readonly audiences: readonly Audience[];
  readonly areaUnitId: UnitId;
  readonly placeName: string;
  readonly address: string;
  readonly lat: number | null;
  readonly lng: number | null;
  readonly onlineUrl: string | null;
  readonly isOnlineUrlPublic: boolean;
  readonly quantity: number | null;
  readonly countedOn: CalendarDate | null;
  readonly hasSignup: boolean;
  readonly signupOpensAt: Date | null;
  readonly signupClosesAt: Date | null;
  readonly capacity: number | null;
  readonly onlineCapacity: number | null;
  /** Whole đồng; 0 is free. */
  readonly cost: number;
  readonly costNote: string;
  readonly accessibility: readonly Accessibility[];
  readonly accessibilityNote: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly contactEmail: string;
  readonly coOrganisers: readonly string[];
  readonly links: readonly ActivityLink[];
}

/** An activity or an output, whole. Moments are exact; days are days in Vietnam. */
export interface Activity extends ActivityFields {
  readonly editionId: EditionId;
  readonly id: ActivityId;
  /** Stable name in calendars and feeds. */
  readonly uid: string;
  readonly unitId: UnitId;
  /** Tree position of the organiser. */
  readonly pos: number;
  readonly organisationId: OrganisationId | null;
  readonly organiserName: string;
  readonly areaPos: number;
  readonly areaName: string;
  readonly provinceUnitId: UnitId | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly status: ActivityStatus;
  readonly statusReason: string | null;
  readonly sentAt: Date | null;
  readonly reviewerUnitId: UnitId | null;
  readonly reviewDueAt: Date | null;
  readonly reviewRound: number;
  readonly publishedAt: Date | null;
  readonly publishedHow: 'own' | 'reviewed' | 'time-limit' | null;
  readonly cancelledAt: Date | null;
  readonly eventStatus: EventStatus;
  readonly previousStartsAt: Date | null;
  readonly sequence: number;
  readonly version: number;
  readonly coverSha256: string | null;
  readonly coverAlt: string;
  readonly confirmedAt: Date | null;
  readonly sessionsHeld: number | null;
  readonly attendances: number | null;
  readonly people: number | null;
  readonly children: number | null;
  readonly presenceReason: string | null;
  readonly createdBy: AccountId | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** One session. Its number stays the same for ever: check-ins name it. */
export interface ActivitySession {
  readonly no: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  /** Where it differs from the activity's. */
  readonly placeName: string | null;
  readonly isCancelled: boolean;
  /** Of the rotating code with which people check themselves in. */
  readonly secret: Uint8Array;
  /** As confirmed. */
  readonly attendances: number | null;
}

/** The public page: /hoat-dong/12-lop-ky-nang-so. The number alone finds it; the words are for people. */
export function activityPath(id: ActivityId, title: string): string {
  const slug = slugOf(title);
  return slug === '' ? `/hoat-dong/${id}` : `/hoat-dong/${id}-${slug}`;
}

/** The organiser's own pages of an activity. */
export function managedActivityPath(editionId: EditionId, id: ActivityId): string {
  return `/tuan-le/${editionId}/hoat-dong/${id}`;
}
