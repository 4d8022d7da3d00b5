/** The form of an organisation as it comes back. */
import type { Messages } from '../../../messages/index.ts';
import { isEmail, isPhone, isWebAddress } from '../../platform/text/contact.ts';
import type { FieldError } from '../../ui/index.ts';
import { ORGANISATION_KINDS } from './rules.ts';
import type { OrganisationContent } from './store.ts';

export type Typed = Readonly<Record<string, string>>;

/** What was typed, or everything that is wrong with it by field. */
export function readTyped(typed: Typed, t: Messages): { content: OrganisationContent | null; errors: FieldError[] } {
  const words = t.organisations.register;
  const errors: FieldError[] = [];
  /** @param needed what is told where it is left out: its name; null where it may be */
  const line = (field: string, longest: number, needed: string | null): string => {
    const text = (typed[field] ?? '').replace(/\s+/gu, ' ').trim();
    if (needed !== null && text === '') errors.push({ field, message: t.common.errors.required(needed) });
    if (text.length > longest) errors.push({ field, message: t.problems.fields['too-long'] });
    return text;
  };
  const name = line('name', 200, words.name);
  if (/https?:|www\./iu.test(name)) errors.push({ field: 'name', message: words.linkInName });
  const contactName = line('contactName', 120, words.contactName);
  const contactEmail = line('contactEmail', 254, words.contactEmail).toLowerCase();
  if (contactEmail !== '' && !isEmail(contactEmail)) {
    errors.push({ field: 'contactEmail', message: t.problems.fields['email.invalid'] });
  }
  const contactPhone = line('contactPhone', 20, null);
  if (contactPhone !== '' && !isPhone(contactPhone)) errors.push({ field: 'contactPhone', message: words.badPhone });
  const website = line('website', 500, null);
  if (website !== '' && !isWebAddress(website)) errors.push({ field: 'website', message: words.badWebsite });
  const about = (typed['about'] ?? '').trim();
  if (about.length > 2_000) errors.push({ field: 'about', message: t.problems.fields['too-long'] });
  const kind = ORGANISATION_KINDS.find((each) => each === typed['kind']);
  if (kind === undefined) errors.push({ field: 'kind', message: t.problems.fields['choice.invalid'] });
  if (errors.length > 0 || kind === undefined) return { content: null, errors };
  return {
    content: {
      name,
      kind,
      about,
      website: website === '' ? null : website,
      contactName,
      contactEmail,
      contactPhone: contactPhone === '' ? null : contactPhone,
    },
    errors: [],
  };
}
