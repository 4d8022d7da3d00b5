/** What is drawn behind the words: three pictures, each for a sheet of any shape, as SVG without text. Millimetres. */
import type { Palette } from './palette.ts';
import type { KitDesign } from './sheet.ts';

interface Ground {
  readonly width: number;
  readonly height: number;
  /** Height of the band for who and when at the foot of a tall sheet, from below. */
  readonly foot: number;
  /** A code stands in the lower corner. */
  readonly hasCode: boolean;
  readonly palette: Palette;
}

const round = (value: number): string => String(Math.round(value * 100) / 100);

export function motif(design: KitDesign, ground: Ground): string {
  const { width, height } = ground;
  const shapes = { 'trong-dong': drum, 'trang-sach': book, 'gach-hoa': tiles }[design](ground);
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}">${shapes}</svg>`;
}

const rect = (x: number, y: number, w: number, h: number, fill: string): string =>
  `<path fill="${fill}" d="M${round(x)} ${round(y)}h${round(w)}v${round(h)}h${round(-w)}z"/>`;
const ring = (x: number, y: number, r: number, stroke: string, width: number, dash = ''): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="none" stroke="${stroke}" stroke-width="${round(width)}"${dash}/>`;
const disc = (x: number, y: number, r: number, fill: string): string =>
  `<circle cx="${round(x)}" cy="${round(y)}" r="${round(r)}" fill="${fill}"/>`;

/** A colour between two, `share` of the second. */
export function blend(first: string, second: string, share: number): string {
  const part = (from: number): string => {
    const [a, b] = [first, second].map((colour) => Number.parseInt(colour.slice(from, from + 2), 16));
    return Math.round((a ?? 0) + ((b ?? 0) - (a ?? 0)) * share)
      .toString(16)
      .padStart(2, '0');
  };
  return `#${part(1)}${part(3)}${part(5)}`;
}

/** The drum of Đông Sơn rising from a corner: star of 14 rays, rings of strokes and circles, birds on their way. */
function drum({ width, height, palette, hasCode }: Ground): string {
  const isWide = width > height * 1.3;
  const isSquare = !isWide && height < width * 1.2;
  const isLong = width > height * 3;
  const radius = isWide ? height * (isLong ? 0.98 : 0.9) : width * (isSquare ? 0.6 : 0.58);
  const [x, y] = isWide
    ? [width - height * 0.42, height * (hasCode && !isLong ? 0.38 : 0.5)]
    : [width * (isSquare ? 0.84 : 0.68), isSquare ? height * 0.14 : width * 0.24];
  const line = blend(palette.deep, palette.mid, 0.42);
  const faint = blend(palette.deep, palette.mid, 0.16);
  const bright = blend(palette.deep, palette.mid, 0.75);
  const unit = radius / 100;
  const at = (share: number): number => share * unit;
  const rings = [25, 27.5, 37, 39.5, 57, 59.5, 68, 70.5, 83, 85.5].map((share) =>
    ring(x, y, at(share), line, at(0.55)),
  );
  return (
    rect(0, 0, width, height, palette.deep) +
    disc(x, y, at(100), faint) +
    disc(x, y, at(85.5), blend(palette.deep, palette.mid, 0.1)) +
    rings.join('') +
    ticks(x, y, at(29), at(35.5), 56, line, at(0.5)) +
    beads(x, y, at(48.2), at(4.6), 14, bright, at(0.6)) +
    ticks(x, y, at(61), at(66.5), 98, line, at(0.5)) +
    birds(x, y, at(76.7), at(1), 14, bright) +
    zigzag(x, y, at(88), at(95), 70, line) +
    star(x, y, at(22.5), at(8), 14, palette.gold)
  );
}

function onCircle(x: number, y: number, r: number, turn: number): [number, number] {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return [x + r * Math.cos(angle), y + r * Math.sin(angle)];
}
const point = ([x, y]: [number, number]): string => `${round(x)} ${round(y)}`;

function star(x: number, y: number, outer: number, inner: number, rays: number, fill: string): string {
  const points = Array.from({ length: rays * 2 }, (_, n) =>
    point(onCircle(x, y, n % 2 === 0 ? outer : inner, n / (rays * 2))),
  );
  return `<path fill="${fill}" d="M${points.join('L')}z"/>`;
}

function ticks(x: number, y: number, from: number, to: number, count: number, stroke: string, width: number): string {
  const lines = Array.from(
    { length: count },
    (_, n) => `M${point(onCircle(x, y, from, n / count))}L${point(onCircle(x, y, to, n / count))}`,
  );
  return `<path fill="none" stroke="${stroke}" stroke-width="${round(width)}" d="${lines.join('')}"/>`;
}

