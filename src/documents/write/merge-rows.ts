/** The rows of a mail merge from a spreadsheet or a .csv: the first row names the fields, faults are told by cell. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { DocumentProblem } from '../problem.ts';
import { decodeText } from '../readers/text-decode.ts';
import { formatAddress, parseAddress } from '../xlsx/address.ts';
import { attribute } from '../docx/xml-tree.ts';
import { openXlsx } from '../xlsx/open.ts';
import { cellsOf, cellText } from '../xlsx/read-blocks.ts';
import type { MergeRow } from './merge-model.ts';
import { mergeRowWords as words } from './messages.ts';

export type MergeRowProblemCode =
  | 'no-header'
  | 'header-twice'
  | 'header-missing'
  | 'too-many-rows'
  | 'too-many-columns'
  | 'value-too-long'
  | 'formula-without-value'
  | 'encoding-guessed';

export interface MergeRowProblem {
  readonly code: MergeRowProblemCode;
  /** `B7` in a spreadsheet and in a .csv alike; null where it is the whole file. */
  readonly cell: string | null;
  /** Vietnamese, says what to do. */
  readonly message: string;
}

export interface MergeRows {
  /** Names of the columns, as typed. */
  readonly columns: readonly string[];
  /** Values as the file shows them: a date or number keeps the form that its cell has. Empty rows are left out. */
  readonly rows: readonly MergeRow[];
  /** Row of the file (1-based) that each of `rows` stood in. */
  readonly lines: readonly number[];
  readonly problems: readonly MergeRowProblem[];
}

export const MOST_MERGE_ROWS = 5_000;
const MOST_COLUMNS = 100;
/** As long as a line of the model may be. */
const LONGEST_VALUE = 2_000;
const ZIP = [0x50, 0x4b] as const;

/** A row of the file with its number, cells by 1-based column. */
interface SheetRow {
  readonly line: number;
  readonly cells: ReadonlyMap<number, string>;
}

/**
 * Reads .xlsx (its first sheet with text) and .csv (UTF-8 or UTF-16; `;`, `,` or tab). Text is NFC.
 * Throws DocumentProblem for a file that is neither, is damaged, or is larger than the readers' limits.
 */
export function readMergeRows(bytes: Uint8Array, name: string): MergeRows {
  if (bytes.length === 0) throw new DocumentProblem('file-empty');
  if (bytes.length > 20 * 1024 * 1024) throw new DocumentProblem('file-too-large');
  const problems: MergeRowProblem[] = [];
  const isSheet = ZIP.every((byte, index) => bytes[index] === byte);
  if (!isSheet && /\.(?:xlsx|xlsm|xls|ods)$/iu.test(name)) throw new DocumentProblem('file-not-xlsx');
  return rowsOf(isSheet ? sheetRows(bytes) : csvRows(bytes, problems), problems);
}

function rowsOf(rows: readonly SheetRow[], problems: MergeRowProblem[]): MergeRows {
  const tell = (code: MergeRowProblemCode, cell: string | null) =>
    problems.push({ code, cell, message: words[code](cell ?? '') });
  const header = rows[0];
  if (header === undefined) {
    tell('no-header', null);
    return { columns: [], rows: [], lines: [], problems };
  }
  const columns = new Map<number, string>();
  const keys = new Set<string>();
  for (const [column, text] of header.cells) {
    const name = oneLine(text);
    const cell = formatAddress({ column, row: header.line });
    if (column > MOST_COLUMNS) {
      tell('too-many-columns', cell);
      break;
    }
    const key = unaccentedKey(name);
    if (key === '') continue;
    if (keys.has(key)) tell('header-twice', cell);
    else columns.set(column, name);
    keys.add(key);
  }
  if (columns.size === 0) tell('no-header', null);
  const body = rows.slice(1);
  const beyond = body[MOST_MERGE_ROWS];
  if (beyond !== undefined) tell('too-many-rows', formatAddress({ column: 1, row: beyond.line }));
  const nameless = new Set<number>();
  const taken = body.slice(0, MOST_MERGE_ROWS).map(({ line, cells }): [number, MergeRow] => {
    const values: Record<string, string> = {};
    for (const name of columns.values()) values[name] = '';
    for (const [column, text] of cells) {
      const cell = formatAddress({ column, row: line });
      const field = columns.get(column);
      if (field === undefined) {
        // Told once a column.
        if (!header.cells.has(column) && !nameless.has(column) && column <= MOST_COLUMNS) tell('header-missing', cell);
        nameless.add(column);
      } else if (text === NO_RESULT) tell('formula-without-value', cell);
      else if (text.length > LONGEST_VALUE) tell('value-too-long', cell);
      else values[field] = text;
    }
    return [line, values];
  });
  return {
    columns: [...columns.values()],
    rows: taken.map(([, row]) => row),
    lines: taken.map(([line]) => line),
    problems,
  };
}

function oneLine(text: string): string {
  return text.normalize('NFC').replace(/\s+/gu, ' ').trim();
}

/** Spaces at the ends and around line breaks go; breaks stay. */
function tidy(text: string): string {
  return text
    .normalize('NFC')
    .split(/\r\n|[\r\n]/u)
    .map((line) => line.replace(/[\s\u00a0]+/gu, ' ').trim())
    .join('\n')
    .trim();
}

/** What the reader of spreadsheets gives for a formula that no program has worked out. */
const NO_RESULT = '=?';

function sheetRows(bytes: Uint8Array): SheetRow[] {
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
      // The header and one row too many: enough to say so.
      if (rows.size > MOST_MERGE_ROWS + 2) break;
    }
    if (rows.size > 0) return [...rows].sort(([a], [b]) => a - b).map(([line, cells]) => ({ line, cells }));
  }
  return [];
}

function csvRows(bytes: Uint8Array, problems: MergeRowProblem[]): SheetRow[] {
  const { text, guessedEncoding, isBinary } = decodeText(bytes);
  if (isBinary) throw new DocumentProblem('file-not-xlsx');
  if (guessedEncoding !== null)
    problems.push({ code: 'encoding-guessed', cell: null, message: words['encoding-guessed']() });
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
  for (let index = 0; index < content.length && rows.length <= MOST_MERGE_ROWS + 1; index += 1) {
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
  return rows;
}

/** The separator that stands most often in the first line, outside quotes; `sep=;` of Excel is not read as one. */
function separatorOf(text: string): string {
  const first = (text.split('\n', 1)[0] ?? '').replace(/"(?:[^"]|"")*"/gu, '');
  const count = (separator: string) => first.split(separator).length;
  return [';', ',', '\t'].reduce((best, separator) => (count(separator) > count(best) ? separator : best));
}
