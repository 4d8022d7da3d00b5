import { expect, test } from 'vitest';
import { spokenPlace } from './rules.places.ts';

test.each([
  [{ kind: 'text', line: 4, lineEnd: 6 }, 'vb-3', 'txt', { is: 'line', from: 4, to: 6 }],
  [{ kind: 'text', line: 4, lineEnd: 4 }, 'vb-3', 'odt', { is: 'paragraph', from: 4, to: 4 }],
  [{ kind: 'docx', part: 'word/document.xml', start: 900, end: 950 }, 'vb-7', 'docx', { is: 'block', n: 7 }],
  [
    { kind: 'docx', part: 'word/document.xml', start: 1, end: 2 },
    'vb-7-2-3',
    'docx',
    { is: 'table-cell', n: 7, row: 2, column: 3 },
  ],
  [
    { kind: 'pdf', page: 3, x: 85.04, y: 56.7, width: 9, height: 9 },
    'vb-7',
    'pdf',
    { is: 'page', n: 3, across: 3, down: 2 },
  ],
  [{ kind: 'xlsx', sheet: 'Mẫu', cell: 'B7' }, 'vb-7', 'xlsx', { is: 'sheet-cell', sheet: 'Mẫu', cell: 'B7' }],
] as const)('%j at %s of a .%s', (place, anchor, format, expected) => {
  expect(spokenPlace({ place, anchor }, format)).toEqual(expected);
});
