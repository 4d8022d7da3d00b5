/** .odt → Blocks: text in order, automatic numbers written out, tables with their merged cells. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { Block, DocumentBlocks, Place, TableCell } from '../blocks.ts';
import { attribute, contentOf, type XmlElement } from '../docx/xml-tree.ts';
import { typedMarker } from '../marker.ts';
import { DocumentProblem } from '../problem.ts';
import { decodeRuns, LegacyLetters, legacyNotices, settled } from './legacy-runs.ts';
import { type OdfList, OdfLists } from './odf/lists.ts';
import { type OdfFile, openOdf, rowsOf } from './odf/package.ts';
import { type OdfLook, type OdfStyles, readOdfStyles } from './odf/styles.ts';
import { withSymbols } from './symbols.ts';

/**
 * Reads an .odt. Its paragraphs are numbered in order, those in cells counted too; these numbers are the places of its
 * blocks. Throws DocumentProblem for a file that is none, is damaged, empty, too large or locked.
 */
export function readOdtBlocks(bytes: Uint8Array): DocumentBlocks {
  const file = openOdf(bytes, 'odt');
  const letters = new LegacyLetters();
  const blocks = settled(letters, () => new OdtReader(file, letters).read());
  if (blocks.length === 0) throw new DocumentProblem('file-empty');
  return { format: 'odt', blocks, notices: legacyNotices(letters) };
}

/** Contents that are not the document's text, or not any more, or an index of it. */
const SKIPPED: ReadonlySet<string> = new Set(
  (
    'text:tracked-changes text:note text:table-of-content text:alphabetical-index text:table-index ' +
    'text:illustration-index text:object-index text:user-index text:bibliography text:ruby-text ' +
    'text:sequence-decls text:variable-decls text:user-field-decls text:hidden-text text:hidden-paragraph ' +
    'text:number office:annotation office:annotation-end office:forms office:event-listeners draw:image ' +
    'draw:object draw:object-ole svg:title svg:desc'
  ).split(' '),
);

interface Run {
  text: string;
  readonly look: OdfLook;
}

interface ReadText {
  readonly lines: readonly string[];
  readonly runs: readonly Run[];
  /** Text boxes that are anchored in the paragraph. */
  readonly boxes: readonly XmlElement[];
}

/** Where a paragraph stands in lists: the next number that is due, and the level. */
interface ListState {
  readonly list: OdfList;
  readonly level: number;
  /** The item's number is shown once, at its first paragraph. */
  due: boolean;
}

interface Line {
  readonly text: string;
  readonly number: number;
}

class OdtReader {
  readonly #letters: LegacyLetters;
  readonly #file: OdfFile;
  readonly #styles: OdfStyles;
  readonly #lists: OdfLists;
  #number = 0;

  constructor(file: OdfFile, letters: LegacyLetters) {
    this.#letters = letters;
    this.#file = file;
    this.#styles = readOdfStyles(file);
    this.#lists = new OdfLists(file);
  }

  read(): Block[] {
    return this.#blocksOf(this.#file.body, null);
  }

  #value(element: XmlElement, name: string): string | null {
    return attribute(this.#file.content, element, name);
  }

  #blocksOf(container: XmlElement, state: ListState | null): Block[] {
    return container.children.flatMap((element): Block[] => {
      switch (element.name) {
        case 'text:p':
        case 'text:h':
          return this.#paragraph(element, state);
        case 'text:list':
          return [...this.#items(element, state)].flatMap(([item, inner]) => this.#blocksOf(item, inner));
        case 'table:table':
          return this.#table(element);
        default:
          return SKIPPED.has(element.name) ? [] : this.#blocksOf(element, state);
      }
    });
  }

