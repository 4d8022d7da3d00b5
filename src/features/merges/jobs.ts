/**
 * The work of a merge: rows are made in small batches, each in one transaction with its numbers, codes and files. What
 * is made stays made: after a crash the merge goes on where it stood.
 */
import { z } from 'zod';
import { docModelSchema, type DocModel } from '../../documents/write/doc-model.ts';
import { agencyInText } from '../../documents/write/messages.ts';
import { mergeModel } from '../../documents/write/merge-model.ts';
import { type PdfFile, MERGE_LIMIT, writeManyPdfs, writeMergedPdfInWorker } from '../../documents/writer-client.ts';
import { asSystem, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import { type CalendarDate, type MergeId, mergeIdSchema } from '../../platform/ids/ids.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import {
  checkedSubject,
  insertVerificationFiles,
  insertVerifications,
  type NewVerification,
  newVerificationCode,
  titleOf,
  verificationUrl,
} from '../papers/index.ts';
import { printedNumber, seriesOf, splitPrinted, takeNumber, yearOf } from '../register/index.ts';
import { isNumberedEach, isUnderWay } from './rules.ts';
import { signerOf } from './signer.ts';
import {
  endMerge,
  endStaleMerges,
  findMerge,
  findPendingRows,
  findRows,
  findUnderWay,
  type MadeRow,
  noteRows,
  type PendingRow,
  setMergeModel,
  type StoredMerge,
} from './store.ts';

/** Rows made in one transaction: under a second, so that the office's sequence of numbers is not held for long. */
const BATCH = 40;

export const runMergeJob = defineJob('merge.run', z.object({ mergeId: mergeIdSchema }), {
  retryLimit: 3,
  expireInSeconds: 3_600,
  isParallel: false,
});

const clearMergesJob = defineJob('merge.clear', z.object({}), { retryLimit: 1 });

export async function mergeJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(runMergeJob, async ({ mergeId }, { signal }) => {
    await runMerge(platform, mergeId, signal);
  });
  await platform.jobs.work(clearMergesJob, () => clearMerges(platform));
  await platform.jobs.schedule(clearMergesJob, '*/10 * * * *', {});
  await resumeMerges(platform);
}

/**
 * Puts merges that are under way to work again: at the start, since the queue itself notices after minutes that who
 * worked is gone, and every few minutes, for those that failed too often (a full disk) and can go on now. One that is
 * worked on already is not harmed: its rows are held.
 */
async function resumeMerges(platform: Platform): Promise<void> {
  await asSystem({ platform }, async (tx) => {
    for (const mergeId of await findUnderWay(tx)) await platform.jobs.send(tx, runMergeJob, { mergeId });
  });
}

/** Makes what is still to be made; returns when the merge has ended, was cancelled, or the process is to stop. */
export async function runMerge(platform: Platform, id: MergeId, signal?: AbortSignal): Promise<void> {
  const begun = await asSystem({ platform }, (tx) => begin(tx, id));
  if (begun === null) return;
  if (isTooOld(begun, platform)) return fail(platform, id, 'too-old');
  try {
    while (signal?.aborted !== true) {
      if (!(await asSystem({ platform }, (tx) => makeBatch(tx, platform, id)))) break;
    }
    if (signal?.aborted === true) return;
    await finish(platform, id);
  } catch (error) {
    // What concerns the key or the template ends the merge; anything else is tried again.
    if (error instanceof MergeFault) return fail(platform, id, error.message);
    if (error instanceof Problem && error.status < 500) return fail(platform, id, error.code);
    throw error;
  }
}

/** What ends a merge for good: a key of `merges.faults`. */
class MergeFault extends Error {}

function fail(platform: Platform, id: MergeId, problem: string): Promise<void> {
  return asSystem({ platform }, (tx) =>
    endMerge(tx, id, { status: 'failed', problem, file: null, at: platform.clock.now() }),
  );
}

/** A key's password is not kept for longer than a merge of thousands may take. */
const LONGEST_MS = 6 * 3_600_000;

function isTooOld({ createdAt, signingSecret }: StoredMerge, platform: Platform): boolean {
  return signingSecret !== null && platform.clock.now().getTime() - createdAt.getTime() > LONGEST_MS;
}

/** Ends merges that hold a password for too long: their job was lost, or the server stood still. */
async function clearMerges(platform: Platform): Promise<void> {
  const now = platform.clock.now();
  const ended = await asSystem({ platform }, (tx) => endStaleMerges(tx, new Date(now.getTime() - LONGEST_MS), now));
  if (ended > 0) platform.log.warn({ ended }, 'merges ended without a result');
  await resumeMerges(platform);
}

/** The number that all copies share is taken once. Null where there is nothing to do. */
async function begin(tx: Tx, id: MergeId): Promise<StoredMerge | null> {
  const merge = await findMerge(tx, id, true);
  if (merge === null || !isUnderWay(merge.status)) return null;
  const series = seriesOf(merge.kind);
  if (series === null || isNumberedEach(merge.kind) || merge.model.head.number !== null) return merge;
  const { model } = merge;
  const datedOn = dateOf(model);
  const taken = await takeNumber(tx, {
    ...numberRequest(merge, series, datedOn),
    office: model.layout === 'office' ? model.addressees.join('; ') : '',
    subject: titleOf(model),
  });
  const numbered = withNumber(model, String(taken.number));
  await setMergeModel(tx, id, numbered);
  return { ...merge, model: numbered };
}

function dateOf(model: DocModel): CalendarDate {
  if (model.head.date === null) throw new MergeFault('date');
  return model.head.date as CalendarDate;
}

