/** Steps that the verbs of an activity share: what follows from its content, publishing, the job of a change. */
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, OrganisationId } from '../../platform/ids/ids.ts';
import { type EditionContext, type EditionPlace, requirePlace } from '../editions/index.ts';
import { replaceFigures } from '../figures/index.ts';
import type { Activity, ActivityKind } from './activity.ts';
import { type ActivityChange, activityChanged, type AnnouncedFacts } from './job-definitions.ts';
import { loadKinds } from './kinds.ts';
import { outputFigures } from './rules.presence.ts';
import { type ActivityContent, areaName, type ActivityDeed, allowsDeed, type Organiser, searchKeys } from './rules.ts';
import { spanOf } from './rules.changes.ts';
import { lockActivity } from './store.ts';
import { type Derived, updateActivity } from './store.write.ts';

export const subjectOf = (activity: Pick<Activity, 'editionId' | 'id'>): string =>
  `activity/${activity.editionId}/${activity.id}`;

/** @throws Problem request.invalid for a code that is no kind */
export async function requireKind(ctx: EditionContext, code: string): Promise<ActivityKind> {
  const kind = (await loadKinds(ctx.platform.db.app)).find((each) => each.code === code);
  if (!kind) throw new Problem('request.invalid', { fields: [{ field: 'kind', code: 'required' }] });
  return kind;
}

/** The organiser as the rules of charge know it. */
export const organiserOf = (place: EditionPlace, organisationId: OrganisationId | null): Organiser => ({
  unitId: place.unitId,
  level: place.level,
  ancestors: place.ancestors,
  isOutside: organisationId !== null,
});

/** What follows from the content: where the area lies, when it begins and ends, what lists search. */
export async function deriveFrom(
  tx: Tx,
  ctx: EditionContext,
  content: ActivityContent,
  organiserName: string,
): Promise<Derived> {
  const area = await requirePlace(tx, ctx.edition.id, content.areaUnitId);
  const above = await Promise.all(
    area.ancestors.slice(0, -1).map((unitId) => requirePlace(tx, ctx.edition.id, unitId)),
  );
  const province = [...above, area].find(({ level }) => level === 'province') ?? null;
  const name = areaName(area.name, province?.name ?? null);
  return {
    organiserName,
    areaPos: area.lft,
    areaName: name,
    provinceUnitId: province?.unitId ?? null,
    ...spanOf(content.sessions),
    ...searchKeys({ ...content, organiserName, areaName: name }),
  };
}

/**
 * The activity held for a change, in a state that allows the deed and at the version the page showed.
 * @param version null where the deed does not depend on what was seen
 * @throws Problem not-found, activity.state, edit.stale
 */
export async function holdActivity(
  tx: Tx,
  ctx: EditionContext,
  id: ActivityId,
  deed: ActivityDeed,
  version: number | null,
): Promise<Activity> {
  const activity = await lockActivity(tx, ctx.edition.id, id);
  if (!activity) throw new Problem('not-found');
  if (!allowsDeed(activity, deed)) throw new Problem('activity.state');
  if (version !== null && activity.version !== version) throw new Problem('edit.stale', { current: activity });
  return activity;
}

/** Tells those who work with sign-ups, in the transaction of the change. */
export async function tellOfChange(
  ctx: EditionContext,
  tx: Tx,
  activity: Pick<Activity, 'editionId' | 'id'>,
  changes: readonly ActivityChange[],
  before?: AnnouncedFacts,
): Promise<void> {
  for (const what of changes) {
    await ctx.platform.jobs.send(tx, activityChanged, {
      editionId: activity.editionId,
      activityId: activity.id,
      what,
      ...(what === 'rescheduled' || what === 'place' ? { before } : {}),
    });
  }
}

/** Publishes it; an output counts from now on. Permission and state are the caller's. */
export async function publishNow(
  ctx: EditionContext,
  tx: Tx,
  activity: Activity,
  kind: ActivityKind,
  how: 'own' | 'reviewed' | 'time-limit',
): Promise<void> {
  const now = ctx.platform.clock.now();
  await updateActivity(tx, activity, {
    status: 'published',
    status_reason: null,
    published_at: now,
    published_how: how,
    review_due_at: null,
    updated_at: now,
    ...(activity.sentAt === null ? { sent_at: now } : {}),
  });
  await appendAudit(tx, {
    unitId: activity.unitId,
    verb: 'activity.publish',
    subject: subjectOf(activity),
    after: { title: activity.title, how },
  });
  await tellOfChange(ctx, tx, activity, ['published']);
  if (kind.isOutput) await countOutput(ctx, tx, activity, kind);
}

/** Puts the quantity of an output into the report; nothing where it has none. */
export async function countOutput(
  ctx: EditionContext,
  tx: Tx,
  output: Pick<Activity, 'editionId' | 'id' | 'unitId' | 'quantity' | 'countedOn' | 'createdAt'>,
  kind: ActivityKind,
): Promise<void> {
  if (output.quantity === null || output.countedOn === null) return;
  await replaceFigures(tx, {
    editionId: output.editionId,
    source: 'activity',
    sourceId: output.id,
    organiserUnitId: output.unitId,
    occurredOn: output.countedOn,
    values: outputFigures(kind, output.quantity),
    by: ctx.actor?.accountId ?? null,
  });
}