function zigzag(x: number, y: number, inner: number, outer: number, teeth: number, fill: string): string {
  const paths = Array.from({ length: teeth }, (_, n) => {
    const [a, b, c] = [
      onCircle(x, y, inner, (n + 0.08) / teeth),
      onCircle(x, y, outer, (n + 0.5) / teeth),
      onCircle(x, y, inner, (n + 0.92) / teeth),
    ];
    return `M${point(a)}L${point(b)}L${point(c)}z`;
  });
  return `<path fill="${fill}" d="${paths.join('')}"/>`;
}

/** Circles with a dot, joined by slanting lines as on the drum of Ngọc Lũ. */
function beads(x: number, y: number, r: number, size: number, count: number, stroke: string, width: number): string {
  return Array.from({ length: count }, (_, n) => {
    const [cx, cy] = onCircle(x, y, r, n / count);
    const [ax, ay] = onCircle(x, y, r - size * 1.1, (n + 0.3) / count);
    const [bx, by] = onCircle(x, y, r + size * 1.1, (n + 0.7) / count);
    return (
      ring(cx, cy, size, stroke, width) +
      ring(cx, cy, size * 0.55, stroke, width) +
      disc(cx, cy, size * 0.2, stroke) +
      `<path fill="none" stroke="${stroke}" stroke-width="${round(width)}" d="M${round(ax)} ${round(ay)}L${round(bx)} ${round(by)}"/>`
    );
  }).join('');
}

/** Birds with wings spread and a long bill, flying against the hands of the clock. */
function birds(x: number, y: number, r: number, unit: number, count: number, fill: string): string {
  const outline: readonly (readonly [number, number])[] = [
    [-9, 0.6],
    [-3.4, -0.9],
    [-1.4, -4.6],
    [1.2, -5.2],
    [1.6, -1.4],
    [5.2, -1.2],
    [9, -2.6],
    [7.4, 0.2],
    [9, 2.4],
    [4.4, 1.2],
    [1, 1.6],
    [0.4, 5],
    [-1.6, 4.6],
    [-2, 1.4],
    [-3.6, 0.6],
  ];
  return Array.from({ length: count }, (_, n) => {
    const turn = n / count;
    const [cx, cy] = onCircle(x, y, r, turn);
    const angle = turn * 2 * Math.PI;
    const points = outline.map(([dx, dy]): string => {
      const [px, py] = [dx * unit * 0.95, dy * unit * 0.95];
      return `${round(cx + px * Math.cos(angle) - py * Math.sin(angle))} ${round(cy + px * Math.sin(angle) + py * Math.cos(angle))}`;
    });
    return `<path fill="${fill}" d="M${points.join('L')}z"/>`;
  }).join('');
}

/** A book whose pages open like a lotus, and the sun that rises out of it. */
function book({ width, height, palette, foot }: Ground): string {
  const isWide = width > height * 1.3;
  const span = bookSpan(width, height);
  const cx = isWide ? width - span * 1.04 : width / 2;
  const base = isWide ? height * 0.9 : height - foot;
  const sun = span * 0.36;
  const sunY = base - span * 0.62;
  const { wash, tint, mid, main, deep, gold, other } = palette;
  const sky = [2.5, 2, 1.6].map((times, index) => disc(cx, sunY, sun * times, blend(wash, gold, 0.08 + index * 0.08)));
  const fans: readonly (readonly [number, number, string])[] = [
    [62, 0.86, tint],
    [49, 0.93, blend(tint, mid, 0.5)],
    [37, 0.98, mid],
    [26, 1, blend(mid, main, 0.55)],
    [16, 1, main],
    [7, 0.98, deep],
  ];
  const pages = fans.map(([angle, share, fill]) => {
    const length = span * share;
    const side = (to: 1 | -1): string => {
      const at = (degrees: number, part: number): string => {
        const turn = (degrees * Math.PI) / 180;
        return `${round(cx + to * length * part * Math.cos(turn))} ${round(base - length * part * Math.sin(turn))}`;
      };
      return (
        `M${round(cx)} ${round(base)}C${at(angle + 34, 0.42)} ${at(angle + 17, 0.78)} ${at(angle, 1)}` +
        `C${at(angle - 3, 0.72)} ${at(angle - 9, 0.36)} ${round(cx)} ${round(base)}z`
      );
    };
    return `<path fill="${fill}" d="${side(1)}${side(-1)}"/>`;
  });
  return (
    rect(0, 0, width, height, wash) +
    sky.join('') +
    ticks(cx, sunY, sun * 1.16, sun * 1.42, 36, gold, sun * 0.045) +
    disc(cx, sunY, sun, gold) +
    pages.join('') +
    (isWide
      ? rect(0, base, width, height - base, deep) + rect(0, base, width, height * 0.018, other)
      : rect(0, base, width, foot + 1, deep) + rect(0, base, width, width * 0.012, other))
  );
}

