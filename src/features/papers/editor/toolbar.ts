/** The row of tools above the text: one tab stop, arrows between the tools, each with its name in words. */
import { redo, undo } from 'prosemirror-history';
import type { Command, EditorState } from 'prosemirror-state';
import {
  addColumnAfter,
  addColumnBefore,
  addRowAfter,
  addRowBefore,
  CellSelection,
  deleteColumn,
  deleteRow,
  deleteTable,
  isInTable,
  mergeCells,
  splitCell,
} from 'prosemirror-tables';
import type { EditorView } from 'prosemirror-view';
import {
  BLOCK_KINDS,
  type BlockKind,
  hasMark,
  insertAnnex,
  insertPageBreak,
  insertTable,
  kindAt,
  markAt,
  numberThrough,
  removeAnnex,
  setAlign,
  setKind,
  setMark,
  toggleBold,
  toggleItalic,
  turnAnnex,
} from './commands.ts';
import { alignOf } from './schema.ts';
import type { EditorTexts } from './texts.ts';

export interface Toolbar {
  readonly element: HTMLElement;
  /** Shows what holds at the cursor. */
  update(state: EditorState): void;
}

interface Tool {
  readonly element: HTMLElement;
  update(state: EditorState): void;
}

const NEW_TABLE = { rows: 2, columns: 3 };

/** A selection over rows can't be one cell: the paper's tables join cells of one row only. */
const mergeInRow: Command = (state, dispatch) => {
  const { selection } = state;
  if (!(selection instanceof CellSelection)) return false;
  return selection.$anchorCell.index(-1) === selection.$headCell.index(-1) && mergeCells(state, dispatch);
};

/** A whole heading row is not deleted: a table of a paper begins with one. */
const deleteBodyRow: Command = (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === 'table_header') return false;
  }
  return deleteRow(state, dispatch);
};

const rowAbove: Command = (state, dispatch) => {
  const { $from } = state.selection;
  for (let depth = $from.depth; depth > 0; depth -= 1) {
    if ($from.node(depth).type.name === 'table_header') return false;
  }
  return addRowBefore(state, dispatch);
};

/** Builds the toolbar for a view. */
export function createToolbar(view: EditorView, texts: EditorTexts): Toolbar {
  const element = document.createElement('div');
  element.className = 'paper-tools';
  element.setAttribute('role', 'toolbar');
  element.setAttribute('aria-label', texts.toolbar);

  const run = (command: Command): void => {
    command(view.state, view.dispatch.bind(view), view);
    view.focus();
  };
  const button = (label: string, command: Command, shown = label, isOn?: (state: EditorState) => boolean): Tool => {
    const made = document.createElement('button');
    made.type = 'button';
    made.className = 'paper-tool';
    made.textContent = shown;
    made.title = label;
    if (shown !== label) made.setAttribute('aria-label', label);
    // The text keeps its selection when a tool is pressed.
    made.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
    made.addEventListener('click', () => {
      run(command);
    });
    return {
      element: made,
      update: (state) => {
        made.disabled = !command(state, undefined, view);
        if (isOn) made.setAttribute('aria-pressed', String(isOn(state)));
      },
    };
  };
  const group = (label: string, tools: readonly Tool[], isShown?: (state: EditorState) => boolean): Tool => {
    const made = document.createElement('div');
    made.className = 'paper-tool-group';
    made.setAttribute('role', 'group');
    made.setAttribute('aria-label', label);
    made.append(...tools.map((tool) => tool.element));
    return {
      element: made,
      update: (state) => {
        made.hidden = isShown !== undefined && !isShown(state);
        for (const tool of tools) tool.update(state);
      },
    };
  };

  const tools: readonly Tool[] = [
    group(texts.kindLabel, [kindList(view, texts), markField(view, texts)]),
    group(texts.alignLabel, [
      button(texts.bold, toggleBold, 'B', (state) => hasMark(state, 'bold')),
      button(texts.italic, toggleItalic, 'I', (state) => hasMark(state, 'italic')),
      alignList(view, texts),
    ]),
    group(texts.insert, [
      button(texts.table, insertTable(NEW_TABLE.rows, NEW_TABLE.columns), `+ ${texts.table}`),
      button(texts.pageBreak, insertPageBreak, `+ ${texts.pageBreak}`),
      button(texts.annex, insertAnnex(false), `+ ${texts.annex}`),
      button(texts.numberThrough, numberThrough),
    ]),
    group(
      texts.tableTools,
      [
        button(texts.rowAbove, rowAbove),
        button(texts.rowBelow, addRowAfter),
        button(texts.columnLeft, addColumnBefore),
        button(texts.columnRight, addColumnAfter),
        button(texts.deleteRow, deleteBodyRow),
        button(texts.deleteColumn, deleteColumn),
        button(texts.mergeCells, mergeInRow),
        button(texts.splitCell, splitCell),
        button(texts.deleteTable, deleteTable),
      ],
      isInTable,
    ),
    group(texts.annexTools, [button(texts.turnAnnex, turnAnnex), button(texts.removeAnnex, removeAnnex)], (state) =>
      turnAnnex(state),
    ),
    group(texts.undo, [button(texts.undo, undo, '↶'), button(texts.redo, redo, '↷')]),
  ];
  element.append(...tools.map((tool) => tool.element));
  const keepStop = roving(element);
  const update = (state: EditorState): void => {
    for (const tool of tools) tool.update(state);
    keepStop();
  };
  update(view.state);
  return { element, update };
}

