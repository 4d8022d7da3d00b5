import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { strToU8, zipSync } from 'fflate';
import { actorScope, asActor, type Context } from '../../platform/context.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import type { DocumentId, UnitId } from '../../platform/ids/ids.ts';
import { makeTerritory } from '../../testing/country.ts';
import { packDocx } from '../../testing/docx-package.ts';
import { makePerson } from '../../testing/edition.ts';
import { PLAN_TEXT } from '../../testing/plan-text.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { enterEdition, inEdition } from '../editions/index.ts';
import { confirmDocument } from './confirm.ts';
import { fieldsOf } from './rules.fields.ts';
import type { Fields } from './rules.rows.ts';
import { SourceIndex } from './rules.sources.ts';
import { correctDocument, reviewDocument, uploadDocument } from './service.ts';
import { findDocument, listDocuments } from './store.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform('2026-09-15T08:00:00+07:00');
});
afterAll(() => platform.drop());

let ids: Map<string, UnitId>;
let coordinator: Context;
let run = 0;

beforeEach(async () => {
  run += 1;
  ids = await makeTerritory(platform.db, {
    name: 'Tỉnh Sông Xanh',
    kind: 'tinh',
    level: 'province',
    children: [
      { name: 'Xã Bến Đò', kind: 'xa', level: 'commune' },
      { name: 'Xã Đồi Chè', kind: 'xa', level: 'commune' },
      { name: 'Phường Chợ Nổi', kind: 'phuong', level: 'commune' },
    ],
  });
  coordinator = await makePerson(platform, 'coordinator', ids.get('Tỉnh Sông Xanh')!);
});

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

/** Every test has a file of its own: the same bytes for the same unit are one document. */
async function upload(ctx = coordinator, text = `${PLAN_TEXT}\n\n(bản ${run})`): Promise<DocumentId> {
  const result = await uploadDocument(ctx, {
    unitId: ctx.actor!.grants[0]!.unitId,
    name: 'ke-hoach.txt',
    mediaType: 'text/plain',
    bytes: bytesOf(text),
  });
  return result.id;
}

async function fieldsNow(id: DocumentId, ctx = coordinator): Promise<Fields> {
  return fieldsOf((await reviewDocument(ctx, id)).document.correction);
}

