import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Context } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import { inTransaction } from '../../platform/database/transaction.ts';
import type { AccountId, UnitId } from '../../platform/ids/ids.ts';
import type { Actor, Role } from '../../platform/permission/permission.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { setAccountDisabled, setAdministrator } from './service.administration.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { invitationPages } from './pages.invitation.tsx';
import {
  acceptInvitation,
  grantRole,
  invite,
  listPeople,
  readInvitation,
  revokeRole,
  withdrawInvitation,
} from './service.people.ts';
import { signIn } from './service.sign-in.ts';

const START = new Date('2026-10-01T08:00:00+07:00');
const NEW = { name: 'Lê Thị Hoa', password: 'hoa nở trên đồi cao', repeat: 'hoa nở trên đồi cao', userAgent: null };

let platform: TestPlatform;
let root: TestUnit;
let east: TestUnit;
let west: TestUnit;
let commune: TestUnit;
let visitor: Context;
let ofRoot: Context;
let ofEast: Context;
let people = 0;

beforeAll(async () => {
  platform = await testPlatform();
  platform.clock.set(START);
  ({ root } = await makeEdition(platform.db, [2, 2]));
  [east, west] = root.children as [TestUnit, TestUnit];
  [commune] = east.children as [TestUnit];
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
  ofRoot = await makePerson(platform, 'coordinator', root.unitId, 'Điều phối tỉnh');
  ofEast = await makePerson(platform, 'coordinator', east.unitId, 'Điều phối huyện');
}, 60_000);
afterAll(() => platform.drop());

const fresh = (): string => `moi-${(people += 1)}@donvi.vn`;
const tokenOf = (link: string): string => link.split('/').at(-1)!;
const later = (days: number): void => platform.clock.set(new Date(START.getTime() + days * 86_400_000));

async function rolesOf(email: string): Promise<{ unit_id: UnitId; role: string }[]> {
  return platform.db.owner
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .where('a.email', '=', email)
    .select(['g.unit_id', 'g.role'])
    .orderBy('g.id')
    .execute();
}

