import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { clockText, endOf, isWithinDay, type Item, minuteOf, shiftEdited, shiftRows } from './rules.programme.ts';

const item = (key: string, start: number | null, end: number | null): Item => ({
  key,
  start,
  end,
  content: `Việc ${key}`,
  inCharge: 'Ban tổ chức',
  siteId: null,
});

/** A programme without faults: 1 to 15 items, with pauses, somewhere in the morning. */
const programmes = fc
  .array(fc.record({ length: fc.integer({ min: 1, max: 45 }), pause: fc.integer({ min: 0, max: 10 }) }), {
    minLength: 1,
    maxLength: 12,
  })
  .map((parts) => {
    let at = 300;
    return parts.map(({ length, pause }, index) => {
      const start = at + pause;
      at = start + length;
      return item(String(index + 1), start, at);
    });
  });

describe('times as they are typed', () => {
  test.each([
    ['8:25', 505],
    ['08:25', 505],
    ['8h25', 505],
    ['8g25', 505],
    ['8 giờ 25', 505],
    ['8 giờ 25 phút', 505],
    ['8 giờ', 480],
    ['8h', 480],
    ['0825', 505],
    ['13.05', 785],
    ['24:00', 1440],
    ['8:60', null],
    ['25:00', null],
    ['24:01', null],
    ['sáng', null],
    ['', null],
    ['8', null],
  ])('%j is %j', (typed, minute) => expect(minuteOf(typed)).toBe(minute));

  test.each([
    ['10p', 505, 515],
    ['10 phút', 505, 515],
    ['+10', 505, 515],
    ["10'", 505, 515],
    ['8:35', 505, 515],
    ['10p', null, null],
    ['mãi', 505, null],
  ])('the end %j after %j is %j', (typed, start, end) => expect(endOf(typed, start)).toBe(end));

  test('every minute comes back from its text', () => {
    for (let minute = 0; minute <= 1440; minute += 1) expect(minuteOf(clockText(minute))).toBe(minute);
  });
});

describe('when one item changes', () => {
  const rows = [item('a', 480, 500), item('b', 500, 505), item('c', 510, 540)];

  test('a longer one moves what follows, with its pause', () => {
    expect(shiftRows(rows, { key: 'b', length: 15 }).map(({ start, end }) => [start, end])).toEqual([
      [480, 500],
      [500, 515],
      [520, 550],
    ]);
  });
  test('the rest may stay', () => {
    expect(shiftRows(rows, { key: 'b', length: 15 }, true)[2]).toEqual(rows[2]);
  });
  test('a later start keeps the length and moves what follows', () => {
    expect(shiftRows(rows, { key: 'a', start: 490 }).map(({ start, end }) => [start, end])).toEqual([
      [490, 510],
      [510, 515],
      [520, 550],
    ]);
  });
  test('an end that is given for the first time moves nothing', () => {
    const open = [item('a', 480, null), item('b', 500, 505)];
    expect(shiftRows(open, { key: 'a', end: 495 })[1]).toEqual(open[1]);
  });
  test('two typed changes: the second stands as typed and decides for what follows', () => {
    const typed = [item('a', 480, 490), item('b', 490, 506), item('c', 511, 541)];
    const asked = [item('a', 480, 490), item('b', 490, 506), item('c', 510, 540)];
    expect(shiftEdited(rows, asked)).toEqual(typed);
  });
  test('a start alone takes the end along, but not of an item that ended before it started', () => {
    expect(shiftEdited(rows, [item('a', 485, 500), ...rows.slice(1)]).map(({ end }) => end)).toEqual([505, 510, 545]);
    const wrong = [item('a', 480, 500), item('b', 560, 505), item('c', 510, 540)];
    expect(shiftEdited(wrong, [wrong[0] as Item, item('b', 500, 505), wrong[2] as Item])[1]).toEqual(
      item('b', 500, 505),
    );
  });
  test('a new item moves nothing', () => {
    const typed = [rows[0] as Item, item('x', 500, 600), rows[1] as Item];
    expect(shiftEdited(rows, typed)).toEqual(typed);
  });
  test('what is pushed over midnight is told', () => {
    const late = shiftRows([item('a', 1380, 1400), item('b', 1400, 1430)], { key: 'a', length: 60 });
    expect(late.map(isWithinDay)).toEqual([true, false]);
  });

  test('law: shifting keeps order, and the length of every other item', () => {
    fc.assert(
      fc.property(
        programmes,
        fc.nat(),
        fc.integer({ min: -60, max: 90 }),
        fc.integer({ min: 1, max: 90 }),
        (all, n, by, length) => {
          const at = n % all.length;
          const row = all[at] as Item;
          for (const change of [
            { key: row.key, start: (row.start ?? 0) + by },
            { key: row.key, length },
          ]) {
            const moved = shiftRows(all, change);
            expect(moved.map(({ key }) => key)).toEqual(all.map(({ key }) => key));
            const lengthOf = ({ start, end }: Item) => (end ?? 0) - (start ?? 0);
            moved.forEach((other, index) => {
              if (index !== at || 'start' in change) expect(lengthOf(other)).toBe(lengthOf(all[index] as Item));
            });
            // The pause behind each item stays too.
            moved.slice(at).forEach((other, index, rest) => {
              const next = rest[index + 1];
              const [was, wasNext] = [all[at + index] as Item, all[at + index + 1]];
              if (next && wasNext)
                expect((next.start ?? 0) - (other.end ?? 0)).toBe((wasNext.start ?? 0) - (was.end ?? 0));
            });
          }
        },
      ),
    );
  });
});
