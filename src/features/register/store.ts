/** The register: sequences of numbers and the entries that took them. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, DocumentId, PaperId, RegisterEntryId, UnitId } from '../../platform/ids/ids.ts';
import { type Direction, ENTRY_STATUSES, type EntryStatus } from './rules.ts';

export interface Series {
  readonly unitId: UnitId;
  readonly year: number;
  readonly series: string;
}

/**
 * The last number given, 0 for none. Holds the sequence until the transaction ends: whoever comes next waits, and what
 * is rolled back was never given.
 */
export async function lockSeries(tx: Tx, { unitId, year, series }: Series): Promise<number> {
  await tx
    .insertInto('register_series')
    .values({ unit_id: unitId, year, series })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const row = await tx
    .selectFrom('register_series')
    .where('unit_id', '=', unitId)
    .where('year', '=', year)
    .where('series', '=', series)
    .select('last')
    .forUpdate()
    .executeTakeFirstOrThrow();
  return row.last;
}

/** The last number given, without holding it; null where the sequence was never used. */
export async function findLastNumber(tx: Tx, { unitId, year, series }: Series): Promise<number | null> {
  const row = await tx
    .selectFrom('register_series')
    .where('unit_id', '=', unitId)
    .where('year', '=', year)
    .where('series', '=', series)
    .select('last')
    .executeTakeFirst();
  return row?.last ?? null;
}

export async function setLastNumber(tx: Tx, { unitId, year, series }: Series, last: number): Promise<void> {
  await tx
    .updateTable('register_series')
    .set({ last })
    .where('unit_id', '=', unitId)
    .where('year', '=', year)
    .where('series', '=', series)
    .execute();
}

export interface NewEntry extends Series {
  readonly direction: Direction;
  readonly number: number;
  readonly printedNumber: string | null;
  readonly datedOn: CalendarDate | null;
  readonly receivedOn: CalendarDate | null;
  readonly office: string;
  readonly subject: string;
  readonly status: EntryStatus;
  readonly reason: string | null;
  readonly documentId: DocumentId | null;
  readonly searchKey: string;
  readonly createdBy: AccountId | null;
}

