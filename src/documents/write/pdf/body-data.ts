/** Body blocks as data for the template: paragraphs with their look, tables with columns in millimetres. */
import { type DocBlock, type DocRow, type DocTable, type DocText, plainText } from '../doc-model.ts';
import type { DocProfile } from '../profile.ts';
import { textWidth } from '../text-width.ts';
import { breakable, BREAK_HERE, withBreaks } from './printable.ts';

/** Longer last paragraphs are not held on one page with the signature. */
const LONGEST_HELD = 900;
/** Share of the widest column that every column has at least. */
const NARROWEST = 0.02;
/** Millimetres left and right of the words of a cell. */
const CELL_PADDING = 1.9;
/** Lines of a row that is held on one page; a longer one is split rather than leave half a page white. */
const WHOLE_ROW = 8;
/** Rows of a box that is held on one page, and lines that it may have. */
const WHOLE_BOX = 4;
const HIGHEST_BOX = 24;

/** Data of the blocks on a text width of `width` millimetres. */
export function bodyData(blocks: readonly DocBlock[], profile: DocProfile, width: number) {
  const data = [];
  let breakBefore = false;
  for (const block of blocks) {
    if (block.kind === 'page-break') breakBefore = true;
    else {
      data.push({ ...blockData(block, profile, width), breakBefore });
      breakBefore = false;
    }
  }
  return data;
}

function blockData(block: Exclude<DocBlock, { kind: 'page-break' }>, profile: DocProfile, width: number) {
  switch (block.kind) {
    case 'heading': {
      const text = block.number === null ? block.text : `${block.number} ${block.text}`;
      return { kind: 'heading', level: block.level, text };
    }
    case 'paragraph': {
      const align = block.align ?? 'justify';
      const indent = block.indent !== false && align !== 'center' && align !== 'right';
      return { kind: 'paragraph', text: block.text, align, indent, held: plainText(block.text).length < LONGEST_HELD };
    }
    case 'item': {
      const text = prefixed(block.marker, block.text);
      return { kind: 'paragraph', text, align: 'justify', indent: true, held: plainText(text).length < LONGEST_HELD };
    }
    case 'table':
      return { kind: 'table', ...tableData(block, profile, width) };
  }
}

function prefixed(marker: string, text: DocText): DocText {
  if (marker === '') return text;
  return typeof text === 'string' ? `${marker} ${text}` : [{ text: `${marker} ` }, ...text];
}

interface CellData {
  readonly lines: readonly DocText[];
  readonly align: string;
  readonly bold: boolean;
  readonly span: number;
  /** The first column that it stands in. */
  readonly column: number;
}

function tableData(table: DocTable, profile: DocProfile, width: number) {
  const widths = columnWidths(table, width);
  const padding = Math.min(CELL_PADDING, Math.min(...widths) * 0.15);
  const { table: size } = profile.sizes;
  const rowsOfCells = table.rows.map((row) => rowCells(row, table, widths, padding, size));
  const boxes = boxesOf(
    table.rows,
    rowsOfCells.map((cells) => Math.max(1, ...cells.map(({ height }) => height))),
  );
  const hasBoxes = boxes.some(({ box }) => box > 0);
  const rows = table.rows.map((row, index) => {
    const cells = rowsOfCells[index] ?? [];
    const place = boxes[index] ?? ALONE;
    const joinedBelow = table.rows[index + 1]?.joined === true;
    if (row.joined !== true && !joinedBelow && !hasBoxes) {
      const words = cells.map((cell) => plainCell(cell.data, cell.height, table));
      if (words.every((each) => each !== null)) return words;
    }
    return {
      cells: cells.map(({ data }) => data),
      whole: cells.every(({ height }) => height <= WHOLE_ROW),
      joined: row.joined === true,
      joinedBelow,
      ...place,
    };
  });
  return {
    widths,
    padding,
    aligns: table.columns.map((column) => column.align ?? 'left'),
    header: table.columns.map((column, index) => broken(column.header, (widths[index] ?? 0) - 2 * padding, size, true)),
    rows,
    boxed: hasBoxes,
  };
}

