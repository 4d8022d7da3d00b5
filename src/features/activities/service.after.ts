/** After it: who came as checked in, confirmed or corrected; from then on it counts in the report. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { unitsAllowing } from '../../platform/permission/permission.ts';
import type { ActivityId } from '../../platform/ids/ids.ts';
import { doubtfulOf, presenceOf } from '../checkins/index.ts';
import { type EditionContext, requireOpen } from '../editions/index.ts';
import { replaceFigures } from '../figures/index.ts';
import { inActivities, mayActivity, requireActivity } from './access.ts';
import type { Activity, ActivitySession } from './activity.ts';
import {
  activityFigures,
  differsFromCheckins,
  occurredOn,
  type Presence,
  presenceFaults,
  presenceSums,
} from './rules.presence.ts';
import { holdActivity, requireKind, subjectOf } from './service.parts.ts';
import { findSessions } from './store.ts';
import { updateActivity, writeSessionAttendances } from './store.write.ts';

export interface AfterScreen {
  readonly activity: Activity;
  /** Those that were not cancelled. */
  readonly sessions: readonly ActivitySession[];
  /** As checked in; a session counts as held once it has begun. */
  readonly counted: Presence;
  readonly hasCheckins: boolean;
  /** By session: people who checked themselves in without a sign-up, by a number that they said themselves. */
  readonly byThemselves: ReadonlyMap<number, number>;
  /** People whose check-ins arrived after the confirmation: they do not count until it is made anew. */
  readonly late: number;
  readonly hasBegun: boolean;
  readonly mayConfirm: boolean;
  /** The person may give certificates for the unit. */
  readonly mayCertify: boolean;
}

/** What the page after an activity shows. @throws Problem not-found, permission.denied */
export function readAfter(ctx: EditionContext, id: ActivityId): Promise<AfterScreen> {
  return inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.read');
    const sessions = await heldSessions(tx, activity);
    const counted = await countedPresence(ctx, tx, activity, sessions);
    const event = { editionId: activity.editionId, event: 'activity', eventId: activity.id } as const;
    const doubtful = await doubtfulOf(tx, event, activity.confirmedAt);
    return {
      activity,
      sessions,
      counted,
      hasCheckins: counted.sessions.some(({ attendances }) => attendances > 0),
      byThemselves: new Map(doubtful.map(({ part, byThemselves }) => [part, byThemselves])),
      late: doubtful.reduce((sum, each) => sum + each.late, 0),
      hasBegun: hasBegun(ctx, activity),
      mayConfirm: ctx.edition.status === 'open' && mayActivity(ctx, 'activity.confirm', activity),
      mayCertify: ctx.actor !== null && unitsAllowing(ctx.actor, 'certificate.issue').includes(activity.unitId),
    };
  });
}

async function heldSessions(tx: Tx, activity: Activity): Promise<ActivitySession[]> {
  return (await findSessions(tx, activity.editionId, activity.id)).filter(({ isCancelled }) => !isCancelled);
}

const hasBegun = (ctx: EditionContext, { startsAt }: Activity): boolean =>
  startsAt !== null && startsAt <= ctx.platform.clock.now();

async function countedPresence(
  ctx: EditionContext,
  tx: Tx,
  activity: Activity,
  sessions: readonly ActivitySession[],
): Promise<Presence> {
  const { parts, distinct } = await presenceOf(tx, {
    editionId: activity.editionId,
    event: 'activity',
    eventId: activity.id,
  });
  const byNo = new Map(parts.map((part) => [part.part, part.people + part.children]));
  return {
    sessions: sessions.map(({ no, startsAt }) => ({
      no,
      isHeld: startsAt <= ctx.platform.clock.now(),
      attendances: byNo.get(no) ?? 0,
    })),
    people: distinct.people + distinct.children,
    children: distinct.children,
  };
}

/**
 * Confirms who came; the figures stand in the report in the same transaction.
 * @throws Problem request.invalid with what cannot be or a reason that is missing, activity.state, permission.denied
 */
export function confirmPresence(
  ctx: EditionContext,
  id: ActivityId,
  presence: Presence,
  reason: string,
): Promise<void> {
  return inActivities(ctx, async (tx) => {
    await requireActivity(ctx, tx, id, 'activity.confirm');
    requireOpen(ctx);
    const activity = await holdActivity(tx, ctx, id, 'confirm', null);
    if (activity.confirmedAt !== null || !hasBegun(ctx, activity)) throw new Problem('activity.state');
    const sessions = await heldSessions(tx, activity);
    const known = new Set(sessions.map(({ no }) => no));
    const given: Presence = { ...presence, sessions: presence.sessions.filter(({ no }) => known.has(no)) };
    const counted = await countedPresence(ctx, tx, activity, sessions);
    const sums = presenceSums(given);
    const day = occurredOn(sessions, given);
    const fields = presenceFaults(given).map(({ field, code }) => ({ field: field as string, code: code as string }));
    if (day === null) fields.push({ field: 'held', code: 'none-held' });
    else if (reason === '' && differsFromCheckins(given, counted)) fields.push({ field: 'reason', code: 'required' });
    if (fields.length > 0 || day === null) throw new Problem('request.invalid', { fields });
    const kind = await requireKind(ctx, activity.kind);
    await updateActivity(tx, activity, {
      confirmed_at: ctx.platform.clock.now(),
      confirmed_by: ctx.actor?.accountId ?? null,
      sessions_held: sums.sessionsHeld,
      attendances: sums.attendances,
      people: given.people,
      children: given.children,
      presence_reason: reason || null,
    });
    const held = given.sessions.filter(({ isHeld }) => isHeld);
    await writeSessionAttendances(tx, activity, new Map(held.map(({ no, attendances }) => [no, attendances])));
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.confirm',
      subject: subjectOf(activity),
      before: { counted },
      after: { ...sums, people: given.people, children: given.children, reason: reason || null },
    });
    await replaceFigures(tx, {
      editionId: activity.editionId,
      source: 'activity',
      sourceId: activity.id,
      organiserUnitId: activity.unitId,
      occurredOn: day,
      values: activityFigures(kind, given),
      by: ctx.actor?.accountId ?? null,
    });
  });
}

/** Takes a confirmation back: its figures leave the report. @throws Problem activity.state, permission.denied */
export function undoConfirmation(ctx: EditionContext, id: ActivityId): Promise<void> {
  return inActivities(ctx, async (tx) => {
    await requireActivity(ctx, tx, id, 'activity.confirm');
    requireOpen(ctx);
    const activity = await holdActivity(tx, ctx, id, 'unconfirm', null);
    const { sessionsHeld, attendances, people, children } = activity;
    await updateActivity(tx, activity, {
      confirmed_at: null,
      confirmed_by: null,
      sessions_held: null,
      attendances: null,
      people: null,
      children: null,
      presence_reason: null,
    });
    await writeSessionAttendances(tx, activity, null);
    await appendAudit(tx, {
      unitId: activity.unitId,
      verb: 'activity.unconfirm',
      subject: subjectOf(activity),
      before: { sessionsHeld, attendances, people, children },
    });
    await replaceFigures(tx, {
      editionId: activity.editionId,
      source: 'activity',
      sourceId: activity.id,
      organiserUnitId: activity.unitId,
      occurredOn: dayInVietnam(activity.endsAt ?? ctx.platform.clock.now()),
      values: [],
      by: ctx.actor?.accountId ?? null,
    });
  });
}
