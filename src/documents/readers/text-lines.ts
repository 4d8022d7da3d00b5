/** One line of a text or markdown file, without its typographic marks but knowing what they said. */
import { typedMarker } from '../marker.ts';

export interface TextLine {
  /** 1-based number in the file. */
  readonly line: number;
  /** The line as it stands, for tables and columns. */
  readonly raw: string;
  /** Without markdown and HTML marks, one space between words. */
  readonly text: string;
  readonly marker: string | null;
  readonly bold: boolean;
  readonly italic: boolean;
  readonly heading: number | null;
  readonly blank: boolean;
}

const RULE = /^\s*(?:[-=_*~\u2500-\u257f\u2013\u2014]\s?){3,}\s*$/u;
const PAGE_NUMBER = /^\s*(?:[-\u2013\u2014]\s?)?(?:trang\s+)?\d{1,3}(?:\s?\/\s?\d{1,3})?(?:\s?[-\u2013\u2014])?\s*$/iu;

/** Splits into lines and takes the marks off. Rules, page numbers and pictures become blank lines. */
export function textLines(text: string): TextLine[] {
  const emphasis = { bold: false };
  return text.split(/[\n\f]/u).map((raw, index) => textLine(raw, index + 1, emphasis));
}

function textLine(raw: string, line: number, emphasis: { bold: boolean }): TextLine {
  const source = raw.length > 100_000 ? raw.slice(0, 100_000) : raw;
  const blank = source.trim() === '' || RULE.test(source) || PAGE_NUMBER.test(source);
  if (blank) {
    emphasis.bold = false;
    return { line, raw: source, text: '', marker: null, bold: false, italic: false, heading: null, blank: true };
  }
  const heading = /^\s*(#{1,6})\s+(?=\S)/u.exec(source);
  const marked = heading === null ? source : source.slice(heading[0].length);
  const bold = boldness(marked, emphasis);
  const italic = /^\s*[*_](?![*_\s])[^*]*[*_]\s*$/u.test(marked);
  const text = withoutMarks(marked);
  return {
    line,
    raw: source,
    text,
    marker: typedMarker(text),
    bold: bold || heading !== null,
    italic,
    heading: heading === null ? null : (heading[1] ?? '').length,
    blank: text === '',
  };
}

/** True when all letters of the line stand between bold marks; the state runs on over line ends within a paragraph. */
function boldness(text: string, emphasis: { bold: boolean }): boolean {
  let letters = 0;
  let boldLetters = 0;
  for (const [index, part] of text.split(/\*\*|<\/?(?:b|strong)>/iu).entries()) {
    if (index > 0) emphasis.bold = !emphasis.bold;
    const count = part.replace(/[^\p{L}]/gu, '').length;
    letters += count;
    if (emphasis.bold) boldLetters += count;
  }
  return letters > 0 && boldLetters >= letters * 0.9;
}

const ENTITIES: Readonly<Record<string, string>> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
  ndash: '–',
  mdash: '—',
  hellip: '…',
};

/** Takes markdown and HTML marks off a piece of text and leaves one space between words. */
export function withoutMarks(text: string): string {
  return text
    .replace(/!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)/gu, ' ')
    .replace(/<\/?[a-z][a-z0-9]{0,10}(?:\s[^<>]{0,300})?\/?>/giu, ' ')
    .replace(/\*\*|__(?=\p{L})|(?<=[\p{L}\p{P}])__(?!_)/gu, '')
    .replace(/(?<=^|[\s(“"'>])\*(?=[^\s*)])|(?<=[^\s*(])\*(?!\*)/gu, '')
    .replace(/`/gu, '')
    .replace(/\\([\\*_{}[\]()#+\-.!|<>~`])/gu, '$1')
    .replace(/&(nbsp|amp|lt|gt|quot|#39|ndash|mdash|hellip);/gu, (_, name: string) => ENTITIES[name] ?? ' ')
    .replace(/^\s*>\s+/u, '')
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}
