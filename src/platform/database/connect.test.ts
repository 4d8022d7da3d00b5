import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { isDatabaseGone, openDatabase } from './connect.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

test('a database that owes an answer and is silent counts as gone, and the next request finds a new connection', async () => {
  const hasty = openDatabase({ url: db.url, appUrl: db.appUrl, max: 1, answerWithinMs: 300 });
  try {
    await expect(sql`select pg_sleep(0.1)`.execute(hasty.app)).resolves.toBeDefined();
    const started = performance.now();
    const failure: unknown = await sql`select pg_sleep(20)`.execute(hasty.app).catch((error: unknown) => error);
    expect(isDatabaseGone(failure)).toBe(true);
    expect(performance.now() - started).toBeLessThan(5_000);
    await expect(sql<{ n: number }>`select 1 as n`.execute(hasty.app)).resolves.toMatchObject({ rows: [{ n: 1 }] });
  } finally {
    await hasty.close();
  }
});

test('one that owes nothing is left alone, and so is the owner’s long work', async () => {
  const hasty = openDatabase({ url: db.url, appUrl: db.appUrl, max: 1, answerWithinMs: 150 });
  try {
    const pid = async () =>
      (await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(hasty.app)).rows[0]?.pid;
    const before = await pid();
    await sql`select pg_sleep(0.6)`.execute(hasty.owner);
    expect(await pid()).toBe(before);
  } finally {
    await hasty.close();
  }
});
