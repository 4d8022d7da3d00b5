/** One paragraph of a .docx as pieces of text that know their elements: the reader joins them, the filler writes behind them. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
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

/** Signs of symbol fonts that stand for a ticked or an empty box. */
const SYMBOLS: Readonly<Record<string, string>> = {
  F0FE: '☒',
  F0FD: '☒',
  F052: '☑',
  F0FC: '✓',
  F0A8: '☐',
  F06F: '☐',
  F0A3: '☐',
};

/** Text pieces of a paragraph in order. Paragraphs inside text boxes are not entered; see `textBoxes`. */
export function readPieces(tree: XmlTree, styles: Styles, paragraph: XmlElement): Piece[] {
  const pieces: Piece[] = [];
  const properties = child(paragraph, 'w:pPr');
  const style = styleOf(tree, properties, 'w:pStyle');
  const paragraphLook = styles.look(style);

  const enterRun = (run: XmlElement): void => {
    const runProperties = child(run, 'w:rPr');
    const runStyle = styleOf(tree, runProperties, 'w:rStyle');
    const look: Look = {
      ...paragraphLook,
      ...(runStyle === null ? {} : styles.look(runStyle)),
      ...readLook(tree, null, runProperties),
    };
    if (look.hidden === true) return;
    enterContent(run, run, look);
  };
  const enterContent = (element: XmlElement, run: XmlElement, look: Look): void => {
    for (const below of element.children) {
      if (SKIPPED.has(below.name)) continue;
      if (below.name === 'w:t') {
        const text = textOf(tree, below);
        pieces.push({
          kind: 'text',
          text: look.capitals === true ? text.toLocaleUpperCase('vi') : text,
          look,
          element: below,
          run,
        });
      } else if (below.name === 'w:br' || below.name === 'w:cr') {
        pieces.push({ kind: 'break', text: '\n', look, element: below, run });
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
  return pieces;
}

function signOf(tree: XmlTree, element: XmlElement): string | null {
  switch (element.name) {
    case 'w:tab':
    case 'w:ptab':
      return ' ';
    case 'w:noBreakHyphen':
      return '-';
    case 'w:sym':
      return SYMBOLS[(attribute(tree, element, 'char') ?? '').toUpperCase()] ?? ' ';
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
    .replace(/\u00ad/gu, '')
    .replace(/\s+/gu, ' ')
    .trim();
}
