/** Contests in the database: settings, criteria, lists. */
import { type Kysely, sql } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, ActivityId, ContestId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { CONTEST_STATUSES, type ContestStatus, type Criterion, type Prize } from './contest.ts';

/** What the organiser fills in. */
export interface ContestContent {
  readonly title: string;
  readonly summary: string;
  readonly rules: string;
  readonly whoMay: string;
  readonly activityId: ActivityId | null;
  readonly entriesFrom: Date | null;
  readonly entriesUntil: Date | null;
  readonly isBlind: boolean;
  readonly hasVote: boolean;
  readonly voteFrom: Date | null;
  readonly voteUntil: Date | null;
  /** Files that one entry may have. */
  readonly maxFiles: number;
  readonly prizes: readonly Prize[];
  readonly criteria: readonly Criterion[];
}

export interface Contest extends ContestContent {
  readonly editionId: EditionId;
  readonly id: ContestId;
  readonly unitId: UnitId;
  readonly unitName: string;
  /** Tree position of the organiser. */
  readonly pos: number;
  readonly status: ContestStatus;
  readonly statusReason: string | null;
  readonly openedAt: Date | null;
  readonly publishedAt: Date | null;
  readonly acceptsTies: boolean;
  readonly version: number;
}

const prizesSchema = z.array(z.object({ label: z.string(), count: z.number(), amount: z.string() }));
const criteriaSchema = z.array(z.object({ no: z.number(), label: z.string(), maxPoints: z.number() }));
const statusSchema = z.enum(CONTEST_STATUSES);

function contests(db: Kysely<DB>) {
  return db
    .selectFrom('contest as c')
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'c.edition_id').onRef('u.unit_id', '=', 'c.unit_id'),
    )
    .selectAll('c')
    .select('u.name as unit_name')
    .select(
      sql<unknown>`(select coalesce(json_agg(json_build_object('no', k.no, 'label', k.label, 'maxPoints', k.max_points)
        order by k.no), '[]') from contest_criterion k where k.contest_id = c.id)`.as('criteria'),
    );
}

type Row = Awaited<ReturnType<ReturnType<typeof contests>['execute']>>[number];

const contestOf = (row: Row): Contest => ({
  editionId: row.edition_id,
  id: row.id as ContestId,
  unitId: row.unit_id,
  unitName: row.unit_name,
  pos: row.pos,
  activityId: row.activity_id as ActivityId | null,
  title: row.title,
  summary: row.summary,
  rules: row.rules,
  whoMay: row.who_may,
  status: statusSchema.parse(row.status),
  statusReason: row.status_reason,
  openedAt: row.opened_at,
  publishedAt: row.published_at,
  entriesFrom: row.entries_from,
  entriesUntil: row.entries_until,
  isBlind: row.is_blind,
  hasVote: row.has_vote,
  voteFrom: row.vote_from,
  voteUntil: row.vote_until,
  maxFiles: row.max_files,
  prizes: prizesSchema.parse(row.prizes),
  acceptsTies: row.accepts_ties,
  version: row.version,
  criteria: criteriaSchema.parse(row.criteria),
});

/** @param lock 'update' for a change of its state, 'share' for what must not happen while that goes on */
export async function findContest(tx: Tx, id: ContestId, lock?: 'update' | 'share'): Promise<Contest | null> {
  const query = contests(tx).where('c.id', '=', id);
  const row = await (lock === undefined
    ? query
    : lock === 'update'
      ? query.forUpdate('c')
      : query.forShare('c')
  ).executeTakeFirst();
  return row ? contestOf(row) : null;
}

