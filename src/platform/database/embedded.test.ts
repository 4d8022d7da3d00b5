import { spawn } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { once } from 'node:events';
import pg from 'pg';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { isDatabaseGone, openDatabase } from './connect.ts';
import { type EmbeddedServer, FolderInUseError, startEmbedded } from './embedded.ts';

const base = mkdtempSync(join(tmpdir(), 'suotdoi-embedded-'));
// its server runs under another account when the tests run as root
const dataFolder = join(`${base}-open`, 'data');
mkdirSync(dataFolder, { recursive: true });
afterAll(() => {
  for (const folder of [base, `${base}-open`]) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
});

const start = (join_ = false): Promise<EmbeddedServer> =>
  startEmbedded({ dataFolder, join: join_, settings: { fsync: 'off' } });
const pidFile = join(dataFolder, 'database/cluster/postmaster.pid');
const postmaster = () => Number(readFileSync(pidFile, 'utf8').split('\n')[0]);

async function ask(url: string, text: string): Promise<unknown> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(text)).rows[0];
  } finally {
    await client.end();
  }
}

/** Another Suốt Đời process on the folder; `holding` resolves when it has the server. */
async function otherProcess(): Promise<{ kill: () => Promise<void> }> {
  const script = `
    const { startEmbedded } = await import(${JSON.stringify(new URL('./embedded.ts', import.meta.url).href)});
    await startEmbedded({ dataFolder: ${JSON.stringify(dataFolder)}, settings: { fsync: 'off' } });
    console.log('holding');
    setInterval(() => undefined, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toContain('holding');
  return {
    kill: async () => {
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}

describe('the embedded server', { timeout: 60_000 }, () => {
  test('starts new, keeps its secrets to itself, stops clean, and finds its data again', async () => {
    const server = await start();
    expect(server.isNew).toBe(true);
    await ask(server.url, 'create table kept as select 42 as n');
    expect(
      await ask(
        server.adminUrl,
        `select datcollate, datlocprovider as provider, current_setting('data_checksums') as sums,
      pg_encoding_to_char(encoding) as encoding, current_setting('synchronous_commit') as sync
      from pg_database where datname = 'suotdoi'`,
      ),
    ).toEqual({ datcollate: 'C', provider: 'b', sums: 'on', encoding: 'UTF8', sync: 'on' });
    expect(
      await ask(
        server.url,
        `select lower('ĐÀ NẴNG') as low, array(select x from unnest(array['Đà', 'An', 'Ấp']) x order by x collate "vi-x-icu") as names`,
      ),
    ).toEqual({
      low: 'đà nẵng',
      names: ['An', 'Ấp', 'Đà'],
    });
    expect(statSync(join(dataFolder, 'database/secrets.json')).mode & 0o077).toBe(0);
    expect(statSync(join(dataFolder, 'database/cluster')).mode & 0o077).toBe(0);
    const wrong = new URL(server.url);
    wrong.password = 'sai';
    await expect(ask(wrong.href, 'select 1')).rejects.toMatchObject({ code: '28P01' });
    const roles = await ask(
      server.adminUrl,
      `select array_agg(rolname || rolsuper::text || rolbypassrls::text order by rolname) as roles
      from pg_roles where rolname in ('suotdoi_app', 'suotdoi_owner')`,
    );
    expect(roles).toEqual({ roles: ['suotdoi_appfalsefalse', 'suotdoi_ownerfalsefalse'] });
    await server.stop();
    expect(existsSync(pidFile)).toBe(false);

    const again = await start();
    expect(again.isNew).toBe(false);
    expect(await ask(again.url, 'select n from kept')).toEqual({ n: 42 });
    await again.stop();
  });

  test('a second process on the folder is refused with a word; a command may join; both leave the server alone', async () => {
    const server = await start();
    const attempt = start();
    await expect(attempt).rejects.toThrow(FolderInUseError);
    await expect(attempt).rejects.toThrow(`pid ${process.pid}`);
    const joined = await start(true);
    expect(joined.url).toBe(server.url);
    await joined.stop();
    expect(await ask(server.url, 'select n from kept')).toEqual({ n: 42 });
    await server.stop();
  });

  test('after kill -9 of its process the server is adopted, and stopped by the one that adopted it', async () => {
    const other = await otherProcess();
    const pid = postmaster();
    await other.kill();
    const server = await start();
    expect(postmaster()).toBe(pid);
    expect(await ask(server.url, 'select n from kept')).toEqual({ n: 42 });
    await server.stop();
    expect(existsSync(pidFile)).toBe(false);
  });

  test('after kill -9 of everything the next start recovers', async () => {
    const other = await otherProcess();
    const pid = postmaster();
    process.kill(pid, 'SIGKILL');
    await other.kill();
    expect(existsSync(pidFile)).toBe(true);
    const server = await start();
    expect(postmaster()).not.toBe(pid);
    expect(await ask(server.url, 'select n from kept')).toEqual({ n: 42 });
    await server.stop();
  });

  test('a lock file with the number of another living program does not stop the start', async () => {
    // as after the restart of a container, where numbers begin anew
    const foreign = spawn('sleep', ['60'], {
      uid: process.getuid?.() === 0 ? statSync(join(dataFolder, 'database/cluster')).uid : undefined,
    });
    writeFileSync(pidFile, `${foreign.pid}\n${join(dataFolder, 'database/cluster')}\n1\n1\n\n\n1 1\nready\n`);
    const server = await start();
    expect(await ask(server.url, 'select n from kept')).toEqual({ n: 42 });
    await server.stop();
    foreign.kill();
  });

  test('a server that is lost under way comes back, and the pools with it', async () => {
    const server = await start();
    const db = openDatabase({ url: server.url, appUrl: server.appUrl });
    await db.ownerPool.query('select 1');
    process.kill(postmaster(), 'SIGKILL');
    const gone: unknown = await vi.waitFor(
      async () => {
        const error: unknown = await db.ownerPool.query('select 1').then(
          () => null,
          (caught: unknown) => caught,
        );
        expect(error).not.toBeNull();
        return error;
      },
      { timeout: 2_000, interval: 1 },
    );
    expect(isDatabaseGone(gone)).toBe(true);
    await vi.waitFor(
      () => expect(db.ownerPool.query('select n from kept')).resolves.toMatchObject({ rows: [{ n: 42 }] }),
      20_000,
    );
    await db.close();
    await server.stop();
    expect(existsSync(pidFile)).toBe(false);
  });

  test('two first starts at once end in one cluster and one refusal', async () => {
    const fresh = join(`${base}-open`, 'race');
    const attempts = await Promise.allSettled(
      [0, 1].map(() => startEmbedded({ dataFolder: fresh, settings: { fsync: 'off' } })),
    );
    const up = attempts.filter((attempt) => attempt.status === 'fulfilled');
    expect(up).toHaveLength(1);
    await up[0]?.value.stop();
  });
});
