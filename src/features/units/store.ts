/**
 * Reading units: as they are on a day, through time, and by name. Names and places of units are public, so nothing
 * here is hidden from anybody.
 */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import type { KnownUnit } from './rules.changes.ts';
import { LINEAGE_KINDS, type LineageKind } from './rules.lineage.ts';
import { UNIT_KINDS, UNIT_LEVELS, type UnitCode, type UnitKind, type UnitLevel } from './rules.ts';

const kindSchema = z.enum(UNIT_KINDS);
const levelSchema = z.enum(UNIT_LEVELS);
const lineageSchema = z.enum(LINEAGE_KINDS);
const kindOf = (text: string): UnitKind => kindSchema.parse(text);
const levelOf = (text: string): UnitLevel => levelSchema.parse(text);

/** Deeper than any tree of units: ends a walk that meets a cycle. */
const DEEPEST = 12;

interface KnownRow {
  unit_id: UnitId;
  code: string | null;
  name: string;
  kind: string;
  level: string;
  parent_id: UnitId | null;
}

const known = (row: KnownRow): KnownUnit => ({
  id: row.unit_id,
  code: row.code,
  name: row.name,
  kind: kindOf(row.kind),
  level: levelOf(row.level),
  parentId: row.parent_id,
});

/** All units of a day; only those with one of the codes when `codes` is given. */
export async function findUnitsOn(tx: Tx, day: CalendarDate, codes?: readonly UnitCode[]): Promise<KnownUnit[]> {
  const { rows } = await sql<KnownRow>`
    select v.unit_id, u.code, v.name, v.kind, v.level, v.parent_id
    from unit_version v join unit u on u.id = v.unit_id
    where v.valid @> ${day}::date
      and (${codes === undefined} or u.code = any (${codes === undefined ? [] : [...codes]}::text[]))
    order by v.unit_id`.execute(tx);
  return rows.map(known);
}

/** The country's root on the day, or null when there is none. */
export async function findRootOn(tx: Tx, day: CalendarDate): Promise<KnownUnit | null> {
  const { rows } = await sql<KnownRow>`
    select v.unit_id, u.code, v.name, v.kind, v.level, v.parent_id
    from unit_version v join unit u on u.id = v.unit_id
    where v.valid @> ${day}::date and v.parent_id is null and v.level = 'country'
    order by v.unit_id limit 1`.execute(tx);
  return rows[0] ? known(rows[0]) : null;
}

/** Codes among these whose unit begins only after the day, with the day it begins. */
export async function findLaterCodes(
  tx: Tx,
  codes: readonly UnitCode[],
  day: CalendarDate,
): Promise<Map<UnitCode, CalendarDate>> {
  const { rows } = await sql<{ code: string; begins: CalendarDate }>`
    select u.code, min(lower(v.valid)) as begins
    from unit u join unit_version v on v.unit_id = u.id
    where u.code = any (${[...codes]}::text[])
    group by u.id, u.code having min(lower(v.valid)) > ${day}::date`.execute(tx);
  return new Map(rows.map((row) => [row.code, row.begins]));
}

/** True when the installation has units already. */
export async function hasUnits(tx: Tx): Promise<boolean> {
  const { rows } = await sql<{ there: boolean }>`select exists (select from unit) as there`.execute(tx);
  return rows[0]?.there ?? false;
}

export interface UnitVersionRow {
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parent: { readonly id: UnitId; readonly name: string } | null;
  readonly from: CalendarDate | null;
  /** First day on which it no longer holds, null while it holds. */
  readonly to: CalendarDate | null;
  readonly source: string | null;
}