describe('upload', () => {
  test('reads a plan, keeps the file, and proposes who is who', async () => {
    const { document } = await reviewDocument(coordinator, await upload());
    expect(document.reading).toMatchObject({
      number: '315/KH-UBND',
      date: '2026-09-14',
      issuer: expect.stringMatching(/Sông Xanh/u),
    });
    expect(document.correction.issuer.to).toMatchObject({ is: 'unit', name: 'Tỉnh Sông Xanh' });
    expect(document.correction.who['ubnd các xã, phường']?.to).toEqual({ is: 'level', level: 'commune' });
    expect(document.correction.edition.levels).toEqual([
      { level: 'province', reports: true, due: '2026-10-30' },
      { level: 'commune', reports: true, due: '2026-10-20' },
    ]);
    const kept = await platform.files.get(document.fileSha256);
    expect(new TextDecoder().decode(kept!)).toContain('315/KH-UBND');
  });

  test('a Word file is read alike, and every value leads to its paragraph', async () => {
    const escaped = (line: string): string =>
      line.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
    const lines = `${PLAN_TEXT}\n(bản Word ${run})`.split('\n').filter((line) => line !== '');
    const body = lines.map((line) => `<w:p><w:r><w:t xml:space="preserve">${escaped(line)}</w:t></w:r></w:p>`).join('');
    const { id } = await uploadDocument(coordinator, {
      unitId: ids.get('Tỉnh Sông Xanh')!,
      name: 'ke-hoach.docx',
      mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      bytes: packDocx({ body }),
    });
    const { document } = await reviewDocument(coordinator, id);
    const { blocks, sources, reading } = document;
    expect(reading).toMatchObject({ number: '315/KH-UBND', week: { start: '2026-10-01', end: '2026-10-07' } });
    const index = new SourceIndex(blocks, sources);
    expect(sources.length).toBeGreaterThan(20);
    expect(sources.filter(({ path }) => index.spotOf(path) === null)).toEqual([]);
  });

  test('what clashes with a document above that was uploaded before is said', async () => {
    await upload();
    const child = (theme: string): string =>
      `UBND XÃ BẾN ĐÒ\nSố: 20/KH-UBND\nBến Đò, ngày 16 tháng 9 năm 2026\n\nKẾ HOẠCH\nTổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2026\n\nThực hiện Kế hoạch số 315/KH-UBND ngày 14/9/2026 của UBND tỉnh Sông Xanh, UBND xã Bến Đò xây dựng kế hoạch như sau:\n\nI. NỘI DUNG\n1. Chủ đề: “${theme}”.\n2. Thời gian: từ ngày 02/10/2026 đến ngày 08/10/2026.\n\n(bản ${run})\n`;
    const { document } = await reviewDocument(coordinator, await upload(coordinator, child('Một chủ đề khác hẳn')));
    const codes = document.reading.warnings.map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['theme-differs-from-parent', 'week-differs-from-parent']));
    expect(codes).not.toContain('parent-not-named');
    expect(document.reading.warnings.every(({ english }) => english.length > 20)).toBe(true);
  });

  test('the same file again leads to the first document', async () => {
    const first = await upload();
    const again = await uploadDocument(coordinator, {
      unitId: ids.get('Tỉnh Sông Xanh')!,
      name: 'ten-khac.txt',
      mediaType: 'text/plain',
      bytes: bytesOf(`${PLAN_TEXT}\n\n(bản ${run})`),
    });
    expect(again).toEqual({ is: 'known', id: first });
  });

  const OLE = new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1, ...new Uint8Array(600)]);
  const withMacro = (): Uint8Array =>
    packDocx({
      body: '<w:p><w:r><w:t>Kế hoạch</w:t></w:r></w:p>',
      extra: { 'word/vbaProject.bin': new Uint8Array(64) },
    });
  const bomb = (): Uint8Array => zipSync({ 'word/document.xml': [new Uint8Array(300_000_000), { level: 9 }] });
  const bad: readonly (readonly [string, () => Uint8Array, RegExp])[] = [
    ['empty', () => new Uint8Array(), /rỗng/iu],
    ['only white space', () => bytesOf(' \n\t \n'), /rỗng/iu],
    ['a PDF cut off', () => bytesOf('%PDF-1.7\n1 0 obj'), /PDF/u],
    ['a picture', () => new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a]), /./u],
    ['an old Word file with nothing in it', () => OLE, /hỏng/iu],
    ['a zip that is no Word file', () => zipSync({ 'a.txt': strToU8('a') }), /\.docx|Word/u],
    ['a file with macros', withMacro, /macro/iu],
    ['a bomb', bomb, /bất thường|lớn/iu],
    ['a Word file cut off', () => packDocx({ body: '<w:p/>' }).slice(0, 400), /cắt cụt|hỏng/iu],
  ];
  test.each(bad)('%s is refused with a clear word, and nothing is kept', async (_, make, words) => {
    const count = async () => (await platform.db.owner.selectFrom('document').select('id').execute()).length;
    const files = async () => (await platform.db.owner.selectFrom('file').select('sha256').execute()).length;
    const before = [await count(), await files()];
    const refused = uploadDocument(coordinator, {
      unitId: ids.get('Tỉnh Sông Xanh')!,
      name: 'tep.docx',
      mediaType: 'application/octet-stream',
      bytes: make(),
    });
    await expect(refused).rejects.toMatchObject({ code: 'document.unreadable', detail: expect.stringMatching(words) });
    expect([await count(), await files()]).toEqual(before);
  });

  test('a file above the limit is refused before it is read', async () => {
    const bytes = new Uint8Array(platform.config.uploadLimit + 1);
    await expect(
      uploadDocument(coordinator, {
        unitId: ids.get('Tỉnh Sông Xanh')!,
        name: 'to.txt',
        mediaType: 'text/plain',
        bytes,
      }),
    ).rejects.toMatchObject({ code: 'file.too-large' });
  });

  test('needs a coordinator of that unit', async () => {
    const viewer = await makePerson(platform, 'viewer', ids.get('Tỉnh Sông Xanh')!);
    await expect(upload(viewer)).rejects.toMatchObject({ code: 'permission.denied' });
  });
});

