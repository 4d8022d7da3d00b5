/** Tables in text: markdown pipes, HTML, tab-separated rows, and the two columns of a letterhead or signature block. */
import type { TableBlock, TableCell } from '../blocks.ts';
import { type TextLine, withoutMarks } from './text-lines.ts';

export interface FoundTable {
  readonly table: TableBlock;
  /** Index of the first line after the table. */
  readonly next: number;
}

const PIPE_ROW = /^\s*\|.*\|\s*$/u;
const MAX_COLUMNS = 40;

/** The row of dashes below a header. */
function isDelimiter(raw: string): boolean {
  return /^[\s|:+-]*$/u.test(raw) && raw.includes('-');
}

/** The table that starts at this line, or null. Fragments that go on after a page break are one table. */
export function tableAt(lines: readonly TextLine[], start: number): FoundTable | null {
  const line = lines[start];
  if (line === undefined) return null;
  if (PIPE_ROW.test(line.raw)) return pipeTable(lines, start);
  if (/\S\s+\|\s+\S/u.test(line.raw)) return barTable(lines, start);
  if (/<table[\s>]/iu.test(line.raw)) return htmlTable(lines, start);
  if (line.raw.includes('\t')) return tabTable(lines, start);
  if (GAP.test(line.raw) && GAP.test(withoutBlanks(line.raw))) return columnTable(lines, start);
  return null;
}

function pipeTable(lines: readonly TextLine[], start: number): FoundTable | null {
  const rows: { cells: string[]; line: number; delimiter: boolean }[] = [];
  let next = start;
  let gap = false;
  for (let index = start; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (PIPE_ROW.test(line.raw)) {
      const cells = pipeCells(line.raw);
      const width = rows[0]?.cells.length;
      if (gap && !continues(rows[0]?.cells, cells) && startsTable(lines, index)) break;
      if (width !== undefined && gap && cells.length !== width) break;
      const repeatsHeader = gap && rows[0]?.cells.join('|') === cells.join('|') && cells.some((cell) => cell !== '');
      if (!repeatsHeader) rows.push({ cells, line: line.line, delimiter: isDelimiter(line.raw) });
      next = index + 1;
      gap = false;
    } else if (line.blank) gap = true;
    else break;
  }
  const kept = rows.filter((row) => !row.delimiter && row.cells.some((cell) => cell !== ''));
  if (kept.length === 0) return { table: emptyTable(lines[start]), next };
  return { table: tableOf(kept.map((row) => ({ cells: row.cells, line: row.line, lineEnd: row.line }))), next };
}

/**
 * `A | B | C` without bars at the edges: lines one after another with as many cells. Two cells alone may be the two sides of
 * a letterhead, so they need a row of dashes or three rows without a sign of one.
 */
function barTable(lines: readonly TextLine[], start: number): FoundTable | null {
  const rows: { cells: string[]; line: number; lineEnd: number; delimiter: boolean }[] = [];
  let next = start;
  for (; next < lines.length; next++) {
    const line = lines[next];
    const cells = line === undefined ? [] : pipeCells(line.raw);
    if (line === undefined || cells.length < 2 || cells.length !== (rows[0]?.cells.length ?? cells.length)) break;
    rows.push({ cells, line: line.line, lineEnd: line.line, delimiter: isDelimiter(line.raw) });
  }
  const kept = rows.filter((row) => !row.delimiter);
  const width = rows[0]?.cells.length ?? 0;
  const two =
    kept.length < rows.length || (kept.length >= 3 && !kept.some((row) => SIDE_SIGN.test(row.cells.join(' | '))));
  return kept.length < 2 || (width === 2 && !two) ? null : { table: tableOf(kept), next };
}

const SIDE_SIGN = /CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–]\s*Tự do|N[ơo]i nh[ậâ]n|(?:^|\s)(?:TM|KT|TL|TUQ)\s?\.|Số\s*:/u;

/** A row with a delimiter row below it is the header of a table of its own. */
function startsTable(lines: readonly TextLine[], index: number): boolean {
  const next = lines.slice(index + 1, index + 4).find((line) => !line.blank || PIPE_ROW.test(line.raw));
  return next !== undefined && PIPE_ROW.test(next.raw) && isDelimiter(next.raw);
}

/** After a break the same table goes on only with an empty or repeated header. */
function continues(header: readonly string[] | undefined, cells: readonly string[]): boolean {
  return header !== undefined && (cells.every((cell) => cell === '') || header.join('|') === cells.join('|'));
}

