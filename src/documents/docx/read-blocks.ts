/** .docx → Blocks: text in order, automatic numbers written out, tables with their merged cells. */
import type { Block, DocumentBlocks, ParagraphBlock, Place, TableBlock, TableCell } from '../blocks.ts';
import { typedMarker } from '../marker.ts';
import { LegacyLetters, legacyNotices } from '../readers/legacy-runs.ts';
import { joinSplitTables } from '../split-tables.ts';
import { attribute, child, type XmlElement, type XmlTree } from './xml-tree.ts';
import { type DocxFile, openDocx } from './open.ts';
import { lineText, linesOfPieces, type Piece, readPieces, styleOf, textBoxes } from './paragraph.ts';
import { readLook } from './styles.ts';

/** Reads a .docx. Throws DocumentProblem for anything that is not a sound .docx. Empty paragraphs are left out. */
export function readDocxBlocks(bytes: Uint8Array): DocumentBlocks {
  return blocksOfDocx(openDocx(bytes));
}

/** The same for a file that is open already (the filler needs both the blocks and the tree). */
export function blocksOfDocx(file: DocxFile): DocumentBlocks {
  const body = child(file.tree.root, 'w:body');
  const blocks = body === null ? [] : readContainer(file, body);
  const head = headOnPaper(file, blocks);
  return { format: 'docx', blocks: joinSplitTables([...head, ...blocks]), notices: legacyNotices(file.letters) };
}

function readContainer(file: DocxFile, container: XmlElement): Block[] {
  const blocks: Block[] = [];
  for (const stretch of blockElements(file.tree, container)) readBlock(file, stretch, blocks);
  return blocks;
}

/** State name and motto, by which a letterhead is known. */
const LETTERHEAD = /cộng h[oò][àa] xã hội|độc lập\s*-\s*tự do/iu;

/** Some offices keep their letterhead in the page's header; other headers are not the document's text. */
function headOnPaper(file: DocxFile, blocks: readonly Block[]): Block[] {
  if (LETTERHEAD.test(blocks.slice(0, 12).map(wordsOf).join(' '))) return [];
  for (const header of file.headers()) {
    // What another header is written in is not said of the document.
    const letters = new LegacyLetters();
    const inside = readContainer({ ...file, tree: header.tree, mainPart: header.part, letters }, header.tree.root);
    if (!LETTERHEAD.test(inside.map(wordsOf).join(' '))) continue;
    for (const encoding of letters.met) file.letters.met.add(encoding);
    return inside;
  }
  return [];
}

function wordsOf(block: Block): string {
  if (block.kind === 'paragraph') return block.text;
  return block.rows.flatMap((row) => row.map((cell) => cell.lines.join(' '))).join(' ');
}

/** A table, or paragraphs that are one because the marks between them were deleted. */
type Stretch = readonly [XmlElement, ...XmlElement[]];

/** Paragraphs and tables in order, looking through content controls, smart tags and tracked insertions. */
function* blockElements(tree: XmlTree, container: XmlElement): Generator<Stretch> {
  let open: [XmlElement, ...XmlElement[]] | null = null;
  for (const element of elementsIn(tree, container)) {
    if (element.name === 'w:tbl') {
      if (open !== null) yield open;
      open = null;
      yield [element];
      continue;
    }
    if (open === null) open = [element];
    else open.push(element);
    if (isMarkDeleted(element)) continue;
    yield open;
    open = null;
  }
  if (open !== null) yield open;
}

function* elementsIn(tree: XmlTree, container: XmlElement): Generator<XmlElement> {
  for (const below of container.children) {
    if (below.name === 'w:p' || below.name === 'w:tbl') yield below;
    else if (TRANSPARENT.has(below.name) && !isContents(tree, below)) yield* elementsIn(tree, below);
  }
}

/** The end of the paragraph was deleted, or moved elsewhere, while changes were tracked: it goes on in the next one. */
function isMarkDeleted(paragraph: XmlElement): boolean {
  const mark = child(child(paragraph, 'w:pPr'), 'w:rPr');
  return child(mark, 'w:del') !== null || child(mark, 'w:moveFrom') !== null;
}

