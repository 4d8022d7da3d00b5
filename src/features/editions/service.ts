/** What one sees of an edition: its state at a glance, its tree. */
import { today } from '../../platform/clock/clock.ts';
import type { CalendarDate, DocumentId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type EditionContext, inEdition, requirePlace } from './access.ts';
import type { EditionPlace } from './store.access.ts';
import {
  countEditionLevels,
  type EditionUnitRow,
  findEditionOrigin,
  listEditionUnits,
  planProgress,
  type PlanProgress,
  reportProgress,
  type ReportProgress,
  rootDueDates,
  type TimelineDate,
} from './store.ts';

export interface EditionOverview {
  readonly root: EditionPlace;
  readonly treeDate: CalendarDate;
  /** The document that opened it, when the person may see that document. */
  readonly documentId: DocumentId | null;
  readonly levels: readonly { level: string; count: number }[];
  readonly dates: readonly TimelineDate[];
  readonly plans: readonly PlanProgress[];
  readonly reports: readonly ReportProgress[];
  readonly today: CalendarDate;
}

/** The edition at a glance, as far as the person may see. */
export async function readOverview(ctx: EditionContext): Promise<EditionOverview> {
  const day = today(ctx.platform.clock);
  return inEdition(ctx, async (tx) => {
    const id = ctx.edition.id;
    const positions = ctx.rights.map((right) => [right.lft, right.rgt] as const);
    const origin = await findEditionOrigin(tx, id);
    return {
      root: await requirePlace(tx, id, ctx.edition.rootUnitId),
      treeDate: origin.treeDate,
      documentId: origin.documentId,
      levels: await countEditionLevels(tx, id),
      dates: await rootDueDates(tx, id),
      plans: await planProgress(tx, id, positions),
      reports: await reportProgress(tx, id, day),
      today: day,
    };
  });
}

export interface UnitListQuery {
  readonly search: string;
  readonly level: string | null;
  readonly underUnitId: UnitId | null;
  readonly page: number;
}

export const UNITS_A_PAGE = 50;

export interface UnitListScreen {
  readonly rows: readonly EditionUnitRow[];
  readonly total: number;
  readonly levels: readonly { level: string; count: number }[];
  readonly under: EditionPlace | null;
  readonly treeDate: CalendarDate;
}

/** One page of the edition's frozen tree. Names and places of units are public within an edition. */
export async function readUnits(ctx: EditionContext, query: UnitListQuery): Promise<UnitListScreen> {
  return inEdition(ctx, async (tx) => {
    const id: EditionId = ctx.edition.id;
    const found = await listEditionUnits(tx, id, {
      searchKey: unaccentedKey(query.search),
      typed: query.search,
      level: query.level,
      underUnitId: query.underUnitId,
      limit: UNITS_A_PAGE,
      offset: (query.page - 1) * UNITS_A_PAGE,
    });
    return {
      ...found,
      levels: await countEditionLevels(tx, id),
      under: query.underUnitId === null ? null : await requirePlace(tx, id, query.underUnitId),
      treeDate: (await findEditionOrigin(tx, id)).treeDate,
    };
  });
}
