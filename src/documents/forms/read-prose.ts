/** Narrative sections of a filled-in form: the text between one heading and the next. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { withoutMarker } from '../marker.ts';
import type { FormDefinition } from './definition.ts';
import { plainNumber, rankOf } from './groups.ts';
import { behindLabel, tidyValue } from './labels.ts';
import type { FormItem, FormText } from './rows.ts';

/** Prose by section key; a section without prose is absent. Lines are joined by `\n`. */
export function readSections(definition: FormDefinition, items: readonly FormItem[]): Record<string, string> {
  const sections: Record<string, string[]> = {};
  const started = new Set<string>();
  let current: string | null = null;
  for (const item of items) {
    if (item.kind === 'row') {
      current = null;
      continue;
    }
    if (isFoot(definition, item)) break;
    const heading = findHeading(definition, item, started);
    if (heading !== null) {
      current = heading.key;
      if (heading.key === null) continue;
      started.add(heading.key);
      sections[heading.key] = /[\p{L}\p{N}]/u.test(heading.rest) ? [heading.rest] : [];
      continue;
    }
    if (opensFigures(definition, item)) current = null;
    if (current === null || /^[.…_\s]*$/u.test(item.text)) continue;
    sections[current]?.push(item.text.trim());
  }
  return Object.fromEntries(
    Object.entries(sections).flatMap(([key, lines]) => (lines.length === 0 ? [] : [[key, lines.join('\n')]])),
  );
}

function isFoot(definition: FormDefinition, item: FormText): boolean {
  if (/^noi nhan(?: |$)/u.test(unaccentedKey(item.text))) return true;
  return definition.frame.signerTitle !== null && item.text.trim() === definition.frame.signerTitle;
}

/** The name of a group, or a line that asks for a number, outside any table: no prose of the section above. */
function opensFigures(definition: FormDefinition, item: FormText): boolean {
  if (item.marker === null) return false;
  const words = withoutMarker(item.text);
  return definition.groups.some(
    (group) =>
      group.lines.some((line) => line.outside === true) &&
      (behindLabel(words, group.label)?.rest === '' ||
        group.lines.some((line) =>
          [line.label, line.measures[0]?.label ?? line.label].some(
            (label) => behindLabel(words, label)?.colon === true,
          ),
        )),
  );
}

/** The section a line opens; `key: null` for a heading of the form that has no room for prose. */
function findHeading(
  definition: FormDefinition,
  item: FormText,
  started: ReadonlySet<string>,
): { key: string | null; rest: string } | null {
  const words = item.marker === null ? item.text : withoutMarker(item.text);
  for (const section of definition.sections) {
    if (started.has(section.key)) continue;
    const behind = behindLabel(words, section.label);
    if (behind !== null && (behind.colon || behind.rest === '' || item.marker !== null))
      return { key: section.key, rest: tidyValue(behind.rest) };
    if (isRenamed(section.number, section.label, item, words)) return { key: section.key, rest: '' };
  }
  const printed = definition.frame.tableHeading.some(
    (heading) => behindLabel(words, withoutMarker(heading))?.rest === '',
  );
  return printed ? { key: null, rest: '' } : null;
}

/** The heading was finished by hand ("… của quận/huyện" → "… của quận Lê Chân"): same number, same first words. */
function isRenamed(number: string | null, label: string, item: FormText, words: string): boolean {
  if (number === null || item.marker === null || rankOf(item.marker) > 2) return false;
  if (plainNumber(item.marker) !== number.split('.').at(-1) && plainNumber(item.marker) !== number) return false;
  const start = unaccentedKey(label).split(' ').slice(0, 3).join(' ');
  return start.includes(' ') && unaccentedKey(words).startsWith(start) && words.length <= label.length * 2 + 40;
}