  /** Items of a list with what their paragraphs have to count. */
  *#items(element: XmlElement, outer: ListState | null): Generator<[XmlElement, ListState]> {
    const level = outer === null ? 0 : Math.min(9, outer.level + 1);
    const own = this.#value(element, 'style-name');
    const isNew = outer === null || (own !== null && own !== outer.list.style);
    let list = isNew
      ? this.#lists.start(
          own ?? '',
          this.#value(element, 'id'),
          this.#value(element, 'continue-list'),
          this.#value(element, 'continue-numbering') === 'true',
        )
      : outer.list;
    for (const item of element.children) {
      if (item.name !== 'text:list-item' && item.name !== 'text:list-header') continue;
      const value = Number(this.#value(item, 'start-value') ?? Number.NaN);
      if (Number.isInteger(value) && value >= 0) list = this.#lists.restart(list, level, value);
      yield [item, { list, level, due: item.name === 'text:list-item' }];
    }
  }

  #paragraph(element: XmlElement, state: ListState | null): Block[] {
    const number = ++this.#number;
    const look = this.#styles.paragraph(this.#value(element, 'style-name'));
    const { lines, runs, boxes } = this.#text(element, look);
    const typed = lines.join('\n').replace(/^\n+|\n+$/gu, '');
    const automatic = typed === '' ? null : this.#automatic(element, state, look);
    const inside = boxes.flatMap((box) => this.#blocksOf(box, null));
    if (typed === '') return inside;
    const text = automatic === null ? typed : `${automatic} ${typed}`;
    const inked = runs.filter((run) => run.text.trim() !== '');
    const block: Block = {
      kind: 'paragraph',
      text,
      marker: automatic ?? typedMarker(text),
      bold: inked.length > 0 && inked.every((run) => run.look.bold === true),
      italic: inked.length > 0 && inked.every((run) => run.look.italic === true),
      align: look.align ?? null,
      heading: this.#headingOf(element, look),
      place: { kind: 'text', line: number, lineEnd: number },
    };
    return [block, ...inside];
  }

  #headingOf(element: XmlElement, look: OdfLook): number | null {
    if (element.name !== 'text:h') return null;
    const level = Number(this.#value(element, 'outline-level') ?? look.outline ?? 1);
    return Number.isInteger(level) && level >= 1 && level <= 10 ? Math.min(9, level) : null;
  }

  #automatic(element: XmlElement, state: ListState | null, look: OdfLook): string | null {
    if (state !== null) {
      if (!state.due) return null;
      state.due = false;
      return this.#lists.next(state.list, state.level);
    }
    if (element.name !== 'text:h' || this.#value(element, 'is-list-header') === 'true') return null;
    return look.listStyle === '' ? null : this.#lists.nextHeading(this.#headingOf(element, look) ?? 1);
  }

  #text(element: XmlElement, look: OdfLook): ReadText {
    const runs: Run[] = [];
    const boxes: XmlElement[] = [];
    const add = (text: string, of: OdfLook): void => {
      if (of.hidden !== true && of.struck !== true && text !== '') runs.push({ text, look: of });
    };
    const enter = (container: XmlElement, of: OdfLook): void => {
      for (const piece of contentOf(this.#file.content, container)) {
        if (typeof piece === 'string') add(piece.replace(/\s+/gu, ' '), of);
        else if (piece.name === 'text:s' || piece.name === 'text:tab') add(' ', of);
        else if (piece.name === 'text:line-break') add('\n', of);
        else if (piece.name === 'draw:text-box') boxes.push(piece);
        else if (SKIPPED.has(piece.name)) continue;
        else if (piece.name === 'text:span')
          enter(piece, { ...of, ...this.#styles.text(this.#value(piece, 'style-name')) });
        else enter(piece, of);
      }
    };
    enter(element, look);
    const texts = decodeRuns(
      runs.map((run) => ({ text: run.text, font: run.look.font })),
      this.#letters,
    );
    const whole = runs
      .map((run, index) => {
        const text = texts[index] ?? '';
        return run.look.capitals === true ? text.toLocaleUpperCase('vi') : text;
      })
      .join('');
    const lines = withSymbols(whole)
      .split('\n')
      .map((line) => normalizeText(line).replace(/\s+/gu, ' ').trim());
    return { lines, runs, boxes };
  }

  /** Lines of a cell, empty ones in between kept; of a nested table one line a row. */
  #lines(container: XmlElement, state: ListState | null): Line[] {
    return container.children.flatMap((element): Line[] => {
      switch (element.name) {
        case 'text:p':
        case 'text:h': {
          const number = ++this.#number;
          const look = this.#styles.paragraph(this.#value(element, 'style-name'));
          const { lines, boxes } = this.#text(element, look);
          const isEmpty = lines.every((line) => line === '');
          const automatic = isEmpty && state === null ? null : this.#automatic(element, state, look);
          const [first = '', ...rest] = lines;
          const texts = [automatic === null ? first : `${automatic} ${first}`.trim(), ...rest];
          return [...texts.map((text) => ({ text, number })), ...boxes.flatMap((box) => this.#lines(box, null))];
        }
        case 'text:list':
          return [...this.#items(element, state)].flatMap(([item, inner]) => this.#lines(item, inner));
        case 'table:table':
          return [...rowsOf(element)].flatMap((row): Line[] => {
            const lines = row.children.flatMap((cell) => (isCell(cell) ? this.#lines(cell, null) : []));
            const text = lines
              .map((line) => line.text)
              .join(' ')
              .trim();
            return text === '' ? [] : [{ text, number: this.#number }];
          });
        default:
          return SKIPPED.has(element.name) ? [] : this.#lines(element, state);
      }
    });
  }

  #table(element: XmlElement): Block[] {
    const first = this.#number + 1;
    const elements = [...rowsOf(element)].map((row) => row.children.filter(isCell));
    const only = elements.length === 1 && elements[0]?.length === 1 ? elements[0][0] : undefined;
    // A frame around the text, or around another table: not a table to a reader.
    if (only !== undefined) return this.#blocksOf(only, null);
    const rows = elements.map((cells) => cells.flatMap((cell) => this.#cells(cell)));
    const place: Place = { kind: 'text', line: first, lineEnd: Math.max(first, this.#number) };
    return rows.some((row) => row.length > 0) ? [{ kind: 'table', rows, place }] : [];
  }

  /** A cell, or several when it says that it is repeated. */
  #cells(element: XmlElement): TableCell[] {
    const first = this.#number + 1;
    const lines = this.#lines(element, null).map((line) => line.text);
    while (lines.at(-1) === '') lines.pop();
    const cell: TableCell = {
      lines,
      columnSpan: this.#count(element, 'number-columns-spanned'),
      rowSpan: this.#count(element, 'number-rows-spanned'),
      place: { kind: 'text', line: first, lineEnd: Math.max(first, this.#number) },
    };
    return Array.from({ length: this.#count(element, 'number-columns-repeated') }, () => cell);
  }

  #count(element: XmlElement, name: string): number {
    const value = Number(this.#value(element, name) ?? 1);
    return Number.isInteger(value) && value >= 1 ? Math.min(value, 100) : 1;
  }
}

/** Cells that stand in the table; those covered by a merged one are not there to a reader. */
function isCell(element: XmlElement): boolean {
  return element.name === 'table:table-cell';
}
