/** The product's server as `npm start` runs it, the bare server beside it, and the two measured in turn. */
import { readFileSync, writeFileSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';
import { serialize } from 'node:v8';
import type pg from 'pg';
import { openSession, SESSION_COOKIE } from '../src/features/accounts/sessions.ts';
import { asSystem, type Platform } from '../src/platform/context.ts';
import type { AccountId } from '../src/platform/ids/ids.ts';
import type { Asked, Asking } from './ask.ts';
import type { BarePage, BareSite } from './bare-server.ts';
import { median, options } from './options.ts';
import { cpuSeconds, type Running, run, start } from './processes.ts';
import { record } from '../src/testing/recording.ts';

export const CONNECTIONS = 16;
export const LISTENING = /đang chạy sau [\d,]+ giây: (http\S+)/;

/** What `npm start` runs, memory settings and all. */
export function startArguments(): string[] {
  const { scripts } = JSON.parse(readFileSync(join(options.root, 'package.json'), 'utf8')) as {
    scripts: { start: string };
  };
  const [, ...words] = scripts.start.split(' ');
  return words;
}

/** A signed-in person's cookie. */
export async function cookieOf(on: Platform, accountId: string): Promise<string> {
  const who = { accountId: accountId as AccountId, isComplete: true, userAgent: 'bench' };
  const { token } = await asSystem({ platform: on }, (tx) => openSession(tx, on, who));
  return `${SESSION_COOKIE}=${token}`;
}

/** The body as it comes over the wire, compressed or not, with its headers. */
export async function rawAnswer(
  address: string,
  headers: Readonly<Record<string, string>>,
): Promise<{ status: number; body: Buffer; headers: Readonly<Record<string, string>> }> {
  return new Promise((resolve, reject) => {
    get(address, { headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          body: Buffer.concat(chunks),
          headers: Object.fromEntries(
            Object.entries(response.headers).flatMap(([name, value]) =>
              typeof value === 'string' ? [[name, value]] : [],
            ),
          ),
        }),
      );
    }).on('error', reject);
  });
}

export async function rawBytes(address: string, headers: Readonly<Record<string, string>>): Promise<Uint8Array> {
  return (await rawAnswer(address, headers)).body;
}

/** Something that answers a request in this process: the application without a socket. */
interface Asks {
  request(path: string, init?: RequestInit): Response | Promise<Response>;
}

/**
 * The pages' statements by asking for them in this process, their bytes from the product's server. `isKept`: the bytes
 * alone, as from a memory.
 */
export async function barePages(
  app: Asks,
  pool: pg.Pool,
  product: Running,
  paths: readonly string[],
  headers: Readonly<Record<string, string>>,
  isKept = false,
): Promise<BarePage[]> {
  const pages: BarePage[] = [];
  const { 'accept-encoding': _, ...asking } = headers;
  const ask = (path: string): Promise<Response> => Promise.resolve(app.request(path, { headers: asking }));
  // Once before: what a process remembers for a few seconds is asked once.
  const [first] = paths;
  if (!isKept && first !== undefined) await (await ask(first)).text();
  for (const path of paths) {
    const { statements, result } = isKept
      ? { statements: [], result: { status: 200 } }
      : await record(pool, () => ask(path));
    const answer = await rawAnswer(product.url + path, headers);
    if (result.status !== 200 || answer.status !== 200)
      throw new Error(`${path} answers ${result.status}, ${answer.status}`);
    const encoding = answer.headers['content-encoding'];
    pages.push({
      statements,
      headers: {
        'content-type': answer.headers['content-type'] ?? 'text/html; charset=UTF-8',
        ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
        ...(isKept ? { 'content-length': String(answer.body.length), etag: answer.headers['etag'] ?? '' } : {}),
      },
      body: answer.body,
    });
  }
  const middle = pages[Math.floor(pages.length / 2)];
  console.error(
    `${first}: ${middle?.statements.length} statements, ${middle?.body.length} bytes, ${pages.length} pages`,
  );
  return pages;
}

export function startBare(site: BareSite, folder: string): Promise<Running> {
  const file = join(folder, 'site.bin');
  writeFileSync(file, serialize(site));
  return start([join(import.meta.dirname, 'bare-server.js'), file], {}, /^(\d+)\n/);
}

/** Asks for all of the paths in turn, from a process of its own. @throws Error on any other answer than `status` */
export async function askMany(asking: Asking, folder: string, status = '200'): Promise<Asked> {
  const file = join(folder, 'asking.json');
  writeFileSync(file, JSON.stringify(asking));
  const { out } = await run([join(import.meta.dirname, 'ask.js'), file]);
  const asked = JSON.parse(out) as Asked;
  const others = Object.keys(asked.statuses).filter((one) => one !== status);
  if (others.length > 0) throw new Error(`${asking.url}${asking.paths[0]}: ${JSON.stringify(asked.statuses)}`);
  return asked;
}

export interface Compared {
  /** Requests a second: the middle of the ratios of neighbouring rounds, times the limit. */
  readonly value: number;
  readonly limit: number;
  readonly p99: number;
}

/** Product and limit take turns round by round: other work on the machine hits both. */
export async function compare(
  bench: string,
  sites: { product: Running; paths: readonly string[]; bare: Running },
  how: { headers: Readonly<Record<string, string>>; rounds: number; seconds: number; warmUp: number; folder: string },
): Promise<Compared> {
  const { product, bare, paths } = sites;
  const { headers, rounds, seconds, warmUp, folder } = how;
  const once = (on: Running, of: readonly string[], until: { seconds: number } | { amount: number }): Promise<Asked> =>
    askMany({ url: on.url, paths: of, connections: CONNECTIONS, headers, ...until }, folder);
  // Until the compiler has seen each page often enough: a server runs for months.
  await once(product, paths, { amount: warmUp });
  await once(bare, ['/'], { amount: warmUp });
  const seen: { ratio: number; bare: number; p99: number; cpu: number; bareCpu: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const before = [cpuSeconds(product.pid), cpuSeconds(bare.pid)] as const;
    const mine = await once(product, paths, { seconds });
    const its = await once(bare, ['/'], { seconds });
    seen.push({
      ratio: mine.total / mine.seconds / (its.total / its.seconds),
      bare: its.total / its.seconds,
      p99: mine.p99,
      cpu: ((cpuSeconds(product.pid) - before[0]) * 1e6) / mine.total,
      bareCpu: ((cpuSeconds(bare.pid) - before[1]) * 1e6) / its.total,
    });
  }
  const middle = (of: (one: (typeof seen)[number]) => number): number => median(seen.map(of));
  console.error(
    `${bench}: processor a request ${middle((one) => one.cpu).toFixed(0)} µs, bare ${middle((one) => one.bareCpu).toFixed(0)} µs`,
  );
  const limit = middle((one) => one.bare);
  return { value: middle((one) => one.ratio) * limit, limit, p99: middle((one) => one.p99) };
}
