import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { readPng } from './png.ts';
import { pngFile, pngOf, sealPng } from './test-materials.ts';

function problemOf(bytes: Uint8Array): string {
  try {
    readPng(bytes);
    return 'read';
  } catch (error) {
    return error instanceof DocumentProblem ? error.code : String(error);
  }
}

function header(width: number, height: number, depth: number, colour: number, interlace = 0): Uint8Array {
  const bytes = Buffer.alloc(13);
  bytes.writeUInt32BE(width, 0);
  bytes.writeUInt32BE(height, 4);
  bytes.set([depth, colour, 0, 0, interlace], 8);
  return bytes;
}

describe('pictures of signatures and seals', () => {
  it('takes colours and transparency apart, through all row filters', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(), (width, height, seed) => {
        const value = (x: number, y: number, sample: number): number => (seed + x * 31 + y * 57 + sample * 101) % 256;
        const pixel = (x: number, y: number): number[] => [0, 1, 2, 3].map((sample) => value(x, y, sample));
        const picture = readPng(pngOf(width, height, 6, pixel));
        const pixels = Array.from({ length: width * height }, (_, index) =>
          pixel(index % width, Math.floor(index / width)),
        );
        expect([...picture.rgb]).toEqual(pixels.flatMap((each) => each.slice(0, 3)));
        const alpha = pixels.map((each) => each[3] ?? 0);
        expect(picture.alpha === null ? alpha.map(() => 255) : [...picture.alpha]).toEqual(alpha);
      }),
      { numRuns: 60 },
    );
    expect(readPng(pngOf(3, 3, 2, (x, y) => [x, y, 9])).alpha).toBeNull();
  });

  it('reads palettes, grey and deep pictures', () => {
    const palette = pngFile([
      ['IHDR', header(3, 1, 2, 3)],
      ['PLTE', Uint8Array.of(255, 0, 0, 0, 0, 255)],
      ['tRNS', Uint8Array.of(0)],
      ['IDAT', deflateSync(Uint8Array.of(0, 0b00_01_00_00))],
      ['IEND', new Uint8Array()],
    ]);
    expect(readPng(palette)).toMatchObject({
      rgb: Uint8Array.of(255, 0, 0, 0, 0, 255, 255, 0, 0),
      alpha: Uint8Array.of(0, 255, 0),
    });
    const grey = pngFile([
      ['IHDR', header(2, 1, 16, 4)],
      ['IDAT', deflateSync(Uint8Array.of(0, 10, 0, 128, 0, 200, 0, 255, 0))],
      ['IEND', new Uint8Array()],
    ]);
    expect(readPng(grey)).toMatchObject({
      rgb: Uint8Array.of(10, 10, 10, 200, 200, 200),
      alpha: Uint8Array.of(128, 255),
    });
  });

  it('refuses what is too large, of another kind, or lies about its size', () => {
    expect(problemOf(new Uint8Array(3_000_000))).toBe('sign-image-invalid');
    expect(problemOf(Buffer.from('GIF89a'))).toBe('sign-image-invalid');
    expect(problemOf(pngFile([['IHDR', header(7000, 7000, 8, 6)]]))).toBe('sign-image-invalid');
    expect(problemOf(pngFile([['IHDR', header(4, 4, 8, 6, 1)]]))).toBe('sign-image-invalid');
    const bomb = pngFile([
      ['IHDR', header(4, 4, 8, 6)],
      ['IDAT', deflateSync(new Uint8Array(50_000_000))],
      ['IEND', new Uint8Array()],
    ]);
    expect(problemOf(bomb)).toBe('sign-image-invalid');
  });

  it('reads a damaged picture or says so', () => {
    fc.assert(
      fc.property(fc.nat(sealPng.length - 1), fc.integer({ min: 1, max: 255 }), (at, mask) => {
        const copy = new Uint8Array(sealPng);
        copy[at] = (copy[at] ?? 0) ^ mask;
        expect(problemOf(copy)).toBe('sign-image-invalid');
        expect(problemOf(sealPng.subarray(0, at))).toBe('sign-image-invalid');
      }),
      { numRuns: 300 },
    );
  });
});
