/**
 * The PostgreSQL of one test run, shared by its workers: started by whoever comes first, with a template database that
 * is migrated once.
 */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { z } from 'zod';
import { type EmbeddedServer, startEmbedded } from '../platform/database/embedded.ts';
import { installJobs } from '../platform/jobs/install.ts';
import { migrate } from '../platform/database/migrate.ts';

export const TEST_FOLDER_VARIABLE = 'SUOTDOI_TEST_FOLDER';
export const TEMPLATE = 'suotdoi';

const addresses = z.object({ url: z.string(), appUrl: z.string(), adminUrl: z.string(), pid: z.number() });
export type TestServer = z.infer<typeof addresses>;

/** Speed over safety: a test database is thrown away. */
const SETTINGS = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  max_connections: '120',
  shared_buffers: '64MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
};

/** The run's server; starts it when it is not there yet. */
export async function testServer(folder: string): Promise<TestServer> {
  const ready = join(folder, 'server.json');
  const lock = join(folder, 'starting');
  for (;;) {
    if (existsSync(ready)) return addresses.parse(JSON.parse(readFileSync(ready, 'utf8')));
    try {
      mkdirSync(lock);
    } catch {
      await sleep(50);
      continue;
    }
    try {
      const server = await startEmbedded({ dataFolder: join(folder, 'data'), settings: SETTINGS });
      await prepare(server);
      const pid = Number(readFileSync(join(folder, 'data/database/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
      const draft = `${ready}.draft`;
      writeFileSync(draft, JSON.stringify({ url: server.url, appUrl: server.appUrl, adminUrl: server.adminUrl, pid }));
      renameSync(draft, ready);
    } finally {
      rmSync(lock, { recursive: true, force: true });
    }
  }
}

async function prepare(server: EmbeddedServer): Promise<void> {
  await migrate(server.url);
  await installJobs(server.url);
}

/** Stops the run's server, if it was ever started, and removes the folder. */
export async function removeTestServer(folder: string): Promise<void> {
  const ready = join(folder, 'server.json');
  const pidFile = join(folder, 'data/database/cluster/postmaster.pid');
  if (existsSync(ready) || existsSync(pidFile)) {
    try {
      // immediate: nothing here is worth a checkpoint
      process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT');
    } catch {
      // gone already
    }
    for (let tries = 0; tries < 100 && existsSync(pidFile); tries++) await sleep(20);
  }
  rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
}

/** Runs statements as the superuser of the test server. */
export async function asAdmin(server: TestServer, ...statements: readonly string[]): Promise<void> {
  const client = new pg.Client({ connectionString: server.adminUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}
