import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { changesBetween, cursorText, parseCursor } from './rules.ts';
import { checkAudit, readAudit, readOutbox, readSystem } from './service.ts';

let platform: TestPlatform;
let administrator: Context;
let coordinator: Context;
let units: UnitId[];

beforeAll(async () => {
  platform = await testPlatform();
  const { root } = await makeEdition(platform.db, [2]);
  units = root.children.map((child) => child.unitId);
  coordinator = await makePerson(platform, 'coordinator', root.unitId, 'Phạm Văn Điều');
  administrator = { ...coordinator, actor: { ...coordinator.actor!, isAdministrator: true } };
  for (let n = 1; n <= 6; n++) await note(units[n % 2]!, n);
}, 60_000);
afterAll(() => platform.drop());

function note(unitId: UnitId, n: number): Promise<void> {
  const { accountId } = coordinator.actor!;
  return inTransaction(platform.db.app, { kind: 'actor', accountId, units: [] }, (tx) =>
    appendAudit(tx, { unitId, verb: 'report.submit', subject: `report/${n}`, before: { n: n - 1 }, after: { n } }),
  );
}

const breaks = async () => (await checkAudit(administrator)).breaks.filter(({ chain }) => chain !== 0);

/** Does it as the owner of the tables, looks, and takes it back. */
async function tampered(statement: ReturnType<typeof sql>): Promise<unknown[]> {
  return platform.db.owner
    .transaction()
    .execute(async (tx) => {
      await statement.execute(tx);
      const { rows } = await sql<{ chain: number; seq: number; what: string }>`
        select chain, seq, what from audit_breaks() order by chain, seq, what`.execute(tx);
      throw new Rollback(rows.map(({ chain, seq, what }) => [units.indexOf(chain as UnitId), seq, what]));
    })
    .catch((error: unknown) => {
      if (error instanceof Rollback) return error.rows;
      throw error;
    });
}

class Rollback extends Error {
  readonly rows: unknown[];
  constructor(rows: unknown[]) {
    super();
    this.rows = rows;
  }
}

test('a chain that nobody touched is whole', async () => {
  expect(await breaks()).toEqual([]);
  const { checked } = await checkAudit(administrator);
  expect(checked).toBeGreaterThanOrEqual(6);
});

test('a changed entry, whichever part of it, is found', async () => {
  const at = sql`chain = ${units[1]} and seq = 2`;
  for (const change of [
    sql`after = '{"n": 99}'`,
    sql`before = null`,
    sql`subject = 'report/9'`,
    sql`verb = 'report.accept'`,
    sql`account_id = null`,
    sql`at = at + interval '1 second'`,
  ]) {
    expect(await tampered(sql`update audit_entry set ${change} where ${at}`)).toEqual([[1, 2, 'content']]);
  }
});

test('an entry with a fresh hash of its own still breaks the link to the next', async () => {
  const forged = sql`update audit_entry set after = '{"n": 99}', hash =
    audit_hash(previous_hash, chain, seq, at, account_id, verb, subject, before, '{"n": 99}')
    where chain = ${units[1]} and seq = 2`;
  expect(await tampered(forged)).toEqual([[1, 3, 'link']]);
});

test('an entry that was removed leaves a gap', async () => {
  expect(await tampered(sql`delete from audit_entry where chain = ${units[0]} and seq = 1`)).toEqual([
    [0, 2, 'missing-before'],
  ]);
  expect(await tampered(sql`delete from audit_entry where chain = ${units[0]} and seq = 2`)).toEqual([
    [0, 3, 'missing-before'],
  ]);
});

test('an end that was cut off is missed, even the whole chain', async () => {
  expect(await tampered(sql`delete from audit_entry where chain = ${units[0]} and seq = 3`)).toEqual([
    [0, 3, 'cut-off'],
  ]);
  expect(await tampered(sql`delete from audit_entry where chain = ${units[0]}`)).toEqual([[0, 3, 'cut-off']]);
});

