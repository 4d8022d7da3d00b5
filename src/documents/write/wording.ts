/** How lists, endings and annexes are worded on paper: the same in every writer. */
import { romanNumeral } from './blocks-of-text.ts';
import type { OfficeDoc } from './doc-model.ts';
import { agencyInText, longDate, numberLine, words } from './messages.ts';

/** A list entry without its dash and the punctuation that the list itself prints; dots for filling in stay. */
export function withoutEnd(entry: string): string {
  return entry
    .trim()
    .replace(/^[-–+•]\s*/u, '')
    .replace(/[\s;,]+$/u, '')
    .replace(/(?<!\.)\.$/u, '');
}

/** The same with the end that its place in the list asks for. */
export function listed(entry: string, isLast: boolean): string {
  const text = withoutEnd(entry);
  return `${text}${isLast ? (text.endsWith('.') ? '' : '.') : ';'}`;
}

/** The end of the text carries "./." once. */
export function ended(closing: string): string {
  return `${closing.trimEnd().replace(/[./\s]+$/u, '')}${words.end}`;
}

/** "Phụ lục", or "Phụ lục II" where there are two and more (Phụ lục I, Mục III.1 a). */
export function annexLabel(model: OfficeDoc, index: number): string {
  if (model.annexes.length < 2) return words.annex(null);
  return words.annex(romanNumeral(index + 1));
}

/** "(Kèm theo Kế hoạch số …/KH-UBND ngày … của …)" under the title of an annex. */
export function annexReference(model: OfficeDoc): string {
  const { head, type } = model;
  const kind = type === null ? words.letter : type.charAt(0) + type.slice(1).toLocaleLowerCase('vi');
  const dated = head.date === null ? words.blankDate : longDate(head.date);
  return words.annexReference(kind, numberLine(head.number, head.symbol), dated, agencyInText(head.agency));
}
