/** Reading editions: which there are for a person, the state of one, and its frozen tree by page. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, DocumentId, EditionId, UnitId } from '../../platform/ids/ids.ts';

/** Units above the unit on the day, nearest first. */
export async function findUnitsAbove(tx: Tx, unitId: UnitId, day: CalendarDate): Promise<UnitId[]> {
  const { rows } = await sql<{ unit_id: UnitId }>`
    with recursive above as (
      select v.parent_id as unit_id, 1 as steps
      from unit_version v where v.unit_id = ${unitId} and (v.valid @> ${day}::date) is true
      union all
      select v.parent_id, a.steps + 1
      from above a join unit_version v on v.unit_id = a.unit_id and (v.valid @> ${day}::date) is true
      where a.steps < 12
    )
    select unit_id from above where unit_id is not null order by steps`.execute(tx);
  return rows.map((row) => row.unit_id);
}

export interface EditionUnitRow {
  readonly unitId: UnitId;
  readonly parentId: UnitId | null;
  readonly name: string;
  readonly parentName: string | null;
  readonly level: string;
  readonly kind: string;
  readonly code: string | null;
  readonly depth: number;
  readonly lft: number;
  /** Units below it. */
  readonly below: number;
}

export interface EditionUnitQuery {
  /** platform/text unaccentedKey of what was typed; empty for all. */
  readonly searchKey: string;
  /** What was typed, to put names with the same marks first. */
  readonly typed: string;
  readonly level: string | null;
  /** Only units below this one. */
  readonly underUnitId: UnitId | null;
  readonly limit: number;
  readonly offset: number;
}

/** One page of the frozen tree, in the tree's order; when searching, names with the typed marks come first. */
export async function listEditionUnits(
  tx: Tx,
  editionId: EditionId,
  query: EditionUnitQuery,
): Promise<{ rows: EditionUnitRow[]; total: number }> {
  const pattern = `%${query.searchKey.replace(/[%_\\]/g, '\\$&')}%`;
  const exact = `%${query.typed.replace(/[%_\\]/g, '\\$&')}%`;
  const { rows } = await sql<{
    unit_id: UnitId;
    parent_id: UnitId | null;
    name: string;
    parent_name: string | null;
    level: string;
    kind: string;
    code: string | null;
    depth: number;
    lft: number;
    below: number;
    total: number;
  }>`
    select u.unit_id, u.parent_id, u.name, p.name as parent_name, u.level, u.kind, u.code, u.depth, u.lft,
      u.rgt - u.lft as below, count(*) over () as total
    from edition_unit u
    left join edition_unit p on p.edition_id = u.edition_id and p.unit_id = u.parent_id
    where u.edition_id = ${editionId}
      and (${query.searchKey === ''} or u.search_key like ${pattern})
      and (${query.level}::text is null or u.level = ${query.level})
      and (${query.underUnitId}::bigint is null or u.ancestors @> array[${query.underUnitId}::bigint])
    order by ${query.searchKey === '' ? sql`` : sql`case when u.name ilike ${exact} then 0 else 1 end,`} u.lft
    limit ${query.limit} offset ${query.offset}`.execute(tx);
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => ({
      unitId: row.unit_id,
      parentId: row.parent_id,
      name: row.name,
      parentName: row.parent_name,
      level: row.level,
      kind: row.kind,
      code: row.code,
      depth: row.depth,
      lft: row.lft,
      below: row.below,
    })),
  };
}

/** Number of units of each level in the tree (the root included), from the top down. */
export async function countEditionLevels(tx: Tx, editionId: EditionId): Promise<{ level: string; count: number }[]> {
  const { rows } = await sql<{ level: string; count: number }>`
    select level, count(*) as count from edition_unit where edition_id = ${editionId}
    group by level order by min(depth), level`.execute(tx);
  return rows.map(({ level, count }) => ({ level, count }));
}

