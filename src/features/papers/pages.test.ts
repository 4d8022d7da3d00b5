/** The pages of papers as a browser without script uses them, and what the editor asks. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { PLAN_TEXT } from '../../testing/plan-text.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { documentBlocks, documentPages } from '../documents/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { paperPages } from './pages.tsx';
import { NO_CAMPAIGN } from './sources.ts';

let platform: TestPlatform;
let unitId: UnitId;
let mai: WebApp;
let nam: WebApp;

function appOf({ actor }: Context): WebApp {
  const app = createWeb({ platform, loadActor: () => Promise.resolve(actor), problemPage, problemTexts });
  documentPages(app);
  paperPages(app, { campaignFacts: () => Promise.resolve(NO_CAMPAIGN), documentBlocks });
  return app;
}

beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
  const ids = await makeTerritory(platform.db, { name: 'Xã Bến Đò', kind: 'xa', level: 'commune' });
  unitId = ids.get('Xã Bến Đò')!;
  mai = appOf(await makePerson(platform, 'coordinator', unitId));
  nam = appOf(await makePerson(platform, 'coordinator', unitId, 'Trần Văn Nam'));
});
afterAll(() => platform.drop());

const get = async (app: WebApp, path: string): Promise<string> => (await app.request(path)).text();
const post = (app: WebApp, path: string, fields: Record<string, string> = {}) =>
  app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
const send = (app: WebApp, path: string, body: unknown) =>
  app.request(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });

async function start(kind: string): Promise<string> {
  const answer = await post(mai, '/van-ban-di/moi', { unit: String(unitId), kind, edition: '' });
  expect(answer.status).toBe(303);
  return answer.headers.get('location')!.replace(/\/soan$/u, '');
}

/** What a browser would send of the editor page. */
function fieldsOf(html: string): Record<string, string> {
  const fields: Record<string, string> = {};
  const form = html.slice(html.indexOf('class="form paper-form"'));
  const attribute = (tag: string, name: string) => new RegExp(` ${name}="([^"]*)"`, 'u').exec(tag)?.[1] ?? null;
  for (const [tag] of form.matchAll(/<input[^>]*>/gu)) {
    const name = attribute(tag, 'name');
    const isOff = tag.includes('type="checkbox"') && !/ checked/u.test(tag);
    if (name !== null && !isOff) fields[name] = decoded(attribute(tag, 'value') ?? '');
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

const filled = (fields: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, text]) => [name, text.replaceAll(/…{2,}/gu, 'Nội dung')]));

describe('writing without a script', () => {
  test.each(['plan', 'letter', 'decision', 'minutes', 'certificate', 'consolidated-report', 'table'])(
    '%s: the page sends back what it shows, and that is no change',
    async (kind) => {
      const path = await start(kind);
      const fields = fieldsOf(await get(mai, `${path}/soan`));
      expect(fields['_version']).toBe('1');
      expect((await post(mai, `${path}/soan`, fields)).status).toBe(303);
      expect(fieldsOf(await get(mai, `${path}/soan`))['_version']).toBe('1');
    },
  );

  test('saves, and shows both versions to whoever was second; nothing typed is lost', async () => {
    const path = await start('letter');
    const fields = filled(fieldsOf(await get(mai, `${path}/soan`)));
    await post(mai, `${path}/soan`, { ...fields, subject: 'Bản của Mai' });
    const stale = await post(nam, `${path}/soan`, { ...fields, subject: 'Bản của Nam', closing: 'Nam viết' });
    expect(stale.status).toBe(409);
    const html = await stale.text();
    expect([html.includes('Bản của Mai'), html.includes('Bản của Nam'), html.includes('Nam viết')]).toEqual([
      true,
      true,
      true,
    ]);
    // Keeping the own version is one press away: the page carries it whole, on the version that stands.
    const again = Object.fromEntries(
      [...html.matchAll(/<textarea name="([^"]+)" hidden[^>]*>([^<]*)<\/textarea>/gu)].map(([, name, value]) => [
        name!,
        decoded(value!),
      ]),
    );
    const version = / name="_version" value="(\d+)"/u.exec(html)![1]!;
    expect((await post(nam, `${path}/soan`, { ...again, _version: version, hasLandscape: '1' })).status).toBe(303);
    expect(await get(mai, path)).toContain('Bản của Nam');
    const history = await get(mai, `${path}/lich-su`);
    expect(history).toContain('Trần Văn Nam');
    expect(await get(mai, `${path}/lich-su/2`)).toContain('Bản của Mai');
    expect((await post(mai, `${path}/lich-su/2/khoi-phuc`, { _version: '3' })).status).toBe(303);
    expect(await get(mai, path)).toContain('Bản của Mai');
  });

  test('says where the text cannot be taken and keeps it', async () => {
    const path = await start('plan');
    const fields = fieldsOf(await get(mai, `${path}/soan`));
    const answer = await post(mai, `${path}/soan`, { ...fields, body: '| a | b |\n| 1 |', subject: 'Giữ <lại>' });
    expect(answer.status).toBe(422);
    const html = await answer.text();
    expect(html).toContain('id="body-error"');
    expect(fieldsOf(html)).toMatchObject({ body: '| a | b |\n| 1 |', subject: 'Giữ <lại>' });
  });
});

