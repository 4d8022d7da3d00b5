/**
 * Values of one row, in the order of trust: behind the label; labelled in the column; line by line in the column; the same
 * count of numbers in order (flagged); else refused and flagged.
 */
import type { TableCell } from '../blocks.ts';
import { readNumber } from '../numbers.ts';
import type { CellValue, ValueIssue } from './definition.ts';
import { behindLabel, tidyValue } from './labels.ts';
import type { LineMatch, RowMatch } from './match-lines.ts';
import { formMessage } from './messages.ts';
import { HAS_VALUE, type LineValues, readLine } from './read-line.ts';

export interface RowValues {
  readonly cells: Map<string, CellValue>;
  readonly issues: ValueIssue[];
}

/**
 * Reads the matched lines of a row and the cells of its value columns. `keepsBlanks`: the file keeps blank lines of a cell
 * (a PDF has none), so that the lines of two cells can face each other. `before`: what the rows above gave.
 */
export function readRow(
  row: RowMatch,
  keepsBlanks: boolean,
  before: Readonly<Record<string, CellValue>> = {},
): RowValues {
  const cells = new Map<string, CellValue>();
  const issues: ValueIssue[] = row.onHead.map((text) => formMessage('value-on-head', null, text));
  const take = (values: LineValues): void => {
    for (const [key, value] of values.cells) cells.set(key, value);
    issues.push(...values.issues);
  };
  for (const match of row.matches) take(readLine(match.line, match.inline));
  const [first, ...others] = row.row.values;
  const single = row.matches.length === 1 ? row.matches[0] : undefined;
  // A row whose line was taken out of the report holds nothing to read, whatever stands in its columns.
  if (single?.line.measures.length === 0 && row.extra.length === 0) return { cells, issues };
  if (single !== undefined && others.length > 0 && single.line.measures.length === row.row.values.length) {
    readColumns(single, row.row.values, take, issues);
  } else {
    if (first !== undefined) readColumn(row, columnLines(first), keepsBlanks, cells, take, issues);
    for (const other of others)
      for (const text of columnLines(other).map((line) => line.text))
        issues.push(formMessage('column-unclear', null, text));
  }
  judgeElsewhere(row, cells, issues);
  if (row.matches.length === 0 && row.repeated.length > 0) {
    issues.push(
      ...repeatedRow(readRow({ ...row, matches: row.repeated, repeated: [], onHead: [] }, keepsBlanks), before),
    );
  } else for (const again of row.repeated) judgeRepeated(again, cells, before, issues);
  return { cells, issues };
}

/** A row whose lines all stood in the file before: what it says otherwise is in doubt. Blank says nothing. */
function repeatedRow(again: RowValues, before: Readonly<Record<string, CellValue>>): ValueIssue[] {
  const otherwise = [...again.cells].filter(([key, value]) => !sameValue(before[key], value));
  return [
    ...otherwise.map(([key, value]) => formMessage('line-twice', key, value.state === 'value' ? value.number : null)),
    ...again.issues.flatMap(({ key, found }) => (key === null ? [] : [formMessage('line-twice', key, found)])),
  ];
}

function sameValue(left: CellValue | undefined, right: CellValue): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** Figures where none belong: in a cell that several lines share, in another column, beside no line at all. */
function judgeElsewhere(row: RowMatch, cells: ReadonlyMap<string, CellValue>, issues: ValueIssue[]): void {
  const { shared, others, values, lines } = row.row;
  const told = new Set(issues.map((issue) => issue.key));
  const open = row.matches
    .flatMap((match) => match.line.measures)
    .filter((measure) => !cells.has(measure.key) && !told.has(measure.key));
  const blame = (code: 'value-shared' | 'value-in-other-column', found: string): void => {
    for (const measure of open) issues.push(formMessage(code, measure.key, found));
  };
  const sharedText = textOfCells(shared);
  if (/\d/u.test(sharedText)) return blame('value-shared', sharedText);
  const numbers = others.flatMap((cell) => cell.lines).filter((line) => /^[\d.,\s]*\d$/u.test(line.trim()));
  if (numbers.length > 0) blame('value-in-other-column', numbers.join('; '));
  const valueText = textOfCells(values);
  if (lines.length === 0 && /\d/u.test(valueText)) issues.push(formMessage('value-without-line', null, valueText));
}

