/**
 * The programme's table with a keyboard and with findings while one types: Alt+arrows move an item, Enter in the last field
 * adds one, a changed time moves the rest where that is chosen. What is wrong is asked of the server, which has the words.
 */
import { defineIsland } from '../../../ui/islands/runtime.ts';
import { clockText, endOf, type Item, minuteOf, shiftEdited } from '../rules.programme.ts';

const WAIT_MS = 600;

defineIsland('programme-editor', (element) => {
  if (!(element instanceof HTMLFormElement)) return;
  const form = element;
  const field = (name: string): HTMLInputElement | null => {
    const found = form.elements.namedItem(name);
    return found instanceof HTMLInputElement ? found : null;
  };
  const numbers = (): number[] =>
    [...form.querySelectorAll<HTMLElement>('tr[data-row]')].map((row) => Number(row.dataset['row']));
  const items = (): Item[] =>
    numbers().map((no) => {
      const start = minuteOf(field(`row${no}.start`)?.value ?? '');
      const end = endOf(field(`row${no}.end`)?.value ?? '', start);
      return { key: String(no), start, end, content: '', inCharge: '', siteId: null };
    });

  let known = items();
  const isMoving = (): boolean => form.querySelector<HTMLInputElement>('input[name=rest]:checked')?.value !== 'keep';

  // The server must not move again what is moved here.
  const moved = field('moved');
  if (moved) moved.value = '1';

  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || !/^row\d+\.(?:start|end)$/u.test(target.name)) return;
    const typed = items();
    const after = isMoving() ? shiftEdited(known, typed) : typed;
    for (const { key, start, end } of after) {
      write(field(`row${key}.start`), start);
      write(field(`row${key}.end`), end);
    }
    known = after;
    ask();
  });

  /** A time that can't be read stays as it was typed. */
  function write(input: HTMLInputElement | null, minute: number | null): void {
    if (input && minute !== null && minute >= 0 && minute <= 24 * 60) input.value = clockText(minute);
  }

  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  function ask(): void {
    clearTimeout(waiting);
    waiting = setTimeout(() => void check(), WAIT_MS);
  }
  form.addEventListener('input', ask);

  async function check(): Promise<void> {
    asked += 1;
    const mine = asked;
    const body = new FormData(form);
    body.set('action', 'check');
    try {
      // Its buttons are called "action": the property of that name is one of them.
      const answer = await fetch(form.getAttribute('action') ?? location.href, { method: 'POST', body });
      if (!answer.ok || mine !== asked) return;
      const now = new DOMParser().parseFromString(await answer.text(), 'text/html');
      take(now, '#programme-findings');
      for (const no of numbers()) {
        take(now, `tr[data-row="${no}"] [data-notes]`);
        take(now, `tr[data-row="${no}"] [data-length]`);
      }
    } catch {
      // Without a network the table is still a form; what is wrong is told when it is saved.
    }
  }

  function take(from: Document, selector: string): void {
    const [fresh, old] = [from.querySelector(selector), form.querySelector(selector)];
    if (fresh && old && fresh.innerHTML !== old.innerHTML) old.replaceChildren(...fresh.childNodes);
  }

  form.addEventListener('keydown', (event) => {
    const row = event.target instanceof HTMLElement ? event.target.closest<HTMLElement>('tr[data-row]') : null;
    if (!row) return;
    const no = Number(row.dataset['row']);
    if (event.altKey && (event.key === 'ArrowUp' || event.key === 'ArrowDown')) {
      event.preventDefault();
      press(`${event.key === 'ArrowUp' ? 'up' : 'down'}:${no}`);
    }
    const isLast =
      no === numbers().length && event.target instanceof HTMLTextAreaElement && event.target.name === `row${no}.who`;
    if (event.key === 'Enter' && isLast && !event.shiftKey) {
      event.preventDefault();
      press('add');
    }
  });

  function press(action: string): void {
    form.querySelector<HTMLButtonElement>(`button[name=action][value="${action}"]`)?.click();
  }
});
