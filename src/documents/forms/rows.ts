/** The form as one stream: paragraphs of text, and rows of its tables cut into lines. Blank and filled-in forms alike. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { Block, ParagraphBlock, TableBlock, TableCell } from '../blocks.ts';
import { typedMarker } from '../marker.ts';
import { gridOf, type GridSlot } from '../table-grid.ts';
import { columnsOf, type FormColumns, laterHeader } from './columns.ts';
import { type RowLine, shortDots, splitLines } from './row-lines.ts';

export interface FormRow {
  readonly kind: 'row';
  /** Text of the number column (STT), '' when blank or absent. */
  readonly number: string;
  readonly lines: readonly RowLine[];
  readonly unit: string;
  readonly label: TableCell | null;
  readonly values: readonly TableCell[];
  /** Cells of the value columns that other rows or columns share; they stand empty among `values`. */
  readonly shared: readonly TableCell[];
  /** Cells of named columns that are neither number, label nor value. */
  readonly others: readonly TableCell[];
  /** True when one merged cell fills the whole row. */
  readonly wide: boolean;
  readonly columns: FormColumns;
}

export interface FormText {
  readonly kind: 'text';
  readonly text: string;
  readonly marker: string | null;
  readonly block: ParagraphBlock;
  /** Line within the paragraph. */
  readonly line: number;
}

export type FormItem = FormRow | FormText;

/** Items of the form in order. Layout tables (the head, "Nơi nhận") give their lines as text. */
export function formItems(blocks: readonly Block[]): FormItem[] {
  const items: FormItem[] = [];
  let columns: FormColumns | null = null;
  for (const block of blocks.flatMap((one): readonly Block[] => (one.kind === 'table' ? tablesOfSheet(one) : [one]))) {
    if (block.kind === 'paragraph') {
      items.push(...textItems(block));
      continue;
    }
    const own = columnsOf(block);
    const used: FormColumns | null = own ?? (isLayout(block) ? null : (continued(block, columns) ?? headless(block)));
    if (used === null) {
      for (const row of block.rows) for (const cell of row) items.push(...cellItems(cell));
      continue;
    }
    items.push(...tableItems(block, used, own !== null));
    columns = used;
  }
  return items;
}

function textItems(block: ParagraphBlock): FormText[] {
  return shortDots(block.text)
    .split('\n')
    .flatMap((text, line) => {
      const marker = line === 0 ? block.marker : typedMarker(text);
      return text.trim() === '' ? [] : [{ kind: 'text' as const, text, marker, block, line }];
    });
}

function cellItems(cell: TableCell): FormText[] {
  return cell.lines.flatMap((long, line) => {
    const text = shortDots(long);
    if (text.trim() === '') return [];
    const block: ParagraphBlock = {
      kind: 'paragraph',
      text,
      marker: typedMarker(text),
      bold: false,
      italic: false,
      align: null,
      heading: null,
      place: cell.place,
    };
    return [{ kind: 'text' as const, text, marker: block.marker, block, line }];
  });
}

function isLayout(table: TableBlock): boolean {
  return table.rows.some((row) =>
    row.some((cell) => cell.lines.some((line) => /^noi nhan|cong hoa xa hoi chu nghia/u.test(unaccentedKey(line)))),
  );
}

/** A table without a header that goes on where the last one stopped. */
function continued(table: TableBlock, columns: FormColumns | null): FormColumns | null {
  if (columns === null) return null;
  const width = gridOf(table)[0]?.length ?? 0;
  if (width === columns.headers.length) return { ...columns, headerRow: 0, firstRow: 0 };
  const guess = headless(table);
  return guess === null ? null : { ...guess, headers: columns.headers };
}

