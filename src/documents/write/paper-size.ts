/** How large a paper may be. What is larger would take gigabytes while its pages are set, and hold up the server. */
import type { DocModel } from './doc-model.ts';

/** Some five hundred full pages. */
const MOST_LETTERS = 1_500_000;
/** An annex of five thousand rows. */
const MOST_CELLS = 40_000;
/** Paragraphs, headings, tables, annexes, addressees: each takes 20 KB while pages are set. */
const MOST_BLOCKS = 20_000;
/** Everything: rows, cells, the lines in them, stretches of one look. */
const MOST_PARTS = 200_000;

/** True for models that are, together, more than one file can be. */
export function isTooLarge(models: readonly DocModel[]): boolean {
  let letters = 0;
  let cells = 0;
  let blocks = 0;
  let parts = 0;
  const waiting: { readonly key: string; readonly value: unknown }[] = [{ key: '', value: models }];
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { key, value } = next;
    parts += 1;
    if (typeof value === 'string') letters += value.length;
    if (letters > MOST_LETTERS || cells > MOST_CELLS || blocks > MOST_BLOCKS || parts > MOST_PARTS) return true;
    if (typeof value !== 'object' || value === null) continue;
    if (Array.isArray(value)) {
      // Bare lines of a list (addressees, bases) are paragraphs; those of a cell are counted with the cell.
      if (key !== 'lines') blocks += value.filter((each) => typeof each === 'string').length;
      if (value.length > MOST_PARTS) return true;
      for (const each of value) waiting.push({ key: '', value: each });
      continue;
    }
    if ('lines' in value) cells += 1;
    if ('kind' in value || 'reference' in value) blocks += 1;
    for (const [name, inner] of Object.entries(value)) {
      if (typeof inner === 'string' || typeof inner === 'object') waiting.push({ key: name, value: inner });
    }
  }
  return false;
}