/** A table of contents repeats the headings with page numbers: not text. */
function isContents(tree: XmlTree, element: XmlElement): boolean {
  if (element.name !== 'w:sdt') return false;
  const gallery = child(child(child(element, 'w:sdtPr'), 'w:docPartObj'), 'w:docPartGallery');
  return gallery !== null && /contents/iu.test(attribute(tree, gallery, 'val') ?? '');
}

const TRANSPARENT: ReadonlySet<string> = new Set([
  'w:sdt',
  'w:sdtContent',
  'w:ins',
  'w:moveTo',
  'w:smartTag',
  'w:customXml',
  'mc:AlternateContent',
  'mc:Choice',
]);

/** Children of that name, through the same wrappers: rows of a table, cells of a row. */
function* wrappedChildren(container: XmlElement, name: 'w:tr' | 'w:tc'): Generator<XmlElement> {
  for (const below of container.children) {
    if (below.name === name) {
      if (!isDeleted(below)) yield below;
    } else if (TRANSPARENT.has(below.name)) yield* wrappedChildren(below, name);
  }
}

/** A row or cell that was deleted while changes were tracked. */
function isDeleted(element: XmlElement): boolean {
  return element.name === 'w:tr'
    ? child(child(element, 'w:trPr'), 'w:del') !== null
    : child(child(element, 'w:tcPr'), 'w:cellDel') !== null;
}

function readBlock(file: DocxFile, stretch: Stretch, blocks: Block[]): void {
  const [element] = stretch;
  if (element.name === 'w:p') {
    const paragraph = readParagraph(file, stretch);
    if (paragraph !== null) blocks.push(paragraph);
    for (const box of stretch.flatMap(textBoxes)) blocks.push(...readContainer(file, box));
    return;
  }
  const table = readTable(file, element);
  const onlyCell = table.rows.length === 1 && table.rows[0]?.length === 1 ? firstCell(element) : null;
  if (onlyCell !== null) {
    // A frame around the text, or around another table: not a table to a reader.
    blocks.push(...readContainer(file, onlyCell));
  } else if (table.rows.length > 0) blocks.push(table);
}

function firstCell(table: XmlElement): XmlElement | null {
  for (const row of wrappedChildren(table, 'w:tr')) for (const cell of wrappedChildren(row, 'w:tc')) return cell;
  return null;
}

function placeOf(file: DocxFile, first: XmlElement, last = first): Place {
  return { kind: 'docx', part: file.mainPart, start: first.start, end: last.end };
}

function readParagraph(file: DocxFile, stretch: Stretch): ParagraphBlock | null {
  const { pieces, automatic, look } = openParagraph(file, stretch);
  const lines = linesOfPieces(pieces).map(lineText);
  const typed = lines.join('\n').replace(/^\n+|\n+$/gu, '');
  if (typed === '') return null;
  const text = automatic === null ? typed : `${automatic} ${typed}`;
  const inked = pieces.filter((piece) => piece.kind === 'text' && piece.text.trim() !== '');
  return {
    kind: 'paragraph',
    text,
    marker: automatic ?? typedMarker(text),
    bold: inked.every((piece) => piece.look.bold === true),
    italic: inked.every((piece) => piece.look.italic === true),
    align: alignOf(look.align),
    heading: look.heading ?? null,
    place: placeOf(file, stretch[0], stretch.at(-1)),
  };
}

interface OpenParagraph {
  readonly pieces: Piece[];
  readonly automatic: string | null;
  readonly look: { align?: string; heading?: number };
}

/** Pieces of a paragraph with its automatic number. Counts the number: call once for each paragraph, in order. */
function openParagraph(file: DocxFile, stretch: Stretch): OpenParagraph {
  const pieces = stretch.flatMap((element) => readPieces(file, element));
  // Of paragraphs that became one the last one's mark is left, and with it the look.
  const properties = child(stretch.at(-1) ?? stretch[0], 'w:pPr');
  const styleId = styleOf(file.tree, properties, 'w:pStyle');
  const look = { ...file.styles.look(styleId), ...readLook(file.tree, properties, null) };
  let automatic: string | null = null;
  // Word numbers an empty paragraph of a list too: a lone bullet in a form is a row to fill in.
  if (look.listId !== undefined && look.listId !== '0') {
    const level = look.listLevel ?? (styleId === null ? null : file.numbering.levelOfStyle(look.listId, styleId)) ?? 0;
    automatic = file.numbering.next({ listId: look.listId, level });
  }
  return { pieces, automatic, look };
}

