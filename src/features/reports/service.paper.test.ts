/** The consolidated report as a paper: from the totals, told when they change, issued as any paper. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem } from '../../platform/context.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { enterEdition } from '../editions/index.ts';
import { issuePaper, readPaper, savePaper } from '../papers/index.ts';
import { expectReports } from './index.ts';
import { consolidatedFile } from './service.export.ts';
import { openReportPaper, readReportPaper } from './service.paper.ts';
import { saveReport, submitReport } from './service.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
}, 30_000);
afterAll(() => platform.drop());

test('the paper of a report goes its way, and its office alone sees it', async () => {
  const { editionId, root } = await makeEdition(platform.db, [1]);
  const district = root.children[0]!;
  const expected = [{ level: 'district', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }];
  const { formId } = await asSystem({ platform }, (tx) =>
    expectReports(tx, { editionId, definition: smallForm, fileSha256: null, rootDueOn: null, expected }),
  );
  const mai = await makePerson(platform, 'coordinator', root.unitId);
  const coordinator = await enterEdition(mai, editionId);
  const reporter = await enterEdition(await makePerson(platform, 'reporter', district.unitId), editionId);

  const id = await openReportPaper(coordinator, root.unitId, false);
  expect(await openReportPaper(coordinator, root.unitId, false)).toBe(id);
  const state = () => readReportPaper(coordinator, root.unitId, formId);
  expect(await state()).toEqual({ mayWrite: true, paper: { id, status: 'draft', isOutdated: false } });
  const before = await readPaper(mai, id);
  expect(before).toMatchObject({ kind: 'consolidated-report', model: { type: 'BÁO CÁO' } });

  const unitId = district.unitId;
  const figures = { unitId, formId, cells: [{ key: '2', base: '', mine: '12' }], sections: [], groups: [] };
  const { version } = await saveReport(reporter, { ...figures, reasons: new Map() });
  await submitReport(reporter, { unitId, formId, version, missingReason: null });
  expect((await state()).paper?.isOutdated).toBe(true);
  await openReportPaper(coordinator, root.unitId, true);
  expect((await state()).paper?.isOutdated).toBe(false);
  const { model, version: now } = await readPaper(mai, id);
  expect(model).not.toEqual(before.model);

  // What a form leaves open is filled in by a person before it is issued.
  const whole: unknown = JSON.parse(JSON.stringify(model).replaceAll(/…{2,}/gu, 'không có'));
  const saved = await savePaper(mai, id, { version: now, model: whole, cause: 'save' });
  const issuedOn = '2022-10-21' as CalendarDate;
  const issued = await issuePaper(mai, id, { version: saved.version, issuedOn, number: 'next', reason: null });
  expect(issued.printedNumber).toMatch(/^01\//u);
  expect((await state()).paper).toEqual({ id, status: 'issued', isOutdated: false });
  await expect(openReportPaper(coordinator, root.unitId, true)).rejects.toMatchObject({ code: 'paper.issued' });

  await expect(openReportPaper(coordinator, unitId, false)).rejects.toMatchObject({ code: 'permission.denied' });
  expect(await readReportPaper(reporter, unitId, formId)).toEqual({ mayWrite: true, paper: null });
  expect(await readReportPaper(coordinator, unitId, formId)).toEqual({ mayWrite: false, paper: null });
  const pdf = await consolidatedFile(coordinator, root.unitId, 'pdf');
  expect(Buffer.from(pdf.subarray(0, 5)).toString('latin1')).toBe('%PDF-');
});
