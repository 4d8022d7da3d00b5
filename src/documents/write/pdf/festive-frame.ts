/**
 * The frame of the Week's own certificates: a band in the model's colour with golden teeth, as round a bronze drum, a lotus
 * at its head, on ivory paper. One SVG in millimetres, without any text.
 */
import { rosette, round } from './certificate-frame.ts';

const WIDTH = 297;
const HEIGHT = 210;
const GOLD = '#c8962e';
const PAPER = '#fffcf3';
/** From the edge to the middle of the band, and its width. */
const BAND = 10;
const BAND_WIDTH = 5;
/** Of the teeth in the band. */
const STEP = 4;
const MIDDLE = WIDTH / 2;

/** SVG of the whole sheet; `color` as `#rrggbb`. */
export function festiveFrame(color: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" fill="none">` +
    `<rect width="${WIDTH}" height="${HEIGHT}" fill="${PAPER}"/>` +
    `<g stroke="${GOLD}">${rosette()}</g>` +
    `${frameRule(BAND, BAND_WIDTH, color)}${teeth()}` +
    `${frameRule(BAND - BAND_WIDTH / 2 - 0.9, 0.6, GOLD)}${frameRule(BAND + BAND_WIDTH / 2 + 0.9, 0.6, GOLD)}` +
    `${frameRule(BAND + BAND_WIDTH / 2 + 2.6, 0.25, color)}` +
    `${corners(color)}${crest(color)}</svg>`
  );
}

function frameRule(inset: number, width: number, color: string): string {
  return `<rect x="${round(inset)}" y="${round(inset)}" width="${round(WIDTH - 2 * inset)}" height="${round(HEIGHT - 2 * inset)}" stroke="${color}" stroke-width="${width}"/>`;
}

/** Golden teeth that point outwards all round. */
function teeth(): string {
  const [low, high] = [BAND + 1.3, BAND - 1.5];
  const along = (length: number): number[] => {
    const count = Math.floor((length - 2 * (BAND + 9)) / STEP);
    return Array.from({ length: count + 1 }, (_, index) => length / 2 + (index - count / 2) * STEP);
  };
  const across = along(WIDTH).map(
    (x) =>
      `M${round(x - 1.3)} ${low}L${round(x)} ${high}L${round(x + 1.3)} ${low}Z` +
      `M${round(x - 1.3)} ${HEIGHT - low}L${round(x)} ${HEIGHT - high}L${round(x + 1.3)} ${HEIGHT - low}Z`,
  );
  const down = along(HEIGHT).map(
    (y) =>
      `M${low} ${round(y - 1.3)}L${high} ${round(y)}L${low} ${round(y + 1.3)}Z` +
      `M${WIDTH - low} ${round(y - 1.3)}L${WIDTH - high} ${round(y)}L${WIDTH - low} ${round(y + 1.3)}Z`,
  );
  return `<path d="${[...across, ...down].join('')}" fill="${GOLD}"/>`;
}

/** A disc with a star of sixteen rays at each corner, and leaves along the inner rules above. */
function corners(color: string): string {
  const rays = Array.from({ length: 32 }, (_, index) => {
    const turn = (index * Math.PI) / 16;
    const length = index % 2 === 0 ? 5.2 : 2.1;
    return `${round(length * Math.cos(turn))} ${round(length * Math.sin(turn))}`;
  });
  const disc =
    `<circle r="7.4" fill="${PAPER}" stroke="${GOLD}" stroke-width="0.6"/><circle r="6.3" fill="${color}"/>` +
    `<path d="M${rays.join('L')}Z" fill="${GOLD}"/><circle r="1.3" fill="${PAPER}"/>`;
  const leaves =
    `<path d="M8.6 6.4C15 7.4 20 10.4 23.4 15.4C17.4 15 12 12.4 8.6 6.4ZM6.4 8.6C7.4 15 10.4 20 15.4 23.4C15 17.4 12.4 12 6.4 8.6Z" fill="${color}" fill-opacity="0.85"/>` +
    `<path d="M9.4 9.4C12.6 12.2 14.2 14.6 15 18" stroke="${GOLD}" stroke-width="0.5" stroke-linecap="round"/><circle cx="15.6" cy="15.6" r="0.9" fill="${GOLD}"/>`;
  // Below, number and code stand where the leaves would.
  const places = [
    [`translate(${BAND} ${BAND})`, leaves],
    [`translate(${WIDTH - BAND} ${BAND}) scale(-1 1)`, leaves],
    [`translate(${BAND} ${HEIGHT - BAND}) scale(1 -1)`, ''],
    [`translate(${WIDTH - BAND} ${HEIGHT - BAND}) scale(-1 -1)`, ''],
  ] as const;
  return places.map(([place, more]) => `<g transform="${place}">${disc}${more}</g>`).join('');
}

/** An open lotus over the middle of the upper band. */
function crest(color: string): string {
  const petal = (turn: number, length: number, width: number, fill: string): string =>
    `<path transform="rotate(${turn})" d="M0 0C${-width} ${round(-length * 0.35)} ${round(-width * 0.7)} ${round(-length * 0.8)} 0 ${-length}C${round(width * 0.7)} ${round(-length * 0.8)} ${width} ${round(-length * 0.35)} 0 0Z" fill="${fill}" stroke="${GOLD}" stroke-width="0.35"/>`;
  const petals =
    [-78, 78].map((turn) => petal(turn, 15, 3.4, color)).join('') +
    [-52, 52].map((turn) => petal(turn, 13.6, 3.8, color)).join('') +
    [-26, 26].map((turn) => petal(turn, 12, 3.8, '#f3dfae')).join('') +
    petal(0, 10.8, 3.6, PAPER);
  return (
    `<path d="M${MIDDLE - 21} 6.2H${MIDDLE + 21}V13.8H${MIDDLE - 21}Z" fill="${PAPER}"/>` +
    `<g transform="translate(${MIDDLE} 15.6)">${petals}</g>` +
    `<path d="M${MIDDLE - 30} 18.4H${MIDDLE - 8}M${MIDDLE + 8} 18.4H${MIDDLE + 30}" stroke="${GOLD}" stroke-width="0.5" stroke-linecap="round"/>` +
    `<circle cx="${MIDDLE}" cy="18.4" r="1" fill="${color}"/><circle cx="${MIDDLE - 4}" cy="18.4" r="0.6" fill="${GOLD}"/><circle cx="${MIDDLE + 4}" cy="18.4" r="0.6" fill="${GOLD}"/>`
  );
}
