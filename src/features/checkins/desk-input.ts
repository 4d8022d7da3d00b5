/** What a desk sends, as form or as JSON, parsed; and what it is answered. */
import { z } from 'zod';
import { formatTime } from '../../ui/format.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { EventKey, Roster } from './roster.ts';
import { type CheckinAnswer, timeOf } from './service.ts';
import { type StoredCheckin, WAYS } from './store.ts';

/** One check-in stands for at most so many people. */
const MOST_PEOPLE = 2_000;
/** Check-ins in one request; a device sends the rest in the next. */
const MOST_ITEMS = 500;
const NAME_LENGTH = 120;

export const countSchema = z.coerce.number().int().min(0).max(MOST_PEOPLE);
export const nameSchema = z
  .string()
  .transform((text) => normalizeText(text).trim())
  .pipe(z.string().max(NAME_LENGTH));
export const doorSchema = z
  .string()
  .transform((text) => normalizeText(text).trim().slice(0, 60))
  .catch('');

const whoSchema = z.union([
  z.object({ holderId: z.number().int().positive() }),
  z.object({ token: z.string().min(1).max(300) }),
  z.object({ name: nameSchema.transform((name) => (name === '' ? null : name)).nullable() }),
]);

/** Body of a desk's message: what it has taken since, and what it takes back. */
export const messageSchema = z.object({
  items: z
    .array(
      z.object({
        id: z.uuid(),
        who: whoSchema,
        people: z.number().int().min(0).max(MOST_PEOPLE).optional(),
        children: z.number().int().min(0).max(MOST_PEOPLE).optional(),
        way: z.enum(WAYS),
        door: doorSchema,
        // A clock that says nothing is one that says the beginning of all time: known to be wrong.
        at: z.number().transform((at) => (Number.isFinite(at) && Math.abs(at) < 8e13 ? new Date(at) : new Date(0))),
      }),
    )
    .max(MOST_ITEMS),
  undo: z.array(z.uuid()).max(MOST_ITEMS).default([]),
});

/** Address of the desk of a part. */
export function deskPath({ editionId, event, eventId, part }: EventKey): string {
  return `/tuan-le/${editionId}/diem-danh/${event}/${eventId}/${part}`;
}

/** Where people check themselves in. */
export function selfPath({ eventId, part }: Pick<EventKey, 'eventId' | 'part'>): string {
  return `/tu-diem-danh/activity/${eventId}/${part}`;
}

/** Somebody who is there, as desks and doors tell each other. */
export function presentJson(roster: Roster, present: readonly StoredCheckin[]) {
  const names = new Map(roster.entries.map(({ holderId, name }) => [holderId, name]));
  return present.map((checkin) => ({
    id: checkin.id,
    holderId: checkin.holderId,
    name: checkin.holderId === null ? checkin.name : (names.get(checkin.holderId) ?? checkin.name),
    people: checkin.people,
    children: checkin.children,
    time: formatTime(timeOf(checkin)),
    door: checkin.door,
  }));
}

export function answersJson(answers: readonly CheckinAnswer[]) {
  return answers.map(({ at, ...answer }) => ({ ...answer, time: at === null ? '' : formatTime(at) }));
}
