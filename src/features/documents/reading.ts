/** An uploaded file read in a worker; what the reader refuses becomes a problem of the catalogue, in its own words. */
import type { DocumentBlocks } from '../../documents/blocks.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import type { PlanReading, Source } from '../../documents/plan/reading.ts';
import { DocumentProblem } from '../../documents/problem.ts';
import { readPlanInWorker } from '../../documents/worker-client.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { WorkerPool } from '../../platform/workers/pool.ts';

export interface ReadUpload {
  readonly blocks: DocumentBlocks;
  readonly reading: PlanReading;
  readonly sources: readonly Source[];
  readonly form: FormDefinition | null;
}

/** @throws Problem document.unreadable with the reader's sentence in `detail` and its code on the field `file` */
export async function readUpload(readers: WorkerPool, bytes: Uint8Array, name: string): Promise<ReadUpload> {
  try {
    const { document, plan, form } = await readPlanInWorker(readers, bytes, name);
    return { blocks: document, reading: plan.reading, sources: plan.sources, form };
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
    throw new Problem('document.unreadable', {
      detail: error.message,
      fields: [{ field: 'file', code: error.code, detail: error.message }],
      cause: error,
    });
  }
}
