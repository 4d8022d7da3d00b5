/** What the pieces of a form's page are given. */
import type { Messages } from '../../../messages/index.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { formatNumber } from '../../ui/index.ts';
import { fieldId, fieldsOfForm, type FormFields, sampleNumber } from './rules.form-mend.ts';

export interface MendModel {
  readonly t: Messages;
  readonly definition: FormDefinition;
  /** What stands in the fields: stored, or as somebody typed it a moment ago. */
  readonly fields: FormFields;
  /** What is wrong, by field. */
  readonly errors: ReadonlyMap<string, string>;
  readonly isEditable: boolean;
}

/** Id of the datalist of the national dictionary. */
export const INDICATOR_LIST = 'chi-tieu-quoc-gia';

/** The model of a form as it stands, or as it was typed with what is wrong in it. */
export function mendModel(
  t: Messages,
  definition: FormDefinition,
  isEditable: boolean,
  typed?: { readonly fields: FormFields; readonly errors: ReadonlyMap<string, string> },
): MendModel {
  const fields = typed?.fields ?? fieldsOfForm(definition);
  return { t, definition, fields, errors: typed?.errors ?? new Map(), isEditable };
}

/** Id of the example of a measure. */
export const sampleId = (key: string): string => fieldId(`mau ${key}`);

/** The example of a kind without its unit: "12", "1.250", "Có". */
export function sampleOf(t: Messages, kind: string): string {
  const number = sampleNumber(kind);
  return number === null ? t.forms.sampleYes : formatNumber(number);
}
