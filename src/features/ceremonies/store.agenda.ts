/** What waits around ceremonies, as numbers: for the unit whose they are, and for the hosts of their sites. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import {
  type CeremonyId,
  ceremonyIdSchema,
  type CeremonySiteId,
  ceremonySiteIdSchema,
  type EditionId,
  type UnitId,
} from '../../platform/ids/ids.ts';

export interface OwnCeremony {
  readonly id: CeremonyId;
  readonly title: string;
  readonly status: 'draft' | 'published';
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly sites: number;
  readonly untested: number;
  /** Tested, and not good. */
  readonly bad: number;
  /** Invited offices that have not said who comes. */
  readonly unanswered: number;
}

/** The unit's ceremonies that are neither held nor called off. */
export async function findOwnOpen(tx: Tx, editionId: EditionId, unitId: UnitId): Promise<OwnCeremony[]> {
  const { rows } = await sql<{
    id: number;
    title: string;
    status: string;
    starts_at: Date;
    ends_at: Date;
    sites: number;
    untested: number;
    bad: number;
    unanswered: number;
  }>`
    select c.id, c.title, c.status, c.starts_at, c.ends_at, s.sites, s.untested, s.bad,
      (select count(*) from guest_group g
        where g.edition_id = c.edition_id and g.ceremony_id = c.id and g.invited_at is not null and not g.is_declined
          and exists (select 1 from guest x where x.group_id = g.id and x.answer = 'none')) as unanswered
    from ceremony c
    cross join lateral (select count(*) as sites, count(*) filter (where p.link_state = 'untested') as untested,
        count(*) filter (where p.link_state = 'bad') as bad
      from ceremony_site p where p.edition_id = c.edition_id and p.ceremony_id = c.id) s
    where c.edition_id = ${editionId} and c.unit_id = ${unitId} and c.status in ('draft', 'published')
    order by c.starts_at, c.id limit 5`.execute(tx);
  return rows.map((row) => ({
    id: ceremonyIdSchema.parse(row.id),
    title: row.title,
    status: row.status === 'draft' ? 'draft' : 'published',
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    sites: row.sites,
    untested: row.untested,
    bad: row.bad,
    unanswered: row.unanswered,
  }));
}

export interface HostedSite {
  readonly ceremonyId: CeremonyId;
  readonly siteId: CeremonySiteId;
  readonly name: string;
  readonly startsAt: Date;
  readonly isTested: boolean;
}

/** Sites at the unit's place of published ceremonies of others that are still to come. Asked with the system's sight. */
export async function findHostedOpen(tx: Tx, editionId: EditionId, unitId: UnitId, now: Date): Promise<HostedSite[]> {
  const { rows } = await sql<{ ceremony_id: number; id: number; name: string; starts_at: Date; is_tested: boolean }>`
    select s.ceremony_id, s.id, s.name, c.starts_at, s.link_state = 'good' as is_tested
    from ceremony_site s
    join ceremony c on c.edition_id = s.edition_id and c.id = s.ceremony_id
    where s.edition_id = ${editionId} and s.host_unit_id = ${unitId} and c.unit_id <> ${unitId}
      and c.status = 'published' and c.ends_at > ${now}
    order by c.starts_at, s.position limit 5`.execute(tx);
  return rows.map((row) => ({
    ceremonyId: ceremonyIdSchema.parse(row.ceremony_id),
    siteId: ceremonySiteIdSchema.parse(row.id),
    name: row.name,
    startsAt: row.starts_at,
    isTested: row.is_tested,
  }));
}
