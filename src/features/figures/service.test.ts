import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { asSystem } from '../../platform/context.ts';
import type { ActivityId, CalendarDate, EditionId, FormId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { type EditionContext, enterEdition, inEdition } from '../editions/index.ts';
import { expectReports, readReport, saveReport, submitReport } from '../reports/index.ts';
import { readRecords, replaceFigures } from './service.ts';

const INDICATORS: Readonly<Record<string, string>> = { '2.so-lop': 'CLASS.PROF.N', '2.so-luot': 'CLASS.PROF.P' };
const form: FormDefinition = {
  ...smallForm,
  groups: smallForm.groups.map((group) => ({
    ...group,
    lines: group.lines.map((line) => ({
      ...line,
      measures: line.measures.map((measure) => ({ ...measure, indicator: INDICATORS[measure.key] ?? null })),
    })),
  })),
};
const CLASSES = 2;
const ATTENDANCES = 3;

let platform: TestPlatform;
let year = 2000;
let editionId: EditionId;
let formId: FormId;
let commune: TestUnit;
let neighbour: TestUnit;
let school: TestUnit;
let reporter: EditionContext;
let teacher: EditionContext;

beforeAll(async () => {
  platform = await testPlatform();
});
afterAll(() => platform.drop());

beforeEach(async () => {
  year += 1;
  const made = await makeEdition(platform.db, [1, 2, 2], year);
  editionId = made.editionId;
  [commune, neighbour] = made.root.children[0]!.children as [TestUnit, TestUnit];
  school = commune.children[0]!;
  ({ formId } = await asSystem({ platform }, (tx) =>
    expectReports(tx, {
      editionId,
      definition: form,
      fileSha256: null,
      rootDueOn: null,
      expected: [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
    }),
  ));
  const enter = async (role: 'reporter', unit: TestUnit) =>
    enterEdition(await makePerson(platform, role, unit.unitId), editionId);
  reporter = await enter('reporter', commune);
  teacher = await enter('reporter', school);
});

/** An activity of the school, as its teacher announced it. */
async function announce(title: string): Promise<ActivityId> {
  const { id } = await platform.db.owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: school.unitId,
      pos: school.lft,
      organiser_name: school.name,
      kind: 'class-prof',
      title,
      area_unit_id: commune.unitId,
      area_pos: commune.lft,
      area_name: commune.name,
      search_key: '',
      search_text: '',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as ActivityId;
}

/** What confirming it does, in the teacher's own transaction: they have no role on the commune. */
function confirm(sourceId: ActivityId, classes: number | null, attendances = 0) {
  return inEdition(teacher, (tx) =>
    replaceFigures(tx, {
      source: 'activity',
      sourceId,
      editionId,
      organiserUnitId: school.unitId,
      occurredOn: `${year}-10-02` as CalendarDate,
      values:
        classes === null
          ? []
          : [
              { indicator: 'CLASS.PROF.N', value: classes },
              { indicator: 'CLASS.PROF.P', value: attendances },
            ],
      by: teacher.actor?.accountId ?? null,
    }),
  );
}

async function cellOf(cell: number) {
  const screen = await readReport(reporter, commune.unitId);
  const stored = screen?.cells.get(cell);
  return stored && { state: stored.state, value: stored.value, filled: stored.filled };
}

const type = (cell: number, base: string, mine: string, reason?: string) =>
  saveReport(reporter, {
    unitId: commune.unitId,
    formId,
    cells: [{ key: String(cell), base, mine }],
    sections: [],
    groups: [],
    reasons: new Map(reason === undefined ? [] : [[cell, reason]]),
  });

const send = async () => {
  const screen = await readReport(reporter, commune.unitId);
  return submitReport(reporter, {
    unitId: commune.unitId,
    formId,
    version: screen!.report.version,
    missingReason: 'Chưa',
  });
};

describe('figures of activities', () => {
  it('stand in the report of the nearest unit that reports, summed, the moment they are confirmed', async () => {
    await confirm(await announce('Lớp một'), 1, 30);
    await confirm(await announce('Lớp hai'), 1, 12);
    expect(await cellOf(CLASSES)).toEqual({ state: 'value', value: '2', filled: '2' });
    expect(await cellOf(ATTENDANCES)).toEqual({ state: 'value', value: '42', filled: '42' });
    const other = await readReport(
      await enterEdition(await makePerson(platform, 'reporter', neighbour.unitId), editionId),
      neighbour.unitId,
    );
    expect(other?.cells.size).toBe(0);
  });

  it('move with a correction, and go when the confirmation is taken back', async () => {
    const first = await announce('Lớp một');
    await confirm(first, 1, 30);
    await confirm(first, 1, 31);
    expect(await cellOf(ATTENDANCES)).toMatchObject({ value: '31' });
    await confirm(first, null);
    expect(await cellOf(CLASSES)).toEqual({ state: 'blank', value: null, filled: null });
  });

  it('a held class without anybody is a zero, not a blank', async () => {
    await confirm(await announce('Lớp vắng'), 1, 0);
    expect(await cellOf(ATTENDANCES)).toEqual({ state: 'value', value: '0', filled: '0' });
  });

  it('leave a person’s number alone, which then needs a reason before the report is sent', async () => {
    await type(CLASSES, '', '5');
    await confirm(await announce('Lớp một'), 1, 30);
    expect(await cellOf(CLASSES)).toEqual({ state: 'value', value: '5', filled: '1' });
    await expect(send()).rejects.toMatchObject({
      code: 'report.invalid-value',
      fields: [{ field: `cell.${CLASSES}`, code: 'reason-needed' }],
    });
    // The reason alone is saved, the number stays.
    await type(CLASSES, '5', '5', 'Bốn lớp của hội phụ nữ không đăng trên hệ thống');
    await expect(send()).resolves.toEqual({ round: 1 });
  });

  it('typing another number than the activities’ asks for a reason at once', async () => {
    await confirm(await announce('Lớp một'), 1, 30);
    await expect(type(ATTENDANCES, '30', '28')).rejects.toMatchObject({ code: 'report.invalid-value' });
    await type(ATTENDANCES, '30', '28', 'Hai người ghi trùng');
    await confirm(await announce('Lớp hai'), 1, 10);
    expect(await cellOf(ATTENDANCES)).toEqual({ state: 'value', value: '28', filled: '40' });
  });

  it('do not change a report that is sent: the figure moves beside it', async () => {
    await confirm(await announce('Lớp một'), 1, 30);
    await send();
    await confirm(await announce('Lớp hai'), 1, 10);
    expect(await cellOf(CLASSES)).toEqual({ state: 'value', value: '1', filled: '2' });
  });

  it('two teachers who confirm at once lose nothing', async () => {
    const ids = await Promise.all(Array.from({ length: 8 }, (_, n) => announce(`Lớp ${n}`)));
    await Promise.all(ids.map((id) => confirm(id, 1, 10)));
    expect(await cellOf(CLASSES)).toMatchObject({ value: '8' });
    expect(await cellOf(ATTENDANCES)).toMatchObject({ value: '80' });
  });
});

describe('the records behind a cell', () => {
  it('are the activities themselves, for the commune and for those above it', async () => {
    await confirm(await announce('Lớp sổ sách'), 1, 30);
    await confirm(await announce('Lớp máy tính'), 1, 12);
    const own = await readRecords(reporter, commune.unitId, ATTENDANCES, { withBelow: false, page: 1 });
    expect(Object.fromEntries(own.records.map(({ title, value }) => [title, value]))).toEqual({
      'Lớp máy tính': '12',
      'Lớp sổ sách': '30',
    });
    expect([own.total, own.count, own.written]).toEqual(['42', 2, '42']);
    const rootUnit = reporter.edition.rootUnitId;
    const above = await enterEdition(await makePerson(platform, 'viewer', rootUnit), editionId);
    const all = await readRecords(above, rootUnit, ATTENDANCES, { withBelow: true, page: 1 });
    expect(all.total).toBe('42');
  });

  it('are not for a neighbour', async () => {
    await confirm(await announce('Lớp'), 1, 30);
    const stranger = await enterEdition(await makePerson(platform, 'reporter', neighbour.unitId), editionId);
    await expect(readRecords(stranger, commune.unitId, CLASSES, { withBelow: false, page: 1 })).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });
});
