/**
 * Two people change one paper: what they changed in different places is put together, what they changed in the same
 * place is told. Works on lists of anything that compares as JSON: the blocks of a body, the lines of a head.
 */

/** A value as text that is the same for equal values: a database hands the parts of an object out in an order of its own. */
export function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, each: unknown) =>
    typeof each === 'object' && each !== null && !Array.isArray(each)
      ? Object.fromEntries(Object.entries(each).sort(([one], [other]) => (one < other ? -1 : 1)))
      : each,
  );
}

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
 * What stands when both sides' changes to `base` are made. Changes of the same elements clash, and insertions at the
 * same place, unless both are the same; neighbours don't.
 */
export function mergeLists<T>(base: readonly T[], mine: readonly T[], theirs: readonly T[]): Merged<T> {
  const queues = { mine: changesOf(base, mine), theirs: changesOf(base, theirs) };
  const merged: T[] = [];
  const clashes: { mine: readonly T[]; theirs: readonly T[] }[] = [];
  let at = 0;
  for (let place = nextPlace(queues); place !== null; place = nextPlace(queues)) {
    const { from, to, taken } = place;
    merged.push(...base.slice(at, from));
    const mineText = applied(base, from, to, taken.mine);
    const theirText = applied(base, from, to, taken.theirs);
    if (taken.mine.length === 0) merged.push(...theirText);
    else merged.push(...mineText);
    if (taken.mine.length > 0 && taken.theirs.length > 0 && canonical(mineText) !== canonical(theirText)) {
      clashes.push({ mine: mineText, theirs: theirText });
    }
    at = to;
  }
  merged.push(...base.slice(at));
  return { merged, clashes };
}

interface Sides<T> {
  readonly mine: Change<T>[];
  readonly theirs: Change<T>[];
}

/** The next stretch that somebody changed, with all changes that overlap in it, taken off the queues. */
function nextPlace<T>(queues: Sides<T>): { from: number; to: number; taken: Sides<T> } | null {
  const [one, other] = [queues.mine[0], queues.theirs[0]];
  const first = other === undefined || (one !== undefined && isBefore(one, other)) ? one : other;
  if (first === undefined) return null;
  const taken: Sides<T> = { mine: [], theirs: [] };
  const { from } = first;
  let { to } = first;
  const belongs = (next: Change<T> | undefined): next is Change<T> =>
    next !== undefined && (next === first || next.from < to || (next.from === from && next.to === from && to === from));
  for (let grew = true; grew; ) {
    grew = false;
    for (const side of ['mine', 'theirs'] as const) {
      const next = queues[side][0];
      if (!belongs(next)) continue;
      queues[side].shift();
      taken[side].push(next);
      to = Math.max(to, next.to);
      grew = true;
    }
  }
  return { from, to, taken };
}

/** Nearer to the beginning; what is put in at a place comes before what is replaced there. */
function isBefore<T>(one: Change<T>, other: Change<T>): boolean {
  return one.from < other.from || (one.from === other.from && one.to <= other.to);
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
  const left = base.map(canonical);
  const right = other.map(canonical);
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
