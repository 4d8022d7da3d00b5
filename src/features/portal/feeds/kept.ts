/**
 * Answers that many ask for again: kept in memory for seconds, told apart by ETag, and no more often than is decent. A
 * calendar program that asks every second gets 304, one that asks faster 429 with Retry-After.
 */
import { createHash } from 'node:crypto';
import { clientAddress } from '../../../platform/http/peer.ts';
import { RateLimit } from '../../../platform/http/rate-limit.ts';
import type { WebRequest } from '../../../platform/http/web.ts';

export interface KeptAnswer {
  readonly body: string;
  readonly type: string;
  /** Of what stands in it. */
  readonly changedAt: Date | null;
}

interface Entry {
  readonly at: number;
  readonly answer: Promise<KeptAnswer & { readonly etag: string }>;
  bytes: number;
}

/** Fresh within so long of a change. */
const FRESH_MS = 4_000;
const MOST_BYTES = 24_000_000;
const MOST_ENTRIES = 500;
const RETRY_AFTER_S = 60;

/** Answers of one process by their address. */
export class Kept {
  readonly #entries = new Map<string, Entry>();
  readonly #same = new RateLimit(90, RETRY_AFTER_S * 1_000);
  readonly #all = new RateLimit(400, RETRY_AFTER_S * 1_000);
  #bytes = 0;

  /**
   * The answer under `key`, made by `make` when there is none that is fresh.
   * @param options.isPrivate for one person's eyes: no shared memory on the way may keep it
   */
  async answer(
    c: WebRequest,
    key: string,
    make: () => Promise<KeptAnswer>,
    options: { readonly isPrivate?: boolean; readonly maxAge?: number; readonly headers?: Record<string, string> } = {},
  ): Promise<Response> {
    const now = performance.now();
    const address = clientAddress(c);
    // A process asked without a socket (a test, a program of ours) is limited with all others of its kind.
    if (!this.#all.allows(address, now) || !this.#same.allows(`${address} ${key}`, now)) {
      return c.text('Quá nhiều lần hỏi. Hãy hỏi lại sau một phút.\n', 429, { 'retry-after': String(RETRY_AFTER_S) });
    }
    // What is one person's is gone the moment that person says so.
    const { body, type, changedAt, etag } = await (options.isPrivate ? tagged(make()) : this.#find(key, now, make));
    const scope = options.isPrivate ? 'private' : 'public';
    const headers: Record<string, string> = {
      ...options.headers,
      etag,
      'cache-control': `${scope}, max-age=${options.maxAge ?? 5}, must-revalidate`,
      ...(changedAt === null ? {} : { 'last-modified': changedAt.toUTCString() }),
    };
    if (matches(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
    return c.body(body, 200, { ...headers, 'content-type': type });
  }

  #find(key: string, now: number, make: () => Promise<KeptAnswer>): Entry['answer'] {
    const known = this.#entries.get(key);
    if (known && now - known.at < FRESH_MS) return known.answer;
    if (known) this.#forget(key, known);
    const entry: Entry = {
      at: now,
      bytes: 0,
      answer: tagged(make()).then((made) => {
        if (this.#entries.get(key) === entry) {
          entry.bytes = Buffer.byteLength(made.body);
          this.#bytes += entry.bytes;
          this.#shrink();
        }
        return made;
      }),
    };
    entry.answer.catch(() => this.#forget(key, entry));
    this.#entries.set(key, entry);
    return entry.answer;
  }

  #shrink(): void {
    for (const [key, entry] of this.#entries) {
      if (this.#bytes <= MOST_BYTES && this.#entries.size <= MOST_ENTRIES) return;
      this.#forget(key, entry);
    }
  }

  #forget(key: string, entry: Entry): void {
    if (this.#entries.get(key) !== entry) return;
    this.#entries.delete(key);
    this.#bytes -= entry.bytes;
  }
}

/** With its tag; weak, for compression on the way makes other bytes of it. */
async function tagged(making: Promise<KeptAnswer>): Entry['answer'] {
  const made = await making;
  return { ...made, etag: `W/"${createHash('sha1').update(made.body).digest('base64url')}"` };
}

/** If-None-Match by weak comparison (RFC 9110, 13.1.2). */
function matches(header: string | undefined, etag: string): boolean {
  if (header === undefined) return false;
  const bare = (tag: string): string => tag.trim().replace(/^W\//u, '');
  return header.trim() === '*' || header.split(',').some((tag) => bare(tag) === bare(etag));
}
