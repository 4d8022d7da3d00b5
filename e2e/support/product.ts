/** The built product, started as a person starts it: own process, own data folder, a free port. */
import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const START_LIMIT_MS = 90_000;

export interface Product {
  readonly url: string;
  readonly dataFolder: string;
  /** Everything it has printed, for a failing test to show. */
  output(): string;
  /**
   * Ends it with SIGKILL and starts it again on the same folder. As `process` the database goes on running and is
   * adopted by the next start; as `machine` it dies in the same moment, as in a power cut.
   */
  killAndRestart(what?: 'process' | 'machine'): Promise<Product>;
  /** Process number of the running database. */
  databasePid(): number;
  /** Ends it as a person would, and removes its data. */
  stop(): Promise<void>;
}

/** @param folder an existing data folder, or a new one */
export async function startProduct(
  folder = mkdtempSync(join(tmpdir(), 'suotdoi-e2e-')),
  settings: Readonly<Record<string, string>> = {},
): Promise<Product> {
  const command = join(ROOT, 'dist/cli.js');
  if (!existsSync(command)) throw new Error('dist/cli.js is missing: run npm run build first');
  const child = spawn(process.execPath, [command, 'serve'], {
    env: { ...process.env, SUOTDOI_DATA: join(folder, 'data'), PORT: '0', LOG_LEVEL: 'warn', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (printed += chunk.toString('utf8')));
  const url = await addressOf(child, () => printed);
  return {
    url,
    dataFolder: join(folder, 'data'),
    output: () => printed,
    databasePid: () => databasePid(folder),
    killAndRestart: async (what = 'process') => {
      const gone = ended(child);
      child.kill('SIGKILL');
      if (what === 'machine') killWithChildren(databasePid(folder));
      await gone;
      return startProduct(folder, settings);
    },
    stop: async () => {
      const gone = ended(child);
      child.kill('SIGTERM');
      await gone;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function databasePid(folder: string): number {
  return Number(readFileSync(join(folder, 'data/database/cluster/postmaster.pid'), 'utf8').split('\n')[0]);
}

/** Linux only, like the machines that run these tests: the database's processes all at once, none told of the others. */
function killWithChildren(pid: number): void {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ');
  for (const each of [pid, ...children.filter(Boolean).map(Number)]) process.kill(each, 'SIGKILL');
}

function addressOf(child: ChildProcess, printed: () => string): Promise<string> {
  return new Promise((fulfil, reject) => {
    const limit = setTimeout(() => finish(new Error(`the product did not start:\n${printed()}`)), START_LIMIT_MS);
    const finish = (result: string | Error) => {
      clearTimeout(limit);
      clearInterval(look);
      if (typeof result === 'string') fulfil(result);
      else reject(result);
    };
    const look = setInterval(() => {
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(printed())?.[0];
      if (url) finish(url);
      else if (child.exitCode !== null) finish(new Error(`the product ended:\n${printed()}`));
    }, 50);
  });
}

function ended(child: ChildProcess): Promise<void> {
  return new Promise((fulfil) => {
    if (child.exitCode !== null || child.signalCode !== null) fulfil();
    else child.once('exit', () => fulfil());
  });
}
