/** Roles on units, invitations, and the tree of today that they are judged in. Row-level security applies. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, UnitId } from '../../platform/ids/ids.ts';
import { type Role, ROLES } from '../../platform/permission/permission.ts';

const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);

function toRole(text: string): Role {
  if (!isRole(text)) throw new Error(`not a role: ${text}`);
  return text;
}

export interface UnitName {
  readonly unitId: UnitId;
  readonly name: string;
  readonly parentName: string | null;
}

/** The unit and its ancestors in the tree of a day, from itself to the root; a unit that has ended is taken as it last was. */
export async function unitChain(tx: Tx, unitId: UnitId, day: string): Promise<UnitId[]> {
  // `union` without all: a cycle ends by itself.
  const result = await sql<{ unit_id: number; depth: number }>`
    with recursive moment (day) as (
      -- a unit that has ended is taken as it last was: its editions go on being worked on
      select case when v.valid @> ${day}::date then ${day}::date else upper(v.valid) - 1 end
      from unit_version v where v.unit_id = ${unitId}
      order by (v.valid @> ${day}::date) desc, lower(v.valid) desc nulls last limit 1
    ), chain (unit_id, parent_id, depth) as (
      select v.unit_id, v.parent_id, 0 from unit_version v, moment where v.unit_id = ${unitId} and v.valid @> moment.day
      union
      select v.unit_id, v.parent_id, c.depth + 1
      from chain c join unit_version v on v.unit_id = c.parent_id, moment
      where v.valid @> moment.day and c.depth < 32
    )
    select unit_id, min(depth) as depth from chain group by unit_id order by depth`.execute(tx);
  return result.rows.map((row) => row.unit_id as UnitId);
}

/** Name of the unit and of its parent as of a day, or as they last were when the unit has ended; null when unknown. */
export async function findUnitName(tx: Tx, unitId: UnitId, day: string): Promise<UnitName | null> {
  const [found] = await findUnitNames(tx, [unitId], day);
  return found ?? null;
}

/** Names of units as of a day, or as they last were; unknown ones are left out. */
export async function findUnitNames(tx: Tx, unitIds: readonly UnitId[], day: string): Promise<UnitName[]> {
  if (unitIds.length === 0) return [];
  const result = await sql<{ unit_id: number; name: string; parent_name: string | null }>`
    select distinct on (v.unit_id) v.unit_id, v.name, p.name as parent_name
    from unit_version v
    left join lateral (
      select name from unit_version where unit_id = v.parent_id
      order by (valid @> ${day}::date) desc, lower(valid) desc nulls last limit 1
    ) p on true
    where v.unit_id = any (${[...unitIds]}::bigint[])
    order by v.unit_id, (v.valid @> ${day}::date) desc, lower(v.valid) desc nulls last`.execute(tx);
  return result.rows.map((row) => ({ unitId: row.unit_id as UnitId, name: row.name, parentName: row.parent_name }));
}

/** Units of a day whose name has the words (a search key), best match first. */
export async function searchUnits(tx: Tx, key: string, day: string, limit: number): Promise<UnitName[]> {
  const result = await sql<{ unit_id: number; name: string; parent_name: string | null }>`
    select v.unit_id, v.name, p.name as parent_name
    from unit_version v
    left join unit_version p on p.unit_id = v.parent_id and p.valid @> ${day}::date
    where v.valid @> ${day}::date and v.search_key like ${`%${key.replace(/[\\%_]/gu, '\\$&')}%`}
    order by length(v.search_key), v.name, v.unit_id
    limit ${limit}`.execute(tx);
  return result.rows.map((row) => ({ unitId: row.unit_id as UnitId, name: row.name, parentName: row.parent_name }));
}

export interface PersonGrant {
  readonly accountId: AccountId;
  readonly name: string;
  readonly email: string;
  readonly isDisabled: boolean;
  readonly role: Role;
  readonly grantedAt: Date;
  readonly grantedBy: string | null;
}

/** Who has a role on a unit itself. */
export async function listGrantsOfUnit(tx: Tx, unitId: UnitId): Promise<PersonGrant[]> {
  const rows = await tx
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .leftJoin('account as by', 'by.id', 'g.granted_by')
    .where('g.unit_id', '=', unitId)
    .select(['a.id', 'a.name', 'a.email', 'a.disabled_at', 'g.role', 'g.granted_at', 'by.name as granted_by'])
    .orderBy(sql`a.name collate "vi-x-icu"`)
    .orderBy('g.id')
    .execute();
  return rows.map((row) => ({
    accountId: row.id as AccountId,
    name: row.name,
    email: row.email,
    isDisabled: row.disabled_at !== null,
    role: toRole(row.role),
    grantedAt: row.granted_at,
    grantedBy: row.granted_by,
  }));
}

export interface AccountGrant {
  readonly accountId: AccountId;
  readonly unitId: UnitId;
  readonly role: Role;
}

