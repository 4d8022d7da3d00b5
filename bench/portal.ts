/** What every part of the portal's bench works with. */
import type { WebApp } from '../src/platform/http/web.ts';
import type { Platform } from '../src/platform/context.ts';
import type { Country } from './generate.ts';
import { options, percentile } from './options.ts';
import type { Running } from './processes.ts';
import { rawAnswer } from './server.ts';

export interface Portal {
  readonly country: Country;
  /** Its own connection to the country's database, with the server's data folder and so its key. */
  readonly platform: Platform;
  /** The application without a socket, for recording what a page asks of the database. */
  readonly app: WebApp;
  readonly server: Running;
  readonly folder: string;
}

export interface Timed {
  readonly ms: readonly number[];
  /** Bytes as they came over the wire, and unpacked. */
  readonly largest: number;
}

/** One reader asks for one address after the other. @throws Error where one is not answered with 200 */
export async function timed(
  { server }: Portal,
  paths: readonly string[],
  headers: Readonly<Record<string, string>> = {},
): Promise<Timed> {
  const ms: number[] = [];
  let largest = 0;
  for (const path of paths) {
    const started = performance.now();
    const { status, body } = await rawAnswer(server.url + path, headers);
    ms.push(performance.now() - started);
    if (status !== 200) throw new Error(`${path} answers ${status}`);
    largest = Math.max(largest, body.length);
  }
  return { ms, largest };
}

export const p95 = ({ ms }: Timed): number => percentile(ms, 0.95);

/** Rows of a statement sent by the owner, who sees all. */
export async function rowsOf<T extends object>(
  { platform }: Portal,
  text: string,
  values: readonly unknown[] = [],
): Promise<readonly T[]> {
  return (await platform.db.ownerPool.query<T>(text, [...values])).rows;
}

export const TIMES = options.isQuick ? 20 : 60;
