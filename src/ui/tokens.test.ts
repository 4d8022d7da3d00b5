import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { THEME_COLORS } from './document.tsx';

const css = readFileSync(new URL('./styles/tokens.css', import.meta.url), 'utf8');

/** Colours of the block that a selector opens, by name. */
function palette(selector: string): Record<string, string> {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThan(-1);
  const block = css.slice(start, css.indexOf('}', start));
  return Object.fromEntries(
    [...block.matchAll(/--([a-z-]+):\s*(#[0-9a-f]{6});/gu)].map(([, name, value]) => [name!, value!]),
  );
}

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (light! + 0.05) / (dark! + 0.05);
}

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
  ['light', palette(':root')],
  ['dark', palette(':root[data-theme="dark"]')],
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
    expect(palette(':root:not([data-theme="light"])')).toEqual(palette(':root[data-theme="dark"]'));
  });

  it('name the same colours', () => {
    expect(Object.keys(palette(':root[data-theme="dark"]'))).toEqual(Object.keys(palette(':root')));
  });

  it('give the browser frame the colour of the bar', () => {
    expect(THEME_COLORS).toEqual({
      light: palette(':root')['surface'],
      dark: palette(':root[data-theme="dark"]')['surface'],
    });
  });
});
