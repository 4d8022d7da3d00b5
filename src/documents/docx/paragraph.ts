/** One paragraph of a .docx as pieces of text that know their elements: the reader joins them, the filler writes behind them. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import { decodeRuns, type LegacyLetters } from '../readers/legacy-runs.ts';
import { symbolSign, withSymbols } from '../readers/symbols.ts';
import { attribute, child, textOf, type XmlElement, type XmlTree } from './xml-tree.ts';
import { type Look, readLook, type Styles } from './styles.ts';

/** A stretch of text in one run, or a break. */
export interface Piece {
  readonly kind: 'text' | 'break';
  readonly text: string;
  readonly look: Look;
  /** The `w:t` (or tab, symbol …) element and the run around it. */
  readonly element: XmlElement;
  readonly run: XmlElement;
}

/** What a paragraph's text depends on: the file, as far as it is opened. */
export interface ParagraphSource {
  readonly tree: XmlTree;
  readonly styles: Styles;
  readonly letters: LegacyLetters;
}

/** Elements whose content is not (or no longer, or not twice) part of the text. */
const SKIPPED: ReadonlySet<string> = new Set([
  'w:del',
  'w:moveFrom',
  'w:instrText',
  'w:delText',
  'mc:Fallback',
  'w:pPr',
  'w:rPr',
  'w:sdtPr',
  'w:sdtEndPr',
  'w:footnote',
  'w:endnote',
  'w:ruby',
]);

/**
 * Text pieces of a paragraph in order, letters of old fonts converted (their encodings are noted in `letters`).
 * Paragraphs inside text boxes are not entered; see `textBoxes`.
 */
export function readPieces({ tree, styles, letters }: ParagraphSource, paragraph: XmlElement): Piece[] {
  const pieces: Piece[] = [];
  const fields: OpenField[] = [];
  const properties = child(paragraph, 'w:pPr');
  const style = styleOf(tree, properties, 'w:pStyle');
  const paragraphLook = styles.look(style);

  const enterRun = (run: XmlElement): void => {
    const runProperties = child(run, 'w:rPr');
    const runStyle = styleOf(tree, runProperties, 'w:rStyle');
    const look: Look = {
      ...paragraphLook,
      ...(runStyle === null ? {} : styles.own(runStyle)),
      ...readLook(tree, null, runProperties),
    };
    if (look.hidden === true || look.struck === true) return;
    enterContent(run, run, look);
  };
  const enterContent = (element: XmlElement, run: XmlElement, look: Look): void => {
    for (const below of element.children) {
      if (SKIPPED.has(below.name)) continue;
      if (below.name === 'w:t') {
        const text = textOf(tree, below);
        pieces.push({ kind: 'text', text: look.raised === true ? raised(text) : text, look, element: below, run });
      } else if (below.name === 'w:br' || below.name === 'w:cr') {
        pieces.push({ kind: 'break', text: '\n', look, element: below, run });
      } else if (below.name === 'w:fldChar') {
        stepField(fields, pieces, attribute(tree, below, 'fldCharType'));
      } else {
        const sign = signOf(tree, below);
        if (sign !== null) pieces.push({ kind: 'text', text: sign, look, element: below, run });
      }
    }
  };
  const enter = (element: XmlElement): void => {
    for (const below of element.children) {
      if (below.name === 'w:r') enterRun(below);
      else if (!SKIPPED.has(below.name) && below.name !== 'w:txbxContent') enter(below);
    }
  };
  enter(paragraph);
  return decoded(pieces, letters);
}

/** Raised digits as signs of their own: "480" with a raised 1 is not 4801. */
function raised(text: string): string {
  return text.replace(/\d/gu, (digit) => '⁰¹²³⁴⁵⁶⁷⁸⁹'.charAt(Number(digit)));
}

/** A field that has begun: where its code starts, and whether its result has. */
interface OpenField {
  readonly start: number;
  isShown: boolean;
}

/** What stands between the beginning of a field and its result is code, even where it is the result of an inner field. */
function stepField(fields: OpenField[], pieces: Piece[], step: string | null): void {
  if (step === 'begin') fields.push({ start: pieces.length, isShown: false });
  const open = fields.at(-1);
  if (open === undefined || step === 'begin') return;
  if (!open.isShown) pieces.splice(open.start);
  open.isShown = true;
  if (step === 'end') fields.pop();
}

function decoded(pieces: readonly Piece[], letters: LegacyLetters): Piece[] {
  const texts = decodeRuns(
    pieces.map(({ text, look }) => ({ text, font: fontOf(text, look) })),
    letters,
  );
  return pieces.map((piece, index) => {
    const text = withSymbols(texts[index] ?? '');
    return { ...piece, text: piece.look.capitals === true ? text.toLocaleUpperCase('vi') : text };
  });
}

/** Letters beyond ASCII decide, since only they differ; a run without any is in the font of its ASCII letters. */
function fontOf(text: string, look: Look): string | undefined {
  // oxlint-disable-next-line no-control-regex
  return /[^\u0000-\u007f]/u.test(text) ? look.font : look.asciiFont;
}

function signOf(tree: XmlTree, element: XmlElement): string | null {
  switch (element.name) {
    case 'w:tab':
    case 'w:ptab':
      return ' ';
    case 'w:noBreakHyphen':
      return '-';
    case 'w:sym':
      return symbolSign(Number.parseInt(attribute(tree, element, 'char') ?? '', 16));
    case 'w:softHyphen':
      // Taken out later, unless the font is one in which it is a letter.
      return '\u00ad';
    default:
      return null;
  }
}

/** Paragraphs and tables that float in text boxes anchored in this paragraph (the copy for old readers left out). */
export function textBoxes(element: XmlElement): XmlElement[] {
  return element.children.flatMap((below) => {
    if (SKIPPED.has(below.name)) return [];
    return below.name === 'w:txbxContent' ? [below] : textBoxes(below);
  });
}

/** Id of the style that properties name, or null. */
export function styleOf(tree: XmlTree, properties: XmlElement | null, name: 'w:pStyle' | 'w:rStyle'): string | null {
  const style = child(properties, name);
  return style === null ? null : attribute(tree, style, 'val');
}

/** Pieces grouped into lines (cut at hard breaks); always at least one line, which may be empty. */
export function linesOfPieces(pieces: readonly Piece[]): Piece[][] {
  const lines: Piece[][] = [[]];
  for (const piece of pieces) {
    if (piece.kind === 'break') lines.push([]);
    else lines.at(-1)?.push(piece);
  }
  return lines;
}

/** The words of a line: composed, one space between them. */
export function lineText(pieces: readonly Piece[]): string {
  return normalizeText(pieces.map((piece) => piece.text).join(''))
    .replace(/\s+/gu, ' ')
    .trim();
}
