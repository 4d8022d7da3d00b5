/** The organiser's verbs: write a draft, save, send, take back, clone, delete. Audit stands beside each. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, CalendarDate, OrganisationId, UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, type EditionPlace, requireAt, requireOpen, requirePlace } from '../editions/index.ts';
import { inActivities, organisationsOf, requireActivity } from './access.ts';
import type { Activity, ActivitySession } from './activity.ts';
import { announcedFacts } from './job-definitions.ts';
import { writeTo } from './mails.ts';
import { afterChange, planSessions, spanOf } from './rules.changes.ts';
import {
  type ActivityContent,
  chargeLine,
  missingForSending,
  publishesOwn,
  reviewDue,
  shiftSessions,
  unitInCharge,
} from './rules.ts';
import {
  countOutput,
  deriveFrom,
  holdActivity,
  organiserOf,
  publishNow,
  requireKind,
  subjectOf,
  tellOfChange,
} from './service.parts.ts';
import { findReviewersOf, findUnitsThatReview } from './store.people.ts';
import { findSessions } from './store.ts';
import { deleteActivity, insertActivity, updateActivity, updateContent, writeSessions } from './store.write.ts';

/** Who announces it: a unit of the tree, or an organisation that the person speaks for. */
export type ActingFor = { readonly unitId: UnitId } | { readonly organisationId: OrganisationId };

interface Acting {
  readonly place: EditionPlace;
  readonly name: string;
  readonly organisationId: OrganisationId | null;
}

/** @throws Problem permission.denied, not-found */
async function requireActing(ctx: EditionContext, tx: Tx, acting: ActingFor): Promise<Acting> {
  if ('organisationId' in acting) {
    const own = organisationsOf(ctx).find(({ id }) => id === acting.organisationId);
    if (!own) throw new Problem('permission.denied');
    return { place: await requirePlace(tx, ctx.edition.id, own.unitId), name: own.name, organisationId: own.id };
  }
  const place = await requirePlace(tx, ctx.edition.id, acting.unitId);
  requireAt(ctx, 'activity.write', place.lft);
  return { place, name: place.name, organisationId: null };
}

/** Writes a draft. @returns its number. @throws Problem permission.denied, edition.closed, request.invalid */
export function createActivity(
  ctx: EditionContext,
  acting: ActingFor,
  content: ActivityContent,
  clonedFrom: ActivityId | null = null,
): Promise<ActivityId> {
  return inActivities(ctx, async (tx) => {
    const organiser = await requireActing(ctx, tx, acting);
    requireOpen(ctx);
    await requireKind(ctx, content.kind);
    const derived = await deriveFrom(tx, ctx, content, organiser.name);
    const id = await insertActivity(
      tx,
      {
        editionId: ctx.edition.id,
        unitId: organiser.place.unitId,
        pos: organiser.place.lft,
        organisationId: organiser.organisationId,
        clonedFrom,
        createdBy: ctx.actor?.accountId ?? null,
        now: ctx.platform.clock.now(),
      },
      content,
      derived,
      planSessions([], content.sessions, false),
    );
    await appendAudit(tx, {
      unitId: organiser.place.unitId,
      verb: 'activity.create',
      subject: subjectOf({ editionId: ctx.edition.id, id }),
      after: { title: content.title, kind: content.kind, clonedFrom },
    });
    return id;
  });
}

/**
 * Takes over what was written. Once it is published, the change is counted for calendars, told to those who have signed
 * up, and nothing that a citizen needs may go missing.
 * @throws Problem edit.stale with the activity as it stands, activity.state, activity.not-ready, permission.denied
 */
export function saveActivity(
  ctx: EditionContext,
  id: ActivityId,
  version: number,
  content: ActivityContent,
): Promise<void> {
  return inActivities(ctx, async (tx) => {
    const seen = await requireActivity(ctx, tx, id, 'activity.write');
    requireOpen(ctx);
    const before = await holdActivity(tx, ctx, id, 'save', version);
    const kind = await requireKind(ctx, content.kind);
    const isPublished = before.status === 'published';
    if (before.status !== 'draft' && before.status !== 'returned') requireReady(content, kind);
    const sessions = await findSessions(tx, before.editionId, id);
    const rows = planSessions(sessions, content.sessions, isPublished);
    const derived = { ...(await deriveFrom(tx, ctx, content, seen.organiserName)), ...spanOf(rows) };
    const outcome = isPublished
      ? afterChange(announced(before, sessions), { ...content, startsAt: derived.startsAt })
      : null;
    // What was confirmed stands in the report, of this kind and of these sessions: it is taken back first.
    const isMoved = before.kind !== content.kind || outcome?.changes.includes('rescheduled') === true;
    if (before.confirmedAt !== null && isMoved) throw new Problem('activity.state');
    await updateContent(tx, before, content, derived, {
      updated_at: ctx.platform.clock.now(),
      ...(outcome === null
        ? {}
        : {
            event_status: outcome.eventStatus,
            previous_starts_at: outcome.previousStartsAt,
            sequence: outcome.sequence,
          }),
    });
    await writeSessions(tx, before, rows, { areaPos: derived.areaPos, isRenumbered: !isPublished });
    await appendAudit(tx, {
      unitId: before.unitId,
      verb: 'activity.save',
      subject: subjectOf(before),
      before: { title: before.title, startsAt: before.startsAt, placeName: before.placeName },
      after: { title: content.title, startsAt: derived.startsAt, placeName: content.placeName },
    });
    if (outcome !== null) await tellOfChange(ctx, tx, before, outcome.changes, announcedFacts(before, sessions));
    if (isPublished && kind.isOutput) await countOutput(ctx, tx, { ...before, ...content }, kind);
  });
}