/** @returns the ids in the order given */
export async function insertEntries(tx: Tx, entries: readonly NewEntry[]): Promise<RegisterEntryId[]> {
  const rows = await tx
    .insertInto('register_entry')
    .values(
      entries.map((entry) => ({
        unit_id: entry.unitId,
        year: entry.year,
        series: entry.series,
        direction: entry.direction,
        number: entry.number,
        printed_number: entry.printedNumber,
        dated_on: entry.datedOn,
        received_on: entry.receivedOn,
        office: entry.office,
        subject: entry.subject,
        status: entry.status,
        reason: entry.reason,
        document_id: entry.documentId,
        search_key: entry.searchKey,
        created_by: entry.createdBy,
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id as RegisterEntryId);
}

export interface RegisterEntry extends Series {
  readonly id: RegisterEntryId;
  readonly direction: Direction;
  readonly number: number;
  readonly printedNumber: string | null;
  readonly datedOn: CalendarDate | null;
  readonly receivedOn: CalendarDate | null;
  readonly office: string;
  readonly subject: string;
  readonly status: EntryStatus;
  readonly reason: string | null;
  readonly replacedBy: { readonly id: RegisterEntryId; readonly printedNumber: string | null } | null;
  readonly documentId: DocumentId | null;
  /** The paper made here that has this number. */
  readonly paperId: PaperId | null;
  readonly signer: string | null;
  readonly createdAt: Date;
  readonly createdBy: string | null;
}

interface EntryRow {
  id: RegisterEntryId;
  unit_id: UnitId;
  year: number;
  series: string;
  direction: string;
  number: number;
  printed_number: string | null;
  dated_on: CalendarDate | null;
  received_on: CalendarDate | null;
  office: string;
  subject: string;
  status: string;
  reason: string | null;
  replaced_by: RegisterEntryId | null;
  replaced_by_number: string | null;
  document_id: DocumentId | null;
  paper_id: PaperId | null;
  signer: string | null;
  created_at: Date;
  created_by_name: string | null;
}

const statusSchema = z.enum(ENTRY_STATUSES);

const entryOf = (row: EntryRow): RegisterEntry => ({
  id: row.id,
  unitId: row.unit_id,
  year: row.year,
  series: row.series,
  direction: row.direction === 'in' ? 'in' : 'out',
  number: row.number,
  printedNumber: row.printed_number,
  datedOn: row.dated_on,
  receivedOn: row.received_on,
  office: row.office,
  subject: row.subject,
  status: statusSchema.parse(row.status),
  reason: row.reason,
  replacedBy: row.replaced_by === null ? null : { id: row.replaced_by, printedNumber: row.replaced_by_number },
  documentId: row.document_id,
  paperId: row.paper_id,
  signer: row.signer,
  createdAt: row.created_at,
  createdBy: row.created_by_name,
});

const COLUMNS = sql`e.id, e.unit_id, e.year, e.series, e.direction, e.number, e.printed_number, e.dated_on, e.received_on,
  e.office, e.subject, e.status, e.reason, e.replaced_by, n.printed_number as replaced_by_number, e.document_id,
  p.id as paper_id, p.model #>> '{signature,name}' as signer, e.created_at, a.name as created_by_name`;
const JOINS = sql`left join register_entry n on n.id = e.replaced_by
  left join paper p on p.register_entry_id = e.id
  left join account a on a.id = e.created_by`;

/** The entry, or null where it is not there or not in the person's sight. `lock` holds it until commit. */
export async function findEntry(tx: Tx, id: RegisterEntryId, lock = false): Promise<RegisterEntry | null> {
  const { rows } = await sql<EntryRow>`
    select ${COLUMNS} from register_entry e ${JOINS} where e.id = ${id} ${lock ? sql`for update of e` : sql``}`.execute(
    tx,
  );
  return rows[0] ? entryOf(rows[0]) : null;
}

/** Where an uploaded document stands in the unit's book of what came in. */
export async function findEntryOfDocument(
  tx: Tx,
  unitId: UnitId,
  documentId: DocumentId,
): Promise<RegisterEntryId | null> {
  const row = await tx
    .selectFrom('register_entry')
    .where('unit_id', '=', unitId)
    .where('document_id', '=', documentId)
    .where('status', '=', 'in-force')
    .orderBy('id')
    .select('id')
    .executeTakeFirst();
  return row ? (row.id as RegisterEntryId) : null;
}

export interface EntryQuery {
  readonly unitId: UnitId;
  readonly direction: Direction;
  readonly year: number;
  /** Null for all sequences. */
  readonly series: string | null;
  /** Words without marks, each of which the entry must have. */
  readonly words: readonly string[];
  /** As typed: entries that have exactly this come first. */
  readonly typed: string;
}

/** Entries of a year: those with the words as typed first, then the latest. */
export async function listEntries(
  tx: Tx,
  query: EntryQuery,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: RegisterEntry[]; total: number }> {
  const has = query.words.map((word) => sql`and e.search_key like ${`%${word.replace(/[%_\\]/gu, '\\$&')}%`}`);
  const { rows } = await sql<EntryRow & { total: number }>`
    select ${COLUMNS}, count(*) over () as total
    from register_entry e ${JOINS}
    where e.unit_id = ${query.unitId} and e.direction = ${query.direction} and e.year = ${query.year}
      and (${query.series}::text is null or e.series = ${query.series}) ${sql.join(has, sql` `)}
    order by strpos(lower(concat_ws(' ', e.printed_number, e.office, e.subject)), lower(${query.typed})) > 0 desc,
      e.created_at desc, e.id desc
    limit ${page.limit} offset ${page.offset}`.execute(tx);
  return { rows: rows.map(entryOf), total: rows[0]?.total ?? 0 };
}

/** A year's book whole, in the order of a written one: by sequence and number. */
export async function findBook(tx: Tx, unitId: UnitId, direction: Direction, year: number): Promise<RegisterEntry[]> {
  const { rows } = await sql<EntryRow>`
    select ${COLUMNS} from register_entry e ${JOINS}
    where e.unit_id = ${unitId} and e.direction = ${direction} and e.year = ${year}
    order by e.series, e.number`.execute(tx);
  return rows.map(entryOf);
}

/** Years and sequences that a unit's book has. */
export async function findSeries(tx: Tx, unitId: UnitId): Promise<{ year: number; series: string; last: number }[]> {
  return tx
    .selectFrom('register_series')
    .where('unit_id', '=', unitId)
    .orderBy('year', 'desc')
    .orderBy('series')
    .select(['year', 'series', 'last'])
    .execute();
}

export interface IncomingFacts {
  readonly receivedOn: CalendarDate;
  readonly office: string;
  readonly printedNumber: string | null;
  readonly datedOn: CalendarDate | null;
  readonly subject: string;
}

export async function updateIncoming(
  tx: Tx,
  id: RegisterEntryId,
  facts: IncomingFacts,
  searchKey: string,
): Promise<void> {
  await tx
    .updateTable('register_entry')
    .set({
      received_on: facts.receivedOn,
      office: facts.office,
      printed_number: facts.printedNumber,
      dated_on: facts.datedOn,
      subject: facts.subject,
      search_key: searchKey,
    })
    .where('id', '=', id)
    .execute();
}

export async function setEntryStatus(
  tx: Tx,
  id: RegisterEntryId,
  change: { status: 'replaced' | 'withdrawn'; reason: string | null; replacedBy: RegisterEntryId | null },
): Promise<void> {
  await tx
    .updateTable('register_entry')
    .set({ status: change.status, reason: change.reason, replaced_by: change.replacedBy })
    .where('id', '=', id)
    .execute();
}
