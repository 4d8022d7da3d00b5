/** What the styles of an OpenDocument sheet say: fonts of cells, and which sheets are hidden. */
import { attribute, child } from '../../docx/xml-tree.ts';
import { type OdfFile } from './package.ts';
import { readOdfStyles, styleElements } from './styles.ts';

export interface CellStyles {
  fontOf(style: string | null): string | undefined;
  spanFontOf(style: string | null): string | undefined;
  /** True for the style of a hidden sheet. */
  isHidden(style: string | null): boolean;
}

export function readCellStyles(file: OdfFile): CellStyles {
  const styles = readOdfStyles(file);
  const hidden = new Set<string>();
  for (const element of styleElements(file.content)) {
    const properties = child(element, 'style:table-properties');
    if (properties === null || attribute(file.content, properties, 'display') !== 'false') continue;
    hidden.add(attribute(file.content, element, 'name') ?? '');
  }
  return {
    fontOf: (style) => styles.cell(style).font,
    spanFontOf: (style) => styles.text(style).font,
    isHidden: (style) => style !== null && hidden.has(style),
  };
}
