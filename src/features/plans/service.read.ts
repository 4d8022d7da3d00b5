/** What the screens of plans, tasks and "today" show. */
import { today } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, TaskId, UnitId } from '../../platform/ids/ids.ts';
import { unitsAllowing } from '../../platform/permission/permission.ts';
import {
  type EditionContext,
  type EditionPlace,
  inEdition,
  mayAt,
  requireAt,
  requireOpen,
  requirePlace,
  unitsReviewedOnTheWay,
} from '../editions/index.ts';
import { findReportState, type ReportState } from '../reports/index.ts';
import { type PlanDraft, type PlanDue, type PlanWarning, warnOfPlan } from './rules.ts';
import { PLAN_SYMBOL } from './service.model.ts';
import { paperOfPlan, proposePlanNumber } from './service.paper.ts';
import { parentOf, planUnit, wholeDraft } from './service.ts';
import { findPlan, findPlanAbove, findPlanStates, type PlanState, type StoredPlan } from './store.ts';
import { findOwnDues, findOwnTasks, type OwnDue, type OwnTask, upsertProgress } from './store.today.ts';

export interface PlanScreen {
  readonly place: EditionPlace;
  readonly plan: StoredPlan | null;
  readonly draft: PlanDraft | null;
  readonly above: {
    readonly unitName: string;
    readonly title: string;
    readonly number: string | null;
    readonly unitId: UnitId;
  } | null;
  readonly ownDues: readonly PlanDue[];
  readonly warnings: readonly PlanWarning[];
  readonly levelBelow: string | null;
  readonly states: readonly PlanState[];
  readonly mayWrite: boolean;
  readonly mayIssue: boolean;
  readonly maySend: boolean;
  readonly maySeeStates: boolean;
  /** The plan's paper, for those who write it. */
  readonly paper: Awaited<ReturnType<typeof paperOfPlan>>;
  readonly mayWritePaper: boolean;
  /** The number that the register would give; null where it has given none this year. */
  readonly proposedNumber: string | null;
  readonly today: CalendarDate;
}

/** A unit's plan, the plan above it, what does not fit, and which units below have sent theirs. */
export function readPlan(ctx: EditionContext, unitId: UnitId): Promise<PlanScreen> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    const plan = await findPlan(tx, ctx.edition.id, unitId);
    // An issued plan is open to everybody in the edition; a draft only to its own people and those above.
    if (plan?.status !== 'issued') requireAt(ctx, 'plan.read', place.lft);
    const above = await findPlanAbove(tx, ctx.edition.id, unitId, place.ancestors);
    const draft = plan ? await wholeDraft(tx, plan) : null;
    const unit = await planUnit(tx, ctx, place);
    const parent = above ? await parentOf(tx, above) : null;
    const ownDues: PlanDue[] = (await findOwnDues(tx, ctx.edition.id, place)).map((due) => ({
      ...due,
      from: { label: place.name, unitId, level: null },
    }));
    const maySeeStates = mayAt(ctx, 'plan.read', place.lft);
    const isOpen = ctx.edition.status === 'open';
    const mayIssue = isOpen && mayAt(ctx, 'plan.issue', place.lft);
    const mayWrite = isOpen && mayAt(ctx, 'plan.write', place.lft);
    const now = today(ctx.platform.clock);
    const mayRead = ctx.actor !== null && unitsAllowing(ctx.actor, 'paper.read').includes(unitId);
    return {
      paper: plan && draft && mayRead ? await paperOfPlan(tx, place, plan, draft) : null,
      mayWritePaper:
        mayWrite &&
        plan?.status === 'draft' &&
        ctx.actor !== null &&
        unitsAllowing(ctx.actor, 'paper.write').includes(unitId),
      proposedNumber:
        mayIssue && plan?.status === 'draft' ? await proposePlanNumber(tx, ctx, unitId, PLAN_SYMBOL, now) : null,
      place,
      plan,
      draft,
      above: above && { unitName: above.unitName, title: above.title, number: above.number, unitId: above.unitId },
      ownDues,
      warnings: draft
        ? warnOfPlan(draft, { themes: parent?.themes ?? [], ownDues, issuedOn: plan?.issuedOn ?? null })
        : [],
      levelBelow: unit.levelBelow,
      states: maySeeStates ? await findPlanStates(tx, ctx.edition.id, unitId, plan?.id ?? above?.id ?? null) : [],
      mayWrite,
      mayIssue,
      maySend: isOpen && mayAt(ctx, 'plan.send', place.lft) && place.parentId !== null,
      maySeeStates,
      today: now,
    };
  });
}

