/** Keys, pictures and small PDFs for the tests of signing. */
import { crc32, deflateSync } from 'node:zlib';
import { openPkcs12 } from './pkcs12.ts';
import { makeTrialKey, type TrialKey, type TrialKeyKind } from './self-signed.ts';
import type { Signer } from './signer.ts';
import { readTrustList, type TrustList, type TrustListData } from './trust-list.ts';
import { writePkcs12 } from './write-pkcs12.ts';

export const SIGNED_AT = new Date('2026-09-28T02:15:30Z');
export const CHECKED_AT = new Date('2026-11-22T00:00:00Z');
const FROM = new Date('2026-01-01T00:00:00Z');
const TO = new Date('2028-01-01T00:00:00Z');

export function testKey(
  name: string,
  issuer: TrialKey | null,
  more: Partial<Parameters<typeof makeTrialKey>[0]> = {},
): TrialKey {
  const key: TrialKeyKind = 'ec-p256';
  return makeTrialKey({ name, organisation: null, validFrom: FROM, validTo: TO, key, use: 'signing', issuer, ...more });
}

export interface TestPeople {
  readonly root: TrialKey;
  readonly person: Signer;
  readonly agency: Signer;
  readonly trust: TrustList;
  readonly trustData: TrustListData;
}

/** A root with an authority under it, a person with an EC key and an agency with an RSA key. */
export async function testPeople(): Promise<TestPeople> {
  const root = testKey('Gốc thử nghiệm', null, { use: 'authority' });
  const authority = testKey('Tổ chức cấp chứng thư thử', root, { use: 'authority', key: 'ec-p384' });
  const trustData = [trustEntry('Gốc thử', root)];
  return {
    root,
    person: await signerOf(testKey('Hồ Thị Kăn Ỳ', authority, { organisation: 'UBND xã Đăk Rơ Wa' })),
    agency: await signerOf(testKey('UBND xã Đăk Rơ Wa', authority, { key: 'rsa-2048' })),
    trust: readTrustList(trustData),
    trustData,
  };
}

/** Through a key file with few rounds, because tests open many. */
export function signerOf(key: TrialKey): Promise<Signer> {
  return openPkcs12(writePkcs12(key.privateKey, key.chain, 'mật khẩu', 1000), 'mật khẩu');
}

export function trustEntry(name: string, key: TrialKey): TrustListData[number] {
  return { name, certificate: Buffer.from(key.chain[0] ?? []).toString('base64'), source: 'bài thử' };
}

/** Objects of a document with one line of text on a page; object 1 is the catalog. */
function pageObjects(text: string): readonly string[] {
  const content = `BT /F0 12 Tf 72 720 Td (${text}) Tj ET`;
  return [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F0 5 0 R>>>>>>',
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Times-Roman>>',
    '<</Title(Giay khen)/ModDate(D:20260901000000Z)>>',
  ];
}

const IDENTIFIER = '/ID[<00112233445566778899aabbccddeeff><00112233445566778899aabbccddeeff>]';

/** A PDF with a table of objects, as old and simple software writes it. */
export function tablePdf(text = 'Khen thuong'): Uint8Array {
  let file = '%PDF-1.7\n';
  const offsets: number[] = [];
  for (const [index, object] of pageObjects(text).entries()) {
    offsets.push(file.length);
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
  }
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n\r\n`).join('');
  const start = file.length;
  file += `xref\n0 ${offsets.length + 1}\n0000000000 65535 f\r\n${rows}trailer\n`;
  file += `<</Size ${offsets.length + 1}/Root 1 0 R/Info 6 0 R${IDENTIFIER}>>\nstartxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.from(file, 'latin1'));
}

