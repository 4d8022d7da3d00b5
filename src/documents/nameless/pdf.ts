/**
 * A PDF without what says who made it: written anew from the objects that its pages need. Info and XMP, earlier states of the
 * file, comments between objects, attached files, names of commentators and EXIF in pictures stay behind; what the pages show
 * does not change. What an author writes on the page itself is beyond it.
 */
import { DocumentProblem } from '../problem.ts';
import { openPdf, type PdfFile, type StoredObject } from '../sign/pdf/file.ts';
import { type PdfDict, type PdfObject, type PdfStream, pdfText, type PdfValue } from '../sign/pdf/values.ts';
import { namelessJpeg } from './jpeg.ts';

const OBJECT_LIMIT = 500_000;
const BREADTH_LIMIT = 60;

/** Keys that tell of people, tools and days, wherever they stand (ISO 32000-1: 14.3, 14.5, 14.11, 7.11). */
const TELLING = new Set(['Metadata', 'PieceInfo', 'LastModified', 'AF', 'SpiderInfo', 'CreatorInfo']);
/** Of the catalog: forms keep what their fields show, and lose who signed them. */
const TELLING_CATALOG = new Set(['AcroForm', 'Perms', 'Legal', 'OpenAction', 'AA', 'URI', 'Collection', 'DSS']);
/** Of an annotation: who commented and when; the value of a signature field. */
const TELLING_NOTE = new Set(['T', 'M', 'CreationDate', 'NM', 'RC', 'V', 'FS', 'Parent', 'Popup', 'AA']);
/** Of the names of a file only places in it are needed. */
const KEPT_NAMES = new Set(['Dests']);

/**
 * The file as judges of a blind contest get it.
 * @throws DocumentProblem pdf-not-pdf, pdf-too-large, pdf-damaged, pdf-encrypted: it can't be taken apart, so nothing is promised
 */
export function namelessPdf(bytes: Uint8Array): Uint8Array {
  try {
    return new Copier(openPdf(bytes)).written();
  } catch (error) {
    if (error instanceof DocumentProblem) throw error;
    // A stack that overflows on nested objects, a value of a strange kind: a fault of the file.
    const problem = new DocumentProblem('pdf-damaged');
    problem.cause = error;
    throw problem;
  }
}

class Copier {
  readonly #file: PdfFile;
  /** New number of an object by its old one, in the order in which they are found. */
  readonly #numbers = new Map<number, number>();
  readonly #waiting: number[] = [];

  constructor(file: PdfFile) {
    this.#file = file;
  }

  written(): Uint8Array {
    const root = this.#numberOf(this.#file.catalogRef.number);
    const parts: Uint8Array[] = [];
    const offsets: number[] = [];
    let at = 0;
    const add = (part: Uint8Array | string): void => {
      const bytes = typeof part === 'string' ? Buffer.from(part, 'latin1') : part;
      parts.push(bytes);
      at += bytes.length;
    };
    add('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n');
    for (let old = this.#waiting.shift(); old !== undefined; old = this.#waiting.shift()) {
      const number = this.#numberOf(old);
      offsets[number] = at;
      add(`${number} 0 obj\n`);
      for (const part of this.#object(this.#file.stored(old))) add(part);
      add('\nendobj\n');
    }
    const start = at;
    const count = this.#numbers.size + 1;
    add(`xref\n0 ${count}\n0000000000 65535 f \n`);
    for (let number = 1; number < count; number++) add(`${String(offsets[number] ?? 0).padStart(10, '0')} 00000 n \n`);
    add(`trailer\n<</Size ${count} /Root ${root} 0 R>>\nstartxref\n${start}\n%%EOF\n`);
    return new Uint8Array(Buffer.concat(parts));
  }

  #numberOf(old: number): number {
    const known = this.#numbers.get(old);
    if (known !== undefined) return known;
    if (this.#numbers.size >= OBJECT_LIMIT) throw new DocumentProblem('pdf-too-large');
    const number = this.#numbers.size + 1;
    this.#numbers.set(old, number);
    this.#waiting.push(old);
    return number;
  }

  #object(stored: StoredObject | null): (Uint8Array | string)[] {
    if (stored === null) return ['null'];
    const { object, source } = stored;
    if (object.kind !== 'stream') return [this.#value(object, source, 0)];
    if (isAttachment(object.dict)) return ['null'];
    const data = this.#data(object);
    return [`${this.#dict(object.dict, source, 0, data.length)}\nstream\n`, data, '\nendstream'];
  }

  /** A photo keeps its pixels and loses what its camera wrote. */
  #data({ dict, data }: PdfStream): Uint8Array {
    const filter = this.#file.resolve(dict.entries.get('Filter'));
    const filters = filter?.kind === 'array' ? filter.items.map((item) => this.#file.resolve(item)) : [filter];
    const names = filters.map((each) => (each?.kind === 'name' ? each.value : ''));
    if (!names.includes('DCTDecode') && !names.includes('JPXDecode')) return data;
    // Under another filter, or as JPEG 2000, what the camera wrote can't be reached.
    const clean = names.length === 1 && names[0] === 'DCTDecode' ? namelessJpeg(data) : null;
    if (clean === null) throw new DocumentProblem('pdf-damaged');
    return clean;
  }

  #value(value: PdfValue, source: Uint8Array, depth: number): string {
    if (depth > BREADTH_LIMIT) throw new DocumentProblem('pdf-damaged');
    switch (value.kind) {
      case 'null':
        return 'null';
      case 'boolean':
        return value.value ? 'true' : 'false';
      case 'number':
        // As it was written: a number read and printed again may differ in its last digit.
        return Buffer.from(source.subarray(value.start, value.end)).toString('latin1');
      case 'name':
        return nameText(value.value);
      case 'string':
        return `<${Buffer.from(value.bytes).toString('hex')}>`;
      case 'array':
        return `[${value.items
          .filter((item) => !this.#isAttachedNote(item))
          .map((item) => this.#value(item, source, depth + 1))
          .join(' ')}]`;
      case 'ref':
        return this.#file.stored(value.number) === null ? 'null' : `${this.#numberOf(value.number)} 0 R`;
      case 'dict':
        return isAttachment(value) ? 'null' : this.#dict(value, source, depth, null);
    }
  }

