/** Accounts: who can sign in, and with what. The table is the installation's, not a unit's: permission guards it. */
import { type ExpressionBuilder, type SelectQueryBuilder, sql } from 'kysely';
import type { Locale } from '../../platform/context.ts';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

export interface Account {
  readonly id: AccountId;
  readonly email: string;
  readonly name: string;
  readonly passwordHash: string | null;
  /** Encrypted; see secret-box.ts. */
  readonly totpSecret: Uint8Array | null;
  readonly isTotpOn: boolean;
  readonly totpLastCounter: number | null;
  readonly isAdministrator: boolean;
  readonly locale: Locale;
  readonly createdAt: Date;
  readonly disabledAt: Date | null;
}

const COLUMNS = [
  'id',
  'email',
  'name',
  'password_hash',
  'totp_secret',
  'totp_confirmed_at',
  'totp_last_counter',
  'is_administrator',
  'locale',
  'created_at',
  'disabled_at',
] as const;

type Row = Awaited<ReturnType<ReturnType<typeof selectAccount>['executeTakeFirstOrThrow']>>;

function selectAccount(tx: Tx) {
  return tx.selectFrom('account').select(COLUMNS);
}

function toAccount(row: Row): Account {
  return {
    id: row.id as AccountId,
    email: row.email,
    name: row.name,
    passwordHash: row.password_hash,
    totpSecret: row.totp_secret,
    isTotpOn: row.totp_confirmed_at !== null,
    totpLastCounter: row.totp_last_counter,
    isAdministrator: row.is_administrator,
    locale: row.locale === 'en' ? 'en' : 'vi',
    createdAt: row.created_at,
    disabledAt: row.disabled_at,
  };
}

export async function findAccountByEmail(tx: Tx, email: string): Promise<Account | null> {
  const row = await selectAccount(tx).where('email', '=', email).executeTakeFirst();
  return row ? toAccount(row) : null;
}

export async function findAccount(tx: Tx, id: AccountId): Promise<Account | null> {
  const row = await selectAccount(tx).where('id', '=', id).executeTakeFirst();
  return row ? toAccount(row) : null;
}

/** The account, locked until the transaction ends. */
export async function lockAccount(tx: Tx, id: AccountId): Promise<Account | null> {
  const row = await selectAccount(tx).where('id', '=', id).forUpdate().executeTakeFirst();
  return row ? toAccount(row) : null;
}

export interface NewAccount {
  readonly id: AccountId;
  readonly email: string;
  readonly name: string;
  /** Null: nobody can sign in to it until a password is given. */
  readonly passwordHash: string | null;
  readonly isAdministrator: boolean;
  readonly locale: Locale;
}

/** False when the e-mail has an account already. */
export async function insertAccount(tx: Tx, account: NewAccount): Promise<boolean> {
  const inserted = await tx
    .insertInto('account')
    .values({
      id: account.id,
      email: account.email,
      name: account.name,
      password_hash: account.passwordHash,
      is_administrator: account.isAdministrator,
      locale: account.locale,
    })
    .onConflict((conflict) => conflict.column('email').doNothing())
    .returning('id')
    .executeTakeFirst();
  return inserted !== undefined;
}

export async function setPasswordHash(tx: Tx, id: AccountId, passwordHash: string): Promise<void> {
  await tx.updateTable('account').set({ password_hash: passwordHash }).where('id', '=', id).execute();
}

export async function setName(tx: Tx, id: AccountId, name: string): Promise<void> {
  await tx.updateTable('account').set({ name }).where('id', '=', id).execute();
}

export async function setLocale(tx: Tx, id: AccountId, locale: Locale): Promise<void> {
  await tx.updateTable('account').set({ locale }).where('id', '=', id).execute();
}

