/** The verbs of a plan: start from the one above, change, issue with number and date, send up. */
import { isDeepStrictEqual } from 'node:util';
import { messagesFor } from '../../../messages/index.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { parseInput } from '../../platform/http/form-body.ts';
import type { CalendarDate, PlanId, UnitId } from '../../platform/ids/ids.ts';
import {
  type EditionContext,
  type EditionPlace,
  inEdition,
  requireAt,
  requireOpen,
  requirePlace,
} from '../editions/index.ts';
import { applyReportDueDates } from '../reports/index.ts';
import { isSameNumber, issuePlanPaper } from './service.paper.ts';
import { type ParentPlan, type PlanDraft, planDraftSchema, type PlanUnit, proposePlan } from './rules.ts';
import {
  findDues,
  findInTree,
  findLevelBelow,
  findPlan,
  findPlanAbove,
  findTasks,
  insertPlan,
  markIssued,
  markSent,
  type StoredPlan,
  updatePlan,
} from './store.ts';

// A plan is an official paper: its proposed words are Vietnamese, whatever language the screen has.
const texts = messagesFor('vi').plans.proposal;

/**
 * Starts a unit's plan as a draft that has grown out of the nearest issued plan above.
 * @throws Problem plan.exists, plan.not-issued (nothing issued above), permission.denied
 */
export function startPlan(ctx: EditionContext, unitId: UnitId): Promise<{ planId: PlanId }> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'plan.write', place.lft);
    requireOpen(ctx);
    const above = await findPlanAbove(tx, ctx.edition.id, unitId, place.ancestors);
    if (!above) throw new Problem('plan.not-issued');
    const draft = proposePlan(await parentOf(tx, above), await planUnit(tx, ctx, place), ctx.edition.year, texts);
    const planId = await insertPlan(tx, {
      editionId: ctx.edition.id,
      unitId,
      pos: place.lft,
      parentPlanId: above.id,
      draft,
    });
    if (planId === null) throw new Problem('plan.exists');
    await appendAudit(tx, { unitId, verb: 'plan.start', subject: `plan/${planId}`, after: { from: above.id } });
    return { planId };
  });
}

/** The parent's plan with its parts. */
export async function parentOf(tx: Tx, plan: StoredPlan): Promise<ParentPlan> {
  return {
    ...plan,
    tasks: await findTasks(tx, plan.editionId, plan.id),
    dues: await findDues(tx, plan.editionId, plan.id),
  };
}

export async function planUnit(tx: Tx, ctx: EditionContext, place: EditionPlace): Promise<PlanUnit> {
  return {
    unitId: place.unitId,
    name: place.name,
    level: place.level,
    levelBelow: await findLevelBelow(tx, ctx.edition.id, place.unitId),
  };
}

/**
 * Saves a changed draft.
 * @param version the version that the person's page had
 * @throws Problem edit.stale (with what stands now), plan.issued, request.invalid, permission.denied
 */
export function savePlan(
  ctx: EditionContext,
  unitId: UnitId,
  version: number,
  draft: PlanDraft,
): Promise<{ version: number }> {
  return inEdition(ctx, async (tx) => {
    const plan = await requirePlan(tx, ctx, unitId, 'plan.write');
    if (plan.status === 'issued') throw new Problem('plan.issued');
    const parsed = parseInput(planDraftSchema, draft);
    const before = await wholeDraft(tx, plan);
    if (plan.version !== version) {
      // The same form sent twice: what it says stands there already.
      if (isDeepStrictEqual(planDraftSchema.parse(before), parsed)) return { version: plan.version };
      throw new Problem('edit.stale', { current: before });
    }
    await requireKnownUnits(tx, ctx, parsed);
    await updatePlan(tx, plan, parsed, version + 1);
    await appendAudit(tx, { unitId, verb: 'plan.save', subject: `plan/${plan.id}`, before, after: parsed });
    return { version: version + 1 };
  });
}

