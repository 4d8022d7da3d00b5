/** Lists of activities for those who work with them: the own list, the queue of the unit in charge, what may be the same. */
import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Activity as ActivityTable } from '../../platform/database/schema.generated.ts';
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import {
  type ActivityId,
  activityIdSchema,
  type EditionId,
  type OrganisationId,
  type UnitId,
} from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type Activity, ACTIVITY_STATUSES, type ActivityStatus } from './activity.ts';
import { DUPLICATE_DAYS, DUPLICATE_LIKENESS } from './rules.ts';
import { activityOf } from './store.ts';

/** Positions lft..rgt of the tree. */
export type Range = readonly [number, number];

/** Whose activities: those of tree positions, and those of organisations. */
export interface Sight {
  readonly ranges: readonly Range[];
  readonly organisations: readonly OrganisationId[];
}

export interface ListFilter {
  readonly status: ActivityStatus | null;
  /** Held, published, and nobody has confirmed who came. */
  readonly isUnconfirmed: boolean;
  readonly typed: string;
  readonly limit: number;
  readonly offset: number;
}

export interface ListedActivity extends Activity {
  readonly sessionCount: number;
}

const inSight = ({ ranges, organisations }: Sight): RawBuilder<unknown> =>
  sql`(${sql.join(
    [
      ...ranges.map(([from, to]) => sql`a.pos between ${from} and ${to}`),
      ...(organisations.length === 0 ? [] : [sql`a.organisation_id = any (${organisations}::bigint[])`]),
      sql`false`,
    ],
    sql` or `,
  )})`;

const UNCONFIRMED = (now: Date) =>
  sql`a.status = 'published' and a.confirmed_at is null and a.ends_at is not null and a.ends_at < ${now}`;

type CountedRow = Selectable<ActivityTable> & { total: number; session_count: number };

/** A page of the list: what waits for its organiser first, then what comes next in time, then the rest. */
export async function listOwn(
  tx: Tx,
  editionId: EditionId,
  sight: Sight,
  filter: ListFilter,
  now: Date,
): Promise<{ rows: ListedActivity[]; total: number }> {
  const words = unaccentedKey(filter.typed)
    .split(' ')
    .filter((word) => word !== '');
  const conditions = [
    sql`a.edition_id = ${editionId}`,
    inSight(sight),
    ...(filter.status === null ? [] : [sql`a.status = ${filter.status}`]),
    ...(filter.isUnconfirmed ? [UNCONFIRMED(now)] : []),
    ...words.map((word) => sql`a.search_key like ${`%${word}%`}`),
  ];
  const { rows } = await sql<CountedRow>`
    select a.*, count(*) over () as total,
      (select count(*) from activity_session s
        where s.edition_id = a.edition_id and s.activity_id = a.id and not s.is_cancelled) as session_count
    from activity a
    where ${sql.join(conditions, sql` and `)}
    order by array_position(array['returned', 'draft', 'sent', 'published', 'cancelled'], a.status),
      ${filter.typed === '' ? sql`` : sql`strpos(a.search_text, lower(${filter.typed})) > 0 desc,`}
      a.starts_at >= ${now} desc nulls last, abs(extract(epoch from a.starts_at - ${now})), a.id desc
    limit ${filter.limit} offset ${filter.offset}`.execute(tx);
  return {
    rows: rows.map((row) => ({ ...activityOf(row), sessionCount: row.session_count })),
    total: rows[0]?.total ?? 0,
  };
}

export type StatusCounts = Readonly<Record<ActivityStatus, number>> & { readonly unconfirmed: number };

/** How many there are of each state, and how many wait to be confirmed. */
export async function countOwn(tx: Tx, editionId: EditionId, sight: Sight, now: Date): Promise<StatusCounts> {
  const { rows } = await sql<{ status: string; count: number; unconfirmed: number }>`
    select a.status, count(*) as count, count(*) filter (where ${UNCONFIRMED(now)}) as unconfirmed
    from activity a where a.edition_id = ${editionId} and ${inSight(sight)} group by a.status`.execute(tx);
  const counts = Object.fromEntries(ACTIVITY_STATUSES.map((status) => [status, 0])) as Record<ActivityStatus, number>;
  let unconfirmed = 0;
  for (const row of rows) {
    const status = ACTIVITY_STATUSES.find((known) => known === row.status);
    if (status) counts[status] = row.count;
    unconfirmed += row.unconfirmed;
  }
  return { ...counts, unconfirmed };
}