test('a coordinator invites into the own unit and everything below, and nowhere else', async () => {
  for (const unit of [root, east, commune]) await invite(ofRoot, unit.unitId, { email: fresh(), role: 'reporter' });
  for (const unit of [east, commune]) await invite(ofEast, unit.unitId, { email: fresh(), role: 'reporter' });
  for (const unit of [root, west]) {
    await expect(invite(ofEast, unit.unitId, { email: fresh(), role: 'viewer' })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    await expect(listPeople(ofEast, unit.unitId)).rejects.toMatchObject({ code: 'permission.denied' });
  }
});

test.each(['reporter', 'reviewer', 'signer', 'viewer'] as const)('a %s invites nobody', async (role: Role) => {
  const person = await makePerson(platform, role, east.unitId);
  await expect(invite(person, east.unitId, { email: fresh(), role: 'viewer' })).rejects.toMatchObject({
    code: 'permission.denied',
  });
  await expect(listPeople(person, east.unitId)).rejects.toMatchObject({ code: 'permission.denied' });
});

test('an unknown unit or account is not found, a visitor has to sign in', async () => {
  const administrator = { ...ofRoot, actor: { ...ofRoot.actor!, isAdministrator: true } };
  const nowhere = 999_999 as UnitId;
  await expect(invite(administrator, nowhere, { email: fresh(), role: 'viewer' })).rejects.toMatchObject({
    code: 'not-found',
  });
  const nobody = '00000000-0000-4000-8000-000000000000' as AccountId;
  await expect(grantRole(administrator, east.unitId, nobody, 'viewer')).rejects.toMatchObject({ code: 'not-found' });
  await expect(invite(visitor, east.unitId, { email: fresh(), role: 'viewer' })).rejects.toMatchObject({
    code: 'sign-in.needed',
  });
});

test('what is wrong with an invitation is said by field, all at once', async () => {
  await expect(invite(ofRoot, east.unitId, { email: 'không phải thư', role: 'king' })).rejects.toMatchObject({
    fields: [
      { field: 'email', code: 'email.invalid' },
      { field: 'role', code: 'required' },
    ],
  });
});

test('a unit that has ended is staffed as on its last day, for the editions of its time', async () => {
  const gone = west.children[1]!;
  await platform.db.owner
    .updateTable('unit_version')
    .set({ valid: '[2000-01-01,2025-07-01)' })
    .where('unit_id', '=', gone.unitId)
    .execute();
  const { link } = await invite(ofRoot, gone.unitId, { email: fresh(), role: 'viewer' });
  expect(link).toContain('/loi-moi/');
  await expect(invite(ofEast, gone.unitId, { email: fresh(), role: 'viewer' })).rejects.toMatchObject({
    code: 'permission.denied',
  });
});

test('the link: hashed in the table, in a mail, good once, and it makes an account with that role alone', async () => {
  const email = fresh();
  const { link } = await invite(ofEast, commune.unitId, { email, role: 'reporter' });
  const token = tokenOf(link);
  const stored = await sql<{
    n: number;
  }>`select count(*) as n from invitation where encode(token_hash, 'escape') like ${`%${token}%`}`.execute(
    platform.db.owner,
  );
  expect(stored.rows[0]!.n).toBe(0);
  const mail = await platform.db.owner
    .selectFrom('mail_message')
    .selectAll()
    .where('to_address', '=', email)
    .executeTakeFirstOrThrow();
  expect(mail.body).toContain(link);
  expect(mail.body).toContain(commune.name);
  expect(mail.body).toContain('Điều phối huyện');

  expect(await readInvitation(visitor, token)).toMatchObject({
    email,
    unitName: commune.name,
    role: 'reporter',
    hasAccount: false,
  });
  await expect(acceptInvitation(visitor, token, { ...NEW, password: '123', name: '' })).rejects.toMatchObject({
    fields: [{ field: 'name' }, { field: 'password' }],
  });
  const session = await acceptInvitation(visitor, token, NEW);
  expect(session?.token).toHaveLength(43);
  expect(await rolesOf(email)).toEqual([{ unit_id: commune.unitId, role: 'reporter' }]);
  await signIn(visitor, { email, password: NEW.password, address: 'a', userAgent: null });

  await expect(acceptInvitation(visitor, token, NEW)).rejects.toMatchObject({ code: 'invitation.invalid' });
  await expect(readInvitation(visitor, token)).rejects.toMatchObject({ code: 'invitation.invalid' });
  await expect(readInvitation(visitor, `${token}x`)).rejects.toMatchObject({ code: 'invitation.invalid' });
});

test('an existing account keeps its password and gets the role, once its owner has signed in', async () => {
  const email = fresh();
  const first = await invite(ofEast, commune.unitId, { email, role: 'reporter' });
  await acceptInvitation(visitor, tokenOf(first.link), NEW);
  const second = await invite(ofRoot, west.unitId, { email, role: 'viewer' });
  const stranger = { ...NEW, name: 'Kẻ khác', password: 'mật khẩu của kẻ khác', repeat: 'mật khẩu của kẻ khác' };
  // The link is not enough, to nobody and to nobody else: whoever invited first may have set the password.
  for (const other of [visitor, ofEast]) {
    await expect(acceptInvitation(other, tokenOf(second.link), stranger)).rejects.toMatchObject({
      code: 'sign-in.needed',
    });
  }
  expect(await rolesOf(email)).toEqual([{ unit_id: commune.unitId, role: 'reporter' }]);
  const { id } = await platform.db.owner
    .selectFrom('account')
    .select('id')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  const owner: Context = { ...visitor, actor: { ...ofEast.actor!, accountId: id, email, grants: [] } };
  expect(await acceptInvitation(owner, tokenOf(second.link), stranger)).toBeNull();
  expect(await rolesOf(email)).toEqual([
    { unit_id: commune.unitId, role: 'reporter' },
    { unit_id: west.unitId, role: 'viewer' },
  ]);
  await signIn(visitor, { email, password: NEW.password, address: 'b', userAgent: null });
  const account = await platform.db.owner
    .selectFrom('account')
    .select('name')
    .where('email', '=', email)
    .executeTakeFirstOrThrow();
  expect(account.name).toBe(NEW.name);
});

test('the page of an invitation leads the owner of an account over signing in, and others out', async () => {
  const email = fresh();
  await acceptInvitation(
    visitor,
    tokenOf((await invite(ofEast, commune.unitId, { email, role: 'reporter' })).link),
    NEW,
  );
  const { link } = await invite(ofRoot, west.unitId, { email, role: 'viewer' });
  const path = new URL(link).pathname;
  let actor: Actor | null = null;
  const app = createWeb({ platform, loadActor: async () => actor, problemPage, problemTexts });
  invitationPages(app);
  const signInPath = `/dang-nhap?tiep=${encodeURIComponent(path)}`;
  expect(await (await app.request(path)).text()).toContain(`href="${signInPath}"`);
  const posted = await app.request(path, { method: 'POST', body: new URLSearchParams({ name: '' }) });
  expect([posted.status, posted.headers.get('location')]).toEqual([303, signInPath]);
  actor = ofEast.actor;
  const other = await (await app.request(path)).text();
  expect(other).toContain('action="/dang-xuat"');
  expect(other).not.toContain(`action="${path}"`);
  actor = { ...ofEast.actor!, email: email.toUpperCase() };
  expect(await (await app.request(path)).text()).toContain(`action="${path}"`);
});

test('two windows with one link make one account', async () => {
  const email = fresh();
  const { link } = await invite(ofEast, commune.unitId, { email, role: 'reporter' });
  const answers = await Promise.allSettled([
    acceptInvitation(visitor, tokenOf(link), NEW),
    acceptInvitation(visitor, tokenOf(link), NEW),
  ]);
  expect(answers.filter((answer) => answer.status === 'fulfilled' && answer.value !== null)).toHaveLength(1);
  expect(await rolesOf(email)).toHaveLength(1);
});

test('a link ends after fourteen days, when it is withdrawn, and when a newer one is made', async () => {
  const email = fresh();
  const old = await invite(ofEast, commune.unitId, { email, role: 'reporter' });
  const newer = await invite(ofEast, commune.unitId, { email, role: 'reporter' });
  await expect(readInvitation(visitor, tokenOf(old.link))).rejects.toMatchObject({ code: 'invitation.invalid' });
  later(13.9);
  await readInvitation(visitor, tokenOf(newer.link));
  later(14.1);
  await expect(acceptInvitation(visitor, tokenOf(newer.link), NEW)).rejects.toMatchObject({
    code: 'invitation.invalid',
  });
  platform.clock.set(START);
  const { invitations } = await listPeople(ofEast, commune.unitId);
  const open = invitations.find((invitation) => invitation.email === email)!;
  await expect(withdrawInvitation(ofEast, west.unitId, open.id)).rejects.toMatchObject({ code: 'permission.denied' });
  await expect(withdrawInvitation(ofRoot, west.unitId, open.id)).rejects.toMatchObject({ code: 'not-found' });
  await withdrawInvitation(ofEast, commune.unitId, open.id);
  await expect(readInvitation(visitor, tokenOf(newer.link))).rejects.toMatchObject({ code: 'invitation.invalid' });
});

test('a role is taken away by whoever stands above, and it is in the unit’s audit trail', async () => {
  const person = await makePerson(platform, 'viewer', commune.unitId, 'Người xem');
  const { accountId } = person.actor!;
  await grantRole(ofEast, commune.unitId, accountId, 'signer');
  expect((await rolesOf(person.actor!.email)).map((grant) => grant.role)).toEqual(['viewer', 'signer']);
  await expect(revokeRole(person, commune.unitId, accountId, 'viewer')).rejects.toMatchObject({
    code: 'permission.denied',
  });
  await revokeRole(ofRoot, commune.unitId, accountId, 'signer');
  await expect(revokeRole(ofRoot, commune.unitId, accountId, 'signer')).rejects.toMatchObject({ code: 'not-found' });
  const trail = await platform.db.owner
    .selectFrom('audit_entry')
    .selectAll()
    .where('chain', '=', commune.unitId)
    .where('subject', '=', `account/${accountId}`)
    .orderBy('seq')
    .execute();
  expect(trail.map(({ verb, account_id }) => [verb, account_id])).toEqual([
    ['account.grant', ofEast.actor!.accountId],
    ['account.revoke', ofRoot.actor!.accountId],
  ]);
});

test('row-level security hides and refuses what belongs to other units, whatever the query says', async () => {
  // Data that could leak: roles and invitations on both sides.
  const there = await makePerson(platform, 'viewer', west.unitId, 'Người phía tây');
  await invite(ofRoot, west.unitId, { email: fresh(), role: 'viewer' });
  await invite(ofRoot, east.unitId, { email: fresh(), role: 'viewer' });
  const { accountId } = ofEast.actor!;
  const scope = { kind: 'actor', accountId, units: [east.unitId] } as const;
  const seen = await inTransaction(platform.db.app, scope, async (tx) => ({
    grants: await tx.selectFrom('role_grant').select(['unit_id', 'account_id']).execute(),
    invitations: await tx.selectFrom('invitation').select('unit_id').execute(),
    changed: await tx
      .updateTable('role_grant')
      .set({ role: 'signer' })
      .where('account_id', '=', there.actor!.accountId)
      .execute(),
    removed: await tx.deleteFrom('invitation').where('unit_id', '=', west.unitId).returning('id').execute(),
  }));
  expect(new Set(seen.grants.map((grant) => grant.unit_id))).toEqual(new Set([east.unitId]));
  expect(new Set(seen.invitations.map((invitation) => invitation.unit_id))).toEqual(new Set([east.unitId]));
  expect(Number(seen.changed[0]!.numUpdatedRows)).toBe(0);
  expect(seen.removed).toEqual([]);
  for (const unitId of [west.unitId, root.unitId]) {
    const give = inTransaction(platform.db.app, scope, (tx) =>
      tx.insertInto('role_grant').values({ account_id: accountId, unit_id: unitId, role: 'coordinator' }).execute(),
    );
    await expect(give).rejects.toThrow(/row-level security/);
  }
  expect(await rolesOf(there.actor!.email)).toEqual([{ unit_id: west.unitId, role: 'viewer' }]);
});

test('the last administrator can neither be locked out nor step down, and two cannot remove each other at once', async () => {
  const make = async (name: string): Promise<Context> => {
    const { id } = await platform.db.owner
      .insertInto('account')
      .values({ email: fresh(), name, is_administrator: true })
      .returning('id')
      .executeTakeFirstOrThrow();
    const actor = { ...ofRoot.actor!, accountId: id as AccountId, isAdministrator: true, grants: [] };
    return { ...visitor, actor };
  };
  const one = await make('Quản trị một');
  const oneId = one.actor!.accountId;
  await expect(setAdministrator(one, oneId, false)).rejects.toMatchObject({ code: 'account.last-administrator' });
  await expect(setAccountDisabled(one, oneId, true)).rejects.toMatchObject({ code: 'account.last-administrator' });
  const two = await make('Quản trị hai');
  const twoId = two.actor!.accountId;
  const answers = await Promise.allSettled([setAdministrator(one, twoId, false), setAdministrator(two, oneId, false)]);
  expect(answers.map((answer) => answer.status).toSorted()).toEqual(['fulfilled', 'rejected']);
  await expect(setAdministrator(ofRoot, oneId, true)).rejects.toMatchObject({ code: 'permission.denied' });
});
