/** What feeds, tags and pictures need to know of an activity: a part of what activities know, so both shapes fit. */
import type { Activity, ActivitySession } from '../../activities/index.ts';

export type EventActivity = Pick<
  Activity,
  | 'id'
  | 'uid'
  | 'unitId'
  | 'organisationId'
  | 'organiserName'
  | 'coOrganisers'
  | 'kind'
  | 'title'
  | 'summary'
  | 'description'
  | 'form'
  | 'audiences'
  | 'areaUnitId'
  | 'areaName'
  | 'placeName'
  | 'address'
  | 'lat'
  | 'lng'
  | 'startsAt'
  | 'endsAt'
  | 'quantity'
  | 'countedOn'
  | 'hasSignup'
  | 'signupOpensAt'
  | 'signupClosesAt'
  | 'capacity'
  | 'onlineCapacity'
  | 'cost'
  | 'costNote'
  | 'accessibility'
  | 'contactEmail'
  | 'status'
  | 'statusReason'
  | 'eventStatus'
  | 'previousStartsAt'
  | 'sequence'
  | 'publishedAt'
  | 'createdAt'
  | 'updatedAt'
> & {
  /** The link as the public may know it; null where it is only for those who have signed up. */
  readonly onlineUrl: string | null;
};

export type EventSession = Pick<ActivitySession, 'no' | 'startsAt' | 'endsAt' | 'placeName' | 'isCancelled'>;

/** Seats of one way of taking part. */
export interface EventSeats {
  readonly mode: 'in-person' | 'online';
  /** Null: without limit. */
  readonly capacity: number | null;
  readonly taken: number;
}

/** The Week that something belongs to. */
export interface EventEdition {
  readonly id: number;
  readonly title: string;
  /** Days, YYYY-MM-DD. */
  readonly weekStart: string | null;
  readonly weekEnd: string | null;
}

const OFFSET_MS = 7 * 3_600_000;

/** 2026-10-01T08:00:00+07:00, on a server of any zone. */
export function vietnamTime(moment: Date): string {
  return `${new Date(moment.getTime() + OFFSET_MS).toISOString().slice(0, 19)}+07:00`;
}

/** Where it is held, as one line; empty for what is only on line. */
export function placeLine(activity: Pick<EventActivity, 'placeName' | 'address' | 'areaName' | 'form'>): string {
  if (activity.form === 'online') return '';
  const parts: string[] = [];
  for (const part of [activity.placeName, activity.address, activity.areaName]) {
    // Many write the commune into the address as well.
    if (part !== '' && !parts.some((known) => known.includes(part))) parts.push(part);
  }
  return parts.join(', ');
}

/** An absolute address of our own. @param origin without a trailing slash */
export function absolute(origin: string, path: string): string {
  return `${origin}${encodeURI(path)}`;
}
