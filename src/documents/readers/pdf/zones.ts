/** Letterheads and signature blocks: parts of a page where two columns stand side by side without ruling lines. */
import type { Line, Segment } from './lines.ts';
import { type Column, isCentred } from './paragraphs.ts';

/** What stands at one height: the segments of a line, or of two lines that only miss each other by a hair. */
export interface Band {
  readonly segments: readonly Segment[];
  readonly y: number;
  readonly size: number;
}

export interface Zone {
  readonly first: number;
  /** Index of the last band. */
  readonly last: number;
  readonly left: readonly Segment[];
  readonly right: readonly Segment[];
}

const COLUMN_GAP = 1.6;
const SIGNS =
  /CỘNG H[OÒ][AÀ] X|Độc lập\s*[-–]|N[ơo]i nh[ậâ]n|^(?:TM|KT|TL|TUQ|T\/M|K\/T)\s*\.|^Số\s*[:.]|,\s*ngày[\s\d.…]*tháng/u;

/** Lines of the two columns often sit on slightly different base lines: such neighbours become one band. */
export function bandsOf(lines: readonly Line[]): Band[] {
  const bands: { segments: Segment[]; y: number; size: number }[] = [];
  for (const line of lines) {
    const above = bands.at(-1);
    const beside =
      above !== undefined &&
      line.y - above.y < 0.75 * line.size &&
      above.segments.every((one) => one.right + line.size < line.left || one.left > line.right + line.size);
    if (beside) above.segments = [...above.segments, ...line.segments].sort((a, b) => a.left - b.left);
    else bands.push({ segments: [...line.segments], y: line.y, size: line.size });
  }
  return bands;
}

/** The zones among the bands of a page, from top to bottom. `column`: the column of running text. */
export function zonesOf(bands: readonly Band[], column: Column): Zone[] {
  const zones: Zone[] = [];
  for (let index = 0; index < bands.length; index++) {
    const gap = widestGap(bands[index]);
    if (gap === null) continue;
    const zone = grow(bands, index, zones.at(-1)?.last ?? -1, gap, column);
    if (zone === null) continue;
    zones.push(zone);
    index = zone.last;
  }
  return zones;
}

/** The number of a list hangs before its text: that is no column. */
const NUMBER_ALONE = /^(?:\d{1,2}(?:\.\d{1,2})*[.)]?|[a-zđ][.)]|[IVX]{1,4}\.|[-+–•])$/u;

interface Gap {
  from: number;
  to: number;
}

function widestGap(band: Band | undefined): Gap | null {
  let best: Gap | null = null;
  band?.segments.forEach((segment, index) => {
    const before = band.segments[index - 1];
    if (before === undefined || segment.left - before.right < COLUMN_GAP * band.size) return;
    if (NUMBER_ALONE.test(before.text)) return;
    if (best === null || segment.left - before.right > best.to - best.from) {
      best = { from: before.right, to: segment.left };
    }
  });
  return best;
}

function grow(bands: readonly Band[], start: number, floor: number, first: Gap, column: Column): Zone | null {
  let gap = first;
  let last = start;
  for (let index = start + 1; index < bands.length; index++) {
    const next = fits(bands[index], bands[last], gap, column, middleOf(bands[start]?.segments.at(-1)));
    if (next === null) break;
    gap = next;
    last = index;
  }
  let top = start;
  for (let index = start - 1; index > floor; index--) {
    const band = bands[index];
    const alone = band?.segments[0];
    const near = band !== undefined && (bands[top]?.y ?? 0) - band.y < 2.2 * band.size;
    // What stands above the first line of both columns belongs to the right one, or to the head of the first page.
    if (!near || band.segments.length > 1 || alone === undefined || isCentred(alone, column)) break;
    // The widest line of a signature reaches further to the left than the others: they are centred on each other.
    const isSignature = alone.left > (gap.from + gap.to) / 2 && SIGNS.test(alone.text);
    if (alone.left < gap.to && !isSignature && !(alone.right <= gap.from && SIGNS_OF_HEAD.test(alone.text))) break;
    top = index;
  }
  const middle = (gap.from + gap.to) / 2;
  const inside = bands.slice(top, last + 1).map((band) => band.segments);
  if (!inside.flat().some((segment) => SIGNS.test(segment.text))) return null;
  const side = (isHere: (segment: Segment) => boolean): Segment[] =>
    inside.flatMap((segments) => {
      const joined = joinSegments(segments.filter(isHere));
      return joined === null ? [] : [joined];
    });
  return {
    first: top,
    last,
    left: side((segment) => segment.left < middle),
    right: side((segment) => segment.left >= middle),
  };
}

/** Room left for a number or a day parts a line, but not a column. */
function joinSegments(segments: readonly Segment[]): Segment | null {
  const [first, ...rest] = segments;
  if (first === undefined) return null;
  return rest.reduce(
    (line, segment) => ({ ...line, text: `${line.text} ${segment.text}`, right: segment.right }),
    first,
  );
}

function middleOf(segment: Segment | undefined): number {
  return segment === undefined ? 0 : (segment.left + segment.right) / 2;
}

const SIGNS_OF_HEAD = /^(?:ỦY BAN|UỶ BAN|UBND|SỞ|PHÒNG|TRƯỜNG|BỘ|HỘI|BAN|N[ơo]i nh[ậâ]n)/u;

/** The gap that is left when the band is added; null when the band crosses it or is no part of the columns. */
function fits(
  band: Band | undefined,
  above: Band | undefined,
  gap: Gap,
  column: Column,
  rightMiddle: number,
): Gap | null {
  if (band === undefined || above === undefined) return null;
  const only = band.segments.length === 1 ? band.segments[0] : undefined;
  // A title centred on the page ends the columns, unless the right one happens to be centred there too.
  if (only !== undefined && isCentred(only, column) && Math.abs(middleOf(only) - rightMiddle) > band.size) return null;
  const middle = (gap.from + gap.to) / 2;
  const left = band.segments.filter((segment) => segment.left < middle);
  const right = band.segments.filter((segment) => segment.left >= middle);
  const distance = band.y - above.y;
  if (
    /^(?:[IVX]+\.\s|Kính gửi|Căn cứ|Thực hiện|MẪU(?:\s|$)|(?:PHỤ LỤC|Phụ lục)(?:\s|$)|BIỂU(?:\s|$))/u.test(
      only?.text ?? '',
    )
  )
    return null;
  const reach = /^(?:Số|V\/v)/u.test(left[0]?.text ?? '') ? 5 : 2.4;
  if (right.length === 0 && distance > reach * band.size) return null;
  if (distance > 14 * band.size) return null;
  const from = Math.max(gap.from, ...left.map((segment) => segment.right));
  const to = Math.min(gap.to, ...right.map((segment) => segment.left));
  return to - from >= 0.5 * band.size ? { from, to } : null;
}
