/** Room for prose in a sheet: cell styles that wrap, added behind the others, and rows as tall as the text in them. */
import { attribute, child, type Edit, type XmlElement, type XmlTree } from '../docx/xml-tree.ts';
import { parseAddress } from './address.ts';
import type { XlsxSheet } from './open.ts';

/** Styles of a workbook that wrap; the ones it has stay as they are. */
export class WrapStyles {
  readonly #tree: XmlTree;
  readonly #list: XmlElement | null;
  readonly #added = new Map<string, string>();

  constructor(tree: XmlTree) {
    this.#tree = tree;
    this.#list = child(tree.root, 'cellXfs');
  }

  /** Number of the style that looks like `base` and wraps; null when the workbook has no such base. */
  wrapping(base: string): string | null {
    const known = [...this.#added.keys()].indexOf(base);
    const first = this.#list?.children.length ?? 0;
    if (known >= 0) return String(first + known);
    const style = this.#list?.children[Number(base)];
    if (style === undefined) return null;
    this.#added.set(base, this.#wrapped(style));
    return String(first + this.#added.size - 1);
  }

  #wrapped(style: XmlElement): string {
    const { source } = this.#tree;
    const p = this.#tree.prefix('');
    const open = source
      .slice(style.start, style.openEnd)
      .replace(/\s*\/?>$/u, '')
      .replace(/ applyAlignment="[^"]*"/u, '');
    const alignment = child(style, 'alignment');
    const kept =
      alignment === null ? [] : source.slice(alignment.start, alignment.end).match(/\s(?:horizontal|indent)="[^"]*"/gu);
    const others = style.children.filter((one) => one !== alignment).map((one) => source.slice(one.start, one.end));
    return `${open} applyAlignment="1"><${p}alignment${(kept ?? []).join('')} vertical="top" wrapText="1"/>${others.join('')}</${p}xf>`;
  }

  edits(): Edit[] {
    const list = this.#list;
    if (list === null || this.#added.size === 0) return [];
    const tag = this.#tree.source.slice(list.start, list.openEnd);
    const counted = tag.replace(/count="\d+"/u, `count="${list.children.length + this.#added.size}"`);
    return [
      ...(counted === tag ? [] : [{ start: list.start, end: list.openEnd, text: counted }]),
      { start: list.closeStart, end: list.closeStart, text: [...this.#added.values()].join('') },
    ];
  }
}

const LINE_HEIGHT = 16.5;
const TALLEST_ROW = 409;
/** Width of a column that says none, in letters. */
const PLAIN_WIDTH = 9;

/** Cuts that make the rows of these texts tall enough; a row that is taller already stays. */
export function tallRows(sheet: XlsxSheet, texts: ReadonlyMap<string, string>): Edit[] {
  const rows = new Map(
    (child(sheet.tree.root, 'sheetData')?.children ?? []).map((row) => [Number(attribute(sheet.tree, row, 'r')), row]),
  );
  return [...texts].flatMap(([address, text]): Edit[] => {
    const at = parseAddress(address);
    const row = at === null ? undefined : rows.get(at.row);
    if (at === null || row === undefined || row.closeStart >= row.end) return [];
    const width = widthOf(sheet, address, at.column);
    const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / width)), 0);
    const height = Math.min(TALLEST_ROW, lines * LINE_HEIGHT);
    if (lines < 2 || Number(attribute(sheet.tree, row, 'ht') ?? 0) >= height) return [];
    const tag = sheet.tree.source.slice(row.start, row.openEnd).replace(/ (?:ht|customHeight)="[^"]*"/gu, '');
    return [{ start: row.start, end: row.openEnd, text: tag.replace(/>$/u, ` ht="${height}" customHeight="1">`) }];
  });
}

/** Letters that fit on a line of the cell, merged columns counted together. */
function widthOf(sheet: XlsxSheet, address: string, column: number): number {
  const merge = child(sheet.tree.root, 'mergeCells')?.children.find((one) =>
    (attribute(sheet.tree, one, 'ref') ?? '').startsWith(`${address}:`),
  );
  const end = parseAddress(
    (merge === undefined ? '' : (attribute(sheet.tree, merge, 'ref') ?? '')).split(':')[1] ?? '',
  );
  const widths = child(sheet.tree.root, 'cols')?.children ?? [];
  let width = 0;
  for (let at = column; at <= Math.min(end?.column ?? column, column + 100); at++) {
    const own = widths.find(
      (one) => Number(attribute(sheet.tree, one, 'min')) <= at && at <= Number(attribute(sheet.tree, one, 'max')),
    );
    width += own === undefined ? PLAIN_WIDTH : Number(attribute(sheet.tree, own, 'width') ?? PLAIN_WIDTH);
  }
  return Math.max(5, width);
}
