/** The pages of documents as a browser without script uses them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { PLAN_TEXT } from '../../testing/plan-text.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { editionPages } from '../editions/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { documentPages } from './pages.tsx';

let platform: TestPlatform;
let unitId: UnitId;
let mai: WebApp;
let nam: WebApp;

function appOf({ actor }: Context): WebApp {
  const app = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  documentPages(app);
  editionPages(app);
  return app;
}

beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, {
    name: 'Tỉnh Sông Xanh',
    kind: 'tinh',
    level: 'province',
    children: [{ name: 'Xã Bến Đò', kind: 'xa', level: 'commune' }],
  });
  unitId = ids.get('Tỉnh Sông Xanh')!;
  mai = appOf(await makePerson(platform, 'coordinator', unitId));
  nam = appOf(await makePerson(platform, 'coordinator', unitId, 'Trần Văn Nam'));
});
afterAll(() => platform.drop());

async function send(app: WebApp, text: string, name = 'ke-hoach.txt'): Promise<Response> {
  const body = new FormData();
  body.set('tep', new File([text], name, { type: 'text/plain' }));
  body.set('don-vi', String(unitId));
  return app.request('/van-ban', { method: 'POST', body });
}

/** Address of a new document. */
async function upload(text: string): Promise<string> {
  const answer = await send(mai, text);
  expect(answer.status).toBe(303);
  return answer.headers.get('location')!;
}

const pageOf = async (app: WebApp, path: string): Promise<string> => (await app.request(path)).text();