test('a paper begins from an uploaded document, under the own head', async () => {
  const body = new FormData();
  body.set('tep', new File([PLAN_TEXT], 'ke-hoach.txt', { type: 'text/plain' }));
  body.set('don-vi', String(unitId));
  const address = (await mai.request('/van-ban', { method: 'POST', body })).headers.get('location')!;
  const id = /\d+$/u.exec(address)![0];
  expect(await get(mai, address)).toContain('action="/van-ban-di/tu-van-ban-den"');
  const made = await post(mai, '/van-ban-di/tu-van-ban-den', { document: id });
  const fields = fieldsOf(await get(mai, made.headers.get('location')!));
  expect(fields).toMatchObject({ type: 'KẾ HOẠCH', symbol: 'KH-UBND', place: 'Bến Đò' });
  expect(fields['agency']).toBe('ỦY BAN NHÂN DÂN\nXÃ BẾN ĐÒ');
  expect(fields['body']).toContain('# ');
});

describe('from draft to issued', () => {
  test('blank places lead to their fields; a whole paper gets its number and is locked', async () => {
    const path = await start('proposal');
    const first = await get(mai, `${path}/ban-hanh`);
    expect(first).toMatch(/href="[^"]*\/soan#\w+"/u);
    const refused = await post(mai, `${path}/ban-hanh`, { _version: '1', issuedOn: '2026-09-15', number: '' });
    expect(refused.status).toBe(422);
    const fields = filled(fieldsOf(await get(mai, `${path}/soan`)));
    await post(mai, `${path}/soan`, fields);
    const page = await get(mai, `${path}/ban-hanh`);
    const version = / name="_version" value="(\d+)"/u.exec(page)![1]!;
    const gap = { _version: version, issuedOn: '2026-09-15', number: '12' };
    // The paper book ended at 11: no reason is asked at the first number of a year.
    const issued = await post(mai, `${path}/ban-hanh`, gap);
    expect(issued.status).toBe(303);
    const html = await get(mai, path);
    expect(html).toContain('12/TTr-UBND');
    expect(html).toContain('/so-van-ban/');
    const pdf = await mai.request(`${path}/van-ban.pdf`);
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    expect(pdf.headers.get('content-disposition')).toContain('12-TTr-UBND');
    expect((await mai.request(`${path}/soan`)).status).toBe(409);
    expect((await post(mai, `${path}/thu-hoi`, { reason: '' })).status).toBe(422);
    const next = await post(mai, `${path}/thay-the`);
    expect(next.headers.get('location')).toMatch(/\/van-ban-di\/\d+\/soan$/u);
    expect((await post(mai, `${path}/thu-hoi`, { reason: 'Sai số liệu' })).status).toBe(303);
    expect(await get(mai, `/van-ban-di?tinh-trang=withdrawn`)).toContain(path);
  });

  test.each(['13', 'mười'])('number %s where it does not fit is told beside the field', async (number) => {
    const path = await start('programme');
    await post(mai, `${path}/soan`, filled(fieldsOf(await get(mai, `${path}/soan`))));
    const version = / name="_version" value="(\d+)"/u.exec(await get(mai, `${path}/ban-hanh`))![1]!;
    const issue = (given: Record<string, string>) =>
      post(mai, `${path}/ban-hanh`, { _version: version, issuedOn: '2026-09-15', ...given });
    if (number === '13') {
      // One after another, then a gap without a word.
      const other = await start('programme');
      await post(mai, `${other}/soan`, filled(fieldsOf(await get(mai, `${other}/soan`))));
      const seen = / name="_version" value="(\d+)"/u.exec(await get(mai, `${other}/ban-hanh`))![1]!;
      await post(mai, `${other}/ban-hanh`, { _version: seen, issuedOn: '2026-09-15', number: '1' });
    }
    const answer = await issue({ number });
    expect(answer.status).toBe(422);
    expect(await answer.text()).toMatch(/id="(?:reason|number)-error"/u);
  });

  test('a draft is thrown away', async () => {
    const path = await start('letter');
    expect((await post(mai, `${path}/xoa`)).headers.get('location')).toBe('/van-ban-di');
    expect((await mai.request(path)).status).toBe(404);
  });
});

