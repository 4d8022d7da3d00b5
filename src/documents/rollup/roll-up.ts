/** Adds up a folder of filled-in forms. Files are read in worker threads, a few at a time, so that memory stays flat. */
import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import type { FormDefinition, ReadValues } from '../forms/definition.ts';
import { DocumentProblem } from '../problem.ts';
import { ZIP_LIMITS } from '../zip-guard.ts';
import { addUp, type FileReading, type RollUpResult } from './add-up.ts';
import { type FolderFile, filesOf } from './folder.ts';
import { rollUpWords } from './messages.ts';
import type { ListedUnit } from './unit-list.ts';

export interface RollUpProgress {
  readonly done: number;
  readonly total: number;
  /** The file that was just finished. */
  readonly file: string;
}

export interface RollUpOptions {
  readonly folder: string;
  readonly definition: FormDefinition;
  /** Units that must report; null when there is no list. */
  readonly units: readonly ListedUnit[] | null;
  /** Reads one file, in a worker: see `valueReader` of worker-client.ts. Rejects with DocumentProblem. */
  readonly read: (bytes: Uint8Array, name: string) => Promise<ReadValues>;
  /** Files being read at the same time; as many as the pool has threads, and one waiting. */
  readonly atOnce: number;
  /** Paths inside the folder to leave alone: the blank form, the list, earlier results. */
  readonly exclude?: readonly string[];
  readonly onProgress?: (progress: RollUpProgress) => void;
}

/**
 * Reads every form below the folder and adds them up. A file that cannot be read is named in `faults` and stops nothing.
 * Rejects with RollUpProblem when the folder cannot be opened or holds no form.
 */
export async function rollUpFolder(options: RollUpOptions): Promise<RollUpResult> {
  const files = await filesOf(options.folder, options.exclude ?? []);
  const readings = files.map((): FileReading | null => null);
  let next = 0;
  let done = 0;
  const worker = async (): Promise<void> => {
    for (let index = next++; index < files.length; index = next++) {
      const file = files[index];
      if (file === undefined) return;
      readings[index] = await readOne(file, options.read);
      done += 1;
      options.onProgress?.({ done, total: files.length, file: file.name });
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, options.atOnce) }, worker));
  return addUp(
    options.definition,
    readings.filter((reading) => reading !== null),
    options.units,
  );
}

async function readOne(file: FolderFile, read: RollUpOptions['read']): Promise<FileReading> {
  const failed = (code: string, message: string): FileReading => ({ name: file.name, kind: 'failed', code, message });
  if (!file.readable) return failed('file-kind', rollUpWords.faults['file-kind']);
  try {
    if ((await stat(file.path)).size > ZIP_LIMITS.upload) throw new DocumentProblem('file-too-large');
    const bytes = await readFile(file.path);
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    return { name: file.name, kind: 'read', sha256, read: await read(bytes, file.name) };
  } catch (error) {
    if (error instanceof DocumentProblem) return failed(error.code, error.message);
    const reason = error instanceof Error ? ` (${error.message})` : '';
    return failed('file-unreadable', `${rollUpWords.faults['file-unreadable']}${reason}`);
  }
}
