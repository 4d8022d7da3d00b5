/** Transactions whose statements travel together: in order, whole or not at all, and nothing left behind on the connection. */
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from '../../testing/database.ts';
import { inTransaction, SYSTEM, type Tx } from './transaction.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const addFile = (tx: Tx, letter: string) =>
  tx
    .insertInto('file')
    .values({ sha256: letter.repeat(64), size: 1 })
    .execute();
const files = async (): Promise<string[]> => {
  const rows = await db.owner.selectFrom('file').select('sha256').orderBy('sha256').execute();
  return rows.map((row) => row.sha256.slice(0, 1));
};

describe('inTransaction', () => {
  test('statements asked for together are answered in their order, and see what the ones before wrote', async () => {
    const counts = await inTransaction(db.app, SYSTEM, async (tx) => {
      const count = async (): Promise<number> => {
        const row = await tx
          .selectFrom('file')
          .select((eb) => eb.fn.countAll<number>().as('n'))
          .executeTakeFirstOrThrow();
        return row.n;
      };
      const [before, , between, , after] = await Promise.all([
        count(),
        addFile(tx, 'a'),
        count(),
        addFile(tx, 'b'),
        count(),
      ]);
      return [before, between, after];
    });
    expect(counts).toEqual([0, 1, 2]);
    expect(await files()).toEqual(['a', 'b']);
  });

  test('one that fails fails all, with its own error, and the connection goes on', async () => {
    const failing = inTransaction(db.app, SYSTEM, (tx) =>
      Promise.all([addFile(tx, 'c'), addFile(tx, 'X'), sql`select 1 / 0`.execute(tx), addFile(tx, 'd')]),
    );
    await expect(failing).rejects.toMatchObject({ code: '23514' });
    const divided = inTransaction(db.app, SYSTEM, (tx) =>
      Promise.all([addFile(tx, 'c'), sql`select 1 / ${0}::int`.execute(tx), addFile(tx, 'd')]),
    );
    await expect(divided).rejects.toMatchObject({ code: '22012' });
    expect(await files()).toEqual(['a', 'b']);
    await inTransaction(db.app, SYSTEM, (tx) => addFile(tx, 'e'));
    expect(await files()).toEqual(['a', 'b', 'e']);
  });

  test('work that throws while statements are under way writes nothing', async () => {
    const thrown = inTransaction(db.app, SYSTEM, async (tx) => {
      void addFile(tx, 'f').catch(() => undefined);
      throw new Error('changed my mind');
    });
    await expect(thrown).rejects.toThrow('changed my mind');
    expect(await files()).toEqual(['a', 'b', 'e']);
  });

  test('the sight of one transaction is not left for the next on the same connection', async () => {
    const sight = (tx: Tx) =>
      sql<{ system: string | null }>`select current_setting('app.system', true) as system`.execute(tx);
    const scope = { kind: 'actor', accountId: '00000000-0000-7000-8000-000000000001', units: [] } as const;
    for (let n = 0; n < 10; n += 1) {
      await inTransaction(db.app, SYSTEM, sight);
      const { rows } = await inTransaction(db.app, { ...scope, accountId: scope.accountId as never }, sight);
      expect(rows[0]?.system || null).toBeNull();
    }
  });

  test('many at once on few connections each get their own answers', async () => {
    const answers = await Promise.all(
      Array.from({ length: 200 }, (_, n) =>
        inTransaction(db.app, SYSTEM, async (tx) => {
          const [one, two] = await Promise.all([
            sql<{ n: number }>`select ${n}::int as n`.execute(tx),
            sql<{ n: number }>`select ${n + 1_000}::int as n`.execute(tx),
          ]);
          return [one.rows[0]?.n, two.rows[0]?.n];
        }),
      ),
    );
    expect(answers).toEqual(Array.from({ length: 200 }, (_, n) => [n, n + 1_000]));
  });
});
