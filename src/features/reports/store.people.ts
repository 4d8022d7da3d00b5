/** Whom a report concerns. Asked under the system's sight: the answer is written to, never shown. */
import type { Tx } from '../../platform/database/transaction.ts';
import type { UnitId } from '../../platform/ids/ids.ts';

export interface Reporter {
  readonly email: string;
  readonly name: string;
  readonly locale: 'vi' | 'en';
}

/** People who fill in the unit's report: its reporters and coordinators whose accounts are in use. */
export async function findReportersOf(tx: Tx, unitId: UnitId): Promise<Reporter[]> {
  const rows = await tx
    .selectFrom('role_grant as g')
    .innerJoin('account as a', 'a.id', 'g.account_id')
    .where('g.unit_id', '=', unitId)
    .where('g.role', 'in', ['reporter', 'coordinator'])
    .where('a.disabled_at', 'is', null)
    .select(['a.email', 'a.name', 'a.locale'])
    .distinct()
    .execute();
  return rows.map((row) => ({ email: row.email, name: row.name, locale: row.locale === 'en' ? 'en' : 'vi' }));
}
