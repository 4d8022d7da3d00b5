/** The sites of a ceremony: rooms of the organiser and places that join, with their link tests. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CeremonyId, CeremonySiteId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import {
  type Ceremony,
  type CeremonySite,
  type ChecklistItem,
  LINK_STATES,
  LINK_TESTERS,
  type LinkState,
  type LinkTester,
  SITE_KINDS,
  type SiteKind,
} from './ceremony.ts';

const checklistSchema = z.array(z.object({ what: z.string(), done: z.boolean() })).catch([]);
const seatRowsSchema = z.array(z.object({ row: z.string(), seats: z.number().int().positive() })).catch([]);
const kindSchema = z.enum(SITE_KINDS);
const stateSchema = z.enum(LINK_STATES);
const testerSchema = z.enum(LINK_TESTERS).nullable();

function sites(db: Kysely<DB>) {
  return db
    .selectFrom('ceremony_site as s')
    .leftJoin('edition_unit as h', (join) =>
      join.onRef('h.edition_id', '=', 's.edition_id').onRef('h.unit_id', '=', 's.host_unit_id'),
    )
    .selectAll('s')
    .select(['h.name as host_name', 'h.lft as host_pos']);
}

type Row = Awaited<ReturnType<ReturnType<typeof sites>['executeTakeFirstOrThrow']>>;

const siteOf = (row: Row): CeremonySite => ({
  editionId: row.edition_id,
  ceremonyId: row.ceremony_id as CeremonyId,
  id: row.id as CeremonySiteId,
  unitId: row.unit_id,
  pos: row.pos,
  position: row.position,
  kind: kindSchema.parse(row.kind),
  name: row.name,
  hostUnitId: row.host_unit_id,
  hostName: row.host_name,
  hostPos: row.host_pos,
  place: row.place,
  address: row.address,
  contactName: row.contact_name,
  contactPhone: row.contact_phone,
  link: row.link,
  seats: row.seats,
  seatRows: seatRowsSchema.parse(row.seat_rows),
  linkTestAt: row.link_test_at,
  checklist: checklistSchema.parse(row.checklist),
  linkState: stateSchema.parse(row.link_state),
  linkNote: row.link_note,
  linkTestedBy: testerSchema.parse(row.link_tester),
  linkVersion: row.link_version,
  version: row.version,
});

/** All sites of a ceremony in their order: a ceremony has at most 1,000. */
export async function findSites(db: Kysely<DB>, ceremony: Pick<Ceremony, 'editionId' | 'id'>): Promise<CeremonySite[]> {
  const rows = await sites(db)
    .where('s.edition_id', '=', ceremony.editionId)
    .where('s.ceremony_id', '=', ceremony.id)
    .orderBy('s.position')
    .orderBy('s.id')
    .execute();
  return rows.map(siteOf);
}

/** One site, or null where it is not there or not in sight. `lock` holds it until commit. */
export async function findSite(
  db: Kysely<DB>,
  ceremony: Pick<Ceremony, 'editionId' | 'id'>,
  siteId: CeremonySiteId,
  lock = false,
): Promise<CeremonySite | null> {
  const query = sites(db)
    .where('s.edition_id', '=', ceremony.editionId)
    .where('s.ceremony_id', '=', ceremony.id)
    .where('s.id', '=', siteId);
  const row = await (lock ? query.forUpdate('s') : query).executeTakeFirst();
  return row ? siteOf(row) : null;
}

/** One site by its number alone, as its link names it. */
export async function findSiteOfLink(db: Kysely<DB>, siteId: CeremonySiteId): Promise<CeremonySite | null> {
  const row = await sites(db).where('s.id', '=', siteId).executeTakeFirst();
  return row ? siteOf(row) : null;
}

/** Makes every link to the site's page that was handed out worthless. */
export async function raiseLinkVersion(tx: Tx, site: CeremonySite): Promise<void> {
  await tx
    .updateTable('ceremony_site')
    .set((eb) => ({ link_version: eb('link_version', '+', 1) }))
    .where('edition_id', '=', site.editionId)
    .where('ceremony_id', '=', site.ceremonyId)
    .where('id', '=', site.id)
    .execute();
}

/** What a person writes of a site; its rows of seats are the seating's. */
export interface SiteDraft {
  readonly kind: SiteKind;
  readonly name: string;
  readonly hostUnitId: UnitId | null;
  readonly place: string;
  readonly address: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly link: string | null;
  readonly seats: number | null;
}

const columnsOf = (draft: SiteDraft) => ({
  kind: draft.kind,
  name: draft.name,
  host_unit_id: draft.hostUnitId,
  place: draft.place,
  address: draft.address,
  contact_name: draft.contactName,
  contact_phone: draft.contactPhone,
  link: draft.link,
  seats: draft.seats,
});

