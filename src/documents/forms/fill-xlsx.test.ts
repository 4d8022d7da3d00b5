import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { FormKind } from '../../testing/forms.ts';
import { FORM_SPECS } from '../../testing/form-specs.ts';
import { arbitraryValues, distinctValues } from '../../testing/form-values.ts';
import { makeFormXlsx } from '../../testing/form-xlsx.ts';
import { decodePart } from '../docx/xml-tree.ts';
import { readXlsxBlocks } from '../xlsx/read-blocks.ts';
import { openZip } from '../zip-guard.ts';
import { defineForm, fileHash } from './define.ts';
import type { FormDefinition } from './definition.ts';
import { fillXlsx } from './fill-xlsx.ts';
import { readValues } from './read-values.ts';

function define(bytes: Uint8Array): FormDefinition {
  const form = defineForm(readXlsxBlocks(bytes), { name: 'mau.xlsx', sha256: fileHash(bytes) });
  if (form === null) throw new Error('no form');
  return form;
}

describe.each<FormKind>(['six-groups', 'eight-groups'])('%s', (kind) => {
  const original = makeFormXlsx(kind);
  const form = define(original);

  test('all lines are found, with the sections around the table', () => {
    expect(form.groups.map((group) => group.lines.length)).toEqual(FORM_SPECS[kind].lineCounts);
    expect(form.sections.map((section) => section.number)).toEqual(['I', 'III', 'IV']);
  });

  test('whatever is filled in is read back, nothing more', () => {
    fc.assert(
      fc.property(arbitraryValues(form), (values) => {
        const read = readValues(form, fillXlsx(original, form, values));
        expect(read.values).toEqual(values);
        expect(read.issues).toEqual([]);
      }),
      { numRuns: 30 },
    );
  });

  test('numbers are numbers in their style, validation stays, formulas are worked out anew', () => {
    const filled = openZip(fillXlsx(original, form, distinctValues(form)));
    const sheet = decodePart(filled.read('xl/worksheets/sheet1.xml')!);
    expect(sheet).toMatch(/<c r="D9" s="3"><v>1238<\/v><\/c>/u);
    expect(sheet).toContain('<dataValidation type="whole"');
    expect(decodePart(filled.read('xl/workbook.xml')!)).toContain('fullCalcOnLoad="1"');
    const before = openZip(original);
    for (const name of ['xl/styles.xml', '[Content_Types].xml', '_rels/.rels'])
      expect(filled.read(name)).toEqual(before.read(name));
  });
});
