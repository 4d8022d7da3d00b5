/**
 * Writing papers without risk: in worker threads with a limit on time and memory. The calling process never lays out a
 * page itself, and gets a DocumentProblem with a clear word whatever stands in the model.
 */
import { workerEntry } from '../platform/workers/entry.ts';
import { WorkerPool } from '../platform/workers/pool.ts';
import { DocumentProblem } from './problem.ts';
import { runInWorker, toldProblem } from './worker-problem.ts';
import type { DocModel } from './write/doc-model.ts';
import type { KitSheet } from './write/kit/sheet.ts';
import type { PdfFile } from './write/pdf/pdf.ts';
import type { Preview } from './write/pdf/preview.ts';
import {
  batchResultSchema,
  docxSchema,
  pdfFileSchema,
  previewSchema,
  type WriteOptions,
  type WriteTask,
} from './writer-tasks.ts';

export type { WriteOptions } from './writer-tasks.ts';
export type { PdfFile } from './write/pdf/pdf.ts';
export type { Preview } from './write/pdf/preview.ts';

const TIME_LIMIT_MS = 30_000;
/** A preview that comes later is of no use to whoever types, and issuing waits behind it. */
const PREVIEW_LIMIT_MS = 10_000;
/** One file of hundreds of certificates. */
const MERGED_TIME_LIMIT_MS = 120_000;
const MEMORY_LIMIT_MB = 512;
/** Papers, not tasks: Typst's memory grows a little with each (anchors/documents, trap 15). */
const RECYCLE_AFTER = 500;
const QUEUE_LIMIT = 500;
/** A thread that has written holds about 100 MB. */
const IDLE_END_MS = 3 * 60_000;
/** Papers that one task writes: a fifth of a second, so that others are served between. */
const BATCH_SIZE = 20;
/** Sheets that one file holds; more would cost a gigabyte while it is made. */
export const MERGE_LIMIT = 500;

const CODES = { tooMuch: 'paper-too-long', busy: 'writer-busy', failed: 'writer-failed' } as const;

/** A pool of writing workers; close it when done. `size`: threads at most; each starts when first needed. */
export function writerPool(size: number): WorkerPool {
  return new WorkerPool({
    entry: workerEntry('write', import.meta.url),
    size,
    timeLimitMs: TIME_LIMIT_MS,
    memoryLimitMb: MEMORY_LIMIT_MB,
    recycleAfter: RECYCLE_AFTER,
    queueLimit: QUEUE_LIMIT,
    idleEndMs: IDLE_END_MS,
  });
}

/** The PDF/A of a model, with the places to sign. */
export async function writePdfInWorker(
  pool: WorkerPool,
  model: DocModel,
  options: WriteOptions = {},
): Promise<PdfFile> {
  return pdfFileSchema.parse(await run(pool, { kind: 'pdf', model, options }));
}

/** Pages `from`…`to` (from 1, both included; all without them) as SVG pictures. */
export async function previewInWorker(
  pool: WorkerPool,
  model: DocModel,
  range: { readonly from?: number; readonly to?: number } = {},
): Promise<Preview> {
  const { from = 1, to = Number.MAX_SAFE_INTEGER } = range;
  const task = { kind: 'preview', model, from, to } as const;
  return previewSchema.parse(await run(pool, task, { timeLimitMs: PREVIEW_LIMIT_MS }));
}

export async function writeDocxInWorker(pool: WorkerPool, model: DocModel): Promise<Uint8Array> {
  return docxSchema.parse(await run(pool, { kind: 'docx', model })).bytes;
}

/** A poster, banner or picture for sharing: an SVG without references, in UTF-8, or a PDF/A. */
export async function writeKitInWorker(pool: WorkerPool, sheet: KitSheet, as: 'svg' | 'pdf'): Promise<Uint8Array> {
  return docxSchema.parse(await run(pool, { kind: 'kit', sheet, as }, { timeLimitMs: PREVIEW_LIMIT_MS })).bytes;
}

/** One PDF of at most `MERGE_LIMIT` models of one layout; rejects with `paper-too-long` for more. */
export async function writeMergedPdfInWorker(
  pool: WorkerPool,
  models: readonly DocModel[],
  options: WriteOptions = {},
): Promise<PdfFile> {
  if (models.length > MERGE_LIMIT) throw new DocumentProblem('paper-too-long', `${models.length} > ${MERGE_LIMIT}`);
  const limits = { weight: models.length, timeLimitMs: MERGED_TIME_LIMIT_MS };
  return pdfFileSchema.parse(await run(pool, { kind: 'merged', models, options }, limits));
}

/** One paper of many: its PDF, or why there is none. */
export type WrittenPaper<Item> =
  | { readonly item: Item; readonly file: PdfFile; readonly problem: null }
  | { readonly item: Item; readonly file: null; readonly problem: DocumentProblem };

/**
 * The PDFs of many models, in their order, as they are made: whoever iterates shows progress and may stop at any time.
 * At most two batches for each of `parallel` threads are under way, so memory stays flat for thousands.
 */
export async function* writeManyPdfs<Item>(
  pool: WorkerPool,
  items: Iterable<Item>,
  modelOf: (item: Item) => DocModel,
  options: WriteOptions & { readonly parallel?: number } = {},
): AsyncGenerator<WrittenPaper<Item>> {
  const { parallel = 1, ...given } = options;
  const underWay: Promise<WrittenPaper<Item>[]>[] = [];
  for (const batch of batchesOf(items)) {
    const written = writeBatch(pool, batch, modelOf, given);
    // A failure is met where it is awaited; until then it must not count as unhandled.
    written.catch(() => undefined);
    underWay.push(written);
    if (underWay.length >= 2 * parallel) yield* (await underWay.shift()) ?? [];
  }
  for (const written of underWay) yield* await written;
}

function* batchesOf<Item>(items: Iterable<Item>): Generator<Item[]> {
  let batch: Item[] = [];
  for (const item of items) {
    batch.push(item);
    if (batch.length === BATCH_SIZE) {
      yield batch;
      batch = [];
    }
  }
  if (batch.length > 0) yield batch;
}

async function writeBatch<Item>(
  pool: WorkerPool,
  items: readonly Item[],
  modelOf: (item: Item) => DocModel,
  options: WriteOptions,
): Promise<WrittenPaper<Item>[]> {
  const task = { kind: 'batch', models: items.map(modelOf), options } as const;
  const results = batchResultSchema.parse(await run(pool, task, { weight: items.length }));
  return items.map((item, index) => {
    const result = results[index];
    if (result?.ok === true) return { item, file: result.file, problem: null };
    return { item, file: null, problem: toldProblem(result?.code ?? null, result?.message ?? '', 'writer-failed') };
  });
}

function run(
  pool: WorkerPool,
  task: WriteTask,
  limits: { readonly weight?: number; readonly timeLimitMs?: number } = {},
): Promise<unknown> {
  return runInWorker(pool, task, { ...limits, codes: CODES });
}