export interface PlanProgress {
  readonly level: string;
  /** Units of the level that the person may see. */
  readonly units: number;
  readonly draft: number;
  readonly issued: number;
  readonly sent: number;
}

/**
 * Plans by level, over the positions that the person sees. A draft is seen from above; where it is not, it does not count.
 * @param positions the person's positions in the tree
 */
export async function planProgress(
  tx: Tx,
  editionId: EditionId,
  positions: readonly (readonly [number, number])[],
): Promise<PlanProgress[]> {
  const scope = `{${positions.map(([from, to]) => `[${BigInt(from)},${BigInt(to)}]`).join(',')}}`;
  const { rows } = await sql<PlanProgress>`
    select u.level, count(*) as units,
      count(*) filter (where p.status = 'draft') as draft,
      count(*) filter (where p.status = 'issued' and p.sent_at is null) as issued,
      count(*) filter (where p.sent_at is not null) as sent
    from edition_unit u left join plan p on p.edition_id = u.edition_id and p.unit_id = u.unit_id
    where u.edition_id = ${editionId} and u.lft <@ ${scope}::int4multirange
      and (u.level <> 'unit' or p.id is not null)
    group by u.level order by min(u.depth), u.level`.execute(tx);
  return rows.map(({ level, units, draft, issued, sent }) => ({ level, units, draft, issued, sent }));
}

export interface ReportProgress {
  readonly level: string;
  /** The denominator: units whose report is expected, as frozen when the edition opened. */
  readonly expected: number;
  readonly open: number;
  readonly draft: number;
  readonly submitted: number;
  readonly returned: number;
  readonly accepted: number;
  readonly late: number;
}

/** Expected reports by level and state, of those that the person may see (row-level security). */
export async function reportProgress(tx: Tx, editionId: EditionId, today: CalendarDate): Promise<ReportProgress[]> {
  const { rows } = await sql<ReportProgress>`
    select u.level, count(*) as expected,
      count(*) filter (where r.status = 'open') as open,
      count(*) filter (where r.status = 'draft') as draft,
      count(*) filter (where r.status = 'submitted') as submitted,
      count(*) filter (where r.status = 'returned') as returned,
      count(*) filter (where r.status = 'accepted') as accepted,
      count(*) filter (where r.status in ('open', 'draft', 'returned') and r.due_on < ${today}::date) as late
    from report r join edition_unit u on u.edition_id = r.edition_id and u.unit_id = r.unit_id
    where r.edition_id = ${editionId}
    group by u.level order by min(u.depth), u.level`.execute(tx);
  return rows.map((row) => ({ ...row }));
}

export interface TimelineDate {
  readonly due: CalendarDate;
  readonly kind: string;
  readonly what: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly via: string | null;
}

/** The due dates of the root's plan, in order of time. */
export async function rootDueDates(tx: Tx, editionId: EditionId): Promise<TimelineDate[]> {
  const rows = await tx
    .selectFrom('due_date')
    .where('edition_id', '=', editionId)
    .where('pos', '=', 1)
    .orderBy('due_on')
    .orderBy('id')
    .select(['due_on', 'kind', 'what', 'from_label', 'to_labels', 'via_label'])
    .execute();
  return rows.map((row) => ({
    due: row.due_on as CalendarDate,
    kind: row.kind,
    what: row.what,
    from: row.from_label,
    to: row.to_labels,
    via: row.via_label,
  }));
}

/** The day of the edition's tree, and the document that opened it where the person may see that document. */
export async function findEditionOrigin(
  tx: Tx,
  editionId: EditionId,
): Promise<{ treeDate: CalendarDate; documentId: DocumentId | null }> {
  const row = await tx
    .selectFrom('edition as e')
    .leftJoin('document as d', 'd.id', 'e.document_id')
    .where('e.id', '=', editionId)
    .select(['e.tree_date', 'd.id as document_id'])
    .executeTakeFirstOrThrow();
  return { treeDate: row.tree_date as CalendarDate, documentId: row.document_id as DocumentId | null };
}