  /** @param length of a stream's data, where the dictionary is one's */
  #dict(dict: PdfDict, source: Uint8Array, depth: number, length: number | null): string {
    const entries: string[] = [];
    const isCatalog = dict === this.#file.catalog;
    const isNote = dict.entries.has('Rect') && dict.entries.has('Subtype');
    for (const [key, value] of dict.entries) {
      if (key.startsWith('PTEX.') || (key === 'A' && isNote && !this.#isPlainLink(value))) continue;
      if (TELLING.has(key) || (isCatalog && TELLING_CATALOG.has(key)) || (isNote && TELLING_NOTE.has(key))) continue;
      if (length !== null && key === 'Length') continue;
      const text =
        isCatalog && key === 'Names' ? this.#names(value, source, depth) : this.#value(value, source, depth + 1);
      entries.push(`${nameText(key)} ${text}`);
    }
    if (length !== null) entries.push(`/Length ${length}`);
    return `<<${entries.join(' ')}>>`;
  }

  #names(value: PdfValue, source: Uint8Array, depth: number): string {
    const dict = this.#file.dict(value);
    if (dict === null) return 'null';
    const from = value.kind === 'ref' ? (this.#file.stored(value.number)?.source ?? source) : source;
    const kept = [...dict.entries].filter(([key]) => KEPT_NAMES.has(key));
    return `<<${kept.map(([key, each]) => `${nameText(key)} ${this.#value(each, from, depth + 1)}`).join(' ')}>>`;
  }

  /** A link into the file or to the web; others name files on the author's machine. */
  #isPlainLink(value: PdfValue): boolean {
    const action = this.#file.dict(value)?.entries;
    const kind = this.#file.resolve(action?.get('S'));
    if (kind?.kind !== 'name') return false;
    return (
      kind.value === 'GoTo' ||
      (kind.value === 'URI' && /^https?:/iu.test(pdfText(this.#file.resolve(action?.get('URI'))) ?? ''))
    );
  }

  /** A paper clip on the page: the file behind it was made by somebody too. */
  #isAttachedNote(item: PdfValue): boolean {
    const object: PdfObject | null = item.kind === 'ref' ? this.#file.resolve(item) : item;
    if (object?.kind !== 'dict' || !object.entries.has('Rect')) return false;
    const subtype = object.entries.get('Subtype');
    return subtype?.kind === 'name' && (subtype.value === 'FileAttachment' || subtype.value === 'Popup');
  }
}

function isAttachment(dict: PdfDict): boolean {
  const type = dict.entries.get('Type');
  if (type?.kind !== 'name') return dict.entries.has('EF');
  return ['Filespec', 'F', 'EmbeddedFile', 'Sig', 'DocTimeStamp', 'Metadata'].includes(type.value);
}

/** One character a byte; what is not plain is written as its number. */
function nameText(name: string): string {
  return `/${name.replace(/[^A-Za-z0-9_.+-]/gu, (character) => `#${character.charCodeAt(0).toString(16).padStart(2, '0')}`)}`;
}
