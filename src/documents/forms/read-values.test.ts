import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { filledGroups, packFilled } from '../../testing/filled-forms.ts';
import { type FormKind, makeFormDocx } from '../../testing/forms.ts';
import { distinctValues, measuresOf } from '../../testing/form-values.ts';
import { inlineRows, ROW_WAYS } from '../../testing/ways/row-ways.ts';
import { judgeReading } from '../../testing/ways/way.ts';
import { readDocxBlocks } from '../docx/read-blocks.ts';
import { defineForm } from './define.ts';
import type { CellValue, FormDefinition } from './definition.ts';
import { readValues } from './read-values.ts';

function define(kind: FormKind): FormDefinition {
  const form = defineForm(readDocxBlocks(makeFormDocx(kind)), { name: 'mau.docx', sha256: '' });
  if (form === null) throw new Error('no form');
  return form;
}

describe('what else stands in the file', () => {
  const form = define('six-groups');
  const values = distinctValues(form);
  const groups = filledGroups('six-groups', form, values);
  const plainRows = groups.flatMap((group) => inlineRows(group, (label, value) => `${label} ${value}`));

  test('prose of the sections, the unit in the head', () => {
    const read = readValues(form, packFilled('six-groups', plainRows));
    expect(read.values.sections).toEqual({ I: 'Đã chỉ đạo 12 xã.' });
    expect(read.unitName).toBe('UBND HUYỆN LONG VÂN');
    expect(readValues(define('eight-groups'), packFilled('eight-groups', [])).unitName).toBe(
      'PHÒNG GD&ĐT, UBND HUYỆN LONG VÂN',
    );
  });

  test('the blank form is from nobody and holds nothing', () => {
    const read = readValues(form, makeFormDocx('six-groups'));
    expect(read).toEqual({ values: { cells: {}, sections: {}, openRows: {} }, issues: [], unitName: null });
  });

  test('rows of one’s own are kept apart; outside an open group they are named, not summed', () => {
    const extra = groups.map((group) => ({
      ...group,
      lines: [
        ...group.lines.filter((line) => line.value !== null),
        { printed: '- Số cây xanh:', value: '77', unit: null },
      ],
    }));
    const read = readValues(
      form,
      packFilled(
        'six-groups',
        extra.flatMap((group) => inlineRows(group, (label, value) => `${label} ${value}`)),
      ),
    );
    expect(read.values.openRows).toEqual(
      Object.fromEntries(['2', '3', '4'].map((key) => [key, [{ label: 'Số cây xanh', number: '77' }]])),
    );
    expect(read.issues.map((issue) => issue.code)).toEqual(['extra-line', 'extra-line', 'extra-line']);
  });

  test('blank, zero and not applicable are three things', () => {
    const write = ['0', 'không áp dụng', ''];
    const rows = groups.flatMap((group) =>
      inlineRows(
        {
          ...group,
          lines: group.lines.map((line, index) =>
            line.value === null || line.unit === null ? line : { ...line, value: write[index % 3] ?? '' },
          ),
        },
        (label, value) => `${label} ${value}`,
      ),
    );
    const { cells } = readValues(form, packFilled('six-groups', rows)).values;
    expect([cells['1.cap-huyen'], cells['1.cap-xa'], cells['3.so-bang-ron-pa-no-khau-hieu-da-treo']]).toEqual([
      { state: 'value', number: '0' },
      { state: 'not-applicable' },
      undefined,
    ]);
  });

  test('another document is not this form', () => {
    const other = packFilled('six-groups', [{ label: ['Danh sách đại biểu'], column: ['45'] }]);
    expect(readValues(form, other)).toMatchObject({ values: { cells: {} }, issues: [{ code: 'form-unrecognized' }] });
  });
});

test('whatever ways are mixed over the groups, with whatever numbers, nothing is read wrong', () => {
  const kinds: FormKind[] = ['six-groups', 'eight-groups'];
  const forms = kinds.map((kind) => ({ kind, form: define(kind) }));
  const ways = fc.array(fc.nat({ max: ROW_WAYS.length - 1 }), { minLength: 8, maxLength: 8 });
  fc.assert(
    fc.property(
      fc.constantFrom(...forms),
      ways,
      fc.infiniteStream(fc.integer({ min: 0, max: 20_000 })),
      ({ kind, form }, chosen, numbers) => {
        const cells = Object.fromEntries(
          measuresOf(form).map((measure): [string, CellValue] => {
            const number: number = numbers.next().value ?? 0;
            return [measure.key, { state: 'value', number: String(measure.kind === 'yes-no' ? number % 2 : number) }];
          }),
        );
        const groups = filledGroups(kind, form, { cells, sections: {}, openRows: {} });
        const rows = groups.flatMap((group, index) => ROW_WAYS[chosen[index] ?? 0]?.rows(group, index) ?? []);
        expect(judgeReading(form, cells, readValues(form, packFilled(kind, rows))).wrong).toEqual([]);
      },
    ),
    { numRuns: 150 },
  );
});

test('a column with gaps beside short labels is taken line by line, and a person is asked to look', () => {
  const form = define('six-groups');
  const read = readValues(
    form,
    packFilled('six-groups', [
      {
        label: [
          'Tổng kết, khen thưởng:',
          '- Số đơn vị được khen:',
          '- Số cá nhân được khen:',
          '- Tổng kinh phí khen thưởng:',
        ],
        column: ['', '4', '', '702.000 đồng'],
      },
    ]),
  );
  expect(read.values.cells).toEqual({
    'tong-ket-khen-thuong.so-don-vi-duoc-khen': { state: 'value', number: '4' },
    'tong-ket-khen-thuong.tong-kinh-phi-khen-thuong': { state: 'value', number: '702000' },
  });
  expect(read.issues.filter((issue) => issue.code === 'check-line')).toHaveLength(3);
});
