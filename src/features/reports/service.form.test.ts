import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import type { EditionId, FormId, UnitId } from '../../platform/ids/ids.ts';
import { formChangesSchema } from '../../documents/forms/changes.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { makeFormDocx } from '../../testing/forms.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { enterEdition, inEdition } from '../editions/index.ts';
import { expectReports } from './index.ts';
import { saveReport, submitReport } from './service.ts';
import { discardDraft, mendDraft, mendForm, putDraftInForce, readFormScreen, uploadFormDraft } from './service.form.ts';
import { readReport, readTotals } from './service.read.ts';
import { findTotalDifferences } from './store.totals.ts';

let platform: TestPlatform;
let year = 2000;
let editionId: EditionId;
let formId: FormId;
let root: TestUnit;
let commune: TestUnit;
let coordinator: Context;
let lower: Context;
let reporter: Context;
let reviewer: Context;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.drop());

beforeEach(async () => {
  year += 1;
  ({ editionId, root } = await makeEdition(platform.db, [1, 2], year));
  const district = root.children[0]!;
  commune = district.children[0]!;
  const expected = [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }];
  ({ formId } = await asSystem({ platform }, (tx) =>
    expectReports(tx, { editionId, definition: smallForm, fileSha256: null, rootDueOn: null, expected }),
  ));
  coordinator = await makePerson(platform, 'coordinator', root.unitId);
  lower = await makePerson(platform, 'coordinator', district.unitId);
  reporter = await makePerson(platform, 'reporter', commune.unitId);
  reviewer = await makePerson(platform, 'reviewer', root.unitId);
});

const enter = (who: Context) => enterEdition(who, editionId);
const screenOf = async (who: Context) => readFormScreen(await enter(who));
const changes = (input: object) => formChangesSchema.parse(input);
const mend = async (who: Context, version: number, input: object) =>
  mendForm(await enter(who), { version, changes: changes(input) });

async function fill(cell: number, value: string, formVersion?: number): Promise<void> {
  await saveReport(await enter(reporter), {
    unitId: commune.unitId,
    formId,
    cells: [{ key: String(cell), base: '', mine: value }],
    sections: [],
    groups: [],
    reasons: new Map(),
    ...(formVersion === undefined ? {} : { formVersion }),
  });
}

