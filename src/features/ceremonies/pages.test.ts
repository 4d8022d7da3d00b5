/** The pages of ceremonies as a browser without script uses them. */
import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { NO_CAMPAIGN, paperPages } from '../papers/index.ts';
import { expectReports } from '../reports/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { ceremonyPages } from './pages.tsx';
import { makeCeremony, type TestCeremony } from './test-ceremony.ts';

let platform: TestPlatform;
let made: TestCeremony;
let list: string;
let base: string;
let own: WebApp;
let host: WebApp;
let other: WebApp;
let visitor: WebApp;

function appOf(ctx: Context | null): WebApp {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(ctx?.actor ?? null), problemPage, problemTexts });
  ceremonyPages(web);
  paperPages(web, {
    campaignFacts: () => Promise.resolve(NO_CAMPAIGN),
    documentBlocks: () => Promise.reject(new Error('no documents here')),
  });
  return web;
}

beforeAll(async () => {
  platform = await testPlatform('2022-10-20T08:00:00+07:00');
  made = await makeCeremony(platform, 'draft');
  await asSystem({ platform }, (tx) =>
    expectReports(tx, {
      editionId: made.editionId,
      definition: smallForm,
      fileSha256: null,
      rootDueOn: null,
      expected: [{ level: 'district', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
    }),
  );
  list = `/tuan-le/${made.editionId}/le-khai-mac`;
  base = `${list}/${made.id}`;
  own = appOf(await made.person('coordinator', made.units.own.unitId));
  host = appOf(await made.person('reporter', made.units.host.unitId));
  other = appOf(await made.person('coordinator', made.units.other.unitId));
  visitor = appOf(null);
});
afterAll(() => platform.drop());

const get = async (app: WebApp, path: string): Promise<string> => (await app.request(path)).text();
const post = (app: WebApp, path: string, fields: Record<string, string>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields) });

/** The programme's form with rows "8:00-8:20|Hát|Ai". */
async function programmeFields(rows: readonly string[], action = 'save'): Promise<Record<string, string>> {
  const page = await get(own, `${base}/chuong-trinh`);
  const version = /name="_version" value="(\d+)"/u.exec(page)?.[1] ?? '';
  const keys = [...page.matchAll(/name="row\d+\.key" value="([^"]*)"/gu)].map(([, key]) => key ?? '');
  const fields: Record<string, string> = { _version: version, rows: String(rows.length), rest: 'keep', action };
  for (const [index, row] of rows.entries()) {
    const [time = '', content = '', who = ''] = row.split('|');
    const [start = '', end = ''] = time.split('-');
    const name = `row${index + 1}`;
    Object.assign(fields, {
      [`${name}.key`]: keys[index] ?? `new-${index + 1}`,
      [`${name}.start`]: start,
      [`${name}.end`]: end,
      [`${name}.content`]: content,
      [`${name}.who`]: who,
    });
  }
  return fields;
}

const ANNEX = [
  '7:30-8:00|Đón tiếp đại biểu|Ban tổ chức',
  '8h00-20p|Văn nghệ|Đội văn nghệ',
  '8:20-9:30|Phát động|Lãnh đạo huyện',
  '9:30-8:50|Tham luận|Các đơn vị',
  '8:50-9:30|Hưởng ứng|Người học',
];

