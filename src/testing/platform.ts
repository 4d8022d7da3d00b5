/** The real parts of a process around a test database: for tests of services and stores. */
import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type FixedClock, fixedClock } from '../platform/clock/clock.ts';
import { readConfig } from '../platform/config/config.ts';
import type { Platform } from '../platform/context.ts';
import { folderStore } from '../platform/files/files.ts';
import { openJobs } from '../platform/jobs/jobs.ts';
import { createLog } from '../platform/log/log.ts';
import { signerPool } from '../documents/signer-client.ts';
import { writerPool } from '../documents/writer-client.ts';
import { workerEntry } from '../platform/workers/entry.ts';
import { WorkerPool } from '../platform/workers/pool.ts';
import { type TestDatabase, testDatabase } from './database.ts';

export interface TestPlatform extends Platform {
  readonly db: TestDatabase;
  readonly clock: FixedClock;
  /** Ends everything and removes the database and the folder. */
  drop(): Promise<void>;
}

/** @param now where the clock stands, an ISO moment */
export async function testPlatform(now = '2022-10-20T08:00:00+07:00'): Promise<TestPlatform> {
  const db = await testDatabase();
  const folder = mkdtempSync(join(tmpdir(), 'suotdoi-test-'));
  const log = createLog('silent');
  const jobs = openJobs({ url: db.url, log, isWorker: false });
  const readers = new WorkerPool({
    entry: workerEntry('read', new URL('../documents/worker-client.ts', import.meta.url).href),
    size: 1,
    timeLimitMs: 30_000,
    memoryLimitMb: 256,
    recycleAfter: 500,
    queueLimit: 50,
  });
  const writers = writerPool(1);
  const signers = signerPool(1);
  return {
    config: readConfig({ SUOTDOI_DATA: folder, LOG_LEVEL: 'silent' }),
    db,
    log,
    clock: fixedClock(now),
    files: folderStore(join(folder, 'files')),
    jobs,
    readers,
    writers,
    signers,
    secretKey: randomBytes(32),
    publicUrl: () => 'http://localhost:8080',
    drop: async () => {
      await jobs.stop();
      await readers.close();
      await writers.close();
      await signers.close();
      await db.drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
