/**
 * The few letters of a mark out of a whole TrueType font: a font file of a few kilobytes that a PDF can embed.
 * Glyphs are numbered anew in the order of their first use; hinting is left out.
 */

export interface FontSubset {
  /** TrueType file for /FontFile2; its glyph numbers are the codes. */
  readonly file: Uint8Array;
  /** Code of each character (a UTF-16 string of one code point). */
  readonly codes: ReadonlyMap<string, number>;
  /** Advance of each glyph, by code, in thousandths of the size. */
  readonly widths: readonly number[];
  /** Thousandths of the size. */
  readonly ascent: number;
  readonly descent: number;
  readonly box: readonly [number, number, number, number];
}

/** An opened font; opening is cheap, tables are read where they stand. */
interface FontTables {
  readonly view: DataView;
  readonly tables: ReadonlyMap<string, { readonly offset: number; readonly length: number }>;
}

const COMPOSITE = {
  wordArguments: 0x0001,
  scale: 0x0008,
  more: 0x0020,
  twoScales: 0x0040,
  matrix: 0x0080,
  instructions: 0x0100,
};

/** Throws Error for a font without one of the characters: the caller knows its font. */
export function subsetFont(font: Uint8Array, text: string): FontSubset {
  const opened = openFont(font);
  const glyphOf = characterMap(opened);
  const oldGlyphs = [0];
  const codes = new Map<string, number>();
  for (const character of text) {
    if (codes.has(character)) continue;
    const glyph = glyphOf(character.codePointAt(0) ?? 0);
    if (glyph === 0) throw new Error(`the font has no "${character}"`);
    const known = oldGlyphs.indexOf(glyph);
    codes.set(character, known === -1 ? oldGlyphs.push(glyph) - 1 : known);
  }
  const outlines = collectOutlines(opened, oldGlyphs);
  const unitsPerEm = opened.view.getUint16(tableAt(opened, 'head') + 18);
  const scale = (value: number): number => Math.round((value * 1000) / unitsPerEm);
  const metrics = oldGlyphs.map((glyph) => metricOf(opened, glyph));
  const head = tableAt(opened, 'head');
  const hhea = tableAt(opened, 'hhea');
  const { view } = opened;
  return {
    file: assembleFont(opened, outlines, metrics),
    codes,
    widths: metrics.map(({ advance }) => scale(advance)),
    ascent: scale(view.getInt16(hhea + 4)),
    descent: scale(view.getInt16(hhea + 6)),
    box: [
      scale(view.getInt16(head + 36)),
      scale(view.getInt16(head + 38)),
      scale(view.getInt16(head + 40)),
      scale(view.getInt16(head + 42)),
    ],
  };
}

function openFont(font: Uint8Array): FontTables {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const tables = new Map<string, { offset: number; length: number }>();
  for (let index = 0; index < view.getUint16(4); index += 1) {
    const at = 12 + index * 16;
    const tag = Buffer.from(font.subarray(at, at + 4)).toString('latin1');
    tables.set(tag, { offset: view.getUint32(at + 8), length: view.getUint32(at + 12) });
  }
  return { view, tables };
}

function tableAt(font: FontTables, tag: string): number {
  const table = font.tables.get(tag);
  if (table === undefined) throw new Error(`the font has no table ${tag}`);
  return table.offset;
}

/** Glyph of a character through the format 4 table for Unicode's first plane, which every TrueType font has. */
function characterMap({ view, tables }: FontTables): (codePoint: number) => number {
  const cmap = tableAt({ view, tables }, 'cmap');
  let table: number | null = null;
  for (let index = 0; index < view.getUint16(cmap + 2); index += 1) {
    const offset = cmap + view.getUint32(cmap + 4 + index * 8 + 4);
    if (view.getUint16(offset) === 4) table = offset;
  }
  if (table === null) throw new Error('the font has no character table of format 4');
  const start = table;
  const segments = view.getUint16(start + 6) / 2;
  return (codePoint) => {
    for (let segment = 0; segment < segments && codePoint <= 0xffff; segment += 1) {
      if (view.getUint16(start + 14 + segment * 2) < codePoint) continue;
      const first = view.getUint16(start + 16 + segments * 2 + segment * 2);
      if (first > codePoint) return 0;
      const delta = view.getUint16(start + 16 + segments * 4 + segment * 2);
      const rangeAt = start + 16 + segments * 6 + segment * 2;
      const range = view.getUint16(rangeAt);
      if (range === 0) return (codePoint + delta) & 0xffff;
      const glyph = view.getUint16(rangeAt + range + (codePoint - first) * 2);
      return glyph === 0 ? 0 : (glyph + delta) & 0xffff;
    }
    return 0;
  };
}

function metricOf(font: FontTables, glyph: number): { readonly advance: number; readonly bearing: number } {
  const long = font.view.getUint16(tableAt(font, 'hhea') + 34);
  const hmtx = tableAt(font, 'hmtx');
  if (glyph < long)
    return { advance: font.view.getUint16(hmtx + glyph * 4), bearing: font.view.getInt16(hmtx + glyph * 4 + 2) };
  return {
    advance: font.view.getUint16(hmtx + (long - 1) * 4),
    bearing: font.view.getInt16(hmtx + long * 4 + (glyph - long) * 2),
  };
}

