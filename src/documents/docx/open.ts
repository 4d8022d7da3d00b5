/** A .docx opened and understood as far as its parts: main document, styles, numbering. */
import { DocumentProblem } from '../problem.ts';
import { LegacyLetters } from '../readers/legacy-runs.ts';
import { type OpenZip, openZip } from '../zip-guard.ts';
import { type Numbering, readNumbering } from './numbering.ts';
import { readPieces } from './paragraph.ts';
import { readStyles, type Styles } from './styles.ts';
import { attribute, decodePart, descendants, parseXml, type XmlElement, type XmlTree } from './xml-tree.ts';

export interface DocxFile {
  readonly zip: OpenZip;
  /** Name of the main part, nearly always `word/document.xml`. */
  readonly mainPart: string;
  readonly tree: XmlTree;
  readonly styles: Styles;
  /** How the letters of its old fonts are to be read, and which were met. */
  readonly letters: LegacyLetters;
  /** Counts as it is asked: make one pass over the document, then open anew. */
  readonly numbering: Numbering;
  /** Parts with the headers of pages, opened as they are asked for; the first page's come first. */
  headers(): Generator<{ readonly part: string; readonly tree: XmlTree }>;
}

/** Sections of a document may have headers of their own; a letterhead is in the first ones. */
const MOST_HEADERS = 6;

/** Opens a .docx. Throws DocumentProblem for a file that is none, is damaged, too large, locked or carries macros. */
export function openDocx(bytes: Uint8Array): DocxFile {
  const zip = openZip(bytes);
  const mainPart = findMainPart(zip) ?? 'word/document.xml';
  const main = zip.read(mainPart);
  if (main === null || zip.read('[Content_Types].xml') === null) throw new DocumentProblem('file-not-docx');
  const tree = parseXml(decodePart(main));
  if (tree.root.name !== 'w:document') throw new DocumentProblem('file-not-docx');
  const folder = mainPart.slice(0, mainPart.lastIndexOf('/') + 1);
  const side = (name: string): XmlTree | null => {
    const part = zip.read(folder + name);
    return part === null ? null : parseXml(decodePart(part));
  };
  const stylesTree = side('styles.xml');
  const styles = readStyles(stylesTree);
  return {
    zip,
    mainPart,
    tree,
    styles,
    letters: lettersOf(tree, styles, stylesTree),
    numbering: readNumbering(side('numbering.xml')),
    headers: () => headersOf(zip, mainPart, tree),
  };
}

const OLD_FONT = /"(?:\.?Vn[A-Z3]|VNI[-\s_])/iu;

/** A first look at all text, but only where an old font is named at all: the filler must read as the reader does. */
function lettersOf(tree: XmlTree, styles: Styles, stylesTree: XmlTree | null): LegacyLetters {
  const letters = new LegacyLetters();
  if (!OLD_FONT.test(tree.source) && !OLD_FONT.test(stylesTree?.source ?? '')) return letters;
  for (const paragraph of descendants(tree.root, 'w:p')) readPieces({ tree, styles, letters }, paragraph);
  letters.settle();
  letters.met.clear();
  return letters;
}

function* headersOf(zip: OpenZip, mainPart: string, tree: XmlTree): Generator<{ part: string; tree: XmlTree }> {
  const folder = mainPart.slice(0, mainPart.lastIndexOf('/') + 1);
  const relations = zip.read(`${folder}_rels/${mainPart.slice(folder.length)}.rels`);
  if (relations === null) return;
  const relationTree = parseXml(decodePart(relations));
  const targets = new Map(
    relationTree.root.children.map((relation) => [
      attribute(relationTree, relation, 'Id'),
      attribute(relationTree, relation, 'Target') ?? '',
    ]),
  );
  const references = [...descendants(tree.root, 'w:headerReference')].slice(0, MOST_HEADERS);
  const ofType = (type: string): XmlElement[] =>
    references.filter((reference) => (attribute(tree, reference, 'type') ?? 'default') === type);
  for (const reference of [...ofType('first'), ...ofType('default')]) {
    const target = targets.get(attribute(tree, reference, 'id')) ?? '';
    const part = target.startsWith('/') ? target.slice(1) : folder + target;
    const content = zip.read(part);
    if (content !== null) yield { part, tree: parseXml(decodePart(content)) };
  }
}

/** Main part that the package's relationships name; null when they name none. */
export function findMainPart(zip: OpenZip): string | null {
  const relationships = zip.read('_rels/.rels');
  if (relationships === null) return null;
  const tree = parseXml(decodePart(relationships));
  for (const relationship of tree.root.children) {
    if (!(attribute(tree, relationship, 'Type') ?? '').endsWith('/officeDocument')) continue;
    return (attribute(tree, relationship, 'Target') ?? '').replace(/^\//u, '');
  }
  return null;
}
