/** The reporter's verbs: save and send. Permission first, one transaction, audit beside it. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import type { Decimal, FormId, UnitId } from '../../platform/ids/ids.ts';
import {
  type EditionContext,
  type EditionPlace,
  inEdition,
  requireAt,
  requireOpen,
  requirePlace,
} from '../editions/index.ts';
import {
  canSubmit,
  isCellUnlocked,
  isGroupUnlocked,
  isSectionUnlocked,
  type Unlocked,
  unlockedParts,
} from './rules.ts';
import { decodeCell, decodeRows, encodeCell, encodeRows } from './rules.cells.ts';
import { differsFromFigure } from './rules.fill.ts';
import { mergeParts, type PostedPart } from './rules.merge.ts';
import { belowOf, totalDelta } from './rules.totals.ts';
import {
  findCells,
  findForms,
  findReport,
  findReturns,
  findRows,
  findSections,
  type ReportForm,
  type ReportHead,
  type StoredCell,
  type StoredRow,
  type StoredSection,
} from './store.ts';
import { findFormVersion } from './store.form.ts';
import { findMissingBelow, findTotal } from './store.totals.ts';
import {
  addToTotals,
  type CellWrite,
  findSnapshotEnd,
  insertSnapshot,
  replaceRows,
  updateReport,
  upsertCells,
  upsertSections,
} from './store.write.ts';

export interface SaveInput {
  readonly unitId: UnitId;
  readonly formId: FormId;
  /** Cells by number, encoded as in rules.cells. */
  readonly cells: readonly PostedPart[];
  /** Narrative sections by key. */
  readonly sections: readonly PostedPart[];
  /** Open rows by group number, encoded as in rules.cells. */
  readonly groups: readonly PostedPart[];
  /** Why a person's number differs from the one the system filled in, by cell. */
  readonly reasons: ReadonlyMap<number, string>;
  /** Version of the form that the cells were numbered by; where it is given, another one is refused. */
  readonly formVersion?: number;
}

/**
 * Saves what was changed on a page, merged with what others saved meanwhile.
 * @returns the report's version after it
 * @throws Problem form.changed, report.locked, report.cell-locked, edit.conflict (with both values), report.invalid-value, permission.denied
 */
export function saveReport(ctx: EditionContext, input: SaveInput): Promise<{ version: number }> {
  return inEdition(ctx, async (tx) => {
    // What a person may not see cannot be held either: row-level security comes before the lock.
    const [place, report] = await Promise.all([
      requirePlace(tx, ctx.edition.id, input.unitId),
      findReport(tx, { editionId: ctx.edition.id, unitId: input.unitId, formId: input.formId }, true),
    ]);
    requireAt(ctx, 'report.fill', place.lft);
    requireOpen(ctx);
    if (!report) throw new Problem('not-found');
    if (report.status === 'submitted' || report.status === 'accepted') throw new Problem('report.locked');

    // Only now that the report is held: what is read here stays as it is until commit.
    const [formVersion, returns, cells, sections, rows] = await Promise.all([
      input.formVersion === undefined ? undefined : findFormVersion(tx, input.formId),
      findReturns(tx, report, report.round),
      findCells(tx, report),
      findSections(tx, report),
      findRows(tx, report),
    ]);
    // A form that was mended meanwhile has other measures behind the same numbers.
    if (formVersion !== input.formVersion) throw new Problem('form.changed');
    const unlocked = unlockedParts(report.status, returns);
    const cellOf = new Map(cells.map((cell) => [cell.cell, cell]));
    const groupNos = input.groups.map((group) => Number(group.key));
    const merges = {
      cells: mergeParts(input.cells, new Map(cells.map((cell) => [String(cell.cell), encodeCell(cell)]))),
      sections: mergeParts(input.sections, new Map(sections.map((section) => [section.section, section.body]))),
      groups: mergeParts(
        input.groups,
        new Map(groupNos.map((no) => [String(no), encodeRows(rows.filter((row) => row.groupNo === no))])),
      ),
    };
    const conflicts = {
      cells: merges.cells.conflicts,
      sections: merges.sections.conflicts,
      groups: merges.groups.conflicts,
    };
    if (conflicts.cells.length + conflicts.sections.length + conflicts.groups.length > 0) {
      throw new Problem('edit.conflict', { current: conflicts });
    }
    refuseLocked(unlocked, merges);
    refuseWithoutReason(merges.cells.changed, cellOf, input.reasons);
    const explained = explainedCells(cells, merges.cells.changed, unlocked, input.reasons);
    if (
      explained.length + merges.cells.changed.size + merges.sections.changed.size + merges.groups.changed.size ===
      0
    ) {
      return { version: report.version };
    }

    const version = report.version + 1;
    const by = ctx.actor?.accountId ?? null;
    await Promise.all([
      upsertCells(
        tx,
        report,
        [
          ...explained,
          ...[...merges.cells.changed].map(([key, text]) => ({
            cell: Number(key),
            ...decodeCell(text),
            overrideReason: input.reasons.get(Number(key)) ?? null,
          })),
        ],
        version,
        by,
      ),
      upsertSections(tx, report, merges.sections.changed, version, by),
      ...[...merges.groups.changed].map(([key, text]) =>
        replaceRows(tx, report, Number(key), decodeRows(text), version, by),
      ),
      updateReport(tx, report, { version, ...(report.status === 'open' ? { status: 'draft' } : {}) }),
      appendAudit(tx, {
        unitId: report.unitId,
        verb: 'report.save',
        subject: subjectOf(report),
        before: Object.fromEntries(
          [...merges.cells.changed.keys()].map((key) => [key, encodeCell(cellOf.get(Number(key)))]),
        ),
        after: {
          cells: Object.fromEntries(merges.cells.changed),
          sections: [...merges.sections.changed.keys()],
          groups: [...merges.groups.changed.keys()],
        },
      }),
    ]);
    return { version };
  });
}

