/** Keys out of passwords, as PKCS#12 derives them (RFC 7292, appendix B.2). */
import { createHash } from 'node:crypto';
import { DocumentProblem } from '../problem.ts';
import { concatBytes } from './der.ts';
import type { DigestName } from './oids.ts';

export type Pkcs12Hash = Exclude<DigestName, 'md5'>;
export const PKCS12_HASH_SIZES: Readonly<Record<Pkcs12Hash, number>> = { sha1: 20, sha256: 32, sha384: 48, sha512: 64 };

/** OpenSSL writes 2,048, careful makers some 600,000; more is an attempt to keep the machine busy. */
const ITERATION_LIMIT = 2_000_000;

/** The count, or the problem that it is out of range. */
export function checkIterations(count: number): number {
  if (count < 1 || count > ITERATION_LIMIT) throw new DocumentProblem('sign-key-unsupported');
  return count;
}

/** The password as the old derivation wants it: UTF-16, high byte first, with an end mark. */
export function widePassword(text: string): Uint8Array {
  return Buffer.from(`${text}\0`, 'utf16le').swap16();
}

/** `purpose`: 1 key, 2 initial vector, 3 check sum; `password` from `widePassword`. */
export function derivePkcs12Key(
  digest: Pkcs12Hash,
  purpose: 1 | 2 | 3,
  password: Uint8Array,
  salt: Uint8Array,
  iterations: number,
  length: number,
): Uint8Array {
  checkIterations(iterations);
  const block = digest === 'sha384' || digest === 'sha512' ? 128 : 64;
  const input = concatBytes([repeatTo(salt, block), repeatTo(password, block)]);
  const diversifier = new Uint8Array(block).fill(purpose);
  const pieces: Uint8Array[] = [];
  for (let have = 0; have < length; ) {
    let hash: Uint8Array = createHash(digest).update(diversifier).update(input).digest();
    for (let round = 1; round < iterations; round += 1) hash = createHash(digest).update(hash).digest();
    pieces.push(hash);
    have += hash.length;
    addToBlocks(input, repeatTo(hash, block), block);
  }
  return concatBytes(pieces).subarray(0, length);
}

function repeatTo(bytes: Uint8Array, block: number): Uint8Array {
  if (bytes.length === 0) return new Uint8Array();
  const length = Math.ceil(bytes.length / block) * block;
  return Uint8Array.from({ length }, (_, index) => bytes[index % bytes.length] ?? 0);
}

/** Adds `addend` + 1 to every block of `input`, as big-endian numbers, without carry beyond the block. */
function addToBlocks(input: Uint8Array, addend: Uint8Array, block: number): void {
  for (let start = 0; start < input.length; start += block) {
    let carry = 1;
    for (let index = block - 1; index >= 0; index -= 1) {
      const sum = (input[start + index] ?? 0) + (addend[index] ?? 0) + carry;
      input[start + index] = sum & 0xff;
      carry = sum >> 8;
    }
  }
}
