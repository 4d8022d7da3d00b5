/** One activity and one organiser, as anybody may read them. */
import type pg from 'pg';
import type { ActivityId, EditionId, OrganisationId, UnitId } from '../../platform/ids/ids.ts';
import type { Accessibility } from '../activities/index.ts';
import { LISTED_COLUMNS, type Listed } from './store.list.ts';

export interface Shown extends Listed {
  readonly editionId: EditionId;
  readonly year: number;
  readonly editionTitle: string;
  /** Days, YYYY-MM-DD. */
  readonly weekStart: string | null;
  readonly weekEnd: string | null;
  readonly uid: string;
  readonly organisationId: OrganisationId | null;
  /** Kind of the organising unit in the tree; null for an organisation from outside. */
  readonly organiserKind: string | null;
  readonly capacity: number | null;
  readonly onlineCapacity: number | null;
  readonly sequence: number;
  readonly publishedAt: number | null;
  readonly createdAt: number;
  readonly areaUnitId: UnitId;
  readonly areaPath: readonly { readonly id: UnitId; readonly name: string; readonly level: string }[];
  readonly look: string | null;
  readonly description: string;
  readonly coOrganisers: readonly string[];
  readonly address: string;
  readonly lat: number | null;
  readonly lng: number | null;
  /** Null where it is kept for those who have signed up. */
  readonly onlineUrl: string | null;
  readonly signupOpensAt: number | null;
  readonly signupClosesAt: number | null;
  readonly cost: string;
  readonly costNote: string;
  readonly accessibility: readonly Accessibility[];
  readonly accessibilityNote: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly contactEmail: string;
  readonly links: readonly { readonly url: string; readonly label: string }[];
  readonly reason: string | null;
  readonly previousStartsAt: number | null;
  readonly updatedAt: number;
  /** Attendances once presence is confirmed. */
  readonly confirmed: number | null;
  readonly sessions: readonly ShownSession[];
  readonly pictures: readonly ShownPicture[];
  readonly seats: readonly ShownSeats[];
  readonly similar: readonly Listed[];
}

export interface ShownSession {
  readonly no: number;
  readonly startsAt: number;
  readonly endsAt: number;
  readonly place: string | null;
  readonly isCancelled: boolean;
}

/** The cover stands above and is none of these. */
export interface ShownPicture {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  readonly alt: string;
}

export interface ShownSeats {
  readonly mode: 'in-person' | 'online';
  readonly capacity: number | null;
  readonly taken: number;
  readonly waiting: number;
}

const ms = (column: string): string => `extract(epoch from ${column})::float8 * 1000`;

/** Of activities like it no seats are counted. */
const SIMILAR_COLUMNS = LISTED_COLUMNS.replaceAll('a.', 'b.').replace(
  /case when b\.has_signup[\s\S]*$/u,
  'null as "seatsLeft"',
);

