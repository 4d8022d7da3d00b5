/**
 * Lists by days: an activity stands on each of its days (`public_day`), once in a list. First what has a session in these
 * days, by the hour; then what goes on from an earlier day, such as an exhibition.
 */
import type pg from 'pg';
import type { Days } from './rules.days.ts';
import {
  ask,
  askWalk,
  conditionsOf,
  COUNTED_UP_TO,
  cursorOf,
  type Found,
  LISTED_COLUMNS,
  type ListQuery,
  manyOf,
  Parameters,
  type Row,
  type Way,
} from './store.walk.ts';

const NOTHING: Found = { found: 0, rows: [] };

/**
 * A page of the list, three short questions at the most. What is ahead and has more than are counted leaves later sessions
 * to their days: nobody pages through a thousand to find one.
 */
export async function walkedByDays(pool: pg.Pool, query: ListQuery, days: Days, way: Way): Promise<Found> {
  const many = manyOf(pool, query);
  const isCounted = !many.isKnown;
  const { cursor, isBackwards } = way;
  const begun = await askBegun(pool, query, cursor?.tier === 1 && !isBackwards ? { ...way, limit: 0 } : way, isCounted);
  const isMany = !isCounted || begun.found > COUNTED_UP_TO;
  if (isMany && isCounted) many.note();
  if (days.start === null || (isMany && days.aheadOf !== null))
    return { ...begun, found: many.isKnown ? MANY : begun.found };

  // One way of walking through two lists: sessions, then what goes on.
  const rows: Row[] = [];
  let later = 0;
  for (const tier of isBackwards ? ([1, 0] as const) : ([0, 1] as const)) {
    const rest = { ...way, limit: way.limit - rows.length };
    const isBehind = cursor !== null && (isBackwards ? tier > cursor.tier : tier < cursor.tier);
    if (rest.limit === 0 || isBehind || (tier === 1 && days.aheadOf !== null)) continue;
    const mine = tier === 0 ? begun.rows.slice(0, rest.limit) : [];
    const until = mine.length === rest.limit ? (mine.at(-1) ?? null) : null;
    const found = await askLater(pool, query, days, rest, { tier, until, isCounted: !isMany && later === 0 });
    later ||= found.found;
    const sign = isBackwards ? -1 : 1;
    const both = [...mine, ...found.rows].toSorted((a, b) => sign * (a.sort - b.sort || a.id - b.id));
    rows.push(...both.slice(0, rest.limit));
    // Nothing later at all: the other list is empty.
    if (!isMany && later === 0 && tier === 0) break;
  }
  const found = isMany ? MANY : begun.found + later;
  if (found > COUNTED_UP_TO && isCounted) many.note();
  return { found, rows };
}

const MANY = COUNTED_UP_TO + 1;

/** What begins in these days, along the order of time. */
function askBegun(pool: pg.Pool, query: ListQuery, way: Way, isCounted: boolean): Promise<Found> {
  const p = new Parameters();
  const conditions = conditionsOf(query, p, 'begun');
  const count = isCounted
    ? `(select count(*)::int from (select from public_activity where ${conditions.join(' and ')} limit ${MANY}) c)`
    : '0';
  return askWalk(pool, query, way, { p, count, conditions, tier: 0 });
}

interface Later {
  /** 0: has a session in these days; 1: goes on from an earlier one. */
  readonly tier: 0 | 1;
  /** No further than this row. */
  readonly until: Row | null;
  /** Counts both tiers. */
  readonly isCounted: boolean;
}

/** A page of what began earlier, each at its first day of these. */
async function askLater(
  pool: pg.Pool,
  query: ListQuery,
  days: Days,
  way: Way,
  { tier, until, isCounted }: Later,
): Promise<Found> {
  if (days.start === null) return NOTHING;
  const p = new Parameters();
  const moment = (ms: number): string => `${p.add(new Date(ms).toISOString())}::timestamptz`;
  const { area } = query;
  const start = moment(days.start);
  const conditions = [
    ...conditionsOf(query, p, 'before'),
    `day_begins_at >= ${start}`,
    ...(days.end === null ? [] : [`day_begins_at < ${moment(days.end)}`]),
    ...(area ? [`day_area_pos between ${p.add(area.lft)} and ${p.add(area.rgt)}`] : []),
  ];
  if (days.aheadOf === null) conditions.push(`previous_begins_at < ${start}`);
  else {
    const now = moment(days.aheadOf);
    conditions.push(`not goes_on`, `day_ends_at >= ${now}`, `previous_ends_at < ${now}`);
  }
  const count = isCounted
    ? `(select count(*)::int from (select from public_day where ${conditions.join(' and ')} limit ${MANY}) c)`
    : '0';
  const [sign, direction] = way.isBackwards ? ['<', ' desc'] : ['>', ''];
  const page = [`goes_on = ${tier === 1}`];
  const place = '(day_begins_at, id)';
  const at = ({ value, id }: { value: number; id: number }): string => `(${moment(value)}, ${p.add(id)})`;
  if (until !== null) page.push(`${place} ${sign === '>' ? '<' : '>'} ${at(cursorOf(until))}`);
  if (way.cursor?.tier === tier) page.push(`${place} ${sign} ${at(way.cursor)}`);
  return ask(
    pool,
    `select ${count} as found, a.*, a.id as "activityId" from (select) one left join lateral (select ${LISTED_COLUMNS},` +
      ` null::float8 as metres, ${tier} as tier, extract(epoch from a.day_begins_at)::float8 * 1000 as sort, a.goes_on as "goesOn",` +
      ` case when not a.goes_on then extract(epoch from a.day_begins_at)::float8 * 1000 end as "dayStartsAt",` +
      ` case when not a.goes_on then extract(epoch from a.day_ends_at)::float8 * 1000 end as "dayEndsAt"` +
      ` from (select * from public_day where ${[...conditions, ...page].join(' and ')}` +
      ` order by day_begins_at${direction}, id${direction} limit ${way.limit}) a` +
      ` order by a.day_begins_at${direction}, a.id${direction}) a on true`,
    p,
  );
}
