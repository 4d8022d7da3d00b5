/** .ods → Blocks: one table for each visible sheet, cells as a person sees them. */
import type { DocumentBlocks, TableBlock } from '../blocks.ts';
import { attribute, contentOf, type XmlElement } from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { numberText } from '../xlsx/number-text.ts';
import { type MergedRange, MOST_COLUMNS, MOST_ROWS, SheetCells, tablesOf } from '../xlsx/sheet-table.ts';
import { decodeRuns, type FontRun, LegacyLetters, legacyNotices, settled } from './legacy-runs.ts';
import { type OdfFile, openOdf, rowsOf } from './odf/package.ts';
import { type CellStyles, readCellStyles } from './odf/cell-styles.ts';

/** Reads an .ods. Throws DocumentProblem for a file that is none, is damaged, empty, too large or locked. */
export function readOdsBlocks(bytes: Uint8Array): DocumentBlocks {
  const file = openOdf(bytes, 'ods');
  const letters = new LegacyLetters();
  const blocks = settled(letters, () => new OdsReader(file, letters).read());
  if (blocks.length === 0) throw new DocumentProblem('file-empty');
  return { format: 'ods', blocks, notices: legacyNotices(letters) };
}

class OdsReader {
  readonly #letters: LegacyLetters;
  readonly #file: OdfFile;
  readonly #styles: CellStyles;

  constructor(file: OdfFile, letters: LegacyLetters) {
    this.#letters = letters;
    this.#file = file;
    this.#styles = readCellStyles(file);
  }

  read(): TableBlock[] {
    const sheets = this.#file.body.children.filter(
      (element) => element.name === 'table:table' && !this.#styles.isHidden(this.#value(element, 'style-name')),
    );
    return tablesOf(sheets, (sheet) => this.#sheet(sheet));
  }

  #value(element: XmlElement, name: string): string | null {
    return attribute(this.#file.content, element, name);
  }

  #sheet(sheet: XmlElement): TableBlock | null {
    const cells = new SheetCells(this.#value(sheet, 'name') ?? '');
    const merges: MergedRange[] = [];
    let row = 0;
    for (const element of rowsOf(sheet)) {
      const repeated = this.#count(element, 'number-rows-repeated');
      const line = this.#row(element);
      // Below the text most sheets say once more how many empty rows there are.
      const wanted = line.length === 0 ? 0 : Math.min(repeated, MOST_ROWS + 1);
      for (let again = 1; again <= wanted; again++) {
        for (const { column, text, columns, rows } of line) {
          cells.add({ column, row: row + again }, text);
          if (columns > 1 || rows > 1) {
            merges.push({
              from: { column, row: row + again },
              to: { column: column + columns - 1, row: row + again + rows - 1 },
            });
          }
        }
      }
      row += repeated;
    }
    return cells.table(merges);
  }

  /** Cells of a row that have text or span others. */
  #row(row: XmlElement): { column: number; text: string; columns: number; rows: number }[] {
    const found: { column: number; text: string; columns: number; rows: number }[] = [];
    let column = 1;
    for (const cell of row.children) {
      const isCovered = cell.name === 'table:covered-table-cell';
      if (!isCovered && cell.name !== 'table:table-cell') continue;
      const repeated = this.#count(cell, 'number-columns-repeated');
      const text = isCovered ? '' : this.#text(cell);
      const columns = isCovered ? 1 : this.#count(cell, 'number-columns-spanned');
      const rows = isCovered ? 1 : this.#count(cell, 'number-rows-spanned');
      if (text.trim() !== '' || columns > 1 || rows > 1) {
        for (let again = 0; again < Math.min(repeated, MOST_COLUMNS + 1); again++)
          found.push({ column: column + again, text, columns, rows });
      }
      column += repeated;
    }
    return found;
  }

  /** Numbers by their value, since "1.234" can be read in two ways; all else as it is shown. */
  #text(cell: XmlElement): string {
    const type = this.#value(cell, 'value-type');
    const raw = this.#value(cell, 'value') ?? '';
    if ((type === 'float' || type === 'currency') && raw !== '') return numberText(Number(raw), raw, 'number');
    if (type === 'percentage' && raw !== '') return numberText(Number(raw), raw, 'percent');
    // In words, so that a ticked box is never taken for the number 1.
    if (type === 'boolean') return this.#value(cell, 'boolean-value') === 'true' ? 'TRUE' : 'FALSE';
    const date = /^(\d{4})-(\d{2})-(\d{2})/u.exec(type === 'date' ? (this.#value(cell, 'date-value') ?? '') : '');
    if (date !== null) return `${date[3]}/${date[2]}/${date[1]}${clockOf(this.#value(cell, 'date-value') ?? '')}`;
    const time = /^PT(\d{1,4})H(\d{1,2})M/u.exec(type === 'time' ? (this.#value(cell, 'time-value') ?? '') : '');
    if (time !== null) return `${(time[1] ?? '').padStart(2, '0')}:${(time[2] ?? '').padStart(2, '0')}`;
    const style = this.#value(cell, 'style-name');
    return cell.children
      .filter((element) => element.name === 'text:p')
      .map((line) => this.#line(line, this.#styles.fontOf(style)))
      .join('\n');
  }

  #line(element: XmlElement, font: string | undefined): string {
    const runs: FontRun[] = [];
    const enter = (container: XmlElement, of: string | undefined): void => {
      for (const piece of contentOf(this.#file.content, container)) {
        if (typeof piece === 'string') runs.push({ text: piece.replace(/\s+/gu, ' '), font: of });
        else if (piece.name === 'text:s' || piece.name === 'text:tab') runs.push({ text: ' ', font: of });
        else if (piece.name === 'text:line-break') runs.push({ text: '\n', font: of });
        else if (piece.name !== 'office:annotation')
          enter(
            piece,
            piece.name === 'text:span' ? (this.#styles.spanFontOf(this.#value(piece, 'style-name')) ?? of) : of,
          );
      }
    };
    enter(element, font);
    return decodeRuns(runs, this.#letters).join('');
  }

  #count(element: XmlElement, name: string): number {
    const value = Number(this.#value(element, name) ?? 1);
    return Number.isInteger(value) && value >= 1 && value <= 16_777_216 ? value : 1;
  }
}

/** The time of a moment, with a space before; '' at midnight. */
function clockOf(moment: string): string {
  const clock = /T(\d{2}:\d{2})/u.exec(moment)?.[1] ?? '00:00';
  return clock === '00:00' ? '' : ` ${clock}`;
}
