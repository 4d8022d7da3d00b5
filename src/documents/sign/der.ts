/**
 * ASN.1 as bytes: a writer of DER and a reader of BER that keeps where each element stands, because signatures are
 * made over exact bytes. Small on purpose: the formats of signing use few kinds, and an upload must meet limits.
 */

/** One element. `content` and `whole` are views into the bytes that were read. */
export interface DerNode {
  /** Identifier octet without the constructed bit, such as 0x10 for SEQUENCE, 0x80 for context 0. */
  readonly tag: number;
  readonly constructed: boolean;
  readonly content: Uint8Array;
  readonly whole: Uint8Array;
  /** Elements inside a constructed one; empty otherwise. */
  readonly children: readonly DerNode[];
}

export const TAG = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  nil: 0x05,
  oid: 0x06,
  enumerated: 0x0a,
  utf8String: 0x0c,
  sequence: 0x10,
  set: 0x11,
  printableString: 0x13,
  t61String: 0x14,
  ia5String: 0x16,
  utcTime: 0x17,
  generalizedTime: 0x18,
  universalString: 0x1c,
  bmpString: 0x1e,
} as const;

/** Bytes that are not the ASN.1 they should be. Never leaves the folder: its callers turn it into a problem or a fact. */
export class DerError extends Error {
  override readonly name = 'DerError';
}

const DEPTH_LIMIT = 40;
const NODE_LIMIT = 100_000;

/**
 * Reads one element at the start of `bytes`. Indefinite lengths are taken (older signers write them), lengths beyond
 * the bytes are not. Throws DerError.
 *
 * @param trailing whether bytes after the element are allowed (the padding of a signature)
 */
export function readDer(bytes: Uint8Array, trailing = false): DerNode {
  const budget = { nodes: NODE_LIMIT };
  const { node, end } = readNode(bytes, 0, bytes.length, 0, budget);
  if (!trailing && end !== bytes.length) throw new DerError('bytes after the element');
  return node;
}

function readNode(
  bytes: Uint8Array,
  start: number,
  limit: number,
  depth: number,
  budget: { nodes: number },
): { node: DerNode; end: number } {
  budget.nodes -= 1;
  if (depth > DEPTH_LIMIT || budget.nodes < 0) throw new DerError('too deep or too many elements');
  const first = byteAt(bytes, start, limit);
  if (first === 0) throw new DerError('an element of no kind');
  if ((first & 0x1f) === 0x1f) throw new DerError('long tags are not used here');
  const constructed = (first & 0x20) !== 0;
  const tag = first & 0xdf;
  let at = start + 1;
  const lead = byteAt(bytes, at, limit);
  at += 1;
  let length = lead;
  if (lead === 0x80) {
    if (!constructed) throw new DerError('indefinite length of a primitive element');
    return readIndefinite(bytes, start, at, limit, depth, budget, tag);
  }
  if (lead > 0x80) {
    const count = lead & 0x7f;
    if (count > 4) throw new DerError('length too long');
    length = 0;
    for (let index = 0; index < count; index += 1) length = length * 256 + byteAt(bytes, at + index, limit);
    at += count;
  }
  const end = at + length;
  if (end > limit) throw new DerError('element longer than its surroundings');
  const children: DerNode[] = [];
  if (constructed) {
    for (let next = at; next < end; ) {
      const child = readNode(bytes, next, end, depth + 1, budget);
      children.push(child.node);
      next = child.end;
    }
  }
  const node = { tag, constructed, content: bytes.subarray(at, end), whole: bytes.subarray(start, end), children };
  return { node, end };
}

function readIndefinite(
  bytes: Uint8Array,
  start: number,
  contentStart: number,
  limit: number,
  depth: number,
  budget: { nodes: number },
  tag: number,
): { node: DerNode; end: number } {
  const children: DerNode[] = [];
  let at = contentStart;
  while (byteAt(bytes, at, limit) !== 0) {
    const child = readNode(bytes, at, limit, depth + 1, budget);
    children.push(child.node);
    at = child.end;
  }
  if (byteAt(bytes, at + 1, limit) !== 0) throw new DerError('end of contents is broken');
  const content = bytes.subarray(contentStart, at);
  return { node: { tag, constructed: true, content, whole: bytes.subarray(start, at + 2), children }, end: at + 2 };
}

