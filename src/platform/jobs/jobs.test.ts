import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { z } from 'zod';
import { type TestDatabase, testDatabase } from '../../testing/database.ts';
import { inTransaction, SYSTEM } from '../database/transaction.ts';
import { createLog } from '../log/log.ts';
import { DEAD_LETTERS, defineJob, type Jobs, openJobs } from './jobs.ts';

const log = createLog('silent');
const note = defineJob('note.write', z.object({ n: z.number() }), { retryLimit: 0 });

describe('jobs', () => {
  let db: TestDatabase;
  let jobs: Jobs;
  const done: number[] = [];
  beforeAll(async () => {
    db = await testDatabase();
    jobs = openJobs({ url: db.url, log, isWorker: true });
    await jobs.work(note, async ({ n }) => {
      if (n < 0) throw new Error('negative');
      done.push(n);
    });
  });
  afterEach(() => void (done.length = 0));
  afterAll(async () => {
    await jobs.stop();
    await db.drop();
  });

  test('a job exists when its transaction commits, and not when it rolls back', async () => {
    await inTransaction(db.app, SYSTEM, (tx) => jobs.send(tx, note, { n: 1 }));
    await expect(
      inTransaction(db.app, SYSTEM, async (tx) => {
        await jobs.send(tx, note, { n: 2 });
        throw new Error('undo');
      }),
    ).rejects.toThrow('undo');
    await inTransaction(db.app, SYSTEM, (tx) => jobs.send(tx, note, { n: 3 }));
    await vi.waitFor(() => expect(done.toSorted((a, b) => a - b)).toEqual([1, 3]), 5_000);
  });

  test('a backlog runs in full batches, not one batch for each wake-up', async () => {
    await inTransaction(db.app, SYSTEM, async (tx) => {
      for (let n = 0; n < 200; n++) await jobs.send(tx, note, { n });
    });
    // The defaults of pg-boss would need minutes: one batch for each wake-up.
    await vi.waitFor(() => expect(done).toHaveLength(200), { timeout: 25_000 });
  });

  test('one bad job of a batch does not fail the others, and ends in the dead letters', async () => {
    await inTransaction(db.app, SYSTEM, async (tx) => {
      for (const n of [10, -1, 11]) await jobs.send(tx, note, { n });
    });
    await vi.waitFor(() => expect(done.toSorted((a, b) => a - b)).toEqual([10, 11]), 5_000);
    await vi.waitFor(async () => {
      const dead = await sql<{ data: unknown }>`select data from job.job where name = ${DEAD_LETTERS}`.execute(
        db.owner,
      );
      expect(dead.rows.map((row) => row.data)).toEqual([{ payload: { n: -1 } }]);
    }, 5_000);
  });

  test('the application may put work in, not read, change or take it', async () => {
    await expect(sql`select data from job.job`.execute(db.app)).rejects.toMatchObject({ code: '42501' });
    await expect(sql`delete from job.job`.execute(db.app)).rejects.toMatchObject({ code: '42501' });
    await expect(sql`update job.job set state = 'completed'`.execute(db.app)).rejects.toMatchObject({ code: '42501' });
  });

  test('a payload of the wrong shape is refused where it is sent', async () => {
    const wrong: unknown = { n: 'một' };
    await expect(inTransaction(db.app, SYSTEM, (tx) => jobs.send(tx, note, wrong as { n: number }))).rejects.toThrow(
      z.ZodError,
    );
  });

  test('comes back by itself after the connections are cut', async () => {
    await sql`select pg_terminate_backend(pid) from pg_stat_activity
      where datname = current_database() and usename = current_user and pid <> pg_backend_pid()`.execute(db.owner);
    await vi.waitFor(() => inTransaction(db.app, SYSTEM, (tx) => jobs.send(tx, note, { n: 77 })), 5_000);
    await vi.waitFor(() => expect(done).toContain(77), { timeout: 45_000 });
  }, 60_000);
});
