/** Pages and JSON compressed on the way out, when the browser asks for it. */
import { promisify } from 'node:util';
import { type BrotliOptions, brotliCompress, brotliCompressSync, constants, gzip, gzipSync } from 'node:zlib';
import type { MiddlewareHandler } from 'hono';
import type { WebEnv } from './web.ts';

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** Below this the frame costs more than is saved. */
const WORTHWHILE_BYTES = 1_024;
const TEXTS = /^(?:text\/|application\/(?:[a-z.+-]+\+)?(?:json|xml)|image\/svg)/;

/** True for texts of some length: everything else is as small as it gets. */
export function isWorthPacking(type: string, plain: Uint8Array): boolean {
  return plain.length >= WORTHWHILE_BYTES && TEXTS.test(type);
}

// As small as gzip's best at a fraction of its time.
const BROTLI_QUALITY = 4;

/** Packed on the thread pool. @param quality of brotli; more than the usual is worth it where many get the same bytes */
export function pack(plain: Uint8Array, encoding: Exclude<Encoding, ''>, quality = BROTLI_QUALITY): Promise<Buffer> {
  return encoding === 'br' ? compressBrotli(plain, brotliOptions(plain, quality)) : compressGzip(plain, { level: 6 });
}

/** Up to here the way to another thread and back costs more than it spares the thread of the requests. */
export const PACKED_AT_ONCE_BYTES = 64 * 1_024;

// A page grows by a twentieth beside 4, at two thirds of its time.
const BROTLI_QUALITY_AT_ONCE = 3;

/** For one reader, at once, for texts of a page's size. */
export function packNow(plain: Uint8Array, encoding: Exclude<Encoding, ''>): Buffer {
  return encoding === 'br'
    ? brotliCompressSync(plain, brotliOptions(plain, BROTLI_QUALITY_AT_ONCE))
    : gzipSync(plain, { level: 4 });
}

function brotliOptions(plain: Uint8Array, quality: number): BrotliOptions {
  return {
    params: {
      [constants.BROTLI_PARAM_QUALITY]: quality,
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_SIZE_HINT]: plain.length,
      // No window beyond the page: the usual one of 4 MB is memory for nothing, once for each page under way.
      [constants.BROTLI_PARAM_LGWIN]: windowFor(plain.length),
    },
  };
}

/** Compresses text answers that are not compressed yet. Pages carry no secrets beside what a stranger can send in. */
export function compression(): MiddlewareHandler<WebEnv> {
  return async (c, next) => {
    await next();
    if (!TEXTS.test(c.res.headers.get('content-type') ?? '') || c.res.headers.has('content-encoding')) return;
    const encoding = encodingFor(c.req.header('accept-encoding') ?? '');
    if (encoding === '' || c.req.method === 'HEAD' || c.res.body === null) return;
    const plain = Buffer.from(await c.res.arrayBuffer());
    const { status, headers } = c.res;
    if (plain.length < WORTHWHILE_BYTES) {
      c.res = new Response(plain, { status, headers });
      return;
    }
    const packed = await pack(plain, encoding);
    const changed = new Headers(headers);
    changed.set('content-encoding', encoding);
    changed.append('vary', 'accept-encoding');
    changed.delete('content-length');
    c.res = new Response(new Uint8Array(packed), { status, headers: changed });
  };
}

/** How an answer goes out. Empty: as it is. */
export type Encoding = 'br' | 'gzip' | '';

// A name with `;q=0` behind it is what the other side does not take.
const taking = (name: string): RegExp =>
  new RegExp(`(?:^|,)\\s*${name}\\s*(?:,|$|;\\s*q=(?!0(?:\\.0*)?\\s*(?:,|$)))`, 'i');
const [TAKES_BR, TAKES_GZIP] = [taking('br'), taking('gzip')];

/** The best that the other side takes, by its Accept-Encoding. */
export function encodingFor(accepted: string): Encoding {
  return TAKES_BR.test(accepted) ? 'br' : TAKES_GZIP.test(accepted) ? 'gzip' : '';
}

/** Bits of the smallest window that holds so many bytes. */
function windowFor(bytes: number): number {
  const bits = Math.ceil(Math.log2(bytes + 16));
  return Math.min(constants.BROTLI_DEFAULT_WINDOW, Math.max(constants.BROTLI_MIN_WINDOW_BITS, bits));
}
