import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { drawPngInWorker, readerPool, readPictureInWorker } from '../worker-client.ts';

const pool = readerPool(1);
afterAll(() => pool.close());

/** A photograph with a place, a camera and a direction in it, as a phone makes one. */
function photograph(width: number, height: number, orientation = 1): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: { r: 90, g: 140, b: 60 } } })
    .withExif({
      IFD0: { Make: 'MAY-ANH-BI-MAT', Orientation: String(orientation) },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '10/1 57/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '106/1 49/1 0/1' },
    })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer();
}

/** A PNG that says how large it is and holds almost nothing. */
function hugePng(width: number, height: number): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: 'white' }, limitInputPixels: false })
    .png({ compressionLevel: 9, palette: true })
    .toBuffer();
}

describe('a picture from outside', () => {
  it('is written anew: smaller, without place or camera', async () => {
    const original = await photograph(3_000, 2_000);
    expect((await sharp(original).metadata()).exif).toBeDefined();
    expect(original.includes('MAY-ANH-BI-MAT')).toBe(true);
    const picture = await readPictureInWorker(pool, original, 1_600);
    expect([picture.width, picture.height]).toEqual([1_600, 1_067]);
    for (const bytes of [picture.bytes, picture.small]) {
      const metadata = await sharp(bytes).metadata();
      expect(metadata.format).toBe('webp');
      expect([metadata.exif, metadata.xmp, metadata.iptc]).toEqual([undefined, undefined, undefined]);
      expect(Buffer.from(bytes).includes('MAY-ANH-BI-MAT')).toBe(false);
    }
    expect((await sharp(picture.small).metadata()).width).toBe(480);
  });

  it('stands upright whatever way the phone was held', async () => {
    const picture = await readPictureInWorker(pool, await photograph(400, 200, 6), 1_600);
    expect([picture.width, picture.height]).toEqual([200, 400]);
  });

  it('may be a PNG or a WebP', async () => {
    const drawn = sharp({ create: { width: 60, height: 40, channels: 4, background: '#4c2a8580' } });
    for (const bytes of [await drawn.clone().png().toBuffer(), await drawn.clone().webp().toBuffer()]) {
      const picture = await readPictureInWorker(pool, bytes, 800);
      expect([picture.width, picture.height]).toEqual([60, 40]);
    }
  });

  it('drops what hides behind its end', async () => {
    const original = Buffer.concat([await photograph(100, 100), Buffer.from('<script>alert(1)</script>')]);
    const picture = await readPictureInWorker(pool, original, 800);
    expect(Buffer.from(picture.bytes).includes('<script>')).toBe(false);
  });

  it.each([
    ['words', Buffer.from('không phải ảnh')],
    ['a drawing with a script', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>1</script></svg>')],
    ['a cut-off photograph', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16])],
    ['nothing', Buffer.alloc(0)],
    ['a PNG of noise', Buffer.concat([Buffer.from('89504e470d0a1a0a', 'hex'), Buffer.alloc(500, 7)])],
  ])('%s is told to be none', async (_, bytes) => {
    await expect(readPictureInWorker(pool, bytes, 800)).rejects.toMatchObject({ code: 'picture-unreadable' });
  });

  it('of 100 megapixels is refused by what it says of itself', async () => {
    const bytes = await hugePng(10_000, 10_000);
    expect(bytes.byteLength).toBeLessThan(1_000_000);
    await expect(readPictureInWorker(pool, bytes, 800)).rejects.toMatchObject({ code: 'picture-too-large' });
  });

  it('of more than 20 MB is refused', async () => {
    const bytes = Buffer.concat([await photograph(10, 10), Buffer.alloc(21 * 1024 * 1024)]);
    await expect(readPictureInWorker(pool, bytes, 800)).rejects.toMatchObject({ code: 'picture-too-large' });
  });
});

it('a drawing of our own becomes a PNG of the width asked for', async () => {
  const svg = Buffer.from(
    '<svg xmlns="http://www.w3.org/2000/svg" width="100" height="50"><rect width="50" height="50" fill="#4c2a85"/></svg>',
  );
  const png = await drawPngInWorker(pool, svg, 1_200);
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([1_200, 600]);
  // Sharp at the edge: drawn at that size, not enlarged.
  expect([...data.subarray(0, 3)]).toEqual([0x4c, 0x2a, 0x85]);
  expect(data[(1_200 * 300 + 599) * info.channels + 3]).toBe(255);
  expect(data[(1_200 * 300 + 602) * info.channels + 3]).toBe(0);
});
