/** Small files that say very much: refused in words, at once. Each is what the fuzzer or an attempt on the readers found. */
import { strToU8, zipSync } from 'fflate';
import { expect, it } from 'vitest';
import { packDocx } from '../testing/docx-package.ts';
import { defineForm } from './forms/define.ts';
import { DocumentProblem } from './problem.ts';
import { readDocument } from './read-document.ts';

/** Bytes that do not compress, so that the guard against bombs lets the rest pass. */
const ballast = Uint8Array.from({ length: 150_000 }, (_, index) => (index * 2_654_435_761) >>> ((index % 3) * 8 + 8));

const NAMES = ['office', 'text', 'table']
  .map((name) => `xmlns:${name}="urn:oasis:names:tc:opendocument:xmlns:${name}:1.0"`)
  .join(' ');
const odf = (kind: 'text' | 'spreadsheet', body: string): Uint8Array =>
  zipSync({
    mimetype: strToU8(`application/vnd.oasis.opendocument.${kind}`),
    'content.xml': strToU8(
      `<office:document-content ${NAMES}><office:body><office:${kind}>${body}</office:${kind}></office:body></office:document-content>`,
    ),
    ballast,
  });
const sheetRow = (rows: number, cell: string): string =>
  `<table:table><table:table-row table:number-rows-repeated="${rows}">${cell}</table:table-row></table:table>`;
const repeated = (columns: number): string =>
  `<table:table-cell table:number-columns-repeated="${columns}"><text:p>a</text:p></table:table-cell>`;

const paragraph = '<w:p><w:r><w:t>a</w:t></w:r></w:p>';

it.each([
  ['a .docx of empty tags', () => packDocx({ body: '<w:a/>'.repeat(1_600_000), extra: { 'word/b.bin': ballast } })],
  ['a .docx of paragraphs', () => packDocx({ body: paragraph.repeat(100_001), extra: { 'word/b.bin': ballast } })],
  [
    'a table of cells that span everything',
    () =>
      packDocx({
        body: `<w:tbl>${`<w:tr>${`<w:tc><w:tcPr><w:gridSpan w:val="99"/></w:tcPr>${paragraph}</w:tc>`.repeat(20)}</w:tr>`.repeat(500)}</w:tbl>`,
        extra: { 'word/b.bin': ballast },
      }),
  ],
  [
    'an .odt of cells that span everything and are repeated',
    () =>
      odf(
        'text',
        `<table:table>${`<table:table-row><table:table-cell table:number-columns-repeated="100" table:number-columns-spanned="100"><text:p>a</text:p></table:table-cell><table:table-cell/></table:table-row>`.repeat(200)}</table:table>`,
      ),
  ],
  [
    'an .ods whose only row is said to be there a million times',
    () => odf('spreadsheet', sheetRow(1_048_576, repeated(1))),
  ],
  ['an .ods of 5,000 × 100 cells', () => odf('spreadsheet', sheetRow(5_000, repeated(100)))],
  [
    'an .ods of many sheets, each as large as may be',
    () => odf('spreadsheet', sheetRow(2_000, repeated(100)).repeat(30)),
  ],
  [
    'an .rtf in which no two cells have an edge in common',
    () =>
      Buffer.from(
        `{\\rtf1 ${Array.from({ length: 600 }, (_, row) => `\\trowd${Array.from({ length: 100 }, (_cell, column) => `\\cellx${column * 200_000 + row * 97}`).join('')}${'a\\cell '.repeat(100)}\\row `).join('')}}`,
      ),
  ],
])('%s', (_, bytes) => {
  const start = performance.now();
  let code = 'none';
  try {
    readDocument(bytes());
  } catch (error) {
    code = error instanceof DocumentProblem ? error.code : String(error);
  }
  expect(code).toBe('file-too-complex');
  expect(performance.now() - start).toBeLessThan(20_000);
});

it.each(['a', 'a |', '|-', 'á ', '1.', '- '])('a text of one line of %j is read in the time of its length', (unit) => {
  const bytes = strToU8(`UBND XÃ A\nKẾ HOẠCH\n${unit.repeat(200_000 / unit.length)}a|\nNơi nhận:\n- Như trên\n`);
  const start = performance.now();
  expect(readDocument(bytes, 'a.txt').blocks.length).toBeGreaterThan(2);
  // It takes some 20 ms; where the time grew with the square of the length it was minutes.
  expect(performance.now() - start).toBeLessThan(5_000);
});

it('a text of many short lines too', () => {
  const bytes = strToU8(`UBND XÃ A\nKẾ HOẠCH\n${`${'a'.repeat(20)}\n`.repeat(50_000)}Nơi nhận:\n- Như trên\n`);
  const start = performance.now();
  expect(readDocument(bytes, 'a.txt').blocks.length).toBeGreaterThan(2);
  expect(performance.now() - start).toBeLessThan(10_000);
});

it('a cell of twenty thousand lines is a form like any other', () => {
  const text = (words: string) => `<w:p><w:r><w:t xml:space="preserve">${words}</w:t></w:r></w:p>`;
  const row = (...cells: string[]) => `<w:tr>${cells.map((cell) => `<w:tc>${text(cell)}</w:tc>`).join('')}</w:tr>`;
  const table = `<w:tbl>${row('Nội dung', 'Kết quả')}${row('1. Kế hoạch + Cấp huyện: + Cấp xã:', '')}${row('+ Số lớp: '.repeat(20_000), '')}</w:tbl>`;
  const body = `${text('BÁO CÁO')}${text('I. Kết quả')}${table}${text('II. Kiến nghị')}`;
  const document = readDocument(packDocx({ body, extra: { 'word/b.bin': ballast } }));
  const start = performance.now();
  expect(defineForm(document, { name: 'mau.docx', sha256: '0'.repeat(64) })).not.toBeNull();
  expect(performance.now() - start).toBeLessThan(15_000);
});
