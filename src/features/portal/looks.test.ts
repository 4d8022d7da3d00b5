import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, palette } from '../../testing/colours.ts';
import { LOOKS } from './rules.look.ts';

const read = (name: string): string => readFileSync(new URL(`../../ui/styles/${name}.css`, import.meta.url), 'utf8');
const looks = read('looks');
const tokens = read('tokens');

const selectorOf = (look: string): string => (look === 'muc-tim' ? '.public' : `.public[data-look="${look}"]`);

const PAIRS: [string, string][] = [
  ...['paper', 'surface', 'sunk', 'accent-wash', 'warn-wash', 'bad-wash', 'ok-wash'].map((ground): [string, string] => [
    'accent',
    ground,
  ]),
  ['accent-strong', 'accent-wash'],
  ['ink', 'accent-wash'],
  ['ink-soft', 'accent-wash'],
  ['ink', 'accent-line'],
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['white', 'hero-a'],
  ['white', 'hero-b'],
  ['hero-soft', 'hero-a'],
  ['hero-soft', 'hero-b'],
];

describe.each(LOOKS)('the look %s', (look) => {
  it.each([
    ['light', { ...palette(tokens, ':root'), ...palette(looks, selectorOf(look)) }],
    [
      'dark',
      {
        ...palette(tokens, ':root[data-theme="dark"]'),
        ...palette(looks, `:root[data-theme="dark"] ${selectorOf(look)}`),
      },
    ],
  ])('reads (4.5:1), %s', (_, given) => {
    const colors: Record<string, string> = { ...given, white: '#ffffff' };
    const poor = PAIRS.filter(([text, ground]) => contrast(colors[text]!, colors[ground]!) < 4.5);
    expect(poor).toEqual([]);
  });

  it('is dark in the same way by preference and by choice', () => {
    expect(palette(looks, `:root:not([data-theme="light"]) ${selectorOf(look)}`)).toEqual(
      palette(looks, `:root[data-theme="dark"] ${selectorOf(look)}`),
    );
  });
});
