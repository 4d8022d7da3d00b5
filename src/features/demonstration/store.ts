/** Where the demonstration finds its units. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate, UnitId } from '../../platform/ids/ids.ts';

/** The province of that name on the day, or null. */
export async function findProvince(tx: Tx, name: string, day: CalendarDate): Promise<UnitId | null> {
  const { rows } = await sql<{ unit_id: UnitId }>`
    select unit_id from unit_version
    where name = ${name} and level = 'province' and valid @> ${day}::date
    limit 1`.execute(tx);
  return rows[0]?.unit_id ?? null;
}

/** True when an account of that e-mail is there. */
export async function hasAccount(tx: Tx, email: string): Promise<boolean> {
  const row = await tx.selectFrom('account').where('email', '=', email).select('id').executeTakeFirst();
  return row !== undefined;
}

/** Lets every administrator coordinate the unit: whoever loads the demonstration sees it running. @returns who is new */
export async function grantAdministrators(tx: Tx, unitId: UnitId): Promise<AccountId[]> {
  const { rows } = await sql<{ account_id: AccountId }>`
    insert into role_grant (account_id, unit_id, role)
    select id, ${unitId}, 'coordinator' from account where is_administrator and disabled_at is null
    on conflict do nothing
    returning account_id`.execute(tx);
  return rows.map((row) => row.account_id);
}
