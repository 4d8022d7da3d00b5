/**
 * Accounts that the system sets up itself, without an invitation: the people of the demonstration. Nobody can sign in to
 * one until it is given a password, which is random, shown once and stored only as a hash.
 */
import { randomInt } from 'node:crypto';
import { asSystem, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { AccountId, UnitId } from '../../platform/ids/ids.ts';
import type { Actor, Role } from '../../platform/permission/permission.ts';
import { hashPassword } from './password-hash.ts';
import { newAccountId } from './service.people.ts';
import { forgetSessions } from './sessions.ts';
import { findAccountByEmail, insertAccount, setPasswordHash } from './store.accounts.ts';
import { insertGrant } from './store.grants.ts';
import { deleteSessionsOf } from './store.sessions.ts';

export interface ProvisionedPerson {
  readonly email: string;
  readonly name: string;
  readonly isAdministrator?: boolean;
  readonly roles: readonly { readonly unitId: UnitId; readonly role: Role }[];
}

/**
 * Makes the account and its roles where they are missing; changes nothing where they are there.
 * @returns who the person is, for acting in their name
 */
export function provisionPerson(platform: Platform, person: ProvisionedPerson): Promise<Actor> {
  const { email, name, isAdministrator = false, roles } = person;
  return asSystem({ platform }, async (tx) => {
    let account = await findAccountByEmail(tx, email);
    if (!account) {
      const id = newAccountId();
      await insertAccount(tx, { id, email, name, passwordHash: null, isAdministrator, locale: 'vi' });
      await appendAudit(tx, {
        unitId: null,
        verb: 'account.provision',
        subject: `account/${id}`,
        after: { email, name, isAdministrator },
      });
      account = await findAccountByEmail(tx, email);
      if (!account) throw new Error(`the account ${email} was not made`);
    }
    for (const { unitId, role } of roles) {
      const isNew = await insertGrant(tx, { accountId: account.id, unitId, role, grantedBy: null });
      if (isNew) {
        await appendAudit(tx, { unitId, verb: 'account.grant', subject: `account/${account.id}`, after: { role } });
      }
    }
    return {
      accountId: account.id,
      name: account.name,
      email: account.email,
      locale: account.locale,
      isAdministrator: account.isAdministrator,
      grants: roles,
    };
  });
}

export interface PersonWithPassword {
  readonly accountId: AccountId;
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Gives each of the accounts a new random password and ends its sessions. Unknown e-mails are left out. */
export async function givePasswords(platform: Platform, emails: readonly string[]): Promise<PersonWithPassword[]> {
  const given: PersonWithPassword[] = [];
  for (const email of emails) {
    const password = randomPassword();
    const hash = await hashPassword(password);
    await asSystem({ platform }, async (tx) => {
      const account = await findAccountByEmail(tx, email);
      if (!account) return;
      await setPasswordHash(tx, account.id, hash);
      await deleteSessionsOf(tx, account.id);
      await appendAudit(tx, { unitId: null, verb: 'account.give-password', subject: `account/${account.id}` });
      given.push({ accountId: account.id, name: account.name, email: account.email, password });
    });
  }
  forgetSessions(platform);
  return given;
}

/** Letters that are read out on the telephone and typed without mistakes: no 0/o, 1/l/i. */
const LETTERS = 'abcdefghjkmnpqrstuvwxyz23456789';
const GROUPS = 4;
const GROUP_LENGTH = 4;

/** 16 characters in groups of four, some 79 bits: `k7vq-m2xd-9rwa-tb4h`. */
function randomPassword(): string {
  const group = (): string => Array.from({ length: GROUP_LENGTH }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return Array.from({ length: GROUPS }, group).join('-');
}
