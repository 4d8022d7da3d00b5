/** Text that its writer took back: crossed out by a line through the middle of the letters. */
import type { Glyph, PageInk, Ruling } from './ink.ts';

/** A page with more lines across is a drawing, not a text with corrections. */
const MOST_LINES = 2000;
/** Where the line runs above the base line, as a share of the size of the letters. */
const LOWEST = 0.15;
const HIGHEST = 0.45;
/** How far its ends may be from those of the text, in points. */
const SLACK = 2.5;
const TALLEST = 40;

/** The page without crossed-out text and the lines through it. A line that begins and ends elsewhere than the text stays. */
export function withoutStruck(ink: PageInk): PageInk {
  const lines = ink.rulings.filter((ruling) => ruling.y1 === ruling.y2);
  if (lines.length === 0 || lines.length > MOST_LINES) return ink;
  const byHeight = Map.groupBy(ink.glyphs, (glyph) => Math.round(glyph.y));
  const struck = new Set<Glyph>();
  const through = new Set<Ruling>();
  for (const line of lines) {
    const hit = glyphsUnder(line, byHeight);
    if (hit.length === 0) continue;
    const left = Math.min(...hit.map((glyph) => glyph.x));
    const right = Math.max(...hit.map((glyph) => glyph.x + glyph.width));
    if (Math.abs(left - line.x1) > SLACK || Math.abs(right - line.x2) > SLACK) continue;
    through.add(line);
    for (const glyph of hit) struck.add(glyph);
  }
  if (struck.size === 0) return ink;
  return {
    ...ink,
    glyphs: ink.glyphs.filter((glyph) => !struck.has(glyph)),
    rulings: ink.rulings.filter((ruling) => !through.has(ruling)),
  };
}

function glyphsUnder(line: Ruling, byHeight: ReadonlyMap<number, readonly Glyph[]>): Glyph[] {
  const hit: Glyph[] = [];
  for (let y = Math.round(line.y1); y <= line.y1 + TALLEST * HIGHEST; y++) {
    for (const glyph of byHeight.get(y) ?? []) {
      const above = (glyph.y - line.y1) / glyph.size;
      const middle = glyph.x + glyph.width / 2;
      if (above >= LOWEST && above <= HIGHEST && middle > line.x1 && middle < line.x2 && hit.length < 2000)
        hit.push(glyph);
    }
  }
  return hit;
}
