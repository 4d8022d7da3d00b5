import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type TestDatabase, testDatabase } from './database.ts';

describe('testDatabase', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await testDatabase();
  });
  afterAll(() => db.drop());

  test('is migrated, and the application is not the owner', async () => {
    const asApp = await sql<{ who: string; bypass: boolean }>`
      select current_user as who, (select rolbypassrls or rolsuper from pg_roles where rolname = current_user) as bypass`.execute(
      db.app,
    );
    expect(asApp.rows).toEqual([{ who: 'suotdoi_app', bypass: false }]);
    const asOwner = await sql<{ who: string }>`select current_user as who`.execute(db.owner);
    expect(asOwner.rows[0]?.who).toBe('suotdoi_owner');
    await expect(sql`select from installation`.execute(db.app)).resolves.toBeDefined();
  });

  test('does not share data with another one', async () => {
    const other = await testDatabase();
    await sql`select 1`.execute(other.app);
    try {
      await sql`insert into unit (code_system) values ('local')`.execute(db.owner);
      const count = await sql<{ n: number }>`select count(*) as n from unit`.execute(other.owner);
      expect(count.rows[0]?.n).toBe(0);
    } finally {
      await other.drop();
    }
  });

  test('reads numbers and dates in one way, at top level and in arrays', async () => {
    const result = await sql`select 9007199254740991::bigint as big, 1.50::numeric as money, date '2026-10-01' as day,
      array[1, null, 3]::bigint[] as bigs, array[date '2026-10-01'] as days, array[1.50]::numeric[] as moneys,
      timestamptz '2026-10-01T08:00:00+07:00' as moment where ${'x'}::text = 'x'`.execute(db.app);
    expect(result.rows[0]).toEqual({
      big: 9007199254740991,
      money: '1.50',
      day: '2026-10-01',
      bigs: [1, null, 3],
      days: ['2026-10-01'],
      moneys: ['1.50'],
      moment: new Date('2026-10-01T01:00:00Z'),
    });
    await expect(sql`select 9007199254740992::bigint as big`.execute(db.app)).rejects.toThrow(RangeError);
  });

  test('statements are prepared once a connection, and settings with a literal are not', async () => {
    await db.app.connection().execute(async (one) => {
      for (let i = 0; i < 3; i++) await sql`select ${i}::int as n`.execute(one);
      const names = await sql<{ statement: string }>`select statement from pg_prepared_statements`.execute(one);
      expect(names.rows.filter((row) => row.statement === 'select $1::int as n')).toHaveLength(1);
      expect(names.rows.filter((row) => /set local/i.test(row.statement))).toHaveLength(0);
    });
  });
});
