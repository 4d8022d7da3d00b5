/**
 * Sums that are right to the last đồng. A report's own values and the sum of the units below are kept apart at every
 * level, so nothing is counted twice: total = own + below.
 */
import type { Decimal } from '../../platform/ids/ids.ts';
import { addDecimals } from '../../platform/text/decimal.ts';

/** Values by cell, cell 1 first; null is blank, not applicable, or a cell that does not add up. */
export type CellNumbers = readonly (Decimal | null)[];

/** What a change of one unit's counted values does to each sum above it. */
export interface TotalDelta {
  readonly sums: Decimal[];
  readonly givers: number[];
  readonly reports: number;
}

/** The change in the totals above when a unit's counted values go from `before` to `after` (null: not counted). */
export function totalDelta(before: CellNumbers | null, after: CellNumbers | null, cellCount: number): TotalDelta {
  const sums: Decimal[] = [];
  const givers: number[] = [];
  for (let index = 0; index < cellCount; index += 1) {
    const old = before?.[index] ?? null;
    const next = after?.[index] ?? null;
    sums.push(subtract(next ?? ZERO, old ?? ZERO));
    givers.push((next === null ? 0 : 1) - (old === null ? 0 : 1));
  }
  return { sums, givers, reports: (after === null ? 0 : 1) - (before === null ? 0 : 1) };
}

/** What stands below a unit: the total of its subtree less its own counted values. */
export function belowOf(total: CellNumbers, own: CellNumbers | null): Decimal[] {
  return total.map((value, index) => subtract(value ?? ZERO, own?.[index] ?? ZERO));
}

export const ZERO = '0' as Decimal;

/** a − b, exact. */
export function subtract(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, b.startsWith('-') ? b.slice(1) : `-${b}`) as Decimal;
}

/** a + b, exact. */
export function add(a: Decimal, b: Decimal): Decimal {
  return addDecimals(a, b) as Decimal;
}
