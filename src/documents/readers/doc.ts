/** .doc (Word 97 to 2003) → Blocks: text in order, automatic numbers written out, tables with their merged cells. */
import type { Block, DocumentBlocks, ParagraphBlock, Place } from '../blocks.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import { typedMarker } from '../marker.ts';
import { DocumentProblem } from '../problem.ts';
import type { CompoundFile } from './doc/compound.ts';
import type { CharacterLook, TableRow } from './doc/properties.ts';
import { openWordFile, type WordFile, type WordParagraph } from './doc/word-file.ts';
import { blocksOfEdgeRows, type EdgeCell, plainParagraph } from './edge-table.ts';
import { decodeRuns, LegacyLetters, legacyNotices, settled } from './legacy-runs.ts';

/**
 * Reads the text in an old Word file. Its paragraphs are numbered in order, and these numbers are the places of its
 * blocks. Throws DocumentProblem: `file-encrypted`, `file-legacy` (older than Word 97), `file-damaged`, `file-empty`;
 * or RangeError where a number in the file leads out of it.
 */
export function readDocBlocks(file: CompoundFile): DocumentBlocks {
  const letters = new LegacyLetters();
  // Numbers of lists are counted as they are read: a second reading opens the file anew.
  const blocks = settled(letters, () => new Reader(openWordFile(file), letters).blocks());
  if (blocks.length === 0) throw new DocumentProblem('file-empty');
  return { format: 'doc', blocks, notices: legacyNotices(letters) };
}

interface OpenTable {
  readonly rows: EdgeCell[][];
  readonly first: number;
}

class Reader {
  readonly #letters: LegacyLetters;
  readonly #file: WordFile;
  readonly #blocks: Block[] = [];
  #table: OpenTable | null = null;
  /** Finished cells of the row that is open, each with its lines; and the lines of the open cell. */
  #cells: { lines: string[]; first: number; last: number }[] = [];
  #lines: string[] = [];
  #cellStart = 0;
  #isInField: boolean[] = [];

  constructor(file: WordFile, letters: LegacyLetters) {
    this.#letters = letters;
    this.#file = file;
  }

