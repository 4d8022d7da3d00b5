/** A .doc opened: its characters with their looks, its paragraphs, its fonts, styles and lists ([MS-DOC] 2.4). */
import { countLists, type Numbering, type NumberingLevel, type NumberingList } from '../../docx/numbering.ts';
import { DocumentProblem } from '../../problem.ts';
import type { CompoundFile } from './compound.ts';
import { type CharacterLook, characterLook, type ParagraphLook, paragraphLook } from './properties.ts';

/** A stretch of text with one look. */
export interface Run {
  readonly text: string;
  readonly look: CharacterLook;
}

/** A paragraph with its closing sign: `\r`, a cell or row end (`\u0007`), or a page break. */
export interface WordParagraph {
  readonly runs: readonly Run[];
  readonly end: string;
  readonly look: ParagraphLook;
}

export interface WordFile {
  readonly paragraphs: readonly WordParagraph[];
  readonly numbering: Numbering;
  /** Name of a font by its number. */
  font(index: number | undefined): string;
}

/** Places of the tables in the file's head: offset of the position, whose length follows it. */
const STYLES = 0xa2;
const CHARACTERS = 0xfa;
const PARAGRAPHS = 0x102;
const FONTS = 0x112;
const PIECES = 0x1a2;
const LISTS = 0x2e2;
const LIST_USES = 0x2ea;

const MAX_CHARACTERS = 4_000_000;

/** Reads the main text. Throws DocumentProblem, or RangeError where a number in the file leads out of it. */
export function openWordFile(file: CompoundFile): WordFile {
  const main = file.stream('WordDocument');
  if (main === null) throw new DocumentProblem(file.names.includes('Workbook') ? 'file-legacy' : 'file-not-docx');
  const head = viewOf(main);
  const flags = head.getUint16(0x0a, true);
  if (head.getUint16(0, true) !== 0xa5ec || head.getUint16(2, true) < 0xc1) throw new DocumentProblem('file-legacy');
  if ((flags & 0x0100) !== 0) throw new DocumentProblem('file-encrypted');
  const table = file.stream((flags & 0x0200) === 0 ? '0Table' : '1Table');
  if (table === null) throw new DocumentProblem('file-damaged');
  const part = (at: number): Uint8Array => {
    const start = head.getUint32(at, true);
    const length = head.getUint32(at + 4, true);
    if (start + length > table.length) throw new DocumentProblem('file-damaged');
    return table.subarray(start, start + length);
  };
  const styles = stylesOf(part(STYLES));
  const count = head.getUint32(0x4c, true);
  if (count > MAX_CHARACTERS || count > main.length) throw new DocumentProblem('file-damaged');
  const fonts = fontsOf(part(FONTS));
  // What follows the lists in the table stream are their levels.
  const afterLists = table.subarray(head.getUint32(LISTS, true) + head.getUint32(LISTS + 4, true));
  return {
    paragraphs: paragraphsOf(main, part(PIECES), count, {
      characters: pagesOf(main, part(CHARACTERS), 1),
      paragraphs: pagesOf(main, part(PARAGRAPHS), 13),
      styles,
    }),
    numbering: countLists(listsOf(part(LISTS), afterLists, part(LIST_USES))),
    font: (index) => fonts[index ?? 0] ?? '',
  };
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** Modifiers of the stretch of the file [start, end). */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly bytes: Uint8Array;
}

