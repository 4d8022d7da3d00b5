/** The cluster on disk: where it lies, how it is made, and the secrets beside it. */
import { spawnSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Binaries, chooseAccount, EmbeddedError, isAlive, type RunAs } from './binaries.ts';

/** The superuser that initdb makes; only this process uses it. */
export const ADMIN_ROLE = 'suotdoi_admin';

const secretsShape = z.object({ admin: z.string(), owner: z.string(), app: z.string(), port: z.number().int() });
export type Secrets = z.infer<typeof secretsShape>;

export interface Place {
  readonly folder: string;
  readonly cluster: string;
  readonly secrets: string;
  readonly log: string;
}

/** The paths of a cluster whose folder is given. */
export function placeIn(folder: string): Place {
  return {
    folder,
    cluster: join(folder, 'cluster'),
    secrets: join(folder, 'secrets.json'),
    log: join(folder, 'postgres.log'),
  };
}

/** Makes the cluster beside its place and moves it there whole, so that a kill in between leaves nothing half-made. */
export function createCluster(binaries: Binaries, folder: string): void {
  const draft = placeIn(`${folder}.new-${process.pid}`);
  rmSync(draft.folder, { recursive: true, force: true });
  try {
    fillCluster(binaries, draft);
    renameSync(draft.folder, folder);
  } catch (error) {
    rmSync(draft.folder, { recursive: true, force: true });
    // another process was quicker with the same folder: use its cluster
    if (!existsSync(folder)) throw error;
  }
}

/** @throws EmbeddedError with the words of initdb */
function fillCluster(binaries: Binaries, draft: Place): void {
  mkdirSync(draft.cluster, { recursive: true });
  const as = chooseAccount([binaries.initdb, draft.cluster], null);
  const secrets: Secrets = { admin: password(), owner: password(), app: password(), port: 0 };
  writeSecrets(draft, secrets);
  const passwordFile = join(draft.folder, 'initdb-password');
  writeFileSync(passwordFile, secrets.admin, { mode: 0o600 });
  if (as.uid !== null && as.gid !== null) {
    for (const path of [draft.cluster, passwordFile]) chownSync(path, as.uid, as.gid);
  }
  chmodSync(draft.cluster, 0o700);
  const { file, args, ...identity } = as.command(binaries.initdb, [
    '-D',
    draft.cluster,
    '-U',
    ADMIN_ROLE,
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    // Order by bytes, letters by Unicode; Vietnamese order is asked for by collate "vi-x-icu" where people read it.
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--text-search-config=simple',
    '--data-checksums',
    '--no-instructions',
  ]);
  const run = spawnSync(file, args, { ...identity, encoding: 'utf8', cwd: '/', env: serverEnvironment() });
  if (run.status !== 0) {
    const reason = (run.stderr || run.error?.message || '').trim();
    throw new EmbeddedError(`Không tạo được cơ sở dữ liệu trong ${draft.folder}:\n${reason}`);
  }
  rmSync(passwordFile);
}

function password(): string {
  return randomBytes(24).toString('hex');
}

/** Replaces the secrets file in one step. */
export function writeSecrets(place: Place, secrets: Secrets): void {
  const draft = `${place.secrets}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(secrets, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, place.secrets);
}

/** The server's own environment: nobody's PG* variables or language. */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const kept = ['PATH', 'SystemRoot', 'TEMP', 'TMP', 'TMPDIR'];
  return {
    ...Object.fromEntries(kept.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    LC_ALL: 'C',
  };
}

/** @throws EmbeddedError when the file is missing, damaged or another account's */
export function readSecrets(place: Place): Secrets {
  try {
    return secretsShape.parse(JSON.parse(readFileSync(place.secrets, 'utf8')));
  } catch (error) {
    throw new EmbeddedError(
      `Không đọc được ${place.secrets} (${error instanceof Error ? error.message : String(error)}). ` +
        'Hãy chạy bằng đúng tài khoản đã tạo thư mục dữ liệu, hoặc lấy lại tệp này từ bản sao lưu.',
    );
  }
}

/** Removes clusters that were never finished because their maker was killed. */
export function sweepDrafts(place: Place): void {
  const parent = dirname(place.folder);
  for (const name of readdirSync(parent)) {
    const pid = /^database\.new-(\d+)$/.exec(name)?.[1];
    if (pid !== undefined && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** Hands a cluster over to another account, after the one it was made by is gone. */
export function giveAll(folder: string, as: RunAs): void {
  if (as.uid === null || as.gid === null) return;
  chownSync(folder, as.uid, as.gid);
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' }))
    chownSync(join(folder, entry), as.uid, as.gid);
}
