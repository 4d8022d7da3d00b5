/**
 * Connections to PostgreSQL: the application's pool (role suotdoi_app, row-level security applies) and the owner's
 * (migrations, jobs, installation).
 */
import { hash } from 'node:crypto';
import { Socket } from 'node:net';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import type { DB } from './schema.generated.ts';

export type { DB };

export const APP_ROLE = 'suotdoi_app';

export interface DatabaseOptions {
  /** Login of the owner. */
  readonly url: string;
  /** Login of the application's role; without it the owner's login is used with `role=suotdoi_app`. */
  readonly appUrl?: string | null | undefined;
  /** Connections of the application's pool. */
  readonly max?: number | undefined;
  /** Milliseconds of silence after which a connection of the application's pool counts as dead; past its longest statement. */
  readonly answerWithinMs?: number | undefined;
  /** Told of a connection that broke while idle; queries report their own errors. */
  readonly onIdleError?: ((error: Error) => void) | undefined;
}

export interface Database {
  readonly url: string;
  readonly app: Kysely<DB>;
  readonly owner: Kysely<DB>;
  /** For COPY and bulk work; release what you take. */
  readonly appPool: pg.Pool;
  readonly ownerPool: pg.Pool;
  close(): Promise<void>;
}

// Past this many texts on one connection the rest goes unnamed: a query built in ever new shapes must not fill the server.
const NAMED_PER_CONNECTION = 400;
const LONGEST_NAMED = 20_000;
const nameOfText = new Map<string, string>();

function statementName(text: string): string {
  let name = nameOfText.get(text);
  if (name === undefined) {
    if (nameOfText.size >= 5_000) nameOfText.clear();
    name = hash('sha1', text, 'base64url');
    nameOfText.set(text, name);
  }
  return name;
}

type QueryCallback = (error: Error, result: pg.QueryResult) => void;

/**
 * Names each parameterised statement by the hash of its text, so that the server parses and plans it once a connection.
 * Statements without parameters (BEGIN, SET LOCAL with a literal) stay simple: their texts have no end.
 */
class NamedClient extends pg.Client {
  readonly #named = new Set<string>();

  override query(...given: unknown[]): never {
    this.#sendTogether();
    const [text, values, callback] = given;
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0 && text.length <= LONGEST_NAMED) {
      const name = statementName(text);
      if (this.#named.has(name) || this.#named.size < NAMED_PER_CONNECTION) {
        this.#named.add(name);
        const config: pg.QueryConfig = { name, text, values };
        return super.query(config, callback as QueryCallback) as never;
      }
    }
    return super.query(...(given as [pg.QueryConfig, QueryCallback])) as never;
  }

  /** Statements of one turn of the event loop leave in one packet: a write to the socket costs more than most statements. */
  #sendTogether(): void {
    const stream: unknown = Reflect.get(Object(Reflect.get(this, 'connection')), 'stream');
    if (!(stream instanceof Socket)) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }
}

const OID = { int8: 20, date: 1082, int8Array: 1016, dateArray: 1182, numericArray: 1231, textArray: 1009 } as const;

