/** What `suotdoi doctor` looks at. Each examination stands alone: one that breaks is itself a finding. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { availableParallelism, totalmem } from 'node:os';
import { dirname, join } from 'node:path';
import pg from 'pg';
import type { Config } from '../../platform/config/config.ts';
import { findBinaries } from '../../platform/database/binaries.ts';
import { startEmbedded } from '../../platform/database/embedded.ts';
import { pendingMigrations, readMigrations } from '../../platform/database/migrate.ts';
import { distFolder } from '../../platform/http/assets.ts';

export interface Finding {
  readonly id: 'node' | 'machine' | 'folder' | 'disk' | 'database' | 'migrations' | 'assets' | 'mail';
  readonly state: 'ok' | 'warning' | 'problem';
  readonly what: string;
  readonly advice: string | null;
}

type Examination = (config: Config) => Promise<Omit<Finding, 'id'>> | Omit<Finding, 'id'>;

const ok = (what: string): Omit<Finding, 'id'> => ({ state: 'ok', what, advice: null });
const warning = (what: string, advice: string): Omit<Finding, 'id'> => ({ state: 'warning', what, advice });
const problem = (what: string, advice: string): Omit<Finding, 'id'> => ({ state: 'problem', what, advice });

const MEGABYTE = 1024 * 1024;
const LEAST_DISK = 500 * MEGABYTE;
const EASY_DISK = 5_000 * MEGABYTE;

const EXAMINATIONS: Readonly<Record<Exclude<Finding['id'], 'migrations'>, Examination>> = {
  node: () => {
    const [major = 0] = process.versions.node.split('.').map(Number);
    const what = `Node ${process.versions.node} (${process.platform} ${process.arch})`;
    if (major >= 24) return ok(what);
    return warning(
      what,
      'Chương trình được thử với Node 24; hãy chạy bằng "npm start" hoặc "npx suotdoi" để dùng bản kèm sẵn.',
    );
  },
  machine: () => {
    const memory = Math.round(totalmem() / MEGABYTE);
    const what = `${availableParallelism()} nhân, ${memory} MB bộ nhớ`;
    return memory >= 900 ? ok(what) : warning(what, 'Nên có ít nhất 1 GB bộ nhớ.');
  },
  folder: (config) => examineFolder(config.dataFolder),
  disk: async (config) => {
    const { bavail, bsize } = await statfs(nearestExisting(config.dataFolder));
    const free = bavail * bsize;
    const what = `Còn trống ${Math.round(free / MEGABYTE)} MB trên đĩa của thư mục dữ liệu`;
    if (free < LEAST_DISK)
      return problem(what, 'Hãy dọn đĩa hoặc chuyển SUOTDOI_DATA sang đĩa khác: ghi sẽ sớm bị từ chối.');
    return free < EASY_DISK ? warning(what, 'Nên để trống ít nhất 5 GB cho một mùa tuần lễ.') : ok(what);
  },
  database: (config) =>
    config.databaseUrl === null ? examinePrograms(config) : ok('Dùng PostgreSQL trong DATABASE_URL'),
  assets: () => {
    const dist = distFolder();
    return dist !== null
      ? ok('Giao diện (kiểu chữ, trang trí) đã được dựng')
      : problem('Chưa có giao diện đã dựng trong dist/', 'Chạy "npm run build".');
  },
  mail: (config) =>
    config.smtpUrl === null
      ? warning('Chưa có SMTP_URL: thư nằm lại ở hộp thư đi', 'Đặt SMTP_URL và MAIL_FROM khi muốn gửi thư thật.')
      : ok('Thư gửi qua máy chủ trong SMTP_URL'),
};

/** Every finding, in the order a person would look. */
export async function examine(config: Config): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const [id, look] of Object.entries(EXAMINATIONS) as [keyof typeof EXAMINATIONS, Examination][]) {
    findings.push({ id, ...(await attempt(() => look(config))) });
    if (id === 'database') findings.push({ id: 'migrations', ...(await attempt(() => examineMigrations(config))) });
  }
  return findings;
}

async function attempt(look: () => ReturnType<Examination>): Promise<Omit<Finding, 'id'>> {
  try {
    return await look();
  } catch (error) {
    const message = error instanceof Error ? error.message || String(Reflect.get(error, 'code')) : String(error);
    return problem(message, 'Khắc phục điều trên rồi chạy lại "suotdoi doctor".');
  }
}

function nearestExisting(path: string): string {
  return existsSync(path) ? path : nearestExisting(dirname(path));
}

function examineFolder(folder: string): Omit<Finding, 'id'> {
  const nearest = nearestExisting(folder);
  try {
    accessSync(nearest, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch {
    return problem(
      `Không ghi được vào ${nearest}`,
      'Cấp quyền cho tài khoản đang chạy, hoặc đặt SUOTDOI_DATA sang thư mục khác.',
    );
  }
  if (nearest !== folder) return ok(`Thư mục dữ liệu ${folder} chưa có; lần chạy đầu sẽ tạo`);
  const open = ['database/secrets.json', 'secret.key']
    .map((name) => join(folder, name))
    .filter((path) => process.platform !== 'win32' && existsSync(path) && (statSync(path).mode & 0o077) !== 0);
  if (open.length > 0) return problem(`Người khác đọc được ${open.join(', ')}`, `Chạy: chmod 600 ${open.join(' ')}`);
  return ok(`Thư mục dữ liệu ${folder} ghi được`);
}

function examinePrograms(config: Config): Omit<Finding, 'id'> {
  findBinaries();
  const isMade = existsSync(join(config.dataFolder, 'database'));
  return ok(isMade ? 'PostgreSQL 18 kèm sẵn, đã có dữ liệu' : 'PostgreSQL 18 kèm sẵn; chưa có dữ liệu');
}

/** Looks into the database without migrating it; the embedded one is started for that only where it has data. */
async function examineMigrations(config: Config): Promise<Omit<Finding, 'id'>> {
  const count = readMigrations().length;
  if (config.databaseUrl === null && !existsSync(join(config.dataFolder, 'database'))) {
    return ok(`${count} bước cấu trúc sẽ chạy ở lần đầu`);
  }
  const embedded =
    config.databaseUrl === null ? await startEmbedded({ dataFolder: config.dataFolder, join: true }) : null;
  try {
    const client = new pg.Client({
      connectionString: config.databaseUrl ?? embedded?.url,
      connectionTimeoutMillis: 10_000,
      application_name: 'suotdoi doctor',
    });
    await client.connect();
    try {
      const version = await client.query<{ v: string }>(`select current_setting('server_version') as v`);
      const { pending, problem: drift } = await pendingMigrations(client);
      const what = `PostgreSQL ${version.rows[0]?.v ?? '?'} trả lời`;
      if (drift !== null) return problem(`${what}; cấu trúc không khớp`, drift);
      if (pending.length > 0)
        return warning(
          `${what}; còn ${pending.length} bước chưa chạy`,
          'Chạy "suotdoi migrate" hoặc khởi động lại hệ thống.',
        );
      return ok(`${what}; cấu trúc đủ ${count} bước`);
    } finally {
      await client.end();
    }
  } finally {
    await embedded?.stop();
  }
}