/** The roles of several people. The scope must let them be seen: system, or the people's own. */
export async function listGrantsOfAccounts(tx: Tx, accountIds: readonly AccountId[]): Promise<AccountGrant[]> {
  if (accountIds.length === 0) return [];
  const rows = await tx
    .selectFrom('role_grant')
    .where('account_id', 'in', [...accountIds])
    .select(['account_id', 'unit_id', 'role'])
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id as AccountId,
    unitId: row.unit_id as UnitId,
    role: toRole(row.role),
  }));
}

/** False when the person had the role already. */
export async function insertGrant(
  tx: Tx,
  grant: { accountId: AccountId; unitId: UnitId; role: Role; grantedBy: AccountId | null },
): Promise<boolean> {
  const row = await tx
    .insertInto('role_grant')
    .values({ account_id: grant.accountId, unit_id: grant.unitId, role: grant.role, granted_by: grant.grantedBy })
    .onConflict((conflict) => conflict.columns(['account_id', 'unit_id', 'role']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** False when there was no such role. */
export async function deleteGrant(tx: Tx, accountId: AccountId, unitId: UnitId, role: Role): Promise<boolean> {
  const row = await tx
    .deleteFrom('role_grant')
    .where('account_id', '=', accountId)
    .where('unit_id', '=', unitId)
    .where('role', '=', role)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

export interface Invitation {
  readonly id: number;
  readonly email: string;
  readonly unitId: UnitId;
  readonly role: Role;
  readonly invitedBy: AccountId | null;
  readonly inviterName: string | null;
  readonly expiresAt: Date;
}

export async function insertInvitation(
  tx: Tx,
  invitation: {
    tokenHash: Buffer;
    email: string;
    unitId: UnitId;
    role: Role;
    invitedBy: AccountId;
    at: Date;
    expiresAt: Date;
  },
): Promise<number> {
  const row = await tx
    .insertInto('invitation')
    .values({
      token_hash: invitation.tokenHash,
      email: invitation.email,
      unit_id: invitation.unitId,
      role: invitation.role,
      invited_by: invitation.invitedBy,
      created_at: invitation.at,
      expires_at: invitation.expiresAt,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id;
}

/** Withdraws what was offered to the same person before: the newest link is the one that works. */
export async function deleteOpenInvitations(tx: Tx, email: string, unitId: UnitId, role: Role): Promise<void> {
  // Of two at once (a button pressed twice) the second waits here, and then finds the first one's.
  await sql`select pg_advisory_xact_lock(hashtextextended(${`invite ${unitId} ${role} ${email.toLowerCase()}`}, 0))`.execute(
    tx,
  );
  await tx
    .deleteFrom('invitation')
    .where('email', '=', email)
    .where('unit_id', '=', unitId)
    .where('role', '=', role)
    .where('accepted_at', 'is', null)
    .execute();
}

function openInvitations(tx: Tx, at: Date) {
  return tx
    .selectFrom('invitation as i')
    .leftJoin('account as by', 'by.id', 'i.invited_by')
    .where('i.accepted_at', 'is', null)
    .where('i.expires_at', '>', at)
    .select(['i.id', 'i.email', 'i.unit_id', 'i.role', 'i.invited_by', 'by.name as inviter_name', 'i.expires_at']);
}

function toInvitation(
  row: Awaited<ReturnType<ReturnType<typeof openInvitations>['executeTakeFirstOrThrow']>>,
): Invitation {
  return {
    id: row.id,
    email: row.email,
    unitId: row.unit_id as UnitId,
    role: toRole(row.role),
    invitedBy: row.invited_by as AccountId | null,
    inviterName: row.inviter_name,
    expiresAt: row.expires_at,
  };
}

/** The invitation of a token while it can be taken up; null when used, expired, withdrawn or unknown. */
export async function findInvitation(tx: Tx, tokenHash: Buffer, at: Date): Promise<Invitation | null> {
  const row = await openInvitations(tx, at).where('i.token_hash', '=', tokenHash).executeTakeFirst();
  return row ? toInvitation(row) : null;
}

export async function listInvitationsOfUnit(tx: Tx, unitId: UnitId, at: Date): Promise<Invitation[]> {
  const rows = await openInvitations(tx, at).where('i.unit_id', '=', unitId).orderBy('i.id').execute();
  return rows.map(toInvitation);
}

/** Uses up an invitation. False when somebody was quicker, or it is over. */
export async function useInvitation(tx: Tx, id: number, accountId: AccountId, at: Date): Promise<boolean> {
  const row = await tx
    .updateTable('invitation')
    .set({ accepted_at: at, accepted_by: accountId })
    .where('id', '=', id)
    .where('accepted_at', 'is', null)
    .where('expires_at', '>', at)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

/** Withdraws an open invitation of a unit; null when there is none. */
export async function deleteInvitation(
  tx: Tx,
  unitId: UnitId,
  id: number,
): Promise<{ email: string; role: Role } | null> {
  const row = await tx
    .deleteFrom('invitation')
    .where('id', '=', id)
    .where('unit_id', '=', unitId)
    .where('accepted_at', 'is', null)
    .returning(['email', 'role'])
    .executeTakeFirst();
  return row ? { email: row.email, role: toRole(row.role) } : null;
}
