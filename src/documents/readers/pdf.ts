/** .pdf with text → Blocks, through pdf.js glyphs and ruling lines. A scan is recognised and said to be one. */
import { getResolvedPDFJS } from 'unpdf';
import type { DocumentBlocks } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import type { LegacyEncoding } from './legacy-encodings.ts';
import { hasCodedLetters, legacyNotices } from './legacy-runs.ts';
import { type PageInk, type PdfDocument, readInk } from './pdf/ink.ts';
import { withoutStruck } from './pdf/struck.ts';
import { blocksOfPages } from './pdf/layout.ts';
import { withoutStrayRejections } from './pdf/stray.ts';
import { withoutSignatureStamps } from './stamps.ts';

/** Longer than any plan with its annexes. */
export const PAGE_LIMIT = 200;
const TIME_LIMIT_MS = 20_000;
const GLYPH_LIMIT = 1_000_000;

/**
 * Reads a PDF. Nothing is fetched, no script runs, pictures are not decoded.
 * Throws DocumentProblem: `file-encrypted`, `file-damaged`, `file-too-many-pages`, `file-too-complex`, and
 * `file-scanned` when no page has text.
 */
export async function readPdfBlocks(bytes: Uint8Array): Promise<DocumentBlocks> {
  const inks = await withoutStrayRejections(() => readPages(bytes));
  if (!inks.some((ink) => ink.glyphs.some((glyph) => glyph.text.trim() !== '')))
    throw new DocumentProblem('file-scanned');
  const { blocks, notices } = withoutSignatureStamps(blocksOfPages(inks));
  const bare = inks.flatMap((ink, index) => (ink.glyphs.length === 0 ? [index + 1] : []));
  const scans =
    bare.length === 0
      ? []
      : [
          {
            code: 'pages-without-text',
            message: `Trang ${bare.join(', ')} không có chữ (trang trắng hoặc ảnh chụp): không đọc được.`,
          },
        ];
  return { format: 'pdf', blocks, notices: [...notices, ...legacyNotices({ met: encodingsOf(inks) }), ...scans] };
}

function encodingsOf(inks: readonly PageInk[]): Set<LegacyEncoding> {
  const seen = new Set<LegacyEncoding>();
  for (const { glyphs } of inks)
    for (const { encoding, text } of glyphs) if (encoding !== null && hasCodedLetters(text)) seen.add(encoding);
  return seen;
}

async function readPages(bytes: Uint8Array): Promise<PageInk[]> {
  const { getDocument, OPS } = await getResolvedPDFJS();
  const deadline = performance.now() + TIME_LIMIT_MS;
  // pdf.js takes the bytes over, so it gets a copy of its own.
  const task = getDocument({
    data: new Uint8Array(bytes),
    verbosity: 0,
    disableFontFace: true,
    useSystemFonts: false,
    useWorkerFetch: false,
    useWasm: false,
    enableXfa: false,
    maxImageSize: 1,
    isOffscreenCanvasSupported: false,
    isImageDecoderSupported: false,
  });
  try {
    const document = await task.promise;
    if (document.numPages > PAGE_LIMIT) throw new DocumentProblem('file-too-many-pages', `${document.numPages} trang`);
    return await inksOf(document, OPS, deadline);
  } catch (error) {
    throw problemOf(error);
  } finally {
    await task.destroy().catch(() => undefined);
  }
}

async function inksOf(
  document: PdfDocument,
  operators: Readonly<Record<string, number>>,
  deadline: number,
): Promise<PageInk[]> {
  const inks: PageInk[] = [];
  let glyphs = 0;
  for (let number = 1; number <= document.numPages; number++) {
    if (performance.now() > deadline || glyphs > GLYPH_LIMIT) throw new DocumentProblem('file-too-complex');
    const page = await document.getPage(number);
    const ink = withoutStruck(await readInk(page, operators));
    page.cleanup();
    glyphs += ink.glyphs.length;
    inks.push(ink);
  }
  return inks;
}

function problemOf(error: unknown): DocumentProblem {
  if (error instanceof DocumentProblem) return error;
  const isLocked = error instanceof Error && error.name === 'PasswordException';
  const problem = isLocked ? new DocumentProblem('file-encrypted') : new DocumentProblem('file-damaged', 'PDF');
  problem.cause = error;
  return problem;
}
