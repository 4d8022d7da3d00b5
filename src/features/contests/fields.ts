/** The forms of a contest as they come back: read, and what is wrong told by its field. Times are times of Vietnam. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { ActivityId, CalendarDate } from '../../platform/ids/ids.ts';
import { isEmail, readPhone } from '../../platform/text/contact.ts';
import { formatTime } from '../../ui/index.ts';
import { criterionLines, prizeLines, readCriteria, readPrizes } from './rules.ts';
import type { EntryContent } from './store.entries.ts';
import type { ContestContent } from './store.ts';

export type Fields = Readonly<Record<string, string>>;

export interface FieldFault {
  readonly field: string;
  readonly code: string;
  /** Of a text with several lines, from 1. */
  readonly line?: number;
}

const LONGEST = { title: 200, summary: 500, rules: 20_000, whoMay: 300 } as const;
const MOST_FILES = 10;
const MOMENTS = ['entries-from', 'entries-until', 'vote-from', 'vote-until'] as const;

/** Reads the organiser's form. A draft may lack anything but its title. */
export function readContestForm(fields: Fields): { content: ContestContent | null; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const text = (name: string, longest: number): string => {
    const value = (fields[name] ?? '').trim();
    if (value.length > longest) faults.push({ field: name, code: 'too-long' });
    return value;
  };
  const title = text('title', LONGEST.title).replace(/\s+/gu, ' ');
  if (!/[\p{L}\p{N}]/u.test(title)) faults.push({ field: 'title', code: 'required' });
  const [entriesFrom, entriesUntil, voteFrom, voteUntil] = MOMENTS.map((name) => {
    const moment = readMoment(fields[name] ?? '', fields[`${name}-time`] ?? '');
    if (moment === undefined) faults.push({ field: name, code: 'contest.date' });
    return moment ?? null;
  });
  const inOrder = (name: string, from: Date | null | undefined, until: Date | null | undefined): void => {
    if (from && until && until <= from) faults.push({ field: name, code: 'contest.order' });
  };
  inOrder('entries-until', entriesFrom, entriesUntil);
  inOrder('vote-until', voteFrom, voteUntil);
  const files = (fields['max-files'] ?? '').trim();
  if (!/^\d{1,2}$/u.test(files) || Number(files) > MOST_FILES)
    faults.push({ field: 'max-files', code: 'contest.files' });
  const { prizes, fault: prizeFault } = readPrizes(fields['prizes'] ?? '');
  if (prizeFault !== null) faults.push({ field: 'prizes', code: 'prize-line', line: prizeFault.line });
  const { criteria, fault: criterionFault } = readCriteria(fields['criteria'] ?? '');
  if (criterionFault !== null) faults.push({ field: 'criteria', code: 'criterion-line', line: criterionFault.line });
  const activity = /^\d{1,15}$/u.test(fields['activity'] ?? '') ? Number(fields['activity']) : null;
  const content: ContestContent = {
    title,
    summary: text('summary', LONGEST.summary),
    rules: text('rules', LONGEST.rules),
    whoMay: text('who-may', LONGEST.whoMay),
    activityId: activity as ActivityId | null,
    entriesFrom: entriesFrom ?? null,
    entriesUntil: entriesUntil ?? null,
    isBlind: fields['judging'] !== 'open',
    hasVote: fields['has-vote'] === '1',
    voteFrom: voteFrom ?? null,
    voteUntil: voteUntil ?? null,
    maxFiles: Number(files),
    prizes,
    criteria,
  };
  return { content: faults.length === 0 ? content : null, faults };
}

/** A day and a time of Vietnam; null for an empty day, undefined for what is no moment. Without a time: midnight. */
export function readMoment(day: string, time: string): Date | null | undefined {
  if (day.trim() === '') return null;
  const at = time.trim() === '' ? '00:00' : time.trim();
  if (!/^\d{4}-\d{2}-\d{2}$/u.test(day) || !/^(?:[01]\d|2[0-3]):[0-5]\d$/u.test(at)) return undefined;
  const moment = new Date(`${day}T${at}:00+07:00`);
  // The 31st of February is rolled over by no calendar of ours.
  return Number.isNaN(moment.getTime()) || dayInVietnam(moment) !== (day as CalendarDate) ? undefined : moment;
}

/** What stands in the form of a stored contest. */
export function fieldsOf(contest: ContestContent): Fields {
  const moments = {
    'entries-from': contest.entriesFrom,
    'entries-until': contest.entriesUntil,
    'vote-from': contest.voteFrom,
    'vote-until': contest.voteUntil,
  };
  const dated = Object.entries(moments).flatMap(([name, moment]) =>
    moment === null
      ? []
      : [
          [name, dayInVietnam(moment)],
          [`${name}-time`, formatTime(moment)],
        ],
  );
  return {
    title: contest.title,
    summary: contest.summary,
    rules: contest.rules,
    'who-may': contest.whoMay,
    activity: contest.activityId === null ? '' : String(contest.activityId),
    judging: contest.isBlind ? 'blind' : 'open',
    'has-vote': contest.hasVote ? '1' : '',
    'max-files': String(contest.maxFiles),
    prizes: prizeLines(contest.prizes),
    criteria: criterionLines(contest.criteria),
    ...Object.fromEntries(dated),
  };
}

const ENTRY_LONGEST = { title: 200, body: 20_000, author: 200, organisation: 200 } as const;

/** Reads the form of somebody who enters. @param hasFiles whether files came with it */
export function readEntryForm(
  fields: Fields,
  locale: 'vi' | 'en',
  hasFiles: boolean,
): { content: EntryContent | null; faults: FieldFault[] } {
  const faults: FieldFault[] = [];
  const line = (name: 'title' | 'author' | 'organisation'): string => {
    const value = (fields[name] ?? '').replace(/\s+/gu, ' ').trim();
    if (value.length > ENTRY_LONGEST[name]) faults.push({ field: name, code: 'too-long' });
    return value;
  };
  const title = line('title');
  if (!/[\p{L}\p{N}]/u.test(title)) faults.push({ field: 'title', code: 'required' });
  const body = (fields['body'] ?? '').trim();
  if (body.length > ENTRY_LONGEST.body) faults.push({ field: 'body', code: 'too-long' });
  if (body === '' && !hasFiles) faults.push({ field: 'body', code: 'contest.empty' });
  const author = line('author');
  if (!/\p{L}/u.test(author)) faults.push({ field: 'author', code: 'required' });
  const typed = (fields['contact'] ?? '').trim();
  const phone = readPhone(typed);
  const email = isEmail(typed) ? typed.toLowerCase() : null;
  if (email === null && phone === null)
    faults.push({ field: 'contact', code: typed === '' ? 'required' : 'contest.contact' });
  const content: EntryContent = {
    title,
    body,
    author,
    organisation: line('organisation'),
    contact: email ?? phone ?? '',
    contactKind: email === null ? 'phone' : 'email',
    isGuardian: fields['guardian'] === '1',
    hasConsent: fields['consent'] === '1',
    locale,
  };
  return { content: faults.length === 0 ? content : null, faults };
}

/** Posted fields as single texts; files are left out. */
export function singleTexts(posted: Readonly<Record<string, unknown>>): Fields {
  return Object.fromEntries(
    Object.entries(posted).flatMap(([name, value]) => {
      const last: unknown = Array.isArray(value) ? value.at(-1) : value;
      return typeof last === 'string' ? [[name, last]] : [];
    }),
  );
}