describe('sight', () => {
  test('somebody of another province does not see the document, nor change or confirm it', async () => {
    const id = await upload();
    const others = await makeTerritory(platform.db, { name: 'Tỉnh Núi Đá', kind: 'tinh', level: 'province' });
    const stranger = await makePerson(platform, 'coordinator', others.get('Tỉnh Núi Đá')!);
    const fields = await fieldsNow(id);

    // The data could leak: the owner of the database sees it.
    expect(await platform.db.owner.selectFrom('document').where('id', '=', id).select('id').execute()).toHaveLength(1);
    expect(await asActor(stranger, (tx) => findDocument(tx, id))).toBeNull();
    expect((await asActor(stranger, (tx) => listDocuments(tx, { limit: 100, offset: 0 }))).rows).toEqual([]);
    await expect(reviewDocument(stranger, id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(correctDocument(stranger, id, { version: 1, fields })).rejects.toMatchObject({ code: 'not-found' });
    await expect(confirmDocument(stranger, id, 1)).rejects.toMatchObject({ code: 'not-found' });
    const updated = await inTransaction(platform.db.app, actorScope(stranger.actor!), (tx) =>
      tx.updateTable('document').set({ file_name: 'cua-toi.txt' }).where('id', '=', id).returning('id').execute(),
    );
    expect(updated).toEqual([]);
  });
});

describe('correcting', () => {
  test('keeps what was typed, and the engine’s own reading beside it', async () => {
    const id = await upload();
    const fields = { ...(await fieldsNow(id)), number: '316/KH-UBND', 'week.end': '08/10/2026', themes: 'Đọc\nViết' };
    expect(await correctDocument(coordinator, id, { version: 1, fields })).toEqual({ is: 'saved', version: 2 });
    const { document } = await reviewDocument(coordinator, id);
    expect(document.correction.reading).toMatchObject({
      number: '316/KH-UBND',
      week: { start: '2026-10-01', end: '2026-10-08' },
      themes: ['Đọc', 'Viết'],
    });
    expect(document.reading.number).toBe('315/KH-UBND');
  });

  test('what cannot be read is said by field, and nothing is stored', async () => {
    const id = await upload();
    const fields = {
      ...(await fieldsNow(id)),
      date: '31/02/2026',
      number: '1',
      'who.0.is': 'unit',
      'who.0.name': 'Xã Không Có',
    };
    const result = await correctDocument(coordinator, id, { version: 1, fields });
    expect(result).toMatchObject({
      is: 'invalid',
      parsed: {
        problems: [
          { field: 'date', code: 'not-a-date', detail: '31/02/2026' },
          { field: 'who.0.name', code: 'unit-none' },
        ],
      },
    });
    expect((await reviewDocument(coordinator, id)).document.correction.reading.number).toBe('315/KH-UBND');
  });

  test('a stale edit is told what stands now, and changes nothing', async () => {
    const id = await upload();
    const fields = await fieldsNow(id);
    await correctDocument(coordinator, id, { version: 1, fields: { ...fields, number: '1/KH-UBND' } });
    const stale = await correctDocument(coordinator, id, { version: 1, fields: { ...fields, number: '2/KH-UBND' } });
    expect(stale).toMatchObject({ is: 'stale', current: { version: 2 } });
    expect((await reviewDocument(coordinator, id)).document.correction.reading.number).toBe('1/KH-UBND');
  });

  test('a new wording for an agency gets a proposal of its own', async () => {
    const id = await upload();
    const fields = { ...(await fieldsNow(id)), 'agencies.1.name': 'Xã Bến Đò' };
    await correctDocument(coordinator, id, { version: 1, fields });
    const { document } = await reviewDocument(coordinator, id);
    expect(document.correction.who['xã bến đò']?.to).toMatchObject({ is: 'unit', unitId: ids.get('Xã Bến Đò') });
  });
});

describe('confirming', () => {
  test('opens the edition with plan, tasks, dates and agencies; a second time leads to the same one', async () => {
    const id = await upload();
    const fields = { ...(await fieldsNow(id)), 'edition.form': 'core' };
    await correctDocument(coordinator, id, { version: 1, fields });
    const first = await confirmDocument(coordinator, id, 2);
    const second = await confirmDocument(coordinator, id, 2);
    expect(first.isNew).toBe(true);
    expect(second).toEqual({ editionId: first.editionId, isNew: false });
    const { owner } = platform.db;
    const editions = await owner.selectFrom('edition').where('document_id', '=', id).select('id').execute();
    expect(editions).toHaveLength(1);
    const reports = await owner
      .selectFrom('report')
      .where('edition_id', '=', first.editionId)
      .select(['unit_id', 'due_on'])
      .execute();
    expect(reports.map(({ due_on }) => String(due_on)).toSorted((a, b) => a.localeCompare(b))).toEqual([
      '2026-10-20',
      '2026-10-20',
      '2026-10-20',
      '2026-10-30',
    ]);

    // Those who were there before see it: the coordinator from the top, a commune its own part.
    const ctx = await enterEdition(coordinator, first.editionId);
    const seen = await inEdition(ctx, (tx) =>
      tx.selectFrom('report').where('edition_id', '=', first.editionId).select('unit_id').execute(),
    );
    expect(seen).toHaveLength(4);
    const reporter = await enterEdition(await makePerson(platform, 'reporter', ids.get('Xã Bến Đò')!), first.editionId);
    const own = await inEdition(reporter, (tx) =>
      tx.selectFrom('report').where('edition_id', '=', first.editionId).select('unit_id').execute(),
    );
    expect(own).toEqual([{ unit_id: ids.get('Xã Bến Đò') }]);
  });

  test('two people who confirm at once open one edition', async () => {
    const id = await upload();
    const colleague = await makePerson(platform, 'coordinator', ids.get('Tỉnh Sông Xanh')!);
    const both = await Promise.all([confirmDocument(coordinator, id, 1), confirmDocument(colleague, id, 1)]);
    expect(both[0]!.editionId).toBe(both[1]!.editionId);
    expect(both.filter(({ isNew }) => isNew)).toHaveLength(1);
  });

  test('another document of the same root and year leads to the edition that is there, and leaves nothing behind', async () => {
    const { editionId } = await confirmDocument(coordinator, await upload(), 1);
    const other = await upload(coordinator, `${PLAN_TEXT}\n\n(bản khác ${run})`);
    const units = async () => (await platform.db.owner.selectFrom('unit').select('id').execute()).length;
    const before = await units();
    await expect(confirmDocument(coordinator, other, 1)).rejects.toMatchObject({
      code: 'edition.exists',
      current: { editionId },
    });
    expect(await units()).toBe(before);
    expect((await reviewDocument(coordinator, other)).document.status).toBe('read');
  });

  test('a confirmed document is not corrected any more', async () => {
    const id = await upload();
    const fields = await fieldsNow(id);
    await confirmDocument(coordinator, id, 1);
    await expect(correctDocument(coordinator, id, { version: 2, fields })).rejects.toMatchObject({
      code: 'document.confirmed',
    });
  });

  test('what is missing is named by field', async () => {
    const id = await upload();
    const fields = { ...(await fieldsNow(id)), 'edition.year': '', title: '' };
    await correctDocument(coordinator, id, { version: 1, fields });
    await expect(confirmDocument(coordinator, id, 2)).rejects.toMatchObject({
      code: 'document.not-confirmable',
      fields: [
        { field: 'edition.year', code: 'year' },
        { field: 'title', code: 'title' },
      ],
    });
  });

  test('nobody opens an edition for a unit that is not theirs or below theirs', async () => {
    const commune = await makePerson(platform, 'coordinator', ids.get('Xã Bến Đò')!);
    const id = await upload(commune);
    const fields = { ...(await fieldsNow(id, commune)), 'edition.root': `#${ids.get('Tỉnh Sông Xanh')!}` };
    await correctDocument(commune, id, { version: 1, fields });
    await expect(confirmDocument(commune, id, 2)).rejects.toMatchObject({ code: 'permission.denied' });
  });

  test('an office without units below it is a tree of one, and its province may enter', async () => {
    const text = PLAN_TEXT.replaceAll('Ủy ban nhân dân tỉnh Sông Xanh ban hành', 'Văn phòng UBND tỉnh ban hành');
    const id = await upload(coordinator, `${text}\n\n(văn phòng ${run})`);
    const fields: Fields = {
      ...(await fieldsNow(id)),
      'issuerUnit.is': 'new:office',
      'issuerUnit.name': 'Văn phòng UBND tỉnh',
      'edition.root': 'issuer',
      'edition.form': 'none',
    };
    await correctDocument(coordinator, id, { version: 1, fields });
    const { editionId } = await confirmDocument(coordinator, id, 2);
    const ctx = await enterEdition(coordinator, editionId);
    expect(ctx.rights).toMatchObject([{ role: 'coordinator', lft: 0 }]);
    const plan = await inEdition(ctx, (tx) =>
      tx.selectFrom('plan').where('edition_id', '=', editionId).select('title').execute(),
    );
    expect(plan).toHaveLength(1);
  });
});