/** Formatting pages of 512 bytes; `entrySize` tells those of characters (1) from those of paragraphs (13). */
function pagesOf(main: Uint8Array, plc: Uint8Array, entrySize: 1 | 13): Stretch[] {
  const index = viewOf(plc);
  const pages = Math.max(0, Math.floor((plc.length - 4) / 8));
  const stretches: Stretch[] = [];
  for (let page = 0; page < pages; page++) {
    const at = (index.getUint32((pages + 1) * 4 + page * 4, true) & 0x3fffff) * 512;
    if (at + 512 > main.length) throw new DocumentProblem('file-damaged');
    const bytes = main.subarray(at, at + 512);
    const view = viewOf(bytes);
    const runs = view.getUint8(511);
    for (let run = 0; run < runs; run++) {
      const start = view.getUint32(run * 4, true);
      const end = view.getUint32((run + 1) * 4, true);
      const offset = view.getUint8((runs + 1) * 4 + run * entrySize) * 2;
      stretches.push({ start, end, bytes: offset === 0 ? new Uint8Array() : modifiersAt(bytes, offset, entrySize) });
    }
  }
  return stretches.sort((a, b) => a.start - b.start);
}

function modifiersAt(page: Uint8Array, offset: number, entrySize: 1 | 13): Uint8Array {
  const length = page[offset] ?? 0;
  if (entrySize === 1) return page.subarray(offset + 1, offset + 1 + length);
  // Of paragraphs the length is in words, one less for the odd byte; 0 says that the next byte has it.
  if (length !== 0) return page.subarray(offset + 1, offset + 2 * length);
  return page.subarray(offset + 2, offset + 2 + 2 * (page[offset + 1] ?? 0));
}

interface Formatting {
  readonly characters: readonly Stretch[];
  readonly paragraphs: readonly Stretch[];
  readonly styles: readonly (Style | undefined)[];
}

function finder(stretches: readonly Stretch[]): (position: number) => Stretch | undefined {
  let last = 0;
  return (position) => {
    const here = stretches[last];
    if (here !== undefined && here.start <= position && position < here.end) return here;
    let [low, high] = [0, stretches.length - 1];
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((stretches[middle]?.start ?? 0) <= position) low = middle;
      else high = middle - 1;
    }
    last = low;
    const found = stretches[low];
    return found !== undefined && found.start <= position && position < found.end ? found : undefined;
  };
}

interface Letter {
  readonly text: string;
  readonly position: number;
}

function paragraphsOf(main: Uint8Array, clx: Uint8Array, count: number, formatting: Formatting): WordParagraph[] {
  const characterAt = finder(formatting.characters);
  const paragraphAt = finder(formatting.paragraphs);
  const paragraphs: WordParagraph[] = [];
  let letters: Letter[] = [];
  const close = (end: Letter): void => {
    const modifiers = paragraphAt(end.position)?.bytes ?? new Uint8Array();
    const index = modifiers.length >= 2 ? viewOf(modifiers).getUint16(0, true) : 0;
    const style = formatting.styles[index];
    const look = paragraphLook(modifiers.subarray(2), { ...style?.paragraph, style: style?.kind ?? index });
    const runs = runsOf(letters, (position) => characterAt(position)?.bytes, style?.character ?? {});
    paragraphs.push({ runs, end: end.text, look });
    letters = [];
  };
  let last: Letter = { text: '\r', position: 0 };
  for (const letter of lettersOf(main, clx, count)) {
    last = letter;
    if (letter.text === '\r' || letter.text === '\u0007' || letter.text === '\f') close(letter);
    else letters.push(letter);
  }
  if (letters.length > 0) close({ text: '\r', position: last.position });
  return paragraphs;
}

/** Neighbours under the same modifiers are one run. */
function runsOf(
  letters: readonly Letter[],
  modifiersAt: (position: number) => Uint8Array | undefined,
  style: CharacterLook,
): Run[] {
  const runs: Run[] = [];
  let text = '';
  let open: Uint8Array | undefined;
  const close = (): void => {
    if (text !== '') runs.push({ text, look: characterLook(open ?? new Uint8Array(), style) });
    text = '';
  };
  for (const letter of letters) {
    const modifiers = modifiersAt(letter.position);
    if (modifiers !== open) close();
    open = modifiers;
    text += letter.text;
  }
  close();
  return runs;
}

const ONE_BYTE = 0x40000000;

