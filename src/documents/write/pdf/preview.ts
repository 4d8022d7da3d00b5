/** Pages of a model as pictures, for looking at a paper before it is made. Runs Typst: call it in the writing worker. */
import type { DocModel } from '../doc-model.ts';
import { type PagePicture, pagePictures } from './page-svg.ts';
import { noticesOf, type PrintNotice } from './pdf.ts';
import { type SheetOptions, setModels } from './set-model.ts';

export interface PreviewOptions extends SheetOptions {
  /** First and last page wanted, from 1; without them all. */
  readonly from?: number;
  readonly to?: number;
}

export interface Preview {
  /** The wanted pages, as far as they exist. */
  readonly pages: readonly PagePicture[];
  /** Pages of the whole paper. */
  readonly total: number;
  readonly notices: readonly PrintNotice[];
}

/** Throws DocumentProblem: `paper-too-long`, `paper-not-set`. */
export function previewPages(model: DocModel, options: PreviewOptions = {}): Preview {
  const { from = 1, to = Number.MAX_SAFE_INTEGER } = options;
  const { result, missing } = setModels([model], options, (sheet) => ({
    pages: from > sheet.pages ? [] : pagePictures(sheet.svg(), Math.max(1, from), to),
    total: sheet.pages,
  }));
  return { ...result, notices: noticesOf(missing) };
}
