/**
 * Automatic numbers and bullets of Word, which are not in the text: numbering.xml, reached from the paragraph itself
 * or from its style, counted in the order of the document.
 */
import { attribute, child, type XmlElement, type XmlTree } from './xml-tree.ts';

export interface NumberingLevel {
  readonly format: string;
  readonly text: string;
  readonly start: number;
  /** Level after whose change this one starts again; null = any higher level. */
  readonly restartAfter: number | null;
  readonly legal: boolean;
  readonly style: string | null;
}

export interface NumberingList {
  readonly abstractId: string;
  readonly levels: ReadonlyMap<number, NumberingLevel>;
  /** Start values that this list sets anew, by level. */
  readonly restarts: ReadonlyMap<number, number>;
}

/** A reference to a list: which list, which level. */
interface NumberingRef {
  readonly listId: string;
  readonly level: number;
}

export interface Numbering {
  /** Level of a list that is bound to a paragraph style; null when none is. */
  levelOfStyle(listId: string, styleId: string): number | null;
  /** Counts one paragraph and returns its number or bullet; null when the list shows none. */
  next(ref: NumberingRef): string | null;
}

/** Reads numbering.xml (null when the file has none). */
export function readNumbering(tree: XmlTree | null): Numbering {
  return countLists(tree === null ? new Map<string, NumberingList>() : readLists(tree));
}

/** Counts the paragraphs of these lists, by their ids; the .doc reader has lists of its own. */
export function countLists(lists: ReadonlyMap<string, NumberingList>): Numbering {
  const counters = new Map<string, (number | undefined)[]>();
  const restarted = new Set<string>();

  return {
    levelOfStyle(listId, styleId) {
      for (const [level, definition] of lists.get(listId)?.levels ?? []) if (definition.style === styleId) return level;
      return null;
    },
    next({ listId, level }) {
      const list = lists.get(listId);
      const definition = list?.levels.get(level);
      if (list === undefined || definition === undefined) return null;
      // Lists that share an abstract list go on counting together, unless one sets its own start.
      const counts = counters.get(list.abstractId) ?? [];
      counters.set(list.abstractId, counts);
      if (!restarted.has(listId)) {
        restarted.add(listId);
        for (const [at, start] of list.restarts) counts[at] = start - 1;
      }
      for (let above = 0; above < level; above++) counts[above] ??= list.levels.get(above)?.start ?? 1;
      counts[level] = (counts[level] ?? definition.start - 1) + 1;
      for (let below = level + 1; below < counts.length; below++) {
        const restart = list.levels.get(below)?.restartAfter ?? null;
        if (restart === null || level < restart) counts[below] = undefined;
      }
      return showNumber(list, definition, level, counts);
    },
  };
}

function readLists(tree: XmlTree): Map<string, NumberingList> {
  const abstracts = new Map<string, XmlElement>();
  const byStyleLink = new Map<string, string>();
  for (const element of tree.root.children) {
    if (element.name !== 'w:abstractNum') continue;
    const id = attribute(tree, element, 'abstractNumId') ?? '';
    abstracts.set(id, element);
    const link = child(element, 'w:styleLink');
    if (link !== null) byStyleLink.set(attribute(tree, link, 'val') ?? '', id);
  }
  const lists = new Map<string, NumberingList>();
  for (const element of tree.root.children) {
    if (element.name !== 'w:num') continue;
    const reference = child(element, 'w:abstractNumId');
    let abstractId = reference === null ? '' : (attribute(tree, reference, 'val') ?? '');
    const link = child(abstracts.get(abstractId) ?? null, 'w:numStyleLink');
    if (link !== null) abstractId = byStyleLink.get(attribute(tree, link, 'val') ?? '') ?? abstractId;

    const levels = new Map<number, NumberingLevel>();
    const addLevel = (level: XmlElement): void => {
      levels.set(Number(attribute(tree, level, 'ilvl') ?? 0), readLevel(tree, level));
    };
    for (const level of abstracts.get(abstractId)?.children ?? []) if (level.name === 'w:lvl') addLevel(level);
    const restarts = new Map<number, number>();
    for (const override of element.children) {
      if (override.name !== 'w:lvlOverride') continue;
      const start = child(override, 'w:startOverride');
      if (start !== null) {
        restarts.set(Number(attribute(tree, override, 'ilvl') ?? 0), Number(attribute(tree, start, 'val') ?? 1));
      }
      const level = child(override, 'w:lvl');
      if (level !== null) addLevel(level);
    }
    lists.set(attribute(tree, element, 'numId') ?? '', { abstractId, levels, restarts });
  }
  return lists;
}

function readLevel(tree: XmlTree, element: XmlElement): NumberingLevel {
  const value = (name: string): string | null => {
    const below = child(element, name);
    return below === null ? null : attribute(tree, below, 'val');
  };
  const restart = value('w:lvlRestart');
  return {
    format: value('w:numFmt') ?? 'decimal',
    text: value('w:lvlText') ?? '',
    start: Number(value('w:start') ?? 1),
    restartAfter: restart === null ? null : Number(restart),
    legal: child(element, 'w:isLgl') !== null,
    style: value('w:pStyle'),
  };
}

function showNumber(
  list: NumberingList,
  definition: NumberingLevel,
  level: number,
  counts: readonly (number | undefined)[],
): string | null {
  if (definition.format === 'none') return null;
  if (definition.format === 'bullet') return showBullet(definition.text, level);
  const shown = definition.text.replace(/%([1-9])/gu, (_whole, digit: string) => {
    const at = Number(digit) - 1;
    const format = definition.legal ? 'decimal' : (list.levels.get(at)?.format ?? 'decimal');
    return formatCount(counts[at] ?? list.levels.get(at)?.start ?? 1, format);
  });
  return shown.trim() === '' ? null : shown.trim();
}

/**
 * A typed sign stays itself. Picture bullets (letters of Symbol or Wingdings, "o") have no letter of their own:
 * the first level becomes `-`, deeper ones `+`, as Vietnamese documents type them.
 */
export function showBullet(text: string, level: number): string {
  if (/^[-\u2010-\u2015\u2212]$/u.test(text)) return '-';
  if (text === '+' || text === '*') return text;
  return level === 0 ? '-' : '+';
}

function formatCount(count: number, format: string): string {
  switch (format) {
    case 'lowerLetter':
      return letters(count);
    case 'upperLetter':
      return letters(count).toUpperCase();
    case 'lowerRoman':
      return roman(count).toLowerCase();
    case 'upperRoman':
      return roman(count);
    case 'decimalZero':
      return String(count).padStart(2, '0');
    case 'none':
      return '';
    default:
      return String(count);
  }
}

/** a … z, then aa, bb …, as Word counts. */
function letters(count: number): string {
  if (count < 1 || count > 780) return String(count);
  return String.fromCharCode(97 + ((count - 1) % 26)).repeat(Math.ceil(count / 26));
}

const ROMAN: readonly (readonly [number, string])[] = [
  [1000, 'M'],
  [900, 'CM'],
  [500, 'D'],
  [400, 'CD'],
  [100, 'C'],
  [90, 'XC'],
  [50, 'L'],
  [40, 'XL'],
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
];

function roman(count: number): string {
  if (count < 1 || count > 3999) return String(count);
  let rest = count;
  let shown = '';
  for (const [value, letter] of ROMAN) {
    while (rest >= value) {
      shown += letter;
      rest -= value;
    }
  }
  return shown;
}