/** Length of a page of the book. */
export function bookSpan(width: number, height: number): number {
  if (width > height * 3) return height * 0.62;
  if (width > height * 1.3) return height * 0.46;
  return height < width * 1.2 ? width * 0.33 : width * 0.43;
}

/** Down to where the star of a square sheet's drum reaches, as a share of its height. */
export const SQUARE_STAR_FOOT = 0.285;

/** The paper beside the tiles. */
export const TILE_PAPER = '#fffdf8';

/** How much of the sheet the floor takes: from the left on a wide one, from above on a tall one. */
export const TILED = { wide: 0.34, tall: 0.4 } as const;

/** Cement tiles as on the floors of old schools, each drawn a little otherwise. */
function tiles({ width, height, palette }: Ground): string {
  const isWide = width > height * 1.3;
  const rows = isWide ? (width > height * 3 ? 2 : 3) : 0;
  const side = isWide ? height / rows : width / (width > height * 0.9 ? 6 : 5);
  const columns = isWide
    ? Math.max(2, Math.round((width * (width > height * 3 ? 0.26 : TILED.wide)) / side))
    : Math.round(width / side);
  const lines = isWide ? rows : Math.round((height * TILED.tall) / side);
  const drawn: string[] = [rect(0, 0, width, height, TILE_PAPER)];
  for (let row = 0; row < lines; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      drawn.push(tile(column * side, row * side, side, row * 7 + column * 3 + ((row * column) % 4), palette));
    }
  }
  return drawn.join('');
}

function tile(x: number, y: number, s: number, kind: number, p: Palette): string {
  const pairs: readonly (readonly [string, string])[] = [
    [p.main, p.tint],
    [p.deep, p.gold],
    [p.tint, p.main],
    [p.gold, p.deep],
    [p.mid, p.wash],
    [p.other, p.wash],
    [p.wash, p.other],
  ];
  const [ground, figure] = pairs[kind % pairs.length] ?? [p.main, p.tint];
  const back = rect(x, y, s, s, ground);
  const at = (dx: number, dy: number): string => `${round(x + dx * s)} ${round(y + dy * s)}`;
  const path = (d: string, fill = figure): string => `<path fill="${fill}" d="${d}"/>`;
  const arc = (dx: number, dy: number): string => `A${round(s)} ${round(s)} 0 0 1 ${at(dx, dy)}`;
  switch (kind % 6) {
    case 0:
      // Two leaves that meet.
      return back + path(`M${at(0, 0)}${arc(1, 1)}${arc(0, 0)}z`);
    case 1:
      // A flower of four petals.
      return (
        back +
        [
          [0, 0],
          [1, 0],
          [1, 1],
          [0, 1],
        ]
          .map(([cx = 0, cy = 0]) => {
            const [mx, my] = [(cx + 0.5) / 2, (cy + 0.5) / 2];
            const [nx, ny] = [(0.5 - cy) * 0.42, (cx - 0.5) * 0.42];
            return path(
              `M${at(cx, cy)}Q${at(mx + nx, my + ny)} ${at(0.5, 0.5)}Q${at(mx - nx, my - ny)} ${at(cx, cy)}z`,
            );
          })
          .join('') +
        disc(x + s / 2, y + s / 2, s * 0.1, ground) +
        disc(x + s / 2, y + s / 2, s * 0.06, figure)
      );
    case 2:
      // Rings of a quarter, like ripples.
      return (
        back +
        [0.92, 0.64, 0.36]
          .map((r, n) =>
            path(
              `M${at(0, 1)}V${round(y + s - r * s)}A${round(r * s)} ${round(r * s)} 0 0 1 ${at(r, 1)}z`,
              n % 2 === 0 ? figure : ground,
            ),
          )
          .join('')
      );
    case 3:
      return back + disc(x + s / 2, y + s / 2, s * 0.36, figure) + disc(x + s / 2, y + s / 2, s * 0.17, ground);
    case 4:
      // An open book.
      return (
        back +
        path(
          `M${at(0.5, 0.34)}C${at(0.38, 0.22)} ${at(0.22, 0.22)} ${at(0.12, 0.28)}V${round(y + s * 0.72)}C${at(0.22, 0.66)} ${at(0.38, 0.66)} ${at(0.5, 0.78)}z`,
        ) +
        path(
          `M${at(0.5, 0.34)}C${at(0.62, 0.22)} ${at(0.78, 0.22)} ${at(0.88, 0.28)}V${round(y + s * 0.72)}C${at(0.78, 0.66)} ${at(0.62, 0.66)} ${at(0.5, 0.78)}z`,
          blend(figure, ground, 0.28),
        )
      );
    default:
      return (
        back + star(x + s / 2, y + s / 2, s * 0.4, s * 0.2, 8, figure) + disc(x + s / 2, y + s / 2, s * 0.09, ground)
      );
  }
}
