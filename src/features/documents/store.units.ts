/** Units as the review page asks for them: by id or by name on the day of the document, and new agencies. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

export interface NamedUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly parentId: UnitId | null;
  readonly parentName: string | null;
}

interface NamedUnitRow {
  unit_id: UnitId;
  name: string;
  kind: string;
  level: string;
  parent_id: UnitId | null;
  parent_name: string | null;
}

const toNamed = (row: NamedUnitRow): NamedUnit => ({
  unitId: row.unit_id,
  name: row.name,
  kind: row.kind,
  level: row.level,
  parentId: row.parent_id,
  parentName: row.parent_name,
});

/** The units as they stood on the day; those that did not exist then are missing. */
export async function findUnitsOn(tx: Tx, unitIds: readonly UnitId[], day: CalendarDate): Promise<NamedUnit[]> {
  const { rows } = await sql<NamedUnitRow>`
    select v.unit_id, v.name, v.kind, v.level, v.parent_id, p.name as parent_name
    from unit_version v
    left join unit_version p on p.unit_id = v.parent_id and p.valid @> ${day}::date
    where v.unit_id = any (${[...unitIds]}::bigint[]) and (v.valid @> ${day}::date) is true`.execute(tx);
  return rows.map(toNamed);
}

/** The unit by its latest name, whenever that was. */
export async function findUnitEver(tx: Tx, unitId: UnitId): Promise<NamedUnit | null> {
  const { rows } = await sql<NamedUnitRow>`
    select v.unit_id, v.name, v.kind, v.level, v.parent_id, null::text as parent_name
    from unit_version v where v.unit_id = ${unitId} order by v.valid desc limit 1`.execute(tx);
  return rows[0] ? toNamed(rows[0]) : null;
}

/** Units of exactly these names (without marks) on the day: the caller tells marks and parents apart. */
export async function findUnitsByName(tx: Tx, names: readonly string[], day: CalendarDate): Promise<NamedUnit[]> {
  const keys = [...new Set(names.map(unaccentedKey))];
  const { rows } = await sql<NamedUnitRow>`
    select v.unit_id, v.name, v.kind, v.level, v.parent_id, p.name as parent_name
    from unit_version v
    left join unit_version p on p.unit_id = v.parent_id and p.valid @> ${day}::date
    where v.search_key = any (${keys}::text[]) and (v.valid @> ${day}::date) is true
    order by v.unit_id limit 500`.execute(tx);
  return rows.map(toNamed);
}

/**
 * A new agency under a unit: it lives as long as nobody says otherwise, since no document tells when it was founded.
 * @returns its id
 */
export async function insertAgency(
  tx: Tx,
  agency: { name: string; kind: string; parentId: UnitId; source: string },
): Promise<UnitId> {
  const unit = await tx.insertInto('unit').values({ code_system: 'local' }).returning('id').executeTakeFirstOrThrow();
  await sql`
    insert into unit_version (unit_id, name, short_name, kind, level, parent_id, valid, search_key, source)
    values (${unit.id}, ${agency.name}, ${agency.name}, ${agency.kind}, 'unit', ${agency.parentId},
      daterange(null, null), ${unaccentedKey(agency.name)}, ${agency.source})`.execute(tx);
  return unit.id as UnitId;
}
