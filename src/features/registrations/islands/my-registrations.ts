/**
 * The sign-ups of this device. The list is kept in this browser and sent nowhere: `remember` adds the sign-up of the page,
 * `list` shows them all, `known` says on the form that this device has signed up. Shared PCs of libraries: everything can be forgotten at once.
 */
import { defineIsland } from '../../../ui/islands/runtime.ts';

interface Kept {
  readonly token: string;
  readonly title: string;
  readonly when: string;
  /** Number of the activity; lists of before have none. */
  readonly activity?: number;
}
interface Words {
  readonly empty: string;
  readonly emptyHint: string;
  readonly forget: string;
  readonly forgetAll: string;
  readonly forgetHint: string;
}

interface Known {
  readonly activity: number;
}

const STORE = 'dang-ky';
const MOST = 50;
const TOKEN = /^[A-Za-z0-9_-]{20,60}$/u;

function isKept(value: unknown): value is Kept {
  if (typeof value !== 'object' || value === null) return false;
  const { token, title, when } = value as Partial<Kept>;
  return typeof token === 'string' && TOKEN.test(token) && typeof title === 'string' && typeof when === 'string';
}

function read(): Kept[] {
  try {
    const list: unknown = JSON.parse(localStorage.getItem(STORE) ?? '[]');
    return Array.isArray(list) ? list.filter(isKept) : [];
  } catch {
    // Forbidden or broken: then this device remembers nothing.
    return [];
  }
}

function write(list: readonly Kept[]): void {
  try {
    localStorage.setItem(STORE, JSON.stringify(list.slice(0, MOST)));
  } catch {
    // A private window may refuse: the page itself goes on working.
  }
}

/** The number of the sign-up: a new link takes the place of the old one. */
const idOf = (kept: Kept): string => kept.token.split('-')[0] ?? kept.token;

defineIsland('my-registrations', (element, props) => {
  const { remember, list, known } = props as { remember?: unknown; list?: Words; known?: Known };
  if (isKept(remember)) write([remember, ...read().filter((kept) => idOf(kept) !== idOf(remember))]);
  if (list !== undefined) show(element, list);
  if (known !== undefined) warn(element, known);
});

/** The form of an activity that this device has signed up for: a word that is there already is shown. Only this device knows. */
function warn(element: HTMLElement, { activity }: Known): void {
  const mine = read().find((kept) => kept.activity === activity);
  const link = element.querySelector('a');
  if (mine === undefined || link === null) return;
  link.href = `/dang-ky/${mine.token}`;
  for (const part of element.children) if (part instanceof HTMLElement) part.hidden = false;
}

function show(element: HTMLElement, words: Words): void {
  const kept = read();
  if (kept.length === 0) {
    element.replaceChildren(text('p', words.empty, 'list-title'), text('p', words.emptyHint, 'soft'));
    return;
  }
  const rows = kept.map((each) => {
    const row = document.createElement('li');
    const name = document.createElement('div');
    const title = text('p', '', 'list-title');
    const link = document.createElement('a');
    link.href = `/dang-ky/${each.token}`;
    link.textContent = each.title;
    title.append(link);
    name.append(title, text('p', each.when, 'list-meta'));
    const end = document.createElement('div');
    end.className = 'list-end';
    const forget = button(words.forget, () => {
      write(read().filter((other) => other.token !== each.token));
      show(element, words);
    });
    forget.setAttribute('aria-label', `${words.forget}: ${each.title}`);
    end.append(forget);
    row.append(name, end);
    return row;
  });
  const listing = document.createElement('ul');
  listing.className = 'list';
  listing.append(...rows);
  const all = button(words.forgetAll, () => {
    write([]);
    show(element, words);
  });
  const actions = document.createElement('div');
  actions.className = 'actions';
  actions.append(all);
  element.replaceChildren(listing, actions, text('p', words.forgetHint, 'soft small'));
}

function text(tag: 'p', content: string, className: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  made.textContent = content;
  return made;
}

function button(label: string, act: () => void): HTMLButtonElement {
  const made = document.createElement('button');
  made.type = 'button';
  made.className = 'btn btn-quiet';
  made.textContent = label;
  made.addEventListener('click', act);
  return made;
}
