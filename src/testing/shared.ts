/**
 * The steering files (seeds, unit tables) that exist beside the checkout here and in CI, never on a user's machine.
 * Tests that use them are skipped where they are absent.
 */
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join, resolve } from 'node:path';

const SHARED = resolve(fileURLToPath(new URL('.', import.meta.url)), '../../../shared');

/** Path of a steering file, or null where it is not at hand. */
export function sharedFile(relativePath: string): string | null {
  const path = join(SHARED, relativePath);
  return existsSync(path) ? path : null;
}
