/** .rtf → Blocks: control words followed as Word does, letters of any code page or old Vietnamese font in Unicode. */
import type { DocumentBlocks, ParagraphBlock } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import { LegacyLetters, legacyNotices, settled } from './legacy-runs.ts';
import { decodeBytes, isSymbolFont, type RtfFont } from './rtf/fonts.ts';
import { type ParagraphCounter, type RtfCellEdge, type RtfParagraphLook, Story } from './rtf/story.ts';
import { rtfTokens } from './rtf/tokens.ts';
import {
  type Destination,
  DESTINATIONS,
  isOn,
  SPECIAL_SIGNS,
  STARRED_DESTINATIONS,
  STORY_WORDS,
  symbolsOf,
} from './rtf/words.ts';

/** Deeper than any real file; a file of nothing but braces must not fill the memory. */
const DEEPEST = 1000;
const MOST_PARAGRAPHS = 100_000;
const MOST_RUNS = 1_000_000;

/**
 * Reads an .rtf. Its paragraphs are numbered in order, those in cells counted too; these numbers are the places of its
 * blocks. Throws DocumentProblem: `file-damaged` (groups without end), `file-too-complex`, `file-empty`.
 */
export function readRtfBlocks(bytes: Uint8Array): DocumentBlocks {
  const letters = new LegacyLetters();
  const { blocks, isCut } = settled(letters, () => new RtfReader(letters).read(bytes));
  if (blocks.length === 0) throw new DocumentProblem(isCut ? 'file-truncated' : 'file-empty');
  const notices = legacyNotices(letters);
  if (isCut) {
    notices.push({
      code: 'text-cut',
      message: 'Tệp RTF kết thúc giữa chừng: phần cuối của văn bản có thể bị thiếu.',
    });
  }
  return { format: 'rtf', blocks, notices };
}

interface State {
  destination: Destination;
  story: Story;
  font: number | null;
  bold: boolean;
  italic: boolean;
  capitals: boolean;
  hidden: boolean;
  deleted: boolean;
  /** Crossed out by its writer. */
  struck: boolean;
  /** Signs that stand for the last `\u` in readers that do not know it. */
  fallback: number;
  align: ParagraphBlock['align'];
  heading: number | null;
  inTable: boolean;
  depth: number;
  level: number;
}

const PLAIN = { bold: false, italic: false, capitals: false, hidden: false, deleted: false, struck: false } as const;
const NO_PARAGRAPH = { align: null, heading: null, inTable: false, depth: 1, level: 0 } as const;

class RtfReader {
  readonly #letters: LegacyLetters;
  readonly #counter: ParagraphCounter = { next: 1 };
  readonly #main: Story;
  readonly #fonts = new Map<number, RtfFont>();
  readonly #headings = new Map<number, number>();
  readonly #stack: State[] = [];
  #state: State;
  #defaultFont: number | null = null;
  #codePage = 1252;
  /** Bytes not decoded yet, and fallback signs still to be passed over. */
  #bytes = '';
  #skip = 0;
  #emitted = 0;
  #starred = false;
  #entry: { number: number; text: string } = { number: 0, text: '' };
  #edges: RtfCellEdge[] = [];
  #rowStart = 0;
  #fromAbove = false;
  #fromBefore = false;

  constructor(letters: LegacyLetters) {
    this.#letters = letters;
    this.#main = new Story(this.#counter, letters);
    this.#state = { destination: 'text', story: this.#main, font: null, fallback: 1, ...PLAIN, ...NO_PARAGRAPH };
  }

