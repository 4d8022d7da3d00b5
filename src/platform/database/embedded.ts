/**
 * PostgreSQL as a part of the product: the cluster lives in the data folder, with a port and passwords of its own.
 *
 * The server outlives a killed node process on purpose: the next start adopts it. Two Suốt Đời processes on one folder
 * are kept apart by an advisory lock, which the server itself releases when its holder is gone.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Binaries, chooseAccount, EmbeddedError, findBinaries, isAlive, isPostmasterOf } from './binaries.ts';
import {
  ADMIN_ROLE,
  createCluster,
  giveAll,
  type Place,
  placeIn,
  readSecrets,
  type Secrets,
  serverEnvironment,
  sweepDrafts,
  writeSecrets,
} from './cluster.ts';
import { APP_ROLE } from './connect.ts';

export { EmbeddedError } from './binaries.ts';

/** Another Suốt Đời process works on the same folder. */
export class FolderInUseError extends EmbeddedError {
  override readonly name = 'FolderInUseError';
}

export interface EmbeddedOptions {
  /** The data folder; the cluster goes into its subfolder `database`. */
  readonly dataFolder: string;
  /** A short command beside a running server: use that server and leave it running. */
  readonly join?: boolean;
  /** More settings of PostgreSQL, over the ones of the house. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Told when the server was lost and when it is back; English, for the log. */
  readonly onEvent?: (event: string, detail?: unknown) => void;
}

export interface EmbeddedServer {
  readonly url: string;
  readonly appUrl: string;
  /** Superuser, for tests and repairs only. */
  readonly adminUrl: string;
  /** True where this start made a new cluster. */
  readonly isNew: boolean;
  /** Stops the server, unless it was joined. Close the pools first. */
  stop(): Promise<void>;
}

const DATABASE_NAME = 'suotdoi';
const OWNER_ROLE = 'suotdoi_owner';
const LOCK_KEY = 20_261_122;
const LONGEST_RECOVERY_MS = 10 * 60_000;

const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '40',
  shared_buffers: '96MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '1GB',
  random_page_cost: '1.1',
  synchronous_commit: 'on',
  wal_compression: 'pglz',
  max_wal_size: '1GB',
  min_wal_size: '80MB',
  checkpoint_timeout: '15min',
  // three helper processes less on a small machine
  io_method: 'sync',
  jit: 'off',
  timezone: 'Asia/Ho_Chi_Minh',
  log_timezone: 'Asia/Ho_Chi_Minh',
  log_min_duration_statement: '2s',
  log_line_prefix: '%m [%p] %u ',
  // The values of a statement and the row that an error quotes are people's data: not for a log file.
  log_parameter_max_length: '0',
  log_error_verbosity: 'terse',
};

