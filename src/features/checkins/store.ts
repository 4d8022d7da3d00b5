/** Presence in the database. */
import { type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { Database } from '../../platform/database/connect.ts';
import type { Checkin } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { EventKey } from './roster.ts';
import type { CountedCheckin } from './rules.presence.ts';

/** How it was taken: code scanned, tapped in the list, by oneself, as a number. */
export const WAYS = ['qr', 'list', 'self', 'count'] as const;
export type Way = (typeof WAYS)[number];
const waySchema = z.enum(WAYS);

export interface StoredCheckin {
  readonly id: string;
  readonly holderId: number | null;
  readonly name: string | null;
  readonly people: number;
  readonly children: number;
  readonly way: Way;
  readonly door: string;
  readonly deviceAt: Date;
  readonly receivedAt: Date;
  readonly undoneAt: Date | null;
}

export type NewCheckin = Omit<StoredCheckin, 'undoneAt'>;

/** All parts of an event. */
export type WholeEvent = Pick<EventKey, 'editionId' | 'event' | 'eventId'>;

/**
 * Holds the part until the transaction ends: two devices that send the same people wait for each other and never lock
 * crosswise. @throws Problem edition.closed: the figures of a closed Week stand
 */
export async function holdPart(tx: Tx, key: EventKey): Promise<void> {
  const name = `checkin ${key.editionId} ${key.event} ${key.eventId} ${key.part}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx);
  const edition = await tx.selectFrom('edition').where('id', '=', key.editionId).select('status').executeTakeFirst();
  if (edition?.status !== 'open') throw new Problem('edition.closed');
}

/** Puts in what does not stand yet, by id and by holder. @returns ids of those that were put in */
export async function insertCheckins(
  tx: Tx,
  key: EventKey,
  unitId: UnitId,
  takenBy: AccountId | null,
  checkins: readonly NewCheckin[],
): Promise<ReadonlySet<string>> {
  if (checkins.length === 0) return new Set();
  const rows = await tx
    .insertInto('checkin')
    .values(
      checkins.map((checkin) => ({
        edition_id: key.editionId,
        id: checkin.id,
        unit_id: unitId,
        event: key.event,
        event_id: key.eventId,
        part: key.part,
        holder_id: checkin.holderId,
        name: checkin.name,
        people: checkin.people,
        children: checkin.children,
        way: checkin.way,
        door: checkin.door,
        device_at: checkin.deviceAt,
        received_at: checkin.receivedAt,
        taken_by: takenBy,
      })),
    )
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .execute();
  return new Set(rows.map(({ id }) => id));
}

/** Those of these ids and holders that are there, undone ones too. An id of another event of the edition is none of ours. */
export async function findKnown(
  tx: Tx,
  key: EventKey,
  ids: readonly string[],
  holderIds: readonly number[],
): Promise<readonly StoredCheckin[]> {
  const rows = await partOf(tx, key)
    .where((where) =>
      where.or([
        where('id', '=', sql<string>`any (${[...ids]}::uuid[])`),
        where('holder_id', '=', sql<number>`any (${[...holderIds]}::bigint[])`),
      ]),
    )
    .selectAll()
    .execute();
  return rows.map(fromRow);
}

/** What stands for a part, in the order of arrival. */
export async function findStanding(tx: Tx, key: EventKey): Promise<readonly StoredCheckin[]> {
  const rows = await partOf(tx, key)
    .where('undone_at', 'is', null)
    .orderBy('received_at')
    .orderBy('device_at')
    .orderBy('id')
    .selectAll()
    .execute();
  return rows.map(fromRow);
}

/** Takes back check-ins of the part. @returns those that stood */
export async function undoCheckins(
  tx: Tx,
  key: EventKey,
  ids: readonly string[],
  at: Date,
): Promise<readonly StoredCheckin[]> {
  const rows = await tx
    .updateTable('checkin')
    .set({ undone_at: at })
    .where('edition_id', '=', key.editionId)
    .where('id', '=', sql<string>`any (${[...ids]}::uuid[])`)
    .where('event', '=', key.event)
    .where('event_id', '=', key.eventId)
    .where('part', '=', key.part)
    .where('undone_at', 'is', null)
    .returningAll()
    .execute();
  return rows.map(fromRow);
}

/** Everything that stands for all parts of an event, as it is counted. */
export async function findForCounting(tx: Tx, event: WholeEvent): Promise<readonly CountedCheckin[]> {
  const rows = await tx
    .selectFrom('checkin')
    .where('edition_id', '=', event.editionId)
    .where('event', '=', event.event)
    .where('event_id', '=', event.eventId)
    .where('undone_at', 'is', null)
    .orderBy('part')
    .orderBy('received_at')
    .orderBy('device_at')
    .select(['part', 'holder_id', 'name', 'people', 'children'])
    .execute();
  return rows.map(({ holder_id, ...row }) => ({ ...row, holderId: holder_id }));
}

/** People of each part of an event about whom somebody who confirms should know more. */
export interface DoubtfulHeads {
  readonly part: number;
  /** Of those who checked themselves in without a sign-up: a number that they said themselves. */
  readonly byThemselves: number;
  /** Of check-ins that arrived after the moment that was asked for. */
  readonly late: number;
}

/** @param since null: nothing is late */
export async function sumDoubtful(tx: Tx, event: WholeEvent, since: Date | null): Promise<readonly DoubtfulHeads[]> {
  const heads = sql`people + children`;
  return tx
    .selectFrom('checkin')
    .where('edition_id', '=', event.editionId)
    .where('event', '=', event.event)
    .where('event_id', '=', event.eventId)
    .where('undone_at', 'is', null)
    .groupBy('part')
    .orderBy('part')
    .select([
      'part',
      sql<number>`coalesce(sum(${heads}) filter (where way = 'self' and holder_id is null), 0)::int`.as('byThemselves'),
      sql<number>`coalesce(sum(${heads}) filter (where received_at > ${since}::timestamptz), 0)::int`.as('late'),
    ])
    .execute();
}

/** The edition of an activity that anybody may see; null for others. */
export async function findActivityEdition(db: Database['app'], activityId: number): Promise<EditionId | null> {
  const row = await db
    .selectFrom('activity')
    .where('id', '=', sql<never>`${activityId}`)
    .where('status', '=', 'published')
    .select('edition_id')
    .executeTakeFirst();
  return row?.edition_id ?? null;
}

/** Takes out the names of those who came without a sign-up; the numbers stay. @returns how many */
export async function forgetNames(tx: Tx, takenBefore: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('checkin')
    .set({ name: null })
    .where('name', 'is not', null)
    .where('received_at', '<', takenBefore)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}

function partOf(tx: Tx, key: EventKey) {
  return tx
    .selectFrom('checkin')
    .where('edition_id', '=', key.editionId)
    .where('event', '=', key.event)
    .where('event_id', '=', key.eventId)
    .where('part', '=', key.part);
}

function fromRow(row: Selectable<Checkin>): StoredCheckin {
  return {
    id: row.id,
    holderId: row.holder_id,
    name: row.name,
    people: row.people,
    children: row.children,
    way: waySchema.parse(row.way),
    door: row.door,
    deviceAt: row.device_at,
    receivedAt: row.received_at,
    undoneAt: row.undone_at,
  };
}
