import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  brokenParagraph,
  type FilledGroup,
  filledGroups,
  type FilledRow,
  packFilled,
  plainParagraph,
} from '../../testing/filled-forms.ts';
import { type FormKind, makeFormDocx } from '../../testing/forms.ts';
import { distinctValues, measuresOf } from '../../testing/form-values.ts';
import { readDocxBlocks } from '../docx/read-blocks.ts';
import { defineForm } from './define.ts';
import type { CellValue, FormDefinition, ReadValues } from './definition.ts';
import { readValues } from './read-values.ts';

function define(kind: FormKind): FormDefinition {
  const form = defineForm(readDocxBlocks(makeFormDocx(kind)), { name: 'mau.docx', sha256: '' });
  if (form === null) throw new Error('no form');
  return form;
}

interface Variant {
  readonly name: string;
  readonly rows: (group: FilledGroup, index: number) => FilledRow[];
  readonly broken?: boolean;
  /** `all`: every value must be read; `flagged`: what is not read must be flagged. */
  readonly expect: 'all' | 'flagged';
}

const inline = (group: FilledGroup, show: (printed: string, value: string) => string): FilledRow[] => [
  {
    label: [
      group.head,
      ...group.lines.map((line) => (line.value === null ? line.printed : show(line.printed, line.value))),
    ],
  },
];
const printed = (group: FilledGroup): string[] => [group.head, ...group.lines.map((line) => line.printed)];
const given = (group: FilledGroup): string[] => group.lines.flatMap((line) => line.value ?? []);
const swapTones = (text: string): string => text.replaceAll('óa', 'oá').replaceAll('ọa', 'oạ').replaceAll('òa', 'oà');