/** The unit's versions in order of time, its code beside; null when there is no such unit. */
export async function findVersions(
  tx: Tx,
  unitId: UnitId,
): Promise<{ code: UnitCode | null; versions: UnitVersionRow[] } | null> {
  const { rows } = await sql<{
    code: string | null;
    name: string;
    kind: string;
    level: string;
    parent_id: UnitId | null;
    parent_name: string | null;
    starts: CalendarDate | null;
    ends: CalendarDate | null;
    source: string | null;
  }>`
    select u.code, v.name, v.kind, v.level, v.parent_id, lower(v.valid) as starts, upper(v.valid) as ends, v.source,
      (select p.name from unit_version p where p.unit_id = v.parent_id and p.valid && v.valid
       order by lower(p.valid) desc nulls last limit 1) as parent_name
    from unit u join unit_version v on v.unit_id = u.id
    where u.id = ${unitId} order by lower(v.valid) nulls first`.execute(tx);
  const [first] = rows;
  if (!first) return null;
  const versions = rows.map((row) => ({
    name: row.name,
    kind: kindOf(row.kind),
    level: levelOf(row.level),
    parent: row.parent_id === null ? null : { id: row.parent_id, name: row.parent_name ?? '' },
    from: row.starts,
    to: row.ends,
    source: row.source,
  }));
  return { code: first.code, versions };
}

/** Units above the unit on the day, from the top down. */
export async function findAbove(tx: Tx, unitId: UnitId, day: CalendarDate): Promise<{ id: UnitId; name: string }[]> {
  const { rows } = await sql<{ unit_id: UnitId; name: string }>`
    with recursive above as (
      select v.parent_id, 1 as steps from unit_version v where v.unit_id = ${unitId} and v.valid @> ${day}::date
      union all
      select v.parent_id, a.steps + 1 from above a join unit_version v on v.unit_id = a.parent_id
      where v.valid @> ${day}::date and a.steps < ${DEEPEST}
    )
    select v.unit_id, v.name from above a join unit_version v on v.unit_id = a.parent_id and v.valid @> ${day}::date
    order by a.steps desc`.execute(tx);
  return rows.map((row) => ({ id: row.unit_id, name: row.name }));
}

export interface LineageRow {
  readonly id: UnitId;
  readonly name: string;
  readonly kind: LineageKind;
  readonly on: CalendarDate;
  /** 1 for the whole, null where it was split without a known share. */
  readonly share: number | null;
}

/** Units that this one was formed from (`from`) and that it went into (`to`), named as they were on that day. */
export async function findLineage(tx: Tx, unitId: UnitId): Promise<{ from: LineageRow[]; to: LineageRow[] }> {
  const read = async (direction: 'from' | 'to'): Promise<LineageRow[]> => {
    const [mine, other] =
      direction === 'from'
        ? [sql.ref('l.to_unit_id'), sql.ref('l.from_unit_id')]
        : [sql.ref('l.from_unit_id'), sql.ref('l.to_unit_id')];
    // The old unit as it was on its last day, the new one as it was on its first.
    const day = direction === 'from' ? sql`l.effective_on - 1` : sql`l.effective_on`;
    const { rows } = await sql<{
      id: UnitId;
      name: string;
      kind: string;
      effective_on: CalendarDate;
      share: string | null;
    }>`
      select ${other} as id, v.name, l.kind, l.effective_on, l.share
      from unit_lineage l join unit_version v on v.unit_id = ${other} and v.valid @> (${day})::date
      where ${mine} = ${unitId} order by l.effective_on, v.name`.execute(tx);
    return rows.map((row) => ({
      id: row.id,
      name: row.name,
      kind: lineageSchema.parse(row.kind),
      on: row.effective_on,
      share: row.share === null ? null : Number(row.share),
    }));
  };
  return { from: await read('from'), to: await read('to') };
}

export interface UnitListRow {
  readonly id: UnitId;
  readonly code: UnitCode | null;
  readonly name: string;
  readonly kind: UnitKind;
  readonly level: UnitLevel;
  readonly parentName: string | null;
  readonly grandparentName: string | null;
  readonly childCount: number;
}

interface ListRow extends KnownRow {
  parent_name: string | null;
  grandparent_name: string | null;
  child_count: number;
}

const listed = (row: ListRow): UnitListRow => ({
  id: row.unit_id,
  code: row.code,
  name: row.name,
  kind: kindOf(row.kind),
  level: levelOf(row.level),
  parentName: row.parent_name,
  grandparentName: row.grandparent_name,
  childCount: row.child_count,
});

/**
 * "is true" keeps the planner from reading every unit of the day for each row (the index on `valid` alone is large):
 * what is found by parent, name or code is few, and is filtered.
 */