/** No header at all: the first column that asks for numbers is the label, the next one takes them. */
function headless(table: TableBlock): FormColumns | null {
  const grid = gridOf(table);
  const width = grid[0]?.length ?? 0;
  for (let column = 0; column < width; column++) {
    const lines = grid.flatMap((row) => splitLines(row[column]?.cell.lines ?? []));
    const asking = lines.filter(
      (line) => /^(?:tong )?(?:so |kinh phi)/u.test(unaccentedKey(line.body)) && line.body.length > 4,
    );
    if (asking.length < 2) continue;
    const values = column + 1 < width ? [column + 1] : [];
    return {
      number: column > 0 ? 0 : null,
      label: column,
      unit: null,
      values,
      headers: Array.from({ length: width }, () => ''),
      headerRow: 0,
      firstRow: 0,
    };
  }
  return null;
}

/** A sheet may hold several tables, each below its own header; any other table is one. */
function tablesOfSheet(table: TableBlock): TableBlock[] {
  const first = table.place.kind === 'xlsx' ? columnsOf(table) : null;
  if (first === null) return [table];
  const rest = { ...table, rows: table.rows.slice(first.firstRow) };
  const next = laterHeader(rest);
  if (next === null) return [table];
  // What stands between the tables is text above the second one.
  const cut = first.firstRow + endOfTable(gridOf(rest).slice(0, next), first);
  return [{ ...table, rows: table.rows.slice(0, cut) }, ...tablesOfSheet({ ...table, rows: table.rows.slice(cut) })];
}

function tableItems(table: TableBlock, columns: FormColumns, hasHeader: boolean): FormItem[] {
  const grid = gridOf(table);
  const items: FormItem[] = [];
  const end =
    table.place.kind === 'xlsx' ? columns.firstRow + endOfTable(grid.slice(columns.firstRow), columns) : grid.length;
  let ended = false;
  for (const [index, slots] of grid.entries()) {
    ended ||= index >= columns.firstRow && (index >= end || isBehindTable(slots, grid[index - 1]));
    if (ended || (hasHeader && index < columns.headerRow)) {
      for (const cell of new Set(slots.flatMap((slot) => (slot?.firstRow === true ? [slot.cell] : []))))
        items.push(...cellItems(cell));
      continue;
    }
    if (index >= columns.firstRow) items.push(tableRow(slots, columns));
  }
  return items;
}

function tableRow(slots: readonly (GridSlot | null)[], columns: FormColumns): FormRow {
  const cellAt = (column: number | null): TableCell | null => {
    const slot = column === null ? null : slots[column];
    return slot?.firstRow === true ? slot.cell : null;
  };
  const textAt = (column: number | null): string => cellAt(column)?.lines.join(' ').trim() ?? '';
  const cells = new Set(slots.flatMap((slot) => (slot === null ? [] : [slot.cell])));
  const wideCell = wideCellOf(slots, columns);
  const wide = wideCell !== null;
  const label = wideCell ?? cellAt(columns.label);
  const number = wide ? '' : textAt(columns.number);
  const { values, shared } = valueCells(slots, columns, label);
  const used = new Set([...columns.values, columns.label, columns.number]);
  const others = slots.flatMap((slot, column) =>
    slot?.firstRow === true && !used.has(column) && (columns.headers[column] ?? '') !== '' ? [slot.cell] : [],
  );
  const lines = splitLines(label?.lines ?? []);
  const isBlank = [...cells].every((cell) => cell === cellAt(columns.number) || cell.lines.length === 0);
  const [cell] = cells;
  // A row with its number, or the last ones of a Word table with nothing at all: room for a row of one's own.
  const isOpen = isBlank && label !== null && (number !== '' || cell?.place.kind === 'docx');
  return {
    kind: 'row',
    number,
    lines: isOpen && lines.length === 0 ? [OPEN_LINE] : lines,
    unit: wide ? '' : textAt(columns.unit),
    label,
    values: wide ? [] : values,
    shared: wide ? [] : shared,
    others: wide ? [] : others,
    wide,
    columns,
  };
}

