/**
 * Answers kept for seconds in front of the application: whole, compressed, by address, language, appearance and encoding.
 * Only what a page itself calls public (`cache-control: public`), only GET, only for visitors without a session: a person who
 * is signed in never gets a kept answer, and never leaves one. However many ask for one page at once, it is made once.
 */
import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { promisify } from 'node:util';
import { type Encoding, encodingFor } from './compression.ts';

const FRESH_MS = 3_000;
const MOST_BYTES = 32 * 1024 * 1024;
/** One address may fill no more than this of it. */
const MOST_BYTES_OF_ONE = 512 * 1024;
const LONGEST_ADDRESS = 600;
/** A name or address with its port; whatever else is sent as a host is left to the application. */
const HOST = /^[a-z0-9.:[\]_-]{0,255}$/i;
const VARIES = /^(?:(?:^|\s*,\s*)(?:accept-encoding|cookie))*$/i;

export interface KeptOptions {
  /** The application: an answer to a request that reaches it. */
  readonly answer: (
    request: Request,
    bindings: { incoming: IncomingMessage; outgoing: ServerResponse },
  ) => Response | Promise<Response>;
  /** Cookies with which an answer is somebody's own: a session, a word that is shown once. */
  readonly ownCookies: readonly string[];
  /** Cookies that choose between the same answers for everybody: language, appearance. */
  readonly choiceCookies: readonly string[];
  /** Milliseconds; for tests. */
  readonly now?: () => number;
}

interface Kept {
  readonly until: number;
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly notModified: Record<string, string | string[]>;
  readonly etag: string;
  readonly body: Buffer;
}

type Entry = { readonly kept: Kept } | { readonly making: Promise<Kept | null> };

export interface KeptAnswers {
  /** True when it has taken the request; false: it is none of its own, nothing was read or written. */
  handle(request: IncomingMessage, response: ServerResponse): boolean;
}

/** The answers that are kept by one process. */
export function keptAnswers(options: KeptOptions): KeptAnswers {
  const entries = new Map<string, Entry>();
  const now = options.now ?? (() => performance.now());
  // Spaces round a name are no part of it: the application reads such a cookie too.
  const named = (names: readonly string[]): string => `(?:^|[;,\\s])(?:${names.join('|')})\\s*=`;
  const own = new RegExp(named(options.ownCookies));
  const choices = options.choiceCookies.map((name) => ({
    any: new RegExp(named([name]), 'g'),
    plain: new RegExp(`(?:^|; )${name}=([a-z]{1,8})(?:;|$)`),
  }));
  /** What was chosen; null where the application could read something else in it than stands here. */
  const chosenIn = (cookie: string): string | null => {
    if (cookie === '') return '';
    let chosen = '';
    for (const { any, plain } of choices) {
      const times = cookie.match(any)?.length ?? 0;
      const value = plain.exec(cookie)?.[1];
      if (times > 1 || (times === 1 && value === undefined)) return null;
      chosen += `${value ?? ''} `;
    }
    return chosen.trimEnd();
  };
  // Addresses whose answer is no public one, so that they are not held up in pairs.
  const notPublic = new Map<string, number>();
  let bytes = 0;

  const forget = (key: string): void => {
    const entry = entries.get(key);
    if (entry && 'kept' in entry) bytes -= entry.kept.body.length;
    entries.delete(key);
  };
  const keep = (key: string, kept: Kept): void => {
    forget(key);
    if (kept.body.length > MOST_BYTES_OF_ONE) return;
    entries.set(key, { kept });
    bytes += kept.body.length;
    // In the order in which they were made: the first ones are the oldest.
    for (const [oldest, entry] of entries) {
      const isOld = 'kept' in entry && entry.kept.until <= now();
      if (!isOld && bytes <= MOST_BYTES) break;
      if ('kept' in entry) forget(oldest);
    }
  };

  const handle = (request: IncomingMessage, response: ServerResponse): boolean => {
    const { method, url = '', headers } = request;
    if (method !== 'GET' || url.length > LONGEST_ADDRESS || !url.startsWith('/')) return false;
    const { cookie = '', host = '' } = headers;
    if (!HOST.test(host) || own.test(cookie)) return false;
    if (headers.range !== undefined || headers.authorization !== undefined) return false;
    const encoding = encodingFor(String(headers['accept-encoding'] ?? ''));
    const chosen = chosenIn(cookie);
    if (chosen === null) return false;
    const key = `${encoding}|${chosen}|${host}|${url}`;
    const entry = entries.get(key);
    const at = now();
    if (entry && 'kept' in entry && entry.kept.until > at) {
      send(request, response, entry.kept);
      return true;
    }
    if (entry && 'making' in entry) {
      entry.making
        .then((kept) => (kept === null ? fresh(request, response) : send(request, response, kept)))
        .catch(() => fail(response));
      return true;
    }
    if ((notPublic.get(key) ?? 0) > at) return false;
    const asked = askAndKeep(key, encoding, request, response);
    entries.set(key, { making: asked });
    asked.catch(() => fail(response));
    return true;
  };

  const askAndKeep = async (
    key: string,
    encoding: Encoding,
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Kept | null> => {
    try {
      const answer = await options.answer(requestOf(request), { incoming: request, outgoing: response });
      const isPublic =
        answer.status === 200 &&
        (answer.headers.get('cache-control') ?? '').startsWith('public') &&
        !answer.headers.has('set-cookie') &&
        // By encoding and cookie answers are told apart here; by what else they may differ, only their maker knows.
        VARIES.test(answer.headers.get('vary') ?? '') &&
        Number(answer.headers.get('content-length') ?? 0) <= MOST_BYTES_OF_ONE;
      if (!isPublic) {
        entries.delete(key);
        if (notPublic.size > 5_000) notPublic.clear();
        notPublic.set(key, now() + FRESH_MS);
        // Whoever waits asks anew at once: this answer may be a stream without an end.
        pass(answer, response).catch(() => fail(response));
        return null;
      }
      const kept = await keptFrom(answer, encoding, now() + FRESH_MS);
      keep(key, kept);
      send(request, response, kept);
      return kept;
    } catch (error) {
      entries.delete(key);
      throw error;
    }
  };

  const fresh = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await pass(await options.answer(requestOf(request), { incoming: request, outgoing: response }), response);
  };

  return { handle };
}

