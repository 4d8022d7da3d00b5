/** A person's changes to a form definition. Pure: nothing moves in the file, places and hash stay as they were read. */
import { normalizeText } from '../../platform/text/vietnamese.ts';
import { type FormChanges, type FormFault, type FormFaultCode, formFault, type MeasureChange } from './changes.ts';
import { natureOfWords } from './define-measure.ts';
import type { FormDefinition, FormGroup, IndicatorLine, Measure, TakenOutLine } from './definition.ts';
import { sameFamily } from './dictionary.ts';
import { sameLetters } from './labels.ts';
import { indicatorOf, measureFaults, NATURE_OF_KIND, unitForKind } from './nature.ts';

export { type FormChanges, type FormFault, type FormFaultCode, formChangesSchema } from './changes.ts';

export type MendResult =
  | { readonly definition: FormDefinition }
  /** Everything that is wrong, in the order of the form; then nothing is changed. */
  | { readonly faults: readonly FormFault[] };

/**
 * The definition with the changes, or all that is wrong with them at once. Lines are taken out, put back, joined and split
 * first, then measures (of lines taken out too) get their new properties. Keys of what is not split or joined stay. A new kind brings its way of
 * adding up, its unit and its nature in time, and lets go of an indicator of another family, unless the change says otherwise.
 */
export function mendDefinition(definition: FormDefinition, changes: FormChanges): MendResult {
  const faults = lineFaults(definition, changes);
  const shaped = definition.groups.map((group) => shapeGroup(group, changes, faults));
  const before = new Map(wholeMeasures(definition.groups).map((measure) => [measure.key, measure]));
  const keys = wholeMeasures(shaped).map((measure) => measure.key);
  for (const key of new Set(keys.filter((key, at) => keys.indexOf(key) !== at)))
    faults.push(formFault('duplicate-key', key));
  const known = new Set(keys);
  for (const key of Object.keys(changes.measures)) if (!known.has(key)) faults.push(formFault('unknown-key', key));

  const mend = (line: IndicatorLine): IndicatorLine => mendLine(line, changes.measures, before, faults);
  const groups = shaped.map((group): FormGroup => {
    const { takenOut, ...rest } = group;
    const lines = group.lines.map(mend);
    return takenOut === undefined
      ? { ...rest, lines }
      : { ...rest, lines, takenOut: takenOut.map(({ at, line }) => ({ at, line: mend(line) })) };
  });
  if (before.size > 0 && groups.every((group) => group.lines.length === 0))
    faults.push(formFault('nothing-left', null));
  return faults.length > 0 ? { faults } : { definition: { ...definition, groups } };
}

/** All measures, those of lines that were taken out with them. */
function wholeMeasures(groups: readonly FormGroup[]): Measure[] {
  return groups.flatMap((group) => wholeGroup(group).flatMap((line) => line.measures));
}

/** What is wrong with the verbs on lines: keys that are not there, or not in the state that the verb needs. */
function lineFaults(definition: FormDefinition, changes: FormChanges): FormFault[] {
  const asked = new Map(definition.groups.flatMap((group) => group.lines.map((line) => [line.key, line] as const)));
  const out = new Set(definition.groups.flatMap((group) => (group.takenOut ?? []).map(({ line }) => line.key)));
  const back = new Set(changes.putBack);
  const faults: FormFault[] = [];
  const blame = (code: FormFaultCode, key: string): unknown => faults.push(formFault(code, key));

  const verbs = [changes.takeOut, changes.join, changes.split.map(({ line }) => line)];
  const named = verbs.flat();
  for (const key of new Set([...named, ...changes.putBack])) {
    const times = [...named, ...changes.putBack].filter((other) => other === key).length;
    if (times > (back.has(key) && !changes.takeOut.includes(key) ? 2 : 1)) blame('duplicate-key', key);
    if (!asked.has(key) && !out.has(key)) blame('unknown-key', key);
    else if (named.includes(key) && out.has(key) && !back.has(key)) blame('line-taken-out', key);
  }
  for (const key of back) if (asked.has(key)) blame('line-not-taken-out', key);
  const lineOf = (key: string): IndicatorLine | undefined =>
    asked.get(key) ??
    definition.groups.flatMap((group) => group.takenOut ?? []).find(({ line }) => line.key === key)?.line;
  for (const key of changes.join) {
    const line = lineOf(key);
    if (line !== undefined && isInColumns(line)) blame('line-in-columns', key);
    else if (line?.measures.length === 1) blame('line-single', key);
  }
  for (const { line: key, labels } of changes.split) {
    const line = lineOf(key);
    if (line !== undefined && isInColumns(line)) blame('line-in-columns', key);
    else if (line !== undefined && line.measures.length > 1) blame('line-split-already', key);
    if (labels.some((label) => tidy(label) === '')) blame('label-empty', key);
  }
  return faults;
}

