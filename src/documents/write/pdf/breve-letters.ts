/**
 * Letters of the Êđê, Gia Rai and Ba Na that Unicode has only as a letter and a breve over it: ơ̆, ư̆, ê̆, ô̆ … Tinos sets
 * the breve beside the letter (Regular), or apart from it so that the text of a PDF has the letter twice (the others).
 * Here each face gets them as letters of their own: drawn from its own letter and its own breve, found by a ligature.
 */
import { readCharacterMap } from './coverage.ts';
import { type FontTables, joined, readTables, tableOf, viewOf, words16, writeFont } from './sfnt.ts';

const BREVE = 0x0306;
/** Each letter, and the one whose middle and height the breve goes by: a horn does not move it. */
const LETTERS: readonly (readonly [string, string])[] = [
  ['ơ', 'o'],
  ['ư', 'u'],
  ['Ơ', 'O'],
  ['Ư', 'U'],
  ...Array.from('êôâÊÔÂbcdjlmnrBCDJLMNR', (letter) => [letter, letter] as const),
];
/** Between a letter that has a mark already and the breve over it, in units of the em. */
const STACKED_GAP = 0.02;
/** `cmap` tells letters apart by these; names and hints of single glyphs are of no use in a PDF. */
const DROPPED = ['DSIG', 'hdmx', 'LTSH', 'VDMX', 'GSUB'];

interface Box {
  readonly xMin: number;
  readonly yMin: number;
  readonly xMax: number;
  readonly yMax: number;
}

/** The font with these letters. Other substitutions of the font (ligatures, old-style figures) are gone. */
export function withBreveLetters(font: Uint8Array): Uint8Array {
  const tables = readTables(font);
  const glyphs = readCharacterMap(font);
  const glyphOf = (letter: string): number => glyphs.get(letter.codePointAt(0) ?? 0) ?? 0;
  const breve = glyphs.get(BREVE);
  if (breve === undefined) return font;
  const count = viewOf(tableOf(tables, 'maxp')).getUint16(4);
  const made = LETTERS.filter(([letter]) => glyphOf(letter) !== 0).map(([letter, shape], index) => ({
    base: glyphOf(letter),
    ligature: count + index,
    outline: composite(tables, {
      letter: glyphOf(letter),
      shape: glyphOf(shape),
      breve,
      small: glyphOf('o'),
      isMarked: letter === shape && !/[a-z]/iu.test(letter),
    }),
  }));
  const changed: FontTables = new Map(tables);
  for (const tag of DROPPED) changed.delete(tag);
  addOutlines(changed, made);
  changed.set('GSUB', substitutions(made, breve));
  return writeFont(changed);
}

function boxOf(tables: FontTables, glyph: number): Box {
  const start = startOf(tables, glyph);
  const view = viewOf(tableOf(tables, 'glyf'));
  return {
    xMin: view.getInt16(start + 2),
    yMin: view.getInt16(start + 4),
    xMax: view.getInt16(start + 6),
    yMax: view.getInt16(start + 8),
  };
}

interface Parts {
  readonly letter: number;
  /** The letter by whose middle and height the breve goes. */
  readonly shape: number;
  readonly breve: number;
  /** A letter over which the font's breve stands rightly as it is. */
  readonly small: number;
  readonly isMarked: boolean;
}

/** A glyph of two others: the letter where it is, the breve over the middle of `shape`. */
function composite(tables: FontTables, { letter, shape, breve, small, isMarked }: Parts): Uint8Array {
  const head = viewOf(tableOf(tables, 'head'));
  const em = head.getUint16(18);
  const slant = Math.tan((-viewOf(tableOf(tables, 'post')).getInt32(4) / 65536) * (Math.PI / 180));
  const box = boxOf(tables, letter);
  const shapeBox = boxOf(tables, shape);
  const mark = boxOf(tables, breve);
  const gap = isMarked ? em * STACKED_GAP : mark.yMin - boxOf(tables, small).yMax;
  const dy = Math.round(shapeBox.yMax + gap - mark.yMin);
  // In a slanting face what stands higher stands further right.
  const middle = (each: Box): number => (each.xMin + each.xMax) / 2 - slant * ((each.yMin + each.yMax) / 2);
  const dx = Math.round(middle(shapeBox) - middle(mark) + slant * dy);
  const bounds = [
    Math.min(box.xMin, mark.xMin + dx),
    Math.min(box.yMin, mark.yMin + dy),
    Math.max(box.xMax, mark.xMax + dx),
    Math.max(box.yMax, mark.yMax + dy),
  ];
  const WORDS_AND_OFFSETS = 0x0003;
  const MORE_FOLLOW = 0x0020;
  const first = [WORDS_AND_OFFSETS | MORE_FOLLOW, letter, 0, 0];
  const second = [WORDS_AND_OFFSETS, breve, dx, dy];
  return words16([-1, ...bounds, ...first, ...second]);
}