describe('what the editor asks', () => {
  test('saving answers with the version; a stale one with what stands and by whom', async () => {
    const path = await start('letter');
    const props: unknown = JSON.parse(
      decoded(/ data-props="([^"]*)"/u.exec((await get(mai, `${path}/soan`)).replaceAll('&#39;', "'"))![1]!),
    );
    expect(props).toMatchObject({ version: 1, urls: { save: `${path}/luu`, preview: `${path}/xem-truoc` } });
    const { model } = props as { model: Record<string, unknown> };
    const saved = await send(mai, `${path}/luu`, { version: 1, model: { ...model, subject: 'Một' } });
    expect([saved.status, await saved.json()]).toEqual([200, { version: 2 }]);
    const stale = await send(nam, `${path}/luu`, { version: 1, model: { ...model, subject: 'Hai' } });
    expect(stale.status).toBe(409);
    expect(await stale.json()).toMatchObject({ version: 2, savedBy: 'Nguyễn Thị Mai', model: { subject: 'Một' } });
    const wrong = await send(mai, `${path}/luu`, { version: 2, model: { layout: 'office' } });
    expect([wrong.status, wrong.headers.get('content-type')]).toEqual([422, 'application/json']);
    const torn = await mai.request(`${path}/luu`, { method: 'POST', body: '{' });
    expect(torn.status).toBe(422);
  });

  test('who else has it open, by name', async () => {
    const path = await start('letter');
    await send(nam, `${path}/co-mat`, {});
    expect(await (await send(mai, `${path}/co-mat`, {})).json()).toEqual({
      others: [{ name: 'Trần Văn Nam' }],
      version: 1,
    });
    expect(await get(mai, `${path}/soan`)).toContain('Trần Văn Nam cũng đang mở');
  });

  test('the page as it will print, as pictures without scripts', async () => {
    const path = await start('plan');
    const props: unknown = JSON.parse(decoded(/ data-props="([^"]*)"/u.exec(await get(mai, `${path}/soan`))![1]!));
    const { model } = props as { model: unknown };
    const answer = await send(mai, `${path}/xem-truoc`, model);
    const { pages } = (await answer.json()) as { pages: { src: string; width: number; height: number }[] };
    expect(pages.length).toBeGreaterThan(0);
    expect(pages[0]).toMatchObject({ width: expect.closeTo(595.28, 0), height: expect.closeTo(841.89, 0) });
    const svg = Buffer.from(pages[0]!.src.replace('data:image/svg+xml;base64,', ''), 'base64').toString();
    expect(svg).toMatch(/^<svg/u);
    expect(svg).not.toMatch(/<script|onload|href="http/u);
  });
});

test.each(['/van-ban-di/abc', '/van-ban-di/999999', '/van-ban-di/999999/lich-su/1'])('%s is nothing', async (path) => {
  expect((await mai.request(path)).status).toBe(404);
});
