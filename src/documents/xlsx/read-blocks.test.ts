import { expect, test } from 'vitest';
import { makeFormXlsx, makeRawXlsx } from '../../testing/form-xlsx.ts';
import { formatAddress, parseAddress } from './address.ts';
import { readXlsxBlocks } from './read-blocks.ts';

test('cells as a person sees them: a date is no count, a percentage keeps its sign, an error is no number', () => {
  const bytes = makeRawXlsx([
    [
      '<c r="A1"><v>1250</v></c>',
      '<c r="B1" s="4"><v>44858</v></c>',
      '<c r="C1"><v>1.25E3</v></c>',
      '<c r="D1"><v>2.5</v></c>',
    ],
    [
      '<c r="A2" t="e"><v>#REF!</v></c>',
      '<c r="B2"><f>1+1</f><v>2</v></c>',
      '<c r="C2"><f>1+1</f></c>',
      '<c r="D2" t="inlineStr"><is><r><t>a </t></r><r><t>b</t></r></is></c>',
    ],
  ]);
  const table = readXlsxBlocks(bytes).blocks[0];
  expect(table?.kind === 'table' && table.rows.map((row) => row.map((cell) => cell.lines.join('|')))).toEqual([
    ['1250', '24/10/2022', '1250', '2,5'],
    ['#REF!', '2', '=?', 'a b'],
  ]);
});

test('merged cells span, every cell knows its address', () => {
  const table = readXlsxBlocks(makeFormXlsx('six-groups')).blocks[0];
  expect(table?.kind === 'table' && table.rows[0]?.map((cell) => [cell.columnSpan, cell.place])).toEqual([
    [5, { kind: 'xlsx', sheet: 'Báo cáo', cell: 'A1' }],
  ]);
});

test('addresses', () => {
  for (const text of ['A1', 'Z9', 'AA10', 'XFD1048576']) expect(formatAddress(parseAddress(text)!)).toBe(text);
  for (const text of ['', 'A0', '1A', 'XFE1', 'A1048577', 'A1:B2']) expect(parseAddress(text)).toBeNull();
});
