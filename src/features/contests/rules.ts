/** Decisions of a contest: what each state needs, when it takes entries and votes, what may be typed. Pure. */
import { markedKey } from '../../platform/text/vietnamese.ts';
import type { ContestStatus, Criterion, EntryStatus, Prize } from './contest.ts';

const DAY_MS = 86_400_000;
/** Contacts of those who enter are blanked this long after the last of the contest's dates. */
export const KEPT_DAYS = 180;
export const MOST_CRITERIA = 20;
export const MOST_PRIZES = 20;
const MOST_OF_A_PRIZE = 1_000;
const MOST_POINTS = 100;
const LONGEST_LABEL = 120;

/** The dates of a contest. */
export interface ContestTimes {
  readonly entriesFrom: Date | null;
  readonly entriesUntil: Date | null;
  readonly hasVote: boolean;
  readonly voteFrom: Date | null;
  readonly voteUntil: Date | null;
}

export interface ContestSetting extends ContestTimes {
  readonly status: ContestStatus;
  readonly rules: string;
  readonly criteria: readonly Criterion[];
}

/** What is missing before a contest can be opened to everybody; empty when nothing is. */
export type OpenLack = 'rules' | 'entries' | 'entries-past' | 'basis' | 'vote';

export function lacksForOpening(contest: ContestSetting, now: Date): OpenLack[] {
  const lacks: OpenLack[] = [];
  if (contest.rules === '') lacks.push('rules');
  if (contest.entriesFrom === null || contest.entriesUntil === null) lacks.push('entries');
  else if (contest.entriesUntil <= now) lacks.push('entries-past');
  // Something has to decide: points, or votes.
  if (contest.criteria.length === 0 && !contest.hasVote) lacks.push('basis');
  if (contest.hasVote && (contest.voteFrom === null || contest.voteUntil === null)) lacks.push('vote');
  return lacks;
}

export interface JudgingFacts {
  readonly sent: number;
  readonly admitted: number;
  /** Judges that are not left out. */
  readonly judges: number;
}

/** What is missing before judging can begin. */
export type JudgingLack = 'time' | 'undecided' | 'no-entries' | 'judges';

export function lacksForJudging(contest: ContestSetting, facts: JudgingFacts, now: Date): JudgingLack[] {
  const lacks: JudgingLack[] = [];
  // Who trusts in the announced date is not shut out early.
  if (contest.entriesUntil === null || contest.entriesUntil > now) lacks.push('time');
  if (facts.sent > 0) lacks.push('undecided');
  if (facts.admitted === 0) lacks.push('no-entries');
  if (contest.criteria.length > 0 && facts.judges === 0) lacks.push('judges');
  return lacks;
}

/** What is missing before the results can be published. */
export type PublishLack = 'points-missing' | 'vote-open' | 'ties';

export function lacksForPublishing(
  contest: ContestSetting,
  facts: { readonly isJudged: boolean; readonly hasOpenTies: boolean },
  now: Date,
): PublishLack[] {
  const lacks: PublishLack[] = [];
  if (!facts.isJudged) lacks.push('points-missing');
  if (contest.hasVote && (contest.voteUntil === null || contest.voteUntil > now)) lacks.push('vote-open');
  if (facts.hasOpenTies) lacks.push('ties');
  return lacks;
}

/** True while its texts, dates, criteria and prizes may be changed. */
export const isEditable = (status: ContestStatus): boolean => status === 'draft' || status === 'open';

/** True where it can still be called off. */
export const isCancellable = (status: ContestStatus): boolean => status !== 'published' && status !== 'cancelled';

/** True while points are given and changed. */
export const isJudging = (status: ContestStatus): boolean => status === 'judging';

/** Whether one can enter now, or why not. */
export type EntryState = 'open' | 'not-yet' | 'closed' | 'cancelled';

export function entryState(contest: ContestTimes & { readonly status: ContestStatus }, now: Date): EntryState {
  if (contest.status === 'cancelled') return 'cancelled';
  if (contest.status !== 'open' || contest.entriesFrom === null || contest.entriesUntil === null) return 'closed';
  if (now < contest.entriesFrom) return 'not-yet';
  return now < contest.entriesUntil ? 'open' : 'closed';
}

/** Whether one can vote now. */
export type VoteState = 'none' | 'not-yet' | 'open' | 'ended';

export function voteState(contest: ContestTimes & { readonly status: ContestStatus }, now: Date): VoteState {
  const isPublic = contest.status !== 'draft' && contest.status !== 'cancelled';
  if (!isPublic || !contest.hasVote || contest.voteFrom === null || contest.voteUntil === null) return 'none';
  if (now < contest.voteFrom) return 'not-yet';
  return now < contest.voteUntil ? 'open' : 'ended';
}

/** True where everybody may see the entries: during and after a vote, and with the results. */
export function showsEntries(contest: ContestTimes & { readonly status: ContestStatus }, now: Date): boolean {
  const vote = voteState(contest, now);
  return contest.status === 'published' || vote === 'open' || vote === 'ended';
}

/** True where authors are named to everybody: with the results; before them only where judging is not blind. */
export function namesAuthors(contest: { readonly status: ContestStatus; readonly isBlind: boolean }): boolean {
  return contest.status === 'published' || !contest.isBlind;
}

