/**
 * Answers kept for seconds in front of the application: whole, compressed, by address, language, appearance and encoding.
 * Only what a page itself calls public (`cache-control: public`), only GET, only for visitors without a session: a person who
 * is signed in never gets a kept answer, and never leaves one. However many ask for one page at once, it is made once.
 * An address that nobody has asked for lately is not kept at its first asking: a crawler that goes through all of them would
 * fill the memory with what nobody wants again, and keep the garbage collector at work.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { crc32 } from 'node:zlib';
import { type Encoding, encodingFor, isWorthPacking, pack, PACKED_AT_ONCE_BYTES, packNow } from './compression.ts';
import { bytesOf, textOf } from './text-answer.ts';
import type { VisitorAnswer } from './visitor-pages.ts';

const FRESH_MS = 3_000;
const MOST_BYTES = 32 * 1024 * 1024;
/** One address may fill no more than this of it. */
const MOST_BYTES_OF_ONE = 512 * 1024;
const LONGEST_ADDRESS = 600;
/** Asked for again within this, an address is one that many want. */
const LATELY_MS = 10_000;
/** A name or address with its port; whatever else is sent as a host is left to the application. */
const HOST = /^[a-z0-9.:[\]_-]{0,255}$/i;
const VARIES = /^(?:(?:^|\s*,\s*)(?:accept-encoding|cookie))*$/i;

export interface KeptOptions {
  /** The application: an answer to a request that reaches it. */
  readonly answer: (
    request: Request,
    bindings: { incoming: IncomingMessage; outgoing: ServerResponse },
  ) => Response | Promise<Response>;
  /** The way past the application, for pages that have one (./visitor-pages.ts); null, at once or later: it has none. */
  readonly shortWay?: ((request: IncomingMessage) => Promise<VisitorAnswer | null> | null) | undefined;
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
  /** Names and values in turn, as node:http writes them. */
  readonly headers: string[];
  readonly notModified: string[];
  readonly etag: string;
  readonly body: Buffer;
}

interface Making {
  readonly making: Promise<Kept | null>;
  /** How many wait for it besides the one who asked first. */
  waiting: number;
}

type Entry = { readonly kept: Kept } | Making;

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
  const lately = new Lately();
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
      entry.waiting += 1;
      entry.making
        .then((kept) => (kept === null ? fresh(request, response) : send(request, response, kept)))
        .catch(() => fail(response));
      return true;
    }
    if ((notPublic.get(key) ?? 0) > at) return false;
    const isWanted = lately.again(key, at);
    const making = askAndKeep(key, { encoding, isWanted }, request, response);
    entries.set(key, { making, waiting: 0 });
    making.catch(() => fail(response));
    return true;
  };

  const askAndKeep = async (
    key: string,
    { encoding, isWanted }: { encoding: Encoding; isWanted: boolean },
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<Kept | null> => {
    try {
      const page = options.shortWay?.(request) ?? null;
      const short = page === null ? null : await page;
      const made = short === null ? await routed(key, request, response) : madeFrom(short);
      if (made === null) return null;
      const entry = entries.get(key);
      const keeps = isWanted || (entry !== undefined && 'making' in entry && entry.waiting > 0);
      const kept = await keptFrom(made, encoding, keeps ? now() + FRESH_MS : null);
      if (keeps) keep(key, kept);
      else entries.delete(key);
      send(request, response, kept);
      return kept;
    } catch (error) {
      entries.delete(key);
      throw error;
    }
  };

  /** The application's answer; null where it is no public one: then it has been handed on. */
  const routed = async (key: string, request: IncomingMessage, response: ServerResponse): Promise<Made | null> => {
    const answer = await options.answer(requestOf(request), { incoming: request, outgoing: response });
    const isPublic =
      answer.status === 200 &&
      (answer.headers.get('cache-control') ?? '').startsWith('public') &&
      !answer.headers.has('set-cookie') &&
      // By encoding and cookie answers are told apart here; by what else they may differ, only their maker knows.
      VARIES.test(answer.headers.get('vary') ?? '') &&
      Number(answer.headers.get('content-length') ?? 0) <= MOST_BYTES_OF_ONE;
    if (isPublic) return madeOf(answer);
    entries.delete(key);
    if (notPublic.size > 5_000) notPublic.clear();
    notPublic.set(key, now() + FRESH_MS);
    // Whoever waits asks anew at once: this answer may be a stream without an end.
    pass(answer, response).catch(() => fail(response));
    return null;
  };

  const fresh = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    await pass(await options.answer(requestOf(request), { incoming: request, outgoing: response }), response);
  };

  return { handle };
}

