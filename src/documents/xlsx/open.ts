/** An .xlsx opened as far as its parts: visible sheets with their trees, strings, and which styles show dates. */
import {
  attribute,
  child,
  decodePart,
  descendants,
  parseXml,
  textOf,
  type XmlElement,
  type XmlTree,
} from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { type OpenZip, openZip } from '../zip-guard.ts';
import { findMainPart } from '../docx/open.ts';

export interface XlsxSheet {
  readonly name: string;
  readonly part: string;
  readonly tree: XmlTree;
}

export interface XlsxFile {
  readonly zip: OpenZip;
  readonly workbookPart: string;
  readonly workbook: XmlTree;
  /** Visible sheets in order. */
  readonly sheets: readonly XlsxSheet[];
  readonly strings: readonly string[];
  /** What the number format of a cell style shows. */
  readonly formats: readonly ('number' | 'date' | 'percent')[];
}

/** Opens an .xlsx. Throws DocumentProblem for a file that is none, is damaged, too large, locked or carries macros. */
export function openXlsx(bytes: Uint8Array): XlsxFile {
  const zip = openZip(bytes);
  const workbookPart = findMainPart(zip) ?? 'xl/workbook.xml';
  const workbook = readPart(zip, workbookPart);
  if (workbook === null || workbook.root.name !== 'workbook') throw new DocumentProblem('file-not-xlsx');
  const folder = workbookPart.slice(0, workbookPart.lastIndexOf('/') + 1);
  const targets = relationTargets(zip, `${folder}_rels/${workbookPart.slice(folder.length)}.rels`, folder);
  const sheets = [...descendants(workbook.root, 'sheet')].flatMap((sheet): XlsxSheet[] => {
    const part = targets.get(attribute(workbook, sheet, 'id') ?? '');
    const hidden = (attribute(workbook, sheet, 'state') ?? 'visible') !== 'visible';
    const tree = part === undefined || hidden ? null : readPart(zip, part);
    if (part === undefined || tree === null || tree.root.name !== 'worksheet') return [];
    return [{ name: attribute(workbook, sheet, 'name') ?? '', part, tree }];
  });
  return {
    zip,
    workbookPart,
    workbook,
    sheets,
    strings: readStrings(readPart(zip, `${folder}sharedStrings.xml`)),
    formats: readFormats(readPart(zip, `${folder}styles.xml`)),
  };
}

function readPart(zip: OpenZip, name: string): XmlTree | null {
  const part = zip.read(name);
  return part === null ? null : parseXml(decodePart(part));
}

function relationTargets(zip: OpenZip, part: string, folder: string): Map<string, string> {
  const tree = readPart(zip, part);
  const targets = new Map<string, string>();
  for (const relation of tree?.root.children ?? []) {
    if (tree === null) break;
    const target = attribute(tree, relation, 'Target') ?? '';
    targets.set(attribute(tree, relation, 'Id') ?? '', target.startsWith('/') ? target.slice(1) : folder + target);
  }
  return targets;
}

/** Text of a shared or inline string: its runs joined, phonetic help left out. */
export function stringText(tree: XmlTree, element: XmlElement): string {
  return element.children
    .map((below) => (below.name === 't' ? textOf(tree, below) : below.name === 'r' ? stringText(tree, below) : ''))
    .join('');
}

function readStrings(tree: XmlTree | null): string[] {
  return tree === null
    ? []
    : tree.root.children.filter((item) => item.name === 'si').map((item) => stringText(tree, item));
}

function readFormats(tree: XmlTree | null): ('number' | 'date' | 'percent')[] {
  if (tree === null) return [];
  const codes = new Map<number, string>();
  for (const format of descendants(tree.root, 'numFmt'))
    codes.set(Number(attribute(tree, format, 'numFmtId')), attribute(tree, format, 'formatCode') ?? '');
  return (child(tree.root, 'cellXfs')?.children ?? []).map((style) => {
    const id = Number(attribute(tree, style, 'numFmtId') ?? 0);
    const code = (codes.get(id) ?? '').replace(/"[^"]*"|\[[^\]]*\]|\\./gu, '');
    if ((id >= 14 && id <= 22) || (id >= 27 && id <= 36) || (id >= 45 && id <= 47) || /[dmyhs]/iu.test(code))
      return 'date';
    return id === 9 || id === 10 || code.includes('%') ? 'percent' : 'number';
  });
}
