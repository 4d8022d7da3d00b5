/** What the pages of those who work with activities show: lists, one activity, the queue. */
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, UnitId } from '../../platform/ids/ids.ts';
import { roleAllows } from '../../platform/permission/permission.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type EditionContext, homeUnit, mayAt, requirePlace } from '../editions/index.ts';
import { inActivities, mayActivity, mayReview, organisationsOf, requireActivity } from './access.ts';
import type { Activity, ActivityKind, ActivitySession } from './activity.ts';
import { loadKinds } from './kinds.ts';
import { missingForSending, type Needed, publishesOwn } from './rules.ts';
import type { ActingFor } from './service.ts';
import { contentOf } from './service.ts';
import { organiserOf, subjectOf } from './service.parts.ts';
import {
  type AreaChoice,
  countOwn,
  countQueue,
  findAreaChoices,
  findHistory,
  findLikely,
  type HistoryRow,
  type Likely,
  type ListedActivity,
  type ListFilter,
  listOwn,
  listQueue,
  type QueuedActivity,
  type QueueScope,
  type Sight,
  type StatusCounts,
} from './store.lists.ts';
import { findSessions } from './store.ts';

const granted = (ctx: EditionContext): ReadonlySet<UnitId> => new Set(ctx.actor?.grants.map(({ unitId }) => unitId));

/** Whose activities the person's own list shows. */
export function sightOf(ctx: EditionContext): Sight {
  return {
    ranges: ctx.rights
      .filter(({ role }) => roleAllows(role, 'activity.read'))
      .map(({ lft, rgt }) => [lft, rgt] as const),
    organisations: organisationsOf(ctx).map(({ id }) => id),
  };
}

/** Where the person may check what others announce. */
export function queueScope(ctx: EditionContext): QueueScope {
  const reviewing = ctx.rights.filter(({ role }) => roleAllows(role, 'activity.review'));
  const own = granted(ctx);
  return {
    reviewed: reviewing.map(({ lft, rgt }) => [lft, rgt] as const),
    own: reviewing.filter(({ unitId }) => own.has(unitId)).map(({ lft, rgt }) => [lft, rgt] as const),
  };
}

/** For whom the person may announce: the unit they work in, and organisations that they speak for. */
export interface ActingChoice {
  readonly value: string;
  readonly name: string;
  readonly acting: ActingFor;
  /** The unit, or the one that has taken the organisation in. */
  readonly unitId: UnitId;
  /** Nobody checks it. */
  readonly publishesOwn: boolean;
}

export async function readActing(ctx: EditionContext): Promise<ActingChoice[]> {
  const organisations = organisationsOf(ctx).map(
    (each): ActingChoice => ({
      value: `to-chuc-${each.id}`,
      name: each.name,
      acting: { organisationId: each.id },
      unitId: each.unitId,
      publishesOwn: false,
    }),
  );
  if (ctx.rights.length === 0) return organisations;
  return inActivities(ctx, async (tx) => {
    const home = await requirePlace(tx, ctx.edition.id, homeUnit(ctx));
    if (!mayAt(ctx, 'activity.write', home.lft)) return organisations;
    const { unitId, name } = home;
    const own = publishesOwn(organiserOf(home, null));
    return [{ value: String(unitId), name, acting: { unitId }, unitId, publishesOwn: own }, ...organisations];
  });
}

export interface ActivityList {
  readonly rows: readonly ListedActivity[];
  readonly total: number;
  readonly counts: StatusCounts;
  readonly kinds: readonly ActivityKind[];
  /** Activities of others that wait for the person. */
  readonly waiting: number;
  /** Name of the unit, or of the organisation for somebody without a role. */
  readonly whose: { readonly name: string; readonly isOrganisation: boolean };
  readonly mayWrite: boolean;
  /** The person may check what others announce: there is a queue for them, empty or not. */
  readonly mayReview: boolean;
  readonly now: Date;
}

/** A page of the list. */
export async function readList(ctx: EditionContext, filter: ListFilter): Promise<ActivityList> {
  const now = ctx.platform.clock.now();
  const sight = sightOf(ctx);
  const scope = queueScope(ctx);
  const mayWrite = ctx.edition.status === 'open' && (await readActing(ctx)).length > 0;
  const kinds = await loadKinds(ctx.platform.db.app);
  return inActivities(ctx, async (tx) => {
    const [organisation] = organisationsOf(ctx);
    const whose =
      ctx.rights.length === 0 && organisation
        ? { name: organisation.name, isOrganisation: true }
        : { name: (await requirePlace(tx, ctx.edition.id, homeUnit(ctx))).name, isOrganisation: false };
    return {
      ...(await listOwn(tx, ctx.edition.id, sight, filter, now)),
      counts: await countOwn(tx, ctx.edition.id, sight, now),
      waiting: scope.own.length === 0 ? 0 : await countQueue(tx, ctx.edition.id, scope),
      kinds,
      whose,
      mayWrite,
      mayReview: scope.reviewed.length > 0,
      now,
    };
  });
}