  blocks(): Block[] {
    this.#file.paragraphs.forEach((paragraph, index) => {
      if (paragraph.look.inTable === true) this.#addToTable(paragraph, index + 1);
      else this.#addParagraph(paragraph, index + 1);
    });
    this.#closeTable();
    return this.#blocks;
  }

  #addParagraph(paragraph: WordParagraph, number: number): void {
    this.#closeTable();
    const text = this.#textOf(paragraph)
      .join('\n')
      .replace(/^\n+|\n+$/gu, '');
    if (text === '') return;
    const automatic = this.#automatic(paragraph);
    const whole = automatic === null ? text : `${automatic} ${text}`;
    const inked = paragraph.runs.filter((run) => isShown(run.look) && run.text.trim() !== '');
    this.#blocks.push({
      kind: 'paragraph',
      text: whole,
      marker: automatic ?? typedMarker(whole),
      bold: inked.length > 0 && inked.every((run) => run.look.bold === true),
      italic: inked.length > 0 && inked.every((run) => run.look.italic === true),
      align: ALIGNS[paragraph.look.align ?? -1] ?? null,
      heading: headingOf(paragraph),
      place: { kind: 'text', line: number, lineEnd: number },
    });
  }

  #automatic({ look }: WordParagraph): string | null {
    const isListed = look.list !== undefined && look.list !== 0;
    return isListed ? this.#file.numbering.next({ listId: String(look.list), level: look.level ?? 0 }) : null;
  }

  #addToTable(paragraph: WordParagraph, number: number): void {
    this.#table ??= { rows: [], first: number };
    if (paragraph.look.rowEnd === true && (paragraph.look.depth ?? 1) <= 1) return this.#closeRow(paragraph.look.row);
    if (paragraph.look.rowEnd === true) return;
    if (this.#lines.length === 0) this.#cellStart = number;
    const automatic = this.#automatic(paragraph);
    const [first = '', ...rest] = this.#textOf(paragraph);
    this.#lines.push(automatic === null ? first : `${automatic} ${first}`.trim(), ...rest);
    // A nested cell ends with a sign of its own and is a line of the cell around it.
    if (paragraph.end !== '\u0007' || (paragraph.look.depth ?? 1) > 1) return;
    while (this.#lines.at(-1) === '') this.#lines.pop();
    this.#cells.push({ lines: this.#lines, first: Math.min(this.#cellStart || number, number), last: number });
    this.#lines = [];
    this.#cellStart = 0;
  }

  #closeRow(row: TableRow | undefined): void {
    const cells: EdgeCell[] = [];
    this.#cells.forEach(({ lines, first, last }, index) => {
      const left = row?.edges[index] ?? index * 1000;
      const right = row?.edges[index + 1] ?? (index + 1) * 1000;
      const before = cells.at(-1);
      if (row?.fromBefore[index] === true && before !== undefined) {
        cells[cells.length - 1] = { ...before, right };
        return;
      }
      const place = { kind: 'text', line: first, lineEnd: last } as const;
      cells.push({ lines, place, left, right, fromAbove: row?.fromAbove[index] === true });
    });
    this.#table?.rows.push(cells);
    this.#cells = [];
    this.#lines = [];
  }

  #closeTable(): void {
    const table = this.#table;
    this.#table = null;
    // What stands between the last row's end and the text belongs to a row without an end: damage, but text.
    const loose = [...this.#cells.flatMap((cell) => cell.lines), ...this.#lines].filter((line) => line !== '');
    this.#cells = [];
    this.#lines = [];
    if (table !== null && table.rows.length > 0)
      this.#blocks.push(...blocksOfEdgeRows(table.rows, placeOfRows(table.rows, table.first)));
    const at = table?.first ?? 1;
    for (const line of loose) this.#blocks.push(plainParagraph(line, { kind: 'text', line: at, lineEnd: at }));
  }

  /** Lines of a paragraph: shown text only, letters of old fonts decoded, field codes left out. */
  #textOf(paragraph: WordParagraph): string[] {
    const shown = paragraph.runs.filter((run) => isShown(run.look));
    const texts = decodeRuns(
      shown.map((run) => ({
        text: withHyphens(this.#withoutFieldCodes(run.text)),
        font: this.#file.font(run.look.font),
      })),
      this.#letters,
    );
    const text = shown
      .map((run, index) => {
        const decoded = run.look.symbol === undefined ? (texts[index] ?? '') : symbolOf(run.look.symbol);
        return run.look.capitals === true ? decoded.toLocaleUpperCase('vi') : decoded;
      })
      .join('');
    return text.split('\u000b').map((line) =>
      normalizeText(line.replaceAll('\u001e', '-').replace(CONTROL, (sign) => (sign === '\t' ? ' ' : '')))
        .replace(/\s+/gu, ' ')
        .trim(),
    );
  }

  /** A field is code, a sign, its result, an end; fields may stand in each other and run over paragraphs. */
  #withoutFieldCodes(text: string): string {
    let kept = '';
    for (const sign of text) {
      if (sign === '\u0013') this.#isInField.push(true);
      else if (sign === '\u0014') this.#isInField[this.#isInField.length - 1] = false;
      else if (sign === '\u0015') this.#isInField.pop();
      else if (!this.#isInField.includes(true)) kept += sign;
    }
    return kept;
  }
}

/** Some writers keep the code of ư, the soft hyphen, as Word's sign for a hyphen that may be. */
function withHyphens(text: string): string {
  return text.replaceAll('\u001f', '\u00ad');
}

// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u001f\u007f\ufffc\ufffe\uffff]/gu;
const ALIGNS: Readonly<Record<number, ParagraphBlock['align']>> = { 0: 'left', 1: 'center', 2: 'right', 3: 'justify' };

function isShown({ hidden, deleted, struck, doublyStruck }: CharacterLook): boolean {
  return ![hidden, deleted, struck, doublyStruck].includes(true);
}

/** Ticked and empty boxes of the symbol fonts; any other sign of theirs is a bullet. */
function symbolOf(code: number): string {
  const boxes: Readonly<Record<number, string>> = { 0xf0fe: '☒', 0xf052: '☑', 0xf0fc: '✓', 0xf0a8: '☐', 0xf06f: '☐' };
  return boxes[code] ?? '•';
}

function headingOf({ look }: WordParagraph): number | null {
  if (look.outline !== undefined && look.outline < 9) return look.outline + 1;
  return look.style !== undefined && look.style >= 1 && look.style <= 9 ? look.style : null;
}

function placeOfRows(rows: readonly (readonly EdgeCell[])[], first: number): Place {
  const lines = rows.flat().map(({ place }) => (place.kind === 'text' ? place.lineEnd : first));
  return { kind: 'text', line: first, lineEnd: lines.reduce((most, line) => Math.max(most, line), first) };
}
