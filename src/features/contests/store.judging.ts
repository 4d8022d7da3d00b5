/** Judges and their points in the database. */
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, ContestEntryId, ContestId, Decimal, UnitId } from '../../platform/ids/ids.ts';
import type { Score } from './rules.ranking.ts';

export interface Judge {
  readonly accountId: AccountId;
  readonly name: string;
  readonly email: string;
  readonly doneAt: Date | null;
  /** Why this judge's points do not count; null where they do. */
  readonly leftOutReason: string | null;
}

/** Judges with their names; needs the system's sight, since names of accounts are not the unit's. */
export async function listJudges(tx: Tx, contestId: ContestId): Promise<Judge[]> {
  const rows = await tx
    .selectFrom('contest_judge as j')
    .innerJoin('account as a', 'a.id', 'j.account_id')
    .where('j.contest_id', '=', contestId)
    .orderBy('j.added_at')
    .orderBy('a.email')
    .select(['j.account_id', 'a.name', 'a.email', 'j.done_at', 'j.left_out_reason'])
    .execute();
  return rows.map((row) => ({
    accountId: row.account_id,
    name: row.name,
    email: row.email,
    doneAt: row.done_at,
    leftOutReason: row.left_out_reason,
  }));
}

/** The account behind an e-mail address; needs the system's sight. */
export async function findAccount(tx: Tx, email: string): Promise<{ id: AccountId; name: string } | null> {
  const row = await tx
    .selectFrom('account')
    .where('email', '=', email)
    .where('disabled_at', 'is', null)
    .select(['id', 'name'])
    .executeTakeFirst();
  return row ?? null;
}

/** Accounts of the judges whose points count. */
export async function listActiveJudges(tx: Tx, contestId: ContestId): Promise<AccountId[]> {
  const rows = await tx
    .selectFrom('contest_judge')
    .where('contest_id', '=', contestId)
    .where('left_out_reason', 'is', null)
    .orderBy('added_at')
    .select('account_id')
    .execute();
  return rows.map(({ account_id }) => account_id);
}

/** @returns false where the person is one already */
export async function insertJudge(
  tx: Tx,
  contest: { readonly id: ContestId; readonly unitId: UnitId },
  accountId: AccountId,
  at: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('contest_judge')
    .values({ contest_id: contest.id, unit_id: contest.unitId, account_id: accountId, added_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

/** Whether the person judges the contest; null where not. @param lock what one judge does at once goes one after another */
export async function findJudge(
  tx: Tx,
  contestId: ContestId,
  accountId: AccountId,
  lock = false,
): Promise<Pick<Judge, 'doneAt' | 'leftOutReason'> | null> {
  const query = tx
    .selectFrom('contest_judge')
    .where('contest_id', '=', contestId)
    .where('account_id', '=', accountId)
    .select(['done_at', 'left_out_reason']);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? { doneAt: row.done_at, leftOutReason: row.left_out_reason } : null;
}

/** Contests that a person judges. */
export async function judgedBy(tx: Tx, accountId: AccountId): Promise<ContestId[]> {
  const rows = await tx
    .selectFrom('contest_judge')
    .where('account_id', '=', accountId)
    .where('left_out_reason', 'is', null)
    .orderBy('added_at', 'desc')
    .limit(100)
    .select('contest_id')
    .execute();
  return rows.map(({ contest_id }) => contest_id as ContestId);
}

export async function deleteJudge(tx: Tx, contestId: ContestId, accountId: AccountId): Promise<void> {
  await tx
    .deleteFrom('contest_judge')
    .where('contest_id', '=', contestId)
    .where('account_id', '=', accountId)
    .execute();
}

/** @param reason null takes the judge in again */
export async function leaveOutJudge(
  tx: Tx,
  contestId: ContestId,
  accountId: AccountId,
  reason: string | null,
): Promise<void> {
  await tx
    .updateTable('contest_judge')
    .set({ left_out_reason: reason })
    .where('contest_id', '=', contestId)
    .where('account_id', '=', accountId)
    .execute();
}

export async function setDone(tx: Tx, contestId: ContestId, accountId: AccountId, at: Date | null): Promise<void> {
  await tx
    .updateTable('contest_judge')
    .set({ done_at: at })
    .where('contest_id', '=', contestId)
    .where('account_id', '=', accountId)
    .execute();
}

export interface GivenScore extends Score {
  readonly comment: string;
}

/** Points of all judges, or of one. */
export async function listScores(tx: Tx, contestId: ContestId, accountId?: AccountId): Promise<GivenScore[]> {
  let query = tx.selectFrom('contest_score').where('contest_id', '=', contestId);
  if (accountId !== undefined) query = query.where('account_id', '=', accountId);
  const rows = await query.select(['entry_id', 'account_id', 'criterion_no', 'points', 'comment']).execute();
  return rows.map((row) => ({
    entryId: row.entry_id,
    judge: row.account_id,
    criterionNo: row.criterion_no,
    points: Number(row.points),
    comment: row.comment,
  }));
}

/** What a judge gives one entry takes the place of what stood there. The comment stands with the first criterion. */
export async function saveScores(
  tx: Tx,
  contest: { readonly id: ContestId; readonly unitId: UnitId },
  entryId: ContestEntryId,
  accountId: AccountId,
  given: {
    readonly points: readonly { readonly no: number; readonly points: number }[];
    readonly comment: string;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .deleteFrom('contest_score')
    .where('contest_id', '=', contest.id)
    .where('entry_id', '=', entryId)
    .where('account_id', '=', accountId)
    .execute();
  if (given.points.length === 0) return;
  await tx
    .insertInto('contest_score')
    .values(
      given.points.map(({ no, points }, index) => ({
        contest_id: contest.id,
        entry_id: entryId,
        account_id: accountId,
        criterion_no: no,
        unit_id: contest.unitId,
        points: String(points) as Decimal,
        comment: index === 0 ? given.comment : '',
        scored_at: given.at,
      })),
    )
    .execute();
}
