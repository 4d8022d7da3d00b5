import { sql } from 'kysely';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Context, Platform } from '../../platform/context.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import type { Installation } from './rules.ts';
import { phaseOf } from './rules.ts';
import {
  beginInstallation,
  type FirstRun,
  type Installers,
  installationJobs,
  isInstalled,
  markInstalled,
  readProgress,
  retryInstallation,
} from './service.ts';

const RUN: FirstRun = {
  name: 'Hoàng Thị Trực',
  email: 'quantri@donvi.vn',
  password: 'con mèo trèo cây cau',
  repeat: 'con mèo trèo cây cau',
  countryPack: 'mau',
  demonstration: false,
  userAgent: null,
};

let platform: TestPlatform;
let visitor: Context;

beforeEach(async () => {
  platform = await testPlatform();
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
}, 60_000);
afterEach(() => platform.drop());

function installersWith(install: (platform: Platform) => Promise<void>): Installers {
  return {
    countryPacks: [{ key: 'mau', name: { vi: 'Mẫu', en: 'Sample' }, install }],
    demonstration: async (_, report) => {
      for (let n = 0; n <= 3; n++) await report(n, 3);
    },
  };
}

const oneUnit = async (on: Platform): Promise<void> => {
  await on.db.owner.insertInto('unit').values({ code: 'X' }).execute();
};

async function until(phase: ReturnType<typeof phaseOf>): Promise<Installation> {
  for (let waited = 0; waited < 20_000; waited += 100) {
    const installation = await readProgress(platform);
    if (phaseOf(installation) === phase) return installation;
    await sleep(100);
  }
  throw new Error(`never ${phase}`);
}

test('of ten first runs at once exactly one wins, whole', async () => {
  const runs = Array.from({ length: 10 }, (_, n) =>
    beginInstallation(visitor, installersWith(oneUnit), { ...RUN, email: `quantri${n}@donvi.vn` }),
  );
  const answers = await Promise.allSettled(runs);
  expect(answers.filter((answer) => answer.status === 'fulfilled')).toHaveLength(1);
  for (const answer of answers) {
    if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'installation.finished' });
  }
  const accounts = await platform.db.owner.selectFrom('account').select('is_administrator').execute();
  expect(accounts).toEqual([{ is_administrator: true }]);
  expect(await platform.db.owner.selectFrom('session').select('account_id').execute()).toHaveLength(1);
});

test('all that is wrong is said at once, and nothing is made', async () => {
  const wrong = { ...RUN, name: '', email: 'x', password: '123', countryPack: 'khac', demonstration: null };
  await expect(beginInstallation(visitor, installersWith(oneUnit), wrong)).rejects.toMatchObject({
    fields: [{ field: 'name' }, { field: 'email' }, { field: 'password' }, { field: 'countryPack' }, { field: 'data' }],
  });
  await expect(
    beginInstallation(visitor, installersWith(oneUnit), { ...RUN, countryPack: '', demonstration: true }),
  ).rejects.toMatchObject({ fields: [{ field: 'data', code: 'demonstration.needs-pack' }] });
  expect(await platform.db.owner.selectFrom('account').select('id').execute()).toEqual([]);
  expect(phaseOf(await readProgress(platform))).toBe('unstarted');
});

test('the work runs to its end and the door closes', async () => {
  const installers = installersWith(oneUnit);
  await installationJobs(platform, installers);
  expect(await isInstalled(platform)).toBe(false);
  await beginInstallation(visitor, installers, { ...RUN, demonstration: true });
  const installation = await until('finished');
  expect(installation).toMatchObject({ countryPack: 'mau', hasDemonstration: true, problem: null });
  expect(await isInstalled(platform)).toBe(true);
  expect(await platform.db.owner.selectFrom('unit').select('code').execute()).toEqual([{ code: 'X' }]);
  await expect(beginInstallation(visitor, installers, { ...RUN, email: 'khac@donvi.vn' })).rejects.toMatchObject({
    code: 'installation.finished',
  });
});

test('a failure is told, and the administrator runs it again', async () => {
  let tries = 0;
  const installers = installersWith(async (on) => {
    tries += 1;
    if (tries === 1) throw new Error('ổ đĩa đầy');
    await oneUnit(on);
  });
  await installationJobs(platform, installers);
  await beginInstallation(visitor, installers, RUN);
  expect((await until('failed')).problem).toBe('ổ đĩa đầy');
  await expect(retryInstallation(visitor)).rejects.toMatchObject({ code: 'sign-in.needed' });
  const { id } = await platform.db.owner.selectFrom('account').select('id').executeTakeFirstOrThrow();
  const actor = { accountId: id, name: '', email: '', locale: 'vi', isAdministrator: true, grants: [] } as const;
  await retryInstallation({ ...visitor, actor });
  await until('finished');
  expect(tries).toBe(2);
});

test('a start takes up what a kill left behind', async () => {
  const installers = installersWith(oneUnit);
  await beginInstallation(visitor, installers, RUN);
  // The job that was running when the process died is no more.
  await sql`delete from job.job`.execute(platform.db.owner);
  await installationJobs(platform, installers);
  await until('finished');
});

test('a command can end the first run without its page', async () => {
  await markInstalled(platform);
  expect(await isInstalled(platform)).toBe(true);
});
