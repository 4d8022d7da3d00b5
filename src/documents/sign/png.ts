/**
 * PNG pictures of signatures and seals, taken apart for a PDF: colours and transparency apart. Only what such pictures
 * are made of; everything is bounded before it is inflated.
 */
import { crc32, inflateSync } from 'node:zlib';
import { DocumentProblem } from '../problem.ts';
import { undoPngFilters } from './pdf/xref.ts';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Three bytes a pixel. */
  readonly rgb: Uint8Array;
  /** One byte a pixel, 255 = opaque; null when the whole picture is opaque. */
  readonly alpha: Uint8Array | null;
}

const SIZE_LIMIT = 2 * 1024 * 1024;
/** A seal of 40 mm at 600 dpi has 0.9 million pixels. */
const PIXEL_LIMIT = 4_000_000;
const SIDE_LIMIT = 8_000;

interface Header {
  readonly width: number;
  readonly height: number;
  readonly depth: number;
  readonly colour: number;
}

/** Samples a pixel of each colour type (PNG, 11.2.2): grey, RGB, palette, grey with alpha, RGB with alpha. */
const SAMPLES: ReadonlyMap<number, number> = new Map([
  [0, 1],
  [2, 3],
  [3, 1],
  [4, 2],
  [6, 4],
]);

/** Reads a PNG. Throws DocumentProblem sign-image-invalid, with the reason. */
export function readPng(bytes: Uint8Array): Picture {
  if (bytes.length > SIZE_LIMIT) throw invalid('tệp ảnh lớn hơn 2 MB');
  try {
    return decode(bytes);
  } catch (error) {
    if (error instanceof DocumentProblem && error.code === 'sign-image-invalid') throw error;
    const problem = invalid('tệp ảnh bị hỏng');
    problem.cause = error;
    throw problem;
  }
}

function invalid(detail: string): DocumentProblem {
  return new DocumentProblem('sign-image-invalid', detail);
}

function decode(bytes: Uint8Array): Picture {
  const chunks = chunksOf(bytes);
  const header = readHeader(chunks[0]);
  const { width, height, depth } = header;
  const samples = SAMPLES.get(header.colour) ?? 0;
  const rowBytes = Math.ceil((width * samples * depth) / 8);
  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map(({ content }) => content));
  const rows = inflateSync(data, { maxOutputLength: (rowBytes + 1) * height });
  if (rows.length !== (rowBytes + 1) * height) throw invalid('tệp ảnh bị cắt cụt');
  const plain = undoPngFilters(rows, rowBytes, Math.max(1, (samples * depth) / 8));
  const palette = chunks.find(({ type }) => type === 'PLTE')?.content ?? new Uint8Array();
  const transparency = chunks.find(({ type }) => type === 'tRNS')?.content ?? null;
  return assemble(header, plain, rowBytes, palette, transparency);
}

interface Chunk {
  readonly type: string;
  readonly content: Uint8Array;
}

function chunksOf(bytes: Uint8Array): readonly Chunk[] {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (buffer.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw invalid('không phải ảnh .png');
  const chunks: Chunk[] = [];
  for (let at = 8; at < buffer.length; ) {
    const length = buffer.readUInt32BE(at);
    const end = at + 8 + length;
    if (end + 4 > buffer.length) throw invalid('tệp ảnh bị cắt cụt');
    if (crc32(buffer.subarray(at + 4, end)) !== buffer.readUInt32BE(end)) throw invalid('tệp ảnh bị hỏng');
    const type = buffer.subarray(at + 4, at + 8).toString('latin1');
    chunks.push({ type, content: buffer.subarray(at + 8, end) });
    if (type === 'IEND') return chunks;
    at = end + 4;
  }
  throw invalid('tệp ảnh bị cắt cụt');
}

function readHeader(chunk: Chunk | undefined): Header {
  if (chunk?.type !== 'IHDR' || chunk.content.length !== 13) throw invalid('tệp ảnh bị hỏng');
  const content = Buffer.from(chunk.content);
  const [width, height] = [content.readUInt32BE(0), content.readUInt32BE(4)];
  const [depth = 0, colour = 0, , , interlace = 0] = content.subarray(8);
  if (width === 0 || height === 0 || width > SIDE_LIMIT || height > SIDE_LIMIT || width * height > PIXEL_LIMIT) {
    throw invalid('ảnh quá lớn: nhiều nhất 4 triệu điểm ảnh');
  }
  const fits = depth === 8 || depth === 16 || ((colour === 0 || colour === 3) && [1, 2, 4].includes(depth));
  if (!SAMPLES.has(colour) || !fits || (colour === 3 && depth === 16)) throw invalid('kiểu ảnh không hỗ trợ');
  if (interlace !== 0) throw invalid('ảnh .png lưu kiểu xen kẽ (interlace); hãy lưu lại không xen kẽ');
  return { width, height, depth, colour };
}

function assemble(
  { width, height, depth, colour }: Header,
  rows: Uint8Array,
  rowBytes: number,
  palette: Uint8Array,
  transparency: Uint8Array | null,
): Picture {
  const rgb = new Uint8Array(width * height * 3);
  const alpha = new Uint8Array(width * height).fill(255);
  const samples = SAMPLES.get(colour) ?? 1;
  const largest = 2 ** depth - 1;
  const sample = (row: number, index: number): number => {
    const at = row * rowBytes;
    if (depth === 8) return rows[at + index] ?? 0;
    if (depth === 16) return rows[at + index * 2] ?? 0;
    const bit = index * depth;
    return ((rows[at + (bit >> 3)] ?? 0) >> (8 - depth - (bit & 7))) & largest;
  };
  for (let row = 0; row < height; row += 1) {
    for (let column = 0; column < width; column += 1) {
      const pixel = row * width + column;
      const first = sample(row, column * samples);
      let colours: readonly [number, number, number];
      if (colour === 3) {
        if (first * 3 + 2 >= palette.length) throw invalid('tệp ảnh bị hỏng');
        colours = [palette[first * 3] ?? 0, palette[first * 3 + 1] ?? 0, palette[first * 3 + 2] ?? 0];
        alpha[pixel] = transparency?.[first] ?? 255;
      } else if (samples < 3) {
        const grey = depth < 8 ? Math.round((first * 255) / largest) : first;
        colours = [grey, grey, grey];
      } else {
        colours = [first, sample(row, column * samples + 1), sample(row, column * samples + 2)];
      }
      if (colour === 4 || colour === 6) alpha[pixel] = sample(row, column * samples + samples - 1);
      rgb.set(colours, pixel * 3);
    }
  }
  return { width, height, rgb, alpha: alpha.some((value) => value !== 255) ? alpha : null };
}
