/** The history of a paper as people read it: sittings of one person, and what changed in words. Pure. */
import { type DocModel, plainText } from '../../documents/write/doc-model.ts';
import { textOfBody } from './rules.body-text.ts';
import { changesOf } from './rules.merge.ts';
import type { SaveCause } from './rules.paper.ts';

const SITTING_MS = 10 * 60_000;

export interface SavedState {
  readonly version: number;
  readonly cause: SaveCause;
  readonly by: string | null;
  readonly at: Date;
}

/** Saves of one person that follow each other within ten minutes. */
export interface Sitting {
  readonly by: string | null;
  readonly cause: SaveCause;
  readonly from: Date;
  readonly to: Date;
  /** The last state of it. */
  readonly version: number;
  /** The state that it began from; null for the first. */
  readonly before: number | null;
  readonly saves: number;
}

/** @param states the latest first. @returns the latest first */
export function sittingsOf(states: readonly SavedState[]): Sitting[] {
  const sittings: Sitting[] = [];
  for (const state of states.toReversed()) {
    const last = sittings.at(-1);
    const goesOn =
      last !== undefined &&
      state.cause === 'save' &&
      last.cause === 'save' &&
      last.by === state.by &&
      state.at.getTime() - last.to.getTime() <= SITTING_MS;
    if (goesOn) {
      sittings[sittings.length - 1] = { ...last, to: state.at, version: state.version, saves: last.saves + 1 };
    } else {
      sittings.push({
        by: state.by,
        cause: state.cause,
        from: state.at,
        to: state.at,
        version: state.version,
        before: last?.version ?? null,
        saves: 1,
      });
    }
  }
  return sittings.toReversed();
}

/** The sitting that ended in this state, or the state by itself where its sitting went on; null for an unknown one. */
export function sittingAt(states: readonly SavedState[], version: number): Sitting | null {
  const ended = sittingsOf(states).find((each) => each.version === version);
  if (ended !== undefined) return ended;
  const state = states.find((each) => each.version === version);
  if (state === undefined) return null;
  const { by, cause, at } = state;
  return { by, cause, from: at, to: at, version, before: version > 1 ? version - 1 : null, saves: 1 };
}

/** A line of the difference between two states. */
export interface DiffLine {
  readonly kind: 'same' | 'gone' | 'new';
  readonly text: string;
}

/** Unchanged lines shown round a change. */
const AROUND = 1;
/** A table of comparisons that is longer than this is not worth the memory: then all is gone and all is new. */
const MOST_LINES = 1_500;

/** What changed in words; unchanged lines far from a change are left out. Empty where the words are the same. */
export function wordDiff(before: DocModel, after: DocModel): DiffLine[] {
  const old = linesOf(before);
  const now = linesOf(after);
  const changes =
    old.length > MOST_LINES || now.length > MOST_LINES
      ? [{ from: 0, to: old.length, put: now }]
      : [...changesOf(old, now)].filter((change) => change.from !== change.to || change.put.length > 0);
  const lines: DiffLine[] = [];
  let shown = 0;
  for (const change of changes) {
    const from = Math.max(shown, change.from - AROUND);
    lines.push(...old.slice(from, change.from).map((text): DiffLine => ({ kind: 'same', text })));
    lines.push(...old.slice(change.from, change.to).map((text): DiffLine => ({ kind: 'gone', text })));
    lines.push(...change.put.map((text): DiffLine => ({ kind: 'new', text })));
    shown = change.to;
    lines.push(...old.slice(shown, shown + AROUND).map((text): DiffLine => ({ kind: 'same', text })));
    shown += AROUND;
  }
  return lines;
}

/** A model as lines of words, from the head down. */
export function linesOf(model: DocModel): string[] {
  const { head, signature } = model;
  const top = [
    head.parentAgency,
    head.agency,
    head.number === null ? head.symbol : `${head.number}/${head.symbol}`,
    [head.place, head.date].filter(Boolean).join(', '),
    head.urgency,
  ];
  const foot = [...signature.authority, signature.title, signature.name];
  const middle =
    model.layout === 'certificate'
      ? [model.title, model.presentation, model.recipient.name, model.recipient.detail, model.reason]
      : [
          model.type,
          model.subject,
          ...model.addressees,
          model.via,
          model.enactment?.authority,
          ...model.bases,
          model.enactment?.verb,
          textOfBody(model.body, model.annexes),
          ...model.annexes.flatMap((annex) =>
            annex.document === null ? [] : [annex.document.subject, textOfBody(annex.document.body, [])],
          ),
          model.closing,
          ...model.recipients,
          ...(model.secretary === null
            ? []
            : [...model.secretary.authority, model.secretary.title, model.secretary.name]),
        ];
  return [...top, ...middle, ...foot]
    .flatMap((text) => (text ?? '').split('\n'))
    .map((line) => plainText(line).trim())
    .filter((line) => line !== '');
}
