import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sql } from 'kysely';
import { asSystem, type Context } from '../../platform/context.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { sharedFile } from '../../testing/shared.ts';
import { createAgency, listChildren, readUnit, searchUnits } from './service.ts';
import { applyImport, type ImportOptions, installCountryPack, previewImport } from './service.import.ts';
import { findUnitsOn } from './store.ts';
import { insertUnits, insertVersions } from './store.write.ts';

const day = (text: string): CalendarDate => text as CalendarDate;
const TODAY = day('2026-11-22');

let platform: TestPlatform;
let administrator: Context;
/** A second database without the country, for lists of our own. */
let small: TestPlatform;
let smallAdministrator: Context;

beforeAll(async () => {
  platform = await testPlatform('2026-11-22T08:00:00+07:00');
  await asSystem({ platform }, (tx) => installCountryPack(tx));
  const root = await unitNamed('Bộ Giáo dục và Đào tạo', TODAY);
  administrator = asAdministrator(await makePerson(platform, 'viewer', root));
  small = await testPlatform('2026-11-22T08:00:00+07:00');
  const [unitId] = await asSystem({ platform: small }, (tx) => insertUnits(tx, [{ code: 'QG', codeSystem: 'vn' }]));
  await asSystem({ platform: small }, (tx) =>
    insertVersions(tx, [version(unitId!, 'Quốc gia thử nghiệm', { kind: 'country', level: 'country' })]),
  );
  smallAdministrator = asAdministrator(await makePerson(small, 'viewer', unitId!));
});
afterAll(async () => {
  await platform.drop();
  await small.drop();
});

function version(unitId: UnitId, name: string, rest: object) {
  const always = { parentId: null, from: day('2020-01-01'), to: null, source: null } as const;
  return { unitId, name, kind: 'xa' as const, level: 'commune' as const, ...always, ...rest };
}

function asAdministrator(ctx: Context): Context {
  return { ...ctx, actor: ctx.actor && { ...ctx.actor, isAdministrator: true, grants: [] } };
}

async function unitNamed(name: string, on: CalendarDate): Promise<UnitId> {
  const units = await asSystem({ platform }, (tx) => findUnitsOn(tx, on));
  const [found, ...others] = units.filter((unit) => unit.name === name);
  if (!found || others.length > 0) throw new Error(`${others.length + 1} units named ${name}`);
  return found.id;
}

async function countOn(on: CalendarDate): Promise<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const unit of await asSystem({ platform }, (tx) => findUnitsOn(tx, on))) {
    counts[unit.level] = (counts[unit.level] ?? 0) + 1;
  }
  return counts;
}

const HEADER = 'code,name,type,parent_code,level';
const bytes = (...rows: string[]): Uint8Array => new TextEncoder().encode([HEADER, ...rows].join('\n'));
const options = (from: string, isComplete = false): ImportOptions => ({ from: day(from), isComplete });

describe('the country pack', () => {
  it('has each year in its own tree', async () => {
    expect(await countOn(day('2022-10-01'))).toEqual({ country: 1, province: 63, district: 705, commune: 10599 });
    expect(await countOn(day('2025-06-30'))).toEqual({ country: 1, province: 63, district: 696, commune: 10035 });
    expect(await countOn(TODAY)).toEqual({ country: 1, province: 34, commune: 3321 });
  });

  it('is not installed a second time', async () => {
    await expect(asSystem({ platform }, (tx) => installCountryPack(tx))).rejects.toMatchObject({
      code: 'installation.finished',
    });
  });
});

describe('search', () => {
  const names = async (typed: string, on = TODAY) =>
    (await searchUnits(administrator, { typed, day: on, level: null })).map((unit) => unit.name);

  it('finds names without marks, and by words in any place', async () => {
    expect((await names('dong nai'))[0]).toBe('Thành phố Đồng Nai');
    expect((await names('trang bom'))[0]).toBe('Phường Trảng Bom');
    expect(await names('26248')).toEqual(['Phường Trảng Bom']);
    expect(await names('không có xã nào như vậy')).toEqual([]);
    expect(await names('%')).toEqual([]);
  });

  it('puts names with exactly these marks first', async () => {
    const found = await names('Tân Thạnh');
    const marked = found.filter((name) => name.includes('Tân Thạnh'));
    expect(marked.length).toBeGreaterThan(0);
    expect(found.slice(0, marked.length)).toEqual(marked);
    expect(found.some((name) => name.includes('Tân Thành'))).toBe(true);
  });

  it('finds what was there on another day', async () => {
    expect((await names('huyện Long Thành', day('2022-10-01')))[0]).toBe('Huyện Long Thành');
    expect((await names('huyện Long Thành')).includes('Huyện Long Thành')).toBe(false);
  });

  it('wants somebody signed in', async () => {
    const nobody = { ...administrator, actor: null };
    await expect(searchUnits(nobody, { typed: 'a', day: TODAY, level: null })).rejects.toMatchObject({
      code: 'sign-in.needed',
    });
  });
});

