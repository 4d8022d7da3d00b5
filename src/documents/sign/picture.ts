/**
 * A picture of a signature or seal as people bring it (a scan on white paper, a cut-out with wide margins), made ready:
 * a clear ground, no margins, and nothing in the file but the picture.
 */
import { crc32, deflateSync } from 'node:zlib';
import { DocumentProblem } from '../problem.ts';
import { type Picture, readPng } from './png.ts';

export interface CleanPicture {
  /** PNG, eight bits, red, green, blue and opacity. */
  readonly png: Uint8Array;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
}

/** Below this the paper shines through: what is so faint is no ink. */
const FAINT = 24;
/** Scanned paper is seldom whiter than this. */
const PAPER = 225;
/** A cut-out has at least so much clear ground. */
const CLEAR_SHARE = 0.05;
const LEAST_SIDE = 24;

/**
 * The picture with a clear ground: of an opaque one on white, the white is taken out.
 * @throws DocumentProblem sign-image-invalid with the reason: no PNG, a ground of another colour, nothing on it, too small
 */
export function cleanPicture(bytes: Uint8Array): CleanPicture {
  const picture = readPng(bytes);
  const rgba = hasClearGround(picture) ? joined(picture) : withoutPaper(picture);
  return trimmed(rgba, picture.width, picture.height);
}

function hasClearGround({ alpha }: Picture): boolean {
  if (alpha === null) return false;
  let clear = 0;
  for (const value of alpha) if (value < FAINT) clear += 1;
  return clear >= alpha.length * CLEAR_SHARE;
}

function joined({ rgb, alpha, width, height }: Picture): Uint8Array {
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    rgba.set(rgb.subarray(pixel * 3, pixel * 3 + 3), pixel * 4);
    rgba[pixel * 4 + 3] = alpha?.[pixel] ?? 255;
  }
  return rgba;
}

/** What the ink was before it lay on white paper: its colour, and as much of it as the white is missing. */
function withoutPaper({ rgb, width, height }: Picture): Uint8Array {
  const corners = [0, width - 1, (height - 1) * width, height * width - 1];
  const isPaper = (pixel: number): boolean => rgb.subarray(pixel * 3, pixel * 3 + 3).every((value) => value >= PAPER);
  if (corners.filter(isPaper).length < 3) {
    throw new DocumentProblem('sign-image-invalid', 'nền ảnh không trong suốt và cũng không phải giấy trắng');
  }
  const rgba = new Uint8Array(width * height * 4);
  for (let pixel = 0; pixel < width * height; pixel += 1) {
    const colours = [rgb[pixel * 3] ?? 0, rgb[pixel * 3 + 1] ?? 0, rgb[pixel * 3 + 2] ?? 0];
    const darkest = Math.min(...colours);
    if (darkest >= PAPER) continue;
    const ink = 255 - darkest;
    rgba.set(
      colours.map((value) => Math.round(255 - ((255 - value) * 255) / ink)),
      pixel * 4,
    );
    rgba[pixel * 4 + 3] = ink;
  }
  return rgba;
}

function trimmed(rgba: Uint8Array, width: number, height: number): CleanPicture {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      if ((rgba[(y * width + x) * 4 + 3] ?? 0) < FAINT) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  const [newWidth, newHeight] = [right - left + 1, bottom - top + 1];
  if (newWidth < LEAST_SIDE || newHeight < LEAST_SIDE) {
    throw new DocumentProblem('sign-image-invalid', 'ảnh trống hoặc nét quá nhỏ; hãy chụp rõ hơn');
  }
  const rows = new Uint8Array(newHeight * (newWidth * 4 + 1));
  for (let y = 0; y < newHeight; y += 1) {
    const from = ((top + y) * width + left) * 4;
    rows.set(rgba.subarray(from, from + newWidth * 4), y * (newWidth * 4 + 1) + 1);
  }
  return { png: encoded(rows, newWidth, newHeight), width: newWidth, height: newHeight };
}

/** A PNG of rows of RGBA, each led by its filter byte. */
function encoded(rows: Uint8Array, width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return new Uint8Array(
    Buffer.concat([
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
      chunk('IHDR', header),
      chunk('IDAT', deflateSync(rows, { level: 9 })),
      chunk('IEND', Buffer.alloc(0)),
    ]),
  );
}

function chunk(type: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
