/** Tables that go on over a page break. */
import type { Place, TableCell } from '../../blocks.ts';
import { isSurelyOne, joinLines } from './paragraphs.ts';

/** A table with its grid, so that what goes on over the page can be joined. */
export interface SetTable {
  readonly xs: readonly number[];
  readonly top: number;
  readonly rows: TableCell[][];
  readonly place: Place;
  /** The last page that it stands on. */
  readonly lastPage: number;
}

/** The same columns on the next page with nothing in between. */
export function goesOnWith(above: SetTable, below: SetTable): boolean {
  return (
    above.lastPage < below.lastPage &&
    above.xs.length === below.xs.length &&
    above.xs.every((x, index) => Math.abs(x - (below.xs[index] ?? 0)) < 3)
  );
}

export function joinTables(above: SetTable, below: SetTable): SetTable {
  const textOf = (row: readonly TableCell[] | undefined): string =>
    (row ?? []).map((cell) => cell.lines.join(' ')).join('|');
  const rows = textOf(above.rows[0]) === textOf(below.rows[0]) ? below.rows.slice(1) : [...below.rows];
  const last = above.rows.at(-1);
  const first = rows[0];
  if (last !== undefined && first !== undefined && isRestOfRow(last, first)) {
    const mended = last.map((cell, index) => ({ ...cell, lines: joinCell(cell.lines, first[index]?.lines ?? []) }));
    return { ...above, rows: [...above.rows.slice(0, -1), mended, ...rows.slice(1)], lastPage: below.lastPage };
  }
  return { ...above, rows: [...above.rows, ...rows], lastPage: below.lastPage };
}

/** A row that a page break cut in two: its first cell stayed above or goes on in the middle of a sentence. */
function isRestOfRow(last: readonly TableCell[], first: readonly TableCell[]): boolean {
  if (last.length !== first.length || first.length < 2) return false;
  const [head = '', ...others] = first.map((cell) => cell.lines[0] ?? '');
  const above = last[0]?.lines.at(-1) ?? '';
  if (head !== '') return above.includes(' ') && isSurelyOne(above, head);
  return above !== '' && others.some((text) => /^[\p{Ll}\d(]/u.test(text));
}

function joinCell(above: readonly string[], below: readonly string[]): string[] {
  const last = above.at(-1);
  const [first, ...rest] = below;
  if (last === undefined || first === undefined) return [...above, ...below];
  return /^[\p{Ll}(]/u.test(first) ? [...above.slice(0, -1), joinLines([last, first]), ...rest] : [...above, ...below];
}