describe('the page of a unit', () => {
  it('shows Đồng Nai through its change of kind, with what it was formed from', async () => {
    const page = await readUnit(administrator, await unitNamed('Thành phố Đồng Nai', TODAY), TODAY);
    expect(page.versions.map((item) => [item.name, item.from, item.to])).toEqual([
      ['Tỉnh Đồng Nai', '2025-07-01', '2026-04-30'],
      ['Thành phố Đồng Nai', '2026-04-30', null],
    ]);
    expect(page.lineage.from.map((unit) => unit.name)).toEqual(['Tỉnh Bình Phước', 'Tỉnh Đồng Nai']);
    expect(page.above.map((unit) => unit.name)).toEqual(['Bộ Giáo dục và Đào tạo']);
    expect(page.children.total).toBe(95);
  });

  it('shows a district as it was on its last day', async () => {
    const page = await readUnit(administrator, await unitNamed('Huyện Trảng Bom', day('2022-10-01')), TODAY);
    expect(page.state).toBe('ended');
    expect(page.day).toBe('2025-06-30');
    expect(page.above.map((unit) => unit.name)).toEqual(['Bộ Giáo dục và Đào tạo', 'Tỉnh Đồng Nai']);
    expect(page.children.total).toBeGreaterThan(10);
    expect(page.mayCreateBelow).toBe(false);
  });

  it('lists the provinces below the root', async () => {
    const root = await unitNamed('Bộ Giáo dục và Đào tạo', TODAY);
    expect((await listChildren(administrator, null, TODAY)).rows.map((unit) => unit.id)).toEqual([root]);
    const { rows, total } = await listChildren(administrator, root, TODAY);
    expect(total).toBe(34);
    expect(rows[0]).toMatchObject({ code: '01', name: 'Thành phố Hà Nội', childCount: 126 });
  });
});

describe('creating an agency', () => {
  const agency = (parentId: UnitId, name: string) =>
    ({ parentId, name, kind: 'department', code: null, from: TODAY }) as const;

  it('lets the coordinator above do it, and nobody from elsewhere', async () => {
    const [here, elsewhere] = [await unitNamed('Tỉnh An Giang', TODAY), await unitNamed('Tỉnh Cà Mau', TODAY)];
    const coordinator = await makePerson(platform, 'coordinator', here);
    const id = await createAgency(coordinator, agency(here, ' Sở Giáo dục  và Đào tạo '));
    expect((await readUnit(coordinator, id, TODAY)).shown).toMatchObject({
      name: 'Sở Giáo dục và Đào tạo',
      kind: 'department',
      level: 'unit',
      parent: { id: here, name: 'Tỉnh An Giang' },
    });
    const stranger = await makePerson(platform, 'coordinator', elsewhere);
    await expect(createAgency(stranger, agency(here, 'Sở Lạ'))).rejects.toMatchObject({ code: 'permission.denied' });
    const reporter = await makePerson(platform, 'reporter', here);
    await expect(createAgency(reporter, agency(here, 'Sở Lạ'))).rejects.toMatchObject({ code: 'permission.denied' });
  });

  it('refuses a second unit of one name in one place, however it is spelt', async () => {
    const here = await unitNamed('Tỉnh Sơn La', TODAY);
    await createAgency(administrator, agency(here, 'Sở Văn hóa'));
    await expect(createAgency(administrator, agency(here, 'SỞ VĂN HOÁ'))).rejects.toMatchObject({
      code: 'unit.duplicate-name',
    });
  });

  it('adds a school once when two people add it in the same moment', async () => {
    const here = await unitNamed('Tỉnh Lai Châu', TODAY);
    const tries = await Promise.allSettled(
      [1, 2, 3].map(() => createAgency(administrator, agency(here, 'Trường Một'))),
    );
    expect(tries.filter((item) => item.status === 'fulfilled')).toHaveLength(1);
  });

  it('tells all wrong fields at once', async () => {
    const here = await unitNamed('Tỉnh Sơn La', TODAY);
    const wrong = { parentId: here, name: ' ', kind: 'xa', code: '=1+1', from: day('1999-01-01') } as const;
    await expect(createAgency(administrator, wrong)).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field: 'name' }, { field: 'kind' }, { field: 'code' }, { field: 'from' }],
    });
  });
});

