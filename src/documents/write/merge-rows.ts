/** The rows of a mail merge from a spreadsheet or a .csv: the first row names the fields, faults are told by cell. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { NO_RESULT, readRows, type SheetRow } from '../rows/read-rows.ts';
import { formatAddress } from '../xlsx/address.ts';
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

/**
 * Reads .xlsx (its first sheet with text) and .csv (UTF-8 or UTF-16; `;`, `,` or tab). Text is NFC.
 * Throws DocumentProblem for a file that is neither, is damaged, or is larger than the readers' limits.
 */
export function readMergeRows(bytes: Uint8Array, name: string): MergeRows {
  // The header and one row too many: enough to say so.
  const { rows, isGuessed } = readRows(bytes, name, MOST_MERGE_ROWS + 1);
  const guessed: MergeRowProblem = { code: 'encoding-guessed', cell: null, message: words['encoding-guessed']() };
  return rowsOf(rows, isGuessed ? [guessed] : []);
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
