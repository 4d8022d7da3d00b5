/** The cross-reference of a PDF: where each object stands, section by section, newest first (ISO 32000-1, 7.5.4 and 7.5.8). */
import { constants, inflateSync } from 'node:zlib';
import { isWhite, PdfLexer, pdfDamaged } from './lexer.ts';
import type { PdfDict, PdfObject, PdfStream } from './values.ts';

export type XrefEntry =
  | { readonly kind: 'free' }
  | { readonly kind: 'at'; readonly offset: number; readonly generation: number }
  | { readonly kind: 'packed'; readonly stream: number; readonly index: number };

export interface XrefSection {
  readonly offset: number;
  readonly form: 'table' | 'stream';
  readonly trailer: PdfDict;
}

export interface Xref {
  /** Where the file's last section stands: what the next one must point to. */
  readonly start: number;
  readonly sections: readonly XrefSection[];
  readonly entries: ReadonlyMap<number, XrefEntry>;
  /** One more than the highest object number in use. */
  readonly size: number;
}

const SECTION_LIMIT = 500;
const ENTRY_LIMIT = 500_000;
/** Numbers beyond are no longer read by others once an update adds to them (ISO 32000-1, Annex C: 8,388,607). */
const HIGHEST_NUMBER = 8_000_000;
const INFLATED_LIMIT = 64 * 1024 * 1024;
/** The end of the file, within which "startxref" must stand. */
const TAIL = 2048;

/** Reads all sections. Throws DocumentProblem pdf-damaged. */
export function readXref(bytes: Uint8Array): Xref {
  const start = startOfXref(bytes);
  const entries = new Map<number, XrefEntry>();
  const sections: XrefSection[] = [];
  const seen = new Set<number>();
  let size = 0;
  for (let next: number | null = start; next !== null; ) {
    if (seen.has(next) || sections.length >= SECTION_LIMIT) throw pdfDamaged('cross-reference goes in circles');
    seen.add(next);
    const section = readSection(bytes, next);
    sections.push(section);
    for (const [number, entry] of section.entries) {
      if (!entries.has(number)) entries.set(number, entry);
      size = Math.max(size, number + 1);
    }
    if (entries.size > ENTRY_LIMIT) throw pdfDamaged('too many objects');
    next = offsetIn(section.trailer, 'Prev', bytes);
  }
  return { start, sections, entries, size };
}

function startOfXref(bytes: Uint8Array): number {
  const from = Math.max(0, bytes.length - TAIL);
  const tail = Buffer.from(bytes.subarray(from)).toString('latin1');
  const match = /startxref[\0\t\n\f\r ]+(\d{1,10})[\0\t\n\f\r ]+%%EOF[\0\t\n\f\r ]*$/u.exec(tail);
  if (match?.[1] === undefined) throw pdfDamaged('no startxref at the end of the file');
  return checkedOffset(Number(match[1]), bytes);
}

function checkedOffset(offset: number, bytes: Uint8Array): number {
  if (!Number.isInteger(offset) || offset < 0 || offset >= bytes.length) throw pdfDamaged('offset outside the file');
  return offset;
}

function offsetIn(trailer: PdfDict, key: string, bytes: Uint8Array): number | null {
  const value = trailer.entries.get(key);
  if (value === undefined) return null;
  if (value.kind !== 'number') throw pdfDamaged(`${key} is no number`);
  return checkedOffset(value.value, bytes);
}

interface ReadSection extends XrefSection {
  readonly entries: ReadonlyMap<number, XrefEntry>;
}

