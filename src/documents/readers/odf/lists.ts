/** Automatic numbers and bullets of OpenDocument lists, counted in the order of the document. */
import { countLists, type Numbering, type NumberingLevel, type NumberingList } from '../../docx/numbering.ts';
import { attribute, type XmlElement, type XmlTree } from '../../docx/xml-tree.ts';
import type { OdfFile } from './package.ts';
import { styleElements } from './styles.ts';

type Levels = ReadonlyMap<number, NumberingLevel>;

/** A list that is being counted; lists that go on share one. */
export interface OdfList {
  readonly id: string;
  readonly style: string;
}

const OUTLINE = '\u0000outline';

/** Lists of a document. Each call of `start` begins to count anew; `next` counts one item. */
export class OdfLists {
  readonly #levels: ReadonlyMap<string, Levels>;
  readonly #lists = new Map<string, NumberingList>();
  readonly #numbering: Numbering;
  readonly #byXmlId = new Map<string, OdfList>();
  readonly #last = new Map<string, OdfList>();

  constructor(file: OdfFile) {
    const trees = [file.styles, file.content].filter((tree) => tree !== null);
    this.#levels = new Map(trees.flatMap((tree) => [...levelsOf(tree)]));
    this.#numbering = countLists(this.#lists);
  }

  /** The list that a `text:list` begins or goes on with. `style` is its own or the one of the list around it. */
  start(style: string, xmlId: string | null, continued: string | null, goesOn: boolean): OdfList {
    const earlier = (continued === null ? undefined : this.#byXmlId.get(continued)) ?? this.#last.get(style);
    const isSame = (goesOn || continued !== null) && earlier !== undefined && earlier.style === style;
    const list = isSame ? earlier : this.#create(style, new Map(), null);
    if (xmlId !== null) this.#byXmlId.set(xmlId, list);
    this.#last.set(style, list);
    return list;
  }

  /** The same list with one level set to a number, which the next item shows. */
  restart(list: OdfList, level: number, value: number): OdfList {
    const abstract = this.#lists.get(list.id)?.abstractId ?? list.id;
    return this.#create(list.style, new Map([[level, value]]), abstract);
  }

  /** Number or bullet of the next item of that level (0 is the first); null when the list shows none. */
  next(list: OdfList, level: number): string | null {
    return this.#numbering.next({ listId: list.id, level });
  }

  /** Number of a heading that stands in no list; null when headings are not numbered. */
  nextHeading(depth: number): string | null {
    if (!this.#levels.has(OUTLINE)) return null;
    if (!this.#lists.has(OUTLINE)) this.#create(OUTLINE, new Map(), null, OUTLINE);
    return this.#numbering.next({ listId: OUTLINE, level: depth - 1 });
  }

  #create(style: string, restarts: ReadonlyMap<number, number>, abstract: string | null, id?: string): OdfList {
    const own = id ?? `${this.#lists.size}`;
    this.#lists.set(own, {
      abstractId: abstract ?? own,
      levels: this.#levels.get(style) ?? new Map<number, NumberingLevel>(),
      restarts,
    });
    return { id: own, style };
  }
}

function* levelsOf(tree: XmlTree): Generator<[string, Levels]> {
  for (const element of styleElements(tree)) {
    const isOutline = element.name === 'text:outline-style';
    if (!isOutline && element.name !== 'text:list-style') continue;
    const levels = new Map<number, NumberingLevel>();
    for (const level of element.children) {
      const depth = Number(attribute(tree, level, 'level') ?? 1);
      if (Number.isInteger(depth) && depth >= 1 && depth <= 10) levels.set(depth - 1, levelOf(tree, level, depth));
    }
    const isNumbered = [...levels.values()].some((level) => level.format !== 'none');
    if (!isOutline || isNumbered) yield [isOutline ? OUTLINE : (attribute(tree, element, 'name') ?? ''), levels];
  }
}

const FORMATS: Readonly<Record<string, string>> = {
  '1': 'decimal',
  a: 'lowerLetter',
  A: 'upperLetter',
  i: 'lowerRoman',
  I: 'upperRoman',
};

function levelOf(tree: XmlTree, element: XmlElement, depth: number): NumberingLevel {
  const value = (name: string): string | null => attribute(tree, element, name);
  const plain = { start: Number(value('start-value') ?? 1), restartAfter: null, legal: false, style: null };
  if (element.name === 'text:list-level-style-bullet')
    return { ...plain, format: 'bullet', text: value('bullet-char') ?? '' };
  const format = FORMATS[value('num-format') ?? ''] ?? 'none';
  // LibreOffice writes the whole pattern; older files only how many levels are shown, joined by dots.
  const pattern = value('num-list-format');
  if (pattern !== null) return { ...plain, format, text: pattern.replace(/%(\d{1,2})%/gu, '%$1') };
  const shown = Math.min(depth, Math.max(1, Number(value('display-levels') ?? 1)));
  const numbers = Array.from({ length: shown }, (_, index) => `%${depth - shown + 1 + index}`).join('.');
  return { ...plain, format, text: `${value('num-prefix') ?? ''}${numbers}${value('num-suffix') ?? ''}` };
}
