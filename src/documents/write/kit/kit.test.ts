import jsQR from 'jsqr';
import sharp from 'sharp';
import { extractText, getDocumentProxy } from 'unpdf';
import { describe, expect, test } from 'vitest';
import { validateXML } from 'xmllint-wasm';
import { kitPdf, kitSvg } from './kit.ts';
import { layoutOf } from './layout.ts';
import { TILE_PAPER } from './motifs.ts';
import { contrast, paletteOf } from './palette.ts';
import { KIT_DESIGNS, KIT_FORMATS, type KitFormat, type KitSheet } from './sheet.ts';

const FORMATS = Object.keys(KIT_FORMATS) as KitFormat[];

const sheet = (given: Partial<KitSheet> = {}): KitSheet => ({
  design: 'trong-dong',
  format: 'a4',
  look: 'xanh-lua',
  lang: 'vi',
  kicker: 'Tuần lễ hưởng ứng học tập suốt đời năm 2026',
  headline: 'Mỗi ngày một trang sách',
  unit: 'Ủy ban nhân dân phường Trấn Biên',
  when: '01 – 07/10/2026',
  where: '',
  link: { url: 'https://tuan.example.vn/khu-vuc/1234', shown: 'tuan.example.vn', hint: 'Mã QR của trang' },
  created: '2026-09-01',
  ...given,
});

const every = KIT_DESIGNS.flatMap((design) => FORMATS.map((format) => [design, format] as const));

describe.each(every)('%s as %s', (design, format) => {
  test('is one SVG in itself, of the right shape, whose code is read from its picture', async () => {
    const svg = kitSvg(sheet({ design, format }));
    expect((await validateXML({ xml: { fileName: 'k.svg', contents: svg }, normalization: 'format' })).valid).toBe(
      true,
    );
    expect(svg).not.toMatch(/<script|<style|<text|<foreignObject|href="(?!#)|url\(/);
    const { width, height } = KIT_FORMATS[format];
    const image = await sharp(Buffer.from(svg))
      .resize({ width: 1_600 })
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    expect(image.info.width / image.info.height).toBeCloseTo(width / height, 1);
    const pixels = new Uint8ClampedArray(image.data);
    expect(jsQR.default(pixels, image.info.width, image.info.height)?.data).toBe(
      'https://tuan.example.vn/khu-vuc/1234',
    );
  });
});

test('the PDF has every word in it, is tagged, and the same bytes for the same sheet', async () => {
  const pdf = kitPdf(sheet({ format: 'a3' }));
  const document = await getDocumentProxy(new Uint8Array(pdf));
  const { text } = await extractText(document, { mergePages: true });
  for (const words of ['Mỗi ngày một trang sách', 'Ủy ban nhân dân phường Trấn Biên', '01 – 07/10/2026']) {
    expect(text.normalize('NFC').replace(/\s+/gu, ' ')).toContain(words);
  }
  expect(Buffer.from(pdf).includes('/MarkInfo')).toBe(true);
  const page = await document.getPage(1);
  expect(page.view.map(Math.round)).toEqual([0, 0, 842, 1191]);
  expect(Buffer.compare(Buffer.from(pdf), Buffer.from(kitPdf(sheet({ format: 'a3' }))))).toBe(0);
});

test.each([
  ['words without end', 'Phát triển năng lực tự học trong kỷ nguyên số '.repeat(30)],
  ['one word without end', 'Học'.repeat(400)],
  ['letters that no font has', 'Học 𠀀𠀁 ꯀ ☃ cùng nhau'],
  ['markup', '<script>alert(1)</script> #set page(width: 1mm) $x$ \\ "'],
  ['nothing', ''],
])('%s fit', async (_, headline) => {
  for (const [design, format] of every) {
    const svg = kitSvg(sheet({ design, format, headline, unit: headline, where: headline, kicker: headline }));
    expect(svg.startsWith('<svg')).toBe(true);
    expect(svg).not.toContain('alert');
  }
});

/** How much of a box's outside differs between the sheet with and without the headline: nothing may stick out of the sheet. */
test('the largest words stay within the sheet', async () => {
  for (const [design, format] of every) {
    const draw = async (headline: string): Promise<Buffer> =>
      sharp(Buffer.from(kitSvg(sheet({ design, format, headline }))))
        .resize({ width: 400 })
        .removeAlpha()
        .raw()
        .toBuffer();
    const [empty, full] = [await draw(''), await draw('Wường '.repeat(12))];
    const height = empty.length / 3 / 400;
    let changedAtEdge = 0;
    for (let y = 0; y < height; y += 1) {
      for (const x of [0, 1, 398, 399]) if (empty[(y * 400 + x) * 3] !== full[(y * 400 + x) * 3]) changedAtEdge += 1;
    }
    expect(changedAtEdge, `${design} ${format}`).toBe(0);
    expect(Buffer.compare(empty, full)).not.toBe(0);
  }
});

test('small words can be read on their paper in every look', () => {
  for (const look of ['muc-tim', 'xanh-lua', 'xanh-bien', 'ngoc-lam', 'do-son', 'hong-sen', 'nau-dat', 'cham']) {
    const palette = paletteOf(look);
    for (const [design, paper] of [
      ['trong-dong', palette.deep],
      ['trang-sach', palette.wash],
      ['gach-hoa', TILE_PAPER],
    ] as const) {
      const { texts } = layoutOf(sheet({ design, format: 'cover', look }), palette);
      for (const { colour, words } of texts)
        expect(contrast(colour, paper), `${look} ${design} ${words}`).toBeGreaterThanOrEqual(4.5);
    }
  }
});