/** Outlines of the glyphs; glyphs that composites are made of are added to `glyphs`. */
function collectOutlines(font: FontTables, glyphs: number[]): readonly Uint8Array[] {
  const outlines: Uint8Array[] = [];
  for (let index = 0; index < glyphs.length; index += 1) {
    const bytes = outlineOf(font, glyphs[index] ?? 0);
    outlines.push(
      bytes.length === 0
        ? bytes
        : withoutHints(bytes, (component) => {
            const known = glyphs.indexOf(component);
            return known === -1 ? glyphs.push(component) - 1 : known;
          }),
    );
  }
  return outlines;
}

function outlineOf(font: FontTables, glyph: number): Uint8Array {
  const { view } = font;
  const long = view.getInt16(tableAt(font, 'head') + 50) === 1;
  const loca = tableAt(font, 'loca');
  const offset = (index: number): number =>
    long ? view.getUint32(loca + index * 4) : view.getUint16(loca + index * 2) * 2;
  const from = view.byteOffset + tableAt(font, 'glyf') + offset(glyph);
  return new Uint8Array(view.buffer.slice(from, from + offset(glyph + 1) - offset(glyph)));
}

/** The outline without its instructions, its components renumbered. */
function withoutHints(bytes: Uint8Array, renumber: (glyph: number) => number): Uint8Array {
  const view = new DataView(bytes.buffer);
  const contours = view.getInt16(0);
  if (contours >= 0) {
    const lengthAt = 10 + contours * 2;
    const length = view.getUint16(lengthAt);
    view.setUint16(lengthAt, 0);
    return joined([bytes.subarray(0, lengthAt + 2), bytes.subarray(lengthAt + 2 + length)]);
  }
  for (let at = 10; ; ) {
    const flags = view.getUint16(at);
    view.setUint16(at, flags & ~COMPOSITE.instructions);
    view.setUint16(at + 2, renumber(view.getUint16(at + 2)));
    at += 4 + ((flags & COMPOSITE.wordArguments) === 0 ? 2 : 4);
    if ((flags & COMPOSITE.scale) !== 0) at += 2;
    else if ((flags & COMPOSITE.twoScales) !== 0) at += 4;
    else if ((flags & COMPOSITE.matrix) !== 0) at += 8;
    if ((flags & COMPOSITE.more) === 0) return bytes.subarray(0, at);
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

function assembleFont(
  font: FontTables,
  outlines: readonly Uint8Array[],
  metrics: readonly { readonly advance: number; readonly bearing: number }[],
): Uint8Array {
  const padded = outlines.map((outline) => joined([outline, new Uint8Array((4 - (outline.length % 4)) % 4)]));
  const loca = Buffer.alloc((padded.length + 1) * 4);
  let offset = 0;
  for (const [index, outline] of padded.entries()) {
    offset += outline.length;
    loca.writeUInt32BE(offset, (index + 1) * 4);
  }
  const hmtx = Buffer.alloc(metrics.length * 4);
  for (const [index, { advance, bearing }] of metrics.entries()) {
    hmtx.writeUInt16BE(advance, index * 4);
    hmtx.writeInt16BE(bearing, index * 4 + 2);
  }
  const head = copyOf(font, 'head');
  head.writeUInt32BE(0, 8);
  head.writeInt16BE(1, 50);
  const hhea = copyOf(font, 'hhea');
  hhea.writeUInt16BE(metrics.length, 34);
  const maxp = copyOf(font, 'maxp');
  maxp.writeUInt16BE(metrics.length, 4);
  return fontFile([
    ['glyf', joined(padded)],
    ['head', head],
    ['hhea', hhea],
    ['hmtx', hmtx],
    ['loca', loca],
    ['maxp', maxp],
  ]);
}

function copyOf(font: FontTables, tag: string): Buffer {
  const table = font.tables.get(tag);
  if (table === undefined) throw new Error(`the font has no table ${tag}`);
  return Buffer.from(new Uint8Array(font.view.buffer, font.view.byteOffset + table.offset, table.length));
}

/** A font file of tables in the order of their names. */
function fontFile(tables: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const power = 2 ** Math.floor(Math.log2(tables.length));
  const directory = Buffer.alloc(12 + tables.length * 16);
  directory.writeUInt32BE(0x0001_0000, 0);
  directory.writeUInt16BE(tables.length, 4);
  directory.writeUInt16BE(power * 16, 6);
  directory.writeUInt16BE(Math.log2(power), 8);
  directory.writeUInt16BE((tables.length - power) * 16, 10);
  let offset = directory.length;
  const bodies: Uint8Array[] = [];
  for (const [index, [tag, content]] of tables.entries()) {
    const padded = joined([content, new Uint8Array((4 - (content.length % 4)) % 4)]);
    const at = 12 + index * 16;
    directory.write(tag, at, 'latin1');
    directory.writeUInt32BE(checkSum(padded), at + 4);
    directory.writeUInt32BE(offset, at + 8);
    directory.writeUInt32BE(content.length, at + 12);
    bodies.push(padded);
    offset += padded.length;
  }
  const file = Buffer.concat([directory, ...bodies]);
  const head = tables.findIndex(([tag]) => tag === 'head');
  const headAt = directory.readUInt32BE(12 + head * 16 + 8);
  file.writeUInt32BE((0xb1b0_afba - checkSum(file)) >>> 0, headAt + 8);
  return new Uint8Array(file);
}

function checkSum(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let sum = 0;
  for (let at = 0; at + 4 <= bytes.length; at += 4) sum = (sum + view.getUint32(at)) >>> 0;
  return sum;
}
