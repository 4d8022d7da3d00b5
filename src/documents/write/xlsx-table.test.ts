import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { type Cell, readXlsx, type Workbook } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { sumDecimals } from '../../platform/text/decimal.ts';
import type { CellValue, FormDefinition } from '../forms/definition.ts';
import { sampleDefinition, sampleValues } from './test-samples.ts';
import { type UnitRow, type UnitTableInput, writeUnitTable } from './xlsx-table.ts';

const given = (number: string): CellValue => ({ state: 'value', number });

const units: UnitRow[] = [
  { code: '26001', name: 'Xã Tân An', status: 'submitted', cells: sampleValues.cells },
  {
    code: '26002',
    name: '=1+1',
    status: 'checked',
    cells: { '2.tin-phat-thanh': given('750'), 'khen.kinh-phi': given('0.25') },
  },
  { code: '26003', name: 'Phường Long Bình', status: 'missing', cells: {} },
];

function input(change: Partial<UnitTableInput> = {}): UnitTableInput {
  return {
    definition: sampleDefinition,
    titles: ['TỔNG HỢP', '(Đã nộp: 2/3)'],
    author: 'Sở Giáo dục và Đào tạo',
    sheetName: null,
    units,
    further: [
      { name: 'Lỗi', title: 'LỖI', columns: [{ header: 'Tệp', width: 20 }], rows: [['=HYPERLINK("x")'], ['+1']] },
    ],
    ...change,
  };
}

async function written(change: Partial<UnitTableInput> = {}): Promise<Workbook> {
  return readXlsx(await writeUnitTable(input(change)), { readStyles: true });
}

function cellsOf(workbook: Workbook, sheet = 0): ReadonlyMap<string, Cell> {
  return workbook.sheets[sheet]?.cells ?? new Map();
}

const HEADER = 3;
const FIRST = HEADER + 2;
const LEAD = 4;

