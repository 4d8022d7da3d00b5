/** Who is first: points of several judges to ranks, ranks to prizes. Pure; the order of judges and entries never matters. */
import type { Criterion, Prize } from './contest.ts';

/** Points of one judge for one criterion of one entry. */
export interface Score {
  readonly entryId: number;
  readonly judge: string;
  readonly criterionNo: number;
  readonly points: number;
}

export interface Ranked {
  readonly entryId: number;
  /** Mean over the judges of their sums; null where nobody has judged it. Exact to a hundredth of a hundredth. */
  readonly mean: number | null;
  /** From 1; equal means share one, and the next rank counts them all: 1, 2, 2, 4. Null without points. */
  readonly rank: number | null;
}

/** Points are kept to a hundredth; sums are made of whole hundredths, so that no order of adding changes them. */
const PARTS = 100;

/**
 * Ranks entries by the mean over judges of the sum over criteria. A judge counts for an entry with whatever points are
 * there; whether all are there, `completeness` says.
 * @returns by rank, then by number of the entry; those without points last
 */
export function rank(entryIds: readonly number[], scores: readonly Score[]): Ranked[] {
  const sums = new Map<number, Map<string, number>>(entryIds.map((id) => [id, new Map()]));
  for (const { entryId, judge, points } of scores) {
    const byJudge = sums.get(entryId);
    byJudge?.set(judge, (byJudge.get(judge) ?? 0) + Math.round(points * PARTS));
  }
  const values = entryIds.map((entryId) => {
    const all = [...(sums.get(entryId)?.values() ?? [])];
    return { entryId, value: all.length === 0 ? null : all.reduce((sum, each) => sum + each, 0) / all.length };
  });
  return rankValues(values).map(({ value, ...ranked }) => ({
    ...ranked,
    mean: value === null ? null : Math.round((value / PARTS) * 10_000) / 10_000,
  }));
}

/** The same by any value, such as the number of votes. */
export function rankValues(
  values: readonly { readonly entryId: number; readonly value: number | null }[],
): { entryId: number; value: number | null; rank: number | null }[] {
  return values
    .map((each) => ({
      ...each,
      rank:
        each.value === null
          ? null
          : 1 + values.filter(({ value }) => value !== null && value > (each.value ?? 0)).length,
    }))
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || a.entryId - b.entryId);
}

/** Equal ranks for which there are not enough prizes left. */
export interface Tie {
  readonly rank: number;
  readonly entryIds: readonly number[];
  /** How many prizes there are for them before the list ends. */
  readonly left: number;
}

export interface Awards {
  /** Label of the prize by entry. */
  readonly prizes: ReadonlyMap<number, string>;
  /** What has to be decided; none where ties were accepted. */
  readonly ties: readonly Tie[];
}

/**
 * Gives prizes by rank, the highest first. Entries of one rank always get the same: where fewer of a prize are left than
 * there are of them, with ties accepted all of them get it (more than announced, and nobody below gets that prize any
 * more); otherwise none of them and nobody below them gets one until the organiser has decided.
 */
export function award(ranked: readonly Ranked[], prizes: readonly Prize[], acceptsTies: boolean): Awards {
  const given = new Map<number, string>();
  const left = prizes.map(({ count }) => count);
  const ranks = [...new Set(ranked.flatMap(({ rank: each }) => each ?? []))].toSorted((a, b) => a - b);
  for (const each of ranks) {
    const entryIds = ranked.filter((entry) => entry.rank === each).map(({ entryId }) => entryId);
    const at = left.findIndex((count) => count > 0);
    const prize = prizes[at];
    if (prize === undefined) break;
    const available = left[at] ?? 0;
    if (available < entryIds.length && !acceptsTies)
      return { prizes: given, ties: [{ rank: each, entryIds, left: available }] };
    for (const entryId of entryIds) given.set(entryId, prize.label);
    left[at] = Math.max(0, available - entryIds.length);
  }
  return { prizes: given, ties: [] };
}

export interface JudgeProgress {
  readonly judge: string;
  /** Entries with points for all criteria. */
  readonly done: number;
  readonly of: number;
}

/** How far each judge is. @param judges those who are not left out */
export function completeness(
  judges: readonly string[],
  entryIds: readonly number[],
  criteria: readonly Criterion[],
  scores: readonly Score[],
): JudgeProgress[] {
  const has = new Set(scores.map(({ judge, entryId, criterionNo }) => `${judge} ${entryId} ${criterionNo}`));
  return judges.map((judge) => ({
    judge,
    done: entryIds.filter((entryId) => criteria.every(({ no }) => has.has(`${judge} ${entryId} ${no}`))).length,
    of: entryIds.length,
  }));
}

/** True when every judge has given points to every entry, and there is somebody who has. Without criteria nothing is judged. */
export function isJudged(progress: readonly JudgeProgress[], criteria: readonly Criterion[]): boolean {
  if (criteria.length === 0) return true;
  return progress.length > 0 && progress.every(({ done, of }) => done === of);
}
