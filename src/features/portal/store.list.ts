/** The public list: one page of it, by words or along an index. */
import type pg from 'pg';
import { daysOf } from './rules.days.ts';
import { searchWords } from './rules.filter.ts';
import { walkedByDays } from './store.days.ts';
import { searched } from './store.search.ts';
import { COUNTED_UP_TO, cursorOf, type ListPage, type ListQuery, PAGE_SIZE, walked, type Way } from './store.walk.ts';

export { dayStart } from './rules.days.ts';
export { LISTED_COLUMNS, type Listed, type ListPage, type ListQuery } from './store.walk.ts';

/** One page of the list, and how many there are. */
export async function listActivities(pool: pg.Pool, query: ListQuery): Promise<ListPage> {
  const { filter } = query;
  const limit = query.limit ?? PAGE_SIZE;
  const search = searchWords(filter.text);
  if (filter.text !== '' && !search) return { items: [], found: 0, isMore: false, next: null, previous: null };
  const isBackwards = Boolean(query.before);
  const way: Way = { isBackwards, cursor: query.before ?? query.after ?? null, limit: limit + 1 };
  const days = filter.near ? null : daysOf(query);
  const { found, rows } = search
    ? await searched(pool, query, search, way)
    : days
      ? await walkedByDays(pool, query, days, way)
      : await walked(pool, query, way);
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
    previous: first && (isBackwards ? hasFurther : way.cursor !== null) ? cursorOf(first) : null,
  };
}
