/** PDFs drawn for tests: one content for every page, Helvetica as /F1, and a form /Loop that draws itself. */
import { createHash } from 'node:crypto';

export interface PdfExtras {
  /** Further entries of every page and of the catalogue. */
  readonly page?: string;
  readonly catalog?: string;
  readonly baseFont?: string;
  /** Further objects; their numbers go on after those of the pages, which begin at 5 and are two each. */
  readonly objects?: readonly string[];
  /** Locks the file with this user password ('' opens without asking), as PDF 1.3 does: RC4 with 40 bits. */
  readonly password?: string;
}

/** `{page}` in the content becomes the page's number. */
export function drawPdf(content: string, pages = 1, extras: PdfExtras = {}): Uint8Array {
  const lock = extras.password === undefined ? null : lockWith(extras.password);
  const objects: string[] = [
    `<< /Type /Catalog /Pages 2 0 R ${extras.catalog ?? ''} >>`,
    `<< /Type /Pages /Count ${pages} /Kids [${Array.from({ length: pages }, (_, page) => `${5 + page * 2} 0 R`).join(' ')}] >>`,
    `<< /Type /Font /Subtype /Type1 /BaseFont /${extras.baseFont ?? 'Helvetica'} /Encoding /WinAnsiEncoding >>`,
    stream(
      4,
      lock,
      '/Type /XObject /Subtype /Form /BBox [0 0 600 900] /Resources << /XObject << /Loop 4 0 R >> >>',
      '/Loop Do',
    ),
  ];
  for (let page = 1; page <= pages; page++) {
    objects.push(
      `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${extras.page ?? ''} /Contents ${4 + page * 2} 0 R /Resources << /Font << /F1 3 0 R >> /XObject << /Loop 4 0 R >> >> >>`,
      stream(4 + page * 2, lock, '', content.replaceAll('{page}', String(page))),
    );
  }
  objects.push(...(extras.objects ?? []));
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const index = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  file += `xref\n0 ${count}\n0000000000 65535 f \n${index}trailer\n<< /Size ${count} /Root 1 0 R ${lock?.trailer ?? ''} >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file, 'latin1');
}

function stream(number: number, lock: Lock | null, head: string, content: string): string {
  const written = lock === null ? content : lock.encrypt(number, content);
  return `<< ${head} /Length ${written.length} >>\nstream\n${written}\nendstream`;
}

interface Lock {
  readonly trailer: string;
  encrypt(object: number, content: string): string;
}

const PADDING = Buffer.from('28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a', 'hex');

/** The standard security handler, revision 2 (PDF 32000-1, 7.6.3). */
function lockWith(password: string): Lock {
  const id = Buffer.from('0123456789abcdef');
  const padded = Buffer.concat([Buffer.from(password, 'latin1'), PADDING]).subarray(0, 32);
  const owner = rc4(md5(padded).subarray(0, 5), padded);
  const permissions = Buffer.from([0xfc, 0xff, 0xff, 0xff]);
  const key = md5(Buffer.concat([padded, owner, permissions, id])).subarray(0, 5);
  const user = rc4(key, PADDING);
  return {
    trailer: `/ID [<${id.toString('hex')}> <${id.toString('hex')}>] /Encrypt << /Filter /Standard /V 1 /R 2 /O <${owner.toString('hex')}> /U <${user.toString('hex')}> /P -4 >>`,
    encrypt(object, content) {
      const own = md5(Buffer.concat([key, Buffer.from([object & 255, object >> 8, 0, 0, 0])])).subarray(0, 10);
      return rc4(own, Buffer.from(content, 'latin1')).toString('latin1');
    },
  };
}

function md5(bytes: Uint8Array): Buffer {
  return createHash('md5').update(bytes).digest();
}

function rc4(key: Uint8Array, bytes: Uint8Array): Buffer {
  const state = Array.from({ length: 256 }, (_, index) => index);
  const at = (index: number): number => state[index & 255] ?? 0;
  const swap = (one: number, other: number): void => {
    [state[one], state[other]] = [at(other), at(one)];
  };
  for (let index = 0, other = 0; index < 256; index++) {
    other = (other + at(index) + (key[index % key.length] ?? 0)) & 255;
    swap(index, other);
  }
  let [first, second] = [0, 0];
  return Buffer.from(bytes).map((byte) => {
    first = (first + 1) & 255;
    second = (second + at(first)) & 255;
    swap(first, second);
    return byte ^ at(at(first) + at(second));
  }) as Buffer;
}

/** The same file with some words of its own replaced by as many others. */
export function damaged(bytes: Uint8Array, words: string, others: string): Uint8Array {
  return Buffer.from(Buffer.from(bytes).toString('latin1').replaceAll(words, others), 'latin1');
}
