/**
 * Reading the figures of old units in the units that followed them (shared design, section 4.1 and 4.2). Pure.
 *
 * An edge says: on this day all or part of `from` went into `to`. A unit that goes on under its own key needs no edge
 * (a rename, a change of kind and a move to another parent are versions of one unit).
 */
export const LINEAGE_KINDS = ['merge', 'split', 'move', 'rename'] as const;
export type LineageKind = (typeof LINEAGE_KINDS)[number];

export interface LineageEdge {
  from: string;
  to: string;
  /** Part of `from` that went to `to`: 1 for a merge, null when it is not known (then nothing is divided). */
  share: number | null;
}

export interface LineageResult {
  /** Value by the unit that carries it now. */
  totals: Map<string, number>;
  /** Values of units that were split without a known share, beside the units among which they can't be divided. */
  notDivisible: { unit: string; value: number; among: string[] }[];
  /** Values of units that have ended and of which no successor is recorded (districts on 1/7/2025). */
  withoutSuccessor: { unit: string; value: number }[];
}

/**
 * Values of old units, read in their successors: merges add up, renames keep, a split divides by its shares when they
 * are all known and make up 1, and is 'not divisible' otherwise; nothing is guessed and nothing is lost:
 * totals + notDivisible + withoutSuccessor = the sum of `values` (exactly, for whole numbers).
 *
 * @param values by unit; integers up to 2^53 (counts, đồng)
 * @param edges without cycles (time runs one way); a cycle throws a RangeError
 * @param lives whether a unit goes on today; the default says yes for every unit without edges
 */
export function throughLineage(
  values: ReadonlyMap<string, number>,
  edges: readonly LineageEdge[],
  lives?: (unit: string) => boolean,
): LineageResult {
  const out = new Map<string, LineageEdge[]>();
  for (const edge of edges) {
    if (edge.from === edge.to) continue;
    const list = out.get(edge.from);
    if (list) list.push(edge);
    else out.set(edge.from, [edge]);
  }
  const goesOn = lives ?? ((unit: string) => !out.has(unit));
  const result: LineageResult = { totals: new Map(), notDivisible: [], withoutSuccessor: [] };
  for (const [unit, value] of values) carry(unit, value, out, goesOn, result, []);
  return result;
}

function carry(
  unit: string,
  value: number,
  out: ReadonlyMap<string, LineageEdge[]>,
  goesOn: (unit: string) => boolean,
  result: LineageResult,
  way: readonly string[],
): void {
  if (way.includes(unit)) throw new RangeError(`lineage runs in a circle: ${[...way, unit].join(' → ')}`);
  const next = out.get(unit) ?? [];
  if (next.length === 0) {
    if (goesOn(unit)) result.totals.set(unit, (result.totals.get(unit) ?? 0) + value);
    else result.withoutSuccessor.push({ unit, value });
    return;
  }
  const shares = divide(value, next, goesOn(unit));
  if (shares === null) {
    const among = next.map((edge) => edge.to);
    result.notDivisible.push({ unit, value, among: goesOn(unit) ? [unit, ...among] : among });
    return;
  }
  next.forEach((edge, at) => carry(edge.to, shares[at] ?? 0, out, goesOn, result, [...way, unit]));
}

/** Parts of a value in the order of the edges, whole numbers for a whole number; null when it can't be divided. */
function divide(value: number, edges: readonly LineageEdge[], goesOn: boolean): number[] | null {
  if (goesOn) return null;
  const known: number[] = [];
  for (const edge of edges) {
    if (edge.share === null) return null;
    known.push(edge.share);
  }
  if (Math.abs(known.reduce((sum, share) => sum + share, 0) - 1) > 1e-9) return null;
  if (!Number.isInteger(value)) return known.map((share) => value * share);
  const parts = known.map((share) => Math.trunc(value * share));
  let rest = value - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = known
    .map((share, at) => ({ at, left: Math.abs(value * share - Math.trunc(value * share)) }))
    .sort((a, b) => b.left - a.left);
  const step = Math.sign(rest);
  for (let turn = 0; rest !== 0; turn++, rest -= step) {
    const at = byRemainder[turn % byRemainder.length]?.at ?? 0;
    parts[at] = (parts[at] ?? 0) + step;
  }
  return parts;
}