export interface QueueScope {
  /** Where the person may check: what lies strictly below, and outside organisations of the very place. */
  readonly reviewed: readonly Range[];
  /** The person's own units among them: what waits for these is theirs. */
  readonly own: readonly Range[];
}

const isReviewed = (ranges: readonly Range[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    [
      ...ranges.map(
        ([from, to]) => sql`(a.pos between ${from} and ${to} and (a.pos > ${from} or a.organisation_id is not null))`,
      ),
      sql`false`,
    ],
    sql` or `,
  )})`;

/** Theirs: the unit in charge is one of their own, or a later one to which it was handed up past them. */
const isMine = (ranges: readonly Range[]): RawBuilder<unknown> =>
  sql`(${sql.join(
    [...ranges.map(([from, to]) => sql`(${from} >= r.lft and a.pos between ${from} and ${to})`), sql`false`],
    sql` or `,
  )})`;

export interface QueuedActivity extends Activity {
  readonly reviewerName: string | null;
  /** It waits for one of the person's own units. */
  readonly isMine: boolean;
}

/** What waits to be checked, in the order of its time limit. */
export async function listQueue(
  tx: Tx,
  editionId: EditionId,
  scope: QueueScope,
  page: { readonly onlyMine: boolean; readonly limit: number; readonly offset: number },
): Promise<{ rows: QueuedActivity[]; total: number }> {
  const { rows } = await sql<
    Selectable<ActivityTable> & { total: number; reviewer_name: string | null; is_mine: boolean }
  >`
    select a.*, r.name as reviewer_name, coalesce(${isMine(scope.own)}, false) as is_mine, count(*) over () as total
    from activity a
    left join edition_unit r on r.edition_id = a.edition_id and r.unit_id = a.reviewer_unit_id
    where a.edition_id = ${editionId} and a.status = 'sent' and ${isReviewed(scope.reviewed)}
      ${page.onlyMine ? sql`and ${isMine(scope.own)}` : sql``}
    order by a.review_due_at nulls first, a.id
    limit ${page.limit} offset ${page.offset}`.execute(tx);
  return {
    rows: rows.map((row) => ({ ...activityOf(row), reviewerName: row.reviewer_name, isMine: row.is_mine })),
    total: rows[0]?.total ?? 0,
  };
}

/** How many wait for the person's own units. */
export async function countQueue(tx: Tx, editionId: EditionId, scope: QueueScope): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count
    from activity a
    left join edition_unit r on r.edition_id = a.edition_id and r.unit_id = a.reviewer_unit_id
    where a.edition_id = ${editionId} and a.status = 'sent' and ${isReviewed(scope.reviewed)}
      and ${isMine(scope.own)}`.execute(tx);
  return rows[0]?.count ?? 0;
}

export interface Likely {
  /** The activity that is looked at. */
  readonly of: ActivityId;
  readonly id: ActivityId;
  readonly title: string;
  readonly organiserName: string;
  readonly startsAt: Date;
  readonly status: ActivityStatus;
}

/**
 * What may be the same: in the same place, within days, with most of the words of the title. Shown, never in the way.
 * @param titles keys of the titles, without marks
 */
