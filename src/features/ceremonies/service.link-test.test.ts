/** The test of a line said by a site's link alone: only that site, only with the link of now, only while it is to come. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { ceremonyPages } from './pages.tsx';
import {
  type LinkTestSave,
  readSiteByLink,
  renewSiteLink,
  saveLinkTest,
  saveLinkTestByLink,
} from './service.link-test.ts';
import { makeCeremony, type TestCeremony } from './test-ceremony.ts';

let platform: TestPlatform;
let made: TestCeremony;
let nobody: Context;
let organiser: Context;

const ITEMS = ['Thấy hình', 'Nghe tiếng', 'Có 4G'];
const NOW = new Date('2022-10-20T08:00:00+07:00');

beforeAll(async () => {
  platform = await testPlatform('2022-10-20T08:00:00+07:00');
  nobody = { platform, actor: null, locale: 'vi', requestId: 'test' };
});
beforeEach(async () => {
  made = await makeCeremony(platform);
  organiser = await made.person('coordinator', made.units.own.unitId);
});
afterAll(() => platform.drop());

const tokenOf = (siteId: number, version = 1): string => linkToken(platform.secretKey, 'site', siteId, version);
const said = (version: number, state: 'good' | 'bad' | 'untested' = 'good', done: number[] = [0, 2]): LinkTestSave => ({
  version,
  test: { at: NOW, state, note: 'Ổn', done },
  items: ITEMS,
});
const siteRow = (id: number) =>
  platform.db.owner.selectFrom('ceremony_site').where('id', '=', id).selectAll().executeTakeFirstOrThrow();
const refusal = (code: string) => expect.objectContaining({ code });
const set = (values: { status: 'held' | 'draft' } | { status: 'cancelled'; status_reason: string }) =>
  platform.db.owner.updateTable('ceremony').set(values).where('id', '=', made.id).execute();

test('stands as the signed-in one does, with who said it, and nothing of another site changes', async () => {
  await saveLinkTestByLink(nobody, tokenOf(made.hosted), said(1));
  const row = await siteRow(made.hosted);
  expect([row.link_state, row.link_note, row.link_test_at, row.link_tester, row.version]).toEqual([
    'good',
    'Ổn',
    NOW,
    'link',
    2,
  ]);
  expect(row.checklist).toEqual([
    { what: 'Thấy hình', done: true },
    { what: 'Nghe tiếng', done: false },
    { what: 'Có 4G', done: true },
  ]);
  expect(await siteRow(made.central)).toMatchObject({ link_state: 'untested', link_tester: null, version: 1 });

  const entries = await platform.db.owner
    .selectFrom('audit_entry')
    .where('verb', '=', 'ceremony.link-test')
    .where('subject', '=', `ceremony/${made.editionId}/${made.id}/site/${made.hosted}`)
    .selectAll()
    .execute();
  expect(entries).toHaveLength(1);
  expect(entries[0]).toMatchObject({
    chain: made.units.own.unitId,
    account_id: null,
    after: { state: 'good', note: 'Ổn', by: 'link' },
  });

  // Who is signed in goes on from there by the same rules; a list that stands keeps its words.
  await saveLinkTest(
    organiser,
    made.editionId,
    { ceremonyId: made.id, siteId: made.hosted },
    {
      ...said(2, 'bad', [1, 99]),
      items: ['Anything else'],
    },
  );
  const later = await siteRow(made.hosted);
  expect([later.link_state, later.link_tester]).toEqual(['bad', 'organiser']);
  expect(later.checklist).toEqual([
    { what: 'Thấy hình', done: false },
    { what: 'Nghe tiếng', done: true },
    { what: 'Có 4G', done: false },
  ]);
  const host = await made.person('reporter', made.units.host.unitId);
  await saveLinkTest(host, made.editionId, { ceremonyId: made.id, siteId: made.hosted }, said(3));
  expect((await siteRow(made.hosted)).link_tester).toBe('host');
  await saveLinkTestByLink(nobody, tokenOf(made.hosted), said(4, 'untested'));
  expect(await siteRow(made.hosted)).toMatchObject({ link_test_at: null, link_tester: null, link_state: 'untested' });
});

test('a stale page is refused, with what stands', async () => {
  await saveLinkTestByLink(nobody, tokenOf(made.hosted), said(1));
  await expect(saveLinkTestByLink(nobody, tokenOf(made.hosted), said(1, 'bad'))).rejects.toEqual(refusal('edit.stale'));
  expect((await siteRow(made.hosted)).link_state).toBe('good');
});

test('a foreign, changed or renewed link opens nothing and says nothing', async () => {
  const own = tokenOf(made.hosted);
  const other = await makeCeremony(platform);
  const wrong = [
    linkToken(platform.secretKey, 'screen', made.hosted, 1),
    linkToken(platform.secretKey, 'guest', made.hosted, 1),
    linkToken(new Uint8Array(32), 'site', made.hosted, 1),
    // The mark of one site under the number of another.
    own.replace(/^[^-]+/u, other.hosted.toString(36)),
    tokenOf(made.hosted, 2),
    tokenOf(999_999),
    'x',
  ];
  for (const token of wrong) {
    await expect(readSiteByLink(nobody, token)).rejects.toEqual(refusal('registration.invalid-link'));
    await expect(saveLinkTestByLink(nobody, token, said(1))).rejects.toEqual(refusal('registration.invalid-link'));
  }
  await renewSiteLink(organiser, made.editionId, { ceremonyId: made.id, siteId: made.hosted });
  await expect(readSiteByLink(nobody, own)).rejects.toEqual(refusal('registration.invalid-link'));
  await expect(saveLinkTestByLink(nobody, own, said(1))).rejects.toEqual(refusal('registration.invalid-link'));
  // The others' links go on, and the new one opens the site.
  expect((await readSiteByLink(nobody, tokenOf(other.hosted))).site.id).toBe(other.hosted);
  expect((await readSiteByLink(nobody, tokenOf(made.hosted, 2))).site.id).toBe(made.hosted);
  expect((await siteRow(made.hosted)).link_state).toBe('untested');
  const host = await made.person('coordinator', made.units.host.unitId);
  await expect(renewSiteLink(host, made.editionId, { ceremonyId: made.id, siteId: made.hosted })).rejects.toMatchObject(
    { code: expect.stringMatching(/^(?:not-found|permission\.denied)$/u) as string },
  );
});

test('takes tests of a draft; none of one that was held or called off, nor of a closed Week', async () => {
  const token = tokenOf(made.hosted);
  await set({ status: 'draft' });
  expect((await readSiteByLink(nobody, token)).isOpen).toBe(true);
  await saveLinkTestByLink(nobody, token, said(1));
  for (const values of [{ status: 'held' }, { status: 'cancelled', status_reason: 'Bão' }] as const) {
    await set(values);
    expect((await readSiteByLink(nobody, token)).isOpen).toBe(false);
    await expect(saveLinkTestByLink(nobody, token, said(2, 'bad'))).rejects.toEqual(refusal('ceremony.state'));
  }
  await set({ status: 'draft' });
  await platform.db.owner.updateTable('edition').set({ status: 'closed' }).where('id', '=', made.editionId).execute();
  expect((await readSiteByLink(nobody, token)).isOpen).toBe(false);
  await expect(saveLinkTestByLink(nobody, token, said(2, 'bad'))).rejects.toEqual(refusal('edition.closed'));
  expect((await siteRow(made.hosted)).link_state).toBe('good');
});

function appOf(ctx: Context | null): WebApp {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(ctx?.actor ?? null), problemPage, problemTexts });
  ceremonyPages(web);
  return web;
}

test('the page: all that somebody at the site needs, and the test without a script', async () => {
  const set = (id: number, values: Record<string, string>) =>
    platform.db.owner.updateTable('ceremony_site').set(values).where('id', '=', id).execute();
  await set(made.central, {
    contact_name: 'Bà Trung Tâm',
    contact_phone: '0236 111 222',
    link: 'https://hop.example/tt',
  });
  await set(made.hosted, { link: 'https://hop.example/xa-a', contact_name: 'Ông Xã', contact_phone: '0236 999 888' });
  const row = { edition_id: made.editionId, ceremony_id: made.id, unit_id: made.units.own.unitId };
  const pos = made.units.own.lft;
  await platform.db.owner
    .insertInto('programme_row')
    .values([
      { ...row, pos, position: 2, content: 'Văn nghệ xã A', site_id: made.hosted },
      { ...row, pos, position: 3, content: 'Họp kín ở trung tâm', site_id: made.central },
    ])
    .execute();
  const visitor = appOf(null);
  const path = `/diem-cau/${tokenOf(made.hosted)}`;
  const answer = await visitor.request(path);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
  expect(answer.headers.get('x-robots-tag')).toBe('noindex, nofollow');
  // The address is the key: the meeting's site is not told of it.
  expect(answer.headers.get('referrer-policy')).toBe('same-origin');
  const page = await answer.text();
  for (const shown of [
    'Lễ khai mạc Tuần lễ năm 2022',
    '08:00 – 10:00',
    'Điểm cầu: Xã A',
    'Hội trường Xã A',
    'https://hop.example/xa-a',
    'href="tel:0236111222"',
    'Chào cờ',
    'Văn nghệ xã A',
    `?diem-cau=${made.hosted}"`,
    'Nghe rõ âm thanh từ trung tâm',
  ])
    expect(page).toContain(shown);
  expect(page).not.toContain('Họp kín ở trung tâm');
  expect(page).not.toContain('https://hop.example/tt');

  const form = postedForm(page, `action="${path}"`);
  const send = (fields: Record<string, string>) =>
    visitor.request(path, { method: 'POST', body: new URLSearchParams({ ...form, ...fields }) });
  const wrong = await send({
    state: 'bad',
    note: 'Micrô còn vọng',
    done: '3',
    testDay: '2022-10-20',
    testTime: 'sáng',
  });
  expect(wrong.status).toBe(422);
  // Nothing that was typed is lost.
  const again = await wrong.text();
  expect(postedForm(again, `action="${path}"`)).toMatchObject({ state: 'bad', note: 'Micrô còn vọng', done: '3' });
  const sent = await send({ state: 'bad', note: 'Micrô còn vọng', done: '3', testDay: '2022-10-20', testTime: '7h45' });
  expect([sent.status, sent.headers.get('location')]).toEqual([303, path]);
  expect(await (await visitor.request(path)).text()).toContain('Chưa tốt');
  const stale = await send({ state: 'good', note: '', testDay: '2022-10-20', testTime: '8:00' });
  expect(stale.status).toBe(409);

  // The organiser sees who and when, and has the address; who only reads has not.
  const base = `/tuan-le/${made.editionId}/le-khai-mac/${made.id}`;
  const own = appOf(organiser);
  expect(await (await own.request(`${base}/diem-cau`)).text()).toContain('07:45 20/10/2022, người trực, qua đường dẫn');
  const site = await (await own.request(`${base}/diem-cau/${made.hosted}`)).text();
  expect(site).toContain(`${platform.publicUrl()}${path}<`);
  const reader = appOf(await made.person('reviewer', made.units.own.unitId));
  const seen = await reader.request(`${base}/diem-cau/${made.hosted}`);
  expect([seen.status, (await seen.text()).includes('/diem-cau/' + tokenOf(made.hosted))]).toEqual([200, false]);

  await platform.db.owner.updateTable('ceremony').set({ status: 'held' }).where('id', '=', made.id).execute();
  const after = await (await visitor.request(path)).text();
  expect(after).toContain('Trang này không nhận kết quả thử nữa.');
  for (const gone of ['https://hop.example', 'tel:', '<form method="post" action="' + path])
    expect(after).not.toContain(gone);
  expect((await send({ state: 'good', testDay: '2022-10-20', testTime: '8:00' })).status).toBe(409);
});
