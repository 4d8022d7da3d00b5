/** A spreadsheet or a .csv as rows of texts, for lists that people make: mail merges, activities. Knows no columns. */
import { DocumentProblem } from '../problem.ts';
import { decodeText } from '../readers/text-decode.ts';
import { parseAddress } from '../xlsx/address.ts';
import { attribute } from '../docx/xml-tree.ts';
import { openXlsx } from '../xlsx/open.ts';
import { cellsOf, cellText } from '../xlsx/read-blocks.ts';

/** A row of the file with its number (1-based), cells that hold something by 1-based column. */
export interface SheetRow {
  readonly line: number;
  readonly cells: ReadonlyMap<number, string>;
}

export interface SheetRows {
  /** Rows that hold something, in order; one more than asked for where there are more. */
  readonly rows: readonly SheetRow[];
  /** A .csv in an old encoding was read by guessing: its letters want a look. */
  readonly isGuessed: boolean;
}

/** What the reader of spreadsheets gives for a formula that no program has worked out. */
export const NO_RESULT = '=?';

const MOST_BYTES = 20 * 1024 * 1024;
const ZIP = [0x50, 0x4b] as const;

/**
 * Reads .xlsx (its first sheet with text) and .csv (UTF-8 or UTF-16; `;`, `,` or tab). Text is NFC, without control
 * characters; dates are dd/mm/yyyy, times HH:MM, whatever the cell shows. A formula is its result, never worked out.
 * @param most rows that are read; one more shows that there are more
 * Throws DocumentProblem for a file that is neither, is damaged, or is larger than the readers' limits.
 */
export function readRows(bytes: Uint8Array, name: string, most: number): SheetRows {
  if (bytes.length === 0) throw new DocumentProblem('file-empty');
  if (bytes.length > MOST_BYTES) throw new DocumentProblem('file-too-large');
  const isSheet = ZIP.every((byte, index) => bytes[index] === byte);
  if (!isSheet && /\.(?:xlsx|xlsm|xls|ods)$/iu.test(name)) throw new DocumentProblem('file-not-xlsx');
  return isSheet ? { rows: sheetRows(bytes, most), isGuessed: false } : csvRows(bytes, most);
}

// A database keeps no NUL, XML none of these: nobody types them, they come with pasted text.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufffe\uffff]/gu;

/** Spaces at the ends and around line breaks go; breaks stay. */
function tidy(text: string): string {
  return text
    .toWellFormed()
    .normalize('NFC')
    .split(/\r\n|[\r\n]/u)
    .map((line) =>
      line
        .replace(CONTROL, '')
        .replace(/[\s\u00a0]+/gu, ' ')
        .trim(),
    )
    .join('\n')
    .trim();
}

function sheetRows(bytes: Uint8Array, most: number): SheetRow[] {
  const file = openXlsx(bytes);
  for (const sheet of file.sheets) {
    const rows = new Map<number, Map<number, string>>();
    for (const cell of cellsOf(sheet)) {
      const address = parseAddress(attribute(sheet.tree, cell, 'r') ?? '');
      if (address === null) continue;
      const text = tidy(cellText(file, sheet, cell));
      if (text === '') continue;
      const row = rows.get(address.row) ?? new Map<number, string>();
      row.set(address.column, text);
      rows.set(address.row, row);
      if (rows.size > most + 1) break;
    }
    if (rows.size > 0) return [...rows].sort(([a], [b]) => a - b).map(([line, cells]) => ({ line, cells }));
  }
  return [];
}

function csvRows(bytes: Uint8Array, most: number): SheetRows {
  const { text, guessedEncoding, isBinary } = decodeText(bytes);
  if (isBinary) throw new DocumentProblem('file-not-xlsx');
  const content = text.replace(/^\ufeff/u, '');
  const separator = separatorOf(content);
  const rows: SheetRow[] = [];
  let cells = new Map<number, string>();
  let line = 1;
  let column = 1;
  let value = '';
  let isQuoted = false;
  const endCell = (): void => {
    const tidied = tidy(value);
    if (tidied !== '') cells.set(column, tidied);
    value = '';
    column += 1;
  };
  const endRow = (): void => {
    endCell();
    if (cells.size > 0) rows.push({ line, cells });
    cells = new Map();
    column = 1;
    line += 1;
  };
  for (let index = 0; index < content.length && rows.length <= most; index += 1) {
    const letter = content[index] ?? '';
    if (isQuoted) {
      if (letter !== '"') value += letter;
      else if (content[index + 1] === '"') {
        value += '"';
        index += 1;
      } else isQuoted = false;
    } else if (letter === '"' && value.trim() === '') {
      value = '';
      isQuoted = true;
    } else if (letter === separator) endCell();
    else if (letter === '\n') endRow();
    else value += letter;
  }
  if (value !== '' || cells.size > 0) endRow();
  return { rows, isGuessed: guessedEncoding !== null };
}

/** The separator that stands most often in the first line, outside quotes; `sep=;` of Excel is not read as one. */
function separatorOf(text: string): string {
  const first = (text.split('\n', 1)[0] ?? '').replace(/"(?:[^"]|"")*"/gu, '');
  const count = (separator: string) => first.split(separator).length;
  return [';', ',', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}
