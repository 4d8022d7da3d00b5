/** The text of an RTF file as it is gathered: paragraphs, and the rows and cells of tables, in order. */
import { normalizeText } from '../../../platform/text/vietnamese.ts';
import type { Block, ParagraphBlock, Place } from '../../blocks.ts';
import { showBullet } from '../../docx/numbering.ts';
import { typedMarker } from '../../marker.ts';
import { blocksOfEdgeRows, type EdgeCell, plainParagraph } from '../edge-table.ts';
import { decodeRuns, type LegacyLetters } from '../legacy-runs.ts';

export interface RtfRun {
  text: string;
  readonly font: string | undefined;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly capitals: boolean;
}

export interface RtfParagraphLook {
  readonly align: ParagraphBlock['align'];
  readonly heading: number | null;
  readonly inTable: boolean;
  /** Depth of nested tables; 1 is a table that stands in the text. */
  readonly depth: number;
  /** Level in its list, 0 at the top. */
  readonly level: number;
}

export interface RtfCellEdge {
  readonly right: number;
  readonly fromAbove: boolean;
  readonly fromBefore: boolean;
}

interface OpenCell {
  readonly lines: readonly string[];
  readonly first: number;
  readonly last: number;
}

/** Counts the paragraphs of a file: their numbers are the places of its blocks. */
export interface ParagraphCounter {
  next: number;
}

/** Text that stands together: the document itself, or the inside of a text box. */
export class Story {
  readonly blocks: Block[] = [];
  readonly #counter: ParagraphCounter;
  readonly #letters: LegacyLetters;
  #runs: RtfRun[] = [];
  #marker = '';
  #rows: EdgeCell[][] = [];
  #cells: OpenCell[] = [];
  #lines: string[] = [];
  #nested: string[][] = [];
  #tableStart = 0;
  #cellStart = 0;
  #lastNumber = 0;
  /** Blocks of text boxes that are anchored in the open paragraph. */
  #boxes: Block[] = [];

  constructor(counter: ParagraphCounter, letters: LegacyLetters) {
    this.#counter = counter;
    this.#letters = letters;
  }

  addRun(run: RtfRun): void {
    const last = this.#runs.at(-1);
    const isSame =
      last !== undefined &&
      last.font === run.font &&
      last.bold === run.bold &&
      last.italic === run.italic &&
      last.capitals === run.capitals;
    if (isSame) last.text += run.text;
    else this.#runs.push(run);
  }

  /** The number or bullet that the file spells out for a list's paragraph. */
  addMarker(text: string): void {
    this.#marker += text;
  }

  addBox(blocks: readonly Block[]): void {
    this.#boxes.push(...blocks);
  }

  get hasText(): boolean {
    return this.#runs.length > 0;
  }

  endParagraph(look: RtfParagraphLook): void {
    const number = this.#count();
    const { lines, marker, runs } = this.#take(look.level);
    if (look.inTable && look.depth > 1) {
      this.#nested.push([marker, ...lines].filter((line) => line !== null));
      return;
    }
    if (look.inTable) {
      this.#addLines(lines, marker, number);
      return;
    }
    this.#closeTable();
    const text = lines.join('\n').replace(/^\n+|\n+$/gu, '');
    if (text !== '') this.blocks.push(paragraphOf(text, marker, runs, look, number));
    this.#placeBoxes();
  }