/** Cells of the value columns. One that reaches over other lines or other columns belongs to no single line. */
function valueCells(
  slots: readonly (GridSlot | null)[],
  columns: FormColumns,
  label: TableCell | null,
): { values: TableCell[]; shared: TableCell[] } {
  const found = columns.values.flatMap((column) => slots[column] ?? []).filter((slot) => slot.cell !== label);
  const isShared = ({ cell }: GridSlot): boolean =>
    cell.rowSpan > (label?.rowSpan ?? 1) || found.filter((other) => other.cell === cell).length > 1;
  return {
    values: found.flatMap((slot) =>
      isShared(slot) ? [{ ...slot.cell, lines: [] }] : slot.firstRow ? [slot.cell] : [],
    ),
    shared: [...new Set(found.filter(isShared).map((slot) => slot.cell))],
  };
}

/** The only cell of a row that has one: merged over the table, or words typed where the number would stand. */
function wideCellOf(slots: readonly (GridSlot | null)[], columns: FormColumns): TableCell | null {
  const cells = new Set(slots.flatMap((slot) => (slot?.firstRow === true ? [slot.cell] : [])));
  const [first] = cells;
  if (cells.size === 1 && slots.length > 1) return first ?? null;
  const filled = [...cells].filter((cell) => cell.lines.length > 0);
  const [only] = filled;
  if (only === undefined || filled.length > 1) return null;
  const width = columns.headers.filter((header) => header !== '').length;
  if (only.columnSpan > 1 && only.columnSpan >= width) return only;
  const isNumber = /^[\p{L}\d(.)…]{1,8}$/u.test(only.lines.join(' '));
  return columns.number !== null && slots[columns.number]?.cell === only && !isNumber ? only : null;
}

const OPEN_LINE: RowLine = { text: '…', marker: null, body: '…', line: 0, following: 0 };

/** How many of these rows of a sheet belong to the table: what stands below its last line, merged or alone, is text again. */
function endOfTable(grid: readonly (readonly (GridSlot | null)[])[], columns: FormColumns): number {
  const behind = grid.findIndex((slots, index) => isBehindTable(slots, grid[index - 1]));
  const rows = behind < 0 ? grid : grid.slice(0, behind);
  const last = rows.findLastIndex((slots) => !isTextRow(slots, columns));
  return last + 1;
}

/** Nothing in the row but one text, over all columns, beside the column of labels, or with a number of the first rank. */
function isTextRow(slots: readonly (GridSlot | null)[], columns: FormColumns): boolean {
  const filled = new Set(slots.flatMap((slot) => (slot === null || slot.cell.lines.length === 0 ? [] : [slot.cell])));
  const [only] = filled;
  if (only === undefined) return true;
  if (filled.size > 1) return false;
  const column = slots.findIndex((slot) => slot?.cell === only);
  const isNumber = column === columns.number && /^[\p{L}\d(.)…]{1,6}$/u.test(only.lines.join(' '));
  return (
    (only.columnSpan > 1 && only.columnSpan >= slots.length - column) ||
    (column < columns.label && !isNumber) ||
    /^[IVX]+\.\s/u.test(only.lines[0] ?? '')
  );
}

/** In a spreadsheet the text goes on below the table in the same sheet: "Nơi nhận", or a heading behind a blank row. */
function isBehindTable(slots: readonly (GridSlot | null)[], above: readonly (GridSlot | null)[] | undefined): boolean {
  const texts = slots.flatMap((slot) =>
    slot === null || slot.cell.lines.length === 0 ? [] : [slot.cell.lines.join(' ')],
  );
  if (texts.some((text) => unaccentedKey(text).startsWith('noi nhan'))) return true;
  const blankAbove = above?.every((slot) => slot === null || slot.cell.lines.length === 0) ?? false;
  return blankAbove && /^(?:[IVX]+\.|\d+\.)\s/u.test(texts[0] ?? '');
}
