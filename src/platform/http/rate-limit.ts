/** How often one address may do something: a sliding window in the memory of this process. */
import { createHmac } from 'node:crypto';

/** Beyond this the ones that have been quiet the longest are forgotten: whoever has so many addresses is not held up by them. */
const MOST_KEPT = 50_000;

/** Counts over a sliding window, so that nobody keeps the machine busy or fills a list by himself. */
export class RateLimit {
  readonly #times = new Map<string, number[]>();
  readonly #most: number;
  readonly #windowMs: number;

  constructor(most: number, windowMs: number) {
    this.#most = most;
    this.#windowMs = windowMs;
  }

  /** True when this address may do it once more at this moment; counts it. @param now milliseconds of the clock */
  allows(address: string, now: number): boolean {
    const since = now - this.#windowMs;
    const recent = (this.#times.get(address) ?? []).filter((time) => time > since);
    if (recent.length >= this.#most) return false;
    recent.push(now);
    // In the order of the last time: the quiet ones come first, so that nobody's request looks through all of them.
    this.#times.delete(address);
    this.#times.set(address, recent);
    for (const [quiet, times] of this.#times) {
      if (this.#times.size <= MOST_KEPT && (times.at(-1) ?? 0) > since) break;
      this.#times.delete(quiet);
    }
    return true;
  }

  /** True when this address may not do it again now; counts nothing. For limits on what goes wrong only, such as guesses. */
  isSpent(address: string, now: number): boolean {
    const since = now - this.#windowMs;
    return (this.#times.get(address) ?? []).filter((time) => time > since).length >= this.#most;
  }
}

/** An address as it may be kept beside what came from it: a keyed hash, 16 bytes, worth nothing without the installation's key. */
export function addressHash(secretKey: Uint8Array, address: string): Buffer {
  return createHmac('sha256', secretKey).update(`address\0${address}`).digest().subarray(0, 16);
}
