/** The desk's page as the island reads and changes it. */
import { unaccentedKey } from '../../../platform/text/vietnamese.ts';
import { atDoor, clock, element, fill, readNumbers, tokenHolder } from './small.ts';
import type { DeskProps, DeskTexts, Present } from './props.ts';
import type { OtherDesk, Waiting, WaitingItem } from './queue.ts';
import type { Scanned } from './scanned.ts';
import type { Answer, Network } from './server.ts';
import type { Signal } from './signal.ts';

export interface Said {
  readonly kind: Signal;
  readonly title: string;
  readonly detail: string;
}

interface Numbers {
  readonly people?: number;
  readonly children?: number;
}

const DOOR_KEY = 'cua-diem-danh';
/** An answer is read in a second or two and then stands in nobody's way; a touch takes it away at once. */
const SAID_MS = 6_000;

export class DeskView {
  readonly #root: HTMLElement;
  readonly #texts: DeskTexts;
  readonly #rows: readonly HTMLElement[];
  #door = '';
  #network: Network = 'sent';
  #saidUntil: ReturnType<typeof setTimeout> | undefined;

  constructor(root: HTMLElement, { texts }: DeskProps) {
    this.#root = root;
    this.#texts = texts;
    this.#rows = [...root.querySelectorAll<HTMLElement>('[data-holder]')];
    this.#door = this.#doorInput?.value || readDoor();
  }

