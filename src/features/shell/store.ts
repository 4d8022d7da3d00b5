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

/** Editions in whose tree one of the units stands, the latest first. */
export async function listFrameEditions(db: Kysely<DB>, unitIds: readonly UnitId[]): Promise<FrameEdition[]> {
  const { rows } = await sql<{
    id: EditionId;
    year: number;
    title: string;
    status: string;
    unit_id: UnitId;
    unit_name: string;
  }>`
    select e.id, e.year, e.title, e.status, home.unit_id, home.name as unit_name
    from edition e
    join lateral (
      select u.unit_id, u.name from edition_unit u
      where u.edition_id = e.id and u.unit_id = any (${[...unitIds]}::bigint[])
      order by u.lft limit 1
    ) home on true
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
