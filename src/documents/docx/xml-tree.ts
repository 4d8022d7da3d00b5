/**
 * A light XML tree that remembers where everything stands: start and end offsets of each element in the source text.
 * Edits are cuts in the source, so whatever is not edited stays the same character for character.
 */
import { DocumentProblem } from '../problem.ts';

/** An element. Offsets are UTF-16 positions in the source; [openEnd, closeStart) is its content. */
export interface XmlElement {
  /** Name with the canonical prefix of its namespace: always `w:p`, whatever prefix the file uses. */
  readonly name: string;
  readonly start: number;
  readonly openEnd: number;
  closeStart: number;
  end: number;
  readonly children: XmlElement[];
  readonly parent: XmlElement | null;
}

export interface XmlTree {
  readonly source: string;
  readonly root: XmlElement;
  /** The prefix, colon included, that this file uses for a canonical prefix: `w:` nearly always; '' for a default namespace. */
  readonly prefix: (canonical: string) => string;
}

/** Namespaces whose prefix is made canonical: the transitional and the strict form of OOXML, and OpenDocument. */
const NAMESPACES: ReadonlyMap<string, string> = new Map([
  ['http://schemas.openxmlformats.org/wordprocessingml/2006/main', 'w'],
  ['http://purl.oclc.org/ooxml/wordprocessingml/main', 'w'],
  ['http://schemas.openxmlformats.org/spreadsheetml/2006/main', ''],
  ['http://purl.oclc.org/ooxml/spreadsheetml/main', ''],
  ['http://schemas.openxmlformats.org/markup-compatibility/2006', 'mc'],
  ['http://schemas.openxmlformats.org/officeDocument/2006/relationships', 'r'],
  ['http://purl.oclc.org/ooxml/officeDocument/relationships', 'r'],
  ['http://schemas.openxmlformats.org/package/2006/relationships', ''],
  ...['office', 'style', 'text', 'table', 'drawing', 'manifest'].map(
    (name) => [`urn:oasis:names:tc:opendocument:xmlns:${name}:1.0`, name === 'drawing' ? 'draw' : name] as const,
  ),
]);

/** Deeper than any real document; keeps the walkers' recursion safe. */
const DEEPEST = 400;
/** More than any form or plan has; a part of nothing but empty tags must not fill the memory. */
const MOST_ELEMENTS = 1_500_000;

/** Parses a part of an OOXML file. Throws DocumentProblem for XML that is not well-formed, and for any DOCTYPE. */
export function parseXml(source: string): XmlTree {
  const damaged = (): DocumentProblem => new DocumentProblem('file-damaged', 'XML');
  let renames: ReadonlyMap<string, string> = new Map();
  let root: XmlElement | null = null;
  let open: XmlElement | null = null;
  let depth = 0;
  let count = 0;
  let at = 0;

  const names = new Map<string, string>();
  const canonicalName = (raw: string): string => {
    const known = names.get(raw);
    if (known !== undefined) return known;
    const colon = raw.indexOf(':');
    const prefix = colon < 0 ? '' : raw.slice(0, colon);
    const local = raw.slice(colon + 1);
    const canonical = renames.get(prefix) ?? prefix;
    const name = canonical === '' ? local : `${canonical}:${local}`;
    names.set(raw, name);
    return name;
  };

  for (;;) {
    const start = source.indexOf('<', at);
    if (start < 0) break;
    const second = source.charCodeAt(start + 1);
    if (second === 0x21 || second === 0x3f) {
      at = skipDeclaration(source, start);
      if (at < 0) throw damaged();
      continue;
    }
    const tagEnd = endOfTag(source, start);
    if (tagEnd < 0) throw damaged();
    at = tagEnd + 1;
    if (second === 0x2f) {
      if (open === null || canonicalName(source.slice(start + 2, tagEnd).trim()) !== open.name) throw damaged();
      open.closeStart = start;
      open.end = at;
      open = open.parent;
      depth--;
      continue;
    }
    const selfClosed = source.charCodeAt(tagEnd - 1) === 0x2f;
    const rawName = readName(source, start + 1);
    if (rawName === '') throw damaged();
    if (root === null) renames = readNamespaces(source.slice(start, at));
    else if (open === null) throw damaged();
    if (++count > MOST_ELEMENTS) throw new DocumentProblem('file-too-complex');
    const element: XmlElement = {
      name: canonicalName(rawName),
      start,
      openEnd: at,
      closeStart: at,
      end: at,
      children: [],
      parent: open,
    };
    open?.children.push(element);
    root ??= element;
    if (!selfClosed) {
      open = element;
      if (++depth > DEEPEST) throw damaged();
    }
  }
  if (root === null || open !== null) throw damaged();
  const prefixes = new Map([...renames].map(([raw, canonical]) => [canonical, raw === '' ? '' : `${raw}:`]));
  return { source, root, prefix: (canonical) => prefixes.get(canonical) ?? (canonical === '' ? '' : `${canonical}:`) };
}

