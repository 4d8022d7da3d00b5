/** Sign-ups and seats in the database: reading them, and the statements of giving a seat. */
import { sql } from 'kysely';
import type { Kysely } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { ActivityId, CalendarDate, EditionId, RegistrationId, UnitId } from '../../platform/ids/ids.ts';
import { type Activity, activityOf, type Mode } from '../activities/index.ts';
import type { ContactKind, Seats } from './rules.ts';

/** Published and cancelled activities are open to everybody: no transaction is needed. Null for any other. */
export async function findPublicActivity(db: Kysely<DB>, id: ActivityId): Promise<Activity | null> {
  const row = await db
    .selectFrom('activity')
    .where('id', '=', id)
    .where('status', 'in', ['published', 'cancelled'])
    .selectAll()
    .executeTakeFirst();
  return row ? activityOf(row) : null;
}

export type RegistrationStatus = 'confirmed' | 'waiting' | 'withdrawn';

export interface Registration {
  readonly editionId: EditionId;
  readonly activityId: ActivityId;
  readonly id: RegistrationId;
  readonly unitId: UnitId;
  readonly mode: Mode;
  readonly code: string;
  readonly linkVersion: number;
  readonly name: string;
  readonly contact: string | null;
  readonly contactKind: ContactKind;
  readonly organisation: string;
  readonly people: number;
  readonly children: number;
  readonly isGuardian: boolean;
  readonly status: RegistrationStatus;
  readonly queueNo: number;
  readonly locale: 'vi' | 'en';
  readonly createdAt: Date;
  readonly promotedAt: Date | null;
  readonly withdrawnAt: Date | null;
  readonly score: number | null;
  readonly feedbackAt: Date | null;
  readonly deleteAfter: CalendarDate;
  readonly forgottenAt: Date | null;
}

const COLUMNS = [
  'edition_id',
  'activity_id',
  'id',
  'unit_id',
  'mode',
  'code',
  'link_version',
  'name',
  'contact',
  'contact_kind',
  'organisation',
  'people',
  'children',
  'is_guardian',
  'status',
  'queue_no',
  'locale',
  'created_at',
  'promoted_at',
  'withdrawn_at',
  'score',
  'feedback_at',
  'delete_after',
  'forgotten_at',
] as const;

/** Rows as the columns of a sign-up, for the other stores of this feature. */
export function registrationsWhere(tx: Kysely<DB>) {
  return tx.selectFrom('registration').select(COLUMNS);
}

type Row = Awaited<ReturnType<ReturnType<typeof registrationsWhere>['executeTakeFirstOrThrow']>>;

export function registrationOf(row: Row): Registration {
  return {
    editionId: row.edition_id,
    activityId: row.activity_id as ActivityId,
    id: row.id as RegistrationId,
    unitId: row.unit_id,
    mode: row.mode as Mode,
    code: row.code,
    linkVersion: row.link_version,
    name: row.name,
    contact: row.contact,
    contactKind: row.contact_kind as ContactKind,
    organisation: row.organisation,
    people: row.people,
    children: row.children,
    isGuardian: row.is_guardian,
    status: row.status as RegistrationStatus,
    queueNo: row.queue_no,
    locale: row.locale === 'en' ? 'en' : 'vi',
    createdAt: row.created_at,
    promotedAt: row.promoted_at,
    withdrawnAt: row.withdrawn_at,
    score: row.score,
    feedbackAt: row.feedback_at,
    deleteAfter: row.delete_after,
    forgottenAt: row.forgotten_at,
  };
}

export async function findRegistration(tx: Tx, id: RegistrationId): Promise<Registration | null> {
  const row = await registrationsWhere(tx).where('id', '=', id).executeTakeFirst();
  return row ? registrationOf(row) : null;
}

/** The first one that stands (not withdrawn) for this contact in this activity. */
export async function findByContact(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  contact: string,
): Promise<Registration | null> {
  const row = await registrationsWhere(tx)
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .where(sql<string>`lower(contact)`, '=', contact.toLowerCase())
    .where('status', '<>', 'withdrawn')
    .orderBy('id')
    .executeTakeFirst();
  return row ? registrationOf(row) : null;
}

/** The one that this very form made. */
export async function findByForm(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  formKey: Buffer,
): Promise<Registration | null> {
  const row = await registrationsWhere(tx)
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .where('form_key', '=', formKey)
    .executeTakeFirst();
  return row ? registrationOf(row) : null;
}

/** By the short code for the desk. */
export async function findByCode(
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  code: string,
): Promise<Registration | null> {
  const row = await registrationsWhere(tx)
    .where('edition_id', '=', activity.editionId)
    .where('activity_id', '=', activity.id)
    .where('code', '=', code)
    .executeTakeFirst();
  return row ? registrationOf(row) : null;
}

