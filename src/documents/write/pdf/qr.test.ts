import jsQR from 'jsqr';
import { expect, it } from 'vitest';
import { qrSvg } from './qr.ts';

/** The SVG's bars as pixels, four to a module, with the white that the sheet has round it. */
function pixelsOf(svg: string): { readonly data: Uint8ClampedArray; readonly size: number } {
  const modules = Number(/viewBox="0 0 (\d+)/u.exec(svg)?.[1]) + 6;
  const size = modules * 4;
  const data = new Uint8ClampedArray(size * size * 4).fill(255);
  for (const [, x, y, width] of svg.matchAll(/M(\d+) (\d+)h(\d+)v1/gu)) {
    for (let row = (Number(y) + 3) * 4; row < (Number(y) + 4) * 4; row++) {
      for (let column = (Number(x) + 3) * 4; column < (Number(x) + 3 + Number(width)) * 4; column++) {
        data.fill(0, (row * size + column) * 4, (row * size + column) * 4 + 3);
      }
    }
  }
  return { data, size };
}

it.each(['https://suotdoi.example.vn/kiem-tra/7K2M-9QXD-4HTA', `https://suotdoi.example.vn/${'x'.repeat(400)}`])(
  'the QR code says the address: %s',
  (url) => {
    const { data, size } = pixelsOf(qrSvg(url));
    const read = typeof jsQR === 'function' ? jsQR : jsQR.default;
    expect(read(data, size, size)?.data).toBe(url);
  },
);