/** bigint as a number. @throws RangeError past 2^53, where a number would no longer be exact */
export function parseBigint(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint beyond the exact range of a number: ${text}`);
  return value;
}

type TypeParser = (text: string) => unknown;
/** pg's own parsers; its types list only the scalar ones. */
const standardParser = pg.types.getTypeParser as (oid: number, format?: 'text' | 'binary') => TypeParser;
const parseTextArray = standardParser(OID.textArray) as (text: string) => (string | null)[];

const parsers = new Map<number, TypeParser>([
  [OID.int8, parseBigint],
  [OID.date, (text) => text],
  [OID.int8Array, (text) => parseTextArray(text).map((item) => (item === null ? null : parseBigint(item)))],
  [OID.dateArray, parseTextArray],
  [OID.numericArray, parseTextArray],
]);

/** bigint → number, date → 'YYYY-MM-DD', numeric → string, timestamptz → Date; the same inside arrays. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    (format === 'binary' ? undefined : parsers.get(oid)) ?? standardParser(oid, format),
};

function openPool(url: string, max: number, options: string, onIdleError: (error: Error) => void): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    max,
    types,
    Client: NamedClient,
    options: `-c timezone=Asia/Ho_Chi_Minh ${options}`,
    application_name: 'suotdoi',
    // A request waits this long for a connection, then answers 503 rather than hang.
    connectionTimeoutMillis: 5_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    // A statement does not wait for the answer to the one before.
    pipeline: true,
  } as pg.PoolConfig);
  // Without a listener a restart of the database ends the process: the pool's own for connections that are idle, one on
  // each for those that are at work.
  pool.on('error', onIdleError);
  pool.on('connect', (client) => {
    client.on('error', () => undefined);
  });
  return pool;
}

/**
 * Ends a connection that owes an answer and says nothing: a machine that is frozen or a cable that is pulled sends no
 * word of it, and a request would wait for as long as TCP goes on trying, a quarter of an hour.
 */
function endWhenSilent(pool: pg.Pool, limitMs: number): void {
  pool.on('connect', (client) => {
    const stream: unknown = Reflect.get(Object(Reflect.get(client, 'connection')), 'stream');
    if (!(stream instanceof Socket)) return;
    stream.setTimeout(limitMs, () => {
      const sent: unknown = Reflect.get(client, '_sentQueryQueue');
      const isOwed = Reflect.get(client, '_activeQuery') !== null || (Array.isArray(sent) && sent.length > 0);
      if (isOwed) stream.destroy(new Error('Connection terminated: the database does not answer'));
    });
  });
}

/** Opens both pools. Connects on the first query only: a database that is away now is tried again at each request. */
export function openDatabase(options: DatabaseOptions): Database {
  const onIdleError = options.onIdleError ?? (() => undefined);
  const appSettings = '-c statement_timeout=30s -c idle_in_transaction_session_timeout=60s';
  const appPool = openPool(
    options.appUrl ?? options.url,
    options.max ?? 12,
    options.appUrl ? appSettings : `${appSettings} -c role=${APP_ROLE}`,
    onIdleError,
  );
  endWhenSilent(appPool, options.answerWithinMs ?? 35_000);
  const ownerPool = openPool(options.url, 4, '', onIdleError);
  const app = new Kysely<DB>({ dialect: new PostgresDialect({ pool: appPool }) });
  const owner = new Kysely<DB>({ dialect: new PostgresDialect({ pool: ownerPool }) });
  return {
    url: options.url,
    app,
    owner,
    appPool,
    ownerPool,
    close: async () => {
      await Promise.all([endPool(appPool), endPool(ownerPool)]);
    },
  };
}

async function endPool(pool: pg.Pool): Promise<void> {
  if (!pool.ending) await pool.end();
}

const GONE = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ENOTFOUND',
  'ENOENT',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'EAI_AGAIN',
  '53300',
  '57P01',
  '57P02',
  '57P03',
]);

/**
 * True when an error says that the database cannot be reached for now (restarting, network, no free connection), so
 * that the answer is "try again shortly" (503) and not a fault of the request.
 */
export function isDatabaseGone(error: unknown): boolean {
  if (error instanceof AggregateError && error.errors.length > 0) return error.errors.every(isDatabaseGone);
  if (!(error instanceof Error)) return false;
  const code: unknown = Reflect.get(error, 'code');
  if (typeof code === 'string' && (GONE.has(code) || /^08...$/.test(code))) {
    // ENOENT of a socket, not of any file
    return code !== 'ENOENT' || Reflect.get(error, 'syscall') === 'connect';
  }
  return /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error/.test(
    error.message,
  );
}

/** True for text that PostgreSQL cannot hold, such as a NUL in a search: a fault of the request. */
export function isUnstorableText(error: unknown): boolean {
  const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
  return code === '22021' || code === '22P05';
}

/** True when PostgreSQL could not write for want of space; nothing of the statement was kept. */
export function isDiskFull(error: unknown): boolean {
  return error instanceof Error && Reflect.get(error, 'code') === '53100';
}
