/** What the screens of reports show: one function a screen, permission first, everything in one transaction. */
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, Decimal, FormId, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { today } from '../../platform/clock/clock.ts';
import {
  type EditionContext,
  type EditionPlace,
  inEdition,
  mayAbove,
  mayAt,
  requireAt,
  requirePlace,
} from '../editions/index.ts';
import {
  adviseOnCells,
  type CellAdvice,
  cellsOfForm,
  type FormCell,
  type ReportStatus,
  type Unlocked,
  unlockedParts,
} from './rules.ts';
import { belowOf } from './rules.totals.ts';
import {
  findCells,
  findForms,
  findLastSnapshots,
  findReport,
  findReturns,
  findRows,
  findSections,
  type ReportForm,
  type ReportHead,
  type StoredCell,
  type StoredReturn,
  type StoredRow,
} from './store.ts';
import {
  countStates,
  type ExpectedUnit,
  findExpected,
  findMissingBelow,
  findTotal,
  findTotalsAround,
  type UnitTotal,
} from './store.totals.ts';

/** One report, as the reporter and the reviewer see it. */
export interface ReportScreen {
  readonly place: EditionPlace;
  readonly form: ReportForm;
  readonly formCells: readonly FormCell[];
  readonly report: ReportHead;
  readonly cells: ReadonlyMap<number, StoredCell>;
  readonly sections: ReadonlyMap<string, string>;
  readonly rows: readonly StoredRow[];
  /** Returns of the round at hand: what is to be corrected now. */
  readonly returns: readonly StoredReturn[];
  readonly earlierReturns: readonly StoredReturn[];
  readonly unlocked: Unlocked;
  /** Sums of the units below by cell; null for a unit that has none below. */
  readonly below: readonly Decimal[] | null;
  readonly reportsBelow: number;
  readonly expectedBelow: number;
  readonly missingBelow: { readonly names: readonly string[]; readonly count: number };
  /** Who gets the report: in the words of the document, else the unit above. */
  readonly recipients: readonly string[];
  readonly viaName: string | null;
  readonly advice: readonly CellAdvice[];
  readonly mayFill: boolean;
  readonly maySubmit: boolean;
  readonly mayReview: boolean;
  /** Cells as they were when the report was sent before this time, by measure key; null when it was sent once or never. */
  readonly cellsBefore: Readonly<Record<string, string>> | null;
}

const NAMES_SHOWN = 12;

/**
 * The report of a unit in the edition's form.
 * @returns null when the edition has no form, or no report is expected of the unit
 */
export function readReport(ctx: EditionContext, unitId: UnitId, formId?: FormId): Promise<ReportScreen | null> {
  return inEdition(ctx, async (tx) => {
    const [place, form] = await Promise.all([requirePlace(tx, ctx.edition.id, unitId), chooseForm(tx, ctx, formId)]);
    requireAt(ctx, 'report.read', place.lft);
    if (!form) return null;
    const key = { editionId: ctx.edition.id, unitId, formId: form.id };
    const hasBelow = place.rgt > place.lft;
    const below = { from: place.lft + 1, to: place.rgt };
    const [report, cells, sections, rows, returns, total, states, missingBelow] = await Promise.all([
      findReport(tx, key),
      findCells(tx, key),
      findSections(tx, key),
      findRows(tx, key),
      findReturns(tx, key),
      findTotal(tx, ctx.edition.id, form.id, unitId),
      hasBelow ? countStates(tx, ctx.edition.id, form.id, below, todayOf(ctx)) : null,
      hasBelow
        ? findMissingBelow(tx, ctx.edition.id, form.id, { from: place.lft, to: place.rgt }, NAMES_SHOWN)
        : { names: [], count: 0 },
    ]);
    if (!report) return null;
    const current = report.status === 'returned' ? returns.filter((item) => item.round === report.round) : [];
    const [names, snapshots] = await Promise.all([
      namesOf(tx, ctx, [report.recipientUnitId, report.viaUnitId]),
      report.round > 1 ? findLastSnapshots(tx, report, 2) : [],
    ]);
    const formCells = cellsOfForm(form.definition);
    const cellOf = new Map(cells.map((cell) => [cell.cell, cell]));
    return {
      place,
      form,
      formCells,
      report,
      cells: cellOf,
      sections: new Map(sections.map((section) => [section.section, section.body])),
      rows,
      returns: current,
      earlierReturns: returns.filter((item) => !current.includes(item)),
      unlocked: unlockedParts(report.status, current),
      below: hasBelow && (states?.expected ?? 0) > 0 && total ? belowOf(total.sums, report.counted) : null,
      reportsBelow: (total?.reports ?? 0) - (report.counted ? 1 : 0),
      expectedBelow: states?.expected ?? 0,
      missingBelow,
      recipients: recipientsOf(report, names),
      viaName: names.get(report.viaUnitId) ?? report.viaLabel,
      advice: adviseOnCells(formCells, (cell) => cellOf.get(cell)?.value ?? null),
      mayFill: ctx.edition.status === 'open' && mayAt(ctx, 'report.fill', place.lft),
      maySubmit: ctx.edition.status === 'open' && mayAt(ctx, 'report.submit', place.lft),
      mayReview: ctx.edition.status === 'open' && mayAbove(ctx, 'report.review', place.lft),
      cellsBefore: snapshots[report.status === 'submitted' || report.status === 'accepted' ? 1 : 0]?.cells ?? null,
    };
  });
}

