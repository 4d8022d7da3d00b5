/**
 * A spreadsheet of activities: what can be wrong with it, its rows by activity, what is likely entered twice. What is
 * likely a mistake, and what is merely missing before sending, is told and does not block. Pure.
 */
import { en } from '../../../messages/en/index.ts';
import { vi } from '../../../messages/vi/index.ts';
import type { SheetRow } from '../../documents/rows/read-rows.ts';
import { formatAddress } from '../../documents/xlsx/address.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { ActivityKind } from './activity.ts';
import type { FieldFault } from './fields.ts';
import { type ImportColumn, type Layout, slotOf } from './rules.import-columns.ts';
import type { ActivityContent, Needed } from './rules.ts';

/** Rows of a file; the issue asks for 5,000. */
export const MOST_IMPORT_ROWS = 5_000;
const LONGEST_FOUND = 80;

export const FILE_FAULTS = ['no-header', 'no-rows', 'too-many-rows', 'column-missing', 'column-twice'] as const;
export const CELL_FAULTS = [
  'no-result',
  'cell-error',
  'needKind',
  'needFrom',
  'needTo',
  'unknown-choice',
  'area-ambiguous',
  'differs',
] as const;
export const WARNINGS = [
  'guessed-letters',
  'column-unused',
  'area-guessed',
  'zero-added',
  'incomplete',
  'outside-week',
  'same-in-file',
  'same-announced',
] as const;
export type ImportFaultCode =
  | (typeof FILE_FAULTS)[number]
  | (typeof CELL_FAULTS)[number]
  | (typeof WARNINGS)[number]
  | FieldFault;

export interface ImportFault {
  /** 'C7'; empty where it is the whole file. */
  readonly cell: string;
  /** Row of the file; 0 for the whole file. */
  readonly line: number;
  readonly column: ImportColumn | null;
  readonly isWarning: boolean;
  readonly code: ImportFaultCode;
  /** What stands there, cut short. */
  readonly found: string;
  /** What may have been meant, or the other place: names, a cell, a number. */
  readonly hint: string;
}

/** A row, or several of one code, as it will be. */
export interface ImportRow {
  readonly line: number;
  readonly content: ActivityContent;
  readonly missing: readonly Needed[];
}

/** What an area may be called, and which units that could mean. */
export type AreaAnswer =
  | { readonly unitId: UnitId; readonly name: string; readonly isSure: boolean }
  | { readonly unitId: null; readonly among: readonly string[] };

export interface ImportPlace {
  readonly kinds: readonly ActivityKind[];
  readonly findArea: (words: string) => AreaAnswer;
  readonly areas: ReadonlySet<UnitId>;
  /** Where nothing is written: the ground of the unit itself. */
  readonly ownArea: UnitId;
  /** For days without a year. */
  readonly year: number;
  readonly week: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
}

export interface Cell {
  readonly text: string;
  readonly cell: string;
}

export interface Line {
  readonly line: number;
  readonly cells: ReadonlyMap<string, Cell>;
}

export type Group = readonly Line[];

/** The code of the template's example row: never taken in. */
export const EXAMPLE_CODES: ReadonlySet<string> = new Set(
  [vi.imports.example.code, en.imports.example.code].map(unaccentedKey),
);

/** The rows by activity: those of one code are sessions of one, a row without a code stands alone. */
export function groupRows(layout: Layout): Group[] {
  const groups = new Map<string, Line[]>();
  for (const row of layout.body.slice(0, MOST_IMPORT_ROWS)) {
    const cells = cellsOf(row, layout);
    if (cells.size === 0) continue;
    const code = unaccentedKey(cells.get('code')?.text ?? '');
    if (EXAMPLE_CODES.has(code)) continue;
    const key = code === '' ? `#${row.line}` : code;
    const lines = groups.get(key);
    if (lines) lines.push({ line: row.line, cells });
    else groups.set(key, [{ line: row.line, cells }]);
  }
  return [...groups.values()];
}

function cellsOf(row: SheetRow, { placed }: Layout): Map<string, Cell> {
  const cells = new Map<string, Cell>();
  for (const [column, text] of row.cells) {
    const known = placed.get(column);
    if (known) {
      cells.set(slotOf(known.column, known.session), { text, cell: formatAddress({ column, row: row.line }) });
    }
  }
  return cells;
}

/** What the whole file lacks; with any of these but a warning no row is read. */
export function checkLayout(layout: Layout | null, isGuessed: boolean): ImportFault[] {
  const fault = (code: ImportFaultCode, more: Partial<ImportFault> = {}): ImportFault => ({
    cell: '',
    line: 0,
    column: null,
    isWarning: false,
    code,
    found: '',
    hint: '',
    ...more,
  });
  if (layout === null) return [fault('no-header')];
  return [
    ...layout.missing.map((column) => fault('column-missing', { column })),
    ...layout.twice.map(({ cell, name, column }) => fault('column-twice', { cell, column, found: cut(name) })),
    ...(layout.body.length === 0 ? [fault('no-rows')] : []),
    ...(layout.body.length > MOST_IMPORT_ROWS ? [fault('too-many-rows', { hint: String(MOST_IMPORT_ROWS) })] : []),
    ...(isGuessed ? [fault('guessed-letters', { isWarning: true })] : []),
    ...layout.unused.map(({ cell, name }) => fault('column-unused', { cell, found: cut(name), isWarning: true })),
  ];
}

/** One line, short enough for a list of faults. */
export const cut = (text: string): string => {
  const line = text.replace(/\s+/gu, ' ');
  return line.length <= LONGEST_FOUND ? line : `${line.slice(0, LONGEST_FOUND - 1).toWellFormed()}…`;
};

/** The words, the first day and the place that make two entries likely the same. */
export function samenessKey(title: string, day: CalendarDate | null): string {
  return `${unaccentedKey(title)}|${day ?? ''}`;
}

/** The first day of an activity, or the day on which an output counts; null where none is known. */
export function firstDay({
  sessions,
  countedOn,
}: Pick<ActivityContent, 'sessions' | 'countedOn'>): CalendarDate | null {
  const [first] = sessions.map(({ startsAt }) => dayInVietnam(startsAt)).toSorted();
  return first ?? countedOn;
}

/** Warns of rows of the file that say the same as an earlier one: words of the title, first day, area and place. */
export function warnOfTwins(rows: readonly ImportRow[]): ImportFault[] {
  const seen = new Map<string, number>();
  const faults: ImportFault[] = [];
  for (const { line, content } of rows) {
    const place = `${content.areaUnitId}|${unaccentedKey(content.placeName)}|${unaccentedKey(content.address)}`;
    const times = content.sessions.map(({ startsAt }) => startsAt.getTime()).toSorted((a, b) => a - b)[0] ?? '';
    const key = `${samenessKey(content.title, firstDay(content))}|${times}|${place}`;
    const first = seen.get(key);
    if (first === undefined) seen.set(key, line);
    else {
      const found = cut(content.title);
      faults.push({
        cell: '',
        line,
        column: 'title',
        isWarning: true,
        code: 'same-in-file',
        found,
        hint: String(first),
      });
    }
  }
  return faults;
}
