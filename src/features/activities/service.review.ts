/** What the unit in charge does, and what happens when nobody answers: publish, return, cancel, the time limit. */
import type { Platform } from '../../platform/context.ts';
import { asSystem } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId } from '../../platform/ids/ids.ts';
import { type EditionContext, enterEditionAsSystem, requireOpen, requirePlace } from '../editions/index.ts';
import { replaceFigures } from '../figures/index.ts';
import { inActivities, mayActivity, mayReview, organisationsOf, requireActivity } from './access.ts';
import type { Activity } from './activity.ts';
import { writeTo } from './mails.ts';
import { afterTimeLimit, chargeLine, reviewDue, unitInCharge } from './rules.ts';
import { holdActivity, organiserOf, publishNow, requireKind, subjectOf, tellOfChange } from './service.parts.ts';
import { findPastDue, findToRemind } from './store.lists.ts';
import { findOrganisersOf, findReviewersOf, findUnitsThatReview } from './store.people.ts';
import { findActivity, lockActivity } from './store.ts';
import { noteOnActivity, updateActivity } from './store.write.ts';

/** Publishes what was sent; answers its title. @throws Problem activity.state, edit.stale (changed since it was looked at), permission.denied */
export function publishActivity(ctx: EditionContext, id: ActivityId, version: number | null): Promise<string> {
  return inActivities(ctx, async (tx) => {
    await requireActivity(ctx, tx, id, 'activity.review');
    requireOpen(ctx);
    const activity = await holdActivity(tx, ctx, id, 'review', version);
    await publishNow(ctx, tx, activity, await requireKind(ctx, activity.kind), 'reviewed');
    const people = await findOrganisersOf(tx, activity);
    await writeTo(ctx, tx, people, activity, 'activity.published', (words, facts) => words.published(facts));
    return activity.title;
  });
}

/** Sends it back with a reason; answers its title. @throws Problem activity.state, edit.stale, request.invalid without a reason */
export async function returnActivity(
  ctx: EditionContext,
  id: ActivityId,
  version: number | null,
  reason: string,
): Promise<string> {
  requireReason(reason);
  return inActivities(ctx, async (tx) => {
    await requireActivity(ctx, tx, id, 'activity.review');
    requireOpen(ctx);
    const activity = await holdActivity(tx, ctx, id, 'review', version);
    await updateActivity(tx, activity, {
      status: 'returned',
      status_reason: reason,
      review_due_at: null,
      updated_at: ctx.platform.clock.now(),
    });
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.return',
      subject: subjectOf(activity),
      after: { reason },
    });
    const people = await findOrganisersOf(tx, activity);
    await writeTo(ctx, tx, people, activity, 'activity.returned', (words, facts) => words.returned(facts, reason));
    return activity.title;
  });
}

/**
 * Calls off what was published: by its organiser or by somebody who may check it. It stays in calendars as cancelled.
 * @throws Problem activity.state (also once presence is confirmed), request.invalid without a reason, permission.denied
 */
export async function cancelActivity(ctx: EditionContext, id: ActivityId, reason: string): Promise<void> {
  requireReason(reason);
  return inActivities(ctx, async (tx) => {
    const seen = await requireActivity(ctx, tx, id, 'activity.read');
    if (!mayActivity(ctx, 'activity.write', seen) && !mayReview(ctx, seen)) throw new Problem('permission.denied');
    const activity = await holdActivity(tx, ctx, id, 'cancel', null);
    const now = ctx.platform.clock.now();
    await updateActivity(tx, activity, {
      status: 'cancelled',
      status_reason: reason,
      cancelled_at: now,
      sequence: activity.sequence + 1,
      updated_at: now,
    });
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.cancel',
      subject: subjectOf(activity),
      after: { reason },
    });
    await tellOfChange(ctx, tx, activity, ['cancelled']);
    if (activity.countedOn !== null) {
      await replaceFigures(tx, {
        editionId: activity.editionId,
        source: 'activity',
        sourceId: activity.id,
        organiserUnitId: activity.unitId,
        occurredOn: activity.countedOn,
        values: [],
        by: ctx.actor?.accountId ?? null,
      });
    }
    if (!isOfOrganiser(ctx, activity)) {
      const people = await findOrganisersOf(tx, activity);
      await writeTo(ctx, tx, people, activity, 'activity.cancelled', (words, facts) => words.cancelled(facts, reason));
    }
  });
}

