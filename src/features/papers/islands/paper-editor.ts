/**
 * Turns the plain text area of a paper's body into the editor: typing as in a word processor, saved by itself, with the
 * printed page beside it. Without this the same form is sent by its button.
 */
import type { OfficeDoc } from '../../../documents/write/doc-model.ts';
import { defineIsland } from '../../../ui/islands/runtime.ts';
import { clashPanel, recoveryPanel, timeOf } from '../editor/panels.ts';
import { createPreview } from '../editor/preview.ts';
import { fetchPages, isEditorProps, isOfficeDoc, sendPaper, tellPresence } from '../editor/server.ts';
import { dropJournal, readJournal, type SaveStatus, startSaving } from '../editor/saving.ts';
import { type EditorTexts, filled } from '../editor/texts.ts';
import { createToolbar } from '../editor/toolbar.ts';
import { createEditor } from '../editor/view.ts';
import { canonical } from '../rules.merge.ts';
import { fieldsOfPaper, modelOfFields } from '../paper-fields.ts';

const PRESENCE_MS = 20_000;
/** From this width on there is room for the printed page beside the text. */
const WIDE = '(min-width: 80rem)';

defineIsland('paper-editor', (place, props) => {
  const texts = textsOf(props);
  const form = place.closest('form');
  const area = place.querySelector('textarea');
  if (!isEditorProps(props) || texts === null || form === null || area === null) return;
  const key = `paper:${props.paperId}`;
  const left = readJournal(key);

  const status = document.createElement('p');
  status.className = 'paper-status';
  status.setAttribute('role', 'status');
  const present = document.createElement('p');
  present.className = 'paper-present';
  present.setAttribute('role', 'status');
  const panels = document.createElement('div');
  const sheet = document.createElement('div');
  sheet.className = 'paper-sheet';
  const pages = document.createElement('section');
  pages.className = 'paper-preview';
  pages.setAttribute('aria-label', texts.preview);
  // Beside the sheet it scrolls by itself, and holds nothing else that a keyboard could reach.
  pages.tabIndex = 0;
  const toggle = document.createElement('button');
  toggle.type = 'button';
  toggle.className = 'btn btn-second paper-preview-toggle';

  const editor = createEditor({
    place: sheet,
    initial: props.model,
    texts,
    describedBy: area.getAttribute('aria-describedby'),
    updated: (view, changed) => {
      toolbar.update(view.state);
      if (changed) touched();
    },
  });
  const toolbar = createToolbar(editor.view, texts);
  // What the form does not show is that of the state last put on the screen.
  let shown = props.model;
  const read = (): OfficeDoc => ({ ...modelOfFields(fieldsOf(form), shown), ...editor.body() });
  const show = (model: OfficeDoc): void => {
    shown = model;
    editor.replace(model);
    showFields(form, model);
  };
  const preview = createPreview({
    place: pages,
    texts,
    read,
    fetchPages: (model, signal) => fetchPages(props.urls.preview, model, signal),
  });
  const saving = startSaving({
    key,
    opened: { version: props.version, model: read() },
    read,
    show,
    send: (paper) => sendPaper(props.urls.save, paper),
    tell: (state) => {
      status.textContent = wordsOf(state, texts);
      status.dataset['state'] = state.kind;
    },
    clash: (clash) => {
      const panel = clashPanel(clash, texts);
      panels.replaceChildren(panel);
      panel.querySelector('button')?.focus();
    },
  });
  function touched(): void {
    saving.changed();
    preview.changed();
  }
  form.addEventListener('input', (event) => {
    if (event.target instanceof Node && !place.contains(event.target)) touched();
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void saving.save();
  });
  // "Xong" in the middle of the pause before a save: the page behind it shows what was just typed.
  form.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    if (link === null || !form.contains(link) || !saving.isDirty()) return;
    if (event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    void saving.save().then(() => {
      if (!saving.isDirty()) location.assign(link.href);
    });
  });
  document.addEventListener('keydown', (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 's') {
      event.preventDefault();
      void saving.save();
    }
  });

  const showPreview = (shown: boolean): void => {
    place.classList.toggle('paper-beside', shown);
    toggle.textContent = shown ? texts.previewHide : texts.previewShow;
    toggle.setAttribute('aria-expanded', String(shown));
    if (shown) preview.show();
    else preview.hide();
  };
  toggle.addEventListener('click', () => {
    showPreview(pages.hidden !== false);
    // On a narrow screen the pages come below the text: a person who asked for them is taken there.
    if (!pages.hidden && !window.matchMedia(WIDE).matches) pages.scrollIntoView({ block: 'start' });
  });

  area.hidden = true;
  area.disabled = true;
  for (const name of place.querySelectorAll<HTMLElement>('[data-plain]')) name.hidden = true;
  const bar = document.createElement('div');
  bar.className = 'paper-bar';
  bar.append(toolbar.element, status, toggle);
  place.append(panels, present, bar, sheet, pages);
  showPreview(window.matchMedia(WIDE).matches);

  if (left !== null && isOfficeDoc(left.model) && canonical(left.model) !== canonical(read())) {
    const model = left.model;
    panels.append(
      recoveryPanel(left.at, texts, {
        use: () => {
          show(model);
          touched();
        },
        drop: () => {
          dropJournal(key);
        },
      }),
    );
  }

  const meet = async (): Promise<void> => {
    if (document.visibilityState === 'hidden') return;
    const others = await tellPresence(props.urls.presence);
    if (others === null) return;
    const words = others.length === 0 ? '' : filled(texts.presentOne, { names: others.join(', ') });
    if (present.textContent !== words) present.textContent = words;
  };
  void meet();
  window.setInterval(() => void meet(), PRESENCE_MS);
});

function textsOf(props: unknown): EditorTexts | null {
  const texts: unknown = typeof props === 'object' && props !== null ? Reflect.get(props, 'texts') : null;
  return isTexts(texts) ? texts : null;
}

/** The words come from messages/ through the page: their shape is checked where they are made. */
function isTexts(texts: unknown): texts is EditorTexts {
  return typeof texts === 'object' && texts !== null && typeof Reflect.get(texts, 'toolbar') === 'string';
}

function fieldsOf(form: HTMLFormElement): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const [name, value] of new FormData(form)) if (typeof value === 'string') fields[name] = value;
  return fields;
}

/** Puts merged head facts back into the form; the body stands in the editor. */
function showFields(form: HTMLFormElement, model: OfficeDoc): void {
  for (const [name, value] of Object.entries(fieldsOfPaper(model))) {
    const control = form.elements.namedItem(name);
    if (name === 'body') continue;
    if (control instanceof HTMLInputElement && control.type === 'checkbox') control.checked = value === control.value;
    else if (control instanceof HTMLInputElement || control instanceof HTMLTextAreaElement) control.value = value;
    else if (control instanceof HTMLSelectElement) control.value = value;
  }
}

function wordsOf(state: SaveStatus, texts: EditorTexts): string {
  switch (state.kind) {
    case 'saved':
      return state.at === null ? '' : filled(texts.saved, { time: timeOf(state.at) });
    case 'unsaved':
      return texts.unsaved;
    case 'saving':
      return texts.saving;
    case 'offline':
      return texts.offline;
    case 'signed-out':
      return texts.signedOut;
    case 'refused':
      return filled(texts.refused, { reason: state.reason });
    case 'merged':
      return filled(texts.merged, { name: state.by ?? texts.somebody });
  }
}
