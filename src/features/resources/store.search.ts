/** What readers look for in the library, and what leads them on. */
import { sql } from 'kysely';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { AUDIENCES, type Audience } from '../activities/index.ts';
import type { Language, Level, ResourceKind } from './rules.ts';
import { type Reader, type Resource, resourceOf, resources } from './store.ts';

export interface ResourceQuery {
  readonly search: string;
  readonly kind: ResourceKind | null;
  readonly subject: string | null;
  /** Resources for these people, and for everybody. */
  readonly audience: Audience | null;
  readonly level: Level | null;
  readonly language: Language | null;
  readonly offset: number;
  readonly limit: number;
}

function published(db: Reader, query: Omit<ResourceQuery, 'offset' | 'limit'>) {
  const words = unaccentedKey(query.search).split(' ').filter(Boolean).slice(0, 8);
  let found = resources(db).where('r.status', '=', 'published');
  for (const word of words) found = found.where('r.search_key', 'like', `%${word}%`);
  if (query.kind !== null) found = found.where('r.kind', '=', query.kind);
  if (query.subject !== null) found = found.where('r.subject', '=', query.subject);
  if (query.level !== null) found = found.where('r.level', '=', query.level);
  if (query.language !== null) found = found.where('r.language', '=', query.language);
  if (query.audience !== null)
    found = found.where(sql<boolean>`r.audiences && array[${query.audience}::text, 'everyone']`);
  return found;
}

/** Subjects and audiences that what was found has, the most frequent first: a next step that leads somewhere. */
export async function countFacets(
  db: Reader,
  query: Omit<ResourceQuery, 'offset' | 'limit'>,
): Promise<{ readonly subjects: readonly string[]; readonly audiences: readonly Audience[] }> {
  const { rows } = await sql<{ facet: string; code: string }>`
    with found as materialized (select f.subject, f.audiences from (${published(db, query)}) f)
    select facet, code from (
      select 'subject' as facet, subject as code, count(*) as n from found group by subject
      union all select 'audience', code, count(*) from found, unnest(audiences) as code where code <> 'everyone' group by code
    ) c order by n desc, code`.execute(db);
  const of = (facet: string): string[] => rows.flatMap((row) => (row.facet === facet ? [row.code] : []));
  const audiences = of('audience');
  return { subjects: of('subject'), audiences: AUDIENCES.filter((audience) => audiences.includes(audience)) };
}

/** Published resources; with words: those that hold each of them, titles that hold the words with their marks first. */
export async function searchResources(db: Reader, query: ResourceQuery): Promise<{ rows: Resource[]; count: number }> {
  let found = published(db, query);
  const exact = query.search.normalize('NFC').toLocaleLowerCase('vi').trim();
  if (exact !== '')
    found = found.orderBy(sql`(strpos(lower(r.title), ${exact}) > 0) desc, (strpos(r.search_text, ${exact}) > 0) desc`);
  const rows = await found
    .orderBy('r.published_at', 'desc')
    .orderBy('r.id', 'desc')
    .limit(query.limit)
    .offset(query.offset)
    .select(sql<number>`count(*) over ()::int`.as('count'))
    .execute();
  return { rows: rows.map(resourceOf), count: rows[0]?.count ?? 0 };
}
