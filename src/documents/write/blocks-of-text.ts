/** Body blocks in the decree's manner, from plain lines: points with letters, numbered parts, sections in Roman numerals. */
import type { DocBlock } from './doc-model.ts';

/** Letters of points in the order of the Vietnamese alphabet (Phụ lục I, Mục II.6 đ). */
const POINTS = 'abcdđeghiklmnopqrstuvxy'.split('');
const ROMAN = [
  ['L', 50],
  ['XL', 40],
  ['X', 10],
  ['IX', 9],
  ['V', 5],
  ['IV', 4],
  ['I', 1],
] as const;

/** 4 → "IV". */
export function romanNumeral(number: number): string {
  let left = number;
  let text = '';
  for (const [letters, value] of ROMAN) {
    for (; left >= value; left -= value) text += letters;
  }
  return text;
}

/** "a)", "b)" … "đ)"; past the alphabet a dash; one line alone is a paragraph. */
export function pointBlocks(lines: readonly string[]): DocBlock[] {
  const [only] = lines;
  if (only === undefined) return [];
  if (lines.length === 1) return [{ kind: 'paragraph', text: only }];
  return lines.map((line, index) => {
    const letter = POINTS[index];
    return { kind: 'item', marker: letter === undefined ? '-' : `${letter})`, text: line };
  });
}

/** Lines with a dash each. */
export function dashBlocks(lines: readonly string[]): DocBlock[] {
  return lines.map((text) => ({ kind: 'item', marker: '-', text }));
}

export interface TitledBlocks {
  readonly title: string;
  readonly blocks: readonly DocBlock[];
}

/** Parts with "1.", "2." …; one without content is left out and takes no number. */
export function numberedParts(parts: readonly TitledBlocks[]): DocBlock[] {
  return parts
    .filter((part) => part.blocks.length > 0)
    .flatMap((part, index): DocBlock[] => [
      { kind: 'heading', level: 2, number: `${index + 1}.`, text: part.title },
      ...part.blocks,
    ]);
}

/** The same with "I.", "II." …: the sections of a paper. */
export function sectionBlocks(sections: readonly TitledBlocks[]): DocBlock[] {
  return sections
    .filter((section) => section.blocks.length > 0)
    .flatMap((section, index): DocBlock[] => [
      { kind: 'heading', level: 1, number: `${romanNumeral(index + 1)}.`, text: section.title },
      ...section.blocks,
    ]);
}

/** "A, B và C". */
export function listedNames(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} và ${names.at(-1) ?? ''}`;
}
