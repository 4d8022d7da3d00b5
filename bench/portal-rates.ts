/** List and activity page: requests a second beside the bare server, kept and not kept; how soon a change is seen. */
import { activityPath } from '../src/features/activities/activity.ts';
import type { ActivityId } from '../src/platform/ids/ids.ts';
import { options, percentile, tell } from './options.ts';
import { type Portal, rowsOf } from './portal.ts';
import { askMany, barePages, compare, CONNECTIONS, rawAnswer, startBare } from './server.ts';

const ROUNDS = options.isQuick ? 3 : 5;
const SECONDS = options.isQuick ? 2 : 3;
const WARM_UP = options.isQuick ? 500 : 1_500;
/** More than are answered while an answer is kept: nothing is asked for twice in that time. */
const DISTINCT = 8_000;
const BARE_PAGES = options.isQuick ? 10 : 40;
const NOT_KEPT = 0.6;

export interface Ahead {
  readonly id: number;
  readonly title: string;
  readonly ms: number;
}

/** Activities that are still ahead, in an order of no meaning that is always the same. */
export function ahead(portal: Portal, most: number): Promise<readonly Ahead[]> {
  return rowsOf<Ahead>(
    portal,
    `select id::int, title, extract(epoch from starts_at)::float8 * 1000 as ms from activity
     where edition_id = $1 and starts_at > now() and status = 'published' order by md5(id::text) limit $2`,
    [portal.country.writeId, most],
  );
}

export const pageOf = ({ id, title }: { id: number; title: string }): string => activityPath(id as ActivityId, title);

/** The list from some place in it, and one activity: another one each time. */
async function distinct(portal: Portal): Promise<{ lists: string[]; pages: string[] }> {
  const found = await ahead(portal, DISTINCT);
  return { lists: found.map(({ ms, id }) => `/hoat-dong?sau=0_${ms}_${id}`), pages: found.map(pageOf) };
}

export async function rates(portal: Portal): Promise<void> {
  const { lists, pages } = await distinct(portal);
  // Where there are too few, a header with which nothing is kept.
  const plain: Readonly<Record<string, string>> = lists.length < DISTINCT ? { authorization: 'bench' } : {};
  await notKept(portal, 'list page, not kept', lists, plain);
  await notKept(portal, 'activity page, not kept', pages, plain);
  await notKept(
    portal,
    'list page, not kept, brotli',
    lists,
    { ...plain, 'accept-encoding': 'br' },
    Math.ceil(ROUNDS / 2),
  );
}

async function notKept(
  portal: Portal,
  bench: string,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
  rounds = ROUNDS,
): Promise<void> {
  const { app, platform, server, country, folder } = portal;
  const { url, appUrl } = country.server;
  const pages = await barePages(app, platform.db.appPool, server, paths.slice(0, BARE_PAGES), headers);
  const bare = await startBare({ url, appUrl, pages }, folder);
  try {
    const how = { headers, rounds, seconds: SECONDS, warmUp: WARM_UP, folder };
    const { value, limit, p99 } = await compare(bench, { product: server, paths, bare }, how);
    tell({ bench, value, unit: 'req/s', limit, limitOf: 'bare server, same SQL and bytes', target: NOT_KEPT });
    tell({ bench: `${bench}: 99 of 100`, value: p99, unit: 'ms', target: 100 });
  } finally {
    await bare.stop();
  }
}

export async function keptRates(portal: Portal): Promise<void> {
  const [one] = await ahead(portal, 1);
  if (!one) throw new Error('nothing is ahead');
  await kept(portal, 'list page, kept', '/hoat-dong');
  await kept(portal, 'activity page, kept', pageOf(one));
}

async function kept(portal: Portal, bench: string, path: string): Promise<void> {
  const { app, platform, server, country, folder } = portal;
  const { url, appUrl } = country.server;
  const headers = { 'accept-encoding': 'br' };
  const pages = await barePages(app, platform.db.appPool, server, [path], headers, true);
  const bare = await startBare({ url, appUrl, pages }, folder);
  try {
    const how = { headers, rounds: Math.ceil(ROUNDS / 2), seconds: SECONDS, warmUp: WARM_UP * 4, folder };
    const { value, limit } = await compare(bench, { product: server, paths: [path], bare }, how);
    tell({ bench, value, unit: 'req/s', limit, limitOf: 'bare server, bytes from memory', target: 0.5 });
    tell({ bench: `${bench}: as a rate`, value, unit: 'req/s', target: 8_000 });
  } finally {
    await bare.stop();
  }
  // Only the tag: everybody who has the page already.
  const etag = (await rawAnswer(server.url + path, headers)).headers['etag'] ?? '';
  const again = await rawAnswer(server.url + path, { ...headers, 'if-none-match': etag });
  tell({
    bench: `${bench}: 304 by its ETag, bytes of the body`,
    value: again.status === 304 ? again.body.length : Number.NaN,
    unit: 'B',
    target: 0,
  });
  // An activity's page changes by itself only when somebody signs up: its tag holds while the asking lasts.
  if (path === '/hoat-dong') return;
  const asking = {
    url: server.url,
    paths: [path],
    connections: CONNECTIONS,
    seconds: SECONDS,
    headers: { ...headers, 'if-none-match': etag },
  };
  const { total, seconds } = await askMany(asking, folder, '304');
  tell({ bench: `${bench}: answered with 304`, value: total / seconds, unit: 'req/s', target: 8_000 });
}

const TRIES = 4;
const LOOK_EVERY_MS = 50;

/** From the moment a change is written to the moment that a visitor's page has it, while others keep the page kept. */
export async function freshness(portal: Portal): Promise<void> {
  const list = '/hoat-dong';
  const shown = /"\/hoat-dong\/(\d+)-/.exec((await rawAnswer(portal.server.url + list, {})).body.toString())?.[1];
  const [one] = await rowsOf<Ahead & { organiser: string }>(
    portal,
    'select id::int, title, organiser_name as organiser, 0 as ms from activity where id = $1',
    [shown],
  );
  if (!one) throw new Error('the list is empty');
  const seen: Record<string, number[]> = { list: [], activity: [] };
  for (let n = 0; n < TRIES; n += 1) {
    const mark = `Đo lần ${n + 1}`;
    const path = pageOf(one);
    // Both are kept now.
    for (const each of [list, path]) await rawAnswer(portal.server.url + each, {});
    await rowsOf(portal, 'update activity set organiser_name = $2, updated_at = now() where id = $1', [one.id, mark]);
    const started = performance.now();
    await Promise.all(
      [list, path].map(async (each) => {
        while (!(await rawAnswer(portal.server.url + each, {})).body.includes(mark)) {
          if (performance.now() - started > 30_000) throw new Error(`${each}: the change is not seen within 30 s`);
          await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
        }
        seen[each === list ? 'list' : 'activity']?.push((performance.now() - started) / 1_000);
      }),
    );
  }
  await rowsOf(portal, 'update activity set organiser_name = $2 where id = $1', [one.id, one.organiser]);
  for (const [name, times] of Object.entries(seen))
    tell({
      bench: `a change is seen on the kept ${name} page after at most`,
      value: percentile(times, 1),
      unit: 's',
      target: 5,
    });
}
