/**
 * Who may say who works for a unit: the administrator of the installation, and whoever holds a role with
 * `account.invite` on the unit or above it in the tree of today; for a unit that has ended, in the tree of its last day,
 * because the editions of its time go on being worked on. (Inside an edition the frozen tree decides.)
 */
import type { Context } from '../../platform/context.ts';
import { today } from '../../platform/clock/clock.ts';
import { inTransaction, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { type Actor, requireActor, roleAllows } from '../../platform/permission/permission.ts';
import { asPerson } from './service.sign-in.ts';
import { unitChain } from './store.grants.ts';

/**
 * The person, if they may hand out roles on the unit.
 * @throws Problem sign-in.needed, not-found when there is no such unit, permission.denied
 */
export async function requireInviter(ctx: Context, unitId: UnitId): Promise<Actor> {
  const actor = requireActor(ctx.actor);
  const chain = await asPerson(ctx, actor.accountId, (tx) => unitChain(tx, unitId, today(ctx.platform.clock)));
  const covers = actor.grants.some((grant) => chain.includes(grant.unitId) && roleAllows(grant.role, 'account.invite'));
  if (!covers && !actor.isAdministrator) throw new Problem('permission.denied');
  if (chain.length === 0) throw new Problem('not-found');
  return actor;
}

/**
 * A transaction with exactly one unit's people in sight; row-level security hides everybody else's roles. The unit
 * must have been through requireInviter: this is what turns "above it" into sight.
 */
export function inUnit<T>(ctx: Context, actor: Actor, unitId: UnitId, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(ctx.platform.db.app, { kind: 'actor', accountId: actor.accountId, units: [unitId] }, work);
}
