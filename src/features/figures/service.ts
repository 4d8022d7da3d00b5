/** Figures that activities give to reports by themselves, and what stands behind each cell. */
import type { Tx } from '../../platform/database/transaction.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId, ActivityId, CalendarDate, Decimal, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, type EditionPlace, inEdition, requireAt, requirePlace } from '../editions/index.ts';
import { fillReport, readReport } from '../reports/index.ts';
import {
  deleteActivityFigures,
  deleteFigures,
  type Figure,
  type FigureRecord,
  type FigureSource,
  findRecords,
  findReporter,
  insertActivityFigures,
  insertFigures,
  sumFigures,
} from './store.ts';

export type NewFigures = FigureSource & {
  readonly editionId: EditionId;
  readonly organiserUnitId: UnitId;
  readonly occurredOn: CalendarDate;
  /** What it adds to each indicator; empty takes its figures away. A zero is kept: it was held, and nobody came. */
  readonly values: readonly { readonly indicator: string; readonly value: number }[];
  readonly by: AccountId | null;
};

/**
 * Puts what an activity or ceremony came to in place of what stood there of it, and brings the report of the nearest reporting
 * unit at or above its organiser in step, in the caller's transaction. Permission is the caller's: whoever confirms a class
 * does not see the commune's report, the system does it for them.
 */
export async function replaceFigures(tx: Tx, figures: NewFigures): Promise<void> {
  const { editionId } = figures;
  const values = figures.values.map(({ indicator, value }): Figure => ({ indicator, value: String(value) as Decimal }));
  await withSystemSight(tx, async (system) => {
    const reporter = await findReporter(system, editionId, figures.organiserUnitId);
    const before = await deleteFigures(system, editionId, figures);
    if (reporter !== null) {
      await insertFigures(system, { editionId, ...reporter, occurredOn: figures.occurredOn }, figures, values);
    }
    const touched = new Map<UnitId, Set<string>>();
    const touch = (unitId: UnitId, indicator: string) => {
      touched.set(unitId, (touched.get(unitId) ?? new Set()).add(indicator));
    };
    for (const { unitId, indicator } of before) touch(unitId, indicator);
    if (reporter !== null) for (const { indicator } of values) touch(reporter.unitId, indicator);
    for (const [unitId, indicators] of touched) {
      await fillReport(system, {
        editionId,
        unitId,
        figuresNow: () => sumFigures(system, editionId, unitId, [...indicators]),
        by: figures.by,
      });
    }
  });
}

/** Figures of many activities of one organiser. */
export interface ManyFigures {
  readonly editionId: EditionId;
  readonly organiserUnitId: UnitId;
  readonly by: AccountId | null;
  /** No values: what stood there is taken away. */
  readonly activities: readonly {
    readonly id: ActivityId;
    readonly occurredOn: CalendarDate;
    readonly values: NewFigures['values'];
  }[];
}

/** As `replaceFigures` for each of them, the report brought in step once. */
export async function replaceFiguresOfMany(tx: Tx, figures: ManyFigures): Promise<void> {
  const { editionId, activities } = figures;
  if (activities.length === 0) return;
  await withSystemSight(tx, async (system) => {
    const reporter = await findReporter(system, editionId, figures.organiserUnitId);
    const ids = activities.map(({ id }) => id);
    const touched = await deleteActivityFigures(system, editionId, ids);
    if (reporter !== null) {
      await insertActivityFigures(system, { editionId, ...reporter }, activities);
      for (const { values } of activities) {
        for (const { indicator } of values) touched.push({ unitId: reporter.unitId, indicator });
      }
    }
    for (const unitId of new Set(touched.map((each) => each.unitId))) {
      const own = touched.filter((each) => each.unitId === unitId).map(({ indicator }) => indicator);
      await fillReport(system, {
        editionId,
        unitId,
        figuresNow: () => sumFigures(system, editionId, unitId, [...new Set(own)]),
        by: figures.by,
      });
    }
  });
}

export const RECORDS_A_PAGE = 50;

/** The records behind one cell of a report or of a total. */
export interface RecordsScreen {
  readonly place: EditionPlace;
  readonly cell: number;
  /** Words of the form, with the line above where the label alone does not tell. */
  readonly label: string;
  readonly unit: string | null;
  readonly records: readonly FigureRecord[];
  readonly count: number;
  /** Sum over all records. */
  readonly total: Decimal;
  /** What the report says; null where the page is of a total, or nothing is written. */
  readonly written: Decimal | null;
  readonly overrideReason: string | null;
  readonly page: number;
}

/**
 * What stands behind a cell: of the unit's own report, or with all units below it.
 * @param page from 1
 * @throws Problem not-found, permission.denied
 */
export async function readRecords(
  ctx: EditionContext,
  unitId: UnitId,
  cell: number,
  options: { readonly withBelow: boolean; readonly page: number },
): Promise<RecordsScreen> {
  const report = await readReport(ctx, unitId);
  const formCell = report?.formCells.find((each) => each.cell === cell);
  if (!report || !formCell) throw new Problem('not-found');
  const { line, measure } = formCell;
  const stored = report.cells.get(cell);
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'report.read', place.lft);
    const found =
      measure.indicator === null
        ? { records: [], count: 0, total: '0' as Decimal }
        : await findRecords(
            tx,
            ctx.edition.id,
            measure.indicator,
            { from: place.lft, to: options.withBelow ? place.rgt : place.lft },
            { offset: (options.page - 1) * RECORDS_A_PAGE, limit: RECORDS_A_PAGE },
          );
    return {
      place,
      cell,
      label: line.under === null ? measure.label : `${line.under} – ${measure.label}`,
      unit: measure.unit,
      ...found,
      written: options.withBelow ? null : (stored?.value ?? null),
      overrideReason: options.withBelow ? null : (stored?.overrideReason ?? null),
      page: options.page,
    };
  });
}
