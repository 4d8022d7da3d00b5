/** A list of which the first stand open and the rest is folded. Pure. */

/** @returns the first `shown`, and the rest; nothing is folded where that would hide only one or two */
export function foldAfter<T>(items: readonly T[], shown: number): { open: readonly T[]; folded: readonly T[] } {
  return items.length > shown + 2
    ? { open: items.slice(0, shown), folded: items.slice(shown) }
    : { open: items, folded: [] };
}
