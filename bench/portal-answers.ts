/** How large and how quick the portal's answers are: pages of small and large Weeks, map, areas, search, feeds, weight. */
import { brotliCompressSync } from 'node:zlib';
import { NO_FILTER } from '../src/features/portal/rules.filter.ts';
import { todayIn } from '../src/features/portal/service.ts';
import { listActivities } from '../src/features/portal/store.list.ts';
import type { EditionId } from '../src/platform/ids/ids.ts';
import { TOPICS } from './activity-texts.ts';
import { random } from './country.ts';
import { median, options, percentile, tell } from './options.ts';
import { type Portal, p95, rowsOf, TIMES, timed } from './portal.ts';
import { ahead, pageOf } from './portal-rates.ts';
import { cpuSeconds } from './processes.ts';
import { askMany, CONNECTIONS, rawAnswer } from './server.ts';

/** The same activities on the page, in a Week of a hundred and in one of all: what differs is their number. */
export async function sizes(portal: Portal): Promise<void> {
  const { past, small } = portal.country;
  const [large] = past;
  if (!large) throw new Error('no earlier Week');
  const size = async (path: string): Promise<{ plain: number; packed: number }> => {
    const { status, body } = await rawAnswer(portal.server.url + path, {});
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return { plain: body.length, packed: brotliCompressSync(body).length };
  };
  const [first] = await rowsOf<{ a: number; b: number; title: string }>(
    portal,
    `select (select max(id)::int from activity where edition_id = $1) as a, a.id::int as b, a.title from activity a
     join activity s on s.edition_id = $1 and s.id = (select max(id) from activity where edition_id = $1)
       and s.title = a.title and s.starts_at = a.starts_at and s.area_unit_id = a.area_unit_id where a.edition_id = $2 limit 1`,
    [small.id, large.id],
  );
  if (!first) throw new Error('the small Week has no activity of the large one');
  const pairs = [
    ['list page', `/hoat-dong?nam=${small.year}&khi=da-qua`, `/hoat-dong?nam=${large.year}&khi=da-qua`],
    ['home of the Week', `/khu-vuc/1?nam=${small.year}`, `/khu-vuc/1?nam=${large.year}`],
    ['activity page', pageOf({ id: first.a, title: first.title }), pageOf({ id: first.b, title: first.title })],
  ] as const;
  const many = portal.country.week.activities.toLocaleString('en');
  for (const [name, few, all] of pairs) {
    const [one, other] = [await size(few), await size(all)];
    const bench = `${name}, from 100 to ${many} activities`;
    tell({
      bench,
      value: other.plain / 1_000,
      unit: 'kB',
      limit: one.plain / 1_000,
      limitOf: 'with 100',
      target: 1.05,
    });
    tell({
      bench: `${bench}, brotli`,
      value: other.packed / 1_000,
      unit: 'kB',
      limit: one.packed / 1_000,
      limitOf: 'with 100',
      target: 1.05,
    });
  }
}

/** Map and areas: another box, another area each time. */
export async function answers(portal: Portal): Promise<void> {
  const next = random(options.seed);
  const { units } = portal.country;
  const some = (level: string, most: number): string[] =>
    units
      .filter((unit) => unit.level === level)
      .filter((_, index, all) => index % Math.max(1, Math.floor(all.length / most)) === 0)
      .map(({ id }) => String(id))
      .slice(0, most);
  const boxes = Array.from({ length: TIMES }, (_, n) => {
    // From a ward to the whole country.
    const side = [0.05, 0.2, 1, 4, 16][n % 5] ?? 1;
    const [west, south] = [102 + next() * (side > 4 ? 0.1 : 6), 8.5 + next() * (side > 4 ? 0.1 : 12)];
    return `/ban-do.json?khung=${[west, south, west + side, south + side].map((edge) => edge.toFixed(4)).join(',')}`;
  });
  const kinds: readonly (readonly [string, readonly string[]])[] = [
    ['map: boxes of degrees as GeoJSON', boxes],
    [
      'map: numbers of the country and of provinces as JSON',
      ['/ban-do.json', ...some('province', 34).map((id) => `/ban-do.json?noi=${id}`)],
    ],
    [
      'map: page of the country and of provinces',
      ['/ban-do', ...some('province', 34).map((id) => `/ban-do?noi=${id}`)],
    ],
    [
      'area: page of the country and of provinces',
      ['/khu-vuc/1', ...some('province', 34).map((id) => `/khu-vuc/${id}`)],
    ],
    ['area: pages of communes', some('commune', TIMES).map((id) => `/khu-vuc/${id}`)],
  ];
  for (const [bench, paths] of kinds) {
    // The same kind once before with other addresses, so that not the first parse of a statement is measured.
    await timed(
      portal,
      paths.slice(0, 3).map((path) => `${path}${path.includes('?') ? '&' : '?'}lan=1`),
    );
    const seen = await timed(portal, paths, { 'accept-encoding': 'identity' });
    tell({ bench: `${bench}, largest`, value: seen.largest / 1_000, unit: 'kB', target: 50 });
    tell({ bench: `${bench}, p95`, value: p95(seen), unit: 'ms', target: 50 });
    console.error(`${bench}: median ${median(seen.ms).toFixed(1)} ms, at most ${percentile(seen.ms, 1).toFixed(0)} ms`);
  }
}

