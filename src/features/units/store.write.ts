/** Writing units: in bulk, by columns, so that a whole country is a few statements of one transaction. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { LineageKind } from './rules.lineage.ts';
import { shortName, type UnitCode, type UnitKind, type UnitLevel } from './rules.ts';

/** Rows of one statement: what goes over the wire at once stays small. */
const BATCH = 10_000;

async function inBatches<T>(rows: readonly T[], write: (batch: readonly T[]) => Promise<unknown>): Promise<void> {
  for (let at = 0; at < rows.length; at += BATCH) await write(rows.slice(at, at + BATCH));
}

/** Keeps everybody else from changing units until the transaction ends; reading goes on. */
export async function lockUnits(tx: Tx): Promise<void> {
  await sql`lock table unit_version in share row exclusive mode`.execute(tx);
}

export interface NewUnit {
  readonly code: UnitCode | null;
  readonly codeSystem: 'vn' | 'local';
}

/** New units without versions yet; their ids in the order given. */
export async function insertUnits(tx: Tx, units: readonly NewUnit[]): Promise<UnitId[]> {
  const { rows } = await sql<{ id: UnitId }>`
    select nextval(pg_get_serial_sequence('unit', 'id')) as id from generate_series(1, ${units.length}::int)`.execute(
    tx,
  );
  const ids = rows.map((row) => row.id);
  const numbered = units.map((unit, at) => ({ ...unit, id: ids[at] }));
  await inBatches(numbered, (batch) =>
    sql`
      insert into unit (id, code, code_system) overriding system value
      select * from unnest(${batch.map((unit) => unit.id)}::bigint[], ${batch.map((unit) => unit.code)}::text[],
        ${batch.map((unit) => unit.codeSystem)}::text[])`.execute(tx),
  );
  return ids;
}

export interface NewVersion {
  readonly unitId: UnitId;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parentId: UnitId | null;
  readonly from: CalendarDate;
  /** First day on which it no longer holds; null for no end. */
  readonly to: CalendarDate | null;
  readonly source: string | null;
}

/** New versions; the database refuses one that overlaps another of its unit. */
export async function insertVersions(tx: Tx, versions: readonly NewVersion[]): Promise<void> {
  await inBatches(versions, (batch) =>
    sql`
      insert into unit_version (unit_id, name, short_name, kind, level, parent_id, valid, search_key, source)
      select i.unit_id, i.name, i.short_name, i.kind, i.level, i.parent_id, daterange(i.starts, i.ends), i.search_key, i.source
      from unnest(
        ${batch.map((row) => row.unitId)}::bigint[], ${batch.map((row) => row.name)}::text[],
        ${batch.map((row) => shortName(row.name))}::text[], ${batch.map((row) => row.kind)}::text[],
        ${batch.map((row) => row.level)}::text[], ${batch.map((row) => row.parentId)}::bigint[],
        ${batch.map((row) => row.from)}::date[], ${batch.map((row) => row.to)}::date[],
        ${batch.map((row) => unaccentedKey(row.name))}::text[], ${batch.map((row) => row.source)}::text[]
      ) as i (unit_id, name, short_name, kind, level, parent_id, starts, ends, search_key, source)`.execute(tx),
  );
}

export interface NewLineage {
  readonly from: UnitId;
  readonly to: UnitId;
  readonly kind: LineageKind;
  readonly share: number | null;
  readonly on: CalendarDate;
}

export async function insertLineage(tx: Tx, edges: readonly NewLineage[], source: string): Promise<void> {
  await inBatches(edges, (batch) =>
    sql`
      insert into unit_lineage (from_unit_id, to_unit_id, kind, share, effective_on, source)
      select *, ${source}::text from unnest(${batch.map((edge) => edge.from)}::bigint[],
        ${batch.map((edge) => edge.to)}::bigint[], ${batch.map((edge) => edge.kind)}::text[],
        ${batch.map((edge) => edge.share)}::numeric[], ${batch.map((edge) => edge.on)}::date[])`.execute(tx),
  );
}

/**
 * From its day on, until its version of that day ends, each unit is as given: the version is divided on that day, or
 * written over when it began on it. Units that aren't there on the day are left alone.
 * @param rows at most one row a unit
 */
export async function restateUnits(tx: Tx, rows: readonly Omit<NewVersion, 'to'>[]): Promise<void> {
  await inBatches(rows, async (batch) => {
    const { rows: ends } = await sql<{ unit_id: UnitId; ends: CalendarDate | null }>`
      with i as (
        select * from unnest(${batch.map((row) => row.unitId)}::bigint[], ${batch.map((row) => row.from)}::date[])
          as i (unit_id, day)
      ), cut as (
        select v.id, v.unit_id, i.day, upper(v.valid) as ends, lower(v.valid) = i.day as whole
        from i join unit_version v on v.unit_id = i.unit_id and v.valid @> i.day
      ), gone as (
        delete from unit_version v using cut where v.id = cut.id and cut.whole
      ), shortened as (
        update unit_version v set valid = daterange(lower(v.valid), cut.day) from cut where v.id = cut.id and not cut.whole
      )
      select unit_id, ends from cut`.execute(tx);
    const endOf = new Map(ends.map((row) => [row.unit_id, row.ends]));
    const there = batch.filter((row) => endOf.has(row.unitId));
    await insertVersions(
      tx,
      there.map((row) => ({ ...row, to: endOf.get(row.unitId) ?? null })),
    );
  });
}

/** Ends units: from the day on they are no more; what they were before stays. */
export async function closeUnits(tx: Tx, unitIds: readonly UnitId[], day: CalendarDate): Promise<void> {
  await sql`delete from unit_version where unit_id = any (${[...unitIds]}::bigint[]) and lower(valid) >= ${day}::date`.execute(
    tx,
  );
  await sql`update unit_version set valid = daterange(lower(valid), ${day}::date)
    where unit_id = any (${[...unitIds]}::bigint[]) and valid @> ${day}::date`.execute(tx);
}

/**
 * Tells the planner what there is now, instead of a minute later when autovacuum comes: after thousands of new units a
 * list is read in a hundredth of the time. For the owner's login, outside any transaction of the application.
 */
export async function refreshStatistics(owner: Kysely<DB>): Promise<void> {
  await sql`analyze unit, unit_version, unit_lineage`.execute(owner);
}
