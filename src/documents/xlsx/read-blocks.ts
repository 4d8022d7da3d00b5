/** .xlsx → Blocks: one table for each visible sheet, cells as a person sees them. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { Block, DocumentBlocks, TableCell } from '../blocks.ts';
import { attribute, child, textOf, type XmlElement } from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { formatAddress, parseAddress } from './address.ts';
import { openXlsx, stringText, type XlsxFile, type XlsxSheet } from './open.ts';

/** A form is small: beyond this a sheet is data, not a form. */
const MOST_ROWS = 5000;
const MOST_COLUMNS = 100;

/** Reads an .xlsx. Formulas give their cached result; dates and percentages stay recognizable as such. */
export function readXlsxBlocks(bytes: Uint8Array): DocumentBlocks {
  return blocksOfXlsx(openXlsx(bytes));
}

/** The same for a file that is open already. */
export function blocksOfXlsx(file: XlsxFile): DocumentBlocks {
  const blocks = file.sheets.flatMap((sheet): Block[] => {
    const block = readSheet(file, sheet);
    return block === null ? [] : [block];
  });
  return { format: 'xlsx', blocks, notices: [] };
}

interface Merge {
  readonly columns: number;
  readonly rows: number;
}

function readSheet(file: XlsxFile, sheet: XlsxSheet): Block | null {
  const texts = new Map<string, string>();
  let lastRow = 0;
  let lastColumn = 0;
  for (const cell of cellsOf(sheet)) {
    const address = parseAddress(attribute(sheet.tree, cell, 'r') ?? '');
    const text = address === null ? '' : cellText(file, sheet, cell);
    if (address === null || text.trim() === '') continue;
    texts.set(formatAddress(address), text);
    lastRow = Math.max(lastRow, address.row);
    lastColumn = Math.max(lastColumn, address.column);
  }
  if (lastRow === 0) return null;
  if (lastRow > MOST_ROWS || lastColumn > MOST_COLUMNS) throw new DocumentProblem('file-too-large', sheet.name);

  const { merges, covered } = readMerges(sheet, lastRow, lastColumn);
  const rows: TableCell[][] = [];
  for (let row = 1; row <= lastRow; row++) {
    const cells: TableCell[] = [];
    for (let column = 1; column <= lastColumn; column++) {
      const cell = formatAddress({ column, row });
      if (covered.has(cell)) continue;
      const merge = merges.get(cell);
      cells.push({
        lines: linesOf(texts.get(cell) ?? ''),
        columnSpan: merge?.columns ?? 1,
        rowSpan: merge?.rows ?? 1,
        place: { kind: 'xlsx', sheet: sheet.name, cell },
      });
    }
    rows.push(cells);
  }
  return { kind: 'table', rows, place: { kind: 'xlsx', sheet: sheet.name, cell: 'A1' } };
}

/** All cell elements of a sheet in order. */
export function* cellsOf(sheet: XlsxSheet): Generator<XmlElement> {
  for (const row of child(sheet.tree.root, 'sheetData')?.children ?? []) {
    for (const cell of row.children) if (cell.name === 'c') yield cell;
  }
}

/** Lines of a cell's text, composed, one space between words, empty ones in between kept. */
function linesOf(text: string): string[] {
  const lines = normalizeText(text)
    .split(/\r?\n/u)
    .map((line) => line.replace(/\s+/gu, ' ').trim());
  while (lines.length > 0 && lines.at(-1) === '') lines.pop();
  return lines;
}

function readMerges(
  sheet: XlsxSheet,
  lastRow: number,
  lastColumn: number,
): { merges: Map<string, Merge>; covered: Set<string> } {
  const merges = new Map<string, Merge>();
  const covered = new Set<string>();
  for (const merge of child(sheet.tree.root, 'mergeCells')?.children ?? []) {
    const [from, to] = (attribute(sheet.tree, merge, 'ref') ?? '').split(':').map(parseAddress);
    if (from === null || from === undefined || to === null || to === undefined) continue;
    const bottom = Math.min(to.row, lastRow);
    const right = Math.min(to.column, lastColumn);
    merges.set(formatAddress(from), {
      columns: Math.max(1, right - from.column + 1),
      rows: Math.max(1, bottom - from.row + 1),
    });
    for (let row = from.row; row <= bottom; row++) {
      for (let column = from.column; column <= right; column++) {
        if (row !== from.row || column !== from.column) covered.add(formatAddress({ column, row }));
      }
    }
  }
  return { merges, covered };
}

/** Text of a cell. A date is shown as a date and a percentage with its sign, so that neither is taken for a count. */
export function cellText(file: XlsxFile, sheet: XlsxSheet, cell: XmlElement): string {
  const type = attribute(sheet.tree, cell, 't') ?? 'n';
  if (type === 'inlineStr') {
    const inline = child(cell, 'is');
    return inline === null ? '' : stringText(sheet.tree, inline);
  }
  const value = child(cell, 'v');
  const raw = value === null ? '' : textOf(sheet.tree, value);
  if (raw === '') return child(cell, 'f') === null ? '' : '=?';
  if (type === 's') return file.strings[Number(raw)] ?? '';
  if (type !== 'n') return raw;
  const format = file.formats[Number(attribute(sheet.tree, cell, 's') ?? 0)] ?? 'number';
  if (format === 'date') return dateText(Number(raw));
  const number = plainDecimal(raw);
  return format === 'percent' ? `${number}%` : number;
}

/** Days since 1899-12-30 → dd/mm/yyyy. */
function dateText(days: number): string {
  if (!Number.isFinite(days) || days < 0 || days > 2_958_465) return '#';
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * 86_400_000);
  return `${String(date.getUTCDate()).padStart(2, '0')}/${String(date.getUTCMonth() + 1).padStart(2, '0')}/${date.getUTCFullYear()}`;
}

/** `1250`, `1.25E3` and `0.1` as a person writes them here; a whole number keeps no comma. */
function plainDecimal(raw: string): string {
  const number = Number(raw);
  if (!Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER) return raw;
  if (Number.isInteger(number)) return String(number);
  const shown = String(number);
  return shown.includes('e') ? raw : shown.replace('.', ',');
}
