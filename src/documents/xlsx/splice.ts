/** Writes cells into a sheet's XML and leaves everything else as it is: styles, widths, merges, validation. */
import { attribute, child, type Edit, escapeXml, type XmlElement } from '../docx/xml-tree.ts';
import { DocumentProblem } from '../problem.ts';
import { type CellAddress, parseAddress } from './address.ts';
import type { XlsxSheet } from './open.ts';

/** A number is a decimal string; text stays text whatever it begins with. */
export type NewCell =
  | { readonly kind: 'number'; readonly value: string }
  /** `style`: number of a cell style instead of the cell's own. */
  | { readonly kind: 'text'; readonly value: string; readonly style?: string };

export interface SheetSplice {
  readonly edits: readonly Edit[];
  /** A formula was replaced: the calculation chain must go. */
  readonly replacedFormula: boolean;
}

/** Cuts that set the cells of one sheet, by address. */
export function spliceSheet(sheet: XlsxSheet, cells: ReadonlyMap<string, NewCell>): SheetSplice {
  const data = child(sheet.tree.root, 'sheetData');
  if (data === null) throw new DocumentProblem('file-damaged', sheet.name);
  const edits: Edit[] = [];
  let replacedFormula = false;
  const newRows = new Map<number, { address: CellAddress; text: string; cell: NewCell }[]>();
  const rows = new Map(data.children.map((row) => [Number(attribute(sheet.tree, row, 'r')), row]));
  const ordered = [...cells]
    .map(([text, cell]) => ({ text, cell, address: parseAddress(text) }))
    .toSorted((a, b) => (a.address?.column ?? 0) - (b.address?.column ?? 0));
  for (const { text, cell, address } of ordered) {
    if (address === null) throw new DocumentProblem('form-mismatch', text);
    const row = rows.get(address.row);
    if (row === undefined) {
      newRows.set(address.row, [...(newRows.get(address.row) ?? []), { address, text, cell }]);
      continue;
    }
    const existing = row.children.find((candidate) => attribute(sheet.tree, candidate, 'r') === text);
    if (existing !== undefined) {
      replacedFormula ||= child(existing, 'f') !== null;
      edits.push({
        start: existing.start,
        end: existing.end,
        text: cellXml(sheet, text, attribute(sheet.tree, existing, 's'), cell),
      });
      continue;
    }
    const next = row.children.find(
      (candidate) => (parseAddress(attribute(sheet.tree, candidate, 'r') ?? '')?.column ?? 0) > address.column,
    );
    edits.push(inside(sheet, row, next?.start ?? null, cellXml(sheet, text, attribute(sheet.tree, row, 's'), cell)));
  }
  for (const [number, added] of [...newRows].toSorted(([a], [b]) => a - b)) {
    const next = data.children.find((row) => Number(attribute(sheet.tree, row, 'r')) > number);
    const p = sheet.tree.prefix('');
    const xml = `<${p}row r="${number}">${added.map(({ text, cell }) => cellXml(sheet, text, null, cell)).join('')}</${p}row>`;
    edits.push(inside(sheet, data, next?.start ?? null, xml));
  }
  return { edits, replacedFormula };
}

function inside(sheet: XlsxSheet, parent: XmlElement, before: number | null, xml: string): Edit {
  if (before !== null) return { start: before, end: before, text: xml };
  if (parent.closeStart < parent.end) return { start: parent.closeStart, end: parent.closeStart, text: xml };
  const tag = sheet.tree.source.slice(parent.start, parent.end);
  const name = /^<([^\s/>]+)/u.exec(tag)?.[1] ?? '';
  return { start: parent.start, end: parent.end, text: `${tag.replace(/\s*\/>$/u, '>')}${xml}</${name}>` };
}

function cellXml(sheet: XlsxSheet, address: string, style: string | null, cell: NewCell): string {
  const p = sheet.tree.prefix('');
  const own = cell.kind === 'text' ? (cell.style ?? style) : style;
  const look = own === null ? '' : ` s="${escapeXml(own)}"`;
  if (cell.kind === 'number') return `<${p}c r="${address}"${look}><${p}v>${cell.value}</${p}v></${p}c>`;
  return `<${p}c r="${address}"${look} t="inlineStr"><${p}is><${p}t xml:space="preserve">${escapeXml(cell.value)}</${p}t></${p}is></${p}c>`;
}
