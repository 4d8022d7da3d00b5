/**
 * The public list: one statement a page, whatever is asked, over the view `public_activity`. Every condition has an index
 * behind it (migrations/0013): order of time, kind, area, box of degrees, words. Pages by key, in both directions.
 */
import type pg from 'pg';
import type { ActivityId, CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { ActivityForm, Audience, EventStatus } from '../activities/index.ts';
import { type Days, daysOf, NIGHT_MS } from './rules.days.ts';
import type { Cursor, Filter, Near } from './rules.filter.ts';

export const PAGE_SIZE = 20;
/** Up to here what was found is counted; beyond it is "more than". */
export const COUNTED_UP_TO = 1_000;

/** An activity as a list shows it. Moments in milliseconds. */
export interface Listed {
  readonly id: ActivityId;
  readonly title: string;
  readonly summary: string;
  readonly organiser: string;
  readonly unitId: UnitId;
  readonly kind: string;
  readonly form: ActivityForm;
  readonly audiences: readonly Audience[];
  readonly area: string;
  readonly place: string;
  readonly startsAt: number | null;
  readonly endsAt: number | null;
  /** In a list by days, of what began before them: start of the first session in these days and end of that day's last. */
  readonly dayStartsAt?: number | null;
  readonly dayEndsAt?: number | null;
  /** In a list by days: it has no session of its own there, it goes on from an earlier day. */
  readonly goesOn?: boolean;
  readonly quantity: number | null;
  readonly countedOn: CalendarDate | null;
  readonly hasSignup: boolean;
  readonly isFree: boolean;
  readonly isCancelled: boolean;
  readonly eventStatus: EventStatus;
  readonly cover: string | null;
  readonly coverAlt: string;
  /** Seats left over all ways of taking part; null: without limit or without sign-up. */
  readonly seatsLeft: number | null;
  /** Metres from the place asked for; null: not asked. */
  readonly metres: number | null;
}

export interface ListQuery {
  readonly editionId: EditionId;
  /** Positions of the area in the edition's tree; null: everywhere. */
  readonly area: { readonly lft: number; readonly rgt: number } | null;
  readonly filter: Filter;
  /** Now, and the first moment of today in Vietnam, in milliseconds. */
  readonly now: number;
  readonly today: number;
  readonly after?: Cursor | null;
  readonly before?: Cursor | null;
  readonly limit?: number;
  /** Words that more than so many have are looked for along the order of time; for tests, which remember nothing. */
  readonly walkFrom?: number;
}

export interface ListPage {
  readonly items: readonly Listed[];
  /** Counted up to a bound; `isMore`: at least one more than that. */
  readonly found: number;
  readonly isMore: boolean;
  readonly next: Cursor | null;
  readonly previous: Cursor | null;
}

export const LISTED_COLUMNS = `a.id, a.title, a.summary, a.organiser_name as organiser, a.unit_id as "unitId", a.kind, a.form, a.audiences,
  a.area_name as area, a.place_name as place, extract(epoch from a.starts_at)::float8 * 1000 as "startsAt",
  extract(epoch from a.ends_at)::float8 * 1000 as "endsAt", a.quantity, a.counted_on as "countedOn", a.has_signup as "hasSignup",
  a.cost = 0 as "isFree", a.status = 'cancelled' as "isCancelled", a.event_status as "eventStatus", a.cover_sha256 as cover,
  a.cover_alt as "coverAlt", case when a.has_signup then
    (select case when not bool_or(s.capacity is null) then sum(greatest(s.capacity - s.taken, 0))::int end from public_seats s
    where s.edition_id = a.edition_id and s.activity_id = a.id) end as "seatsLeft"`;

export class Parameters {
  readonly values: unknown[] = [];

  /** Its place in the statement: $1, $2 … */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Of a list by days: what begins in them, what began before them; `all`: whatever stands on one of them. */
type Part = 'all' | 'begun' | 'before';

/** Conditions of a filter but for its words. */
export function conditionsOf(query: ListQuery, p: Parameters, part: Part = 'all'): string[] {
  const { filter, area } = query;
  const conditions = [`edition_id = ${p.add(query.editionId)}`];
  if (area) conditions.push(`area_pos between ${p.add(area.lft)} and ${p.add(area.rgt)}`);
  if (filter.kind !== null) conditions.push(`kind = ${p.add(filter.kind)}`);
  if (filter.audience !== null) conditions.push(`audiences && array[${p.add(filter.audience)}, 'everyone']::text[]`);
  if (filter.form !== null) conditions.push(`form in (${p.add(filter.form)}, 'both')`);
  if (filter.isFree) conditions.push('cost = 0');
  if (filter.hasSignup) conditions.push(`has_signup and status = 'published'`);
  const days = daysOf(query);
  conditions.push(...(days ? dayConditions(query, days, part, p) : timeConditions(query, p)));
  if (filter.near) conditions.push(...boxConditions(filter.near, p));
  return conditions;
}

const momentOf = (ms: number, p: Parameters): string => `${p.add(new Date(ms).toISOString())}::timestamptz`;

function dayConditions({ editionId }: ListQuery, { start, end, aheadOf }: Days, part: Part, p: Parameters): string[] {
  const at = (ms: number): string => momentOf(ms, p);
  const ahead = aheadOf === null ? [] : [`ends_at >= ${at(aheadOf)}`];
  if (start === null) return [...(end === null ? [] : [`starts_at < ${at(end)}`]), 'starts_at is not null'];
  if (part === 'before') return [`starts_at < ${at(start)}`, ...ahead];
  const begun = `starts_at >= ${at(start)}`;
  const untilEnd = end === null ? [] : [`starts_at < ${at(end)}`];
  if (part === 'begun') return [begun, ...untilEnd, ...ahead];
  const until = end === null ? '' : ` and d.day < ${at(end)}`;
  const stands = `exists (select from (select edition_id as day_edition, id as day_of, day_begins_at as day from public_day) d where d.day_edition = ${p.add(editionId)} and d.day_of = id and d.day >= ${at(start)}${until})`;
  return [...untilEnd, `ends_at >= ${at(start)}`, `(${begun} or ${stands})`];
}

function timeConditions({ filter, now, today }: ListQuery, p: Parameters): string[] {
  const at = (ms: number): string => momentOf(ms, p);
  const ahead = (): string => `ends_at >= ${at(now)}`;
  switch (filter.when) {
    case 'nhieu-ngay':
      return [`starts_at < ${at(today - NIGHT_MS)}`, ahead(), `ends_at - starts_at > interval '6 hours'`];
    case 'da-qua':
      return [`starts_at < ${at(now)}`, `ends_at < ${at(now)}`];
    case 'sap-toi':
      return [ahead()];
    case 'tat-ca':
    // Their days are asked for in `dayConditions`.
    case 'hom-nay':
    case 'tuan-nay':
      return ['starts_at is not null'];
  }
}

const METRES_A_DEGREE = 111_195;

function boxConditions({ lat, lng, km }: Near, p: Parameters): string[] {
  const high = (km * 1000) / METRES_A_DEGREE;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  const metres = metresFrom({ lat, lng, km }, p);
  return [
    `lat between ${p.add(lat - high)}::float8 and ${p.add(lat + high)}::float8`,
    `lng between ${p.add(lng - wide)}::float8 and ${p.add(lng + wide)}::float8`,
    `${metres} <= ${p.add(km * 1000)}::float8`,
  ];
}

/** Metres on a plane that touches the earth at the place: right to some metres within 50 km. */
function metresFrom({ lat, lng }: Near, p: Parameters): string {
  const shrink = Math.cos((lat * Math.PI) / 180);
  const north = `(lat - ${p.add(lat)}::float8)`;
  const east = `((lng - ${p.add(lng)}::float8) * ${p.add(shrink)}::float8)`;
  return `(sqrt(${north} * ${north} + ${east} * ${east}) * ${METRES_A_DEGREE})`;
}

export interface Row extends Listed {
  readonly tier: number;
  readonly sort: number;
}

export interface Found {
  readonly found: number;
  readonly rows: readonly Row[];
}

export const cursorOf = ({ tier, sort, id }: Row): Cursor => ({ tier, value: sort, id });

export interface Way {
  readonly isBackwards: boolean;
  /** One more than a page has, so that it is known whether there is another. */
  readonly limit: number;
  readonly cursor: Cursor | null;
}

interface Order {
  /** What the list runs by: a moment or metres. */
  readonly by: string;
  /** The same as a number: milliseconds or metres. */
  readonly number: string;
  readonly metres: string;
  readonly upwards: boolean;
}

export function orderOf({ filter }: ListQuery, isBackwards: boolean, p: Parameters): Order {
  const isFree = filter.from === null && filter.to === null && !filter.near;
  // What is over runs backwards in time.
  const isDescending = filter.when === 'da-qua' && isFree;
  // What is searched for and not over runs by its end: by its start, all that is over would be gone through first.
  const isByEnd = filter.when === 'nhieu-ngay' || (filter.when === 'sap-toi' && filter.text !== '' && isFree);
  const metres = filter.near ? metresFrom(filter.near, p) : 'null::float8';
  const by = filter.near ? metres : isByEnd ? 'ends_at' : 'starts_at';
  const number = filter.near ? metres : `extract(epoch from ${by})::float8 * 1000`;
  return { by, number, metres, upwards: isDescending === isBackwards };
}

/** The cursor's value as what the list runs by. */
export function cursorValue({ filter }: ListQuery, { value }: Cursor, p: Parameters): string {
  return filter.near ? `${p.add(value)}::float8` : `${p.add(new Date(value).toISOString())}::timestamptz`;
}

/** Lists with more than is counted, until when nobody counts them anew: it is always the same answer. */
const manies = new WeakMap<pg.Pool, Map<string, number>>();
const MANY_MS = 60_000;

export function manyOf(
  pool: pg.Pool,
  { editionId, area, filter }: ListQuery,
  what = 'all',
): { isKnown: boolean; note: () => void } {
  let many = manies.get(pool);
  if (!many) {
    many = new Map();
    manies.set(pool, many);
  }
  const known = many;
  const key = JSON.stringify([what, editionId, area?.lft, area?.rgt, filter]);
  const at = performance.now();
  return {
    isKnown: (known.get(key) ?? 0) > at,
    note: () => {
      if (known.size >= 2_000) known.clear();
      known.set(key, at + MANY_MS);
    },
  };
}

/** Along an index, without words. */
export async function walked(pool: pg.Pool, query: ListQuery, way: Way): Promise<Found> {
  const many = manyOf(pool, query);
  const p = new Parameters();
  const conditions = conditionsOf(query, p);
  const count = many.isKnown
    ? String(COUNTED_UP_TO + 1)
    : `(select count(*)::int from (select from public_activity where ${conditions.join(' and ')} limit ${COUNTED_UP_TO + 1}) c)`;
  const given = await askWalk(pool, query, way, { p, count, conditions, tier: 0 });
  if (given.found > COUNTED_UP_TO && !many.isKnown) many.note();
  return given;
}

interface Walk {
  readonly p: Parameters;
  /** How many there are, as SQL. */
  readonly count: string;
  readonly conditions: readonly string[];
  readonly tier: number;
  /** Looks at so many rows and no further, with these conditions. */
  readonly window?: { readonly rows: number; readonly conditions: readonly string[] };
}

export async function askWalk(pool: pg.Pool, query: ListQuery, way: Way, walk: Walk): Promise<Found> {
  const { p, window } = walk;
  const { by, number, metres, upwards } = orderOf(query, way.isBackwards, p);
  const conditions = [...walk.conditions];
  if (way.cursor && way.cursor.tier === walk.tier) {
    conditions.push(
      `(${by}, id) ${upwards ? '>' : '<'} (${cursorValue(query, way.cursor, p)}, ${p.add(way.cursor.id)})`,
    );
  }
  const direction = upwards ? '' : ' desc';
  const order = `order by ${by}${direction}, id${direction}`;
  const from = `select *, ${number} as sort, ${metres} as metres, ${by} as place_in_order from public_activity where ${conditions.join(' and ')} ${order}`;
  const rows = window
    ? `select * from (${from} limit ${window.rows}) w where ${window.conditions.join(' and ')} limit ${way.limit}`
    : `${from} limit ${way.limit}`;
  return ask(
    pool,
    `select ${walk.count} as found, a.*, a.id as "activityId" from (select) one left join lateral (select ${LISTED_COLUMNS},` +
      ` a.sort, a.metres, ${walk.tier} as tier from (${rows}) a order by a.place_in_order${direction}, a.id${direction}) a on true`,
    p,
  );
}

export async function ask(pool: pg.Pool, text: string, p: Parameters): Promise<Found> {
  const { rows } = await pool.query<Row & { found: number; activityId: number | null }>(text, p.values);
  return { found: rows[0]?.found ?? 0, rows: rows.filter(({ activityId }) => activityId !== null) };
}
