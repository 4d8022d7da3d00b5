/** The system's own hand in a report: figures of activities, put in by the act that makes them. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, Decimal, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { cellsByIndicator, fillCell } from './rules.fill.ts';
import { encodeCell } from './rules.cells.ts';
import { cellsOfForm, isCellUnlocked, unlockedParts } from './rules.ts';
import { subjectOf } from './service.ts';
import { findCells, findForms, findReport, findReturns, type ReportForm } from './store.ts';
import { upsertFilledCells } from './store.fill.ts';
import { updateReport } from './store.write.ts';

/**
 * Brings the cells of the unit's reports in step with the figures of its activities, in the transaction of the act that changed
 * them. The transaction must see the report (system sight): whoever confirms a class is not the one who reports.
 * @param figuresNow by indicator: the sum of what counts now, null where nothing counts any more; others are left as they are.
 * Asked for once the report is held: two acts at once both see what the other has added.
 */
export async function fillReport(
  tx: Tx,
  input: {
    readonly editionId: EditionId;
    readonly unitId: UnitId;
    readonly figuresNow: () => Promise<ReadonlyMap<string, Decimal | null>>;
    readonly by: AccountId | null;
  },
): Promise<void> {
  for (const form of await findForms(tx, input.editionId)) await fillOne(tx, form, input);
}

async function fillOne(tx: Tx, form: ReportForm, input: Parameters<typeof fillReport>[1]): Promise<void> {
  const report = await findReport(tx, { editionId: input.editionId, unitId: input.unitId, formId: form.id }, true);
  if (!report) return;
  const cellOf = cellsByIndicator(cellsOfForm(form.definition));
  const [figures, stored, returns] = await Promise.all([
    input.figuresNow(),
    findCells(tx, report),
    findReturns(tx, report, report.round),
  ]);
  const storedOf = new Map(stored.map((cell) => [cell.cell, cell]));
  const unlocked = unlockedParts(report.status, returns);
  const changed = [...figures].flatMap(([indicator, filled]) => {
    const cell = cellOf.get(indicator);
    if (cell === undefined) return [];
    const before = storedOf.get(cell);
    const after = fillCell(before, filled, isCellUnlocked(unlocked, cell));
    const isSame = encodeCell(before) === encodeCell(after) && (before?.filled ?? null) === after.filled;
    return isSame ? [] : [{ cell, before, after }];
  });
  if (changed.length === 0) return;
  // A figure beside a sent report moves without changing the report.
  const isWritten = changed.some(({ before, after }) => encodeCell(before) !== encodeCell(after));
  const version = isWritten ? report.version + 1 : report.version;
  await Promise.all([
    upsertFilledCells(
      tx,
      report,
      changed.map(({ cell, after }) => ({ cell, ...after })),
      version,
      input.by,
    ),
    isWritten
      ? updateReport(tx, report, { version, ...(report.status === 'open' ? { status: 'draft' as const } : {}) })
      : undefined,
    appendAudit(tx, {
      unitId: report.unitId,
      verb: 'report.fill',
      subject: subjectOf(report),
      before: Object.fromEntries(changed.map(({ cell, before }) => [cell, before?.filled ?? null])),
      after: Object.fromEntries(changed.map(({ cell, after }) => [cell, after.filled])),
    }),
  ]);
}