export interface ListFilter {
  readonly statuses: readonly ReportStatus[];
  readonly search: string;
  /** From 1. */
  readonly page: number;
}

export interface ListScreen {
  readonly place: EditionPlace;
  readonly units: readonly ExpectedUnit[];
  readonly hasMore: boolean;
  readonly expected: number;
  readonly sent: number;
  readonly late: number;
  readonly byStatus: ReadonlyMap<ReportStatus, number>;
  readonly today: CalendarDate;
}

export const LIST_PAGE = 50;

/** Who below a unit has sent and who has not. @returns null when the edition has no form */
export function readList(ctx: EditionContext, unitId: UnitId, filter: ListFilter): Promise<ListScreen | null> {
  return inEdition(ctx, async (tx) => {
    const [place, form] = await Promise.all([requirePlace(tx, ctx.edition.id, unitId), chooseForm(tx, ctx)]);
    requireAt(ctx, 'report.read', place.lft);
    if (!form) return null;
    const below = { from: place.lft + 1, to: place.rgt };
    const [units, states] = await Promise.all([
      findExpected(tx, ctx.edition.id, form.id, {
        ...below,
        statuses: filter.statuses,
        search: unaccentedKey(filter.search),
        limit: LIST_PAGE + 1,
        offset: (filter.page - 1) * LIST_PAGE,
      }),
      countStates(tx, ctx.edition.id, form.id, below, todayOf(ctx)),
    ]);
    return {
      place,
      units: units.slice(0, LIST_PAGE),
      hasMore: units.length > LIST_PAGE,
      expected: states.expected,
      sent: (states.byStatus.get('submitted') ?? 0) + (states.byStatus.get('accepted') ?? 0),
      late: states.late,
      byStatus: states.byStatus,
      today: todayOf(ctx),
    };
  });
}

export interface TotalsScreen {
  readonly place: EditionPlace;
  readonly form: ReportForm;
  readonly formCells: readonly FormCell[];
  /** The unit with the sums of its whole subtree. */
  readonly whole: UnitTotal;
  /** Its own counted values, by cell; null when its own report is not counted. */
  readonly own: readonly (Decimal | null)[] | null;
  readonly below: readonly Decimal[];
  readonly children: readonly UnitTotal[];
  readonly parent: EditionPlace | null;
}

/** The totals of a unit and of each unit right below it. @returns null when there is no form or nothing is expected */
export function readTotals(ctx: EditionContext, unitId: UnitId): Promise<TotalsScreen | null> {
  return inEdition(ctx, async (tx) => {
    const [place, form] = await Promise.all([requirePlace(tx, ctx.edition.id, unitId), chooseForm(tx, ctx)]);
    requireAt(ctx, 'report.read', place.lft);
    if (!form) return null;
    const [[whole, ...children], report, parent] = await Promise.all([
      findTotalsAround(tx, ctx.edition.id, form.id, unitId),
      findReport(tx, { editionId: ctx.edition.id, unitId, formId: form.id }),
      place.parentId === null ? null : requirePlace(tx, ctx.edition.id, place.parentId),
    ]);
    if (!whole?.sums) return null;
    return {
      place,
      form,
      formCells: cellsOfForm(form.definition),
      whole,
      own: report?.counted ?? null,
      below: belowOf(whole.sums, report?.counted ?? null),
      children: children.filter((child) => child.expected > 0),
      parent: parent && mayAt(ctx, 'report.read', parent.lft) ? parent : null,
    };
  });
}

/** The edition's form: the one asked for, or the first. */
export async function chooseForm(tx: Tx, ctx: EditionContext, formId?: FormId): Promise<ReportForm | null> {
  const forms = await findForms(tx, ctx.edition.id);
  if (formId === undefined) return forms[0] ?? null;
  const form = forms.find((candidate) => candidate.id === formId);
  if (!form) throw new Problem('not-found');
  return form;
}

function recipientsOf(report: ReportHead, names: ReadonlyMap<UnitId | null, string>): string[] {
  if (report.toLabels.length > 0) return [...report.toLabels];
  const above = names.get(report.recipientUnitId);
  return above === undefined ? [] : [above];
}

async function namesOf(
  tx: Tx,
  ctx: EditionContext,
  unitIds: readonly (UnitId | null)[],
): Promise<Map<UnitId | null, string>> {
  const known = unitIds.filter((unitId) => unitId !== null);
  const places = await Promise.all(known.map((unitId) => requirePlace(tx, ctx.edition.id, unitId)));
  return new Map(places.map((place) => [place.unitId, place.name]));
}

function todayOf(ctx: EditionContext): CalendarDate {
  return today(ctx.platform.clock);
}