/** The same packed into an object stream with a cross-reference stream, as new software writes it. */
export function packedPdf(text = 'Khen thuong'): Uint8Array {
  const objects = pageObjects(text);
  const stream = objects[3] ?? '';
  const packed = objects.map((object, index) => ({ number: index + 1, object })).filter(({ number }) => number !== 4);
  let body = '';
  const header = packed.map(({ number, object }) => {
    const entry = `${number} ${body.length}`;
    body += `${object} `;
    return entry;
  });
  const first = `${header.join(' ')} `;
  const data = deflateSync(Buffer.from(first + body, 'latin1'));
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n', 'latin1')];
  const length = (): number => parts.reduce((sum, part) => sum + part.length, 0);
  const streamAt = length();
  parts.push(Buffer.from(`4 0 obj\n${stream}\nendobj\n`, 'latin1'));
  const holderAt = length();
  const holder = `<</Type/ObjStm/N ${packed.length}/First ${first.length}/Filter/FlateDecode/Length ${data.length}>>`;
  parts.push(
    Buffer.from(`7 0 obj\n${holder}\nstream\n`, 'latin1'),
    data,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  );
  const start = length();
  const rows = Buffer.alloc(9 * 7);
  const row = (number: number, type: number, second: number, third: number): void => {
    rows.writeUInt8(type, number * 7);
    rows.writeUInt32BE(second, number * 7 + 1);
    rows.writeUInt16BE(third, number * 7 + 5);
  };
  for (const [index, { number }] of packed.entries()) row(number, 2, 7, index);
  row(4, 1, streamAt, 0);
  row(7, 1, holderAt, 0);
  row(8, 1, start, 0);
  const filtered = deflateSync(withUpFilter(rows, 7));
  const keys = `/Type/XRef/Size 9/W[1 4 2]/Root 1 0 R/Info 6 0 R${IDENTIFIER}/Filter/FlateDecode`;
  const predictor = '/DecodeParms<</Predictor 12/Columns 7>>';
  parts.push(
    Buffer.from(`8 0 obj\n<<${keys}${predictor}/Length ${filtered.length}>>\nstream\n`, 'latin1'),
    filtered,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${start}\n%%EOF\n`, 'latin1'),
  );
  return new Uint8Array(Buffer.concat(parts));
}

function withUpFilter(rows: Buffer, width: number): Buffer {
  const out = Buffer.alloc((rows.length / width) * (width + 1));
  for (let at = 0; at < rows.length; at += 1) {
    const row = Math.floor(at / width);
    out[row * (width + 1)] = 2;
    out[row * (width + 1) + 1 + (at % width)] = (rows[at] ?? 0) - (row === 0 ? 0 : (rows[at - width] ?? 0));
  }
  return out;
}

/** A PNG of 8 bits a sample: `colour` 2 = RGB, 6 = RGB with transparency. Rows are filtered in turn by all five filters. */
export function pngOf(
  width: number,
  height: number,
  colour: 2 | 6,
  pixel: (x: number, y: number) => readonly number[],
): Uint8Array {
  const samples = colour === 2 ? 3 : 4;
  const plain = Array.from({ length: height }, (_, y) =>
    Uint8Array.from(Array.from({ length: width }, (_unused, x) => pixel(x, y)).flat()),
  );
  const rows = plain.map((row, y) => filteredRow(row, plain[y - 1] ?? new Uint8Array(row.length), samples, y % 5));
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, colour], 8);
  return pngFile([
    ['IHDR', header],
    ['IDAT', deflateSync(Buffer.concat(rows))],
    ['IEND', Buffer.alloc(0)],
  ]);
}

function filteredRow(row: Uint8Array, above: Uint8Array, samples: number, filter: number): Buffer {
  const out = Buffer.alloc(row.length + 1);
  out[0] = filter;
  for (const [index, value] of row.entries()) {
    const left = index >= samples ? (row[index - samples] ?? 0) : 0;
    const up = above[index] ?? 0;
    const corner = index >= samples ? (above[index - samples] ?? 0) : 0;
    const p = left + up - corner;
    const nearest = [left, up, corner].toSorted((a, b) => Math.abs(p - a) - Math.abs(p - b))[0] ?? 0;
    out[index + 1] = value - ([0, left, up, (left + up) >> 1, nearest][filter] ?? 0);
  }
  return out;
}

export function pngFile(chunks: readonly (readonly [string, Uint8Array])[]): Uint8Array {
  const parts = chunks.map(([type, content]) => {
    const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
    const frame = Buffer.alloc(8);
    frame.writeUInt32BE(content.length, 0);
    frame.writeUInt32BE(crc32(body), 4);
    return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
  });
  return new Uint8Array(Buffer.concat([Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'), ...parts]));
}

/** A red ring on nothing. */
export const sealPng = pngOf(60, 60, 6, (x, y) => {
  const distance = Math.hypot(x - 29.5, y - 29.5);
  return distance > 22 && distance < 28 ? [220, 20, 30, 255] : [0, 0, 0, 0];
});

/** A blue wave on nothing. */
export const signaturePng = pngOf(120, 48, 6, (x, y) =>
  Math.abs(y - 24 - 16 * Math.sin(x / 9)) < 2 ? [20, 40, 200, 255] : [0, 0, 0, 0],
);

/** Another file appended as an incremental update: objects by number, and keys of the trailer. */
export function appended(
  pdf: Uint8Array,
  objects: Readonly<Record<number, string>>,
  root = '1 0 R',
  size = 60,
): Uint8Array {
  const text = Buffer.from(pdf).toString('latin1');
  const previous = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(text)?.[1] ?? '0';
  let update = '';
  let rows = '';
  for (const [number, object] of Object.entries(objects)) {
    rows += `${number} 1\n${String(pdf.length + update.length).padStart(10, '0')} 00000 n\r\n`;
    update += `${number} 0 obj\n${object}\nendobj\n`;
  }
  const start = pdf.length + update.length;
  update += `xref\n${rows === '' ? '0 0\n' : rows}trailer\n<</Size ${size}/Root ${root}/Info 6 0 R/Prev ${previous}>>\n`;
  update += `startxref\n${start}\n%%EOF\n`;
  return new Uint8Array(Buffer.concat([pdf, Buffer.from(update, 'latin1')]));
}
