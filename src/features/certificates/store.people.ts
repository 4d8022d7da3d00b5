/** What certificates may be given for and to whom: read from activities, ceremonies, contests and check-ins, never written. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';
import type { CertificateRole, CertificateSource, SourceKey } from './certificate.ts';
import { type Candidate, nameKey } from './rules.ts';

export interface Source extends SourceKey {
  readonly unitId: UnitId;
  readonly title: string;
  /** People in the system who could get one: present ones, winners. */
  readonly people: number;
  readonly at: Date | null;
}

/**
 * What units could give certificates for now, newest first: activities with a check-in, ceremonies that were held, contests
 * with published prizes.
 * @param key only this one
 */
export async function findSources(
  tx: Tx,
  editionId: EditionId,
  unitIds: readonly UnitId[],
  now: Date,
  key: SourceKey | null = null,
): Promise<Source[]> {
  const { rows } = await sql<{
    source: CertificateSource;
    id: number;
    unit_id: UnitId;
    title: string;
    people: number;
    at: Date | null;
  }>`
    with own as (
      select 'activity' as source, a.id, a.unit_id, a.title, a.starts_at as at,
        (select count(distinct coalesce(c.holder_id::text, c.name)) from checkin c
          where c.edition_id = a.edition_id and c.event = 'activity' and c.event_id = a.id and c.undone_at is null) as people
      from activity a
      where a.edition_id = ${editionId} and a.unit_id = any (${unitIds}::bigint[]) and a.status = 'published'
        and a.starts_at <= ${now}
      union all
      select 'ceremony', y.id, y.unit_id, y.title, y.starts_at,
        (select count(distinct coalesce(c.holder_id::text, c.name)) from checkin c
          where c.edition_id = y.edition_id and c.event = 'ceremony' and c.event_id = y.id and c.undone_at is null)
      from ceremony y
      where y.edition_id = ${editionId} and y.unit_id = any (${unitIds}::bigint[]) and y.status in ('published', 'held')
        and y.starts_at <= ${now}
      union all
      select 'contest', o.id, o.unit_id, o.title, o.published_at,
        (select count(*) from contest_entry e where e.contest_id = o.id and e.prize is not null and e.status = 'admitted')
      from contest o
      where o.edition_id = ${editionId} and o.unit_id = any (${unitIds}::bigint[]) and o.status = 'published'
    )
    select source, id, unit_id, title, at, people::int as people from own
    where ${key === null ? sql`true` : sql`source = ${key.source} and id = ${key.id}`}
    order by (people > 0) desc, at desc nulls last, id desc
    limit 50`.execute(tx);
  return rows.map((row) => ({
    source: row.source,
    id: row.id,
    unitId: row.unit_id,
    title: row.title,
    people: row.people,
    at: row.at,
  }));
}

interface PersonRow {
  key: string | null;
  name: string;
  detail: string;
  prize: string;
  holder_id: number | null;
  email: string | null;
}

/** Who could get a certificate of this role, by name. */
export async function findPeople(
  tx: Tx,
  editionId: EditionId,
  { source, id }: SourceKey,
  role: CertificateRole,
): Promise<Candidate[]> {
  if (role === 'participant' && source === 'activity') return present(tx, editionId, id);
  if (role === 'participant' && source === 'ceremony') return guests(tx, editionId, id);
  if (role === 'winner' && source === 'contest') return winners(tx, id);
  return [];
}

/** Registrations that were checked in, and those who came without one and gave their name. Children are not named. */
async function present(tx: Tx, editionId: EditionId, id: number): Promise<Candidate[]> {
  const { rows } = await sql<PersonRow>`
    select 'r' || r.id as key, r.name, r.organisation as detail, '' as prize, r.id as holder_id,
      case when r.contact_kind = 'email' then r.contact end as email
    from registration r
    where r.edition_id = ${editionId} and r.activity_id = ${id} and r.people > 0 and r.name <> ''
      and exists (select from checkin c where c.edition_id = r.edition_id and c.event = 'activity'
        and c.event_id = r.activity_id and c.holder_id = r.id and c.undone_at is null)
    union all ${walkIns('activity', editionId, id)}
    order by name, holder_id`.execute(tx);
  return rows.map(candidateOf);
}

async function guests(tx: Tx, editionId: EditionId, id: number): Promise<Candidate[]> {
  const { rows } = await sql<PersonRow>`
    select 'g' || g.id as key, who.name, who.post as detail, '' as prize, g.id as holder_id,
      case when who.is_delegate then null else g.email end as email
    from guest g
    cross join lateral (select g.answer = 'delegate' and g.delegate_name is not null as is_delegate,
      case when g.answer = 'delegate' and g.delegate_name is not null then g.delegate_name else g.name end as name,
      case when g.answer = 'delegate' and g.delegate_name is not null then g.delegate_post else g.post end as post) who
    where g.edition_id = ${editionId} and g.ceremony_id = ${id} and coalesce(who.name, '') <> ''
      and exists (select from checkin c where c.edition_id = g.edition_id and c.event = 'ceremony'
        and c.event_id = g.ceremony_id and c.holder_id = g.id and c.undone_at is null)
    union all ${walkIns('ceremony', editionId, id)}
    order by name, holder_id`.execute(tx);
  return rows.map(candidateOf);
}

/** One name at several sessions is one person. */
function walkIns(event: 'activity' | 'ceremony', editionId: EditionId, id: number) {
  return sql`
    select null, c.name, '', '', null, null from checkin c
    where c.edition_id = ${editionId} and c.event = ${event} and c.event_id = ${id} and c.holder_id is null
      and c.name <> '' and c.people > 0 and c.undone_at is null
    group by c.name`;
}

async function winners(tx: Tx, id: number): Promise<Candidate[]> {
  const { rows } = await sql<PersonRow>`
    select 'e' || e.id as key, e.author as name, e.organisation as detail, e.prize, e.id as holder_id,
      case when e.contact_kind = 'email' then e.contact end as email
    from contest_entry e
    where e.contest_id = ${id} and e.prize is not null and e.status = 'admitted' and e.author <> ''
    order by e.rank nulls last, e.id`.execute(tx);
  return rows.map(candidateOf);
}

const candidateOf = (row: PersonRow): Candidate => ({
  key: row.key ?? nameKey(row.name, row.detail),
  name: row.name.normalize('NFC'),
  detail: row.detail,
  prize: row.prize,
  holderId: row.holder_id,
  email: row.email,
});

/** Those of the claims that somebody has a certificate for. */
export async function findClaimed(tx: Tx, claims: readonly string[]): Promise<ReadonlySet<string>> {
  if (claims.length === 0) return new Set();
  const rows = await tx
    .selectFrom('certificate')
    .where((eb) => eb('claim', '=', eb.fn.any(eb.val([...claims]))))
    .select('claim')
    .execute();
  return new Set(rows.flatMap(({ claim }) => claim ?? []));
}

export interface Template {
  readonly id: number;
  readonly title: string;
}

/** Certificates of the unit's papers that can be a design. */
export async function findTemplates(tx: Tx, unitId: UnitId): Promise<Template[]> {
  return tx
    .selectFrom('paper')
    .where('unit_id', '=', unitId)
    .where('kind', '=', 'certificate')
    .where('status', 'in', ['draft', 'issued'])
    .orderBy('updated_at', 'desc')
    .limit(30)
    .select(['id', 'title'])
    .execute();
}