function isInColumns(line: IndicatorLine): boolean {
  return line.measures.some((measure) => measure.column !== undefined);
}

/** The group with its lines taken out, put back, joined and split. Unknown keys touch nothing. */
function shapeGroup(group: FormGroup, changes: FormChanges, faults: readonly FormFault[]): FormGroup {
  const blamed = new Set(faults.map((fault) => fault.key));
  const isOut = new Set(group.takenOut?.map(({ line }) => line.key));
  const lines: IndicatorLine[] = [];
  const takenOut: TakenOutLine[] = [];
  for (const [at, line] of wholeGroup(group).entries()) {
    const { key } = line;
    const leaves = isOut.has(key) ? !changes.putBack.includes(key) : changes.takeOut.includes(key);
    if (leaves) takenOut.push({ at, line });
    else lines.push(blamed.has(key) ? line : shapeLine(line, group, changes));
  }
  const { takenOut: _, ...rest } = group;
  return takenOut.length === 0 ? { ...rest, lines } : { ...rest, lines, takenOut };
}

/** All lines of a group in the order of the file, those taken out in their places. */
function wholeGroup(group: FormGroup): IndicatorLine[] {
  const out = new Map(group.takenOut?.map(({ at, line }) => [at, line]));
  const whole: IndicatorLine[] = [];
  for (const line of group.lines) {
    for (let taken = out.get(whole.length); taken !== undefined; taken = out.get(whole.length)) {
      out.delete(whole.length);
      whole.push(taken);
    }
    whole.push(line);
  }
  return [...whole, ...out.values()];
}

function shapeLine(line: IndicatorLine, group: FormGroup, changes: FormChanges): IndicatorLine {
  const split = changes.split.find((one) => one.line === line.key);
  const [first] = line.measures;
  if (split !== undefined) {
    const measures = split.labels.map((label, at) => measureOfWords(`${line.key}.${at + 1}`, tidy(label), line, group));
    return { ...line, measures };
  }
  if (!changes.join.includes(line.key) || first === undefined || line.measures.length === 1) return line;
  return { ...line, measures: [{ ...first, key: line.key, label: line.label }] };
}

/** A measure that a split makes: what its words say, like a line of the form that was read so. */
function measureOfWords(key: string, label: string, line: IndicatorLine, group: FormGroup): Measure {
  const dates = line.measures.find((measure) => measure.asOf !== null)?.asOf ?? null;
  const words = { label, under: line.under ?? line.label, group: group.label, unit: '' };
  return { key, label, ...natureOfWords(words), asOf: dates };
}

function mendLine(
  line: IndicatorLine,
  changes: FormChanges['measures'],
  before: ReadonlyMap<string, Measure>,
  faults: FormFault[],
): IndicatorLine {
  const measures = line.measures.map((measure) => {
    const change = Object.hasOwn(changes, measure.key) ? changes[measure.key] : undefined;
    return change === undefined ? measure : mendMeasure(measure, change);
  });
  const mended = { ...line, measures };
  measures.forEach((measure, at) => {
    const known = before.get(measure.key) ?? null;
    // What the form itself says is not blamed on the person who changes something else.
    if (JSON.stringify(known) === JSON.stringify(measure)) return;
    faults.push(...measureFaults(measure, known, mended));
    const letters = sameLetters(measure.label);
    const twice = measures.some((other, index) => index !== at && sameLetters(other.label) === letters);
    if (twice && letters !== '') faults.push(formFault('label-twice', measure.key));
  });
  return mended;
}

function mendMeasure(measure: Measure, change: MeasureChange): Measure {
  const kind = change.kind ?? measure.kind;
  const isNew = kind !== measure.kind;
  const nature = isNew ? NATURE_OF_KIND[kind] : measure;
  const entry = indicatorOf(measure.indicator);
  const kept = isNew && entry !== null && !sameFamily(entry.kind, kind) ? null : measure.indicator;
  return {
    ...measure,
    label: change.label === undefined ? measure.label : tidy(change.label),
    kind,
    addingUp: change.addingUp ?? nature.addingUp,
    inTime: change.inTime ?? nature.inTime,
    unit: change.unit === undefined ? (isNew ? unitForKind(kind, measure.unit) : measure.unit) : orNull(change.unit),
    asOf: change.asOf === undefined ? measure.asOf : orNull(change.asOf),
    indicator: change.indicator === undefined ? kept : orNull(change.indicator),
  };
}

function tidy(text: string): string {
  return normalizeText(text).replace(/\s+/gu, ' ').trim();
}

function orNull(text: string | null): string | null {
  const words = tidy(text ?? '');
  return words === '' ? null : words;
}
