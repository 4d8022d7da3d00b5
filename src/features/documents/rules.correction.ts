/**
 * What a person makes of a document: the reading with corrections, who is who, and how the edition is to be opened.
 * Stored beside the engine's own reading, which never changes. Pure.
 */
import { z } from 'zod';
import { type PlanReading, READING_VERSION } from '../../documents/plan/reading.ts';
import { type CalendarDate, calendarDateSchema, unitIdSchema } from '../../platform/ids/ids.ts';
import { NEW_AGENCY_KINDS } from '../units/index.ts';

const word = z.string().nullable();
const words = z.array(z.string());

/** Shape of the reading as it is stored; the engine writes it, a person may have changed it. */
export const planReadingSchema: z.ZodType<PlanReading> = z.object({
  version: z.literal(READING_VERSION),
  type: word,
  urgency: word,
  issuer: word,
  number: word,
  date: word,
  place: word,
  title: word,
  bases: z.array(z.object({ number: word, date: word, issuer: word })),
  references: words,
  themes: words,
  week: z.object({ start: word, end: word }),
  ceremony: z.object({ date: word, time: word, place: word, form: word }),
  sites: z.array(z.object({ name: z.string(), guests: words })).default([]),
  agencies: z.array(z.object({ name: z.string(), tasks: z.array(z.object({ text: z.string() })) })),
  deadlines: z.array(
    // Readings of before version 1 had mail boxes and sites have none.
    z.object({
      due: word,
      time: word,
      from: word,
      to: words,
      via: word,
      what: z.string(),
      mailboxes: words.default([]),
    }),
  ),
  programme: z.array(z.object({ start: word, end: word, content: z.string(), owner: word })),
  form: z.object({
    title: word,
    sections: words,
    groups: z.array(
      z.object({
        label: z.string(),
        indicators: z.array(
          z.object({
            key: z.string(),
            label: z.string(),
            kind: z.enum(['count', 'attendances', 'people', 'money', 'yes-no', 'stock']),
          }),
        ),
      }),
    ),
  }),
  slogans: words,
  recipients: words,
  addressees: words,
  signer: z.object({ name: word, title: word, authority: words }),
  // Readings of before the English texts have none.
  warnings: z.array(z.object({ code: z.string(), message: z.string(), english: z.string().default('') })),
});

export const ASSIGNABLE_LEVELS = ['country', 'province', 'district', 'commune', 'unit'] as const;
export type AssignableLevel = (typeof ASSIGNABLE_LEVELS)[number];

/** What the words for an agency stand for in the tree. */
const assignmentSchema = z.discriminatedUnion('is', [
  /** Every unit of a level below the root. */
  z.object({ is: z.literal('level'), level: z.enum(ASSIGNABLE_LEVELS) }),
  z.object({ is: z.literal('unit'), unitId: unitIdSchema, name: z.string() }),
  /** A unit of that name that the tree does not have yet: created on confirm. */
  z.object({ is: z.literal('new'), kind: z.enum(NEW_AGENCY_KINDS), name: z.string().min(1) }),
  /** Nobody in the tree: kept as words. */
  z.object({ is: z.literal('words') }),
]);
export type Assignment = z.output<typeof assignmentSchema>;

/** An assignment, and whether a person must still look at it. */
const proposedSchema = z.object({ to: assignmentSchema, certain: z.boolean() });
export type Proposed = z.output<typeof proposedSchema>;

export const FORM_CHOICES = ['document', 'core', 'none'] as const;
export type FormChoice = (typeof FORM_CHOICES)[number];

const originSchema = z.array(z.number().int().min(0).nullable());

const EARLIEST_YEAR = 1990;
const LATEST_YEAR = 2200;

/** True for a year that an edition can have; the database holds to the same bounds. */
export function isEditionYear(year: number): boolean {
  return Number.isInteger(year) && year >= EARLIEST_YEAR && year <= LATEST_YEAR;
}

