/** The page as it will print, made by the server a moment after the typing stops. */
import type { OfficeDoc } from '../../../documents/write/doc-model.ts';
import { type EditorTexts, filled } from './texts.ts';

const PAUSE_MS = 900;

export interface PreviewPage {
  /** Picture: an address or a data: one. */
  readonly src: string;
  readonly width: number;
  readonly height: number;
}

export interface PreviewOptions {
  /** Where the pages go. */
  readonly place: HTMLElement;
  readonly texts: EditorTexts;
  readonly read: () => OfficeDoc;
  /** Null when it could not be made. */
  readonly fetchPages: (model: OfficeDoc, signal: AbortSignal) => Promise<readonly PreviewPage[] | null>;
}

export interface Preview {
  /** The text has changed. */
  changed(): void;
  show(): void;
  hide(): void;
}

/** Starts hidden. */
export function createPreview({ place, texts, read, fetchPages }: PreviewOptions): Preview {
  const status = document.createElement('p');
  status.className = 'paper-preview-status';
  status.setAttribute('role', 'status');
  const pages = document.createElement('ol');
  pages.className = 'paper-pages';
  place.append(status, pages);
  place.hidden = true;
  let timer: number | undefined;
  let request: AbortController | null = null;
  let shown: string | null = null;

  const make = async (): Promise<void> => {
    const model = read();
    const text = JSON.stringify(model);
    if (text === shown) return;
    request?.abort();
    const mine = new AbortController();
    request = mine;
    status.textContent = texts.previewBusy;
    const made = await fetchPages(model, mine.signal).catch(() => null);
    if (mine.signal.aborted) return;
    if (made === null) {
      status.textContent = texts.previewFailed;
      return;
    }
    shown = text;
    status.textContent = filled(texts.pages, { count: String(made.length) });
    for (const [index, page] of made.entries()) {
      const image = pages.children[index]?.querySelector('img') ?? newPage(pages);
      image.width = Math.round(page.width);
      image.height = Math.round(page.height);
      image.alt = filled(texts.page, { number: String(index + 1) });
      if (image.getAttribute('src') !== page.src) image.src = page.src;
    }
    while (pages.children.length > made.length) pages.lastElementChild?.remove();
  };

  return {
    changed: () => {
      if (place.hidden) return;
      window.clearTimeout(timer);
      timer = window.setTimeout(() => void make(), PAUSE_MS);
    },
    show: () => {
      place.hidden = false;
      void make();
    },
    hide: () => {
      place.hidden = true;
      request?.abort();
    },
  };
}

function newPage(pages: HTMLOListElement): HTMLImageElement {
  const row = document.createElement('li');
  const image = new Image();
  image.className = 'paper-page';
  row.append(image);
  pages.append(row);
  return image;
}
