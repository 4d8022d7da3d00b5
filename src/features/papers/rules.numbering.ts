/** Numbers of sections and marks of list items, in the order of Nghị định 30/2020/NĐ-CP, Phụ lục I, Mục II.6 đ. */

/** Letters of points, in the order of the Vietnamese alphabet. */
const POINTS = 'abcdđeghiklmnopqrstuvxy'.split('');

const ROMAN_PARTS = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** 4 → IV; up to 39. */
export function romanNumeral(n: number): string {
  let rest = n;
  let text = '';
  for (const [value, sign] of ROMAN_PARTS) {
    while (rest >= value) {
      text += sign;
      rest -= value;
    }
  }
  return text;
}

/** How a number or mark is written; null for one that isn't counted (a dash). */
type Style = 'roman' | 'arabic' | 'dotted' | 'letter' | 'letter-dot' | 'bracket';

function styleOf(mark: string): Style | null {
  if (/^[IVX]+\.?$/u.test(mark)) return 'roman';
  if (/^\d+\.?$/u.test(mark)) return 'arabic';
  if (/^(?:\d+\.)+\d+\.?$/u.test(mark)) return 'dotted';
  if (/^\p{Ll}\)$/u.test(mark)) return 'letter';
  if (/^\p{L}\.$/u.test(mark)) return 'letter-dot';
  if (/^\d+\)$/u.test(mark)) return 'bracket';
  return null;
}

/** The n-th mark of a style (from 1); `parent` is the number of the section above for 1.1. */
function written(style: Style, n: number, parent: string): string {
  switch (style) {
    case 'roman':
      return `${romanNumeral(n)}.`;
    case 'arabic':
      return `${n}.`;
    case 'dotted':
      return `${parent.replace(/\.$/u, '')}.${n}.`;
    case 'letter':
      return `${POINTS[n - 1] ?? n})`;
    case 'letter-dot':
      return `${(POINTS[n - 1] ?? String(n)).toLocaleUpperCase('vi')}.`;
    case 'bracket':
      return `${n})`;
  }
}

/** The mark after this one: `a)` → `b)`, `d)` → `đ)`, `2.` → `3.`, `1.2.` → `1.3.`, a dash stays. */
export function nextMark(mark: string): string {
  const style = styleOf(mark);
  if (style === null) return mark;
  if (style === 'letter' || style === 'letter-dot') {
    const at = POINTS.indexOf(mark.charAt(0).toLocaleLowerCase('vi'));
    return at === -1 ? mark : written(style, at + 2, '');
  }
  if (style === 'roman') {
    const at = Array.from({ length: 39 }, (_, index) => romanNumeral(index + 1)).indexOf(mark.replace(/\.$/u, ''));
    return written('roman', at + 2, '');
  }
  return mark.replace(/\d+(?=\D*$)/u, (digits) => String(Number(digits) + 1));
}

/** What numbering needs to know of a block. */
export type Numbered =
  | { readonly kind: 'heading'; readonly level: 1 | 2 | 3; readonly number: string | null }
  | { readonly kind: 'item'; readonly marker: string }
  | { readonly kind: 'other' };

const USUAL: Readonly<Record<1 | 2 | 3, Style>> = { 1: 'roman', 2: 'arabic', 3: 'dotted' };

/** The number of a new heading of this level after the blocks before it, in the manner of those. */
export function numberForHeading(level: 1 | 2 | 3, before: readonly Numbered[]): string {
  let parent = '';
  let last: string | null = null;
  let usual: Style | null = null;
  for (const block of before) {
    if (block.kind !== 'heading' || block.number === null) continue;
    if (block.level < level) {
      parent = block.number;
      last = null;
    } else if (block.level === level) {
      last = block.number;
      usual = styleOf(block.number);
    }
  }
  if (last !== null) return nextMark(last);
  const style = usual ?? USUAL[level];
  return written(style === 'dotted' && !/^\d/u.test(parent) ? 'arabic' : style, 1, parent);
}

/**
 * Numbers through: each heading and each counted item gets the number that its place asks for, in the style it has.
 * @returns the new number or mark of each block, null where there is none
 */
export function renumbered(blocks: readonly Numbered[]): readonly (string | null)[] {
  const counts = new Map<string, number>();
  const parents: Record<1 | 2 | 3, string> = { 1: '', 2: '', 3: '' };
  const restart = (test: (key: string) => boolean): void => {
    for (const key of counts.keys()) if (test(key)) counts.delete(key);
  };
  const count = (key: string): number => {
    const n = (counts.get(key) ?? 0) + 1;
    counts.set(key, n);
    return n;
  };
  return blocks.map((block) => {
    if (block.kind === 'other') return null;
    if (block.kind === 'item') {
      const style = styleOf(block.marker);
      if (style === null) return block.marker;
      // "1." begins anew the points below it.
      if (style !== 'letter') restart((key) => key === 'item letter');
      return style === 'dotted' ? block.marker : written(style, count(`item ${style}`), '');
    }
    restart((key) => key.startsWith('item') || Number(key.slice('level '.length)) > block.level);
    const style = block.number === null ? null : styleOf(block.number);
    if (block.number === null || style === null) return block.number;
    const number = written(
      style,
      count(`level ${block.level}`),
      block.level === 1 ? '' : parents[block.level === 3 ? 2 : 1],
    );
    parents[block.level] = number;
    return number;
  });
}