/** Puts a secret that is not yet in force, or takes the second factor away (null). */
export async function setTotpSecret(tx: Tx, id: AccountId, sealed: Buffer | null): Promise<void> {
  await tx
    .updateTable('account')
    .set({ totp_secret: sealed, totp_confirmed_at: null, totp_last_counter: null })
    .where('id', '=', id)
    .execute();
}

export async function confirmTotp(tx: Tx, id: AccountId, at: Date): Promise<void> {
  await tx.updateTable('account').set({ totp_confirmed_at: at }).where('id', '=', id).execute();
}

/** Uses up a code's counter. False when it, or a later one, has been used: two requests with one code, one wins. */
export async function useTotpCounter(tx: Tx, id: AccountId, counter: number): Promise<boolean> {
  const row = await tx
    .updateTable('account')
    .set({ totp_last_counter: counter })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('totp_last_counter', 'is', null), eb('totp_last_counter', '<', counter)]))
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export async function setDisabled(tx: Tx, id: AccountId, at: Date | null): Promise<void> {
  await tx.updateTable('account').set({ disabled_at: at }).where('id', '=', id).execute();
}

export async function setAdministrator(tx: Tx, id: AccountId, isAdministrator: boolean): Promise<void> {
  await tx.updateTable('account').set({ is_administrator: isAdministrator }).where('id', '=', id).execute();
}

/** Ids of the administrators who can sign in, locked in one order, so that two cannot remove each other at once. */
export async function lockAdministrators(tx: Tx): Promise<AccountId[]> {
  const rows = await tx
    .selectFrom('account')
    .where('is_administrator', '=', true)
    .where('disabled_at', 'is', null)
    .select('id')
    .orderBy('id')
    .forUpdate()
    .execute();
  return rows.map((row) => row.id as AccountId);
}

/** True when any administrator exists, disabled or not. */
export async function hasAdministrator(tx: Tx): Promise<boolean> {
  const row = await tx
    .selectFrom('account')
    .where('is_administrator', '=', true)
    .select('id')
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

export interface AccountSearch {
  readonly text: string;
  readonly status: 'all' | 'active' | 'disabled' | 'administrator';
  readonly limit: number;
  readonly offset: number;
}

/** Accounts by name or e-mail, marks or no marks, names in order; and how many there are in all. */
export async function searchAccounts(tx: Tx, search: AccountSearch): Promise<{ accounts: Account[]; total: number }> {
  const rows = await filtered(selectAccount(tx), search)
    .orderBy(sql`name collate "vi-x-icu"`)
    .orderBy('id')
    .limit(search.limit)
    .offset(search.offset)
    .execute();
  const { total } = await filtered(
    tx.selectFrom('account').select((eb) => eb.fn.countAll<number>().as('total')),
    search,
  ).executeTakeFirstOrThrow();
  return { accounts: rows.map(toAccount), total: Number(total) };
}

function filtered<O>(
  query: SelectQueryBuilder<DB, 'account', O>,
  search: AccountSearch,
): SelectQueryBuilder<DB, 'account', O> {
  let narrowed = query;
  if (search.status === 'active') narrowed = narrowed.where('disabled_at', 'is', null);
  if (search.status === 'disabled') narrowed = narrowed.where('disabled_at', 'is not', null);
  if (search.status === 'administrator') narrowed = narrowed.where('is_administrator', '=', true);
  if (search.text !== '') {
    narrowed = narrowed.where((eb: ExpressionBuilder<DB, 'account'>) =>
      eb.or([
        eb(sql<string>`email::text`, 'ilike', containing(search.text)),
        eb(unaccentedName, 'like', containing(unaccentedKey(search.text))),
      ]),
    );
  }
  return narrowed;
}

// What platform/text unaccentedKey does for letters: decomposed, marks dropped, đ as d.
const unaccentedName = sql<string>`lower(translate(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g'), 'đĐ', 'dd'))`;

function containing(text: string): string {
  return `%${text.replace(/[\\%_]/gu, '\\$&')}%`;
}
