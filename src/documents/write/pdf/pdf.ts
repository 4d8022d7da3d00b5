/**
 * A document model as a PDF: PDF/A-2a, tagged, every letter of its fonts inside. Equal models give equal bytes. Runs
 * Typst, whose memory lies outside the JavaScript heap: call it in the writing worker (`writer-client.ts`), not in the
 * process that serves.
 */
import type { DocModel } from '../doc-model.ts';
import { type DocProfile, nd30_2020 } from '../profile.ts';
import { type SheetMarks, sheetMarks } from './marks.ts';
import { printMessages } from './messages.ts';
import { sheetSource } from './sheet-source.ts';
import { withSheet } from './typst.ts';

/** Something that could not be printed as given, in words for the person who made the paper. */
export interface PrintNotice {
  readonly code: 'letters-not-in-font';
  readonly message: string;
}

export interface PdfOptions {
  readonly profile?: DocProfile;
  /** ISO date written into the file as its time of making; without it the date of issue, without that 1/1/2000. */
  readonly created?: string;
}

export interface PdfFile {
  readonly bytes: Uint8Array;
  readonly pages: number;
  readonly marks: SheetMarks;
  /** What could not be printed as given; empty for nearly every paper. */
  readonly notices: readonly PrintNotice[];
}

/** The PDF of a model. Throws DocumentProblem: `paper-too-long`, `paper-not-set`. */
export function writePdf(model: DocModel, options: PdfOptions = {}): PdfFile {
  const source = sheetSource(model, options.profile ?? nd30_2020, options.created);
  const created = Date.parse(source.created) / 1000;
  return withSheet(source.template, source.data, (sheet) => ({
    bytes: sheet.pdf(created),
    pages: sheet.pages,
    marks: sheetMarks(sheet.marks()),
    notices: noticesOf(source.missing),
  }));
}

function noticesOf(missing: ReadonlySet<string>): PrintNotice[] {
  if (missing.size === 0) return [];
  return [{ code: 'letters-not-in-font', message: printMessages.missingGlyphs([...missing].join(' ')) }];
}
