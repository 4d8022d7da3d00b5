/** The forms of the register as they come back. */
import {
  type CalendarDate,
  documentIdSchema,
  type DocumentId,
  isCalendarDate,
  type UnitId,
} from '../../platform/ids/ids.ts';
import type { HandEntry } from './service.ts';
import { type Direction, OUTGOING_SERIES, readNumber } from './rules.ts';
import type { IncomingFacts } from './store.ts';

export interface FormIssue {
  readonly field: string;
  readonly code: 'missing' | 'wrongDate' | 'noNumber';
}

export type Fields = Readonly<Record<string, string>>;

const LONGEST = 2_000;

interface Reader {
  readonly issues: FormIssue[];
  text(name: string): string;
  needed(name: string): string;
  day(name: string): CalendarDate | null;
  neededDay(name: string): CalendarDate | null;
}

function readerOf(fields: Fields): Reader {
  const issues: FormIssue[] = [];
  const text = (name: string): string => (fields[name] ?? '').trim().slice(0, LONGEST);
  const day = (name: string): CalendarDate | null => {
    const typed = text(name);
    if (typed === '') return null;
    if (isCalendarDate(typed)) return typed;
    const parts = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/u.exec(typed);
    const iso = parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : '';
    if (isCalendarDate(iso)) return iso;
    issues.push({ field: name, code: 'wrongDate' });
    return null;
  };
  return {
    issues,
    text,
    day,
    needed: (name) => {
      const value = text(name);
      if (value === '') issues.push({ field: name, code: 'missing' });
      return value;
    },
    neededDay: (name) => {
      if (text(name) === '') issues.push({ field: name, code: 'missing' });
      return day(name);
    },
  };
}

/** What a person typed of a document that came in; null with the issues where something is missing. */
export function readIncoming(fields: Fields): { facts: IncomingFacts | null; issues: readonly FormIssue[] } {
  const reader = readerOf(fields);
  const receivedOn = reader.neededDay('receivedOn');
  const facts = {
    office: reader.needed('office'),
    printedNumber: reader.text('printedNumber') || null,
    datedOn: reader.day('datedOn'),
    subject: reader.needed('subject'),
  };
  const isWhole = reader.issues.length === 0 && receivedOn !== null;
  return { facts: isWhole ? { ...facts, receivedOn } : null, issues: reader.issues };
}

/** A document to be entered by hand; null with the issues where something is missing. */
export function readHandEntry(
  fields: Fields,
  unitId: UnitId,
  direction: Direction,
): { entry: HandEntry | null; issues: readonly FormIssue[] } {
  const reader = readerOf(fields);
  const number = readNumber(reader.text('number'));
  const issues: FormIssue[] = number === null ? [{ field: 'number', code: 'noNumber' }] : [];
  const common = { unitId, number: number ?? 'next', reason: reader.text('reason') || null } as const;
  if (direction === 'in') {
    const { facts, issues: more } = readIncoming(fields);
    issues.push(...more);
    if (facts === null || issues.length > 0) return { entry: null, issues };
    const { receivedOn, printedNumber, ...rest } = facts;
    const documentId = documentOf(fields);
    return { entry: { ...common, ...rest, entry: { direction, receivedOn, printedNumber, documentId } }, issues };
  }
  const series = reader.text('series');
  if (!OUTGOING_SERIES.includes(series)) reader.issues.push({ field: 'series', code: 'missing' });
  const datedOn = reader.neededDay('datedOn');
  const rest = { office: reader.text('office'), subject: reader.needed('subject') };
  const symbol = reader.needed('symbol');
  issues.push(...reader.issues);
  if (issues.length > 0 || datedOn === null) return { entry: null, issues };
  return { entry: { ...common, ...rest, datedOn, entry: { direction, series, symbol, datedOn } }, issues };
}

/** The uploaded document that the form is about. */
export function documentOf(fields: Fields): DocumentId | null {
  const id = documentIdSchema.safeParse(fields['document']);
  return id.success ? id.data : null;
}
