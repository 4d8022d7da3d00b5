/** What waits around contests, as numbers: for those who run them, and for a judge. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import {
  type AccountId,
  type ContestId,
  contestIdSchema,
  type EditionId,
  type UnitId,
} from '../../platform/ids/ids.ts';

export interface OwnContest {
  readonly id: ContestId;
  readonly title: string;
  readonly status: 'open' | 'judging';
  readonly entriesUntil: Date | null;
  /** Sent in, and nobody has looked at them. */
  readonly fresh: number;
  readonly judges: number;
  readonly judgesDone: number;
}

/** The unit's contests that take entries or are judged. */
export async function findOwnRunning(tx: Tx, editionId: EditionId, unitId: UnitId): Promise<OwnContest[]> {
  const { rows } = await sql<{
    id: number;
    title: string;
    status: string;
    entries_until: Date | null;
    fresh: number;
    judges: number;
    judges_done: number;
  }>`
    select c.id, c.title, c.status, c.entries_until,
      (select count(*) from contest_entry e where e.contest_id = c.id and e.status = 'sent') as fresh,
      (select count(*) from contest_judge j where j.contest_id = c.id and j.left_out_reason is null) as judges,
      (select count(*) from contest_judge j
        where j.contest_id = c.id and j.left_out_reason is null and j.done_at is not null) as judges_done
    from contest c
    where c.edition_id = ${editionId} and c.unit_id = ${unitId} and c.status in ('open', 'judging')
    order by c.entries_until nulls last, c.id limit 10`.execute(tx);
  return rows.map((row) => ({
    id: contestIdSchema.parse(row.id),
    title: row.title,
    status: row.status === 'open' ? 'open' : 'judging',
    entriesUntil: row.entries_until,
    fresh: row.fresh,
    judges: row.judges,
    judgesDone: row.judges_done,
  }));
}

export interface Judging {
  readonly id: ContestId;
  readonly title: string;
  /** Admitted entries to which the judge has not given all points. */
  readonly left: number;
}

/** Contests of an edition that an account judges and has not finished. Asked with the system's sight. */
export async function findJudging(tx: Tx, editionId: EditionId, accountId: AccountId): Promise<Judging[]> {
  const { rows } = await sql<{ id: number; title: string; left: number }>`
    select c.id, c.title,
      (select count(*) from contest_entry e where e.contest_id = c.id and e.status = 'admitted'
        and (select count(*) from contest_score s
              where s.contest_id = c.id and s.entry_id = e.id and s.account_id = j.account_id)
          < (select count(*) from contest_criterion k where k.contest_id = c.id)) as left
    from contest_judge j
    join contest c on c.id = j.contest_id
    where j.account_id = ${accountId} and j.left_out_reason is null and j.done_at is null
      and c.edition_id = ${editionId} and c.status = 'judging'
    order by c.id limit 10`.execute(tx);
  return rows.map((row) => ({ id: contestIdSchema.parse(row.id), title: row.title, left: row.left }));
}
