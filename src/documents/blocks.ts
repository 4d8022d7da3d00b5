/**
 * Blocks: the one shape that every reader (text, Word, OpenDocument, RTF, PDF, Excel) turns a document into, and that the plan
 * reader, the form reader and the value reader work on. Text is NFC, with invisible characters repaired.
 */

/** Where a piece of text stood in the file it was read from; enough to show it again. */
export type Place =
  /** `.txt`, `.md`: 1-based line numbers, inclusive. `.doc`, `.rtf`, `.odt`: numbers of paragraphs, those in cells too. */
  | { readonly kind: 'text'; readonly line: number; readonly lineEnd: number }
  /** `.docx`: zip part and character offsets [start, end) of the paragraph or cell element in that part's XML. */
  | { readonly kind: 'docx'; readonly part: string; readonly start: number; readonly end: number }
  /** `.xlsx`, `.xls`, `.ods`: sheet name and cell address, such as `B7`. */
  | { readonly kind: 'xlsx'; readonly sheet: string; readonly cell: string }
  /** `.pdf`: 1-based page, and a box in points from its top left corner; of what spans pages, the part on the first. */
  | {
      readonly kind: 'pdf';
      readonly page: number;
      readonly x: number;
      readonly y: number;
      readonly width: number;
      readonly height: number;
    };

export interface ParagraphBlock {
  readonly kind: 'paragraph';
  /** Whole text of the paragraph, marker included, one space between words. A hard line break is `\n`. */
  readonly text: string;
  /** Automatic or typed number or bullet at the start, such as `IV.`, `1.`, `2.3.`, `a)`, `-`, `+`; null when none. */
  readonly marker: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly align: 'left' | 'center' | 'right' | 'justify' | null;
  /** Heading depth where the file says so (markdown `#`, Word heading style); null when it does not. */
  readonly heading: number | null;
  readonly place: Place;
}

export interface TableCell {
  /** The cell's lines, in order: one for each paragraph or hard break; bullets keep their typed or automatic marker. */
  readonly lines: readonly string[];
  readonly columnSpan: number;
  readonly rowSpan: number;
  readonly place: Place;
}

export interface TableBlock {
  readonly kind: 'table';
  readonly rows: readonly (readonly TableCell[])[];
  readonly place: Place;
}

export type Block = ParagraphBlock | TableBlock;

/** What a reader found besides the text: things a person should be told about the file itself. */
export interface ReaderNotice {
  readonly code: string;
  readonly message: string;
}

export const DOCUMENT_FORMATS = ['txt', 'md', 'docx', 'doc', 'rtf', 'odt', 'pdf', 'xlsx', 'xls', 'ods'] as const;

export type DocumentFormat = (typeof DOCUMENT_FORMATS)[number];

export interface DocumentBlocks {
  readonly format: DocumentFormat;
  readonly blocks: readonly Block[];
  readonly notices: readonly ReaderNotice[];
}
