/** The form's pages, and taking over a filled-in file, as a browser without script uses them. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readDocxBlocks } from '../../documents/docx/read-blocks.ts';
import { defineForm, fileHash } from '../../documents/forms/define.ts';
import type { FormDefinition, FormValues } from '../../documents/forms/definition.ts';
import { fillForm } from '../../documents/forms/fill.ts';
import { asSystem } from '../../platform/context.ts';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import type { EditionId, FormId } from '../../platform/ids/ids.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { makeFormDocx } from '../../testing/forms.ts';
import { postedForm } from '../../testing/posted-form.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { expectReports } from './index.ts';
import { reportPages } from './pages.tsx';
import { lineField, measureField } from './rules.form-mend.ts';
import { cellsOfForm } from './rules.ts';
import { findCells, findSections } from './store.ts';

const blank = makeFormDocx('eight-groups');
const found = defineForm(readDocxBlocks(blank), { name: 'mau.docx', sha256: fileHash(blank) });
if (found === null) throw new Error('the form of the tests is none');
const definition: FormDefinition = found;
const cells = cellsOfForm(definition);
const counts = cells.filter(({ measure, line }) => measure.kind === 'count' && line.measures.length === 1);
const [first, second, third] = counts as [(typeof cells)[0], (typeof cells)[0], (typeof cells)[0]];

let platform: TestPlatform;
let app: WebApp;
let actor: Actor | null = null;
let year = 2000;
let editionId: EditionId;
let formId: FormId;
let commune: TestUnit;
let reporter: Actor;
let coordinator: Actor;
let colleague: Actor;

beforeAll(async () => {
  platform = await testPlatform();
  app = createWeb({ platform, loadActor: async () => actor, problemPage, problemTexts });
  reportPages(app);
});
afterAll(() => platform.drop());

beforeEach(async () => {
  year += 1;
  const edition = await makeEdition(platform.db, [1, 1], year);
  ({ editionId } = edition);
  commune = edition.root.children[0]!.children[0]!;
  const expected = [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }];
  ({ formId } = await asSystem({ platform }, (tx) =>
    expectReports(tx, { editionId, definition, fileSha256: null, rootDueOn: null, expected }),
  ));
  reporter = (await makePerson(platform, 'reporter', commune.unitId)).actor!;
  coordinator = (await makePerson(platform, 'coordinator', edition.root.unitId)).actor!;
  colleague = (await makePerson(platform, 'coordinator', edition.root.unitId, 'Trần Văn Nam')).actor!;
});

const form = () => `/tuan-le/${editionId}/mau-bao-cao`;
const entry = () => `/tuan-le/${editionId}/bao-cao/${commune.unitId}`;

async function get(path: string, who: Actor): Promise<string> {
  actor = who;
  return (await app.request(path)).text();
}

async function post(
  path: string,
  fields: Record<string, string> | FormData,
  who: Actor,
): Promise<{ status: number; html: string; location: string | null }> {
  actor = who;
  const body = fields instanceof FormData ? fields : new URLSearchParams(fields);
  const answer = await app.request(path, { method: 'POST', body });
  return { status: answer.status, html: await answer.text(), location: answer.headers.get('location') };
}

function decoded(text: string): string {
  return text.replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

const fieldsOf = (html: string, action: string) => postedForm(html, `action="${action}"`);

describe('the form of the Week', () => {
  const unit = measureField(first.measure.key, 'unit');
  const kind = measureField(first.measure.key, 'kind');

  it('shows every line in the words of the file with an example, and fields only to who may mend', async () => {
    const read = await get(form(), reporter);
    for (const { line } of cells) expect(decoded(read)).toContain(line.label);
    expect(read).toContain(fileHash(blank));
    expect(read).not.toContain(`name="${unit}"`);
    expect(await get(form(), coordinator)).toContain(`name="${unit}"`);
  });

  it('sent back untouched changes nothing; a changed field is saved and shown', async () => {
    const fields = fieldsOf(await get(form(), coordinator), form());
    expect((await post(form(), fields, coordinator)).status).toBe(303);
    expect(fieldsOf(await get(form(), coordinator), form())).toEqual(fields);
    expect((await post(form(), { ...fields, [unit]: 'chuyến' }, coordinator)).status).toBe(303);
    const after = fieldsOf(await get(form(), coordinator), form());
    expect(after).toMatchObject({ [unit]: 'chuyến', _version: '2' });
    expect(await get(form(), reporter)).toContain('12 chuyến');
  });

  it('all that is wrong stands beside its field, and nothing typed is lost', async () => {
    const fields = fieldsOf(await get(form(), coordinator), form());
    const other = measureField(second.measure.key, 'asOf');
    const split = lineField(third.line.key, 'split');
    const typed = { ...fields, [kind]: 'money', [unit]: 'người', [other]: 'mai', [split]: '' };
    const { status, html } = await post(form(), typed, coordinator);
    expect(status).toBe(422);
    expect(html).toContain('Có 2 chỗ');
    expect(html).toMatch(/tiền tính bằng đồng[\s\S]*value="người"/u);
    expect(fieldsOf(html, form())).toMatchObject({ [kind]: 'money', [unit]: 'người', [other]: 'mai' });
    const alone = await post(form(), { ...fields, [split]: 'Chỉ một' }, coordinator);
    expect([alone.status, alone.html.includes('ít nhất hai tên')]).toEqual([422, true]);
  });

  it('a stale page shows both and saves the choice; what only the other changed stays', async () => {
    const label = measureField(second.measure.key, 'label');
    const fields = fieldsOf(await get(form(), coordinator), form());
    await post(form(), { ...fields, [unit]: 'của Nam', [label]: 'Tên của Nam' }, colleague);
    const stale = await post(form(), { ...fields, [unit]: 'của Mai' }, coordinator);
    expect(stale.status).toBe(409);
    expect(stale.html).toMatch(/của Nam[\s\S]*của Mai/u);
    expect(stale.html).not.toContain('>Tên của Nam');
    const chosen = { ...fieldsOf(stale.html, form()), action: 'merge' };
    expect(chosen).toMatchObject({ [`keep.${unit}`]: 'mine', _version: '2' });
    expect((await post(form(), chosen, coordinator)).status).toBe(303);
    expect(fieldsOf(await get(form(), coordinator), form())).toMatchObject({
      [unit]: 'của Mai',
      [label]: 'Tên của Nam',
    });
  });

  it('is frozen with a reason once a unit has written', async () => {
    await post(entry(), { c1: '1', base: '{}' }, reporter);
    const html = await get(form(), coordinator);
    expect(html).toContain('Đã có 1 đơn vị ghi vào báo cáo');
    expect(html).not.toContain(`name="${unit}"`);
    expect((await post(form(), { _version: '1', base: '{}' }, coordinator)).status).toBe(409);
  });

  it('who was filling in meanwhile finds the figures at the same measures again', async () => {
    const typed = fieldsOf(await get(entry(), reporter), entry());
    const fields = fieldsOf(await get(form(), coordinator), form());
    expect((await post(form(), { ...fields, [lineField(first.line.key, 'out')]: '1' }, coordinator)).status).toBe(303);
    const filled = { ...typed, [`c${first.cell}`]: '3', [`c${second.cell}`]: '4', action: 'save' };
    const { status, html } = await post(entry(), filled, reporter);
    expect([status, html.includes('Mẫu báo cáo vừa được sửa')]).toEqual([409, true]);
    expect(html).toContain(`${first.measure.key}: <b>3</b>`);
    const again = fieldsOf(html, entry());
    expect(again).toMatchObject({ [`c${second.cell - 1}`]: '4', form: '2' });
    expect((await post(entry(), { ...again, action: 'save' }, reporter)).status).toBe(303);
  });
});

describe('a blank form as a file', () => {
  const upload = (bytes: Uint8Array, name: string): FormData => {
    const body = new FormData();
    body.set('tep', new File([new Uint8Array(bytes)], name));
    return body;
  };

  it('is read, looked at, put in force, and given to everybody', async () => {
    const bytes = makeFormDocx('six-groups');
    const draft = `${form()}/moi`;
    expect(await post(`${form()}/tep`, upload(bytes, 'moi.docx'), coordinator)).toMatchObject({
      status: 303,
      location: draft,
    });
    const fields = fieldsOf(await get(draft, coordinator), draft);
    expect((await post(`${draft}/dung`, { _version: fields['_version'] ?? '' }, coordinator)).location).toBe(form());
    actor = reporter;
    const file = await app.request(`${form()}/tep`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment/u);
    expect(Buffer.from(await file.arrayBuffer()).equals(bytes)).toBe(true);
    expect((await get(entry(), reporter)).includes(fileHash(bytes))).toBe(false);
  });

  it('what is no form is said on the page, and the form in force stays', async () => {
    const { status, html } = await post(`${form()}/tep`, upload(Buffer.from('Kính gửi'), 'thư.txt'), coordinator);
    expect([status, html.includes('Mẫu đang dùng vẫn giữ nguyên')]).toEqual([422, true]);
    expect((await post(`${form()}/tep`, new FormData(), coordinator)).status).toBe(422);
  });
});

describe('a filled-in file', () => {
  const here = () => `${entry()}/nhap-tu-tep`;
  const values: FormValues = {
    cells: {
      [first.measure.key]: { state: 'value', number: '1250' },
      [second.measure.key]: { state: 'value', number: '7' },
      [third.measure.key]: { state: 'value', number: '9' },
    },
    sections: {},
    openRows: {},
  };

  async function preview(): Promise<string> {
    const body = new FormData();
    body.set('tep', new File([new Uint8Array(fillForm(blank, definition, values))], 'đã điền.docx'));
    const { status, html } = await post(here(), body, reporter);
    expect(status).toBe(200);
    return html;
  }

  const stored = () =>
    asSystem({ platform }, async (tx) => {
      const key = { editionId, unitId: commune.unitId, formId };
      return {
        cells: (await findCells(tx, key)).map(({ cell, value }) => [cell, value]),
        sections: await findSections(tx, key),
      };
    });

  it('is shown beside the report; nothing goes in before somebody says so', async () => {
    const html = await preview();
    expect(html).toContain('1.250');
    expect(html).toContain('3 số chắc chắn');
    expect((await stored()).cells).toEqual([]);
  });

  it('all that is certain goes into what is blank, and overwrites nothing', async () => {
    await post(entry(), { [`c${second.cell}`]: '5', base: '{}' }, reporter);
    const fields = fieldsOf(await preview(), `${here()}/lay`);
    expect((await post(`${here()}/lay`, { ...fields, action: 'certain' }, reporter)).location).toBe(entry());
    expect((await stored()).cells).toEqual([
      [first.cell, '1250'],
      [second.cell, '5'],
      [third.cell, '9'],
    ]);
  });

  it('by cell: only what is ticked, one that overwrites too', async () => {
    await post(entry(), { [`c${second.cell}`]: '5', base: '{}' }, reporter);
    const fields = fieldsOf(await preview(), `${here()}/lay`);
    const ticked = Object.keys(fields).filter((name) => name.startsWith('lay.c') && fields[name] === '1');
    expect(ticked).toEqual([`lay.c${first.cell}`, `lay.c${third.cell}`]);
    const { [`lay.c${first.cell}`]: _, [`lay.c${third.cell}`]: __, ...none } = fields;
    const answer = await post(`${here()}/lay`, { ...none, [`lay.c${second.cell}`]: '1', action: 'chosen' }, reporter);
    expect(answer.status).toBe(303);
    expect((await stored()).cells).toEqual([[second.cell, '7']]);
    expect((await post(`${here()}/lay`, { ...none, action: 'chosen' }, reporter)).location).toBe(here());
  });

  it('what somebody saved meanwhile is shown beside it', async () => {
    const fields = fieldsOf(await preview(), `${here()}/lay`);
    await post(entry(), { [`c${first.cell}`]: '8', base: '{}' }, coordinator);
    const { status, html } = await post(`${here()}/lay`, { ...fields, action: 'certain' }, reporter);
    expect([status, html.includes('Có người khác vừa sửa cùng chỗ')]).toEqual([409, true]);
    expect((await stored()).cells).toEqual([[first.cell, '8']]);
  });

  it('a hidden figure is read like a typed one', async () => {
    const fields = fieldsOf(await preview(), `${here()}/lay`);
    const { status } = await post(
      `${here()}/lay`,
      { ...fields, [`c${first.cell}`]: 'NaN', action: 'certain' },
      reporter,
    );
    expect([status, (await stored()).cells]).toEqual([422, []]);
  });

  it('is not for a report that is sent, nor for who may only look', async () => {
    actor = (await makePerson(platform, 'reviewer', commune.unitId)).actor!;
    expect((await app.request(here())).status).toBe(403);
    await post(entry(), { [`c${first.cell}`]: '8', base: '{}' }, reporter);
    await post(`${entry()}/gui`, { _version: '1' }, reporter);
    actor = reporter;
    expect((await app.request(here())).status).toBe(409);
  });

  it('what cannot be read is said on the page', async () => {
    const body = new FormData();
    body.set('tep', new File(['%PDF-1.7'], 'x.pdf'));
    const { status, html } = await post(here(), body, reporter);
    expect([status, html.includes('Chưa có gì được ghi vào báo cáo')]).toEqual([422, true]);
  });
});
