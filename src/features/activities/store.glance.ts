/** The Week's activities as numbers: one walk over what is in sight. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import type { Range } from './store.lists.ts';

export interface KindCount {
  readonly kind: string;
  readonly announced: number;
  readonly today: number;
  readonly unconfirmed: number;
  readonly confirmed: number;
  readonly attendances: number;
}

/** What is published by units of these positions, by kind, the most frequent first. Attendances are those confirmed. */
export async function countByKind(
  tx: Tx,
  editionId: EditionId,
  ranges: readonly Range[],
  moment: { readonly now: Date; readonly from: Date; readonly until: Date },
): Promise<KindCount[]> {
  if (ranges.length === 0) return [];
  const { now, from, until } = moment;
  const inSight = sql.join(
    ranges.map(([lft, rgt]) => sql`a.pos between ${lft} and ${rgt}`),
    sql` or `,
  );
  const { rows } = await sql<KindCount>`
    select a.kind, count(*) as announced,
      count(*) filter (where a.starts_at < ${until} and a.ends_at >= ${from} and exists (
        select 1 from activity_session s where s.edition_id = a.edition_id and s.activity_id = a.id
          and not s.is_cancelled and s.starts_at < ${until} and s.ends_at >= ${from})) as today,
      count(*) filter (where a.confirmed_at is null and a.ends_at < ${now}) as unconfirmed,
      count(*) filter (where a.confirmed_at is not null) as confirmed,
      coalesce(sum(a.attendances) filter (where a.confirmed_at is not null), 0) as attendances
    from activity a
    where a.edition_id = ${editionId} and a.status = 'published' and (${inSight})
    group by a.kind order by announced desc, a.kind`.execute(tx);
  return rows;
}

/** Communes of these positions, and those of them in whose area something is published. */
export async function countCommunes(
  tx: Tx,
  editionId: EditionId,
  ranges: readonly Range[],
): Promise<{ communes: number; active: number }> {
  if (ranges.length === 0) return { communes: 0, active: 0 };
  const inSight = sql.join(
    ranges.map(([lft, rgt]) => sql`u.lft between ${lft} and ${rgt}`),
    sql` or `,
  );
  const { rows } = await sql<{ communes: number; active: number }>`
    select count(*) as communes, count(*) filter (where exists (
      select 1 from activity a where a.edition_id = u.edition_id and a.area_pos = u.lft and a.status = 'published')) as active
    from edition_unit u
    where u.edition_id = ${editionId} and u.level = 'commune' and (${inSight})`.execute(tx);
  return rows[0] ?? { communes: 0, active: 0 };
}