/**
 * Starts the folder's server, or adopts the one that a killed process left behind.
 * @throws FolderInUseError when another Suốt Đời process holds the folder (not with `join`)
 * @throws EmbeddedError when the server does not come up; the message carries the end of its log
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedServer> {
  const binaries = findBinaries();
  mkdirSync(options.dataFolder, { recursive: true, mode: process.getuid?.() === 0 ? 0o755 : 0o700 });
  const place = placeIn(join(realpathSync(options.dataFolder), 'database'));
  const isNew = !existsSync(place.folder);
  if (isNew) createCluster(binaries, place.folder);
  const server = new Server(options, binaries, place);
  await server.open();
  const { secrets } = server;
  return {
    url: address(OWNER_ROLE, secrets.owner, secrets.port, DATABASE_NAME),
    appUrl: address(APP_ROLE, secrets.app, secrets.port, DATABASE_NAME),
    adminUrl: address(ADMIN_ROLE, secrets.admin, secrets.port, 'postgres'),
    isNew,
    stop: () => server.close(),
  };
}

function address(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
}

async function freePort(wanted: number): Promise<number> {
  const attempt = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const probe = createServer();
      probe.once('error', reject);
      probe.listen(port, '127.0.0.1', () => {
        const taken = probe.address();
        probe.close(() => resolve(typeof taken === 'object' && taken !== null ? taken.port : port));
      });
    });
  return wanted === 0 ? attempt(0) : attempt(wanted).catch(() => attempt(0));
}

class Server {
  secrets: Secrets;
  readonly #options: EmbeddedOptions;
  readonly #binaries: Binaries;
  readonly #place: Place;
  #child: ChildProcess | null = null;
  #lock: pg.Client | null = null;
  #isClosing = false;
  #isRecovering = false;

  constructor(options: EmbeddedOptions, binaries: Binaries, place: Place) {
    this.#options = options;
    this.#binaries = binaries;
    this.#place = place;
    this.secrets = readSecrets(place);
  }

  async open(): Promise<void> {
    await this.#bringUp();
    const holder = await this.#takeLock();
    if (holder === null) {
      await this.#ensureRoles();
      sweepDrafts(this.#place);
      return;
    }
    if (this.#options.join) return;
    throw new FolderInUseError(
      `Thư mục dữ liệu ${this.#options.dataFolder} đang được một tiến trình Suốt Đời khác dùng (pid ${holder}). ` +
        'Hãy dừng tiến trình đó, hoặc đặt SUOTDOI_DATA sang thư mục khác.',
    );
  }

  async close(): Promise<void> {
    this.#isClosing = true;
    const lock = this.#lock;
    if (lock === null) return;
    const pid = this.#postmaster()?.pid;
    await lock.end().catch(() => undefined);
    this.#lock = null;
    if (pid === undefined) return;
    // SIGINT is PostgreSQL's fast shutdown: sessions end, nothing committed is lost.
    process.kill(pid, 'SIGINT');
    for (const until = Date.now() + 60_000; Date.now() < until; await sleep(20)) {
      if (!isPostmasterOf(pid, this.#place.cluster)) return;
    }
    this.#tell('embedded database does not stop', { pid });
  }

  #tell(event: string, detail?: unknown): void {
    this.#options.onEvent?.(event, detail);
  }

  /** pid and port of the running server, from PostgreSQL's own lock file. */
  #postmaster(): { pid: number; port: number } | null {
    let lines: string[];
    try {
      lines = readFileSync(join(this.#place.cluster, 'postmaster.pid'), 'utf8').split('\n');
    } catch {
      return null;
    }
    const pid = Number(lines[0]);
    const port = Number(lines[3]);
    return pid > 0 && isPostmasterOf(pid, this.#place.cluster) ? { pid, port } : null;
  }

  async #bringUp(): Promise<void> {
    let running = this.#postmaster();
    if (running === null) {
      await this.#launch();
    } else {
      for (let tries = 0; running !== null && !(running.port > 0) && tries < 100; tries++) {
        await sleep(20);
        running = this.#postmaster();
      }
      this.#usePort(running?.port ?? this.secrets.port);
    }
    await this.#untilReady();
  }

  #usePort(port: number): void {
    if (port === this.secrets.port) return;
    this.secrets = { ...this.secrets, port };
    writeSecrets(this.#place, this.secrets);
  }

  async #launch(): Promise<void> {
    const { cluster, log } = this.#place;
    const owner = statSync(cluster).uid;
    const as = chooseAccount([this.#binaries.postgres, cluster], owner);
    if (as.uid !== null && as.uid !== owner) giveAll(cluster, as);
    this.#dropStalePid();
    this.#usePort(await freePort(this.secrets.port));
    if (existsSync(log) && statSync(log).size > 20_000_000) renameSync(log, `${log}.1`);
    const settings = { ...SETTINGS, port: String(this.secrets.port), ...this.#options.settings };
    const { file, args, ...identity } = as.command(this.#binaries.postgres, [
      '-D',
      cluster,
      ...Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]),
    ]);
    const output = openSync(log, 'a', 0o600);
    try {
      // Its own process group: Ctrl+C reaches node alone, which ends the pools before it stops the server.
      this.#child = spawn(file, args, {
        ...identity,
        cwd: '/',
        env: serverEnvironment(),
        detached: true,
        windowsHide: true,
        stdio: ['ignore', output, output],
      });
    } finally {
      closeSync(output);
    }
    const child = this.#child;
    child.once('error', (error) => this.#tell('embedded database did not start', error));
    child.unref();
  }

  /** PostgreSQL refuses to start while the pid in its lock file is alive, even if that is now another program. */
  #dropStalePid(): void {
    const file = join(this.#place.cluster, 'postmaster.pid');
    if (!existsSync(file) || this.#postmaster() !== null) return;
    const pid = Number(readFileSync(file, 'utf8').split('\n')[0]);
    if (pid > 0 && isAlive(pid)) rmSync(file, { force: true });
  }

  async #untilReady(): Promise<void> {
    const until = Date.now() + LONGEST_RECOVERY_MS;
    for (let wait = 10; ; wait = Math.min(wait * 1.5, 250)) {
      const client = this.#adminClient('suotdoi start');
      try {
        await client.connect();
        await client.query('select 1');
        return;
      } catch (error) {
        const child = this.#child;
        const hasEnded =
          child !== null && (child.pid === undefined || child.exitCode !== null || child.signalCode !== null);
        if (hasEnded && this.#postmaster() === null) {
          throw new EmbeddedError(`PostgreSQL không khởi động được:\n${this.#endOfLog()}`);
        }
        const code: unknown = error instanceof Error ? Reflect.get(error, 'code') : undefined;
        if (code === '28P01' || Date.now() > until) {
          throw new EmbeddedError(
            `Không vào được cơ sở dữ liệu kèm sẵn (${error instanceof Error ? error.message : String(error)}). Xem ${this.#place.log}.`,
          );
        }
        const moved = this.#postmaster()?.port;
        if (moved !== undefined && moved > 0) this.#usePort(moved);
      } finally {
        await client.end().catch(() => undefined);
      }
      await sleep(wait);
    }
  }

  #adminClient(name: string): pg.Client {
    const client = new pg.Client({
      connectionString: address(ADMIN_ROLE, this.secrets.admin, this.secrets.port, 'postgres'),
      application_name: name,
      connectionTimeoutMillis: 5_000,
    });
    client.on('error', () => undefined);
    return client;
  }

  /** @returns null with the lock in hand, else the pid of the process that holds it */
  async #takeLock(): Promise<string | null> {
    const client = this.#adminClient(`suotdoi lock ${process.pid}`);
    await client.connect();
    // The server needs a moment to notice that a killed holder is gone.
    for (let tries = 0; tries < (this.#options.join ? 3 : 20); tries++) {
      const taken = await client.query<{ ok: boolean }>('select pg_try_advisory_lock($1) as ok', [LOCK_KEY]);
      if (taken.rows[0]?.ok) {
        this.#lock = client;
        client.once('end', () => void this.#recover());
        return null;
      }
      await sleep(100);
    }
    const holder = await client.query<{ name: string }>(
      `select a.application_name as name from pg_locks l join pg_stat_activity a using (pid)
       where l.locktype = 'advisory' and l.objid = $1 and l.granted`,
      [LOCK_KEY],
    );
    await client.end();
    return holder.rows[0]?.name.split(' ').at(-1) ?? '?';
  }

  /** The server went away under us (killed, out of memory): bring it back, however long that takes. */
  async #recover(): Promise<void> {
    if (this.#isClosing || this.#isRecovering) return;
    this.#isRecovering = true;
    this.#tell('embedded database lost');
    const port = this.secrets.port;
    for (let wait = 200; !this.#isClosing; wait = Math.min(wait * 2, 10_000)) {
      try {
        await this.#bringUp();
        if ((await this.#takeLock()) === null) break;
      } catch (error) {
        this.#tell('embedded database not back yet', error);
      }
      await sleep(wait);
    }
    this.#isRecovering = false;
    if (this.secrets.port !== port) this.#tell('embedded database moved to another port: restart needed');
    else this.#tell('embedded database is back');
  }

  async #ensureRoles(): Promise<void> {
    const client = this.#lock;
    if (client === null) return;
    const present = await client.query<{ name: string }>(
      `select rolname as name from pg_roles where rolname in ('${OWNER_ROLE}', '${APP_ROLE}')
       union all select datname from pg_database where datname = '${DATABASE_NAME}'`,
    );
    const has = (name: string) => present.rows.some((row) => row.name === name);
    const { owner, app } = this.secrets;
    if (!has(OWNER_ROLE)) await client.query(`create role ${OWNER_ROLE} login createdb password '${owner}'`);
    if (!has(APP_ROLE)) {
      await client.query(
        `create role ${APP_ROLE} login nosuperuser nobypassrls nocreatedb nocreaterole password '${app}'`,
      );
    }
    if (!has(DATABASE_NAME)) await client.query(`create database ${DATABASE_NAME} owner ${OWNER_ROLE}`);
  }

  #endOfLog(): string {
    try {
      return readFileSync(this.#place.log, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
    } catch {
      return this.#place.log;
    }
  }
}