/** What the person may see of an edition, newest first. */
export async function listContests(tx: Tx, editionId: EditionId, limit: number): Promise<Contest[]> {
  const rows = await contests(tx)
    .where('c.edition_id', '=', editionId)
    // The public ones of others are not one's own to manage.
    .where(sql<boolean>`app_is_system() or c.pos <@ app_scope()`)
    .orderBy('c.created_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(contestOf);
}

/** Open, judged and published ones, those that end last first. */
export async function listPublicContests(
  tx: Tx,
  offset: number,
  limit: number,
): Promise<{ rows: Contest[]; count: number }> {
  const [rows, total] = await Promise.all([
    contests(tx)
      .where('c.status', 'in', ['open', 'judging', 'published'])
      .orderBy(sql`c.entries_until desc nulls last`)
      .orderBy('c.id', 'desc')
      .offset(offset)
      .limit(limit)
      .execute(),
    tx
      .selectFrom('contest')
      .where('status', 'in', ['open', 'judging', 'published'])
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow(),
  ]);
  return { rows: rows.map(contestOf), count: Number(total.n) };
}

/** Announced activities of a unit that a contest can be tied to, newest first. */
export async function listAnnounced(
  tx: Tx,
  editionId: EditionId,
  unitId: UnitId,
): Promise<{ id: ActivityId; title: string }[]> {
  const rows = await tx
    .selectFrom('activity')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', unitId)
    .where('status', '=', 'published')
    .orderBy('id', 'desc')
    .limit(100)
    .select(['id', 'title'])
    .execute();
  return rows.map(({ id, title }) => ({ id: id as ActivityId, title }));
}

/** Names of units in the edition. */
export async function unitNames(
  tx: Tx,
  editionId: EditionId,
  unitIds: readonly UnitId[],
): Promise<{ unitId: UnitId; name: string; lft: number }[]> {
  if (unitIds.length === 0) return [];
  const rows = await tx
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('unit_id', 'in', unitIds)
    .orderBy('lft')
    .select(['unit_id', 'name', 'lft'])
    .execute();
  return rows.map((row) => ({ unitId: row.unit_id, name: row.name, lft: row.lft }));
}

const columnsOf = (content: ContestContent) => ({
  title: content.title,
  summary: content.summary,
  rules: content.rules,
  who_may: content.whoMay,
  activity_id: content.activityId,
  entries_from: content.entriesFrom,
  entries_until: content.entriesUntil,
  is_blind: content.isBlind,
  has_vote: content.hasVote,
  vote_from: content.voteFrom,
  vote_until: content.voteUntil,
  max_files: content.maxFiles,
  prizes: JSON.stringify(content.prizes),
  search_key: unaccentedKey(content.title),
});

export async function insertContest(
  tx: Tx,
  at: { readonly editionId: EditionId; readonly unitId: UnitId; readonly pos: number; readonly by: AccountId },
  content: ContestContent,
): Promise<ContestId> {
  const { id } = await tx
    .insertInto('contest')
    .values({ edition_id: at.editionId, unit_id: at.unitId, pos: at.pos, created_by: at.by, ...columnsOf(content) })
    .returning('id')
    .executeTakeFirstOrThrow();
  await insertCriteria(tx, id as ContestId, at.unitId, content.criteria);
  return id as ContestId;
}

/** Takes the place of what stood there; criteria too. */
export async function updateContest(tx: Tx, contest: Contest, content: ContestContent, now: Date): Promise<void> {
  await tx
    .updateTable('contest')
    .set({ ...columnsOf(content), version: contest.version + 1, updated_at: now })
    .where('edition_id', '=', contest.editionId)
    .where('id', '=', contest.id)
    .execute();
  await tx.deleteFrom('contest_criterion').where('contest_id', '=', contest.id).execute();
  await insertCriteria(tx, contest.id, contest.unitId, content.criteria);
}

async function insertCriteria(tx: Tx, id: ContestId, unitId: UnitId, criteria: readonly Criterion[]): Promise<void> {
  if (criteria.length === 0) return;
  await tx
    .insertInto('contest_criterion')
    .values(
      criteria.map(({ no, label, maxPoints }) => ({
        contest_id: id,
        unit_id: unitId,
        no,
        label,
        max_points: maxPoints,
      })),
    )
    .execute();
}

export async function setContestStatus(
  tx: Tx,
  contest: Contest,
  to: { readonly status: ContestStatus; readonly reason?: string; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('contest')
    .set({
      status: to.status,
      status_reason: to.reason ?? null,
      version: contest.version + 1,
      updated_at: to.at,
      ...(to.status === 'open' ? { opened_at: to.at } : {}),
      ...(to.status === 'published' ? { published_at: to.at } : {}),
    })
    .where('edition_id', '=', contest.editionId)
    .where('id', '=', contest.id)
    .execute();
}

export async function setAcceptsTies(tx: Tx, contest: Contest, acceptsTies: boolean): Promise<void> {
  await tx
    .updateTable('contest')
    .set({ accepts_ties: acceptsTies })
    .where('edition_id', '=', contest.editionId)
    .where('id', '=', contest.id)
    .execute();
}