describe('mending the form in force', () => {
  it('a split line gives the totals another cell, and sums stay right to the last', async () => {
    const answer = await mend(coordinator, 1, {
      split: [{ line: '2.so-lop', labels: ['Số lớp nghề', 'Số lớp kỹ năng sống'] }],
      measures: { '3.kinh-phi': { addingUp: 'none' } },
    });
    expect(answer).toEqual({ is: 'saved', changed: true });
    const { form } = await screenOf(coordinator);
    expect(form).toMatchObject({
      version: 2,
      measures: ['1.ke-hoach', '2.so-lop.1', '2.so-lop.2', '2.so-luot', '3.kinh-phi'],
      addsUp: [true, true, true, true, false],
    });
    await fill(5, '1000000');
    const ctx = await enter(reporter);
    await saveReport(ctx, {
      unitId: commune.unitId,
      formId,
      cells: [{ key: '3', base: '', mine: '7' }],
      sections: [],
      groups: [],
      reasons: new Map(),
    });
    await submitReport(ctx, { unitId: commune.unitId, formId, version: 2, missingReason: null });
    const totals = await readTotals(await enter(coordinator), root.unitId);
    expect(totals?.whole.sums).toEqual(['0', '0', '7', '0', '0']);
    expect(await asSystem({ platform }, (tx) => findTotalDifferences(tx, editionId))).toEqual([]);
  });

  it('is for the coordinator of the root; everybody in the Week reads', async () => {
    for (const who of [lower, reporter, reviewer]) {
      await expect(mend(who, 1, { takeOut: ['3.kinh-phi'] })).rejects.toMatchObject({ code: 'permission.denied' });
      expect(await screenOf(who)).toMatchObject({ mayMend: false, draft: null, written: null, form: { version: 1 } });
    }
    expect(await screenOf(coordinator)).toMatchObject({ mayMend: true, written: 0 });
  });

  it('says everything that is wrong and changes nothing', async () => {
    const answer = await mend(coordinator, 1, {
      measures: { '2.so-lop': { label: '' }, '3.kinh-phi': { unit: 'người', asOf: 'mai' } },
    });
    expect(answer).toMatchObject({
      is: 'faults',
      faults: [{ code: 'label-empty' }, { code: 'kind-unit' }, { code: 'as-of-invalid' }],
    });
    expect((await screenOf(coordinator)).form).toMatchObject({ version: 1, definition: smallForm });
  });

  it('of two at once one is told what stands now', async () => {
    const answers = await Promise.all([
      mend(coordinator, 1, { measures: { '2.so-lop': { unit: 'lớp' } } }),
      mend(coordinator, 1, { measures: { '2.so-lop': { unit: 'khóa' } } }),
    ]);
    expect(answers.map(({ is }) => is).toSorted()).toEqual(['saved', 'stale']);
    expect(answers.find(({ is }) => is === 'stale')).toMatchObject({ version: 2 });
  });

  it('is frozen as soon as one report holds anything, a blanked one too', async () => {
    await fill(2, '5');
    await saveReport(await enter(reporter), {
      unitId: commune.unitId,
      formId,
      cells: [{ key: '2', base: '5', mine: '' }],
      sections: [],
      groups: [],
      reasons: new Map(),
    });
    await expect(mend(coordinator, 1, { takeOut: ['3.kinh-phi'] })).rejects.toMatchObject({
      code: 'form.frozen',
      current: { reports: 1 },
    });
    const blank = { name: 'mau.docx', bytes: makeFormDocx('eight-groups') };
    await expect(uploadFormDraft(await enter(coordinator), blank)).rejects.toMatchObject({ code: 'form.frozen' });
    expect(await screenOf(coordinator)).toMatchObject({ written: 1 });
  });

  it('who was filling in the form as it was does not write into other measures', async () => {
    await mend(coordinator, 1, { takeOut: ['1.ke-hoach'] });
    await expect(fill(2, '5', 1)).rejects.toMatchObject({ code: 'form.changed' });
    expect((await readReport(await enter(reporter), commune.unitId))?.report).toMatchObject({
      status: 'open',
      version: 0,
    });
    await fill(1, '5', 2);
    expect((await readReport(await enter(reporter), commune.unitId))?.cells.get(1)).toMatchObject({ value: '5' });
  });

  it('a save that runs at the same time either comes first and freezes, or comes too late', async () => {
    const [saved, mended] = await Promise.allSettled([
      fill(1, '1', 1),
      mend(coordinator, 1, { takeOut: ['1.ke-hoach'] }),
    ]);
    expect([saved.status, mended.status].toSorted()).toEqual(['fulfilled', 'rejected']);
  });

  it('the database itself reshapes empty totals for the root of the Week alone', async () => {
    const reshape = async (who: Context) => {
      const done = await inEdition(await enter(who), (tx) =>
        sql<{ done: boolean }>`select report_total_reshape(${editionId}, ${formId}, 9) as done`.execute(tx),
      );
      const { rows } = await sql<{ n: number }>`
        select distinct cardinality(sums) as n from report_total where form_id = ${formId}`.execute(platform.db.owner);
      return [done.rows[0]?.done, rows];
    };
    expect(await reshape(lower)).toEqual([false, [{ n: 4 }]]);
    expect(await reshape(reporter)).toEqual([false, [{ n: 4 }]]);
    expect(await reshape(coordinator)).toEqual([true, [{ n: 9 }]]);
    expect((await mend(coordinator, 1, { measures: { '2.so-lop': { unit: 'lớp' } } })).is).toBe('saved');
    await fill(2, '5');
    expect(await reshape(coordinator)).toEqual([false, [{ n: 4 }]]);
  });

  it('a closed Week keeps its form', async () => {
    await platform.db.owner.updateTable('edition').set({ status: 'closed' }).where('id', '=', editionId).execute();
    await expect(mend(coordinator, 1, { takeOut: ['3.kinh-phi'] })).rejects.toMatchObject({ code: 'edition.closed' });
  });

  it('is written in the audit with what changed', async () => {
    await mend(coordinator, 1, { measures: { '2.so-lop': { unit: 'lớp' } } });
    const entry = await platform.db.owner
      .selectFrom('audit_entry')
      .where('subject', '=', `form/${formId}`)
      .select(['verb', 'chain', 'before', 'after'])
      .executeTakeFirstOrThrow();
    expect(entry).toEqual({
      verb: 'form.mend',
      chain: root.unitId,
      before: { 'm.unit.2.so-lop': '' },
      after: { 'm.unit.2.so-lop': 'lớp' },
    });
  });
});

