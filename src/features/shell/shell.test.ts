import { afterAll, beforeAll, expect, test } from 'vitest';
import { h } from 'preact';
import type { AccountId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { PROBLEM_CODES } from '../../platform/errors/problem.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { makeEdition, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { frameOf, goTo, page, problemPage, problemTexts, safePath, shellPages } from './index.ts';

let platform: TestPlatform;
let app: WebApp;
let actor: Actor | null = null;
let older: { editionId: EditionId; root: TestUnit };
let newer: { editionId: EditionId; root: TestUnit };

beforeAll(async () => {
  platform = await testPlatform();
  older = await makeEdition(platform.db, [2], 2021);
  newer = await makeEdition(platform.db, [2], 2022);
  app = createWeb({ platform, loadActor: async () => actor, problemPage, problemTexts });
  shellPages(app);
  app.get('/tuan-le/:edition/bao-cao', (c) =>
    page(c, { title: 'Báo cáo', active: 'reports', body: h('h1', null, 'Báo cáo') }),
  );
  app.get('/dang-o', async (c) => c.text(String((await frameOf(c)).current?.id ?? 'none')));
  app.get('/xong', (c) => goTo(c, '/tuan-le', { kind: 'success', text: 'Đã ghi xong.' }));
}, 60_000);
afterAll(() => platform.drop());

function as(...unitIds: UnitId[]): void {
  actor = {
    accountId: '00000000-0000-4000-8000-000000000001' as AccountId,
    name: 'Lê Văn Xã',
    email: 'xa@donvi.vn',
    locale: 'vi',
    isAdministrator: false,
    grants: unitIds.map((unitId) => ({ unitId, role: 'reporter' as const })),
  };
}

const get = async (path: string, cookie = ''): Promise<Response> =>
  app.request(`http://localhost${path}`, { headers: { cookie } });
const current = async (cookie = ''): Promise<string> => (await get('/dang-o', cookie)).text();

test('the edition at hand: of the path, else the last one used, else the newest', async () => {
  as(older.root.unitId, newer.root.unitId);
  expect(await current()).toBe(String(newer.editionId));
  const visit = await get(`/tuan-le/${older.editionId}/bao-cao`);
  const noted = visit.headers
    .getSetCookie()
    .find((set) => set.startsWith('tuan-le='))!
    .split(';')[0]!;
  expect(await current(noted)).toBe(String(older.editionId));
  expect(await current('tuan-le=999999')).toBe(String(newer.editionId));
  expect(await current('tuan-le=xau')).toBe(String(newer.editionId));
});

test('nobody is offered an edition that their units are not in', async () => {
  as(older.root.children[0]!.unitId);
  expect(await current(`tuan-le=${newer.editionId}`)).toBe(String(older.editionId));
  const list = await (await get('/tuan-le')).text();
  expect(list).toContain(`/tuan-le/${older.editionId}"`);
  expect(list).not.toContain(`/tuan-le/${newer.editionId}"`);
  as();
  expect(await current()).toBe('none');
  expect(await (await get('/tuan-le')).text()).toContain('Chưa có Tuần lễ nào');
});

test('an edition that was opened a moment ago is there at once', async () => {
  as(older.root.unitId);
  await current();
  const fresh = await makeEdition(platform.db, [1], 2023);
  await platform.db.owner
    .insertInto('edition_unit')
    .values({
      edition_id: fresh.editionId,
      unit_id: older.root.unitId,
      parent_id: fresh.root.unitId,
      lft: 99,
      rgt: 99,
      depth: 1,
      ancestors: [fresh.root.unitId, older.root.unitId],
      level: 'district',
      kind: 'huyen',
      code: null,
      name: older.root.name,
      search_key: 'x',
    })
    .execute();
  const html = await (await get(`/tuan-le/${fresh.editionId}/bao-cao`)).text();
  expect(html).toContain(`href="/tuan-le/${fresh.editionId}/ke-hoach"`);
});

test('the sections lead into the edition at hand, and the one we are in is marked', async () => {
  as(older.root.unitId);
  const html = await (await get(`/tuan-le/${older.editionId}/bao-cao`)).text();
  expect(html).toMatch(new RegExp(`<a href="/tuan-le/${older.editionId}/bao-cao" aria-current="page"`));
  expect(html).not.toContain('href="/quan-tri"');
  expect(html).toContain('Lê Văn Xã');
});

test('a visitor gets no sections and a way to sign in', async () => {
  actor = null;
  const html = await (await get(`/tuan-le/${older.editionId}/bao-cao`)).text();
  expect(html).not.toContain('/ke-hoach');
  expect(html).toContain('href="/dang-nhap"');
});

test('a word about what was done shows on the next page and not on the one after', async () => {
  as(older.root.unitId);
  const flash = (await get('/xong')).headers.getSetCookie()[0]!.split(';')[0]!;
  const shown = await get('/tuan-le', flash);
  expect(await shown.text()).toContain('Đã ghi xong.');
  expect(shown.headers.getSetCookie().find((set) => set.startsWith('thong-bao='))).toMatch(/Max-Age=0/);
  expect(await (await get('/tuan-le')).text()).not.toContain('Đã ghi xong.');
});

test('appearance is remembered, and the way back stays on this site', async () => {
  const choose = (referer: string): Promise<Response> =>
    Promise.resolve(
      app.request('http://localhost/giao-dien', {
        method: 'POST',
        body: new URLSearchParams({ theme: 'dark' }),
        headers: { referer, host: 'localhost' },
      }),
    );
  const back = await choose('http://localhost/tuan-le?x=1');
  expect([back.status, back.headers.get('location')]).toEqual([303, '/tuan-le?x=1']);
  expect(back.headers.getSetCookie()[0]).toMatch(/^theme=dark;/);
  expect((await choose('https://xau.example/tuan-le')).headers.get('location')).toBe('/');
  for (const bad of ['//xau.example', '/\\xau', 'https://xau.example', 'x', '', undefined])
    expect(safePath(bad)).toBeNull();
});

test('every code of the catalogue has words in both languages', () => {
  for (const code of PROBLEM_CODES) {
    for (const locale of ['vi', 'en'] as const) {
      const { title, detail } = problemTexts({ code } as Parameters<typeof problemTexts>[0], locale);
      expect(title.length * detail.length).toBeGreaterThan(0);
    }
  }
});
