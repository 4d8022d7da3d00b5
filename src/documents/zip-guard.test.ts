import fc from 'fast-check';
import { zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { makeFormDocx } from '../testing/forms.ts';
import { makeFormXlsx } from '../testing/form-xlsx.ts';
import { packDocx } from '../testing/docx-package.ts';
import { readDocxBlocks } from './docx/read-blocks.ts';
import { defineForm } from './forms/define.ts';
import { readFormBlocks, readValuesFromBlocks } from './forms/read-values.ts';
import { DocumentProblem, type ProblemCode } from './problem.ts';
import { readXlsxBlocks } from './xlsx/read-blocks.ts';
import { openZip } from './zip-guard.ts';

function problemOf(action: () => unknown): ProblemCode | 'none' {
  try {
    action();
    return 'none';
  } catch (error) {
    if (error instanceof DocumentProblem) return error.code;
    throw error;
  }
}
const text = (value: string): Uint8Array => new TextEncoder().encode(value);
const docx = makeFormDocx('six-groups');

/** A copy with four bytes changed at a place. */
function patched(bytes: Uint8Array, at: number, value: number): Uint8Array {
  const copy = bytes.slice();
  new DataView(copy.buffer).setUint32(at, value, true);
  return copy;
}
function directoryOf(bytes: Uint8Array): number {
  return new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 6, true);
}

describe('files that are refused, each with its own word', () => {
  const ole = Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, ...Array.from({ length: 600 }, () => 0)]);
  const locked = new Uint8Array([...ole, ...Buffer.from('EncryptedPackage', 'utf16le')]);
  const bomb = zipSync({ '[Content_Types].xml': text('<Types/>'), 'word/document.xml': new Uint8Array(30_000_000) });
  const huge = zipSync({ a: new Uint8Array(60_000_000), b: new Uint8Array(60_000_000) });
  const many = zipSync(Object.fromEntries(Array.from({ length: 5001 }, (_, index) => [`a${index}`, text('x')])));
  const lying = (() => {
    const honest = zipSync({ 'word/document.xml': new Uint8Array(120_000_000) });
    return patched(honest, directoryOf(honest) + 24, 1000);
  })();
  const flagged = (() => {
    const copy = docx.slice();
    copy[directoryOf(docx) + 8] = 1;
    return copy;
  })();

  test.each<[string, Uint8Array, ProblemCode]>([
    ['empty', new Uint8Array(0), 'file-empty'],
    ['an empty archive', zipSync({}), 'file-empty'],
    ['text', text('Kế hoạch'), 'file-not-zip'],
    ['a PDF', text('%PDF-1.7 ...............................'), 'file-not-zip'],
    ['an old Word file', ole, 'file-legacy'],
    ['a file with a password', locked, 'file-encrypted'],
    ['an archive with a password', flagged, 'file-encrypted'],
    ['cut off', docx.slice(0, docx.length - 40), 'file-truncated'],
    ['larger than the limit', new Uint8Array(21 * 1024 * 1024), 'file-too-large'],
    ['macros', packDocx({ body: '', extra: { 'word/vbaProject.bin': text('x') } }), 'file-macro'],
    ['an archive of something else', zipSync({ 'a.txt': text('x') }), 'file-not-docx'],
    ['too well compressed', bomb, 'file-bomb'],
    ['too much inside', huge, 'file-bomb'],
    ['too many parts', many, 'file-bomb'],
    ['a size that lies', lying, 'file-bomb'],
    ['broken XML', packDocx({ body: '<w:p>' }), 'file-damaged'],
    [
      'a DOCTYPE',
      packDocx({ body: '', extra: { 'word/document.xml': text('<!DOCTYPE x [<!ENTITY a "b">]><w:document/>') } }),
      'file-damaged',
    ],
    [
      'not UTF-8',
      packDocx({ body: '', extra: { 'word/document.xml': Uint8Array.from([0x3c, 0xff, 0xfe]) } }),
      'file-damaged',
    ],
    ['too deep', packDocx({ body: '<w:sdt>'.repeat(500) + '</w:sdt>'.repeat(500) }), 'file-damaged'],
  ])('%s', (_name, bytes, code) => {
    expect(problemOf(() => readDocxBlocks(bytes))).toBe(code);
  });

  test('a spreadsheet is no document and a document no spreadsheet', () => {
    expect(problemOf(() => readDocxBlocks(makeFormXlsx('six-groups')))).toBe('file-not-docx');
    expect(problemOf(() => readXlsxBlocks(docx))).toBe('file-not-xlsx');
  });
});

test('parts that are not replaced keep their bytes; a replaced one is found again', () => {
  const zip = openZip(docx);
  const again = openZip(zip.withParts(new Map([['word/styles.xml', text('<w:styles/>')]])));
  expect(again.names).toEqual(zip.names);
  for (const name of zip.names)
    expect(again.read(name)).toEqual(name === 'word/styles.xml' ? text('<w:styles/>') : zip.read(name));
  expect(openZip(zip.withParts(new Map([['word/styles.xml', null]]))).names).toEqual(
    zip.names.filter((name) => name !== 'word/styles.xml'),
  );
});

describe('a broken file is a problem with a name, never a crash', () => {
  const form = defineForm(readDocxBlocks(docx), { name: '', sha256: '' })!;
  const survives = (bytes: Uint8Array): void => {
    problemOf(() => {
      const blocks = readFormBlocks(bytes);
      defineForm(blocks, { name: '', sha256: '' });
      readValuesFromBlocks(form, blocks);
    });
  };

  test('bytes changed, cut out or put in', () => {
    const xlsx = makeFormXlsx('six-groups');
    fc.assert(
      fc.property(
        fc.constantFrom(docx, xlsx),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { minLength: 1, maxLength: 8 }),
        fc.nat(),
        (bytes, changes, cut) => {
          const copy = bytes.slice();
          for (const [at, value] of changes) copy[at % copy.length] = value;
          survives(cut % 3 === 0 ? copy.slice(0, cut % copy.length) : copy);
        },
      ),
      { numRuns: 250 },
    );
  });

  test('XML changed inside a sound archive', () => {
    const part = 'word/document.xml';
    const zip = openZip(docx);
    const xml = new TextDecoder().decode(zip.read(part)!);
    const junk = fc.constantFrom(
      '<w:p>',
      '</w:p>',
      '<w:tbl/>',
      '<w:tc>',
      '</w:tc>',
      '<',
      '>',
      '&#0;',
      '&#x110000;',
      '<w:gridSpan w:val="99999999"/>',
      '<w:vMerge/>',
      '<w:numPr><w:numId w:val="7"/></w:numPr>',
      '"',
      ']]>',
      '<!--',
      '\u0000',
    );
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(), fc.nat({ max: 60 }), junk), { minLength: 1, maxLength: 6 }),
        (changes) => {
          let broken = xml;
          for (const [at, length, put] of changes)
            broken = broken.slice(0, at % broken.length) + put + broken.slice((at % broken.length) + length);
          survives(zip.withParts(new Map([[part, text(broken)]])));
        },
      ),
      { numRuns: 250 },
    );
  });
});