describe('writeUnitTable', () => {
  it('has a two-row header with groups over indicators', async () => {
    const sheet = (await written()).sheets[0]!;
    expect(sheet.rows[HEADER]).toEqual([
      'STT',
      'Mã',
      'Đơn vị',
      'Tình trạng',
      '1. Kế hoạch tổ chức Tuần lễ',
      null,
      '2. Thông tin, truyền thông',
      null,
      null,
      '3. Các lớp đã mở (từ ngày 01/10 đến ngày 15/10/2026)',
      null,
      null,
      null,
      'Tổng kết, khen thưởng',
      null,
    ]);
    expect(sheet.rows[HEADER + 1]?.slice(LEAD, LEAD + 5)).toEqual([
      'Cấp tỉnh',
      'Cấp xã',
      'Số tin, bài đã phát trên loa truyền thanh',
      'Số tờ báo tường',
      'Số bài viết',
    ]);
    expect(sheet.merges).toContainEqual({ startRow: HEADER, startCol: LEAD, endRow: HEADER, endCol: LEAD + 1 });
    expect(sheet.merges).toContainEqual({ startRow: HEADER, startCol: 2, endRow: HEADER + 1, endCol: 2 });
  });

  it('shows blank, zero and not applicable as three things, and who has not sent', async () => {
    const rows = (await written()).sheets[0]!.rows;
    expect(rows[FIRST]).toEqual([
      1,
      '26001',
      'Xã Tân An',
      'Đã nộp',
      1,
      95,
      1250,
      310,
      1204,
      42,
      12840,
      0,
      '–',
      null,
      156500000.5,
    ]);
    expect(rows[FIRST + 2]).toEqual([
      3,
      '26003',
      'Phường Long Bình',
      'Chưa nộp',
      ...Array.from({ length: 11 }, () => null),
    ]);
  });

  it('sums by formula, with the value beside it', async () => {
    const cells = cellsOf(await written());
    const sum = cells.get(`${FIRST + 3},6`);
    expect(sum?.formula).toBe('SUM(G6:G8)');
    expect(sum?.formulaResult ?? sum?.value).toBe(2000);
    expect(cells.get(`${FIRST + 3},14`)?.formulaResult).toBe(156500000.75);
    // Nobody gave "Số đơn vị được khen thưởng": its sum is blank.
    expect(cells.get(`${FIRST + 3},13`)?.formulaResult ?? '').toBe('');
    expect(cells.get(`${FIRST + 3},14`)?.style?.numFmt).toBe('#,##0.00');
    expect(cells.get(`${FIRST + 3},6`)?.style?.numFmt).toBe('#,##0');
  });

  it('never takes text for a formula', async () => {
    const workbook = await written();
    for (const sheet of [0, 1]) {
      for (const cell of cellsOf(workbook, sheet).values()) {
        if (typeof cell.value === 'string' && /^[=+]/u.test(cell.value)) expect(cell.formula).toBeUndefined();
      }
    }
    expect(workbook.sheets[0]?.rows[FIRST + 1]?.[2]).toBe('=1+1');
    expect(workbook.sheets[1]?.rows.slice(2)).toEqual([['=HYPERLINK("x")'], ['+1']]);
  });

  it('prints on A4 landscape with the header on every page, and keeps header and names in view', async () => {
    const sheet = (await written()).sheets[0]!;
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 'a4',
      orientation: 'landscape',
      fitToWidth: 1,
    });
    const workbookXml = strFromU8(unzipSync(await writeUnitTable(input()))['xl/workbook.xml']!);
    // A sheet name with a space must be quoted, or Excel calls the file damaged.
    expect(workbookXml).toMatch(
      /<definedName name="_xlnm.Print_Titles" localSheetId="0">'Tổng hợp'!\$A:\$D,'Tổng hợp'!\$4:\$5<\/definedName>/u,
    );
    expect(sheet.freezePane).toEqual({ rows: FIRST, columns: LEAD });
    expect(cellsOf(await written()).get('0,0')?.style?.font?.name).toBe('Times New Roman');
  });

  it('leaves out a sum where values do not add up', async () => {
    const definition: FormDefinition = {
      ...sampleDefinition,
      groups: sampleDefinition.groups.map((group) => ({
        ...group,
        lines: group.lines.map((line) => ({
          ...line,
          measures: line.measures.map((measure) => ({ ...measure, addingUp: 'none' as const })),
        })),
      })),
    };
    const formulas = [...cellsOf(await written({ definition })).values()].filter((cell) => cell.formula !== undefined);
    expect(formulas).toEqual([]);
  });

  it('writes a table without units, and one without codes', async () => {
    const empty = (await written({ units: [] })).sheets[0]!;
    expect(empty.rows[FIRST]?.[0]).toBe('Tổng cộng');
    const codeless = (await written({ units: units.map((unit) => ({ ...unit, code: null })) })).sheets[0]!;
    expect(codeless.rows[HEADER]?.slice(0, 3)).toEqual(['STT', 'Đơn vị', 'Tình trạng']);
  });

  it('gives the same bytes for the same input', async () => {
    expect(await writeUnitTable(input())).toEqual(await writeUnitTable(input()));
  });

  it('has cached sums that equal the figures of its rows', async () => {
    const number = fc.integer({ min: 0, max: 5_000_000 }).map(String);
    const row = fc.record({ a: fc.option(number, { nil: null }), b: fc.option(number, { nil: null }) });
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 12 }), async (rows) => {
        const table = rows.map(
          ({ a, b }, index): UnitRow => ({
            code: null,
            name: `Đơn vị ${index}`,
            status: 'submitted',
            cells: { ...(a !== null && { '1.cap-tinh': given(a) }), ...(b !== null && { '1.cap-xa': given(b) }) },
          }),
        );
        const workbook = await written({ units: table, further: [] });
        const sheet = workbook.sheets[0]!;
        for (const [column, key] of [
          [3, 'a'],
          [4, 'b'],
        ] as const) {
          const numbers = rows.flatMap((each) => each[key] ?? []);
          const cached = cellsOf(workbook).get(`${FIRST + rows.length},${column}`)?.formulaResult;
          expect(cached ?? '').toBe(numbers.length === 0 ? '' : Number(sumDecimals(numbers)));
          const inRows = sheet.rows
            .slice(FIRST, FIRST + rows.length)
            .flatMap((each) => (typeof each[column] === 'number' ? [each[column]] : []));
          expect(inRows.reduce((sum, each) => sum + each, 0)).toBe(Number(sumDecimals(numbers)));
        }
      }),
      { numRuns: 25 },
    );
  });
});
