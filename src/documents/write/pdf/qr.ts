/** The QR code of a paper as an SVG picture. */
import { encode } from 'uqr';

/** Modules of white round the code (ISO/IEC 18004 asks for four; the sheet round it is white as well). */
const QUIET = 1;

/** A square SVG without text or links; error correction M. */
export function qrSvg(url: string): string {
  const { data } = encode(url, { ecc: 'M', border: 0 });
  const size = data.length + 2 * QUIET;
  const path = data
    .map((row, y) =>
      darkRuns(row)
        .map(([x, width]) => bar(x + QUIET, y + QUIET, width))
        .join(''),
    )
    .join('');
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><path d="${path}"/></svg>`;
}

function bar(x: number, y: number, width: number): string {
  return `M${x} ${y}h${width}v1h-${width}z`;
}

/** Start and length of each unbroken stretch of dark modules. */
function darkRuns(row: readonly boolean[]): [number, number][] {
  const runs: [number, number][] = [];
  row.forEach((isDark, x) => {
    if (!isDark) return;
    const last = runs.at(-1);
    if (last !== undefined && last[0] + last[1] === x) last[1] += 1;
    else runs.push([x, 1]);
  });
  return runs;
}