function readSection(bytes: Uint8Array, offset: number): ReadSection {
  const lexer = new PdfLexer(bytes, offset);
  if (!lexer.takeKeyword('xref')) return readStreamSection(bytes, offset);
  const entries = new Map<number, XrefEntry>();
  while (!lexer.takeKeyword('trailer')) {
    const first = lexer.takeWhole();
    const count = lexer.takeWhole();
    if (count > ENTRY_LIMIT || first > HIGHEST_NUMBER) throw pdfDamaged('too many objects');
    for (let index = 0; index < count; index += 1) {
      const where = lexer.takeWhole();
      const generation = lexer.takeWhole();
      if (lexer.takeKeyword('n')) entries.set(first + index, { kind: 'at', offset: where, generation });
      else if (lexer.takeKeyword('f')) entries.set(first + index, { kind: 'free' });
      else throw pdfDamaged('cross-reference entry of a strange kind');
    }
  }
  const trailer = lexer.readValue();
  if (trailer.kind !== 'dict') throw pdfDamaged('trailer is no dictionary');
  // A hybrid file (Word writes them): objects that the table calls free may be in an additional stream.
  const hidden = offsetIn(trailer, 'XRefStm', bytes);
  if (hidden !== null) {
    for (const [number, entry] of readStreamSection(bytes, hidden).entries) {
      if ((entries.get(number)?.kind ?? 'free') === 'free') entries.set(number, entry);
    }
  }
  return { offset, form: 'table', trailer, entries };
}

function readStreamSection(bytes: Uint8Array, offset: number): ReadSection {
  const { object } = readIndirect(bytes, offset, () => null);
  if (object.kind !== 'stream' || nameIn(object.dict, 'Type') !== 'XRef') throw pdfDamaged('no cross-reference there');
  const data = inflateStream(object, INFLATED_LIMIT);
  const widths = numbersIn(object.dict, 'W');
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const rowWidth = typeWidth + secondWidth + thirdWidth;
  if (widths.length !== 3 || widths.some((width) => width > 8) || rowWidth === 0) throw pdfDamaged('strange W');
  const [size = 0] = numbersIn(object.dict, 'Size');
  const ranges = object.dict.entries.has('Index') ? numbersIn(object.dict, 'Index') : [0, size];
  const entries = new Map<number, XrefEntry>();
  let at = 0;
  for (let pair = 0; pair + 1 < ranges.length; pair += 2) {
    const first = ranges[pair] ?? 0;
    const count = ranges[pair + 1] ?? 0;
    if (first > HIGHEST_NUMBER || entries.size + count > ENTRY_LIMIT) throw pdfDamaged('too many objects');
    if (at + count * rowWidth > data.length) throw pdfDamaged('cross-reference is cut off');
    for (let index = 0; index < count; index += 1, at += rowWidth) {
      const type = typeWidth === 0 ? 1 : bigEndian(data, at, typeWidth);
      const second = bigEndian(data, at + typeWidth, secondWidth);
      const third = bigEndian(data, at + typeWidth + secondWidth, thirdWidth);
      if (type === 0) entries.set(first + index, { kind: 'free' });
      else if (type === 1) entries.set(first + index, { kind: 'at', offset: second, generation: third });
      else if (type === 2) entries.set(first + index, { kind: 'packed', stream: second, index: third });
    }
  }
  return { offset, form: 'stream', trailer: object.dict, entries };
}

function bigEndian(data: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let index = 0; index < width; index += 1) value = value * 256 + (data[at + index] ?? 0);
  return value;
}

export function nameIn(dict: PdfDict, key: string): string | null {
  const value = dict.entries.get(key);
  return value?.kind === 'name' ? value.value : null;
}

/** Non-negative whole numbers under a key, one or an array. */
function numbersIn(dict: PdfDict, key: string): readonly number[] {
  const value = dict.entries.get(key);
  const values = value?.kind === 'array' ? value.items : value === undefined ? [] : [value];
  return values.map((each) => {
    if (each.kind !== 'number' || !Number.isInteger(each.value) || each.value < 0) throw pdfDamaged(`strange ${key}`);
    return each.value;
  });
}

/**
 * Reads "12 0 obj … endobj" at an offset.
 *
 * @param lengthOf number that a reference points to: the length of a stream may stand elsewhere
 */
