/** Random numbers that come again with the same seed. */

export interface Random {
  /** A whole number from 0 to `below` - 1; 0 when `below` is less than 1. */
  below(below: number): number;
  pick<T>(from: readonly T[]): T;
}

/** Mulberry32: small, fast, good enough to damage files. */
export function randomFrom(seed: number): Random {
  let state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000;
  };
  return {
    below: (below) => Math.floor(next() * Math.max(1, below)),
    pick(from) {
      const found = from[Math.floor(next() * from.length)];
      if (found === undefined) throw new RangeError('nothing to pick from');
      return found;
    },
  };
}
