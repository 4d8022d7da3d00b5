/** What other features may use of reports. */
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, EditionId, FormId } from '../../platform/ids/ids.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { cellsOfForm } from './rules.ts';
import { type ExpectedReports, insertExpectedReports, insertForm } from './store.write.ts';

export type { ReportStatus } from './rules.ts';
export { type SaveInput, saveReport, submitReport } from './service.ts';
export { fillReport } from './service.fill.ts';
export { acceptReport, returnReport } from './service.review.ts';
export { reportJobs } from './jobs.ts';
export { readReport, readTotals } from './service.read.ts';
export { findReportState, type ReportState } from './store.totals.ts';
export { officialHead } from './rules.official.ts';
export { applyReportDueDates } from './store.write.ts';
export type { ExpectedReports } from './store.write.ts';
export {
  mendErrors,
  type MendPost,
  postedVersion,
  readMendPost,
  type StaleMend,
  staleMend,
} from './form-post.ts';
export { difference } from './rules.form-mend.ts';
export { FormFacts } from './views.form-mend.tsx';
export { type MendModel, mendModel } from './views.form-model.ts';
export { MendErrors, MendForm, StaleForm } from './views.form-page.tsx';

/**
 * Puts a report form in force in an edition and freezes who is expected to report: the root (by `rootDueOn`), and every
 * unit of each level or each single unit named. Part of the transaction that opens the edition; permission is the caller's.
 * @returns the form and how many units are expected
 */
export async function expectReports(
  tx: Tx,
  input: {
    editionId: EditionId;
    definition: FormDefinition;
    fileSha256: string | null;
    rootDueOn: CalendarDate | null;
    expected: readonly ExpectedReports[];
  },
): Promise<{ formId: FormId; expected: number }> {
  const cells = cellsOfForm(input.definition);
  const formId = await insertForm(tx, {
    editionId: input.editionId,
    definition: input.definition,
    measures: cells.map((cell) => cell.measure.key),
    addsUp: cells.map((cell) => cell.measure.addingUp !== 'none'),
    fileSha256: input.fileSha256,
  });
  const expected = await insertExpectedReports(
    tx,
    input.editionId,
    formId,
    input.rootDueOn,
    input.expected,
    cells.length,
  );
  return { formId, expected };
}
