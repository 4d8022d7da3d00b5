import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSystem } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { Decimal, EditionId, FormId } from '../../platform/ids/ids.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { expectReports } from './index.ts';
import { reportPages } from './pages.tsx';
import { findCells, findReport, findRows } from './store.ts';

let platform: TestPlatform;
let app: WebApp;
let actor: Actor | null = null;
let year = 2000;
let editionId: EditionId;
let formId: FormId;
let root: TestUnit;
let commune: TestUnit;
let reporter: Actor;
let reviewer: Actor;

beforeAll(async () => {
  platform = await testPlatform();
  app = createWeb({ platform, loadActor: async () => actor, problemPage, problemTexts });
  reportPages(app);
});
afterAll(() => platform.drop());

beforeEach(async () => {
  year += 1;
  ({ editionId, root } = await makeEdition(platform.db, [1, 1], year));
  commune = root.children[0]!.children[0]!;
  ({ formId } = await asSystem({ platform }, (tx) =>
    expectReports(tx, {
      editionId,
      definition: smallForm,
      fileSha256: null,
      rootDueOn: null,
      expected: [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
    }),
  ));
  reporter = (await makePerson(platform, 'reporter', commune.unitId)).actor!;
  reviewer = (await makePerson(platform, 'reviewer', root.unitId)).actor!;
});

const week = () => `/tuan-le/${editionId}`;

async function get(path: string, who: Actor): Promise<number> {
  actor = who;
  return (await app.request(path)).status;
}

async function post(path: string, fields: Record<string, string>, who: Actor): Promise<number> {
  actor = who;
  return (await app.request(path, { method: 'POST', body: new URLSearchParams(fields) })).status;
}

const stored = () =>
  asSystem({ platform }, async (tx) => {
    const key = { editionId, unitId: commune.unitId, formId };
    const report = await findReport(tx, key);
    const cells = await findCells(tx, key);
    return {
      status: report?.status,
      cells: cells.map(({ cell, value }) => [cell, value]),
      rows: (await findRows(tx, key)).map(({ label, value }) => [label, value]),
    };
  });

describe('the entry page', () => {
  const path = () => `${week()}/bao-cao/${commune.unitId}`;

  it('takes no figure from a hidden field: what is kept after a conflict is read like what is typed', async () => {
    expect(await post(path(), { c2: '5', base: '{}' }, reporter)).toBe(303);
    const conflict = JSON.stringify({
      cells: [
        { key: '2', base: '', mine: 'NaN', theirs: '5' },
        { key: '3', base: '', mine: 'Infinity', theirs: '' },
      ],
      sections: [],
      groups: [{ key: '2', base: '', mine: 'Lớp\tNaN', theirs: '' }],
    });
    const keep = { 'keep.cells.2': 'mine', 'keep.cells.3': 'mine', 'keep.groups.2': 'mine' };
    const rows = { 'g2.rows': '1', 'g2.1.ten': 'Lớp may', 'g2.1.so': '2' };
    expect(await post(path(), { c2: '7', c3: '', ...rows, conflict, ...keep, base: '{}' }, reporter)).toBe(303);
    expect(await stored()).toEqual({ status: 'draft', cells: [[2, '7']], rows: [['Lớp may', '2']] });
  });

  it.each([
    ['s.I', 'a'.repeat(50_001)],
    ['r2', 'a'.repeat(501)],
    ['g2.1.ten', 'a'.repeat(501)],
  ])('says beside the field that a text is too long, and keeps nothing of the page: %s', async (field, text) => {
    const fields = { c2: '5', 'g2.rows': '1', [field]: text, base: '{}' };
    expect(await post(path(), fields, reporter)).toBe(422);
    expect((await stored()).status).toBe('open');
  });
});

describe('the review page', () => {
  it('a reason without end is said, and nothing is returned', async () => {
    const path = `${week()}/bao-cao/${commune.unitId}`;
    await post(path, { c2: '5', base: '{}' }, reporter);
    expect(await post(`${path}/gui`, { _version: '1' }, reporter)).toBe(303);
    const asked = { action: 'return', round: '1', 'l.c2': 'a'.repeat(2_001) };
    expect(await post(`${path}/duyet`, asked, reviewer)).toBe(422);
    expect((await stored()).status).toBe('submitted');
    expect(await post(`${path}/duyet`, { ...asked, 'l.c2': 'Thiếu lớp ở thôn Bến' }, reviewer)).toBe(303);
    expect((await stored()).status).toBe('returned');
  });
});

describe("a number that differs from the activities'", () => {
  it.each([
    ['Lớp tối đếm theo sổ', 'Vì sao khác: Lớp tối đếm theo sổ'],
    [null, 'Khác số từ hoạt động, chưa ghi lý do'],
  ])('stands beside theirs, with the reason, for the unit and for who reviews it: %s', async (reason, words) => {
    const path = `${week()}/bao-cao/${commune.unitId}`;
    await post(path, { c2: '5', base: '{}' }, reporter);
    await asSystem({ platform }, (tx) =>
      tx
        .updateTable('report_cell')
        .set({ filled: '3' as Decimal, override_reason: reason })
        .where('edition_id', '=', editionId)
        .where('unit_id', '=', commune.unitId)
        .where('cell', '=', 2)
        .execute(),
    );
    const text = async (address: string, who: Actor) => {
      actor = who;
      return (await app.request(address)).text();
    };
    const check = await text(`${path}/gui`, reporter);
    await asSystem({ platform }, (tx) =>
      tx
        .updateTable('report')
        .set({ status: 'submitted', submitted_at: new Date(), round: 1 })
        .where('edition_id', '=', editionId)
        .where('unit_id', '=', commune.unitId)
        .execute(),
    );
    for (const page of [check, await text(`${path}/duyet`, reviewer), await text(path, reporter)]) {
      expect(page).toContain('Số từ hoạt động: 3');
      expect(page).toContain(words);
    }
    expect(await text(path, reviewer)).toContain('đang chờ bạn duyệt');
    expect(await text(path, reporter)).toContain('đề nghị cấp trên trả lại');
  });
});

describe('odd addresses', () => {
  it.each([
    ['/tuan-le/0/bao-cao', 404],
    ['/tuan-le/-1/bao-cao', 404],
    ['/tuan-le/99999999999999999999/bao-cao', 404],
    ['/tuan-le/1e3/bao-cao', 404],
    ['{week}/bao-cao/0', 404],
    ['{week}/bao-cao/999999999', 404],
    ['{week}/bao-cao/9007199254740991', 404],
    ['{week}/bao-cao/x/duyet', 404],
    ['{week}/tong-hop/9007199254740992', 404],
    ['{week}/bao-cao?trang=-5&tinh-trang=x&tim=%25_%27%5C', 200],
    ['{week}/bao-cao?trang=1e99', 200],
    ['{week}/bao-cao?don-vi=x&tim=%00%F0%9F%98%80', 200],
    ['{week}/tong-hop/{root}?chi-tieu=NaN', 200],
    ['{week}/tong-hop/{root}?chi-tieu=-1', 200],
    ['{week}/tong-hop/{root}?chi-tieu=99999999999999999999', 200],
  ])('%s is answered, not failed on', async (path, status) => {
    const place = path.replace('{week}', week()).replace('{root}', String(root.unitId));
    expect(await get(place, reviewer)).toBe(status);
  });
});