function textOfCells(tableCells: readonly TableCell[]): string {
  return tableCells
    .flatMap((cell) => cell.lines)
    .filter((line) => line !== '')
    .join('; ');
}

interface ColumnLine {
  readonly text: string;
  /** Physical line in the cell. */
  readonly line: number;
}

function columnLines(cell: TableCell): ColumnLine[] {
  return cell.lines.flatMap((raw, line) => {
    const text = tidyValue(raw.replace(/^\s*[-+–•]\s+(?=\S)/u, ''));
    return HAS_VALUE.test(text) ? [{ text, line }] : [];
  });
}

/** As many value columns as measures: each column its own. */
function readColumns(
  match: LineMatch,
  columns: readonly TableCell[],
  take: (values: LineValues) => void,
  issues: ValueIssue[],
): void {
  match.line.measures.forEach((measure, index) => {
    const cell = columns[measure.column ?? index];
    const lines = cell === undefined ? [] : columnLines(cell);
    if (lines.length > 1)
      issues.push(formMessage('column-unclear', measure.key, lines.map((line) => line.text).join('; ')));
    else if (lines[0] !== undefined) take(readLine({ ...match.line, measures: [measure] }, lines[0].text));
  });
}

function readColumn(
  row: RowMatch,
  lines: readonly ColumnLine[],
  keepsBlanks: boolean,
  cells: Map<string, CellValue>,
  take: (values: LineValues) => void,
  issues: ValueIssue[],
): void {
  if (lines.length === 0) return;
  const whole = lines.map((line) => line.text).join('; ');
  const open = row.matches.filter((match) => match.inline === '');
  const [only] = row.matches;
  if (only === undefined) {
    if (row.extra.length === 0) issues.push(formMessage('value-on-head', null, whole));
    return;
  }
  if (row.matches.length === 1 && row.extra.length === 0) {
    const column = readLine(only.line, whole);
    if (only.inline === '') take(column);
    else if (!agree(column, cells)) conflict(only, cells, issues, `${only.inline} / ${whole}`);
    return;
  }
  const labelled = readLabelled(row.matches, lines);
  if (labelled !== null) {
    for (const { match, text } of labelled) {
      const column = readLine(match.line, text);
      if (match.inline === '') take(column);
      else if (!agree(column, cells)) conflict(match, cells, issues, `${match.inline} / ${text}`);
    }
    return;
  }
  if (open.length < row.matches.length) {
    issues.push(formMessage('column-unclear', null, whole));
    return;
  }
  const aligned = alignedLines(row, open, lines);
  if (aligned !== null) {
    for (const [index, match] of open.entries()) take(readLine(match.line, aligned[index] ?? ''));
    return;
  }
  const facing = keepsBlanks ? facingLines(row, open, lines) : null;
  if (facing !== null) {
    for (const [index, match] of open.entries()) {
      take(readLine(match.line, facing[index] ?? ''));
      for (const measure of match.line.measures)
        issues.push(formMessage('check-line', measure.key, facing[index] ?? null));
    }
    return;
  }
  const numbers = row.extra.length === 0 ? inOrder(open, lines) : null;
  if (numbers === null) {
    for (const match of open)
      for (const measure of match.line.measures) issues.push(formMessage('column-unclear', measure.key, whole));
    return;
  }
  for (const [index, match] of open.entries()) {
    take(readLine(match.line, numbers[index] ?? ''));
    for (const measure of match.line.measures)
      issues.push(formMessage('check-order', measure.key, numbers[index] ?? null));
  }
}