function alignOf(align: string | undefined): ParagraphBlock['align'] {
  switch (align) {
    case undefined:
      return null;
    case 'center':
      return 'center';
    case 'right':
    case 'end':
      return 'right';
    case 'both':
    case 'distribute':
      return 'justify';
    default:
      return 'left';
  }
}

/** A line of a cell, with the pieces that make it; the filler writes behind them. */
export interface CellLine {
  readonly text: string;
  readonly pieces: readonly Piece[];
  readonly paragraph: XmlElement;
}

/** Lines of a cell in order, empty ones in between kept, empty ones at the end dropped. Nested tables: one line a row. */
export function readCellLines(file: DocxFile, cell: XmlElement): CellLine[] {
  const lines: CellLine[] = [];
  for (const stretch of blockElements(file.tree, cell)) {
    const [element] = stretch;
    if (element.name === 'w:tbl') {
      for (const row of wrappedChildren(element, 'w:tr')) {
        const cells = [...wrappedChildren(row, 'w:tc')].map((inside) => readCellLines(file, inside));
        const last = cells.flat().at(-1);
        if (last === undefined) continue;
        lines.push({
          ...last,
          text: cells
            .map((inside) => inside.map((line) => line.text).join(' '))
            .join(' ')
            .trim(),
        });
      }
      continue;
    }
    const { pieces, automatic } = openParagraph(file, stretch);
    linesOfPieces(pieces).forEach((line, index) => {
      const text = lineText(line);
      lines.push({
        text: index === 0 && automatic !== null ? `${automatic} ${text}`.trim() : text,
        pieces: line,
        paragraph: element,
      });
    });
    for (const box of stretch.flatMap(textBoxes)) lines.push(...readCellLines(file, box));
  }
  while (lines.length > 0 && lines.at(-1)?.text === '') lines.pop();
  return lines;
}

/** Word makes no more columns. */
const MOST_COLUMNS = 63;

function readTable(file: DocxFile, element: XmlElement): TableBlock {
  interface OpenCell {
    cell: { lines: string[]; columnSpan: number; rowSpan: number; place: Place };
    column: number;
  }
  const rows: TableCell[][] = [];
  let above = new Map<number, OpenCell>();
  for (const row of wrappedChildren(element, 'w:tr')) {
    const cells: TableCell[] = [];
    const current = new Map<number, OpenCell>();
    let column = gridBefore(file, row);
    for (const cell of wrappedChildren(row, 'w:tc')) {
      const properties = child(cell, 'w:tcPr');
      const columnSpan = Math.min(MOST_COLUMNS, Math.max(1, numberValue(file, properties, 'w:gridSpan') ?? 1));
      const merge = child(properties, 'w:vMerge');
      const continued =
        merge !== null && attribute(file.tree, merge, 'val') !== 'restart' ? above.get(column) : undefined;
      const lines = readCellLines(file, cell).map((line) => line.text);
      if (continued !== undefined) {
        continued.cell.rowSpan++;
        current.set(column, continued);
      } else {
        const open: OpenCell = { cell: { lines, columnSpan, rowSpan: 1, place: placeOf(file, cell) }, column };
        cells.push(open.cell);
        if (merge !== null) current.set(column, open);
      }
      column += columnSpan;
    }
    rows.push(cells);
    above = current;
  }
  return { kind: 'table', rows, place: placeOf(file, element) };
}

function gridBefore(file: DocxFile, row: XmlElement): number {
  return numberValue(file, child(row, 'w:trPr'), 'w:gridBefore') ?? 0;
}

function numberValue(file: DocxFile, properties: XmlElement | null, name: string): number | null {
  const element = child(properties, name);
  const value = element === null ? Number.NaN : Number(attribute(file.tree, element, 'val'));
  return Number.isInteger(value) && value >= 0 && value < 1000 ? value : null;
}
