/**
 * Asks for many addresses as fast as they are answered, each connection for its own ones in turn, so that no two ask for
 * the same thing at the same time: `node ask.js FILE`, prints one JSON line. autocannon as a library; its command knows
 * one address only.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** What the file says. */
export interface Asking {
  readonly url: string;
  readonly paths: readonly string[];
  readonly connections: number;
  readonly seconds?: number;
  readonly amount?: number;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Asked {
  readonly total: number;
  readonly seconds: number;
  /** Milliseconds; autocannon knows 97.5 % and no 95. */
  readonly p50: number;
  readonly p97: number;
  readonly p99: number;
  /** How often each status was answered; connections that broke stand under `errors`. */
  readonly statuses: Readonly<Record<string, number>>;
}

interface Client {
  setRequests(requests: readonly { method: 'GET'; path: string }[]): void;
}
// The package has no types of its own.
interface Result {
  readonly duration: number;
  readonly errors: number;
  readonly requests: { readonly total: number };
  readonly latency: { readonly p50: number; readonly p97_5: number; readonly p99: number };
  readonly statusCodeStats: Readonly<Record<string, { readonly count: number }>>;
}
const autocannon = createRequire(import.meta.url)('autocannon') as (options: object) => Promise<Result>;

const asking = JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')) as Asking;
const { url, paths, connections, seconds, amount, headers } = asking;
let clients = 0;
const result = await autocannon({
  url,
  connections,
  headers,
  ...(seconds === undefined ? {} : { duration: seconds }),
  ...(amount === undefined ? {} : { amount }),
  setupClient: (client: Client) => {
    const mine = paths.filter((_, at) => at % connections === clients % connections);
    clients += 1;
    client.setRequests((mine.length > 0 ? mine : paths).map((path) => ({ method: 'GET', path })));
  },
});
const asked: Asked = {
  total: result.requests.total,
  seconds: result.duration,
  p50: result.latency.p50,
  p97: result.latency.p97_5,
  p99: result.latency.p99,
  statuses: {
    ...Object.fromEntries(Object.entries(result.statusCodeStats).map(([code, { count }]) => [code, count])),
    ...(result.errors > 0 ? { errors: result.errors } : {}),
  },
};
console.log(JSON.stringify(asked));
