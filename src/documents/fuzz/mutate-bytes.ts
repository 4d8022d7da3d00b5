/** Damage that any file can take: flipped bits, cuts, splices, parts twice or in the wrong place. */
import type { Random } from './random.ts';

const EXTREMES = [0, 1, 0x7f, 0x80, 0xfe, 0xff] as const;
/** Heads and indexes stand at the ends of a file. */
const EDGE = 1536;

/** A damaged copy; `other` is a file of any kind that pieces may come from. */
export function mutateBytes(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let mutated: Uint8Array = Uint8Array.from(bytes);
  for (let change = random.below(4) + 1; change > 0; change--) mutated = once(mutated, other, random);
  return mutated;
}

function once(bytes: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  if (bytes.length < 2) return bytes;
  const at = placeIn(bytes, random);
  const length = 1 + random.below(random.below(4) === 0 ? bytes.length / 2 : 64);
  switch (random.below(9)) {
    case 0:
    case 1:
      bytes[at] = (bytes[at] ?? 0) ^ (1 << random.below(8));
      return bytes;
    case 2:
      for (let count = random.below(16) + 1; count > 0; count--) bytes[placeIn(bytes, random)] = random.below(256);
      return bytes;
    case 3:
      bytes.fill(random.pick(EXTREMES), at, Math.min(bytes.length, at + random.pick([1, 2, 4, 8, length])));
      return bytes;
    case 4:
      return random.below(3) === 0 ? bytes.slice(0, at) : joined(bytes.subarray(0, at), bytes.subarray(at + length));
    case 5: {
      const from = random.below(other.length);
      const piece = other.subarray(from, from + length);
      return joined(bytes.subarray(0, at), piece, bytes.subarray(random.below(2) === 0 ? at : at + length));
    }
    case 6:
      return joined(bytes.subarray(0, at + length), bytes.subarray(at));
    case 7: {
      const to = placeIn(bytes, random);
      const piece = bytes.slice(at, at + length);
      bytes.set(piece.subarray(0, bytes.length - to), to);
      return bytes;
    }
    default: {
      // Numbers of two and four bytes, as the indexes of old formats hold them.
      const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const even = at & ~1;
      const number = random.pick([0, 1, 0xffff, 0x7fff_ffff, 0xffff_ffff, 0x8000_0000, random.below(bytes.length)]);
      if (even + 4 <= bytes.length) view.setUint32(even, number, true);
      return bytes;
    }
  }
}

function placeIn(bytes: Uint8Array, random: Random): number {
  const edge = Math.min(EDGE, bytes.length);
  switch (random.below(4)) {
    case 0:
      return random.below(edge);
    case 1:
      return bytes.length - 1 - random.below(edge);
    default:
      return random.below(bytes.length);
  }
}

export function joined(...pieces: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(pieces));
}
