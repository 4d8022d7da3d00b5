import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import type { AccountId } from '../../platform/ids/ids.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { hashPassword } from './password-hash.ts';
import { beginSecondFactor, changePassword, confirmSecondFactor, readOwnAccount } from './service.account.ts';
import { resetSecondFactor } from './service.administration.ts';
import { requestReset, resetPassword } from './service.reset.ts';
import { clearOutdatedSessions, completeSignIn, signIn, signOutEverywhere } from './service.sign-in.ts';
import { loadPending, tokenHash } from './sessions.ts';
import { totpCode, totpCounter } from './totp.ts';

const PASSWORD = 'con mèo trèo cây cau';
const START = new Date('2026-10-01T08:00:00+07:00');

let platform: TestPlatform;
let visitor: Context;
let phc: string;
let accountId: AccountId;
let email: string;
let people = 0;

beforeAll(async () => {
  platform = await testPlatform();
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
  phc = await hashPassword(PASSWORD);
}, 60_000);
afterAll(() => platform.drop());

beforeEach(async () => {
  platform.clock.set(START);
  await platform.db.owner.deleteFrom('sign_in_failure').execute();
  people += 1;
  email = `nguoi${people}@donvi.vn`;
  const row = await platform.db.owner
    .insertInto('account')
    .values({ email, name: 'Trần Văn Nam', password_hash: phc })
    .returning('id')
    .executeTakeFirstOrThrow();
  accountId = row.id;
});

const later = (minutes: number): void =>
  platform.clock.set(new Date(platform.clock.now().getTime() + minutes * 60_000));

function tryIn(password: string, options: { email?: string; address?: string } = {}) {
  return signIn(visitor, {
    email: options.email ?? email,
    password,
    address: options.address ?? '10.0.0.1',
    userAgent: null,
  });
}

function self(isAdministrator = false): Context {
  const actor: Actor = { accountId, name: 'Trần Văn Nam', email, locale: 'vi', isAdministrator, grants: [] };
  return { ...visitor, actor };
}

test('the right password opens a session of which only the hash is stored', async () => {
  const { session, needsSecondFactor } = await tryIn(PASSWORD, { email: email.toUpperCase() });
  expect(needsSecondFactor).toBe(false);
  expect(Buffer.from(session.token, 'base64url')).toHaveLength(32);
  const rows = await platform.db.owner.selectFrom('session').selectAll().where('account_id', '=', accountId).execute();
  expect(rows).toHaveLength(1);
  expect(Buffer.from(rows[0]!.token_hash)).toEqual(createHash('sha256').update(session.token).digest());
  expect(rows[0]).toMatchObject({ is_complete: true });
  const audit = await platform.db.owner
    .selectFrom('audit_entry')
    .selectAll()
    .where('account_id', '=', accountId)
    .execute();
  expect(audit.map((entry) => entry.verb)).toEqual(['account.sign-in']);
});

test('unknown e-mail, wrong password, no password yet and a locked account are refused alike', async () => {
  await expect(tryIn(PASSWORD, { email: 'khong-co@donvi.vn' })).rejects.toMatchObject({ code: 'sign-in.failed' });
  await expect(tryIn('sai mật khẩu rồi')).rejects.toMatchObject({ code: 'sign-in.failed' });
  await platform.db.owner.updateTable('account').set({ disabled_at: START }).where('id', '=', accountId).execute();
  await expect(tryIn(PASSWORD)).rejects.toMatchObject({ code: 'sign-in.failed' });
  await platform.db.owner
    .updateTable('account')
    .set({ disabled_at: null, password_hash: null })
    .where('id', '=', accountId)
    .execute();
  await expect(tryIn('')).rejects.toMatchObject({ code: 'sign-in.failed' });
});

test('an unknown e-mail takes as long as a wrong password', async () => {
  const time = async (who: string): Promise<number> => {
    const started = performance.now();
    await tryIn('sai mật khẩu rồi', { email: who, address: `10.1.${people}.${Math.random()}` }).catch(() => undefined);
    return performance.now() - started;
  };
  await time('lam-nong@donvi.vn');
  const unknown: number[] = [];
  const wrong: number[] = [];
  for (let round = 0; round < 4; round++) {
    unknown.push(await time(`khong-co-${round}@donvi.vn`));
    wrong.push(await time(email));
  }
  const fastest = Math.min(...unknown);
  // Without the decoy an unknown e-mail answers in a tenth of the time.
  expect(fastest).toBeGreaterThan(Math.min(...wrong) * 0.6);
});

test('after five wrong tries even the right password waits, from that address, for a quarter of an hour', async () => {
  for (let n = 0; n < 5; n++) await expect(tryIn('sai')).rejects.toMatchObject({ code: 'sign-in.failed' });
  await expect(tryIn(PASSWORD)).rejects.toMatchObject({ code: 'sign-in.too-many' });
  // A colleague elsewhere who types nonsense in one's name does not lock one out.
  await tryIn(PASSWORD, { address: '10.0.0.2' });
  for (let n = 0; n < 5; n++) await tryIn('sai').catch(() => undefined);
  later(10);
  await expect(tryIn(PASSWORD)).rejects.toMatchObject({ code: 'sign-in.too-many' });
  // Pushing on while refused prolongs nothing.
  later(6);
  await tryIn(PASSWORD);
});

