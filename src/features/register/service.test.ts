import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asActor, asSystem, type Context } from '../../platform/context.ts';
import { type CalendarDate, type DocumentId, type RegisterEntryId, type UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { bookTable, bookXlsx } from './service.export.ts';
import {
  correctIncoming,
  enterByHand,
  entryVersion,
  type HandEntry,
  nextNumber,
  readBook,
  readEntry,
  readRegister,
  replaceEntry,
  takeNumber,
  withdrawByHand,
} from './service.ts';

let platform: TestPlatform;
let unitId: UnitId;
let otherId: UnitId;
let clerk: Context;
let foreigner: Context;
let year = 1989;

const day = (text: string) => text as CalendarDate;
const incoming = (subject: string, more: Partial<HandEntry> = {}): HandEntry => ({
  unitId,
  number: 'next',
  reason: null,
  office: 'Sở Giáo dục và Đào tạo',
  subject,
  datedOn: day(`${year}-09-18`),
  entry: { direction: 'in', receivedOn: day(`${year}-09-20`), printedNumber: '2015/SGDĐT-GDTX', documentId: null },
  ...more,
});

beforeAll(async () => {
  platform = await testPlatform('2026-09-20T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, {
    name: 'Xã Bến Đò',
    kind: 'xa',
    level: 'commune',
  });
  const others = await makeTerritory(platform.db, { name: 'Xã Suối Reo', kind: 'xa', level: 'commune' });
  unitId = ids.get('Xã Bến Đò')!;
  otherId = others.get('Xã Suối Reo')!;
  clerk = await makePerson(platform, 'reporter', unitId);
  foreigner = await makePerson(platform, 'reporter', otherId);
});
afterAll(() => platform.drop());
beforeEach(() => {
  // Each test has a year, and with it sequences, of its own.
  year += 1;
});

const take = (number: 'next' | number = 'next', reason: string | null = null, fails = false) =>
  asActor(clerk, async (tx) => {
    const taken = await takeNumber(tx, {
      unitId,
      year,
      series: 'KH',
      direction: 'out',
      number,
      reason,
      printed: (given) => `${given}/KH-UBND`,
      datedOn: day(`${year}-09-20`),
      receivedOn: null,
      office: 'Các thôn',
      subject: 'Tuần lễ',
      documentId: null,
      by: clerk.actor!.accountId,
    });
    if (fails) throw new Error('the disk is full');
    return taken;
  });

const numbers = async () =>
  (await readBook(clerk, { unitId, direction: 'out', year })).rows.map((row) => [row.number, row.status]);

describe('numbers', () => {
  it('have no gap and no double, however many take them at once and whoever fails', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 12 }), async (failing) => {
        year += 1;
        const results = await Promise.allSettled(failing.map((fails) => take('next', null, fails)));
        const given = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.number] : []));
        const successes = failing.filter((fails) => !fails).length;
        expect(given.toSorted((a, b) => a - b)).toEqual(Array.from({ length: successes }, (_, at) => at + 1));
        expect(await numbers()).toEqual(given.toSorted((a, b) => a - b).map((number) => [number, 'in-force']));
      }),
      { numRuns: 12 },
    );
  });

  it('that are left out stand in the book with the reason', async () => {
    await take();
    await expect(take(4)).rejects.toMatchObject({ code: 'register.gap-unexplained' });
    expect((await take(4, 'Chừa cho hai văn bản mật')).number).toBe(4);
    const { rows } = await readBook(clerk, { unitId, direction: 'out', year });
    expect(rows.map((row) => [row.number, row.status, row.reason])).toEqual([
      [1, 'in-force', null],
      [2, 'left-out', 'Chừa cho hai văn bản mật'],
      [3, 'left-out', 'Chừa cho hai văn bản mật'],
      [4, 'in-force', null],
    ]);
    await expect(take(3, 'x')).rejects.toMatchObject({ code: 'register.number-taken' });
  });

  it('begin after those of the paper book, as one row', async () => {
    expect((await take(161)).number).toBe(161);
    expect(await numbers()).toEqual([
      [160, 'left-out'],
      [161, 'in-force'],
    ]);
    expect(await nextNumber(clerk, { unitId, year, series: 'KH' })).toEqual({ next: 162, isFirst: false });
    expect((await nextNumber(clerk, { unitId, year, series: 'BC' })).isFirst).toBe(true);
  });

  it('are never taken back: the application cannot delete a row of the book', async () => {
    const { id } = await take();
    await expect(
      asActor(clerk, (tx) => tx.deleteFrom('register_entry').where('id', '=', id).execute()),
    ).rejects.toThrow(/permission denied/u);
  });
});

