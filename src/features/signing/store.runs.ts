/** Papers that wait for a signature, and runs in which many are signed. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, PaperId, SigningKeyId, UnitId } from '../../platform/ids/ids.ts';
import type { Role } from '../../platform/permission/permission.ts';

export interface WaitingPaper {
  readonly id: PaperId;
  readonly kind: string;
  readonly title: string;
  readonly printedNumber: string | null;
  readonly issuedAt: Date;
  /** paper_file of the newest PDF. */
  readonly seq: number;
  readonly marks: unknown;
  /** Who signs, as printed. */
  readonly signature: { readonly title: string; readonly name: string | null };
  /** Stored facts of all signatures, in order. */
  readonly signatures: readonly unknown[];
}

/** Issued papers of a unit that the office has not sealed, the oldest first, with what is known of their signatures. */
export async function listUnsealed(tx: Tx, unitId: UnitId, limit: number): Promise<WaitingPaper[]> {
  const { rows } = await sql<{
    id: PaperId;
    kind: string;
    title: string;
    printed_number: string | null;
    issued_at: Date;
    seq: number;
    marks: unknown;
    title_of_signer: string | null;
    name_of_signer: string | null;
    signatures: unknown[];
  }>`
    select p.id, p.kind, p.title, e.printed_number, p.issued_at, f.seq, f.marks, s.signatures,
      p.model #>> '{signature,title}' as title_of_signer, p.model #>> '{signature,name}' as name_of_signer
    from paper p
    left join register_entry e on e.id = p.register_entry_id
    cross join lateral (select seq, marks from paper_file f
      where f.paper_id = p.id and f.format = 'pdf' order by seq desc limit 1) f
    cross join lateral (select coalesce(jsonb_agg(f.signature order by f.seq), '[]') as signatures from paper_file f
      where f.paper_id = p.id and f.format = 'pdf' and f.signature is not null) s
    where p.unit_id = ${unitId} and p.status = 'issued'
      and not exists (select from paper_file f where f.paper_id = p.id and f.signature ->> 'kind' = 'seal')
    order by p.issued_at, p.id
    limit ${limit}`.execute(tx);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    title: row.title,
    printedNumber: row.printed_number,
    issuedAt: row.issued_at,
    seq: row.seq,
    marks: row.marks,
    signature: { title: row.title_of_signer ?? '', name: row.name_of_signer },
    signatures: row.signatures,
  }));
}

const statusSchema = z.enum(['waiting', 'running', 'done', 'failed']);
export type RunStatus = z.infer<typeof statusSchema>;
const outcomeSchema = z.enum(['signed', 'already', 'refused']);
export type PaperOutcome = z.infer<typeof outcomeSchema>;

export interface SigningRun {
  readonly id: number;
  readonly unitId: UnitId;
  readonly keyId: SigningKeyId;
  readonly status: RunStatus;
  readonly hasTimestamp: boolean;
  /** The key's password, encrypted; null once the run has ended. */
  readonly secret: Uint8Array | null;
  /** Code of the catalogue. */
  readonly problem: string | null;
  readonly createdBy: AccountId | null;
  readonly createdAt: Date;
}

export async function findRun(tx: Tx, id: number, lock = false): Promise<SigningRun | null> {
  const query = tx.selectFrom('signing_run').where('id', '=', id).selectAll();
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id,
    unitId: row.unit_id,
    keyId: row.key_id as SigningKeyId,
    status: statusSchema.parse(row.status),
    hasTimestamp: row.has_timestamp,
    secret: row.secret,
    problem: row.problem,
    createdBy: row.created_by,
    createdAt: row.created_at,
  };
}