interface MadeLetter {
  readonly base: number;
  readonly ligature: number;
  readonly outline: Uint8Array;
}

/** Appends the outlines, each as wide as its letter. */
function addOutlines(tables: FontTables, made: readonly MadeLetter[]): void {
  const maxp = tableOf(tables, 'maxp').slice();
  const count = viewOf(maxp).getUint16(4);
  const head = tableOf(tables, 'head').slice();
  const glyf = tableOf(tables, 'glyf');
  const starts = new Uint8Array((count + made.length + 1) * 4);
  for (let glyph = 0; glyph <= count; glyph++) viewOf(starts).setUint32(glyph * 4, startOf(tables, glyph));
  let end = glyf.length;
  made.forEach(({ outline }, index) => {
    viewOf(starts).setUint32((count + index) * 4, end);
    end += outline.length;
    viewOf(starts).setUint32((count + index + 1) * 4, end);
  });
  const hhea = tableOf(tables, 'hhea').slice();
  const metrics = metricsOf(tables, count);
  tables.set('glyf', joined([glyf, ...made.map(({ outline }) => outline)]));
  tables.set('loca', starts);
  tables.set('hmtx', joined([metrics, ...made.map(({ base }) => metrics.subarray(base * 4, base * 4 + 4))]));
  viewOf(head).setInt16(50, 1);
  viewOf(maxp).setUint16(4, count + made.length);
  viewOf(hhea).setUint16(34, count + made.length);
  tables.set('head', head).set('maxp', maxp).set('hhea', hhea);
  // Names of glyphs would have to be as many as the glyphs: the version without names.
  const post = tableOf(tables, 'post').slice(0, 32);
  viewOf(post).setUint32(0, 0x00030000);
  tables.set('post', post);
}

function startOf(tables: FontTables, glyph: number): number {
  const loca = viewOf(tableOf(tables, 'loca'));
  const isLong = viewOf(tableOf(tables, 'head')).getInt16(50) === 1;
  return isLong ? loca.getUint32(glyph * 4) : loca.getUint16(glyph * 2) * 2;
}

/** Width and left side of every glyph, four bytes each; the table leaves out the width of the last ones when equal. */
function metricsOf(tables: FontTables, count: number): Uint8Array {
  const hmtx = tableOf(tables, 'hmtx');
  const full = viewOf(tableOf(tables, 'hhea')).getUint16(34);
  const metrics = new Uint8Array(count * 4);
  metrics.set(hmtx.subarray(0, full * 4));
  for (let glyph = full; glyph < count; glyph++) {
    metrics.set(hmtx.subarray(full * 4 - 4, full * 4 - 2), glyph * 4);
    const side = full * 4 + (glyph - full) * 2;
    metrics.set(hmtx.subarray(side, side + 2), glyph * 4 + 2);
  }
  return metrics;
}

/** GSUB with one feature, `ccmp` for every script: letter and breve become the letter made of both. */
function substitutions(made: readonly MadeLetter[], breve: number): Uint8Array {
  const sorted = made.toSorted((a, b) => a.base - b.base);
  const tag = (letters: string): number[] => [
    (letters.charCodeAt(0) << 8) | letters.charCodeAt(1),
    (letters.charCodeAt(2) << 8) | letters.charCodeAt(3),
  ];
  const language = [0, 0xffff, 1, 0];
  const script = [4, 0, ...language];
  const scripts = [2, ...tag('DFLT'), 14, ...tag('latn'), 14, ...script];
  const features = [1, ...tag('ccmp'), 8, 0, 1, 0];
  const setsEnd = 6 + sorted.length * 2;
  // Each set: one ligature, eight bytes after its own two words.
  const SET = 10;
  const sets = sorted.flatMap(({ ligature }) => [1, 4, ligature, 2, breve]);
  const coverage = [1, sorted.length, ...sorted.map(({ base }) => base)];
  const subtable = [
    1,
    setsEnd + sorted.length * SET,
    sorted.length,
    ...sorted.map((_, index) => setsEnd + index * SET),
    ...sets,
    ...coverage,
  ];
  const lookups = [1, 4, 4, 0, 1, 8, ...subtable];
  const start = 10;
  const header = [1, 0, start, start + scripts.length * 2, start + (scripts.length + features.length) * 2];
  return words16([...header, ...scripts, ...features, ...lookups]);
}
