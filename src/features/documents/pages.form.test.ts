/** The form of a document on its own page, and the original that a source leads to. */
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { DocumentId, UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { makePerson } from '../../testing/edition.ts';
import { makePlanWithFormDocx } from '../../testing/forms.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { editionPages } from '../editions/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { documentPages } from './pages.tsx';

let platform: TestPlatform;
let unitId: UnitId;
let mai: WebApp;
let nam: WebApp;
let viewer: WebApp;

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
  viewer = appOf(await makePerson(platform, 'viewer', unitId));
});
afterAll(() => platform.drop());

async function upload(bytes: Uint8Array, name: string): Promise<string> {
  const body = new FormData();
  body.set('tep', new File([new Uint8Array(bytes)], name));
  body.set('don-vi', String(unitId));
  const answer = await mai.request('/van-ban', { method: 'POST', body });
  return answer.headers.get('location')!;
}

const pageOf = async (app: WebApp, path: string): Promise<string> => (await app.request(path)).text();

async function post(app: WebApp, path: string, fields: Record<string, string>) {
  const answer = await app.request(path, { method: 'POST', body: new URLSearchParams(fields) });
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') };
}

/** Hidden fields and the unit of the first measure: enough to send a change. */
function start(html: string): { fields: Record<string, string>; unit: string } {
  const value = (name: string) => new RegExp(` name="${name}" value="([^"]*)"`, 'u').exec(html)?.[1] ?? '';
  const unit = / name="(m\.unit\.[^"]+)"/u.exec(html)?.[1] ?? '';
  return { fields: { _version: value('_version'), base: value('base').replaceAll('&quot;', '"') }, unit };
}

describe('the form of a document', () => {
  test('is mended, checked by version with both shown, until the document is confirmed', async () => {
    const path = await upload(makePlanWithFormDocx('six-groups'), 'mau.docx');
    const { fields, unit } = start(await pageOf(mai, `${path}/mau`));
    expect(await pageOf(viewer, `${path}/mau`)).not.toContain(`name="${unit}"`);
    expect((await post(viewer, `${path}/mau`, { ...fields, [unit]: 'x' })).status).toBe(403);

    expect((await post(nam, `${path}/mau`, { ...fields, [unit]: 'của Nam' })).status).toBe(303);
    const stale = await post(mai, `${path}/mau`, { ...fields, [unit]: 'của Mai' });
    expect([stale.status, /của Nam[\s\S]*của Mai/u.test(stale.html)]).toEqual([409, true]);
    const merged = { _version: '2', base: '{}', action: 'merge', [unit]: 'của Mai', [`keep.${unit}`]: 'mine' };
    expect((await post(mai, `${path}/mau`, merged)).status).toBe(303);
    expect(await pageOf(mai, `${path}/mau`)).toContain('value="của Mai"');
    // The review shows it and saves around it.
    expect(await pageOf(mai, path)).toContain('(của Mai)');

    const wrong = await post(mai, `${path}/mau`, { _version: '3', base: '{}', [unit]: 'y'.repeat(61) });
    expect([wrong.status, wrong.html.includes(`value="${'y'.repeat(61)}"`)]).toEqual([422, true]);

    const id = Number(/\d+$/u.exec(path)![0]) as DocumentId;
    const kept = platform.db.owner.selectFrom('document').where('id', '=', id).select('form_definition');
    expect(JSON.stringify(await kept.executeTakeFirstOrThrow())).toContain('của Mai');
    await platform.db.owner.updateTable('document').set({ status: 'confirmed' }).where('id', '=', id).execute();
    const late = await post(mai, `${path}/mau`, { _version: '3', base: '{}', [unit]: 'muộn' });
    expect(late.status).toBe(409);
    expect(await pageOf(mai, `${path}/mau`)).toContain('Văn bản đã mở Tuần lễ');
  });

  test('the review leads to it without losing what was typed', async () => {
    const path = await upload(makePlanWithFormDocx('eight-groups'), 'mau8.docx');
    const html = await pageOf(mai, path);
    expect(html).toContain('value="form"');
    const fields = postedForm(html, 'class="review-form"');
    const answer = await post(mai, path, { ...fields, action: 'form', title: 'Tên đã gõ' });
    expect(answer.location).toBe(`${path}/mau`);
    expect(await pageOf(mai, path)).toContain('Tên đã gõ');
  });
});

describe('the original', () => {
  test('of a PDF opens at the page that a source names, with nothing allowed to run', async () => {
    const file = new URL('../../documents/readers/fixtures/ke-hoach-soan-tai-day.pdf', import.meta.url);
    const path = await upload(readFileSync(file), 'ke-hoach.pdf');
    const html = await pageOf(mai, path);
    expect(html).toMatch(new RegExp(`href="${path}/tep-goc#page=1"[^>]*title="cách mép trái [\\d,]+ cm`, 'u'));
    const answer = await mai.request(`${path}/tep-goc`);
    expect(answer.headers.get('content-type')).toBe('application/pdf');
    expect(answer.headers.get('content-disposition')).toMatch(/^inline/u);
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('content-security-policy')).toMatch(/^default-src 'none'; (?!.*script-src)/u);
  });

  test('of anything else is a download, whatever it is called', async () => {
    const path = await upload(new TextEncoder().encode('KẾ HOẠCH <script>alert(1)</script>'), 'xấu.pdf.txt');
    const answer = await mai.request(`${path}/tep-goc`);
    expect(answer.headers.get('content-type')).toBe('application/octet-stream');
    expect(answer.headers.get('content-disposition')).toMatch(/^attachment/u);
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
    expect(await pageOf(mai, path)).toContain('class="place-note"');
  });
});
