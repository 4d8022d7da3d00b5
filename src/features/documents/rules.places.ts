/** Where a value stands in the file itself, as a person finds it there: a line, a page, a cell. Pure. */
import type { DocumentFormat } from '../../documents/blocks.ts';
import type { SourceSpot } from './rules.sources.ts';

/** A place in words of the file's own kind. */
export type SpokenPlace =
  | { readonly is: 'line' | 'paragraph'; readonly from: number; readonly to: number }
  /** The n-th paragraph or table of the document, from 1, as the page shows it; and the cell in the table. */
  | { readonly is: 'block'; readonly n: number }
  | { readonly is: 'table-cell'; readonly n: number; readonly row: number; readonly column: number }
  /** Distances of the words from the left and the top edge in centimetres, with one decimal. */
  | { readonly is: 'page'; readonly n: number; readonly across: number; readonly down: number }
  | { readonly is: 'sheet-cell'; readonly sheet: string; readonly cell: string };

const POINTS_PER_CM = 72 / 2.54;

/** The place of a spot in a document of the format. */
export function spokenPlace(
  { place, anchor }: Pick<SourceSpot, 'place' | 'anchor'>,
  format: DocumentFormat,
): SpokenPlace {
  switch (place.kind) {
    case 'text':
      return { is: format === 'txt' || format === 'md' ? 'line' : 'paragraph', from: place.line, to: place.lineEnd };
    case 'docx': {
      // Offsets in the XML say nothing to a person: the paragraph or cell that the page itself shows does.
      const [n = 1, row, column] = anchor.split('-').slice(1).map(Number);
      return row === undefined || column === undefined ? { is: 'block', n } : { is: 'table-cell', n, row, column };
    }
    case 'pdf':
      return { is: 'page', n: place.page, across: centimetres(place.x), down: centimetres(place.y) };
    case 'xlsx':
      return { is: 'sheet-cell', sheet: place.sheet, cell: place.cell };
  }
}

function centimetres(points: number): number {
  return Math.round((points / POINTS_PER_CM) * 10) / 10;
}
