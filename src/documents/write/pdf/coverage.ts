/** Which characters a TrueType font can draw: its `cmap` table (OpenType 1.9, formats 4 and 12). */
import { tableOf, readTables, viewOf } from './sfnt.ts';

const UNICODE_PLATFORMS = new Set([0, 3]);

/** Glyph numbers by code point. Throws RangeError for a file that is no font. */
export function readCharacterMap(font: Uint8Array): ReadonlyMap<number, number> {
  const view = viewOf(tableOf(readTables(font), 'cmap'));
  const glyphs = new Map<number, number>();
  for (let index = 0; index < view.getUint16(2); index++) {
    const record = 4 + index * 8;
    if (!UNICODE_PLATFORMS.has(view.getUint16(record))) continue;
    const table = view.getUint32(record + 4);
    const format = view.getUint16(table);
    if (format === 4) addSegments(view, table, glyphs);
    else if (format === 12) addGroups(view, table, glyphs);
  }
  return glyphs;
}

function addSegments(view: DataView, table: number, glyphs: Map<number, number>): void {
  const doubled = view.getUint16(table + 6);
  const ends = table + 14;
  const starts = ends + doubled + 2;
  const deltas = starts + doubled;
  const offsets = deltas + doubled;
  for (let at = 0; at < doubled; at += 2) {
    const start = view.getUint16(starts + at);
    const end = view.getUint16(ends + at);
    const delta = view.getUint16(deltas + at);
    const offset = view.getUint16(offsets + at);
    for (let code = start; code <= end && code < 0xffff; code++) {
      const listed = offset === 0 ? code : view.getUint16(offsets + at + offset + (code - start) * 2);
      const glyph = (listed + delta) & 0xffff;
      if (glyph !== 0 && !(offset !== 0 && listed === 0)) glyphs.set(code, glyph);
    }
  }
}

function addGroups(view: DataView, table: number, glyphs: Map<number, number>): void {
  const groups = view.getUint32(table + 12);
  for (let index = 0; index < groups; index++) {
    const group = table + 16 + index * 12;
    const start = view.getUint32(group);
    const end = view.getUint32(group + 4);
    const first = view.getUint32(group + 8);
    for (let code = start; code <= end; code++) glyphs.set(code, first + code - start);
  }
}