describe('replacing the form', () => {
  const upload = async (who: Context) =>
    uploadFormDraft(await enter(who), { name: 'mẫu mới.docx', bytes: makeFormDocx('eight-groups') });

  it('a file is read, mended as a draft, and only then in force', async () => {
    await upload(coordinator);
    const before = await screenOf(coordinator);
    expect(before.form?.definition).toEqual(smallForm);
    expect(before.draft?.definition.file.name).toBe('mẫu mới.docx');
    expect((await screenOf(reporter)).draft).toBeNull();
    const key = before.draft!.definition.groups[0]!.lines[0]!.key;
    const edit = { version: 1, changes: changes({ takeOut: [key] }) };
    expect(await mendDraft(await enter(coordinator), edit)).toEqual({ is: 'saved', changed: true });
    await expect(putDraftInForce(await enter(coordinator), 1, null)).rejects.toMatchObject({ code: 'edit.stale' });
    await putDraftInForce(await enter(coordinator), 2, null);
    const { form, draft } = await screenOf(reporter);
    expect(draft).toBeNull();
    expect(form).toMatchObject({ id: formId, version: 2, fileSha256: before.draft!.fileSha256 });
    expect(form!.measures).not.toContain(key);
    expect(form!.measures.length).toBeGreaterThan(20);
    const totals = await readTotals(await enter(coordinator), root.unitId);
    expect(totals?.whole.sums).toHaveLength(form!.measures.length);
    const kept = await platform.files.get(form!.fileSha256!);
    expect(Buffer.from(kept!)).toEqual(Buffer.from(makeFormDocx('eight-groups')));
  });

  it('what is no form is refused in words, and a draft can be dropped', async () => {
    const letter = { name: 'thư.txt', bytes: new TextEncoder().encode('Kính gửi các anh chị') };
    await expect(uploadFormDraft(await enter(coordinator), letter)).rejects.toMatchObject({
      code: 'document.unreadable',
    });
    await expect(upload(reporter)).rejects.toMatchObject({ code: 'permission.denied' });
    await upload(coordinator);
    await expect(discardDraft(await enter(reporter))).rejects.toMatchObject({ code: 'permission.denied' });
    await discardDraft(await enter(coordinator));
    expect((await screenOf(coordinator)).draft).toBeNull();
  });

  it('gives a Week without a form its first one, with the reports that are expected', async () => {
    const bare = await makeEdition(platform.db, [1, 2], year + 50);
    const who = await makePerson(platform, 'coordinator', bare.root.unitId);
    const ctx = await enterEdition(who, bare.editionId);
    expect(await readFormScreen(ctx)).toMatchObject({
      form: null,
      levels: [{ level: 'district' }, { level: 'commune', units: 2 }],
    });
    await uploadFormDraft(ctx, { name: 'mau.docx', bytes: makeFormDocx('eight-groups') });
    await expect(putDraftInForce(ctx, 1, null)).rejects.toMatchObject({ code: 'form.invalid' });
    const dueOn = '2026-10-20' as never;
    await putDraftInForce(ctx, 1, { rootDueOn: null, levels: [{ level: 'commune', dueOn }] });
    const unitId: UnitId = bare.root.children[0]!.children[1]!.unitId;
    expect((await readReport(ctx, unitId))?.report).toMatchObject({ dueOn: '2026-10-20', status: 'open' });
  });
});
