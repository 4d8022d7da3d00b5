/** What citizens see: the pages as they leave the server. */
import { HtmlValidate } from 'html-validate';
import { brotliCompressSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from './app.ts';
import type { EditionId } from './platform/ids/ids.ts';
import type { WebApp } from './platform/http/web.ts';
import { markedKey, unaccentedKey } from './platform/text/vietnamese.ts';
import { makeEdition, type TestUnit } from './testing/edition.ts';
import { type TestPlatform, testPlatform } from './testing/platform.ts';
import { makeVisitor } from './testing/visitor.ts';
import { markInstalled } from './features/installation/index.ts';

const HOSTILE = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`;

let platform: TestPlatform;
let app: WebApp;
let editionId: EditionId;
let root: TestUnit;
const ids: Record<string, number> = {};

async function add(key: string, title: string, status = 'published'): Promise<void> {
  const place = root.children[0]!;
  const row = await platform.db.owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: place.unitId,
      pos: place.lft,
      organiser_name: title,
      kind: 'talk',
      title,
      summary: title,
      description: `${title}\n\n${title}`,
      area_unit_id: place.unitId,
      area_pos: place.lft,
      area_name: title,
      place_name: title,
      address: title,
      cost_note: title,
      accessibility_note: title,
      contact_name: title,
      contact_email: 'a@b.vn',
      co_organisers: [title],
      links: JSON.stringify([{ url: 'javascript:alert(1)', label: title }]),
      starts_at: new Date('2022-10-04T08:00:00+07:00'),
      ends_at: new Date('2022-10-04T10:00:00+07:00'),
      status,
      status_reason: status === 'cancelled' ? 'Hội trường bị ngập' : null,
      published_at: new Date(),
      search_key: unaccentedKey(title),
      search_text: markedKey(title),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  ids[key] = Number(row.id);
}

const get = async (path: string, headers: Record<string, string> = {}): Promise<Response> =>
  app.request(`http://localhost:8080${path}`, { headers });
const text = async (path: string, headers: Record<string, string> = {}): Promise<string> =>
  (await get(path, headers)).text();

beforeAll(async () => {
  platform = await testPlatform('2022-10-03T09:00:00+07:00');
  app = createApp(platform);
  await markInstalled(platform);
}, 60_000);
afterAll(() => platform.drop());

test('before there is a Week the home says what will be here', async () => {
  const html = await text('/');
  expect(html).toContain('Chưa có Tuần lễ nào được công bố');
  expect(html).toContain('href="/dang-nhap"');
});

test('every page is whole HTML, small, without foreign hosts, and takes hostile text as text', async () => {
  ({ editionId, root } = await makeEdition(platform.db, [2]));
  // What was asked a moment ago is remembered for two seconds.
  app = createApp({ ...platform });
  await add('hostile', HOSTILE);
  await add('draft', 'Bản nháp', 'draft');
  await add('cancelled', 'Buổi bị hủy', 'cancelled');
  const hostile = (await get(`/hoat-dong/${ids['hostile']}`)).headers.get('location')!;
  const validate = new HtmlValidate({
    extends: ['html-validate:standard'],
    rules: { 'long-title': 'off', 'no-implicit-button-type': 'off', 'tel-non-breaking': 'off' },
  });
  for (const path of [
    '/',
    `/khu-vuc/${root.unitId}`,
    `/khu-vuc/${root.children[0]!.unitId}`,
    '/hoat-dong',
    `/hoat-dong?q=${encodeURIComponent(HOSTILE)}&noi=${root.children[0]!.unitId}&cho=women&mien-phi=1&tu=2022-10-01`,
    `/hoat-dong?ten-noi=${encodeURIComponent(HOSTILE)}`,
    hostile,
    `/to-chuc/${root.children[0]!.unitId}`,
    '/lich',
    '/tro-giup',
    '/ban-do',
  ]) {
    for (const lang of ['', 'lang=en']) {
      const answer = await get(path + (lang && `${path.includes('?') ? '&' : '?'}${lang}`));
      expect([path, answer.status]).toEqual([path, 200]);
      const html = await answer.text();
      expect(html, path).toContain(`<html lang="${lang === '' ? 'vi' : 'en'}"`);
      expect(html, path).not.toMatch(/<script>|<img src=x|javascript:/);
      // Passed on in a message it has a name and a picture, once.
      if (!html.includes('name="robots" content="noindex"')) {
        for (const name of ['title', 'type', 'url', 'image'])
          expect([path, name, html.split(`<meta property="og:${name}" content="`).length - 1]).toEqual([path, name, 1]);
      }
      const hosts = [...html.matchAll(/(?:src|href|action)="https?:\/\/([^/"]+)/g)].map(([, host]) => host);
      expect(
        hosts.filter((host) => host !== 'localhost:8080'),
        path,
      ).toEqual([]);
      expect(brotliCompressSync(html).length, path).toBeLessThan(9_000);
      const report = await validate.validateString(html);
      expect(
        report.results.flatMap(({ messages }) =>
          messages.map(({ ruleId, message, selector }) => `${ruleId}: ${message} ${selector}`),
        ),
        path,
      ).toEqual([]);
    }
  }
});

