/** A filled-in form → values and what is doubtful: the contract of `suotdoi form values`. Never a wrong value. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { Block, DocumentBlocks, DocumentFormat } from '../blocks.ts';
import { readDocxBlocks } from '../docx/read-blocks.ts';
import { readNumber } from '../numbers.ts';
import type { IndicatorKind } from '../plan/reading.ts';
import { DocumentProblem } from '../problem.ts';
import { readAnyDocument } from '../read-document.ts';
import { openZip } from '../zip-guard.ts';
import { readXlsxBlocks } from '../xlsx/read-blocks.ts';
import { isHeading } from './analysis.ts';
import type { CellValue, FormDefinition, FormGroup, IndicatorLine, ReadValues, ValueIssue } from './definition.ts';
import { groupKeys } from './key.ts';
import { tidyValue } from './labels.ts';
import { type LineMatch, lineMatcher, type RowMatch } from './match-lines.ts';
import { formMessage } from './messages.ts';
import { readSections } from './read-prose.ts';
import { readRow } from './read-rows.ts';
import { type RowLine, splitLines } from './row-lines.ts';
import { type FormItem, formItems, type FormRow } from './rows.ts';
import { findFormScopes } from './scope.ts';
import { readUnitName } from './unit-name.ts';

/** Reads the values of a filled-in .docx or .xlsx. Throws DocumentProblem for a file that cannot be read at all. */
export function readValues(definition: FormDefinition, filled: Uint8Array): ReadValues {
  return readValuesFromBlocks(definition, readFormBlocks(filled));
}

/** The same of any kind of document that is read: .docx, .xlsx, .doc, .pdf, .rtf and so on. Rejects with DocumentProblem. */
export async function readFilledForm(definition: FormDefinition, filled: Uint8Array, name = ''): Promise<ReadValues> {
  return readValuesFromBlocks(definition, await readFormDocument(filled, name));
}

/** Blocks of a form in any file: what a plan comes in, and spreadsheets. Rejects with DocumentProblem. */
export async function readFormDocument(bytes: Uint8Array, name = ''): Promise<DocumentBlocks> {
  if (isZip(bytes) && isWorkbook(bytes)) return readXlsxBlocks(bytes);
  const document = await readAnyDocument(bytes, name);
  // Any bytes may pass for text; a file that calls itself Word or Excel and is none is broken, not a report in plain text.
  if (document.format === 'txt' && /\.(?:docx?|xlsx?|pdf|od[ts])$/iu.test(name))
    throw new DocumentProblem(/\.(?:docx|xlsx)$/iu.test(name) ? 'file-not-zip' : 'file-damaged');
  return document;
}

/** Blocks of a .docx or .xlsx, at once. */
export function readFormBlocks(bytes: Uint8Array): DocumentBlocks {
  return isWorkbook(bytes) ? readXlsxBlocks(bytes) : readDocxBlocks(bytes);
}

function isZip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

/** Told apart by what is inside, not by the name. */
function isWorkbook(bytes: Uint8Array): boolean {
  return openZip(bytes).names.some((name) => /(?:^|\/)workbook\.xml$/u.test(name));
}

/** The same for a document that is read already. */
export function readValuesFromBlocks(definition: FormDefinition, document: DocumentBlocks): ReadValues {
  const scopes = [...findFormScopes(document.blocks).map((scope) => scope.blocks), document.blocks];
  let best: ReadItems | null = null;
  let chosen: readonly Block[] = document.blocks;
  for (const blocks of scopes) {
    const read = readItems(definition, formItems(blocks), document.format);
    if (best === null || read.matched > best.matched) {
      best = read;
      chosen = blocks;
    }
    if (best.matched === best.total) break;
  }
  if (best === null) throw new DocumentProblem('form-absent');
  // Two reports in one file: what the part that was read says once, the whole file may say twice.
  if (scopes.length <= 2 || chosen === document.blocks) return best.values;
  return withoutRepeated(best.values, readItems(definition, formItems(document.blocks), document.format).values);
}

