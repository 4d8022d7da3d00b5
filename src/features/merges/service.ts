/** The verbs of a merge: look at a list, begin, watch, stop, take one back, download. */
import { isDeepStrictEqual } from 'node:util';
import { readMergeRowsInWorker } from '../../documents/worker-client.ts';
import { DocumentProblem } from '../../documents/problem.ts';
import { type MergeRow, mergeModel } from '../../documents/write/merge-model.ts';
import type { MergeRows } from '../../documents/write/merge-rows.ts';
import type { DocModel } from '../../documents/write/doc-model.ts';
import { MERGE_LIMIT } from '../../documents/writer-client.ts';
import { asActor, type Context } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { type FieldProblem, Problem } from '../../platform/errors/problem.ts';
import type { CalendarDate, MergeId, PaperId, SigningKeyId } from '../../platform/ids/ids.ts';
import { requireActor } from '../../platform/permission/permission.ts';
import { markVerificationWithdrawn, requirePaper, type StoredPaper } from '../papers/index.ts';
import { checkKeyPassword, requireUsableKey, sealPassword, type SigningKey, usableKeys } from '../signing/index.ts';
import { runMergeJob } from './jobs.ts';
import { passwordOwner } from './signer.ts';
import { blankCells, type FieldMatch, isUnderWay, matchFields, type MergeOutput, templateBlanks } from './rules.ts';
import {
  countProblems,
  endMerge,
  findMerge,
  findMergesOfPaper,
  findRows,
  insertMerge,
  type MergedRow,
  setSigningSecret,
  type StoredMerge,
} from './store.ts';

export interface TemplateScreen {
  readonly paper: StoredPaper;
  /** Fields that a list is to fill, in the order of the paper. */
  readonly fields: readonly string[];
  readonly merges: readonly StoredMerge[];
}

/** @throws Problem not-found, permission.denied */
export async function readTemplate(ctx: Context, paperId: PaperId): Promise<TemplateScreen> {
  const actor = requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const paper = await requirePaper(tx, actor, paperId, 'merge.run');
    return {
      paper,
      fields: matchFields(paper.model, []).fields.map(({ field }) => field),
      merges: await findMergesOfPaper(tx, paperId),
    };
  });
}

export interface ListCheck {
  readonly paper: StoredPaper;
  readonly list: MergeRows;
  readonly match: FieldMatch;
  /** Keys with which the person may sign the copies. */
  readonly keys: readonly SigningKey[];
  /** The paper as the first row fills it; null where it can't be. */
  readonly first: DocModel | null;
  /** What keeps the list from being merged, by cell or field. */
  readonly faults: readonly FieldProblem[];
  /** Cells that a field asks for and that are empty: row of the file where known, name of the column. */
  readonly blanks: readonly { readonly row: number; readonly column: string }[];
}

/**
 * Reads a list against the template; nothing is kept.
 * @throws Problem not-found, permission.denied, merge.rows-invalid when the file is no list
 */
export async function checkList(
  ctx: Context,
  paperId: PaperId,
  file: { readonly name: string; readonly bytes: Uint8Array },
): Promise<ListCheck> {
  const { paper } = await readTemplate(ctx, paperId);
  return checkRows(ctx, paper, await rowsOf(ctx, file), file.name);
}

/**
 * The same of rows that were read before: shown again when something else was wrong.
 * @throws Problem not-found, permission.denied
 */
export async function checkRowsAgain(ctx: Context, paperId: PaperId, rows: readonly MergeRow[]): Promise<ListCheck> {
  const { paper } = await readTemplate(ctx, paperId);
  return checkRows(ctx, paper, { columns: Object.keys(rows[0] ?? {}), rows, lines: [], problems: [] }, 'tep');
}

async function checkRows(ctx: Context, paper: StoredPaper, list: MergeRows, fileName: string): Promise<ListCheck> {
  const match = matchFields(paper.model, list.columns);
  const faults: FieldProblem[] = [
    ...list.problems
      .filter(({ code }) => code !== 'encoding-guessed')
      .map(({ cell, message }) => ({ field: cell ?? fileName, code: 'merge.cell', detail: message })),
    ...rowFaults(paper, list.rows, fileName),
  ];
  const blanks = blankCells(paper.model, list.rows).map((blank) => ({
    ...blank,
    row: list.lines[blank.row - 1] ?? blank.row + 1,
  }));
  const actor = requireActor(ctx.actor);
  const keys = await asActor(ctx, (tx) => usableKeys(tx, actor, paper.unitId));
  return { paper, list, match, keys, first: firstOf(paper.model, list.rows[0]), faults, blanks };
}

