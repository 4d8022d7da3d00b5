/** A filled-in file read for a report: only looked at here; what a person takes over goes through saveReport. */
import type { ReadValues } from '../../documents/forms/definition.ts';
import { DocumentProblem } from '../../documents/problem.ts';
import { readValuesInWorker } from '../../documents/worker-client.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, requireOpen } from '../editions/index.ts';
import { readReport, type ReportScreen } from './service.read.ts';

/**
 * The report, for who may fill it in now.
 * @throws Problem not-found when nothing is expected of the unit; report.locked; edition.closed; permission.denied
 */
export async function readFillable(ctx: EditionContext, unitId: UnitId): Promise<ReportScreen> {
  const screen = await readReport(ctx, unitId);
  if (!screen) throw new Problem('not-found');
  requireOpen(ctx);
  if (!screen.mayFill) throw new Problem('permission.denied');
  if (screen.report.status === 'submitted' || screen.report.status === 'accepted') throw new Problem('report.locked');
  return screen;
}

/**
 * Reads a filled-in form in a worker. Nothing is kept of the file.
 * @throws Problem document.unreadable with the reader's sentence in `detail`; file.too-large
 */
export async function readFilledFile(
  ctx: EditionContext,
  screen: ReportScreen,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<ReadValues> {
  const { config, readers } = ctx.platform;
  if (file.bytes.byteLength > config.uploadLimit) throw new Problem('file.too-large');
  try {
    return await readValuesInWorker(readers, screen.form.definition, file.bytes, file.name);
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    throw new Problem('document.unreadable', {
      detail: error.message,
      fields: [{ field: 'file', code: error.code, detail: error.message }],
      cause: error,
    });
  }
}
