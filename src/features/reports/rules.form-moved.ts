/** Figures that were typed into a form that was mended meanwhile: moved to the same measures of the form as it is now. Pure. */
import { fieldNames } from './entry-fields.ts';

export interface MovedFields {
  readonly fields: Readonly<Record<string, string | string[]>>;
  /** Figures of measures that the form has no more: the measure's key and what was typed. */
  readonly lost: readonly { readonly key: string; readonly text: string }[];
}

/**
 * The posted fields with each cell's figures under the number that its measure has now.
 * @param before keys of the measures, in the order of the cells, when the page was made
 */
export function moveCellFields(
  fields: Readonly<Record<string, string | string[]>>,
  before: readonly string[],
  now: readonly string[],
): MovedFields {
  const kept: Record<string, string | string[]> = {};
  for (const [name, value] of Object.entries(fields)) if (!/^[cnr]\d+$/u.test(name)) kept[name] = value;
  const lost: { key: string; text: string }[] = [];
  before.forEach((key, index) => {
    const to = now.indexOf(key);
    for (const name of [fieldNames.cell, fieldNames.notApplicable, fieldNames.reason]) {
      const value = fields[name(index + 1)];
      if (value === undefined) continue;
      if (to >= 0) kept[name(to + 1)] = value;
      else if (name === fieldNames.cell && value !== '') lost.push({ key, text: String(value) });
    }
  });
  return { fields: kept, lost };
}
