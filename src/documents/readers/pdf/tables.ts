/** Ruling lines → tables with exact cells; merged cells are those between which no line is drawn. */
import type { Ruling } from './ink.ts';

export interface GridCell {
  readonly row: number;
  readonly column: number;
  readonly rowSpan: number;
  readonly columnSpan: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

export interface Grid {
  /** Edges of the columns and rows, rising. */
  readonly xs: readonly number[];
  readonly ys: readonly number[];
  /** In reading order. */
  readonly cells: readonly GridCell[];
}

const TOUCH = 2.5;
const MAX_COLUMNS = 40;
const MAX_ROWS = 1_000;

/** The tables that the rulings of a page make. Underlines, frames around text and lone boxes are none. */
export function gridsOf(rulings: readonly Ruling[]): Grid[] {
  return componentsOf(mergeRulings(rulings))
    .map(gridOf)
    .filter((grid) => grid !== null)
    .sort((a, b) => (a.ys[0] ?? 0) - (b.ys[0] ?? 0));
}

function isAcross(ruling: Ruling): boolean {
  return ruling.y1 === ruling.y2;
}

/** Pieces of one line, as writers draw a border cell by cell, become one. */
function mergeRulings(rulings: readonly Ruling[]): Ruling[] {
  const across = rulings.filter(isAcross).map((one) => ({ at: one.y1, from: one.x1, to: one.x2 }));
  const down = rulings.filter((one) => !isAcross(one)).map((one) => ({ at: one.x1, from: one.y1, to: one.y2 }));
  return [
    ...mergeStrokes(across).map(({ at, from, to }) => ({ x1: from, x2: to, y1: at, y2: at })),
    ...mergeStrokes(down).map(({ at, from, to }) => ({ x1: at, x2: at, y1: from, y2: to })),
  ];
}

interface Stroke {
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

function mergeStrokes(strokes: readonly Stroke[]): Stroke[] {
  const merged: Stroke[] = [];
  for (const group of groupsBy(strokes, (stroke) => stroke.at)) {
    const at = group.reduce((sum, stroke) => sum + stroke.at, 0) / group.length;
    let open: { at: number; from: number; to: number } | null = null;
    for (const stroke of [...group].sort((a, b) => a.from - b.from)) {
      if (open !== null && stroke.from <= open.to + TOUCH) open.to = Math.max(open.to, stroke.to);
      else {
        open = { at, from: stroke.from, to: stroke.to };
        merged.push(open);
      }
    }
  }
  return merged;
}

/** Runs of things whose positions lie within a hair of their neighbour's. */
function groupsBy<T>(things: readonly T[], position: (thing: T) => number): T[][] {
  const groups: T[][] = [];
  let last = Number.NEGATIVE_INFINITY;
  for (const thing of [...things].sort((a, b) => position(a) - position(b))) {
    const at = position(thing);
    const open = groups.at(-1);
    if (open !== undefined && at - last <= 1.2) open.push(thing);
    else groups.push([thing]);
    last = at;
  }
  return groups;
}

/** Rulings that touch each other, directly or through others. */
function componentsOf(rulings: readonly Ruling[]): Ruling[][] {
  const parent = rulings.map((_, index) => index);
  const rootOf = (index: number): number => {
    let root = index;
    while (parent[root] !== root) root = parent[root] ?? root;
    parent[index] = root;
    return root;
  };
  const downs = rulings.flatMap((ruling, index) => (isAcross(ruling) ? [] : [index]));
  for (const [index, ruling] of rulings.entries()) {
    if (!isAcross(ruling)) continue;
    for (const other of downs) {
      const stroke = rulings[other];
      if (stroke !== undefined && crosses(ruling, stroke)) parent[rootOf(index)] = rootOf(other);
    }
  }
  const components = new Map<number, Ruling[]>();
  for (const [index, ruling] of rulings.entries()) {
    const root = rootOf(index);
    const known = components.get(root);
    if (known === undefined) components.set(root, [ruling]);
    else known.push(ruling);
  }
  return [...components.values()];
}

function crosses(across: Ruling, down: Ruling): boolean {
  return (
    down.x1 >= across.x1 - TOUCH &&
    down.x1 <= across.x2 + TOUCH &&
    across.y1 >= down.y1 - TOUCH &&
    across.y1 <= down.y2 + TOUCH
  );
}

function gridOf(rulings: readonly Ruling[]): Grid | null {
  const across = rulings.filter(isAcross);
  const down = rulings.filter((ruling) => !isAcross(ruling));
  if (across.length < 2 || down.length < 1) return null;
  const xs = edgesOf([...down.map((one) => one.x1), ...outer(across.flatMap((one) => [one.x1, one.x2]))]);
  const ys = edgesOf([...across.map((one) => one.y1), ...outer(down.flatMap((one) => [one.y1, one.y2]))]);
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  if (columns < 1 || rows < 1 || columns * rows < 2 || columns > MAX_COLUMNS || rows > MAX_ROWS) return null;
  const cells = cellsOf(xs, ys, across, down);
  return cells.length < 2 ? null : { xs, ys, cells };
}

function outer(values: readonly number[]): number[] {
  return [Math.min(...values), Math.max(...values)];
}

function edgesOf(values: readonly number[]): number[] {
  const edges: number[] = [];
  for (const value of [...values].sort((a, b) => a - b)) {
    if (edges.length === 0 || value - (edges.at(-1) ?? 0) > 3) edges.push(value);
  }
  return edges;
}

function cellsOf(
  xs: readonly number[],
  ys: readonly number[],
  across: readonly Ruling[],
  down: readonly Ruling[],
): GridCell[] {
  const x = (index: number): number => xs[index] ?? 0;
  const y = (index: number): number => ys[index] ?? 0;
  const hasRight = (row: number, column: number): boolean => {
    const middle = (y(row) + y(row + 1)) / 2;
    return down.some((one) => Math.abs(one.x1 - x(column + 1)) <= 3 && one.y1 <= middle && one.y2 >= middle);
  };
  const hasBelow = (row: number, column: number): boolean => {
    const middle = (x(column) + x(column + 1)) / 2;
    return across.some((one) => Math.abs(one.y1 - y(row + 1)) <= 3 && one.x1 <= middle && one.x2 >= middle);
  };
  const columns = xs.length - 1;
  const rows = ys.length - 1;
  const taken = new Set<number>();
  const cells: GridCell[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      if (taken.has(row * columns + column)) continue;
      let columnSpan = 1;
      while (column + columnSpan < columns && !hasRight(row, column + columnSpan - 1)) columnSpan++;
      let rowSpan = 1;
      while (row + rowSpan < rows && !hasBelow(row + rowSpan - 1, column)) rowSpan++;
      for (let r = row; r < row + rowSpan; r++)
        for (let c = column; c < column + columnSpan; c++) taken.add(r * columns + c);
      cells.push({
        row,
        column,
        rowSpan,
        columnSpan,
        left: x(column),
        right: x(column + columnSpan),
        top: y(row),
        bottom: y(row + rowSpan),
      });
    }
  }
  return cells;
}
