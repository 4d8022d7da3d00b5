/** What jobs look for: whom to remind, whom to ask, whose day has come. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { ActivityId, CalendarDate, RegistrationId } from '../../platform/ids/ids.ts';
import type { Activity } from '../activities/index.ts';
import { type Registration, registrationOf, registrationsWhere } from './store.ts';

/** Published activities of editions that are open, whose first session begins after one moment and up to another. */
export async function findActivitiesStarting(tx: Tx, after: Date, until: Date): Promise<ActivityId[]> {
  const rows = await tx
    .selectFrom('activity as a')
    .innerJoin('edition as e', 'e.id', 'a.edition_id')
    .where('e.status', '=', 'open')
    .where('a.status', '=', 'published')
    .where('a.has_signup', '=', true)
    .where('a.starts_at', '>', after)
    .where('a.starts_at', '<=', until)
    .orderBy('a.starts_at')
    .select('a.id')
    .execute();
  return rows.map((row) => row.id as ActivityId);
}

/** Published activities whose last session ended after one moment and up to another. */
export async function findActivitiesEnded(tx: Tx, after: Date, until: Date): Promise<ActivityId[]> {
  const rows = await tx
    .selectFrom('activity as a')
    .innerJoin('edition as e', 'e.id', 'a.edition_id')
    .where('e.status', '=', 'open')
    .where('a.status', '=', 'published')
    .where('a.has_signup', '=', true)
    .where('a.starts_at', 'is not', null)
    .where('a.ends_at', '>', after)
    .where('a.ends_at', '<=', until)
    .select('a.id')
    .execute();
  return rows.map((row) => row.id as ActivityId);
}

export type Reminder = 'day-before' | 'soon';
const REMINDED = { 'day-before': 'reminded_day_at', soon: 'reminded_soon_at' } as const;

/**
 * Marks confirmed sign-ups as reminded and gives them back: whoever marks them first tells them. Somebody who signed up
 * after the time of the reminder has just read when it is.
 */
export async function takeToRemind(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  given: { readonly reminder: Reminder; readonly signedUpBefore: Date; readonly now: Date; readonly limit: number },
): Promise<Registration[]> {
  const column = REMINDED[given.reminder];
  const ids = await tx
    .selectFrom('registration')
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .where('status', '=', 'confirmed')
    .where('forgotten_at', 'is', null)
    .where(column, 'is', null)
    .where('created_at', '<=', given.signedUpBefore)
    .orderBy('id')
    .limit(given.limit)
    .select('id')
    .forUpdate()
    .skipLocked()
    .execute();
  return mark(tx, ids, column, given.now);
}

/** Marks those who were checked in and were not asked yet, and gives them back. */
export async function takeToAsk(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  given: { readonly now: Date; readonly limit: number },
): Promise<Registration[]> {
  const ids = await tx
    .selectFrom('registration as r')
    .where('r.edition_id', '=', activity.editionId)
    .where('r.activity_id', '=', activity.id)
    .where('r.status', '=', 'confirmed')
    .where('r.forgotten_at', 'is', null)
    .where('r.asked_at', 'is', null)
    .where('r.feedback_at', 'is', null)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('checkin as c')
          .whereRef('c.edition_id', '=', 'r.edition_id')
          .where('c.event', '=', 'activity')
          .whereRef('c.event_id', '=', 'r.activity_id')
          .whereRef('c.holder_id', '=', 'r.id')
          .where('c.undone_at', 'is', null)
          .select(sql<number>`1`.as('one')),
      ),
    )
    .orderBy('r.id')
    .limit(given.limit)
    .select('r.id')
    .forUpdate('r')
    .skipLocked()
    .execute();
  return mark(tx, ids, 'asked_at', given.now);
}

async function mark(
  tx: Tx,
  rows: readonly { readonly id: number }[],
  column: 'reminded_day_at' | 'reminded_soon_at' | 'asked_at',
  now: Date,
): Promise<Registration[]> {
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  await tx
    .updateTable('registration')
    .set({ [column]: now })
    .where('id', 'in', ids)
    .execute();
  const marked = await registrationsWhere(tx).where('id', 'in', ids).orderBy('id').execute();
  return marked.map(registrationOf);
}

/** All that stand, after an id, in the order of ids. */
export async function listStanding(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  after: number,
  limit: number,
): Promise<Registration[]> {
  const rows = await registrationsWhere(tx)
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .where('status', '<>', 'withdrawn')
    .where('forgotten_at', 'is', null)
    .where('id', '>', after)
    .orderBy('id')
    .limit(limit)
    .execute();
  return rows.map(registrationOf);
}

/** A new time: reminders come anew, and names are kept until the new end. */
export async function moveDates(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  deleteAfter: CalendarDate,
): Promise<void> {
  await tx
    .updateTable('registration')
    .set({ reminded_day_at: null, reminded_soon_at: null, delete_after: deleteAfter })
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .where('forgotten_at', 'is', null)
    .execute();
}

/** Sign-ups whose day has come and that still say who somebody is. */
export async function findToForget(tx: Tx, today: CalendarDate, limit: number): Promise<RegistrationId[]> {
  const rows = await tx
    .selectFrom('registration')
    .where('delete_after', '<', today)
    .where('forgotten_at', 'is', null)
    .orderBy('delete_after')
    .limit(limit)
    .select('id')
    .execute();
  return rows.map((row) => row.id as RegistrationId);
}
