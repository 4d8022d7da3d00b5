/** Whom an activity concerns. Asked with the system's sight: the answers are written to, never shown. */
import type { Tx } from '../../platform/database/transaction.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { Locale } from '../../platform/context.ts';
import type { Role } from '../../platform/permission/permission.ts';
import type { Activity } from './activity.ts';

export interface Person {
  readonly email: string;
  readonly name: string;
  readonly locale: Locale;
}

const REVIEWERS: readonly Role[] = ['coordinator', 'reviewer'];
const ORGANISERS: readonly Role[] = ['coordinator', 'reporter'];

/** Of the units, those in which somebody may check what others announce. */
export function findUnitsThatReview(tx: Tx, unitIds: readonly UnitId[]): Promise<ReadonlySet<UnitId>> {
  if (unitIds.length === 0) return Promise.resolve(new Set());
  return withSystemSight(tx, async (inner) => {
    const rows = await inner
      .selectFrom('role_grant as g')
      .innerJoin('account as a', 'a.id', 'g.account_id')
      .where('g.unit_id', 'in', [...unitIds])
      .where('g.role', 'in', [...REVIEWERS])
      .where('a.disabled_at', 'is', null)
      .select('g.unit_id')
      .distinct()
      .execute();
    return new Set(rows.map((row) => row.unit_id));
  });
}

export function findReviewersOf(tx: Tx, unitId: UnitId): Promise<Person[]> {
  return findPeople(tx, unitId, REVIEWERS);
}

/** People of the organiser: of the unit, or the one who speaks for the outside organisation. */
export async function findOrganisersOf(tx: Tx, activity: Activity): Promise<Person[]> {
  const { organisationId } = activity;
  if (organisationId === null) return findPeople(tx, activity.unitId, ORGANISERS);
  return withSystemSight(tx, async (inner) => {
    const row = await inner
      .selectFrom('organisation as o')
      .leftJoin('account as a', (join) => join.onRef('a.id', '=', 'o.account_id').on('a.disabled_at', 'is', null))
      .where('o.id', '=', organisationId)
      .select(['o.contact_email', 'o.contact_name', 'a.email', 'a.name', 'a.locale'])
      .executeTakeFirst();
    if (!row) return [];
    return [
      {
        email: row.email ?? row.contact_email,
        name: row.name ?? row.contact_name,
        locale: row.locale === 'en' ? 'en' : 'vi',
      },
    ];
  });
}

function findPeople(tx: Tx, unitId: UnitId, roles: readonly Role[]): Promise<Person[]> {
  return withSystemSight(tx, async (inner) => {
    const rows = await inner
      .selectFrom('role_grant as g')
      .innerJoin('account as a', 'a.id', 'g.account_id')
      .where('g.unit_id', '=', unitId)
      .where('g.role', 'in', [...roles])
      .where('a.disabled_at', 'is', null)
      .select(['a.email', 'a.name', 'a.locale'])
      .distinct()
      .orderBy('a.email')
      .execute();
    return rows.map((row) => ({ email: row.email, name: row.name, locale: row.locale === 'en' ? 'en' : 'vi' }));
  });
}
