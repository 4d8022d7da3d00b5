/** What a person can do in the editor: kinds of blocks, looks, tables, annexes, numbers, keys. */
import {
  chainCommands,
  createParagraphNear,
  liftEmptyBlock,
  newlineInCode,
  splitBlock,
  toggleMark,
} from 'prosemirror-commands';
import { Fragment, type Node, type ResolvedPos } from 'prosemirror-model';
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state';
import { goToNextCell, isInTable } from 'prosemirror-tables';
import { isItemMarker } from '../rules.body-text.ts';
import { nextMark, type Numbered, numberForHeading, renumbered } from '../rules.numbering.ts';
import { type Align, levelOf, nodeType, numberOf, schema, textAttr } from './schema.ts';

/** What the kind list offers; the order is that of the page. */
export const BLOCK_KINDS = [
  'paragraph',
  'heading1',
  'heading2',
  'heading3',
  'point',
  'number',
  'dash',
  'plus',
] as const;
export type BlockKind = (typeof BLOCK_KINDS)[number];

const FIRST_MARK: Readonly<Partial<Record<BlockKind, string>>> = { point: 'a)', number: '1.', dash: '-', plus: '+' };

const TEXT_BLOCKS = new Set(['paragraph', 'heading', 'item']);

/** The text block of the body or an annex that the place stands in; null in tables, titles and beside blocks. */
function textBlockAt($pos: ResolvedPos): { node: Node; pos: number } | null {
  return TEXT_BLOCKS.has($pos.parent.type.name) ? { node: $pos.parent, pos: $pos.before() } : null;
}

/** The kind of the block that the cursor is in; null where it is another thing. */
export function kindAt(state: EditorState): BlockKind | null {
  const block = textBlockAt(state.selection.$from);
  if (block === null) return null;
  const { node } = block;
  if (node.type.name === 'paragraph') return 'paragraph';
  if (node.type.name === 'heading') return `heading${levelOf(node)}`;
  const marker = textAttr(node, 'marker');
  if (marker.endsWith(')')) return 'point';
  if (/^\d/u.test(marker)) return 'number';
  return marker === '+' ? 'plus' : 'dash';
}

/** Blocks before a place, as numbering sees them. */
function numberedBefore(doc: Node, pos: number): Numbered[] {
  const before: Numbered[] = [];
  doc.nodesBetween(0, pos, (node, at) => {
    if (at < pos) {
      const seen = numberedOf(node);
      if (seen !== null) before.push(seen);
    }
    // An annex numbers its own sections.
    if (node.type.name === 'annex') before.length = 0;
    return node.type.name === 'doc' || node.type.name === 'annex';
  });
  return before;
}

function numberedOf(node: Node): Numbered | null {
  if (node.type.name === 'heading') return { kind: 'heading', level: levelOf(node), number: numberOf(node) };
  if (node.type.name === 'item') return { kind: 'item', marker: textAttr(node, 'marker') };
  return node.type.name === 'annex' || node.type.name === 'doc' ? null : { kind: 'other' };
}

/** The mark of a new item after these blocks: goes on with the list that it joins. */
function markAfter(before: readonly Numbered[], first: string): string {
  if (!/[\p{L}\d]/u.test(first)) return first;
  const sameList = (mark: string) => mark.replace(/[\p{L}\d]+/gu, '#') === first.replace(/[\p{L}\d]+/gu, '#');
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const block = before[at];
    if (block === undefined || block.kind === 'heading') return first;
    if (block.kind === 'item' && sameList(block.marker)) return nextMark(block.marker);
    if (block.kind === 'item' && /^\d/u.test(block.marker) && first === 'a)') return first;
  }
  return first;
}

/** Makes the blocks of the selection into a kind, with the numbers that their places ask for. */
export function setKind(kind: BlockKind): Command {
  return (state, dispatch) => {
    const blocks: { node: Node; pos: number }[] = [];
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
      if (TEXT_BLOCKS.has(node.type.name)) blocks.push({ node, pos });
      return !node.isTextblock;
    });
    if (blocks.length === 0) return false;
    if (dispatch) {
      const { tr } = state;
      for (const { pos } of blocks) applyKind(tr, tr.mapping.map(pos), kind);
      dispatch(tr.scrollIntoView());
    }
    return true;
  };
}

function applyKind(tr: Transaction, pos: number, kind: BlockKind): void {
  const node = tr.doc.nodeAt(pos);
  if (node === null) return;
  const before = numberedBefore(tr.doc, pos);
  if (kind === 'paragraph') {
    tr.setNodeMarkup(pos, nodeType('paragraph'), {});
  } else if (kind === 'heading1' || kind === 'heading2' || kind === 'heading3') {
    const level = kind === 'heading1' ? 1 : kind === 'heading2' ? 2 : 3;
    const number =
      node.type.name === 'heading' && levelOf(node) === level ? numberOf(node) : numberForHeading(level, before);
    tr.setBlockType(pos, pos + node.nodeSize, nodeType('heading'), { level, number });
  } else {
    const first = FIRST_MARK[kind] ?? '-';
    tr.setNodeMarkup(pos, nodeType('item'), { marker: markAfter(before, first) });
  }
}

