/** The Week at hand and the ground of a page: which edition, which unit of its tree, its look. Read without a transaction. */
import type pg from 'pg';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';

export interface PortalEdition {
  readonly id: EditionId;
  readonly year: number;
  readonly title: string;
  readonly weekStart: string | null;
  readonly weekEnd: string | null;
  readonly themes: readonly string[];
  readonly status: 'open' | 'closed';
}

export interface PortalUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly level: string;
  readonly kind: string;
  readonly code: string | null;
  readonly parentId: UnitId | null;
  readonly lft: number;
  readonly rgt: number;
  /** From the root to the unit itself. */
  readonly path: readonly { readonly id: UnitId; readonly name: string; readonly level: string }[];
}

export interface Look {
  readonly colour: string;
  readonly greeting: string;
  readonly picture: string | null;
  readonly pictureAlt: string;
  readonly version: number;
}

export interface Area {
  readonly edition: PortalEdition;
  readonly unit: PortalUnit;
  /** The unit's own look, or that of the nearest unit above that has one. */
  readonly look: Look | null;
  /** All Weeks in which the unit takes part, the newest first. */
  readonly years: readonly number[];
}

/**
 * The Week of a unit: the open one first, of the newest year, of the widest tree; `year` asks for an earlier one.
 * Without a unit it is the root of the widest of them. Null: there is none.
 */
export async function findArea(pool: pg.Pool, unitId: UnitId | null, year: number | null): Promise<Area | null> {
  const { rows } = await pool.query<Area>(
    `with mine as (
       select e.*, u.unit_id, r.rgt - r.lft as width
       from edition e
       join edition_unit u on u.edition_id = e.id and u.unit_id = coalesce($1, e.root_unit_id)
       join edition_unit r on r.edition_id = e.id and r.unit_id = e.root_unit_id)
     select json_build_object('id', e.id, 'year', e.year, 'title', e.title, 'weekStart', e.week_start, 'weekEnd', e.week_end,
         'themes', to_json(e.themes), 'status', e.status) as edition,
       json_build_object('id', u.unit_id, 'name', u.name, 'level', u.level, 'kind', u.kind, 'code', u.code, 'parentId', u.parent_id,
         'lft', u.lft, 'rgt', u.rgt, 'path', (select json_agg(json_build_object('id', a.unit_id, 'name', a.name, 'level', a.level) order by a.depth)
           from edition_unit a where a.edition_id = u.edition_id and a.unit_id = any (u.ancestors))) as unit,
       (select json_build_object('colour', l.colour, 'greeting', case when l.unit_id = u.unit_id then l.greeting else '' end,
           'picture', case when l.unit_id = u.unit_id then l.picture_sha256 end, 'pictureAlt', l.picture_alt, 'version', l.version)
         from unit_look l join edition_unit a on a.edition_id = u.edition_id and a.unit_id = l.unit_id
         where l.unit_id = any (u.ancestors) order by a.depth desc limit 1) as look,
       (select json_agg(distinct year) from mine m where m.unit_id = u.unit_id) as years
     from mine e join edition_unit u on u.edition_id = e.id and u.unit_id = e.unit_id
     where $2::int is null or e.year = $2
     order by e.status = 'open' desc, e.year desc, e.width desc, e.id limit 1`,
    [unitId, year],
  );
  const [area] = rows;
  return area ? { ...area, years: area.years.toSorted((a, b) => b - a) } : null;
}

export interface AreaUnit {
  readonly id: UnitId;
  readonly name: string;
  readonly code: string | null;
  readonly level: string;
  readonly activities: number;
}

/** Territories right below a unit with their number of activities; offices and schools are not among them. */
export async function findTerritories(
  pool: pg.Pool,
  editionId: EditionId,
  unitId: UnitId,
): Promise<readonly AreaUnit[]> {
  const { rows } = await pool.query<AreaUnit>(
    `select u.unit_id as id, u.name, u.code, u.level, (select count(*)::int from public_activity a
        where a.edition_id = u.edition_id and a.area_pos between u.lft and u.rgt) as activities
     from edition_unit u where u.edition_id = $1 and u.parent_id = $2 and u.level <> 'unit' order by u.lft`,
    [editionId, unitId],
  );
  return rows;
}

/** Units of the edition whose name has the words, the widest first: for choosing a place. `key`: unaccentedKey. */
export async function findPlaces(
  pool: pg.Pool,
  editionId: EditionId,
  key: string,
): Promise<readonly { id: UnitId; name: string; above: string | null; level: string }[]> {
  const { rows } = await pool.query<{ id: UnitId; name: string; above: string | null; level: string }>(
    `select u.unit_id as id, u.name, p.name as above, u.level from edition_unit u
     left join edition_unit p on p.edition_id = u.edition_id and p.unit_id = u.parent_id
     where u.edition_id = $1 and u.level <> 'unit' and ' ' || u.search_key || ' ' like $2 order by u.depth, u.name limit 12`,
    [editionId, `% ${key} %`],
  );
  return rows;
}

export interface AreaNumbers {
  readonly activities: number;
  /** Of each kind, the largest first. */
  readonly kinds: readonly { readonly kind: string; readonly n: number }[];
  /** Of each day on which one stands: begins, has a later session, or goes on. */
  readonly days: readonly { readonly day: string; readonly n: number }[];
}

/**
 * What an area has in the edition. An activity is one, and stands on each of its days: on the first by the index of areas
 * alone, on later ones by theirs.
 */
export async function countArea(
  pool: pg.Pool,
  editionId: EditionId,
  area: { lft: number; rgt: number },
): Promise<AreaNumbers> {
  const { rows } = await pool.query<AreaNumbers>(
    `with mine as materialized (select kind, (starts_at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*)::int as n
         from public_activity where edition_id = $1 and area_pos between $2 and $3 group by 1, 2),
       later as (select (day_begins_at at time zone 'Asia/Ho_Chi_Minh')::date as day, count(*)::int as n
         from public_day where edition_id = $1 and day_area_pos between $2 and $3 group by 1)
     select coalesce((select sum(n)::int from mine), 0) as activities, coalesce((select json_agg(k order by n desc, kind) from (select kind, sum(n)::int as n from mine group by kind) k), '[]') as kinds,
       coalesce((select json_agg(d order by day) from (select day, sum(n)::int as n
         from (select day, n from mine union all select day, n from later) b where day is not null group by day) d), '[]') as days`,
    [editionId, area.lft, area.rgt],
  );
  return rows[0] ?? { activities: 0, kinds: [], days: [] };
}

export interface PublicCeremony {
  readonly id: number;
  readonly title: string;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly status: string;
  readonly unitName: string;
}

/** Ceremonies that anybody may watch: of the area itself and of the units above it. */
export async function findCeremonies(
  pool: pg.Pool,
  editionId: EditionId,
  unitIds: readonly UnitId[],
): Promise<readonly PublicCeremony[]> {
  const { rows } = await pool.query<PublicCeremony>(
    `select c.id, c.title, extract(epoch from c.starts_at)::float8 * 1000 as "startsAt",
       extract(epoch from c.ends_at)::float8 * 1000 as "endsAt", c.status, u.name as "unitName"
     from public_ceremony c join edition_unit u on u.edition_id = c.edition_id and u.unit_id = c.unit_id
     where c.edition_id = $1 and c.unit_id = any ($2) and c.status <> 'cancelled'
     order by u.depth desc, c.starts_at limit 2`,
    [editionId, unitIds],
  );
  return rows;
}