test('guesses sent at the same moment do not slip through together', async () => {
  const answers = await Promise.allSettled(Array.from({ length: 20 }, () => tryIn('sai')));
  const codes = answers.map((answer) =>
    answer.status === 'rejected' ? (answer.reason as { code: string }).code : 'in',
  );
  expect(codes.filter((code) => code === 'sign-in.failed').length).toBeLessThanOrEqual(5);
  expect(codes.filter((code) => code === 'in')).toEqual([]);
});

test('guesses spread over many addresses, or over many people, are stopped too', async () => {
  const now = START;
  const spread = Array.from({ length: 25 }, (_, n) => ({ email, address: `10.2.0.${n}`, at: now }));
  await platform.db.owner.insertInto('sign_in_failure').values(spread).execute();
  await expect(tryIn(PASSWORD, { address: '10.2.1.1' })).rejects.toMatchObject({ code: 'sign-in.too-many' });
  const office = Array.from({ length: 60 }, (_, n) => ({ email: `x${n}@donvi.vn`, address: '10.3.0.1', at: now }));
  await platform.db.owner.insertInto('sign_in_failure').values(office).execute();
  await expect(tryIn('sai', { email: 'y@donvi.vn', address: '10.3.0.1' })).rejects.toMatchObject({
    code: 'sign-in.too-many',
  });
});

test('a hash of an older cost is made anew at sign-in', async () => {
  // argon2id of "password" with 64 MiB, from the reference implementation
  const old = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
  await platform.db.owner.updateTable('account').set({ password_hash: old }).where('id', '=', accountId).execute();
  await tryIn('password');
  const { password_hash } = await platform.db.owner
    .selectFrom('account')
    .select('password_hash')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  expect(password_hash).toMatch(/m=19456,t=2,p=1/);
  await tryIn('password');
});

async function turnOnSecondFactor(): Promise<Uint8Array> {
  await beginSecondFactor(self());
  const { waitingSecret } = await readOwnAccount(self());
  await confirmSecondFactor(self(), totpCode(waitingSecret!, totpCounter(platform.clock.now())));
  return waitingSecret!;
}

async function withCode(secret: Uint8Array, shift = 0) {
  const { session, needsSecondFactor } = await tryIn(PASSWORD);
  expect(needsSecondFactor).toBe(true);
  const pendingHash = tokenHash(session.token);
  const pending = await loadPending(platform, pendingHash);
  const code = totpCode(secret, totpCounter(platform.clock.now()) + shift);
  return { pending, pendingHash, code, address: '10.0.0.1', userAgent: null };
}

test('the second factor: asked for, taken once, never stored readable', async () => {
  const secret = await turnOnSecondFactor();
  const { totp_secret } = await platform.db.owner
    .selectFrom('account')
    .select('totp_secret')
    .where('id', '=', accountId)
    .executeTakeFirstOrThrow();
  expect(Buffer.from(totp_secret!).includes(Buffer.from(secret))).toBe(false);

  // The code that turned it on is used up.
  const first = await withCode(secret);
  await expect(completeSignIn(visitor, first)).rejects.toMatchObject({ code: 'sign-in.second-factor-wrong' });
  later(1);
  const second = await withCode(secret);
  const session = await completeSignIn(visitor, second);
  expect(session.token).toHaveLength(43);
  // The waiting session is gone with its completion, and its code with it.
  expect(await loadPending(platform, second.pendingHash)).toBeNull();
  const third = await withCode(secret);
  await expect(completeSignIn(visitor, third)).rejects.toMatchObject({ code: 'sign-in.second-factor-wrong' });
});

test('one code in two requests at once lets one in', async () => {
  const secret = await turnOnSecondFactor();
  later(1);
  const one = await withCode(secret);
  const two = await withCode(secret);
  const answers = await Promise.allSettled([completeSignIn(visitor, one), completeSignIn(visitor, two)]);
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
});

test('the second factor is throttled with the password: the password alone opens no way to guess', async () => {
  await turnOnSecondFactor();
  later(1);
  const { session } = await tryIn(PASSWORD);
  const pendingHash = tokenHash(session.token);
  const pending = await loadPending(platform, pendingHash);
  const guess = (code: string) =>
    completeSignIn(visitor, { pending, pendingHash, code, address: '10.0.0.1', userAgent: null });
  for (let n = 0; n < 4; n++)
    await expect(guess('000000')).rejects.toMatchObject({ code: 'sign-in.second-factor-wrong' });
  await expect(guess('000000')).rejects.toMatchObject({ code: 'sign-in.too-many' });
  await expect(tryIn(PASSWORD)).rejects.toMatchObject({ code: 'sign-in.too-many' });
});