export function readIndirect(
  bytes: Uint8Array,
  offset: number,
  lengthOf: (object: number) => number | null,
): { readonly number: number; readonly generation: number; readonly object: PdfObject } {
  const lexer = new PdfLexer(bytes, checkedOffset(offset, bytes));
  const number = lexer.takeWhole();
  const generation = lexer.takeWhole();
  if (!lexer.takeKeyword('obj')) throw pdfDamaged(`no object at ${offset}`);
  const value = lexer.readValue();
  if (value.kind !== 'dict' || !lexer.takeKeyword('stream')) {
    if (!lexer.takeKeyword('endobj')) throw pdfDamaged(`object ${number} has no end`);
    return { number, generation, object: value };
  }
  // The data begin after the line end that follows the word.
  const lineEnd = bytes[lexer.position] === 13 ? lexer.position + 1 : lexer.position;
  if (bytes[lineEnd] !== 10) throw pdfDamaged(`stream ${number} without line end`);
  const start = lineEnd + 1;
  const length = value.entries.get('Length');
  const count = length?.kind === 'number' ? length.value : length?.kind === 'ref' ? lengthOf(length.number) : null;
  if (count === null || !Number.isInteger(count) || count < 0 || start + count > bytes.length) {
    throw pdfDamaged(`stream ${number} of a strange length`);
  }
  lexer.position = start + count;
  for (let spaces = 0; spaces < 4 && isWhite(bytes[lexer.position]); spaces += 1) lexer.position += 1;
  if (!lexer.takeKeyword('endstream') || !lexer.takeKeyword('endobj')) throw pdfDamaged(`stream ${number} has no end`);
  const data = bytes.subarray(start, start + count);
  return { number, generation, object: { kind: 'stream', dict: value, data, start: value.start, end: lexer.position } };
}

/** Data of a stream that is plain or deflated, with PNG predictors; other filters are not used for structure. */
export function inflateStream(stream: PdfStream, limit: number): Uint8Array {
  const filter = stream.dict.entries.get('Filter');
  const filters = filter?.kind === 'array' ? filter.items : filter === undefined ? [] : [filter];
  if (filters.length === 0) return stream.data;
  const [only] = filters;
  if (filters.length > 1 || only?.kind !== 'name' || only.value !== 'FlateDecode') {
    throw pdfDamaged('structure under an unknown filter');
  }
  let data: Uint8Array;
  try {
    data = inflateSync(stream.data, { maxOutputLength: limit, finishFlush: constants.Z_FINISH });
  } catch (error) {
    throw pdfDamaged(`cannot inflate: ${String(error)}`);
  }
  const given = stream.dict.entries.get('DecodeParms');
  const parameters = given?.kind === 'array' ? given.items[0] : given;
  if (parameters?.kind !== 'dict') return data;
  const [predictor = 1] = numbersIn(parameters, 'Predictor');
  if (predictor === 1) return data;
  const [columns = 1] = numbersIn(parameters, 'Columns');
  const [colors = 1] = numbersIn(parameters, 'Colors');
  const [bits = 8] = numbersIn(parameters, 'BitsPerComponent');
  if (predictor < 10 || bits !== 8 || columns * colors > 65_536) throw pdfDamaged('unknown predictor');
  return undoPngFilters(data, columns * colors, colors);
}

/** Takes the filters off rows of `width` bytes (PNG, 9.2). Throws DocumentProblem when rows are cut off. */
export function undoPngFilters(data: Uint8Array, width: number, pixelBytes: number): Uint8Array {
  const rows = Math.floor(data.length / (width + 1));
  if (rows * (width + 1) !== data.length) throw pdfDamaged('rows are cut off');
  const out = new Uint8Array(rows * width);
  for (let row = 0; row < rows; row += 1) {
    const filter = data[row * (width + 1)] ?? 0;
    if (filter > 4) throw pdfDamaged('unknown row filter');
    const from = row * (width + 1) + 1;
    const to = row * width;
    for (let column = 0; column < width; column += 1) {
      const left = column >= pixelBytes ? (out[to + column - pixelBytes] ?? 0) : 0;
      const up = row > 0 ? (out[to + column - width] ?? 0) : 0;
      const corner = row > 0 && column >= pixelBytes ? (out[to + column - width - pixelBytes] ?? 0) : 0;
      out[to + column] = (data[from + column] ?? 0) + predicted(filter, left, up, corner);
    }
  }
  return out;
}

function predicted(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    case 4: {
      const estimate = left + up - corner;
      const [a, b, c] = [Math.abs(estimate - left), Math.abs(estimate - up), Math.abs(estimate - corner)];
      return a <= b && a <= c ? left : b <= c ? up : corner;
    }
    default:
      return 0;
  }
}
