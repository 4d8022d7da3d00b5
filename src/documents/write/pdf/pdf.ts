/**
 * A document model as a PDF: PDF/A-2a, tagged, every letter of its fonts inside. Equal models give equal bytes. Runs
 * Typst, whose memory lies outside the JavaScript heap: call it in the writing worker (`writer-client.ts`), not in the
 * process that serves.
 */
import type { DocModel } from '../doc-model.ts';
import { type SheetMarks, sheetMarks } from './marks.ts';
import { printMessages } from './messages.ts';
import { type SheetOptions, setModels } from './set-model.ts';

/** Something that could not be printed as given, in words for the person who made the paper. */
export interface PrintNotice {
  readonly code: 'letters-not-in-font';
  readonly message: string;
}

export type PdfOptions = SheetOptions;

export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly marks: SheetMarks;
  /** What could not be printed as given; empty for nearly every paper. */
  readonly notices: readonly PrintNotice[];
}

/** The PDF of a model. Throws DocumentProblem: `paper-too-long`, `paper-not-set`. */
export function writePdf(model: DocModel, options: PdfOptions = {}): PdfFile {
  return writeMergedPdf([model], options);
}

/**
 * One PDF of several models of one layout, each on sheets of its own: certificates or invitations to print. A mark's
 * `section` counts through all of them. Throws as `writePdf`; RangeError without models or for two layouts.
 */
export function writeMergedPdf(models: readonly DocModel[], options: PdfOptions = {}): PdfFile {
  const { result, missing } = setModels(models, options, (sheet, created) => ({
    bytes: sheet.pdf(created),
    pages: sheet.pages,
    marks: sheetMarks(sheet.marks()),
  }));
  return { ...result, notices: noticesOf(missing) };
}

/** What is said about letters that no sheet can show. */
export function noticesOf(missing: ReadonlySet<string>): PrintNotice[] {
  if (missing.size === 0) return [];
  return [{ code: 'letters-not-in-font', message: printMessages.missingGlyphs([...missing].join(' ')) }];
}
