/** PDFs whose authors are told in every place that knows them, and what is left of it. */
import { deflateSync, inflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { DocumentProblem } from '../problem.ts';
import { readAnyDocument } from '../read-document.ts';
import { wordsOf } from '../words.ts';
import { planModel } from '../write/plan-model.ts';
import { writePdf } from '../write/pdf/pdf.ts';
import { sampleCertificate } from '../write/pdf/test-sheets.ts';
import { samplePlan } from '../write/test-samples.ts';
import { namelessJpeg } from './jpeg.ts';
import { namelessPdf } from './pdf.ts';

const NAME = 'Vu A Bi Mat';

/** Everything that a reader could find: the file, and each of its streams inflated. */
function insideOf(pdf: Uint8Array): string {
  const file = Buffer.from(pdf).toString('latin1');
  const streams = [...file.matchAll(/stream\r?\n([^]*?)\nendstream/gu)].map(([, data = '']) => {
    try {
      return inflateSync(Buffer.from(data, 'latin1')).toString('latin1');
    } catch {
      return '';
    }
  });
  return [file, ...streams].join('\n');
}

const tells = (pdf: Uint8Array): boolean => {
  const inside = insideOf(pdf);
  const asHex = Buffer.from(NAME, 'latin1').toString('hex');
  return inside.includes(NAME) || inside.includes(asHex);
};

function segment(marker: number, data: string): Buffer {
  const body = Buffer.from(data, 'latin1');
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

const SCAN = Buffer.from([0xff, 0xda, 0, 2, 1, 2, 3, 0xff, 0xd9]);
const JPEG = Buffer.concat([
  Buffer.from([0xff, 0xd8]),
  segment(0xe0, 'JFIF\0'),
  segment(0xe1, `Exif\0\0${NAME}`),
  segment(0xed, `Photoshop 3.0\0${NAME}`),
  segment(0xfe, NAME),
  segment(0xee, 'Adobe'),
  SCAN,
]);

interface Given {
  /** Entries of the picture's dictionary. */
  readonly filter?: string;
  readonly tail?: string;
}

/** A page with a picture, a comment, a clipped file and an earlier state, written by hand. */
function tellingPdf({ filter = '/DCTDecode', tail = '' }: Given = {}): Uint8Array {
  const parts: Buffer[] = [Buffer.from(`%PDF-1.5\n% made by ${NAME}\n`, 'latin1')];
  const offsets: number[] = [];
  const add = (number: number, body: string | Buffer): void => {
    offsets[number] = Buffer.concat(parts).length;
    parts.push(Buffer.from(`${number} 0 obj\n`), Buffer.from(body as string, 'latin1'), Buffer.from('\nendobj\n'));
  };
  const stream = (dict: string, data: Buffer): Buffer =>
    Buffer.concat([
      Buffer.from(`<<${dict} /Length ${data.length}>>\nstream\n`, 'latin1'),
      data,
      Buffer.from('\nendstream', 'latin1'),
    ]);
  add(
    1,
    '<</Type /Catalog /Pages 2 0 R /Metadata 5 0 R /Names <</EmbeddedFiles <</Names [(a) 9 0 R]>> /Dests 12 0 R>> /AF [9 0 R] ' +
      `/AcroForm <</Fields [8 0 R] /DA (${NAME})>>>>`,
  );
  add(2, '<</Type /Pages /Kids [3 0 R] /Count 1>>');
  add(
    3,
    '<</Type /Page /Parent 2 0 R /MediaBox [0 0 200.50 100] /Contents 4 0 R /Resources <</XObject <</Im 6 0 R>>>> ' +
      `/Annots [7 0 R 8 0 R 11 0 R 13 0 R] /PieceInfo <</X (${NAME})>> /LastModified (D:2026)>>`,
  );
  add(4, stream('/Filter /FlateDecode', deflateSync(Buffer.from('q 200 0 0 100 0 0 cm /Im Do Q'))));
  add(5, stream('/Type /Metadata /Subtype /XML', Buffer.from(`<x:xmpmeta>${NAME}</x:xmpmeta>`)));
  add(6, stream(`/Type /XObject /Subtype /Image /Width 1 /Height 1 /Filter ${filter}`, JPEG));
  add(7, `<</Type /Annot /Subtype /Text /Rect [0 0 9 9] /T (${NAME}) /Contents (Sua dong nay) /NM (${NAME})>>`);
  add(8, `<</Type /Annot /Subtype /Widget /FT /Sig /Rect [0 0 9 9] /T (${NAME}) /V 10 0 R>>`);
  add(9, `<</Type /Filespec /F (${NAME}.docx) /EF <</F 14 0 R>>>>`);
  add(10, `<</Type /Sig /Name (${NAME})>>`);
  add(11, '<</Type /Annot /Subtype /FileAttachment /Rect [0 0 9 9] /FS 9 0 R>>');
  add(12, '<</Chuong#201 [3 0 R /Fit]>>');
  add(13, `<</Type /Annot /Subtype /Link /Rect [0 0 9 9] /A <</S /Launch /F (C:/${NAME}/bai.docx)>>>>`);
  add(14, stream('/Type /EmbeddedFile', Buffer.from(NAME)));
  add(15, `<</Author (${NAME}) /Title <${Buffer.from(NAME).toString('hex')}>>>`);
  const start = Buffer.concat(parts).length;
  const rows = offsets.slice(1).map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`);
  parts.push(
    Buffer.from(
      `xref\n0 16\n0000000000 65535 f \n${rows.join('')}trailer\n<</Size 16 /Root 1 0 R /Info 15 0 R${tail}>>\nstartxref\n${start}\n%%EOF\n`,
      'latin1',
    ),
  );
  return new Uint8Array(Buffer.concat(parts));
}

describe('a PDF without its author', () => {
  test('keeps page, picture, comment and places, and nothing that tells of people, files and machines', () => {
    const given = tellingPdf();
    expect(tells(given)).toBe(true);
    const made = namelessPdf(given);
    expect(tells(made)).toBe(false);
    const inside = insideOf(made);
    expect(inside).toContain('/MediaBox [0 0 200.50 100]');
    expect(inside).toContain('/Im Do');
    expect(inside).toContain(Buffer.from('Sua dong nay').toString('hex'));
    expect(inside).toContain('/Chuong#201 [');
    expect(inside).toContain(SCAN.toString('latin1'));
    for (const gone of ['Metadata', 'EmbeddedFile', '/Info', 'FileAttachment', 'Launch', 'PieceInfo', 'AcroForm']) {
      expect(inside).not.toContain(gone);
    }
    // What is clean stays as it is.
    expect(namelessPdf(made)).toEqual(made);
  });

  test('of the product’s own says the same words on its pages', async () => {
    for (const model of [planModel(samplePlan), sampleCertificate('Vàng A Pó')]) {
      const { bytes } = writePdf(model);
      const made = namelessPdf(bytes);
      const words = async (pdf: Uint8Array) => wordsOf(await readAnyDocument(pdf, 'a.pdf'));
      expect(await words(made)).toBe(await words(bytes));
      expect(Buffer.from(bytes).toString('latin1')).toContain('xmpmeta');
      expect(insideOf(made)).not.toMatch(/xmpmeta|\/Author/u);
    }
  });

  test('is not promised where it can’t be: a password, a picture under another filter, a file that is cut off', () => {
    const code = (pdf: Uint8Array): string => {
      try {
        namelessPdf(pdf);
        return 'made';
      } catch (error) {
        return error instanceof DocumentProblem ? error.code : String(error);
      }
    };
    expect(code(tellingPdf({ tail: ' /Encrypt 5 0 R' }))).toBe('pdf-encrypted');
    expect(code(tellingPdf({ filter: '[/FlateDecode /DCTDecode]' }))).toBe('pdf-damaged');
    expect(code(tellingPdf({ filter: '/JPXDecode' }))).toBe('pdf-damaged');
    const whole = tellingPdf();
    expect(code(whole.subarray(0, whole.length - 300))).toBe('pdf-damaged');
    expect(code(new Uint8Array([1, 2, 3]))).toBe('pdf-not-pdf');
  });
});

test('a JPEG loses EXIF, IPTC and comments, and keeps what its colours need', () => {
  const made = Buffer.from(namelessJpeg(JPEG) ?? []).toString('latin1');
  expect(made).not.toContain(NAME);
  expect([made.includes('JFIF'), made.includes('Adobe'), made.endsWith(SCAN.toString('latin1'))]).toEqual([
    true,
    true,
    true,
  ]);
  expect(namelessJpeg(JPEG.subarray(0, 30))).toBeNull();
  expect(namelessJpeg(new Uint8Array([1, 2]))).toBeNull();
});