  endCell(look: RtfParagraphLook): void {
    const number = this.#count();
    const { lines, marker } = this.#take(look.level);
    if (look.depth > 1) {
      // A cell of a nested table: its words join the line that its row becomes.
      this.#nested.push([marker, ...lines].filter((line) => line !== null));
      return;
    }
    this.#addLines(lines, marker, number);
    while (this.#lines.at(-1) === '') this.#lines.pop();
    this.#cells.push({ lines: this.#lines, first: this.#cellStart, last: number });
    this.#lines = [];
    this.#cellStart = 0;
  }

  endNestedRow(): void {
    const text = this.#nested.flat().join(' ').trim();
    this.#nested = [];
    if (text === '') return;
    this.#cellStart ||= this.#counter.next - 1;
    this.#lines.push(text);
  }

  endRow(edges: readonly RtfCellEdge[], start: number): void {
    const row: EdgeCell[] = [];
    let left = start;
    this.#cells.forEach(({ lines, first, last }, index) => {
      const edge = edges[index];
      const right = edge?.right ?? left + 1000;
      const before = row.at(-1);
      if (edge?.fromBefore === true && before !== undefined) row[row.length - 1] = { ...before, right };
      else {
        const place = { kind: 'text', line: first, lineEnd: last } as const;
        row.push({ lines, place, left, right, fromAbove: edge?.fromAbove === true });
      }
      left = right;
    });
    if (row.length > 0) this.#rows.push(row);
    this.#cells = [];
    this.#lines = [];
    this.#cellStart = 0;
  }

  finish(look: RtfParagraphLook): Block[] {
    if (this.#runs.length > 0 || this.#marker !== '' || this.#boxes.length > 0)
      this.endParagraph({ ...look, inTable: false });
    this.#closeTable();
    this.#placeBoxes();
    return this.blocks;
  }

  #count(): number {
    this.#lastNumber = this.#counter.next;
    this.#counter.next += 1;
    return this.#lastNumber;
  }

  #addLines(lines: readonly string[], marker: string | null, number: number): void {
    this.#tableStart ||= number;
    this.#cellStart ||= number;
    const [first = '', ...rest] = lines;
    this.#lines.push(marker === null ? first : `${marker} ${first}`.trim(), ...rest);
  }

  #take(level: number): { lines: string[]; marker: string | null; runs: readonly RtfRun[] } {
    const runs = this.#runs;
    const texts = decodeRuns(runs, this.#letters);
    const whole = runs
      .map((run, index) => (run.capitals ? (texts[index] ?? '').toLocaleUpperCase('vi') : (texts[index] ?? '')))
      .join('');
    const lines = whole.split('\n').map((line) => normalizeText(line).replace(/\s+/gu, ' ').trim());
    const marker = this.#marker.replace(/\s+/gu, ' ').trim();
    this.#runs = [];
    this.#marker = '';
    return { lines, marker: marker === '' ? null : shownMarker(marker, level), runs };
  }

  #closeTable(): void {
    const loose = [...this.#cells.flatMap((cell) => cell.lines), ...this.#lines, ...this.#nested.flat()];
    const rows = this.#rows;
    const first = this.#tableStart || this.#lastNumber;
    this.#cells = [];
    this.#lines = [];
    this.#nested = [];
    this.#rows = [];
    this.#tableStart = 0;
    this.#cellStart = 0;
    const lines = rows.flat().map(({ place }) => (place.kind === 'text' ? place.lineEnd : first));
    const place: Place = {
      kind: 'text',
      line: first,
      lineEnd: lines.reduce((most, line) => Math.max(most, line), first),
    };
    if (rows.length > 0) this.blocks.push(...blocksOfEdgeRows(rows, place));
    // What belongs to a row without an end is damage, but text.
    for (const line of loose) {
      if (line !== '') this.blocks.push(plainParagraph(line, { kind: 'text', line: first, lineEnd: first }));
    }
  }

  #placeBoxes(): void {
    this.blocks.push(...this.#boxes);
    this.#boxes = [];
  }
}

/** A picture for a bullet has no letter of its own. */
function shownMarker(marker: string, level: number): string {
  return /^(?:[^\p{L}\p{N}]|o)$/u.test(marker) ? showBullet(marker, level) : marker;
}

function paragraphOf(
  text: string,
  marker: string | null,
  runs: readonly RtfRun[],
  look: RtfParagraphLook,
  number: number,
): ParagraphBlock {
  const whole = marker === null ? text : `${marker} ${text}`;
  const inked = runs.filter((run) => run.text.trim() !== '');
  return {
    kind: 'paragraph',
    text: whole,
    marker: marker ?? typedMarker(whole),
    bold: inked.length > 0 && inked.every((run) => run.bold),
    italic: inked.length > 0 && inked.every((run) => run.italic),
    align: look.align,
    heading: look.heading,
    place: { kind: 'text', line: number, lineEnd: number },
  };
}
