/** The register's pages as a browser without script uses them. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { PLAN_TEXT } from '../../testing/plan-text.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { documentPages, incomingFacts } from '../documents/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { registerPages } from './pages.tsx';

let platform: TestPlatform;
let unitId: UnitId;
let app: WebApp;

function appOf({ actor }: Context): WebApp {
  const web = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  documentPages(web);
  registerPages(web, { incomingFacts });
  return web;
}

beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, { name: 'Tỉnh Sông Xanh', kind: 'tinh', level: 'province' });
  unitId = ids.get('Tỉnh Sông Xanh')!;
  app = appOf(await makePerson(platform, 'coordinator', unitId));
});
afterAll(() => platform.drop());

const get = async (path: string): Promise<string> => (await app.request(path)).text();
const post = (path: string, fields: Record<string, string>) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields) });

describe('the register', () => {
  test('enters an uploaded document with what was read in it, once', async () => {
    const body = new FormData();
    body.set('tep', new File([PLAN_TEXT], 'ke-hoach.txt', { type: 'text/plain' }));
    body.set('don-vi', String(unitId));
    const address = (await app.request('/van-ban', { method: 'POST', body })).headers.get('location')!;
    const link = /href="(\/so-van-ban\/\d+\/ghi\?van-ban=\d+)"/u.exec(await get(address))![1]!;
    const form = await get(link);
    const value = (name: string) => new RegExp(` name="${name}"[^>]* value="([^"]*)"`, 'u').exec(form)?.[1] ?? '';
    expect(value('printedNumber')).toMatch(/^\d+\/KH-UBND$/u);
    expect(value('document')).toMatch(/^\d+$/u);
    const fields = Object.fromEntries(
      ['document', 'printedNumber', 'datedOn', 'receivedOn', 'office'].map((name) => [name, value(name)]),
    );
    const entered = await post(`/so-van-ban/${unitId}/ghi`, { ...fields, direction: 'in', subject: 'Kế hoạch' });
    expect(entered.status).toBe(303);
    const again = await app.request(link);
    expect([again.status, again.headers.get('location')]).toEqual([303, entered.headers.get('location')]);
    const book = await get(`/so-van-ban/${unitId}?huong=den`);
    expect(book).toContain(value('printedNumber'));
  });

  test('says beside the field what is wrong and keeps what was typed', async () => {
    const answer = await post(`/so-van-ban/${unitId}/ghi`, {
      direction: 'out',
      series: 'KH',
      symbol: 'KH-UBND',
      datedOn: '31/02/2026',
      subject: '',
      number: 'mười',
      office: 'Các <xã>',
    });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    for (const field of ['datedOn', 'subject', 'number']) expect(html).toContain(`id="${field}-error"`);
    expect(html).toContain('value="Các &lt;xã>"');
  });

  test('asks for the reason of a gap, then keeps it in the book and in its print', async () => {
    const fields = { direction: 'out', series: 'KH', symbol: 'KH-UBND', datedOn: '2026-09-15', subject: 'Kế hoạch' };
    expect((await post(`/so-van-ban/${unitId}/ghi`, fields)).status).toBe(303);
    const gap = await post(`/so-van-ban/${unitId}/ghi`, { ...fields, number: '3' });
    expect(gap.status).toBe(422);
    expect(await gap.text()).toContain('id="reason-error"');
    const taken = await post(`/so-van-ban/${unitId}/ghi`, { ...fields, number: '1' });
    expect([taken.status, (await taken.text()).includes('id="number-error"')]).toEqual([422, true]);
    expect((await post(`/so-van-ban/${unitId}/ghi`, { ...fields, number: '3', reason: 'Chừa số' })).status).toBe(303);
    for (const path of ['?huong=di&loai=KH', '/in?huong=di']) {
      expect(await get(`/so-van-ban/${unitId}${path}`)).toContain('Chừa số');
    }
    const file = await app.request(`/so-van-ban/${unitId}/so.xlsx?huong=di`);
    expect(file.headers.get('content-disposition')).toContain('so-van-ban-di-2026.xlsx');
  });

  test('shows both states to somebody who was second', async () => {
    const made = await post(`/so-van-ban/${unitId}/ghi`, {
      direction: 'in',
      receivedOn: '2026-09-15',
      office: 'Sở',
      subject: 'Công văn',
    });
    const path = made.headers.get('location')!;
    const version = / name="_version" value="([^"]*)"/u.exec(await get(path))![1]!;
    const edit = (subject: string) =>
      post(path, { _version: version, receivedOn: '2026-09-15', office: 'Sở', subject });
    expect((await edit('Bản của Mai')).status).toBe(303);
    const stale = await edit('Bản của Nam');
    expect(stale.status).toBe(409);
    const html = await stale.text();
    expect([html.includes('Bản của Mai'), html.includes('Bản của Nam')]).toEqual([true, true]);
  });

  test.each(['/so-van-ban/abc', '/so-van-ban/1/xyz'])('%s is nothing', async (path) => {
    expect((await app.request(path)).status).toBe(404);
  });
});
