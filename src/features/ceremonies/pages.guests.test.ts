/** The pages of guests as a browser without script uses them. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { mergePages } from '../merges/index.ts';
import { NO_CAMPAIGN, paperPages } from '../papers/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { guestAnswerPages } from './pages.guest-answers.tsx';
import { guestPages } from './pages.guests.tsx';
import { makeCeremony, type TestCeremony } from './test-ceremony.ts';

let platform: TestPlatform;
let made: TestCeremony;
let base: string;
let own: WebApp;
let host: WebApp;
let visitor: WebApp;

function appOf(ctx: Context | null): WebApp {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(ctx?.actor ?? null), problemPage, problemTexts });
  guestPages(web);
  guestAnswerPages(web);
  mergePages(web);
  paperPages(web, {
    campaignFacts: () => Promise.resolve(NO_CAMPAIGN),
    documentBlocks: () => Promise.reject(new Error('no documents here')),
  });
  return web;
}

beforeAll(async () => {
  platform = await testPlatform('2022-10-20T08:00:00+07:00');
  made = await makeCeremony(platform);
  base = `/tuan-le/${made.editionId}/le-khai-mac/${made.id}/khach-moi`;
  own = appOf(await made.person('coordinator', made.units.own.unitId));
  host = appOf(await made.person('reporter', made.units.host.unitId));
  visitor = appOf(null);
});
afterAll(() => platform.drop());

const get = async (app: WebApp, path: string): Promise<string> => (await app.request(path)).text();
const post = (app: WebApp, path: string, fields: Record<string, string>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields) });

describe('the list', () => {
  test('takes pasted lines only after they were shown, as they were mended', async () => {
    expect(await get(own, base)).toContain('Chưa có khách nào được mời');
    const lines =
      'Chủ tịch Hội Khuyến học so@do.vn\nHiệu trưởng 03 trường THPT công lập\nPhó Trưởng phòng (02 người)\n<b>Lạ</b>';
    const shown = await (await post(own, `${base}/them`, { lines, site: String(made.central) })).text();
    expect(shown).toMatch(/name="quota-2"[^>]*value="3"/u);
    expect(shown).toContain('value="&lt;b>Lạ&lt;/b>"');
    expect((await get(own, base)).includes('Chủ tịch Hội Khuyến học')).toBe(false);
    const fields = {
      site: String(made.central),
      count: '4',
      'label-1': 'Chủ tịch Hội Khuyến học',
      'quota-1': '1',
      'email-1': 'so@do.vn',
      'label-2': 'Hiệu trưởng 03 trường THPT công lập',
      'quota-2': 'ba',
      'label-3': 'Phó Trưởng phòng',
      'quota-3': '2',
      'label-4': '',
    };
    const wrong = await post(own, `${base}/them/nhan`, fields);
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain('id="quota-2-error"');
    expect((await post(own, `${base}/them/nhan`, { ...fields, 'quota-2': '3' })).status).toBe(303);
    const list = await get(own, base);
    expect(list).toContain('Hiệu trưởng 03 trường THPT công lập');
    expect(list).not.toContain('Lạ');
  });

  test('shows a host nothing of another site, in no form', async () => {
    for (const path of ['', '/danh-sach.xlsx', '?tra-loi=waiting']) {
      const bytes = Buffer.from(await (await host.request(`${base}${path}`)).arrayBuffer());
      expect(bytes.includes('Hội Khuyến học')).toBe(false);
    }
    for (const path of ['/them', '/giay-moi', `/cho-ngoi/${made.central}`]) {
      expect([403, 404]).toContain((await host.request(`${base}${path}`)).status);
    }
    expect((await visitor.request(base)).status).toBe(303);
  });
});

describe('an office answers without an account', () => {
  test('by its link: names, a word on purpose and end, a pass for each; no cache, no search engine', async () => {
    const page = /href="([^"]*\/nhom\/\d+)">Hiệu trưởng/u.exec(await get(own, base))![1]!;
    const link = /http:\/\/localhost:8080(\/khach-moi\/[^"<]+)/u.exec(await get(own, page))![1]!;
    const answer = await visitor.request(link);
    expect(answer.headers.get('cache-control')).toContain('no-store');
    expect(answer.headers.get('x-robots-tag')).toContain('noindex');
    const html = await answer.text();
    expect(html).toContain('được xóa sau ngày 22/01/2023');
    expect(html).toMatch(/name="robots" content="noindex/u);
    const empty = await post(visitor, link, { sends: 'people' });
    expect(empty.status).toBe(422);
    const bad = await post(visitor, link, { sends: 'people', 'name-1': 'Lê Thị <i>Hoa', 'email-1': 'không phải' });
    expect(bad.status).toBe(422);
    expect(await bad.text()).toContain('value="Lê Thị &lt;i>Hoa"');
    expect((await post(visitor, link, { sends: 'people', 'name-1': 'Lê Thị Hoa', 'post-2': 'x' })).status).toBe(303);
    const pass = /href="http:\/\/localhost:8080(\/khach\/[^"]+)"/u.exec(await get(visitor, link))![1]!;
    const own1 = await get(visitor, pass);
    expect(own1).toContain('Lê Thị Hoa');
    expect(own1).toContain('src="data:image/svg+xml;base64,');
    expect(own1).toContain('Chào cờ');
    const file = await visitor.request(`${pass}/lich.ics`);
    const calendar = new ICAL.Component(ICAL.parse(await file.text()));
    const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
    expect([event.startDate.hour, event.startDate.zone?.tzid]).toEqual([8, 'Asia/Ho_Chi_Minh']);
    expect((await post(visitor, pass, { answer: 'delegate' })).status).toBe(422);
    expect((await post(visitor, pass, { answer: 'delegate', delegateName: 'Ngô Bảy' })).status).toBe(303);
    expect(await get(own, base)).toContain('Ngô Bảy');
  });

  test('a made-up link is told off plainly, and many of them are stopped', async () => {
    expect((await visitor.request('/khach-moi/1-1-aaaaaaaaaaaaaaaaaaaa')).status).toBe(410);
    let last = 0;
    for (let count = 0; count < 320 && last !== 429; count += 1) last = (await visitor.request('/khach/x')).status;
    expect(last).toBe(429);
  });
});

describe('papers', () => {
  test('the invitation is a template whose fields the list fills, handed to the merge in one step', async () => {
    expect((await post(own, `${base}/giay-moi/van-ban`, {})).status).toBe(303);
    const html = await get(own, `${base}/giay-moi`);
    const [, action, typed] = /action="([^"]*\/tron\/danh-sach)"[^]*?name="rows" value="([^"]*)"/u.exec(html)!;
    const rows = typed!.replaceAll('&quot;', '"').replaceAll('&amp;', '&').replaceAll('&lt;', '<');
    expect(rows).toContain('Phó Trưởng phòng (02 người)');
    const merge = await post(own, action!, { rows });
    expect(merge.status).toBe(200);
    const check = await merge.text();
    expect(check).toContain('kính mời: Chủ tịch Hội Khuyến học');
    expect(check).not.toContain('{{');
    // Nothing stands in the way of making the letters.
    expect(check).toMatch(/action="[^"]*\/tron\/lap"/u);
    const sheet = await own.request(`${base}/giay-moi/noi-nhan.xlsx`);
    expect(sheet.status).toBe(200);
  });

  test('the minutes name who was there by site and office, and who was not', async () => {
    expect((await post(own, `${base}/bien-ban`, {})).status).toBe(409);
    const guest = await platform.db.owner
      .selectFrom('guest')
      .where('delegate_name', '=', 'Ngô Bảy')
      .selectAll()
      .executeTakeFirstOrThrow();
    await platform.db.owner
      .insertInto('checkin')
      .values({
        edition_id: made.editionId,
        id: crypto.randomUUID(),
        unit_id: made.units.own.unitId,
        event: 'ceremony',
        event_id: made.id,
        part: made.central,
        holder_id: guest.id,
        people: 1,
        way: 'qr',
        device_at: new Date('2022-10-24T07:50:00+07:00'),
      })
      .execute();
    platform.clock.set(new Date('2022-10-24T10:30:00+07:00'));
    const begun = await post(own, `${base}/bien-ban`, {});
    expect(begun.status).toBe(303);
    const id = Number(/\d+/u.exec(begun.headers.get('location')!)![0]);
    const { model, kind } = await platform.db.owner
      .selectFrom('paper')
      .where('id', '=', id)
      .select(['model', 'kind'])
      .executeTakeFirstOrThrow();
    const text = JSON.stringify(model);
    expect(kind).toBe('minutes');
    expect(text).toContain('Ngô Bảy (dự thay)');
    expect(text).toContain('có mặt 1 trên 6 đại biểu được mời');
    expect(text).toContain('Phó Trưởng phòng (Trung tâm): vắng 2 người');
    expect(text).toContain('Chào cờ (Ban Tổ chức)');
    expect(await get(own, base)).toContain('Mở biên bản');
  });
});
