/** A posted page of a report form: what stood when it was opened, what was typed, and what of that is wrong. */
import { z } from 'zod';
import type { Messages } from '../../../messages/index.ts';
import type { FormChanges, FormFault } from '../../documents/forms/changes.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import { Problem } from '../../platform/errors/problem.ts';
import {
  changedFields,
  changesOfFields,
  fieldOfFault,
  type FieldIssue,
  fieldsOfForm,
  type FormFields,
  mergeFormFields,
  postedFields,
  settleSplits,
} from './rules.form-mend.ts';

/** A page of a form as it came back. */
export interface MendPost {
  /** The version that the page was made of. */
  readonly version: number;
  readonly fields: FormFields;
  readonly changes: FormChanges;
  readonly issues: readonly FieldIssue[];
}

/** Two people mended one form: what I changed, beside what stands now. */
export interface StaleMend {
  readonly version: number;
  /** Names of the fields that I changed and that do not stand so now, in the order of my page. */
  readonly names: readonly string[];
  readonly mine: FormFields;
  readonly current: FormFields;
  readonly definition: FormDefinition;
}

type Posted = Readonly<Record<string, string | string[]>>;

const versionSchema = z.coerce.number().int().positive();
const baseSchema = z.record(z.string(), z.string());
const KEEP = 'keep.';

/** Version that the page carries. @throws Problem request.invalid */
export function postedVersion(posted: Posted): number {
  const version = versionSchema.safeParse(posted['_version']);
  if (!version.success) throw new Problem('request.invalid');
  return version.data;
}

/**
 * What was typed, as changes of the definition that stands. A page that comes back from the choice between two versions
 * brings its choices: what a person keeps of theirs is laid over what stands.
 * @throws Problem request.invalid
 */
export function readMendPost(definition: FormDefinition, posted: Posted): MendPost {
  const version = postedVersion(posted);
  const kept = Object.keys(posted).filter((name) => name.startsWith(KEEP));
  const chosen = new Set(kept.filter((name) => posted[name] === 'mine').map((name) => name.slice(KEEP.length)));
  const fields =
    posted['action'] === 'merge'
      ? mergeFormFields(fieldsOfForm(definition), textsOnly(posted), chosen)
      : postedFields(definition, posted);
  const { changes, issues } = changesOfFields(definition, fields);
  return { version, fields, changes: settleSplits(definition, changes), issues };
}

/** My changes beside what stands now; names are empty when both changed the same. */
export function staleMend(
  now: { readonly definition: FormDefinition; readonly version: number },
  posted: Posted,
): StaleMend {
  const mine = textsOnly(posted);
  const base = baseOfPost(posted);
  const current = fieldsOfForm(now.definition);
  const typed = Object.fromEntries(Object.keys(base).map((name) => [name, mine[name] ?? '']));
  const names = changedFields(base, typed).filter(
    (name) => changedFields({ [name]: current[name] ?? '' }, { [name]: typed[name] ?? '' }).length > 0,
  );
  return { version: now.version, names, mine: typed, current, definition: now.definition };
}

function textsOnly(posted: Posted): FormFields {
  return Object.fromEntries(
    Object.entries(posted).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
  );
}

function baseOfPost(posted: Posted): FormFields {
  const text = posted['base'];
  try {
    const base = baseSchema.safeParse(JSON.parse(typeof text === 'string' ? text : ''));
    if (base.success) return base.data;
  } catch {
    // Not ours: then nothing is known of what stood there.
  }
  throw new Problem('request.invalid');
}

/** What is wrong, in words, by field; what is wrong with the form as a whole stands under ''. */
export function mendErrors(
  t: Messages,
  definition: FormDefinition,
  fields: FormFields,
  wrong: { readonly issues?: readonly FieldIssue[]; readonly faults?: readonly FormFault[] },
): Map<string, string> {
  const errors = new Map<string, string>();
  const add = (field: string, text: string): void => {
    const before = errors.get(field);
    if (before === undefined) errors.set(field, text);
    else if (!before.includes(text)) errors.set(field, `${before} ${text}`);
  };
  for (const { field, code } of wrong.issues ?? []) add(field, t.forms.issue[code]);
  for (const fault of wrong.faults ?? []) add(fieldOfFault(fault, definition, fields), t.forms.fault(fault));
  return errors;
}
