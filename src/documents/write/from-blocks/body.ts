/** Lines and tables of a body as blocks of the model. */
import type { TableBlock, TableCell } from '../../blocks.ts';
import { isCapitals } from '../../line-words.ts';
import { RANK } from '../../plan/markers.ts';
import type { DocBlock, DocCell, DocTable, DocText } from '../doc-model.ts';
import type { Entry, LineEntry } from './entries.ts';

/** The first token of a line where it is a number or bullet, as typed. */
const MARKER =
  /^((?:PHẦN|Phần|CHƯƠNG|Chương|MỤC|Mục)\s+(?:[IVX]{1,6}|\d{1,2})[.:]?|[IVX]{1,6}\s?[.)/]|[A-H][.)]|\d{1,2}(?:\.\d{1,2}){0,3}[.)]|\d{1,2}(?:\.\d{1,2}){1,3}(?=\s)|[a-zđ]\)|[-–—−+*•●▪○])\s*/u;
const ARTICLE = /^(Điều\s+\d{1,3}\.)\s+/u;
/** Longer lines are sentences, whatever they begin with. */
const LONGEST_HEADING = 160;
const LONGEST_PROSE = 20_000;
const LONGEST_LINE = 2_000;
const MOST_COLUMNS = 50;

/** The blocks in order; nothing of the text is left out. */
export function blocksOfEntries(entries: readonly Entry[]): DocBlock[] {
  return entries.flatMap((entry) => (entry.kind === 'table' ? tableBlocks(entry.table) : lineBlocks(entry)));
}

function lineBlocks(line: LineEntry): DocBlock[] {
  const { raw, para } = line;
  if (raw.length > LONGEST_PROSE) return chunks(raw, LONGEST_PROSE).map((text) => ({ kind: 'paragraph', text }));
  const article = ARTICLE.exec(raw);
  if (article !== null && line.para.heading === null) {
    const [whole = '', number = ''] = article;
    return [{ kind: 'paragraph', text: [{ text: number, bold: true }, { text: ` ${raw.slice(whole.length)}` }] }];
  }
  const marked = MARKER.exec(raw);
  const marker = marked?.[1]?.trim() ?? null;
  const text = marked === null ? raw : raw.slice(marked[0].length);
  const level = headingLevel(line, marker, text);
  if (level !== null) return [{ kind: 'heading', level, number: marker, text }];
  // A bullet that nothing follows is the text itself.
  if (marker !== null && text !== '') return [{ kind: 'item', marker, text: looked(line, text) }];
  const align = para.centered || line.align === 'center' ? 'center' : line.align === 'right' ? 'right' : null;
  return [{ kind: 'paragraph', text: looked(line, raw), ...(align !== null && { align }) }];
}

function looked(line: LineEntry, text: string): DocText {
  if (!line.para.bold && !line.italic) return text;
  return [{ text, ...(line.para.bold && { bold: true }), ...(line.italic && { italic: true }) }];
}

/** A heading by the file's own word, or a numbered line that looks like one. */
function headingLevel(line: LineEntry, marker: string | null, text: string): 1 | 2 | 3 | null {
  const { para } = line;
  if (text === '' || text.length > LONGEST_LINE || (marker !== null && marker.length > 20)) return null;
  if (para.heading !== null && !/^[-–—−+*•●▪○]$/u.test(marker ?? '')) return levelOf(para.heading);
  if (marker === null || para.rank >= RANK.letter || text.length > LONGEST_HEADING || /[.;:,]$/u.test(text))
    return null;
  if (!para.bold && !isCapitals(text)) return null;
  return para.rank < RANK.decimal ? 1 : para.rank === RANK.decimal ? 2 : 3;
}

function levelOf(heading: number): 1 | 2 | 3 {
  return heading <= 1 ? 1 : heading === 2 ? 2 : 3;
}

/** A merged cell has its text in the first of its rows, and empty cells below; columns are as wide as their words. */
function tableBlocks(table: TableBlock): DocBlock[] {
  const grid = gridOf(table);
  const width = Math.max(1, ...grid.map((row) => row.reduce((sum, cell) => sum + cell.span, 0)));
  const [header, ...rows] = grid;
  if (header === undefined) return [];
  if (width > MOST_COLUMNS) {
    // No page holds it: its lines as they stand.
    const lines = table.rows.map((row) => row.map((cell) => cell.lines.join(' ')).join(' | '));
    return lines.flatMap((line) => chunks(line, LONGEST_PROSE)).map((text) => ({ kind: 'paragraph', text }));
  }
  const titles = header.flatMap((cell) => [
    cell.lines.join(' ').slice(0, LONGEST_LINE),
    ...Array.from({ length: cell.span - 1 }, () => ''),
  ]);
  const lengths = columnLengths(grid, width);
  return [
    {
      kind: 'table',
      columns: Array.from({ length: width }, (_, column) => ({
        header: titles[column] ?? '',
        width: lengths[column] ?? 1,
      })),
      rows: rows.map((row) => ({
        cells: row.map((cell): DocCell => ({ lines: cell.lines, ...(cell.span > 1 && { columnSpan: cell.span }) })),
      })),
    } satisfies DocTable,
  ];
}

interface GridCell {
  readonly lines: readonly string[];
  readonly span: number;
}

function gridOf(table: TableBlock): GridCell[][] {
  /** Rows that a cell above still covers, by column. */
  let covered = new Map<number, { rows: number; span: number }>();
  return table.rows.map((row) => {
    const cells: GridCell[] = [];
    const next = new Map<number, { rows: number; span: number }>();
    let column = 0;
    const cover = (): void => {
      for (let above = covered.get(column); above !== undefined; above = covered.get(column)) {
        cells.push({ lines: [], span: above.span });
        if (above.rows > 1) next.set(column, { rows: above.rows - 1, span: above.span });
        column += above.span;
      }
    };
    for (const cell of row) {
      cover();
      cells.push({ lines: linesOf(cell), span: cell.columnSpan });
      if (cell.rowSpan > 1) next.set(column, { rows: cell.rowSpan - 1, span: cell.columnSpan });
      column += cell.columnSpan;
    }
    cover();
    covered = next;
    return cells;
  });
}

/** Empty lines, which only hold room, are left out. */
function linesOf(cell: TableCell): string[] {
  return cell.lines.filter((line) => line.trim() !== '').map((line) => line.slice(0, LONGEST_PROSE));
}

/** Characters of the longest line of each column, between a number's room and half the page. */
function columnLengths(grid: readonly (readonly GridCell[])[], width: number): number[] {
  const lengths = Array.from({ length: width }, () => 4);
  for (const row of grid) {
    let column = 0;
    for (const cell of row) {
      const longest = Math.max(0, ...cell.lines.map((line) => line.length));
      if (cell.span === 1) lengths[column] = Math.min(60, Math.max(lengths[column] ?? 0, longest));
      column += cell.span;
    }
  }
  return lengths;
}

function chunks(text: string, size: number): string[] {
  const parts: string[] = [];
  for (let at = 0; at < text.length; at += size) parts.push(text.slice(at, at + size));
  return parts;
}
