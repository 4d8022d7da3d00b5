/**
 * The public list: one statement a page, whatever is asked, over the view `public_activity`. Every condition has an index
 * behind it (migrations/0013): order of time, kind, area, box of degrees, words. Pages by key, in both directions.
 */
import type pg from 'pg';
import type { ActivityId, CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { ActivityForm, Audience, EventStatus } from '../activities/index.ts';
import { type Cursor, type Filter, type Near, searchWords } from './rules.filter.ts';

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
  /** Words that more than so many have are looked for along the order of time; for tests. */
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

const DAY_MS = 86_400_000;
/** What began before this much of today and still runs is a thing of several days. */
const NIGHT_MS = 6 * 3_600_000;
const WORDS = `string_to_array(search_key || ' ' || search_text, ' ')`;

export const LISTED_COLUMNS = `a.id, a.title, a.summary, a.organiser_name as organiser, a.unit_id as "unitId", a.kind, a.form, a.audiences,
  a.area_name as area, a.place_name as place, extract(epoch from a.starts_at)::float8 * 1000 as "startsAt",
  extract(epoch from a.ends_at)::float8 * 1000 as "endsAt", a.quantity, a.counted_on as "countedOn", a.has_signup as "hasSignup",
  a.cost = 0 as "isFree", a.status = 'cancelled' as "isCancelled", a.event_status as "eventStatus", a.cover_sha256 as cover,
  a.cover_alt as "coverAlt", case when a.has_signup then (select sum(greatest(s.capacity - s.taken, 0))::int from public_seats s
    where s.edition_id = a.edition_id and s.activity_id = a.id) end as "seatsLeft"`;

class Parameters {
  readonly values: unknown[] = [];

  /** Its place in the statement: $1, $2 … */
  add(value: unknown): string {
    this.values.push(value);
    return `$${this.values.length}`;
  }
}

/** Conditions of a filter but for the rank of a search. */
function conditionsOf(query: ListQuery, p: Parameters, isWalk = false): string[] {
  const { filter, area } = query;
  const conditions = [`edition_id = ${p.add(query.editionId)}`];
  if (area) conditions.push(`area_pos between ${p.add(area.lft)} and ${p.add(area.rgt)}`);
  if (filter.kind !== null) conditions.push(`kind = ${p.add(filter.kind)}`);
  if (filter.audience !== null) conditions.push(`audiences && array[${p.add(filter.audience)}, 'everyone']::text[]`);
  if (filter.form !== null) conditions.push(`form in (${p.add(filter.form)}, 'both')`);
  if (filter.isFree) conditions.push('cost = 0');
  if (filter.hasSignup) conditions.push(`has_signup and status = 'published'`);
  conditions.push(...timeConditions(query, p));
  if (filter.near) conditions.push(...boxConditions(filter.near, p));
  const search = searchWords(filter.text);
  // Words that many have are looked for along the order of time: the index of words would give all of them, to be sorted.
  if (search && isWalk) {
    for (const word of search.words) conditions.push(`' ' || search_key || ' ' like ${p.add(`% ${word} %`)}`);
  } else if (search) {
    conditions.push(`${WORDS} @> ${p.add(search.words)}::text[]`);
  }
  return conditions;
}

function timeConditions({ filter, now, today }: ListQuery, p: Parameters): string[] {
  const at = (ms: number): string => `${p.add(new Date(ms).toISOString())}::timestamptz`;
  const ahead = (): string => `ends_at >= ${at(now)}`;
  if (filter.from !== null || filter.to !== null) {
    return [
      ...(filter.from === null ? [] : [`starts_at >= ${at(dayStart(filter.from))}`]),
      ...(filter.to === null ? [] : [`starts_at < ${at(dayStart(filter.to) + DAY_MS)}`]),
      'starts_at is not null',
    ];
  }
  switch (filter.when) {
    case 'hom-nay':
      return [`starts_at >= ${at(today)}`, `starts_at < ${at(today + DAY_MS)}`];
    case 'tuan-nay': {
      const monday = today - ((new Date(today + 7 * 3_600_000).getUTCDay() + 6) % 7) * DAY_MS;
      return [`starts_at >= ${at(monday)}`, `starts_at < ${at(monday + 7 * DAY_MS)}`];
    }
    case 'nhieu-ngay':
      return [`starts_at < ${at(today - NIGHT_MS)}`, ahead(), `ends_at - starts_at > interval '6 hours'`];
    case 'da-qua':
      return [`starts_at < ${at(now)}`, `ends_at < ${at(now)}`];
    case 'tat-ca':
      return ['starts_at is not null'];
    case 'sap-toi':
      // A search and a place find what is running as well; without them it has a list of its own.
      return filter.text !== '' || filter.near ? [ahead()] : [`starts_at >= ${at(today - NIGHT_MS)}`, ahead()];
  }
}

/** Midnight in Vietnam of an ISO day, in milliseconds. */
export function dayStart(day: string): number {
  return Date.parse(`${day}T00:00:00+07:00`);
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

/** One page of the list, and how many there are. */
export async function listActivities(pool: pg.Pool, query: ListQuery): Promise<ListPage> {
  const { filter } = query;
  const limit = query.limit ?? PAGE_SIZE;
  const search = searchWords(filter.text);
  if (filter.text !== '' && !search) return { items: [], found: 0, isMore: false, next: null, previous: null };
  const isBackwards = Boolean(query.before);
  const cursor = query.before ?? query.after ?? null;
  const ranked = search !== null && !filter.near;
  const tiers = ranked ? (isBackwards ? [1, 0] : [0, 1]) : [0];
  const rows: Row[] = [];
  let found = search ? await countFound(pool, query) : 0;
  const isWalk = ranked && found > (query.walkFrom ?? COUNTED_UP_TO);
  for (const tier of tiers) {
    // A rank that lies before the cursor (after it, going back) has been shown.
    if (cursor && ranked && (isBackwards ? tier > cursor.tier : tier < cursor.tier)) continue;
    const given = await askTier(pool, query, {
      tier,
      ranked,
      isWalk,
      isBackwards,
      limit: limit + 1 - rows.length,
      cursor,
    });
    if (!search) found = given.found;
    rows.push(...given.rows);
    if (rows.length > limit) break;
  }
  const hasFurther = rows.length > limit;
  const shown = rows.slice(0, limit);
  if (isBackwards) shown.reverse();
  const first = shown[0];
  const last = shown.at(-1);
  return {
    items: shown,
    found: Math.min(found, COUNTED_UP_TO),
    isMore: found > COUNTED_UP_TO,
    next: last && (isBackwards || hasFurther) ? cursorOf(last) : null,
    previous: first && (isBackwards ? hasFurther : cursor !== null) ? cursorOf(first) : null,
  };
}

interface Row extends Listed {
  readonly tier: number;
  readonly sort: number;
}

const cursorOf = ({ tier, sort, id }: Row): Cursor => ({ tier, value: sort, id });

interface Tier {
  readonly tier: number;
  readonly ranked: boolean;
  readonly isWalk: boolean;
  readonly isBackwards: boolean;
  readonly limit: number;
  readonly cursor: Cursor | null;
}

const countText = (conditions: readonly string[]): string =>
  `select count(*)::int from (select from public_activity where ${conditions.join(' and ')} limit ${COUNTED_UP_TO + 1}) c`;

async function countFound(pool: pg.Pool, query: ListQuery): Promise<number> {
  const p = new Parameters();
  const { rows } = await pool.query<{ count: number }>(countText(conditionsOf(query, p)), p.values);
  return rows[0]?.count ?? 0;
}

async function askTier(pool: pg.Pool, query: ListQuery, way: Tier): Promise<{ found: number; rows: readonly Row[] }> {
  const { filter } = query;
  const p = new Parameters();
  const conditions = conditionsOf(query, p, way.isWalk);
  const search = searchWords(filter.text);
  const count = search ? 'select 0' : countText(conditions);
  const page = [...conditions];
  if (way.ranked && search) {
    const column = search.isMarked ? 'search_text' : 'search_key';
    const hasPhrase = `' ' || ${column} || ' ' like`;
    const isExact = way.isWalk
      ? `${hasPhrase} ${p.add(`% ${search.phrase} %`)}`
      : `(${WORDS} @> ${p.add(search.exactWords)}::text[] and ${hasPhrase} ${p.add(`% ${search.phrase} %`)})`;
    page.push(way.tier === 0 ? isExact : `not (${isExact})`);
  }
  // What is over runs backwards in time.
  const isDescending = filter.when === 'da-qua' && filter.from === null && filter.to === null && !filter.near;
  const upwards = isDescending === way.isBackwards;
  const sort = filter.near ? metresFrom(filter.near, p) : filter.when === 'nhieu-ngay' ? 'ends_at' : 'starts_at';
  if (way.cursor && (!way.ranked || way.cursor.tier === way.tier)) {
    const value = filter.near
      ? `${p.add(way.cursor.value)}::float8`
      : `${p.add(new Date(way.cursor.value).toISOString())}::timestamptz`;
    page.push(`(${sort}, id) ${upwards ? '>' : '<'} (${value}, ${p.add(way.cursor.id)})`);
  }
  const direction = upwards ? '' : ' desc';
  const metres = filter.near ? sort : 'null::float8';
  const text =
    `select (${count}) as found, a.*, a.id as "activityId" from (select) one left join lateral (select ${LISTED_COLUMNS},` +
    ` a.sort, a.metres from (select *, ${filter.near ? sort : `extract(epoch from ${sort})::float8 * 1000`} as sort,` +
    ` ${metres} as metres, ${sort} as place_in_order from public_activity where ${page.join(' and ')}` +
    ` order by ${sort}${direction}, id${direction} limit ${way.limit}) a order by a.place_in_order${direction}, a.id${direction}) a on true`;
  const { rows } = await pool.query<Row & { found: number; activityId: number | null }>(text, p.values);
  const found = rows[0]?.found ?? 0;
  return {
    found,
    rows: rows.flatMap((row) => (row.activityId === null ? [] : [{ ...row, tier: way.ranked ? way.tier : 0 }])),
  };
}
