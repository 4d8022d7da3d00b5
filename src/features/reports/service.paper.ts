/** The consolidated report as a paper of the office: begun from the totals, edited and issued as any paper. */
import { Problem } from '../../platform/errors/problem.ts';
import type { PaperId, UnitId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit, unitsAllowing } from '../../platform/permission/permission.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import {
  findPaperOfSource,
  findSourcePaper,
  openSourcePaper,
  refreshSourcePaper,
  reportSource,
  type StoredPaper,
} from '../papers/index.ts';
import { consolidatedModel } from './service.export.ts';

/**
 * Opens the paper of a unit's consolidated report, begun from the totals the first time. With `refresh` a draft takes the
 * totals of now; the state that stood stays in its history.
 * @throws Problem permission.denied (a paper is written by its own unit), paper.issued, not-found
 */
export async function openReportPaper(ctx: EditionContext, unitId: UnitId, refresh: boolean): Promise<PaperId> {
  const actor = requireActor(ctx.actor);
  requireOnUnit(actor, 'paper.write', unitId);
  const { model, formId } = await consolidatedModel(ctx, unitId);
  const asked = {
    unitId,
    editionId: ctx.edition.id,
    kind: 'consolidated-report' as const,
    source: reportSource(ctx.edition.id, unitId, formId),
    model,
    by: actor.accountId,
  };
  return inEdition(ctx, async (tx) => {
    const paper = refresh ? await refreshSourcePaper(tx, asked) : await openSourcePaper(tx, asked);
    return paper.id;
  });
}

/** What the page of totals says of the paper. */
export interface ReportPaper {
  readonly mayWrite: boolean;
  /** Null where there is none. */
  readonly paper: { readonly id: PaperId; readonly status: StoredPaper['status']; readonly isOutdated: boolean } | null;
}

/** The paper of a unit's consolidated report, for those of the unit itself. */
export async function readReportPaper(ctx: EditionContext, unitId: UnitId, formId: number): Promise<ReportPaper> {
  const actor = requireActor(ctx.actor);
  if (!unitsAllowing(actor, 'paper.read').includes(unitId)) return { mayWrite: false, paper: null };
  const mayWrite = unitsAllowing(actor, 'paper.write').includes(unitId);
  const source = reportSource(ctx.edition.id, unitId, formId);
  const known = await inEdition(ctx, (tx) => findPaperOfSource(tx, unitId, source));
  if (!known) return { mayWrite, paper: null };
  const { id, status } = known;
  if (status !== 'draft') return { mayWrite, paper: { id, status, isOutdated: false } };
  const model = await modelOrNull(ctx, unitId);
  const found = model && (await inEdition(ctx, (tx) => findSourcePaper(tx, unitId, source, model)));
  return { mayWrite, paper: { id, status, isOutdated: found?.isOutdated ?? false } };
}

async function modelOrNull(ctx: EditionContext, unitId: UnitId) {
  try {
    return (await consolidatedModel(ctx, unitId)).model;
  } catch (error) {
    // Nothing is expected of the unit any more: the draft stands as it is.
    if (error instanceof Problem && error.code === 'not-found') return null;
    throw error;
  }
}