export async function findLikely(
  tx: Tx,
  editionId: EditionId,
  titles: ReadonlyMap<ActivityId, string>,
): Promise<Likely[]> {
  if (titles.size === 0) return [];
  const { rows } = await sql<{
    of: number;
    id: number;
    title: string;
    organiser_name: string;
    starts_at: Date;
    status: string;
  }>`
    select m.id as of, a.id, a.title, a.organiser_name, a.starts_at, a.status
    from unnest(${[...titles.keys()]}::bigint[], ${[...titles.values()]}::text[]) as t (id, key)
    join activity m on m.edition_id = ${editionId} and m.id = t.id
    join activity a on a.edition_id = m.edition_id and a.area_unit_id = m.area_unit_id and a.id <> m.id
      and a.status in ('sent', 'published')
      and a.starts_at between m.starts_at - make_interval(days => ${DUPLICATE_DAYS}::int)
        and m.starts_at + make_interval(days => ${DUPLICATE_DAYS}::int)
    where word_similarity(t.key, a.search_key) >= ${DUPLICATE_LIKENESS}::real
    order by m.id, a.starts_at, a.id
    limit 200`.execute(tx);
  return rows.map((row) => ({
    of: activityIdSchema.parse(row.of),
    id: activityIdSchema.parse(row.id),
    title: row.title,
    organiserName: row.organiser_name,
    startsAt: row.starts_at,
    status: ACTIVITY_STATUSES.find((known) => known === row.status) ?? 'published',
  }));
}

export interface AreaChoice {
  readonly unitId: UnitId;
  readonly name: string;
  readonly level: string;
}

/** Areas to choose from: the communes of the organiser's province and the province itself; above it, the provinces. */
export async function findAreaChoices(
  tx: Tx,
  editionId: EditionId,
  range: Range,
  level: 'commune' | 'province',
): Promise<AreaChoice[]> {
  const rows = await tx
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('lft', '>=', range[0])
    .where('lft', '<=', range[1])
    .where((eb) => eb.or([eb('level', '=', level), eb('lft', '=', range[0])]))
    .orderBy('lft')
    .limit(1_000)
    .select(['unit_id', 'name', 'level'])
    .execute();
  return rows.map((row) => ({ unitId: row.unit_id, name: row.name, level: row.level }));
}

export interface HistoryRow {
  readonly seq: number;
  readonly at: Date;
  readonly verb: string;
  readonly person: string | null;
  readonly after: unknown;
}

/** What was done to it, or to the spreadsheet that it came with, newest first. The trail is the system's; who may see the activity may see what became of it. */
export function findHistory(tx: Tx, id: ActivityId, subject: string): Promise<HistoryRow[]> {
  const imported = sql<string>`(select 'activity-import/' || edition_id || '/' || import_id from activity
    where id = ${id} and import_id is not null)`;
  return withSystemSight(tx, (system) =>
    system
      .selectFrom('audit_entry as e')
      .leftJoin('account as a', 'a.id', 'e.account_id')
      .where((eb) => eb.or([eb('e.subject', '=', subject), eb('e.subject', '=', imported)]))
      .orderBy('e.at', 'desc')
      .orderBy('e.seq', 'desc')
      .limit(100)
      .select(['e.seq', 'e.at', 'e.verb', 'e.after', 'a.name as person'])
      .execute(),
  );
}

export interface DueActivity {
  readonly editionId: EditionId;
  readonly id: ActivityId;
}

/** Sent, and past the time limit. */
export async function findPastDue(tx: Tx, now: Date, limit: number): Promise<DueActivity[]> {
  const rows = await tx
    .selectFrom('activity')
    .where('status', '=', 'sent')
    .where('review_due_at', '<=', now)
    .orderBy('review_due_at')
    .limit(limit)
    .select(['edition_id', 'id'])
    .execute();
  return rows.map((row) => ({ editionId: row.edition_id, id: activityIdSchema.parse(row.id) }));
}

/** Held before this moment, not confirmed, and the organiser not yet asked. */
export async function findToRemind(tx: Tx, from: Date, before: Date, limit: number): Promise<DueActivity[]> {
  const rows = await tx
    .selectFrom('activity')
    .where('status', '=', 'published')
    .where('confirmed_at', 'is', null)
    .where('reminded_at', 'is', null)
    .where('ends_at', '>=', from)
    .where('ends_at', '<', before)
    .orderBy('ends_at')
    .limit(limit)
    .select(['edition_id', 'id'])
    .execute();
  return rows.map((row) => ({ editionId: row.edition_id, id: activityIdSchema.parse(row.id) }));
}
