/** Addresses of all public pages, for search engines: read in pieces, so that 70,000 of them never lie in memory at once. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import { activityIdSchema } from '../../platform/ids/ids.ts';
import { activityPath } from '../activities/index.ts';

/** sitemaps.org: at most so many addresses in a file. */
export const MOST_IN_FILE = 50_000;
const PIECE = 5_000;

export interface SitemapEntry {
  readonly path: string;
  readonly changedAt: Date | null;
}

/** One file of activities: of which Week, which of its files (from 0), when the last of it changed. */
export interface ActivityFile {
  readonly editionId: number;
  readonly no: number;
  readonly changedAt: Date;
}

export async function findActivityFiles(db: Kysely<DB>): Promise<ActivityFile[]> {
  const { rows } =
    await sql<ActivityFile>`select edition_id as "editionId", no::int as no, max(updated_at) as "changedAt"
    from (select edition_id, updated_at, (row_number() over (partition by edition_id order by id) - 1) / ${MOST_IN_FILE}::int as no
      from public_activity) numbered
    group by edition_id, no order by edition_id desc, no`.execute(db);
  return rows;
}

type Row = { id: number; title: string; updated_at: Date };

/** The activities of one file, in the order of their numbers. */
export async function* activityEntries(db: Kysely<DB>, editionId: number, no: number): AsyncGenerator<SitemapEntry[]> {
  let after = 0;
  if (no > 0) {
    const { rows } = await sql<{ id: number }>`select id from public_activity where edition_id = ${editionId}
      order by id offset ${no * MOST_IN_FILE - 1} limit 1`.execute(db);
    if (!rows[0]) return;
    after = rows[0].id;
  }
  for (let given = 0; given < MOST_IN_FILE; given += PIECE) {
    const { rows } = await sql<Row>`select id, title, updated_at from public_activity
      where edition_id = ${editionId} and id > ${after} order by id limit ${PIECE}`.execute(db);
    if (rows.length === 0) return;
    yield rows.map((row) => ({
      path: activityPath(activityIdSchema.parse(row.id), row.title),
      changedAt: row.updated_at,
    }));
    after = rows.at(-1)?.id ?? after;
  }
}

/** Pages of areas and organisers of a Week; an area's changes with the activities on its ground. */
export async function findUnitEntries(db: Kysely<DB>, editionId: number): Promise<SitemapEntry[]> {
  const { rows } = await sql<{ unit_id: number; is_area: boolean; changed_at: Date | null }>`
    select u.unit_id, u.level in ('country', 'province', 'district', 'commune') as is_area, a.changed_at
    from edition_unit u
    left join (select unit_id, max(updated_at) as changed_at from public_activity where edition_id = ${editionId} group by unit_id) a
      on a.unit_id = u.unit_id
    where u.edition_id = ${editionId} and (a.unit_id is not null or u.level in ('country', 'province', 'district', 'commune'))
    order by u.lft limit ${MOST_IN_FILE}`.execute(db);
  return rows.flatMap((row) => [
    ...(row.is_area ? [{ path: `/khu-vuc/${row.unit_id}`, changedAt: null }] : []),
    ...(row.changed_at === null ? [] : [{ path: `/to-chuc/${row.unit_id}`, changedAt: row.changed_at }]),
  ]);
}

/** Contests, public ceremonies and published resources. */
export async function findOtherEntries(db: Kysely<DB>): Promise<SitemapEntry[]> {
  const { rows } = await sql<{ path: string; changed_at: Date }>`
    select '/cuoc-thi/' || id as path, updated_at as changed_at from contest where status in ('open', 'judging', 'published')
    union all
    select '/le-khai-mac/' || id, updated_at from ceremony where is_public and status in ('published', 'held')
    union all
    select '/hoc-lieu/' || id, changed_at from resource where status = 'published'
    limit ${MOST_IN_FILE}`.execute(db);
  return rows.map((row) => ({ path: row.path, changedAt: row.changed_at }));
}
