/** An .xls opened as far as what its sheets share: fonts, formats, strings, and where each sheet begins. */
import { DocumentProblem } from '../../problem.ts';
import { type CellFormat, formatOf } from '../../xlsx/number-text.ts';
import type { FontRun } from '../legacy-runs.ts';
import { type BiffRecord, type BiffRun, RECORD, recordsFrom, StringReader } from './records.ts';

export interface XlsSheet {
  readonly name: string;
  /** Offset of its first record. */
  readonly start: number;
}

export interface XlsWorkbook {
  readonly stream: Uint8Array;
  /** Visible sheets of cells, in order. */
  readonly sheets: readonly XlsSheet[];
  readonly strings: readonly (readonly BiffRun[])[];
  readonly is1904: boolean;
  format(style: number): CellFormat;
  /** Runs of a string in a cell of that style, with the names of their fonts. */
  runs(text: readonly BiffRun[], style: number): FontRun[];
}

const EXCEL_97 = 0x0600;
const MOST_STRINGS = 1_000_000;

/** Reads what the sheets share. Throws DocumentProblem, or RangeError where a number in the file leads out of it. */
export function openWorkbook(stream: Uint8Array): XlsWorkbook {
  const sheets: XlsSheet[] = [];
  const fonts: string[] = [];
  const formats = new Map<number, string>();
  const styles: { font: number; format: number }[] = [];
  let strings: BiffRun[][] = [];
  let is1904 = false;
  let isFirst = true;
  const records = recordsFrom(stream, 0);
  let pending: BiffRecord | null = null;
  for (;;) {
    const record: BiffRecord | undefined = pending ?? records.next().value ?? undefined;
    pending = null;
    if (record === undefined || record.id === RECORD.endOfPart) break;
    const { id, data } = record;
    if (isFirst && (id !== RECORD.part || data.getUint16(0, true) !== EXCEL_97))
      throw new DocumentProblem('file-legacy');
    isFirst = false;
    switch (id) {
      case RECORD.password:
        throw new DocumentProblem('file-encrypted');
      case RECORD.dateMode:
        is1904 = data.getUint16(0, true) === 1;
        break;
      case RECORD.font:
        fonts.push(textOf(new StringReader([data], 14).next(1)));
        break;
      case RECORD.format:
        formats.set(data.getUint16(0, true), textOf(new StringReader([data], 2).next(2)));
        break;
      case RECORD.cellStyle:
        styles.push({ font: data.getUint16(0, true), format: data.getUint16(2, true) });
        break;
      case RECORD.sheet:
        if (data.getUint8(4) === 0 && data.getUint8(5) === 0)
          sheets.push({ name: textOf(new StringReader([data], 6).next(1)), start: data.getUint32(0, true) });
        break;
      case RECORD.strings: {
        const parts = [data];
        for (let next = records.next(); next.done !== true; next = records.next()) {
          if (next.value.id !== RECORD.goesOn) {
            pending = next.value;
            break;
          }
          parts.push(next.value.data);
        }
        strings = stringsOf(parts);
        break;
      }
      default:
        break;
    }
  }
  // Number 4 is no font: those after it are counted one too high.
  const fontName = (number: number): string | undefined => fonts[number > 4 ? number - 1 : number];
  return {
    stream,
    sheets,
    strings,
    is1904,
    format(style) {
      const id = styles[style]?.format ?? 0;
      return formatOf(id, formats.get(id) ?? '');
    },
    runs: (text, style) =>
      text.map((run) => ({ text: run.text, font: fontName(run.font ?? styles[style]?.font ?? 0) })),
  };
}

function textOf(runs: readonly BiffRun[]): string {
  return runs.map((run) => run.text).join('');
}

function stringsOf(parts: readonly DataView[]): BiffRun[][] {
  const count = Math.min(MOST_STRINGS, parts[0]?.getUint32(4, true) ?? 0);
  const reader = new StringReader(parts, 8);
  const strings: BiffRun[][] = [];
  while (strings.length < count && !reader.isAtEnd) strings.push(reader.next(2));
  return strings;
}