test('a wrong address leads on: to the search, to one’s own sign-ups, to help', async () => {
  const answer = await get('/khong-co-trang-nay');
  const html = await answer.text();
  expect(answer.status).toBe(404);
  for (const href of ['/', '/hoat-dong', '/dang-ky-cua-toi', '/tro-giup']) expect(html).toContain(`href="${href}"`);
  expect(html).toContain('action="/hoat-dong"');
  const lost = await get('/dang-ky/1-1-AAAAAAAAAAAAAAAAAAAA');
  expect(lost.status).toBe(410);
  expect(await lost.text()).toContain('href="/dang-ky-cua-toi"');
});

test('a draft is not there, a wrong name leads to the right one, a cancelled activity says why', async () => {
  expect((await get(`/hoat-dong/${ids['draft']}`)).status).toBe(404);
  const moved = await get(`/hoat-dong/${ids['cancelled']}-ten-cu?lang=en`);
  expect([moved.status, moved.headers.get('location')]).toEqual([
    301,
    `/hoat-dong/${ids['cancelled']}-buoi-bi-huy?lang=en`,
  ]);
  const html = await text(`/hoat-dong/${ids['cancelled']}-buoi-bi-huy`);
  expect(html).toContain('Hội trường bị ngập');
  expect(html).not.toContain('/dang-ky"');
  expect(await text('/hoat-dong')).not.toContain('Bản nháp');
});

