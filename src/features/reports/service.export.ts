/** The official papers of a report: the consolidated report as .docx, the unit-by-indicator table as .xlsx. */
import type { OfficeDoc } from '../../documents/write/doc-model.ts';
import { symbolOf, reportModel } from '../../documents/write/report-model.ts';
import { type UnitRow, writeUnitTable } from '../../documents/write/xlsx-table.ts';
import { groupKeys } from '../../documents/forms/key.ts';
import { messagesFor } from '../../../messages/index.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { type EditionContext, type EditionPlace, inEdition } from '../editions/index.ts';
import { makeDocx, makePdf } from '../papers/index.ts';
import { cellsOfForm } from './rules.ts';
import { encodeCell } from './rules.cells.ts';
import { consolidatedValues } from './rules.export.ts';
import { isTerritory, officialHead, symbolFrom } from './rules.official.ts';
import { readReport, readTotals } from './service.read.ts';
import { findRowsOfChildren } from './store.totals.ts';
import type { UnitTotal } from './store.totals.ts';

// An official document is in Vietnamese, whatever language its reader chose for the screen.
const texts = messagesFor('vi').reports.document;

/**
 * The consolidated report of a unit as a file.
 * @throws Problem not-found when nothing is expected of the unit; permission.denied
 */
export async function consolidatedFile(
  ctx: EditionContext,
  unitId: UnitId,
  format: 'docx' | 'pdf',
): Promise<Uint8Array> {
  const { model, formId, reports } = await consolidatedModel(ctx, unitId);
  await inEdition(ctx, (tx) =>
    appendAudit(tx, {
      unitId,
      verb: 'report.export',
      subject: `report/${ctx.edition.id}/${unitId}/${formId}`,
      after: { format, reports },
    }),
  );
  return format === 'docx' ? makeDocx(ctx.platform, model) : (await makePdf(ctx.platform, model)).bytes;
}

/**
 * The consolidated report of a unit in the form's own layout, with the head and signature block of NĐ 30/2020; its
 * number and date are left blank until it is issued.
 * @throws Problem not-found when nothing is expected of the unit; permission.denied
 */
export async function consolidatedModel(
  ctx: EditionContext,
  unitId: UnitId,
): Promise<{ model: OfficeDoc; formId: number; reports: number }> {
  const screen = await readReport(ctx, unitId);
  const totals = await readTotals(ctx, unitId);
  if (!screen || !totals?.whole.sums) throw new Problem('not-found');
  const { definition } = screen.form;
  const rows = await inEdition(ctx, (tx) => findRowsOfChildren(tx, ctx.edition.id, screen.form.id, unitId));
  const values = consolidatedValues(
    definition,
    cellsOfForm(definition),
    {
      sums: totals.whole.sums,
      givers: totals.whole.givers ?? [],
      own: (cell) => encodeCell(screen.cells.get(cell)),
      sections: screen.sections,
      rows: [...screen.rows.map((row) => ({ ...row, unitName: null })), ...rows],
    },
    groupKeys(definition),
  );
  const isCommittee = isTerritory(screen.place);
  const { frame } = definition;
  const head = officialHead(screen.place);
  const model = reportModel({
    definition,
    values,
    head: { ...head, symbol: symbolFrom(symbolOf(frame.numberPattern), head.symbol) },
    subject: null,
    addressees: screen.recipients.map(agencyOf),
    via: screen.viaName,
    recipients: texts.recipients(screen.recipients.length > 0),
    signature: {
      authority: isCommittee ? [texts.onBehalf] : [],
      title: (frame.signerTitle ?? texts.chairman).split('/')[0]?.trim() ?? texts.chairman,
      name: null,
    },
    consolidated: totals.children.length > 0,
    split: null,
    notes: {},
    closing:
      screen.report.missingReason === null
        ? null
        : texts.missing(screen.missingBelow.names, screen.report.missingReason),
  });
  return { model, formId: screen.form.id, reports: totals.whole.reports };
}

function agencyOf(name: string): string {
  return /^(Tỉnh|Thành phố|Quận|Huyện|Thị xã|Xã|Phường|Thị trấn|Đặc khu) /u.test(name)
    ? texts.committeeInLine(name)
    : name;
}

/**
 * One row a unit (the unit itself, then each right below it with everything under it), one column an indicator; sums as
 * formulas with their values.
 * @throws Problem not-found, permission.denied
 */
export async function unitTableXlsx(ctx: EditionContext, unitId: UnitId): Promise<Uint8Array> {
  const totals = await readTotals(ctx, unitId);
  if (!totals) throw new Problem('not-found');
  const cells = totals.formCells;
  const ownRow: UnitRow = {
    code: totals.place.code,
    name: totals.children.length > 0 ? texts.ownOf(totals.place.name) : totals.place.name,
    status: totals.own === null ? 'missing' : 'submitted',
    cells: Object.fromEntries(
      cells.flatMap(({ cell, measure }) => {
        const value = totals.own?.[cell - 1] ?? null;
        return value === null ? [] : [[measure.key, { state: 'value' as const, number: value }]];
      }),
    ),
  };
  return writeUnitTable({
    definition: totals.form.definition,
    titles: [texts.tableTitle(totals.place.name), totals.form.title, ctx.edition.title],
    author: authorOf(totals.place),
    sheetName: texts.sheet,
    units: [ownRow, ...totals.children.map((child) => rowOf(child))],
    further: [],
  });

  function rowOf(child: UnitTotal): UnitRow {
    return {
      code: child.code,
      name: child.name,
      status: statusOf(child),
      cells: Object.fromEntries(
        cells.flatMap(({ cell, measure }) =>
          (child.givers?.[cell - 1] ?? 0) > 0
            ? [[measure.key, { state: 'value' as const, number: child.sums?.[cell - 1] ?? '0' }]]
            : [],
        ),
      ),
    };
  }
}

/** A unit that reports itself has sent when its own report has; one that doesn't, when somebody below it has. */
function statusOf({ status, reports }: UnitTotal): UnitRow['status'] {
  if (status === 'accepted') return 'checked';
  return status === 'submitted' || (status === null && reports > 0) ? 'submitted' : 'missing';
}

function authorOf(place: EditionPlace): string {
  return isTerritory(place) ? texts.committeeInLine(place.name) : place.name;
}
