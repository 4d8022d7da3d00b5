/** Publishing results and honouring people, as the unit does it and as the public reads it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import type { EditionId, FormId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { enterEdition } from '../editions/index.ts';
import { expectReports, saveReport, submitReport } from '../reports/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { resultPages } from './index.ts';

let platform: TestPlatform;
let editionId: EditionId;
let formId: FormId;
let root: TestUnit;
let district: TestUnit;

const webOf = (actor: Context['actor']) => {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  resultPages(web);
  return web;
};
const week = () => `/tuan-le/${editionId}`;
const post = (ctx: Context, path: string, fields: Record<string, string>) =>
  webOf(ctx.actor).request(path, { method: 'POST', body: new URLSearchParams(fields) });
const read = async (path: string) => {
  const answer = await webOf(null).request(path);
  return { status: answer.status, text: await answer.text() };
};

async function report(unit: TestUnit, classes: string, attendances: string): Promise<void> {
  const ctx = await enterEdition(await makePerson(platform, 'reporter', unit.unitId), editionId);
  const { version } = await saveReport(ctx, {
    unitId: unit.unitId,
    formId,
    cells: [
      { key: '2', base: '', mine: classes },
      { key: '3', base: '', mine: attendances },
    ],
    sections: [],
    groups: [],
    reasons: new Map(),
  });
  await submitReport(ctx, { unitId: unit.unitId, formId, version, missingReason: 'Chưa' });
}

beforeAll(async () => {
  platform = await testPlatform('2022-11-20T08:00:00+07:00');
  ({ editionId, root } = await makeEdition(platform.db, [1, 3], 2022));
  district = root.children[0]!;
  ({ formId } = await asSystem({ platform }, (tx) =>
    expectReports(tx, {
      editionId,
      definition: smallForm,
      fileSha256: null,
      rootDueOn: null,
      expected: [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
    }),
  ));
  await report(district.children[0]!, '3', '90');
  await report(district.children[1]!, '2', '41');
});
afterAll(() => platform.drop());

describe('published results', () => {
  it('are not there before somebody publishes them', async () => {
    expect((await read(`/ket-qua/${editionId}/${root.unitId}`)).status).toBe(404);
    expect((await read('/ket-qua')).text).toContain('Chưa có kết quả nào được công bố');
  });

  it('are the sums of that moment with their denominator, and stay so until published again', async () => {
    const coordinator = await makePerson(platform, 'coordinator', root.unitId);
    const fields = { 'don-vi': String(root.unitId), viec: 'cong-bo', loi: 'Lời <script>alert(1)</script>' };
    expect((await post(coordinator, `${week()}/cong-bo-ket-qua`, fields)).status).toBe(303);
    const first = await read(`/ket-qua/${editionId}/${root.unitId}`);
    expect(first.text).toMatch(/Số lớp<[\s\S]*?<b><span class="num">5<\/span><\/b>/u);
    expect(first.text).toContain('Tổng hợp từ 2 trên 4 đơn vị');
    expect(first.text).toMatch(/<b>Đơn vị đã báo cáo<\/b><br\/?>trên 4 đơn vị phải báo cáo \(50\s%\)<\/dt><dd>2 </u);
    expect(first.text).not.toContain('<script>alert');
    await report(district.children[2]!, '10', '7');
    expect((await read(`/ket-qua/${editionId}/${root.unitId}`)).text).toBe(first.text);
    await post(coordinator, `${week()}/cong-bo-ket-qua`, fields);
    const data = JSON.parse((await read(`/ket-qua/${editionId}/${root.unitId}/du-lieu.json`)).text);
    expect(data).toMatchObject({ year: 2022, reports: 3, expected: 4 });
    expect(data.figures.map((figure: { value: string; givers: number }) => [figure.value, figure.givers])).toEqual([
      ['15', 3],
      ['138', 3],
    ]);
    expect((await read(`/ket-qua/${editionId}/du-lieu.csv`)).text.split('\r\n')).toHaveLength(4);
  });

  it('are published by the unit’s coordinator or signer only', async () => {
    const fields = { 'don-vi': String(root.unitId), viec: 'cong-bo', loi: '' };
    const reporter = await makePerson(platform, 'reporter', root.unitId);
    const below = await makePerson(platform, 'coordinator', district.unitId);
    expect((await post(reporter, `${week()}/cong-bo-ket-qua`, fields)).status).toBe(403);
    expect((await post(below, `${week()}/cong-bo-ket-qua`, fields)).status).toBe(403);
  });

  it('are taken back without a trace on the public page', async () => {
    const coordinator = await makePerson(platform, 'coordinator', district.unitId);
    const fields = { 'don-vi': String(district.unitId), loi: '' };
    await post(coordinator, `${week()}/cong-bo-ket-qua`, { ...fields, viec: 'cong-bo' });
    expect((await read(`/ket-qua/${editionId}/${district.unitId}`)).status).toBe(200);
    await post(coordinator, `${week()}/cong-bo-ket-qua`, { ...fields, viec: 'go' });
    expect((await read(`/ket-qua/${editionId}/${district.unitId}`)).status).toBe(404);
  });

  it('are found without marks', async () => {
    expect((await read('/ket-qua?q=song xanh')).text).toContain(root.name);
    expect((await read('/ket-qua?q=khong co dau')).text).toContain('Không tìm thấy');
  });
});

describe('the honour board', () => {
  it('shows names only once somebody puts them up, and takes them down again', async () => {
    const writer = await makePerson(platform, 'reporter', district.unitId);
    const added = await post(writer, `${week()}/bang-vang`, {
      'don-vi': String(district.unitId),
      'hinh-thuc': 'Giấy khen',
      loai: 'person',
      so: '12/QĐ-UBND',
      ngay: '2022-11-10',
      'danh-sach': '1. Bà Lê Thị Út; Mở lớp xóa mù chữ\n2. Ông K’Brêm – Dạy nghề',
    });
    expect(added.status).toBe(303);
    expect((await read('/bang-vang')).text).not.toContain('Lê Thị Út');
    await post(writer, `${week()}/bang-vang/doi`, { 'don-vi': String(district.unitId), viec: 'hien-het' });
    const board = await read('/bang-vang?q=le thi ut');
    expect(board.text).toContain('Bà Lê Thị Út');
    expect(board.text).toContain('12/QĐ-UBND');
    expect(board.text).not.toContain('K’Brêm');
    const { id } = await platform.db.owner
      .selectFrom('commendation')
      .select('id')
      .where('awardee', '=', 'Bà Lê Thị Út')
      .executeTakeFirstOrThrow();
    await post(writer, `${week()}/bang-vang/doi`, { 'don-vi': String(district.unitId), viec: 'an', dong: String(id) });
    expect((await read('/bang-vang')).text).not.toContain('Lê Thị Út');
  });

  it('keeps what was typed when something is missing', async () => {
    const writer = await makePerson(platform, 'reporter', district.unitId);
    const answer = await post(writer, `${week()}/bang-vang`, {
      'don-vi': String(district.unitId),
      'hinh-thuc': '',
      loai: 'unit',
      'danh-sach': 'Hội <b>Khuyến học</b>',
    });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Hội &lt;b>Khuyến học&lt;/b>');
  });

  it('is for the unit’s own people: a neighbour’s is refused', async () => {
    const stranger = await makePerson(platform, 'coordinator', district.children[0]!.unitId);
    const refused = await post(stranger, `${week()}/bang-vang/doi`, {
      'don-vi': String(district.unitId),
      viec: 'hien-het',
    });
    expect(refused.status).toBe(403);
  });
});
