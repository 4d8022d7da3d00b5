/**
 * Signs a PDF: PAdES B-B, or B-T with a time-stamp (EN 319 142-1). The bytes that were there stay, as a prefix: a
 * second signature leaves the first one valid.
 */
import { createHash } from 'node:crypto';
import { DocumentProblem } from '../problem.ts';
import { addAppearance } from './appearance.ts';
import { isInForce } from './certificate.ts';
import { signedAttributes, signedData } from './cms-write.ts';
import { Increment, pdfNumber, pdfString } from './increment.ts';
import type { VisibleMark } from './mark.ts';
import { vietnamClock } from './mark.ts';
import { onPdf, openPdf, type PdfFile, type PdfPage, pagesOf } from './pdf/file.ts';
import { pdfDamaged } from './pdf/lexer.ts';
import { type PdfArray, type PdfDict, pdfText, type PdfValue } from './pdf/values.ts';
import { certificatesOf, digestOf, type Signer } from './signer.ts';
import { checkToken, sha256, type TimestampAuthority } from './timestamp.ts';

export interface SignOptions {
  readonly signer: Signer;
  /** Claimed time of signing; the certificate must be in force then. */
  readonly at: Date;
  readonly reason: string | null;
  readonly location: string | null;
  /** Null: nothing on the page. */
  readonly mark: VisibleMark | null;
  /** Null: PAdES B-B. */
  readonly timestampAuthority: TimestampAuthority | null;
}

/** Room for what isn't known before signing: signature, attributes, framing. */
const CMS_OVERHEAD = 1_536;
const TOKEN_ROOM = 8_192;
const CMS_LIMIT = 128 * 1024;
const TEXT_LIMIT = 300;

/**
 * The signed PDF.
 *
 * Throws DocumentProblem: pdf-not-pdf, pdf-too-large, pdf-damaged, pdf-encrypted, pdf-locked,
 * sign-certificate-not-in-force, sign-certificate-not-for-signing, sign-image-invalid, sign-mark-invalid,
 * timestamp-failed, sign-failed.
 */
export async function signPdf(pdf: Uint8Array, options: SignOptions): Promise<Uint8Array> {
  const { signer } = options;
  const { certificate } = signer;
  if (!isInForce(certificate, options.at)) throw new DocumentProblem('sign-certificate-not-in-force');
  const { keyUsage } = certificate;
  if (keyUsage !== null && !keyUsage.includes('digital-signature') && !keyUsage.includes('non-repudiation')) {
    throw new DocumentProblem('sign-certificate-not-for-signing');
  }
  const file = await onPdf(() => openPdf(pdf));
  if (await onPdf(() => isLocked(file))) throw new DocumentProblem('pdf-locked');

  const carried = carriedCertificates(signer);
  let room =
    CMS_OVERHEAD +
    carried.reduce((sum, each) => sum + each.length, 0) +
    (options.timestampAuthority === null ? 0 : TOKEN_ROOM);
  for (let attempt = 0; ; attempt += 1) {
    const prepared = await onPdf(() => prepare(file, options, room));
    const cms = await madeCms(prepared, options, carried);
    if (cms.length <= room) {
      fillHex(prepared.bytes, prepared.contentsAt + 1, cms);
      return prepared.bytes;
    }
    // A chain or token of an unusual size: once more with the room that it needs.
    if (attempt > 1 || cms.length > CMS_LIMIT) throw new DocumentProblem('sign-failed');
    room = cms.length + 1_024;
  }
}

/** A first signer may have forbidden every change (DocMDP, ISO 32000-1, 12.8.2.2). */
function isLocked(file: PdfFile): boolean {
  const certified = file.dict(file.dict(file.catalog.entries.get('Perms'))?.entries.get('DocMDP'));
  const [reference] = file.array(certified?.entries.get('Reference'))?.items ?? [];
  const parameters = file.dict(file.dict(reference)?.entries.get('TransformParams'));
  const level = file.resolve(parameters?.entries.get('P'));
  return level?.kind === 'number' && level.value === 1;
}

/** The chain without its root, which whoever checks has in their trust list; the signer's own always. */
function carriedCertificates(signer: Signer): readonly Uint8Array[] {
  return certificatesOf(signer)
    .filter(({ facts }, index) => index === 0 || !facts.selfSigned)
    .map(({ der }) => der);
}

