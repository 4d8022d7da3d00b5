import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Decimal } from '../../platform/ids/ids.ts';
import { smallForm } from '../../testing/form-definition.ts';
import {
  adviseOnCells,
  cellsOfForm,
  isCellUnlocked,
  isGroupUnlocked,
  isSectionUnlocked,
  unlockedParts,
} from './rules.ts';
import { decodeCell, decodeRows, encodeCell, encodeRows } from './rules.cells.ts';
import { mergeParts } from './rules.merge.ts';
import { symbolFrom } from './rules.official.ts';
import { add, belowOf, subtract, totalDelta, ZERO } from './rules.totals.ts';

const text = fc.constantFrom('', 'na', '0', '1', '2', '35');

describe('mergeParts', () => {
  it('keeps the other person’s change where I changed nothing', () => {
    const merge = mergeParts([{ key: '1', base: '5', mine: '5' }], new Map([['1', '9']]));
    expect(merge.changed.size).toBe(0);
    expect(merge.conflicts).toEqual([]);
  });

  it('names both values where two people changed one cell to different things', () => {
    const merge = mergeParts([{ key: '1', base: '5', mine: '6' }], new Map([['1', '9']]));
    expect(merge.conflicts).toEqual([{ key: '1', base: '5', mine: '6', theirs: '9' }]);
  });

  it('never overwrites a change that was not on the page, and loses none of mine', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(text, text, text), { maxLength: 8 }), (parts) => {
        const posted = parts.map(([base, mine], index) => ({ key: String(index), base, mine }));
        const stored = new Map(parts.map(([, , theirs], index) => [String(index), theirs]));
        const merge = mergeParts(posted, stored);
        for (const [index, [base, mine, theirs]] of parts.entries()) {
          const key = String(index);
          const isConflict = merge.conflicts.some((conflict) => conflict.key === key);
          const after = merge.changed.get(key) ?? theirs;
          if (mine === base) expect(after).toBe(theirs);
          else if (isConflict) expect(theirs).not.toBe(base);
          else expect(after).toBe(mine);
          if (theirs !== base && theirs !== mine && !isConflict) expect(after).toBe(theirs);
        }
      }),
    );
  });
});

describe('cells as text', () => {
  it('tells blank, zero and not applicable apart', () => {
    expect(['', '0', 'na'].map(decodeCell)).toEqual([
      { state: 'blank', value: null },
      { state: 'value', value: '0' },
      { state: 'not-applicable', value: null },
    ]);
  });

  it('come back as they were', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(encodeCell(decodeCell(value))).toBe(value);
      }),
    );
    const rows = [
      { label: 'Hội thi kể chuyện', value: '3' as Decimal },
      { label: 'Đêm thơ', value: null },
    ];
    expect(decodeRows(encodeRows(rows))).toEqual(rows);
  });
});

describe('unlockedParts', () => {
  it('opens only what was named in a return', () => {
    const unlocked = unlockedParts('returned', [
      { target: 'cell', cell: 2 },
      { target: 'section', section: 'I' },
    ]);
    expect([1, 2, 3].map((cell) => isCellUnlocked(unlocked, cell))).toEqual([false, true, false]);
    expect(['I', 'III'].map((section) => isSectionUnlocked(unlocked, section))).toEqual([true, false]);
    expect(isGroupUnlocked(unlocked, 2)).toBe(false);
  });

  it('opens nothing once sent, everything when the whole report is returned', () => {
    expect(unlockedParts('submitted', [])).toMatchObject({ all: false });
    expect(unlockedParts('accepted', [{ target: 'report' }])).toMatchObject({ all: false });
    expect(unlockedParts('returned', [{ target: 'report' }])).toMatchObject({ all: true });
  });
});

describe('adviseOnCells', () => {
  const advise = (values: readonly (string | null)[]) =>
    adviseOnCells(cellsOfForm(smallForm), (cell) => (values[cell - 1] ?? null) as Decimal | null).map(
      (item) => item.code,
    );

  it('finds people at no class, a class of no people, and money typed in millions', () => {
    expect(advise(['1', '0', '40', null])).toEqual(['people-without-event']);
    expect(advise(['1', '2', '0', null])).toEqual(['event-without-people']);
    expect(advise(['1', '2', '3', null])).toEqual(['group-size-unusual']);
    expect(advise([null, null, null, '12'])).toEqual(['money-not-round']);
  });

  it('says nothing of figures that fit', () => {
    expect(advise(['1', '3', '90', '702000'])).toEqual([]);
    expect(advise([null, null, null, null])).toEqual([]);
  });
});

describe('sums', () => {
  const money = fc.bigInt(-(10n ** 20n), 10n ** 20n).map((n) => n.toString() as Decimal);

  it('are exact far beyond what a float holds', () => {
    expect(add('9007199254740993' as Decimal, '0.1' as Decimal)).toBe('9007199254740993.1');
    fc.assert(
      fc.property(money, money, (a, b) => {
        expect(BigInt(subtract(add(a, b), b))).toBe(BigInt(a));
      }),
    );
  });

  it('own and below make the total, whatever is counted', () => {
    const value = fc.option(
      fc.nat(10_000).map((n) => String(n) as Decimal),
      { nil: null },
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(value, value), { minLength: 1, maxLength: 6 }), (pairs) => {
        const before = pairs.map(([a]) => a);
        const after = pairs.map(([, b]) => b);
        const delta = totalDelta(before, after, pairs.length);
        const start = before.map((v) => v ?? ZERO);
        const end = start.map((v, index) => add(v, delta.sums[index] ?? ZERO));
        expect(belowOf(end, after).map(Number)).toEqual(pairs.map(() => 0));
        expect(delta.reports).toBe(0);
      }),
    );
  });
});

describe('symbolFrom', () => {
  it('takes the form’s symbol, and the office’s own where the form leaves it open', () => {
    expect(symbolFrom('BC-SGDĐT', 'BC-UBND')).toBe('BC-SGDĐT');
    for (const open of ['BC-', 'BC-.....', 'BC-…', '']) expect(symbolFrom(open, 'BC-UBND')).toBe('BC-UBND');
  });
});