export interface TodayScreen {
  readonly place: EditionPlace;
  readonly tasks: readonly OwnTask[];
  readonly dues: readonly OwnDue[];
  readonly plan: StoredPlan | null;
  readonly hasPlanAbove: boolean;
  readonly report: ReportState | null;
  /** Units whose reports the person's office reviews on their way. */
  readonly onTheWay: readonly { readonly place: EditionPlace; readonly report: ReportState }[];
  readonly mayProgress: boolean;
  readonly mayWritePlan: boolean;
  readonly today: CalendarDate;
}

/** What a unit has to do: its own dates first, then its tasks, its plan and its report. */
export function readToday(ctx: EditionContext, unitId: UnitId): Promise<TodayScreen> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'task.read', place.lft);
    const onTheWay: { place: EditionPlace; report: ReportState }[] = [];
    for (const recipientId of unitsReviewedOnTheWay(ctx)) {
      const recipient = await requirePlace(tx, ctx.edition.id, recipientId);
      const state = await reportStateOf(tx, ctx, recipient);
      if (state) onTheWay.push({ place: recipient, report: state });
    }
    return {
      place,
      onTheWay,
      tasks: onceEach(await findOwnTasks(tx, ctx.edition.id, place)),
      dues: await findOwnDues(tx, ctx.edition.id, place),
      plan: await findPlan(tx, ctx.edition.id, unitId),
      hasPlanAbove: (await findPlanAbove(tx, ctx.edition.id, unitId, place.ancestors)) !== null,
      report: await reportStateOf(tx, ctx, place),
      mayProgress: ctx.edition.status === 'open' && mayAt(ctx, 'task.progress', place.lft),
      mayWritePlan: ctx.edition.status === 'open' && mayAt(ctx, 'plan.write', place.lft),
      today: today(ctx.platform.clock),
    };
  });
}

/** A task that two plans above give in the same words is one task: the nearest plan's, or the one already worked on. */
function onceEach(tasks: readonly OwnTask[]): OwnTask[] {
  const kept = new Map<string, OwnTask>();
  for (const task of tasks) {
    const known = kept.get(task.body);
    if (!known || known.status === 'open') kept.set(task.body, task);
  }
  return [...kept.values()];
}

function reportStateOf(tx: Tx, ctx: EditionContext, place: EditionPlace): Promise<ReportState | null> {
  return findReportState(tx, {
    editionId: ctx.edition.id,
    unitId: place.unitId,
    range: { from: place.lft + 1, to: place.rgt },
    today: today(ctx.platform.clock),
  });
}

/**
 * Notes how far the unit is with a task that is its own.
 * @throws Problem edit.stale, not-found (not this unit's task), permission.denied
 */
export function progressTask(
  ctx: EditionContext,
  unitId: UnitId,
  progress: { taskId: TaskId; status: 'doing' | 'done'; note: string; version: number },
): Promise<void> {
  return inEdition(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    requireAt(ctx, 'task.progress', place.lft);
    requireOpen(ctx);
    const task = (await findOwnTasks(tx, ctx.edition.id, place)).find((own) => own.id === progress.taskId);
    if (!task) throw new Problem('not-found');
    const by = ctx.actor?.accountId ?? null;
    const isWritten = await upsertProgress(tx, { ...progress, editionId: ctx.edition.id, unitId, pos: place.lft, by });
    if (!isWritten) {
      // The same form sent twice: it stands there already, by whichever came first.
      const now = (await findOwnTasks(tx, ctx.edition.id, place)).find((own) => own.id === progress.taskId);
      if (now?.status === progress.status && now.note === progress.note) return;
      throw new Problem('edit.stale');
    }
    await appendAudit(tx, {
      unitId,
      verb: 'task.progress',
      subject: `task/${progress.taskId}`,
      before: { status: task.status, note: task.note },
      after: { status: progress.status, note: progress.note },
    });
  });
}
