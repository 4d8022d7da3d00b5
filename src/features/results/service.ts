/** Publishing a Week's results and whom it honours. Permission first, one transaction, audit beside it. */
import { appendAudit } from '../../platform/database/audit.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import {
  type EditionContext,
  type EditionPlace,
  inEdition,
  mayAt,
  requireAt,
  requirePlace,
} from '../editions/index.ts';
import { readTotals } from '../reports/index.ts';
import { figuresOf, type PublishedFigure, readAwardees } from './rules.ts';
import {
  type Commendation,
  deleteCommendation,
  deletePublication,
  findPublication,
  insertCommendations,
  listCommendations,
  type Publication,
  savePublication,
  setCommendationsPublic,
} from './store.ts';

export interface PublishScreen {
  readonly place: EditionPlace;
  /** What would be published now; null where the edition has no form. */
  readonly now: {
    readonly figures: readonly PublishedFigure[];
    readonly reports: number;
    readonly expected: number;
  } | null;
  readonly published: Publication | null;
  readonly mayPublish: boolean;
}

/** The sums of the unit as they stand, beside what is published of them. @throws Problem not-found, permission.denied */
export async function readPublishScreen(ctx: EditionContext, unitId: UnitId): Promise<PublishScreen> {
  const totals = await readTotals(ctx, unitId);
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'report.read', place.lft);
    return {
      place,
      now:
        totals === null
          ? null
          : {
              figures: figuresOf({
                groups: totals.form.definition.groups,
                cells: totals.formCells,
                sums: totals.whole.sums ?? [],
                givers: totals.whole.givers ?? [],
              }),
              reports: totals.whole.reports,
              expected: totals.whole.expected,
            },
      published: await findPublication(tx, ctx.edition.id, unitId),
      mayPublish: mayAt(ctx, 'result.publish', place.lft),
    };
  });
}

/**
 * Publishes the unit's sums as they stand now, in place of what was published before.
 * @throws Problem permission.denied, report.empty where nobody has reported a figure
 */
export async function publishResults(ctx: EditionContext, unitId: UnitId, words: string): Promise<void> {
  const { place, now } = await readPublishScreen(ctx, unitId);
  requireAt(ctx, 'result.publish', place.lft);
  if (now === null || now.figures.length === 0) throw new Problem('report.empty');
  await inEdition(ctx, async (tx) => {
    await savePublication(tx, {
      editionId: ctx.edition.id,
      unitId,
      pos: place.lft,
      ...now,
      words,
      by: ctx.actor?.accountId ?? null,
      at: ctx.platform.clock.now(),
    });
    await appendAudit(tx, {
      unitId,
      verb: 'result.publish',
      subject: `result/${ctx.edition.id}/${unitId}`,
      after: { reports: now.reports, expected: now.expected, figures: now.figures.length },
    });
  });
}

/** Takes the published results back. @throws Problem permission.denied, not-found where nothing is published */
export async function withdrawResults(ctx: EditionContext, unitId: UnitId): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'result.publish', place.lft);
    if (!(await deletePublication(tx, ctx.edition.id, unitId))) throw new Problem('not-found');
    await appendAudit(tx, { unitId, verb: 'result.withdraw', subject: `result/${ctx.edition.id}/${unitId}` });
  });
}

export interface BoardScreen {
  readonly place: EditionPlace;
  readonly rows: readonly Commendation[];
  readonly count: number;
}

export const BOARD_PAGE = 100;

/** The unit's own honour board, with what is not yet shown. @throws Problem not-found, permission.denied */
export function readBoard(ctx: EditionContext, unitId: UnitId, page: number): Promise<BoardScreen> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'commendation.write', place.lft);
    const board = await listCommendations(tx, {
      year: null,
      of: { editionId: ctx.edition.id, unitId },
      onlyPublic: false,
      search: '',
      offset: (page - 1) * BOARD_PAGE,
      limit: BOARD_PAGE,
    });
    return { place, ...board };
  });
}

export interface NewAwards {
  readonly unitId: UnitId;
  readonly awardeeKind: 'unit' | 'person';
  readonly award: string;
  readonly decisionNumber: string | null;
  readonly decidedOn: CalendarDate | null;
  /** One awardee a line, as pasted. */
  readonly list: string;
}

/** Adds whom a decision has commended; nobody is shown before that is said. @throws Problem permission.denied, request.invalid */
export async function addCommendations(ctx: EditionContext, given: NewAwards): Promise<number> {
  const { lines, tooLong, tooMany } = readAwardees(given.list);
  if (lines.length === 0) throw new Problem('request.invalid', { fields: [{ field: 'danh-sach', code: 'required' }] });
  if (tooMany || tooLong.length > 0) {
    throw new Problem('request.invalid', {
      fields: [{ field: 'danh-sach', code: 'too-long', detail: tooLong.join(', ') }],
    });
  }
  await inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, given.unitId);
    requireAt(ctx, 'commendation.write', place.lft);
    await insertCommendations(tx, {
      ...given,
      editionId: ctx.edition.id,
      unitName: place.name,
      pos: place.lft,
      lines,
      by: ctx.actor?.accountId ?? null,
    });
    await appendAudit(tx, {
      unitId: given.unitId,
      verb: 'commendation.add',
      subject: `commendation/${ctx.edition.id}/${given.unitId}`,
      after: { award: given.award, count: lines.length },
    });
  });
  return lines.length;
}

/** Shows or hides all commendations of the unit, or one. @throws Problem permission.denied */
export async function showCommendations(
  ctx: EditionContext,
  unitId: UnitId,
  ids: readonly number[] | 'all',
  isPublic: boolean,
): Promise<number> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'commendation.write', place.lft);
    const changed = await setCommendationsPublic(tx, ctx.edition.id, unitId, ids, isPublic);
    if (changed > 0) {
      await appendAudit(tx, {
        unitId,
        verb: isPublic ? 'commendation.show' : 'commendation.hide',
        subject: `commendation/${ctx.edition.id}/${unitId}`,
        after: { count: changed },
      });
    }
    return changed;
  });
}

/** @throws Problem permission.denied, not-found */
export async function removeCommendation(ctx: EditionContext, unitId: UnitId, id: number): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'commendation.write', place.lft);
    if (!(await deleteCommendation(tx, ctx.edition.id, unitId, id))) throw new Problem('not-found');
    await appendAudit(tx, { unitId, verb: 'commendation.remove', subject: `commendation/${ctx.edition.id}/${id}` });
  });
}
