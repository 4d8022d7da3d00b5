/** A PDF opened for signing or checking: its objects by number, nothing more. */
import { DocumentProblem } from '../../problem.ts';
import { PdfLexer, pdfDamaged } from './lexer.ts';
import type { PdfArray, PdfDict, PdfObject, PdfRef, PdfStream, PdfValue } from './values.ts';
import { inflateStream, nameIn, readIndirect, readXref, type Xref } from './xref.ts';

/** Larger files are not signed here; 200 pages of text are below 2 MB. */
const SIZE_LIMIT = 50 * 1024 * 1024;
/** All object streams together. */
const INFLATED_LIMIT = 100 * 1024 * 1024;
const PAGE_LIMIT = 20_000;
const PAGE_DEPTH_LIMIT = 200;
const REFERENCE_LIMIT = 20;

export interface StoredObject {
  readonly object: PdfObject;
  /** The bytes that the object's offsets refer to. */
  readonly source: Uint8Array;
  /** Stands in the file itself, not in an object stream. */
  readonly direct: boolean;
  readonly generation: number;
}

export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly xref: Xref;
  readonly trailer: PdfDict;
  readonly catalog: PdfDict;
  readonly catalogRef: PdfRef;
  /** The object of a number; null when there is none (which means null in PDF). */
  stored(number: number): StoredObject | null;
  /** Follows references to the value itself; null for "null" and for what isn't there. */
  resolve(value: PdfValue | undefined): PdfObject | null;
  dict(value: PdfValue | undefined): PdfDict | null;
  array(value: PdfValue | undefined): PdfArray | null;
}

/**
 * Runs work on a PDF from outside: whatever it does to the code below is a problem of the file, never a stack trace.
 * DocumentProblem passes; everything else (a stack that overflows on nested objects) becomes `pdf-damaged`.
 */
export async function onPdf<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof DocumentProblem) throw error;
    const problem = new DocumentProblem('pdf-damaged');
    problem.cause = error;
    throw problem;
  }
}

/** Opens a PDF. Throws DocumentProblem: pdf-not-pdf, pdf-too-large, pdf-damaged, pdf-encrypted. */
export function openPdf(bytes: Uint8Array): PdfFile {
  if (bytes.length > SIZE_LIMIT) throw new DocumentProblem('pdf-too-large');
  if (Buffer.from(bytes.subarray(0, 5)).toString('latin1') !== '%PDF-') throw new DocumentProblem('pdf-not-pdf');
  const xref = readXref(bytes);
  const trailer = xref.sections[0]?.trailer;
  if (trailer === undefined) throw pdfDamaged('no trailer');
  if (xref.sections.some((section) => section.trailer.entries.has('Encrypt')))
    throw new DocumentProblem('pdf-encrypted');

  const cache = new Map<number, StoredObject | null>();
  const unpacked = new Map<number, ReadonlyMap<number, StoredObject>>();
  const loading = new Set<number>();
  let inflated = 0;

  const load = (number: number): StoredObject | null => {
    const entry = xref.entries.get(number);
    if (entry === undefined || entry.kind === 'free') return null;
    if (loading.has(number)) throw pdfDamaged('objects need one another to be read');
    loading.add(number);
    try {
      if (entry.kind === 'packed') return packedIn(entry.stream).get(number) ?? null;
      const found = readIndirect(bytes, entry.offset, (length) => {
        const value = stored(length)?.object;
        return value?.kind === 'number' ? value.value : null;
      });
      if (found.number !== number || found.generation !== entry.generation)
        throw pdfDamaged(`object ${number} is not there`);
      return { object: found.object, source: bytes, direct: true, generation: found.generation };
    } finally {
      loading.delete(number);
    }
  };

  const packedIn = (streamNumber: number): ReadonlyMap<number, StoredObject> => {
    const known = unpacked.get(streamNumber);
    if (known !== undefined) return known;
    const holder = stored(streamNumber);
    if (holder?.object.kind !== 'stream' || !holder.direct) throw pdfDamaged('object stream is missing');
    const source = inflateStream(holder.object, INFLATED_LIMIT - inflated);
    inflated += source.length;
    const objects = unpack(holder.object, source);
    unpacked.set(streamNumber, objects);
    return objects;
  };

  const stored = (number: number): StoredObject | null => {
    const known = cache.get(number);
    if (known !== undefined) return known;
    const found = load(number);
    cache.set(number, found);
    return found;
  };

  const resolve = (value: PdfValue | undefined): PdfObject | null => {
    let current: PdfObject | null = value ?? null;
    for (let step = 0; current?.kind === 'ref'; step += 1) {
      if (step > REFERENCE_LIMIT) throw pdfDamaged('references in circles');
      current = stored(current.number)?.object ?? null;
    }
    return current?.kind === 'null' ? null : current;
  };
  const dict = (value: PdfValue | undefined): PdfDict | null => {
    const found = resolve(value);
    return found?.kind === 'dict' ? found : found?.kind === 'stream' ? found.dict : null;
  };
  const array = (value: PdfValue | undefined): PdfArray | null => {
    const found = resolve(value);
    return found?.kind === 'array' ? found : null;
  };

  const root = trailer.entries.get('Root');
  const catalog = dict(root);
  if (root?.kind !== 'ref' || catalog === null) throw pdfDamaged('no catalog');
  return { bytes, xref, trailer, catalog, catalogRef: root, stored, resolve, dict, array };
}

