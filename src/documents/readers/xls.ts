/** .xls (Excel 97 to 2003) → Blocks: one table for each visible sheet, cells as a person sees them. */
import type { DocumentBlocks, TableBlock } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import { numberText } from '../xlsx/number-text.ts';
import { type MergedRange, SheetCells, tablesOf } from '../xlsx/sheet-table.ts';
import type { CompoundFile } from './doc/compound.ts';
import { decodeRuns, LegacyLetters, legacyNotices, settled } from './legacy-runs.ts';
import { type BiffRun, RECORD, recordsFrom, StringReader } from './xls/records.ts';
import { openWorkbook, type XlsSheet, type XlsWorkbook } from './xls/workbook.ts';

/**
 * Reads the workbook in an old Office file. Throws DocumentProblem: `file-encrypted`, `file-legacy` (older than Excel
 * 97), `file-damaged`, `file-empty`, `file-too-large`; or RangeError where a number in the file leads out of it.
 */
export function readXlsBlocks(file: CompoundFile): DocumentBlocks {
  const stream = file.stream('Workbook');
  if (stream === null) throw new DocumentProblem('file-legacy');
  const workbook = openWorkbook(stream);
  const letters = new LegacyLetters();
  const blocks = settled(letters, () => tablesOf(workbook.sheets, (sheet) => readSheet(workbook, sheet, letters)));
  if (blocks.length === 0) throw new DocumentProblem('file-empty');
  return { format: 'xls', blocks, notices: legacyNotices(letters) };
}

function readSheet(workbook: XlsWorkbook, sheet: XlsSheet, letters: LegacyLetters): TableBlock | null {
  const cells = new SheetCells(sheet.name);
  const merges: MergedRange[] = [];
  /** Parts inside the sheet, such as charts, have cells of their own. */
  let depth = 0;
  let formula: { row: number; column: number; style: number } | null = null;
  const put = (data: DataView, text: string): void => cells.add(addressOf(data), text);
  const words = (runs: readonly BiffRun[], style: number): string =>
    decodeRuns(workbook.runs(runs, style), letters).join('');
  const number = (value: number, style: number): string =>
    numberText(value, String(value), workbook.format(style), workbook.is1904);

  for (const { id, data } of recordsFrom(workbook.stream, sheet.start)) {
    if (id === RECORD.part) depth += 1;
    else if (id === RECORD.endOfPart) depth -= 1;
    if (depth <= 0) break;
    if (depth > 1) continue;
    switch (id) {
      case RECORD.sharedLabel:
        put(data, words(workbook.strings[data.getUint32(6, true)] ?? [], styleOf(data)));
        break;
      case RECORD.label:
      case RECORD.richLabel:
        put(data, words(new StringReader([data], 6).next(2), styleOf(data)));
        break;
      case RECORD.number:
        put(data, number(data.getFloat64(6, true), styleOf(data)));
        break;
      case RECORD.shortNumber:
        put(data, number(shortNumber(data.getInt32(6, true)), styleOf(data)));
        break;
      case RECORD.manyNumbers:
        for (let at = 4, index = 0; at + 8 <= data.byteLength; at += 6, index++) {
          const { row, column } = addressOf(data);
          const text = number(shortNumber(data.getInt32(at + 2, true)), data.getUint16(at, true));
          cells.add({ row, column: column + index }, text);
        }
        break;
      case RECORD.booleanOrError:
        put(data, data.getUint8(7) === 0 ? booleanText(data.getUint8(6)) : errorText(data.getUint8(6)));
        break;
      case RECORD.formula:
        formula = { ...addressOf(data), style: styleOf(data) };
        put(data, formulaText(data, number));
        break;
      case RECORD.formulaText:
        if (formula !== null) cells.add(formula, words(new StringReader([data]).next(2), formula.style));
        break;
      case RECORD.merged:
        merges.push(...mergesOf(data));
        break;
      default:
        break;
    }
  }
  return cells.table(merges);
}

function addressOf(data: DataView): { row: number; column: number } {
  return { row: data.getUint16(0, true) + 1, column: data.getUint16(2, true) + 1 };
}

function styleOf(data: DataView): number {
  return data.getUint16(4, true);
}

/** A number in 30 bits: whole or the upper half of a float, perhaps in hundredths. */
function shortNumber(raw: number): number {
  let value: number;
  if ((raw & 2) !== 0) value = raw >> 2;
  else {
    const view = new DataView(new ArrayBuffer(8));
    view.setInt32(4, raw & ~3, true);
    value = view.getFloat64(0, true);
  }
  return (raw & 1) !== 0 ? value / 100 : value;
}

/** The last result of a formula; '' where the text follows in a record of its own. */
function formulaText(data: DataView, number: (value: number, style: number) => string): string {
  if (data.getUint16(12, true) !== 0xffff) return number(data.getFloat64(6, true), styleOf(data));
  const kind = data.getUint8(6);
  if (kind === 1) return booleanText(data.getUint8(8));
  return kind === 2 ? errorText(data.getUint8(8)) : '';
}

/** Words, so that a ticked box is never taken for the number 1. */
function booleanText(value: number): string {
  return value === 0 ? 'FALSE' : 'TRUE';
}

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
};

function errorText(code: number): string {
  return ERRORS[code] ?? '#N/A';
}

function* mergesOf(data: DataView): Generator<MergedRange> {
  for (let at = 2; at + 8 <= data.byteLength; at += 8) {
    const word = (offset: number): number => data.getUint16(at + offset, true) + 1;
    yield { from: { row: word(0), column: word(4) }, to: { row: word(2), column: word(6) } };
  }
}
