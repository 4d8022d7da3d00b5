/** The first administrator, made by the first run. */
import type { Locale, Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Scope, Tx } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import { hashPassword } from './password-hash.ts';
import { isEmail } from './rules.ts';
import { newAccountId, newPersonFaults } from './service.people.ts';
import { type OpenedSession, openSession } from './sessions.ts';
import { hasAdministrator, insertAccount } from './store.accounts.ts';

export interface NewAdministrator {
  readonly name: string;
  readonly email: string;
  readonly password: string;
  readonly repeat: string;
  readonly userAgent: string | null;
}

/** What is wrong with the input, by the fields name, email, password, repeat. */
export function newAdministratorFaults(input: NewAdministrator): FieldProblem[] {
  const email: FieldProblem[] = isEmail(input.email)
    ? []
    : [{ field: 'email', code: input.email === '' ? 'required' : 'email.invalid' }];
  const rest = newPersonFaults(input, input.email);
  // In the order of the form: name, e-mail, password.
  return [...rest.filter(({ field }) => field === 'name'), ...email, ...rest.filter(({ field }) => field !== 'name')];
}

/**
 * Prepares the account (the hash takes its time outside any transaction); `insert` writes it in the caller's, which
 * must have the scope given here.
 * @throws Problem installation.finished from `insert` when there is an administrator, account.exists
 */
export async function createAdministrator(
  platform: Platform,
  input: NewAdministrator,
  locale: Locale,
): Promise<{ scope: Scope; insert: (tx: Tx) => Promise<OpenedSession> }> {
  const id = newAccountId();
  const passwordHash = await hashPassword(input.password);
  const { name, email, userAgent } = input;
  return {
    scope: { kind: 'actor', accountId: id, units: [] },
    insert: async (tx) => {
      if (await hasAdministrator(tx)) throw new Problem('installation.finished');
      if (!(await insertAccount(tx, { id, email, name, passwordHash, isAdministrator: true, locale }))) {
        throw new Problem('account.exists');
      }
      await appendAudit(tx, {
        unitId: null,
        verb: 'account.make-administrator',
        subject: `account/${id}`,
        after: { email, name },
      });
      return openSession(tx, platform, { accountId: id, isComplete: true, userAgent });
    },
  };
}
