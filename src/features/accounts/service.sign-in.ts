/** Coming in and going out. No verb here needs a permission: these are the verbs by which somebody gets to have one. */
import { type Context, asSystem } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, type Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { AccountId } from '../../platform/ids/ids.ts';
import { type Actor, requireActor } from '../../platform/permission/permission.ts';
import { hashPassword, isOutdated, matchNothing, passwordMatches } from './password-hash.ts';
import { isThrottled, THROTTLE_MINUTES } from './rules.throttle.ts';
import { unseal } from '../../platform/secrets/secret-box.ts';
import { forgetSession, forgetSessions, type OpenedSession, openSession } from './sessions.ts';
import { type Account, findAccount, findAccountByEmail, setPasswordHash, useTotpCounter } from './store.accounts.ts';
import {
  countFailures,
  deleteFailure,
  deleteFailuresOf,
  deleteOutdated,
  deleteSession,
  deleteSessionsOf,
  insertFailure,
} from './store.sessions.ts';
import { matchTotp } from './totp.ts';

export interface SignInRequest {
  readonly email: string;
  readonly password: string;
  readonly address: string;
  readonly userAgent: string | null;
}

export interface SignInResult {
  readonly session: OpenedSession;
  readonly needsSecondFactor: boolean;
}

/**
 * Checks e-mail and password and opens a session, which waits for the second factor where there is one.
 * An unknown e-mail, a wrong password and a disabled account answer alike, and take alike.
 * @throws Problem sign-in.failed, sign-in.too-many
 */
export async function signIn(ctx: Context, request: SignInRequest): Promise<SignInResult> {
  const { platform } = ctx;
  await noteTry(ctx, request.email, request.address);
  const account = await asSystem(ctx, (tx) => findAccountByEmail(tx, request.email));
  if (!(await isRightPassword(account, request.password)) || !account || account.disabledAt) {
    throw new Problem('sign-in.failed');
  }
  const fresh = account.passwordHash && isOutdated(account.passwordHash) ? await hashPassword(request.password) : null;
  return asPerson(ctx, account.id, async (tx) => {
    if (fresh) await setPasswordHash(tx, account.id, fresh);
    const isComplete = !account.isTotpOn;
    const session = await openSession(tx, platform, {
      accountId: account.id,
      isComplete,
      userAgent: request.userAgent,
    });
    if (isComplete) await cameIn(tx, account);
    return { session, needsSecondFactor: !isComplete };
  });
}

/**
 * Takes the second factor's code; the waiting session is replaced by a complete one with a token of its own.
 * @throws Problem sign-in.needed when nobody waits, sign-in.second-factor-wrong, sign-in.too-many
 */
export async function completeSignIn(
  ctx: Context,
  request: {
    pending: Actor | null;
    pendingHash: Buffer | null;
    code: string;
    address: string;
    userAgent: string | null;
  },
): Promise<OpenedSession> {
  const { platform } = ctx;
  const { pending, pendingHash } = request;
  if (!pending || !pendingHash) throw new Problem('sign-in.needed');
  await noteTry(ctx, pending.email, request.address);
  return asPerson(ctx, pending.accountId, async (tx) => {
    const account = await findAccount(tx, pending.accountId);
    if (!account || account.disabledAt) throw new Problem('sign-in.needed');
    if (account.isTotpOn && !(await takeCode(ctx, tx, account, request.code))) {
      throw new Problem('sign-in.second-factor-wrong');
    }
    await deleteSession(tx, pendingHash);
    await cameIn(tx, account);
    return openSession(tx, platform, { accountId: account.id, isComplete: true, userAgent: request.userAgent });
  });
}

/** True when the code is right now and was not used before; it is used up. */
export async function takeCode(ctx: Context, tx: Tx, account: Account, code: string): Promise<boolean> {
  if (!account.totpSecret) return false;
  const secret = unseal(ctx.platform.secretKey, account.id, account.totpSecret);
  const counter = matchTotp(secret, code, ctx.platform.clock.now(), account.totpLastCounter);
  return counter !== null && useTotpCounter(tx, account.id, counter);
}

/** Ends the session of this browser. */
export async function signOut(ctx: Context, hash: Buffer | null): Promise<void> {
  if (!hash) return;
  const { actor } = ctx;
  await asSystem(ctx, (tx) => deleteSession(tx, hash));
  forgetSession(ctx.platform, hash);
  if (actor) {
    await asPerson(ctx, actor.accountId, (tx) =>
      appendAudit(tx, { unitId: null, verb: 'account.sign-out', subject: `account/${actor.accountId}` }),
    );
  }
}

/** Ends all sessions of the person who asks, this one too. Returns how many there were. */
export async function signOutEverywhere(ctx: Context): Promise<number> {
  const actor = requireActor(ctx.actor);
  const ended = await asPerson(ctx, actor.accountId, async (tx) => {
    const count = await deleteSessionsOf(tx, actor.accountId);
    await appendAudit(tx, {
      unitId: null,
      verb: 'account.sign-out-everywhere',
      subject: `account/${actor.accountId}`,
      after: { sessions: count },
    });
    return count;
  });
  forgetSessions(ctx.platform);
  return ended;
}

/** A transaction in the name of a person who is just coming in, with no unit in sight. */
export function asPerson<T>(ctx: Context, accountId: AccountId, work: (tx: Tx) => Promise<T>): Promise<T> {
  return inTransaction(ctx.platform.db.app, { kind: 'actor', accountId, units: [] }, work);
}

/**
 * Counts this try among the failures before anything is checked (a success takes them all away again), so that a
 * hundred tries in the same moment don't all see an empty table. A refused try is not kept: pushing on prolongs nothing.
 */
export async function noteTry(ctx: Context, email: string, address: string): Promise<void> {
  const at = ctx.platform.clock.now();
  const id = await asSystem(ctx, (tx) => insertFailure(tx, email, address, at));
  const since = new Date(at.getTime() - THROTTLE_MINUTES * 60_000);
  const isTooMany = await asSystem(ctx, async (tx) => {
    if (!isThrottled(await countFailures(tx, email, address, since))) return false;
    await deleteFailure(tx, id);
    return true;
  });
  if (isTooMany) throw new Problem('sign-in.too-many');
}

/** Clears away what is over: for the nightly job. */
export function clearOutdatedSessions(ctx: Pick<Context, 'platform'>): Promise<void> {
  const at = ctx.platform.clock.now();
  return asSystem(ctx, (tx) => deleteOutdated(tx, at, new Date(at.getTime() - 86_400_000)));
}

function isRightPassword(account: Account | null, password: string): Promise<boolean> {
  return account?.passwordHash ? passwordMatches(password, account.passwordHash) : matchNothing(password);
}

async function cameIn(tx: Tx, account: Account): Promise<void> {
  await deleteFailuresOf(tx, account.email);
  await appendAudit(tx, { unitId: null, verb: 'account.sign-in', subject: `account/${account.id}` });
}
