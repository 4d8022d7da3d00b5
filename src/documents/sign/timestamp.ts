/** Time-stamps (RFC 3161): a third party's word that a signature existed at a time. */
import { createHash, randomBytes } from 'node:crypto';
import { DocumentProblem } from '../problem.ts';
import { readCms, readTimeStampInfo, sameBytes, statusGranted } from './cms-read.ts';
import {
  derBoolean,
  derInteger,
  derNull,
  derOctets,
  derOid,
  derSequence,
  expectTag,
  readDer,
  sequenceOf,
  TAG,
} from './der.ts';
import { OID } from './oids.ts';

export interface TimestampAuthority {
  /** DER of a TimeStampToken over a SHA-256 digest. Rejects with DocumentProblem timestamp-failed. */
  timestamp(digest: Uint8Array): Promise<Uint8Array>;
}

export interface HttpTimestampOptions {
  /** http or https; a token is signed, so that plain http gives nothing away and cannot be forged. */
  readonly url: string;
  /** Addresses that the administrator allows, as they are written there; `url` must be one of them. */
  readonly allowed: readonly string[];
  readonly timeLimitMs?: number;
}

const TIME_LIMIT_MS = 10_000;
const SIZE_LIMIT = 64 * 1024;

/**
 * A time-stamp authority over the network. The only part of the document engine that reaches out, and only to an
 * address of the configuration. Throws DocumentProblem timestamp-refused.
 */
export function httpTimestampAuthority(options: HttpTimestampOptions): TimestampAuthority {
  const url = URL.parse(options.url);
  const isAllowed = options.allowed.some((allowed) => URL.parse(allowed)?.href === url?.href);
  if (url === null || !['http:', 'https:'].includes(url.protocol) || url.username !== '' || !isAllowed) {
    throw new DocumentProblem('timestamp-refused');
  }
  const timeLimitMs = options.timeLimitMs ?? TIME_LIMIT_MS;
  return {
    timestamp: async (digest) => {
      try {
        const nonce = randomBytes(8);
        const answer = await post(url, timestampRequest(digest, nonce), timeLimitMs);
        return tokenOf(answer, digest, nonce);
      } catch (error) {
        throw failed(error);
      }
    },
  };
}

function failed(cause: unknown): DocumentProblem {
  if (cause instanceof DocumentProblem) return cause;
  const problem = new DocumentProblem('timestamp-failed');
  problem.cause = cause;
  return problem;
}

function timestampRequest(digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const imprint = derSequence(derSequence(derOid(OID.sha256), derNull()), derOctets(digest));
  return derSequence(derInteger(1), imprint, derInteger(nonce), derBoolean(true));
}

async function post(url: URL, body: Uint8Array, timeLimitMs: number): Promise<Uint8Array> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/timestamp-query', accept: 'application/timestamp-reply' },
    body: Buffer.from(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeLimitMs),
  });
  if (!response.ok || response.body === null) throw new Error(`the time-stamp authority answered ${response.status}`);
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body) {
    if (!(part instanceof Uint8Array)) throw new Error('unexpected answer');
    size += part.length;
    if (size > SIZE_LIMIT) throw new Error('the answer of the time-stamp authority is too large');
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}

function tokenOf(answer: Uint8Array, digest: Uint8Array, nonce: Uint8Array): Uint8Array {
  const [status, token] = sequenceOf(readDer(answer));
  if (!statusGranted(status)) throw new Error('the time-stamp authority refused');
  const bytes = new Uint8Array(expectTag(token, TAG.sequence).whole);
  checkToken(bytes, digest);
  const info = readTimeStampInfo(readCms(bytes));
  const sent = expectTag(readDer(derInteger(nonce)), TAG.integer).content;
  if (info.nonce === null || !sameBytes(info.nonce, sent)) throw new Error('the token answers another request');
  return bytes;
}

/** Throws DocumentProblem timestamp-failed unless the token is one over this SHA-256 digest. */
export function checkToken(token: Uint8Array, digest: Uint8Array): void {
  try {
    const info = readTimeStampInfo(readCms(token));
    if (info.digest !== 'sha256' || !sameBytes(info.imprint, digest))
      throw new Error('the token is for something else');
  } catch (error) {
    throw failed(error);
  }
}

export function sha256(bytes: Uint8Array): Uint8Array {
  return createHash('sha256').update(bytes).digest();
}
