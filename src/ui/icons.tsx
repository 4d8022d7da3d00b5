import { finished, type Html } from './html.ts';

/** Line icons on a grid of 24, drawn for this product. They never stand alone: a word is beside or hidden in them. */

const PATHS = {
  home: 'M4 11.5 12 5l8 6.5M6.5 9.8V19h11V9.8M10 19v-5h4v5',
  plan: 'M7 3.5h7l4 4v13H7zM14 3.5v4h4M10 12h5M10 15.5h5',
  task: 'M4.5 6.5 6 8l2.5-3M4.5 16l1.5 1.5L8.5 14.5M12 6.5h8M12 16h8',
  report: 'M5 20V4M5 20h15M9 16v-4M13 16V7M17 16v-6',
  units: 'M12 4v5M6 15v-3h12v3M12 9v3M9.5 4h5M3.5 15h5v4h-5zM15.5 15h5v4h-5z',
  calendar: 'M4.5 6.5h15v13h-15zM4.5 10.5h15M8.5 4v4M15.5 4v4',
  people:
    'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zM2.5 19.5c.5-3.5 3-5.5 6.5-5.5s6 2 6.5 5.5M16 5a3.2 3.2 0 0 1 0 6.2M18 14.4c2 .8 3.2 2.6 3.5 5.1',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20c.6-3.8 3.5-6 7.5-6s6.9 2.2 7.5 6',
  inbox: 'M4 13 6.5 5h11L20 13v6H4zM4 13h4.5l1.5 2.5h4l1.5-2.5H20',
  more: 'M5.5 12h.01M12 12h.01M18.5 12h.01',
  upload: 'M12 16V5M7.5 9 12 4.5 16.5 9M4.5 16v3.5h15V16',
  download: 'M12 4.5V16M7.5 11.5 12 16l4.5-4.5M4.5 17v2.5h15V17',
  search: 'M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5 20 20',
  plus: 'M12 5v14M5 12h14',
  edit: 'M4.5 19.5 5.5 15 15.5 5l3.5 3.5-10 10zM13 7.5l3.5 3.5',
  check: 'm5 12.5 4.5 4.5L19 7.5',
  close: 'm6 6 12 12M18 6 6 18',
  chevron: 'm9 6 6 6-6 6',
  down: 'm6 9 6 6 6-6',
  info: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.5h.01',
  success: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM8 12.5l2.7 2.7L16 9.5',
  warning: 'M12 4 2.8 19.5h18.4zM12 10v4.5M12 17h.01',
  error: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v6M12 16.5h.01',
  print: 'M7 9V4h10v5M7 16H4.5V9h15v7H17M7 13.5h10V20H7z',
  exit: 'M10 4.5H5v15h5M9.5 12H20M16 8l4 4-4 4',
  settings: 'M4 7h9M17 7h3M15 9a2 2 0 1 0 0-4 2 2 0 0 0 0 4zM4 17h3M11 17h9M9 19a2 2 0 1 0 0-4 2 2 0 0 0 0 4z',
  language:
    'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 9.5h17M3.5 14.5h17M12 3c-5 5.5-5 12.5 0 18M12 3c5 5.5 5 12.5 0 18',
  bell: 'M6 16.5V11a6 6 0 0 1 12 0v5.5l1.5 1.5h-15zM10 20.5h4',
  swap: 'M7.5 4.5 4 8l3.5 3.5M4 8h15M16.5 12.5 20 16l-3.5 3.5M20 16H5',
  place:
    'M12 21c4.5-4.6 7-8 7-11.2A7 7 0 0 0 5 9.8C5 13 7.5 16.4 12 21zM12 12.2a2.4 2.4 0 1 0 0-4.8 2.4 2.4 0 0 0 0 4.8z',
  clock: 'M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.2l3.5 2',
  ticket: 'M4 7h16v3.5a1.5 1.5 0 0 0 0 3V17H4v-3.5a1.5 1.5 0 0 0 0-3zM14.5 7v10',
  share:
    'M8 12.5 16 17M8 11.5 16 7M5.5 14.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18.5 8.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5zM18.5 20.5a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5z',
  map: 'M3.5 6.5 9 4.5l6 2.5 5.5-2v12.5L15 19.5 9 17l-5.5 2zM9 4.5V17M15 7v12.5',
  book: 'M12 6.5C10 5 7 4.5 3.5 4.8v13.4c3.5-.3 6.5.2 8.5 1.7 2-1.5 5-2 8.5-1.7V4.8C17 4.5 14 5 12 6.5zM12 6.5v13.4',
  access: 'M12 6a1.6 1.6 0 1 0 0-3.2A1.6 1.6 0 0 0 12 6zM5 8.5c4.7 1.2 9.3 1.2 14 0M12 9.5V14l-3 6.5M12 14l3 6.5',
  phone:
    'M6 4h3.5l1.5 4-2 1.5a11 11 0 0 0 5.5 5.5l1.5-2 4 1.5V18c0 1.2-1 2-2.2 2C10.5 19.5 4.5 13.5 4 6.2 4 5 4.8 4 6 4z',
  target:
    'M12 19a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM12 2.5V7M12 17v4.5M2.5 12H7M17 12h4.5M12 13.2a1.2 1.2 0 1 0 0-2.4 1.2 1.2 0 0 0 0 2.4z',
  talk: 'M4 5h12v8.5H9l-4 3.5v-3.5H4zM18.5 9H20v8.5h-1V20l-3-2.5h-5',
  star: 'm12 4 2.4 5 5.4.7-4 3.8 1 5.5-4.8-2.7L7.2 19l1-5.5-4-3.8 5.4-.7z',
  screen: 'M3.5 5h17v11h-17zM9 20h6M12 16v4',
  tool: 'M14.5 6.5a4 4 0 0 0-5 5L4 17l3 3 5.5-5.5a4 4 0 0 0 5-5L15 12l-3-3z',
  music: 'M9 17.5V6l10-2v11.5M9 17.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0zM19 15.5a2.5 2.5 0 1 1-5 0 2.5 2.5 0 0 1 5 0z',
  picture: 'M4 5h16v14H4zM4 16l5-5 4 4 2.5-2.5L20 16.5M15.5 9.5h.01',
  cup: 'M7 4h10v5a5 5 0 0 1-10 0zM7 5.5H4c0 3 1 4.5 3.2 4.8M17 5.5h3c0 3-1 4.5-3.2 4.8M12 14v4M8.5 20h7M12 18v2',
  spark: 'M12 3.5v5M12 15.5v5M3.5 12h5M15.5 12h5M6 6l3 3M15 15l3 3M18 6l-3 3M9 15l-3 3',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawn sign of 20 px that takes the colour of its text; screen readers pass over it. */
export function Icon({ name, size = 20 }: { name: IconName; size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={name === 'more' ? 3 : 1.75}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

const LINES = 'fill="none" stroke="currentColor" stroke-linecap="round" stroke-linejoin="round"';
const strokeOf = (name: IconName): number => (name === 'more' ? 3 : 1.75);

/** The same sign as text, for pages that are made as text. */
export function iconText(name: IconName, size = 20): Html {
  return finished(
    `<svg width="${size}" height="${size}" viewBox="0 0 24 24" ${LINES} stroke-width="${strokeOf(name)}" aria-hidden="true"><path d="${PATHS[name]}"/></svg>`,
  );
}

const USED = '<use href="#i-';
const uses = new Map<string, Html>();

/** The same sign for lists of many: drawn once a page (`drawnIcons`), and pointed at from here. */
export function iconUse(name: IconName, size = 18): Html {
  const key = `${name} ${size}`;
  let use = uses.get(key);
  if (!use) {
    use = finished(`<svg width="${size}" height="${size}" aria-hidden="true">${USED}${name}"/></svg>`);
    uses.set(key, use);
  }
  return use;
}

/** The drawings of all signs that the HTML points at, each once; empty where there are none. */
export function drawnIcons(html: string): string {
  let at = html.indexOf(USED);
  if (at === -1) return '';
  const names = new Set<string>();
  for (; at !== -1; at = html.indexOf(USED, at)) {
    at += USED.length;
    names.add(html.slice(at, html.indexOf('"', at)));
  }
  let drawings = '';
  for (const name of names) if (isIconName(name)) drawings += drawingOf(name);
  return `<svg class="drawn-icons" width="0" height="0" aria-hidden="true">${drawings}</svg>`;
}

const isIconName = (name: string): name is IconName => Object.hasOwn(PATHS, name);

const drawingOf = (name: IconName): string =>
  `<symbol id="i-${name}" viewBox="0 0 24 24" ${LINES} stroke-width="${strokeOf(name)}"><path d="${PATHS[name]}"/></symbol>`;

/** The mark as text. */
export const BRAND_MARK: Html = finished(
  '<svg width="30" height="30" viewBox="0 0 32 32" fill="none" aria-hidden="true"><rect width="32" height="32" rx="7" fill="currentColor"/><g class="brand-pen" stroke-width="3" stroke-linecap="round"><path d="M19.2 10.6a7.4 7.4 0 1 0 2.6 9"/><path d="M19.2 10.6c3.6.9 5.6-.9 5.2-4.3"/></g></svg>',
);

/** The mark: the letter ơ of "Đời" as one pen stroke on a squared page, an open ring that goes on. */
export function BrandMark({ size = 28 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="currentColor" />
      <g class="brand-pen" stroke-width="3" stroke-linecap="round">
        <path d="M19.2 10.6a7.4 7.4 0 1 0 2.6 9" />
        <path d="M19.2 10.6c3.6.9 5.6-.9 5.2-4.3" />
      </g>
    </svg>
  );
}
