/** Answers remembered for seconds, asked for once however many want them; bounded. */

interface Entry<T> {
  readonly until: number;
  readonly value: Promise<T>;
}

export class Memory<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #milliseconds: number;
  readonly #most: number;

  constructor(milliseconds: number, most: number) {
    this.#milliseconds = milliseconds;
    this.#most = most;
  }

  /** What is remembered under the key, or what `load` gives; a failure is forgotten at once. */
  get(key: string, load: () => Promise<T>): Promise<T> {
    const now = performance.now();
    const known = this.#entries.get(key);
    if (known && known.until > now) return known.value;
    if (this.#entries.size >= this.#most) this.#forgetOldest(now);
    const value = load();
    this.#entries.delete(key);
    this.#entries.set(key, { until: now + this.#milliseconds, value });
    value.catch(() => this.#entries.delete(key));
    return value;
  }

  clear(): void {
    this.#entries.clear();
  }

  /** Entries stand in the order in which they were asked for. */
  #forgetOldest(now: number): void {
    for (const [key, { until }] of this.#entries) {
      if (until > now && this.#entries.size < this.#most) return;
      this.#entries.delete(key);
    }
  }
}