const VARIANTS: Variant[] = [
  { name: 'behind the label', rows: (group) => inline(group, (label, value) => `${label} ${value}`), expect: 'all' },
  {
    name: 'broken over bold runs with a tab',
    rows: (group) => inline(group, (label, value) => `${label} ${value}`),
    broken: true,
    expect: 'all',
  },
  {
    name: 'with units',
    rows: (group) => [
      {
        label: [
          group.head,
          ...group.lines.map((line) =>
            line.value === null
              ? line.printed
              : `${line.printed} ${line.value}${line.unit === null || !/^[\d.]+$/u.test(line.value) ? '' : ` ${line.unit.split('/')[0]}`}`,
          ),
        ],
      },
    ],
    expect: 'all',
  },
  {
    name: 'on dotted lines',
    rows: (group) => inline(group, (label, value) => `${label}.......${value}.......`),
    expect: 'all',
  },
  {
    name: 'other tone placement, decomposed letters, no bullets',
    rows: (group) =>
      inline(group, (label, value) => swapTones(`${label.replace(/^[-+] /u, '')} ${value}`).normalize('NFD')),
    expect: 'all',
  },
  {
    name: 'aligned column',
    rows: (group) => [{ label: printed(group), column: ['', ...group.lines.map((line) => line.value ?? '')] }],
    expect: 'all',
  },
  {
    name: 'labelled column',
    rows: (group) => [
      {
        label: printed(group),
        column: group.lines.flatMap((line) =>
          line.value === null ? [] : `${line.printed.replace(/\s*:?$/u, ':')} ${line.value}`,
        ),
      },
    ],
    expect: 'all',
  },
  {
    name: 'half behind, half in the column',
    rows: (group, index) =>
      index % 2 === 0
        ? inline(group, (label, value) => `${label} ${value}`)
        : [{ label: printed(group), column: ['', ...group.lines.map((line) => line.value ?? '')] }],
    expect: 'all',
  },
  {
    name: 'a row for each line',
    rows: (group) => [
      { label: [group.head] },
      ...group.lines.map((line) => ({ label: [line.printed], column: line.value === null ? [] : [line.value] })),
    ],
    expect: 'all',
  },
  {
    name: 'labels wrapped by hand',
    rows: (group) => [
      {
        label: [
          group.head,
          ...group.lines.flatMap((line) =>
            line.value === null
              ? line.printed
              : `${line.printed.replace(/^(.{30,}?) (?=\p{Ll})/u, '$1\n')} ${line.value}`.split('\n'),
          ),
        ],
      },
    ],
    expect: 'all',
  },
  {
    name: 'lines in another order',
    rows: (group) =>
      inline(
        {
          ...group,
          lines: group.lines.some((line) => /tham gia:/u.test(line.printed)) ? group.lines : group.lines.toReversed(),
        },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'all',
  },
  {
    name: 'groups renamed and numbered anew',
    rows: (group, index) =>
      inline(
        { ...group, head: `${index + 3}. ${group.head.replace(/^\d+\. /u, '')}` },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'all',
  },
  {
    name: 'an extra line in each group',
    rows: (group) =>
      inline(
        { ...group, lines: [...group.lines, { printed: '- Số cây xanh đã trồng:', value: '77', unit: null }] },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'all',
  },
  {
    name: 'column without a blank line for the group',
    rows: (group) => [{ label: printed(group), column: given(group) }],
    expect: 'flagged',
  },
  {
    name: 'all values of a group on one line of the column',
    rows: (group) => [{ label: printed(group), column: [given(group).join('; ')] }],
    expect: 'flagged',
  },
  {
    name: 'column pushed down by a wrapped label',
    rows: (group) => [{ label: printed(group), column: ['', '', ...group.lines.map((line) => line.value ?? '')] }],
    expect: 'flagged',
  },
  {
    name: 'column with gaps',
    rows: (group) => [
      {
        label: printed(group),
        column: ['', ...group.lines.map((line, index) => (index % 2 === 0 ? (line.value ?? '') : ''))],
      },
    ],
    expect: 'flagged',
  },
  {
    name: 'commas for thousands',
    rows: (group) => inline(group, (label, value) => `${label} ${value.replaceAll('.', ',')}`),
    expect: 'flagged',
  },
  {
    name: 'two numbers on one line',
    rows: (group) => inline(group, (label, value) => `${label} ${value} và 5`),
    expect: 'flagged',
  },
  {
    name: 'another number in the column',
    rows: (group) =>
      group.lines.map((line, index) => ({
        label:
          index === 0 ? [group.head, `${line.printed} ${line.value ?? ''}`] : [`${line.printed} ${line.value ?? ''}`],
        column: ['99'],
      })),
    expect: 'flagged',
  },
  {
    name: 'every line twice with another number',
    rows: (group) =>
      inline(
        {
          ...group,
          lines: group.lines.flatMap((line) => [line, line.value === null ? line : { ...line, value: '5' }]),
        },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'flagged',
  },
  {
    name: 'every third line deleted',
    rows: (group) =>
      inline(
        { ...group, lines: group.lines.filter((_, index) => index % 3 !== 1) },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'flagged',
  },
  {
    name: 'text instead of numbers',
    rows: (group) => inline(group, (label) => `${label} đang tổng hợp`),
    expect: 'flagged',
  },
  {
    name: 'about that many',
    rows: (group) => inline(group, (label, value) => `${label} khoảng ${value}`),
    expect: 'flagged',
  },
  { name: 'one sum for the group', rows: (group) => [{ label: printed(group), column: ['4.321'] }], expect: 'flagged' },
];

function judge(
  form: FormDefinition,
  truth: Record<string, unknown>,
  read: ReadValues,
): { right: number; wrong: string[]; unflagged: string[] } {
  const wrong: string[] = [];
  const unflagged: string[] = [];
  let right = 0;
  const whole = read.issues.some((issue) => issue.key === null);
  for (const { key } of measuresOf(form)) {
    const value = read.values.cells[key];
    if (value === undefined) {
      if (!whole && !read.issues.some((issue) => issue.key === key)) unflagged.push(key);
    } else if (JSON.stringify(value) === JSON.stringify(truth[key])) right++;
    else wrong.push(`${key}: ${JSON.stringify(value)}`);
  }
  return { right, wrong, unflagged };
}

describe.each<FormKind>(['six-groups', 'eight-groups'])('%s', (kind) => {
  const form = define(kind);
  const values = distinctValues(form);
  const groups = filledGroups(kind, form, values);

  test.each(VARIANTS)('$name', (variant) => {
    const filled = packFilled(
      kind,
      groups.flatMap(variant.rows),
      variant.broken === true ? brokenParagraph : plainParagraph,
    );
    const read = readValues(form, filled);
    const { right, wrong, unflagged } = judge(form, values.cells, read);
    expect(wrong).toEqual([]);
    expect(unflagged).toEqual([]);
    if (variant.expect === 'all')
      expect({ right, issues: read.issues.filter((issue) => issue.code !== 'extra-line') }).toEqual({
        right: measuresOf(form).length,
        issues: [],
      });
  });
});

describe('what else stands in the file', () => {
  const form = define('six-groups');
  const values = distinctValues(form);
  const groups = filledGroups('six-groups', form, values);
  const inlineRows = groups.flatMap((group) => inline(group, (label, value) => `${label} ${value}`));

  test('prose of the sections, the unit in the head', () => {
    const read = readValues(form, packFilled('six-groups', inlineRows));
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
        extra.flatMap((group) => inline(group, (label, value) => `${label} ${value}`)),
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
      inline(
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
  const ways = fc.array(fc.nat({ max: VARIANTS.length - 1 }), { minLength: 8, maxLength: 8 });
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
        const rows = groups.flatMap((group, index) => VARIANTS[chosen[index] ?? 0]?.rows(group, index) ?? []);
        expect(judge(form, cells, readValues(form, packFilled(kind, rows))).wrong).toEqual([]);
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
