/** The island runtime: finds the elements that ask for a module and hands them over, now and when HTML arrives later. */
import { registerOffline } from '../offline/register.ts';

/** What an island does with its element. `props` is the parsed data-props: unknown until the island has checked it. */
export type Enhance = (element: HTMLElement, props: unknown) => void;

const started = new WeakMap<HTMLElement, Set<string>>();

/** Declares the island of this module and starts it on every element that names it. Each element is started once. */
export function defineIsland(name: string, enhance: Enhance): void {
  const run = (root: ParentNode): void => {
    for (const element of root.querySelectorAll<HTMLElement>(`[data-island~="${name}"]`)) start(element, name, enhance);
  };
  run(document);
  // A piece of page that another island has put in tells of itself by this event.
  document.addEventListener('island:added', (event) => {
    if (event.target instanceof Element) run(event.target);
  });
}

function start(element: HTMLElement, name: string, enhance: Enhance): void {
  const names = started.get(element) ?? new Set<string>();
  if (names.has(name)) return;
  started.set(element, names.add(name));
  try {
    enhance(element, JSON.parse(element.dataset['props'] ?? '{}'));
  } catch (error) {
    // The page works without the island; a failure must stay visible to tests and developers.
    reportError(error);
  }
}

registerOffline();
