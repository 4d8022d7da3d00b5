/** The form as one stream: paragraphs of text, and rows of its tables cut into lines. Blank and filled-in forms alike. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { Block, ParagraphBlock, TableBlock, TableCell } from '../blocks.ts';
import { typedMarker, withoutMarker } from '../marker.ts';
import { gridOf, type GridSlot } from '../table-grid.ts';
import { columnsOf, type FormColumns } from './columns.ts';

/** One line of a label cell; a physical line that holds several is cut at its bullets. */
export interface RowLine {
  readonly text: string;
  readonly marker: string | null;
  /** Text without the marker. */
  readonly body: string;
  /** Index of the (last) physical line in the cell. */
  readonly line: number;
  /** Letters and digits of the same physical line that follow this piece: 0 for a line of its own. */
  readonly following: number;
}

export interface FormRow {
  readonly kind: 'row';
  /** Text of the number column (STT), '' when blank or absent. */
  readonly number: string;
  readonly lines: readonly RowLine[];
  readonly unit: string;
  readonly label: TableCell | null;
  readonly values: readonly TableCell[];
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
  for (const block of blocks) {
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

/** Long runs of dots say no more than short ones, and keep patterns quick. */
function shortDots(text: string): string {
  return text.replace(/[.…_]{24,}/gu, (run) => run.slice(0, 24));
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

function tableItems(table: TableBlock, columns: FormColumns, hasHeader: boolean): FormItem[] {
  const grid = gridOf(table);
  const items: FormItem[] = [];
  let ended = false;
  for (const [index, slots] of grid.entries()) {
    ended ||= index >= columns.firstRow && isBehindTable(slots, grid[index - 1]);
    if (ended || (hasHeader && index < columns.headerRow)) {
      for (const cell of new Set(slots.flatMap((slot) => (slot?.firstRow === true ? [slot.cell] : []))))
        items.push(...cellItems(cell));
      continue;
    }
    if (index < columns.firstRow) continue;
    const cellAt = (column: number | null): TableCell | null => {
      const slot = column === null ? null : slots[column];
      return slot?.firstRow === true ? slot.cell : null;
    };
    const cells = new Set(slots.flatMap((slot) => (slot === null ? [] : [slot.cell])));
    const wide = cells.size === 1 && slots.length > 1;
    const label = wide ? (slots[0]?.cell ?? null) : cellAt(columns.label);
    const values = columns.values.flatMap((column) => cellAt(column) ?? []).filter((cell) => cell !== label);
    items.push({
      kind: 'row',
      number: wide || columns.number === null ? '' : (cellAt(columns.number)?.lines.join(' ').trim() ?? ''),
      lines: splitLines(label?.lines ?? []),
      unit: cellAt(columns.unit)?.lines.join(' ').trim() ?? '',
      label,
      values: wide ? [] : values,
      wide,
      columns,
    });
  }
  return items;
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

/**
 * A new bullet inside a line (`… HTSĐ + Cấp huyện: + Cấp xã:`, `…: - Số lớp …`), or a new "Số …" behind a colon. A dash without
 * a colon before it only counts in front of a word that opens an indicator ("Phòng Tổ chức - Hành chính" stays whole).
 */
const INLINE_START =
  /\s(?=\+\s+\p{Lu})|(?<=:[^:]{0,40})\s(?=[-\u2013]\s+\p{Lu})|\s(?=[-\u2013]\s+(?:Số|Tổng|Có|Về|Các|Tỷ lệ)\s)|(?<=:[^:]{0,40}|[;,])\s(?=(?:Số|Tổng)\s\p{Ll})|(?<=[:.\p{L}])\s(?=[-\u2013](?:\s*[.…]{3,})?\s*$)/gu;

/** Physical lines of a cell cut at inline bullets, and lines that were wrapped by hand joined again. */
export function splitLines(lines: readonly string[]): RowLine[] {
  const pieces: RowLine[] = [];
  lines.forEach((physical, line) => {
    // An automatic bullet in front of a typed one is one bullet.
    const texts = shortDots(physical)
      .replace(/^\s*[-+•]\s+(?=[-+\u2013](?:\s|$))/u, '')
      .split(INLINE_START)
      .filter((text) => text.trim() !== '');
    texts.forEach((raw, index) => {
      const text = raw.trim();
      const marker = typedMarker(text);
      const last = pieces.at(-1);
      if (index === 0 && marker === null && last !== undefined && isContinuation(last.text, text)) {
        pieces[pieces.length - 1] = { ...last, text: `${last.text} ${text}`, body: `${last.body} ${text}`, line };
        return;
      }
      const following = texts
        .slice(index + 1)
        .join('')
        .replace(/[^\p{L}\p{N}]/gu, '').length;
      pieces.push({ text, marker, body: marker === null ? text : withoutMarker(text), line, following });
    });
  });
  return pieces;
}

function isContinuation(above: string, text: string): boolean {
  return /^(?:\p{Ll}|\()/u.test(text) && !/[:;.…\d]\s*$/u.test(above) && /\p{L}/u.test(above);
}
