/**
 * The only file that knows hucre, the spreadsheet library: sheets in our own words in, .xlsx bytes out.
 * Text is always a text cell, so "=1+1" in a name is never run; only `formula` makes a formula.
 */
import { type Cell, type CellStyle, cellRef, colToLetter, type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { xmlText } from './docx-xml.ts';

export interface SheetCell {
  readonly value: string | number | null;
  /** Without the `=`; `value` is then its cached result. */
  readonly formula?: string;
  readonly bold?: boolean;
  readonly italic?: boolean;
  /** Points; 11 when absent. */
  readonly size?: number;
  readonly align?: 'left' | 'center' | 'right';
  readonly border?: boolean;
  /** Hex without `#`. */
  readonly fill?: string;
  readonly numberFormat?: string;
}

export interface SheetRow {
  readonly cells: readonly (SheetCell | null)[];
  /** Points; null lets the program decide. */
  readonly height: number | null;
}

export interface SheetSpec {
  readonly name: string;
  /** Characters. */
  readonly columnWidths: readonly number[];
  readonly rows: readonly SheetRow[];
  readonly merges: readonly {
    readonly row: number;
    readonly column: number;
    readonly rows: number;
    readonly columns: number;
  }[];
  /** Rows and columns that stay in view. */
  readonly freeze: { readonly rows: number; readonly columns: number };
  /** 0-based rows, inclusive, repeated at the top of each printed page; null for none. */
  readonly repeatRows: readonly [number, number] | null;
  /** Columns from the left repeated on each printed page. */
  readonly repeatColumns: number;
  /** Pages that the width is fitted to when printed; the length takes as many as needed. */
  readonly pagesWide: number;
  /** Columns in which one chooses from a list; anything else may be typed as well. */
  readonly choices?: readonly SheetChoice[];
  /** 0-based columns that are text throughout: a program drops no leading zero, makes no date of what is typed there. */
  readonly textColumns?: readonly number[];
}

export interface SheetChoice {
  /** 0-based, as the rows from..to. */
  readonly column: number;
  readonly from: number;
  readonly to: number;
  /** The cells of one column of another sheet that hold the choices; 0-based. */
  readonly list: { readonly sheet: string; readonly column: number; readonly from: number; readonly to: number };
}

export interface WorkbookSpec {
  readonly title: string;
  readonly author: string;
  readonly sheets: readonly SheetSpec[];
}

const FONT = 'Times New Roman';
/** Excel's format for what is text whatever it looks like. */
const TEXT_FORMAT = '@';
const DEFAULT_SIZE = 11;
/** Excel's limit for one cell. */
const LONGEST_TEXT = 32_767;
/** Excel's limit for the name of a sheet, and what it forbids there. */
const LONGEST_NAME = 31;
const FORBIDDEN_IN_NAME = /[\\/?*[\]:]/gu;
/** A file never depends on the clock. */
const FIXED_TIME = new Date('2020-03-05T00:00:00Z');

/** Address of a cell from 0-based row and column, such as `B7`. */
export function cellAddress(row: number, column: number): string {
  return cellRef(row, column);
}

/** Bytes of the .xlsx: A4 landscape, Times New Roman. Equal input gives equal bytes. */
export async function writeWorkbook(workbook: WorkbookSpec): Promise<Uint8Array> {
  const bytes = await writeXlsx({
    sheets: workbook.sheets.map(sheetOf),
    namedRanges: workbook.sheets.flatMap(printTitles),
    defaultFont: { name: FONT, size: DEFAULT_SIZE },
    properties: {
      title: xmlText(workbook.title),
      creator: xmlText(workbook.author),
      created: FIXED_TIME,
      modified: FIXED_TIME,
    },
  });
  return bytes;
}

function sheetName(spec: SheetSpec): string {
  return spec.name.replace(FORBIDDEN_IN_NAME, ' ').slice(0, LONGEST_NAME);
}

/** Rows and columns repeated on each printed page. hucre's own setting does not quote names with spaces: Excel refuses those. */
function printTitles(spec: SheetSpec): { name: string; range: string; scope: string }[] {
  const sheet = `'${sheetName(spec).replaceAll("'", "''")}'`;
  const parts = [
    ...(spec.repeatColumns > 0 ? [`${sheet}!$A:$${colToLetter(spec.repeatColumns - 1)}`] : []),
    ...(spec.repeatRows === null ? [] : [`${sheet}!$${spec.repeatRows[0] + 1}:$${spec.repeatRows[1] + 1}`]),
  ];
  return parts.length === 0 ? [] : [{ name: '_xlnm.Print_Titles', range: parts.join(','), scope: sheetName(spec) }];
}

function sheetOf(spec: SheetSpec): WriteSheet {
  const cells = new Map<string, Partial<Cell>>();
  const rowDefs = new Map<number, { height: number }>();
  spec.rows.forEach((row, rowIndex) => {
    if (row.height !== null) rowDefs.set(rowIndex, { height: row.height });
    row.cells.forEach((cell, columnIndex) => {
      if (cell !== null) cells.set(`${rowIndex},${columnIndex}`, cellOf(cell));
    });
  });
  return {
    name: sheetName(spec),
    columns: spec.columnWidths.map((width, column) =>
      spec.textColumns?.includes(column) === true
        ? { width, style: { ...styleOf({ value: null }), numFmt: TEXT_FORMAT } }
        : { width },
    ),
    dataValidations: (spec.choices ?? []).map(({ column, from, to, list }) => ({
      type: 'list',
      formula1: `'${list.sheet.replaceAll("'", "''")}'!$${cellRef(list.from, list.column).replace(/\d/u, '$$$&')}:$${cellRef(list.to, list.column).replace(/\d/u, '$$$&')}`,
      range: `${cellRef(from, column)}:${cellRef(to, column)}`,
      allowBlank: true,
      showErrorMessage: false,
    })),
    rows: spec.rows.map((row) => row.cells.map((cell) => valueOf(cell))),
    cells,
    rowDefs,
    merges: spec.merges.map(({ row, column, rows, columns }) => ({
      startRow: row,
      startCol: column,
      endRow: row + rows - 1,
      endCol: column + columns - 1,
    })),
    freezePane: spec.freeze,
    pageSetup: {
      paperSize: 'a4',
      orientation: 'landscape',
      fitToPage: true,
      fitToWidth: spec.pagesWide,
      fitToHeight: 0,
      horizontalCentered: true,
      margins: { top: 0.7, bottom: 0.6, left: 0.5, right: 0.4, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&C&P/&N' },
  };
}

function valueOf(cell: SheetCell | null): string | number | null {
  if (cell === null || cell.formula !== undefined) return null;
  return typeof cell.value === 'string' ? xmlText(cell.value).slice(0, LONGEST_TEXT) : cell.value;
}

function cellOf(cell: SheetCell): Partial<Cell> {
  const style = styleOf(cell);
  if (cell.formula !== undefined) return { formula: cell.formula, formulaResult: cell.value, style };
  const value = valueOf(cell);
  return { value, type: typeof value === 'number' ? 'number' : value === null ? 'empty' : 'string', style };
}

function styleOf(cell: SheetCell): CellStyle {
  const side = { style: 'thin', color: { rgb: '000000' } } as const;
  return {
    font: {
      name: FONT,
      size: cell.size ?? DEFAULT_SIZE,
      ...(cell.bold === true && { bold: true }),
      ...(cell.italic === true && { italic: true }),
    },
    alignment: { horizontal: cell.align ?? 'left', vertical: 'center', wrapText: true },
    ...(cell.border === true && { border: { top: side, right: side, bottom: side, left: side } }),
    ...(cell.fill !== undefined && { fill: { type: 'pattern', pattern: 'solid', fgColor: { rgb: cell.fill } } }),
    ...(cell.numberFormat !== undefined && { numFmt: cell.numberFormat }),
  };
}
