/**
 * Saves what is typed without being asked, and never loses it: every change goes to this machine's store at once, to the
 * server after a pause; a lost network is waited for, another person's save is merged in.
 */
import type { OfficeDoc } from '../../../documents/write/doc-model.ts';
import { canonical } from '../rules.merge.ts';
import { type Clash, mergePapers } from '../rules.merge-papers.ts';

const JOURNAL_PAUSE_MS = 400;
const SAVE_PAUSE_MS = 3_000;
const LONGEST_WAIT_MS = 20_000;
const RETRY_MS = [3_000, 10_000, 30_000, 60_000];

export interface SavedPaper {
  readonly version: number;
  readonly model: OfficeDoc;
}

/** What the server says to a save; `stale` carries what stands there. */
export type SaveAnswer =
  | { readonly kind: 'saved'; readonly version: number }
  | { readonly kind: 'stale'; readonly standing: SavedPaper; readonly by: string | null }
  | { readonly kind: 'signed-out' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'offline' };

export type SaveStatus =
  | { readonly kind: 'saved'; readonly at: Date | null }
  | { readonly kind: 'unsaved' | 'saving' | 'offline' | 'signed-out' }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'merged'; readonly by: string | null };

export interface PaperClash {
  readonly by: string | null;
  readonly clashes: readonly Clash[];
  /** Settles it: whose words stand in the places that both changed. The other's stay in the history. */
  choose(side: 'mine' | 'theirs'): void;
}

export interface SavingOptions {
  /** Key of this paper in the machine's store. */
  readonly key: string;
  readonly opened: SavedPaper;
  /** What is on the screen. */
  readonly read: () => OfficeDoc;
  /** Puts a merged state on the screen. */
  readonly show: (model: OfficeDoc) => void;
  readonly send: (paper: SavedPaper) => Promise<SaveAnswer>;
  readonly tell: (status: SaveStatus) => void;
  readonly clash: (clash: PaperClash) => void;
}

export interface Saving {
  /** Something was typed. */
  changed(): void;
  /** Saves now. */
  save(): Promise<void>;
  /** True while something is on the screen that the server does not have. */
  isDirty(): boolean;
}

export interface Journal {
  readonly version: number;
  readonly at: string;
  readonly model: unknown;
}

/** Starts to save the paper that is on the screen. */
export function startSaving(options: SavingOptions): Saving {
  let base = options.opened;
  let dirty = false;
  let since: number | null = null;
  let journalTimer: number | undefined;
  let saveTimer: number | undefined;
  let running: Promise<void> | null = null;
  let again = false;
  let failures = 0;
  let isClashing = false;

  const same = (one: OfficeDoc, other: OfficeDoc): boolean => canonical(one) === canonical(other);

  const plan = (pause: number): void => {
    window.clearTimeout(saveTimer);
    saveTimer = window.setTimeout(() => void save(), pause);
  };

  const changed = (): void => {
    dirty = true;
    since ??= Date.now();
    options.tell({ kind: 'unsaved' });
    window.clearTimeout(journalTimer);
    journalTimer = window.setTimeout(() => {
      writeJournal(options.key, { version: base.version, model: options.read() });
    }, JOURNAL_PAUSE_MS);
    if (!isClashing) plan(Math.max(0, Math.min(SAVE_PAUSE_MS, since + LONGEST_WAIT_MS - Date.now())));
  };

  const save = (): Promise<void> => {
    if (running !== null) {
      again = true;
      return running;
    }
    running = once().finally(() => {
      running = null;
      if (again) {
        again = false;
        void save();
      }
    });
    return running;
  };

  const once = async (): Promise<void> => {
    window.clearTimeout(saveTimer);
    const model = options.read();
    if (same(model, base.model)) return settled(null);
    writeJournal(options.key, { version: base.version, model });
    options.tell({ kind: 'saving' });
    const answer = await options.send({ version: base.version, model });
    switch (answer.kind) {
      case 'saved':
        failures = 0;
        base = { version: answer.version, model };
        settled(new Date());
        return;
      case 'stale':
        meet(answer.standing, answer.by);
        return;
      case 'offline':
        options.tell({ kind: 'offline' });
        plan(RETRY_MS[Math.min(failures, RETRY_MS.length - 1)] ?? 60_000);
        failures += 1;
        return;
      case 'signed-out':
        options.tell({ kind: 'signed-out' });
        return;
      case 'refused':
        options.tell({ kind: 'refused', reason: answer.reason });
    }
  };

  const settled = (at: Date | null): void => {
    if (!same(options.read(), base.model)) {
      since = Date.now();
      changed();
      return;
    }
    dirty = false;
    since = null;
    window.clearTimeout(journalTimer);
    dropJournal(options.key);
    options.tell({ kind: 'saved', at });
  };

  const meet = (standing: SavedPaper, by: string | null): void => {
    const mine = options.read();
    const merged = mergePapers(base.model, mine, standing.model);
    const theirsWins = mergePapers(base.model, standing.model, mine);
    base = standing;
    if (merged.clashes.length === 0) {
      options.show(merged.model);
      options.tell({ kind: 'merged', by });
      plan(0);
      return;
    }
    isClashing = true;
    options.clash({
      by,
      clashes: merged.clashes,
      choose: (side) => {
        isClashing = false;
        options.show(merged.model);
        // Mine is saved first in either case, so that the history has both.
        void save().then(() => {
          if (side === 'mine') return;
          options.show({ ...merged.model, ...theirsWins.model });
          void save();
        });
      },
    });
  };

  window.addEventListener('online', () => {
    if (dirty && !isClashing) plan(0);
  });
  window.addEventListener('beforeunload', (event) => {
    if (!dirty) return;
    writeJournal(options.key, { version: base.version, model: options.read() });
    event.preventDefault();
  });
  document.addEventListener('visibilitychange', () => {
    // A phone may end the page without a word once it is out of sight.
    if (document.visibilityState === 'hidden' && dirty && !isClashing) void save();
  });

  return { changed, save, isDirty: () => dirty };
}

// ---------------------------------------------------------------- this machine's store

/** What was typed on this machine and not saved; null for nothing. */
export function readJournal(key: string): Journal | null {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    if (typeof found !== 'object' || found === null) return null;
    const version: unknown = Reflect.get(found, 'version');
    const at: unknown = Reflect.get(found, 'at');
    return typeof version === 'number' && typeof at === 'string'
      ? { version, at, model: Reflect.get(found, 'model') }
      : null;
  } catch {
    // A store that is switched off or broken holds nothing.
    return null;
  }
}

function writeJournal(key: string, paper: SavedPaper): void {
  try {
    localStorage.setItem(key, JSON.stringify({ ...paper, at: new Date().toISOString() }));
  } catch {
    // Full or switched off: the server's copy is the one left.
  }
}

/** Forgets what this machine holds. */
export function dropJournal(key: string): void {
  try {
    localStorage.removeItem(key);
  } catch {
    // Nothing to forget.
  }
}