function byteAt(bytes: Uint8Array, at: number, limit: number): number {
  const byte = at < limit ? bytes[at] : undefined;
  if (byte === undefined) throw new DerError('element is cut off');
  return byte;
}

/** The element if it has the tag, else DerError. */
export function expectTag(node: DerNode | undefined, tag: number): DerNode {
  if (node === undefined || node.tag !== tag) throw new DerError(`expected tag ${tag}, got ${node?.tag ?? 'nothing'}`);
  return node;
}

/** Children of a SEQUENCE. */
export function sequenceOf(node: DerNode | undefined): readonly DerNode[] {
  const found = expectTag(node, TAG.sequence);
  if (!found.constructed) throw new DerError('a sequence that is not constructed');
  return found.children;
}

/** Children of a SET. */
export function setOf(node: DerNode | undefined): readonly DerNode[] {
  const found = expectTag(node, TAG.set);
  if (!found.constructed) throw new DerError('a set that is not constructed');
  return found.children;
}

/** "1.2.840.113549" of an OBJECT IDENTIFIER. */
export function oidOf(node: DerNode | undefined): string {
  const { content } = expectTag(node, TAG.oid);
  if (content.length === 0 || content.length > 64) throw new DerError('object identifier of a strange length');
  const arcs: number[] = [];
  let value = 0;
  for (const [index, byte] of content.entries()) {
    value = value * 128 + (byte & 0x7f);
    if (value > Number.MAX_SAFE_INTEGER / 256) throw new DerError('object identifier too large');
    if ((byte & 0x80) !== 0) {
      if (index === content.length - 1) throw new DerError('object identifier is cut off');
      continue;
    }
    if (arcs.length === 0) {
      const top = Math.min(Math.floor(value / 40), 2);
      arcs.push(top, value - top * 40);
    } else arcs.push(value);
    value = 0;
  }
  return arcs.join('.');
}

/** A small INTEGER or ENUMERATED, 0 to 2^31. */
export function smallInteger(node: DerNode | undefined): number {
  if (node === undefined || (node.tag !== TAG.integer && node.tag !== TAG.enumerated)) throw new DerError('no integer');
  if (node.content.length === 0 || node.content.length > 5) throw new DerError('integer of a strange size');
  let value = 0;
  for (const byte of node.content) value = value * 256 + byte;
  if ((node.content[0] ?? 0) >= 0x80 || value > 0x7fff_ffff) throw new DerError('integer out of range');
  return value;
}

/** OCTET STRING, also in pieces (constructed, as BER allows). */
export function octetsOf(node: DerNode | undefined): Uint8Array {
  const found = expectTag(node, TAG.octetString);
  return found.constructed ? concatBytes(found.children.map(octetsOf)) : found.content;
}

/** Bits of a BIT STRING with whole bytes. */
export function bitsOf(node: DerNode | undefined): Uint8Array {
  const { content, constructed } = expectTag(node, TAG.bitString);
  if (constructed || content.length === 0) throw new DerError('bit string of a strange form');
  return content.subarray(1);
}

