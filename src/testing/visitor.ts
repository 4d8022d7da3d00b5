/** Somebody who is signed in already: an account with roles and the cookie of a session, put in by the owner. */
import { newToken, SESSION_COOKIE, tokenHash } from '../features/accounts/sessions.ts';
import type { Database } from '../platform/database/connect.ts';
import type { AccountId, UnitId } from '../platform/ids/ids.ts';
import type { Role } from '../platform/permission/permission.ts';

export interface Visitor {
  readonly accountId: AccountId;
  readonly email: string;
  readonly cookie: string;
}

let count = 0;

/** @param roles what the person is, and where; an administrator may have none */
export async function makeVisitor(
  db: Pick<Database, 'owner'>,
  roles: readonly (readonly [Role, UnitId])[],
  options: { isAdministrator?: boolean; name?: string; email?: string; passwordHash?: string; expiresAt?: Date } = {},
): Promise<Visitor> {
  count += 1;
  const email = options.email ?? `khach-${count}-${process.pid}@example.vn`;
  const { id } = await db.owner
    .insertInto('account')
    .values({
      email,
      name: options.name ?? `Người thứ ${count}`,
      is_administrator: options.isAdministrator ?? false,
      password_hash: options.passwordHash ?? null,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [role, unitId] of roles) {
    await db.owner.insertInto('role_grant').values({ account_id: id, unit_id: unitId, role }).execute();
  }
  const token = newToken();
  await db.owner
    .insertInto('session')
    .values({
      token_hash: tokenHash(token),
      account_id: id,
      is_complete: true,
      // Tests live in years of their own: past any clock they set.
      expires_at: options.expiresAt ?? new Date('2040-01-01T00:00:00Z'),
    })
    .execute();
  return { accountId: id, email, cookie: `${SESSION_COOKIE}=${token}` };
}
