/** What the styles of an OpenDocument text say about letters and paragraphs, with what they inherit. */
import type { ParagraphBlock } from '../../blocks.ts';
import { attribute, child, type XmlElement, type XmlTree } from '../../docx/xml-tree.ts';
import type { OdfFile } from './package.ts';

/** Undefined = not said here. */
export interface OdfLook {
  font?: string;
  bold?: boolean;
  italic?: boolean;
  capitals?: boolean;
  hidden?: boolean;
  /** Crossed out by its writer. */
  struck?: boolean;
  align?: ParagraphBlock['align'];
  listStyle?: string;
  outline?: number;
}

export interface OdfStyles {
  paragraph(name: string | null): OdfLook;
  /** What a character style says itself and inherits from others of its kind. */
  text(name: string | null): OdfLook;
  cell(name: string | null): OdfLook;
}

const DEEPEST = 20;

interface OwnStyle {
  readonly look: OdfLook;
  readonly parent: string | null;
}

/** Styles of both parts of the file; those of the content come last and win. */
export function readOdfStyles(file: OdfFile): OdfStyles {
  const own = new Map<string, OwnStyle>();
  const trees = [file.styles, file.content].filter((tree) => tree !== null);
  const fonts = new Map(trees.flatMap((tree) => [...fontsOf(tree)]));
  for (const tree of trees) {
    for (const element of styleElements(tree)) {
      if (element.name !== 'style:style' && element.name !== 'style:default-style') continue;
      const family = attribute(tree, element, 'family') ?? '';
      const name = element.name === 'style:style' ? (attribute(tree, element, 'name') ?? '') : '';
      own.set(`${family} ${name}`, {
        look: lookOf(tree, element, fonts),
        parent: attribute(tree, element, 'parent-style-name'),
      });
    }
  }
  const resolved = new Map<string, OdfLook>();
  const resolve = (family: string, name: string, depth: number): OdfLook => {
    const key = `${family} ${name}`;
    const known = resolved.get(key);
    if (known !== undefined) return known;
    const style = own.get(key);
    if (style === undefined || depth > DEEPEST) return {};
    const look = { ...(style.parent === null ? {} : resolve(family, style.parent, depth + 1)), ...style.look };
    resolved.set(key, look);
    return look;
  };
  const withDefaults = (family: string, name: string | null): OdfLook => ({
    ...own.get(`${family} `)?.look,
    ...(name === null ? {} : resolve(family, name, 0)),
  });
  return {
    paragraph: (name) => withDefaults('paragraph', name),
    cell: (name) => withDefaults('table-cell', name),
    text: (name) => (name === null ? {} : resolve('text', name, 0)),
  };
}

/** Children of the lists of styles: common ones, automatic ones, fonts. */
export function* styleElements(tree: XmlTree): Generator<XmlElement> {
  for (const section of tree.root.children)
    if (section.name === 'office:styles' || section.name === 'office:automatic-styles') yield* section.children;
}

/** Fonts by the name that styles use. */
function fontsOf(tree: XmlTree): Map<string, string> {
  const faces = child(tree.root, 'office:font-face-decls')?.children ?? [];
  return new Map(
    faces.map((face) => {
      const name = attribute(tree, face, 'name') ?? '';
      return [name, unquoted(attribute(tree, face, 'font-family') ?? name)];
    }),
  );
}

function unquoted(family: string): string {
  return (
    family
      .split(',')[0]
      ?.trim()
      .replace(/^['"]|['"]$/gu, '') ?? ''
  );
}

function lookOf(tree: XmlTree, style: XmlElement, fonts: ReadonlyMap<string, string>): OdfLook {
  const look: OdfLook = {};
  const list = attribute(tree, style, 'list-style-name');
  if (list !== null) look.listStyle = list;
  const outline = Number(attribute(tree, style, 'default-outline-level') ?? 0);
  if (outline >= 1 && outline <= 9) look.outline = outline;
  const paragraph = child(style, 'style:paragraph-properties');
  const align = paragraph === null ? null : attribute(tree, paragraph, 'text-align');
  if (align !== null) look.align = ALIGNS[align] ?? 'left';
  const text = child(style, 'style:text-properties');
  if (text === null) return look;
  const value = (name: string): string | null => attribute(tree, text, name);
  const weight = value('font-weight');
  if (weight !== null) look.bold = weight === 'bold' || Number(weight) >= 600;
  const slant = value('font-style');
  if (slant !== null) look.italic = slant !== 'normal';
  const transform = value('text-transform');
  if (transform !== null) look.capitals = transform === 'uppercase';
  const display = value('display');
  if (display !== null) look.hidden = display === 'none';
  const line = value('text-line-through-style') ?? value('text-line-through-type');
  if (line !== null) look.struck = line !== 'none';
  const face = value('font-name');
  const family = value('font-family');
  if (face !== null) look.font = fonts.get(face) ?? face;
  else if (family !== null) look.font = unquoted(family);
  return look;
}

const ALIGNS: Readonly<Record<string, ParagraphBlock['align']>> = {
  center: 'center',
  end: 'right',
  right: 'right',
  justify: 'justify',
};
