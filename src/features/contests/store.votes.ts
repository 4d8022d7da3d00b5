/** Votes in the database: who voted is a salted hash, and only what was confirmed by the link in the mail counts. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { ContestEntryId, ContestId, UnitId } from '../../platform/ids/ids.ts';

export interface Vote {
  readonly id: number;
  readonly contestId: ContestId;
  readonly entryId: ContestEntryId;
  readonly linkVersion: number;
  readonly confirmedAt: Date | null;
}

/**
 * Writes a vote that waits for its link, or chooses another entry for one that still waits; its earlier link is then
 * worthless. @returns null where the voter's vote is counted already
 */
export async function askToVote(
  tx: Tx,
  contest: { readonly id: ContestId; readonly unitId: UnitId },
  vote: {
    readonly voterHash: Buffer;
    readonly entryId: ContestEntryId;
    readonly addressHash: Buffer;
    readonly at: Date;
  },
): Promise<{ id: number; linkVersion: number } | null> {
  const row = await tx
    .insertInto('contest_vote')
    .values({
      contest_id: contest.id,
      unit_id: contest.unitId,
      voter_hash: vote.voterHash,
      entry_id: vote.entryId,
      address_hash: vote.addressHash,
      cast_at: vote.at,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['contest_id', 'voter_hash'])
        .doUpdateSet({
          entry_id: vote.entryId,
          address_hash: vote.addressHash,
          cast_at: vote.at,
          link_version: sql`case when contest_vote.entry_id = excluded.entry_id then contest_vote.link_version
            else contest_vote.link_version + 1 end`,
        })
        .where('contest_vote.confirmed_at', 'is', null),
    )
    .returning(['id', 'link_version'])
    .executeTakeFirst();
  return row ? { id: row.id, linkVersion: row.link_version } : null;
}

export async function findVote(tx: Tx, id: number): Promise<Vote | null> {
  const row = await tx
    .selectFrom('contest_vote')
    .where('id', '=', id)
    .select(['id', 'contest_id', 'entry_id', 'link_version', 'confirmed_at'])
    .executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    contestId: row.contest_id as ContestId,
    entryId: row.entry_id as ContestEntryId,
    linkVersion: row.link_version,
    confirmedAt: row.confirmed_at,
  };
}

/** Counts it, once. @returns false where it was counted before or was changed meanwhile */
export async function confirmVote(tx: Tx, vote: Vote, at: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('contest_vote')
    .set({ confirmed_at: at })
    .where('id', '=', vote.id)
    .where('link_version', '=', vote.linkVersion)
    .where('confirmed_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Votes from one address since a moment, counted or not. */
export async function countVotesFrom(tx: Tx, contestId: ContestId, hash: Buffer, since: Date): Promise<number> {
  const { n } = await tx
    .selectFrom('contest_vote')
    .where('contest_id', '=', contestId)
    .where('address_hash', '=', hash)
    .where('cast_at', '>', since)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

export interface VoteCount {
  readonly entryId: number;
  /** Confirmed and not set aside. */
  readonly counted: number;
  readonly waiting: number;
  readonly setAside: number;
}

/** Votes of admitted entries that have any. */
export async function countVotes(tx: Tx, contestId: ContestId): Promise<VoteCount[]> {
  const { rows } = await sql<{ entry_id: number; counted: number; waiting: number; set_aside: number }>`
    select v.entry_id,
      count(*) filter (where v.confirmed_at is not null and v.void_reason is null)::int as counted,
      count(*) filter (where v.confirmed_at is null)::int as waiting,
      count(*) filter (where v.confirmed_at is not null and v.void_reason is not null)::int as set_aside
    from contest_vote v join contest_entry e on e.contest_id = v.contest_id and e.id = v.entry_id
    where v.contest_id = ${contestId} and e.status = 'admitted'
    group by v.entry_id`.execute(tx);
  return rows.map((row) => ({
    entryId: row.entry_id,
    counted: row.counted,
    waiting: row.waiting,
    setAside: row.set_aside,
  }));
}

/** Counted votes for one entry that came from one address. */
export interface Cluster {
  /** Of the hashed address, hexadecimal: a name for it, nothing more. */
  readonly key: string;
  readonly entryId: number;
  readonly votes: number;
  readonly firstAt: Date;
  readonly lastAt: Date;
  /** Why all of them are set aside; null where some count. */
  readonly voidReason: string | null;
}

/** Addresses with at least `atLeast` confirmed votes for one entry, the largest first. */
export async function listClusters(tx: Tx, contestId: ContestId, atLeast: number, limit: number): Promise<Cluster[]> {
  const { rows } = await sql<{
    key: string;
    entry_id: number;
    votes: number;
    first_at: Date;
    last_at: Date;
    void_reason: string | null;
  }>`
    select encode(v.address_hash, 'hex') as key, v.entry_id, count(*)::int as votes, min(v.cast_at) as first_at,
      max(v.cast_at) as last_at, case when bool_and(v.void_reason is not null) then max(v.void_reason) end as void_reason
    from contest_vote v
    where v.contest_id = ${contestId} and v.confirmed_at is not null
    group by v.address_hash, v.entry_id
    having count(*) >= ${atLeast}
    order by count(*) desc, 1, 2 limit ${limit}`.execute(tx);
  return rows.map((row) => ({
    key: row.key,
    entryId: row.entry_id,
    votes: row.votes,
    firstAt: row.first_at,
    lastAt: row.last_at,
    voidReason: row.void_reason,
  }));
}

/** Sets the confirmed votes of a cluster aside, or with reason null counts them again. @returns how many */
export async function setAside(
  tx: Tx,
  contestId: ContestId,
  cluster: { readonly key: string; readonly entryId: number },
  reason: string | null,
): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('contest_vote')
    .set({ void_reason: reason })
    .where('contest_id', '=', contestId)
    .where('entry_id', '=', cluster.entryId)
    .where('address_hash', '=', Buffer.from(cluster.key, 'hex'))
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst();
  return Number(numUpdatedRows);
}