const LIST_COLUMNS = sql`v.unit_id, u.code, v.name, v.kind, v.level, v.parent_id, p.name as parent_name,
  g.name as grandparent_name,
  (select count(*) from unit_version c where c.parent_id = v.unit_id and (c.valid @> at.day) is true) as child_count`;

const LIST_JOINS = sql`join unit u on u.id = v.unit_id
  left join unit_version p on p.unit_id = v.parent_id and p.valid @> at.day
  left join unit_version g on g.unit_id = p.parent_id and g.valid @> at.day`;

/** Units directly below the unit on the day (`parentId` null: the top), by code and name. */
export async function findChildren(
  tx: Tx,
  parentId: UnitId | null,
  day: CalendarDate,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ rows: UnitListRow[]; total: number }> {
  const { rows } = await sql<ListRow & { total: number }>`
    with at as (select ${day}::date as day)
    select ${LIST_COLUMNS}, count(*) over () as total
    from at join unit_version v on (v.valid @> at.day) is true ${LIST_JOINS}
    where ${parentId === null ? sql`v.parent_id is null` : sql`v.parent_id = ${parentId}`}
    order by v.level = 'unit' desc, u.code nulls last, v.name, v.unit_id
    limit ${page.limit} offset ${page.offset}`.execute(tx);
  return { rows: rows.map(listed), total: rows[0]?.total ?? 0 };
}

export interface UnitQuery {
  /** Words without marks (platform/text unaccentedKey), each of which the name must have; or a code. */
  readonly words: readonly string[];
  /** As typed: names that have exactly this come first. */
  readonly typed: string;
  readonly day: CalendarDate;
  readonly level: UnitLevel | null;
  readonly limit: number;
}

/**
 * Units whose name has all the words, or whose code is the one typed: names with the marks as typed first, then whole
 * names, then larger units.
 */
export async function searchUnitRows(tx: Tx, query: UnitQuery): Promise<UnitListRow[]> {
  const has = query.words.map((word) => sql`search_key like ${`%${word.replace(/[%_\\]/gu, '\\$&')}%`}`);
  const key = query.words.join(' ');
  const { rows } = await sql<ListRow>`
    with at as (select ${query.day}::date as day), hit as (
      select id from unit_version where ${sql.join(has, sql` and `)}
      union
      select c.id from unit x join unit_version c on c.unit_id = x.id
      where x.code_system in ('vn', 'local') and x.code = ${query.typed}
    )
    select ${LIST_COLUMNS}
    from at cross join hit join unit_version v on v.id = hit.id and (v.valid @> at.day) is true ${LIST_JOINS}
    where ${query.level}::text is null or v.level = ${query.level}
    order by u.code is not distinct from ${query.typed} desc,
      strpos(lower(v.name), lower(${query.typed})) > 0 desc,
      lower(v.short_name) = lower(${query.typed}) desc,
      v.search_key = ${key} or v.search_key like ${`% ${key}`} desc,
      array_position(array['country', 'province', 'district', 'commune', 'unit'], v.level),
      length(v.name), v.name, v.unit_id
    limit ${query.limit}`.execute(tx);
  return rows.map(listed);
}

/** A unit as an office's paper names it. */
export interface NamedUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly parentName: string | null;
}

/** The unit as it is called on the day, by its nearest name where it was not there then; null where there is none. */
export async function findNamedUnit(tx: Tx, unitId: UnitId, day: CalendarDate): Promise<NamedUnit | null> {
  const { rows } = await sql<{ name: string; kind: string; level: string; parent_name: string | null }>`
    select v.name, v.kind, v.level,
      (select p.name from unit_version p where p.unit_id = v.parent_id
       order by (p.valid @> ${day}::date) is true desc, p.valid desc limit 1) as parent_name
    from unit_version v where v.unit_id = ${unitId}
    order by (v.valid @> ${day}::date) is true desc, v.valid desc limit 1`.execute(tx);
  const [row] = rows;
  return row ? { unitId, name: row.name, kind: row.kind, level: row.level, parentName: row.parent_name } : null;
}