interface Prepared {
  readonly bytes: Uint8Array;
  /** Offset of the "<" of /Contents. */
  readonly contentsAt: number;
  /** Offset after its ">". */
  readonly contentsEnd: number;
}

const RANGE_WIDTH = 10;
const RANGE_PLACEHOLDER = ['0', ...Array.from({ length: 3 }, () => '*'.repeat(RANGE_WIDTH))].join(' ');

/** The update with everything in it but the signature itself, its byte range filled in. */
function prepare(file: PdfFile, options: SignOptions, room: number): Prepared {
  const increment = new Increment(file);
  const signatureNumber = increment.reserve();
  const fieldNumber = increment.reserve();
  const pages = pagesOf(file);
  const page = pages[(options.mark?.page ?? 1) - 1];
  if (page === undefined) throw new DocumentProblem('sign-mark-invalid', 'không có trang này');

  const head = `<</Type/Sig/Filter/Adobe.PPKLite/SubFilter/ETSI.CAdES.detached/ByteRange[${RANGE_PLACEHOLDER}]/Contents`;
  const contents = `<${'0'.repeat(room * 2)}>`;
  const tail = [
    `/M${pdfString(pdfDate(options.at))}`,
    textKey('Name', options.signer.certificate.name),
    textKey('Reason', options.reason),
    textKey('Location', options.location),
    '>>',
  ];
  increment.add(signatureNumber, head, contents, ...tail);
  addField(file, increment, page, { fieldNumber, signatureNumber, options });

  const seed = `${options.at.toISOString()} ${options.signer.certificate.fingerprint}`;
  const { bytes, placed } = increment.finish(seed);
  const start = placed.get(signatureNumber);
  if (start === undefined) throw new DocumentProblem('sign-failed');
  const contentsAt = start + head.length;
  const contentsEnd = contentsAt + contents.length;
  const range = [contentsAt, contentsEnd, bytes.length - contentsEnd]
    .map((value) => String(value).padEnd(RANGE_WIDTH, ' '))
    .join(' ');
  Buffer.from(bytes.buffer).write(`0 ${range}`, start + head.indexOf(RANGE_PLACEHOLDER), 'latin1');
  return { bytes, contentsAt, contentsEnd };
}

function textKey(key: string, text: string | null): string {
  return text === null || text.trim() === '' ? '' : `/${key}${pdfString(text.trim().slice(0, TEXT_LIMIT))}`;
}

/** D:20261122101530+07'00' */
function pdfDate(at: Date): string {
  return `D:${vietnamClock(at)
    .toISOString()
    .replace(/[-:T]|\.\d+Z$/gu, '')}+07'00'`;
}

interface FieldParts {
  readonly fieldNumber: number;
  readonly signatureNumber: number;
  readonly options: SignOptions;
}

/** The field with its place on the page: a widget, printed and locked, in the form and among the page's annotations. */
function addField(file: PdfFile, increment: Increment, page: PdfPage, parts: FieldParts): void {
  const { fieldNumber, signatureNumber, options } = parts;
  const { mark } = options;
  const form = file.dict(file.catalog.entries.get('AcroForm'));
  const fields = form === null ? null : file.array(form.entries.get('Fields'));
  const name = freeName(file, fields);
  let rectangle = '0 0 0 0';
  let appearance = '';
  if (mark !== null) {
    rectangle = rectangleOn(page, mark);
    appearance = `/AP<</N ${addAppearance(increment, mark)} 0 R>>`;
  }
  const spoken = pdfString(`Chữ ký số của ${options.signer.certificate.name}`);
  increment.add(
    fieldNumber,
    `<</Type/Annot/Subtype/Widget/FT/Sig/T(${name})/TU${spoken}/V ${signatureNumber} 0 R/F 132` +
      `/P ${page.ref.number} ${page.ref.generation} R/Rect[${rectangle}]${appearance}>>`,
  );
  const reference = `${fieldNumber} 0 R`;
  appendTo(file, increment, { object: page.ref.number, dict: page.dict, key: 'Annots' }, reference);
  addToForm(file, increment, reference);
}