function requestOf(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (typeof value === 'string') headers.set(name, value);
    else if (value !== undefined) for (const each of value) headers.append(name, each);
  }
  // Compressed here, harder than for one reader alone; and a tag that was sent is compared here.
  for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) headers.delete(name);
  const host = request.headers.host ?? 'localhost';
  const base = URL.canParse(`http://${host}/`) ? `http://${host}` : 'http://localhost';
  return new Request(base + (request.url ?? '/'), { headers });
}

const pack = { br: promisify(brotliCompress), gzip: promisify(gzip) };

async function keptFrom(answer: Response, encoding: Encoding, until: number): Promise<Kept> {
  const plain = Buffer.from(await answer.arrayBuffer());
  const isText = /^(?:text\/|application\/(?:[a-z.+-]+\+)?(?:json|xml))|^image\/svg/.test(
    answer.headers.get('content-type') ?? '',
  );
  const packs = encoding !== '' && isText && plain.length > 1_024 && !answer.headers.has('content-encoding');
  const body = !packs
    ? plain
    : encoding === 'br'
      ? await pack.br(plain, {
          params: { [constants.BROTLI_PARAM_QUALITY]: 5, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
        })
      : await pack.gzip(plain, { level: 6 });
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of answer.headers)
    if (name !== 'content-length' && name !== 'x-request-id') headers[name] = value;
  const etag = answer.headers.get('etag') ?? `W/"${createHash('sha1').update(plain).digest('base64url')}"`;
  headers['etag'] = etag;
  headers['vary'] = 'accept-encoding, cookie';
  const { 'content-type': _type, ...notModified } = headers;
  if (packs) headers['content-encoding'] = encoding;
  headers['content-length'] = String(body.length);
  return { until, status: answer.status, headers, notModified, etag, body };
}

function send(request: IncomingMessage, response: ServerResponse, kept: Kept): void {
  const asked = request.headers['if-none-match'];
  if (asked !== undefined && asked.split(/\s*,\s*/).some((tag) => tag === kept.etag || tag === '*')) {
    response.writeHead(304, kept.notModified).end();
    return;
  }
  response.writeHead(kept.status, kept.headers).end(kept.body);
}

/** An answer that is nobody else's, handed on as it comes. */
async function pass(answer: Response, response: ServerResponse): Promise<void> {
  const headers: Record<string, string | string[]> = {};
  for (const [name, value] of answer.headers) if (name !== 'set-cookie') headers[name] = value;
  const cookies = answer.headers.getSetCookie();
  if (cookies.length > 0) headers['set-cookie'] = cookies;
  response.writeHead(answer.status, headers);
  if (answer.body === null) {
    response.end();
    return;
  }
  for await (const chunk of answer.body) {
    if (!response.write(chunk))
      await new Promise<void>((resolve) => response.once('drain', resolve).once('close', resolve));
    if (response.destroyed) return;
  }
  response.end();
}

function fail(response: ServerResponse): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' }).end('500');
}