const WORDS = [
  'toa dam',
  'Toạ đàm',
  'lop',
  'sách',
  'ky nang',
  'hội thảo',
  'thu vien',
  'câu lạc bộ',
  'tin hoc',
  'triển lãm',
];

/** What people type: words that half of all have, and such that one has, in the country and in a province. */
export async function search(portal: Portal): Promise<void> {
  const { units } = portal.country;
  const communes = units.filter(({ level }) => level === 'commune');
  const provinces = units.filter(({ level }) => level === 'province');
  const next = random(options.seed + 5);
  const pick = <T>(list: readonly T[]): T => {
    const item = list[Math.floor(next() * list.length)];
    if (item === undefined) throw new Error('nothing to pick from');
    return item;
  };
  const way = (text: string, more = ''): string => `/hoat-dong?q=${encodeURIComponent(text)}${more}`;
  const mixed = new Set<string>();
  while (mixed.size < (options.isQuick ? 400 : 4_000)) {
    mixed.add(way(`${pick(WORDS)} ${pick(communes).name}`));
    mixed.add(way(`${pick(TOPICS)} ${pick(provinces).name}`));
    mixed.add(way(pick(WORDS), `&noi=${pick(communes).id}`));
    mixed.add(way(`${pick(WORDS)} ${pick(TOPICS).split(' ').slice(0, 3).join(' ')}`, `&noi=${pick(provinces).id}`));
  }
  const asking = { url: portal.server.url, paths: [...mixed], connections: CONNECTIONS, headers: {} };
  await askMany({ ...asking, amount: 300 }, portal.folder);
  const before = [cpuSeconds(portal.server.pid), await databaseSeconds(portal)] as const;
  const asked = await askMany({ ...asking, seconds: options.isQuick ? 3 : 8 }, portal.folder);
  const after = [cpuSeconds(portal.server.pid), await databaseSeconds(portal)] as const;
  const [server, database] = [0, 1].map((at) => (((after[at] ?? 0) - (before[at] ?? 0)) * 1e6) / asked.total);
  console.error(`search: processor each ${server?.toFixed(0)} µs, and ${database?.toFixed(0)} µs of PostgreSQL`);
  tell({
    bench: 'search, mixed words, another each time',
    value: asked.total / asked.seconds,
    unit: 'searches/s',
    target: 300,
  });
  tell({ bench: 'search, mixed words: 97.5 of 100', value: asked.p97, unit: 'ms' });
  // One reader, the whole country: a header that no kept answer is given for.
  const alone = { authorization: 'bench' };
  const common = await timed(
    portal,
    Array.from({ length: TIMES }, (_, n) => way(WORDS[n % WORDS.length] ?? '')),
    alone,
  );
  tell({ bench: 'search for words that thousands have, p95', value: p95(common), unit: 'ms', target: 50 });
  const rare = await timed(
    portal,
    Array.from({ length: TIMES }, (_, n) => way(['chu đậu', 'dan day', 'hat xam', 'Kim Hoàng'][n % 4] ?? '')),
    alone,
  );
  tell({ bench: 'search for words that few have, p95', value: p95(rare), unit: 'ms', target: 50 });
  await sameSets(portal);
}

/** Processor that the product's connections to PostgreSQL have taken so far; they stay as long as there is work. */
async function databaseSeconds(portal: Portal): Promise<number> {
  const all = await rowsOf<{ pid: number }>(portal, `select pid from pg_stat_activity where usename = 'suotdoi_app'`);
  return all.reduce((sum, { pid }) => sum + cpuSeconds(pid), 0);
}

/** With and without marks, old and new way of setting the tone, composed and decomposed: the same activities. */
async function sameSets(portal: Portal): Promise<void> {
  const { platform, country } = portal;
  const { now, start } = todayIn({ platform, actor: null, locale: 'vi', requestId: 'bench' });
  const province = country.units.find(({ level }) => level === 'province') ?? null;
  const sets = await Promise.all(
    ['toa dam', 'Tọa đàm', 'Toạ đàm', 'Toạ đàm'.normalize('NFD')].map(async (text) => {
      const filter = { ...NO_FILTER, text: text.normalize('NFC'), when: 'tat-ca' as const };
      const page = await listActivities(platform.db.appPool, {
        editionId: country.writeId as EditionId,
        area: province,
        filter,
        now,
        today: start,
        limit: 5_000,
      });
      return page.items.map(({ id }) => id).toSorted((a, b) => a - b);
    }),
  );
  const [first = []] = sets;
  if (first.length === 0) throw new Error('nobody talks');
  const isSame = sets.every((set) => JSON.stringify(set) === JSON.stringify(first));
  tell({
    bench: `four ways of writing “toạ đàm” find the same ${first.length} (1: yes)`,
    value: isSame ? 1 : 0,
    unit: 'share',
    target: 1,
  });
}

