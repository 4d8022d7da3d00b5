/**
 * The colour of public pages that belong to no area: that of the home, so that a reader who goes from page to page stays in one
 * house. The portal says where it comes from; it is asked in the background, and a page never waits for it.
 */
import type { Platform } from '../../platform/context.ts';

type Source = (platform: Platform) => Promise<string | undefined>;

const FRESH_MS = 5_000;

interface Known {
  askedAt: number;
  look: string | undefined;
}

let source: Source | null = null;
const known = new WeakMap<Platform, Known>();

/** Says who knows the colour. */
export function homeLookFrom(given: Source): void {
  source = given;
}

/** The colour as it was last told; undefined for the product's own, and until it was told for the first time. */
export function homeLook(platform: Platform): string | undefined {
  let entry = known.get(platform);
  if (!entry) {
    entry = { askedAt: Number.NEGATIVE_INFINITY, look: undefined };
    known.set(platform, entry);
  }
  const now = performance.now();
  if (source !== null && now - entry.askedAt > FRESH_MS) {
    entry.askedAt = now;
    const asked = entry;
    // A database that does not answer shows itself on pages that need it; this one has a colour more or less.
    source(platform).then(
      (look) => (asked.look = look),
      () => undefined,
    );
  }
  return entry.look;
}
