import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { delayAt, minutesShown, spans, stageAt, type StageItem } from './rules.stage.ts';

const MINUTE = 60_000;
const at = (minute: number) => minute * MINUTE;
const item = (id: number, start: number | null, end: number | null): StageItem => ({
  id,
  start: start === null ? null : at(start),
  end: end === null ? null : at(end),
});
const ITEMS = [item(1, 0, 20), item(2, 20, 25), item(3, 30, null), item(4, 60, 75)];
const BY_CLOCK = { delay: 0, currentId: null };

describe('where the stage stands', () => {
  test.each([
    ['before it begins', -5, BY_CLOCK, 'before', null, 0, 5],
    ['in the first item', 7, BY_CLOCK, 'running', 0, 1, 13],
    ['in a pause the last item stays, over its time', 27, BY_CLOCK, 'running', 1, 2, -2],
    ['an item without an end lasts until the next', 40, BY_CLOCK, 'running', 2, 3, 20],
    ['the last item has none after it', 65, BY_CLOCK, 'running', 3, null, 10],
    ['after it', 80, BY_CLOCK, 'after', null, null, null],
    ['ten minutes late the clock waits', 25, { delay: 10, currentId: null }, 'running', 0, 1, 5],
    ['what the manager says stands, whatever the clock says', 40, { delay: 0, currentId: 2 }, 'running', 1, 2, -15],
    ['with the delay the rest of the time is right', 31, { delay: 11, currentId: 2 }, 'running', 1, 2, 5],
    ['an item that is gone is no item', 7, { delay: 0, currentId: 99 }, 'running', 0, 1, 13],
  ] as const)('%s', (_name, minute, run, state, now, next, left) => {
    const view = stageAt(ITEMS, run, at(minute));
    expect(view).toEqual({ state, now, next, millisecondsLeft: left === null ? null : at(left) });
  });

  test('a screen that hears nothing goes on when the item is over', () => {
    const run = { delay: 0, currentId: 1 };
    expect(stageAt(ITEMS, run, at(40), false).now).toBe(0);
    expect(stageAt(ITEMS, run, at(10), true).now).toBe(0);
    expect(stageAt(ITEMS, run, at(22), true).now).toBe(1);
    expect(stageAt(ITEMS, run, at(40), true).now).toBe(2);
    expect(stageAt(ITEMS, run, at(100), true).state).toBe('after');
  });
  test('nothing planned is nothing shown', () => {
    expect(stageAt([], BY_CLOCK, 0)).toEqual({ state: 'before', now: null, next: null, millisecondsLeft: null });
  });
  test('an item without a start begins when the one before ends', () => {
    expect(spans([item(1, 0, 20), item(2, null, 30)])[1]).toEqual({ start: at(20), end: at(30) });
  });
  test('law: time never goes backwards on a screen that runs by itself', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30, max: 30 }), fc.constantFrom(null, 1, 2, 3, 4), (delay, currentId) => {
        let last = -1;
        for (let minute = -40; minute < 140; minute += 1) {
          const view = stageAt(ITEMS, { delay, currentId }, at(minute), true);
          const place = view.state === 'before' ? -1 : view.state === 'after' ? ITEMS.length : (view.now ?? 0);
          expect(place).toBeGreaterThanOrEqual(last);
          last = place;
        }
      }),
    );
  });
});

test('a started minute counts', () => {
  expect([at(5), at(4) + 1, 1, 0, -1, at(-2)].map(minutesShown)).toEqual([5, 5, 1, 0, -1, -2]);
});

test('what begins six minutes late is six minutes late; a rehearsal the day before says nothing', () => {
  expect(delayAt(item(1, 30, 40), at(36))).toBe(6);
  expect(delayAt(item(1, 30, 40), at(28))).toBe(-2);
  expect(delayAt(item(1, 30, 40), at(-1400))).toBeNull();
  expect(delayAt(item(1, null, 40), at(36))).toBeNull();
});
