/** The reader at the desk reads the codes that the product itself prints, crooked and small ones too. */
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { qrSvg } from '../../documents/write/pdf/qr.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { readQr } from './islands/qr-reader.ts';

const LINK = `https://tuanle.example.vn/dang-ky/${linkToken(new Uint8Array(32).fill(5), 'registration', 1_234_567, 1)}`;

async function photograph(width: number, degrees: number) {
  const code = await sharp(Buffer.from(qrSvg(LINK)), { density: 600 })
    .resize(width)
    .flatten({ background: '#ffffff' })
    .extend({ top: 30, bottom: 30, left: 30, right: 30, background: '#ffffff' })
    .rotate(degrees, { background: '#b8b0a0' })
    .png()
    .toBuffer();
  const { data, info } = await sharp(code).blur(0.6).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

describe('QR codes', () => {
  test.each([
    [400, 0],
    [180, 0],
    [300, 12],
    [300, 90],
  ])('%i pixels wide, turned by %i degrees', async (width, degrees) => {
    expect(readQr(await photograph(width, degrees))).toBe(LINK);
  });

  test('a picture without a code', () => {
    expect(readQr({ data: new Uint8ClampedArray(100 * 100 * 4).fill(200), width: 100, height: 100 })).toBeNull();
  });
});