/** The text in order: pieces of the file, in one byte (Windows-1252) or two a character. */
function* lettersOf(main: Uint8Array, clx: Uint8Array, count: number): Generator<Letter> {
  const pieces = pieceTable(clx);
  const view = viewOf(pieces);
  const number = Math.max(0, Math.floor((pieces.length - 4) / 12));
  const ansi = new TextDecoder('windows-1252');
  let given = 0;
  for (let piece = 0; piece < number; piece++) {
    const length = view.getUint32((piece + 1) * 4, true) - view.getUint32(piece * 4, true);
    const raw = view.getUint32((number + 1) * 4 + piece * 8 + 2, true);
    const isShort = (raw & ONE_BYTE) !== 0;
    const start = isShort ? (raw & ~ONE_BYTE) / 2 : raw;
    const step = isShort ? 1 : 2;
    if (length < 0 || start + length * step > main.length) throw new DocumentProblem('file-damaged');
    const bytes = main.subarray(start, start + length * step);
    const text = isShort ? ansi.decode(bytes) : new TextDecoder('utf-16le', { ignoreBOM: true }).decode(bytes);
    for (let index = 0; index < length && given < count; index++) {
      given += 1;
      yield { text: text[index] ?? ' ', position: start + index * step };
    }
  }
}

/** Past the modifiers that a fast save left, marked 1, to the table of pieces, marked 2. */
function pieceTable(clx: Uint8Array): Uint8Array {
  const view = viewOf(clx);
  let at = 0;
  while (view.getUint8(at) === 1) at += 3 + view.getUint16(at + 1, true);
  if (view.getUint8(at) !== 2) throw new DocumentProblem('file-damaged');
  return clx.subarray(at + 5, at + 5 + view.getUint32(at + 1, true));
}

function fontsOf(bytes: Uint8Array): string[] {
  const view = viewOf(bytes);
  if (bytes.length < 4) return [];
  const fonts: string[] = [];
  // Two bytes each for the number of fonts and of extra bytes; of a font the name starts at its 40th byte.
  for (let at = 4; at < bytes.length && fonts.length < view.getUint16(0, true); ) {
    const length = view.getUint8(at) + 1;
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(at + 40, at + length));
    fonts.push(name.split('\0')[0] ?? '');
    at += length;
  }
  return fonts;
}

interface Style {
  /** Number of the built-in style: 1 to 9 are headings. */
  readonly kind: number;
  readonly paragraph: ParagraphLook;
  readonly character: CharacterLook;
}

interface RawStyle {
  readonly kind: number;
  readonly isParagraph: boolean;
  readonly base: number;
  readonly paragraph: Uint8Array;
  readonly character: Uint8Array;
}

function stylesOf(bytes: Uint8Array): (Style | undefined)[] {
  if (bytes.length < 20) return [];
  const view = viewOf(bytes);
  const headLength = view.getUint16(0, true);
  const count = Math.min(4096, view.getUint16(2, true));
  const baseLength = view.getUint16(4, true);
  const defaultFont = view.getUint16(14, true);
  const raw: (RawStyle | undefined)[] = [];
  for (let at = 2 + headLength; raw.length < count && at + 2 <= bytes.length; ) {
    const length = view.getUint16(at, true);
    raw.push(length === 0 ? undefined : rawStyle(bytes.subarray(at + 2, at + 2 + length), baseLength));
    at += 2 + length;
  }
  const made = new Map<number, Style>();
  const make = (index: number, depth: number): Style | undefined => {
    const known = made.get(index);
    const style = raw[index];
    if (known !== undefined || style === undefined) return known;
    const base = depth < 20 && style.base !== 0xfff ? make(style.base, depth + 1) : undefined;
    const { list: _list, ...inherited } = base?.paragraph ?? {};
    const own: Style = {
      kind: style.kind,
      paragraph: paragraphLook(style.paragraph, inherited),
      character: characterLook(style.character, base?.character ?? { font: defaultFont }),
    };
    made.set(index, own);
    return own;
  };
  return raw.map((style, index) => (style?.isParagraph === true ? make(index, 0) : undefined));
}

