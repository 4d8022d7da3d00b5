/** The frame of a certificate, drawn as one SVG in the model's colour: two rules, four corners, a rosette in the paper. */

const WIDTH = 297;
const HEIGHT = 210;
/** Millimetres from the edge to the outer and the inner rule. */
const OUTER = 9;
const INNER = 13;
/** Side of a corner's ornament, from the outer rule. */
const CORNER = 25;

export const round = (value: number): string => String(Math.round(value * 100) / 100);

/** SVG of the whole sheet in millimetres, without any text; `color` as `#rrggbb`. */
export function certificateFrame(color: string): string {
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" fill="none" stroke="${color}">` +
    `${rosette()}${rules()}${corners(color)}</svg>`
  );
}

/** The outer rule whole, the inner one open at the corners, where the ornaments stand. */
function rules(): string {
  const right = WIDTH - INNER;
  const bottom = HEIGHT - INNER;
  const near = OUTER + CORNER;
  const farX = WIDTH - near;
  const farY = HEIGHT - near;
  const inner = (distance: number): string => {
    const [a, c, d] = [INNER + distance, right - distance, bottom - distance];
    return `M${near} ${a}H${farX}M${near} ${d}H${farX}M${a} ${near}V${farY}M${c} ${near}V${farY}`;
  };
  return (
    `<rect x="${OUTER}" y="${OUTER}" width="${WIDTH - 2 * OUTER}" height="${HEIGHT - 2 * OUTER}" stroke-width="1.1"/>` +
    `<rect x="${OUTER + 1.6}" y="${OUTER + 1.6}" width="${WIDTH - 2 * OUTER - 3.2}" height="${HEIGHT - 2 * OUTER - 3.2}" stroke-width="0.25"/>` +
    `<path d="${inner(0)}" stroke-width="0.5"/>`
  );
}

/** One ornament, drawn in the upper left corner and mirrored into the others. */
function corners(color: string): string {
  const ornament =
    // The inner rule sweeps round a leaf instead of meeting in a corner.
    `<path d="M4 25V20C4 14.5 8.5 13.5 11 11C13.5 8.5 14.5 4 20 4H25" stroke-width="0.5"/>` +
    `<path d="M6.2 25C6.2 18 9.5 16.5 13 13C16.5 9.5 18 6.2 25 6.2" stroke-width="0.25"/>` +
    // Three leaves from the corner.
    `<path d="M3.6 3.6C8.2 4.2 10.6 6.4 11.4 11.4C6.4 10.6 4.2 8.2 3.6 3.6Z" fill="${color}" stroke="none"/>` +
    `<path d="M4.2 9.4C6.6 11.2 7.2 13.2 6.2 16.6C3.9 14.4 3.4 12.2 4.2 9.4Z" fill="${color}" fill-opacity="0.55" stroke="none"/>` +
    `<path d="M9.4 4.2C11.2 6.6 13.2 7.2 16.6 6.2C14.4 3.9 12.2 3.4 9.4 4.2Z" fill="${color}" fill-opacity="0.55" stroke="none"/>` +
    `<circle cx="14.6" cy="14.6" r="0.75" fill="${color}" stroke="none"/>` +
    `<circle cx="6.2" cy="25" r="0.5" fill="${color}" stroke="none"/><circle cx="25" cy="6.2" r="0.5" fill="${color}" stroke="none"/>`;
  const places = [
    `translate(${OUTER} ${OUTER})`,
    `translate(${WIDTH - OUTER} ${OUTER}) scale(-1 1)`,
    `translate(${OUTER} ${HEIGHT - OUTER}) scale(1 -1)`,
    `translate(${WIDTH - OUTER} ${HEIGHT - OUTER}) scale(-1 -1)`,
  ];
  return places.map((place) => `<g transform="${place}">${ornament}</g>`).join('');
}

const ROSETTE = { rings: 6, lobes: 16, points: 80, radius: 58, opacity: 0.13 };

/** Fine waves round the middle of the sheet, as on paper of value: faint enough to read over. */
export function rosette(): string {
  const { rings, lobes, points, radius, opacity } = ROSETTE;
  const wave = (ring: number, turn: number): string => {
    const base = radius * (0.5 + (0.5 * ring) / (rings - 1));
    const at = (step: number): readonly [number, number] => {
      const angle = (step / points) * 2 * Math.PI;
      const length = base * (0.93 + 0.07 * Math.cos(lobes * angle + turn));
      return [WIDTH / 2 + length * Math.cos(angle) * 1.3, HEIGHT / 2 + length * Math.sin(angle)];
    };
    const middle = (step: number): string => {
      const [[x, y], [nextX, nextY]] = [at(step), at(step + 1)];
      return `${round((x + nextX) / 2)} ${round((y + nextY) / 2)}`;
    };
    // Curves from middle to middle, bent by the point between: smooth, and no stroke that a reader takes for a ruling.
    const curves = Array.from({ length: points }, (_, step) => {
      const [x, y] = at(step + 1);
      return `Q${round(x)} ${round(y)} ${middle(step + 1)}`;
    });
    return `M${middle(0)}${curves.join('')}Z`;
  };
  // Two families of waves, one against the other, weave a net.
  const paths = Array.from({ length: rings }, (_, ring) => wave(ring, 0) + wave(ring, Math.PI));
  return `<path d="${paths.join('')}" stroke-width="0.2" stroke-opacity="${opacity}"/>`;
}
