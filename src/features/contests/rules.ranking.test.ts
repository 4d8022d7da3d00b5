import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { award, completeness, isJudged, rank, type Score } from './rules.ranking.ts';

const criteria = [
  { no: 1, label: 'Nội dung', maxPoints: 60 },
  { no: 2, label: 'Trình bày', maxPoints: 40 },
];
const score = (judge: string, entryId: number, points: number, criterionNo = 1): Score => ({
  judge,
  entryId,
  points,
  criterionNo,
});

/** Entries 1…n, each scored by up to four judges on two criteria, in quarters of a point. */
const sheets = fc
  .record({ entries: fc.integer({ min: 1, max: 8 }), judges: fc.integer({ min: 1, max: 4 }) })
  .chain(({ entries, judges }) =>
    fc.record({
      ids: fc.constant(Array.from({ length: entries }, (_, at) => at + 1)),
      scores: fc
        .array(fc.integer({ min: 0, max: 40 }), { minLength: entries * judges * 2, maxLength: entries * judges * 2 })
        .map((all) =>
          all.map((quarters, at) =>
            score(
              `j${Math.floor(at / 2) % judges}`,
              (Math.floor(at / 2 / judges) % entries) + 1,
              quarters / 4,
              (at % 2) + 1,
            ),
          ),
        ),
    }),
  );

describe('ranks', () => {
  test('the mean over judges of the sum over criteria; equal ones share a rank: 1, 2, 2, 4', () => {
    const ranked = rank(
      [1, 2, 3, 4, 5],
      [
        score('a', 1, 10),
        score('a', 2, 5, 1),
        score('a', 2, 3, 2),
        score('b', 2, 9.5),
        score('a', 3, 8.75),
        score('a', 4, 20),
        score('b', 4, 2),
      ],
    );
    expect(ranked).toEqual([
      { entryId: 4, mean: 11, rank: 1 },
      { entryId: 1, mean: 10, rank: 2 },
      { entryId: 2, mean: 8.75, rank: 3 },
      { entryId: 3, mean: 8.75, rank: 3 },
      { entryId: 5, mean: null, rank: null },
    ]);
    const shared = rank([1, 2, 3, 4], [score('a', 1, 9), score('a', 2, 8), score('a', 3, 8), score('a', 4, 7)]);
    expect(shared.map((each) => each.rank)).toEqual([1, 2, 2, 4]);
  });

  test('the order of judges and entries does not matter', () => {
    fc.assert(
      fc.property(sheets, fc.infiniteStream(fc.nat()), ({ ids, scores }, random) => {
        const shuffled = <T>(list: readonly T[]): T[] =>
          list
            .map((each) => [random.next().value as number, each] as const)
            .toSorted(([a], [b]) => a - b)
            .map(([, each]) => each);
        expect(rank(shuffled(ids), shuffled(scores))).toEqual(rank(ids, scores));
      }),
    );
  });

  test('a point more never lowers a rank', () => {
    fc.assert(
      fc.property(sheets, fc.nat(), ({ ids, scores }, at) => {
        const better = scores[at % scores.length] as Score;
        const raised = scores.map((each) => (each === better ? { ...each, points: each.points + 1 } : each));
        const rankOf = (all: readonly Score[]) => rank(ids, all).find((each) => each.entryId === better.entryId)?.rank;
        expect(rankOf(raised)).toBeLessThanOrEqual(rankOf(scores) as number);
      }),
    );
  });
});

describe('prizes', () => {
  const prizes = [
    { label: 'Nhất', count: 1, amount: '' },
    { label: 'Nhì', count: 2, amount: '' },
  ];
  const ranked = (...points: number[]) =>
    rank(
      points.map((_, at) => at + 1),
      points.map((each, at) => score('a', at + 1, each)),
    );

  test('go down by rank and count', () => {
    const { prizes: given, ties } = award(ranked(9, 8, 7, 6), prizes, false);
    expect([...given]).toEqual([
      [1, 'Nhất'],
      [2, 'Nhì'],
      [3, 'Nhì'],
    ]);
    expect(ties).toEqual([]);
  });

  test('a tie at the edge is said and stops there; accepted, all of them get it', () => {
    const open = award(ranked(9, 8, 8, 8), prizes, false);
    expect([...open.prizes]).toEqual([[1, 'Nhất']]);
    expect(open.ties).toEqual([{ rank: 2, entryIds: [2, 3, 4], left: 2 }]);
    expect([...award(ranked(9, 8, 8, 8), prizes, true).prizes.values()]).toEqual(['Nhất', 'Nhì', 'Nhì', 'Nhì']);
    expect([...award(ranked(9, 9, 8), prizes, true).prizes.values()]).toEqual(['Nhất', 'Nhất', 'Nhì']);
    expect(award(ranked(9, 8, 8), prizes, false).ties).toEqual([]);
  });

  test('are never more than announced unless ties were accepted; equal ranks get the same; nobody below gets a higher one', () => {
    const lists = fc.array(fc.integer({ min: 1, max: 3 }), { maxLength: 4 });
    fc.assert(
      fc.property(sheets, lists, fc.boolean(), ({ ids, scores }, counts, accepts) => {
        const list = counts.map((count, at) => ({ label: `Giải ${at + 1}`, count, amount: '' }));
        const all = rank(ids, scores);
        const { prizes: given } = award(all, list, accepts);
        for (const { label, count } of list) {
          const times = [...given.values()].filter((each) => each === label).length;
          if (!accepts) expect(times).toBeLessThanOrEqual(count);
        }
        const place = (id: number) => list.findIndex(({ label }) => label === given.get(id)) + (given.has(id) ? 0 : 99);
        for (const a of all)
          for (const b of all) {
            if (a.rank === b.rank) expect(given.get(a.entryId)).toBe(given.get(b.entryId));
            if ((a.rank as number) < (b.rank as number)) expect(place(a.entryId)).toBeLessThanOrEqual(place(b.entryId));
          }
      }),
    );
  });
});

test('a judge is done with an entry when every criterion has points', () => {
  const scores = [score('a', 1, 5), score('a', 1, 5, 2), score('a', 2, 5), score('b', 1, 0), score('b', 1, 0, 2)];
  const progress = completeness(['a', 'b', 'c'], [1, 2], criteria, scores);
  expect(progress).toEqual([
    { judge: 'a', done: 1, of: 2 },
    { judge: 'b', done: 1, of: 2 },
    { judge: 'c', done: 0, of: 2 },
  ]);
  expect(isJudged(progress, criteria)).toBe(false);
  expect(isJudged(completeness(['b'], [1], criteria, scores), criteria)).toBe(true);
  expect(isJudged([], criteria)).toBe(false);
  expect(isJudged([], [])).toBe(true);
});
