/** The report form of the document as the reading shows it: one indicator a line, taken from the form's definition. */
import type { DocumentBlocks, Place } from '../blocks.ts';
import { defineAnchoredForm } from '../forms/define.ts';
import type { FormDefinition } from '../forms/definition.ts';
import type { FormReading } from './reading.ts';
import type { Trace } from './trace.ts';

/** Sections, groups and indicators; empty where the document has no form. */
export function readForm(
  document: DocumentBlocks,
  trace: Trace,
): { form: FormReading; definition: FormDefinition | null } {
  // The reading names no file: the definition's hash is of no use here.
  const defined = defineAnchoredForm(document, { name: '', sha256: '' });
  if (defined === null) return { form: { title: null, sections: [], groups: [] }, definition: null };
  const { definition, topHeadings } = defined;
  const sections = topHeadings.length > 0 ? topHeadings : definition.sections;
  const written = linesByPlace(document);
  const first = definition.groups[0] ?? sections[0];
  if (first !== undefined) trace.add('/form/title', first, definition.title, 'tên mẫu báo cáo', 'likely');
  sections.forEach((section, index) =>
    trace.add(`/form/sections/${index}`, section, section.label, 'mục của mẫu báo cáo', 'certain'),
  );
  definition.groups.forEach((group, index) => {
    // Lines that stand below no heading make a group without words.
    if (group.label !== '')
      trace.add(`/form/groups/${index}/label`, group, group.label, 'nhóm chỉ tiêu của mẫu', 'certain');
    group.lines.forEach((line, at) => {
      const quote = written.get(line.place)?.[line.line] ?? line.label;
      trace.add(`/form/groups/${index}/indicators/${at}`, line, quote, 'dòng chỉ tiêu của mẫu', 'certain');
    });
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

/** The lines of each paragraph and cell as they are written; labels have lost their dots. */
function linesByPlace(document: DocumentBlocks): ReadonlyMap<Place, readonly string[]> {
  const lines = new Map<Place, readonly string[]>();
  for (const block of document.blocks) {
    if (block.kind === 'paragraph') lines.set(block.place, block.text.split('\n'));
    else for (const cell of block.rows.flat()) lines.set(cell.place, cell.lines);
  }
  return lines;
}