function refuseLocked(
  unlocked: Unlocked,
  merges: Record<'cells' | 'sections' | 'groups', { changed: ReadonlyMap<string, string> }>,
): void {
  const locked: FieldProblem[] = [
    ...[...merges.cells.changed.keys()]
      .filter((key) => !isCellUnlocked(unlocked, Number(key)))
      .map((key) => `cell.${key}`),
    ...[...merges.sections.changed.keys()]
      .filter((key) => !isSectionUnlocked(unlocked, key))
      .map((key) => `section.${key}`),
    ...[...merges.groups.changed.keys()]
      .filter((key) => !isGroupUnlocked(unlocked, Number(key)))
      .map((key) => `group.${key}`),
  ].map((field) => ({ field, code: 'locked' }));
  if (locked.length > 0) throw new Problem('report.cell-locked', { fields: locked });
}

function refuseWithoutReason(
  changed: ReadonlyMap<string, string>,
  cellOf: ReadonlyMap<number, StoredCell>,
  reasons: ReadonlyMap<number, string>,
): void {
  const missing: FieldProblem[] = [];
  for (const [key, text] of changed) {
    const filled = cellOf.get(Number(key))?.filled ?? null;
    if (filled !== null && text !== filled && !reasons.get(Number(key))) {
      missing.push({ field: `cell.${key}`, code: 'reason-needed' });
    }
  }
  if (missing.length > 0) throw new Problem('report.invalid-value', { fields: missing });
}

/** Cells whose number stays, with the reason that a person gives now for its being another than the system's. */
function explainedCells(
  cells: readonly StoredCell[],
  changed: ReadonlyMap<string, string>,
  unlocked: Unlocked,
  reasons: ReadonlyMap<number, string>,
): CellWrite[] {
  return cells.flatMap((cell) => {
    const reason = reasons.get(cell.cell);
    if (reason === undefined || reason === cell.overrideReason || changed.has(String(cell.cell))) return [];
    if (!differsFromFigure(cell) || !isCellUnlocked(unlocked, cell.cell)) return [];
    return [{ cell: cell.cell, state: cell.state, value: cell.value, overrideReason: reason }];
  });
}

/** Numbers that differ from what the activities give, without a word why. */
function refuseUnexplained(cells: readonly StoredCell[], unlocked: Unlocked): void {
  const fields = cells
    .filter((cell) => differsFromFigure(cell) && !cell.overrideReason && isCellUnlocked(unlocked, cell.cell))
    .map((cell): FieldProblem => ({ field: `cell.${cell.cell}`, code: 'reason-needed' }));
  if (fields.length > 0) throw new Problem('report.invalid-value', { fields });
}

export interface SubmitInput {
  readonly unitId: UnitId;
  readonly formId: FormId;
  /** The version the person looked at before sending. */
  readonly version: number;
  /** Why units below that have not reported are left out; needed when there are any. */
  readonly missingReason: string | null;
}

/**
 * Sends the report: its own values enter the totals of every level above in the same transaction, and what was sent is
 * kept whole. Sending what is already sent (a form posted twice) changes nothing.
 * @throws Problem edit.stale, report.empty, report.missing-units, report.invalid-value (a number that differs from the activities'
 * without a reason), report.locked, permission.denied
 */
