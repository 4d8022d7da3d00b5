import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { packDocx } from '../testing/docx-package.ts';
import { DocumentProblem } from './problem.ts';
import { readDocument } from './read-document.ts';

function problemOf(bytes: Uint8Array, name?: string): string {
  try {
    readDocument(bytes, name);
  } catch (error) {
    if (error instanceof DocumentProblem) return error.code;
    throw error;
  }
  return 'none';
}

describe('readDocument', () => {
  it('goes by the bytes, not by the name', () => {
    const docx = readFileSync(new URL('./plan/corpus/37-so-cong-van.docx', import.meta.url));
    expect(readDocument(docx, 'a.txt').format).toBe('docx');
    expect(readDocument(Buffer.from('KẾ HOẠCH'), 'a.docx').format).toBe('txt');
    expect(readDocument(Buffer.from('# KẾ HOẠCH'), 'a.MD').format).toBe('md');
  });

  it('a Word file without a word in it is empty', () => {
    expect(problemOf(packDocx({ body: '<w:p><w:r><w:drawing/></w:r></w:p>' }))).toBe('file-empty');
  });

  it.each([
    ['an empty file', '', 'file-empty'],
    ['blank lines', ' \n\n\t\n', 'file-empty'],
    ['the first bytes of a .doc', '\u00d0\u00cf\u0011\u00e0', 'file-truncated'],
    ['a PDF where none can be read', '%PDF-1.7', 'file-not-text'],
    ['a picture', '\u0089PNG', 'file-not-text'],
    ['a web archive that Word saved', 'MIME-Version: 1.0\nContent-Type: multipart/related', 'file-not-text'],
    [
      'the XML of Word 2003',
      '<?xml version="1.0"?>\n<?mso-application progid="Word.Document"?><w:wordDocument>',
      'file-not-text',
    ],
    ['a flat OpenDocument', '<?xml version="1.0"?><office:document xmlns:office="x">', 'file-not-text'],
    [
      'a .docx with a password',
      '\u00d0\u00cf\u0011\u00e0....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0',
      'file-encrypted',
    ],
    ['bytes that are no text', 'a\0\u0001\u0002b\0\u0003\u0004c\0\u0005', 'file-not-text'],
    ['a text with a stray control character', 'Ke hoach\u0007 nam 2022', 'none'],
  ])('%s gets a clear word', (_, content, code) => {
    expect(problemOf(Buffer.from(content, 'latin1'))).toBe(code);
  });

  it('refuses what is too large before reading it', () => {
    expect(problemOf(new Uint8Array(21 * 1024 * 1024))).toBe('file-too-large');
  });
});
