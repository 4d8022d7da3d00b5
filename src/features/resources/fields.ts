/** The form of a resource as it comes back: read, and what is wrong told by its field. */
import { z } from 'zod';
import type { Messages } from '../../../messages/index.ts';
import { isWebAddress } from '../../platform/text/contact.ts';
import { normalizeText } from '../../platform/text/vietnamese.ts';
import type { FieldError } from '../../ui/index.ts';
import { AUDIENCES } from '../activities/index.ts';
import { FEATURES, LANGUAGES, LEVELS, LICENCE_CODES, type ResourceContent, RESOURCE_KINDS } from './rules.ts';

export type ResourceFields = Readonly<Record<string, string | string[]>>;

/** One text of the form; the last where a field came twice. */
export function textOf(fields: ResourceFields, name: string): string {
  const value = fields[name];
  return Array.isArray(value) ? (value.at(-1) ?? '') : (value ?? '');
}

/** All texts of a field with several choices. */
export function listOf(fields: ResourceFields, name: string): string[] {
  const value = fields[name];
  return value === undefined ? [] : Array.isArray(value) ? value : [value];
}

/** Reads the form. A draft may lack anything but its title. */
export function readContent(
  fields: ResourceFields,
  t: Messages,
): { content: ResourceContent | null; errors: FieldError[] } {
  const words = t.resources.manage;
  const errors: FieldError[] = [];
  const line = (name: string, longest: number): string => {
    const text = normalizeText(textOf(fields, name)).trim();
    if (text.length > longest) errors.push({ field: name, message: t.problems.fields['too-long'] });
    return text;
  };
  const choice = <T extends string>(name: string, list: readonly T[]): T | null => {
    const found = list.find((each) => each === textOf(fields, name));
    if (found === undefined) errors.push({ field: name, message: t.problems.fields['choice.invalid'] });
    return found ?? null;
  };
  const title = line('title', 300);
  if (title === '') errors.push({ field: 'title', message: t.problems.fields.required });
  const url = line('url', 2_000);
  if (url !== '' && !isWebAddress(url)) errors.push({ field: 'url', message: words.urlBad });
  const year = numberOf(textOf(fields, 'year'), 1_000, 2_200);
  if (year === undefined) errors.push({ field: 'year', message: words.yearBad });
  const minutes = numberOf(textOf(fields, 'minutes'), 1, 1_000_000);
  if (minutes === undefined) errors.push({ field: 'minutes', message: t.problems.fields.other });
  const kind = choice('kind', RESOURCE_KINDS);
  const licence = choice('licence', LICENCE_CODES);
  const language = choice('language', LANGUAGES);
  const level = choice('level', LEVELS);
  const content = {
    title,
    description: line('description', 5_000),
    author: line('author', 300),
    publisher: line('publisher', 300),
    subject: line('subject', 30),
    url: url === '' ? null : url,
    audiences: AUDIENCES.filter((audience) => listOf(fields, 'audiences').includes(audience)),
    accessibility: FEATURES.filter((feature) => listOf(fields, 'accessibility').includes(feature)),
  };
  if (errors.length > 0 || kind === null || licence === null || language === null || level === null) {
    return { content: null, errors };
  }
  return {
    content: { ...content, kind, licence, language, level, year: year ?? null, minutes: minutes ?? null },
    errors: [],
  };
}

/** null for an empty field, undefined for what is no whole number in the range. */
function numberOf(text: string, from: number, to: number): number | null | undefined {
  if (text.trim() === '') return null;
  const parsed = z.coerce.number().int().min(from).max(to).safeParse(text.trim());
  return parsed.success ? parsed.data : undefined;
}

/** What stands in the form of a stored resource. */
export function fieldsOf(content: ResourceContent): ResourceFields {
  return {
    ...content,
    url: content.url ?? '',
    year: content.year === null ? '' : String(content.year),
    minutes: content.minutes === null ? '' : String(content.minutes),
    audiences: [...content.audiences],
    accessibility: [...content.accessibility],
  };
}
