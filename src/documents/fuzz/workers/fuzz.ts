/** Worker entry: reads a stretch of the fuzzer's cases as uploads are read, and says what went wrong. */
import { getHeapStatistics } from 'node:v8';
import { z } from 'zod';
import { serveTasks } from '../../../platform/workers/serve.ts';
import type { Block, DocumentBlocks } from '../../blocks.ts';
import { readPlan } from '../../plan/read-plan.ts';
import { DocumentProblem } from '../../problem.ts';
import { readAnyDocument } from '../../read-document.ts';
import { fuzzCase, fuzzSources } from '../cases.ts';

export interface FuzzFailure {
  readonly seed: number;
  readonly name: string;
  readonly error: string;
}

export interface FuzzBatch {
  /** Cases that were read, and that were refused with a DocumentProblem. */
  readonly read: number;
  readonly refused: number;
  readonly slowest: { readonly seed: number; readonly ms: number };
  readonly heapMb: number;
  /** Cases that threw something else, or gave what no reader may give. */
  readonly failures: readonly FuzzFailure[];
}

const taskSchema = z.object({ first: z.number().int(), count: z.number().int() });

const sources = await fuzzSources();

/** What was read goes on to the plan reader in one case of so many. */
const PLAN_EVERY = 25;

serveTasks(async (task): Promise<FuzzBatch> => {
  const { first, count } = taskSchema.parse(task);
  const batch = {
    read: 0,
    refused: 0,
    slowest: { seed: first, ms: 0 },
    heapMb: 0,
    failures: [] as FuzzBatch['failures'][number][],
  };
  for (let seed = first; seed < first + count; seed++) {
    const { name, bytes } = fuzzCase(seed, sources);
    const start = performance.now();
    try {
      const document = await readAnyDocument(bytes, name);
      check(document);
      if (seed % PLAN_EVERY === 0) readPlan(document);
      batch.read += 1;
    } catch (error) {
      if (error instanceof DocumentProblem) batch.refused += 1;
      else
        batch.failures.push({
          seed,
          name,
          error: error instanceof Error ? (error.stack ?? error.message) : String(error),
        });
    }
    const ms = performance.now() - start;
    if (ms > batch.slowest.ms) batch.slowest = { seed, ms };
  }
  batch.heapMb = getHeapStatistics().used_heap_size / 1024 / 1024;
  return batch;
});

/** What every reader owes: blocks with a place, cells with spans that fit a page. */
function check({ blocks }: DocumentBlocks): void {
  for (const block of blocks) {
    checkPlace(block.place);
    if (block.kind === 'paragraph') {
      if (block.text.trim() === '') throw new Error('a paragraph without text');
      continue;
    }
    for (const cell of block.rows.flat()) {
      checkPlace(cell.place);
      const spans = [cell.columnSpan, cell.rowSpan];
      if (!spans.every((span) => Number.isInteger(span) && span >= 1 && span <= 5000))
        throw new Error(`spans ${spans.join(', ')}`);
    }
  }
}

function checkPlace(place: Block['place']): void {
  for (const value of Object.values(place))
    if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`place ${JSON.stringify(place)}`);
}
