/** The file system inside an old Office file ([MS-CFB]). Chains that loop or leave the file end with a DocumentProblem. */
import { DocumentProblem } from '../../problem.ts';

export interface CompoundFile {
  /** Names of the streams and storages. */
  readonly names: readonly string[];
  /** The bytes of a stream; null when there is none of that name. */
  stream(name: string): Uint8Array | null;
}

const LAST_SECTOR = 0xfffffffa;
const STREAM = 2;
const ROOT = 5;

interface Entry {
  readonly name: string;
  readonly type: number;
  readonly start: number;
  readonly size: number;
}

/** Opens a compound file; throws DocumentProblem (`file-truncated`, `file-damaged`). */
export function openCompound(bytes: Uint8Array): CompoundFile {
  if (bytes.length < 512) throw new DocumentProblem('file-truncated');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const shift = view.getUint16(30, true);
  const miniShift = view.getUint16(32, true);
  if ((shift !== 9 && shift !== 12) || miniShift !== 6) throw new DocumentProblem('file-damaged');
  const sectorSize = 1 << shift;
  const sector = (id: number): Uint8Array => {
    const start = (id + 1) * sectorSize;
    if (start >= bytes.length) throw new DocumentProblem('file-truncated');
    return bytes.subarray(start, Math.min(bytes.length, start + sectorSize));
  };
  const table = sectorTable(view, sector, sectorSize);
  const read = (start: number): Uint8Array => join(chain(start, table).map(sector));
  const directory = entriesOf(read(view.getUint32(48, true)));
  const root = directory.find((entry) => entry.type === ROOT);
  const cutoff = view.getUint32(56, true);
  const miniTable = numbersOf(read(view.getUint32(60, true)));
  const mini = root === undefined ? new Uint8Array() : read(root.start);

  return {
    names: directory.map((entry) => entry.name),
    stream(name) {
      const entry = directory.find((one) => one.type === STREAM && one.name === name);
      if (entry === undefined) return null;
      const content =
        entry.size < cutoff
          ? join(chain(entry.start, miniTable).map((id) => mini.subarray(id << miniShift, (id + 1) << miniShift)))
          : read(entry.start);
      if (content.length < entry.size) throw new DocumentProblem('file-truncated');
      return content.subarray(0, entry.size);
    },
  };
}

/** Next sector of every sector, from the 109 places in the header and the chain of further ones. */
function sectorTable(view: DataView, sector: (id: number) => Uint8Array, size: number): Uint32Array {
  const ids: number[] = [];
  for (let at = 76; at < 512; at += 4) ids.push(view.getUint32(at, true));
  const most = Math.ceil(view.byteLength / size);
  let more = view.getUint32(68, true);
  for (let count = 0; more < LAST_SECTOR && count < most; count++) {
    const numbers = numbersOf(sector(more));
    ids.push(...numbers.subarray(0, size / 4 - 1));
    more = numbers[size / 4 - 1] ?? LAST_SECTOR;
  }
  const used = ids.filter((id) => id < LAST_SECTOR);
  if (used.length > most) throw new DocumentProblem('file-damaged');
  return numbersOf(join(used.map(sector)));
}

function chain(start: number, table: Uint32Array): number[] {
  const ids: number[] = [];
  for (let id = start; id < LAST_SECTOR; id = table[id] ?? LAST_SECTOR) {
    // More steps than sectors: the chain runs in a circle.
    if (ids.length > table.length) throw new DocumentProblem('file-damaged');
    ids.push(id);
  }
  return ids;
}

function entriesOf(bytes: Uint8Array): Entry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries: Entry[] = [];
  for (let at = 0; at + 128 <= bytes.length; at += 128) {
    const length = Math.min(64, view.getUint16(at + 64, true));
    const name = new TextDecoder('utf-16le').decode(bytes.subarray(at, at + Math.max(0, length - 2)));
    entries.push({
      name,
      type: view.getUint8(at + 66),
      start: view.getUint32(at + 116, true),
      size: view.getUint32(at + 120, true),
    });
  }
  return entries;
}

function numbersOf(bytes: Uint8Array): Uint32Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
}

function join(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