export function submitReport(ctx: EditionContext, input: SubmitInput): Promise<{ round: number }> {
  return inEdition(ctx, async (tx) => {
    const [place, report, form] = await Promise.all([
      requirePlace(tx, ctx.edition.id, input.unitId),
      findReport(tx, { editionId: ctx.edition.id, unitId: input.unitId, formId: input.formId }, true),
      requireForm(tx, ctx, input.formId),
    ]);
    requireAt(ctx, 'report.submit', place.lft);
    requireOpen(ctx);
    if (!report) throw new Problem('not-found');
    if (report.status === 'submitted' && report.version === input.version) return { round: report.round };
    if (!canSubmit(report.status)) throw new Problem('report.locked');
    if (report.version !== input.version) throw new Problem('edit.stale', { current: { version: report.version } });

    const range = { from: place.lft, to: place.rgt };
    const [cells, returns, sections, rows, missing, total, snapshotBefore] = await Promise.all([
      findCells(tx, report),
      findReturns(tx, report, report.round),
      findSections(tx, report),
      findRows(tx, report),
      place.rgt > place.lft ? findMissingBelow(tx, ctx.edition.id, input.formId, range, 500) : { names: [], count: 0 },
      findTotal(tx, ctx.edition.id, input.formId, input.unitId),
      findSnapshotEnd(tx, report),
    ]);
    if (missing.count > 0 && !input.missingReason) {
      throw new Problem('report.missing-units', { current: missing });
    }
    refuseUnexplained(cells, unlockedParts(report.status, returns));
    const counted = countedValues(form, cells);
    if ((total?.reports ?? 0) === 0 && saysNothing(form, cells, sections, rows)) throw new Problem('report.empty');

    const round = report.round + 1;
    const by = ctx.actor?.accountId ?? null;
    const sent = {
      round,
      cells: Object.fromEntries(cells.map((cell) => [form.measures[cell.cell - 1] ?? cell.cell, encodeCell(cell)])),
      below: total ? belowOf(total.sums, report.counted) : [],
      reportsBelow: total?.reports ?? 0,
      sections: Object.fromEntries(sections.map((section) => [section.section, section.body])),
      rows,
      missing: missing.names,
      missingReason: missing.count > 0 ? input.missingReason : null,
    };
    // In one packet: the rows of the levels above are held from its last statement to the commit, no longer.
    await Promise.all([
      insertSnapshot(tx, report, 'submitted', sent, by, snapshotBefore),
      updateReport(tx, report, {
        status: 'submitted',
        round,
        submittedAt: ctx.platform.clock.now(),
        submittedBy: by,
        missingReason: missing.count > 0 ? input.missingReason : null,
        counted,
      }),
      appendAudit(tx, {
        unitId: report.unitId,
        verb: 'report.submit',
        subject: subjectOf(report),
        after: { round },
      }),
      addToTotals(tx, report, totalDelta(report.counted, counted, form.measures.length)),
    ]);
    return { round };
  });
}

/** Sections alone don't make a report of a form that asks for figures; a form without figures has nothing else. */
function saysNothing(
  form: ReportForm,
  cells: readonly StoredCell[],
  sections: readonly StoredSection[],
  rows: readonly StoredRow[],
): boolean {
  if (cells.some((cell) => cell.state !== 'blank') || rows.length > 0) return false;
  return form.measures.length > 0 || sections.every((section) => section.body === '');
}

/** The values that enter the totals: a number in every cell that adds up; null for blank and not applicable. */
export function countedValues(form: ReportForm, cells: readonly StoredCell[]): (Decimal | null)[] {
  const valueOf = new Map(cells.map((cell) => [cell.cell, cell.value]));
  return form.measures.map((_, index) => (form.addsUp[index] ? (valueOf.get(index + 1) ?? null) : null));
}

/** The report of a unit, held until commit. @throws Problem not-found when none is expected */
export async function requireReport(
  tx: Tx,
  ctx: EditionContext,
  place: EditionPlace,
  formId: FormId,
): Promise<ReportHead> {
  const report = await findReport(tx, { editionId: ctx.edition.id, unitId: place.unitId, formId }, true);
  if (!report) throw new Problem('not-found');
  return report;
}

/** The edition's form. @throws Problem not-found */
export async function requireForm(tx: Tx, ctx: EditionContext, formId: FormId): Promise<ReportForm> {
  const form = (await findForms(tx, ctx.edition.id)).find((candidate) => candidate.id === formId);
  if (!form) throw new Problem('not-found');
  return form;
}

/** How the audit names a report. */
export function subjectOf(report: ReportHead): string {
  return `report/${report.editionId}/${report.unitId}/${report.formId}`;
}