describe('the programme', () => {
  test('is saved whole; its faults stand beside the items and in the list, with what was meant', async () => {
    const answer = await post(own, `${base}/chuong-trinh`, await programmeFields(ANNEX));
    expect(answer.status).toBe(303);
    const page = await get(own, `${base}/chuong-trinh`);
    expect(page).toContain('Mục 4 (09:30–08:50): kết thúc 08:50 không sau giờ bắt đầu 09:30.');
    expect(page).toContain('mục 3 kết thúc 08:30; mục 4 bắt đầu 08:30');
    // "20p" after 8h00 is an end.
    expect(page).toMatch(/name="row2\.end"[^>]*value="08:20"/u);
  });

  test('faults that block keep the ceremony from being published', async () => {
    const answer = await post(own, `${base}/cong-bo`, {});
    expect(answer.status).toBe(422);
    expect(await answer.text()).toContain('Chưa công bố được');
  });

  test('a correction is put in the fields, and saved only when saved', async () => {
    const fields = { ...(await programmeFields(ANNEX)), action: 'fix-all' };
    const shown = await (await post(own, `${base}/chuong-trinh`, fields)).text();
    expect(shown).toContain('chưa được lưu');
    const corrected = postedForm(shown, 'class="form programme-form"');
    expect([corrected['row3.end'], corrected['row4.start'], corrected['rest']]).toEqual(['08:30', '08:30', 'keep']);
    expect(await get(own, `${base}/chuong-trinh`)).toMatch(/name="row3\.end"[^>]*value="09:30"/u);
    expect((await post(own, `${base}/chuong-trinh`, { ...corrected, rest: 'keep', action: 'save' })).status).toBe(303);
    expect(await get(own, `${base}/chuong-trinh`)).toContain('Không thấy lỗi nào');
  });

  test('buttons add, move and remove items without losing what was typed', async () => {
    const rows = ['8:00-8:10|Một|A', '8:1x-8:20|Hai|B'];
    const added = await (await post(own, `${base}/chuong-trinh`, await programmeFields(rows, 'add'))).text();
    expect(added).toMatch(/name="row2\.start"[^>]*value="8:1x"/u);
    expect(added).toContain('name="row3.content"');
    const moved = await (await post(own, `${base}/chuong-trinh`, await programmeFields(rows, 'up:2'))).text();
    expect(postedForm(moved, 'programme-form')['row1.content']).toBe('Hai');
    const removed = await (await post(own, `${base}/chuong-trinh`, await programmeFields(rows, 'remove:1'))).text();
    expect(postedForm(removed, 'programme-form')).toMatchObject({ rows: '1', 'row1.content': 'Hai' });
  });

  test('what is no time is said beside its field, and nothing is saved', async () => {
    const answer = await post(own, `${base}/chuong-trinh`, await programmeFields(['8:99-9:00|Một|A', '-10p|Hai|B']));
    expect(answer.status).toBe(422);
    const page = await answer.text();
    expect(page).toContain('id="row1.start-error"');
    expect(page).toContain('Độ dài cần giờ bắt đầu');
    expect(await get(own, `${base}/chuong-trinh`)).toContain('Đón tiếp đại biểu');
  });

  test('the rest moves where it is chosen', async () => {
    const page = await get(own, `${base}/chuong-trinh`);
    const fields = {
      ...postedForm(page, 'programme-form'),
      'row2.end': '8:30',
      rest: 'move',
      action: 'save',
      moved: '',
    };
    expect((await post(own, `${base}/chuong-trinh`, fields)).status).toBe(303);
    const after = postedForm(await get(own, `${base}/chuong-trinh`), 'programme-form');
    expect([after['row3.start'], after['row3.end'], after['row5.end']]).toEqual(['08:30', '08:40', '09:40']);
  });

  test('a page that is too old gets both shown, and what was typed is kept', async () => {
    const old = await programmeFields(ANNEX.slice(0, 2));
    await post(
      own,
      `${base}/chuong-trinh`,
      await programmeFields([...ANNEX.slice(0, 2), '8:20-8:40|Bài của người khác|B']),
    );
    const answer = await post(own, `${base}/chuong-trinh`, { ...old, 'row2.content': 'Văn nghệ của tôi' });
    expect(answer.status).toBe(409);
    const page = await answer.text();
    expect(page).toContain('Văn nghệ của tôi');
    expect(page).toContain('Bài của người khác');
    const again = { ...postedForm(page, 'programme-form'), rest: 'keep', action: 'save' };
    expect((await post(own, `${base}/chuong-trinh`, again)).status).toBe(303);
    expect(await get(own, `${base}/chuong-trinh`)).toContain('Văn nghệ của tôi');
  });

  test('prints as a paper with the table, and opens as one to number and sign', async () => {
    const pdf = await own.request(`${base}/chuong-trinh/chuong-trinh.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const docx = await own.request(`${base}/chuong-trinh/chuong-trinh.docx`);
    const xml = strFromU8(unzipSync(new Uint8Array(await docx.arrayBuffer()))['word/document.xml'] ?? new Uint8Array());
    expect(xml).toContain('Đón tiếp đại biểu');
    expect(xml).toContain('07:30 - 08:00');
    const opened = await post(own, `${base}/chuong-trinh/van-ban`, {});
    expect(opened.status).toBe(303);
    const again = await post(own, `${base}/chuong-trinh/van-ban`, {});
    expect(again.headers.get('location')).toBe(opened.headers.get('location'));
    expect(await get(own, opened.headers.get('location') ?? '')).toContain('CHƯƠNG TRÌNH');
  }, 30_000);
});

describe('sites', () => {
  test('one for each unit below, and a pasted list with hosts by name', async () => {
    const page = await get(own, `${base}/diem-cau`);
    expect(page).toContain('Hội trường');
    const level = /<option value="(commune)"/u.exec(page)?.[1] ?? '';
    expect((await post(own, `${base}/diem-cau/theo-cap`, { level, link: '' })).status).toBe(303);
    // One commune is host already, the other gets its site now.
    expect(await get(own, `${base}/diem-cau`)).toContain('Điểm cầu Xã 1.2');
    expect((await post(own, `${base}/diem-cau/dan`, { list: 'Nhà văn hóa; 0901 234 567; 30 chỗ' })).status).toBe(303);
    expect((await post(own, `${base}/diem-cau/dan`, { list: '...' })).status).toBe(422);
    const missing = await get(own, `${base}/diem-cau?loc=gaps`);
    expect(missing).toContain('đơn vị tại chỗ');
  });

  test('the host ticks the test of its own site, and sees no other', async () => {
    expect(await get(host, list)).toContain(`${base}/diem-cau/${made.hosted}`);
    const page = await get(host, `${base}/diem-cau/${made.hosted}`);
    const form = postedForm(page, `action="${base}/diem-cau/${made.hosted}/thu"`);
    const body = new URLSearchParams({
      ...form,
      state: 'good',
      note: 'Ổn',
      testDay: '2022-10-20',
      testTime: '7h45',
      done: '0',
    });
    const sent = await host.request(`${base}/diem-cau/${made.hosted}/thu`, { method: 'POST', body });
    expect(sent.status).toBe(303);
    expect(await get(own, `${base}/diem-cau/${made.hosted}`)).toContain('07:45 20/10/2022');
    expect((await host.request(`${base}/diem-cau/${made.central}`)).status).toBe(404);
    expect((await host.request(`${base}/diem-cau/${made.hosted}/sua`)).status).toBe(404);
    expect((await host.request(base)).status).toBe(404);
    expect((await other.request(`${base}/diem-cau/${made.hosted}`)).status).toBe(404);
    // The page that the host had is too old now.
    expect((await host.request(`${base}/diem-cau/${made.hosted}/thu`, { method: 'POST', body })).status).toBe(409);
  });

  test('the list as a sheet', async () => {
    const answer = await own.request(`${base}/diem-cau/tai.xlsx`);
    const parts = unzipSync(new Uint8Array(await answer.arrayBuffer()));
    expect(strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array())).toContain('Điểm cầu Xã 1.2');
  });

  test('a link that is none of the web is refused', async () => {
    const answer = await post(own, `${base}/diem-cau/moi`, {
      name: 'X',
      kind: 'connected',
      link: 'javascript:alert(1)',
    });
    expect(answer.status).toBe(422);
  });
});

/** Screens may be served by another process than the control: it keeps an answer for a second. */
const aSecondLater = () => new Promise((done) => setTimeout(done, 1_050));

describe('the stage', () => {
  const screenOf = async () => /href="(\/man-hinh\/[^"?]+)"/u.exec(await get(own, `${base}/dieu-khien`))?.[1] ?? '';

  test('a screen needs no account; its link does not open another, nor when it was changed', async () => {
    const screen = await screenOf();
    const page = await get(visitor, screen);
    expect(page).toContain('Văn nghệ');
    expect(page).toContain('http-equiv="refresh" content="30"');
    expect(page).toContain('data-theme="dark"');
    expect((await visitor.request(`${screen}x`)).status).toBe(404);
    expect((await visitor.request(`${screen}?diem-cau=999999`)).status).toBe(404);
    expect((await visitor.request(`${screen}?diem-cau=${made.hosted}`)).status).toBe(200);
    await post(own, `${base}/dieu-khien/duong-dan`, {});
    expect((await visitor.request(screen)).status).toBe(404);
    expect((await visitor.request(await screenOf())).status).toBe(200);
  });

  test('what the manager says is on every screen; the same again is not sent', async () => {
    platform.clock.set(new Date('2022-10-24T08:06:00+07:00'));
    const screen = await screenOf();
    const first = await visitor.request(`${screen}/du-lieu`);
    const etag = first.headers.get('etag') ?? '';
    expect(Number(first.headers.get('x-server-time'))).toBe(Date.parse('2022-10-24T08:06:00+07:00'));
    const same = await visitor.request(`${screen}/du-lieu`, { headers: { 'if-none-match': etag } });
    expect([same.status, same.headers.get('x-server-time')]).toEqual([304, first.headers.get('x-server-time')]);
    await post(own, `${base}/dieu-khien`, { step: 'later', from: '' });
    await aSecondLater();
    const late = await visitor.request(`${screen}/du-lieu`, { headers: { 'if-none-match': etag } });
    expect(late.status).toBe(200);
    expect(await late.json()).toMatchObject({ run: { delay: 5, currentId: null } });
    expect(await get(visitor, screen)).toContain('Chậm 5 phút');
  });

  test('the next item sets the delay by the clock, pressed twice from one page it counts once, back takes it back', async () => {
    platform.clock.set(new Date('2022-10-24T08:03:00+07:00'));
    const control = await get(own, `${base}/dieu-khien`);
    const { from = '' } = postedForm(control, `action="${base}/dieu-khien"`);
    await post(own, `${base}/dieu-khien`, { step: 'next', from });
    await post(own, `${base}/dieu-khien`, { step: 'next', from });
    const screen = await screenOf();
    await aSecondLater();
    const data = (await (await visitor.request(`${screen}/du-lieu`)).json()) as {
      run: { delay: number; currentId: number };
      items: { id: number; content: string }[];
    };
    const current = data.items.find(({ id }) => id === data.run.currentId);
    expect([current?.content, data.run.delay]).toEqual(['Văn nghệ của tôi', 3]);
    await post(own, `${base}/dieu-khien`, { step: 'back', from: String(data.run.currentId) });
    await aSecondLater();
    expect(await (await visitor.request(`${screen}/du-lieu`)).json()).toMatchObject({ run: { delay: 5 } });
  });

  test('only the organiser moves it', async () => {
    expect((await post(host, `${base}/dieu-khien`, { step: 'next', from: '' })).status).toBe(404);
    expect((await post(visitor, `${base}/dieu-khien`, { step: 'next', from: '' })).status).toBe(401);
  });
});

describe('in public and afterwards', () => {
  const address = () => `/le-khai-mac/${made.id}`;

  test('only what is published and open to all is shown, without contacts and inner links', async () => {
    const fields = postedForm(await get(own, `${base}/sua`), `action="${base}/sua"`);
    await post(own, `${base}/sua`, { ...fields, isPublic: '1', publicUrl: 'https://xem.vn/le' });
    expect((await visitor.request(address())).status).toBe(404);
    expect((await post(own, `${base}/cong-bo`, {})).status).toBe(303);
    const site = `${base}/diem-cau/${made.hosted}`;
    const form = postedForm(await get(own, `${site}/sua`), `action="${site}/sua"`);
    await post(own, `${site}/sua`, {
      ...form,
      kind: 'connected',
      link: 'https://hop.vn/bi-mat',
      contactPhone: '0909999999',
    });
    const page = await get(visitor, address());
    expect(page).toContain('Văn nghệ');
    expect(page).toContain('https://xem.vn/le');
    expect(page).not.toMatch(/hop\.vn|0909999999/u);
  });

  test('it can be confirmed once it has begun; another number needs a reason', async () => {
    platform.clock.set(new Date('2022-10-24T07:00:00+07:00'));
    expect((await post(own, `${base}/da-to-chuc`, { points: '', people: '' })).status).toBe(409);
    platform.clock.set(new Date('2022-10-24T11:00:00+07:00'));
    expect((await post(own, `${base}/da-to-chuc`, { points: '', people: '120' })).status).toBe(422);
    const held = await post(own, `${base}/da-to-chuc`, { points: '', people: '120', heldReason: 'Đếm tay ở cổng' });
    expect(held.status).toBe(303);
    const figures = await platform.db.owner
      .selectFrom('figure')
      .where('source', '=', 'ceremony')
      .where('unit_id', '=', made.units.own.unitId)
      .orderBy('indicator')
      .select(['indicator', 'value'])
      .execute();
    // Two sites at first, one of the other commune, one pasted; the people as corrected.
    expect(figures.map(({ indicator, value }) => [indicator, Number(value)])).toEqual([
      ['X.CEREMONY.P', 120],
      ['X.CEREMONY.POINTS', 4],
    ]);
    const page = await get(own, base);
    expect(page).toContain('Đã tổ chức');
    expect(page).toMatch(/name="people"[^>]*value="120"/u);
    expect((await post(own, `${base}/huy`, { reason: 'Muộn' })).status).toBe(409);
  });
});

describe('a new one', () => {
  test('says what is missing, then stands in the list', async () => {
    const form = postedForm(await get(own, `${list}/moi`), `action="${list}/moi"`);
    const wrong = await post(own, `${list}/moi`, { ...form, day: '2022-10-26', start: '10:00', end: '9:00' });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('Giờ kết thúc phải sau giờ bắt đầu');
    const right = { ...form, title: 'Lễ <b>bế mạc</b>', day: '2022-10-24', start: '9h', end: '9h30', place: 'Phòng A' };
    const answer = await post(own, `${list}/moi`, right);
    expect(answer.status).toBe(303);
    const page = await get(own, answer.headers.get('location') ?? '');
    expect(page).toContain('Lễ &lt;b>bế mạc&lt;/b>');
    // Outside the Week, and at the time of the unit's other one.
    expect(page).toContain('nằm ngoài Tuần lễ (01 – 07/10/2022)');
    expect(page).toContain('Trùng giờ với “Lễ khai mạc Tuần lễ năm 2022”');
    expect(await get(own, list)).toContain('bế mạc');
    expect(await get(other, list)).not.toContain('bế mạc');
  });

  test('a role that only looks makes none', async () => {
    const reviewer = appOf(await made.person('reviewer', made.units.own.unitId));
    expect((await reviewer.request(`${list}/moi`)).status).toBe(403);
    expect((await post(reviewer, `${base}/huy`, { reason: 'x' })).status).toBe(403);
  });
});