/**
 * All sign-ups of a contact that are not deleted, of published and cancelled activities, the earliest first; withdrawn ones
 * are left out. At most 200: somebody with more is no person.
 */
export async function listOfContact(tx: Tx, contact: string): Promise<Registration[]> {
  const rows = await registrationsWhere(tx)
    .innerJoin('activity as a', (join) =>
      join
        .onRef('a.edition_id', '=', 'registration.edition_id')
        .onRef('a.id', '=', 'registration.activity_id')
        .on('a.status', 'in', ['published', 'cancelled']),
    )
    .clearSelect()
    .select(COLUMNS.map((column) => `registration.${column}` as const))
    .where(sql<string>`lower(registration.contact)`, '=', contact.toLowerCase())
    .where('registration.status', '<>', 'withdrawn')
    .orderBy('a.starts_at')
    .orderBy('registration.id')
    .limit(200)
    .execute();
  return rows.map(registrationOf);
}

/** Sign-ups from one address since a moment. */
export async function countFromAddress(tx: Tx, hash: Buffer, since: Date): Promise<number> {
  const row = await tx
    .selectFrom('registration')
    .where('address_hash', '=', hash)
    .where('created_at', '>', since)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}

/** Seats of one way of taking part. */
export interface SeatKey {
  readonly editionId: EditionId;
  readonly activityId: ActivityId;
  readonly mode: Mode;
}

export interface HeldSeats extends Seats {
  readonly lastNo: number;
}

/** Holds the row of the seats until the transaction ends; made on first use. Its capacity is the activity's of now. */
export async function holdSeats(tx: Tx, key: SeatKey): Promise<HeldSeats> {
  const { rows } = await sql<{ capacity: number | null; taken: number; waiting: number; last_no: number }>`
    insert into activity_seats as s (edition_id, activity_id, mode, capacity)
    select a.edition_id, a.id, ${key.mode}, case ${key.mode} when 'online' then a.online_capacity else a.capacity end
    from activity a where a.edition_id = ${key.editionId} and a.id = ${key.activityId}
    on conflict (edition_id, activity_id, mode) do update set capacity = excluded.capacity
    returning s.capacity, s.taken, s.waiting, s.last_no`.execute(tx);
  const [row] = rows;
  if (!row) throw new Error('no activity for these seats');
  return { capacity: row.capacity, taken: row.taken, waiting: row.waiting, lastNo: row.last_no };
}

/** False once the Week is closed: what it came to stands. */
export async function isEditionOpen(tx: Tx, id: EditionId): Promise<boolean> {
  const row = await tx.selectFrom('edition').where('id', '=', id).select('status').executeTakeFirst();
  return row?.status === 'open';
}

export async function saveSeats(tx: Tx, key: SeatKey, seats: HeldSeats): Promise<void> {
  await tx
    .updateTable('activity_seats')
    .set({ taken: seats.taken, waiting: seats.waiting, last_no: seats.lastNo })
    .where('edition_id', '=', key.editionId)
    .where('activity_id', '=', key.activityId)
    .where('mode', '=', key.mode)
    .execute();
}

/** Seats as they stand, without holding them; a way nobody has asked for yet has none taken. */
export async function readSeats(
  db: Kysely<DB>,
  editionId: EditionId,
  id: ActivityId,
): Promise<ReadonlyMap<Mode, Seats>> {
  const rows = await db
    .selectFrom('activity_seats')
    .where('edition_id', '=', editionId)
    .where('activity_id', '=', id)
    .select(['mode', 'capacity', 'taken', 'waiting'])
    .execute();
  return new Map(rows.map((row) => [row.mode as Mode, row]));
}

/** The head of a waiting list. */
export async function listWaiting(tx: Tx, key: SeatKey, limit: number): Promise<(Registration & { size: number })[]> {
  const rows = await registrationsWhere(tx)
    .where('edition_id', '=', key.editionId)
    .where('activity_id', '=', key.activityId)
    .where('mode', '=', key.mode)
    .where('status', '=', 'waiting')
    .orderBy('queue_no')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...registrationOf(row), size: row.people + row.children }));
}

/** The place in the waiting list, from 1. */
export async function findPosition(tx: Tx, registration: Registration): Promise<number> {
  const row = await tx
    .selectFrom('registration')
    .where('edition_id', '=', registration.editionId)
    .where('activity_id', '=', registration.activityId)
    .where('mode', '=', registration.mode)
    .where('status', '=', 'waiting')
    .where('queue_no', '<=', registration.queueNo)
    .select(sql<number>`count(*)::int`.as('n'))
    .executeTakeFirstOrThrow();
  return row.n;
}
