/** What people do with their own account: password, second factor, name and language. The permission is being signed in. */
import { type Context, type Locale } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import { type Actor, requireActor } from '../../platform/permission/permission.ts';
import { hashPassword, passwordMatches } from './password-hash.ts';
import { NAME_MAX } from './rules.ts';
import { passwordFault } from './rules.password.ts';
import { seal, unseal } from '../../platform/secrets/secret-box.ts';
import { asPerson, noteTry, takeCode } from './service.sign-in.ts';
import { forgetSessions } from './sessions.ts';
import {
  type Account,
  confirmTotp,
  lockAccount,
  setLocale as storeLocale,
  setName as storeName,
  setPasswordHash,
  setTotpSecret,
} from './store.accounts.ts';
import { deleteFailuresOf, deleteSessionsOf, listSessions, type SessionSummary } from './store.sessions.ts';
import { newTotpSecret } from './totp.ts';

export interface OwnAccount {
  readonly isTotpOn: boolean;
  /** The secret that waits to be confirmed; null when none does. Shown to its owner only. */
  readonly waitingSecret: Uint8Array | null;
  readonly sessions: readonly SessionSummary[];
}

/** The account page's facts. */
export async function readOwnAccount(ctx: Context): Promise<OwnAccount> {
  const actor = requireActor(ctx.actor);
  return asPerson(ctx, actor.accountId, async (tx) => {
    const account = await ownAccount(tx, actor);
    const isWaiting = account.totpSecret !== null && !account.isTotpOn;
    return {
      isTotpOn: account.isTotpOn,
      waitingSecret:
        isWaiting && account.totpSecret ? unseal(ctx.platform.secretKey, account.id, account.totpSecret) : null,
      sessions: await listSessions(tx, account.id, ctx.platform.clock.now()),
    };
  });
}

/**
 * Changes the password and ends the other sessions: whoever had the old one is out.
 * @param keep hash of the session that goes on
 * @throws Problem request.invalid (current, password, repeat), sign-in.too-many
 */
export async function changePassword(
  ctx: Context,
  input: { current: string; password: string; repeat: string; address: string; keep: Buffer | null },
): Promise<void> {
  const actor = requireActor(ctx.actor);
  const faults = passwordFaults(input.password, input.repeat, actor.email);
  if (faults.length > 0) throw new Problem('request.invalid', { fields: faults });
  await requirePassword(ctx, actor, input.current, input.address);
  const hash = await hashPassword(input.password);
  await asPerson(ctx, actor.accountId, async (tx) => {
    await setPasswordHash(tx, actor.accountId, hash);
    await deleteSessionsOf(tx, actor.accountId, input.keep);
    await deleteFailuresOf(tx, actor.email);
    await audit(tx, actor, 'account.change-password');
  });
  forgetSessions(ctx.platform);
}

/** Makes a fresh secret that waits for its first code. @throws Problem edit.conflict when a second factor is in force */
export async function beginSecondFactor(ctx: Context): Promise<void> {
  const actor = requireActor(ctx.actor);
  await asPerson(ctx, actor.accountId, async (tx) => {
    const account = await ownAccount(tx, actor);
    if (account.isTotpOn) throw new Problem('edit.conflict');
    await setTotpSecret(tx, account.id, seal(ctx.platform.secretKey, account.id, newTotpSecret()));
  });
}

/** The first right code puts the second factor in force. @throws Problem request.invalid (code), edit.conflict */
export async function confirmSecondFactor(ctx: Context, code: string): Promise<void> {
  const actor = requireActor(ctx.actor);
  await asPerson(ctx, actor.accountId, async (tx) => {
    const account = await ownAccount(tx, actor);
    if (account.isTotpOn || !account.totpSecret) throw new Problem('edit.conflict');
    if (!(await takeCode(ctx, tx, account, code))) throw invalid('code', 'code.wrong');
    await confirmTotp(tx, account.id, ctx.platform.clock.now());
    await audit(tx, actor, 'account.add-second-factor');
  });
}

/** Takes the second factor away. @throws Problem request.invalid (current), sign-in.too-many */
export async function removeSecondFactor(ctx: Context, input: { current: string; address: string }): Promise<void> {
  const actor = requireActor(ctx.actor);
  await requirePassword(ctx, actor, input.current, input.address);
  await asPerson(ctx, actor.accountId, async (tx) => {
    await setTotpSecret(tx, actor.accountId, null);
    await deleteFailuresOf(tx, actor.email);
    await audit(tx, actor, 'account.remove-second-factor');
  });
}

/** @throws Problem request.invalid (name) */
export async function changeName(ctx: Context, name: string): Promise<void> {
  const actor = requireActor(ctx.actor);
  if (name === '') throw invalid('name', 'required');
  if (name.length > NAME_MAX) throw invalid('name', 'too-long');
  await asPerson(ctx, actor.accountId, async (tx) => {
    await storeName(tx, actor.accountId, name);
    await audit(tx, actor, 'account.rename', { name: actor.name }, { name });
  });
  forgetSessions(ctx.platform);
}

/** The language of the screen; for somebody who is not signed in the cookie alone remembers it. */
export async function changeLocale(ctx: Context, locale: Locale): Promise<void> {
  const { actor } = ctx;
  if (!actor) return;
  await asPerson(ctx, actor.accountId, (tx) => storeLocale(tx, actor.accountId, locale));
  forgetSessions(ctx.platform);
}

/** What is wrong with a new password, by the fields `password` and `repeat`. */
export function passwordFaults(password: string, repeat: string, email: string): FieldProblem[] {
  const fault = passwordFault(password, email);
  if (fault) return [{ field: 'password', code: fault }];
  return password === repeat ? [] : [{ field: 'repeat', code: 'password.not-same' }];
}

async function requirePassword(ctx: Context, actor: Actor, password: string, address: string): Promise<void> {
  await noteTry(ctx, actor.email, address);
  const account = await asPerson(ctx, actor.accountId, (tx) => ownAccount(tx, actor));
  if (!account.passwordHash || !(await passwordMatches(password, account.passwordHash))) {
    throw invalid('current', 'password.wrong');
  }
}

async function ownAccount(tx: Tx, actor: Actor): Promise<Account> {
  const account = await lockAccount(tx, actor.accountId);
  if (!account || account.disabledAt) throw new Problem('sign-in.needed');
  return account;
}

function audit(tx: Tx, actor: Actor, verb: string, before?: unknown, after?: unknown): Promise<void> {
  return appendAudit(tx, { unitId: null, verb, subject: `account/${actor.accountId}`, before, after });
}

function invalid(field: string, code: string): Problem {
  return new Problem('request.invalid', { fields: [{ field, code }] });
}
