/** The five documents of 2020 to 2022, from upload to a running campaign. Skipped where they are not at hand. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Context } from '../../platform/context.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory, type TestTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { sharedFile } from '../../testing/shared.ts';
import { confirmDocument } from './confirm.ts';
import { fieldsOf } from './rules.fields.ts';
import { SourceIndex } from './rules.sources.ts';
import { correctDocument, reviewDocument, uploadDocument } from './service.ts';

const SEEDS = {
  dongNai: 'seeds/000_f47b5a3707315fe9.txt',
  anGiang: 'seeds/001_8705a2e9ee13a40e.txt',
  quan12: 'seeds/002_aa2e28f41dc8681f.txt',
  haiPhong: 'seeds/003_bc84719e80160f2a.txt',
  sonLa: 'seeds/004_20bb0ddab61377fc.txt',
} as const;

const commune = (name: string, kind = 'xa'): TestTerritory => ({ name, kind, level: 'commune' });
const district = (name: string, kind: string, communes: readonly TestTerritory[]): TestTerritory => ({
  name,
  kind,
  level: 'district',
  children: communes,
});

const COUNTRY: TestTerritory = {
  name: 'Bộ Giáo dục và Đào tạo',
  kind: 'ministry',
  level: 'country',
  children: [
    {
      name: 'Tỉnh Đồng Nai',
      kind: 'tinh',
      level: 'province',
      children: [
        district('Thành phố Biên Hòa', 'thanh_pho_thuoc_tinh', [commune('Phường Trảng Dài', 'phuong')]),
        district('Huyện Định Quán', 'huyen', [commune('Xã Phú Hòa'), commune('Xã Gia Canh')]),
        district('Huyện Long Thành', 'huyen', [commune('Xã Bình Sơn')]),
      ],
    },
    {
      name: 'Tỉnh An Giang',
      kind: 'tinh',
      level: 'province',
      children: [
        district('Thành phố Châu Đốc', 'thanh_pho_thuoc_tinh', [commune('Phường Núi Sam', 'phuong')]),
        district('Huyện An Phú', 'huyen', [commune('Xã Phú Hữu')]),
      ],
    },
    {
      name: 'Thành phố Hồ Chí Minh',
      kind: 'thanh_pho',
      level: 'province',
      children: [
        district(
          'Quận 12',
          'quan',
          Array.from({ length: 11 }, (_, n) => commune(`Phường Số ${n + 1} Quận Mười Hai`, 'phuong')),
        ),
        district('Quận 11', 'quan', [commune('Phường 1', 'phuong')]),
      ],
    },
    {
      name: 'Thành phố Hải Phòng',
      kind: 'thanh_pho',
      level: 'province',
      children: [
        district('Quận Ngô Quyền', 'quan', [commune('Phường Lạch Tray', 'phuong')]),
        district('Huyện An Lão', 'huyen', [commune('Xã Bát Trang')]),
      ],
    },
    {
      name: 'Tỉnh Sơn La',
      kind: 'tinh',
      level: 'province',
      children: [
        { name: 'Văn phòng Ủy ban nhân dân tỉnh Sơn La', kind: 'office', level: 'unit' },
        district('Huyện Mai Sơn', 'huyen', [commune('Xã Chiềng Ban')]),
      ],
    },
  ],
};

const isHere = sharedFile(SEEDS.dongNai) !== null;

describe.skipIf(!isHere)('the seeds', () => {
  let platform: TestPlatform;
  let ids: Map<string, UnitId>;
  beforeAll(async () => {
    platform = await testPlatform();
    ids = await makeTerritory(platform.db, COUNTRY);
  });
  afterAll(() => platform.drop());

  const coordinator = (unit: string): Promise<Context> => makePerson(platform, 'coordinator', ids.get(unit)!);

  async function upload(ctx: Context, seed: keyof typeof SEEDS, unit: string) {
    const bytes = readFileSync(sharedFile(SEEDS[seed])!);
    const result = await uploadDocument(ctx, {
      unitId: ids.get(unit)!,
      name: `${seed}.txt`,
      mediaType: 'text/plain',
      bytes,
    });
    expect(result.is).toBe('read');
    const review = await reviewDocument(ctx, result.id);
    const { blocks, sources } = review.document;
    const index = new SourceIndex(blocks, sources);
    // Every value that has a source leads to words on the page.
    expect(sources.filter(({ path }) => index.spotOf(path) === null).map(({ path }) => path)).toEqual([]);
    return review;
  }

  async function facts(editionId: number) {
    const { owner } = platform.db;
    const [edition, units, tasks, dueDates, plan, form, reports] = await Promise.all([
      owner
        .selectFrom('edition')
        .where('id', '=', editionId as never)
        .selectAll()
        .executeTakeFirstOrThrow(),
      owner
        .selectFrom('edition_unit')
        .where('edition_id', '=', editionId as never)
        .orderBy('lft')
        .selectAll()
        .execute(),
      owner
        .selectFrom('task')
        .where('edition_id', '=', editionId as never)
        .orderBy('position')
        .selectAll()
        .execute(),
      owner
        .selectFrom('due_date')
        .where('edition_id', '=', editionId as never)
        .orderBy('id')
        .selectAll()
        .execute(),
      owner
        .selectFrom('plan')
        .where('edition_id', '=', editionId as never)
        .selectAll()
        .executeTakeFirstOrThrow(),
      owner
        .selectFrom('form')
        .where('edition_id', '=', editionId as never)
        .selectAll()
        .executeTakeFirst(),
      owner
        .selectFrom('report')
        .where('edition_id', '=', editionId as never)
        .orderBy('pos')
        .selectAll()
        .execute(),
    ]);
    return {
      edition,
      units,
      tasks,
      dueDates,
      plan,
      form,
      reports,
      nameOf: new Map(units.map((u) => [u.unit_id as number, u.name])),
    };
  }

  test('Đồng Nai 2022: a province with its districts, form and reports', async () => {
    const ctx = await coordinator('Tỉnh Đồng Nai');
    const { document } = await upload(ctx, 'dongNai', 'Tỉnh Đồng Nai');
    const { correction } = document;
    expect(correction.edition).toMatchObject({
      root: { is: 'unit', name: 'Tỉnh Đồng Nai' },
      year: 2022,
      treeDate: '2022-10-19',
      form: 'document',
    });
    expect(correction.who['ubnd các huyện, thành phố']?.to).toEqual({ is: 'level', level: 'district' });
    expect(correction.who['sở giáo dục và đào tạo']?.to).toMatchObject({ is: 'new', kind: 'department' });
    expect(correction.edition.levels).toEqual([
      { level: 'province', reports: true, due: '2022-11-04' },
      { level: 'district', reports: true, due: '2022-11-04' },
      { level: 'commune', reports: false, due: '2022-11-01' },
    ]);

    const { editionId } = await confirmDocument(ctx, document.id, document.version);
    const made = await facts(editionId);
    expect(made.edition).toMatchObject({
      year: 2022,
      week_start: '2022-10-24',
      week_end: '2022-10-30',
      document_id: document.id,
    });
    expect(made.plan).toMatchObject({ status: 'issued', number: '220/KH-UBND', issued_on: '2022-10-19' });
    expect(made.tasks).toHaveLength(24);
    expect(made.tasks.filter((task) => task.assignee_level === 'district')).toHaveLength(6);
    expect(made.dueDates).toHaveLength(2);
    const route = made.dueDates.find((due) => due.from_level === 'district')!;
    expect(route).toMatchObject({ kind: 'report', due_on: '2022-11-04', to_labels: ['UBND tỉnh'] });
    expect(made.nameOf.get(route.via_unit_id as number)).toBe('Sở Giáo dục và Đào tạo');
    // 24 lines have a number each; one of the lines asks for two.
    expect(made.form!.measures).toHaveLength(24);
    expect(made.reports.map((report) => made.nameOf.get(report.unit_id as number))).toEqual(
      expect.arrayContaining(['Tỉnh Đồng Nai', 'Thành phố Biên Hòa', 'Huyện Định Quán', 'Huyện Long Thành']),
    );
    expect(made.reports).toHaveLength(4);
    expect(made.nameOf.get(made.reports.at(-1)!.via_unit_id as number)).toBe('Sở Giáo dục và Đào tạo');
  });

  test('An Giang 2020: number and date are blank; corrected by hand, then opened with the core form', async () => {
    const ctx = await coordinator('Tỉnh An Giang');
    const { document } = await upload(ctx, 'anGiang', 'Tỉnh An Giang');
    expect(document.correction.edition).toMatchObject({ year: 2020, treeDate: '2020-10-01', form: 'none' });
    const fields = {
      ...fieldsOf(document.correction),
      number: '571/KH-UBND',
      date: '22/09/2020',
      'edition.form': 'core',
    };
    expect(await correctDocument(ctx, document.id, { version: 1, fields })).toEqual({ is: 'saved', version: 2 });
    const { editionId } = await confirmDocument(ctx, document.id, 2);
    const made = await facts(editionId);
    expect(made.plan).toMatchObject({
      status: 'issued',
      number: '571/KH-UBND',
      issued_on: '2020-09-22' as CalendarDate,
    });
    expect(made.form!.measures.length).toBeGreaterThanOrEqual(40);
    expect(made.reports.map((report) => report.due_on)).toEqual(['2020-10-30', '2020-10-25', '2020-10-25']);
  });

  test('Quận 12 2021: the issuer is a district of a city; its wards are below it', async () => {
    const ctx = await coordinator('Thành phố Hồ Chí Minh');
    const { document } = await upload(ctx, 'quan12', 'Thành phố Hồ Chí Minh');
    const { edition, who } = document.correction;
    expect(edition.root).toMatchObject({ is: 'unit', name: 'Quận 12' });
    expect(who['ủy ban nhân dân 11 phường']).toEqual({ to: { is: 'level', level: 'commune' }, certain: true });
    const { editionId } = await confirmDocument(ctx, document.id, document.version);
    const made = await facts(editionId);
    expect(made.units.filter((unit) => unit.level === 'commune')).toHaveLength(11);
    expect(made.dueDates.filter((due) => due.from_level === 'commune').map((due) => [due.kind, due.due_on])).toEqual([
      ['plan', '2021-09-29'],
      ['report', '2021-10-10'],
    ]);
    expect(made.plan.status).toBe('issued');
    expect(made.reports).toEqual([]);
  });

  test('Hải Phòng 2022: the department issues, the city is the root', async () => {
    const ctx = await coordinator('Thành phố Hải Phòng');
    const { document } = await upload(ctx, 'haiPhong', 'Thành phố Hải Phòng');
    const { edition, issuer } = document.correction;
    expect(issuer.to).toMatchObject({ is: 'new', kind: 'department', name: 'Sở Giáo dục và Đào tạo Hải Phòng' });
    expect(edition.root).toMatchObject({ is: 'unit', name: 'Thành phố Hải Phòng' });
    expect(edition.levels.find(({ level }) => level === 'district')).toEqual({
      level: 'district',
      reports: true,
      due: '2022-10-14',
    });
    const { editionId } = await confirmDocument(ctx, document.id, document.version);
    const made = await facts(editionId);
    expect(made.plan).toMatchObject({ status: 'draft', number: null });
    expect(made.form!.measures.length).toBeGreaterThanOrEqual(40);
    expect(made.reports).toHaveLength(3);
    expect(made.reports.at(-1)!.via_label).toBe('Phòng Giáo dục thường xuyên và Đại học');
    const division = made.units.find((unit) => unit.kind === 'division')!;
    expect(made.nameOf.get(division.parent_id as number)).toBe('Sở Giáo dục và Đào tạo Hải Phòng');
  });

  test('Sơn La 2021: an office with no units below it is its own edition', async () => {
    const office = 'Văn phòng Ủy ban nhân dân tỉnh Sơn La';
    const ctx = await coordinator(office);
    const { document } = await upload(ctx, 'sonLa', office);
    expect(document.correction.edition.root).toMatchObject({ is: 'unit', name: office });
    const { editionId } = await confirmDocument(ctx, document.id, document.version);
    const made = await facts(editionId);
    expect(made.units[0]!.name).toBe(office);
    expect(made.units.every((unit) => unit.level === 'unit')).toBe(true);
    expect(made.edition).toMatchObject({ week_start: '2021-10-01', themes: expect.objectContaining({ length: 3 }) });
    expect(made.tasks.length).toBeGreaterThanOrEqual(2);
    expect(made.reports).toEqual([]);
  });
});
