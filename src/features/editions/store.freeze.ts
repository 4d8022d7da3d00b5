/** Opening an edition: the tree of a day read from the units' versions, and written down once. */
import { sql } from 'kysely';
import { type Scope, scopeStatements, type Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, DocumentId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { FrozenUnit, TreeUnit } from './rules.freeze.ts';

/** Deeper than any tree of units: ends a walk that meets a cycle. */
const DEEPEST = 12;

/**
 * The unit and all below it, as they stood on the day; empty when the unit did not exist then.
 * "is true" keeps the planner from reading every unit of the day at each step of the walk.
 */
export async function readTreeOn(tx: Tx, rootUnitId: UnitId, day: CalendarDate): Promise<TreeUnit[]> {
  const { rows } = await sql<{
    unit_id: UnitId;
    parent_id: UnitId | null;
    level: string;
    kind: string;
    code: string | null;
    name: string;
    search_key: string;
  }>`
    with recursive tree as (
      select v.unit_id, null::bigint as parent_id, v.level, v.kind, v.name, v.search_key, 0 as depth
      from unit_version v where v.unit_id = ${rootUnitId} and (v.valid @> ${day}::date) is true
      union all
      select v.unit_id, v.parent_id, v.level, v.kind, v.name, v.search_key, t.depth + 1
      from tree t join unit_version v on v.parent_id = t.unit_id and (v.valid @> ${day}::date) is true
      where t.depth < ${DEEPEST}
    )
    select t.unit_id, t.parent_id, t.level, t.kind, u.code, t.name, t.search_key
    from tree t join unit u on u.id = t.unit_id`.execute(tx);
  return rows.map((row) => ({
    unitId: row.unit_id,
    parentId: row.parent_id,
    level: row.level,
    kind: row.kind,
    code: row.code,
    name: row.name,
    searchKey: row.search_key,
  }));
}

export interface NewEdition {
  readonly year: number;
  readonly title: string;
  readonly rootUnitId: UnitId;
  readonly treeDate: CalendarDate;
  readonly weekStart: CalendarDate | null;
  readonly weekEnd: CalendarDate | null;
  readonly themes: readonly string[];
  readonly documentId: DocumentId | null;
  readonly createdBy: AccountId | null;
}

/** The new edition's id, or null when the root has one of that year already (also one that somebody opens just now). */
export async function insertEdition(tx: Tx, edition: NewEdition): Promise<EditionId | null> {
  const row = await tx
    .insertInto('edition')
    .values({
      year: edition.year,
      title: edition.title,
      root_unit_id: edition.rootUnitId,
      tree_date: edition.treeDate,
      week_start: edition.weekStart,
      week_end: edition.weekEnd,
      themes: [...edition.themes],
      document_id: edition.documentId,
      created_by: edition.createdBy,
    })
    .onConflict((conflict) => conflict.columns(['root_unit_id', 'year']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row ? (row.id as EditionId) : null;
}

/** Writes the tree in one statement: 11,000 units in well under a second. */
export async function insertFrozenTree(tx: Tx, editionId: EditionId, units: readonly FrozenUnit[]): Promise<void> {
  await sql`
    insert into edition_unit
      (edition_id, unit_id, parent_id, lft, rgt, depth, ancestors, level, kind, code, name, search_key)
    select ${editionId}::bigint, u.unit_id, u.parent_id, u.lft, u.rgt, u.depth, u.ancestors::bigint[],
      u.level, u.kind, u.code, u.name, u.search_key
    from unnest(
      ${units.map((u) => u.unitId)}::bigint[], ${units.map((u) => u.parentId)}::bigint[],
      ${units.map((u) => u.lft)}::integer[], ${units.map((u) => u.rgt)}::integer[],
      ${units.map((u) => u.depth)}::smallint[], ${units.map((u) => `{${u.ancestors.join(',')}}`)}::text[],
      ${units.map((u) => u.level)}::text[], ${units.map((u) => u.kind)}::text[], ${units.map((u) => u.code)}::text[],
      ${units.map((u) => u.name)}::text[], ${units.map((u) => u.searchKey)}::text[]
    ) as u (unit_id, parent_id, lft, rgt, depth, ancestors, level, kind, code, name, search_key)`.execute(tx);
}

/** From here on the transaction sees this edition too: it has just come into being inside it. */
export async function widenSight(tx: Tx, scope: Scope): Promise<void> {
  await sql.raw(scopeStatements(scope)).execute(tx);
}

/** The edition of a root and a year, if there is one. */
export async function findEditionOf(tx: Tx, rootUnitId: UnitId, year: number): Promise<EditionId | null> {
  const row = await tx
    .selectFrom('edition')
    .where('root_unit_id', '=', rootUnitId)
    .where('year', '=', year)
    .select('id')
    .executeTakeFirst();
  return row ? (row.id as EditionId) : null;
}
