/** Every layout of `form-varied.ts`, as .docx and as .xlsx: defined, filled, undone, read back. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { layoutDocx, layoutXlsx } from '../../testing/form-layout.ts';
import { arbitraryValues } from '../../testing/form-values.ts';
import { outlineOf, VARIED_FORMS } from '../../testing/form-varied.ts';
import { type Edit, decodePart } from '../docx/xml-tree.ts';
import { openZip } from '../zip-guard.ts';
import { defineForm, fileHash } from './define.ts';
import type { FormDefinition, FormValues } from './definition.ts';
import { fillForm } from './fill.ts';
import { planDocxFill } from './fill-docx.ts';
import { planXlsxFill } from './fill-xlsx.ts';
import { readFormBlocks, readValues } from './read-values.ts';

interface PartEdits {
  readonly part: string;
  readonly source: string;
  readonly edits: readonly Edit[];
}

function planned(format: string, original: Uint8Array, form: FormDefinition, values: FormValues): PartEdits[] {
  if (format === 'xlsx') return planXlsxFill(original, form, values).edits().parts;
  const { file, edits } = planDocxFill(original, form, values);
  return edits.length === 0 ? [] : [{ part: file.mainPart, source: file.tree.source, edits }];
}

/** The edited text with every edit taken back: what was cut in must stand there, word for word. */
function undone(filled: string, { source, edits }: PartEdits): string {
  let text = filled;
  // Undone from the start of the file, an edit stands where it stood in the original.
  for (const edit of edits.toSorted((a, b) => a.start - b.start || a.end - b.end)) {
    expect(text.slice(edit.start, edit.start + edit.text.length)).toBe(edit.text);
    text = text.slice(0, edit.start) + source.slice(edit.start, edit.end) + text.slice(edit.start + edit.text.length);
  }
  return text;
}

describe.each(VARIED_FORMS)('$name', ({ blocks, expected }) => {
  describe.each([
    ['docx', layoutDocx(blocks)],
    ['xlsx', layoutXlsx(blocks)],
  ])('%s', (format, original) => {
    const form = defineForm(readFormBlocks(original), { name: `mau.${format}`, sha256: fileHash(original) });
    if (form === null) throw new Error('no form');

    test('is defined as a careful reader would', () => {
      expect(outlineOf(form)).toEqual(expected);
    });

    test('whatever is filled in is read back, nothing more', () => {
      fc.assert(
        fc.property(arbitraryValues(form), (values) => {
          const read = readValues(form, fillForm(original, form, values));
          expect(read.values).toEqual(values);
          expect(read.issues).toEqual([]);
        }),
        { numRuns: 25 },
      );
    });

    test('undoing the edits gives the same text, every other part has the same bytes', () => {
      const before = openZip(original);
      fc.assert(
        fc.property(arbitraryValues(form), (values) => {
          const after = openZip(fillForm(original, form, values));
          expect(after.names).toEqual(before.names);
          const parts = new Map(planned(format, original, form, values).map((part) => [part.part, part]));
          for (const name of before.names) {
            const part = parts.get(name);
            if (part === undefined) expect(after.read(name)).toEqual(before.read(name));
            else expect(undone(decodePart(after.read(name)!), part)).toBe(decodePart(before.read(name)!));
          }
        }),
        { numRuns: 10 },
      );
    });
  });
});