/** Columns in millimetres by their shares; the narrowest still takes a letter. */
function columnWidths(table: DocTable, width: number): number[] {
  const widest = Math.max(...table.columns.map((column) => column.width));
  const shares = table.columns.map((column) => Math.max(column.width / widest, NARROWEST));
  const sum = shares.reduce((total, share) => total + share, 0);
  return shares.map((share) => (share / sum) * width);
}

function rowCells(row: DocRow, table: DocTable, widths: readonly number[], padding: number, size: number) {
  const cells: { data: CellData; height: number }[] = [];
  let column = 0;
  for (const cell of row.cells) {
    if (column >= widths.length) break;
    const span = Math.min(cell.columnSpan ?? 1, widths.length - column);
    const room = widths.slice(column, column + span).reduce((sum, each) => sum + each, 0) - 2 * padding;
    const bold = cell.bold === true;
    const lines = cell.lines.map((line) => brokenText(line, room, size, bold));
    const height = cell.lines.reduce((sum, line) => sum + linesOf(plainText(line), room, size, bold), 0);
    const align = cell.align ?? table.columns[column]?.align ?? 'left';
    cells.push({ data: { lines: lines.length === 0 ? [''] : lines, align, bold, span, column }, height });
    column += span;
  }
  for (; column < widths.length; column += 1) {
    cells.push({
      data: { lines: [''], align: table.columns[column]?.align ?? 'left', bold: false, span: 1, column },
      height: 1,
    });
  }
  return cells;
}

/** The words of a cell that needs nothing but the look of its column; null for any other. */
function plainCell({ lines, align, bold, span, column }: CellData, height: number, table: DocTable): string | null {
  const [only] = lines;
  if (lines.length !== 1 || typeof only !== 'string' || only.includes('\n') || only.includes(BREAK_HERE)) return null;
  if (bold || span > 1 || height > WHOLE_ROW || align === 'justify') return null;
  return align === (table.columns[column]?.align ?? 'left') && withBreaks(only) === only ? only : null;
}

/** About how many lines a text takes. */
function linesOf(text: string, room: number, size: number, bold: boolean): number {
  return text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(textWidth(line, size, bold) / room)), 0);
}

function brokenText(text: DocText, room: number, size: number, bold: boolean): DocText {
  return typeof text === 'string'
    ? broken(text, room, size, bold)
    : text.map((run) => ({ ...run, text: broken(run.text, room, size, bold || run.bold === true) }));
}

/** Words that are wider than their column may be broken between any two letters. */
function broken(text: string, room: number, size: number, bold: boolean): string {
  if (textWidth(text, size, bold) <= room) return text;
  return text.replace(/\S+/gu, (word) => (textWidth(word, size, bold) <= room ? word : breakable(word)));
}

interface BoxPlace {
  /** Rows from this one on that stay on one page; 0 for a row that begins no such box. */
  readonly box: number;
  /** Inside such a box, after its first row. */
  readonly held: boolean;
}

const ALONE: BoxPlace = { box: 0, held: false };

/** Where each row stands in the boxes of joined rows that are held together. */
function boxesOf(rows: readonly DocRow[], heights: readonly number[]): BoxPlace[] {
  const places: BoxPlace[] = rows.map(() => ALONE);
  for (let start = 0; start < rows.length; start++) {
    let end = start;
    while (rows[end + 1]?.joined === true) end += 1;
    const height = heights.slice(start, end + 1).reduce((sum, each) => sum + each, 0);
    if (end > start && end - start < WHOLE_BOX && height <= HIGHEST_BOX) {
      places.fill({ box: 0, held: true }, start + 1, end + 1);
      places[start] = { box: end - start + 1, held: false };
    }
    start = end;
  }
  return places;
}