export async function feeds(portal: Portal): Promise<void> {
  // Each has five thousand or more of its kind, and none has been asked for before.
  const filters = ['khi=tat-ca', 'loai=class-life', 'loai=class-langit&khi=tat-ca', 'loai=talk', 'loai=library'];
  const ask = async (path: string): Promise<{ ms: number; body: string }> => {
    const started = performance.now();
    const { status, body } = await rawAnswer(portal.server.url + path, { 'accept-encoding': 'identity' });
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    return { ms: performance.now() - started, body: body.toString() };
  };
  const times: number[] = [];
  let entries = Number.POSITIVE_INFINITY;
  for (const filter of filters) {
    const { ms, body } = await ask(`/hoat-dong.ics?${filter}`);
    times.push(ms);
    entries = Math.min(entries, body.split('BEGIN:VEVENT').length - 1);
  }
  tell({
    bench: `calendar of ${entries.toLocaleString('en')} activities, the first time`,
    value: (times[0] ?? Number.NaN) / 1_000,
    unit: 's',
  });
  tell({
    bench: `calendar of ${entries.toLocaleString('en')} activities, cold`,
    value: median(times) / 1_000,
    unit: 's',
    target: 0.5,
  });
  // Atom comes in pages of a hundred; a reader follows them.
  let next: string | null = '/hoat-dong.atom';
  let taken = 0;
  const started = performance.now();
  let first = Number.NaN;
  for (let page = 0; page < 50 && next !== null; page += 1) {
    const { body, ms }: { ms: number; body: string } = await ask(next);
    if (page === 0) first = ms;
    taken += body.split('<entry>').length - 1;
    const link: string | undefined =
      /<link rel="next"[^>]*href="([^"]+)"/.exec(body)?.[1] ?? /href="([^"]+)"[^>]*rel="next"/.exec(body)?.[1];
    next =
      link === undefined
        ? null
        : new URL(link.replaceAll('&amp;', '&')).pathname + new URL(link.replaceAll('&amp;', '&')).search;
  }
  tell({
    bench: `Atom, ${taken.toLocaleString('en')} entries in pages of a hundred, cold`,
    value: (performance.now() - started) / 1_000,
    unit: 's',
  });
  tell({ bench: 'Atom, the first page, cold', value: first / 1_000, unit: 's', target: 0.5 });
  const some = await ahead(portal, TIMES);
  const one = await timed(
    portal,
    some.map(({ id }) => `/hoat-dong/${id}.ics`),
  );
  tell({ bench: "one activity's calendar, p95", value: p95(one), unit: 'ms', target: 50 });
}

/** Bytes for a browser with nothing in its memory: the page and all that it names, fonts in the styles too. */
export async function weights(portal: Portal): Promise<void> {
  const [one] = await ahead(portal, 1);
  const pages = [
    ['home', '/'],
    ['list page', '/hoat-dong'],
    ['activity page', one ? pageOf(one) : '/'],
  ] as const;
  const headers = { 'accept-encoding': 'br' };
  for (const [name, path] of pages) {
    const html = (await rawAnswer(portal.server.url + path, {})).body.toString();
    const named = new Set(
      [...html.matchAll(/<(?:link|script|img|source|iframe|use|image)\b[^>]*?(?:href|src)="([^"#]+)/g)].flatMap(
        ([tag, address]) =>
          address === undefined ||
          /rel="(?:canonical|alternate|next|prev|search|author|license)/.test(tag) ||
          isOtherLink(html, tag)
            ? []
            : [address],
      ),
    );
    let bytes = (await rawAnswer(portal.server.url + path, headers)).body.length;
    const hosts = new Set<string>();
    const queue = [...named];
    const done = new Set<string>();
    for (let address = queue.pop(); address !== undefined; address = queue.pop()) {
      if (address.startsWith('data:')) continue;
      const target = new URL(address, portal.server.url);
      if (done.has(target.href)) continue;
      done.add(target.href);
      if (target.origin !== new URL(portal.server.url).origin) {
        hosts.add(target.host);
        continue;
      }
      const answer = await rawAnswer(target.href, headers);
      bytes += answer.body.length;
      if (!(answer.headers['content-type'] ?? '').startsWith('text/css')) continue;
      const css = (await rawAnswer(target.href, {})).body.toString();
      for (const [, inside] of css.matchAll(/url\(["']?([^"')]+)/g))
        if (inside !== undefined) queue.push(new URL(inside, target).href);
    }
    console.error(`${name}: ${[...done].map((each) => new URL(each).pathname).join(' ')}`);
    tell({ bench: `${name} with everything, compressed`, value: bytes / 1_000, unit: 'kB', target: 40 });
    tell({ bench: `${name}: hosts of others`, value: hosts.size, unit: '', target: 0 });
  }
}

/** A link that a browser does not fetch: its rel stands after its href. */
function isOtherLink(html: string, tag: string): boolean {
  if (!tag.startsWith('<link')) return false;
  const start = html.indexOf(tag);
  const whole = html.slice(start, html.indexOf('>', start));
  return !/rel="(?:stylesheet|icon|preload|modulepreload|manifest|apple-touch-icon)/.test(whole);
}
