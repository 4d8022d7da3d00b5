/**
 * A report form as the fields of a page, and what a person changed in them as `FormChanges`. A field that stands as it
 * stood changes nothing, so that a new kind can bring its unit and its way of adding up with it. Pure.
 */
import { type FormChanges, type FormFault, formChangesSchema } from '../../documents/forms/changes.ts';
import type { FormDefinition, IndicatorLine, Measure } from '../../documents/forms/definition.ts';
import { DICTIONARY, type DictionaryEntry } from '../../documents/forms/dictionary-data.ts';
import { mendDefinition } from '../../documents/forms/mend.ts';
import { suggestIndicator } from '../../documents/forms/dictionary.ts';
import { normalizeText, unaccentedKey } from '../../platform/text/vietnamese.ts';

/** Fields of the page by name, each a text. A box that is not ticked is ''. */
export type FormFields = Readonly<Record<string, string>>;

export const MEASURE_PARTS = ['label', 'kind', 'unit', 'addingUp', 'inTime', 'asOf', 'indicator'] as const;
export type MeasurePart = (typeof MEASURE_PARTS)[number];

/** What may be done with a line: words of several measures, one measure of several, out of the report, back again. */
export type LineVerb = 'split' | 'join' | 'out' | 'back';

/** Keys hold points; parts and verbs hold none and stand first. */
export const measureField = (key: string, part: MeasurePart): string => `m.${part}.${key}`;
export const lineField = (key: string, verb: LineVerb): string => `l.${verb}.${key}`;

/** Id of a field's control: names hold what no address does. */
export const fieldId = (name: string): string => `f-${name.replace(/[^\p{L}\p{N}]+/gu, '-')}`;

/** What a ticked box sends. */
export const TICKED = '1';

export function linesOf(definition: FormDefinition): IndicatorLine[] {
  return definition.groups.flatMap((group) => group.lines);
}

/** All measures that a report gives, in the order of the form. */
export function measuresOf(definition: FormDefinition): Measure[] {
  return linesOf(definition).flatMap((line) => line.measures);
}

/** The form as it stands, as the fields of its page. */
export function fieldsOfForm(definition: FormDefinition): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const group of definition.groups) {
    for (const line of group.lines) {
      for (const measure of line.measures) {
        for (const part of MEASURE_PARTS) fields[measureField(measure.key, part)] = textOfPart(measure, part);
      }
      fields[lineField(line.key, 'out')] = '';
      fields[lineField(line.key, line.measures.length > 1 ? 'join' : 'split')] = '';
    }
    for (const { line } of group.takenOut ?? []) fields[lineField(line.key, 'back')] = '';
  }
  return fields;
}

function textOfPart(measure: Measure, part: MeasurePart): string {
  if (part === 'asOf') return dateText(measure.asOf);
  if (part === 'indicator') return indicatorText(measure.indicator);
  return measure[part] ?? '';
}

/** The page's fields as they were posted: what the page did not send stays, a box that was not sent is not ticked. */
export function postedFields(
  definition: FormDefinition,
  posted: Readonly<Record<string, string | string[]>>,
): FormFields {
  return Object.fromEntries(
    Object.entries(fieldsOfForm(definition)).map(([name, stands]) => {
      const value = posted[name];
      const text = Array.isArray(value) ? value.at(-1) : value;
      return [name, text ?? (/^l\.(?:out|join|back)\./u.test(name) ? '' : stands)];
    }),
  );
}

/** One thing that is wrong with a field before the form itself is asked. */
export interface FieldIssue {
  readonly field: string;
  readonly code: 'too-long' | 'split-needs-two' | 'split-too-many' | 'invalid';
}

export interface ReadChanges {
  readonly changes: FormChanges;
  readonly issues: readonly FieldIssue[];
}

const LONGEST: Partial<Record<MeasurePart, number>> = { label: 500, unit: 60 };
const MOST_PARTS = 6;

/**
 * What the fields change in the form. Changes of a line's only measure are dropped when the line is split (the measure is
 * no more), and stay with the line when its measures are joined.
 */
