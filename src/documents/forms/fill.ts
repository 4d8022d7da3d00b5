/** Fills a report form of either kind: the contract of `suotdoi form fill`. */
import { DocumentProblem } from '../problem.ts';
import { openZip } from '../zip-guard.ts';
import type { FormDefinition, FormValues } from './definition.ts';
import { fillDocx } from './fill-docx.ts';
import { fillXlsx } from './fill-xlsx.ts';

/**
 * The same file with the values in it. Throws DocumentProblem: `form-not-fillable` when it is no .docx or .xlsx,
 * `form-mismatch` when it is another form, `value-invalid` when a value is no number.
 */
export function fillForm(original: Uint8Array, definition: FormDefinition, values: FormValues): Uint8Array {
  const { format } = definition.file;
  if (format !== 'docx' && format !== 'xlsx' && !(original[0] === 0x50 && original[1] === 0x4b))
    throw new DocumentProblem('form-not-fillable');
  const isSpreadsheet = openZip(original).names.some((name) => /(?:^|\/)workbook\.xml$/u.test(name));
  return isSpreadsheet ? fillXlsx(original, definition, values) : fillDocx(original, definition, values);
}
