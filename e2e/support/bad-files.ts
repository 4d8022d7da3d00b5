/** Files as people send them on bad days, made here: each is what its name says. */
import { randomBytes } from 'node:crypto';
import { strToU8, zipSync } from 'fflate';
import { packDocx } from '../../src/testing/docx-package.ts';
import { makeFormDocx } from '../../src/testing/forms.ts';
import { PLAN_TEXT } from '../../src/testing/plan-text.ts';

export interface BadFile {
  readonly what: string;
  readonly name: string;
  readonly bytes: () => Uint8Array;
  /** Words of the refusal, for a person. */
  readonly says: RegExp;
}

const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

/** An OLE file with a stream of this name in its directory, as Office writes it for a file with a password. */
function ole(stream: string): Uint8Array {
  const bytes = Buffer.alloc(2_048);
  Buffer.from(OLE).copy(bytes);
  bytes.write(stream, 1_024, 'utf16le');
  return new Uint8Array(bytes);
}

let made: Uint8Array | null = null;

/** A .docx whose main part inflates to many times its size; made once, for that takes seconds. */
function bomb(): Uint8Array {
  made ??= packDocx({ body: `<w:p><w:r><w:t>${'a'.repeat(110 << 20)}</w:t></w:r></w:p>` });
  return made;
}

/** The directory of the zip says a size that is a lie. */
function lyingBomb(): Uint8Array {
  const bytes = Buffer.from(bomb());
  for (const [signature, offset] of [
    [0x04034b50, 22],
    [0x02014b50, 24],
  ] as const) {
    for (let at = 0; at < bytes.length - 50; at += 1) {
      if (bytes.readUInt32LE(at) === signature && bytes.readUInt32LE(at + offset) > 1_000_000) {
        bytes.writeUInt32LE(1_000, at + offset);
      }
    }
  }
  return new Uint8Array(bytes);
}

const docx = (): Uint8Array => makeFormDocx('six-groups');
const PDF = strToU8('%PDF-1.7\n1 0 obj << /Type /Catalog >> endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n');

export const BAD_FILES: readonly BadFile[] = [
  { what: 'an empty file', name: 'rong.docx', bytes: () => new Uint8Array(), says: /Tệp rỗng/ },
  { what: 'a text of blank lines', name: 'trang.txt', bytes: () => strToU8(' \n\n\t\n'), says: /Tệp rỗng/ },
  {
    what: 'a file over the limit',
    name: 'lon.txt',
    bytes: () => new Uint8Array(21 << 20).fill(97),
    says: /Tệp quá lớn|lớn hơn 20 MB/,
  },
  { what: 'a file with a password', name: 'mat-khau.docx', bytes: () => ole('EncryptedPackage'), says: /có mật khẩu/ },
  {
    what: 'an old .doc with nothing behind its head',
    name: 'cu.doc',
    bytes: () => ole('WordDocument'),
    says: /bị hỏng/,
  },
  {
    what: 'a file with macros',
    name: 'macro.docm',
    bytes: () => packDocx({ body: '<w:p/>', extra: { 'word/vbaProject.bin': randomBytes(64) } }),
    says: /có macro/,
  },
  { what: 'a bomb', name: 'bom.docx', bytes: bomb, says: /bung ra lớn bất thường/ },
  {
    what: 'a bomb that lies about its size',
    name: 'bom-doi.docx',
    bytes: lyingBomb,
    says: /bung ra lớn bất thường|bị hỏng/,
  },
  {
    what: 'a zip that is no .docx',
    name: 'nen.docx',
    bytes: () => zipSync({ 'a.txt': strToU8('a') }),
    says: /không phải là văn bản Word/,
  },
  { what: 'a .docx cut in half', name: 'cut.docx', bytes: () => docx().subarray(0, 3_000), says: /bị cắt cụt/ },
  { what: 'a .docx cut at its end', name: 'cut-cuoi.docx', bytes: () => docx().subarray(0, -30), says: /bị cắt cụt/ },
  {
    what: 'a .docx with broken bytes in the middle',
    name: 'hong.docx',
    bytes: () => {
      const bytes = Uint8Array.from(docx());
      for (let at = 1_500; at < 2_500; at += 1) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
      return bytes;
    },
    says: /bị hỏng/,
  },
  { what: 'a PDF without pages named .docx', name: 'ke-hoach.docx', bytes: () => PDF, says: /bị hỏng/ },
  {
    what: 'binary rubbish named .txt',
    name: 'rac.txt',
    bytes: () => Uint8Array.from({ length: 40_000 }, (_, n) => (n * 2_654_435_761) >>> 13),
    says: /không phải là văn bản/,
  },
  {
    what: 'a picture without its first bytes named .txt',
    name: 'anh.txt',
    bytes: () => new Uint8Array(randomBytes(60_000)),
    says: /không phải là văn bản/,
  },
];

/** Files with the wrong ending that are good all the same: what the bytes are decides. */
export const GOOD_FILES: readonly { readonly what: string; readonly name: string; readonly bytes: () => Uint8Array }[] =
  [
    { what: 'a .docx named .txt', name: 'ke-hoach.txt', bytes: docx },
    { what: 'a text named .docx', name: 'ke-hoach.docx', bytes: () => strToU8(PLAN_TEXT) },
    { what: 'a text in UTF-16 with Windows line ends', name: 'utf16.txt', bytes: () => utf16(PLAN_TEXT) },
    {
      what: 'a text in decomposed letters',
      name: 'nfd.txt',
      bytes: () => strToU8(`${PLAN_TEXT}\nNFD`.normalize('NFD')),
    },
  ];

function utf16(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(`\ufeff${text.replaceAll('\n', '\r\n')}`, 'utf16le'));
}
