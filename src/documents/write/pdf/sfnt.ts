/** A TrueType file as its tables: read, changed, put together again (OpenType 1.9, "otff"). */

export type FontTables = Map<string, Uint8Array>;

const DIRECTORY = 12;
const RECORD = 16;

/** Views of the tables; nothing is copied. Throws RangeError for a file that is no font. */
export function readTables(font: Uint8Array): FontTables {
  const view = viewOf(font);
  const tables: FontTables = new Map();
  for (let index = 0; index < view.getUint16(4); index++) {
    const record = DIRECTORY + index * RECORD;
    const tag = String.fromCharCode(...font.subarray(record, record + 4));
    const offset = view.getUint32(record + 8);
    tables.set(tag, font.subarray(offset, offset + view.getUint32(record + 12)));
  }
  return tables;
}

/** The table, or RangeError. */
export function tableOf(tables: FontTables, tag: string): Uint8Array {
  const table = tables.get(tag);
  if (table === undefined) throw new RangeError(`font without table ${tag}`);
  return table;
}

export function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

/** A font file of the tables. Checksums of tables are right; that of the whole file, which nothing reads, is left out. */
export function writeFont(tables: FontTables): Uint8Array {
  const sorted = [...tables].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const padded = (length: number): number => Math.ceil(length / 4) * 4;
  const head = DIRECTORY + sorted.length * RECORD;
  const font = new Uint8Array(sorted.reduce((size, [, table]) => size + padded(table.length), head));
  const view = viewOf(font);
  const power = 2 ** Math.floor(Math.log2(sorted.length));
  view.setUint32(0, 0x00010000);
  view.setUint16(4, sorted.length);
  view.setUint16(6, power * RECORD);
  view.setUint16(8, Math.log2(power));
  view.setUint16(10, (sorted.length - power) * RECORD);
  let offset = head;
  sorted.forEach(([tag, table], index) => {
    const record = DIRECTORY + index * RECORD;
    font.set(
      Array.from(tag, (letter) => letter.charCodeAt(0)),
      record,
    );
    font.set(table, offset);
    view.setUint32(record + 4, checksum(view, offset, padded(table.length)));
    view.setUint32(record + 8, offset);
    view.setUint32(record + 12, table.length);
    offset += padded(table.length);
  });
  return font;
}

function checksum(view: DataView, offset: number, length: number): number {
  let sum = 0;
  for (let at = 0; at < length; at += 4) sum = (sum + view.getUint32(offset + at)) >>> 0;
  return sum;
}

/** Big-endian words of 16 bits, as fonts are written. Negative figures as two's complement. */
export function words16(figures: readonly number[]): Uint8Array {
  const bytes = new Uint8Array(figures.length * 2);
  figures.forEach((figure, index) => viewOf(bytes).setUint16(index * 2, figure & 0xffff));
  return bytes;
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
