/** A roll-up from the form's own file: opens the workers, reads the form, adds up the folder, closes the workers. */
import type { FormDefinition, ReadValues } from '../forms/definition.ts';
import { defineFormInWorker, readerPool, readValuesInWorker } from '../worker-client.ts';
import type { RollUpResult } from './add-up.ts';
import { type RollUpOptions, rollUpFolder } from './roll-up.ts';

export interface RollUpWithFormOptions extends Pick<RollUpOptions, 'folder' | 'units' | 'exclude' | 'onProgress'> {
  /** The blank form, or a plan that carries it (any kind that is read); or a definition that was made before. */
  readonly form: { readonly bytes: Uint8Array; readonly name: string } | { readonly definition: FormDefinition };
  /** Worker threads; as many as there are cores is right. */
  readonly workers: number;
}

/**
 * Adds up the filled-in forms below a folder.
 * Rejects with DocumentProblem when the form cannot be read, with RollUpProblem when the folder cannot.
 */
export async function rollUpWithForm(options: RollUpWithFormOptions): Promise<RollUpResult> {
  const { form, workers, ...rest } = options;
  const pool = readerPool(workers);
  try {
    const definition = 'definition' in form ? form.definition : await defineFormInWorker(pool, form.bytes, form.name);
    const read = (bytes: Uint8Array, name: string): Promise<ReadValues> =>
      readValuesInWorker(pool, definition, bytes, name);
    // One file more than threads, so that no thread waits for the disk.
    return await rollUpFolder({ ...rest, definition, read, atOnce: workers + 1 });
  } finally {
    await pool.close();
  }
}