test('the application itself can neither change nor remove nor write past the function', async () => {
  for (const statement of [
    sql`update audit_entry set verb = 'x'`,
    sql`delete from audit_entry`,
    sql`update audit_head set seq = 0`,
    sql`insert into audit_entry (chain, seq, at, verb, subject, previous_hash, hash) values (1, 99, now(), 'x', 'x', '', '')`,
  ]) {
    const attempt = inTransaction(platform.db.app, { kind: 'system' }, (tx) => statement.execute(tx));
    await expect(attempt).rejects.toThrow(/permission denied/);
  }
});

test('two writers of one chain stand one after the other', async () => {
  await Promise.all(Array.from({ length: 12 }, (_, n) => note(units[0]!, 100 + n)));
  expect(await breaks()).toEqual([]);
  const rows = await platform.db.owner
    .selectFrom('audit_entry')
    .select('seq')
    .where('chain', '=', units[0]!)
    .orderBy('seq')
    .execute();
  expect(rows.map((row) => row.seq)).toEqual(Array.from({ length: rows.length }, (_, n) => n + 1));
});

test('the trail is read by verb and by unit, page after page without a gap', async () => {
  const all = await readAudit(administrator, { verb: 'report.submit', unit: '', before: null });
  expect(all.rows.length).toBe(18);
  expect(all.rows[0]).toMatchObject({ person: 'Phạm Văn Điều' });
  const ofOne = await readAudit(administrator, { verb: '', unit: 'huyen 2', before: null });
  expect(new Set(ofOne.rows.map((row) => row.unitName))).toEqual(new Set(['Huyện 2']));
  expect((await readAudit(administrator, { verb: '', unit: 'không có đâu', before: null })).rows).toEqual([]);
  const middle = all.rows[8]!;
  const rest = await readAudit(administrator, {
    verb: 'report.submit',
    unit: '',
    before: parseCursor(cursorText(middle)),
  });
  expect(rest.rows.map((row) => [row.chain, row.seq])).toEqual(all.rows.slice(9).map((row) => [row.chain, row.seq]));
});

test('only an administrator sees any of it', async () => {
  await expect(async () => readAudit(coordinator, { verb: '', unit: '', before: null })).rejects.toMatchObject({
    code: 'permission.denied',
  });
  await expect(async () => readOutbox(coordinator, { status: null, page: 1 })).rejects.toMatchObject({
    code: 'permission.denied',
  });
  await expect(checkAudit(coordinator)).rejects.toMatchObject({ code: 'permission.denied' });
  await expect(readSystem(coordinator)).rejects.toMatchObject({ code: 'permission.denied' });
});

test('the system page has its facts', async () => {
  const state = await readSystem(administrator);
  expect(state.version).toMatch(/^\d+\.\d+\.\d+$/);
  expect(state.databaseVersion).toMatch(/^18/);
  expect(state.databaseSize).toBeGreaterThan(1_000_000);
  expect(state.disk!.free).toBeLessThanOrEqual(state.disk!.total);
  expect(state.units).toBe(3);
});

test('before and after are told by the parts that differ', () => {
  expect(
    changesBetween({ role: 'viewer', cells: { 1: 5, 2: 7 } }, { role: 'signer', cells: { 1: 5, 2: 0 }, note: 'x' }),
  ).toEqual([
    { part: 'role', before: 'viewer', after: 'signer' },
    { part: 'cells.2', before: '7', after: '0' },
    { part: 'note', before: null, after: 'x' },
  ]);
  expect(changesBetween(null, { a: false, b: null })).toEqual([{ part: 'a', before: null, after: 'false' }]);
  expect(changesBetween(undefined, undefined)).toEqual([]);
});

test('a cursor that was tampered with is none', () => {
  expect(parseCursor('1-2-3')).toEqual({ micros: 1, chain: 2, seq: 3 });
  for (const text of [undefined, '', '1-2', 'a-b-c', "1-2-3'--"]) expect(parseCursor(text)).toBeNull();
});