/** Gives the block at the cursor this number or mark; an empty one takes a heading's number away. */
export function setMark(mark: string): Command {
  return (state, dispatch) => {
    const block = textBlockAt(state.selection.$from);
    const text = mark.trim().slice(0, 20);
    if (block?.node.type.name === 'heading') {
      dispatch?.(state.tr.setNodeAttribute(block.pos, 'number', text === '' ? null : text));
      return true;
    }
    if (block?.node.type.name === 'item' && text !== '') {
      dispatch?.(state.tr.setNodeAttribute(block.pos, 'marker', text));
      return true;
    }
    return false;
  };
}

/** Number or mark of the block at the cursor; null where it has none to set. */
export function markAt(state: EditorState): string | null {
  const block = textBlockAt(state.selection.$from);
  if (block?.node.type.name === 'heading') return numberOf(block.node) ?? '';
  return block?.node.type.name === 'item' ? textAttr(block.node, 'marker') : null;
}

/** Numbers all sections and points through, the body and each annex for itself. */
export const numberThrough: Command = (state, dispatch) => {
  const { tr } = state;
  const parts: { node: Node; pos: number }[][] = [[]];
  state.doc.descendants((node, pos) => {
    if (node.type.name === 'annex') parts.push([]);
    else if (numberedOf(node) !== null) parts.at(-1)?.push({ node, pos });
    return node.type.name === 'annex';
  });
  for (const part of parts) {
    const numbers = renumbered(part.map(({ node }) => numberedOf(node) ?? { kind: 'other' }));
    for (const [index, { node, pos }] of part.entries()) {
      const number = numbers[index] ?? null;
      if (node.type.name === 'heading' && number !== numberOf(node)) tr.setNodeAttribute(pos, 'number', number);
      if (node.type.name === 'item' && number !== textAttr(node, 'marker')) tr.setNodeAttribute(pos, 'marker', number);
    }
  }
  if (!tr.docChanged) return false;
  dispatch?.(tr);
  return true;
};

export const toggleBold = toggleMark(nodeMark('bold'));
export const toggleItalic = toggleMark(nodeMark('italic'));

function nodeMark(name: 'bold' | 'italic') {
  const type = schema.marks[name];
  if (type === undefined) throw new Error(`the schema has no ${name}`);
  return type;
}

/** True where the mark is on for what is typed or selected. */
export function hasMark(state: EditorState, name: 'bold' | 'italic'): boolean {
  const { from, to, empty, $from } = state.selection;
  const type = nodeMark(name);
  return empty
    ? (state.storedMarks ?? $from.marks()).some((mark) => mark.type === type)
    : state.doc.rangeHasMark(from, to, type);
}

/** Aligns the paragraphs or cells of the selection; null: as usual. */
export function setAlign(align: Align | null): Command {
  return (state, dispatch) => {
    const places: number[] = [];
    state.doc.nodesBetween(state.selection.from, state.selection.to, (node, pos) => {
      if (['paragraph', 'table_cell', 'table_header'].includes(node.type.name)) places.push(pos);
      return true;
    });
    if (places.length === 0) return false;
    if (dispatch) {
      const { tr } = state;
      for (const pos of places) tr.setNodeAttribute(pos, 'align', align);
      dispatch(tr);
    }
    return true;
  };
}

/** The deepest place between blocks of the body or an annex, after the block that the cursor is in. */
function placeAfter($from: ResolvedPos): number {
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    const parent = $from.node(depth - 1).type.name;
    if (parent === 'doc' && $from.node(depth).type.name === 'annex') continue;
    if (parent === 'doc' || parent === 'annex') return $from.after(depth);
  }
  return $from.pos;
}

/** Puts a table of so many rows and columns after the block at the cursor. */
export function insertTable(rows: number, columns: number): Command {
  return (state, dispatch) => {
    if (isInTable(state)) return false;
    if (dispatch) {
      const line = () => nodeType('cell_line').create();
      const header = nodeType('table_row').create(
        null,
        Array.from({ length: columns }, () => nodeType('table_header').create({ width: 1 / columns }, line())),
      );
      const body = Array.from({ length: rows }, () =>
        nodeType('table_row').create(
          null,
          Array.from({ length: columns }, () => nodeType('table_cell').create(null, line())),
        ),
      );
      const at = placeAfter(state.selection.$from);
      const tr = state.tr.insert(at, nodeType('table').create(null, [header, ...body]));
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
    }
    return true;
  };
}

export const insertPageBreak: Command = (state, dispatch) => {
  if (isInTable(state)) return false;
  if (dispatch) {
    const at = placeAfter(state.selection.$from);
    const tr = state.tr.insert(at, [nodeType('page_break').create(), nodeType('paragraph').create()]);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
};

/** Adds an empty annex at the end. */
export function insertAnnex(landscape: boolean): Command {
  return (state, dispatch) => {
    if (dispatch) {
      const at = state.doc.content.size;
      const tr = state.tr.insert(
        at,
        nodeType('annex').create({ landscape }, [nodeType('annex_title').create(), nodeType('paragraph').create()]),
      );
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
    }
    return true;
  };
}

function annexAt(state: EditorState): { node: Node; pos: number } | null {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === 'annex') return { node: $from.node(depth), pos: $from.before(depth) };
  }
  return null;
}

