import { describe, expect, it } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { cleanPicture } from './picture.ts';
import { readPng } from './png.ts';
import { pngOf } from './test-materials.ts';

const BLUE = [20, 60, 200];
const stroke = (x: number, y: number): boolean => x >= 30 && x < 90 && y >= 20 && y < 60;

function detailOf(bytes: Uint8Array): string {
  try {
    cleanPicture(bytes);
    return 'taken';
  } catch (error) {
    return error instanceof DocumentProblem && error.code === 'sign-image-invalid' ? error.message : String(error);
  }
}

describe('a picture made ready to be put on paper', () => {
  it('a scan on white loses its paper and its margins; the ink on white looks as before', () => {
    const scan = pngOf(140, 100, 2, (x, y) => (stroke(x, y) ? BLUE : [246, 244, 240]));
    const { png, width, height } = cleanPicture(scan);
    expect([width, height]).toEqual([60, 40]);
    const { rgb, alpha } = readPng(png);
    const opacity = (alpha?.[0] ?? 255) / 255;
    const onWhite = [...rgb.subarray(0, 3)].map((value) => value * opacity + 255 * (1 - opacity));
    for (const [index, value] of onWhite.entries()) expect(Math.abs(value - (BLUE[index] ?? 0))).toBeLessThan(2);
  });

  it('a cut-out keeps its colours and opacity', () => {
    const cut = pngOf(140, 100, 6, (x, y) => (stroke(x, y) ? [...BLUE, 180] : [0, 0, 0, 0]));
    const { png, width, height } = cleanPicture(cut);
    const { rgb, alpha } = readPng(png);
    expect([width, height, [...rgb.subarray(0, 3)], alpha?.[0]]).toEqual([60, 40, BLUE, 180]);
  });

  it('says why a picture is not taken', () => {
    expect(detailOf(pngOf(60, 60, 2, () => [200, 30, 30]))).toContain('nền ảnh');
    expect(detailOf(pngOf(60, 60, 2, () => [255, 255, 255]))).toContain('ảnh trống');
    expect(detailOf(pngOf(60, 60, 6, (x, y) => [0, 0, 255, x < 10 && y < 10 ? 255 : 0]))).toContain('quá nhỏ');
    expect(detailOf(Buffer.from('GIF89a'))).toContain('không phải ảnh .png');
  });
});
