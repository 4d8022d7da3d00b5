/** Tables whose cells are known by their edges (.doc, .rtf): columns and merged cells are told from where edges meet. */
import type { Block, ParagraphBlock, Place, TableBlock, TableCell } from '../blocks.ts';
import { typedMarker } from '../marker.ts';

export interface EdgeCell {
  readonly lines: readonly string[];
  readonly place: Place;
  /** Twentieths of a point. */
  readonly left: number;
  readonly right: number;
  /** Goes on from the cell above. */
  readonly fromAbove: boolean;
}

/** Edges that differ by less are the same: Word keeps rounding remains. In twentieths of a point. */
const SAME_EDGE = 40;

/** The rows as a table, or as paragraphs when they are only a frame around text. */
export function blocksOfEdgeRows(rows: readonly (readonly EdgeCell[])[], place: Place): Block[] {
  const columnAt = columnFinder(rows);
  interface OpenCell {
    lines: readonly string[];
    columnSpan: number;
    rowSpan: number;
    place: Place;
  }
  const made: TableCell[][] = [];
  let above = new Map<number, OpenCell>();
  for (const row of rows) {
    const kept: OpenCell[] = [];
    const current = new Map<number, OpenCell>();
    for (const { lines, place: at, left, right, fromAbove } of row) {
      const column = columnAt(left);
      const restOf = fromAbove ? above.get(column) : undefined;
      const cell = restOf ?? { lines, columnSpan: Math.max(1, columnAt(right) - column), rowSpan: 1, place: at };
      if (restOf === undefined) kept.push(cell);
      else restOf.rowSpan += 1;
      current.set(column, cell);
    }
    made.push(kept);
    above = current;
  }
  const only = made.length === 1 && made[0]?.length === 1 ? made[0][0] : undefined;
  if (only !== undefined)
    return only.lines.filter((line) => line !== '').map((line) => plainParagraph(line, only.place));
  const table: TableBlock = { kind: 'table', rows: made, place };
  return made.some((row) => row.length > 0) ? [table] : [];
}

function columnFinder(rows: readonly (readonly EdgeCell[])[]): (edge: number) => number {
  const edges: number[] = [];
  for (const edge of rows.flatMap((cells) => cells.flatMap((one) => [one.left, one.right])).sort((a, b) => a - b))
    if (edges.length === 0 || edge - (edges.at(-1) ?? 0) > SAME_EDGE) edges.push(edge);
  return (edge) => {
    // The last edge that is not beyond, by halves: a hostile file has as many edges as cells.
    let [low, high] = [0, edges.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((edges[middle] ?? 0) <= edge + 1) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  };
}

/** A paragraph of which only the words are known. */
export function plainParagraph(text: string, place: Place): ParagraphBlock {
  return {
    kind: 'paragraph',
    text,
    marker: typedMarker(text),
    bold: false,
    italic: false,
    align: null,
    heading: null,
    place,
  };
}
