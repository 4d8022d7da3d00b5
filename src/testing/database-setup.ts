/**
 * vitest's global set-up: gives one run a folder for its PostgreSQL, and clears it away at the end. The server itself
 * starts with the first test that asks for a database (database.ts), so a run without such tests costs nothing.
 */
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { removeTestServer, TEST_FOLDER_VARIABLE } from './server.ts';

const PREFIX = 'suotdoi-test-';

export default async function setup(): Promise<() => Promise<void>> {
  await sweep();
  const folder = mkdtempSync(join(tmpdir(), `${PREFIX}${process.pid}-`));
  // The server runs under another account when the tests run as root: it must be able to pass.
  rmSync(folder, { recursive: true });
  mkdirSync(folder, { mode: 0o755 });
  writeFileSync(join(folder, 'run.pid'), String(process.pid));
  process.env[TEST_FOLDER_VARIABLE] = folder;
  return () => removeTestServer(folder);
}

/** Clears what killed runs left behind. */
async function sweep(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = new RegExp(`^${PREFIX}(\\d+)-`).exec(name)?.[1];
    if (pid === undefined) continue;
    try {
      process.kill(Number(pid), 0);
    } catch {
      await removeTestServer(join(tmpdir(), name)).catch(() => undefined);
    }
  }
}