export const correctionSchema = z.object({
  version: z.literal(1),
  reading: planReadingSchema,
  /** Row of the engine's reading that a row comes from, null for one that a person added: leads to the source. */
  origins: z.object({
    bases: originSchema,
    agencies: originSchema,
    deadlines: originSchema,
    programme: originSchema,
  }),
  /** Words (as in agencies, deadlines from and via, lower case) → what they are. */
  who: z.record(z.string(), proposedSchema),
  issuer: proposedSchema,
  edition: z.object({
    root: z.discriminatedUnion('is', [
      z.object({ is: z.literal('unit'), unitId: unitIdSchema, name: z.string() }),
      /** The issuer itself, which is a unit that is created on confirm. */
      z.object({ is: z.literal('issuer') }),
    ]),
    year: z.number().refine(isEditionYear).nullable(),
    treeDate: calendarDateSchema.nullable(),
    form: z.enum(FORM_CHOICES),
    levels: z.array(
      z.object({ level: z.enum(ASSIGNABLE_LEVELS), reports: z.boolean(), due: calendarDateSchema.nullable() }),
    ),
  }),
});
export type Correction = z.output<typeof correctionSchema>;

/** Key of the words for an agency: the same words in two places are the same somebody. */
export function whoKey(label: string): string {
  return label.replace(/\s+/gu, ' ').trim().toLocaleLowerCase('vi');
}

/** What is known of a wording; undefined for one that nobody has looked at. Words are a stranger's: `constructor` is one too. */
export function whoOf(who: Readonly<Record<string, Proposed>>, label: string): Proposed | undefined {
  const key = whoKey(label);
  return Object.hasOwn(who, key) ? who[key] : undefined;
}

/** Every wording for an agency in the reading, in order of appearance, each once. */
export function labelsIn(reading: PlanReading): string[] {
  const labels = [
    ...reading.agencies.map(({ name }) => name),
    ...reading.deadlines.flatMap(({ from, via }) => [from, via]),
  ];
  const seen = new Set<string>();
  return labels.filter((label): label is string => {
    if (label === null || label.trim() === '' || seen.has(whoKey(label))) return false;
    seen.add(whoKey(label));
    return true;
  });
}

/**
 * The year that the document is about: of the week, of the words "năm 2022" in the title, of its own date. Null for one
 * that no edition can have: a mistyped date is for a person to put right.
 */
export function yearOf(reading: PlanReading): number | null {
  const found =
    reading.week.start ??
    /(?<!\d)(20\d{2})(?!\d)/u.exec(reading.title ?? '')?.[1] ??
    reading.date ??
    reading.ceremony.date;
  const year = found === null ? Number.NaN : Number(found.slice(0, 4));
  return isEditionYear(year) ? year : null;
}

/** The day whose tree of units counts: the document's, or the week's when the document has none. */
export function treeDateOf(reading: PlanReading): CalendarDate | null {
  const day = calendarDateSchema.safeParse(reading.date ?? reading.week.start ?? reading.ceremony.date);
  return day.success ? day.data : null;
}

/** What is owed by a deadline, from its words. */
export function kindOfDeadline(what: string): 'plan' | 'report' | 'other' {
  const text = what.toLocaleLowerCase('vi');
  if (/báo cáo/u.test(text)) return 'report';
  return /kế hoạch/u.test(text) ? 'plan' : 'other';
}

export interface Blocking {
  readonly field: string;
  readonly code: 'year' | 'tree-date' | 'title' | 'week-order' | 'level-due';
}

/** What must be put right before the edition can be opened; empty when it can. */
export function blockingProblems(correction: Correction): Blocking[] {
  const problems: Blocking[] = [];
  const { reading, edition } = correction;
  if (edition.year === null) problems.push({ field: 'edition.year', code: 'year' });
  if (edition.treeDate === null) problems.push({ field: 'edition.treeDate', code: 'tree-date' });
  if (reading.title === null) problems.push({ field: 'title', code: 'title' });
  const { start, end } = reading.week;
  if (start !== null && end !== null && end < start) problems.push({ field: 'week.end', code: 'week-order' });
  if (edition.form !== 'none') {
    // The first is the root's own: its date may be left open.
    for (const level of edition.levels.slice(1)) {
      if (level.reports && level.due === null) problems.push({ field: `levels.${level.level}.due`, code: 'level-due' });
    }
  }
  return problems;
}
