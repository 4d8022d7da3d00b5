/** Merges and their rows. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type DocModel, parseDocModel } from '../../documents/write/doc-model.ts';
import type { MergeRow } from '../../documents/write/merge-model.ts';
import { PAPER_KINDS, type PaperKind } from '../../documents/write/paper-kinds.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, MergeId, PaperId, SigningKeyId, UnitId } from '../../platform/ids/ids.ts';
import { MERGE_OUTPUTS, MERGE_STATUSES, type MergeOutput, type MergeStatus } from './rules.ts';

const statusSchema = z.enum(MERGE_STATUSES);
const outputSchema = z.enum(MERGE_OUTPUTS);
const kindSchema = z.enum(PAPER_KINDS);
const rowSchema: z.ZodType<MergeRow> = z.record(z.string(), z.string());

export interface StoredMerge {
  readonly id: MergeId;
  readonly unitId: UnitId;
  readonly paperId: PaperId;
  readonly kind: PaperKind;
  readonly title: string;
  readonly model: DocModel;
  readonly status: MergeStatus;
  readonly total: number;
  readonly done: number;
  readonly output: MergeOutput;
  readonly signingKeyId: SigningKeyId | null;
  /** Encrypted; gone once the merge has ended. */
  readonly signingSecret: Uint8Array | null;
  readonly fileSha256: string | null;
  readonly problem: string | null;
  readonly createdBy: AccountId | null;
  readonly createdAt: Date;
  readonly finishedAt: Date | null;
}

