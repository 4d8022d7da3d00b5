/** An OpenDocument file opened as far as its parts: the content and the common styles. */
import { attribute, decodePart, descendants, parseXml, type XmlElement, type XmlTree } from '../../docx/xml-tree.ts';
import { DocumentProblem } from '../../problem.ts';
import { type OpenZip, openZip } from '../../zip-guard.ts';

export interface OdfFile {
  readonly content: XmlTree;
  /** `office:text` or `office:spreadsheet`. */
  readonly body: XmlElement;
  /** Null when the file has none. */
  readonly styles: XmlTree | null;
}

/** `odt`, `ods`, or null for a zip that is no OpenDocument text or sheet. */
export function odfKind(zip: OpenZip): 'odt' | 'ods' | null {
  const type = zip.read('mimetype');
  const name = type === null ? '' : new TextDecoder().decode(type.subarray(0, 100)).trim();
  if (/^application\/vnd\.oasis\.opendocument\.text(?:-template|-master)?$/u.test(name)) return 'odt';
  return /^application\/vnd\.oasis\.opendocument\.spreadsheet(?:-template)?$/u.test(name) ? 'ods' : null;
}

/** Opens an .odt or .ods. Throws DocumentProblem for a file that is locked, damaged, too large or another kind. */
export function openOdf(bytes: Uint8Array, kind: 'odt' | 'ods'): OdfFile {
  const zip = openZip(bytes);
  refuseLocked(zip);
  const other = kind === 'odt' ? 'file-not-docx' : 'file-not-xlsx';
  const content = readPart(zip, 'content.xml');
  if (content === null) throw new DocumentProblem('file-damaged', 'content.xml');
  const [body] = descendants(content.root, kind === 'odt' ? 'office:text' : 'office:spreadsheet');
  if (content.root.name !== 'office:document-content' || body === undefined) throw new DocumentProblem(other);
  return { content, body, styles: readPart(zip, 'styles.xml') };
}

/** With a password the parts are there but not readable; the list of parts says so. */
function refuseLocked(zip: OpenZip): void {
  const manifest = readPart(zip, 'META-INF/manifest.xml');
  if (manifest === null) return;
  for (const entry of descendants(manifest.root, 'manifest:file-entry')) {
    if (attribute(manifest, entry, 'full-path') !== 'content.xml') continue;
    if (entry.children.some((below) => below.name === 'manifest:encryption-data'))
      throw new DocumentProblem('file-encrypted');
  }
}

function readPart(zip: OpenZip, name: string): XmlTree | null {
  const part = zip.read(name);
  return part === null ? null : parseXml(decodePart(part));
}

const ROW_GROUPS: ReadonlySet<string> = new Set([
  'table:table-header-rows',
  'table:table-rows',
  'table:table-row-group',
]);

/** Rows of a table in order, those that repeat on each page and those in groups too. */
export function* rowsOf(table: XmlElement): Generator<XmlElement> {
  for (const below of table.children) {
    if (below.name === 'table:table-row') yield below;
    else if (ROW_GROUPS.has(below.name)) yield* rowsOf(below);
  }
}
