/** From settings to a migrated database with open pools: embedded by default, an existing one by DATABASE_URL. */
import type { Config } from '../config/config.ts';
import { installJobs } from '../jobs/install.ts';
import type { Log } from '../log/log.ts';
import { type Database, openDatabase } from './connect.ts';
import { type EmbeddedServer, startEmbedded } from './embedded.ts';
import { migrate } from './migrate.ts';
import { prepareExisting } from './preflight.ts';

export interface StartedDatabase {
  readonly db: Database;
  /** Login of the owner. */
  readonly url: string;
  /** Migrations that this start applied. */
  readonly applied: readonly string[];
  /** Null with DATABASE_URL. */
  readonly embedded: EmbeddedServer | null;
  /** Closes the pools, then stops the embedded server if this process started it. */
  close(): Promise<void>;
}

/**
 * Starts or finds the database, migrates it and opens the pools.
 * @param join a short command: work beside a running server and leave that one running
 * @throws EmbeddedError, FolderInUseError, DatabaseUnfitError, MigrationError
 */
export async function startDatabase(config: Config, log: Log, join: boolean): Promise<StartedDatabase> {
  const embedded = config.databaseUrl === null ? await startEmbeddedFor(config, log, join) : null;
  const url = config.databaseUrl ?? embedded?.url ?? '';
  let applied: readonly string[];
  try {
    if (embedded === null) await prepareExisting(url, config.databaseAppUrl === null);
    const result = await migrate(url);
    applied = result.applied;
    if (applied.length > 0) log.info(result, 'migrated');
    await installJobs(url);
  } catch (error) {
    await embedded?.stop();
    throw error;
  }
  const db = openDatabase({
    url,
    appUrl: embedded?.appUrl ?? config.databaseAppUrl,
    max: config.databasePool,
    onIdleError: (error) => log.warn({ err: error }, 'idle connection lost'),
  });
  return {
    db,
    url,
    applied,
    embedded,
    close: async () => {
      await db.close();
      await embedded?.stop();
    },
  };
}

function startEmbeddedFor(config: Config, log: Log, join: boolean): Promise<EmbeddedServer> {
  return startEmbedded({
    dataFolder: config.dataFolder,
    join,
    onEvent: (event, detail) => log.warn({ detail: detail instanceof Error ? detail.message : detail }, event),
  });
}