/** What a browser would send of the page's form: all fields, as they stand. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const form = html.slice(html.indexOf('class="review-form"'));
  const attribute = (tag: string, name: string): string | null =>
    new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? null;
  for (const [tag] of form.matchAll(/<input[^>]*>/gu)) {
    const name = attribute(tag, 'name');
    const isOff = /type="(?:checkbox|radio)"/u.test(tag) && !/ checked/u.test(tag);
    if (name !== null && !isOff) fields[name] = decoded(attribute(tag, 'value') ?? (/checkbox/u.test(tag) ? 'on' : ''));
  }
  for (const [, name = '', value = ''] of form.matchAll(/<textarea[^>]* name="([^"]*)"[^>]*>([^<]*)<\/textarea>/gu)) {
    fields[name] = decoded(value);
  }
  for (const [, name = '', options = ''] of form.matchAll(/<select[^>]* name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/gu)) {
    fields[name] = /<option(?=[^>]* selected)[^>]* value="([^"]*)"/u.exec(options)?.[1] ?? '';
  }
  return fields;
}

function decoded(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

function post(app: WebApp, path: string, fields: Record<string, string>, action: string): Promise<Response> | Response {
  return app.request(path, { method: 'POST', body: new URLSearchParams({ ...fields, action }) });
}

describe('the list', () => {
  test('takes a file, and says on the same page what is wrong with a bad one', async () => {
    const empty = await send(mai, '');
    expect(empty.status).toBe(422);
    expect(await empty.text()).toMatch(/Tệp rỗng[\s\S]*Chưa có gì được lưu/u);
    const pdf = await send(mai, '%PDF-1.7', 'ke-hoach.pdf');
    expect(pdf.status).toBe(422);
    const none = await mai.request('/van-ban', { method: 'POST', body: new FormData() });
    expect([none.status, await none.text()]).toEqual([422, expect.stringContaining('Hãy chọn một tệp')]);
  });

  test('leads to the first document when the same file comes again', async () => {
    const first = await upload(`${PLAN_TEXT}\n(hai lần)`);
    expect((await send(nam, `${PLAN_TEXT}\n(hai lần)`, 'khac.txt')).headers.get('location')).toBe(first);
  });
});

describe('the review page', () => {
  test('shows mail boxes of a due date, and the rooms of the ceremony with their guests', async () => {
    const text = PLAN_TEXT.replace(
      'trước ngày 20/10/2026.',
      'trước ngày 20/10/2026, bản mềm gửi hộp thư gdtx@songxanh.example.vn.',
    ).replace(
      'II. TỔ CHỨC',
      '3. Thành phần dự Lễ khai mạc\n\na) Điểm cầu UBND tỉnh:\n\n- Lãnh đạo UBND tỉnh;\n\n- Lãnh đạo các sở.\n\nb) Điểm cầu cấp xã:\n\n- Lãnh đạo UBND xã.\n\nII. TỔ CHỨC',
    );
    const html = await pageOf(mai, await upload(text));
    const rows = html.split('class="row-card"');
    expect(rows.filter((row) => row.includes('<strong>gdtx@songxanh.example.vn</strong>'))).toHaveLength(1);
    expect(rows.find((row) => row.includes('<strong>gdtx@'))).toContain('20/10/2026');
    expect(html).toMatch(
      /<strong>Điểm cầu UBND tỉnh<\/strong><\/a><span class="small"> \(2 thành phần\): Lãnh đạo UBND tỉnh; Lãnh/u,
    );
    const plain = await pageOf(mai, await upload(`${PLAN_TEXT}\n(không phòng)`));
    expect(plain).not.toContain('read-along');
  });

  test('shows the document beside what was read, and each fact leads to its words', async () => {
    const html = await pageOf(mai, await upload(`${PLAN_TEXT}\n(xem)`));
    const anchor = /href="#(vb-\d+)" title="“[^”]*315\/KH-UBND/u.exec(html)?.[1];
    expect(anchor).toBeDefined();
    expect(html).toMatch(new RegExp(`id="${anchor}"[^>]*>Số: 315/KH-UBND`, 'u'));
    expect(html).toContain('chắc chắn');
    expect(fieldsOf(html)).toMatchObject({ number: '315/KH-UBND', date: '14/09/2026', 'who.0.is': 'new:department' });
  });

  test('sending the page back unchanged changes nothing', async () => {
    const path = await upload(`${PLAN_TEXT}\n(y nguyên)`);
    const before = fieldsOf(await pageOf(mai, path));
    expect((await post(mai, path, before, 'save')).status).toBe(303);
    const after = fieldsOf(await pageOf(mai, path));
    expect({ ...after, version: '' }).toEqual({ ...before, version: '' });
  });

  test('rows are added and removed by buttons, and what was typed stays', async () => {
    const path = await upload(`${PLAN_TEXT}\n(thêm hạn)`);
    const fields = { ...fieldsOf(await pageOf(mai, path)), number: '999/KH-UBND' };
    const added = await post(mai, path, fields, 'add-deadline');
    expect(added.status).toBe(200);
    const withRow = fieldsOf(await added.text());
    const last = Object.keys(withRow).filter((name) => /^deadlines\.\d+\.what$/u.test(name)).length - 1;
    expect(withRow).toMatchObject({ number: '999/KH-UBND', [`deadlines.${last}.what`]: '' });
    const typed = { ...withRow, [`deadlines.${last}.due`]: '25/9/2026', [`deadlines.${last}.what`]: 'gửi kế hoạch' };
    expect((await post(mai, path, typed, 'save')).status).toBe(303);
    const saved = fieldsOf(await pageOf(mai, path));
    expect(saved[`deadlines.${last}.due`]).toBe('25/09/2026');
    const removed = await post(mai, path, saved, 'remove-deadline-0');
    expect(removed.status).toBe(303);
    const rest = fieldsOf(await pageOf(mai, path));
    expect(rest[`deadlines.${last - 1}.what`]).toBe('gửi kế hoạch');
    expect(rest[`deadlines.${last}.what`]).toBeUndefined();
  });

  test('a wrong date is said beside its field, with what was typed', async () => {
    const path = await upload(`${PLAN_TEXT}\n(ngày sai)`);
    const fields = { ...fieldsOf(await pageOf(mai, path)), date: '31/02/2026', title: 'Tên mới' };
    const answer = await post(mai, path, fields, 'save');
    const html = await answer.text();
    expect(answer.status).toBe(422);
    expect(html).toContain('“31/02/2026” không phải là ngày');
    expect(fieldsOf(html)).toMatchObject({ date: '31/02/2026', title: 'Tên mới' });
  });

  test('a stale edit is shown beside the saved one, and both can be merged part by part', async () => {
    const path = await upload(`${PLAN_TEXT}\n(hai người)`);
    const start = fieldsOf(await pageOf(mai, path));
    await post(nam, path, { ...start, number: '1/KH-UBND', place: 'Bến Đò' }, 'save');
    const stale = await post(mai, path, { ...start, number: '2/KH-UBND' }, 'save');
    const html = await stale.text();
    expect(stale.status).toBe(409);
    expect(html).toContain('1/KH-UBND');
    expect(html).toContain('2/KH-UBND');
    const mine = { ...start, number: '2/KH-UBND', version: '2', 'take.number': 'mine', 'take.place': 'theirs' };
    expect((await post(mai, path, mine, 'merge')).status).toBe(303);
    expect(fieldsOf(await pageOf(mai, path))).toMatchObject({ number: '2/KH-UBND', place: 'Bến Đò' });
  });

  test('the file itself is only ever a download', async () => {
    const path = await upload(`${PLAN_TEXT}\n(tải)`);
    const file = await mai.request(`${path}/tep`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/u);
    expect(file.headers.get('content-type')).toBe('application/octet-stream');
    expect(await file.text()).toContain('(tải)');
  });
});

describe('opening', () => {
  test('shows what there will be, opens, and leads on; afterwards the page is read-only', async () => {
    const path = await upload(`${PLAN_TEXT}\n(mở)`);
    const fields = { ...fieldsOf(await pageOf(mai, path)), 'edition.form': 'core' };
    expect((await post(mai, path, fields, 'preview')).headers.get('location')).toBe(`${path}/mo`);
    const preview = await pageOf(mai, `${path}/mo`);
    expect(preview).toContain('2 đơn vị phải báo cáo');
    expect(preview).toContain('Sở Giáo dục và Đào tạo');
    const opened = await mai.request(`${path}/mo`, { method: 'POST', body: new URLSearchParams({ version: '2' }) });
    const edition = opened.headers.get('location')!;
    expect(edition).toMatch(/^\/tuan-le\/\d+$/u);
    const again = await mai.request(`${path}/mo`, { method: 'POST', body: new URLSearchParams({ version: '2' }) });
    expect(again.headers.get('location')).toBe(edition);
    expect((await pageOf(mai, path)).includes('value="save"')).toBe(false);

    const overview = await pageOf(mai, `${edition}/tong-quan`);
    expect(overview).toContain('Mỗi nhà một tủ sách');
    expect(overview).toMatch(/Cấp xã[\s\S]*0 trên 1/u);
    expect(await pageOf(mai, `${edition}/don-vi?tim=ben%20do`)).toContain('Xã Bến Đò');
    expect(await pageOf(mai, `${edition}/don-vi?tim=khong%20co`)).toContain('Không tìm thấy đơn vị nào');

    const other = await upload(`${PLAN_TEXT}\n(mở nữa)`);
    const refused = await mai.request(`${other}/mo`, { method: 'POST', body: new URLSearchParams({ version: '1' }) });
    expect(refused.status).toBe(409);
    expect(await refused.text()).toMatch(new RegExp(`đã có Tuần lễ năm 2026[\\s\\S]*${edition}`, 'u'));
  });
});
