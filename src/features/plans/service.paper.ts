/** The paper of a plan: begun from its facts, edited as any paper, issued with the plan. */
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId, CalendarDate, PaperId, UnitId } from '../../platform/ids/ids.ts';
import {
  type EditionContext,
  type EditionPlace,
  inEdition,
  requireAt,
  requireOpen,
  requirePlace,
} from '../editions/index.ts';
import {
  findSourcePaper,
  issueIn,
  openSourcePaper,
  planSource,
  refreshSourcePaper,
  type SourcePaper,
  type StoredPaper,
} from '../papers/index.ts';
import { proposeNumber, printedNumber, seriesOf, splitPrinted, yearOf } from '../register/index.ts';
import { requireOnUnit, requireActor } from '../../platform/permission/permission.ts';
import type { PlanDraft } from './rules.ts';
import { planPaperModel } from './service.model.ts';
import { findDues, findPlan, findTasks, type StoredPlan } from './store.ts';

/**
 * Papers belong to their unit alone; a plan may be issued and is read from above as well. After the edition's own check
 * of permission, what the plan does with its paper is done with the sight of the system.
 */
export function withPapers<T>(ctx: EditionContext, tx: Tx, work: () => Promise<T>): Promise<T> {
  return ctx.isSystem ? work() : withSystemSight(tx, work);
}

async function paperAsked(tx: Tx, ctx: EditionContext, place: EditionPlace, plan: StoredPlan): Promise<SourcePaper> {
  const draft: PlanDraft = {
    ...plan,
    tasks: await findTasks(tx, plan.editionId, plan.id),
    dues: await findDues(tx, plan.editionId, plan.id),
  };
  return {
    unitId: plan.unitId,
    editionId: plan.editionId,
    kind: 'plan',
    source: planSource(plan.editionId, plan.unitId),
    model: planPaperModel(place, { number: null, issuedOn: null }, draft),
    by: ctx.actor?.accountId ?? null,
  };
}

/**
 * Opens the paper of a plan that is not issued yet, begun from the plan's facts the first time. With `refresh` it takes
 * what the plan says now; the state that stood stays in its history.
 * @throws Problem permission.denied (a paper is written by its own unit), plan.issued, not-found
 */
export function openPlanPaper(ctx: EditionContext, unitId: UnitId, refresh: boolean): Promise<PaperId> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'plan.write', place.lft);
    if (!ctx.isSystem) requireOnUnit(requireActor(ctx.actor), 'paper.write', unitId);
    requireOpen(ctx);
    const plan = await findPlan(tx, ctx.edition.id, unitId, true);
    if (!plan) throw new Problem('not-found');
    if (plan.status === 'issued') throw new Problem('plan.issued');
    const asked = await paperAsked(tx, ctx, place, plan);
    const paper = refresh ? await refreshSourcePaper(tx, asked) : await openSourcePaper(tx, asked);
    return paper.id;
  });
}

/** The plan's paper as the plan page shows it; null where there is none in the person's sight. */
export async function paperOfPlan(
  tx: Tx,
  place: EditionPlace,
  plan: StoredPlan,
  draft: PlanDraft,
): Promise<{ id: PaperId; status: StoredPaper['status']; isOutdated: boolean } | null> {
  const source = planSource(plan.editionId, plan.unitId);
  const model = planPaperModel(place, { number: null, issuedOn: null }, draft);
  const found = await findSourcePaper(tx, plan.unitId, source, model);
  return found && { id: found.paper.id, status: found.paper.status, isOutdated: found.isOutdated };
}

/** "13/KH-UBND" where the register has given numbers to plans this year; null on the first. */
export async function proposePlanNumber(
  tx: Tx,
  ctx: EditionContext,
  unitId: UnitId,
  symbol: string,
  day: CalendarDate,
): Promise<string | null> {
  const series = seriesOf('plan');
  if (series === null) return null;
  const { next, isFirst } = await withPapers(ctx, tx, () => proposeNumber(tx, { unitId, year: yearOf(day), series }));
  return isFirst ? null : printedNumber(next, symbol);
}

/**
 * Issues the paper of a plan under the number that was typed, as part of the plan's own transaction.
 * @returns the number as the register has it
 * @throws as issuePaper of papers; request.invalid for a number that does not begin with digits
 */
export async function issuePlanPaper(
  tx: Tx,
  ctx: EditionContext,
  place: EditionPlace,
  plan: StoredPlan,
  issue: { number: string; issuedOn: CalendarDate; reason: string | null; by: AccountId | null },
): Promise<string> {
  const typed = splitPrinted(issue.number);
  if (!typed) throw new Problem('request.invalid', { fields: [{ field: 'number', code: 'register.no-number' }] });
  const asked = await paperAsked(tx, ctx, place, plan);
  return withPapers(ctx, tx, async () => {
    const paper = await openSourcePaper(tx, asked);
    if (paper.status !== 'draft') throw new Problem('paper.issued');
    const head = { ...paper.model.head, symbol: typed.symbol };
    const issued = await issueIn(
      tx,
      ctx.platform,
      { ...paper, model: { ...paper.model, head } },
      {
        issuedOn: issue.issuedOn,
        number: typed.number,
        reason: issue.reason,
        by: issue.by,
      },
    );
    return issued.printedNumber ?? issue.number;
  });
}

/** True where two ways of writing name the same number: "5/KH-UBND" and "05/KH-UBND". */
export function isSameNumber(one: string | null, other: string): boolean {
  const [left, right] = [splitPrinted(one ?? ''), splitPrinted(other)];
  return left === null || right === null ? one === other : left.number === right.number && left.symbol === right.symbol;
}
