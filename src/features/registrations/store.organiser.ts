/** The organiser's view of sign-ups: the list, its totals, whom to write to. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { Activity, Mode } from '../activities/index.ts';
import { registrationOf, registrationsWhere, type Registration, type RegistrationStatus } from './store.ts';

type Key = Pick<Activity, 'editionId' | 'id'>;

export interface ListedRegistration extends Registration {
  readonly comment: string | null;
  /** The sessions at which somebody of it was checked in. */
  readonly sessions: number;
  /** Another sign-up that stands has the same contact: perhaps one person who signed up twice. */
  readonly isTwice: boolean;
}

/** Contacts of several sign-ups that stand, looked for once for the list and not once for each of its rows. */
const isTwice = ({ editionId, id }: Key) => sql<boolean>`registration.contact is not null
  and registration.status <> 'withdrawn' and lower(registration.contact) in (
    select lower(o.contact) from registration o where o.edition_id = ${editionId} and o.activity_id = ${id}
      and o.contact is not null and o.status <> 'withdrawn' group by 1 having count(*) > 1)`;

/** In the order of asking, each way of taking part by itself. */
export async function listRegistrations(
  tx: Tx,
  activity: Key,
  range: { readonly offset: number; readonly limit: number },
  onlyConfirmed = false,
): Promise<ListedRegistration[]> {
  let query = registrationsWhere(tx)
    .leftJoin(
      (db) =>
        db
          .selectFrom('checkin')
          .where('edition_id', '=', activity.editionId)
          .where('event', '=', 'activity')
          .where('event_id', '=', activity.id)
          .where('undone_at', 'is', null)
          .groupBy('holder_id')
          .select(['holder_id', sql<number>`count(*)::int`.as('times')])
          .as('came'),
      (join) => join.onRef('came.holder_id', '=', 'registration.id'),
    )
    .select(['comment', isTwice(activity).as('is_twice'), sql<number>`coalesce(came.times, 0)`.as('sessions')])
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id);
  if (onlyConfirmed) query = query.where('status', '=', 'confirmed');
  const rows = await query.orderBy('mode').orderBy('queue_no').offset(range.offset).limit(range.limit).execute();
  return rows.map((row) => ({
    ...registrationOf(row),
    comment: row.comment,
    isTwice: row.is_twice,
    sessions: row.sessions,
  }));
}

export interface StatusTotal {
  readonly mode: Mode;
  readonly status: RegistrationStatus;
  readonly registrations: number;
  readonly people: number;
  readonly children: number;
}

export async function sumRegistrations(tx: Tx, activity: Key): Promise<StatusTotal[]> {
  const rows = await tx
    .selectFrom('registration')
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .groupBy(['mode', 'status'])
    .orderBy('mode')
    .select([
      'mode',
      'status',
      sql<number>`count(*)::int`.as('registrations'),
      sql<number>`sum(people)::int`.as('people'),
      sql<number>`sum(children)::int`.as('children'),
    ])
    .execute();
  return rows.map((row) => ({ ...row, mode: row.mode as Mode, status: row.status as RegistrationStatus }));
}

/** Confirmed sign-ups with an e-mail address, and how many confirmed have none. */
export async function listWritable(tx: Tx, activity: Key): Promise<{ to: Registration[]; without: number }> {
  const rows = await registrationsWhere(tx)
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .where('status', '=', 'confirmed')
    .where('forgotten_at', 'is', null)
    .orderBy('queue_no')
    .execute();
  const to = rows.map(registrationOf).filter(({ contactKind }) => contactKind === 'email');
  return { to, without: rows.length - to.length };
}