function rowFaults(
  { kind, model }: Pick<StoredPaper, 'kind' | 'model'>,
  rows: readonly MergeRow[],
  fileName: string,
): FieldProblem[] {
  const blanks = templateBlanks(kind, model);
  // An empty list keeps no columns: what it lacks is rows.
  if (rows.length === 0) return [...blanks, { field: fileName, code: 'merge.empty' }];
  const { fields } = matchFields(model, Object.keys(rows[0] ?? {}));
  const missing = fields.filter(({ column }) => column === null);
  return [...blanks, ...missing.map(({ field }) => ({ field, code: 'merge.no-column', detail: field }))];
}

async function rowsOf(ctx: Context, file: { readonly name: string; readonly bytes: Uint8Array }): Promise<MergeRows> {
  try {
    return await readMergeRowsInWorker(ctx.platform.readers, file.bytes, file.name);
  } catch (error) {
    if (error instanceof DocumentProblem) {
      throw new Problem('merge.rows-invalid', { detail: error.message, cause: error });
    }
    throw error;
  }
}

function firstOf(model: DocModel, row: MergeRow | undefined): DocModel | null {
  if (row === undefined) return null;
  try {
    return mergeModel(model, row).model;
  } catch {
    return null;
  }
}

export interface MergeRequest {
  /** The rows as `checkList` read them; every row has the same columns. */
  readonly rows: readonly MergeRow[];
  readonly issuedOn: CalendarDate;
  readonly output: MergeOutput;
  /** The template's version that the person saw. */
  readonly version: number;
  /** Null: the copies are not signed. */
  readonly signing: { readonly keyId: SigningKeyId; readonly password: string } | null;
}

/**
 * Begins to make a paper for each row. The rows are kept with the merge; the work is done by a job. The same list for the
 * same template on the same day is begun once, however often it is sent: the one begun before is returned.
 * @throws Problem merge.rows-invalid with every fault, edit.stale, paper.issued, not-found, permission.denied;
 *   key.password-wrong, key.expired, request.too-many of a key to sign with
 */
export async function startMerge(ctx: Context, paperId: PaperId, request: MergeRequest): Promise<MergeId> {
  const actor = requireActor(ctx.actor);
  const { rows, signing } = request;
  if (signing !== null) {
    const { paper } = await readTemplate(ctx, paperId);
    await checkKeyPassword(ctx, await requireUsableKey(ctx, paper.unitId, signing.keyId), signing.password);
  }
  return asActor(ctx, async (tx) => {
    const paper = await requirePaper(tx, actor, paperId, 'merge.run');
    if (paper.status !== 'draft') throw new Problem('paper.issued');
    if (paper.version !== request.version) throw new Problem('edit.stale');
    const faults = rowFaults(paper, rows, 'tep');
    if (request.output === 'one' && rows.length > MERGE_LIMIT) {
      faults.push({ field: 'output', code: 'merge.too-many-for-one', detail: String(MERGE_LIMIT) });
    }
    if (faults.length > 0) throw new Problem('merge.rows-invalid', { fields: faults });
    const model = { ...paper.model, head: { ...paper.model.head, date: request.issuedOn } };
    const twin = await findTwin(tx, paperId, { ...request, model, keyId: signing?.keyId ?? null });
    if (twin !== null) return twin;
    const id = await insertMerge(tx, {
      unitId: paper.unitId,
      paperId,
      model,
      rows,
      output: request.output,
      signingKeyId: signing?.keyId ?? null,
      by: actor.accountId,
    });
    if (signing !== null) {
      await setSigningSecret(tx, id, sealPassword(ctx.platform, passwordOwner(id), signing.password));
    }
    await appendAudit(tx, {
      unitId: paper.unitId,
      verb: 'merge.start',
      subject: `merge/${id}`,
      after: {
        paper: paperId,
        rows: rows.length,
        output: request.output,
        issuedOn: request.issuedOn,
        key: signing?.keyId ?? null,
      },
    });
    await ctx.platform.jobs.send(tx, runMergeJob, { mergeId: id });
    return id;
  });
}

