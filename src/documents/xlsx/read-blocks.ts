/** .xlsx → Blocks: one table for each visible sheet, cells as a person sees them. */
import type { DocumentBlocks, TableBlock } from '../blocks.ts';
import { attribute, child, textOf, type XmlElement } from '../docx/xml-tree.ts';
import { decodeRuns, type FontRun, legacyNotices, settled } from '../readers/legacy-runs.ts';
import { parseAddress } from './address.ts';
import { numberText } from './number-text.ts';
import { openXlsx, stringRuns, type XlsxFile, type XlsxSheet } from './open.ts';
import { type MergedRange, SheetCells, tablesOf } from './sheet-table.ts';

/** Reads an .xlsx. Formulas give their cached result; dates and percentages stay recognizable as such. */
export function readXlsxBlocks(bytes: Uint8Array): DocumentBlocks {
  return blocksOfXlsx(openXlsx(bytes));
}

/** The same for a file that is open already. */
export function blocksOfXlsx(file: XlsxFile): DocumentBlocks {
  const blocks = settled(file.letters, () => tablesOf(file.sheets, (sheet) => readSheet(file, sheet)));
  return { format: 'xlsx', blocks, notices: legacyNotices(file.letters) };
}

function readSheet(file: XlsxFile, sheet: XlsxSheet): TableBlock | null {
  const cells = new SheetCells(sheet.name);
  for (const cell of cellsOf(sheet)) {
    const address = parseAddress(attribute(sheet.tree, cell, 'r') ?? '');
    if (address !== null) cells.add(address, cellText(file, sheet, cell));
  }
  return cells.table(mergesOf(sheet));
}

/** All cell elements of a sheet in order. */
export function* cellsOf(sheet: XlsxSheet): Generator<XmlElement> {
  for (const row of child(sheet.tree.root, 'sheetData')?.children ?? []) {
    for (const cell of row.children) if (cell.name === 'c') yield cell;
  }
}

function* mergesOf(sheet: XlsxSheet): Generator<MergedRange> {
  for (const merge of child(sheet.tree.root, 'mergeCells')?.children ?? []) {
    const [from, to] = (attribute(sheet.tree, merge, 'ref') ?? '').split(':').map(parseAddress);
    if (from !== null && from !== undefined && to !== null && to !== undefined) yield { from, to };
  }
}

/**
 * Text of a cell. A date is shown as a date and a percentage with its sign, so that neither is taken for a count.
 * Letters of old fonts are converted, and their encodings noted in the file's `letters`.
 */
export function cellText(file: XlsxFile, sheet: XlsxSheet, cell: XmlElement): string {
  const type = attribute(sheet.tree, cell, 't') ?? 'n';
  const style = file.styles[Number(attribute(sheet.tree, cell, 's') ?? 0)];
  const decode = (runs: readonly FontRun[]): string =>
    decodeRuns(
      runs.map((run) => ({ text: run.text, font: run.font ?? style?.font })),
      file.letters,
    ).join('');
  if (type === 'inlineStr') {
    const inline = child(cell, 'is');
    return inline === null ? '' : decode(stringRuns(sheet.tree, inline));
  }
  const value = child(cell, 'v');
  const raw = value === null ? '' : textOf(sheet.tree, value);
  if (raw === '') return child(cell, 'f') === null ? '' : '=?';
  if (type === 's') return decode(file.strings[Number(raw)] ?? []);
  if (type === 'str') return decode([{ text: raw, font: undefined }]);
  // In words, so that a ticked box is never taken for the number 1.
  if (type === 'b') return raw === '0' ? 'FALSE' : 'TRUE';
  if (type === 'd') return isoDateText(raw);
  if (type !== 'n') return raw;
  return numberText(Number(raw), raw, style?.format ?? 'number', file.is1904);
}

/** Dates as the strict form of the format writes them: 2022-10-24T00:00:00. */
function isoDateText(raw: string): string {
  const [, year, month, day] = /^(\d{4})-(\d{2})-(\d{2})/u.exec(raw) ?? [];
  return year === undefined || month === undefined || day === undefined ? raw : `${day}/${month}/${year}`;
}