describe('what came in', () => {
  it('has one sequence, and an uploaded document is entered once, also by two people at once', async () => {
    const { id: documentId } = await platform.db.owner
      .insertInto('document')
      .values({
        unit_id: unitId,
        file_sha256: await keptFile(),
        file_name: 'a.txt',
        media_type: 'text/plain',
        status: 'read',
        blocks: '{}',
        reading: '{}',
        sources: '[]',
        corrected: '{}',
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    const entry = {
      direction: 'in' as const,
      receivedOn: day(`${year}-09-20`),
      printedNumber: null,
      documentId: documentId as DocumentId,
    };
    const both = await Promise.all([
      enterByHand(clerk, incoming('Công văn', { entry })),
      enterByHand(clerk, incoming('Công văn', { entry })),
    ]);
    expect(new Set(both.map(({ id }) => id)).size).toBe(1);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
    await enterByHand(clerk, incoming('Thư'));
    const { rows } = await readBook(clerk, { unitId, direction: 'in', year });
    expect(rows.map(({ number }) => number)).toEqual([1, 2]);
  });

  it('is corrected against the state that was seen', async () => {
    const { id } = await enterByHand(clerk, incoming('Hưởng ứng Tuần lễ'));
    const { entry } = await readEntry(clerk, id);
    const facts = {
      receivedOn: day(`${year}-09-21`),
      office: entry.office,
      printedNumber: entry.printedNumber,
      datedOn: entry.datedOn,
      subject: 'Hưởng ứng Tuần lễ học tập suốt đời',
    };
    await correctIncoming(clerk, id, entryVersion(entry), facts);
    // Sent twice: nothing more happens.
    await correctIncoming(clerk, id, entryVersion(entry), facts);
    await expect(correctIncoming(clerk, id, entryVersion(entry), { ...facts, subject: 'Khác' })).rejects.toMatchObject({
      code: 'edit.stale',
    });
    expect((await readEntry(clerk, id)).entry).toMatchObject({ subject: facts.subject, receivedOn: `${year}-09-21` });
  });

  it('struck out keeps its number and its reason', async () => {
    const { id } = await enterByHand(clerk, incoming('Nhầm'));
    await withdrawByHand(clerk, id, 'Ghi nhầm của xã khác');
    await withdrawByHand(clerk, id, 'Ghi nhầm của xã khác');
    const { id: next } = await enterByHand(clerk, incoming('Đúng'));
    expect((await readEntry(clerk, id)).entry).toMatchObject({ status: 'withdrawn', reason: 'Ghi nhầm của xã khác' });
    expect((await readEntry(clerk, next)).entry.number).toBe(2);
    await expect(
      correctIncoming(clerk, id, 'x', {
        ...incoming('x'),
        receivedOn: day('2026-01-01'),
        printedNumber: null,
      }),
    ).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('is found without marks, what was typed exactly first', async () => {
    await enterByHand(clerk, incoming('Tổ chức toạ đàm về học tập'));
    await enterByHand(clerk, incoming('Mời dự Tọa đàm'));
    await enterByHand(clerk, incoming('Báo cáo quý'));
    const find = async (typed: string) =>
      (await readRegister(clerk, { unitId, direction: 'in', year, series: null, typed }, 1)).rows.map(
        ({ subject }) => subject,
      );
    expect(await find('toa dam')).toHaveLength(2);
    expect(await find('toạ đàm')).toEqual(['Tổ chức toạ đàm về học tập', 'Mời dự Tọa đàm']);
    expect(await find('Tọa đàm')).toEqual(['Mời dự Tọa đàm', 'Tổ chức toạ đàm về học tập']);
    expect(await find('2015')).toHaveLength(3);
    expect(await find('100%_')).toEqual([]);
  });
});

describe('the book', () => {
  it('is its unit’s alone, in every verb and in a query without a condition', async () => {
    const { id } = await enterByHand(clerk, incoming('Công văn'));
    const denied = { code: 'permission.denied' };
    const query = { unitId, direction: 'in' as const, year, series: null, typed: '' };
    await expect(readRegister(foreigner, query, 1)).rejects.toMatchObject(denied);
    await expect(readBook(foreigner, query)).rejects.toMatchObject(denied);
    await expect(enterByHand(foreigner, incoming('Chen vào'))).rejects.toMatchObject(denied);
    await expect(readEntry(foreigner, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(withdrawByHand(foreigner, id, 'x')).rejects.toMatchObject({ code: 'not-found' });
    expect(await asActor(foreigner, (tx) => tx.selectFrom('register_entry').select('id').execute())).toEqual([]);
    const viewer = await makePerson(platform, 'viewer', unitId);
    expect((await readRegister(viewer, query, 1)).mayWrite).toBe(false);
    await expect(enterByHand(viewer, incoming('x'))).rejects.toMatchObject(denied);
  });

  it('has the columns of Phụ lục IV, replaced and withdrawn ones marked', async () => {
    const first = await take();
    const second = await take();
    await asSystem({ platform }, (tx) => replaceEntry(tx, first.id as RegisterEntryId, second.id, null));
    const table = await bookTable(clerk, { unitId, direction: 'out', year });
    expect(table.columns).toHaveLength(8);
    expect(table.rows.map(({ cells }) => [cells[0], cells[1], cells[7]])).toEqual([
      ['1/KH-UBND', `20/09/${year}`, 'Thay bằng 2/KH-UBND'],
      ['2/KH-UBND', `20/09/${year}`, ''],
    ]);
    expect((await bookTable(clerk, { unitId, direction: 'in', year })).columns).toHaveLength(10);
    const bytes = await bookXlsx(clerk, { unitId, direction: 'out', year });
    expect(Buffer.from(bytes.subarray(0, 2)).toString('latin1')).toBe('PK');
  });
});

async function keptFile(): Promise<string> {
  const { sha256, size } = await platform.files.put(new TextEncoder().encode(`tệp ${year}`));
  await platform.db.owner.insertInto('file').values({ sha256, size }).execute();
  return sha256;
}
