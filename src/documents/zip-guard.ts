/**
 * Zip files from outside, opened with suspicion: the central directory is read and judged before anything is inflated,
 * and every inflation is bounded, because declared sizes can lie. Parts that are not replaced keep their compressed bytes.
 */
import { constants, crc32, deflateRawSync, inflateRawSync } from 'node:zlib';
import { DocumentProblem } from './problem.ts';

/** Limits of design/documents section 6. Sizes in bytes; `ratio` = inflated ÷ compressed of the whole file. */
export interface ZipLimits {
  readonly upload: number;
  readonly inflated: number;
  readonly ratio: number;
  readonly entries: number;
}

export const ZIP_LIMITS: ZipLimits = {
  upload: 20 * 1024 * 1024,
  inflated: 100 * 1024 * 1024,
  ratio: 200,
  entries: 5000,
};

/** Small files may compress very well (a blank sheet); the ratio only counts above this many inflated bytes. */
const RATIO_FLOOR = 1024 * 1024;

interface ZipEntry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly size: number;
  /** Compressed bytes, a view into the file. */
  readonly data: Uint8Array;
  readonly nameBytes: Uint8Array;
  readonly flags: number;
  readonly time: number;
}

/** A zip that passed the guard. */
export interface OpenZip {
  /** Names of the parts in the order of the directory, folders left out. */
  readonly names: readonly string[];
  /** Inflated bytes of a part; null when there is no such part. Throws DocumentProblem when damaged or too large. */
  read(name: string): Uint8Array | null;
  /** The same file with some parts replaced (null = left out); all other parts keep their compressed bytes, times and order. */
  withParts(parts: ReadonlyMap<string, Uint8Array | null>): Uint8Array;
}

/** Opens a zip or throws a DocumentProblem that says what is wrong with it. */
export function openZip(bytes: Uint8Array, limits: ZipLimits = ZIP_LIMITS): OpenZip {
  if (bytes.length === 0) throw new DocumentProblem('file-empty');
  if (bytes.length > limits.upload) throw new DocumentProblem('file-too-large');
  refuseOtherKinds(bytes);
  const entries = readDirectory(bytes, limits);
  const byName = new Map(entries.map((entry) => [entry.name, entry]));
  if (entries.some((entry) => /(?:^|\/)vbaProject\.bin$/iu.test(entry.name))) throw new DocumentProblem('file-macro');
  const seen = new Map<string, Uint8Array>();
  let inflated = 0;

  return {
    names: entries.map((entry) => entry.name),
    read(name) {
      const known = seen.get(name);
      if (known !== undefined) return known;
      const entry = byName.get(name);
      if (entry === undefined) return null;
      const content = inflate(entry, limits.inflated - inflated);
      inflated += content.length;
      seen.set(name, content);
      return content;
    },
    withParts: (parts) => writeZip(entries, parts),
  };
}

/** Says what a file is when it is no zip: an encrypted or old Office file, an empty one, or something else. */
function refuseOtherKinds(bytes: Uint8Array): void {
  const starts = (...signature: number[]): boolean => signature.every((byte, index) => bytes[index] === byte);
  if (starts(0xd0, 0xcf, 0x11, 0xe0)) {
    // A password-protected .docx is an OLE file with a stream of this name, in UTF-16.
    const encrypted = asBuffer(bytes).includes('EncryptedPackage', 0, 'utf16le');
    throw new DocumentProblem(encrypted ? 'file-encrypted' : 'file-legacy');
  }
  if (!starts(0x50, 0x4b)) throw new DocumentProblem('file-not-zip');
}

