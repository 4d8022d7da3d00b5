/**
 * Pictures from outside, made harmless: looked at by their first bytes, limited before they are opened, turned upright, made
 * smaller and written anew as WebP. Nothing but the pixels goes over: no place, no camera, no hidden file behind the end.
 */
import sharp, { type Sharp } from 'sharp';
import { DocumentProblem } from '../problem.ts';

/** Bytes of an upload. */
const BYTES_LIMIT = 20 * 1024 * 1024;
/** A 48 megapixel phone is let in, a picture of 100 is not. */
const PIXEL_LIMIT = 50_000_000;
const SIDE_LIMIT = 20_000;
const SMALL_WIDTH = 480;
const LARGE_QUALITY = 78;
const SMALL_QUALITY = 70;

export interface Picture {
  /** WebP, at most `width` × `width`. */
  readonly bytes: Uint8Array;
  /** WebP for lists, 480 wide at most. */
  readonly small: Uint8Array;
  /** Of `bytes`, in pixels. */
  readonly width: number;
  readonly height: number;
}

/**
 * @param width the longest side of the result, in pixels; a smaller picture is not made larger
 * @throws DocumentProblem picture-unreadable, picture-too-large
 */
export async function readPicture(bytes: Uint8Array, width: number): Promise<Picture> {
  if (bytes.byteLength > BYTES_LIMIT) throw new DocumentProblem('picture-too-large');
  // The library opens far more than photographs (SVG, PDF, TIFF …): only these three are handed to it.
  if (!isPhotograph(bytes)) throw new DocumentProblem('picture-unreadable');
  const size = await sizeOf(bytes);
  if (size.width * size.height > PIXEL_LIMIT || Math.max(size.width, size.height) > SIDE_LIMIT) {
    throw new DocumentProblem('picture-too-large');
  }
  try {
    const large = await open(bytes)
      .autoOrient()
      .resize({ width, height: width, fit: 'inside', withoutEnlargement: true })
      .toColourspace('srgb')
      .webp({ quality: LARGE_QUALITY, effort: 3 })
      .toBuffer({ resolveWithObject: true });
    const small = await sharp(large.data)
      .resize({ width: SMALL_WIDTH, height: SMALL_WIDTH, fit: 'inside', withoutEnlargement: true })
      .webp({ quality: SMALL_QUALITY, effort: 3 })
      .toBuffer();
    return { bytes: large.data, small, width: large.info.width, height: large.info.height };
  } catch (error) {
    throw unreadable(error);
  }
}

/**
 * A drawing of our own as PNG, `width` pixels wide. Never for an SVG from outside. Letters must be outlines (Typst's are):
 * no font of the machine is asked for.
 */
export async function drawPng(svg: Uint8Array, width: number): Promise<Uint8Array> {
  const { width: own } = await sharp(svg).metadata();
  // Drawn at the density that gives the width, instead of enlarging a small drawing.
  const density = Math.min(2_400, Math.max(1, (72 * width) / own));
  return sharp(svg, { density, limitInputPixels: 120_000_000 })
    .resize({ width })
    .png({ compressionLevel: 9 })
    .toBuffer();
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, { limitInputPixels: PIXEL_LIMIT, sequentialRead: true, failOn: 'error', pages: 1 });
}

async function sizeOf(bytes: Uint8Array): Promise<{ width: number; height: number }> {
  try {
    const { width, height } = await sharp(bytes, { limitInputPixels: false, pages: 1 }).metadata();
    return { width, height };
  } catch (error) {
    throw unreadable(error);
  }
}

function unreadable(cause: unknown): DocumentProblem {
  const problem = new DocumentProblem('picture-unreadable');
  problem.cause = cause;
  return problem;
}

/** JPEG, PNG or WebP by the first bytes; the name says nothing. */
function isPhotograph(bytes: Uint8Array): boolean {
  // Not TextDecoder: its latin1 is windows-1252, where 0x89 is another letter.
  const head = Buffer.from(bytes.subarray(0, 12)).toString('latin1');
  return (
    head.startsWith('\u00ff\u00d8\u00ff') ||
    head.startsWith('\u0089PNG\r\n\u001a\n') ||
    (head.startsWith('RIFF') && head.slice(8, 12) === 'WEBP')
  );
}