/** UTCTime or GeneralizedTime as a moment; only the forms with seconds and Z that certificates may use, or fractions. */
export function timeOf(node: DerNode | undefined): Date {
  const text = node === undefined ? '' : Buffer.from(node.content).toString('latin1');
  const match =
    node?.tag === TAG.utcTime
      ? /^(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/u.exec(text)
      : node?.tag === TAG.generalizedTime
        ? /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?(\.\d{1,6})?Z$/u.exec(text)
        : null;
  if (match === null) throw new DerError('no time');
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = match
    .slice(1)
    .map((part) => Number(part ?? 0));
  const full = match[1]?.length === 4 ? year : year < 50 ? 2000 + year : 1900 + year;
  const time = new Date(Date.UTC(full, month - 1, day, hour, minute, second, Math.round(fraction * 1000)));
  if (Number.isNaN(time.getTime()) || time.getUTCMonth() !== month - 1) throw new DerError('no such date');
  return time;
}

/** Text of any of the string types, NFC. */
export function textOf(node: DerNode): string {
  const bytes = Buffer.from(node.content);
  switch (node.tag) {
    case TAG.bmpString:
      return bytes.length % 2 === 0 ? Buffer.from(bytes).swap16().toString('utf16le').normalize('NFC') : '';
    case TAG.universalString: {
      if (bytes.length % 4 !== 0) return '';
      const points = Array.from({ length: bytes.length / 4 }, (_, index) => bytes.readUInt32BE(index * 4));
      return points
        .map((point) => (point <= 0x10_ffff ? String.fromCodePoint(point) : '\ufffd'))
        .join('')
        .normalize('NFC');
    }
    case TAG.t61String:
    case TAG.ia5String:
    case TAG.printableString:
      // Vietnamese authorities have put UTF-8 into these as well; plain Latin-1 is the fallback.
      return decodeUtf8(bytes) ?? bytes.toString('latin1').normalize('NFC');
    default:
      return (decodeUtf8(bytes) ?? bytes.toString('latin1')).normalize('NFC');
  }
}

function decodeUtf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes).normalize('NFC');
  } catch {
    return null;
  }
}

// Writing

export function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  return new Uint8Array(Buffer.concat(parts));
}

/** An element of a full identifier octet (with the constructed bit) round its content. */
export function der(identifier: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = [identifier];
  if (length < 0x80) head.push(length);
  else {
    const octets: number[] = [];
    for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) octets.unshift(rest % 256);
    head.push(0x80 | octets.length, ...octets);
  }
  return concatBytes([Uint8Array.from(head), ...parts]);
}

export const derSequence = (...parts: readonly Uint8Array[]): Uint8Array => der(0x30, ...parts);
export const derOctets = (bytes: Uint8Array): Uint8Array => der(0x04, bytes);
export const derNull = (): Uint8Array => der(0x05);
export const derBits = (bytes: Uint8Array, unused = 0): Uint8Array => der(0x03, Uint8Array.of(unused), bytes);
export const derUtf8 = (text: string): Uint8Array => der(0x0c, Buffer.from(text, 'utf8'));
export const derBoolean = (value: boolean): Uint8Array => der(0x01, Uint8Array.of(value ? 0xff : 0));

/** SET OF: its elements in the order of their bytes, as DER demands. */
export function derSet(...parts: readonly Uint8Array[]): Uint8Array {
  return der(0x31, ...parts.toSorted((a, b) => Buffer.compare(a, b)));
}

/** A non-negative INTEGER. */
export function derInteger(value: number | Uint8Array): Uint8Array {
  let bytes = typeof value === 'number' ? Buffer.from(evenHex(value), 'hex') : Buffer.from(value);
  while (bytes.length > 1 && bytes[0] === 0 && (bytes[1] ?? 0) < 0x80) bytes = bytes.subarray(1);
  const padded = (bytes[0] ?? 0) >= 0x80 ? Buffer.concat([Buffer.of(0), bytes]) : bytes;
  return der(0x02, padded);
}

function evenHex(value: number): string {
  const hex = value.toString(16);
  return hex.length % 2 === 0 ? hex : `0${hex}`;
}

export function derOid(oid: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = oid.split('.').map(Number);
  const octets: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128)) digits.unshift((left % 128) | 0x80);
    octets.push(...digits);
  }
  return der(0x06, Uint8Array.from(octets));
}

/** UTCTime until 2049, GeneralizedTime after it (RFC 5280, 4.1.2.5). */
export function derTime(time: Date): Uint8Array {
  const digits = time.toISOString().replace(/[-:T]|\.\d+/gu, '');
  return time.getUTCFullYear() < 2050
    ? der(0x17, Buffer.from(digits.slice(2), 'latin1'))
    : der(0x18, Buffer.from(digits, 'latin1'));
}
