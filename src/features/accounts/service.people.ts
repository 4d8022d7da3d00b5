/** People of a unit: who works for it in which role, and who is invited to. */
import { randomUUID } from 'node:crypto';
import { messagesFor } from '../../../messages/index.ts';
import { asSystem, type Context } from '../../platform/context.ts';
import { today } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import { inTransaction, type Tx } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import { type AccountId, accountIdSchema, type UnitId } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import { requireActor, type Role, ROLES, roleAllows } from '../../platform/permission/permission.ts';
import { inUnit, requireInviter } from './access.ts';
import { hashPassword } from './password-hash.ts';
import { INVITATION_DAYS, isEmail, NAME_MAX } from './rules.ts';
import { passwordFaults } from './service.account.ts';
import { asPerson } from './service.sign-in.ts';
import { forgetSessions, newToken, type OpenedSession, openSession, tokenHash } from './sessions.ts';
import { findAccount, findAccountByEmail, insertAccount } from './store.accounts.ts';
import {
  deleteGrant,
  deleteInvitation,
  deleteOpenInvitations,
  findInvitation,
  findUnitName,
  findUnitNames,
  insertGrant,
  insertInvitation,
  type Invitation,
  listGrantsOfUnit,
  listInvitationsOfUnit,
  type PersonGrant,
  type UnitName,
  useInvitation,
} from './store.grants.ts';

export interface UnitPeople {
  readonly unit: UnitName;
  readonly people: readonly PersonGrant[];
  readonly invitations: readonly Invitation[];
}

/** The units whose people somebody may manage by their own roles, for the list that leads to them. */
export async function unitsToManage(ctx: Context): Promise<UnitName[]> {
  const actor = requireActor(ctx.actor);
  const ids = actor.grants.filter((grant) => roleAllows(grant.role, 'account.invite')).map((grant) => grant.unitId);
  return asPerson(ctx, actor.accountId, (tx) => findUnitNames(tx, [...new Set(ids)], today(ctx.platform.clock)));
}

/** Everybody with a role on the unit itself, and the open invitations. @throws Problem permission.denied, not-found */
export async function listPeople(ctx: Context, unitId: UnitId): Promise<UnitPeople> {
  const actor = await requireInviter(ctx, unitId);
  return inUnit(ctx, actor, unitId, async (tx) => ({
    unit: await requireUnit(tx, ctx, unitId),
    people: await listGrantsOfUnit(tx, unitId),
    invitations: await listInvitationsOfUnit(tx, unitId, ctx.platform.clock.now()),
  }));
}

/**
 * Invites somebody by mail to a role on a unit. The mail is written in the same transaction.
 * @returns the link, good for 14 days; an older one for the same person, unit and role stops working
 * @throws Problem permission.denied, not-found, request.invalid (email, role)
 */
export async function invite(
  ctx: Context,
  unitId: UnitId,
  input: { email: string; role: string },
): Promise<{ link: string }> {
  const actor = await requireInviter(ctx, unitId);
  const { email, role } = parseInvitation(input);
  const { platform } = ctx;
  const at = platform.clock.now();
  const expiresAt = new Date(at.getTime() + INVITATION_DAYS * 86_400_000);
  const token = newToken();
  const link = `${platform.publicUrl()}/loi-moi/${token}`;
  await inUnit(ctx, actor, unitId, async (tx) => {
    const unit = await requireUnit(tx, ctx, unitId);
    await deleteOpenInvitations(tx, email, unitId, role);
    const id = await insertInvitation(tx, {
      tokenHash: tokenHash(token),
      email,
      unitId,
      role,
      invitedBy: actor.accountId,
      at,
      expiresAt,
    });
    const { mail, roles } = messagesFor(ctx.locale).accounts;
    const facts = { inviter: actor.name, unit: unit.name, role: roles[role].name, link, days: INVITATION_DAYS };
    await queueMail(platform, tx, {
      to: email,
      subject: mail.invitationSubject(facts.unit),
      body: mail.invitationBody(facts),
      purpose: 'account.invite',
    });
    await appendAudit(tx, { unitId, verb: 'account.invite', subject: `invitation/${id}`, after: { email, role } });
  });
  return { link };
}

/** Withdraws an open invitation. @throws Problem permission.denied, not-found */
export async function withdrawInvitation(ctx: Context, unitId: UnitId, invitationId: number): Promise<void> {
  const actor = await requireInviter(ctx, unitId);
  await inUnit(ctx, actor, unitId, async (tx) => {
    const gone = await deleteInvitation(tx, unitId, invitationId);
    if (!gone) throw new Problem('not-found');
    await appendAudit(tx, {
      unitId,
      verb: 'account.withdraw-invitation',
      subject: `invitation/${invitationId}`,
      before: gone,
    });
  });
}

/** Gives an existing account a role. @throws Problem permission.denied, not-found, request.invalid (role) */
export async function grantRole(ctx: Context, unitId: UnitId, accountId: AccountId, role: string): Promise<void> {
  const actor = await requireInviter(ctx, unitId);
  const wanted = toRole(role);
  if (!wanted) throw invalid([{ field: 'role', code: 'required' }]);
  await inUnit(ctx, actor, unitId, async (tx) => {
    await requireUnit(tx, ctx, unitId);
    if (!(await findAccount(tx, accountId))) throw new Problem('not-found');
    await addGrant(tx, { accountId, unitId, role: wanted, grantedBy: actor.accountId });
  });
  forgetSessions(ctx.platform);
}

