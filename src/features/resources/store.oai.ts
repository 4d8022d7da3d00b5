/** Records for harvesters, straight from the table: published resources, and the graves of those that were withdrawn. */
import { type Kysely, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { Cursor, OaiRecord, OaiSet, Selection } from './rules.oai.ts';
import { type Licence, LICENCE_CODES, type ResourceKind, RESOURCE_KINDS } from './rules.ts';

interface Row {
  id: number;
  changed_at: Date;
  changed_text: string;
  status: string;
  title: string;
  author: string;
  publisher: string;
  description: string;
  year: number | null;
  kind: string;
  language: string;
  licence: string;
  subject: string;
  subject_name: string;
  media_type: string | null;
  url: string | null;
  province_unit_id: UnitId | null;
}

const COLUMNS = sql`r.id, r.changed_at,
  to_char(r.changed_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as changed_text,
  r.status, r.title, r.author, r.publisher, r.description, r.year, r.kind, r.language, r.licence, r.subject,
  s.name_vi as subject_name, r.media_type, r.url, r.province_unit_id`;

/** Ever published: only those have a record. */
const KNOWN = sql`r.published_at is not null`;

function within({ from, before, set }: Selection) {
  return sql`${KNOWN}
    and (${from}::timestamptz is null or r.changed_at >= ${from})
    and (${before}::timestamptz is null or r.changed_at < ${before})
    and (${set?.kind === 'subject' ? set.code : null}::text is null or r.subject = ${set?.kind === 'subject' ? set.code : null})
    and (${set?.kind === 'province' ? set.unitId : null}::bigint is null
      or r.province_unit_id = ${set?.kind === 'province' ? set.unitId : null})`;
}

/**
 * Records of a selection in the order of change, after the cursor, one more than `limit` where there are more.
 * @param pageOf the public page of a resource
 */
export async function findRecords(
  db: Kysely<DB>,
  selection: Selection,
  cursor: Cursor | null,
  limit: number,
  pageOf: (id: number) => string,
): Promise<{ records: OaiRecord[]; last: { changedAt: string; id: number } | null; hasMore: boolean }> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from resource r join resource_subject s on s.code = r.subject
    where ${within(selection)}
      and (${cursor?.changedAt ?? null}::timestamptz is null or (r.changed_at, r.id) > (${cursor?.changedAt ?? null}::timestamptz, ${cursor?.id ?? null}::bigint))
    order by r.changed_at, r.id limit ${limit + 1}`.execute(db);
  const given = rows.slice(0, limit);
  const last = given.at(-1);
  return {
    records: given.map((row) => recordOf(row, pageOf)),
    last: last === undefined ? null : { changedAt: last.changed_text, id: last.id },
    hasMore: rows.length > limit,
  };
}

/** How many records a selection has. */
export async function countRecords(db: Kysely<DB>, selection: Selection): Promise<number> {
  const { rows } = await sql<{
    n: number;
  }>`select count(*)::int as n from resource r where ${within(selection)}`.execute(db);
  return rows[0]?.n ?? 0;
}

export async function findRecord(
  db: Kysely<DB>,
  id: number,
  pageOf: (id: number) => string,
): Promise<OaiRecord | null> {
  const { rows } = await sql<Row>`
    select ${COLUMNS} from resource r join resource_subject s on s.code = r.subject where ${KNOWN} and r.id = ${id}`.execute(
    db,
  );
  const [row] = rows;
  return row ? recordOf(row, pageOf) : null;
}

/** The first change of any record; null where there is none. */
export async function findEarliest(db: Kysely<DB>): Promise<Date | null> {
  const { rows } = await sql<{
    at: Date | null;
  }>`select min(r.changed_at) as at from resource r where ${KNOWN}`.execute(db);
  const at = rows[0]?.at ?? null;
  return at === null ? null : new Date(at);
}

/** Subjects, and the provinces that have a record. */
export async function findSets(db: Kysely<DB>): Promise<{ set: OaiSet; name: string }[]> {
  const { rows } = await sql<{ code: string | null; unit_id: UnitId | null; name: string }>`
    select code, null::bigint as unit_id, name_vi as name, position as place from resource_subject
    union all
    select null, p.id, (select v.name from unit_version v where v.unit_id = p.id order by lower(v.valid) desc nulls last limit 1), 1000
    from (select distinct r.province_unit_id as id from resource r where ${KNOWN} and r.province_unit_id is not null) p
    order by place, name`.execute(db);
  return rows.map((row) => ({
    name: row.name,
    set: row.code === null ? { kind: 'province', unitId: row.unit_id ?? 0 } : { kind: 'subject', code: row.code },
  }));
}

function recordOf(row: Row, pageOf: (id: number) => string): OaiRecord {
  return {
    id: row.id,
    changedAt: new Date(row.changed_at),
    isDeleted: row.status !== 'published',
    sets: [
      { kind: 'subject', code: row.subject },
      ...(row.province_unit_id === null ? [] : [{ kind: 'province' as const, unitId: row.province_unit_id }]),
    ],
    title: row.title,
    author: row.author,
    publisher: row.publisher,
    description: row.description,
    year: row.year,
    kind: RESOURCE_KINDS.find((kind): kind is ResourceKind => kind === row.kind) ?? 'document',
    language: row.language,
    licence: LICENCE_CODES.find((code): code is Licence => code === row.licence) ?? 'free-to-read',
    subject: row.subject_name,
    mediaType: row.media_type,
    addresses: [pageOf(row.id), ...(row.url === null ? [] : [row.url])],
  };
}
