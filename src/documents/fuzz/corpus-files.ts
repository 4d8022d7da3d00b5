/** The corpus of the plan reader as Office files: its texts poured into a plain .docx or .xlsx. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { packDocx } from '../../testing/docx-package.ts';
import type { Block, DocumentBlocks, ParagraphBlock, TableBlock } from '../blocks.ts';
import { escapeXml } from '../docx/xml-tree.ts';
import { readDocument } from '../read-document.ts';
import { gridOf } from '../table-grid.ts';
import { type SheetCell, writeWorkbook } from '../write/hucre-adapter.ts';

const FOLDER = fileURLToPath(new URL('../plan/corpus/', import.meta.url));

export interface CorpusText {
  readonly name: string;
  readonly raw: Uint8Array;
  readonly document: DocumentBlocks;
}

/** Every document of the corpus, as it is read. */
export function corpusTexts(): CorpusText[] {
  return readdirSync(FOLDER)
    .filter((name) => /\.(?:txt|md|docx)$/u.test(name))
    .map((name) => {
      const raw = readFileSync(join(FOLDER, name));
      return { name, raw, document: readDocument(raw, name) };
    });
}

/** The blocks as a .docx, numbers typed, looks and merged cells kept. */
export function docxOfBlocks(blocks: readonly Block[]): Uint8Array {
  return packDocx({
    body: blocks.map((block) => (block.kind === 'paragraph' ? paragraphXml(block) : tableXml(block))).join(''),
  });
}

function paragraphXml(block: ParagraphBlock): string {
  const align = block.align === 'justify' ? 'both' : block.align;
  // As offices set it: the first line of running text is indented, and paragraphs stand apart.
  const isRunning = align === null || align === 'both';
  const setting = isRunning ? '<w:spacing w:before="120"/><w:ind w:firstLine="567"/>' : '';
  const properties = `${setting}${align === null ? '' : `<w:jc w:val="${align}"/>`}${block.heading === null ? '' : `<w:outlineLvl w:val="${Math.min(8, block.heading - 1)}"/>`}`;
  const look = `${block.bold ? '<w:b/>' : ''}${block.italic ? '<w:i/>' : ''}`;
  return `<w:p><w:pPr>${properties}</w:pPr>${runXml(block.text, look)}</w:p>`;
}

function runXml(text: string, look = ''): string {
  const lines = text.split('\n').map((line) => `<w:t xml:space="preserve">${escapeXml(line)}</w:t>`);
  return `<w:r><w:rPr>${look}</w:rPr>${lines.join('<w:br/>')}</w:r>`;
}

const TABLE_WIDTH = 9000;

function tableXml(table: TableBlock): string {
  const grid = gridOf(table);
  const columns = Math.max(1, ...grid.map((row) => row.length));
  const isHead = table.rows.length === 1;
  const width = Math.floor(TABLE_WIDTH / columns);
  // Of a letterhead the right column has to hold the name of the state on one line.
  const widths = isHead && columns === 2 ? [3400, 5900] : Array.from({ length: columns }, () => width);
  const rows = grid.map((row) => {
    let cells = '';
    for (let column = 0; column < row.length; column++) {
      const slot = row[column] ?? null;
      if (slot !== null && row[column - 1]?.cell === slot.cell) continue;
      const span = slot?.cell.columnSpan ?? 1;
      const merge =
        slot === null || slot.cell.rowSpan === 1 ? '' : slot.firstRow ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
      const lines = slot === null || !slot.firstRow ? [''] : slot.cell.lines.length === 0 ? [''] : slot.cell.lines;
      cells += `<w:tc><w:tcPr><w:tcW w:w="${widths.slice(column, column + span).reduce((sum, one) => sum + one, 0)}" w:type="dxa"/>${span > 1 ? `<w:gridSpan w:val="${span}"/>` : ''}${merge}</w:tcPr>${lines.map((line) => `<w:p>${runXml(line)}</w:p>`).join('')}</w:tc>`;
    }
    return `<w:tr>${cells}</w:tr>`;
  });
  const edge = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV'].map(
    (side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="000000"/>`,
  );
  const borders = isHead ? '' : `<w:tblBorders>${edge.join('')}</w:tblBorders>`;
  return `<w:tbl><w:tblPr><w:tblW w:w="${TABLE_WIDTH}" w:type="dxa"/>${borders}</w:tblPr><w:tblGrid>${widths.map((one) => `<w:gridCol w:w="${one}"/>`).join('')}</w:tblGrid>${rows.join('')}</w:tbl><w:p/>`;
}

/** The blocks on one sheet: a row for each paragraph in column A, tables cell by cell with their merged cells. */
export function xlsxOfBlocks(blocks: readonly Block[]): Promise<Uint8Array> {
  const rows: { cells: (SheetCell | null)[]; height: null }[] = [];
  const merges: { row: number; column: number; rows: number; columns: number }[] = [];
  for (const block of blocks) {
    if (block.kind === 'paragraph') {
      rows.push({ cells: [{ value: block.text, bold: block.bold, italic: block.italic }], height: null });
      continue;
    }
    const first = rows.length;
    for (const [index, row] of gridOf(block).entries()) {
      const cells = row.map((slot, column): SheetCell | null => {
        if (slot === null || !slot.firstRow || row[column - 1]?.cell === slot.cell) return null;
        const { columnSpan, rowSpan, lines } = slot.cell;
        if (columnSpan > 1 || rowSpan > 1)
          merges.push({ row: first + index, column, rows: rowSpan, columns: columnSpan });
        return { value: lines.join('\n'), border: true };
      });
      rows.push({ cells, height: null });
    }
  }
  const columns = Math.max(1, ...rows.map((row) => row.cells.length));
  return writeWorkbook({
    title: 'corpus',
    author: '',
    sheets: [
      {
        name: 'Trang 1',
        columnWidths: Array.from({ length: columns }, () => 30),
        rows,
        merges,
        freeze: { rows: 0, columns: 0 },
        repeatRows: null,
        repeatColumns: 0,
        pagesWide: 1,
      },
    ],
  });
}
