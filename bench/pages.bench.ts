/** Pages: requests per second beside the bare server, answer times at national size, memory, weight, start. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createApp } from '../src/app.ts';
import { openPlatform } from '../src/cli/platform.ts';
import { readConfig } from '../src/platform/config/config.ts';
import type { BenchUnit } from './country.ts';
import { openCountry } from './generate.ts';
import { median, options, percentile, tell } from './options.ts';
import { cpuSeconds, load, peakMemoryMb, type Running, start } from './processes.ts';
import { barePages, CONNECTIONS, cookieOf, LISTENING, rawBytes, startArguments, startBare } from './server.ts';

const ROUNDS = options.isQuick ? 3 : 5;
const ROUND_SECONDS = options.isQuick ? 2 : 3;
const WARM_UP = options.isQuick ? 500 : 1_500;
const PAGE_TARGET = 0.6;

const folder = mkdtempSync(join(tmpdir(), 'suotdoi-bench-'));
const country = await openCountry(options);
const { url, appUrl } = country.server;
const env = { DATABASE_URL: url, DATABASE_APP_URL: appUrl, SUOTDOI_DATA: folder, PORT: '0', LOG_LEVEL: 'warn' };
const open = await openPlatform(readConfig(env), { isServer: false });
const { platform } = open;
const server = await start(startArguments(), env, LISTENING);
try {
  const province = first('province');
  const commune = first('commune');
  const root = `/tuan-le/${country.readId}`;
  const cookies = {
    country: await cookieOf(platform, country.people.country),
    province: await cookieOf(platform, country.people.province),
    commune: await cookieOf(platform, country.people.commune),
  };
  const list = { path: `${root}/bao-cao`, cookie: cookies.province };
  await rate(`list page, ${province.rgt - province.lft} reports`, list, server);
  await rate('list page, brotli', list, server, { 'accept-encoding': 'br' });
  await rate(
    `list page of the country, ${country.units.length - 1} reports`,
    { ...list, cookie: cookies.country },
    server,
  );
  await rate(
    'entry page, 45 cells',
    { path: `/tuan-le/${country.writeId}/bao-cao/${commune.id}`, cookie: cookies.commune },
    server,
  );
  const totals = { path: `${root}/tong-hop/${province.id}`, cookie: cookies.province };
  await rate('totals page of a province', totals, server);
  tell({ bench: 'memory of the server under this load', value: peakMemoryMb(server.pid), unit: 'MB', target: 250 });
  for (const [name, page] of [
    ['totals', totals],
    ['list', list],
    ['first', { path: root, cookie: cookies.province }],
  ] as const) {
    tell({ bench: `province: ${name} page, p95`, value: await p95(page, server), unit: 'ms', target: 50 });
  }
  tell({
    bench: 'list page with everything, compressed',
    value: (await weight(list, server)) / 1_000,
    unit: 'kB',
    target: 40,
  });
} finally {
  await server.stop();
  await open.close();
  await country.server.stop();
}
await startTimes();
rmSync(folder, { recursive: true, force: true });

function first(level: BenchUnit['level']): BenchUnit {
  const unit = country.units.find((one) => one.level === level);
  if (unit === undefined) throw new Error(`no ${level}`);
  return unit;
}

interface Page {
  readonly path: string;
  readonly cookie: string;
}

async function rate(
  bench: string,
  page: Page,
  product: Running,
  extra: Readonly<Record<string, string>> = {},
): Promise<void> {
  const headers = { cookie: page.cookie, ...extra };
  const pages = await barePages(createApp(platform), platform.db.appPool, product, [page.path], headers);
  const bare = await startBare({ url, appUrl, pages }, folder);
  try {
    const rounds: { product: number; bare: number; cpu: number; bareCpu: number }[] = [];
    // Until the compiler has seen each page often enough: a server runs for months.
    for (const [server, path] of [
      [product, page.path],
      [bare, '/'],
    ] as const) {
      await load(server.url + path, { connections: CONNECTIONS, amount: WARM_UP, headers });
    }
    for (let round = 0; round < ROUNDS; round += 1) {
      const mine = await measured(product, page.path, headers);
      const its = await measured(bare, '/', headers);
      rounds.push({ product: mine.rate, bare: its.rate, cpu: mine.cpu, bareCpu: its.cpu });
    }
    const ratio = median(rounds.map((round) => round.product / round.bare));
    const limit = median(rounds.map((round) => round.bare));
    // The middle of the ratios of neighbouring rounds: other work on the machine hits both.
    tell({
      bench,
      value: ratio * limit,
      unit: 'req/s',
      limit,
      limitOf: 'bare server, same SQL and bytes',
      target: PAGE_TARGET,
    });
    console.error(
      `${bench}: processor a request ${median(rounds.map((one) => one.cpu)).toFixed(0)} µs, bare ${median(rounds.map((one) => one.bareCpu)).toFixed(0)} µs`,
    );
  } finally {
    await bare.stop();
  }
}

async function measured(
  server: Running,
  path: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ rate: number; cpu: number }> {
  const before = cpuSeconds(server.pid);
  const { requestsPerSecond, total } = await load(server.url + path, {
    connections: CONNECTIONS,
    seconds: ROUND_SECONDS,
    headers,
  });
  return { rate: requestsPerSecond, cpu: ((cpuSeconds(server.pid) - before) * 1e6) / total };
}

/** Answer time of one reader after the other, in ms. */
async function p95(page: Page, product: Running): Promise<number> {
  const times: number[] = [];
  for (let n = 0; n < (options.isQuick ? 60 : 200); n += 1) {
    const started = performance.now();
    const answer = await fetch(product.url + page.path, { headers: { cookie: page.cookie, 'accept-encoding': 'br' } });
    await answer.arrayBuffer();
    if (answer.status !== 200) throw new Error(`${page.path} answers ${answer.status}`);
    if (n >= 10) times.push(performance.now() - started);
  }
  return percentile(times, 0.95);
}

/** Bytes over the wire for a browser with nothing in its cache: the page and all that it names. */
async function weight(page: Page, product: Running): Promise<number> {
  const headers = { cookie: page.cookie, 'accept-encoding': 'br' };
  const html = await (await fetch(product.url + page.path, { headers })).text();
  const assets = new Set([...html.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? ''));
  let bytes = (await rawBytes(product.url + page.path, headers)).length;
  for (const path of assets) bytes += (await rawBytes(product.url + path, headers)).length;
  return bytes;
}

/** The server with its own database: the first time, and every time after it. */
async function startTimes(): Promise<void> {
  const own = mkdtempSync(join(tmpdir(), 'suotdoi-bench-start-'));
  const settings = { SUOTDOI_DATA: own, PORT: '0', LOG_LEVEL: 'warn' };
  const times: number[] = [];
  for (let n = 0; n < 4; n += 1) {
    const started = await start(startArguments(), settings, LISTENING);
    times.push(started.startMs / 1_000);
    await started.stop();
  }
  const [first = Number.NaN, ...later] = times;
  tell({ bench: 'server up, the first time', value: first, unit: 's' });
  tell({ bench: 'server up, after the first time', value: median(later), unit: 's', target: 5 });
  rmSync(own, { recursive: true, force: true });
}