/** Position after a comment, CDATA section or processing instruction; -1 when it never ends or is a DOCTYPE. */
function skipDeclaration(source: string, start: number): number {
  const skipTo = (closing: string): number => {
    const end = source.indexOf(closing, start);
    return end < 0 ? -1 : end + closing.length;
  };
  if (source.startsWith('<!--', start)) return skipTo('-->');
  if (source.startsWith('<![CDATA[', start)) return skipTo(']]>');
  if (source.startsWith('<?', start)) return skipTo('?>');
  // A DOCTYPE can declare entities that explode; OOXML forbids it.
  return -1;
}

/** Position of the `>` that ends a tag; a `>` inside an attribute value does not count. -1 when the tag never ends. */
function endOfTag(source: string, start: number): number {
  for (let at = start + 1; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x3e) return at;
    if (code === 0x3c) return -1;
    if (code === 0x22 || code === 0x27) {
      at = source.indexOf(code === 0x22 ? '"' : "'", at + 1);
      if (at < 0) return -1;
    }
  }
  return -1;
}

function readName(source: string, start: number): string {
  let at = start;
  for (; at < source.length; at++) {
    const code = source.charCodeAt(at);
    if (code === 0x20 || code === 0x3e || code === 0x2f || code === 0x09 || code === 0x0a || code === 0x0d) break;
  }
  return source.slice(start, at);
}

function readNamespaces(tag: string): Map<string, string> {
  const renames = new Map<string, string>();
  for (const [, prefix, , uri] of tag.matchAll(/\sxmlns(?::([\w.-]+))?\s*=\s*(["'])(.*?)\2/gu)) {
    const canonical = NAMESPACES.get(uri ?? '');
    if (canonical !== undefined) renames.set(prefix ?? '', canonical);
  }
  return renames;
}

const attributePatterns = new Map<string, RegExp>();

/** Value of an attribute by its local name (any prefix), entities resolved; null when absent. */
export function attribute(tree: XmlTree, element: XmlElement, name: string): string | null {
  let pattern = attributePatterns.get(name);
  if (pattern === undefined) {
    pattern = new RegExp(`\\s(?:[\\w.-]+:)?${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`, 'u');
    attributePatterns.set(name, pattern);
  }
  const match = pattern.exec(tree.source.slice(element.start, element.openEnd));
  return match === null ? null : decodeEntities(match[1] ?? match[2] ?? '');
}

/** First child of that name, or null. */
export function child(element: XmlElement | null, name: string): XmlElement | null {
  return element?.children.find((candidate) => candidate.name === name) ?? null;
}

/** All elements of that name below, in order of the document. */
export function* descendants(element: XmlElement, name: string): Generator<XmlElement> {
  for (const below of element.children) {
    if (below.name === name) yield below;
    yield* descendants(below, name);
  }
}

/** Character data of an element without child elements (`w:t`, `v`), entities and CDATA resolved. */
export function textOf(tree: XmlTree, element: XmlElement): string {
  return characters(tree.source.slice(element.openEnd, element.closeStart));
}

/** Content of an element in order: its child elements, and the text before, between and after them. */
export function* contentOf(tree: XmlTree, element: XmlElement): Generator<string | XmlElement> {
  let at = element.openEnd;
  for (const below of element.children) {
    if (below.start > at) yield characters(tree.source.slice(at, below.start));
    yield below;
    at = below.end;
  }
  if (element.closeStart > at) yield characters(tree.source.slice(at, element.closeStart));
}

/** Character data as text: entities and CDATA resolved, comments and instructions left out. */
function characters(raw: string): string {
  if (!raw.includes('<')) return decodeEntities(raw);
  return raw
    .split(/(<!\[CDATA\[.*?\]\]>)/su)
    .map((piece) =>
      piece.startsWith('<![CDATA[') ? piece.slice(9, -3) : decodeEntities(piece.replace(/<!--.*?-->|<\?.*?\?>/gsu, '')),
    )
    .join('');
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Resolves the five entities of XML and character references; anything else stays as written. */
function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w+));/giu,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name] ?? whole;
      const code = hex === undefined ? Number.parseInt(decimal ?? '', 10) : Number.parseInt(hex, 16);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    },
  );
}

/** Text made safe for XML content: markup escaped, control characters that XML forbids left out. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** One cut in a source: [start, end) becomes `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The source with all edits made at once; edits at one place keep the order they were given in. They must not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const ordered = edits
    .map((edit, index) => ({ edit, index }))
    .toSorted((a, b) => a.edit.start - b.edit.start || a.index - b.index);
  let at = 0;
  const pieces: string[] = [];
  for (const { edit } of ordered) {
    if (edit.start < at) throw new RangeError('edits overlap');
    pieces.push(source.slice(at, edit.start), edit.text);
    at = edit.end;
  }
  pieces.push(source.slice(at));
  return pieces.join('');
}

/** Bytes of a part as text. Only UTF-8 is taken, so that text can go back to the same bytes. */
export function decodePart(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new DocumentProblem('file-damaged', 'UTF-8');
  }
}