/** Adds sites behind those that stand. @returns their ids in order */
export async function insertSites(
  tx: Tx,
  ceremony: Pick<Ceremony, 'editionId' | 'id' | 'unitId' | 'pos'>,
  drafts: readonly SiteDraft[],
): Promise<CeremonySiteId[]> {
  if (drafts.length === 0) return [];
  const last = await tx
    .selectFrom('ceremony_site')
    .where('edition_id', '=', ceremony.editionId)
    .where('ceremony_id', '=', ceremony.id)
    .select((eb) => eb.fn.max('position').as('position'))
    .executeTakeFirst();
  const from = last?.position ?? 0;
  const rows = await tx
    .insertInto('ceremony_site')
    .values(
      drafts.map((draft, index) => ({
        edition_id: ceremony.editionId,
        ceremony_id: ceremony.id,
        unit_id: ceremony.unitId,
        pos: ceremony.pos,
        position: from + index + 1,
        ...columnsOf(draft),
      })),
    )
    .returning('id')
    .execute();
  return rows.map((row) => row.id as CeremonySiteId);
}

export async function updateSite(tx: Tx, site: CeremonySite, draft: SiteDraft): Promise<void> {
  await tx
    .updateTable('ceremony_site')
    .set((eb) => ({ ...columnsOf(draft), version: eb('version', '+', 1) }))
    .where('edition_id', '=', site.editionId)
    .where('ceremony_id', '=', site.ceremonyId)
    .where('id', '=', site.id)
    .execute();
}

export interface LinkTest {
  readonly at: Date | null;
  readonly state: LinkState;
  readonly note: string;
  readonly checklist: readonly ChecklistItem[];
  readonly testedBy: LinkTester | null;
}

export async function updateLinkTest(tx: Tx, site: CeremonySite, test: LinkTest): Promise<void> {
  await tx
    .updateTable('ceremony_site')
    .set((eb) => ({
      link_test_at: test.at,
      link_state: test.state,
      link_note: test.note,
      checklist: JSON.stringify(test.checklist),
      link_tester: test.testedBy,
      version: eb('version', '+', 1),
    }))
    .where('edition_id', '=', site.editionId)
    .where('ceremony_id', '=', site.ceremonyId)
    .where('id', '=', site.id)
    .execute();
}

/** Puts the site at the place in the order, counted from 1; the others close up. */
export async function moveSite(tx: Tx, site: CeremonySite, order: readonly CeremonySiteId[]): Promise<void> {
  await sql`
    update ceremony_site s set position = o.position
    from unnest(${order.map(Number)}::bigint[]) with ordinality as o (id, position)
    where s.edition_id = ${site.editionId} and s.ceremony_id = ${site.ceremonyId} and s.id = o.id
      and s.position <> o.position`.execute(tx);
}

/** True when offices are invited to the site: it may not be taken away under them. */
export async function hasGuests(tx: Tx, siteId: CeremonySiteId): Promise<boolean> {
  const row = await tx.selectFrom('guest_group').where('site_id', '=', siteId).limit(1).select('id').executeTakeFirst();
  return row !== undefined;
}

export async function deleteSite(tx: Tx, site: CeremonySite): Promise<void> {
  await tx
    .deleteFrom('ceremony_site')
    .where('edition_id', '=', site.editionId)
    .where('ceremony_id', '=', site.ceremonyId)
    .where('id', '=', site.id)
    .execute();
}

/** A unit that can be host, in the order of the tree. */
export interface HostUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly level: string;
  readonly lft: number;
}

/** Territories and units of a subtree: all of one level, or those right below. */
export async function findUnitsBelow(
  db: Kysely<DB>,
  editionId: EditionId,
  range: readonly [number, number],
  level: string,
  limit: number,
): Promise<HostUnit[]> {
  const rows = await db
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('lft', '>', range[0])
    .where('lft', '<=', range[1])
    .where('level', '=', level)
    .orderBy('lft')
    .limit(limit)
    .select(['unit_id', 'name', 'level', 'lft'])
    .execute();
  return rows.map((row) => ({ unitId: row.unit_id, name: row.name, level: row.level, lft: row.lft }));
}

/** How many units of each level lie in a subtree, below its top. */
export async function countLevels(
  db: Kysely<DB>,
  editionId: EditionId,
  range: readonly [number, number],
): Promise<{ level: string; count: number }[]> {
  const rows = await db
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('lft', '>', range[0])
    .where('lft', '<=', range[1])
    .groupBy('level')
    .select(['level', (eb) => eb.fn.countAll<number>().as('count')])
    .execute();
  return rows.map((row) => ({ level: row.level, count: Number(row.count) }));
}

/** Units of a subtree by their names as they stand in the tree, top included: hosts that a list names. */
export async function findUnitsNamed(
  db: Kysely<DB>,
  editionId: EditionId,
  range: readonly [number, number],
  searchKeys: readonly string[],
): Promise<(HostUnit & { searchKey: string })[]> {
  if (searchKeys.length === 0) return [];
  const rows = await db
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where((eb) => eb.between('lft', range[0], range[1]))
    .where('search_key', 'in', [...new Set(searchKeys)])
    .orderBy('lft')
    .select(['unit_id', 'name', 'level', 'lft', 'search_key'])
    .execute();
  return rows.map((row) => ({
    unitId: row.unit_id,
    name: row.name,
    level: row.level,
    lft: row.lft,
    searchKey: row.search_key,
  }));
}