test('the way there is a link for the map app of a phone and one for a map; nothing is loaded from elsewhere', async () => {
  const standAt = (lat: number | null, lng: number | null) =>
    platform.db.owner.updateTable('activity').set({ lat, lng }).where('title', '=', 'Buổi bị hủy').execute();
  await standAt(12.2432, 109.1937);
  const html = await text(`/hoat-dong/${ids['cancelled']}-buoi-bi-huy`);
  expect(html).toContain('href="geo:12.24320,109.19370?q=12.24320,109.19370"');
  expect(html).toContain(
    'href="https://www.openstreetmap.org/?mlat=12.24320&amp;mlon=109.19370#map=17/12.24320/109.19370"',
  );
  expect(html).not.toMatch(/ src="https?:/u);
  expect(html).toContain(`href="/khu-vuc/${root.children[0]!.unitId}"`);
  await standAt(null, null);
});

test('who finds nothing near home is shown what there is elsewhere', async () => {
  const quiet = root.children[1]!;
  const area = await text(`/khu-vuc/${quiet.unitId}`);
  expect(area).toContain('Chưa có hoạt động nào được công bố');
  expect(area).toContain(`<a class="btn" href="/khu-vuc/${root.unitId}">Xem hoạt động ở ${root.name}</a>`);
  const list = await text(`/hoat-dong?noi=${quiet.unitId}`);
  expect(list).toMatch(/0 hoạt động[\s\S]*Ở nơi khác thì có[\s\S]*Buổi bị hủy/u);
  const none = await text('/hoat-dong?q=khongcodau');
  expect(none).not.toContain('Ở nơi khác');
  expect(none).not.toContain('Đã diễn ra');
});

test('pages for everybody may be kept, those of a person never', async () => {
  expect((await get('/hoat-dong')).headers.get('cache-control')).toBe('public, max-age=2');
  const person = await makeVisitor(platform.db, [['coordinator', root.unitId]]);
  const own = await get('/hoat-dong', { cookie: person.cookie });
  expect(own.headers.get('cache-control')).toBe('private, no-store');
  expect((await get('/', { cookie: person.cookie })).headers.get('location')).toBe(`/tuan-le/${editionId}`);
});

test('a coordinator chooses the colour of the page, and citizens see it', async () => {
  const commune = root.children[0]!;
  const person = await makeVisitor(platform.db, [['coordinator', commune.unitId]]);
  const path = `/tuan-le/${editionId}/dien-mao`;
  expect(await text(path, { cookie: person.cookie })).toContain('Xanh lúa');
  const post = (fields: Record<string, string>) =>
    app.request(`http://localhost:8080${path}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      headers: { cookie: person.cookie },
    });
  expect((await post({ colour: 'xanh-lua', greeting: 'x'.repeat(301) })).status).toBe(422);
  expect((await post({ colour: 'xanh-lua', greeting: 'Kính chào bà con!' })).status).toBe(303);
  const html = await text(`/khu-vuc/${commune.unitId}`);
  expect(html).toContain('data-look="xanh-lua"');
  expect(html).toContain('Kính chào bà con!');
  expect(await text(`/khu-vuc/${root.unitId}`)).not.toContain('data-look');
  const stranger = await makeVisitor(platform.db, [['coordinator', root.children[1]!.unitId]]);
  expect((await get(`${path}?don-vi=${commune.unitId}`, { cookie: stranger.cookie })).status).toBe(403);
});

test('pages that belong to no area wear the colour of the home', async () => {
  const person = await makeVisitor(platform.db, [['coordinator', root.unitId]]);
  await app.request(`http://localhost:8080/tuan-le/${editionId}/dien-mao`, {
    method: 'POST',
    body: new URLSearchParams({ colour: 'do-son', greeting: '' }),
    headers: { cookie: person.cookie },
  });
  // Asked for in the background: a page never waits for its colour.
  await expect.poll(() => text('/hoc-lieu'), { timeout: 10_000 }).toContain('data-look="do-son"');
  expect(await text(`/khu-vuc/${root.children[0]!.unitId}`)).toContain('data-look="xanh-lua"');
});

test('on the map the busy places stand first, those without an activity are folded', async () => {
  const [busy, quiet] = [root.children[0]!, root.children[1]!];
  const html = await text('/ban-do');
  expect(html).toMatch(
    new RegExp(`<table class="areas">[^]*/ban-do[?]noi=${busy.unitId}"[^]*</table><details class="places-rest">`, 'u'),
  );
  expect(html.split('<details class="places-rest">')[0]).not.toContain(`/ban-do?noi=${quiet.unitId}"`);
  expect(html).toMatch(
    new RegExp(`<details[^]*1 địa phương khác, chưa có hoạt động[^]*/ban-do[?]noi=${quiet.unitId}"`, 'u'),
  );
});

test('the map as JSON: by area, by box, and a box that is none', async () => {
  expect(await (await get('/ban-do.json')).json()).toMatchObject({ areas: [{ activities: 2 }, { activities: 0 }] });
  expect(await (await get('/ban-do.json?khung=102,8,110,24')).json()).toMatchObject({
    type: 'FeatureCollection',
    features: [],
  });
  expect((await get('/ban-do.json?khung=1,2,3')).status).toBe(422);
});
