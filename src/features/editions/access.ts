/**
 * The door into an edition: who somebody is in its frozen tree. Every verb of the campaign starts here, asks
 * `requireAt` or `requireAbove`, and works in `inEdition`, where row-level security knows the same positions.
 */
import type { Context, Platform } from '../../platform/context.ts';
import { inTransaction, type Scope, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';
import {
  allowsAbove,
  allowsAt,
  type PlacedGrant,
  requireActor,
  type Verb,
} from '../../platform/permission/permission.ts';
import { type EditionHead, type EditionPlace, findEditionForAccount, findPlace } from './store.access.ts';

/** A context inside one edition. `system` is work without a person: jobs, the nightly check, the demonstration. */
export interface EditionContext extends Context {
  readonly edition: EditionHead;
  readonly rights: readonly PlacedGrant[];
  readonly isSystem: boolean;
}

/**
 * Enters an edition as the person who asks.
 * @throws Problem sign-in.needed, or not-found when the edition is not there or the person has no role in its tree
 */
export async function enterEdition(ctx: Context, editionId: EditionId): Promise<EditionContext> {
  const actor = requireActor(ctx.actor);
  const found = await findEditionForAccount(ctx.platform.db.app, editionId, actor.grants);
  if (!found || found.rights.length === 0) throw new Problem('not-found');
  return { ...ctx, edition: found.edition, rights: found.rights, isSystem: false };
}

/** Enters an edition for the system itself; permission checks pass. */
export async function enterEditionAsSystem(
  platform: Platform,
  editionId: EditionId,
  requestId: string,
): Promise<EditionContext> {
  const found = await findEditionForAccount(platform.db.app, editionId, []);
  if (!found) throw new Problem('not-found');
  return { platform, actor: null, locale: 'vi', requestId, edition: found.edition, rights: [], isSystem: true };
}

/** A transaction that sees the edition as the person may. */
export function inEdition<T>(ctx: EditionContext, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(ctx.platform.db.app, editionScope(ctx), work);
}

function editionScope(ctx: EditionContext): Scope {
  if (ctx.isSystem) return { kind: 'system' };
  const actor = requireActor(ctx.actor);
  return {
    kind: 'actor',
    accountId: actor.accountId,
    units: actor.grants.map((grant) => grant.unitId),
    edition: { id: ctx.edition.id, positions: ctx.rights.map((right) => [right.lft, right.rgt] as const) },
  };
}

/** True when the person may do the verb for the unit at this tree position. */
export function mayAt(ctx: EditionContext, verb: Verb, position: number): boolean {
  return ctx.isSystem || allowsAt(ctx.rights, verb, position);
}

/** True when the person may do the verb from above: nobody reviews the own unit's report. */
export function mayAbove(ctx: EditionContext, verb: Verb, position: number): boolean {
  return ctx.isSystem || allowsAbove(ctx.rights, verb, position);
}

/** @throws Problem permission.denied */
export function requireAt(ctx: EditionContext, verb: Verb, position: number): void {
  if (!mayAt(ctx, verb, position)) throw new Problem('permission.denied');
}

/** @throws Problem permission.denied */
export function requireAbove(ctx: EditionContext, verb: Verb, position: number): void {
  if (!mayAbove(ctx, verb, position)) throw new Problem('permission.denied');
}

/**
 * The unit's place in the edition's tree. Names and places of units are public, so this needs no permission.
 * @throws Problem not-found
 */
export async function requirePlace(tx: Tx, editionId: EditionId, unitId: UnitId): Promise<EditionPlace> {
  const place = await findPlace(tx, editionId, unitId);
  if (!place) throw new Problem('not-found');
  return place;
}

/** True when the edition is open. @throws Problem edition.closed otherwise */
export function requireOpen(ctx: EditionContext): void {
  if (ctx.edition.status !== 'open') throw new Problem('edition.closed');
}

/**
 * The unit whose work the person does in this edition: the first of their roles from the top, their home in the tree;
 * the root for somebody whose role stands above it.
 */
export function homeUnit(ctx: EditionContext): UnitId {
  const own = grantedUnits(ctx);
  const [first] = ctx.rights.filter((right) => own.has(right.unitId)).sort((a, b) => a.lft - b.lft);
  return first && first.lft > 0 ? first.unitId : ctx.edition.rootUnitId;
}

/** Units that the person reviews for without a role on them: their office is on the way of the reports. */
export function unitsReviewedOnTheWay(ctx: EditionContext): UnitId[] {
  const own = grantedUnits(ctx);
  return [...new Set(ctx.rights.filter((right) => !own.has(right.unitId)).map((right) => right.unitId))];
}

function grantedUnits(ctx: EditionContext): ReadonlySet<UnitId> {
  return new Set(ctx.actor?.grants.map((grant) => grant.unitId));
}