/** Values without those that the whole file gives twice with different numbers. */
function withoutRepeated(read: ReadValues, whole: ReadValues): ReadValues {
  const told = new Set(read.issues.filter((issue) => issue.code === 'line-twice').map((issue) => issue.key));
  const otherwise = Object.entries(whole.values.cells).flatMap(([key, cell]) => {
    const own = read.values.cells[key];
    return own === undefined || JSON.stringify(own) === JSON.stringify(cell)
      ? []
      : [formMessage('line-twice', key, null)];
  });
  const twice = [...whole.issues.filter((issue) => issue.code === 'line-twice'), ...otherwise].filter(
    (issue) => !told.has(issue.key),
  );
  const keys = new Set(twice.map((issue) => issue.key));
  const cells = Object.fromEntries(Object.entries(read.values.cells).filter(([key]) => !keys.has(key)));
  return { ...read, values: { ...read.values, cells }, issues: [...read.issues, ...twice] };
}

interface ReadItems {
  readonly values: ReadValues;
  readonly matched: number;
  readonly total: number;
}

function readItems(definition: FormDefinition, items: readonly FormItem[], format: DocumentFormat): ReadItems {
  const match = lineMatcher(definition);
  const keys = groupKeys(definition);
  const cells: Record<string, CellValue> = {};
  const openRows: Record<string, { label: string; number: string | null }[]> = {};
  const issues: ValueIssue[] = [];
  const matched = new Set<string>();

  let last: LineMatch | null = null;

  const takeRow = (row: RowMatch, isProse = false): void => {
    const read = readRow(row, format !== 'pdf', cells);
    for (const found of row.matches) matched.add(found.line.key);
    Object.assign(cells, Object.fromEntries(read.cells));
    // A line that stands twice takes the first value back.
    for (const issue of read.issues) if (issue.code === 'line-twice' && issue.key !== null) delete cells[issue.key];
    issues.push(...read.issues);
    const astray = strayNumbers(row, last, cells);
    issues.push(...astray.issues);
    last = row.matches.at(-1) ?? last;
    for (const { piece, group } of row.extra) {
      if (isProse || astray.pieces.has(piece)) continue;
      const key = keys[group] ?? '';
      if (definition.groups[group]?.open === true) (openRows[key] ??= []).push(readOpenRow(piece.body, row));
      else issues.push(formMessage('extra-line', null, piece.text));
    }
  };
  const rows = items.flatMap((item) => (item.kind === 'row' ? [match(item)] : []));
  for (const row of format === 'pdf' ? withoutCutColumns(rows, definition, issues) : rows) takeRow(row);
  // Lines outside tables: only for groups that no table holds, so that prose is never taken for figures.
  const outside = definition.groups.some(
    (group) => group.lines.length > 0 && group.lines.every((line) => !matched.has(line.key)),
  );
  if (outside) {
    for (const row of textRows(items)) {
      const found = match(row);
      const astray = format === 'pdf' ? found.matches.filter(({ line }) => isOfTable(definition, line)) : [];
      for (const { line, inline } of astray) {
        matched.add(line.key);
        for (const { key } of line.measures) issues.push(formMessage('table-without-lines', key, inline || null));
      }
      takeRow({ ...found, matches: found.matches.filter((one) => !astray.includes(one)), onHead: [] }, true);
    }
  }
  const lines = definition.groups.flatMap((group) => group.lines);
  for (const line of lines) {
    if (!matched.has(line.key))
      for (const measure of line.measures) issues.push(formMessage('line-missing', measure.key, null));
  }
  if (matched.size === 0 && lines.length > 0)
    issues.splice(0, issues.length, formMessage('form-unrecognized', null, null));
  const head = items.slice(
    0,
    Math.max(
      0,
      items.findIndex((item) => item.kind === 'row' || isHeading(item)),
    ),
  );
  return {
    values: {
      values: { cells, sections: readSections(definition, items), openRows },
      issues,
      unitName: readUnitName(
        definition,
        head.flatMap((item) => (item.kind === 'text' ? [item.text] : [])),
      ),
    },
    matched: matched.size,
    total: lines.length,
  };
}

/**
 * Lines with nothing but a number, below a line that has none: likely its value, but it may be the next one's. Named, not
 * taken; `last`: the last line of the rows before.
 */
