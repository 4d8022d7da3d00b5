/** The frame of a page: page numbers and running heads, and the column that running text stands in. */
import type { PageInk } from './ink.ts';
import type { Line } from './lines.ts';
import { type Column, isSurelyOne } from './paragraphs.ts';

export interface PageLines {
  readonly number: number;
  readonly ink: PageInk;
  readonly lines: readonly Line[];
}

const PAGE_NUMBER = /^(?:[-–—]\s?)?(?:trang\s+)?\d{1,3}(?:\s?\/\s?\d{1,3})?(?:\s?[-–—])?$/iu;

/** Tells page numbers, and lines that stand at the same height on three pages or more, from text. */
export function runningLines(pages: readonly PageLines[]): (page: PageLines, line: Line) => boolean {
  const textOf = (line: Line): string => line.segments.map((one) => one.text).join(' ');
  const keyOf = (line: Line): string => `${Math.round(line.y)} ${textOf(line).replace(/\d+/gu, '#')}`;
  const isEdge = (page: PageLines, line: Line): boolean =>
    line.y < page.ink.height * 0.1 || line.y > page.ink.height * 0.9;
  const seen = new Map<string, number>();
  for (const page of pages)
    for (const line of page.lines) if (isEdge(page, line)) seen.set(keyOf(line), (seen.get(keyOf(line)) ?? 0) + 1);
  return (page, line) => isEdge(page, line) && (PAGE_NUMBER.test(textOf(line)) || (seen.get(keyOf(line)) ?? 0) >= 3);
}

/** The column of running text of each page: where its lines start and how far they reach. */
export function columnsOf(pages: readonly PageLines[]): (page: number) => Column {
  const all = columnOf(
    pages.flatMap((page) => page.lines),
    pages[0]?.ink.width ?? 0,
  );
  const own = new Map<number, Column>();
  for (const page of pages) {
    const lines = page.lines.filter((line) => line.segments.length === 1);
    const turned = page.ink.width !== pages[0]?.ink.width;
    if (turned && lines.length > 0) own.set(page.number, columnOf(lines, page.ink.width));
    else if (lines.length >= 12) own.set(page.number, likeTheOthers(columnOf(lines, page.ink.width), all));
  }
  const pitch = usualPitch(pages);
  return (page) => ({ ...(own.get(page) ?? all), pitch });
}

/** More than the indent of a first line, and than what ragged lines miss of the margin. */
const OTHER_MARGIN = 45;

/** A page of nothing but indented or short lines has the margins of the other pages all the same. */
function likeTheOthers(own: Column, all: Column): Column {
  return {
    left: own.left > all.left && own.left - all.left < OTHER_MARGIN ? all.left : own.left,
    right: own.right < all.right && all.right - own.right < OTHER_MARGIN ? all.right : own.right,
  };
}

function columnOf(lines: readonly Line[], pageWidth: number): Column {
  const single = lines.filter((line) => line.segments.length === 1);
  const of = single.length > 0 ? single : lines;
  if (of.length === 0) return { left: 0, right: 0 };
  const lefts = of.map((line) => line.left).sort((a, b) => a - b);
  // A lone line may stick out to the left.
  const left = lefts.find((edge, index) => (lefts[index + 1] ?? edge + 2) - edge < 1.5) ?? lefts[0] ?? 0;
  const right = rightEdge(of.map((line) => line.right).sort((a, b) => b - a));
  // A few short lines do not show how wide the column is: then the margins are taken for equal.
  return { left, right: right - left < 0.5 * pageWidth ? Math.max(right, pageWidth - left) : right };
}

/** The distance of neighbouring lines where a sentence surely goes on; null when that is seldom. */
function usualPitch(pages: readonly PageLines[]): number | null {
  const pitches = pages.flatMap(({ lines }) =>
    lines.flatMap((line, index) => {
      const next = lines[index + 1];
      const [last, first] = [line.segments.at(-1), next?.segments[0]];
      const isOne = last !== undefined && first !== undefined && isSurelyOne(last.text, first.text);
      return isOne && next !== undefined && line.segments.length === 1 ? [(next.y - line.y) / next.size] : [];
    }),
  );
  pitches.sort((a, b) => a - b);
  return pitches.length < 5 ? null : (pitches[Math.floor(pitches.length / 2)] ?? null);
}

/** Justified text ends where many lines do, ragged text where the longest one does. `edges` fall. */
function rightEdge(edges: readonly number[]): number {
  const wanted = edges.length * 0.15;
  let last = 0;
  for (const [first, edge] of edges.entries()) {
    while (last + 1 < edges.length && edge - (edges[last + 1] ?? 0) < 1.5) last += 1;
    if (edges.length >= 8 && last - first + 1 >= wanted) return edge;
  }
  return edges[0] ?? 0;
}
