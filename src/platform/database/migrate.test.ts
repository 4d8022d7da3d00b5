import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { emptyTestDatabase, type TestDatabase, testDatabase } from '../../testing/database.ts';
import { APP_ROLE, openDatabase } from './connect.ts';
import { type Migration, MigrationError, migrate, pendingMigrations, readMigrations } from './migrate.ts';
import { DatabaseUnfitError, prepareExisting } from './preflight.ts';

const step = (number: number, name: string, sql: string): Migration => ({ number, name, sql, checksum: sql });
const first = step(1, '0001_first', 'create table fruit (name text primary key)');
const second = step(2, '0002_second', `insert into fruit values ('vải')`);
const broken = step(2, '0002_second', `insert into fruit values ('nhãn'); insert into nowhere values (1)`);

describe('migrate', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());

  /** An empty database beside the test's own. */
  async function empty(work: (url: string, run: (sql: string) => Promise<unknown[]>) => Promise<void>): Promise<void> {
    const other = await emptyTestDatabase();
    try {
      await work(other.url, async (text) => (await other.ownerPool.query<Record<string, unknown>>(text)).rows);
    } finally {
      await other.drop();
    }
  }

  test('the real ones are applied in the template, and nothing is left to do', async () => {
    expect(await pendingMigrations(db.ownerPool)).toEqual({ pending: [], problem: null });
    expect(readMigrations().length).toBeGreaterThanOrEqual(2);
  });

  test('applies only what is new, and is the same when run by several at once', () =>
    empty(async (url, run) => {
      expect(await migrate(url, [first])).toEqual({ applied: ['0001_first'], version: 1 });
      const results = await Promise.all([1, 2, 3].map(() => migrate(url, [first, second])));
      expect(results.flatMap((result) => result.applied)).toEqual(['0002_second']);
      expect(await run('select name from fruit')).toEqual([{ name: 'vải' }]);
    }));

  test('one that fails leaves nothing of itself, and says which line', () =>
    empty(async (url, run) => {
      await expect(migrate(url, [first, broken])).rejects.toThrow(/0002_second.*nowhere.*dòng 1/s);
      expect(await run('select name from fruit')).toEqual([]);
      expect(await run('select number from schema_migration')).toEqual([{ number: 1 }]);
      expect(await migrate(url, [first, second])).toMatchObject({ applied: ['0002_second'] });
    }));

  test('refuses a file that was changed afterwards, and data of a newer version', () =>
    empty(async (url) => {
      await migrate(url, [first, second]);
      await expect(migrate(url, [{ ...first, checksum: 'khác' }, second])).rejects.toThrow(/0001_first.sql đã bị sửa/);
      await expect(migrate(url, [first])).rejects.toThrow(MigrationError);
      await expect(migrate(url, [first])).rejects.toThrow(/bản mới hơn/);
    }));

  test('an existing database with one login: the role is made where the login may, else its administrator is told how', () =>
    empty(async (url) => {
      await expect(prepareExisting(url, true)).rejects.toThrow(DatabaseUnfitError);
      await expect(prepareExisting(url, true)).rejects.toThrow(`grant ${APP_ROLE} to "suotdoi_owner"`);
      await expect(prepareExisting(url, false)).resolves.toBeUndefined();
      await expect(prepareExisting(url.replace(/:\d+\//, ':1/'), true)).rejects.toThrow(/Không vào được.*ECONNREFUSED/);
    }));

  test('the application role bound to one login cannot reach past its rights', async () => {
    await prepareExisting(db.adminUrl, true);
    const bound = openDatabase({ url: db.adminUrl });
    try {
      await expect(bound.appPool.query('select current_user as who')).resolves.toMatchObject({
        rows: [{ who: APP_ROLE }],
      });
      await expect(bound.appPool.query('delete from audit_entry')).rejects.toMatchObject({ code: '42501' });
      await expect(bound.appPool.query('select from schema_migration')).rejects.toMatchObject({ code: '42501' });
    } finally {
      await bound.close();
    }
  });
});
