/**
 * Reading files from outside without risk: in worker threads with a limit on time and memory. The calling process
 * never parses an upload itself, and gets a DocumentProblem with a clear word whatever the file does.
 */
import { z } from 'zod';
import { workerEntry } from '../platform/workers/entry.ts';
import { transferableCopy, WorkerPool } from '../platform/workers/pool.ts';
import type { FormDefinition, ReadValues } from './forms/definition.ts';
import { formDefinitionSchema } from './forms/definition-schema.ts';
import type { Picture } from './pictures/picture.ts';
import { runInWorker } from './worker-problem.ts';
import type { SheetRows } from './rows/read-rows.ts';
import type { MergeRows } from './write/merge-rows.ts';
import {
  madeFileSchema,
  mergeRowsSchema,
  pictureSchema,
  type PlanFile,
  planFileSchema,
  type ReadTask,
  readValuesSchema,
  sheetRowsSchema,
} from './worker-tasks.ts';

export type { PlanFile } from './worker-tasks.ts';

/** A file that takes longer is stopped (anchors/documents, section 6). */
const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 512;
const RECYCLE_AFTER = 500;
const QUEUE_LIMIT = 200;

/** A pool of reading workers; close it when done. `size`: threads at most. */
export function readerPool(size: number): WorkerPool {
  return new WorkerPool({
    entry: workerEntry('read', import.meta.url),
    size,
    timeLimitMs: TIME_LIMIT_MS,
    memoryLimitMb: MEMORY_LIMIT_MB,
    outsideLimitMb: MEMORY_LIMIT_MB,
    recycleAfter: RECYCLE_AFTER,
    queueLimit: QUEUE_LIMIT,
  });
}

/** Reads a plan or letter: the reading with its sources, the document's blocks, and the report form in it, if any. */
export async function readPlanInWorker(pool: WorkerPool, bytes: Uint8Array, name: string): Promise<PlanFile> {
  return planFileSchema.parse(await run(pool, { kind: 'read-plan', bytes: transferableCopy(bytes), name }));
}

/** All words of a document, a line for each paragraph and cell line. */
export async function readWordsInWorker(pool: WorkerPool, bytes: Uint8Array, name: string): Promise<string> {
  return z.string().parse(await run(pool, { kind: 'read-words', bytes: transferableCopy(bytes), name }));
}

/** The rows of a mail merge, with every fault told by its cell. */
export async function readMergeRowsInWorker(pool: WorkerPool, bytes: Uint8Array, name: string): Promise<MergeRows> {
  return mergeRowsSchema.parse(await run(pool, { kind: 'merge-rows', bytes: transferableCopy(bytes), name }));
}

/** The rows of a spreadsheet or .csv, at most `most` and one more. */
export async function readRowsInWorker(
  pool: WorkerPool,
  bytes: Uint8Array,
  name: string,
  most: number,
): Promise<SheetRows> {
  return sheetRowsSchema.parse(await run(pool, { kind: 'sheet-rows', bytes: transferableCopy(bytes), name, most }));
}

/** The form definition of a file; rejects with `form-absent` when there is no report form in it. */
export async function defineFormInWorker(pool: WorkerPool, bytes: Uint8Array, name: string): Promise<FormDefinition> {
  return formDefinitionSchema.parse(await run(pool, { kind: 'define-form', bytes: transferableCopy(bytes), name }));
}

/**
 * A picture from outside, made harmless: upright, `width` pixels at most on its longer side, WebP without metadata, and a small one.
 * Rejects with picture-unreadable or picture-too-large.
 */
export async function readPictureInWorker(pool: WorkerPool, bytes: Uint8Array, width: number): Promise<Picture> {
  return pictureSchema.parse(await run(pool, { kind: 'read-picture', bytes: transferableCopy(bytes), width }));
}

/** A drawing of our own (an SVG whose letters are outlines) as PNG, `width` pixels wide. Never for an SVG from outside. */
export async function drawPngInWorker(pool: WorkerPool, svg: Uint8Array, width: number): Promise<Uint8Array> {
  return madeFileSchema.parse(await run(pool, { kind: 'draw-png', bytes: transferableCopy(svg), width }));
}

/**
 * A PDF written anew without what says who made it; what its pages show stays. Rejects with pdf-damaged, pdf-encrypted,
 * pdf-too-large or pdf-not-pdf where that can't be promised.
 */
export async function namelessPdfInWorker(pool: WorkerPool, bytes: Uint8Array): Promise<Uint8Array> {
  return madeFileSchema.parse(await run(pool, { kind: 'nameless-pdf', bytes: transferableCopy(bytes) }));
}

/** The values of a filled-in form of any kind that is read: .docx, .xlsx, .doc, .pdf … `name` only tells text files apart. */
export async function readValuesInWorker(
  pool: WorkerPool,
  definition: FormDefinition,
  bytes: Uint8Array,
  name = '',
): Promise<ReadValues> {
  const task = { kind: 'read-values', bytes: transferableCopy(bytes), name, definition } as const;
  return readValuesSchema.parse(await run(pool, task));
}

const CODES = { tooMuch: 'file-too-complex', busy: 'reader-busy', failed: 'reader-failed' } as const;

function run(pool: WorkerPool, task: ReadTask): Promise<unknown> {
  const { buffer } = task.bytes;
  return runInWorker(pool, task, { codes: CODES, ...(buffer instanceof ArrayBuffer ? { transfer: [buffer] } : {}) });
}
