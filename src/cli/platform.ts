/** Puts the parts of a process together, for the server and for every command that works on the data. */
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { signerPool } from '../documents/signer-client.ts';
import { readerPool } from '../documents/worker-client.ts';
import { writerPool } from '../documents/writer-client.ts';
import { systemClock } from '../platform/clock/clock.ts';
import type { Config } from '../platform/config/config.ts';
import { installationKey } from '../platform/config/secret-key.ts';
import type { Platform } from '../platform/context.ts';
import { startDatabase } from '../platform/database/start.ts';
import { folderStore } from '../platform/files/files.ts';
import { openJobs } from '../platform/jobs/jobs.ts';
import { createLog, standardError } from '../platform/log/log.ts';

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
  // A command's standard output is its result.
  const log = options.isServer ? createLog(config.logLevel) : createLog(commandLevel(config), standardError);
  // What can fail without the database comes before it.
  const secretKey = installationKey(config);
  const database = await startDatabase(config, log, !options.isServer);
  const jobs = openJobs({ url: database.url, log, isWorker: options.isServer });
  const readers = readerPool(Math.max(1, Math.min(4, availableParallelism() - 1)));
  const signers = signerPool(Math.max(1, Math.min(2, availableParallelism() - 1)));
  const writers = writerPool(Math.max(1, Math.min(2, availableParallelism() - 1)));
  let publicUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;
  const platform: Platform = {
    config,
    db: database.db,
    log,
    clock: systemClock,
    files: folderStore(join(config.dataFolder, 'files')),
    jobs,
    readers,
    writers,
    signers,
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
      await Promise.allSettled([jobs.stop(), readers.close(), writers.close(), signers.close()]);
      await database.close();
    },
  };
}

/** A command says what it did itself; its log is for what goes wrong. */
function commandLevel({ logLevel }: Config): Config['logLevel'] {
  return logLevel === 'info' ? 'warn' : logLevel;
}
