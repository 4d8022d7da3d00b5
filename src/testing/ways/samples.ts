/** The forms that ways of filling are tried on: the two of 2022 and every varied layout, as .docx and .xlsx. */
import { defineForm, fileHash } from '../../documents/forms/define.ts';
import { readFormBlocks } from '../../documents/forms/read-values.ts';
import { layoutDocx, layoutXlsx } from '../form-layout.ts';
import { type FormKind, makeFormDocx } from '../forms.ts';
import { distinctValues } from '../form-values.ts';
import { VARIED_FORMS } from '../form-varied.ts';
import { makeFormXlsx } from '../form-xlsx.ts';
import type { Sample } from './way.ts';

function sampleOf(name: string, format: Sample['format'], original: Uint8Array): Sample {
  const definition = defineForm(readFormBlocks(original), { name: `mau.${format}`, sha256: fileHash(original) });
  if (definition === null) throw new Error(`no form in ${name}`);
  return { name, format, original, definition, values: distinctValues(definition) };
}

const KINDS: readonly FormKind[] = ['six-groups', 'eight-groups'];

/** All forms with a full set of different values. */
export function formSamples(): Sample[] {
  return [
    ...KINDS.flatMap((kind) => [
      sampleOf(kind, 'docx', makeFormDocx(kind)),
      sampleOf(kind, 'xlsx', makeFormXlsx(kind)),
    ]),
    ...VARIED_FORMS.flatMap(({ name, blocks }) => [
      sampleOf(name, 'docx', layoutDocx(blocks)),
      sampleOf(name, 'xlsx', layoutXlsx(blocks)),
    ]),
  ];
}
