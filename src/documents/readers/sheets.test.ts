/** One workbook as .xlsx, .xls and .ods: the same cells, as a person sees them. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { SEEN_IN_SHEET_SAMPLE, sheetSample } from '../fuzz/sheet-sample.ts';
import { readDocument } from '../read-document.ts';
import { formatOf, numberText } from '../xlsx/number-text.ts';

const fixture = (name: string): Uint8Array => readFileSync(new URL(`../fuzz/fixtures/${name}`, import.meta.url));

describe.each([
  ['xlsx', sheetSample],
  ['xls', () => fixture('so-lieu.xls')],
  ['ods', () => fixture('so-lieu.ods')],
] as const)('.%s', (format, bytes) => {
  it('shows numbers, percentages, dates, times, formulas, errors and old letters as a person sees them', () => {
    const document = readDocument(bytes());
    expect(document.format).toBe(format);
    expect(document.notices.map((notice) => notice.code)).toEqual(['legacy-font-converted']);
    expect(document.blocks).toHaveLength(1);
    const [table] = document.blocks;
    if (table?.kind !== 'table') throw new Error('no table');
    expect(table.rows.map((row) => row.map((cell) => cell.lines.join('/')))).toEqual(SEEN_IN_SHEET_SAMPLE);
    expect(table.rows[0]?.[0]).toMatchObject({ columnSpan: 4, place: { kind: 'xlsx', sheet: 'Báo cáo', cell: 'A1' } });
    expect(table.rows[6]?.map((cell) => [cell.columnSpan, cell.place])).toEqual([
      [2, { kind: 'xlsx', sheet: 'Báo cáo', cell: 'A7' }],
      [1, { kind: 'xlsx', sheet: 'Báo cáo', cell: 'C7' }],
      [1, { kind: 'xlsx', sheet: 'Báo cáo', cell: 'D7' }],
    ]);
  });
});

describe('number formats', () => {
  it.each([
    [0, '', 'number'],
    [0, 'General', 'number'],
    [164, '#,##0.00', 'number'],
    [164, '#,##0\\ "đồng"', 'number'],
    [164, '_-* #,##0\\ _₫_-;[Red]-* #,##0_d', 'number'],
    [164, '[$-42A]dd/mm/yyyy', 'date'],
    [164, '[h]:mm', 'time'],
    [164, 'h:mm AM/PM', 'time'],
    [164, 'dd/mm/yyyy hh:mm', 'date-time'],
    [164, 'mmm', 'date'],
    [10, '', 'percent'],
    [164, '0.0%', 'percent'],
  ] as const)('%i %s is a %s', (id, code, format) => {
    expect(formatOf(id, code)).toBe(format);
  });

  it('days before the first and after the last are no dates; days of old Macs begin later', () => {
    expect(numberText(-1, '-1', 'date')).toBe('#');
    expect(numberText(3_000_000, '3000000', 'date')).toBe('#');
    expect(numberText(43_396, '43396', 'date', true)).toBe('24/10/2022');
    expect(numberText(0.07, '0.07', 'percent')).toBe('7%');
    expect(numberText(Number.NaN, 'x', 'number')).toBe('x');
  });
});