function pipeCells(raw: string): string[] {
  return raw
    .trim()
    .replace(/^\||\|$/gu, '')
    .split(/(?<!\\)\|/u)
    .slice(0, MAX_COLUMNS)
    .map((cell) => cell.trim());
}

function htmlTable(lines: readonly TextLine[], start: number): FoundTable | null {
  const end = tableEnd(lines, start);
  if (end === null) return null;
  const rows: TableCell[][] = [];
  let row: TableCell[] = [];
  let open: { text: string; columnSpan: number; rowSpan: number; line: number } | null = null;
  const close = (line: number): void => {
    if (open === null) return;
    const place = { kind: 'text', line: open.line, lineEnd: line } as const;
    row.push({ lines: cellLines(open.text), columnSpan: open.columnSpan, rowSpan: open.rowSpan, place });
    open = null;
  };
  for (const line of lines.slice(start, end + 1)) {
    for (const piece of `${line.raw}\n`.split(/(<\/?t[rdh](?:\s[^<>]{0,300})?>|<\/?table(?:\s[^<>]{0,300})?>)/iu)) {
      if (/^<tr/iu.test(piece)) row = [];
      else if (/^<\/tr/iu.test(piece)) {
        close(line.line);
        if (row.length > 0) rows.push(row);
        row = [];
      } else if (/^<t[dh]/iu.test(piece)) {
        close(line.line);
        open = { text: '', columnSpan: spanOf(piece, 'colspan'), rowSpan: spanOf(piece, 'rowspan'), line: line.line };
      } else if (/^<\/t[dh]/iu.test(piece)) close(line.line);
      else if (open !== null) open.text += piece;
    }
  }
  const first = lines[start];
  const last = lines[end];
  if (rows.length === 0 || first === undefined || last === undefined) return null;
  return {
    table: { kind: 'table', rows, place: { kind: 'text', line: first.line, lineEnd: last.line } },
    next: end + 1,
  };
}

/** Index of the line that closes the table; null when another one opens before, or none closes it near. */
function tableEnd(lines: readonly TextLine[], start: number): number | null {
  for (let index = start; index < Math.min(lines.length, start + 3_000); index++) {
    const raw = lines[index]?.raw ?? '';
    if (/<\/table>/iu.test(raw)) return index;
    if (index > start && /<table[\s>]/iu.test(raw)) return null;
  }
  return null;
}

function spanOf(tag: string, name: string): number {
  const found = new RegExp(`${name}\\s*=\\s*["']?(\\d{1,3})`, 'iu').exec(tag);
  return found === null ? 1 : Math.max(1, Math.min(MAX_COLUMNS, Number(found[1])));
}

/** Rows with the same number of tabs, two filled cells in the first; HTML lists inside, blank lines between. */
function tabTable(lines: readonly TextLine[], start: number): FoundTable | null {
  const first = lines[start];
  const header = first === undefined ? [] : first.raw.split('\t');
  if (first === undefined || header.length > MAX_COLUMNS || header.filter((cell) => cell.trim() !== '').length < 2)
    return null;
  if ((header[0] ?? '').trim() === '') return null;
  const rows: { cells: string[]; line: number; lineEnd: number }[] = [];
  let next = start;
  for (let index = start; index < lines.length; index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.blank && !line.raw.includes('\t')) continue;
    const cells = line.raw.split('\t').map((cell) => cell.trim());
    if (cells.length !== header.length) break;
    if (cells.some((cell) => cell !== '')) rows.push({ cells, line: line.line, lineEnd: line.line });
    next = index + 1;
  }
  return { table: tableOf(joinListRows(rows)), next };
}

/** A row that starts with a list and no paragraph of its own goes on with the row above, which ended in a colon. */
function joinListRows(
  rows: readonly { cells: string[]; line: number; lineEnd: number }[],
): { cells: string[]; line: number; lineEnd: number }[] {
  const joined: { cells: string[]; line: number; lineEnd: number }[] = [];
  for (const row of rows) {
    const above = joined.at(-1);
    const goesOn = above !== undefined && /^<[uo]l/iu.test(row.cells[0] ?? '') && /:\s*$/u.test(above.cells[0] ?? '');
    if (!goesOn) joined.push({ ...row, cells: [...row.cells] });
    else {
      above.cells = above.cells.map((cell, column) =>
        [cell, row.cells[column] ?? ''].filter((part) => part !== '').join('<br/>'),
      );
      above.lineEnd = row.lineEnd;
    }
  }
  return joined;
}

