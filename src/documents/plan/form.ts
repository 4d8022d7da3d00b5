/** The report form of the document as the reading shows it: one indicator a line, taken from the form's definition. */
import type { DocumentBlocks } from '../blocks.ts';
import { defineForm } from '../forms/define.ts';
import type { FormDefinition, FormSection } from '../forms/definition.ts';
import type { FormReading } from './reading.ts';
import type { Trace } from './trace.ts';

/** Sections, groups and indicators; empty where the document has no form. */
export function readForm(
  document: DocumentBlocks,
  trace: Trace,
): { form: FormReading; definition: FormDefinition | null } {
  // The reading names no file: the definition's hash is of no use here.
  const definition = defineForm(document, { name: '', sha256: '' });
  if (definition === null) return { form: { title: null, sections: [], groups: [] }, definition: null };
  const sections = topSections(definition);
  const first = definition.groups[0] ?? sections[0];
  if (first !== undefined) trace.add('/form/title', first, definition.title, 'tên mẫu báo cáo', 'likely');
  sections.forEach((section, index) =>
    trace.add(`/form/sections/${index}`, section, section.label, 'mục của mẫu báo cáo', 'certain'),
  );
  definition.groups.forEach((group, index) => {
    // Lines that stand below no heading make a group without words.
    if (group.label !== '')
      trace.add(`/form/groups/${index}/label`, group, group.label, 'nhóm chỉ tiêu của mẫu', 'certain');
    group.lines.forEach((line, at) =>
      trace.add(`/form/groups/${index}/indicators/${at}`, line, line.label, 'dòng chỉ tiêu của mẫu', 'certain'),
    );
  });
  return {
    definition,
    form: {
      title: definition.title === '' ? null : definition.title,
      sections: sections.map((section) => [section.number, section.label].filter((part) => part !== null).join('. ')),
      groups: definition.groups.map((group) => ({
        label: group.label,
        indicators: group.lines.map((line) => ({
          key: line.key,
          label: line.label,
          kind: line.measures[0]?.kind ?? 'count',
        })),
      })),
    },
  };
}

type Heading = Pick<FormSection, 'number' | 'label' | 'place'>;

/** The headings of the first rank, the one above the table included: Roman numbers where there are any, else all. */
function topSections({ sections, frame, groups }: FormDefinition): readonly Heading[] {
  const place = groups[0]?.place ?? sections[0]?.place;
  const overTable = frame.tableHeading.flatMap((text): Heading[] => {
    const found = /^([IVX]+)\s?[.)/:-]\s*(.+)$/u.exec(text);
    return found === null || place === undefined ? [] : [{ number: found[1] ?? '', label: found[2] ?? '', place }];
  });
  const roman = sections.filter((section) => section.number !== null && /^[IVX]+\.?$/u.test(section.number));
  const all = [...roman, ...overTable.filter((heading) => roman.every((other) => other.number !== heading.number))];
  return all.length > 0 ? all.toSorted((a, b) => romanValue(a.number) - romanValue(b.number)) : sections;
}

function romanValue(number: string | null): number {
  const values: Readonly<Record<string, number>> = { I: 1, V: 5, X: 10 };
  const digits = (number ?? '').split('').map((digit) => values[digit] ?? 0);
  return digits.reduce((sum, value, index) => sum + (value < (digits[index + 1] ?? 0) ? -value : value), 0);
}