function strayNumbers(
  row: RowMatch,
  last: LineMatch | null,
  cells: Readonly<Record<string, CellValue>>,
): { pieces: Set<RowLine>; issues: ValueIssue[] } {
  const pieces = new Set<RowLine>();
  const issues: ValueIssue[] = [];
  for (const { piece } of row.extra) {
    const above = row.matches.findLast((match) => match.piece.line < piece.line) ?? last;
    const measures = above?.line.measures ?? [];
    const kinds = new Set<IndicatorKind>(['count', ...measures.map((measure) => measure.kind)]);
    const isNumber =
      /^\d/u.test(piece.body) &&
      (!/\p{L}/u.test(piece.body) || [...kinds].some((kind) => 'value' in readNumber(piece.body, kind)));
    if (!isNumber) continue;
    pieces.add(piece);
    const open = measures.filter((measure) => cells[measure.key] === undefined);
    for (const { key } of open) issues.push(formMessage('value-astray', key, piece.text));
    if (open.length === 0) issues.push(formMessage('value-astray', null, piece.text));
  }
  return { pieces, issues };
}

/** "label: 5", or a row whose number stands in its column. A number that is not certain stays in the words. */
function readOpenRow(body: string, { row, matches, extra }: RowMatch): { label: string; number: string | null } {
  const colon = body.lastIndexOf(':');
  if (colon > 0) {
    const number = readNumber(tidyValue(body.slice(colon + 1)), 'count');
    if ('value' in number) return { label: body.slice(0, colon).trim(), number: number.value };
  }
  const column = matches.length === 0 && extra.length === 1 ? (row.values[0]?.lines.join(' ') ?? '') : '';
  const number = readNumber(column, 'count');
  return { label: body.trim(), number: 'value' in number ? number.value : null };
}

/**
 * Rows without the columns of a group that stands in several rows, one of them with several lines: a page of the PDF may
 * have cut the row, and then the upper part of a column faces other lines than it did. What stands there is named.
 */
function withoutCutColumns(rows: readonly RowMatch[], definition: FormDefinition, issues: ValueIssue[]): RowMatch[] {
  const groupOf = (row: RowMatch): FormGroup | undefined => {
    const first = row.matches[0]?.line;
    return definition.groups.find((group) => group.lines.some((line) => line.key === first?.key));
  };
  const byGroup = Map.groupBy(rows, groupOf);
  const cut = new Set(
    [...byGroup].flatMap(([group, own]) => {
      const hasFigures = own.some((row) => row.row.values.some((cell) => cell.lines.some((line) => /\d/u.test(line))));
      const isCut = own.length > 1 && own.some((row) => row.matches.length > 1);
      return group !== undefined && isCut && hasFigures ? [group] : [];
    }),
  );
  return rows.map((row) => {
    const group = groupOf(row);
    if (group === undefined || !cut.has(group)) return row;
    const found = row.row.values.flatMap((cell) => cell.lines).join('; ');
    for (const { line, inline } of row.matches)
      if (inline === '')
        for (const { key } of line.measures)
          issues.push(formMessage('column-unclear', key, found === '' ? null : found));
    return { ...row, row: { ...row.row, values: [] } };
  });
}

/** In a PDF without ruling lines a table is lines of text, and what ends such a line may be of another row of another column. */
function isOfTable(definition: FormDefinition, line: IndicatorLine): boolean {
  return line.outside !== true && definition.frame.columns.length > 0;
}

function textRows(items: readonly FormItem[]): FormRow[] {
  const foot = items.findIndex((item) => item.kind === 'text' && unaccentedKey(item.text).startsWith('noi nhan'));
  return items.slice(0, foot < 0 ? items.length : foot).flatMap((item): FormRow[] => {
    if (item.kind !== 'text') return [];
    const label = { lines: [item.text], columnSpan: 1, rowSpan: 1, place: item.block.place };
    const columns = { number: null, label: 0, unit: null, values: [], headers: [], headerRow: 0, firstRow: 0 };
    return [
      {
        kind: 'row',
        number: '',
        lines: splitLines([item.text]),
        unit: '',
        label,
        values: [],
        shared: [],
        others: [],
        wide: false,
        columns,
      },
    ];
  });
}
