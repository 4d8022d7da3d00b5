/** .docx → Blocks: text in order, automatic numbers written out, tables with their merged cells. */
import type { Block, DocumentBlocks, ParagraphBlock, Place, ReaderNotice, TableBlock, TableCell } from '../blocks.ts';
import { typedMarker } from '../marker.ts';
import { attribute, child, type XmlElement } from './xml-tree.ts';
import { type DocxFile, openDocx } from './open.ts';
import { lineText, linesOfPieces, type Piece, readPieces, styleOf, textBoxes } from './paragraph.ts';
import { readLook } from './styles.ts';

/** Reads a .docx. Throws DocumentProblem for anything that is not a sound .docx. Empty paragraphs are left out. */
export function readDocxBlocks(bytes: Uint8Array): DocumentBlocks {
  return blocksOfDocx(openDocx(bytes));
}

/** The same for a file that is open already (the filler needs both the blocks and the tree). */
export function blocksOfDocx(file: DocxFile): DocumentBlocks {
  const fonts = new Set<string>();
  const blocks: Block[] = [];
  const body = child(file.tree.root, 'w:body');
  if (body !== null) for (const element of blockElements(body)) readBlock(file, element, blocks, fonts);
  return { format: 'docx', blocks, notices: noticesOf(fonts) };
}

/** Children that are paragraphs or tables, looking through content controls, smart tags and tracked insertions. */
function* blockElements(container: XmlElement): Generator<XmlElement> {
  for (const below of container.children) {
    if (below.name === 'w:p' || below.name === 'w:tbl') yield below;
    else if (TRANSPARENT.has(below.name)) yield* blockElements(below);
  }
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
    if (below.name === name) yield below;
    else if (TRANSPARENT.has(below.name)) yield* wrappedChildren(below, name);
  }
}

function readBlock(file: DocxFile, element: XmlElement, blocks: Block[], fonts: Set<string>): void {
  if (element.name === 'w:p') {
    const paragraph = readParagraph(file, element, fonts);
    if (paragraph !== null) blocks.push(paragraph);
    for (const box of textBoxes(element))
      for (const inside of blockElements(box)) readBlock(file, inside, blocks, fonts);
    return;
  }
  const table = readTable(file, element, fonts);
  const onlyCell = table.rows.length === 1 && table.rows[0]?.length === 1 ? firstCell(element) : null;
  if (onlyCell !== null) {
    // A frame around the text, or around another table: not a table to a reader.
    for (const inside of blockElements(onlyCell)) readBlock(file, inside, blocks, fonts);
  } else if (table.rows.length > 0) blocks.push(table);
}

function firstCell(table: XmlElement): XmlElement | null {
  for (const row of wrappedChildren(table, 'w:tr')) for (const cell of wrappedChildren(row, 'w:tc')) return cell;
  return null;
}

function placeOf(file: DocxFile, element: XmlElement): Place {
  return { kind: 'docx', part: file.mainPart, start: element.start, end: element.end };
}

function readParagraph(file: DocxFile, element: XmlElement, fonts: Set<string>): ParagraphBlock | null {
  const { pieces, automatic, look } = openParagraph(file, element, fonts);
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
    place: placeOf(file, element),
  };
}

interface OpenParagraph {
  readonly pieces: Piece[];
  readonly automatic: string | null;
  readonly look: { align?: string; heading?: number };
}

/** Pieces of a paragraph with its automatic number. Counts the number: call once for each paragraph, in order. */
function openParagraph(file: DocxFile, element: XmlElement, fonts: Set<string>): OpenParagraph {
  const pieces = readPieces(file.tree, file.styles, element);
  for (const piece of pieces) if (piece.look.font !== undefined) fonts.add(piece.look.font);
  const properties = child(element, 'w:pPr');
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
export function readCellLines(file: DocxFile, cell: XmlElement, fonts: Set<string> = new Set()): CellLine[] {
  const lines: CellLine[] = [];
  for (const element of blockElements(cell)) {
    if (element.name === 'w:tbl') {
      for (const row of wrappedChildren(element, 'w:tr')) {
        const cells = [...wrappedChildren(row, 'w:tc')].map((inside) => readCellLines(file, inside, fonts));
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
    const { pieces, automatic } = openParagraph(file, element, fonts);
    linesOfPieces(pieces).forEach((line, index) => {
      const text = lineText(line);
      lines.push({
        text: index === 0 && automatic !== null ? `${automatic} ${text}`.trim() : text,
        pieces: line,
        paragraph: element,
      });
    });
    for (const box of textBoxes(element)) lines.push(...readCellLines(file, box, fonts));
  }
  while (lines.length > 0 && lines.at(-1)?.text === '') lines.pop();
  return lines;
}

function readTable(file: DocxFile, element: XmlElement, fonts: Set<string>): TableBlock {
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
      const columnSpan = Math.max(1, numberValue(file, properties, 'w:gridSpan') ?? 1);
      const merge = child(properties, 'w:vMerge');
      const continued =
        merge !== null && attribute(file.tree, merge, 'val') !== 'restart' ? above.get(column) : undefined;
      const lines = readCellLines(file, cell, fonts).map((line) => line.text);
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

/** Fonts of the time before Unicode show other letters than the file holds. */
function noticesOf(fonts: ReadonlySet<string>): ReaderNotice[] {
  const legacy = [...fonts].filter((font) => /^(?:\.Vn|VNI-)/u.test(font));
  if (legacy.length === 0) return [];
  return [
    {
      code: 'legacy-font',
      message: `Văn bản dùng phông chữ đời cũ (${legacy.join(', ')}): chữ đọc được có thể sai. Hãy đổi sang Times New Roman (Unicode) rồi gửi lại.`,
    },
  ];
}
