/** The star of the bronze drum of Đông Sơn, the oldest picture of a gathering in this country, as fine lines for the head of pages. */
import { finished, type Html } from '../../ui/index.ts';

const RAYS = 14;

function point(radius: number, turn: number): string {
  const angle = turn * 2 * Math.PI - Math.PI / 2;
  return `${(200 + radius * Math.cos(angle)).toFixed(0)} ${(200 + radius * Math.sin(angle)).toFixed(0)}`;
}

const STAR = `M${Array.from({ length: RAYS * 2 }, (_, n) => point(n % 2 === 0 ? 62 : 20, n / (RAYS * 2))).join('L')}Z`;

const RINGS = [70, 76, 96, 102, 140, 146, 166, 172, 194].map((r) => `<circle cx="200" cy="200" r="${r}"/>`).join('');

/** A ring of strokes that point to the middle. */
const ticks = (radius: number, width: number, dash: string): string =>
  `<circle cx="200" cy="200" r="${radius}" stroke-width="${width}" stroke-dasharray="${dash}"/>`;

/** A bird with its wings spread and a long bill, flying against the hands of the clock. */
const BIRD = 'M200 80l10-3 7-13 3 12 12-3 16 4-14 3-10 10-4-11z';

const BIRDS = Array.from(
  { length: RAYS },
  (_, n) => `<use href="#chim" transform="rotate(${((n * 360) / RAYS).toFixed(1)} 200 200)"/>`,
).join('');

export const DRUM: Html = finished(
  `<svg class="drum" viewBox="0 0 400 400" fill="none" stroke="currentColor" aria-hidden="true"><defs><path id="chim" d="${BIRD}"/></defs>` +
    `<path d="${STAR}"/>${RINGS}${ticks(86, 20, '1.4 8.25')}${ticks(156, 20, '1.6 9.07')}${ticks(183, 22, '1.4 6.27')}${BIRDS}</svg>`,
);
