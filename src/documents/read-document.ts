/** Any file that a plan or a form may come in → Blocks. What the bytes are decides, not the name. */
import type { DocumentBlocks } from './blocks.ts';
import { readDocxBlocks } from './docx/read-blocks.ts';
import { DocumentProblem } from './problem.ts';
import { readOdsBlocks } from './readers/ods.ts';
import { odfKind } from './readers/odf/package.ts';
import { readOdtBlocks } from './readers/odt.ts';
import { readOldOfficeBlocks } from './readers/old-office.ts';
import { readRtfBlocks } from './readers/rtf.ts';
import { readTextBlocks } from './readers/text.ts';
import { readXlsxBlocks } from './xlsx/read-blocks.ts';
import { openZip } from './zip-guard.ts';

const ZIP = [0x50, 0x4b];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];
const RTF = [0x7b, 0x5c, 0x72, 0x74, 0x66];

const LIMIT = 20 * 1024 * 1024;
/** Mail programs and printers put lines of their own before a PDF; readers look for its beginning in the first kilobyte. */
const PDF_HEAD = 1024;

/**
 * Reads .docx, .doc, .rtf, .odt, .pdf, .xlsx, .xls, .ods, .txt and .md. The name only tells markdown from plain text.
 * Rejects with DocumentProblem for an empty file, one that is too large, damaged or locked, and for other kinds.
 */
export async function readAnyDocument(bytes: Uint8Array, name = ''): Promise<DocumentBlocks> {
  if (bytes.length > LIMIT || !isPdf(bytes)) return readDocument(bytes, name);
  // pdf.js is large: it is loaded by those who read a PDF.
  const { readPdfBlocks } = await import('./readers/pdf.ts');
  return withinReason(await readPdfBlocks(bytes));
}

/** The same for every kind but .pdf, at once; throws what the other rejects with. */
export function readDocument(bytes: Uint8Array, name = ''): DocumentBlocks {
  return withinReason(readKind(bytes, name));
}

function readKind(bytes: Uint8Array, name: string): DocumentBlocks {
  if (bytes.length === 0) throw new DocumentProblem('file-empty');
  if (bytes.length > LIMIT) throw new DocumentProblem('file-too-large');
  if (startsWith(bytes, ZIP)) return readZip(bytes);
  if (startsWith(bytes, OLD_OFFICE)) return readOldOfficeBlocks(bytes);
  if (startsWith(bytes, RTF)) return readRtfBlocks(bytes);
  if (isKnownBinary(bytes)) throw new DocumentProblem('file-not-text', kindOf(bytes));
  const wrapped = wrappedKindOf(bytes);
  if (wrapped !== null) throw new DocumentProblem('file-not-text', wrapped);
  return readTextBlocks(bytes, /\.(?:md|markdown)$/iu.test(name) ? 'md' : 'txt');
}

/** Two hundred pages have some thousands of paragraphs; what is beyond was made to tire whoever reads it. */
const MOST_BLOCKS = 100_000;
/** Places on the grids of all tables, those under merged cells counted. */
const MOST_PLACES = 500_000;

/** The document, unless there is not a word in it, or it would take whoever works on it too much time and memory: small files can say very much. */
function withinReason(document: DocumentBlocks): DocumentBlocks {
  if (document.blocks.length === 0) throw new DocumentProblem('file-empty');
  if (document.blocks.length > MOST_BLOCKS) throw new DocumentProblem('file-too-complex');
  let places = 0;
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') continue;
    for (const { columnSpan, rowSpan } of block.rows.flat())
      places += columnSpan * Math.min(rowSpan, block.rows.length);
    if (places > MOST_PLACES) throw new DocumentProblem('file-too-complex');
  }
  return document;
}

function readZip(bytes: Uint8Array): DocumentBlocks {
  const zip = openZip(bytes);
  const kind = odfKind(zip);
  if (kind !== null) return kind === 'odt' ? readOdtBlocks(bytes) : readOdsBlocks(bytes);
  return zip.names.some((name) => /(?:^|\/)workbook\.xml$/u.test(name)) ? readXlsxBlocks(bytes) : readDocxBlocks(bytes);
}

function isPdf(bytes: Uint8Array): boolean {
  if (startsWith(bytes, PDF)) return true;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(PDF_HEAD, bytes.byteLength));
  const at = head.indexOf('%PDF-', 0, 'latin1');
  return at > 0 && !startsWith(bytes, ZIP) && !startsWith(bytes, OLD_OFFICE) && !startsWith(bytes, RTF);
}

const HEAD = 4096;

/** Text files around a document, whose words are not readable as they stand; null for text. */
function wrappedKindOf(bytes: Uint8Array): string | null {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(HEAD, bytes.byteLength)).toString('latin1');
  if (/^\s*MIME-Version:/iu.test(head)) return 'MHTML';
  return /^(?:\u00ef\u00bb\u00bf)?\s*<\?xml\s/u.test(head) &&
    /progid="(?:Word|Excel)|<(?:\w+:wordDocument|pkg:package|office:document)\s/u.test(head)
    ? 'XML'
    : null;
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte);
}

const BINARIES: readonly (readonly [string, readonly number[]])[] = [
  ['PDF', PDF],
  ['PNG', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG', [0xff, 0xd8, 0xff]],
  ['GIF', [0x47, 0x49, 0x46, 0x38]],
  ['gzip', [0x1f, 0x8b]],
  ['RAR', [0x52, 0x61, 0x72, 0x21]],
  ['7z', [0x37, 0x7a, 0xbc, 0xaf]],
];

function isKnownBinary(bytes: Uint8Array): boolean {
  return BINARIES.some(([, signature]) => startsWith(bytes, signature));
}

function kindOf(bytes: Uint8Array): string {
  return BINARIES.find(([, signature]) => startsWith(bytes, signature))?.[0] ?? '';
}
