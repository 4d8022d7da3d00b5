/** The cells of one sheet → a table: rows and columns up to the last one with text, merged cells as one. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { TableBlock, TableCell } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import { type CellAddress, formatAddress } from './address.ts';

/** A merged range, both ends included. */
export interface MergedRange {
  readonly from: CellAddress;
  readonly to: CellAddress;
}

/** A form is small: beyond this a sheet is data, not a form. */
export const MOST_ROWS = 5000;
export const MOST_COLUMNS = 100;
const MOST_CELLS = 200_000;
/** Cells that merged ranges may cover in all, those counted twice that lie under several. */
const MOST_COVERED = 2 * MOST_CELLS;

/** Cells of all sheets together: two cells far apart make a table of all that lies between. */
const MOST_CELLS_OF_FILE = 2 * MOST_CELLS;

/** The tables of a file's sheets in order, those without text left out. Throws DocumentProblem `file-too-complex`. */
export function tablesOf<Sheet>(sheets: Iterable<Sheet>, read: (sheet: Sheet) => TableBlock | null): TableBlock[] {
  const tables: TableBlock[] = [];
  let cells = 0;
  for (const sheet of sheets) {
    const table = read(sheet);
    if (table === null) continue;
    cells += table.rows.reduce((sum, row) => sum + row.length, 0);
    if (cells > MOST_CELLS_OF_FILE) throw new DocumentProblem('file-too-complex');
    tables.push(table);
  }
  return tables;
}

/** Texts of cells, gathered in any order. */
export class SheetCells {
  readonly #name: string;
  readonly #texts = new Map<string, string>();
  #lastRow = 0;
  #lastColumn = 0;

  constructor(name: string) {
    this.#name = name;
  }

  add(address: CellAddress, text: string): void {
    if (text.trim() === '') return;
    this.#texts.set(formatAddress(address), text);
    this.#lastRow = Math.max(this.#lastRow, address.row);
    this.#lastColumn = Math.max(this.#lastColumn, address.column);
    const isData = this.#lastRow > MOST_ROWS || this.#lastColumn > MOST_COLUMNS;
    if (isData || this.#lastRow * this.#lastColumn > MOST_CELLS)
      throw new DocumentProblem('file-too-complex', this.#name);
  }

  /** The table; null when no cell has text. */
  table(ranges: Iterable<MergedRange>): TableBlock | null {
    if (this.#lastRow === 0) return null;
    const { merges, covered } = this.#merges(ranges);
    const rows: TableCell[][] = [];
    for (let row = 1; row <= this.#lastRow; row++) {
      const cells: TableCell[] = [];
      for (let column = 1; column <= this.#lastColumn; column++) {
        const cell = formatAddress({ column, row });
        if (covered.has(cell)) continue;
        const merge = merges.get(cell);
        cells.push({
          lines: linesOf(this.#texts.get(cell) ?? ''),
          columnSpan: merge?.columns ?? 1,
          rowSpan: merge?.rows ?? 1,
          place: { kind: 'xlsx', sheet: this.#name, cell },
        });
      }
      rows.push(cells);
    }
    return { kind: 'table', rows, place: { kind: 'xlsx', sheet: this.#name, cell: 'A1' } };
  }

  #merges(ranges: Iterable<MergedRange>): {
    merges: Map<string, { columns: number; rows: number }>;
    covered: Set<string>;
  } {
    const merges = new Map<string, { columns: number; rows: number }>();
    const covered = new Set<string>();
    let room = MOST_COVERED;
    for (const { from, to } of ranges) {
      const bottom = Math.min(to.row, this.#lastRow);
      const right = Math.min(to.column, this.#lastColumn);
      const columns = Math.max(1, right - from.column + 1);
      const rows = Math.max(1, bottom - from.row + 1);
      room -= columns * rows;
      if (room < 0) throw new DocumentProblem('file-too-complex');
      merges.set(formatAddress(from), { columns, rows });
      for (let row = from.row; row <= bottom; row++) {
        for (let column = from.column; column <= right; column++) {
          if (row !== from.row || column !== from.column) covered.add(formatAddress({ column, row }));
        }
      }
    }
    return { merges, covered };
  }
}

/** Lines of a cell's text, composed, one space between words, empty ones in between kept. */
function linesOf(text: string): string[] {
  const lines = normalizeText(text)
    .split(/\r\n|[\r\n]/u)
    .map((line) => line.replace(/\s+/gu, ' ').trim());
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}
