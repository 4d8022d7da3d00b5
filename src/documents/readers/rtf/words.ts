/** Control words of RTF that open a destination or stand for a sign (specification 1.9.1). */
import { symbolSign } from '../symbols.ts';

/**
 * Where text goes: the document, nowhere, the table of fonts or styles, the spelled-out number of a list, a drawing
 * (only its text boxes count), the properties of a nested table's row.
 */
export type Destination = 'text' | 'skip' | 'fonts' | 'styles' | 'marker' | 'shape' | 'nested-properties';

const SKIPPED = (
  'header headerl headerr headerf footer footerl footerr footerf footnote annotation info pict nonshppict shprslt ' +
  'nonesttables colortbl filetbl listtable objdata tc tcl xe rxe txe fldinst template mmathPr themedata ' +
  'colorschememapping latentstyles datastore rsidtbl generator xmlnstbl pntxta pntxtb pn sp ftnsep ftnsepc ftncn ' +
  'aftnsep aftnsepc aftncn atnid atnauthor bkmkstart bkmkend'
).split(' ');

export const DESTINATIONS: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ...SKIPPED.map((word) => [word, 'skip'] as const),
  ['fonttbl', 'fonts'],
  ['stylesheet', 'styles'],
  ['listtext', 'marker'],
  ['pntext', 'marker'],
  ['shp', 'shape'],
  ['shpgrp', 'shape'],
  ['do', 'shape'],
  ['object', 'shape'],
  // `\upr` says the same twice: for old readers, then in Unicode inside `\*\ud`.
  ['upr', 'shape'],
  ['shptxt', 'text'],
  ['dptxbxtext', 'text'],
  ['result', 'text'],
]);

/** Destinations marked `\*` (to be left out by who does not know them) that are known. */
export const STARRED_DESTINATIONS: ReadonlyMap<string, Destination> = new Map<string, Destination>([
  ['shpinst', 'shape'],
  ['do', 'shape'],
  ['ud', 'text'],
  ['nesttableprops', 'nested-properties'],
]);

/** Destinations that hold paragraphs of their own, inside a drawing. */
export const STORY_WORDS: ReadonlySet<string> = new Set(['shptxt', 'dptxbxtext']);

/** Words and symbols that stand for signs. The soft hyphen is kept: in TCVN3 it is a letter. */
export const SPECIAL_SIGNS: ReadonlyMap<string, string> = new Map([
  ['~', '\u00a0'],
  ['_', '-'],
  ['-', '\u00ad'],
  ['{', '{'],
  ['}', '}'],
  ['\\', '\\'],
  ['tab', '\t'],
  ['line', '\n'],
  ['lbr', '\n'],
  ['page', '\n'],
  ['column', '\n'],
  ['emdash', '—'],
  ['endash', '–'],
  ['bullet', '•'],
  ['lquote', '‘'],
  ['rquote', '’'],
  ['ldblquote', '“'],
  ['rdblquote', '”'],
  ['emspace', ' '],
  ['enspace', ' '],
  ['qmspace', ' '],
]);

/** `\b` and `\b1` switch on, `\b0` off. */
export function isOn(number: number | null): boolean {
  return number !== 0;
}

/** Text of a symbol font, a character a code. */
export function symbolsOf(text: string): string {
  return Array.from(text, (sign) => (sign === ' ' || sign === '\t' ? sign : symbolSign(sign.charCodeAt(0)))).join('');
}
