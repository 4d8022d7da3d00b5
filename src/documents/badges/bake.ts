/**
 * Badges baked into pictures: a PNG carries the credential in an uncompressed iTXt chunk with the keyword
 * `openbadgecredential`, an SVG in an element `openbadges:credential`. Source: Open Badges 3.0, section 5.3.
 */
import { crc32 } from 'node:zlib';

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const KEYWORD = 'openbadgecredential';
const NAMESPACE = 'https://purl.imsglobal.org/ob/v3p0';
const ELEMENT = /<openbadges:credential\b([^>]*?)(?:\/>|>([\s\S]*?)<\/openbadges:credential>)/u;

interface Chunk {
  readonly type: string;
  readonly data: Buffer;
}

function chunksOf(png: Uint8Array): Chunk[] | null {
  const bytes = Buffer.from(png.buffer, png.byteOffset, png.byteLength);
  if (!bytes.subarray(0, 8).equals(SIGNATURE)) return null;
  const chunks: Chunk[] = [];
  for (let at = 8; at + 12 <= bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (at + 12 + length > bytes.length) return null;
    chunks.push({
      type: bytes.toString('latin1', at + 4, at + 8),
      data: bytes.subarray(at + 8, at + 8 + length),
    });
    at += 12 + length;
  }
  return chunks;
}

function chunkBytes({ type, data }: Chunk): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

const isBadge = ({ type, data }: Chunk): boolean =>
  type === 'iTXt' && data.toString('latin1', 0, KEYWORD.length + 1) === `${KEYWORD}\0`;

/** The picture with the credential in it, as JSON or compact JWS; one baked before is replaced. @throws Error for no PNG */
export function bakePng(png: Uint8Array, credential: string): Uint8Array {
  const chunks = chunksOf(png);
  if (chunks === null) throw new Error('not a PNG');
  // Keyword, no compression, no language, no translated keyword.
  const data = Buffer.concat([Buffer.from(`${KEYWORD}\0\0\0\0\0`, 'latin1'), Buffer.from(credential, 'utf8')]);
  const baked = chunks.filter((chunk) => !isBadge(chunk)).map(chunkBytes);
  baked.splice(1, 0, chunkBytes({ type: 'iTXt', data }));
  return new Uint8Array(Buffer.concat([SIGNATURE, ...baked]));
}

/** The credential that is baked into a PNG; null where there is none. */
export function unbakePng(png: Uint8Array): string | null {
  const data = chunksOf(png)?.find(isBadge)?.data;
  if (data === undefined) return null;
  const [method = 1] = data.subarray(KEYWORD.length + 1);
  if (method !== 0) return null;
  const language = data.indexOf(0, KEYWORD.length + 3);
  const translated = language === -1 ? -1 : data.indexOf(0, language + 1);
  return translated === -1 ? null : data.toString('utf8', translated + 1);
}

/** The SVG with the credential in it: a JWS as `verify`, JSON as the element's text. */
export function bakeSvg(svg: string, credential: string): string {
  const isJws = !credential.trimStart().startsWith('{');
  const element = isJws
    ? `<openbadges:credential xmlns:openbadges="${NAMESPACE}" verify="${escapeXml(credential)}"/>`
    : `<openbadges:credential xmlns:openbadges="${NAMESPACE}">${escapeXml(credential)}</openbadges:credential>`;
  return svg.replace(ELEMENT, '').replace(/<svg\b[^>]*>/u, (open) => open + element);
}

/** The credential that is baked into an SVG; null where there is none. */
export function unbakeSvg(svg: string): string | null {
  const match = ELEMENT.exec(svg);
  if (match === null) return null;
  const given = /\bverify=(?:"([^"]*)"|'([^']*)')/u.exec(match[1] ?? '');
  const text = given === null ? (match[2] ?? '') : (given[1] ?? given[2] ?? '');
  const cdata = /^\s*<!\[CDATA\[([\s\S]*?)\]\]>\s*$/u.exec(text);
  const credential = cdata === null ? unescapeXml(text) : (cdata[1] ?? '');
  return credential.trim() === '' ? null : credential.trim();
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const LETTERS: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#34': '"',
};

function escapeXml(text: string): string {
  return text.replace(/[&<>"']/gu, (sign) => ENTITIES[sign] ?? sign);
}

function unescapeXml(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|apos|#39|#34);/gu, (entity, name: string) => LETTERS[name] ?? entity);
}
