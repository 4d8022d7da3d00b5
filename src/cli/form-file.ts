/** Form definitions on the command line: read from somebody's file, or from the JSON that `form define` wrote. */
import { basename, extname } from 'node:path';
import { defineForm, fileHash } from '../documents/forms/define.ts';
import type { FormDefinition } from '../documents/forms/definition.ts';
import { formDefinitionSchema } from '../documents/forms/definition-schema.ts';
import { readFormDocument } from '../documents/forms/read-values.ts';
import { DocumentProblem } from '../documents/problem.ts';
import { CommandError, EXIT } from './exit.ts';
import { readJson } from './files.ts';

/** The form in a file: a blank form, or a plan that carries one. @throws CommandError */
export async function formOfFile(file: string, bytes: Uint8Array): Promise<FormDefinition> {
  try {
    const document = await readFormDocument(bytes, file);
    const form = defineForm(document, { name: basename(file), sha256: fileHash(bytes) });
    if (form === null) throw new DocumentProblem('form-absent');
    return form;
  } catch (error) {
    throw toldWithName(file, error);
  }
}

/** A definition that `form define` wrote, perhaps corrected by hand. @throws CommandError */
export async function readDefinition(file: string): Promise<FormDefinition> {
  const parsed = formDefinitionSchema.safeParse(await readJson(file));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const where = issue === undefined || issue.path.length === 0 ? '' : ` (${issue.path.join('.')})`;
    throw new CommandError(
      `${file} không phải là định nghĩa biểu mẫu do “suotdoi form define” lập${where}.`,
      EXIT.unreadable,
    );
  }
  return parsed.data;
}

export function isJson(file: string): boolean {
  return extname(file).toLowerCase() === '.json';
}

/** Does the work; what is wrong with the file is said with the file's name. @throws CommandError */
export async function aboutFile<T>(file: string, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw toldWithName(file, error);
  }
}

function toldWithName(file: string, error: unknown): unknown {
  if (!(error instanceof DocumentProblem)) return error;
  return new CommandError(`${file}: ${error.message}`, EXIT.unreadable, { cause: error });
}
