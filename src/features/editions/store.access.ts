/** Queries that every request in an edition makes: the edition's head and the places of the person's grants in its tree. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { Grant, PlacedGrant, Role } from '../../platform/permission/permission.ts';

export interface EditionHead {
  readonly id: EditionId;
  readonly year: number;
  readonly title: string;
  readonly rootUnitId: UnitId;
  readonly status: 'open' | 'closed';
  readonly weekStart: CalendarDate | null;
  readonly weekEnd: CalendarDate | null;
  readonly themes: readonly string[];
}

/** A unit as the edition's frozen tree has it. A subtree is the positions lft..rgt. */
export interface EditionPlace {
  readonly unitId: UnitId;
  readonly parentId: UnitId | null;
  readonly lft: number;
  readonly rgt: number;
  readonly depth: number;
  /** From the root to the unit itself. */
  readonly ancestors: readonly UnitId[];
  readonly level: string;
  readonly kind: string;
  readonly code: string | null;
  readonly name: string;
}

/**
 * The edition and where the grants lie in its tree (those that do); null when there is no such edition.
 * A role on a unit above the root (the province, for an edition of its office; the ministry) covers the whole tree and
 * stands above the root: position 0.
 */
export async function findEditionForAccount(
  db: Kysely<DB>,
  editionId: EditionId,
  grants: readonly Grant[],
): Promise<{ edition: EditionHead; rights: PlacedGrant[] } | null> {
  const unitIds = [...new Set(grants.map((grant) => grant.unitId))];
  const rows = await db
    .selectFrom('edition as e')
    .leftJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'e.id').on((eb) => eb('u.unit_id', '=', eb.fn.any(eb.val(unitIds)))),
    )
    .where('e.id', '=', editionId)
    .select([
      'e.id',
      'e.year',
      'e.title',
      'e.root_unit_id',
      'e.status',
      'e.week_start',
      'e.week_end',
      'e.themes',
      'u.unit_id',
      'u.lft',
      'u.rgt',
      'u.level',
    ])
    .execute();
  const [head] = rows;
  if (!head) return null;
  const placeOf = new Map(rows.flatMap((row) => (row.unit_id === null ? [] : [[row.unit_id, row] as const])));
  const rights = grants.flatMap((grant) => {
    const place = placeOf.get(grant.unitId);
    if (!place || place.lft === null || place.rgt === null) return [];
    return [{ ...grant, lft: place.lft, rgt: place.rgt }];
  });
  // Only an office can be on the way of a report; a territory's people are spared the question.
  const offices = grants.filter((grant) => VIA_ROLES.has(grant.role) && placeOf.get(grant.unitId)?.level === 'unit');
  if (offices.length > 0) rights.push(...(await findRightsOnTheWay(db, editionId, offices)));
  if (rights.length === 0 && unitIds.length > 0) {
    const above = await unitsAboveRoot(db, editionId, unitIds);
    for (const grant of grants) {
      if (above.units.has(grant.unitId)) rights.push({ ...grant, lft: 0, rgt: above.size });
    }
  }
  return {
    edition: {
      id: head.id as EditionId,
      year: head.year,
      title: head.title,
      rootUnitId: head.root_unit_id as UnitId,
      status: head.status === 'closed' ? 'closed' : 'open',
      weekStart: head.week_start as CalendarDate | null,
      weekEnd: head.week_end as CalendarDate | null,
      themes: head.themes,
    },
    rights,
  };
}

/** Which of the units stood above the edition's root on the day of its tree, and how many units the tree has. */
async function unitsAboveRoot(
  db: Kysely<DB>,
  editionId: EditionId,
  unitIds: readonly UnitId[],
): Promise<{ units: ReadonlySet<number>; size: number }> {
  const { rows } = await sql<{ unit_id: number; size: number }>`
    with recursive above as (
      select v.parent_id as unit_id, 1 as steps, e.tree_date
      from edition e join unit_version v on v.unit_id = e.root_unit_id and (v.valid @> e.tree_date) is true
      where e.id = ${editionId}
      union all
      select v.parent_id, a.steps + 1, a.tree_date
      from above a join unit_version v on v.unit_id = a.unit_id and (v.valid @> a.tree_date) is true
      where a.steps < 12
    )
    select a.unit_id, r.rgt as size
    from above a
    join edition_unit r on r.edition_id = ${editionId} and r.lft = 1
    where a.unit_id = any (${unitIds}::bigint[])`.execute(db);
  return { units: new Set(rows.map((row) => row.unit_id)), size: rows[0]?.size ?? 0 };
}

const VIA_ROLES: ReadonlySet<Role> = new Set(['coordinator', 'reviewer']);

/**
 * The reporting line is not the parent: reports "qua Sở Giáo dục và Đào tạo" pass through that office, whose people
 * review them for the recipient. They get sight and review of everything under the recipient.
 */
async function findRightsOnTheWay(
  db: Kysely<DB>,
  editionId: EditionId,
  offices: readonly Grant[],
): Promise<PlacedGrant[]> {
  const rows = await db
    .selectFrom('edition_reporting_line as l')
    .innerJoin('edition_unit as r', (join) =>
      join.onRef('r.edition_id', '=', 'l.edition_id').onRef('r.unit_id', '=', 'l.recipient_unit_id'),
    )
    .where('l.edition_id', '=', editionId)
    .where('l.via_unit_id', 'in', [...new Set(offices.map((office) => office.unitId))])
    .select(['r.unit_id', 'r.lft', 'r.rgt'])
    .execute();
  return rows.map((row) => ({ unitId: row.unit_id, role: 'reviewer', lft: row.lft, rgt: row.rgt }));
}

/** The place of one unit in the edition's tree, or null. */
export async function findPlace(db: Kysely<DB>, editionId: EditionId, unitId: UnitId): Promise<EditionPlace | null> {
  const row = await db
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', unitId)
    .select(['unit_id', 'parent_id', 'lft', 'rgt', 'depth', 'ancestors', 'level', 'kind', 'code', 'name'])
    .executeTakeFirst();
  if (!row) return null;
  return {
    unitId: row.unit_id as UnitId,
    parentId: row.parent_id as UnitId | null,
    lft: row.lft,
    rgt: row.rgt,
    depth: row.depth,
    ancestors: row.ancestors as UnitId[],
    level: row.level,
    kind: row.kind,
    code: row.code,
    name: row.name,
  };
}