/** Takes a role away; it ends at once, whatever pages are open. @throws Problem permission.denied, not-found */
export async function revokeRole(ctx: Context, unitId: UnitId, accountId: AccountId, role: string): Promise<void> {
  const actor = await requireInviter(ctx, unitId);
  const taken = toRole(role);
  await inUnit(ctx, actor, unitId, async (tx) => {
    if (!taken || !(await deleteGrant(tx, accountId, unitId, taken))) throw new Problem('not-found');
    await appendAudit(tx, { unitId, verb: 'account.revoke', subject: `account/${accountId}`, before: { role: taken } });
  });
  forgetSessions(ctx.platform);
}

export interface OpenInvitation extends Invitation {
  readonly unitName: string;
  readonly hasAccount: boolean;
}

/** What a link offers. @throws Problem invitation.invalid when used, expired, withdrawn or unknown */
export async function readInvitation(ctx: Context, token: string): Promise<OpenInvitation> {
  return asSystem(ctx, async (tx) => {
    const invitation = await openInvitation(tx, ctx, token);
    const unit = await requireUnit(tx, ctx, invitation.unitId);
    const account = await findAccountByEmail(tx, invitation.email);
    return { ...invitation, unitName: unit.name, hasAccount: account !== null };
  });
}

/**
 * Takes up an invitation. With an account of that e-mail: the role is added, to somebody who has signed in to it. The
 * link alone does not do: whoever invited first has seen a link too, and may have set the password. Without: the account
 * is made and signed in.
 * @returns the opened session, or null for an existing account
 * @throws Problem invitation.invalid, sign-in.needed (as the account's owner), request.invalid (name, password, repeat)
 */
export async function acceptInvitation(
  ctx: Context,
  token: string,
  input: { name: string; password: string; repeat: string; userAgent: string | null },
): Promise<OpenedSession | null> {
  const { platform } = ctx;
  const offered = await readInvitation(ctx, token);
  if (offered.hasAccount) {
    const account = await asSystem(ctx, (tx) => findAccountByEmail(tx, offered.email));
    if (!account || account.disabledAt) throw new Problem('invitation.invalid');
    if (ctx.actor?.accountId !== account.id) throw new Problem('sign-in.needed');
    await inTransaction(platform.db.app, scopeOf(account.id, offered.unitId), (tx) =>
      takeUp(tx, ctx, offered, account.id),
    );
    forgetSessions(platform);
    return null;
  }
  const faults = newPersonFaults(input, offered.email);
  if (faults.length > 0) throw invalid(faults);
  const passwordHash = await hashPassword(input.password);
  const id = newAccountId();
  return inTransaction(platform.db.app, scopeOf(id, offered.unitId), async (tx) => {
    const account = {
      id,
      email: offered.email,
      name: input.name,
      passwordHash,
      isAdministrator: false,
      locale: ctx.locale,
    };
    // Two windows with the same link: the second finds the account made.
    if (!(await insertAccount(tx, account))) throw new Problem('invitation.invalid');
    await takeUp(tx, ctx, offered, id);
    return openSession(tx, platform, { accountId: id, isComplete: true, userAgent: input.userAgent });
  });
}

/** What is wrong with the name and the password of somebody new. */
export function newPersonFaults(
  input: { name: string; password: string; repeat: string },
  email: string,
): FieldProblem[] {
  const faults: FieldProblem[] = [];
  if (input.name === '') faults.push({ field: 'name', code: 'required' });
  else if (input.name.length > NAME_MAX) faults.push({ field: 'name', code: 'too-long' });
  return [...faults, ...passwordFaults(input.password, input.repeat, email)];
}

export function newAccountId(): AccountId {
  return accountIdSchema.parse(randomUUID());
}

async function takeUp(tx: Tx, ctx: Context, offered: Invitation, accountId: AccountId): Promise<void> {
  if (!(await useInvitation(tx, offered.id, accountId, ctx.platform.clock.now())))
    throw new Problem('invitation.invalid');
  await appendAudit(tx, {
    unitId: offered.unitId,
    verb: 'account.accept-invitation',
    subject: `invitation/${offered.id}`,
    after: { email: offered.email, role: offered.role },
  });
  await addGrant(tx, { accountId, unitId: offered.unitId, role: offered.role, grantedBy: offered.invitedBy });
}

async function addGrant(
  tx: Tx,
  grant: { accountId: AccountId; unitId: UnitId; role: Role; grantedBy: AccountId | null },
): Promise<void> {
  if (!(await insertGrant(tx, grant))) return;
  await appendAudit(tx, {
    unitId: grant.unitId,
    verb: 'account.grant',
    subject: `account/${grant.accountId}`,
    after: { role: grant.role },
  });
}

async function openInvitation(tx: Tx, ctx: Context, token: string): Promise<Invitation> {
  const found = await findInvitation(tx, tokenHash(token), ctx.platform.clock.now());
  if (!found) throw new Problem('invitation.invalid');
  return found;
}

async function requireUnit(tx: Tx, ctx: Context, unitId: UnitId): Promise<UnitName> {
  const unit = await findUnitName(tx, unitId, today(ctx.platform.clock));
  if (!unit) throw new Problem('not-found');
  return unit;
}

function parseInvitation(input: { email: string; role: string }): { email: string; role: Role } {
  const role = toRole(input.role);
  const faults: FieldProblem[] = [];
  if (!isEmail(input.email)) faults.push({ field: 'email', code: input.email === '' ? 'required' : 'email.invalid' });
  if (!role) faults.push({ field: 'role', code: 'required' });
  if (!role || faults.length > 0) throw invalid(faults);
  return { email: input.email, role };
}

function toRole(text: string): Role | undefined {
  return ROLES.find((role) => role === text);
}

function scopeOf(accountId: AccountId, unitId: UnitId) {
  return { kind: 'actor', accountId, units: [unitId] } as const;
}

function invalid(fields: readonly FieldProblem[]): Problem {
  return new Problem('request.invalid', { fields });
}
