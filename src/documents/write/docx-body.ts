/** Body blocks of a document as WordprocessingML. */
import type { DocBlock, DocCell, DocRow, DocTable, DocText } from './doc-model.ts';
import { BODY_LOOK } from './docx-head.ts';
import { CELL_STYLE } from './docx-parts.ts';
import { type ParagraphLook, paragraphXml, twips } from './docx-xml.ts';

/** Paragraphs and tables of `blocks`; `width` is the text width in millimetres, `keepLast` ties the end to what follows. */
export function bodyXml(blocks: readonly DocBlock[], width: number, keepLast: boolean): string {
  const parts: string[] = [];
  let breakBefore = false;
  blocks.forEach((block, index) => {
    if (block.kind === 'page-break') {
      breakBefore = true;
      return;
    }
    const keepNext = keepLast && index === blocks.length - 1;
    parts.push(
      blockXml(block, width, { ...(keepNext && { keepNext }), ...(breakBefore && { pageBreakBefore: true }) }),
    );
    breakBefore = false;
  });
  return parts.join('');
}

function prefixed(marker: string, text: DocText): DocText {
  return typeof text === 'string' ? `${marker} ${text}` : [{ text: `${marker} ` }, ...text];
}

function blockXml(
  block: Exclude<DocBlock, { kind: 'page-break' }>,
  width: number,
  extra: Pick<ParagraphLook, 'keepNext' | 'pageBreakBefore'>,
): string {
  const look = BODY_LOOK;
  switch (block.kind) {
    case 'heading': {
      const text = block.number === null ? block.text : `${block.number} ${block.text}`;
      return paragraphXml(text, { ...look, ...extra, style: `Heading${block.level}`, bold: true, keepNext: true });
    }
    case 'paragraph': {
      const { align } = block;
      const isFlush = block.indent === false || align === 'center' || align === 'right';
      return paragraphXml(block.text, {
        ...look,
        ...extra,
        ...(align !== undefined && { align }),
        ...(isFlush && { firstLine: 0 }),
      });
    }
    case 'item':
      return paragraphXml(prefixed(block.marker, block.text), { ...look, ...extra });
    case 'table': {
      const before = paragraphXml('', { size: 4, firstLine: 0, lineSpacing: 1, keepNext: true, ...extra });
      // Word needs a paragraph between a table and what follows, or it joins two tables.
      return before + tableXml(block, width) + paragraphXml('', { size: 4, firstLine: 0, lineSpacing: 1, ...extra });
    }
  }
}

const RULE = 'w:val="single" w:sz="4" w:space="0" w:color="000000"';
/** Inside a box of joined rows: a light guide from the words to their number. */
const GUIDE = 'w:val="dotted" w:sz="4" w:space="0" w:color="808080"';
const CELL_PADDING = 1.9;

function tableXml(table: DocTable, width: number): string {
  const shares = table.columns.reduce((sum, column) => sum + column.width, 0);
  const widths = table.columns.map((column) => (column.width / shares) * width);
  const header: DocRow = {
    cells: table.columns.map((column) => ({ lines: [column.header], align: 'center', bold: true })),
  };
  const rows = [header, ...table.rows];
  const boxes = boxesOf(rows);
  const rowsXml = rows.map((row, index) => {
    const joinedBelow = rows[index + 1]?.joined === true;
    return rowXml(row, table, widths, { header: index === 0, joinedBelow, keepNext: boxes[index] ?? false });
  });
  const sides = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map((side) => `<w:${side} ${RULE}/>`);
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${twips(width)}" w:type="dxa"/><w:tblBorders>${sides.join('')}</w:tblBorders>` +
    `<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="${twips(CELL_PADDING)}" w:type="dxa"/>` +
    `<w:right w:w="${twips(CELL_PADDING)}" w:type="dxa"/></w:tblCellMar></w:tblPr>` +
    `<w:tblGrid>${widths.map((each) => `<w:gridCol w:w="${twips(each)}"/>`).join('')}</w:tblGrid>${rowsXml.join('')}</w:tbl>`
  );
}

interface RowPlace {
  readonly header: boolean;
  readonly joinedBelow: boolean;
  readonly keepNext: boolean;
}

/** A box of joined rows up to this many stays on one page. */
const WHOLE_BOX = 4;
/** A row with more lines than this may be split over two pages; held together it would leave half a page white. */
const WHOLE_ROW = 6;

/**
 * Which rows stay with the next one: all of the header and of a small box; in a long box the first, so that a title is
 * never alone at the foot of a page, and the last but one, so that no row is alone at the top of the next.
 */
function boxesOf(rows: readonly DocRow[]): boolean[] {
  return rows.map((_, index) => {
    if (index === 0) return rows.length > 1;
    if (rows[index + 1]?.joined !== true) return false;
    let start = index;
    while (rows[start]?.joined === true) start -= 1;
    let end = index + 1;
    while (rows[end + 1]?.joined === true) end += 1;
    return end - start < WHOLE_BOX || index === start || index === end - 1;
  });
}

function rowXml(row: DocRow, table: DocTable, widths: readonly number[], place: RowPlace): string {
  let column = 0;
  const cells = row.cells.map((cell) => {
    const span = Math.min(cell.columnSpan ?? 1, widths.length - column);
    const cellWidth = widths.slice(column, column + span).reduce((sum, each) => sum + each, 0);
    const align = cell.align ?? table.columns[column]?.align ?? 'left';
    column += span;
    const borders = [
      row.joined === true ? `<w:top ${GUIDE}/>` : '',
      place.joinedBelow ? `<w:bottom ${GUIDE}/>` : '',
    ].join('');
    return (
      `<w:tc><w:tcPr><w:tcW w:w="${twips(cellWidth)}" w:type="dxa"/>` +
      (span > 1 ? `<w:gridSpan w:val="${span}"/>` : '') +
      (borders === '' ? '' : `<w:tcBorders>${borders}</w:tcBorders>`) +
      `<w:vAlign w:val="${place.header ? 'center' : 'top'}"/></w:tcPr>${cellXml(cell, align, place)}</w:tc>`
    );
  });
  const isWhole = row.cells.every((cell) => cell.lines.length <= WHOLE_ROW);
  const properties = `<w:trPr>${isWhole ? '<w:cantSplit/>' : ''}${place.header ? '<w:tblHeader/>' : ''}</w:trPr>`;
  return `<w:tr>${properties}${cells.join('')}</w:tr>`;
}

function cellXml(cell: DocCell, align: NonNullable<ParagraphLook['align']>, place: RowPlace): string {
  const lines = cell.lines.length === 0 ? [''] : cell.lines;
  return lines
    .map((line) =>
      paragraphXml(line, {
        style: CELL_STYLE,
        align,
        ...(cell.bold === true && { bold: true }),
        ...(place.keepNext && { keepNext: true }),
      }),
    )
    .join('');
}
