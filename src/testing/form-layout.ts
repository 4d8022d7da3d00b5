/** Forms drawn from one plan of paragraphs and tables, as .docx and as .xlsx: merged cells, borders, styles, a formula. */
import { packDocx } from './docx-package.ts';
import { type Cell, packXlsx, sheetXml } from './form-xlsx.ts';

/** A cell as in HTML: cells that another one covers are not written down. */
export type LayoutCell = string | { readonly text: string; readonly across?: number; readonly down?: number };

/** A paragraph, or a table. */
export type LayoutBlock = string | { readonly rows: readonly (readonly LayoutCell[])[] };

interface Slot {
  readonly text: string;
  readonly across: number;
  readonly down: number;
}

/** What a grid position holds: a cell's own corner, the continuation of one from above, or what a cell covers. */
type Position = { readonly kind: 'cell' | 'below'; readonly slot: Slot } | { readonly kind: 'covered' };

function gridOf(rows: readonly (readonly LayoutCell[])[]): Position[][] {
  const grid: Position[][] = rows.map(() => []);
  rows.forEach((row, at) => {
    let column = 0;
    for (const cell of row) {
      while (grid[at]?.[column] !== undefined) column++;
      const slot = typeof cell === 'string' ? { text: cell, across: 1, down: 1 } : { across: 1, down: 1, ...cell };
      for (let down = 0; down < slot.down; down++) {
        for (let across = 0; across < slot.across; across++) {
          const line = grid[at + down];
          if (line !== undefined)
            line[column + across] = across > 0 ? { kind: 'covered' } : { kind: down === 0 ? 'cell' : 'below', slot };
        }
      }
      column += slot.across;
    }
  });
  return grid;
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const paragraph = (text: string): string =>
  text === '' ? '<w:p/>' : `<w:p><w:r><w:t xml:space="preserve">${escaped(text)}</w:t></w:r></w:p>`;
const BORDERS = ['top', 'left', 'bottom', 'right', 'insideH', 'insideV']
  .map((side) => `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>`)
  .join('');
const PAGE = 9070;

function tableXml(rows: readonly (readonly LayoutCell[])[]): string {
  const grid = gridOf(rows);
  const width = Math.max(...grid.map((line) => line.length));
  // The second column holds the words, as in most forms; a first one of numbers is narrow.
  const share = Math.floor(PAGE / (width + 3));
  const widths = Array.from({ length: width }, (_, column) =>
    width > 2 && column === 0 ? share : column === (width > 2 ? 1 : 0) ? share * 4 : share,
  );
  const body = grid.map((line) => {
    const cells = line.map((position) => {
      if (position.kind === 'covered') return '';
      const { text, across, down } = position.slot;
      const span = across > 1 ? `<w:gridSpan w:val="${across}"/>` : '';
      const merge = down === 1 ? '' : position.kind === 'cell' ? '<w:vMerge w:val="restart"/>' : '<w:vMerge/>';
      const content = position.kind === 'cell' ? text.split('\n').map(paragraph).join('') : '<w:p/>';
      return `<w:tc><w:tcPr>${span}${merge}</w:tcPr>${content}</w:tc>`;
    });
    return `<w:tr>${cells.join('')}</w:tr>`;
  });
  return `<w:tbl><w:tblPr><w:tblW w:w="${PAGE}" w:type="dxa"/><w:tblBorders>${BORDERS}</w:tblBorders></w:tblPr><w:tblGrid>${widths.map((each) => `<w:gridCol w:w="${each}"/>`).join('')}</w:tblGrid>${body.join('')}</w:tbl>`;
}

/** The plan as a .docx. */
export function layoutDocx(blocks: readonly LayoutBlock[]): Uint8Array {
  return packDocx({
    body: blocks.map((block) => (typeof block === 'string' ? paragraph(block) : tableXml(block.rows))).join(''),
  });
}

const TEXT = 1;
const BORDERED = 2;
const FIGURE = 3;

/** The plan as an .xlsx of one sheet; a sum stands beside the last table, and its empty cells have a style and a rule. */
export function layoutXlsx(blocks: readonly LayoutBlock[]): Uint8Array {
  const rows: (Cell | null)[][] = [];
  const merges: string[] = [];
  const letter = (column: number): string => String.fromCharCode(65 + column);
  const widest = Math.max(
    2,
    ...blocks.flatMap((block) => (typeof block === 'string' ? [] : gridOf(block.rows).map((line) => line.length))),
  );
  let rule = '';
  for (const block of blocks) {
    if (typeof block === 'string') {
      rows.push([{ text: block, style: TEXT }]);
      merges.push(`A${rows.length}:${letter(widest - 1)}${rows.length}`);
      continue;
    }
    const first = rows.length + 1;
    for (const line of gridOf(block.rows)) {
      const at = rows.length + 1;
      line.forEach((position, column) => {
        if (position.kind !== 'cell' || (position.slot.across === 1 && position.slot.down === 1)) return;
        const { across, down } = position.slot;
        merges.push(`${letter(column)}${at}:${letter(column + across - 1)}${at + down - 1}`);
      });
      rows.push(
        line.map((position) =>
          position.kind === 'cell' && position.slot.text !== ''
            ? { text: position.slot.text, style: BORDERED }
            : { style: position.kind === 'cell' ? FIGURE : BORDERED },
        ),
      );
    }
    const last = letter(widest - 1);
    rule = `<dataValidations count="1"><dataValidation type="whole" operator="greaterThanOrEqual" allowBlank="1" sqref="${last}${first}:${last}${rows.length}"><formula1>0</formula1></dataValidation></dataValidations>`;
    rows.at(-1)?.push(null, { formula: `SUM(${last}${first}:${last}${rows.length})`, style: FIGURE });
  }
  return packXlsx(sheetXml(rows, merges, rule));
}
