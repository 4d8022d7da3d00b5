/** The editor's questions to the server, and its answers checked. */
import type { OfficeDoc } from '../../../documents/write/doc-model.ts';
import type { PreviewPage } from './preview.ts';
import type { SaveAnswer, SavedPaper } from './saving.ts';

/** What the page hands to the editor. */
export interface EditorProps {
  readonly paperId: number;
  readonly version: number;
  readonly model: OfficeDoc;
  readonly urls: { readonly save: string; readonly presence: string; readonly preview: string };
}

function field(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, name) : undefined;
}

/** True for a model of the layout that the editor edits; server and editor are of one build. */
export function isOfficeDoc(value: unknown): value is OfficeDoc {
  return (
    field(value, 'layout') === 'office' && Array.isArray(field(value, 'body')) && Array.isArray(field(value, 'annexes'))
  );
}

/** True for the props of an editor page. */
export function isEditorProps(props: unknown): props is EditorProps {
  const urls = field(props, 'urls');
  return (
    typeof field(props, 'paperId') === 'number' &&
    typeof field(props, 'version') === 'number' &&
    isOfficeDoc(field(props, 'model')) &&
    ['save', 'presence', 'preview'].every((name) => typeof field(urls, name) === 'string')
  );
}

function post(url: string, body: unknown, signal?: AbortSignal): Promise<Response> {
  return fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(body),
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  });
}

async function jsonOf(response: Response): Promise<unknown> {
  try {
    return await response.json();
  } catch {
    return null;
  }
}

/** Saves; every way it can go is an answer. */
export async function sendPaper(url: string, paper: SavedPaper): Promise<SaveAnswer> {
  let response: Response;
  try {
    response = await post(url, paper);
  } catch {
    return { kind: 'offline' };
  }
  const answer = await jsonOf(response);
  const version = field(answer, 'version');
  if (response.ok && typeof version === 'number') return { kind: 'saved', version };
  if (response.status === 409) {
    const model = field(answer, 'model');
    const by = field(answer, 'savedBy');
    if (typeof version === 'number' && isOfficeDoc(model)) {
      return { kind: 'stale', standing: { version, model }, by: typeof by === 'string' ? by : null };
    }
  }
  if (response.status === 401 || response.type === 'opaqueredirect') return { kind: 'signed-out' };
  if (response.status >= 500 || response.status === 429) return { kind: 'offline' };
  const reason = field(answer, 'detail') ?? field(answer, 'title');
  return { kind: 'refused', reason: typeof reason === 'string' ? reason : String(response.status) };
}

/** The pages as they will print; null when they could not be made. */
export async function fetchPages(
  url: string,
  model: OfficeDoc,
  signal: AbortSignal,
): Promise<readonly PreviewPage[] | null> {
  const response = await post(url, model, signal);
  const pages = field(await jsonOf(response), 'pages');
  if (!response.ok || !Array.isArray(pages)) return null;
  return pages.flatMap((page: unknown) => {
    const [src, width, height] = [field(page, 'src'), field(page, 'width'), field(page, 'height')];
    return typeof src === 'string' && typeof width === 'number' && typeof height === 'number'
      ? [{ src, width, height }]
      : [];
  });
}

/** Names of those who have the paper open besides this person; null when the server did not say. */
export async function tellPresence(url: string): Promise<readonly string[] | null> {
  try {
    const others = field(await jsonOf(await post(url, {})), 'others');
    if (!Array.isArray(others)) return null;
    return others.map((other: unknown) => field(other, 'name')).filter((name) => typeof name === 'string');
  } catch {
    return null;
  }
}
