import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, palette } from '../testing/colours.ts';
import { THEME_COLORS } from './document.tsx';

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');

const TEXT_PAIRS: [string, string][] = [
  ...['paper', 'surface', 'sunk', 'accent-wash', 'mark'].map((ground): [string, string] => ['ink', ground]),
  ...['paper', 'surface', 'sunk', 'accent-wash'].map((ground): [string, string] => ['ink-soft', ground]),
  ...['paper', 'surface', 'sunk', 'accent-wash'].map((ground): [string, string] => ['accent', ground]),
  ...['paper', 'surface', 'accent-wash'].map((ground): [string, string] => ['accent-strong', ground]),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ...['ok', 'warn', 'bad', 'calm'].flatMap((tone): [string, string][] => [
    [tone, `${tone}-wash`],
    [tone, 'paper'],
    [tone, 'surface'],
    ['ink', `${tone}-wash`],
    ['accent', `${tone}-wash`],
  ]),
  ...['bad', 'warn'].map((tone): [string, string] => [tone, 'accent-wash']),
];

/** Borders of controls and the focus ring. */
const EDGE_PAIRS: [string, string][] = ['paper', 'surface'].flatMap((ground): [string, string][] => [
  ['line-strong', ground],
  ['accent', ground],
  ['bad', ground],
]);

describe.each([
  ['light', palette(css, ':root')],
  ['dark', palette(css, ':root[data-theme="dark"]')],
])('the %s palette', (_name, colors) => {
  it.each(TEXT_PAIRS)('%s reads on %s (4.5:1)', (text, ground) => {
    expect(contrast(colors[text]!, colors[ground]!)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(EDGE_PAIRS)('%s is seen on %s (3:1)', (edge, ground) => {
    expect(contrast(colors[edge]!, colors[ground]!)).toBeGreaterThanOrEqual(3);
  });
});

describe('palettes', () => {
  it('are dark in the same way by preference and by choice', () => {
    expect(palette(css, ':root:not([data-theme="light"])')).toEqual(palette(css, ':root[data-theme="dark"]'));
  });

  it('name the same colours', () => {
    expect(Object.keys(palette(css, ':root[data-theme="dark"]'))).toEqual(Object.keys(palette(css, ':root')));
  });

  it('give the browser frame the colour of the bar', () => {
    expect(THEME_COLORS).toEqual({
      light: palette(css, ':root')['surface'],
      dark: palette(css, ':root[data-theme="dark"]')['surface'],
    });
  });
});
