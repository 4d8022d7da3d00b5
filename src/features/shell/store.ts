/** What the frame of a page shows of editions and units. Names and trees are public: no protected row is read here. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';

export interface FrameEdition {
  readonly id: EditionId;
  readonly year: number;
  readonly title: string;
  readonly status: 'open' | 'closed';
  /** The topmost of the person's units in this edition's tree. */
  readonly unitId: UnitId;
  readonly unitName: string;
}

/** Editions in whose tree one of the units stands, or above whose root: there the root is the unit. The latest first. */
export async function listFrameEditions(db: Kysely<DB>, unitIds: readonly UnitId[]): Promise<FrameEdition[]> {
  const { rows } = await sql<{
    id: EditionId;
    year: number;
    title: string;
    status: string;
    unit_id: UnitId;
    unit_name: string;
  }>`
    with recursive above as (
      select e.id as edition_id, v.parent_id as unit_id, e.tree_date, 1 as steps
      from edition e join unit_version v on v.unit_id = e.root_unit_id and (v.valid @> e.tree_date) is true
      union all
      select a.edition_id, v.parent_id, a.tree_date, a.steps + 1
      from above a join unit_version v on v.unit_id = a.unit_id and (v.valid @> a.tree_date) is true
      where a.steps < 12
    )
    select e.id, e.year, e.title, e.status,
      coalesce(home.unit_id, root.unit_id) as unit_id, coalesce(home.name, root.name) as unit_name
    from edition e
    join edition_unit root on root.edition_id = e.id and root.lft = 1
    left join lateral (
      select u.unit_id, u.name from edition_unit u
      where u.edition_id = e.id and u.unit_id = any (${[...unitIds]}::bigint[])
      order by u.lft limit 1
    ) home on true
    where home.unit_id is not null
       or e.id in (select edition_id from above where unit_id = any (${[...unitIds]}::bigint[]))
    order by e.year desc, e.id desc
    limit 100`.execute(db);
  return rows.map((row) => ({
    id: row.id,
    year: row.year,
    title: row.title,
    status: row.status === 'closed' ? 'closed' : 'open',
    unitId: row.unit_id,
    unitName: row.unit_name,
  }));
}

/** The unit's newest name, or null. */
export async function findNewestName(db: Kysely<DB>, unitId: UnitId): Promise<string | null> {
  const { rows } = await sql<{ name: string }>`
    select name from unit_version where unit_id = ${unitId} order by lower(valid) desc nulls last limit 1`.execute(db);
  return rows[0]?.name ?? null;
}
