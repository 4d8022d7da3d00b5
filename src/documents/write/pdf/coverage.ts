/** Which characters a TrueType font can draw: its `cmap` table (OpenType 1.9, formats 4 and 12). */

const UNICODE_PLATFORMS = new Set([0, 3]);

/** The code points that have a glyph. Throws RangeError for a file that is no font. */
export function readCoverage(font: Uint8Array): ReadonlySet<number> {
  const view = new DataView(font.buffer, font.byteOffset, font.byteLength);
  const cmap = tableOffset(view, 'cmap');
  const covered = new Set<number>();
  const tables = view.getUint16(cmap + 2);
  for (let index = 0; index < tables; index++) {
    const record = cmap + 4 + index * 8;
    if (!UNICODE_PLATFORMS.has(view.getUint16(record))) continue;
    const table = cmap + view.getUint32(record + 4);
    const format = view.getUint16(table);
    if (format === 4) addSegments(view, table, covered);
    else if (format === 12) addGroups(view, table, covered);
  }
  return covered;
}

function tableOffset(view: DataView, wanted: string): number {
  const count = view.getUint16(4);
  for (let index = 0; index < count; index++) {
    const record = 12 + index * 16;
    const tag = String.fromCharCode(...[0, 1, 2, 3].map((at) => view.getUint8(record + at)));
    if (tag === wanted) return view.getUint32(record + 8);
  }
  throw new RangeError(`font without table ${wanted}`);
}

function addSegments(view: DataView, table: number, covered: Set<number>): void {
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
      const glyph = offset === 0 ? code : view.getUint16(offsets + at + offset + (code - start) * 2);
      if (glyph !== 0 && ((glyph + delta) & 0xffff) !== 0) covered.add(code);
    }
  }
}

function addGroups(view: DataView, table: number, covered: Set<number>): void {
  const groups = view.getUint32(table + 12);
  for (let index = 0; index < groups; index++) {
    const group = table + 16 + index * 12;
    const end = view.getUint32(group + 4);
    for (let code = view.getUint32(group); code <= end; code++) covered.add(code);
  }
}
