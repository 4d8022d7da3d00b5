/** What the forms of guests post: lines to take, people of a group. Every fault beside its field, nothing typed is lost. */
import { z } from 'zod';
import type { Messages } from '../../../messages/index.ts';
import type { FieldError } from '../../ui/index.ts';
import type { PersonDraft } from './guest.ts';
import { MOST_LINES, MOST_OF_A_GROUP } from './rules.guest-lines.ts';
import type { NewGroup } from './service.guests.ts';

export type FormFields = Readonly<Record<string, string | string[]>>;

/** The field as one text; '' where it did not come. */
export function typedText(fields: FormFields, name: string): string {
  const value = fields[name];
  return (Array.isArray(value) ? value[0] : value) ?? '';
}

/** A line of the preview as it stands in its fields. */
export interface TypedLine {
  readonly line: number;
  readonly label: string;
  readonly quota: string;
  readonly email: string;
  readonly how: 'said' | 'one' | null;
  readonly isRepeated: boolean;
}

const emailSchema = z.email().max(200);
const quotaSchema = z.coerce.number().int().min(1).max(MOST_OF_A_GROUP);

/** The preview as it was posted: lines whose office was emptied are left out. */
export function readNewGroups(
  fields: FormFields,
  t: Messages,
): { lines: TypedLine[]; groups: NewGroup[]; errors: FieldError[]; siteId: number } {
  const words = t.guests.add;
  const siteId = z.coerce.number().int().positive().catch(0).parse(typedText(fields, 'site'));
  const count = z.coerce.number().int().min(0).max(MOST_LINES).catch(0).parse(typedText(fields, 'count'));
  const lines: TypedLine[] = [];
  const groups: NewGroup[] = [];
  const errors: FieldError[] = [];
  for (let at = 1; at <= count; at += 1) {
    const typed = {
      line: at,
      label: typedText(fields, `label-${at}`).slice(0, 300),
      quota: typedText(fields, `quota-${at}`),
      email: typedText(fields, `email-${at}`),
      how: null,
      isRepeated: false,
    };
    lines.push(typed);
    if (typed.label === '') continue;
    const quota = quotaSchema.safeParse(typed.quota);
    if (!quota.success) errors.push({ field: `quota-${at}`, message: words.wrongQuota(at) });
    const isMail = typed.email === '' || emailSchema.safeParse(typed.email).success;
    if (!isMail) errors.push({ field: `email-${at}`, message: words.wrongEmail(at) });
    if (quota.success && isMail) {
      groups.push({
        siteId,
        label: typed.label,
        quota: quota.data,
        contactEmail: typed.email === '' ? null : typed.email.toLowerCase(),
      });
    }
  }
  if (groups.length === 0 && errors.length === 0) errors.push({ field: 'label-1', message: words.nothing });
  return { lines, groups, errors, siteId };
}

/** People on numbered places: `name-<key>`, `post-<key>`, `email-<key>`, `phone-<key>`. */
export function readPeople(
  fields: FormFields,
  places: readonly { readonly key: string; readonly slot: number }[],
  wrongEmail: (slot: number) => string,
): { people: PersonDraft[]; errors: FieldError[] } {
  const errors: FieldError[] = [];
  const people = places.map(({ key, slot }): PersonDraft => {
    const text = (name: string, most: number): string =>
      typedText(fields, `${name}-${key}`).replace(/\s+/gu, ' ').slice(0, most);
    const name = text('name', 120);
    const email = text('email', 200).toLowerCase();
    if (email !== '' && !emailSchema.safeParse(email).success) {
      errors.push({ field: `email-${key}`, message: wrongEmail(slot) });
    }
    return {
      name: name === '' ? null : name,
      post: text('post', 200),
      email: email === '' ? null : email,
      phone: text('phone', 30) || null,
    };
  });
  return { people, errors };
}