/** A run without its secret, which is bound to its number and comes after (`setRunSecret`). */
export async function insertRun(
  tx: Tx,
  run: {
    readonly unitId: UnitId;
    readonly keyId: SigningKeyId;
    readonly hasTimestamp: boolean;
    readonly by: AccountId;
    readonly at: Date;
    readonly papers: readonly PaperId[];
  },
): Promise<number> {
  const { id } = await tx
    .insertInto('signing_run')
    .values({
      unit_id: run.unitId,
      key_id: run.keyId,
      has_timestamp: run.hasTimestamp,
      created_by: run.by,
      created_at: run.at,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into signing_run_paper (run_id, paper_id, unit_id, position)
    select ${id}, paper_id, ${run.unitId}, position
    from unnest(${[...run.papers]}::bigint[]) with ordinality as p (paper_id, position)
    on conflict do nothing`.execute(tx);
  return id;
}

export async function setRunSecret(tx: Tx, id: number, secret: Uint8Array): Promise<void> {
  await tx
    .updateTable('signing_run')
    .set({ secret: Buffer.from(secret) })
    .where('id', '=', id)
    .execute();
}

export async function setRunRunning(tx: Tx, id: number): Promise<void> {
  await tx.updateTable('signing_run').set({ status: 'running' }).where('id', '=', id).execute();
}

/** Ends a run and wipes the password. */
export async function endRun(
  tx: Tx,
  id: number,
  end: { readonly status: 'done' | 'failed'; readonly problem: string | null; readonly at: Date },
): Promise<void> {
  await tx
    .updateTable('signing_run')
    .set({ status: end.status, problem: end.problem, secret: null, finished_at: end.at })
    .where('id', '=', id)
    .where('status', 'in', ['waiting', 'running'])
    .execute();
}

/** Ends runs that nobody goes on with and wipes their passwords. @returns how many */
export async function endStaleRuns(tx: Tx, before: Date, at: Date): Promise<number> {
  const ended = await tx
    .updateTable('signing_run')
    .set({ status: 'failed', problem: STALE, secret: null, finished_at: at })
    .where('status', 'in', ['waiting', 'running'])
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(ended.numUpdatedRows);
}

/** Runs that are not at their end, the oldest first. */
export async function findUnderWay(tx: Tx): Promise<number[]> {
  const rows = await tx
    .selectFrom('signing_run')
    .where('status', 'in', ['waiting', 'running'])
    .orderBy('id')
    .select('id')
    .execute();
  return rows.map((row) => row.id);
}

/** Problem of a run that was interrupted for too long. */
export const STALE = 'stale';

export async function pendingPapers(tx: Tx, id: number, limit: number): Promise<PaperId[]> {
  const rows = await tx
    .selectFrom('signing_run_paper')
    .where('run_id', '=', id)
    .where('outcome', 'is', null)
    .orderBy('position')
    .limit(limit)
    .select('paper_id')
    .execute();
  return rows.map((row) => row.paper_id as PaperId);
}

export async function saveOutcomes(
  tx: Tx,
  id: number,
  outcomes: readonly { readonly paperId: PaperId; readonly outcome: PaperOutcome; readonly problem: string | null }[],
): Promise<void> {
  await sql`
    update signing_run_paper r set outcome = o.outcome, problem = o.problem
    from unnest(${outcomes.map(({ paperId }) => paperId)}::bigint[], ${outcomes.map(({ outcome }) => outcome)}::text[],
      ${outcomes.map(({ problem }) => problem)}::text[]) as o (paper_id, outcome, problem)
    where r.run_id = ${id} and r.paper_id = o.paper_id`.execute(tx);
}

export interface RunPaper {
  readonly id: PaperId;
  readonly title: string;
  readonly printedNumber: string | null;
  readonly outcome: PaperOutcome | null;
  /** Code of the catalogue. */
  readonly problem: string | null;
}

export async function listRunPapers(tx: Tx, id: number): Promise<RunPaper[]> {
  const rows = await tx
    .selectFrom('signing_run_paper as r')
    .innerJoin('paper as p', 'p.id', 'r.paper_id')
    .leftJoin('register_entry as e', 'e.id', 'p.register_entry_id')
    .where('r.run_id', '=', id)
    .orderBy('r.position')
    .select(['p.id', 'p.title', 'e.printed_number', 'r.outcome', 'r.problem'])
    .execute();
  return rows.map((row) => ({
    id: row.id as PaperId,
    title: row.title,
    printedNumber: row.printed_number,
    outcome: row.outcome === null ? null : outcomeSchema.parse(row.outcome),
    problem: row.problem,
  }));
}

/** The person's roles on the unit now; none for an account that is locked. */
export async function findSignerNow(
  tx: Tx,
  accountId: AccountId,
  unitId: UnitId,
): Promise<{ name: string; roles: Role[] } | null> {
  const rows = await tx
    .selectFrom('account as a')
    .innerJoin('role_grant as g', 'g.account_id', 'a.id')
    .where('a.id', '=', accountId)
    .where('a.disabled_at', 'is', null)
    .where('g.unit_id', '=', unitId)
    .select(['a.name', 'g.role'])
    .execute();
  const [first] = rows;
  return first === undefined ? null : { name: first.name, roles: rows.map(({ role }) => role as Role) };
}
