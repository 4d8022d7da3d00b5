/** Queries that every request in an edition makes: the edition's head and the places of the person's grants in its tree. */
import type { Kysely } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { Grant, PlacedGrant } from '../../platform/permission/permission.ts';

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

/** The edition and where the grants lie in its tree (those that do); null when there is no such edition. */
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
  return {
    edition: {
      id: head.id,
      year: head.year,
      title: head.title,
      rootUnitId: head.root_unit_id,
      status: head.status === 'closed' ? 'closed' : 'open',
      weekStart: head.week_start,
      weekEnd: head.week_end,
      themes: head.themes,
    },
    rights,
  };
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
    unitId: row.unit_id,
    parentId: row.parent_id,
    lft: row.lft,
    rgt: row.rgt,
    depth: row.depth,
    ancestors: row.ancestors,
    level: row.level,
    kind: row.kind,
    code: row.code,
    name: row.name,
  };
}