/** What the organiser may decide on an entry. Once points are given the field stands. */
export function mayDecide(contest: ContestStatus, entry: EntryStatus): boolean {
  return contest === 'open' && entry !== 'withdrawn';
}

/** True while the author may take it back: until the results are out. */
export function mayWithdraw(contest: ContestStatus, entry: EntryStatus): boolean {
  return (contest === 'open' || contest === 'judging') && (entry === 'sent' || entry === 'admitted');
}

/** The day after which contacts are blanked. */
export function deleteAfterOf(times: ContestTimes, now: Date): Date {
  const last = [times.entriesUntil, times.hasVote ? times.voteUntil : null, now].reduce<number>(
    (latest, moment) => Math.max(latest, moment?.getTime() ?? 0),
    0,
  );
  return new Date(last + KEPT_DAYS * DAY_MS);
}

/** A line of the form that could not be read: its number from 1. */
export interface LineFault {
  readonly line: number;
}

/** "Giải nhất; 1; 2.000.000" a line; the amount may be left out, and the number, which is then 1. */
export function readPrizes(typed: string): { prizes: Prize[]; fault: LineFault | null } {
  const prizes: Prize[] = [];
  for (const { parts, line } of linesOf(typed)) {
    const [label = '', count = '', amount = '', ...more] = parts;
    const digits = amount.replace(/[\s.]|(?:đồng|đ|vnđ|vnd)$/giu, '');
    const number = count === '' ? 1 : wholeNumber(count);
    const isRight = isLabel(label) && number !== null && number >= 1 && number <= MOST_OF_A_PRIZE && more.length === 0;
    if (!isRight || !/^\d{0,13}$/u.test(digits) || prizes.length === MOST_PRIZES) return { prizes, fault: { line } };
    prizes.push({ label, count: number, amount: digits.replace(/^0+/u, '') });
  }
  return { prizes, fault: null };
}

/** "Nội dung; 40" a line. */
export function readCriteria(typed: string): { criteria: Criterion[]; fault: LineFault | null } {
  const criteria: Criterion[] = [];
  for (const { parts, line } of linesOf(typed)) {
    const [label = '', points = '', ...more] = parts;
    const maxPoints = wholeNumber(points);
    const isRight = isLabel(label) && maxPoints !== null && maxPoints >= 1 && maxPoints <= MOST_POINTS;
    if (!isRight || more.length > 0 || criteria.length === MOST_CRITERIA) return { criteria, fault: { line } };
    criteria.push({ no: criteria.length + 1, label, maxPoints });
  }
  return { criteria, fault: null };
}

export const prizeLines = (prizes: readonly Prize[]): string =>
  prizes
    .map(({ label, count, amount }) => [label, String(count), ...(amount === '' ? [] : [grouped(amount)])].join('; '))
    .join('\n');

export const criterionLines = (criteria: readonly Criterion[]): string =>
  criteria.map(({ label, maxPoints }) => `${label}; ${maxPoints}`).join('\n');

function linesOf(typed: string): { parts: string[]; line: number }[] {
  return typed
    .split('\n')
    .map((text, index) => ({ parts: text.split(';').map((part) => part.trim()), line: index + 1 }))
    .filter(({ parts }) => parts.some((part) => part !== ''));
}

const isLabel = (label: string): boolean => /[\p{L}\p{N}]/u.test(label) && label.length <= LONGEST_LABEL;
const wholeNumber = (text: string): number | null => (/^\d{1,4}$/u.test(text) ? Number(text) : null);
const grouped = (digits: string): string => digits.replace(/\B(?=(?:\d{3})+$)/gu, '.');

/**
 * Points as typed, with a comma or a dot and at most two digits after it.
 * @returns null for an empty field, undefined for what is none or is above the criterion
 */
export function readPoints(typed: string, maxPoints: number): number | null | undefined {
  const text = typed.trim().replace(',', '.');
  if (text === '') return null;
  if (!/^\d{1,3}(?:\.\d{1,2})?$/u.test(text)) return undefined;
  const points = Number(text);
  return points <= maxPoints ? points : undefined;
}

/**
 * The mailbox that an address leads to, for counting people: capital letters, dots and a +tag before the @ make no
 * other mailbox.
 */
export function mailboxOf(email: string): string {
  const [local = '', domain = ''] = email.trim().toLowerCase().split('@');
  const plain = local.replace(/\+.*$/u, '').replaceAll('.', '');
  return `${plain === '' ? local : plain}@${domain === 'googlemail.com' ? 'gmail.com' : domain}`;
}

/** True where title or text of an entry name who made it, or where from: judges of a blind contest would know. */
export function namesAuthor(entry: {
  readonly title: string;
  readonly body: string;
  readonly author: string;
  readonly organisation: string;
}): boolean {
  const text = ` ${markedKey(`${entry.title} ${entry.body}`)} `;
  // A name of one word ("Lan") stands in many a text that names nobody.
  return [entry.author, entry.organisation].some((name) => {
    const key = markedKey(name);
    return key.includes(' ') && text.includes(` ${key} `);
  });
}
