/** What styles.xml says about paragraphs: numbers, headings, bold, alignment; inherited through `basedOn`. */
import { attribute, child, type XmlElement, type XmlTree } from './xml-tree.ts';

/** What a paragraph or run looks like; undefined = not said here. */
export interface Look {
  bold?: boolean;
  italic?: boolean;
  capitals?: boolean;
  hidden?: boolean;
  /** Crossed out: the writer took it back. */
  struck?: boolean;
  /** Raised above the line, such as the sign of a footnote. */
  raised?: boolean;
  /** Font of letters beyond ASCII, which is where the codes of old Vietnamese fonts are; '' for one of the theme's. */
  font?: string;
  /** Font of ASCII letters. */
  asciiFont?: string;
  align?: string;
  heading?: number;
  listId?: string;
  listLevel?: number;
}

export interface Styles {
  /** Look of a style with everything it inherits; `null` asks for the default paragraph style. */
  look(styleId: string | null): Look;
  /** What a style says itself or inherits from others, without the defaults of the document. */
  own(styleId: string): Look;
}

/** Reads styles.xml (null when the file has none). */
export function readStyles(tree: XmlTree | null): Styles {
  const own = new Map<string, { look: Look; basedOn: string | null }>();
  let defaults: Look = {};
  let defaultParagraph: string | null = null;
  for (const element of tree?.root.children ?? []) {
    if (tree === null) break;
    if (element.name === 'w:docDefaults') {
      const run = child(child(element, 'w:rPrDefault'), 'w:rPr');
      defaults = run === null ? {} : readRunLook(tree, run);
    }
    if (element.name !== 'w:style') continue;
    const id = attribute(tree, element, 'styleId') ?? '';
    const basedOn = child(element, 'w:basedOn');
    const nameElement = child(element, 'w:name');
    const look = readLook(tree, child(element, 'w:pPr'), child(element, 'w:rPr'));
    const name = nameElement === null ? '' : (attribute(tree, nameElement, 'val') ?? '');
    const heading = /^heading ([1-9])$/iu.exec(name);
    if (heading !== null) look.heading ??= Number(heading[1]);
    own.set(id, { look, basedOn: basedOn === null ? null : attribute(tree, basedOn, 'val') });
    if (
      attribute(tree, element, 'type') === 'paragraph' &&
      /^(?:1|true|on)$/u.test(attribute(tree, element, 'default') ?? '')
    ) {
      defaultParagraph = id;
    }
  }
  const resolved = new Map<string, Look>();
  const resolve = (id: string, depth: number): Look => {
    const known = resolved.get(id);
    if (known !== undefined) return known;
    const style = own.get(id);
    if (style === undefined || depth > 20) return {};
    const look = { ...(style.basedOn === null ? {} : resolve(style.basedOn, depth + 1)), ...style.look };
    resolved.set(id, look);
    return look;
  };
  return {
    own: (styleId) => resolve(styleId, 0),
    look: (styleId) => {
      const id = styleId ?? defaultParagraph;
      return { ...defaults, ...(id === null ? {} : resolve(id, 0)) };
    },
  };
}

/** Look that paragraph properties and run properties state themselves. */
export function readLook(tree: XmlTree, paragraph: XmlElement | null, run: XmlElement | null): Look {
  const look: Look = run === null ? {} : readRunLook(tree, run);
  if (paragraph === null) return look;
  for (const property of paragraph.children) {
    if (property.name === 'w:jc') look.align = attribute(tree, property, 'val') ?? 'left';
    else if (property.name === 'w:outlineLvl') {
      const level = Number(attribute(tree, property, 'val') ?? 9);
      if (level < 9) look.heading = level + 1;
    } else if (property.name === 'w:numPr') {
      const list = child(property, 'w:numId');
      const level = child(property, 'w:ilvl');
      if (list !== null) look.listId = attribute(tree, list, 'val') ?? '0';
      if (level !== null) look.listLevel = Number(attribute(tree, level, 'val') ?? 0);
    }
  }
  return look;
}

function readRunLook(tree: XmlTree, run: XmlElement): Look {
  const look: Look = {};
  for (const property of run.children) {
    if (property.name === 'w:b') look.bold = isOn(tree, property);
    else if (property.name === 'w:i') look.italic = isOn(tree, property);
    else if (property.name === 'w:caps') look.capitals = isOn(tree, property);
    else if (property.name === 'w:vanish') look.hidden = isOn(tree, property);
    else if (property.name === 'w:strike' || property.name === 'w:dstrike') look.struck ||= isOn(tree, property);
    else if (property.name === 'w:vertAlign') look.raised = attribute(tree, property, 'val') === 'superscript';
    else if (property.name === 'w:rFonts') {
      const ascii = fontOf(tree, property, 'ascii');
      const others = fontOf(tree, property, 'hAnsi');
      if (ascii !== null) look.asciiFont = ascii;
      if (others !== null) look.font = others;
    }
  }
  return look;
}

/** A font of the theme wins over one that is named. */
function fontOf(tree: XmlTree, property: XmlElement, kind: 'ascii' | 'hAnsi'): string | null {
  return attribute(tree, property, `${kind}Theme`) === null ? attribute(tree, property, kind) : '';
}

function isOn(tree: XmlTree, property: XmlElement): boolean {
  return !/^(?:0|false|off|none)$/u.test(attribute(tree, property, 'val') ?? '1');
}
