/** Spreadsheets on a real database: looked at, taken in, taken back; five thousand rows at once. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { messagesFor } from '../../../messages/index.ts';
import { writeWorkbook } from '../../documents/write/hucre-adapter.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import type { ActivityImportId, EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { type ActivityContext, enterActivities } from './access.ts';
import { loadKinds } from './kinds.ts';
import { checkFile, forgetOldPreviews, makeTemplate, readImport, readImportHome } from './service.import.ts';
import { discardImport, rangesOf, readImported, takeIn, undoImport } from './service.import-take.ts';
import { readManaged } from './service.read.ts';

let platform: TestPlatform;
let editionId: EditionId;
let commune: TestUnit;
let school: TestUnit;
let people: Record<'commune' | 'other' | 'school', Context>;

beforeAll(async () => {
  platform = await testPlatform('2022-09-26T08:00:00+07:00');
  const made = await makeEdition(platform.db, [1, 2, 2]);
  editionId = made.editionId;
  const communes = made.root.children[0]!.children;
  commune = communes[0]!;
  school = commune.children[0]!;
  people = {
    commune: await makePerson(platform, 'coordinator', commune.unitId, 'Lê Xã'),
    other: await makePerson(platform, 'coordinator', communes[1]!.unitId, 'Võ Khác'),
    school: await makePerson(platform, 'reporter', school.unitId, 'Ngô Trường'),
  };
});
afterAll(() => platform.drop());
beforeEach(async () => {
  platform.clock.set(new Date('2022-09-26T08:00+07:00'));
  await platform.db.owner.deleteFrom('registration').execute();
  await platform.db.owner.deleteFrom('activity').execute();
  await platform.db.owner.deleteFrom('activity_import').execute();
  await platform.db.owner.deleteFrom('mail_message').execute();
  await platform.db.ownerPool.query(`delete from job.job where name = 'activity.changed'`);
});

const enter = (who: keyof typeof people): Promise<ActivityContext> => enterActivities(people[who], editionId);

const HEADINGS = [
  'Tên',
  'Loại',
  'Ngày',
  'Từ giờ',
  'Đến giờ',
  'Địa điểm',
  'Dành cho',
  'Liên hệ',
  'SĐT',
  'Số lượng',
  'Mã',
];
const row = (title: string, more: Partial<Record<string, string>> = {}): string[] => {
  const values: Partial<Record<string, string>> = {
    Tên: title,
    Loại: 'Tọa đàm',
    Ngày: '2/10/2022',
    'Từ giờ': '8h',
    'Đến giờ': '10h',
    'Địa điểm': 'Hội trường',
    'Dành cho': 'Mọi người',
    'Liên hệ': 'Cô Lan',
    SĐT: '0900 000 000',
    ...more,
  };
  return HEADINGS.map((name) => values[name] ?? '');
};
const leaflet = (title: string): string[] =>
  row(title, { Loại: 'Tờ rơi', 'Từ giờ': '', 'Đến giờ': '', 'Số lượng': '500', 'Địa điểm': '', 'Dành cho': '' });
const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const csv = (rows: readonly (readonly string[])[], name = 'hoat-dong.csv') => ({
  name,
  bytes: new TextEncoder().encode([HEADINGS, ...rows].map((cells) => cells.map(quoted).join(',')).join('\n')),
});
const check = async (who: keyof typeof people, rows: readonly (readonly string[])[]): Promise<ActivityImportId> =>
  checkFile(await enter(who), undefined, csv(rows));
const stored = () =>
  platform.db.owner
    .selectFrom('activity')
    .select(['id', 'title', 'status', 'search_key', 'area_name', 'published_how', 'reviewer_unit_id'])
    .orderBy('id')
    .execute();
const published = async (): Promise<number> => {
  const { rows } = await platform.db.ownerPool.query<{ count: number }>(
    `select count(*)::int as count from job.job where name = 'activity.changed'`,
  );
  return rows[0]!.count;
};

describe('looking at a file', () => {
  test('keeps good rows, and of faulty ones what is wrong with them', async () => {
    const id = await check('school', [row('Đọc sách'), row('Lỗi giờ', { 'Đến giờ': '7h', 'Liên hệ': 'Bà Bí Mật' })]);
    const ctx = await enter('school');
    const errors = await readImport(ctx, id, null, 1);
    expect([errors.part, errors.faults.map(({ cell, code, found }) => [cell, code, found])]).toEqual([
      'errors',
      [['E3', 'endFirst', '7h']],
    ]);
    const { rows, stored: kept } = await readImport(ctx, id, 'rows', 1);
    expect(rows.map(({ content }) => content.title)).toEqual(['Đọc sách']);
    expect(kept.summary).toMatchObject({ lines: 2, good: 1, faulty: 1, ready: 1, errors: 1 });
    expect(await stored()).toEqual([]);
    const raw = await platform.db.owner.selectFrom('activity_import').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(raw)).not.toContain('Bà Bí Mật');
  });

  test('is for those who may write for the organiser', async () => {
    const id = await check('school', [row('Đọc sách')]);
    await expect(enter('other').then((ctx) => readImport(ctx, id, null, 1))).rejects.toMatchObject({
      code: 'not-found',
    });
    await expect(enter('other').then((ctx) => takeIn(ctx, id, 'draft'))).rejects.toMatchObject({ code: 'not-found' });
    expect((await readImport(await enter('commune'), id, null, 1)).rows).toHaveLength(1);
    expect((await readImportHome(await enter('commune'), undefined)).imports).toEqual([]);
  });

  test.each([
    [
      'a picture by name a table',
      'bang.xlsx',
      new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2, 3]),
      /không phải là bảng tính/u,
    ],
    ['nothing', 'bang.csv', new Uint8Array(), /rỗng/u],
    ['a torn archive', 'bang.xlsx', new Uint8Array([0x50, 0x4b, 3, 4, 0, 0]), /./u],
  ])('refuses %s in the words of the reader', async (_, name, bytes, words) => {
    await expect(checkFile(await enter('school'), undefined, { name, bytes })).rejects.toMatchObject({
      code: 'activity.import-invalid',
      detail: expect.stringMatching(words) as string,
    });
  });

  test('warns of what is announced already, and of a file that was taken in before', async () => {
    await takeIn(await enter('commune'), await check('commune', [row('Ngày hội đọc')]), 'send');
    const ctx = await enter('commune');
    const id = await check('commune', [row('NGAY HOI DOC', { Ngày: '3/10/2022' }), row('Khác')]);
    const { faults } = await readImport(ctx, id, 'warnings', 1);
    expect(faults.map(({ line, code, hint }) => [line, code, hint])).toEqual([
      [2, 'same-announced', `Ngày hội đọc – ${commune.name}`],
    ]);
    const again = await readImport(ctx, await check('commune', [row('Ngày hội đọc')]), null, 1);
    expect(again.takenBefore).toEqual(platform.clock.now());
  });

  test('a preview can be thrown away, and is forgotten after thirty days', async () => {
    const ctx = await enter('school');
    const first = await check('school', [row('Một')]);
    await discardImport(ctx, first);
    await expect(readImport(ctx, first, null, 1)).rejects.toMatchObject({ code: 'not-found' });
    await check('school', [row('Hai')]);
    expect(await forgetOldPreviews(platform)).toBe(0);
    platform.clock.set(new Date('2022-10-27T08:00+07:00'));
    expect(await forgetOldPreviews(platform)).toBe(1);
  });
});

describe('taking in', () => {
  test('as drafts, once; the rows are then no longer kept twice', async () => {
    const ctx = await enter('school');
    const id = await check('school', [
      row('Đọc sách', { Mã: 'a' }),
      row('', { Mã: 'a', Loại: '', Ngày: '3/10', 'Địa điểm': 'Thư viện' }),
      leaflet('Tờ rơi'),
    ]);
    expect(await takeIn(ctx, id, 'draft')).toEqual({ drafts: 2, sent: 0, published: 0 });
    const [first, second] = await stored();
    expect([first, second]).toMatchObject([
      { title: 'Đọc sách', status: 'draft', search_key: expect.stringContaining('doc sach') as string },
      { title: 'Tờ rơi', status: 'draft' },
    ]);
    const managed = await readManaged(ctx, first!.id as never);
    expect(managed.sessions.map(({ no, placeName }) => [no, placeName])).toEqual([
      [1, null],
      [2, 'Thư viện'],
    ]);
    expect(managed.history.map(({ verb }) => verb)).toEqual(['activity.import']);
    await expect(takeIn(ctx, id, 'draft')).rejects.toMatchObject({ code: 'activity.state' });
    const { rows } = await platform.db.owner.selectFrom('activity_import').select('rows').executeTakeFirstOrThrow();
    expect(rows).toEqual([]);
    expect(await published()).toBe(0);
  });

  test('sends what is complete with one letter, publishes outputs, leaves the rest as drafts', async () => {
    const id = await check('school', [row('Đủ'), row('Thiếu', { SĐT: '' }), leaflet('Tờ rơi'), row('Đủ nữa')]);
    expect(await takeIn(await enter('school'), id, 'send')).toEqual({ drafts: 1, sent: 2, published: 1 });
    expect((await stored()).map(({ status }) => status)).toEqual(['sent', 'draft', 'published', 'sent']);
    const mails = await platform.db.owner.selectFrom('mail_message').select(['to_address', 'subject']).execute();
    expect(mails).toEqual([
      { to_address: people.commune.actor!.email, subject: `Chờ duyệt: 2 hoạt động của ${school.name}` },
    ]);
    expect(await published()).toBe(1);
  });

  test('a commune publishes its own', async () => {
    const id = await check('commune', [row('Đủ')]);
    expect(await takeIn(await enter('commune'), id, 'send')).toMatchObject({ published: 1 });
    expect(await stored()).toMatchObject([{ status: 'published', published_how: 'own' }]);
  });
});

describe('taking back', () => {
  test('what nobody has touched goes; what is signed up for or changed is named and stays', async () => {
    const ctx = await enter('commune');
    const id = await check('commune', [row('Một'), row('Hai'), row('Ba'), leaflet('Tờ rơi')]);
    await takeIn(ctx, id, 'send');
    const [one, two] = await stored();
    await platform.db.ownerPool.query(
      `insert into registration (edition_id, activity_id, unit_id, mode, status, code, contact, contact_kind, name, people, queue_no, delete_after)
       select edition_id, id, unit_id, 'in-person', 'confirmed', 'ABC234', 'a@example.vn', 'email', 'Lan', 1, 1, '2030-01-01' from activity where id = $1`,
      [one!.id],
    );
    await platform.db.ownerPool.query('update activity set version = 2 where id = $1', [two!.id]);
    const { removed, kept } = await undoImport(ctx, id);
    expect([removed, kept.map(({ title }) => title)]).toEqual([2, ['Một', 'Hai']]);
    expect((await stored()).map(({ title }) => title)).toEqual(['Một', 'Hai']);
    expect((await readImported(ctx, id)).left.map(({ title }) => title)).toEqual(['Một', 'Hai']);
    await expect(undoImport(ctx, id)).rejects.toMatchObject({ code: 'activity.state' });
    expect(rangesOf([5, 1, 2, 3])).toBe('1-3, 5');
  });
});

describe('the template', () => {
  test('filled with the drafts of the unit comes back as the same drafts', async () => {
    const ctx = await enter('school');
    await takeIn(ctx, await check('school', [row('Đọc sách', { 'Số lượng': '' }), leaflet('Tờ rơi')]), 'draft');
    const before = (await stored()).map(({ title }) => title);
    const bytes = await makeTemplate(ctx, undefined, true);
    const id = await checkFile(ctx, undefined, { name: 'mau.xlsx', bytes });
    expect((await readImport(ctx, id, null, 1)).stored.summary).toMatchObject({ good: 2, errors: 0 });
    await takeIn(ctx, id, 'draft');
    expect((await stored()).map(({ title }) => title)).toEqual([...before, ...before]);
  });
});

test('five thousand rows of twenty-five columns', { timeout: 120_000 }, async () => {
  const t = messagesFor('vi');
  const columns = Object.values(t.imports.columns).slice(0, 25);
  const kinds = await loadKinds(platform.db.app);
  const body = Array.from({ length: 5_000 }, (_, at) => {
    const kind = kinds[at % kinds.length]!;
    const values: Record<string, string> = {
      Mã: `M${at}`,
      Loại: kind.nameVi,
      'Tên hoạt động': `Hoạt động số ${at}`,
      Ngày: `${1 + (at % 7)}/10/2022`,
      'Giờ bắt đầu': '8h30',
      'Giờ kết thúc': at % 100 === 0 ? 'tối' : '10:30',
      'Xã, phường': commune.name,
      'Địa điểm': 'Nhà văn hóa',
      'Địa chỉ': 'Ấp 2',
      'Hình thức': 'Trực tiếp',
      'Dành cho': 'Phụ nữ, Nông dân',
      'Người liên hệ': 'Cô Lan',
      'Điện thoại': '0900000000',
      'Thư điện tử': 'lan@example.vn',
      'Số chỗ': '40',
      'Tóm tắt': 'Một câu ngắn.',
      'Nội dung': 'Nội dung dài hơn. '.repeat(10),
      'Số lượng': '10',
      'Chi phí': '0',
    };
    return { cells: columns.map((name) => ({ value: values[name] ?? '' })), height: null };
  });
  const bytes = await writeWorkbook({
    title: 'Lớn',
    author: 'Thử',
    sheets: [
      {
        name: 'Hoạt động',
        columnWidths: [],
        merges: [],
        freeze: { rows: 1, columns: 0 },
        repeatRows: null,
        repeatColumns: 0,
        pagesWide: 1,
        rows: [{ cells: columns.map((value) => ({ value })), height: null }, ...body],
      },
    ],
  });
  const ctx = await enter('commune');
  const started = performance.now();
  const id = await checkFile(ctx, undefined, { name: 'lon.xlsx', bytes });
  const { stored: preview } = await readImport(ctx, id, null, 1);
  const looked = performance.now();
  const faulty = kinds.filter(({ isOutput }) => !isOutput).length;
  expect(preview.summary.lines).toBe(5_000);
  expect(preview.summary.errors).toBe(preview.summary.faulty);
  expect(preview.summary.faulty).toBeGreaterThan(0);
  expect(preview.summary.faulty).toBeLessThanOrEqual(50);
  expect(faulty).toBeGreaterThan(0);
  const taken = await takeIn(ctx, id, 'send');
  const done = performance.now();
  expect(taken.published).toBe(preview.summary.good);
  expect(await published()).toBe(taken.published);
  const { removed } = await undoImport(ctx, id);
  const undone = performance.now();
  expect(removed).toBe(taken.published);
  expect(await asSystem({ platform }, (tx) => tx.selectFrom('activity').select('id').execute())).toEqual([]);
  if (process.env['SHOW_TIMES'] !== undefined) {
    const seconds = (from: number, to: number) => `${((to - from) / 1_000).toFixed(1)} s`;
    process.stdout.write(
      `${(bytes.length / 1e6).toFixed(1)} MB: preview ${seconds(started, looked)}, import ${seconds(looked, done)}, undo ${seconds(done, undone)}\n`,
    );
  }
});
