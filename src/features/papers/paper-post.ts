/** A posted paper, held to the model's schema. */
import { type DocModel, docModelSchema } from '../../documents/write/doc-model.ts';
import { type PaperFields, type PaperIssue, readFields } from './paper-fields.ts';

/**
 * The model that a posted form means. Number, date and code stay as stored.
 * @returns the model as far as it can be read; with issues it is not to be saved
 */
export function readPaperPost(
  posted: PaperFields,
  stored: DocModel,
): { readonly model: DocModel; readonly issues: readonly PaperIssue[] } {
  const { model, issues } = readFields(posted, stored);
  const parsed = docModelSchema.safeParse(model);
  if (parsed.success) return { model: parsed.data, issues };
  const wrong = new Set(parsed.error.issues.map(({ path, code }) => `${fieldOf(path)} ${code}`));
  for (const each of wrong) {
    const [field = '', code = ''] = each.split(' ');
    issues.push({ field, code: code === 'too_big' ? 'too-long' : 'wrong', line: null });
  }
  return { model, issues };
}

const FIELD_BY_PATH: Readonly<Record<string, string>> = {
  annexes: 'body',
  signature: 'signerTitle',
  secretary: 'secretaryTitle',
  enactment: 'enactmentAuthority',
  title: 'certificateTitle',
  reason: 'certificateReason',
  recipient: 'recipientName',
};

function fieldOf(path: readonly PropertyKey[]): string {
  const [first = '', second = ''] = path.map(String);
  return first === 'head' ? second : (FIELD_BY_PATH[first] ?? first);
}
