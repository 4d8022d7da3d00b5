/**
 * The picture of a badge, drawn as SVG for each role: a seal with waves, a lotus, and in its heart what the badge is for. No
 * words: a picture is drawn on machines whose fonts nobody knows.
 */
import type { CertificateRole } from './certificate.ts';

interface Palette {
  readonly deep: string;
  readonly main: string;
  readonly light: string;
}

const PALETTES: Readonly<Record<CertificateRole, Palette>> = {
  participant: { deep: '#7c1410', main: '#a8201a', light: '#f6d9b8' },
  organiser: { deep: '#073f3b', main: '#0b5d57', light: '#d7ecd9' },
  speaker: { deep: '#1a2c66', main: '#27408b', light: '#d9e2fb' },
  winner: { deep: '#6b4300', main: '#a86f00', light: '#fff0c2' },
};
const GOLD = '#e8b64c';
const PALE_GOLD = '#f9e7b5';

const round = (value: number): string => String(Math.round(value * 100) / 100);
const at = (radius: number, turn: number): string =>
  `${round(256 + radius * Math.cos(turn))} ${round(256 + radius * Math.sin(turn))}`;

/** SVG of 512 by 512, the ground clear. */
export function badgePicture(role: CertificateRole): string {
  const { deep, main, light } = PALETTES[role];
  return (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512">' +
    `<defs><radialGradient id="g" cx="0.5" cy="0.38" r="0.75"><stop offset="0" stop-color="${main}"/><stop offset="1" stop-color="${deep}"/></radialGradient>` +
    `<linearGradient id="o" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${PALE_GOLD}"/><stop offset="0.5" stop-color="${GOLD}"/><stop offset="1" stop-color="#b97f1d"/></linearGradient></defs>` +
    `<path d="${scallops(36, 240, 226)}" fill="url(#o)"/>` +
    `<circle cx="256" cy="256" r="214" fill="url(#g)"/>` +
    `<circle cx="256" cy="256" r="203" fill="none" stroke="${GOLD}" stroke-width="3"/>` +
    rays(light) +
    `<circle cx="256" cy="256" r="150" fill="none" stroke="${GOLD}" stroke-width="2.5" stroke-dasharray="1 9" stroke-linecap="round"/>` +
    lotus(light) +
    `<g transform="translate(256 212)">${SIGNS[role](light)}</g></svg>`
  );
}

function scallops(count: number, outer: number, inner: number): string {
  const step = (2 * Math.PI) / count;
  const arcs = Array.from({ length: count }, (_, index) => {
    const turn = index * step;
    return `Q${at(outer + 12, turn + step / 2)} ${at(inner, turn + step)}`;
  });
  return `M${at(inner, 0)}${arcs.join('')}Z`;
}

/** Rays between the rings, as on the drums of Đông Sơn. */
function rays(light: string): string {
  const count = 48;
  const marks = Array.from({ length: count }, (_, index) => {
    const turn = (index * 2 * Math.PI) / count;
    return index % 4 === 0
      ? `M${at(164, turn - 0.035)}L${at(194, turn)}L${at(164, turn + 0.035)}Z`
      : `M${at(170, turn - 0.012)}L${at(182, turn)}L${at(170, turn + 0.012)}Z`;
  });
  return `<path d="${marks.join('')}" fill="${light}" fill-opacity="0.85"/>`;
}

/** A lotus that opens upward, under the sign. */
function lotus(light: string): string {
  const petal = (turn: number, length: number, width: number, opacity: number): string =>
    `<path transform="rotate(${turn} 256 352)" d="M256 352C${256 - width} ${352 - length * 0.35} ${256 - width * 0.7} ${352 - length * 0.8} 256 ${352 - length}C${256 + width * 0.7} ${352 - length * 0.8} ${256 + width} ${352 - length * 0.35} 256 352Z" fill="${light}" fill-opacity="${opacity}" stroke="${GOLD}" stroke-width="2"/>`;
  return (
    [-82, 82].map((turn) => petal(turn, 104, 26, 0.55)).join('') +
    [-56, 56].map((turn) => petal(turn, 98, 28, 0.75)).join('') +
    [-28, 28].map((turn) => petal(turn, 86, 28, 0.9)).join('') +
    petal(0, 78, 28, 1)
  );
}

const star = (outer: number, inner: number): string =>
  `M${Array.from({ length: 10 }, (_, index) => {
    const radius = index % 2 === 0 ? outer : inner;
    const turn = -Math.PI / 2 + (index * Math.PI) / 5;
    return `${round(radius * Math.cos(turn))} ${round(radius * Math.sin(turn))}`;
  }).join('L')}Z`;

/** What stands above the lotus: an open book, hands that carry, a flame of speech, a star. */
const SIGNS: Readonly<Record<CertificateRole, (light: string) => string>> = {
  participant: (light) =>
    `<path d="M-4 38C-24 22-50 18-78 22V-34C-50-40-24-34-4-18ZM4 38C24 22 50 18 78 22V-34C50-40 24-34 4-18Z" fill="${light}" stroke="${GOLD}" stroke-width="4" stroke-linejoin="round"/>` +
    `<path d="M-64-18C-46-21-30-17-17-9M-64 0C-46-3-30 1-17 9M64-18C46-21 30-17 17-9M64 0C46-3 30 1 17 9" fill="none" stroke="${GOLD}" stroke-width="4" stroke-linecap="round"/>`,
  organiser: (light) =>
    [-44, 0, 44]
      .map(
        (x) =>
          `<circle cx="${x}" cy="${x === 0 ? -34 : -18}" r="17" fill="${light}" stroke="${GOLD}" stroke-width="4"/>` +
          `<path d="M${x - 27} 38C${x - 27} ${x === 0 ? -4 : 10} ${x - 14} ${x === 0 ? -12 : 4} ${x} ${x === 0 ? -12 : 4}C${x + 14} ${x === 0 ? -12 : 4} ${x + 27} ${x === 0 ? -4 : 10} ${x + 27} 38Z" fill="${light}" stroke="${GOLD}" stroke-width="4" stroke-linejoin="round"/>`,
      )
      .join(''),
  speaker: (light) =>
    `<path d="M-70-44H70A14 14 0 0 1 84-30V10A14 14 0 0 1 70 24H6L-22 46V24H-70A14 14 0 0 1-84 10V-30A14 14 0 0 1-70-44Z" fill="${light}" stroke="${GOLD}" stroke-width="4" stroke-linejoin="round"/>` +
    `<path d="M-58-22H58M-58-2H26" fill="none" stroke="${GOLD}" stroke-width="6" stroke-linecap="round"/>`,
  winner: (light) =>
    `<path d="${star(56, 23)}" fill="${light}" stroke="${GOLD}" stroke-width="5" stroke-linejoin="round"/><path d="${star(32, 13)}" fill="${GOLD}"/>`,
};