const announced = (activity: Activity, sessions: readonly ActivitySession[]) => ({
  ...activity,
  sessions: sessions.filter(({ isCancelled }) => !isCancelled),
});

/** @throws Problem activity.not-ready with an entry for each thing that is missing */
function requireReady(content: ActivityContent, kind: Parameters<typeof missingForSending>[1]): void {
  const missing = missingForSending(content, kind);
  if (missing.length > 0) {
    throw new Problem('activity.not-ready', { fields: missing.map((field) => ({ field, code: 'required' })) });
  }
}

/** What the organiser wrote, as the rules read it. */
export function contentOf(activity: Activity, sessions: readonly ActivitySession[]): ActivityContent {
  return { ...activity, sessions: sessions.filter(({ isCancelled }) => !isCancelled) };
}

/**
 * Sends it to the unit in charge, or publishes it where nobody checks: communes and what is above them.
 * @returns what it is now
 * @throws Problem activity.not-ready, activity.state, edit.stale, permission.denied
 */
export function sendActivity(ctx: EditionContext, id: ActivityId, version: number): Promise<'sent' | 'published'> {
  return inActivities(ctx, async (tx) => {
    await requireActivity(ctx, tx, id, 'activity.write');
    requireOpen(ctx);
    const activity = await holdActivity(tx, ctx, id, 'send', version);
    const kind = await requireKind(ctx, activity.kind);
    requireReady(contentOf(activity, await findSessions(tx, activity.editionId, id)), kind);
    const place = await requirePlace(tx, ctx.edition.id, activity.unitId);
    const organiser = organiserOf(place, activity.organisationId);
    if (publishesOwn(organiser) || (kind.isOutput && !organiser.isOutside)) {
      await publishNow(ctx, tx, activity, kind, 'own');
      return 'published';
    }
    const line = chargeLine(organiser);
    const reviewer = unitInCharge(line, await findUnitsThatReview(tx, line));
    const now = ctx.platform.clock.now();
    const due = reviewDue(now);
    await updateActivity(tx, activity, {
      status: 'sent',
      status_reason: null,
      sent_at: now,
      reviewer_unit_id: reviewer,
      review_due_at: due,
      review_round: 0,
      updated_at: now,
    });
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.send',
      subject: subjectOf(activity),
      after: { title: activity.title, reviewer, due },
    });
    if (reviewer !== null) {
      await writeTo(ctx, tx, await findReviewersOf(tx, reviewer), activity, 'activity.waiting', (words, facts) =>
        words.waiting(facts, due),
      );
    }
    return 'sent';
  });
}

/** Takes back what waits to be checked: a draft again. @throws Problem activity.state, permission.denied */
export function takeBackActivity(ctx: EditionContext, id: ActivityId): Promise<void> {
  return inActivities(ctx, async (tx) => {
    await requireActivity(ctx, tx, id, 'activity.write');
    const activity = await holdActivity(tx, ctx, id, 'take-back', null);
    await updateActivity(tx, activity, {
      status: 'draft',
      sent_at: null,
      reviewer_unit_id: null,
      review_due_at: null,
      review_round: 0,
      updated_at: ctx.platform.clock.now(),
    });
    await appendAudit(tx, { unitId: activity.unitId, verb: 'activity.take-back', subject: subjectOf(activity) });
  });
}

/**
 * A draft like it, without what belongs to the first one alone: dates unless a first day is given, presence, pictures.
 * @param firstDay the day of its first session; the others keep their distance
 * @returns the number of the draft
 */
export async function cloneActivity(
  ctx: EditionContext,
  id: ActivityId,
  firstDay: CalendarDate | null,
): Promise<ActivityId> {
  const { activity, sessions } = await inActivities(ctx, async (tx) => {
    const found = await requireActivity(ctx, tx, id, 'activity.write');
    return { activity: found, sessions: await findSessions(tx, found.editionId, id) };
  });
  const held = sessions.filter(({ isCancelled }) => !isCancelled);
  const content: ActivityContent = {
    ...contentOf(activity, sessions),
    sessions: firstDay === null ? [] : shiftSessions(held, firstDay),
    signupOpensAt: null,
    signupClosesAt: null,
    countedOn: null,
    quantity: null,
    links: [],
  };
  // For its own person the copy is the organisation's; for anybody else the unit's that took it in.
  const own = organisationsOf(ctx).find((each) => each.id === activity.organisationId);
  return createActivity(ctx, own ? { organisationId: own.id } : { unitId: activity.unitId }, content, id);
}

/** Deletes a draft. What was sent once and came back counts as one; what was published is cancelled instead. */
export function deleteDraft(ctx: EditionContext, id: ActivityId): Promise<void> {
  return inActivities(ctx, async (tx) => {
    await requireActivity(ctx, tx, id, 'activity.write');
    const activity = await holdActivity(tx, ctx, id, 'delete', null);
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.delete',
      subject: subjectOf(activity),
      before: { title: activity.title, kind: activity.kind },
    });
    await deleteActivity(tx, activity);
  });
}
