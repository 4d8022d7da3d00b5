/** What a guest list is made from: earlier ceremonies, names of sites, units of the tree. */
import type { Tx } from '../../platform/database/transaction.ts';
import type { CeremonyId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { Ceremony } from './ceremony.ts';

type Key = Pick<Ceremony, 'editionId' | 'id'>;

/** Ceremonies of the same unit that have guests, newest first: whose list can be taken over. */
export async function findEarlierGuestLists(
  tx: Tx,
  unitId: UnitId,
  but: CeremonyId,
): Promise<{ id: CeremonyId; editionId: EditionId; title: string; startsAt: Date; groups: number }[]> {
  const rows = await tx
    .selectFrom('ceremony as c')
    .innerJoin('guest_group as g', (join) =>
      join.onRef('g.edition_id', '=', 'c.edition_id').onRef('g.ceremony_id', '=', 'c.id'),
    )
    .where('c.unit_id', '=', unitId)
    .where('c.id', '!=', but)
    .groupBy(['c.edition_id', 'c.id'])
    .select(['c.id', 'c.edition_id', 'c.title', 'c.starts_at', (eb) => eb.fn.countAll<number>().as('groups')])
    .orderBy('c.starts_at', 'desc')
    .limit(20)
    .execute();
  return rows.map((row) => ({
    id: row.id as CeremonyId,
    editionId: row.edition_id,
    title: row.title,
    startsAt: row.starts_at,
    groups: Number(row.groups),
  }));
}

/** Names of the sites of another ceremony by id: groups go to the site of the same name. */
export async function findSiteNames(tx: Tx, key: Key): Promise<Map<number, string>> {
  const rows = await tx
    .selectFrom('ceremony_site')
    .where('edition_id', '=', key.editionId)
    .where('ceremony_id', '=', key.id)
    .select(['id', 'name'])
    .execute();
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Units of the edition by their names as they stand in the tree: the office of a line. Names that several have give none. */
export async function findUnitsByKey(
  tx: Tx,
  editionId: EditionId,
  keys: readonly string[],
): Promise<Map<string, UnitId>> {
  if (keys.length === 0) return new Map();
  const rows = await tx
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('search_key', 'in', [...new Set(keys)])
    .select(['unit_id', 'search_key'])
    .limit(2_000)
    .execute();
  const found = new Map<string, UnitId | null>();
  for (const row of rows) found.set(row.search_key, found.has(row.search_key) ? null : row.unit_id);
  return new Map([...found].filter((pair): pair is [string, UnitId] => pair[1] !== null));
}