  read(bytes: Uint8Array): { blocks: DocumentBlocks['blocks']; isCut: boolean } {
    let closed = false;
    for (const token of rtfTokens(bytes)) {
      if (token.kind === 'text' || token.kind === 'byte') {
        this.#addBytes(token.kind === 'text' ? token.text : String.fromCharCode(token.byte));
        continue;
      }
      this.#flush();
      if (token.kind === 'open') this.#open();
      else if (token.kind === 'word') this.#word(token.word, token.number);
      else if (this.#close()) {
        // What stands behind the last brace is not the document's.
        closed = true;
        break;
      }
    }
    this.#flush();
    while (this.#stack.length > 0) this.#close();
    return { blocks: this.#main.finish(this.#look()), isCut: !closed };
  }

  #open(): void {
    if (this.#stack.length >= DEEPEST) throw new DocumentProblem('file-damaged', 'RTF');
    this.#stack.push(this.#state);
    this.#state = { ...this.#state };
    this.#skip = 0;
    this.#starred = false;
  }

  /** True when that was the last group. */
  #close(): boolean {
    const inner = this.#state;
    const outer = this.#stack.pop();
    if (outer === undefined) return true;
    if (inner.story !== outer.story) outer.story.addBox(inner.story.finish(this.#look()));
    if (inner.destination !== outer.destination) this.#endEntry(inner.destination);
    this.#state = outer;
    this.#skip = 0;
    this.#starred = false;
    return this.#stack.length === 0;
  }

  #addBytes(text: string): void {
    const passed = Math.min(this.#skip, text.length);
    this.#skip -= passed;
    if (this.#state.destination !== 'skip') this.#bytes += passed === 0 ? text : text.slice(passed);
  }

  #flush(): void {
    const bytes = this.#bytes;
    if (bytes === '') return;
    this.#bytes = '';
    const { destination } = this.#state;
    if (destination === 'fonts' || destination === 'styles') {
      for (const [index, part] of bytes.split(';').entries()) {
        if (index > 0) this.#endEntry(destination);
        this.#entry.text += part;
      }
      return;
    }
    const font = this.#font();
    this.#emit(isSymbolFont(font) ? symbolsOf(bytes) : decodeBytes(bytes, font, this.#codePage));
  }

  #font(): RtfFont | undefined {
    const number = this.#state.font ?? this.#defaultFont;
    return number === null ? undefined : this.#fonts.get(number);
  }

  #emit(text: string): void {
    const { destination, story, bold, italic, capitals, hidden, deleted, struck } = this.#state;
    if (hidden || deleted || struck) return;
    if (destination === 'marker') story.addMarker(text);
    if (++this.#emitted > MOST_RUNS) throw new DocumentProblem('file-too-complex');
    if (destination === 'text') story.addRun({ text, font: this.#font()?.name, bold, italic, capitals });
  }

  #word(word: string, number: number | null): void {
    const { destination } = this.#state;
    if (destination === 'skip') return;
    if (word === '*') {
      this.#starred = true;
      return;
    }
    const sign = SPECIAL_SIGNS.get(word);
    if (sign !== undefined) {
      // A sign may itself be the fallback of the `\u` before.
      if (this.#skip > 0 && word.length === 1) this.#skip -= 1;
      else this.#emit(sign);
      return;
    }
    this.#skip = 0;
    const goal = this.#starred ? (STARRED_DESTINATIONS.get(word) ?? 'skip') : DESTINATIONS.get(word);
    this.#starred = false;
    if (goal !== undefined) return this.#enter(goal, word);
    if (destination === 'fonts' || destination === 'styles') return this.#describe(word, number);
    if (this.#character(word, number) || this.#paragraph(word, number)) return;
    if (destination === 'text' || destination === 'nested-properties') this.#structure(word, number);
  }

  #enter(goal: Destination, word: string): void {
    const state = this.#state;
    if (STORY_WORDS.has(word)) {
      if (state.destination !== 'shape') return;
      state.story = new Story(this.#counter, this.#letters);
      Object.assign(state, NO_PARAGRAPH);
    } else if (goal === 'marker' && state.destination !== 'text') return;
    state.destination = goal;
    this.#entry = { number: 0, text: '' };
  }

  /** Words inside the tables of fonts and styles. */
  #describe(word: string, number: number | null): void {
    const { destination } = this.#state;
    if (word === (destination === 'fonts' ? 'f' : 's')) {
      this.#entry = { number: number ?? 0, text: '' };
      if (destination === 'fonts') this.#fonts.set(number ?? 0, { name: '', charset: 1 });
    } else if (destination === 'fonts' && word === 'fcharset') {
      const font = this.#fonts.get(this.#entry.number);
      if (font !== undefined) font.charset = number ?? 0;
    } else if (word === 'u' && number !== null) {
      this.#entry.text += String.fromCharCode(number & 0xffff);
      this.#skip = this.#state.fallback;
    }
  }

  /** The name of a font or style is whole. */
  #endEntry(destination: Destination): void {
    const { number, text } = this.#entry;
    this.#entry = { number, text: '' };
    const name = text.trim();
    if (name === '') return;
    const font = destination === 'fonts' ? this.#fonts.get(number) : undefined;
    if (font !== undefined && font.name === '') font.name = name;
    const heading = destination === 'styles' ? /^heading ([1-9])$/iu.exec(name) : null;
    if (heading !== null) this.#headings.set(number, Number(heading[1]));
  }

  /** Properties of characters; true when the word is one. */
  #character(word: string, number: number | null): boolean {
    const state = this.#state;
    switch (word) {
      case 'u':
        if (number !== null) this.#emit(unicodeSign(number, isSymbolFont(this.#font())));
        this.#skip = state.fallback;
        return true;
      case 'uc':
        state.fallback = Math.min(16, Math.max(0, number ?? 1));
        return true;
      case 'plain':
        Object.assign(state, PLAIN, { font: null });
        return true;
      case 'f':
        state.font = number;
        return true;
      case 'b':
        state.bold = isOn(number);
        return true;
      case 'i':
        state.italic = isOn(number);
        return true;
      case 'caps':
        state.capitals = isOn(number);
        return true;
      case 'v':
        state.hidden = isOn(number);
        return true;
      case 'strike':
      case 'striked':
        state.struck = isOn(number);
        return true;
      case 'deleted':
      case 'mvf':
        state.deleted = isOn(number);
        return true;
      case 'ansicpg':
        this.#codePage = number ?? 1252;
        return true;
      case 'mac':
        this.#codePage = 10_000;
        return true;
      case 'deff':
        this.#defaultFont = number;
        return true;
      default:
        return false;
    }
  }

  /** Properties of paragraphs; true when the word is one. */
  #paragraph(word: string, number: number | null): boolean {
    const state = this.#state;
    switch (word) {
      case 'pard':
        Object.assign(state, NO_PARAGRAPH);
        return true;
      case 'ql':
        state.align = 'left';
        return true;
      case 'qc':
        state.align = 'center';
        return true;
      case 'qr':
        state.align = 'right';
        return true;
      case 'qj':
        state.align = 'justify';
        return true;
      case 's':
        state.heading = this.#headings.get(number ?? 0) ?? null;
        return true;
      case 'outlinelevel':
        state.heading = number !== null && number >= 0 && number < 9 ? number + 1 : state.heading;
        return true;
      case 'ilvl':
        state.level = Math.min(9, Math.max(0, number ?? 0));
        return true;
      case 'intbl':
        state.inTable = true;
        return true;
      case 'itap':
        state.depth = Math.max(1, number ?? 1);
        state.inTable = (number ?? 1) > 0;
        return true;
      default:
        return false;
    }
  }

  /** Ends of paragraphs, cells and rows, and what a row looks like. */
  #structure(word: string, number: number | null): void {
    const { story, destination } = this.#state;
    const isNested = destination === 'nested-properties';
    switch (word) {
      case 'par':
      case 'sect':
        if (word === 'sect' && !story.hasText) return;
        this.#checkLength();
        return story.endParagraph(this.#look());
      case 'cell':
      case 'nestcell':
        this.#checkLength();
        return story.endCell({ ...this.#look(), depth: word === 'cell' ? 1 : 2 });
      case 'row':
        return story.endRow(this.#edges, this.#rowStart);
      case 'nestrow':
        return story.endNestedRow();
      default:
        if (!isNested) this.#row(word, number);
    }
  }

  #row(word: string, number: number | null): void {
    switch (word) {
      case 'trowd':
        this.#edges = [];
        this.#rowStart = 0;
        this.#fromAbove = false;
        this.#fromBefore = false;
        return;
      case 'trleft':
        this.#rowStart = number ?? 0;
        return;
      case 'clvmrg':
        this.#fromAbove = true;
        return;
      case 'clmrg':
        this.#fromBefore = true;
        return;
      case 'cellx':
        if (this.#edges.length < 100)
          this.#edges.push({ right: number ?? 0, fromAbove: this.#fromAbove, fromBefore: this.#fromBefore });
        this.#fromAbove = false;
        this.#fromBefore = false;
        return;
      default:
        return;
    }
  }

  #checkLength(): void {
    if (this.#counter.next > MOST_PARAGRAPHS) throw new DocumentProblem('file-too-complex');
  }

  #look(): RtfParagraphLook {
    const { align, heading, inTable, depth, level } = this.#state;
    return { align, heading, inTable, depth, level };
  }
}

function unicodeSign(number: number, isSymbol: boolean): string {
  const sign = String.fromCharCode(number & 0xffff);
  return isSymbol ? symbolsOf(sign) : sign;
}
