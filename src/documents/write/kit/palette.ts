/** The colours of posters: each of the portal's looks (features/portal/rules.look.ts) as a family from deep to pale. */

export interface Palette {
  readonly deep: string;
  readonly main: string;
  readonly mid: string;
  readonly tint: string;
  readonly wash: string;
  /** The one warm light on every sheet. */
  readonly gold: string;
  /** A companion from the other side of the circle. */
  readonly other: string;
}

const GOLD = '#f4b740';

const OWN: Palette = {
  deep: '#2a1650',
  main: '#4c2a85',
  mid: '#7d5cc0',
  tint: '#d8c9f0',
  wash: '#f6f1fc',
  gold: GOLD,
  other: '#e0643f',
};

const PALETTES: Readonly<Record<string, Palette>> = {
  'muc-tim': OWN,
  'xanh-lua': {
    deep: '#0f3a25',
    main: '#1c6842',
    mid: '#56a06a',
    tint: '#cbe6cc',
    wash: '#f1f8ee',
    gold: GOLD,
    other: '#d9532f',
  },
  'xanh-bien': {
    deep: '#0a2c4c',
    main: '#145a8d',
    mid: '#4b91c6',
    tint: '#c7e0f4',
    wash: '#eef6fc',
    gold: GOLD,
    other: '#e2673b',
  },
  'ngoc-lam': {
    deep: '#06373a',
    main: '#0e6b6a',
    mid: '#42a29a',
    tint: '#c1e5e0',
    wash: '#ecf7f5',
    gold: GOLD,
    other: '#e06a47',
  },
  'do-son': {
    deep: '#560e12',
    main: '#a3261b',
    mid: '#d45f45',
    tint: '#f6d2c4',
    wash: '#fdf2ec',
    gold: GOLD,
    other: '#2a566f',
  },
  'hong-sen': {
    deep: '#561034',
    main: '#a32a64',
    mid: '#d46c9c',
    tint: '#f6cee0',
    wash: '#fdf1f6',
    gold: GOLD,
    other: '#2f6d5a',
  },
  'nau-dat': {
    deep: '#382112',
    main: '#774724',
    mid: '#b07e4e',
    tint: '#ecd6bd',
    wash: '#faf4eb',
    gold: GOLD,
    other: '#2f6a5c',
  },
  cham: {
    deep: '#131c48',
    main: '#2a3b8f',
    mid: '#6274c8',
    tint: '#cfd6f3',
    wash: '#f0f2fc',
    gold: GOLD,
    other: '#e2643f',
  },
};

export function paletteOf(look: string): Palette {
  return PALETTES[look] ?? OWN;
}

/** Light that a colour gives back, 0 to 1 (WCAG 2.2, relative luminance). */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((from) => {
    const part = Number.parseInt(colour.slice(from, from + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** WCAG 2.2: 1 to 21; words of ordinary size want 4.5. */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}