/** Prepared under its name: to plan it takes longer than to answer it. $1 activity, $2 now in milliseconds. */
const SHOWN = {
  name: 'portal-activity',
  text: `select ${LISTED_COLUMNS}, null::float8 as metres, a.edition_id as "editionId", e.year, e.title as "editionTitle",
       e.week_start as "weekStart", e.week_end as "weekEnd", a.uid, a.organisation_id as "organisationId",
       case when a.organisation_id is null then (select o.kind from edition_unit o
         where o.edition_id = a.edition_id and o.unit_id = a.unit_id) end as "organiserKind",
       a.capacity, a.online_capacity as "onlineCapacity", a.sequence, ${ms('a.published_at')} as "publishedAt",
       ${ms('a.created_at')} as "createdAt", a.area_unit_id as "areaUnitId",
       (select json_agg(json_build_object('id', n.unit_id, 'name', n.name, 'level', n.level) order by n.depth)
         from edition_unit g join edition_unit n on n.edition_id = g.edition_id and n.unit_id = any (g.ancestors)
         where g.edition_id = a.edition_id and g.unit_id = a.area_unit_id) as "areaPath",
       (select l.colour from edition_unit g join unit_look l on l.unit_id = any (g.ancestors)
         join edition_unit n on n.edition_id = g.edition_id and n.unit_id = l.unit_id
         where g.edition_id = a.edition_id and g.unit_id = a.area_unit_id order by n.depth desc limit 1) as look,
       a.description, a.co_organisers as "coOrganisers", a.address, a.lat, a.lng, a.online_url as "onlineUrl",
       ${ms('a.signup_opens_at')} as "signupOpensAt", ${ms('a.signup_closes_at')} as "signupClosesAt", a.cost, a.cost_note as "costNote",
       a.accessibility, a.accessibility_note as "accessibilityNote", a.contact_name as "contactName", a.contact_phone as "contactPhone",
       a.contact_email as "contactEmail", a.links, a.status_reason as reason, ${ms('a.previous_starts_at')} as "previousStartsAt",
       ${ms('a.updated_at')} as "updatedAt", case when a.confirmed_at is not null then a.attendances end as confirmed,
       coalesce((select json_agg(json_build_object('no', s.no, 'startsAt', ${ms('s.starts_at')}, 'endsAt', ${ms('s.ends_at')},
           'place', s.place_name, 'isCancelled', s.is_cancelled) order by s.no)
         from public_session s where s.edition_id = a.edition_id and s.activity_id = a.id), '[]') as sessions,
       coalesce((select json_agg(json_build_object('id', p.id, 'width', p.width, 'height', p.height, 'alt', p.alt) order by p.id)
         from public_picture p where p.edition_id = a.edition_id and p.activity_id = a.id
           and p.file_sha256 is distinct from a.cover_sha256), '[]') as pictures,
       coalesce((select json_agg(json_build_object('mode', t.mode, 'capacity', t.capacity, 'taken', t.taken, 'waiting', t.waiting) order by t.mode)
         from public_seats t where t.edition_id = a.edition_id and t.activity_id = a.id), '[]') as seats,
       coalesce((select json_agg(o) from (select ${SIMILAR_COLUMNS},
           null as metres from public_activity b where b.edition_id = a.edition_id and b.kind = a.kind
           and b.starts_at >= to_timestamp($2 / 1000.0) and b.id <> a.id and b.area_pos between coalesce(pu.lft, 0) and coalesce(pu.rgt, 2147483647)
           and b.status = 'published' order by b.starts_at, b.id limit 4) o), '[]') as similar
     from public_activity a join edition e on e.id = a.edition_id
     left join edition_unit pu on pu.edition_id = a.edition_id and pu.unit_id = a.province_unit_id
     where a.id = $1`,
};

/**
 * Everything about it that is public, with sessions, seats, pictures, four like it and what its head says to machines, in one
 * statement; null: not public.
 */
export async function findShown(pool: pg.Pool, id: ActivityId, now: number): Promise<Shown | null> {
  const { rows } = await pool.query<Shown>({ ...SHOWN, values: [id, now] });
  return rows[0] ?? null;
}

/** Hash of an activity's cover, where that is public. */
export async function findCover(pool: pg.Pool, activity: ActivityId): Promise<string | null> {
  const { rows } = await pool.query<{ cover: string | null }>(
    'select cover_sha256 as cover from public_activity where id = $1',
    [activity],
  );
  return rows[0]?.cover ?? null;
}

/** Hash of the picture of a unit's page. */
export async function findHeadPicture(pool: pg.Pool, unitId: UnitId): Promise<string | null> {
  const { rows } = await pool.query<{ sha256: string | null }>(
    'select picture_sha256 as sha256 from unit_look where unit_id = $1',
    [unitId],
  );
  return rows[0]?.sha256 ?? null;
}

/** Activities of one organiser: what is ahead first, then what is over; at most `limit`. */
export async function findOrganised(
  pool: pg.Pool,
  editionId: EditionId,
  unitId: UnitId,
  now: number,
  limit: number,
): Promise<{ readonly ahead: readonly Listed[]; readonly over: readonly Listed[]; readonly total: number }> {
  const { rows } = await pool.query<Listed & { isOver: boolean; total: number }>(
    `select ${LISTED_COLUMNS}, null::float8 as metres, coalesce(a.ends_at < to_timestamp($3 / 1000.0), true) as "isOver",
       (count(*) over ())::int as total
     from public_activity a where a.edition_id = $1 and a.unit_id = $2
     order by "isOver", abs(extract(epoch from a.starts_at) - $3 / 1000.0), a.id limit $4`,
    [editionId, unitId, now, limit],
  );
  return {
    ahead: rows.filter((row) => !row.isOver),
    over: rows.filter((row) => row.isOver),
    total: rows[0]?.total ?? 0,
  };
}
