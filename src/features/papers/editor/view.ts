/** The editing surface: a ProseMirror view over the body and annexes of a paper. */
import { baseKeymap, chainCommands } from 'prosemirror-commands';
import { history, redo, undo } from 'prosemirror-history';
import { keymap } from 'prosemirror-keymap';
import { Slice } from 'prosemirror-model';
import { EditorState, Plugin, type Transaction } from 'prosemirror-state';
import { tableEditing } from 'prosemirror-tables';
import { Decoration, DecorationSet, EditorView } from 'prosemirror-view';
import type { DocAnnex } from '../../../documents/write/doc-model.ts';
import {
  blocksOfText,
  enter,
  enterInCell,
  lineBreak,
  markTyped,
  plainAtStart,
  tab,
  toggleBold,
  toggleItalic,
  usualEnter,
} from './commands.ts';
import { bodyOfDoc, docOfBody, type PaperBody } from './model.ts';
import type { EditorTexts } from './texts.ts';

export interface PaperEditor {
  readonly view: EditorView;
  /** What stands in the editor. */
  body(): PaperBody;
  /** Puts another state in, as one step that can be undone; the cursor stays where it can. */
  replace(body: PaperBody): void;
}

export interface EditorOptions {
  readonly place: HTMLElement;
  readonly initial: PaperBody;
  readonly texts: EditorTexts;
  /** Id of what describes the area to a screen reader. */
  readonly describedBy: string | null;
  /** After every change of the document or the selection. */
  readonly updated: (view: EditorView, changed: boolean) => void;
}

/** Builds the editor in its place. */
export function createEditor(options: EditorOptions): PaperEditor {
  let stored: readonly DocAnnex[] = options.initial.annexes;
  const view = new EditorView(options.place, {
    state: EditorState.create({
      doc: docOfBody(options.initial),
      plugins: [
        keymap({
          Enter: chainCommands(enterInCell, enter, usualEnter),
          'Shift-Enter': lineBreak,
          'Mod-Enter': lineBreak,
          Backspace: plainAtStart,
          Tab: tab(1),
          'Shift-Tab': tab(-1),
          'Mod-b': toggleBold,
          'Mod-i': toggleItalic,
          'Mod-z': undo,
          'Mod-y': redo,
          'Shift-Mod-z': redo,
        }),
        keymap(baseKeymap),
        history(),
        tableEditing(),
        placeholders(options.texts),
      ],
    }),
    attributes: {
      role: 'textbox',
      'aria-multiline': 'true',
      'aria-label': options.texts.area,
      lang: 'vi',
      spellcheck: 'false',
      class: 'paper-area',
      ...(options.describedBy === null ? {} : { 'aria-describedby': options.describedBy }),
    },
    handleTextInput: (target, _from, _to, text) =>
      markTyped(
        target.state,
        (tr) => {
          target.dispatch(tr);
        },
        text,
      ),
    clipboardTextParser: (text) => new Slice(blocksOfText(text), 1, 1),
    transformPastedHTML: (html) => html.normalize('NFC'),
    dispatchTransaction(tr: Transaction) {
      view.updateState(view.state.apply(tr));
      options.updated(view, tr.docChanged);
    },
  });
  return {
    view,
    body: () => bodyOfDoc(view.state.doc, stored),
    replace: (body) => {
      const next = docOfBody(body);
      stored = body.annexes;
      const { doc } = view.state;
      const start = doc.content.findDiffStart(next.content);
      if (start === null) return;
      const end = doc.content.findDiffEnd(next.content);
      if (end === null) return;
      // The same text before and behind may overlap.
      const overlap = Math.max(0, start - Math.min(end.a, end.b));
      view.dispatch(view.state.tr.replace(start, end.a + overlap, next.slice(start, end.b + overlap)));
    },
  };
}

/** Words in grey where nothing stands: the empty paper, an annex without a title. */
function placeholders(texts: EditorTexts): Plugin {
  return new Plugin({
    props: {
      decorations: (state) => {
        const found: Decoration[] = [];
        const { doc } = state;
        const first = doc.firstChild;
        if (doc.childCount === 1 && first?.type.name === 'paragraph' && first.content.size === 0) {
          found.push(Decoration.node(0, first.nodeSize, { 'data-placeholder': texts.empty }));
        }
        doc.forEach((node, pos) => {
          if (node.type.name !== 'annex') return;
          const title = node.firstChild;
          if (title !== null && title.content.size === 0) {
            found.push(Decoration.node(pos + 1, pos + 1 + title.nodeSize, { 'data-placeholder': texts.annexTitle }));
          }
          if (node.attrs['kept'] !== null) {
            found.push(
              Decoration.widget(pos + node.nodeSize - 1, () => {
                const note = document.createElement('p');
                note.className = 'paper-kept';
                note.textContent = texts.annexKept;
                return note;
              }),
            );
          }
        });
        return DecorationSet.create(doc, found);
      },
    },
  });
}