export interface ActivityScreen {
  readonly activity: Activity;
  readonly sessions: readonly ActivitySession[];
  readonly kind: ActivityKind;
  readonly missing: readonly Needed[];
  /** Nobody checks it: sending publishes. */
  readonly isOwn: boolean;
  readonly reviewer: string | null;
  /** The unit whose ground it counts for, to be called when nobody answers. */
  readonly unitName: string;
  readonly likely: readonly Likely[];
  readonly history: readonly HistoryRow[];
  readonly mayWrite: boolean;
  readonly mayReview: boolean;
  readonly mayConfirm: boolean;
  readonly mayCheckIn: boolean;
  readonly maySeeSignups: boolean;
  readonly now: Date;
}

/** One activity as its organiser and those above manage it. @throws Problem not-found, permission.denied */
export async function readManaged(ctx: EditionContext, id: ActivityId): Promise<ActivityScreen> {
  const kinds = await loadKinds(ctx.platform.db.app);
  return inActivities(ctx, async (tx) => {
    const activity = await requireActivity(ctx, tx, id, 'activity.read');
    const sessions = await findSessions(tx, activity.editionId, id);
    const kind = kinds.find(({ code }) => code === activity.kind);
    if (!kind) throw new Problem('not-found');
    const place = await requirePlace(tx, ctx.edition.id, activity.unitId);
    const organiser = organiserOf(place, activity.organisationId);
    const isUndecided = ['draft', 'returned', 'sent'].includes(activity.status);
    const isOpen = ctx.edition.status === 'open';
    return {
      activity,
      sessions,
      kind,
      missing: missingForSending(contentOf(activity, sessions), kind),
      isOwn: publishesOwn(organiser) || (kind.isOutput && !organiser.isOutside),
      reviewer:
        activity.reviewerUnitId === null
          ? null
          : (await requirePlace(tx, ctx.edition.id, activity.reviewerUnitId)).name,
      unitName: place.name,
      likely: isUndecided ? await findLikely(tx, ctx.edition.id, new Map([[id, unaccentedKey(activity.title)]])) : [],
      history: await findHistory(tx, activity.id, subjectOf(activity)),
      mayWrite: isOpen && mayActivity(ctx, 'activity.write', activity),
      mayReview: isOpen && mayReview(ctx, activity),
      mayConfirm: isOpen && mayActivity(ctx, 'activity.confirm', activity),
      mayCheckIn: mayActivity(ctx, 'checkin.take', activity),
      maySeeSignups: mayActivity(ctx, 'registration.read', activity),
      now: ctx.platform.clock.now(),
    };
  });
}

/** Areas to choose from in the form, from the organiser's place; with the one that is chosen already. */
export async function readAreas(
  ctx: EditionContext,
  unitId: UnitId,
  chosen: UnitId | null,
): Promise<{ areas: AreaChoice[]; own: UnitId }> {
  return inActivities(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    const line = await Promise.all(place.ancestors.map((each) => requirePlace(tx, ctx.edition.id, each)));
    const province = line.find(({ level }) => level === 'province');
    const top = province ?? line[0] ?? place;
    // Above the provinces one of them is chosen; in an edition of a province, a district or a commune its communes are.
    const level = top.level === 'country' ? 'province' : 'commune';
    const areas = await findAreaChoices(tx, ctx.edition.id, [top.lft, top.rgt], level);
    const own = line.findLast(({ unitId: each }) => areas.some((area) => area.unitId === each)) ?? top;
    if (chosen === null || areas.some((area) => area.unitId === chosen)) return { areas, own: own.unitId };
    const other = await requirePlace(tx, ctx.edition.id, chosen);
    return { areas: [...areas, { unitId: chosen, name: other.name, level: other.level }], own: own.unitId };
  });
}

export const QUEUE_PAGE = 20;

export interface QueueScreen {
  readonly rows: readonly QueuedActivity[];
  readonly total: number;
  readonly likely: readonly Likely[];
  readonly kinds: readonly ActivityKind[];
  readonly mine: number;
  readonly now: Date;
}

/** A page of what waits. @throws Problem permission.denied for somebody who checks nothing */
export async function readQueue(ctx: EditionContext, onlyMine: boolean, page: number): Promise<QueueScreen> {
  const scope = queueScope(ctx);
  if (scope.reviewed.length === 0) throw new Problem('permission.denied');
  const kinds = await loadKinds(ctx.platform.db.app);
  return inActivities(ctx, async (tx) => {
    const found = await listQueue(tx, ctx.edition.id, scope, {
      onlyMine,
      limit: QUEUE_PAGE,
      offset: (page - 1) * QUEUE_PAGE,
    });
    const titles = new Map(found.rows.map((row) => [row.id, unaccentedKey(row.title)]));
    return {
      ...found,
      likely: await findLikely(tx, ctx.edition.id, titles),
      kinds,
      mine: await countQueue(tx, ctx.edition.id, scope),
      now: ctx.platform.clock.now(),
    };
  });
}
