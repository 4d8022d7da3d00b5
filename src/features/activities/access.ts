/**
 * Who may do what with an activity: people by their role in the edition's tree, and the person of an outside organisation
 * for its own activities alone.
 */
import { asSystem, type Context } from '../../platform/context.ts';
import { inTransaction, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
import { requireActor, type Verb } from '../../platform/permission/permission.ts';
import { type EditionContext, enterEdition, enterEditionAsSystem, mayAbove, mayAt } from '../editions/index.ts';
import type { Activity } from './activity.ts';
import { findActivity, findOwnOrganisations, type OwnOrganisation } from './store.ts';

/** An edition as somebody who announces activities enters it: with roles, for organisations, or both. */
export interface ActivityContext extends EditionContext {
  readonly organisations: readonly OwnOrganisation[];
}

/** What the person of an outside organisation may do with its activities. */
const ORGANISATION_VERBS: ReadonlySet<Verb> = new Set([
  'activity.read',
  'activity.write',
  'activity.confirm',
  'registration.read',
  'registration.write',
  'checkin.take',
]);

/**
 * Enters an edition with a role in its tree or as the person of an organisation that one of its units has taken in.
 * @throws Problem sign-in.needed; not-found where the person is neither
 */
export async function enterActivities(ctx: Context, editionId: EditionId): Promise<ActivityContext> {
  const actor = requireActor(ctx.actor);
  const organisations = await asSystem(ctx, (tx) => findOwnOrganisations(tx, editionId, actor.accountId));
  if (organisations.length === 0) return { ...(await enterEdition(ctx, editionId)), organisations };
  try {
    return { ...(await enterEdition(ctx, editionId)), organisations };
  } catch (error) {
    if (!(error instanceof Problem && error.code === 'not-found')) throw error;
    const { edition } = await enterEditionAsSystem(ctx.platform, editionId, ctx.requestId);
    return { ...ctx, edition, rights: [], isSystem: false, organisations };
  }
}

/**
 * A transaction that sees what the person's roles cover and, for an organisation, what stands at the very place of the
 * commune that has taken it in.
 */
export function inActivities<T>(ctx: EditionContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  if (ctx.isSystem) return inTransaction(ctx.platform.db.app, { kind: 'system' }, work);
  const actor = requireActor(ctx.actor);
  return inTransaction(
    ctx.platform.db.app,
    {
      kind: 'actor',
      accountId: actor.accountId,
      units: actor.grants.map((grant) => grant.unitId),
      edition: {
        id: ctx.edition.id,
        positions: [
          ...ctx.rights.map((right) => [right.lft, right.rgt] as const),
          ...organisationsOf(ctx).map(({ lft }) => [lft, lft] as const),
        ],
      },
    },
    work,
  );
}

export function organisationsOf(ctx: EditionContext): readonly OwnOrganisation[] {
  return 'organisations' in ctx ? (ctx as ActivityContext).organisations : [];
}

/** True when the person may do the verb with this activity as its organiser, or for somebody above it. */
export function mayActivity(
  ctx: EditionContext,
  verb: Verb,
  activity: Pick<Activity, 'pos' | 'organisationId'>,
): boolean {
  if (mayAt(ctx, verb, activity.pos)) return true;
  if (activity.organisationId === null || !ORGANISATION_VERBS.has(verb)) return false;
  return organisationsOf(ctx).some(({ id }) => id === activity.organisationId);
}

/**
 * True when the person may check it: from above; what an outside organisation announces, the unit that took it in.
 */
export function mayReview(ctx: EditionContext, activity: Pick<Activity, 'pos' | 'organisationId'>): boolean {
  return activity.organisationId === null
    ? mayAbove(ctx, 'activity.review', activity.pos)
    : mayAt(ctx, 'activity.review', activity.pos);
}

/**
 * The activity, where the person may do the verb with it (for `activity.review`: check it).
 * @throws Problem not-found where it is not there or out of sight; permission.denied
 */
export async function requireActivity(ctx: EditionContext, tx: Tx, id: ActivityId, verb: Verb): Promise<Activity> {
  const activity = await findActivity(tx, ctx.edition.id, id);
  if (!activity) throw new Problem('not-found');
  requireMay(ctx, verb, activity);
  return activity;
}

/** @throws Problem permission.denied */
export function requireMay(ctx: EditionContext, verb: Verb, activity: Activity): void {
  const isAllowed = verb === 'activity.review' ? mayReview(ctx, activity) : mayActivity(ctx, verb, activity);
  if (!isAllowed) throw new Problem('permission.denied');
}