function rawStyle(bytes: Uint8Array, baseLength: number): RawStyle | undefined {
  if (bytes.length < baseLength + 2 || baseLength < 10) return undefined;
  const view = viewOf(bytes);
  const kind = view.getUint16(0, true) & 0x0fff;
  const second = view.getUint16(2, true);
  const isParagraph = (second & 0xf) === 1;
  const nothing = new Uint8Array();
  const plain = { kind, isParagraph, base: second >> 4, paragraph: nothing, character: nothing };
  if (!isParagraph) return plain;
  let at = baseLength + 2 + view.getUint16(baseLength, true) * 2 + 2;
  const next = (): Uint8Array => {
    if (at + 2 > bytes.length) return nothing;
    const length = view.getUint16(at, true);
    const part = bytes.subarray(at + 2, at + 2 + length);
    at += 2 + length + (length % 2);
    return part;
  };
  // Of the paragraph's modifiers the first two bytes repeat the style's number.
  const paragraph = next().subarray(2);
  return { ...plain, paragraph, character: next() };
}

const NUMBER_FORMATS: Readonly<Record<number, string>> = {
  1: 'upperRoman',
  2: 'lowerRoman',
  3: 'upperLetter',
  4: 'lowerLetter',
  22: 'decimalZero',
  23: 'bullet',
  255: 'none',
};

/** Lists by the number that paragraphs use (1, 2, …). */
function listsOf(lists: Uint8Array, levels: Uint8Array, uses: Uint8Array): Map<string, NumberingList> {
  const found = new Map<string, NumberingList>();
  if (lists.length < 2 || uses.length < 4) return found;
  const view = viewOf(lists);
  const byId = new Map<number, ReadonlyMap<number, NumberingLevel>>();
  let at = 0;
  for (let index = 0; index < view.getUint16(0, true) && 2 + (index + 1) * 28 <= lists.length; index++) {
    const start = 2 + index * 28;
    const count = (view.getUint8(start + 26) & 1) === 1 ? 1 : 9;
    const own = new Map<number, NumberingLevel>();
    for (let level = 0; level < count && at + 30 <= levels.length; level++) {
      const read = listLevel(levels.subarray(at));
      own.set(level, read.level);
      at += read.length;
    }
    byId.set(view.getInt32(start, true), own);
  }
  const useView = viewOf(uses);
  for (let index = 0; index < useView.getUint32(0, true) && 4 + (index + 1) * 16 <= uses.length; index++) {
    const id = useView.getInt32(4 + index * 16, true);
    const own = byId.get(id);
    if (own !== undefined) found.set(String(index + 1), { abstractId: String(id), levels: own, restarts: new Map() });
  }
  return found;
}

/** 28 bytes, two lists of modifiers, then the text in which the characters 0 to 8 stand for the levels' numbers. */
function listLevel(bytes: Uint8Array): { level: NumberingLevel; length: number } {
  const view = viewOf(bytes);
  const textAt = 28 + view.getUint8(24) + view.getUint8(25);
  const length = textAt + 2 <= bytes.length ? view.getUint16(textAt, true) : 0;
  const raw = new TextDecoder('utf-16le').decode(bytes.subarray(textAt + 2, textAt + 2 + length * 2));
  const text = Array.from(raw, (sign) => (sign < '\t' ? `%${sign.charCodeAt(0) + 1}` : sign)).join('');
  const level: NumberingLevel = {
    format: NUMBER_FORMATS[view.getUint8(4)] ?? 'decimal',
    text,
    start: view.getInt32(0, true),
    restartAfter: null,
    legal: (view.getUint8(5) & 4) !== 0,
    style: null,
  };
  return { level, length: textAt + 2 + length * 2 };
}
