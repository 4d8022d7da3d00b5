/**
 * 100,000 damaged files of every kind through the readers, in worker threads under the limits of the product. Nothing but
 * a DocumentProblem is thrown, no file takes long, fills the memory or ends a thread.
 *
 * One case again: `FUZZ_CASE=123 npx vitest run src/documents/fuzz`. More cases: `FUZZ_CASES=1000000`.
 */
import { afterAll, expect, it } from 'vitest';
import { workerEntry } from '../../platform/workers/entry.ts';
import { WorkerPool } from '../../platform/workers/pool.ts';
import type { FuzzBatch, FuzzFailure } from './workers/fuzz.ts';

const CASES = Number(process.env['FUZZ_CASES'] ?? 100_000);
const ONLY = process.env['FUZZ_CASE'];
const BATCH = 250;
/** What one upload may take (worker-client.ts). */
const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 512;

const pool = new WorkerPool({
  entry: workerEntry('fuzz', import.meta.url),
  size: 2,
  timeLimitMs: TIME_LIMIT_MS,
  memoryLimitMb: MEMORY_LIMIT_MB,
  outsideLimitMb: MEMORY_LIMIT_MB,
  recycleAfter: 100,
  queueLimit: 10_000,
});
afterAll(() => pool.close());

const run = (first: number, count: number): Promise<FuzzBatch> => pool.run({ first, count }) as Promise<FuzzBatch>;

/** A batch that took a thread with it is run again case by case, to tell which one did. */
async function runOrSearch(first: number, count: number): Promise<FuzzBatch> {
  try {
    return await run(first, count);
  } catch (error) {
    const failures: FuzzFailure[] = [];
    for (let seed = first; seed < first + count; seed++) {
      const lost = await run(seed, 1).then(
        (one) => one.failures,
        (reason: unknown) => [{ seed, name: '', error: String(reason) }],
      );
      failures.push(...lost);
    }
    if (failures.length === 0)
      failures.push({ seed: first, name: `the ${count} cases from here on`, error: String(error) });
    return { read: 0, refused: 0, slowest: { seed: first, ms: 0 }, heapMb: 0, failures };
  }
}

it('damaged files are read or refused in words', { timeout: 1_200_000 }, async () => {
  const start = performance.now();
  const starts =
    ONLY === undefined ? Array.from({ length: Math.ceil(CASES / BATCH) }, (_, index) => index * BATCH) : [Number(ONLY)];
  let peakMb = 0;
  const batches = await Promise.all(
    starts.map(async (first) => {
      const batch = await runOrSearch(first, ONLY === undefined ? Math.min(BATCH, CASES - first) : 1);
      peakMb = Math.max(peakMb, process.memoryUsage.rss() / 1024 / 1024);
      return batch;
    }),
  );
  const sum = (of: (batch: FuzzBatch) => number): number => batches.reduce((total, batch) => total + of(batch), 0);
  const slowest = batches.map((batch) => batch.slowest).reduce((most, one) => (one.ms > most.ms ? one : most));
  const failures = batches.flatMap((batch) => batch.failures);
  process.stdout.write(
    `fuzz: ${sum((batch) => batch.read)} read, ${sum((batch) => batch.refused)} refused, ${failures.length} failed in ` +
      `${((performance.now() - start) / 1000).toFixed(1)} s; slowest ${slowest.ms.toFixed(0)} ms (case ${slowest.seed}); ` +
      `memory ${peakMb.toFixed(0)} MB, heap of a worker ${Math.max(...batches.map((batch) => batch.heapMb)).toFixed(0)} MB\n`,
  );
  expect(failures.slice(0, 5)).toEqual([]);
  expect(slowest.ms).toBeLessThan(TIME_LIMIT_MS / 2);
});
