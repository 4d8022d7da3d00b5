/**
 * Separated text as Excel and other programs save it: comma, semicolon or tab, quotes, CRLF, byte order mark. Pure.
 */
import { normalizeText } from '../../platform/text/vietnamese.ts';

export interface CsvRow {
  /** Line on which the row begins, from 1. */
  line: number;
  cells: string[];
}

export interface CsvTable {
  rows: CsvRow[];
  /** Line of a quote that is never closed, or null. What follows it is not in `rows`. */
  openQuoteAt: number | null;
}

/** Rows of the text in NFC; blank lines are left out, cells are trimmed. */
export function readCsv(source: string): CsvTable {
  const text = normalizeText(source);
  const separator = separatorOf(text);
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let cell = '';
  let line = 1;
  let rowLine = 1;
  let quoteLine: number | null = null;
  const endRow = (): void => {
    cells.push(cell.trim());
    if (cells.some((value) => value !== '')) rows.push({ line: rowLine, cells });
    cells = [];
    cell = '';
  };
  for (let at = 0; at < text.length; at++) {
    const char = text[at] ?? '';
    if (quoteLine !== null) {
      if (char === '\n') line++;
      if (char !== '"') cell += char;
      else if (text[at + 1] === '"') {
        cell += '"';
        at++;
      } else quoteLine = null;
    } else if (char === '"' && cell.trim() === '') {
      quoteLine = line;
      cell = '';
    } else if (char === separator) {
      cells.push(cell.trim());
      cell = '';
    } else if (char === '\n' || char === '\r') {
      if (char === '\r' && text[at + 1] === '\n') at++;
      endRow();
      line++;
      rowLine = line;
    } else cell += char;
  }
  if (quoteLine === null) endRow();
  return { rows, openQuoteAt: quoteLine };
}

/** The one of , ; tab that is most frequent in the first line. */
function separatorOf(text: string): string {
  const first = /^[^\r\n]*/u.exec(text)?.[0] ?? '';
  const count = (separator: string): number => first.split(separator).length - 1;
  return [',', ';', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best), ',');
}

/**
 * Bytes of a text file as text: UTF-8, or UTF-16 with its mark (Excel's "Unicode text"). null when they are no such text.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const wide = bytes[0] === 0xff && bytes[1] === 0xfe;
  try {
    return new TextDecoder(wide ? 'utf-16le' : 'utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}
