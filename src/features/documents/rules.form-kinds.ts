/** Corrections to the kinds of a report form's measures, as the review page posts them. Pure. */
import type { AddingUp, FormDefinition, InTime, Measure } from '../../documents/forms/definition.ts';
import type { IndicatorKind } from '../../documents/plan/reading.ts';

export const INDICATOR_KINDS = [
  'count',
  'attendances',
  'people',
  'money',
  'yes-no',
  'stock',
] as const satisfies readonly IndicatorKind[];

/** How a kind adds up over units and what it is in time (shared design, section 4.5). */
const NATURE: Record<IndicatorKind, { addingUp: AddingUp; inTime: InTime }> = {
  count: { addingUp: 'sum', inTime: 'flow' },
  attendances: { addingUp: 'sum', inTime: 'flow' },
  people: { addingUp: 'sum', inTime: 'flow' },
  money: { addingUp: 'sum', inTime: 'flow' },
  'yes-no': { addingUp: 'count-of-yes', inTime: 'flow' },
  stock: { addingUp: 'sum', inTime: 'stock' },
};

/** Name of the field that holds a measure's kind. */
export function kindField(measureKey: string): string {
  return `form.${measureKey}`;
}

/** The form with the kinds that the fields give; a kind that stays keeps everything as it was read. */
export function mendKinds(form: FormDefinition, fields: Readonly<Record<string, string>>): FormDefinition {
  const mend = (measure: Measure): Measure => {
    const kind = INDICATOR_KINDS.find((one) => one === fields[kindField(measure.key)]);
    return kind === undefined || kind === measure.kind ? measure : { ...measure, kind, ...NATURE[kind] };
  };
  return {
    ...form,
    groups: form.groups.map((group) => ({
      ...group,
      lines: group.lines.map((line) => ({ ...line, measures: line.measures.map(mend) })),
    })),
  };
}

/** All measures of a form in the order of its cells. */
export function measuresOf(form: FormDefinition): Measure[] {
  return form.groups.flatMap((group) => group.lines.flatMap((line) => line.measures));
}

/** The kinds of a form as fields of the page. */
export function kindFields(form: FormDefinition | null): Record<string, string> {
  if (form === null) return {};
  return Object.fromEntries(measuresOf(form).map((measure) => [kindField(measure.key), measure.kind]));
}
