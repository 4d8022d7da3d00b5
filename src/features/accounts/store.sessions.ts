/** Sessions and failed sign-ins. Only the SHA-256 of a token is stored: a stolen table opens nothing. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import { accountIdSchema, type AccountId, unitIdSchema } from '../../platform/ids/ids.ts';
import { type Actor, type Grant, ROLES } from '../../platform/permission/permission.ts';
import type { FailureCounts } from './rules.throttle.ts';

export interface NewSession {
  readonly tokenHash: Buffer;
  readonly accountId: AccountId;
  readonly isComplete: boolean;
  readonly expiresAt: Date;
  readonly at: Date;
  readonly userAgent: string | null;
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx
    .insertInto('session')
    .values({
      token_hash: session.tokenHash,
      account_id: session.accountId,
      is_complete: session.isComplete,
      expires_at: session.expiresAt,
      created_at: session.at,
      last_seen_at: session.at,
      user_agent: session.userAgent,
    })
    .execute();
}

export interface LoadedSession {
  readonly actor: Actor;
  readonly isComplete: boolean;
  readonly lastSeenAt: Date;
}

const grantPairs = z.array(z.tuple([unitIdSchema, z.enum(ROLES)]));

/** The session and the person with all grants, in one statement; null when unknown, expired or the account is disabled. */
export async function loadSession(tx: Tx, tokenHash: Buffer, at: Date): Promise<LoadedSession | null> {
  const row = await tx
    .selectFrom('session as s')
    .innerJoin('account as a', 'a.id', 's.account_id')
    .where('s.token_hash', '=', tokenHash)
    .where('s.expires_at', '>', at)
    .where('a.disabled_at', 'is', null)
    .select([
      'a.id',
      'a.name',
      'a.email',
      'a.locale',
      'a.is_administrator',
      's.is_complete',
      's.last_seen_at',
      sql<unknown>`(select coalesce(jsonb_agg(jsonb_build_array(g.unit_id, g.role) order by g.id), '[]')
        from role_grant g where g.account_id = a.id)`.as('grants'),
    ])
    .executeTakeFirst();
  if (!row) return null;
  const grants: Grant[] = grantPairs.parse(row.grants).map(([unitId, role]) => ({ unitId, role }));
  return {
    actor: {
      accountId: accountIdSchema.parse(row.id),
      name: row.name,
      email: row.email,
      locale: row.locale === 'en' ? 'en' : 'vi',
      isAdministrator: row.is_administrator,
      grants,
    },
    isComplete: row.is_complete,
    lastSeenAt: row.last_seen_at,
  };
}

/** Pushes the end of a session back. */
export async function touchSession(tx: Tx, tokenHash: Buffer, at: Date, expiresAt: Date): Promise<void> {
  await tx
    .updateTable('session')
    .set({ last_seen_at: at, expires_at: expiresAt })
    .where('token_hash', '=', tokenHash)
    .execute();
}

export async function deleteSession(tx: Tx, tokenHash: Buffer): Promise<void> {
  await tx.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

/** Ends every session of an account, but the one of `except`. Returns how many there were. */
export async function deleteSessionsOf(tx: Tx, accountId: AccountId, except: Buffer | null = null): Promise<number> {
  let query = tx.deleteFrom('session').where('account_id', '=', accountId);
  if (except) query = query.where('token_hash', '!=', except);
  const result = await query.executeTakeFirst();
  return Number(result.numDeletedRows);
}

export interface SessionSummary {
  readonly tokenHash: Uint8Array;
  readonly createdAt: Date;
  readonly lastSeenAt: Date;
  readonly userAgent: string | null;
}

/** The running sessions of an account, the last used first. */
export async function listSessions(tx: Tx, accountId: AccountId, at: Date): Promise<SessionSummary[]> {
  const rows = await tx
    .selectFrom('session')
    .where('account_id', '=', accountId)
    .where('is_complete', '=', true)
    .where('expires_at', '>', at)
    .select(['token_hash', 'created_at', 'last_seen_at', 'user_agent'])
    .orderBy('last_seen_at', 'desc')
    .limit(50)
    .execute();
  return rows.map((row) => ({
    tokenHash: row.token_hash,
    createdAt: row.created_at,
    lastSeenAt: row.last_seen_at,
    userAgent: row.user_agent,
  }));
}

/** Notes a try before it is checked, so that tries at the same moment count each other. Returns its id. */
export async function insertFailure(tx: Tx, email: string, address: string, at: Date): Promise<number> {
  const row = await tx
    .insertInto('sign_in_failure')
    .values({ email, address, at })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

export async function countFailures(tx: Tx, email: string, address: string, since: Date): Promise<FailureCounts> {
  const row = await tx
    .selectFrom('sign_in_failure')
    .where('at', '>', since)
    .where((eb) => eb.or([eb('email', '=', email), eb('address', '=', address)]))
    .select([
      sql<number>`count(*) filter (where email = ${email}::citext and address = ${address})`.as('pair'),
      sql<number>`count(*) filter (where email = ${email}::citext)`.as('email'),
      sql<number>`count(*) filter (where address = ${address})`.as('address'),
    ])
    .executeTakeFirstOrThrow();
  return { pair: Number(row.pair), email: Number(row.email), address: Number(row.address) };
}

export async function deleteFailure(tx: Tx, id: number): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('id', '=', id).execute();
}

/** A person came in: what was mistyped before no longer counts. */
export async function deleteFailuresOf(tx: Tx, email: string): Promise<void> {
  await tx.deleteFrom('sign_in_failure').where('email', '=', email).execute();
}

/** Removes sessions that are over and failures that no longer count. */
export async function deleteOutdated(tx: Tx, at: Date, failuresBefore: Date): Promise<void> {
  await tx.deleteFrom('session').where('expires_at', '<=', at).execute();
  await tx.deleteFrom('sign_in_failure').where('at', '<', failuresBefore).execute();
}