/** The box in the page's own coordinates, which grow upwards from its lower left corner. */
function rectangleOn(page: PdfPage, { box }: VisibleMark): string {
  const [left, bottom, right, top] = page.box;
  const corners = [left + box.x, top - box.y - box.height, left + box.x + box.width, top - box.y] as const;
  const fits = box.x >= 0 && box.y >= 0 && corners[1] >= bottom - 0.5 && corners[2] <= right + 0.5;
  if (!corners.every(Number.isFinite) || box.width < 1 || box.height < 1 || !fits) {
    throw new DocumentProblem('sign-mark-invalid', 'khung nằm ngoài trang');
  }
  return corners.map(pdfNumber).join(' ');
}

function freeName(file: PdfFile, fields: PdfArray | null): string {
  const taken = new Set(fields?.items.map((field) => pdfText(file.resolve(file.dict(field)?.entries.get('T')))));
  for (let number = 1; ; number += 1) {
    const name = `ChuKy${number}`;
    if (!taken.has(name)) return name;
  }
}

function addToForm(file: PdfFile, increment: Increment, reference: string): void {
  const value = file.catalog.entries.get('AcroForm');
  const form = file.dict(value);
  if (form === null) {
    if (value !== undefined) throw pdfDamaged('form of a strange kind');
    const number = increment.reserve();
    increment.add(number, `<</Fields[${reference}]/SigFlags 3>>`);
    increment.addKey(file.catalogRef.number, file.catalog, 'AcroForm', `${number} 0 R`);
    return;
  }
  const object = value?.kind === 'ref' ? value.number : file.catalogRef.number;
  appendTo(file, increment, { object, dict: form, key: 'Fields' }, reference);
  const flags = form.entries.get('SigFlags');
  if (flags === undefined) increment.addKey(object, form, 'SigFlags', '3');
  else if (flags.kind === 'number') {
    if ((flags.value & 3) !== 3) increment.edit(object, flags.start, flags.end, ` ${flags.value | 3}`);
  } else throw pdfDamaged('form flags of a strange kind');
}

interface ArrayPlace {
  /** Number of the object in which the dictionary stands. */
  readonly object: number;
  readonly dict: PdfDict;
  readonly key: string;
}

/** Adds a reference to an array under a key, wherever the array stands, or makes it. */
function appendTo(file: PdfFile, increment: Increment, { object, dict, key }: ArrayPlace, reference: string): void {
  const value: PdfValue | undefined = dict.entries.get(key);
  if (value === undefined || value.kind === 'null') {
    if (value === undefined) increment.addKey(object, dict, key, `[${reference}]`);
    else increment.edit(object, value.start, value.end, `[${reference}]`);
    return;
  }
  const array = file.array(value);
  if (array === null || dict.repeated.includes(key)) throw pdfDamaged(`${key} of a strange kind`);
  const holder = value.kind === 'ref' ? value.number : object;
  increment.edit(holder, array.end - 1, array.end - 1, ` ${reference}`);
}

/** What a signer of any kind throws is told as the failure of signing. */
async function madeCms(...parts: Parameters<typeof makeCms>): Promise<Uint8Array> {
  try {
    return await makeCms(...parts);
  } catch (error) {
    if (error instanceof DocumentProblem) throw error;
    const problem = new DocumentProblem('sign-failed');
    problem.cause = error;
    throw problem;
  }
}

async function makeCms(
  prepared: Prepared,
  { signer, timestampAuthority }: SignOptions,
  certificates: readonly Uint8Array[],
): Promise<Uint8Array> {
  const { algorithm } = signer;
  const [own] = certificatesOf(signer);
  if (own === undefined) throw new DocumentProblem('sign-failed');
  const digest = createHash(digestOf(algorithm))
    .update(prepared.bytes.subarray(0, prepared.contentsAt))
    .update(prepared.bytes.subarray(prepared.contentsEnd))
    .digest();
  const attributes = signedAttributes(digest, own, algorithm);
  const signature = await signer.sign(attributes, algorithm);
  let timeStampToken: Uint8Array | null = null;
  if (timestampAuthority !== null) {
    const imprint = sha256(signature);
    timeStampToken = await timestampAuthority.timestamp(imprint);
    checkToken(timeStampToken, imprint);
  }
  return signedData({ algorithm, signer: own, certificates, attributes, signature, timeStampToken });
}

/** Writes bytes as hexadecimal digits; what remains of the room stays zeros. */
function fillHex(into: Uint8Array, at: number, bytes: Uint8Array): void {
  Buffer.from(into.buffer, into.byteOffset, into.length).write(Buffer.from(bytes).toString('hex'), at, 'latin1');
}
