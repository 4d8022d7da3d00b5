/** The public list by words: ranks, and the two ways to a page of them (docs/decisions/0017-public-pages-as-text.md). */
import type pg from 'pg';
import { canGoOn, searchQuery, type SearchWords } from './rules.filter.ts';
import {
  ask,
  askWalk,
  conditionsOf,
  COUNTED_UP_TO,
  cursorValue,
  type Found,
  LISTED_COLUMNS,
  type ListQuery,
  manyOf,
  orderOf,
  Parameters,
  type Row,
  type Way,
} from './store.walk.ts';

const WORDS = 'activity_words(edition_id, area_pos, search_key, search_text)';

/** Rows that are looked at for a page of words that many have, before all that have them are sorted. */
const WINDOW = 2_000;

/**
 * By words. Few have them: all are taken from the index of words, ranked and sorted. Many: the page is looked for along the
 * order of time, where the next twenty are near; where they are not, all are sorted after all.
 */
export async function searched(pool: pg.Pool, query: ListQuery, search: SearchWords, way: Way): Promise<Found> {
  const many = manyOf(pool, query);
  const bound = query.walkFrom ?? COUNTED_UP_TO;
  if (!many.isKnown || query.walkFrom !== undefined) {
    const given = await askWords(pool, query, search, way, bound);
    if (given.found <= bound || query.filter.near) {
      return given.found <= bound ? given : askWords(pool, query, search, way, null);
    }
    if (query.walkFrom === undefined) many.note();
  } else if (query.filter.near) return askWords(pool, query, search, way, null);
  const rows: Row[] = [];
  for (const rank of way.isBackwards ? RANKS.toReversed() : RANKS) {
    // A rank that lies before the cursor (after it, going back) has been shown.
    const { cursor } = way;
    if (cursor && (way.isBackwards ? rank > cursor.tier : rank < cursor.tier)) continue;
    rows.push(...(await askRank(pool, query, search, { ...way, limit: way.limit - rows.length }, rank)));
    if (rows.length >= way.limit) break;
  }
  return { found: COUNTED_UP_TO + 1, rows };
}

type Rank = 0 | 1 | 2;
const RANKS: readonly Rank[] = [0, 1, 2];

/** Of one rank. Few have it: by its words and pairs. Many: along the order of time; where the next ones are far, all of them after all. */
async function askRank(
  pool: pg.Pool,
  query: ListQuery,
  search: SearchWords,
  way: Way,
  rank: Rank,
): Promise<readonly Row[]> {
  const bound = query.walkFrom ?? COUNTED_UP_TO;
  const many = manyOf(pool, query, `rank ${rank}`);
  // That all of the words are in many is known by now.
  if (rank < 2 && !many.isKnown) {
    const given = await askWords(pool, query, search, way, bound, rank);
    if (given.found <= bound) return given.rows;
    if (query.walkFrom === undefined) many.note();
  }
  const far = manyOf(pool, query, `far ${rank}`);
  if (!far.isKnown) {
    const p = new Parameters();
    const conditions = conditionsOf(query, p);
    const window = { rows: WINDOW, conditions: likeConditions(search, rank, p) };
    const walk = { p, count: String(COUNTED_UP_TO + 1), conditions, tier: rank, window };
    const { rows } = await askWalk(pool, query, way, walk);
    if (rows.length >= way.limit) return rows;
    far.note();
  }
  return (await askWords(pool, query, search, way, null, rank)).rows;
}

/** Which rank an activity has: its words stand as typed; the last of them goes on; they are there. */
function rankText({ phrase, isMarked, last }: SearchWords, p: Parameters): string {
  const column = isMarked ? 'search_text' : 'search_key';
  const begun = canGoOn(last) ? ` when ' ' || ${column} like ${p.add(`% ${phrase}%`)} then 1` : '';
  return `case when ' ' || ${column} || ' ' like ${p.add(`% ${phrase} %`)} then 0${begun} else 2 end`;
}

/** The same without an index, for rows that are looked at one by one: all words, and the rank. */
function likeConditions(search: SearchWords, tier: number, p: Parameters): string[] {
  const end = canGoOn(search.last) ? '' : ' ';
  return [
    `${rankText(search, p)} = ${tier}`,
    // In the first rank they are all there.
    ...(tier === 0
      ? []
      : [
          ...search.words.map((word) => `' ' || search_key || ' ' like ${p.add(`% ${word} %`)}`),
          `' ' || search_key || ' ' like ${p.add(`% ${search.last}${end}%`)}`,
        ]),
  ];
}

/** All that have the words, by rank and order; with a bound only where they are no more than that; or those of one rank. */
async function askWords(
  pool: pg.Pool,
  query: ListQuery,
  search: SearchWords,
  way: Way,
  bound: number | null,
  only: Rank | null = null,
): Promise<Found> {
  const p = new Parameters();
  const words = p.add(searchQuery(query.editionId, search, { rank: only ?? 2, area: query.area }));
  const conditions = conditionsOf(query, p);
  const { by, number, metres, upwards } = orderOf(query, way.isBackwards, p);
  const rank = query.filter.near ? '0' : rankText(search, p);
  const page: string[] = bound === null ? [] : [`(select count(*) from hits) <= ${bound}`];
  if (only !== null) page.push(`tier = ${only}`);
  const sign = upwards ? '>' : '<';
  if (way.cursor) {
    const { cursor } = way;
    const tier = p.add(cursor.tier);
    page.push(
      `(tier ${way.isBackwards ? '<' : '>'} ${tier}::int or (tier = ${tier}::int and (place_in_order, id) ${sign} (${cursorValue(query, cursor, p)}, ${p.add(cursor.id)})))`,
    );
  }
  const direction = upwards ? '' : ' desc';
  const orderOfPage = (of: string): string =>
    `order by ${of}tier${way.isBackwards ? ' desc' : ''}, ${of}place_in_order${direction}, ${of}id${direction}`;
  // The inner question stands alone: nothing but the index of words can answer it. Its words are a question of their own, so
  // that the plan is the same whatever they are and is made once a connection: making it takes longer than most searches.
  return ask(
    pool,
    `with hits as materialized (select id, ${by} as place_in_order, ${number} as sort, ${metres} as metres, ${rank} as tier` +
      ` from (select * from public_activity where ${WORDS} @@ (select ${words}::tsquery) offset 0) w where ${conditions.join(' and ')}` +
      `${bound === null ? '' : ` limit ${bound + 1}`})` +
      ` select (select count(*)::int from hits) as found, a.* from (select) one left join lateral (select ${LISTED_COLUMNS},` +
      ` a.id as "activityId", h.sort, h.metres, h.tier from (select * from hits${page.length === 0 ? '' : ` where ${page.join(' and ')}`}` +
      ` ${orderOfPage('')} limit ${way.limit}) h join public_activity a on a.id = h.id ${orderOfPage('h.')}) a on true`,
    p,
  );
}
