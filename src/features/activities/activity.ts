/**
 * The words of an activity that other features share: lists of choices, its states, its addresses. Pure.
 * Announced by a unit of the tree or by an organisation that one has taken in; checked by the unit in charge of the area.
 */
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
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

/** The public page: /hoat-dong/12-lop-ky-nang-so. The number alone finds it; the words are for people. */
export function activityPath(id: ActivityId, title: string): string {
  const slug = slugOf(title);
  return slug === '' ? `/hoat-dong/${id}` : `/hoat-dong/${id}-${slug}`;
}

/** The organiser's own pages of an activity. */
export function managedActivityPath(editionId: EditionId, id: ActivityId): string {
  return `/tuan-le/${editionId}/hoat-dong/${id}`;
}
