/** Ways to lay out values in the two forms of 2022: behind labels, in the column, beside them, in another order. */
import {
  brokenParagraph,
  type FilledGroup,
  filledGroups,
  type FilledRow,
  packFilled,
  plainParagraph,
} from '../filled-forms.ts';
import { FORM_SPECS, type FormKind } from '../form-specs.ts';
import type { Way } from './way.ts';

export interface RowWay {
  readonly name: string;
  readonly rows: (group: FilledGroup, index: number) => FilledRow[];
  readonly broken?: boolean;
  readonly expect: Way['expect'];
}

/** The value behind each label, as `show` writes it. */
export const inlineRows = (group: FilledGroup, show: (printed: string, value: string) => string): FilledRow[] => [
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

export const ROW_WAYS: readonly RowWay[] = [
  {
    name: 'behind the label',
    rows: (group) => inlineRows(group, (label, value) => `${label} ${value}`),
    expect: 'read',
  },
  {
    name: 'broken over bold runs with a tab',
    rows: (group) => inlineRows(group, (label, value) => `${label} ${value}`),
    broken: true,
    expect: 'read',
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
    expect: 'read',
  },
  {
    name: 'on dotted lines',
    rows: (group) => inlineRows(group, (label, value) => `${label}.......${value}.......`),
    expect: 'read',
  },
  {
    name: 'other tone placement, decomposed letters, no bullets',
    rows: (group) =>
      inlineRows(group, (label, value) => swapTones(`${label.replace(/^[-+] /u, '')} ${value}`).normalize('NFD')),
    expect: 'read',
  },
  {
    name: 'aligned column',
    rows: (group) => [{ label: printed(group), column: ['', ...group.lines.map((line) => line.value ?? '')] }],
    expect: 'read',
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
    expect: 'read',
  },
  {
    name: 'half behind, half in the column',
    rows: (group, index) =>
      index % 2 === 0
        ? inlineRows(group, (label, value) => `${label} ${value}`)
        : [{ label: printed(group), column: ['', ...group.lines.map((line) => line.value ?? '')] }],
    expect: 'read',
  },
  {
    name: 'a row for each line',
    rows: (group) => [
      { label: [group.head] },
      ...group.lines.map((line) => ({ label: [line.printed], column: line.value === null ? [] : [line.value] })),
    ],
    expect: 'read',
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
    expect: 'read',
  },
  {
    name: 'lines in another order',
    rows: (group) =>
      inlineRows(
        {
          ...group,
          lines: group.lines.some((line) => /tham gia:/u.test(line.printed)) ? group.lines : group.lines.toReversed(),
        },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'read',
  },
  {
    name: 'groups renamed and numbered anew',
    rows: (group, index) =>
      inlineRows(
        { ...group, head: `${index + 3}. ${group.head.replace(/^\d+\. /u, '')}` },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'read',
  },
  {
    name: 'an extra line in each group',
    rows: (group) =>
      inlineRows(
        { ...group, lines: [...group.lines, { printed: '- Số cây xanh đã trồng:', value: '77', unit: null }] },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'read',
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
    rows: (group) => inlineRows(group, (label, value) => `${label} ${value.replaceAll('.', ',')}`),
    expect: 'flagged',
  },
  {
    name: 'two numbers on one line',
    rows: (group) => inlineRows(group, (label, value) => `${label} ${value} và 5`),
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
      inlineRows(
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
      inlineRows(
        { ...group, lines: group.lines.filter((_, index) => index % 3 !== 1) },
        (label, value) => `${label} ${value}`,
      ),
    expect: 'flagged',
  },
  {
    name: 'text instead of numbers',
    rows: (group) => inlineRows(group, (label) => `${label} đang tổng hợp`),
    expect: 'flagged',
  },
  {
    name: 'about that many',
    rows: (group) => inlineRows(group, (label, value) => `${label} khoảng ${value}`),
    expect: 'flagged',
  },
  { name: 'one sum for the group', rows: (group) => [{ label: printed(group), column: ['4.321'] }], expect: 'flagged' },
];

/** The layouts as ways of filling; they make sense for the two forms that they are drawn for. */
export const LAYOUT_WAYS: readonly Way[] = ROW_WAYS.map(({ name, rows, broken, expect }) => ({
  name: `table: ${name}`,
  expect,
  fill: (sample) => {
    const kind = KINDS.find((one) => one === sample.name);
    if (kind === undefined || sample.format !== 'docx') return null;
    const groups = filledGroups(kind, sample.definition, sample.values);
    const make = broken === true ? brokenParagraph : plainParagraph;
    return { bytes: packFilled(kind, groups.flatMap(rows), make), truth: sample.values.cells };
  },
}));

const KINDS = Object.keys(FORM_SPECS).filter((kind): kind is FormKind => kind in FORM_SPECS);