function unpack(holder: PdfStream, source: Uint8Array): ReadonlyMap<number, StoredObject> {
  const count = holder.dict.entries.get('N');
  const first = holder.dict.entries.get('First');
  if (nameIn(holder.dict, 'Type') !== 'ObjStm' || count?.kind !== 'number' || first?.kind !== 'number') {
    throw pdfDamaged('object stream without its keys');
  }
  const header = new PdfLexer(source, 0);
  const objects = new Map<number, StoredObject>();
  if (count.value > source.length) throw pdfDamaged('object stream is cut off');
  for (let index = 0; index < count.value; index += 1) {
    const number = header.takeWhole();
    const at = first.value + header.takeWhole();
    const object = new PdfLexer(source, at).readValue();
    if (objects.has(number)) throw pdfDamaged('object stream with a repeated number');
    objects.set(number, { object, source, direct: false, generation: 0 });
  }
  return objects;
}

export interface PdfPage {
  readonly ref: PdfRef;
  readonly dict: PdfDict;
  /** x0, y0, x1, y1 in points, of the part of the sheet that is shown. */
  readonly box: readonly [number, number, number, number];
}

/** The pages in order. Throws DocumentProblem when the page tree is broken. */
export function pagesOf(file: PdfFile): readonly PdfPage[] {
  const pages: PdfPage[] = [];
  const seen = new Set<number>();
  const visit = (value: PdfValue | undefined, inherited: PdfValue | undefined, depth: number): void => {
    const dict = file.dict(value);
    if (value?.kind !== 'ref' || dict === null || seen.has(value.number)) throw pdfDamaged('broken page tree');
    seen.add(value.number);
    if (seen.size > PAGE_LIMIT || depth > PAGE_DEPTH_LIMIT) throw pdfDamaged('too many pages');
    const media = dict.entries.get('MediaBox') ?? inherited;
    const kids = file.array(dict.entries.get('Kids'));
    if (kids !== null) {
      for (const kid of kids.items) visit(kid, media, depth + 1);
      return;
    }
    pages.push({ ref: value, dict, box: boxOf(file, dict.entries.get('CropBox') ?? media) });
  };
  visit(file.catalog.entries.get('Pages'), undefined, 0);
  return pages;
}

function boxOf(file: PdfFile, value: PdfValue | undefined): PdfPage['box'] {
  const numbers = rectangleOf(file, value);
  if (numbers === null) throw pdfDamaged('page without a size');
  return numbers;
}

/** Four numbers as a rectangle with its corners in order; null when it isn't one. */
export function rectangleOf(
  file: PdfFile,
  value: PdfValue | undefined,
): readonly [number, number, number, number] | null {
  const numbers = file.array(value)?.items.map((item) => {
    const number = file.resolve(item);
    return number?.kind === 'number' ? number.value : Number.NaN;
  });
  const [a, b, c, d] = numbers ?? [];
  if (a === undefined || b === undefined || c === undefined || d === undefined || numbers?.some(Number.isNaN))
    return null;
  return [Math.min(a, c), Math.min(b, d), Math.max(a, c), Math.max(b, d)];
}