function merges(tx: Tx) {
  return tx
    .selectFrom('merge as m')
    .innerJoin('paper as p', 'p.id', 'm.paper_id')
    .select([
      'm.id',
      'm.unit_id',
      'm.paper_id',
      'p.kind',
      'p.title',
      'm.model',
      'm.status',
      'm.total',
      'm.done',
      'm.output',
      'm.signing_key_id',
      'm.signing_secret',
      'm.file_sha256',
      'm.problem',
      'm.created_by',
      'm.created_at',
      'm.finished_at',
    ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof merges>['executeTakeFirstOrThrow']>>;

const mergeOf = (row: Row): StoredMerge => ({
  id: row.id as MergeId,
  unitId: row.unit_id,
  paperId: row.paper_id as PaperId,
  kind: kindSchema.parse(row.kind),
  title: row.title,
  model: parseDocModel(row.model),
  status: statusSchema.parse(row.status),
  total: row.total,
  done: row.done,
  output: outputSchema.parse(row.output),
  signingKeyId: row.signing_key_id as SigningKeyId | null,
  signingSecret: row.signing_secret,
  fileSha256: row.file_sha256,
  problem: row.problem,
  createdBy: row.created_by,
  createdAt: row.created_at,
  finishedAt: row.finished_at,
});

/** The merge, or null where it is not there or not in the person's sight. `lock` holds it until commit. */
export async function findMerge(tx: Tx, id: MergeId, lock = false): Promise<StoredMerge | null> {
  const query = merges(tx).where('m.id', '=', id);
  const row = await (lock ? query.forUpdate('m') : query).executeTakeFirst();
  return row ? mergeOf(row) : null;
}

/** Merges of a template, newest first. */
export async function findMergesOfPaper(tx: Tx, paperId: PaperId): Promise<StoredMerge[]> {
  const rows = await merges(tx).where('m.paper_id', '=', paperId).orderBy('m.id', 'desc').limit(50).execute();
  return rows.map(mergeOf);
}

export interface NewMerge {
  readonly unitId: UnitId;
  readonly paperId: PaperId;
  readonly model: DocModel;
  readonly rows: readonly MergeRow[];
  readonly output: MergeOutput;
  readonly signingKeyId: SigningKeyId | null;
  readonly by: AccountId;
}

export async function insertMerge(tx: Tx, merge: NewMerge): Promise<MergeId> {
  const { id } = await tx
    .insertInto('merge')
    .values({
      unit_id: merge.unitId,
      paper_id: merge.paperId,
      model: JSON.stringify(merge.model),
      total: merge.rows.length,
      output: merge.output,
      signing_key_id: merge.signingKeyId,
      created_by: merge.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`
    insert into merge_row (merge_id, row_no, unit_id, fields)
    select ${id}, no, ${merge.unitId}, fields
    from unnest(${merge.rows.map((row) => JSON.stringify(row))}::jsonb[]) with ordinality as r (fields, no)`.execute(
    tx,
  );
  return id as MergeId;
}

/** Keeps the key's password, encrypted, while the merge runs. */
export async function setSigningSecret(tx: Tx, id: MergeId, secret: Uint8Array): Promise<void> {
  await tx
    .updateTable('merge')
    .set({ signing_secret: Buffer.from(secret) })
    .where('id', '=', id)
    .execute();
}

export async function setMergeModel(tx: Tx, id: MergeId, model: DocModel): Promise<void> {
  await tx
    .updateTable('merge')
    .set({ model: JSON.stringify(model) })
    .where('id', '=', id)
    .execute();
}

export interface PendingRow {
  readonly rowNo: number;
  readonly fields: MergeRow;
}

/** Rows that have neither file nor problem yet, in order. */
export async function findPendingRows(tx: Tx, id: MergeId, limit: number): Promise<PendingRow[]> {
  const rows = await tx
    .selectFrom('merge_row')
    .where('merge_id', '=', id)
    .where('file_sha256', 'is', null)
    .where('problem', 'is', null)
    .orderBy('row_no')
    .limit(limit)
    .select(['row_no', 'fields'])
    .execute();
  return rows.map((row) => ({ rowNo: row.row_no, fields: rowSchema.parse(row.fields) }));
}

export interface MadeRow {
  readonly rowNo: number;
  readonly code: string | null;
  readonly sha256: string | null;
  readonly problem: string | null;
}

/** Notes what became of rows and how far the merge is. Files are named in `file` before. */
export async function noteRows(
  tx: Tx,
  id: MergeId,
  rows: readonly MadeRow[],
  files: readonly { sha256: string; size: number }[],
) {
  await insertFileRows(tx, files);
  await sql`
    update merge_row r set verification_code = m.code, file_sha256 = m.sha, problem = m.problem
    from unnest(${rows.map((row) => row.rowNo)}::int[], ${rows.map((row) => row.code)}::text[],
      ${rows.map((row) => row.sha256)}::text[], ${rows.map((row) => row.problem)}::text[]) as m (no, code, sha, problem)
    where r.merge_id = ${id} and r.row_no = m.no`.execute(tx);
  await sql`
    update merge set status = 'running', done = done + ${rows.length}, version = version + 1 where id = ${id}`.execute(
    tx,
  );
}

/** The merge has ended; what was kept for signing is gone. */
export async function endMerge(
  tx: Tx,
  id: MergeId,
  end: {
    status: 'done' | 'failed' | 'cancelled';
    problem: string | null;
    file: { sha256: string; size: number } | null;
    at: Date;
  },
): Promise<void> {
  await insertFileRows(tx, end.file === null ? [] : [end.file]);
  await sql`
    update merge set status = ${end.status}, problem = ${end.problem}, signing_secret = null, finished_at = ${end.at},
      file_sha256 = ${end.file?.sha256 ?? null}, version = version + 1
    where id = ${id}`.execute(tx);
}

/** Merges that are not at their end, the oldest first. */
export async function findUnderWay(tx: Tx): Promise<MergeId[]> {
  const rows = await tx
    .selectFrom('merge')
    .where('status', 'in', ['waiting', 'running'])
    .orderBy('id')
    .select('id')
    .execute();
  return rows.map((row) => row.id as MergeId);
}

/** Ends merges that hold a password and began before a moment. @returns how many */
export async function endStaleMerges(tx: Tx, before: Date, at: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    update merge set status = 'failed', problem = 'too-old', signing_secret = null, finished_at = ${at}, version = version + 1
    where signing_secret is not null and created_at < ${before}`.execute(tx);
  return Number(numAffectedRows ?? 0n);
}

export interface MergedRow {
  readonly rowNo: number;
  readonly fields: MergeRow;
  readonly code: string | null;
  readonly sha256: string | null;
  readonly problem: string | null;
  /** Of the code; null without one. */
  readonly status: string | null;
  /** `12/GCN-UBND`; null where there is none. */
  readonly printedNumber: string | null;
}

/** Rows of a merge in order. */
export async function findRows(tx: Tx, id: MergeId, page: { limit: number; offset: number }): Promise<MergedRow[]> {
  const rows = await tx
    .selectFrom('merge_row as r')
    .leftJoin('verification as v', 'v.code', 'r.verification_code')
    .where('r.merge_id', '=', id)
    .orderBy('r.row_no')
    .limit(page.limit)
    .offset(page.offset)
    .select([
      'r.row_no',
      'r.fields',
      'r.verification_code',
      'r.file_sha256',
      'r.problem',
      'v.status',
      'v.printed_number',
    ])
    .execute();
  return rows.map((row) => ({
    rowNo: row.row_no,
    fields: rowSchema.parse(row.fields),
    code: row.verification_code,
    sha256: row.file_sha256,
    problem: row.problem,
    status: row.status,
    printedNumber: row.printed_number,
  }));
}

/** How many rows could not be made. */
export async function countProblems(tx: Tx, id: MergeId): Promise<number> {
  const { n } = await tx
    .selectFrom('merge_row')
    .where('merge_id', '=', id)
    .where('problem', 'is not', null)
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}