/** True for somebody of the organiser itself; who acts from above is another. */
function isOfOrganiser(ctx: EditionContext, { unitId, organisationId }: Activity): boolean {
  return organisationId === null
    ? ctx.actor?.grants.some((grant) => grant.unitId === unitId) === true
    : organisationsOf(ctx).some(({ id }) => id === organisationId);
}

function requireReason(reason: string): void {
  if (reason.trim() === '') {
    throw new Problem('request.invalid', { fields: [{ field: 'reason', code: 'required' }] });
  }
}

const BATCH = 200;

/**
 * Works off what waits past its time limit: the unit above is asked too, then it is published, or its outside organiser
 * told whom to call. @returns how many were moved on
 */
export async function passTimeLimits(platform: Platform): Promise<number> {
  const due = await asSystem({ platform }, (tx) => findPastDue(tx, platform.clock.now(), BATCH));
  for (const { editionId, id } of due) {
    await passTimeLimit(await enterEditionAsSystem(platform, editionId, 'activity.time-limit'), id);
  }
  return due.length;
}

function passTimeLimit(ctx: EditionContext, id: ActivityId): Promise<void> {
  return inActivities(ctx, async (tx) => {
    const activity = await lockActivity(tx, ctx.edition.id, id);
    const now = ctx.platform.clock.now();
    // Decided meanwhile, by a person or another process.
    if (activity?.status !== 'sent' || activity.reviewDueAt === null || activity.reviewDueAt > now) return;
    const place = await requirePlace(tx, ctx.edition.id, activity.unitId);
    const organiser = organiserOf(place, activity.organisationId);
    const line = chargeLine(organiser);
    const step = afterTimeLimit(activity.reviewRound, organiser.isOutside);
    const audit = { unitId: activity.unitId, verb: 'activity.time-limit', subject: subjectOf(activity) };
    if (step === 'publish') {
      await publishNow(ctx, tx, activity, await requireKind(ctx, activity.kind), 'time-limit');
      const people = await findOrganisersOf(tx, activity);
      await writeTo(ctx, tx, people, activity, 'activity.published', (words, facts) => words.publishedByLimit(facts));
      return;
    }
    if (step === 'tell-organiser') {
      await noteOnActivity(tx, activity, { review_due_at: null, review_round: activity.reviewRound + 1 });
      await appendAudit(tx, { ...audit, after: { step } });
      const people = await findOrganisersOf(tx, activity);
      await writeTo(ctx, tx, people, activity, 'activity.unanswered', (words, facts) =>
        words.unanswered(facts, place.name),
      );
      return;
    }
    const reviewer = unitInCharge(line, await findUnitsThatReview(tx, line), activity.reviewerUnitId);
    const until = reviewDue(now);
    await noteOnActivity(tx, activity, {
      reviewer_unit_id: reviewer,
      review_due_at: until,
      review_round: activity.reviewRound + 1,
    });
    await appendAudit(tx, { ...audit, after: { step, reviewer, due: until } });
    if (reviewer === null) return;
    const people = await findReviewersOf(tx, reviewer);
    await writeTo(ctx, tx, people, activity, 'activity.waiting', (words, facts) => words.handedUp(facts, until));
  });
}

/** How far back a missed night is made up for. */
const REMIND_WITHIN_MS = 7 * 86_400_000;

/** Asks the organisers of what ended before today and is not confirmed, once each. @returns how many */
export async function remindToConfirm(platform: Platform, startOfToday: Date): Promise<number> {
  const from = new Date(startOfToday.getTime() - REMIND_WITHIN_MS);
  const found = await asSystem({ platform }, (tx) => findToRemind(tx, from, startOfToday, BATCH));
  for (const { editionId, id } of found) {
    const ctx = await enterEditionAsSystem(platform, editionId, 'activity.remind');
    await inActivities(ctx, async (tx) => {
      const activity = await findActivity(tx, editionId, id);
      if (!activity) return;
      await noteOnActivity(tx, activity, { reminded_at: platform.clock.now() });
      const people = await findOrganisersOf(tx, activity);
      await writeTo(ctx, tx, people, activity, 'activity.confirm', (words, facts) => words.confirm(facts));
    });
  }
  return found.length;
}