/** A merge that was begun with all the same: a second click, or the page sent again after going back. */
async function findTwin(
  tx: Tx,
  paperId: PaperId,
  asked: { rows: readonly MergeRow[]; output: MergeOutput; model: DocModel; keyId: SigningKeyId | null },
): Promise<MergeId | null> {
  const likely = (await findMergesOfPaper(tx, paperId)).filter(
    ({ status, total, output, signingKeyId, model }) =>
      status !== 'cancelled' &&
      status !== 'failed' &&
      total === asked.rows.length &&
      output === asked.output &&
      signingKeyId === asked.keyId &&
      // The number that all copies share is put in when the work begins.
      isDeepStrictEqual({ ...model, head: { ...model.head, number: null } }, asked.model),
  );
  for (const merge of likely) {
    const rows = await findRows(tx, merge.id, { limit: merge.total, offset: 0 });
    if (rows.every(({ fields }, at) => isDeepStrictEqual(fields, asked.rows[at]))) return merge.id;
  }
  return null;
}

async function requireMerge(tx: Tx, ctx: Context, id: MergeId, lock = false): Promise<StoredMerge> {
  const merge = await findMerge(tx, id, lock);
  if (merge === null) throw new Problem('not-found');
  await requirePaper(tx, requireActor(ctx.actor), merge.paperId, 'merge.run');
  return merge;
}

export interface MergeScreen {
  readonly merge: StoredMerge;
  readonly rows: readonly MergedRow[];
  readonly problems: number;
}

/** @throws Problem not-found, permission.denied */
export async function readMerge(
  ctx: Context,
  id: MergeId,
  page: { readonly limit: number; readonly offset: number },
): Promise<MergeScreen> {
  requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const merge = await requireMerge(tx, ctx, id);
    return { merge, rows: await findRows(tx, id, page), problems: await countProblems(tx, id) };
  });
}

/** Stops a merge; what was made stays. Sent twice it is stopped once. @throws Problem not-found, permission.denied */
export async function cancelMerge(ctx: Context, id: MergeId): Promise<void> {
  requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const merge = await requireMerge(tx, ctx, id, true);
    if (!isUnderWay(merge.status)) return;
    await endMerge(tx, id, { status: 'cancelled', problem: null, file: null, at: ctx.platform.clock.now() });
    await appendAudit(tx, {
      unitId: merge.unitId,
      verb: 'merge.cancel',
      subject: `merge/${id}`,
      after: { done: merge.done },
    });
  });
}

/** Withdraws one copy: whoever checks it is told so, and why. @throws Problem not-found, permission.denied */
export async function withdrawCopy(ctx: Context, id: MergeId, rowNo: number, reason: string): Promise<void> {
  requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const merge = await requireMerge(tx, ctx, id);
    const [row] = await findRows(tx, id, { limit: 1, offset: rowNo - 1 });
    if (row === undefined || row.rowNo !== rowNo || row.code === null) throw new Problem('not-found');
    if (row.status === 'withdrawn') return;
    await markVerificationWithdrawn(tx, row.code, reason, ctx.platform.clock.now());
    await appendAudit(tx, {
      unitId: merge.unitId,
      verb: 'merge.withdraw',
      subject: `merge/${id}/${rowNo}`,
      after: { code: row.code, reason },
    });
  });
}

/** The one file of a merge, or one copy of it. @throws Problem not-found, permission.denied */
export async function readMergeFile(ctx: Context, id: MergeId, rowNo: number | null): Promise<Uint8Array> {
  requireActor(ctx.actor);
  const sha256 = await asActor(ctx, async (tx) => {
    const merge = await requireMerge(tx, ctx, id);
    if (rowNo === null) return merge.fileSha256;
    const [row] = await findRows(tx, id, { limit: 1, offset: rowNo - 1 });
    return row?.rowNo === rowNo ? row.sha256 : null;
  });
  const bytes = sha256 === null ? null : await ctx.platform.files.get(sha256);
  if (bytes === null) throw new Problem('not-found');
  return bytes;
}

/** What a zip of all copies holds, in order. @throws Problem not-found, permission.denied */
export async function listCopies(
  ctx: Context,
  id: MergeId,
): Promise<{
  readonly model: DocModel;
  readonly copies: readonly { readonly rowNo: number; readonly fields: MergeRow; readonly sha256: string }[];
}> {
  requireActor(ctx.actor);
  return asActor(ctx, async (tx) => {
    const merge = await requireMerge(tx, ctx, id);
    const rows = await findRows(tx, id, { limit: merge.total, offset: 0 });
    const copies = rows.flatMap(({ rowNo, fields, sha256 }) => (sha256 === null ? [] : [{ rowNo, fields, sha256 }]));
    return { model: merge.model, copies };
  });
}
