/**
 * What the system fills in and what a person has written, in one cell: figures of activities stand in the report by themselves,
 * a person's own number stays, and where the two differ both are visible and a reason is asked for (shared design, section 4.6).
 */
import type { Decimal } from '../../platform/ids/ids.ts';
import type { CellContent } from './rules.cells.ts';
import type { FormCell } from './rules.ts';

/** A cell as it stands: what is in it, and what the system last filled in. */
export interface FilledCell extends CellContent {
  readonly filled: Decimal | null;
}

const BLANK: FilledCell = { state: 'blank', value: null, filled: null };

/**
 * The cell after the system's figure has become `filled` (null: no activity counts towards it any more).
 * A cell that nobody has written in follows the figure; a person's number, or their "not applicable", is left alone.
 * @param isOpen false where the report is sent or the cell is not up for correction: then only the figure beside it moves
 */
export function fillCell(stored: FilledCell | undefined, filled: Decimal | null, isOpen: boolean): FilledCell {
  const before = stored ?? BLANK;
  if (!isOpen || !followsFigure(before)) return { ...before, filled };
  return filled === null ? BLANK : { state: 'value', value: filled, filled };
}

function followsFigure(cell: FilledCell): boolean {
  return cell.state === 'blank' || (cell.state === 'value' && cell.value === cell.filled);
}

/** True where a person's entry stands beside another figure of the system's: that needs a reason. */
export function differsFromFigure(cell: FilledCell): boolean {
  return cell.filled !== null && (cell.state !== 'value' || cell.value !== cell.filled);
}

/**
 * Cells by the indicator of the national dictionary that they ask for. An indicator that two cells of the form ask for is left
 * out: which of them a figure belongs to, only a person knows. So is a yes or no.
 */
export function cellsByIndicator(cells: readonly FormCell[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const twice = new Set<string>();
  for (const { cell, measure } of cells) {
    const { indicator } = measure;
    if (indicator === null || measure.kind === 'yes-no') continue;
    if (found.has(indicator)) twice.add(indicator);
    found.set(indicator, cell);
  }
  for (const indicator of twice) found.delete(indicator);
  return found;
}