function numberRequest(merge: StoredMerge, series: string, datedOn: CalendarDate) {
  return {
    unitId: merge.unitId,
    year: yearOf(datedOn),
    series,
    direction: 'out',
    number: 'next',
    reason: null,
    printed: (number: number) => printedNumber(number, merge.model.head.symbol),
    datedOn,
    receivedOn: null,
    documentId: null,
    by: merge.createdBy,
  } as const;
}

function withNumber<T extends DocModel>(model: T, number: string): T {
  return { ...model, head: { ...model.head, number } };
}

interface Prepared {
  readonly row: PendingRow;
  readonly model: DocModel;
  readonly verification: NewVerification;
}

/** Makes the next rows; false when none is left or the merge no longer runs. */
async function makeBatch(tx: Tx, platform: Platform, id: MergeId): Promise<boolean> {
  const merge = await findMerge(tx, id, true);
  if (merge === null || !isUnderWay(merge.status)) return false;
  const rows = await findPendingRows(tx, id, BATCH);
  if (rows.length === 0) return false;
  const made: MadeRow[] = [];
  const prepared: Prepared[] = [];
  for (const row of rows) {
    const model = filledModel(merge.model, row);
    if (model === null) made.push({ rowNo: row.rowNo, code: null, sha256: null, problem: 'too-long' });
    else prepared.push(await prepare(tx, platform, merge, row, model));
  }
  const written = await write(platform, prepared);
  const signer = await signerOf(tx, platform, merge);
  const signed = signer === null ? written : await signer(written);
  const files: { code: string; file: StoredFile }[] = [];
  for (const { item, bytes, problem } of signed) {
    const file = bytes === null ? null : await platform.files.put(bytes);
    made.push({ rowNo: item.row.rowNo, code: item.verification.code, sha256: file?.sha256 ?? null, problem });
    if (file !== null) files.push({ code: item.verification.code, file });
  }
  await insertVerifications(
    tx,
    prepared.map(({ verification }) => verification),
  );
  await insertVerificationFiles(
    tx,
    files.map(({ code, file }) => ({ code, sha256: file.sha256 })),
  );
  await noteRows(
    tx,
    id,
    made,
    files.map(({ file }) => file),
  );
  return true;
}

function filledModel(template: DocModel, row: PendingRow): DocModel | null {
  try {
    return mergeModel(template, row.fields).model;
  } catch (error) {
    // A value that makes a line longer than a paper may have.
    if (error instanceof z.ZodError) return null;
    throw error;
  }
}

async function prepare(
  tx: Tx,
  platform: Platform,
  merge: StoredMerge,
  row: PendingRow,
  model: DocModel,
): Promise<Prepared> {
  const series = seriesOf(merge.kind);
  const datedOn = dateOf(model);
  const recipient = model.layout === 'certificate' ? model.recipient.name : null;
  const taken =
    series === null || !isNumberedEach(merge.kind)
      ? null
      : await takeNumber(tx, {
          ...numberRequest(merge, series, datedOn),
          office: recipient ?? '',
          subject: titleOf(model),
        });
  const numbered = taken === null ? model : withNumber(model, String(taken.number));
  const code = newVerificationCode();
  return {
    row,
    model: docModelSchema.parse({ ...numbered, verification: { code, url: verificationUrl(platform, code) } }),
    verification: {
      code,
      unitId: merge.unitId,
      kind: merge.kind,
      agency: agencyInText(model.head.agency),
      printedNumber:
        taken?.printedNumber ??
        (model.head.number === null ? null : printedNumber(Number(model.head.number), model.head.symbol)),
      datedOn,
      subject: checkedSubject(model),
      recipient,
    },
  };
}

/** One row's file on its way: written, perhaps signed. */
interface MadePaper {
  readonly item: Prepared;
  readonly bytes: Uint8Array | null;
  readonly marks: PdfFile['marks'] | null;
  readonly problem: string | null;
}

async function write(platform: Platform, prepared: readonly Prepared[]): Promise<MadePaper[]> {
  const made: MadePaper[] = [];
  for await (const { item, file, problem } of writeManyPdfs(platform.writers, prepared, ({ model }) => model)) {
    made.push({ item, bytes: file?.bytes ?? null, marks: file?.marks ?? null, problem: problem?.message ?? null });
  }
  return made;
}

/** The end: the one file for printing where it was asked for. */
async function finish(platform: Platform, id: MergeId): Promise<void> {
  const merge = await asSystem({ platform }, (tx) => findMerge(tx, id));
  if (merge === null || !isUnderWay(merge.status)) return;
  const file = merge.output === 'one' ? await printFile(platform, merge) : null;
  await asSystem({ platform }, async (tx) => {
    await endMerge(tx, id, { status: 'done', problem: null, file, at: platform.clock.now() });
    await appendAudit(tx, {
      unitId: merge.unitId,
      verb: 'merge.finish',
      subject: `merge/${id}`,
      after: { total: merge.total, file: file?.sha256 ?? null },
    });
  });
}

/** All copies in one PDF, each with its own code: made once more from the same models, since files can't be joined. */
async function printFile(platform: Platform, merge: StoredMerge): Promise<StoredFile> {
  const rows = await asSystem({ platform }, (tx) => findRows(tx, merge.id, { limit: MERGE_LIMIT, offset: 0 }));
  const models = rows.flatMap((row): DocModel[] => {
    if (row.code === null || row.sha256 === null) return [];
    const { model } = mergeModel(merge.model, row.fields);
    const number = row.printedNumber === null ? null : (splitPrinted(row.printedNumber)?.number ?? null);
    return [
      docModelSchema.parse({
        ...(number === null ? model : withNumber(model, String(number))),
        verification: { code: row.code, url: verificationUrl(platform, row.code) },
      }),
    ];
  });
  const { bytes } = await writeMergedPdfInWorker(platform.writers, models);
  return platform.files.put(bytes);
}
