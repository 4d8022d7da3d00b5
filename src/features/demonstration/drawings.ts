/** Pictures of the demonstration's activities: drawn, so that nobody is shown and nobody is asked. SVG, 16 by 9. */
import type { ActivityScene } from './week.scene.ts';

export type Drawing = NonNullable<ActivityScene['drawing']>;

interface Sheet {
  readonly sky: readonly [string, string];
  readonly alt: string;
  readonly shapes: string;
}

const rect = (x: number, y: number, w: number, h: number, fill: string, more = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${more}/>`;
const circle = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${x}" cy="${y}" r="${r}" fill="${fill}"/>`;
const path = (d: string, fill: string, more = ''): string => `<path d="${d}" fill="${fill}" ${more}/>`;

const spines = (at: number, widths: readonly number[], colours: readonly string[]): string => {
  let x = at;
  return widths
    .map((width, index) => {
      const height = 250 + ((index * 53) % 110);
      const book = `${rect(x, 640 - height, width, height, colours[index % colours.length] ?? '#fff', 'rx="6"')}${rect(x + 10, 690 - height, width - 20, 12, '#ffffff88')}`;
      x += width + 8;
      return book;
    })
    .join('');
};

const wave = (y: number, fill: string): string =>
  path(`M0 ${y} q100 -46 200 0 t200 0 t200 0 t200 0 t200 0 t200 0 t200 0 V900 H0 Z`, fill);

const SHEETS: Readonly<Record<Drawing, Sheet>> = {
  books: {
    sky: ['#fff3d6', '#f6c667'],
    alt: 'Tranh vẽ: một giá sách nhiều màu dưới nắng',
    shapes: `${circle(1_310, 190, 110, '#ef7b45')}${rect(0, 640, 1_600, 40, '#7a4a2b')}${spines(120, [70, 96, 60, 110, 74, 64, 100, 80, 60, 120, 72, 90, 66, 104], ['#234e70', '#c8402f', '#2f7d5b', '#e9a23b', '#6d3f7d'])}${path('M560 900 q240 -190 480 0 Z', '#c8402f')}${path('M560 900 q240 -120 240 -20 q0 -100 240 20 Z', '#fffaf0')}`,
  },
  screen: {
    sky: ['#e3f0ff', '#8fb9f2'],
    alt: 'Tranh vẽ: màn hình máy tính và điện thoại, bên cạnh là tách trà',
    shapes: `${rect(0, 700, 1_600, 200, '#d9b28c')}${rect(420, 190, 720, 440, '#1f2f4d', 'rx="26"')}${rect(452, 222, 656, 376, '#f7fbff', 'rx="10"')}${rect(700, 630, 160, 80, '#1f2f4d')}${rect(500, 270, 300, 34, '#2f6fd0', 'rx="17"')}${rect(500, 340, 500, 22, '#bcd3f2', 'rx="11"')}${rect(500, 390, 440, 22, '#bcd3f2', 'rx="11"')}${circle(960, 500, 56, '#ef7b45')}${path('M940 472 l54 28 l-54 28 Z', '#fff')}${rect(1_220, 430, 150, 280, '#16213a', 'rx="24"')}${rect(1_236, 462, 118, 206, '#ffe9c7', 'rx="8"')}${path('M210 620 h130 v70 q0 50 -65 50 q-65 0 -65 -50 Z', '#c8402f')}`,
  },
  sea: {
    sky: ['#fdebd0', '#7cc4d8'],
    alt: 'Tranh vẽ: thuyền trên biển lúc mặt trời lên',
    shapes: `${circle(800, 400, 150, '#f2843e')}${wave(520, '#4aa3bd')}${path('M560 520 h420 l-70 110 h-280 Z', '#7a3b22')}${path('M760 180 v330 h-190 Z', '#fffaf0')}${path('M784 230 v280 h150 Z', '#f7d9a8')}${wave(600, '#2c7f9b')}${wave(700, '#1d5f79')}${wave(790, '#154a60')}`,
  },
  voices: {
    sky: ['#fbe6ee', '#e58fae'],
    alt: 'Tranh vẽ: micrô trên sân khấu và những nốt nhạc',
    shapes: `${rect(0, 720, 1_600, 180, '#6d2f4c')}${path('M0 0 h260 q-40 420 -140 720 H0 Z', '#a8324f')}${path('M1600 0 h-260 q40 420 140 720 H1600 Z', '#a8324f')}${rect(780, 360, 40, 380, '#2b2233')}${rect(700, 724, 200, 26, '#2b2233', 'rx="13"')}${circle(800, 300, 92, '#3c3346')}${path('M716 280 h168 M716 310 h168 M800 212 v176', 'none', 'stroke="#8b8296" stroke-width="8"')}${[
      [430, 380],
      [560, 240],
      [1_060, 300],
      [1_190, 430],
    ]
      .map(([x = 0, y = 0]) => `${circle(x, y, 34, '#6d2f4c')}${rect(x + 24, y - 130, 12, 134, '#6d2f4c')}`)
      .join('')}`,
  },
  field: {
    sky: ['#eaf6df', '#a8d48a'],
    alt: 'Tranh vẽ: những luống cây xanh dưới chân núi',
    shapes: `${path('M0 520 L360 250 L620 470 L900 210 L1260 500 L1600 330 V900 H0 Z', '#5d9a77')}${circle(1_280, 170, 84, '#f6b73c')}${path('M0 560 Q800 470 1600 560 V900 H0 Z', '#4d8a3a')}${[0, 1, 2, 3, 4, 5, 6].map((n) => path(`M${n * 260 - 120} 900 Q${620 + n * 55} 640 ${720 + n * 28} 540 l20 0 Q${740 + n * 60} 660 ${n * 260 + 10} 900 Z`, '#78b552')).join('')}${[240, 620, 1_000, 1_380].map((x) => `${rect(x, 700, 14, 120, '#5b3a1e')}${circle(x + 7, 680, 54, '#2f6b33')}${circle(x - 14, 706, 18, '#6d3f7d')}${circle(x + 20, 716, 18, '#6d3f7d')}`).join('')}`,
  },
  letters: {
    sky: ['#fffaf0', '#ecd9b0'],
    alt: 'Tranh vẽ: trang vở kẻ ô với nét chữ tập viết',
    shapes: `${rect(300, 110, 1_000, 700, '#ffffff', 'rx="12"')}${[0, 1, 2, 3, 4, 5, 6, 7].map((n) => rect(340, 190 + n * 76, 920, 4, '#b9cdea')).join('')}${rect(430, 110, 5, 700, '#e58f8f')}${path('M500 330 q60 -130 110 0 M520 296 h70 M690 330 v-120 q90 10 70 60 q90 10 0 60 Z M900 250 q-70 -40 -80 40 q10 70 90 30', 'none', 'stroke="#234e70" stroke-width="16" stroke-linecap="round" stroke-linejoin="round"')}${path('M500 480 q120 -60 240 0 t240 0 t200 0', 'none', 'stroke="#c8402f" stroke-width="10" stroke-linecap="round"')}${path('M1120 720 l220 -300 l56 40 l-220 300 l-76 26 Z', '#e9a23b')}${path('M1120 720 l-20 66 l76 -26 Z', '#2b2233')}`,
  },
};

/** The drawing as SVG, and what it shows in words. */
export function drawingOf(drawing: Drawing): { readonly svg: string; readonly alt: string } {
  const { sky, alt, shapes } = SHEETS[drawing];
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1600 900" width="1600" height="900"><defs><linearGradient id="g" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${sky[0]}"/><stop offset="1" stop-color="${sky[1]}"/></linearGradient></defs>${rect(0, 0, 1_600, 900, 'url(#g)')}${shapes}</svg>`;
  return { svg, alt };
}
