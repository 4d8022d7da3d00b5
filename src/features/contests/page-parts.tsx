/** Pieces that several pages of contests share. */
import type { VNode } from 'preact';
import type { Messages } from '../../../messages/index.ts';
import { Badge, type FieldError, formatDateTime, formatMoney, type Tone } from '../../ui/index.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ContestStatus, EntryStatus, Prize } from './contest.ts';
import type { FieldFault } from './fields.ts';

const TONES: Readonly<Record<ContestStatus, Tone>> = {
  draft: 'plain',
  open: 'accent',
  judging: 'warn',
  published: 'ok',
  cancelled: 'bad',
};

export function ContestBadge({ t, status }: { t: Messages; status: ContestStatus }): VNode {
  return <Badge tone={TONES[status]}>{t.contests.status[status]}</Badge>;
}

const ENTRY_TONES: Readonly<Record<EntryStatus, Tone>> = {
  sent: 'warn',
  admitted: 'ok',
  refused: 'bad',
  withdrawn: 'plain',
};

export function EntryBadge({ t, status }: { t: Messages; status: EntryStatus }): VNode {
  return <Badge tone={ENTRY_TONES[status]}>{t.contests.entryStatus[status]}</Badge>;
}

/** Paragraphs of a text as it was typed: an empty line parts them, a line break stays one. */
export function Prose({ text }: { text: string }): VNode {
  return (
    <div class="contest-prose">
      {text.split(/\n{2,}/u).map((paragraph, index) => (
        <p key={index}>{paragraph}</p>
      ))}
    </div>
  );
}

/** "08:00, 01/10/2026 – 17:00, 10/10/2026"; empty where nothing is set. */
export function spanText(from: Date | null, until: Date | null): string {
  return [from, until].map((moment) => (moment === null ? '…' : formatDateTime(moment))).join(' – ');
}

export function amountText(t: Messages, { amount }: Prize): string {
  return amount === '' ? '' : formatMoney(amount, t.common);
}

/** Faults as messages, one a field, in the order they were found. */
export function errorsOf(t: Messages, faults: readonly FieldFault[]): FieldError[] {
  const words: Readonly<Record<string, string>> = t.contests.errors;
  const first = new Map<string, string>();
  for (const { field, code, line } of faults) {
    if (first.has(field)) continue;
    const lines = code === 'prize-line' ? t.contests.prizeLine : t.contests.criterionLine;
    first.set(field, line === undefined ? (words[code] ?? t.problems.fields.other) : t.contests.lineError(line, lines));
  }
  return [...first].map(([field, message]) => ({ field, message }));
}

/** Faults that a service found; anything else is thrown on. */
export function refusalsOf(t: Messages, error: unknown): FieldError[] {
  if (!(error instanceof Problem) || error.code !== 'request.invalid' || error.fields.length === 0) throw error;
  const words: Readonly<Record<string, string>> = t.contests.errors;
  return error.fields.map(({ field, code, detail }) => {
    const message = words[code] ?? t.problems.fields.other;
    return { field, message: detail === undefined ? message : `${detail}: ${message}` };
  });
}
