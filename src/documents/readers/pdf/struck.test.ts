import { expect, test } from 'vitest';
import type { Glyph, Ruling } from './ink.ts';
import { withoutStruck } from './struck.ts';

const word = (text: string, x: number, y: number): Glyph[] =>
  text.split('').map((letter, index) => ({
    text: letter,
    x: x + index * 6.5,
    y,
    width: 6.5,
    size: 13,
    bold: false,
    italic: false,
    encoding: null,
  }));
const line = (x1: number, x2: number, y: number): Ruling => ({ x1, x2, y1: y, y2: y });
const page = (glyphs: Glyph[], rulings: Ruling[]) => ({ width: 595, height: 842, glyphs, rulings });
const shown = (glyphs: readonly Glyph[]): string => glyphs.map((glyph) => glyph.text).join('');

test('what is crossed out is gone, with the line through it', () => {
  const { glyphs, rulings } = withoutStruck(
    page([...word('12', 100, 200), ...word('15', 120, 200)], [line(100, 113, 196.3)]),
  );
  expect(shown(glyphs)).toBe('15');
  expect(rulings).toEqual([]);
});

test('an underline, a border and a line that runs on beyond the words cross nothing out', () => {
  for (const ruling of [line(100, 113, 201.5), line(100, 113, 188), line(60, 300, 196.3)]) {
    const ink = page(word('12', 100, 200), [ruling]);
    expect(withoutStruck(ink)).toEqual(ink);
  }
});