const GAP = /\S\s{3,}\S/u;
const COLUMN_SIGNS =
  /CỘNG H[OÒ][AÀ] XÃ HỘI|Độc lập\s*[-–]\s*Tự do|[,.…]\s*ngày[\s\d.…]+tháng|\s(?:TM|KT|TL|TUQ|T\/M|K\/T)\.|(?:CHỦ TỊCH|GIÁM ĐỐC|HIỆU TRƯỞNG|TRƯỞNG PHÒNG|CHÁNH VĂN PHÒNG)\s*$/u;

/** A letterhead or signature block set with spaces: `UBND TỈNH A        CỘNG HÒA …` becomes one row of two cells. */
function columnTable(lines: readonly TextLine[], start: number): FoundTable | null {
  const zone: { left: string[]; right: string[] } = { left: [], right: [] };
  let end = start;
  let signed = false;
  let split = 0;
  for (let index = start; index < Math.min(lines.length, start + 30); index++) {
    const line = lines[index];
    if (line === undefined) break;
    if (line.blank) continue;
    const gap = /^(\s*\S.*?)\s{3,}(\S.*)$/u.exec(withoutBlanks(line.raw));
    const indent = line.raw.length - line.raw.trimStart().length;
    if (gap !== null) {
      zone.left.push(gap[1] ?? '');
      zone.right.push(gap[2] ?? '');
      split = line.raw.length - (gap[2] ?? '').length;
      signed ||= COLUMN_SIGNS.test(line.raw);
    } else if (indent >= 20) zone.right.push(line.raw);
    else if (
      split > 0 &&
      line.raw.length < split &&
      line.text.length < 48 &&
      (line.marker !== null || /^(?:Số|V\/v)/u.test(line.text))
    )
      zone.left.push(line.raw);
    else break;
    end = index + 1;
  }
  const first = lines[start];
  const last = lines[end - 1];
  if (!signed || first === undefined || last === undefined) return null;
  const place = { kind: 'text', line: first.line, lineEnd: last.line } as const;
  const cell = (parts: readonly string[]): TableCell => ({
    lines: parts.map(withoutMarks).filter((part) => part !== ''),
    columnSpan: 1,
    rowSpan: 1,
    place,
  });
  return { table: { kind: 'table', rows: [[cell(zone.left), cell(zone.right)]], place }, next: end };
}

/** Room left for a number or a day is no gap between columns. */
function withoutBlanks(raw: string): string {
  return raw
    .replace(/(ngày|tháng|năm|Số\s?:)\s{2,}(?=tháng|năm|\/|\d)/gu, '$1 ')
    .replace(/(?<=\d)\s{2,}(?=tháng|năm|\/)/gu, ' ')
    .trimEnd();
}

function tableOf(rows: readonly { cells: readonly string[]; line: number; lineEnd: number }[]): TableBlock {
  const cells = rows.map((row) =>
    row.cells.map((text) => ({
      lines: cellLines(text),
      columnSpan: 1,
      rowSpan: 1,
      place: { kind: 'text', line: row.line, lineEnd: row.lineEnd } as const,
    })),
  );
  const first = rows[0]?.line ?? 1;
  return { kind: 'table', rows: cells, place: { kind: 'text', line: first, lineEnd: rows.at(-1)?.lineEnd ?? first } };
}

function emptyTable(line: TextLine | undefined): TableBlock {
  const at = line?.line ?? 1;
  return { kind: 'table', rows: [], place: { kind: 'text', line: at, lineEnd: at } };
}

/** A cell's lines: at breaks, paragraphs and list items; a list that was run together is taken apart again. */
function cellLines(text: string): string[] {
  return text
    .replace(/<li(?:\s[^<>]{0,300})?>\s*(?=[-+•–*])/giu, '\n')
    .replace(/<li(?:\s[^<>]{0,300})?>/giu, '\n- ')
    .replace(/<br\s*\/?>|<\/?(?:ul|ol|p|div|li)(?:\s[^<>]{0,300})?>/giu, '\n')
    .split('\n')
    .map(withoutMarks)
    .filter((line) => line !== '')
    .flatMap(itemsRunTogether);
}

const MOTTO = /Độc lập\s*[-–]\s*Tự do/iu;

/** `5. Các lớp: - Số lớp A: Số lượt người: - Số lớp B:` → four lines. Needs two bullets and a colon or a bullet in front. */
function itemsRunTogether(line: string): string[] {
  const bullets = line.match(/(?:^|\s)[-+]\s(?=\p{Lu})/gu);
  if (bullets === null || bullets.length < 2 || !/^[-+]\s|:/u.test(line) || MOTTO.test(line)) return [line];
  return line.split(/\s(?=[-+]\s\p{Lu}|-\s*$)|(?<=:)\s+(?=\p{Lu})/u).filter((part) => part.trim() !== '');
}
