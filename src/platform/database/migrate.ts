/**
 * Forward-only migrations: migrations/NNNN_name.sql, each in its own transaction, recorded with a checksum.
 */
import { hash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';

/** The migrations cannot be applied; the message says in Vietnamese which file and what to do. */
export class MigrationError extends Error {
  override readonly name = 'MigrationError';
}

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  /** SHA-256 of the file with line ends of \n. */
  readonly checksum: string;
}

export interface MigrationResult {
  readonly applied: readonly string[];
  /** Number of the newest migration in the database. */
  readonly version: number;
}

/** The package's migrations folder: beside src in the checkout, above dist in the build. */
export function migrationsFolder(): string {
  for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
    const found = join(folder, 'migrations');
    if (existsSync(join(found, '0001_foundation.sql'))) return found;
    if (dirname(folder) === folder) throw new MigrationError('Không tìm thấy thư mục migrations của chương trình.');
  }
}

/** Every migration of a folder in order. @throws MigrationError for a wrong name, a gap or a number used twice */
export function readMigrations(folder: string = migrationsFolder()): Migration[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .toSorted();
  return files.map((file, index) => {
    const match = /^(\d{4})_[a-z0-9_]+\.sql$/.exec(file);
    const number = Number(match?.[1]);
    if (match === null || number !== index + 1) {
      throw new MigrationError(
        `Tệp migrations/${file} sai tên hoặc sai thứ tự: cần số ${String(index + 1).padStart(4, '0')}.`,
      );
    }
    const sql = readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n');
    return { number, name: file.slice(0, -4), sql, checksum: hash('sha256', sql) };
  });
}

const LOCK_KEY = 20_261_123;

interface Recorded {
  readonly number: number;
  readonly name: string;
  readonly checksum: string;
}

/**
 * Applies what is missing. Safe to run from several processes at once: they wait for each other.
 * @param url login of the owner
 * @throws MigrationError when an applied file was changed or is missing, or when one fails (nothing of it stays)
 */
export async function migrate(
  url: string,
  migrations: readonly Migration[] = readMigrations(),
): Promise<MigrationResult> {
  const client = new pg.Client({
    connectionString: url,
    application_name: 'suotdoi migrate',
    connectionTimeoutMillis: 10_000,
  });
  client.on('error', () => undefined);
  await client.connect();
  try {
    await client.query(`select pg_advisory_lock(${LOCK_KEY})`);
    const recorded = await readRecorded(client);
    refuseDrift(recorded, migrations);
    const applied: string[] = [];
    for (const migration of migrations.slice(recorded.length)) {
      await applyOne(client, migration);
      applied.push(migration.name);
    }
    return { applied, version: migrations.length };
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** What a database lacks, without changing it. `problem` is in Vietnamese; null when the rest could be applied. */
export async function pendingMigrations(
  client: pg.Pool | pg.Client,
  migrations: readonly Migration[] = readMigrations(),
): Promise<{ pending: readonly string[]; problem: string | null }> {
  const table = await client.query<{ present: boolean }>(
    `select to_regclass('public.schema_migration') is not null as present`,
  );
  const recorded = table.rows[0]?.present ? await listRecorded(client) : [];
  try {
    refuseDrift(recorded, migrations);
  } catch (error) {
    if (error instanceof MigrationError) return { pending: [], problem: error.message };
    throw error;
  }
  return { pending: migrations.slice(recorded.length).map((migration) => migration.name), problem: null };
}

async function readRecorded(client: pg.Client): Promise<Recorded[]> {
  await client.query(`create table if not exists public.schema_migration (
    number integer primary key,
    name text not null,
    checksum text not null,
    applied_at timestamptz not null default now(),
    duration_ms integer not null
  )`);
  return listRecorded(client);
}

async function listRecorded(client: pg.Pool | pg.Client): Promise<Recorded[]> {
  const result = await client.query<Recorded>(
    'select number, name, checksum from public.schema_migration order by number',
  );
  return result.rows;
}

function refuseDrift(recorded: readonly Recorded[], migrations: readonly Migration[]): void {
  for (const [index, row] of recorded.entries()) {
    const file = migrations[index];
    if (file === undefined || file.number !== row.number || file.name !== row.name) {
      throw new MigrationError(
        `Cơ sở dữ liệu đã có bước ${row.name} nhưng chương trình này thì không: ` +
          'dữ liệu thuộc một bản mới hơn. Hãy dùng bản đó, hoặc khôi phục bản sao lưu cũ.',
      );
    }
    if (file.checksum !== row.checksum) {
      throw new MigrationError(
        `Tệp migrations/${row.name}.sql đã bị sửa sau khi áp dụng. Hãy lấy lại tệp gốc; thay đổi mới phải nằm ở một tệp mới.`,
      );
    }
  }
}

async function applyOne(client: pg.Client, migration: Migration): Promise<void> {
  const start = performance.now();
  await client.query('begin');
  try {
    await client.query(migration.sql);
    await client.query(
      'insert into public.schema_migration (number, name, checksum, duration_ms) values ($1, $2, $3, $4)',
      [migration.number, migration.name, migration.checksum, Math.round(performance.now() - start)],
    );
    await client.query('commit');
  } catch (error) {
    await client.query('rollback').catch(() => undefined);
    throw new MigrationError(
      `Bước ${migration.name} không chạy được, dữ liệu giữ nguyên như trước: ${describe(error, migration.sql)}`,
      {
        cause: error,
      },
    );
  }
}

function describe(error: unknown, sql: string): string {
  if (!(error instanceof pg.DatabaseError)) return error instanceof Error ? error.message : String(error);
  const position = Number(error.position);
  const line = position > 0 ? ` (dòng ${sql.slice(0, position).split('\n').length})` : '';
  return `${error.message}${line}`;
}
