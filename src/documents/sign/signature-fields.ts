/** The signatures of a PDF as they stand in it, and whether each covers exactly what it must. Nothing cryptographic here. */
import { openPdf, type PdfFile } from './pdf/file.ts';
import { type PdfDict, type PdfString, pdfText, type PdfValue } from './pdf/values.ts';

export type CoverageFault =
  /** No /ByteRange, or not four whole numbers that begin at 0 and grow. */
  | 'byte-range-invalid'
  /** The range ends outside the file. */
  | 'byte-range-outside'
  /** What the range leaves out is not exactly the signature's own /Contents. */
  | 'gap-not-contents'
  /** A key of the signature stands twice: readers differ in which one they take. */
  | 'repeated-keys'
  /** The signed bytes are not a PDF in which this signature stands. */
  | 'revision-broken'
  /** Two fields show the same signature, or have the same name. */
  | 'field-repeated';

export interface FoundSignature {
  readonly field: string;
  readonly subFilter: string;
  readonly dict: PdfDict;
  /** Bytes of /Contents with their padding; null when there are none. */
  readonly contents: Uint8Array | null;
  /** The two signed pieces of the file; null when the byte range is unusable. */
  readonly pieces: readonly [Uint8Array, Uint8Array] | null;
  /** Offset after the last signed byte. */
  readonly end: number;
  /** The file as it was signed; null with any fault. */
  readonly revision: PdfFile | null;
  readonly fault: CoverageFault | null;
}

const FIELD_LIMIT = 10_000;
const DEPTH_LIMIT = 20;
const SIGNATURE_LIMIT = 50;

/** All signed signature fields, in the order of signing. */
export function signaturesIn(file: PdfFile): readonly FoundSignature[] {
  const fields = signedFields(file);
  const found = fields.slice(0, SIGNATURE_LIMIT).map((field) => {
    const others = fields.filter((other) => other !== field);
    const isRepeated = others.some(
      (other) => other.name === field.name || (other.holder !== null && other.holder === field.holder),
    );
    return readSignature(file, field, isRepeated);
  });
  return found.toSorted((a, b) => a.end - b.end);
}

interface SignedField {
  readonly name: string;
  readonly value: PdfDict;
  /** Number of the object that the signature dictionary is; null when it stands inside its field. */
  readonly holder: number | null;
  /** Number of the object whose bytes have the dictionary. */
  readonly object: number | null;
}

function signedFields(file: PdfFile): readonly SignedField[] {
  const found: SignedField[] = [];
  const seen = new Set<number>();
  let visited = 0;
  const visit = (value: PdfValue, parentName: string, parentType: string | null, depth: number): void => {
    visited += 1;
    if (value.kind !== 'ref' || seen.has(value.number) || depth > DEPTH_LIMIT || visited > FIELD_LIMIT) return;
    seen.add(value.number);
    const field = file.dict(value);
    if (field === null) return;
    const own = pdfText(file.resolve(field.entries.get('T')));
    const name = own === null ? parentName : parentName === '' ? own : `${parentName}.${own}`;
    const typeValue = file.resolve(field.entries.get('FT'));
    const type = typeValue?.kind === 'name' ? typeValue.value : parentType;
    const signed = field.entries.get('V');
    const signature = type === 'Sig' ? file.dict(signed) : null;
    if (signature !== null && signed !== undefined) {
      const holder = signed.kind === 'ref' ? signed.number : null;
      found.push({ name, value: signature, holder, object: holder ?? value.number });
    }
    for (const kid of file.array(field.entries.get('Kids'))?.items ?? []) visit(kid, name, type, depth + 1);
  };
  const form = file.dict(file.catalog.entries.get('AcroForm'));
  for (const field of file.array(form?.entries.get('Fields'))?.items ?? []) visit(field, '', null, 0);
  return found;
}

function readSignature(file: PdfFile, { name, value, object }: SignedField, isRepeated: boolean): FoundSignature {
  const filter = file.resolve(value.entries.get('SubFilter'));
  const contents = file.resolve(value.entries.get('Contents'));
  const range = rangeOf(file, value);
  const base = {
    field: name,
    subFilter: filter?.kind === 'name' ? filter.value : '',
    dict: value,
    contents: contents?.kind === 'string' ? contents.bytes : null,
  };
  const broken = (fault: CoverageFault, pieces: FoundSignature['pieces'] = null, end = file.bytes.length) => ({
    ...base,
    pieces,
    end,
    revision: null,
    fault,
  });
  if (range === null) return broken('byte-range-invalid');
  const [, firstLength, secondStart, secondLength] = range;
  const end = secondStart + secondLength;
  if (end > file.bytes.length) return broken('byte-range-outside');
  const pieces = [file.bytes.subarray(0, firstLength), file.bytes.subarray(secondStart, end)] as const;
  if (value.repeated.length > 0) return broken('repeated-keys', pieces, end);
  const stored = object === null ? null : file.stored(object);
  const own = value.entries.get('Contents');
  if (stored?.direct !== true || own?.kind !== 'string' || !fills(own, firstLength, secondStart)) {
    return broken('gap-not-contents', pieces, end);
  }
  if (isRepeated) return broken('field-repeated', pieces, end);
  const revision = revisionOf(file, end);
  const inRevision = object === null ? null : (revision?.stored(object) ?? null);
  // The same bytes at the same place: the signature was there when it was made.
  if (revision === null || inRevision?.direct !== true || inRevision.object.start !== stored.object.start) {
    return broken('revision-broken', pieces, end);
  }
  return { ...base, pieces, end, revision, fault: null };
}

/** The gap is the hexadecimal string and nothing else: two digits a byte, no spaces in which something could stand. */
function fills(contents: PdfString, from: number, to: number): boolean {
  return contents.plainHex && contents.start === from && contents.end === to;
}

/** The four numbers, if they are the file without one gap. */
function rangeOf(file: PdfFile, dict: PdfDict): readonly [number, number, number, number] | null {
  const numbers = file
    .array(dict.entries.get('ByteRange'))
    ?.items.map((item) => (item.kind === 'number' ? item.value : -1));
  if (numbers?.length !== 4 || numbers.some((number) => !Number.isSafeInteger(number) || number < 0)) return null;
  const [start = -1, length = -1, second = -1, rest = -1] = numbers;
  return start === 0 && length > 0 && second > length && rest > 0 ? [start, length, second, rest] : null;
}

function revisionOf(file: PdfFile, end: number): PdfFile | null {
  if (end === file.bytes.length) return file;
  try {
    return openPdf(file.bytes.subarray(0, end));
  } catch {
    return null;
  }
}
