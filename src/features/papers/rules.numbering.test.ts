import { describe, expect, it } from 'vitest';
import { nextMark, type Numbered, numberForHeading, renumbered, romanNumeral } from './rules.numbering.ts';

const heading = (level: 1 | 2 | 3, number: string | null): Numbered => ({ kind: 'heading', level, number });
const item = (marker: string): Numbered => ({ kind: 'item', marker });
const other: Numbered = { kind: 'other' };

describe('numbers of sections and points', () => {
  it('go on as the decree does', () => {
    expect(['a)', 'd)', 'đ)', '2.', '1.9.', '3)', '-', '+', 'III.', 'A.'].map(nextMark)).toEqual([
      'b)',
      'đ)',
      'e)',
      '3.',
      '1.10.',
      '4)',
      '-',
      '+',
      'IV.',
      'B.',
    ]);
    expect([1, 4, 9, 14, 29].map(romanNumeral)).toEqual(['I', 'IV', 'IX', 'XIV', 'XXIX']);
  });

  it('a new heading takes the number of its place', () => {
    const before = [heading(1, 'I.'), heading(2, '1.'), other, heading(2, '2.'), heading(1, 'II.')];
    expect(numberForHeading(1, before)).toBe('III.');
    expect(numberForHeading(2, before)).toBe('1.');
    expect(numberForHeading(2, before.slice(0, 4))).toBe('3.');
    expect(numberForHeading(3, before.slice(0, 4))).toBe('2.1.');
    expect(numberForHeading(3, [...before.slice(0, 4), heading(3, 'a)')])).toBe('b)');
    expect(numberForHeading(1, [])).toBe('I.');
  });

  it('numbers through, each in its style', () => {
    expect(
      renumbered([
        heading(1, 'I.'),
        item('a)'),
        item('-'),
        item('c)'),
        heading(1, 'III.'),
        heading(2, '4.'),
        heading(3, '9.9.'),
        item('b)'),
        heading(3, '1.1.'),
        heading(2, '4.'),
        heading(1, null),
        other,
        heading(1, 'V.'),
        heading(2, '7.'),
        item('3.'),
        item('b)'),
        item('5.'),
        item('b)'),
      ]),
    ).toEqual([
      'I.',
      'a)',
      '-',
      'b)',
      'II.',
      '1.',
      '1.1.',
      'a)',
      '1.2.',
      '2.',
      null,
      null,
      'III.',
      '1.',
      '1.',
      'a)',
      '2.',
      'a)',
    ]);
  });
});