export function changesOfFields(definition: FormDefinition, fields: FormFields): ReadChanges {
  const stands = fieldsOfForm(definition);
  const issues: FieldIssue[] = [];
  const measures: Record<string, Record<string, string | null>> = {};
  const split: { line: string; labels: string[] }[] = [];
  const ticked = (verb: LineVerb, key: string): boolean => (fields[lineField(key, verb)] ?? '') !== '';

  for (const line of linesOf(definition)) {
    const labels = splitLabels(fields[lineField(line.key, 'split')] ?? '');
    if (labels.length > 0) {
      const field = lineField(line.key, 'split');
      if (labels.length === 1) issues.push({ field, code: 'split-needs-two' });
      if (labels.length > MOST_PARTS) issues.push({ field, code: 'split-too-many' });
      if (labels.some((label) => label.length > (LONGEST.label ?? 0))) issues.push({ field, code: 'too-long' });
      split.push({ line: line.key, labels });
      continue;
    }
    const isJoined = ticked('join', line.key);
    for (const measure of isJoined ? line.measures.slice(0, 1) : line.measures) {
      for (const part of MEASURE_PARTS) {
        const field = measureField(measure.key, part);
        const typed = tidy(fields[field] ?? '');
        if (typed === tidy(stands[field] ?? '') || (isJoined && part === 'label')) continue;
        if (typed.length > (LONGEST[part] ?? typed.length)) issues.push({ field, code: 'too-long' });
        (measures[isJoined ? line.key : measure.key] ??= {})[part] = valueOfPart(part, typed);
      }
    }
  }
  const keysWith = (verb: LineVerb): string[] =>
    linesOf(definition).flatMap(({ key }) => (ticked(verb, key) ? [key] : []));
  const putBack = definition.groups.flatMap((group) =>
    (group.takenOut ?? []).flatMap(({ line }) => (ticked('back', line.key) ? [line.key] : [])),
  );
  if (issues.length > 0) return { changes: formChangesSchema.parse({}), issues };
  const parsed = formChangesSchema.safeParse({
    measures,
    split,
    join: keysWith('join'),
    takeOut: keysWith('out'),
    putBack,
  });
  if (parsed.success) return { changes: parsed.data, issues };
  const wrong = parsed.error.issues.map(({ path: [part, key, property] }): FieldIssue => {
    const known = MEASURE_PARTS.find((one) => one === property);
    const isMeasure = part === 'measures' && known !== undefined;
    return { field: isMeasure ? measureField(String(key), known) : '', code: 'invalid' };
  });
  return { changes: formChangesSchema.parse({}), issues: wrong };
}

function valueOfPart(part: MeasurePart, typed: string): string | null {
  if (part === 'asOf') return typed === '' ? null : dateOfText(typed).slice(0, 30);
  // What is no entry goes on as it is, for the form to say that there is none.
  if (part === 'indicator') return typed === '' ? null : (findIndicator(typed)?.code ?? typed.slice(0, 60));
  return part === 'unit' && typed === '' ? null : typed;
}

/**
 * A split may make a measure of people at activities, which must not be summed; it has no field yet where a person could
 * say so. Such a measure begins as not added up: the safe of the two ways out, and changed at its own field afterwards.
 */
export function settleSplits(definition: FormDefinition, changes: FormChanges): FormChanges {
  if (changes.split.length === 0) return changes;
  const result = mendDefinition(definition, changes);
  if (!('faults' in result)) return changes;
  const made = result.faults.flatMap(({ code, key }) =>
    code === 'people-over-activities' && key !== null && changes.split.some(({ line }) => key.startsWith(`${line}.`))
      ? [key]
      : [],
  );
  const notAdded = Object.fromEntries(made.map((key) => [key, { addingUp: 'none' as const }]));
  return { ...changes, measures: { ...changes.measures, ...notAdded } };
}

function splitLabels(text: string): string[] {
  return text
    .split('\n')
    .map(tidy)
    .filter((label) => label !== '');
}

function tidy(text: string): string {
  return normalizeText(text)
    .replace(/[^\S\n]+/gu, ' ')
    .trim();
}

/** Names of the fields that differ: what a person changed on the page. */
export function changedFields(before: FormFields, after: FormFields): string[] {
  return Object.keys({ ...before, ...after }).filter((name) => tidy(before[name] ?? '') !== tidy(after[name] ?? ''));
}

/** The fields that stand now with those that a person keeps of theirs. Fields of lines that are gone are left out. */
export function mergeFormFields(current: FormFields, mine: FormFields, kept: ReadonlySet<string>): FormFields {
  return Object.fromEntries(
    Object.entries(current).map(([name, stands]) => [name, kept.has(name) ? (mine[name] ?? stands) : stands]),
  );
}

/** `2026-10-05` → `05/10/2026`; a window has both days. '' for none. */
export function dateText(iso: string | null): string {
  if (iso === null) return '';
  return iso
    .split('/')
    .map((day) => day.split('-').toReversed().join('/'))
    .join(' – ');
}

