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
import { type FontRun, LegacyLetters } from '../readers/legacy-runs.ts';
import { type CellFormat, formatOf } from './number-text.ts';

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
  /** Shared strings, each as runs; a run without a font of its own is in the cell's. */
  readonly strings: readonly (readonly FontRun[])[];
  readonly styles: readonly XlsxStyle[];
  /** How the letters of its old fonts are to be read, and which were met. */
  readonly letters: LegacyLetters;
  /** Days are counted from 1904. */
  readonly is1904: boolean;
}

/** What a cell's style says about how its value shows. */
export interface XlsxStyle {
  readonly format: CellFormat;
  readonly font: string | undefined;
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
  const properties = child(workbook.root, 'workbookPr');
  return {
    zip,
    workbookPart,
    workbook,
    sheets,
    strings: readStrings(readPart(zip, `${folder}sharedStrings.xml`)),
    styles: readStyles(readPart(zip, `${folder}styles.xml`)),
    letters: new LegacyLetters(),
    is1904: /^(?:1|true|on)$/u.test(properties === null ? '' : (attribute(workbook, properties, 'date1904') ?? '')),
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

/** Runs of a shared or inline string, phonetic help left out. */
export function stringRuns(tree: XmlTree, element: XmlElement): FontRun[] {
  return element.children.flatMap((below): FontRun[] => {
    if (below.name === 't') return [{ text: textOf(tree, below), font: undefined }];
    if (below.name !== 'r') return [];
    const face = child(child(below, 'rPr'), 'rFont');
    const font = face === null ? undefined : (attribute(tree, face, 'val') ?? undefined);
    return stringRuns(tree, below).map((run) => ({ text: run.text, font }));
  });
}

function readStrings(tree: XmlTree | null): FontRun[][] {
  return tree === null
    ? []
    : tree.root.children.filter((item) => item.name === 'si').map((item) => stringRuns(tree, item));
}

function readStyles(tree: XmlTree | null): XlsxStyle[] {
  if (tree === null) return [];
  const codes = new Map<number, string>();
  for (const format of descendants(tree.root, 'numFmt'))
    codes.set(Number(attribute(tree, format, 'numFmtId')), attribute(tree, format, 'formatCode') ?? '');
  const fonts = (child(tree.root, 'fonts')?.children ?? []).map((font) => {
    const name = child(font, 'name');
    return name === null ? undefined : (attribute(tree, name, 'val') ?? undefined);
  });
  return (child(tree.root, 'cellXfs')?.children ?? []).map((style) => {
    const id = Number(attribute(tree, style, 'numFmtId') ?? 0);
    return { format: formatOf(id, codes.get(id) ?? ''), font: fonts[Number(attribute(tree, style, 'fontId') ?? 0)] };
  });
}
