import { describe, expect, it } from 'vitest';
import type { ReadValues, ValueIssue } from '../../documents/forms/definition.ts';
import type { Decimal } from '../../platform/ids/ids.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { cellsOfForm, unlockedParts } from './rules.ts';
import { compareReadBack, isTakenAtOnce, mayBeTaken, type Standing } from './rules.read-back.ts';

const report = (stands: Record<number, string> = {}, more: Partial<Standing> = {}): Standing => ({
  form: { definition: smallForm },
  formCells: cellsOfForm(smallForm),
  cells: new Map(
    Object.entries(stands).map(([cell, value]) => [Number(cell), { state: 'value', value: value as Decimal }]),
  ),
  sections: new Map(),
  rows: [],
  unlocked: unlockedParts('open', []),
  place: { name: 'Xã Bến Đò' },
  ...more,
});
const issue = (code: string, key: string | null, found: string | null = null): ValueIssue => ({
  code,
  key,
  found,
  message: code,
});
const value = (number: string) => ({ state: 'value', number }) as const;
const read = (values: Partial<ReadValues['values']>, issues: ValueIssue[] = [], unitName: string | null = null) => ({
  values: { cells: {}, sections: {}, openRows: {}, ...values },
  issues,
  unitName,
});

describe('a filled-in file beside the report', () => {
  it('tells certain, doubtful and missing apart; a value with an issue is never certain', () => {
    const { cells, others } = compareReadBack(
      report(),
      read({ cells: { '1.ke-hoach': value('1'), '2.so-lop': value('12'), '2.so-luot': { state: 'not-applicable' } } }, [
        issue('check-order', '2.so-lop', '12'),
        issue('line-missing', '3.kinh-phi'),
        issue('extra-line', null, 'Dòng lạ: 5'),
      ]),
    );
    expect(cells.map(({ state, read: text }) => [state, text])).toEqual([
      ['certain', '1'],
      ['look', '12'],
      ['certain', 'na'],
      ['missing', ''],
    ]);
    expect(cells.map(isTakenAtOnce)).toEqual([true, false, true, false]);
    expect(others).toMatchObject([{ code: 'extra-line' }]);
  });

  it('takes at once nothing that would overwrite a figure, and offers nothing that is the same', () => {
    const { cells } = compareReadBack(
      report({ 2: '12', 3: '100' }),
      read({ cells: { '2.so-lop': value('12'), '2.so-luot': value('120') } }),
    );
    expect(cells.map((cell) => [isTakenAtOnce(cell), mayBeTaken(cell) && cell.read !== ''])).toEqual([
      [false, false],
      [false, false],
      [false, true],
      [false, false],
    ]);
  });

  it('a locked cell is not taken', () => {
    const unlocked = unlockedParts('returned', [{ target: 'cell', cell: 2 }]);
    const { cells, sections } = compareReadBack(
      report({}, { unlocked }),
      read({ cells: { '2.so-lop': value('12'), '3.kinh-phi': value('5000') }, sections: { I: 'Đã làm' } }),
    );
    expect(cells.map(isTakenAtOnce)).toEqual([false, true, false, false]);
    expect(sections.map(isTakenAtOnce)).toEqual([false]);
  });

  it('prose and open rows go the same way', () => {
    const found = read({
      sections: { I: ' Đã làm ', III: '' },
      openRows: { '2': [{ label: 'Lớp may', number: '3' }] },
    });
    const { sections, groups } = compareReadBack(report(), found);
    expect(sections).toMatchObject([{ key: 'I', read: 'Đã làm', isFree: true }]);
    expect(groups).toMatchObject([{ groupNo: 2, read: [{ label: 'Lớp may', value: '3' }], isFree: true }]);
    const rows = [{ groupNo: 2, label: 'Lớp thêu', value: null }];
    expect(compareReadBack(report({}, { rows }), found).groups.map(isTakenAtOnce)).toEqual([false]);
  });

  it.each([
    ['UBND XÃ BẾN ĐÒ', null],
    ['Bến Đò', null],
    ['Xã Đồi Chè', 'Xã Đồi Chè'],
    [null, null],
  ])('the file of another unit is told: %s', (unitName, expected) => {
    expect(compareReadBack(report(), read({}, [], unitName)).otherUnit).toBe(expected);
  });
});