/** Which addresses were asked for within the last seconds: by a number of each, in a table that never grows. */
class Lately {
  readonly #numbers = new Uint32Array(8_192);
  readonly #until = new Float64Array(8_192);

  /** True where it was asked for lately; notes that it is asked for now. Two addresses may be taken for one another: no harm. */
  again(key: string, now: number): boolean {
    let number = 2_166_136_261;
    for (let at = 0; at < key.length; at += 1) number = Math.imul(number ^ key.charCodeAt(at), 16_777_619);
    number >>>= 0;
    const slot = number % this.#numbers.length;
    const isAgain = this.#numbers[slot] === number && (this.#until[slot] ?? 0) > now;
    this.#numbers[slot] = number;
    this.#until[slot] = now + LATELY_MS;
    return isAgain;
  }
}

function requestOf(request: IncomingMessage): Request {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    // Compressed here, harder than for one reader alone; and a tag that was sent is compared here.
    if (NOT_HANDED_ON.has(name) || value === undefined) continue;
    if (typeof value === 'string') headers.set(name, value);
    else for (const each of value) headers.append(name, each);
  }
  const host = request.headers.host ?? 'localhost';
  const base = URL.canParse(`http://${host}/`) ? `http://${host}` : 'http://localhost';
  const address = base + (request.url ?? '/');
  return new Request(address, { headers });
}

const NOT_HANDED_ON: ReadonlySet<string> = new Set(['accept-encoding', 'if-none-match', 'if-modified-since']);

/** A public answer as it was made: not compressed, without a tag. */
interface Made {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** One of the pages that are asked for at ever new addresses. */
  readonly isShort: boolean;
}

const madeFrom = ({ status, headers, text }: VisitorAnswer): Made => ({
  status,
  headers,
  body: bytesOf(text),
  isShort: true,
});

async function madeOf(answer: Response): Promise<Made> {
  const text = textOf(answer);
  const headers: Record<string, string> = {};
  for (const [name, value] of answer.headers)
    if (name !== 'content-length' && name !== 'x-request-id') headers[name] = value;
  return {
    status: answer.status,
    headers,
    body: text === undefined ? Buffer.from(await answer.arrayBuffer()) : bytesOf([text]),
    isShort: false,
  };
}

const BROTLI_QUALITY_OF_MANY = 5;

/** What goes out. Kept until then and packed for many, or (null) for one alone and packed at once. */
async function keptFrom(
  { status, headers, body, isShort }: Made,
  encoding: Encoding,
  until: number | null,
): Promise<Kept> {
  const packs =
    encoding !== '' && headers['content-encoding'] === undefined && isWorthPacking(headers['content-type'] ?? '', body);
  const isOne = isShort && until === null && body.length <= PACKED_AT_ONCE_BYTES;
  const packed = !packs ? body : isOne ? packNow(body, encoding) : await pack(body, encoding, BROTLI_QUALITY_OF_MANY);
  // Of one address, from one state to the next: a sum of 32 bits and the length tell them apart.
  const etag = headers['etag'] ?? `W/"${crc32(body).toString(36)}-${body.length.toString(36)}"`;
  const out: string[] = [];
  const notModified: string[] = [];
  for (const name in headers) {
    if (name === 'etag' || name === 'vary') continue;
    const value = headers[name] ?? '';
    out.push(name, value);
    if (name !== 'content-type') notModified.push(name, value);
  }
  const ends = ['etag', etag, 'vary', 'accept-encoding, cookie'] as const;
  notModified.push(...ends);
  out.push(...ends, 'content-length', String(packed.length));
  if (packs) out.push('content-encoding', encoding);
  return { until: until ?? 0, status, headers: out, notModified, etag, body: packed };
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
