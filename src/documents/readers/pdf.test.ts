/** PDFs of unusual making: locked, turned, with fields, in old fonts, partly scanned. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { DocumentBlocks } from '../blocks.ts';
import { DocumentProblem } from '../problem.ts';
import { readAnyDocument } from '../read-document.ts';
import { drawPdf, type PdfExtras } from './test-files.ts';

const text = (x: number, y: number, words: string): string => `BT /F1 12 Tf ${x} ${y} Td (${words}) Tj ET\n`;
const read = (content: string, extras?: PdfExtras, pages = 1): Promise<DocumentBlocks> =>
  readAnyDocument(drawPdf(content, pages, extras));
const texts = ({ blocks }: DocumentBlocks): unknown[] =>
  blocks.map((block) =>
    block.kind === 'paragraph' ? block.text : block.rows.map((row) => row.map((cell) => cell.lines.join('/'))),
  );
const problemOf = (bytes: Uint8Array): Promise<unknown> =>
  readAnyDocument(bytes).then(
    () => 'none',
    (error: unknown) => (error instanceof DocumentProblem ? error.code : error),
  );

describe('locked files', () => {
  it('that open without a password are read', async () => {
    expect(texts(await read(text(70, 700, 'Open to read'), { password: '' }))).toEqual(['Open to read']);
  });

  it('that ask for one are said to be locked', async () => {
    expect(await problemOf(drawPdf(text(70, 700, 'Secret'), 1, { password: 'mat khau' }))).toBe('file-encrypted');
  });
});

describe('turned pages', () => {
  it('are read the way they are shown', async () => {
    // Shown turned by a quarter: what runs upwards on the sheet runs to the right on the screen.
    const upwards = (x: number, y: number, words: string): string =>
      `BT /F1 12 Tf 0 1 -1 0 ${x} ${y} Tm (${words}) Tj ET\n`;
    const { blocks } = await read(upwards(100, 70, 'First line.') + upwards(130, 70, 'Second line.'), {
      page: '/Rotate 90',
    });
    expect(blocks).toMatchObject([
      { text: 'First line.', place: { page: 1, x: 70 } },
      { text: 'Second line.', place: { page: 1, x: 70 } },
    ]);
  });

  it.each([
    ['upwards', '0 1 -1 0', 20, 0],
    ['downwards', '0 -1 1 0', -20, 0],
    ['upside down', '-1 0 0 -1', 0, 20],
  ])('drawn %s without a word about it are turned', async (_, matrix, right, up) => {
    const line = (index: number, words: string): string =>
      `BT /F1 12 Tf ${matrix} ${300 + index * right} ${400 + index * up} Tm (${words}) Tj ET\n`;
    expect(texts(await read(line(0, 'A table on') + line(1, 'its side')))).toEqual(['A table on its side']);
  });

  it('with a stamp on the side stay as they are', async () => {
    const stamp = 'BT /F1 12 Tf 0 1 -1 0 30 300 Tm (Stamp) Tj ET\n';
    expect(texts(await read(text(70, 700, 'Upright words') + stamp))).toEqual(['Upright words']);
  });
});

describe('fields of a form', () => {
  const field = (rect: string, rest: string): string =>
    `<< /Type /Annot /Subtype /Widget /Rect [${rect}] /F 4 ${rest} >>`;
  const extras: PdfExtras = {
    page: '/Annots [7 0 R 8 0 R 9 0 R 10 0 R 11 0 R]',
    catalog:
      '/AcroForm << /Fields [7 0 R 8 0 R 9 0 R 10 0 R 11 0 R] /DA (/F1 11 Tf 0 g) /DR << /Font << /F1 3 0 R >> >> >>',
    objects: [
      field('150 695 300 715', '/FT /Tx /T (a) /V (1250)'),
      field('150 655 400 690', '/FT /Tx /T (b) /Ff 4096 /V (First\\nSecond)'),
      field('150 600 165 615', '/FT /Btn /T (c) /V /Yes /AS /Yes'),
      field('150 560 165 575', '/FT /Btn /T (d) /V /Off /AS /Off'),
      field('150 520 165 535', '/FT /Tx /T (e) /F 2 /V (hidden)').replace('/F 4 ', ''),
    ],
  };

  it('are read where they stand, ticks too', async () => {
    const labels = [
      [700, 'Classes:'],
      [680, 'Notes:'],
      [603, 'Done'],
      [563, 'Not done'],
      [523, 'Nothing'],
    ] as const;
    const document = await read(labels.map(([y, words]) => text(70, y, words)).join(''), extras);
    const all = JSON.stringify(texts(document));
    for (const words of ['Classes:', '1250', 'First', 'Second', '☒']) expect(all).toContain(words);
    expect(all).not.toContain('hidden');
    expect(all.match(/☒/gu)).toHaveLength(1);
  });
});

describe('old fonts', () => {
  it('are converted and told of, unless the file says what the letters are', async () => {
    const document = await read(
      text(
        70,
        700,
        'häc tËp'.replace(/[^ -~]/gu, (sign) => `\\${sign.charCodeAt(0).toString(8)}`),
      ),
      {
        baseFont: '.VnTime',
      },
    );
    expect(texts(document)).toEqual(['học tập']);
    expect(document.notices.map((notice) => notice.code)).toEqual(['legacy-font-converted']);
  });
});

describe('scans', () => {
  it('among pages with text are named', async () => {
    const bytes = Buffer.from(drawPdf(text(70, 500, 'a{page}'), 3));
    const at = bytes.indexOf('(a2) Tj');
    bytes.write('        ', at - 1, 'latin1');
    const { notices } = await readAnyDocument(bytes);
    expect(notices).toMatchObject([{ code: 'pages-without-text', message: expect.stringContaining('Trang 2 ') }]);
  });
});

it('a file that begins with lines of a mail program is still a PDF', async () => {
  const bytes = Buffer.concat([Buffer.from('X-Mailer: a\r\n\r\n'), drawPdf(text(70, 500, 'a'))]);
  expect(texts(await readAnyDocument(bytes))).toEqual(['a']);
});

describe('locked files of Office', () => {
  /** A real old-style file whose text is renamed: what a .docx with a password looks like from outside. */
  const locked = (): Uint8Array => {
    const bytes = Buffer.from(readFileSync(new URL('./fixtures/37-so-cong-van.doc', import.meta.url)));
    const name = Buffer.from('WordDocument', 'utf16le');
    const at = bytes.indexOf(name);
    bytes.write('EncryptedPackage', at, 'utf16le');
    bytes.writeUInt16LE(34, at + 64);
    return bytes;
  };
  const lockedSheet = (): Uint8Array => {
    const bytes = Buffer.from(readFileSync(new URL('../fuzz/fixtures/so-lieu.xls', import.meta.url)));
    // The record after the first becomes the one that says the workbook is encrypted.
    const first = bytes.indexOf(Buffer.from([0x09, 0x08, 0x10, 0x00, 0x00, 0x06]));
    bytes.writeUInt16LE(0x2f, first + 20);
    return bytes;
  };

  it.each([
    ['.docx or .xlsx', locked],
    ['.xls', lockedSheet],
  ])('%s', async (_, bytes) => {
    const error = await readAnyDocument(bytes()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'file-encrypted', message: expect.stringContaining('mật khẩu') });
  });
});

it('a net of short strokes behind the words crosses none of them out, a line of its own does', async () => {
  const words = text(100, 700, 'Da hoan thanh') + text(100, 650, 'Het han');
  // The first stroke runs through the middle of "Da", from its beginning to its end.
  const net = '100 704 m 115 704.3 l 118 720 l 130 690 l 140 720 l 150 690 l 160 720 l S\n';
  const line = '100 653.5 m 140.5 653.5 l S\n';
  expect(texts(await read(words + net))).toEqual(['Da hoan thanh', 'Het han']);
  expect(texts(await read(words + net + line))).toEqual(['Da hoan thanh']);
});
