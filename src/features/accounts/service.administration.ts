/** What an administrator does to accounts: find, disable, take a lost second factor away, make administrators. */
import type { Context } from '../../platform/context.ts';
import { today } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { asSystem } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId, UnitId } from '../../platform/ids/ids.ts';
import { type Actor, requireAdministrator, type Role } from '../../platform/permission/permission.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { asPerson } from './service.sign-in.ts';
import { forgetSessions } from './sessions.ts';
import {
  type Account,
  type AccountSearch,
  findAccount,
  lockAccount,
  lockAdministrators,
  searchAccounts,
  setAdministrator as storeAdministrator,
  setDisabled,
  setTotpSecret,
} from './store.accounts.ts';
import { findUnitNames, listGrantsOfAccounts, searchUnits, type UnitName } from './store.grants.ts';
import { deleteSessionsOf } from './store.sessions.ts';

/** What the administrator sees of an account: never a hash or a secret. */
export interface AccountSummary {
  readonly id: AccountId;
  readonly name: string;
  readonly email: string;
  readonly isAdministrator: boolean;
  readonly isDisabled: boolean;
  readonly isTotpOn: boolean;
  readonly createdAt: Date;
  readonly roles: readonly { readonly unitId: UnitId; readonly unitName: string; readonly role: Role }[];
}

/** Accounts by name or e-mail, with their roles. @throws Problem permission.denied */
export async function listAccounts(
  ctx: Context,
  search: AccountSearch,
): Promise<{ accounts: AccountSummary[]; total: number }> {
  requireAdministrator(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const { accounts, total } = await searchAccounts(tx, search);
    return { accounts: await withRoles(tx, ctx, accounts), total };
  });
}

/** One account. @throws Problem permission.denied, not-found */
export async function readAccount(ctx: Context, id: AccountId): Promise<AccountSummary> {
  requireAdministrator(ctx.actor);
  return asSystem(ctx, async (tx) => {
    const account = await findAccount(tx, id);
    const [summary] = account ? await withRoles(tx, ctx, [account]) : [];
    if (!summary) throw new Problem('not-found');
    return summary;
  });
}

/** Units of today whose name has the words, to put a role on. @throws Problem permission.denied */
export async function findUnitsForGrant(ctx: Context, words: string): Promise<UnitName[]> {
  requireAdministrator(ctx.actor);
  const key = unaccentedKey(words);
  if (key === '') return [];
  return asSystem(ctx, (tx) => searchUnits(tx, key, today(ctx.platform.clock), 20));
}

/**
 * Locks an account out at once (its sessions end) or lets it in again.
 * @throws Problem permission.denied, not-found, account.last-administrator
 */
export async function setAccountDisabled(ctx: Context, id: AccountId, isDisabled: boolean): Promise<void> {
  const administrator = requireAdministrator(ctx.actor);
  await change(ctx, administrator, id, async (tx, account) => {
    if (isDisabled) {
      await requireOtherAdministrator(tx, account);
      await deleteSessionsOf(tx, id);
    }
    await setDisabled(tx, id, isDisabled ? ctx.platform.clock.now() : null);
    return { verb: isDisabled ? 'account.disable' : 'account.enable' };
  });
}

/** Makes somebody an administrator of the installation, or no longer. @throws as setAccountDisabled */
export async function setAdministrator(ctx: Context, id: AccountId, isAdministrator: boolean): Promise<void> {
  const administrator = requireAdministrator(ctx.actor);
  await change(ctx, administrator, id, async (tx, account) => {
    if (!isAdministrator) await requireOtherAdministrator(tx, account);
    await storeAdministrator(tx, id, isAdministrator);
    return { verb: isAdministrator ? 'account.make-administrator' : 'account.unmake-administrator' };
  });
}

/** Takes a second factor away whose device is lost, and ends the sessions. @throws Problem permission.denied, not-found */
export async function resetSecondFactor(ctx: Context, id: AccountId): Promise<void> {
  const administrator = requireAdministrator(ctx.actor);
  await change(ctx, administrator, id, async (tx) => {
    await setTotpSecret(tx, id, null);
    await deleteSessionsOf(tx, id);
    return { verb: 'account.reset-second-factor' };
  });
}

async function change(
  ctx: Context,
  administrator: Actor,
  id: AccountId,
  work: (tx: Tx, account: Account) => Promise<{ verb: string }>,
): Promise<void> {
  await asPerson(ctx, administrator.accountId, async (tx) => {
    // First all administrators, then the one account: always this order, so that two can't wait for each other.
    await lockAdministrators(tx);
    const account = await lockAccount(tx, id);
    if (!account) throw new Problem('not-found');
    const { verb } = await work(tx, account);
    await appendAudit(tx, {
      unitId: null,
      verb,
      subject: `account/${id}`,
      before: {
        isDisabled: account.disabledAt !== null,
        isAdministrator: account.isAdministrator,
        isTotpOn: account.isTotpOn,
      },
    });
  });
  forgetSessions(ctx.platform);
}

async function requireOtherAdministrator(tx: Tx, account: Account): Promise<void> {
  if (!account.isAdministrator || account.disabledAt) return;
  const administrators = await lockAdministrators(tx);
  if (!administrators.some((id) => id !== account.id)) throw new Problem('account.last-administrator');
}

async function withRoles(tx: Tx, ctx: Context, accounts: readonly Account[]): Promise<AccountSummary[]> {
  const grants = await listGrantsOfAccounts(
    tx,
    accounts.map((account) => account.id),
  );
  const units = await findUnitNames(tx, [...new Set(grants.map((grant) => grant.unitId))], today(ctx.platform.clock));
  const nameOf = new Map(units.map((unit) => [unit.unitId, unit.name]));
  return accounts.map((account) => ({
    id: account.id,
    name: account.name,
    email: account.email,
    isAdministrator: account.isAdministrator,
    isDisabled: account.disabledAt !== null,
    isTotpOn: account.isTotpOn,
    createdAt: account.createdAt,
    roles: grants
      .filter((grant) => grant.accountId === account.id)
      .map((grant) => ({
        unitId: grant.unitId,
        unitName: nameOf.get(grant.unitId) ?? String(grant.unitId),
        role: grant.role,
      })),
  }));
}