/** "Cấp huyện: 5" in the column. All lines must name their label, each label once. */
function readLabelled(
  matches: readonly LineMatch[],
  lines: readonly ColumnLine[],
): { match: LineMatch; text: string }[] | null {
  const taken = new Set<LineMatch>();
  let after = -1;
  const found: { match: LineMatch; text: string }[] = [];
  for (const line of lines) {
    let best: { index: number; rest: string; length: number } | null = null;
    for (const [index, match] of matches.entries()) {
      const behind = taken.has(match) ? null : behindLabel(line.text, match.line.label);
      if (behind === null || !(behind.colon || /^\d/u.test(behind.rest))) continue;
      // A label that stands under another one only counts right behind it.
      if (match.line.under !== null && index !== after + 1) continue;
      if (best === null || match.line.label.length > best.length)
        best = { index, rest: behind.rest, length: match.line.label.length };
    }
    const match = best === null ? undefined : matches[best.index];
    if (best === null || match === undefined) return null;
    taken.add(match);
    after = best.index;
    found.push({ match, text: best.rest });
  }
  return found;
}

/** Every indicator has a value on its own line, and no value stands elsewhere: only then the lines are surely aligned. */
function alignedLines(row: RowMatch, open: readonly LineMatch[], lines: readonly ColumnLine[]): string[] | null {
  if (lines.length !== open.length || open.length !== row.matches.length) return null;
  const facing = open.map((match) => lines.find((line) => line.line === match.piece.line)?.text);
  return facing.every((text) => text !== undefined) ? facing : null;
}

/** Longer labels may be wrapped on the page, and then the lines of the column no longer face those of the label. */
const SURELY_ONE_LINE = 42;

/** Some lines blank, but each value faces an indicator and no label above can have been wrapped; a person must look. */
function facingLines(
  row: RowMatch,
  open: readonly LineMatch[],
  lines: readonly ColumnLine[],
): (string | null)[] | null {
  const last = lines.at(-1)?.line ?? 0;
  if (
    lines.length >= open.length ||
    row.row.lines.some((piece) => piece.line <= last && piece.text.length > SURELY_ONE_LINE)
  )
    return null;
  const facing = open.map((match) => lines.find((line) => line.line === match.piece.line)?.text ?? null);
  return facing.filter((text) => text !== null).length === lines.length ? facing : null;
}

/** As many readable numbers as indicators, one a line or all on one line parted by semicolons. */
function inOrder(open: readonly LineMatch[], lines: readonly ColumnLine[]): string[] | null {
  const texts = lines.length === 1 ? (lines[0]?.text ?? '').split(/\s*;\s*/u) : lines.map((line) => line.text);
  if (texts.length !== open.length || open.some((match) => match.line.measures.length > 1)) return null;
  const readable = open.every((match, index) => {
    const measure = match.line.measures[0];
    return measure !== undefined && 'value' in readNumber(texts[index] ?? '', measure.kind, measure.unit);
  });
  return readable ? texts : null;
}

function agree(column: LineValues, cells: ReadonlyMap<string, CellValue>): boolean {
  return (
    column.cells.length > 0 &&
    column.issues.length === 0 &&
    column.cells.every(([key, value]) => sameValue(cells.get(key), value))
  );
}

/** Two places, two numbers: neither is taken. */
function conflict(match: LineMatch, cells: Map<string, CellValue>, issues: ValueIssue[], found: string): void {
  for (const measure of match.line.measures) {
    cells.delete(measure.key);
    issues.push(formMessage('column-and-line', measure.key, found));
  }
}

function judgeRepeated(
  again: LineMatch,
  cells: Map<string, CellValue>,
  before: Readonly<Record<string, CellValue>>,
  issues: ValueIssue[],
): void {
  if (again.inline === '') return;
  if (agree(readLine(again.line, again.inline), new Map([...Object.entries(before), ...cells]))) return;
  for (const measure of again.line.measures) {
    cells.delete(measure.key);
    issues.push(formMessage('line-twice', measure.key, again.inline));
  }
}