  /** Shows what only the island can do. */
  start(): void {
    this.#hide('[data-part=scan]', false);
    if (this.#doorInput) this.#doorInput.value = this.#door;
    this.#showDoor();
    this.#searchInput?.addEventListener('input', () => this.#search());
    const said = this.#part('[data-part=said]');
    said?.addEventListener('click', () => (said.hidden = true));
  }

  get door(): string {
    return this.#door;
  }

  get query(): string {
    return this.#searchInput?.value.trim() ?? '';
  }

  keepDoor(): void {
    this.#door = this.#doorInput?.value.trim() ?? '';
    try {
      localStorage.setItem(DOOR_KEY, this.#door);
    } catch {
      // A browser that keeps nothing: the name holds for this page.
    }
    this.#showDoor();
  }

  findRow({ token, holderId }: Scanned): HTMLElement | null {
    const is = (row: HTMLElement): boolean =>
      holderId === null ? row.dataset['code'] === token : row.dataset['holder'] === String(holderId);
    return this.#rows.find(is) ?? null;
  }

  readRow(row: HTMLElement) {
    const group = row.querySelectorAll<HTMLInputElement>('[data-group] input');
    const numbers: Numbers = group.length === 2 ? { ...readNumbers(group[0]?.value, group[1]?.value) } : {};
    return {
      holderId: Number(row.dataset['holder']),
      name: row.dataset['name'] ?? '',
      isHere: row.classList.contains('is-here'),
      isWaitingForSeat: row.dataset['waiting'] !== undefined,
      numbers,
    };
  }

  /** Name and numbers of the form below the list, which is made empty again; null for nobody. */
  readWalkIn(form: HTMLFormElement): { name: string | null; people: number; children: number } | null {
    const field = (name: string): HTMLInputElement | null => form.querySelector(`[name=${name}]`);
    const name = field('name')?.value.trim() ?? '';
    const numbers = readNumbers(field('people')?.value, field('children')?.value);
    if (!numbers) {
      field('people')?.focus();
      return null;
    }
    form.reset();
    return { name: name === '' ? null : name, ...numbers };
  }

  groupOf(people: number, children: number): string {
    const { group, groupPeople, groupChildren } = this.#texts;
    const text = children === 0 ? groupPeople : people === 0 ? groupChildren : group;
    return fill(text, { people: String(people), children: String(children) });
  }

  /** Rows, walk-ins and numbers as they stand: what the server knows, and what waits here. */
  show(present: readonly Present[], waiting: readonly Waiting[]): void {
    const { here, hereWaiting } = this.#texts;
    const items = waiting.flatMap(({ item }) => (item ? [item] : []));
    const undone = new Set(waiting.flatMap(({ undo }) => (undo === null ? [] : [undo])));
    const standing = present.filter(({ id }) => !undone.has(id));
    const byHolder = new Map(standing.map((each) => [each.holderId, each]));
    const words = ({ time, door }: Present): string => fill(here, { time, door: atDoor(door) });
    let waitingHeads = 0;
    for (const row of this.#rows) {
      const stands = byHolder.get(Number(row.dataset['holder']));
      const waits = items.find(
        ({ who }) =>
          ('holderId' in who && String(who.holderId) === row.dataset['holder']) ||
          ('token' in who && (who.token === row.dataset['code'] || tokenHolder(who.token) === row.dataset['holder'])),
      );
      const state = stands ? words(stands) : waits ? fill(hereWaiting, { time: clock(waits.at) }) : '';
      this.#showRow(row, state, stands?.id ?? waits?.id ?? '', waits !== undefined && !stands);
      if (waits && !stands) waitingHeads += (waits.people ?? 1) + (waits.children ?? 0);
    }
    const strangers = items.flatMap((item) =>
      'name' in item.who
        ? [
            {
              id: item.id,
              name: item.who.name,
              people: item.people ?? 1,
              children: item.children ?? 0,
              state: fill(hereWaiting, { time: clock(item.at) }),
            },
          ]
        : [],
    );
    const walkIns = standing
      .filter(({ holderId }) => holderId === null)
      .map((each) => ({ ...each, state: words(each) }));
    this.#showWalkIns([...walkIns, ...strangers]);
    const heads = (all: readonly Numbers[]): number =>
      all.reduce((sum, { people = 0, children = 0 }) => sum + people + children, 0);
    this.#count('came', heads(standing) + heads(strangers) + waitingHeads);
    this.#count('walk-ins', heads(walkIns) + heads(strangers));
    this.#showWaiting(waiting);
  }

  /** Somebody has confirmed who came: what is taken now is kept, not counted. */
  confirmed(isConfirmed: boolean): void {
    this.#hide('[data-part=confirmed]', !isConfirmed);
  }

  /** Desks on this device with something unsent, each with the way there: only its own page sends it. */
  others(desks: readonly OtherDesk[]): void {
    const box = this.#part('[data-part=others]');
    if (!box) return;
    box.hidden = desks.length === 0;
    const list = document.createElement('ul');
    list.append(
      ...desks.map(({ desk, label, count }) => {
        const link = document.createElement('a');
        link.href = desk;
        link.textContent = label;
        const row = element('li', ` (${fill(this.#texts.waiting, { n: String(count) })})`);
        row.prepend(link);
        return row;
      }),
    );
    box.replaceChildren(element('b', this.#texts.others), list);
  }

  /** How the last message went. */
  network(kind: Network): void {
    this.#network = kind;
    // The word of the service worker over a page from the device: it holds no longer.
    if (kind === 'sent') document.querySelector('.kept')?.remove();
  }

  wordsOf(answer: Answer, name: string): Said {
    const texts = this.#texts;
    const who = answer.name ?? name;
    const clockWord = answer.isClockWrong ? ` ${texts.clock}` : '';
    switch (answer.outcome) {
      case 'taken':
        return { kind: 'taken', title: texts.taken, detail: fill(texts.takenWho, { who }) + clockWord };
      case 'already':
        return {
          kind: 'already',
          title: texts.already,
          detail: fill(texts.alreadyWho, { who, time: answer.time, door: atDoor(answer.door ?? '') }) + clockWord,
        };
      case 'undone':
        return { kind: 'already', title: texts.undone, detail: fill(texts.undoneWho, { who }) };
      case 'unknown':
        return { kind: 'unknown', title: texts.unknown, detail: texts.unknownWho };
    }
  }

  /** Somebody who is known to be here already. */
  wordsOfRow(row: HTMLElement): Said {
    const state = row.querySelector('[data-state]')?.textContent ?? '';
    return { kind: 'already', title: this.#texts.already, detail: `${row.dataset['name'] ?? ''}: ${state}` };
  }

  say({ kind, title, detail }: Said): void {
    const box = this.#part('[data-part=said]');
    if (!box) return;
    box.className = `desk-said is-${kind}`;
    box.replaceChildren(element('b', title), element('span', detail));
    box.hidden = false;
    clearTimeout(this.#saidUntil);
    this.#saidUntil = setTimeout(() => (box.hidden = true), SAID_MS);
  }

  /** After the queue was sent: that it is, and each one that did not stand. */
  sayAll(sent: number, clashes: readonly Answer[], items: readonly WaitingItem[]): void {
    if (sent === 0) return;
    if (clashes.length === 0) return this.say({ kind: 'taken', title: this.#texts.sent, detail: '' });
    this.say({
      kind: 'already',
      title: this.#texts.sent,
      detail: fill(this.#texts.conflicts, { n: String(clashes.length) }),
    });
    const box = this.#part('[data-part=said]');
    const list = document.createElement('ul');
    list.append(
      ...clashes.map((answer) => {
        const item = items.find(({ id }) => id === answer.id);
        const { title, detail } = this.wordsOf(answer, this.#texts.stranger);
        // Nobody of this name stands on the server: whoever was let in is written down here for the last time.
        const who = answer.outcome === 'unknown' && item ? `${this.#lineOf(item)}. ` : '';
        return element('li', `${who}${title}. ${detail}`);
      }),
    );
    box?.append(list);
    // What went otherwise than it was said at the door stays until it has been read.
    clearTimeout(this.#saidUntil);
  }

  reveal(row: HTMLElement): void {
    this.clearSearch();
    row.scrollIntoView({ block: 'center' });
  }

  /** The one row that the search has left, if it is one. */
  onlyMatch(): HTMLElement | null {
    const shown = this.#rows.filter((row) => !row.hidden);
    return this.query !== '' && shown.length === 1 ? (shown[0] ?? null) : null;
  }

  clearSearch(): void {
    if (this.#searchInput) this.#searchInput.value = '';
    this.#search();
    this.#searchInput?.focus();
  }

  onScan(press: () => Promise<void>): void {
    this.#part('[data-part=scan]')?.addEventListener('click', () => void press());
  }

  /** @returns the element that the picture goes into */
  camera(state: 'open' | 'closed'): HTMLElement {
    const box = this.#part('[data-part=camera]') ?? this.#root;
    const button = this.#part('[data-part=scan]');
    box.hidden = state === 'closed';
    box.replaceChildren(...(state === 'open' ? [element('p', this.#texts.aim)] : []));
    if (button) button.textContent = state === 'open' ? this.#texts.stopScan : this.#texts.scan;
    return box;
  }

  #search(): void {
    const words = unaccentedKey(this.query).split(' ').filter(Boolean);
    let shown = 0;
    for (const row of this.#rows) {
      const text = ` ${row.dataset['find'] ?? ''}`;
      row.hidden = !words.every((word) => text.includes(` ${word}`));
      if (!row.hidden) shown += 1;
    }
    this.#hide('[data-part=none]', shown > 0);
  }

  #showRow(row: HTMLElement, state: string, id: string, isWaiting: boolean): void {
    const isHere = state !== '';
    row.classList.toggle('is-here', isHere);
    row.classList.toggle('is-waiting', isWaiting);
    const line = row.querySelector('[data-state]');
    if (line && line.textContent !== state) line.textContent = state;
    const take = row.querySelector<HTMLButtonElement>('[name=take]');
    const undo = row.querySelector<HTMLButtonElement>('[name=undo]');
    const group = row.querySelector<HTMLElement>('[data-group]');
    if (take) take.hidden = isHere;
    if (group) group.hidden = isHere;
    if (undo) {
      undo.hidden = !isHere;
      undo.value = id;
    }
  }

  #showWalkIns(
    all: readonly { id: string; name: string | null; people: number; children: number; state: string }[],
  ): void {
    const list = this.#part('[data-part=walk-in-list]');
    if (!list) return;
    this.#hide('[data-part=no-walk-ins]', all.length > 0);
    list.replaceChildren(
      ...all.map(({ id, name, people, children, state }) => {
        const who = element('div', '');
        who.className = 'desk-who';
        const group = this.groupOf(people, children);
        const title = element('p', name ?? group);
        title.className = 'desk-name';
        const line = element('p', name !== null && people + children > 1 ? `${group} · ${state}` : state);
        line.className = 'desk-state';
        who.append(title, line);
        const undo = document.createElement('button');
        undo.className = 'btn btn-quiet';
        undo.name = 'undo';
        undo.value = id;
        undo.textContent = this.#texts.undo;
        undo.setAttribute('aria-label', `${this.#texts.undo}: ${name ?? group}`);
        const row = document.createElement('li');
        row.className = 'desk-row is-here';
        row.append(who, undo);
        return row;
      }),
    );
  }

  #showWaiting(waiting: readonly Waiting[]): void {
    const box = this.#part('[data-part=waiting]');
    if (!box) return;
    const texts = this.#texts;
    const hints: Readonly<Partial<Record<Network, string>>> = {
      'signed-out': texts.signedOut,
      closed: texts.closed,
      gone: texts.gone,
      refused: texts.refused,
    };
    const isQuiet = waiting.length === 0 && this.#network === 'sent';
    // What the server will not take is written out: somebody can read it to the organiser.
    const isKept = this.#network === 'closed' || this.#network === 'gone';
    const lines = isKept ? waiting.flatMap(({ item }) => (item ? [this.#lineOf(item)] : [])) : [];
    const hint = hints[this.#network] ?? texts.waitingHint;
    const count = `${fill(texts.waiting, { n: String(waiting.length) })}.`;
    const words = isQuiet ? '' : [count, hint, ...lines].join(' ');
    box.hidden = isQuiet;
    if (box.dataset['words'] === words) return;
    box.dataset['words'] = words;
    const list = document.createElement('ul');
    list.append(...lines.map((line) => element('li', line)));
    box.replaceChildren(element('b', count), element('span', ` ${hint}`), ...(lines.length === 0 ? [] : [list]));
  }

  /** "08:12 · Nguyễn Văn A" */
  #lineOf({ who, at, people = 1, children = 0 }: WaitingItem): string {
    const holder = 'holderId' in who ? String(who.holderId) : 'token' in who ? tokenHolder(who.token) : null;
    const row = this.#rows.find(
      ({ dataset }) => dataset['holder'] === holder || ('token' in who && dataset['code'] === who.token),
    );
    const name = row?.dataset['name'] ?? ('name' in who ? who.name : 'token' in who ? who.token : null);
    return [clock(at), name ?? this.groupOf(people, children)].join(' · ');
  }

  #showDoor(): void {
    const shown = this.#part('[data-part=door-name]');
    if (shown && this.#door !== '') shown.textContent = this.#door;
  }

  #count(what: string, value: number): void {
    const shown = this.#part(`[data-count=${what}]`);
    if (shown) shown.textContent = new Intl.NumberFormat('vi-VN').format(value);
  }

  #part(selector: string): HTMLElement | null {
    return this.#root.querySelector<HTMLElement>(selector);
  }

  #hide(selector: string, isHidden: boolean): void {
    const part = this.#part(selector);
    if (part) part.hidden = isHidden;
  }

  get #searchInput(): HTMLInputElement | null {
    return this.#root.querySelector('input[name=tim]');
  }

  get #doorInput(): HTMLInputElement | null {
    return this.#root.querySelector('input[name=cua]');
  }
}

function readDoor(): string {
  try {
    return localStorage.getItem(DOOR_KEY) ?? '';
  } catch {
    return '';
  }
}