/** Whoever is named by a unit is in the edition's tree. @throws Problem request.invalid */
async function requireKnownUnits(tx: Tx, ctx: EditionContext, draft: PlanDraft): Promise<void> {
  const named = [
    ...draft.tasks.map((task, at) => ({ field: `task${at + 1}.who`, unitId: task.who.unitId })),
    ...draft.dues.map((due, at) => ({ field: `due${at + 1}.who`, unitId: due.from.unitId })),
  ].flatMap(({ field, unitId }) => (unitId === null ? [] : [{ field, unitId }]));
  const known = await findInTree(tx, ctx.edition.id, [...new Set(named.map(({ unitId }) => unitId))]);
  const fields = named
    .filter(({ unitId }) => !known.has(unitId))
    .map(({ field }) => ({ field, code: 'invalid_value' }));
  if (fields.length > 0) throw new Problem('request.invalid', { fields });
}

/** The plan as it can be edited. */
export async function wholeDraft(tx: Tx, plan: StoredPlan): Promise<PlanDraft> {
  return {
    title: plan.title,
    place: plan.place,
    themes: plan.themes,
    weekStart: plan.weekStart,
    weekEnd: plan.weekEnd,
    content: plan.content,
    tasks: await findTasks(tx, plan.editionId, plan.id),
    dues: await findDues(tx, plan.editionId, plan.id),
  };
}

/**
 * Issues the plan with its paper: number of the register, date, code and files; it is locked, and everybody in the
 * edition can read it. Its report dates take effect for the units below.
 * @param issue.reason why numbers are left out before this one
 * @throws Problem edit.stale, plan.issued, permission.denied; paper.incomplete, register.number-taken,
 *   register.gap-unexplained, request.invalid (not a number)
 */
export function issuePlan(
  ctx: EditionContext,
  unitId: UnitId,
  issue: { version: number; number: string; issuedOn: CalendarDate; reason?: string | null },
): Promise<void> {
  return inEdition(ctx, async (tx) => {
    const plan = await requirePlan(tx, ctx, unitId, 'plan.issue');
    // The same form sent twice: the plan is issued as it was asked for.
    if (plan.status === 'issued' && isSameNumber(plan.number, issue.number) && plan.issuedOn === issue.issuedOn) return;
    if (plan.status === 'issued') throw new Problem('plan.issued');
    if (plan.version !== issue.version) throw new Problem('edit.stale', { current: await wholeDraft(tx, plan) });
    const by = ctx.actor?.accountId ?? null;
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    const { issuedOn, reason = null } = issue;
    const number = await issuePlanPaper(tx, ctx, place, plan, { number: issue.number, issuedOn, reason, by });
    await markIssued(tx, plan, { number, issuedOn, by, version: plan.version + 1 });
    for (const due of await findDues(tx, ctx.edition.id, plan.id)) {
      if (due.kind === 'report') {
        await applyReportDueDates(tx, {
          editionId: ctx.edition.id,
          range: { from: place.lft, to: place.rgt },
          unitId: due.from.unitId,
          level: due.from.level,
          dueOn: due.dueOn,
        });
      }
    }
    await appendAudit(tx, {
      unitId,
      verb: 'plan.issue',
      subject: `plan/${plan.id}`,
      after: { number, issuedOn },
    });
  });
}

/**
 * Sends the issued plan to the level above, which sees it among the plans that came in. Sending twice changes nothing.
 * @throws Problem plan.not-issued, permission.denied
 */
export function sendPlan(ctx: EditionContext, unitId: UnitId): Promise<void> {
  return inEdition(ctx, async (tx) => {
    const plan = await requirePlan(tx, ctx, unitId, 'plan.send');
    if (plan.status !== 'issued') throw new Problem('plan.not-issued');
    if (plan.sentAt !== null) return;
    await markSent(tx, plan, ctx.platform.clock.now(), ctx.actor?.accountId ?? null);
    await appendAudit(tx, { unitId, verb: 'plan.send', subject: `plan/${plan.id}` });
  });
}

async function requirePlan(
  tx: Tx,
  ctx: EditionContext,
  unitId: UnitId,
  verb: 'plan.write' | 'plan.issue' | 'plan.send',
) {
  const place = await requirePlace(tx, ctx.edition.id, unitId);
  requireAt(ctx, verb, place.lft);
  requireOpen(ctx);
  const plan = await findPlan(tx, ctx.edition.id, unitId, true);
  if (!plan) throw new Problem('not-found');
  return plan;
}