function listOf(label: string, options: readonly (readonly [string, string])[]): HTMLSelectElement {
  const list = document.createElement('select');
  list.className = 'paper-tool';
  list.setAttribute('aria-label', label);
  for (const [value, text] of options) list.append(new Option(text, value));
  return list;
}

function kindList(view: EditorView, texts: EditorTexts): Tool {
  const list = listOf(
    texts.kindLabel,
    BLOCK_KINDS.map((kind) => [kind, texts.kinds[kind]] as const),
  );
  list.addEventListener('change', () => {
    const kind: BlockKind | undefined = BLOCK_KINDS.find((each) => each === list.value);
    if (kind !== undefined) setKind(kind)(view.state, view.dispatch.bind(view), view);
    view.focus();
  });
  return {
    element: list,
    update: (state) => {
      const kind = kindAt(state);
      list.disabled = kind === null;
      list.value = kind ?? '';
    },
  };
}

function markField(view: EditorView, texts: EditorTexts): Tool {
  const field = document.createElement('input');
  field.className = 'paper-tool paper-mark';
  field.setAttribute('aria-label', texts.mark);
  field.title = texts.mark;
  field.maxLength = 20;
  const take = (): void => {
    if (field.value !== (markAt(view.state) ?? '')) setMark(field.value)(view.state, view.dispatch.bind(view), view);
  };
  field.addEventListener('change', take);
  field.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter') return;
    // Enter must not send the page's form.
    event.preventDefault();
    take();
    view.focus();
  });
  return {
    element: field,
    update: (state) => {
      const mark = markAt(state);
      field.disabled = mark === null;
      if (document.activeElement !== field) field.value = mark ?? '';
    },
  };
}

function alignList(view: EditorView, texts: EditorTexts): Tool {
  const list = listOf(
    texts.alignLabel,
    Object.entries(texts.aligns).map(([value, text]) => [value, text] as const),
  );
  list.addEventListener('change', () => {
    setAlign(alignOf(list.value))(view.state, view.dispatch.bind(view), view);
    view.focus();
  });
  return {
    element: list,
    update: (state) => {
      list.disabled = !setAlign(null)(state);
      const { $from } = state.selection;
      let align: string | null = null;
      for (let depth = $from.depth; depth > 0 && align === null; depth -= 1) {
        align = alignOf($from.node(depth).attrs['align']);
      }
      list.value = align ?? 'usual';
    },
  };
}

/** One stop for Tab; the arrow keys go from tool to tool. Returns what puts the stop on a tool that can be used. */
function roving(bar: HTMLElement): () => void {
  const tools = (): HTMLElement[] =>
    [...bar.querySelectorAll<HTMLElement>('button, select, input')].filter(
      (tool) => !tool.matches(':disabled') && tool.closest('[hidden]') === null,
    );
  const stop = (at: HTMLElement | undefined): void => {
    for (const tool of bar.querySelectorAll<HTMLElement>('button, select, input')) tool.tabIndex = tool === at ? 0 : -1;
  };
  stop(tools()[0]);
  bar.addEventListener('focusin', (event) => {
    if (event.target instanceof HTMLElement) stop(event.target);
  });
  bar.addEventListener('keydown', (event) => {
    const all = tools();
    const at = all.findIndex((tool) => tool === event.target);
    const isList = event.target instanceof HTMLSelectElement || event.target instanceof HTMLInputElement;
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0 || at === -1 || (isList && event.target instanceof HTMLInputElement)) return;
    event.preventDefault();
    all[(at + step + all.length) % all.length]?.focus();
  });
  return () => {
    const usable = tools();
    if (!usable.some((tool) => tool.tabIndex === 0)) stop(usable[0]);
  };
}
