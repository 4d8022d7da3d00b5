import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, isWorkingDay, workingDaysBefore, workingDaysBetween } from '../../platform/clock/working-days.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import { levelsWithoutWorkingTime, proposeDueDates } from './rules.dates.ts';

const day = (text: string) => text as CalendarDate;

describe('working days', () => {
  test('three before Friday 4/11/2022 is Tuesday, and a weekend is stepped over', () => {
    expect(workingDaysBefore(day('2022-11-04'), 3)).toBe('2022-11-01');
    expect(workingDaysBefore(day('2022-11-01'), 3)).toBe('2022-10-27');
    expect(workingDaysBefore(day('2022-10-30'), 0)).toBe('2022-10-28');
  });

  test('a proposal is a working day, and leaves the upper level its days', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 1, max: 10 }), (offset, count) => {
        const due = addDays(day('2020-01-01'), offset);
        const before = workingDaysBefore(due, count);
        expect(isWorkingDay(before)).toBe(true);
        expect(workingDaysBetween(before, due)).toBe(count);
      }),
    );
  });
});

describe('due dates down the levels', () => {
  test('a date of the document stands, the ones below it are proposed backwards', () => {
    expect(
      proposeDueDates(['district', 'commune'], new Map([['district', day('2020-10-25')]]), day('2020-10-30')),
    ).toEqual([
      { level: 'district', due: '2020-10-25', isProposed: false },
      { level: 'commune', due: '2020-10-20', isProposed: true },
    ]);
  });

  test('without any date nothing is proposed', () => {
    expect(proposeDueDates(['district', 'commune'], new Map(), null).map(({ due }) => due)).toEqual([null, null]);
  });

  test('two levels on the same day, or with only a weekend between, have no working time', () => {
    const dues = [
      { level: 'province', due: day('2022-11-04') },
      { level: 'district', due: day('2022-11-04') },
      { level: 'commune', due: day('2022-11-01') },
    ];
    expect(levelsWithoutWorkingTime(dues)).toEqual([
      { upper: 'province', upperDue: '2022-11-04', lower: 'district', lowerDue: '2022-11-04' },
    ]);
    expect(
      levelsWithoutWorkingTime([
        { level: 'province', due: day('2022-11-06') },
        { level: 'district', due: day('2022-11-04') },
      ]),
    ).toHaveLength(1);
  });
});