describe('the database itself', () => {
  it('refuses two versions of a unit for one day', async () => {
    const overlapping = asSystem({ platform: small }, async (tx) => {
      const [id] = await insertUnits(tx, [{ code: null, codeSystem: 'local' }]);
      await insertVersions(tx, [
        version(id!, 'Xã Một', { to: day('2025-07-01') }),
        version(id!, 'Xã Hai', { from: day('2025-06-30') }),
      ]);
    });
    await expect(overlapping).rejects.toThrow(/unit_version_no_overlap/);
  });
});

describe('importing a list', () => {
  const province = [
    '71,Tỉnh Sông Trong,tinh,,province',
    '71001,Xã Đầu Nguồn,xa,71,commune',
    '71002,Xã Cuối Nguồn,xa,71,commune',
  ];
  const told = async (rows: string[], setting = options('2026-01-01')) =>
    (await previewImport(smallAdministrator, bytes(...rows), setting)).problems.map(
      ({ line, code }) => `${line} ${code}`,
    );
  const there = async (on: string) => {
    const units = await asSystem({ platform: small }, (tx) => findUnitsOn(tx, day(on)));
    return units.filter((unit) => unit.level !== 'country').map((unit) => `${unit.code} ${unit.name}`);
  };

  it('shows first, then writes all, under the root', async () => {
    const preview = await previewImport(smallAdministrator, bytes(...province), options('2025-01-01'));
    expect(preview.problems).toEqual([]);
    expect(preview.plan).toMatchObject({ changes: [], closings: [], unchanged: 0 });
    expect(preview.plan.additions).toHaveLength(3);
    expect(await there('2025-06-01')).toEqual([]);
    await applyImport(smallAdministrator, bytes(...province), options('2025-01-01'), preview.fingerprint);
    expect(await there('2025-06-01')).toEqual(['71 Tỉnh Sông Trong', '71001 Xã Đầu Nguồn', '71002 Xã Cuối Nguồn']);
    expect(await there('2024-12-31')).toEqual([]);
    const again = await previewImport(smallAdministrator, bytes(...province), options('2025-01-01'));
    expect(again.plan).toMatchObject({ additions: [], changes: [], closings: [], unchanged: 3 });
  });

  it('writes all or nothing', async () => {
    const rows = [...province, '71003,Xã Mới,xa,71,commune', '71004,Xã Lạc,xa,99,commune'];
    const before = await there('2026-01-01');
    await expect(applyImport(smallAdministrator, bytes(...rows), options('2026-01-01'), null)).rejects.toMatchObject({
      code: 'unit.import-invalid',
    });
    expect(await there('2026-01-01')).toEqual(before);
  });

  it('names missing parents, cycles and double names, also those with units that are there', async () => {
    expect(await told(['71005,Xã Lạc,xa,99,commune'])).toEqual(['2 tree.missing-parent']);
    expect(await told(['T1,Trường A,school,T2,unit', 'T2,Trường B,school,T1,unit'])).toEqual(['2 tree.cycle']);
    expect(await told(['71006,Xã Đầu Nguồn,xa,71,commune'])).toEqual(['2 tree.same-name']);
    await applyImport(
      smallAdministrator,
      bytes('T3,Trường C,school,71001,unit', 'T4,Trường D,school,T3,unit'),
      options('2026-01-01'),
      null,
    );
    expect(await told(['T3,Trường C,school,T4,unit'])).toEqual(['2 tree.cycle']);
  });

  it('changes from the day on and keeps what was before', async () => {
    const ward = bytes('71002,Phường Cuối Nguồn,phuong,71,commune');
    const preview = await previewImport(smallAdministrator, ward, options('2026-03-01'));
    expect(preview.plan.changes).toMatchObject([
      { before: { name: 'Xã Cuối Nguồn' }, after: { name: 'Phường Cuối Nguồn', day: '2026-03-01' } },
    ]);
    await applyImport(smallAdministrator, ward, options('2026-03-01'), preview.fingerprint);
    expect(await there('2026-02-28')).toContain('71002 Xã Cuối Nguồn');
    expect(await there('2026-03-01')).toContain('71002 Phường Cuối Nguồn');
    // A correction for a span before a change that is recorded already ends where that change begins.
    const corrected = bytes('71002,Xã Cuối Dòng,xa,71,commune');
    await applyImport(smallAdministrator, corrected, options('2026-02-01'), null);
    expect(await there('2026-01-31')).toContain('71002 Xã Cuối Nguồn');
    expect(await there('2026-02-28')).toContain('71002 Xã Cuối Dòng');
    expect(await there('2026-03-01')).toContain('71002 Phường Cuối Nguồn');
  });

  it('does only what was shown', async () => {
    const more = bytes('71007,Xã Thêm,xa,71,commune');
    const { fingerprint } = await previewImport(smallAdministrator, more, options('2026-04-01'));
    await applyImport(smallAdministrator, more, options('2026-04-01'), fingerprint);
    await expect(applyImport(smallAdministrator, more, options('2026-04-01'), fingerprint)).rejects.toMatchObject({
      code: 'edit.stale',
    });
  });

  it('ends what a complete list leaves out, but no unit with others below it', async () => {
    const rest = ['71,Tỉnh Sông Trong,tinh,,province', '71002,Phường Cuối Nguồn,phuong,71,commune'];
    expect(await told(rest, options('2026-05-01', true))).toEqual(['0 tree.closing-parent']);
    const kept = [...rest, '71001,Xã Đầu Nguồn,xa,71,commune'];
    const preview = await previewImport(smallAdministrator, bytes(...kept), options('2026-05-01', true));
    expect(preview.plan.closings.map((unit) => unit.name)).toEqual(['Xã Thêm']);
    await applyImport(smallAdministrator, bytes(...kept), options('2026-05-01', true), preview.fingerprint);
    expect(await there('2026-04-30')).toContain('71007 Xã Thêm');
    expect(await there('2026-05-01')).not.toContain('71007 Xã Thêm');
  });

  it('is for administrators, and leaves a trace', async () => {
    const viewer = { ...smallAdministrator, actor: { ...smallAdministrator.actor!, isAdministrator: false } };
    await expect(previewImport(viewer, bytes(...province), options('2026-01-01'))).rejects.toMatchObject({
      code: 'permission.denied',
    });
    const { rows } = await sql<{ account_id: string }>`
      select account_id from audit_entry where verb = 'unit.import' order by seq limit 1`.execute(small.db.owner);
    expect(rows).toEqual([{ account_id: smallAdministrator.actor!.accountId }]);
  });

  it('refuses bytes that are no text', async () => {
    const { problems } = await previewImport(
      smallAdministrator,
      new Uint8Array([0x50, 0x4b, 3, 4, 0xff]),
      options('2026-01-01'),
    );
    expect(problems).toEqual([{ line: 0, code: 'file.not-text', values: {} }]);
  });

  it.skipIf(!sharedFile('data/units_2025.csv'))(
    'finds nothing to do in the official list beside the pack',
    async () => {
      const list = readFileSync(sharedFile('data/units_2025.csv')!);
      const { problems, plan, counts } = await previewImport(administrator, list, options('2025-07-01', true));
      expect(problems).toEqual([]);
      expect(counts).toMatchObject({ province: 34, commune: 3321 });
      expect(plan).toMatchObject({ additions: [], changes: [], closings: [], unchanged: 3355 });
      const old = readFileSync(sharedFile('data/units_2020.csv')!);
      const then = await previewImport(administrator, old, options('2022-10-01', true));
      expect(then.plan).toMatchObject({ additions: [], changes: [], closings: [], unchanged: 11367 });
    },
  );

  it.skipIf(!sharedFile('data/units_2025.csv'))('brings the official list into an empty installation', async () => {
    const empty = await testPlatform('2026-11-22T08:00:00+07:00');
    const list = readFileSync(sharedFile('data/units_2025.csv')!);
    const system = { platform: empty, isSystem: true } as const;
    await applyImport(system, list, options('2025-07-01'), null);
    const now = await asSystem(system, (tx) => findUnitsOn(tx, TODAY));
    expect(now).toHaveLength(3355);
    expect(now.find((unit) => unit.code === '75')).toMatchObject({ name: 'Thành phố Đồng Nai', parentId: null });
    await empty.drop();
  });
});
