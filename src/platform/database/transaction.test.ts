import { afterAll, beforeAll, expect, test } from 'vitest';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { inTransaction, SYSTEM, type Tx } from './transaction.ts';

let db: TestDatabase;
beforeAll(async () => {
  db = await testDatabase();
});
afterAll(() => db.drop());

const add = (tx: Tx, name: string) =>
  tx
    .insertInto('account')
    .values({ email: `${name}@example.vn`, name })
    .execute();
const names = async () =>
  (await db.owner.selectFrom('account').select('name').orderBy('name').execute()).map(({ name }) => name);

test('all of it is kept, or nothing', async () => {
  await inTransaction(db.app, SYSTEM, (tx) => Promise.all([add(tx, 'Một'), add(tx, 'Hai')]));
  const failing = inTransaction(db.app, SYSTEM, async (tx) => {
    await add(tx, 'Ba');
    throw new Error('no');
  });
  await expect(failing).rejects.toThrow('no');
  expect(await names()).toEqual(['Hai', 'Một']);
});

test('a part that still runs when another has failed writes nothing, neither by itself nor into the next one', async () => {
  const before = await names();
  const gate = Promise.withResolvers<void>();
  let late: Promise<unknown> = Promise.resolve();
  const failing = inTransaction(db.app, SYSTEM, async (tx) => {
    late = gate.promise.then(() => add(tx, 'Muộn'));
    await Promise.all([late, Promise.reject(new Error('no'))]);
  });
  await expect(failing).rejects.toThrow('no');
  await inTransaction(db.app, SYSTEM, async (next) => {
    gate.resolve();
    await expect(late).rejects.toThrow('after the end');
    await add(next, 'Sau');
  });
  expect(await names()).toEqual([...before, 'Sau']);
});