test('time to type the code is ten minutes', async () => {
  const secret = await turnOnSecondFactor();
  later(1);
  const { session } = await tryIn(PASSWORD);
  later(11);
  expect(await loadPending(platform, tokenHash(session.token))).toBeNull();
  expect(secret).toHaveLength(20);
});

test('an administrator takes a lost second factor away, and the sessions with it', async () => {
  await turnOnSecondFactor();
  await resetSecondFactor(self(true), accountId);
  const { needsSecondFactor } = await tryIn(PASSWORD);
  expect(needsSecondFactor).toBe(false);
  await expect(resetSecondFactor(self(false), accountId)).rejects.toMatchObject({ code: 'permission.denied' });
});

test('a new password ends the other sessions and keeps this one', async () => {
  const here = await tryIn(PASSWORD);
  await tryIn(PASSWORD);
  const keep = tokenHash(here.session.token);
  const change = {
    current: PASSWORD,
    password: 'trời nắng thì đi học',
    repeat: 'trời nắng thì đi học',
    address: 'a',
    keep,
  };
  await expect(changePassword(self(), { ...change, current: 'sai' })).rejects.toMatchObject({
    fields: [{ field: 'current', code: 'password.wrong' }],
  });
  await expect(changePassword(self(), { ...change, repeat: 'khác' })).rejects.toMatchObject({
    fields: [{ field: 'repeat', code: 'password.not-same' }],
  });
  await changePassword(self(), change);
  const left = await platform.db.owner
    .selectFrom('session')
    .select('token_hash')
    .where('account_id', '=', accountId)
    .execute();
  expect(left.map((row) => Buffer.from(row.token_hash))).toEqual([keep]);
  await expect(tryIn(PASSWORD)).rejects.toMatchObject({ code: 'sign-in.failed' });
  await tryIn(change.password);
});

test('signing out everywhere ends every session', async () => {
  await tryIn(PASSWORD);
  await tryIn(PASSWORD);
  expect(await signOutEverywhere(self())).toBe(2);
  const left = await platform.db.owner
    .selectFrom('session')
    .select('token_hash')
    .where('account_id', '=', accountId)
    .execute();
  expect(left).toEqual([]);
});

async function resetLink(): Promise<string> {
  const mail = await platform.db.owner
    .selectFrom('mail_message')
    .select('body')
    .where('to_address', '=', email)
    .where('purpose', '=', 'account.reset-password')
    .orderBy('id', 'desc')
    .executeTakeFirstOrThrow();
  return /dat-mat-khau\/(\S+)/.exec(mail.body)![1]!;
}

test('a forgotten password: the link works once, for an hour, and for nobody else', async () => {
  const fresh = { password: 'trời mưa thì ở nhà đọc', repeat: 'trời mưa thì ở nhà đọc' };
  await requestReset(visitor, email, '10.0.0.1');
  const token = await resetLink();
  const [id, until, proof] = token.split('.');
  for (const forged of ['', 'x', `${id}.${Number(until) + 9999}.${proof}`, `${id}.${until}.AAAA`, `${id}.${until}.`]) {
    await expect(resetPassword(visitor, forged, fresh)).rejects.toMatchObject({ code: 'not-found' });
  }
  const both = await Promise.allSettled([resetPassword(visitor, token, fresh), resetPassword(visitor, token, fresh)]);
  expect(both.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(tryIn(PASSWORD)).rejects.toMatchObject({ code: 'sign-in.failed' });
  await tryIn(fresh.password);

  await requestReset(visitor, email, '10.0.0.1');
  const second = await resetLink();
  later(61);
  await expect(resetPassword(visitor, second, fresh)).rejects.toMatchObject({ code: 'not-found' });
});

test('asking for a link tells nobody who has an account, and floods no mailbox', async () => {
  const count = async (): Promise<number> => {
    const rows = await platform.db.owner.selectFrom('mail_message').select('id').execute();
    return rows.length;
  };
  const before = await count();
  await requestReset(visitor, 'khong-co@donvi.vn', '10.0.0.1');
  expect(await count()).toBe(before);
  for (let n = 0; n < 5; n++) await requestReset(visitor, email, '10.0.0.1');
  await expect(requestReset(visitor, email, '10.0.0.1')).rejects.toMatchObject({ code: 'sign-in.too-many' });
  expect(await count()).toBe(before + 5);
  // Who just used up the links can still sign in.
  await tryIn(PASSWORD);
});

test('the nightly job clears what is over and nothing else', async () => {
  await tryIn(PASSWORD);
  await tryIn('sai').catch(() => undefined);
  await clearOutdatedSessions(visitor);
  const rows = () => platform.db.owner.selectFrom('session').select('token_hash').execute();
  expect((await rows()).length).toBeGreaterThan(0);
  later(60 * 24 * 15);
  await clearOutdatedSessions(visitor);
  expect(await rows()).toEqual([]);
  expect(await platform.db.owner.selectFrom('sign_in_failure').select('id').execute()).toEqual([]);
});
