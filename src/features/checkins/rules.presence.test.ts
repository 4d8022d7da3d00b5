import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type CountedCheckin, countPresence } from './rules.presence.ts';

const one = (part: number, holderId: number | null, name: string | null = null, people = 1, children = 0) =>
  ({ part, holderId, name, people, children }) satisfies CountedCheckin;

describe('attendances and people', () => {
  test('a holder at three sessions is three attendances and one person', () => {
    const presence = countPresence([one(1, 7), one(2, 7), one(4, 7)]);
    expect(presence.parts).toEqual([1, 2, 4].map((part) => ({ part, checkins: 1, people: 1, children: 0 })));
    expect(presence.attendances).toBe(3);
    expect(presence.distinct).toEqual({ people: 1, children: 0 });
  });

  test('a group that grew counts as many people as came at once', () => {
    const presence = countPresence([one(1, 9, null, 2, 20), one(2, 9, null, 3, 18)]);
    expect(presence.attendances).toBe(43);
    expect(presence.distinct).toEqual({ people: 3, children: 20 });
  });

  test('those without a name count in each part and as people of the largest', () => {
    const presence = countPresence([one(1, null), one(1, null, null, 4, 2), one(2, null, null, 3, 3)]);
    expect(presence.attendances).toBe(13);
    expect(presence.distinct).toEqual({ people: 5, children: 3 });
  });

  test('sites of a ceremony are at once: those without a name at each of them are different people', () => {
    const rows = [one(1, null, null, 286), one(2, null, null, 104, 3), one(1, 7), one(2, 7)];
    expect(countPresence(rows, true).distinct).toEqual({ people: 391, children: 3 });
    expect(countPresence(rows).distinct).toEqual({ people: 287, children: 3 });
  });

  test('a name without a sign-up is one person over the parts, two of one name in one part are two', () => {
    const presence = countPresence([
      one(1, null, 'Lê Thị Hoà'),
      one(2, null, 'Lê Thị Hòa'),
      one(2, null, 'Lê Thị Hòa'),
    ]);
    expect(presence.distinct.people).toBe(2);
    expect(presence.attendances).toBe(3);
  });

  test('nobody came', () => {
    expect(countPresence([])).toEqual({ parts: [], attendances: 0, distinct: { people: 0, children: 0 } });
  });

  test('there are never more people than attendances, and never fewer than in the largest part', () => {
    const row = fc.record({
      part: fc.integer({ min: 1, max: 4 }),
      holderId: fc.option(fc.integer({ min: 1, max: 6 })),
      name: fc.option(fc.constantFrom('An', 'Bình', 'Chi')),
      people: fc.nat(5),
      children: fc.nat(5),
    });
    fc.assert(
      fc.property(fc.array(row), (rows) => {
        const { parts, attendances, distinct } = countPresence(rows);
        const people = distinct.people + distinct.children;
        const largest = Math.max(0, ...parts.map((part) => part.people + part.children));
        expect(people).toBeLessThanOrEqual(attendances);
        expect(people).toBeGreaterThanOrEqual(largest);
      }),
    );
  });
});