/** Turns the sheet of the annex at the cursor. */
export const turnAnnex: Command = (state, dispatch) => {
  const annex = annexAt(state);
  if (annex === null) return false;
  dispatch?.(state.tr.setNodeAttribute(annex.pos, 'landscape', annex.node.attrs['landscape'] !== true));
  return true;
};

/** Takes the annex at the cursor away. */
export const removeAnnex: Command = (state, dispatch) => {
  const annex = annexAt(state);
  if (annex === null) return false;
  dispatch?.(state.tr.delete(annex.pos, annex.pos + annex.node.nodeSize).scrollIntoView());
  return true;
};

// ---------------------------------------------------------------- keys

/** Enter: a new point goes on with the next mark, an empty one ends the list, a paragraph follows a heading. */
export const enter: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const block = textBlockAt($from);
  if (block === null) {
    if ($from.parent.type.name !== 'annex_title') return false;
    // From the title into the annex.
    dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve($from.after()))).scrollIntoView());
    return true;
  }
  if (block.node.type.name === 'item') {
    if (empty && block.node.content.size === 0) return setKind('paragraph')(state, dispatch);
    if (dispatch) {
      const tr = state.tr.deleteSelection();
      const mark = nextMark(textAttr(block.node, 'marker'));
      tr.split(tr.selection.from, 1, [{ type: nodeType('item'), attrs: { marker: mark } }]);
      dispatch(tr.scrollIntoView());
    }
    return true;
  }
  if (block.node.type.name === 'heading' && empty && $from.parentOffset === block.node.content.size) {
    if (dispatch) {
      const at = $from.after();
      const tr = state.tr.insert(at, nodeType('paragraph').create());
      dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
    }
    return true;
  }
  return false;
};

/** Enter inside a cell: a new line of the cell. */
export const enterInCell: Command = (state, dispatch) => {
  if (state.selection.$from.parent.type.name !== 'cell_line') return false;
  dispatch?.(state.tr.deleteSelection().split(state.selection.from).scrollIntoView());
  return true;
};

export const usualEnter = chainCommands(newlineInCode, createParagraphNear, liftEmptyBlock, splitBlock);

/** A break of the line inside the block. */
export const lineBreak: Command = (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false;
  dispatch?.(state.tr.replaceSelectionWith(nodeType('hard_break').create(), true).scrollIntoView());
  return true;
};

/** Backspace at the start of a point or heading makes it a plain paragraph. */
export const plainAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection;
  const block = textBlockAt($from);
  if (!empty || $from.parentOffset > 0 || block === null || block.node.type.name === 'paragraph') return false;
  return setKind('paragraph')(state, dispatch);
};

const DEEPER: Readonly<Record<string, BlockKind>> = { number: 'point', point: 'dash', dash: 'plus' };
const HIGHER: Readonly<Record<string, BlockKind>> = { plus: 'dash', dash: 'point', point: 'number' };

/** Tab: the next cell, or a list item one step deeper (1. → a) → - → +); elsewhere the page keeps its Tab. */
export function tab(direction: 1 | -1): Command {
  return (state, dispatch) => {
    if (isInTable(state)) return goToNextCell(direction)(state, dispatch);
    const kind = kindAt(state);
    const next = kind === null ? undefined : (direction === 1 ? DEEPER : HIGHER)[kind];
    if (next === undefined) return false;
    return setKind(next)(state, dispatch);
  };
}

/** A space after "a)", "-", "1." at the start of a paragraph makes it a list item. Returns true when it did. */
export function markTyped(state: EditorState, dispatch: (tr: Transaction) => void, text: string): boolean {
  const { $from, empty } = state.selection;
  if (text !== ' ' || !empty || $from.parent.type.name !== 'paragraph') return false;
  const before = $from.parent.textBetween(0, $from.parentOffset, undefined, '\n');
  if (!isItemMarker(before)) return false;
  const start = $from.start();
  const tr = state.tr.delete(start, $from.pos);
  tr.setNodeMarkup(start - 1, nodeType('item'), { marker: before });
  dispatch(tr);
  return true;
}

/** Text that was pasted without looks: a line each, with its dash or number where it has one. */
export function blocksOfText(text: string): Fragment {
  const nodes = text
    .normalize('NFC')
    .split(/\r?\n/u)
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .map((line) => {
      const [, mark = '', rest = ''] = /^(\S+)\s+(.*)$/u.exec(line) ?? [];
      return isItemMarker(mark)
        ? nodeType('item').create(
            { marker: mark === '•' || mark === '–' ? '-' : mark },
            rest === '' ? null : schema.text(rest),
          )
        : nodeType('paragraph').create(null, schema.text(line));
    });
  return Fragment.fromArray(nodes);
}
