/** What every part of the review page is given. */
import type { Messages } from '../../../../messages/index.ts';
import type { FieldProblem } from '../../../platform/errors/problem.ts';
import { fieldsOf } from '../rules.fields.ts';
import type { Fields } from '../rules.rows.ts';
import { typedDate } from '../rules.typed.ts';
import { type SourceIndex } from '../rules.sources.ts';
import type { DocumentReview } from '../service.ts';

export interface ReviewModel {
  readonly review: DocumentReview;
  /** What stands in the form: stored, or as somebody typed it a moment ago. */
  readonly fields: Fields;
  /** What the engine had found, in the same names, to tell what a person has changed. */
  readonly found: Fields;
  readonly index: SourceIndex;
  readonly problems: readonly FieldProblem[];
  readonly isEditable: boolean;
  readonly t: Messages['documents'];
}

/** Id of the control of a field. */
export function fieldId(name: string): string {
  return `f-${name.replace(/[^\p{L}\p{N}]+/gu, '-')}`;
}

/** The fields of the engine's own reading. */
export function foundFields(review: DocumentReview): Fields {
  const { reading, correction } = review.document;
  return fieldsOf({ ...correction, reading });
}

/** What is wrong with a field, in words; undefined when nothing is. */
export function errorText(model: ReviewModel, name: string): string | undefined {
  const problem = model.problems.find(({ field }) => field === name);
  if (!problem) return undefined;
  const { errors } = model.t;
  const known: Readonly<Record<string, string>> = errors;
  const text = known[problem.code] ?? problem.code;
  return problem.detail !== undefined && problem.code.startsWith('not-') ? `“${problem.detail}” ${text}` : text;
}

const SINGLE = [
  'title',
  'issuer',
  'number',
  'date',
  'type',
  'urgency',
  'place',
  'themes',
  'week.start',
  'week.end',
  'ceremony.date',
  'ceremony.time',
  'ceremony.place',
  'ceremony.form',
  'signer.name',
  'signer.title',
] as const;

/** How many of the facts on show a person should still look at: what is likely, and who is not certain. */
export function countToCheck(model: ReviewModel): number {
  const facts = SINGLE.filter((name) => confidenceOf(model, name, name, `/${name.replaceAll('.', '/')}`) === 'likely');
  const dues = Object.keys(model.fields).filter((name) => {
    const [list, row, part] = name.split('.');
    if (list !== 'deadlines' || part === 'o') return false;
    const origin = model.fields[`deadlines.${row}.o`] ?? '';
    return (
      origin !== '' &&
      confidenceOf(model, name, `deadlines.${origin}.${part}`, `/deadlines/${origin}/${part}`) === 'likely'
    );
  });
  const who = Object.values(model.review.document.correction.who).filter(({ certain }) => !certain);
  return facts.length + dues.length + who.length;
}

export type Confidence = 'certain' | 'likely' | 'edited' | 'absent';

/**
 * How sure a field is.
 * @param foundName name of the same field in the engine's reading; null for a row that a person added
 */
export function confidenceOf(
  model: ReviewModel,
  name: string,
  foundName: string | null,
  path: string | null,
): Confidence {
  const now = model.fields[name] ?? '';
  const before = foundName === null ? '' : (model.found[foundName] ?? '');
  // 19/10/2022 typed and 2022-10-19 stored are one day.
  const isSame = now === before || (typedDate(now) !== null && typedDate(now) === typedDate(before));
  if (!isSame) return 'edited';
  if (now === '') return 'absent';
  const spot = path === null ? null : model.index.spotOf(path);
  return spot?.isCertain === true ? 'certain' : 'likely';
}
