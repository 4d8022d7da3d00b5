/**
 * A forgotten password. The link carries its own proof: account, end, and a keyed hash over both and today's password
 * hash, so that it works once, for an hour, and needs no table.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { messagesFor } from '../../../messages/index.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { accountIdSchema } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { hashPassword } from './password-hash.ts';
import { isEmail } from './rules.ts';
import { passwordFaults } from './service.account.ts';
import { asPerson, noteTry } from './service.sign-in.ts';
import { forgetSessions } from './sessions.ts';
import { type Account, findAccount, findAccountByEmail, lockAccount, setPasswordHash } from './store.accounts.ts';
import { deleteFailuresOf, deleteSessionsOf } from './store.sessions.ts';

const RESET_MINUTES = 60;

/**
 * Sends the link if there is such an account; answers alike if there is none.
 * @throws Problem request.invalid (email), sign-in.too-many
 */
export async function requestReset(ctx: Context, email: string, address: string): Promise<void> {
  if (!isEmail(email)) {
    throw new Problem('request.invalid', {
      fields: [{ field: 'email', code: email === '' ? 'required' : 'email.invalid' }],
    });
  }
  // Counted apart from the sign-ins: who asks for a link has often just used those up.
  await noteTry(ctx, `reset:${email}`, address);
  await asSystem(ctx, async (tx) => {
    const account = await findAccountByEmail(tx, email);
    if (!account || account.disabledAt) return;
    const { mail } = messagesFor(account.locale).accounts;
    const link = `${ctx.platform.publicUrl()}/dat-mat-khau/${resetToken(ctx, account)}`;
    await queueMail(ctx.platform, tx, {
      to: account.email,
      subject: mail.resetSubject,
      body: mail.resetBody({ name: account.name, link }),
      purpose: 'account.reset-password',
    });
  });
}

/** Whose password a link would set. @throws Problem not-found when it is used, over or not ours */
export async function readReset(ctx: Context, token: string): Promise<{ email: string }> {
  const { email } = await accountOfToken(ctx, token);
  return { email };
}

/** Sets the password and ends all sessions. @throws Problem not-found, request.invalid (password, repeat) */
export async function resetPassword(
  ctx: Context,
  token: string,
  input: { password: string; repeat: string },
): Promise<void> {
  const seen = await accountOfToken(ctx, token);
  const faults = passwordFaults(input.password, input.repeat, seen.email);
  if (faults.length > 0) throw new Problem('request.invalid', { fields: faults });
  const passwordHash = await hashPassword(input.password);
  await asPerson(ctx, seen.id, async (tx) => {
    const account = await lockAccount(tx, seen.id);
    // Two windows with one link: the first changed the hash, and with it the proof.
    if (!account || !isProofOf(ctx, account, token)) throw new Problem('not-found');
    await setPasswordHash(tx, account.id, passwordHash);
    await deleteSessionsOf(tx, account.id);
    await deleteFailuresOf(tx, account.email);
    await appendAudit(tx, { unitId: null, verb: 'account.reset-password', subject: `account/${account.id}` });
  });
  forgetSessions(ctx.platform);
}

async function accountOfToken(ctx: Context, token: string): Promise<Account> {
  const id = accountIdSchema.safeParse(token.split('.')[0]);
  if (!id.success) throw new Problem('not-found');
  const account = await asSystem(ctx, (tx) => findAccount(tx, id.data));
  if (!account || account.disabledAt || !isProofOf(ctx, account, token)) throw new Problem('not-found');
  return account;
}

function resetToken(ctx: Context, account: Account): string {
  const until = Math.floor(ctx.platform.clock.now().getTime() / 1000) + RESET_MINUTES * 60;
  return `${account.id}.${until}.${proof(ctx, account, until).toString('base64url')}`;
}

function isProofOf(ctx: Context, account: Account, token: string): boolean {
  const [, until = '', given = ''] = token.split('.');
  if (!/^\d{1,12}$/.test(until) || Number(until) * 1000 <= ctx.platform.clock.now().getTime()) return false;
  const bytes = Buffer.from(given, 'base64url');
  const right = proof(ctx, account, Number(until));
  return bytes.length === right.length && timingSafeEqual(bytes, right);
}

function proof(ctx: Context, account: Account, until: number): Buffer {
  return createHmac('sha256', ctx.platform.secretKey)
    .update(`reset:${account.id}:${until}:${account.passwordHash ?? ''}`)
    .digest();
}