function asBuffer(bytes: Uint8Array): Buffer {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

const DIRECTORY_END = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;

function readDirectory(bytes: Uint8Array, limits: ZipLimits): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = findDirectoryEnd(view);
  const count = view.getUint16(end + 10, true);
  let at = view.getUint32(end + 16, true);
  if (count > limits.entries) throw new DocumentProblem('file-bomb', `${count} phần`);
  if (count === 0) throw new DocumentProblem('file-empty');

  const entries: ZipEntry[] = [];
  const names = new Set<string>();
  let total = 0;
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw new DocumentProblem('file-damaged');
    const flags = view.getUint16(at + 8, true);
    const compressed = view.getUint32(at + 20, true);
    const size = view.getUint32(at + 24, true);
    const nameLength = view.getUint16(at + 28, true);
    const next = at + 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    if (next > end) throw new DocumentProblem('file-damaged');
    if ((flags & 1) !== 0) throw new DocumentProblem('file-encrypted');
    total += size;
    if (total > limits.inflated) throw new DocumentProblem('file-bomb');

    const local = view.getUint32(at + 42, true);
    const nameBytes = bytes.subarray(at + 46, at + 46 + nameLength);
    const name = new TextDecoder().decode(nameBytes).replaceAll('\\', '/').replace(/^\//u, '');
    if (local + 30 > bytes.length || view.getUint32(local, true) !== LOCAL_ENTRY)
      throw new DocumentProblem('file-damaged');
    const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
    if (start + compressed > bytes.length) throw new DocumentProblem('file-truncated');
    if (!name.endsWith('/')) {
      // Two parts of one name: readers disagree about which one counts, so neither can be trusted.
      if (names.has(name)) throw new DocumentProblem('file-damaged', name);
      names.add(name);
      entries.push({
        name,
        method: view.getUint16(at + 10, true),
        crc: view.getUint32(at + 16, true),
        size,
        data: bytes.subarray(start, start + compressed),
        nameBytes,
        flags,
        time: view.getUint32(at + 12, true),
      });
    }
    at = next;
  }
  if (total > RATIO_FLOOR && total > bytes.length * limits.ratio) throw new DocumentProblem('file-bomb');
  return entries;
}

function findDirectoryEnd(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - 22 - 0xffff);
  for (let at = view.byteLength - 22; at >= lowest; at--) {
    if (view.getUint32(at, true) === DIRECTORY_END) return at;
  }
  throw new DocumentProblem('file-truncated');
}

function inflate(entry: ZipEntry, room: number): Uint8Array {
  if (entry.method === 0) {
    if (entry.data.length !== entry.size || crc32(entry.data) !== entry.crc)
      throw new DocumentProblem('file-damaged', entry.name);
    return entry.data;
  }
  if (entry.method !== 8) throw new DocumentProblem('file-damaged', entry.name);
  let content: Uint8Array;
  try {
    content = inflateRawSync(entry.data, { maxOutputLength: Math.max(1, room), finishFlush: constants.Z_FINISH });
  } catch (error) {
    const tooLong =
      error instanceof RangeError ||
      (error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE');
    throw new DocumentProblem(tooLong ? 'file-bomb' : 'file-damaged', entry.name);
  }
  if (crc32(content) !== entry.crc) throw new DocumentProblem('file-damaged', entry.name);
  return new Uint8Array(content.buffer, content.byteOffset, content.length);
}

function writeZip(entries: readonly ZipEntry[], parts: ReadonlyMap<string, Uint8Array | null>): Uint8Array {
  const locals: Uint8Array[] = [];
  const directory: Uint8Array[] = [];
  let offset = 0;
  for (const entry of entries) {
    const content = parts.get(entry.name);
    if (content === null) continue;
    const written = content === undefined ? entry : compressAgain(entry, content);
    // Bit 3 (sizes after the data) is dropped: the sizes are known and stand in the header.
    const flags = written.flags & ~8;
    const common = new Uint8Array(26);
    const view = new DataView(common.buffer);
    view.setUint16(0, 20, true);
    view.setUint16(2, flags, true);
    view.setUint16(4, written.method, true);
    view.setUint32(6, written.time, true);
    view.setUint32(10, written.crc, true);
    view.setUint32(14, written.data.length, true);
    view.setUint32(18, written.size, true);
    view.setUint16(22, written.nameBytes.length, true);

    const local = joinBytes([uint32(LOCAL_ENTRY), common, written.nameBytes, written.data]);
    const tail = new Uint8Array(14);
    new DataView(tail.buffer).setUint32(10, offset, true);
    directory.push(joinBytes([uint32(DIRECTORY_ENTRY), Uint8Array.of(20, 0), common, tail, written.nameBytes]));
    locals.push(local);
    offset += local.length;
  }
  const index = joinBytes(directory);
  const end = new Uint8Array(22);
  const view = new DataView(end.buffer);
  view.setUint32(0, DIRECTORY_END, true);
  view.setUint16(8, directory.length, true);
  view.setUint16(10, directory.length, true);
  view.setUint32(12, index.length, true);
  view.setUint32(16, offset, true);
  return joinBytes([...locals, index, end]);
}

function compressAgain(entry: ZipEntry, content: Uint8Array): ZipEntry {
  return { ...entry, method: 8, crc: crc32(content), size: content.length, data: deflateRawSync(content) };
}

function uint32(value: number): Uint8Array {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

function joinBytes(chunks: readonly Uint8Array[]): Uint8Array {
  const all = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let at = 0;
  for (const chunk of chunks) {
    all.set(chunk, at);
    at += chunk.length;
  }
  return all;
}
