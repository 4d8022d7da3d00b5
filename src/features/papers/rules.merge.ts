/**
 * Two people change one paper: what they changed in different places is put together, what they changed in the same
 * place is told. Works on lists of anything that compares as JSON: the blocks of a body, the lines of a head.
 */

export interface Merged<T> {
  readonly merged: readonly T[];
  /** Places where both changed: mine stands in `merged`. */
  readonly clashes: readonly { readonly mine: readonly T[]; readonly theirs: readonly T[] }[];
}

/** A stretch of the base that one side replaced. */
interface Change<T> {
  readonly from: number;
  readonly to: number;
  readonly put: readonly T[];
}

/**
 * What stands when both sides' changes to `base` are made.
 * Changes that touch the same or neighbouring elements clash, unless both made the same.
 */
export function mergeLists<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): Merged<T> {
  const ours = [...changesOf(base, mine)];
  const others = [...changesOf(base, theirs)];
  const merged: T[] = [];
  const clashes: { mine: readonly T[]; theirs: readonly T[] }[] = [];
  let at = 0;
  while (ours.length > 0 || others.length > 0) {
    const from = Math.min(ours[0]?.from ?? Infinity, others[0]?.from ?? Infinity);
    merged.push(...base.slice(at, from));
    // Everything that overlaps, step by step, is one place.
    const group = { mine: [] as Change<T>[], theirs: [] as Change<T>[] };
    let to = from;
    for (let grew = true; grew; ) {
      grew = false;
      for (const [queue, taken] of [
        [ours, group.mine],
        [others, group.theirs],
      ] as const) {
        const next = queue[0];
        if (
          next !== undefined &&
          (next.from < to || next.from === from || (next.from === to && taken.length === 0 && to > from))
        ) {
          queue.shift();
          taken.push(next);
          to = Math.max(to, next.to);
          grew = true;
        }
      }
    }
    const mineText = applied(base, from, to, group.mine);
    const theirText = applied(base, from, to, group.theirs);
    if (group.theirs.length === 0) merged.push(...mineText);
    else if (group.mine.length === 0) merged.push(...theirText);
    else {
      merged.push(...mineText);
      if (JSON.stringify(mineText) !== JSON.stringify(theirText)) clashes.push({ mine: mineText, theirs: theirText });
    }
    at = to;
  }
  merged.push(...base.slice(at));
  return { merged, clashes };
}

function applied<T>(base: readonly T[], from: number, to: number, changes: readonly Change<T>[]): T[] {
  const result: T[] = [];
  let at = from;
  for (const change of changes) {
    result.push(...base.slice(at, change.from), ...change.put);
    at = change.to;
  }
  result.push(...base.slice(at, to));
  return result;
}

/** The stretches in which `other` differs from `base`, in order. */
export function changesOf<T>(base: readonly T[], other: readonly T[]): Change<T>[] {
  const left = base.map((each) => JSON.stringify(each));
  const right = other.map((each) => JSON.stringify(each));
  const changes: Change<T>[] = [];
  let [i, j] = [0, 0];
  for (const [k, l] of [...commonOf(left, right), [left.length, right.length] as const]) {
    if (k > i || l > j) changes.push({ from: i, to: k, put: other.slice(j, l) });
    [i, j] = [k + 1, l + 1];
  }
  return changes;
}

/** Pairs of places that are equal in both: a longest common subsequence, equal beginnings and ends taken first. */
function commonOf(left: readonly string[], right: readonly string[]): (readonly [number, number])[] {
  let start = 0;
  while (start < left.length && start < right.length && left[start] === right[start]) start += 1;
  let end = 0;
  while (
    end < left.length - start &&
    end < right.length - start &&
    left[left.length - 1 - end] === right[right.length - 1 - end]
  ) {
    end += 1;
  }
  const a = left.slice(start, left.length - end);
  const b = right.slice(start, right.length - end);
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const lengthAt = (i: number, j: number): number => lengths[i * width + j] ?? 0;
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      lengths[i * width + j] =
        a[i] === b[j] ? lengthAt(i + 1, j + 1) + 1 : Math.max(lengthAt(i + 1, j), lengthAt(i, j + 1));
    }
  }
  const middle: (readonly [number, number])[] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) {
      middle.push([start + i, start + j]);
      i += 1;
      j += 1;
    } else if (lengthAt(i + 1, j) >= lengthAt(i, j + 1)) i += 1;
    else j += 1;
  }
  return [
    ...Array.from({ length: start }, (_, index) => [index, index] as const),
    ...middle,
    ...Array.from({ length: end }, (_, index) => [left.length - end + index, right.length - end + index] as const),
  ];
}
