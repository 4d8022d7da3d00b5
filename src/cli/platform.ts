/** Puts the parts of a process together, for the server and for every command that works on the data. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../platform/clock/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { installationKey } from '../platform/config/secret-key.ts';
import type { Platform } from '../platform/context.ts';
import { startDatabase } from '../platform/database/start.ts';
import { folderStore } from '../platform/files/files.ts';
import { openJobs } from '../platform/jobs/jobs.ts';
import { createLog } from '../platform/log/log.ts';
import { workerEntry } from '../platform/workers/entry.ts';
import { WorkerPool } from '../platform/workers/pool.ts';

export interface OpenPlatform {
  readonly platform: Platform;
  /** True where this start made the database. */
  readonly isNew: boolean;
  /** The address that the server really listens on; links in mail carry it when PUBLIC_URL is not set. */
  listensOn(url: string): void;
  /** Ends jobs and readers, then the pools, then the embedded server. */
  close(): Promise<void>;
}

export interface PlatformOptions {
  /** The server holds the folder and watches over jobs; a command joins a running server. */
  readonly isServer: boolean;
}

/** @throws what startDatabase throws, and ConfigError for a damaged key */
export async function openPlatform(config: Config, options: PlatformOptions): Promise<OpenPlatform> {
  const log = createLog(config.logLevel);
  // What can fail without the database comes before it.
  const secretKey = installationKey(config);
  const entry = readWorker();
  const database = await startDatabase(config, log, !options.isServer);
  const jobs = openJobs({ url: database.url, log, isWorker: options.isServer });
  const readers = new WorkerPool({
    entry,
    size: Math.max(1, Math.min(4, availableParallelism() - 1)),
    timeLimitMs: 30_000,
    memoryLimitMb: 256,
    recycleAfter: 200,
    queueLimit: 100,
  });
  let publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const platform: Platform = {
    config,
    db: database.db,
    log,
    clock: systemClock,
    files: folderStore(join(config.dataFolder, 'files')),
    jobs,
    readers,
    secretKey,
    publicUrl: () => publicUrl,
  };
  return {
    platform,
    isNew: database.embedded?.isNew ?? false,
    listensOn: (url) => {
      publicUrl = config.publicUrl ?? url.replace(/\/+$/, '');
    },
    close: async () => {
      await Promise.allSettled([jobs.stop(), readers.close()]);
      await database.close();
    },
  };
}

/** In the sources the worker stands with the document engine, in the bundle beside it. */
function readWorker(): URL {
  const isSource = import.meta.url.endsWith('.ts');
  return workerEntry(
    'read',
    isSource ? new URL('../documents/worker-client.ts', import.meta.url).href : import.meta.url,
  );
}
