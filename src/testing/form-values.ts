/** Values for a form: random ones for property tests, and one fixed set without any number twice. */
import fc from 'fast-check';
import type { CellValue, FormDefinition, FormValues, Measure } from '../documents/forms/definition.ts';
import { groupKeys } from '../documents/forms/key.ts';

/** All measures in the order of the form. */
export function measuresOf(definition: FormDefinition): Measure[] {
  return definition.groups.flatMap((group) => group.lines.flatMap((line) => line.measures));
}

/** A different number for each measure, so that a value in the wrong place is seen; money in whole thousands. */
export function distinctValues(definition: FormDefinition): FormValues {
  const cells = measuresOf(definition).map((measure, index): [string, CellValue] => {
    const number =
      measure.kind === 'yes-no' ? 1 : measure.kind === 'money' ? 700_000 + index * 1000 : 1201 + index * 37;
    return [measure.key, { state: 'value', number: String(number) }];
  });
  return { cells: Object.fromEntries(cells), sections: {}, openRows: {} };
}

const words = fc
  .array(
    fc.constantFrom(
      'Ủy ban',
      'đã',
      'chỉ đạo',
      'các xã',
      'mở lớp',
      'tốt & đều',
      '"phong trào"',
      '12',
      'năm 2022',
      '<rộng>',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((all) => `Câu ${all.join(' ')}`);

function cellArbitrary(measure: Measure): fc.Arbitrary<CellValue | null> {
  const largest = measure.kind === 'yes-no' ? 1 : measure.kind === 'money' ? 5_000_000_000 : 999_999;
  return fc.oneof(
    {
      weight: 6,
      arbitrary: fc
        .integer({ min: 0, max: largest })
        .map((number): CellValue => ({ state: 'value', number: String(number) })),
    },
    { weight: 1, arbitrary: fc.constant<CellValue>({ state: 'not-applicable' }) },
    { weight: 2, arbitrary: fc.constant(null) },
  );
}

/** Any mixture of values, blanks, prose and rows of one's own. */
export function arbitraryValues(definition: FormDefinition): fc.Arbitrary<FormValues> {
  const keys = groupKeys(definition);
  const openKeys = definition.groups.flatMap((group, index) => (group.open ? [keys[index] ?? ''] : []));
  const cells = fc.tuple(
    ...measuresOf(definition).map((measure) =>
      cellArbitrary(measure).map((value): [string, CellValue | null] => [measure.key, value]),
    ),
  );
  const sections = fc.tuple(
    ...definition.sections.map((section) =>
      fc.array(words, { maxLength: 3 }).map((lines): [string, string] => [section.key, lines.join('\n')]),
    ),
  );
  const row = fc.record({
    label: fc.constantFrom('Xe loa lưu động', 'Cổng chào', 'Phóng sự ảnh'),
    number: fc.option(fc.integer({ min: 0, max: 900 }).map(String)),
  });
  const openRows = fc.tuple(
    ...openKeys.map((key) => fc.array(row, { maxLength: 3 }).map((rows): [string, typeof rows] => [key, rows])),
  );
  return fc.tuple(cells, sections, openRows).map(([cellPairs, sectionPairs, rowPairs]) => ({
    cells: Object.fromEntries(cellPairs.filter((pair): pair is [string, CellValue] => pair[1] !== null)),
    sections: Object.fromEntries(sectionPairs.filter(([, text]) => text !== '')),
    openRows: Object.fromEntries(rowPairs.filter(([, rows]) => rows.length > 0)),
  }));
}