/** The other way round. What is no day comes back as it was typed, for the form to say so. */
export function dateOfText(typed: string): string {
  const days = [...typed.matchAll(/(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/gu)];
  const rest = typed.replace(/(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/gu, '').replace(/[\s–—-]|đến|tới|từ|ngày/giu, '');
  if (days.length === 0 || rest !== '') return typed;
  return days
    .map(([, day = '', month = '', year = '']) => `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`)
    .join('/');
}

/** How an entry of the dictionary stands in a field: words first, for that is what people search; the code decides. */
export function nameOfEntry(entry: DictionaryEntry): string {
  return `${entry.name} (${entry.unit}) · ${entry.code}`;
}

function indicatorText(code: string | null): string {
  const entry = DICTIONARY.find((one) => one.code === code);
  return entry ? nameOfEntry(entry) : (code ?? '');
}

/** The entry that was chosen from the list, or typed by code or name; null when it is not one alone. */
export function findIndicator(typed: string): DictionaryEntry | null {
  const code = typed.split('·').at(-1)?.trim().toUpperCase() ?? '';
  const exact = DICTIONARY.find((entry) => entry.code === code);
  if (exact) return exact;
  const wanted = unaccentedKey(typed);
  const named = DICTIONARY.filter((entry) =>
    [entry.name, nameOfEntry(entry)].some((name) => unaccentedKey(name) === wanted),
  );
  return named.length === 1 ? (named[0] ?? null) : null;
}

/** What the words of a measure point to in the national dictionary; a person decides. Null when nothing or not one alone. */
export function suggestionFor(measure: Measure, line: IndicatorLine, groupLabel: string): DictionaryEntry | null {
  const under = line.under ?? (line.measures.length > 1 ? line.label : null);
  return suggestIndicator({ label: measure.label, under, group: groupLabel });
}

/** The field that a fault is about: shown beside it. '' for the form as a whole. */
export function fieldOfFault(fault: FormFault, definition: FormDefinition, fields: FormFields): string {
  const { code, key } = fault;
  if (key === null) return '';
  const part = PART_OF_FAULT[code];
  const asked = (verb: LineVerb, line: string): boolean => (fields[lineField(line, verb)] ?? '') !== '';
  const whole = linesOf(definition).find(
    (line) => line.key === key || (asked('split', line.key) && key.startsWith(`${line.key}.`)),
  );
  if (whole && asked('split', whole.key)) return lineField(whole.key, 'split');
  if (whole && asked('join', whole.key)) {
    const [first] = whole.measures;
    return part === undefined || part === 'label' || !first
      ? lineField(whole.key, 'join')
      : measureField(first.key, part);
  }
  if (part !== undefined) return measureField(key, part);
  if (asked('back', key)) return lineField(key, 'back');
  return whole ? lineField(whole.key, 'out') : '';
}

const PART_OF_FAULT: Partial<Record<FormFault['code'], MeasurePart>> = {
  'label-empty': 'label',
  'label-twice': 'label',
  'kind-adding-up': 'addingUp',
  'people-over-activities': 'addingUp',
  'kind-in-time': 'inTime',
  'kind-unit': 'unit',
  'as-of-invalid': 'asOf',
  'as-of-window': 'asOf',
  'indicator-unknown': 'indicator',
  'indicator-kind': 'indicator',
};

/** A number that shows how a measure will be filled in, with its unit; null for yes or no, which is no number. */
export function sampleNumber(kind: string): string | null {
  const samples: Readonly<Record<string, string>> = {
    attendances: '1250',
    people: '350',
    money: '2500000',
    count: '12',
    stock: '12',
  };
  return samples[kind] ?? null;
}

/** What changed in a form, by field, for the audit. */
export function difference(
  before: FormDefinition,
  after: FormDefinition,
): { before: Record<string, string | null>; after: Record<string, string | null> } {
  const fields = { before: fieldsOfForm(before), after: fieldsOfForm(after) };
  const names = changedFields(fields.before, fields.after);
  const gone = Object.keys(fields.before).filter((name) => !(name in fields.after));
  const added = Object.keys(fields.after).filter((name) => !(name in fields.before));
  const of = (side: Record<string, string>) =>
    Object.fromEntries([...new Set([...names, ...gone, ...added])].map((name) => [name, side[name] ?? null]));
  return { before: of(fields.before), after: of(fields.after) };
}
