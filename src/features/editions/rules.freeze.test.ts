import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UnitId } from '../../platform/ids/ids.ts';
import { placeUnits, type TreeUnit } from './rules.freeze.ts';

const unit = (id: number, parent: number | null, more: Partial<TreeUnit> = {}): TreeUnit => ({
  unitId: id as UnitId,
  parentId: parent as UnitId | null,
  level: 'commune',
  kind: 'xa',
  code: null,
  name: `Đơn vị ${id}`,
  searchKey: `don vi ${id}`,
  ...more,
});

/** Any tree: unit n has a parent among 1..n-1; handed over in any order. */
const anyTree = fc
  .array(fc.nat(), { minLength: 0, maxLength: 80 })
  .map((picks) => [unit(1, null), ...picks.map((pick, at) => unit(at + 2, (pick % (at + 1)) + 1))])
  .chain((units) => fc.shuffledSubarray(units, { minLength: units.length, maxLength: units.length }));

describe('placing a tree', () => {
  test('intervals are nested or apart, and say exactly who stands below whom', () => {
    fc.assert(
      fc.property(anyTree, (units) => {
        const placed = placeUnits(units);
        const parentOf = new Map(units.map(({ unitId, parentId }) => [unitId, parentId]));
        const lineOf = (id: UnitId): UnitId[] => {
          const parent = parentOf.get(id);
          return parent === null || parent === undefined ? [id] : [...lineOf(parent), id];
        };
        expect(placed.map(({ lft }) => lft)).toEqual(units.map((_, at) => at + 1));
        for (const a of placed) {
          expect(a.ancestors).toEqual(lineOf(a.unitId));
          expect(a.depth).toBe(a.ancestors.length - 1);
          for (const b of placed) {
            const inside = a.lft <= b.lft && b.rgt <= a.rgt;
            const apart = b.rgt < a.lft || a.rgt < b.lft;
            const around = b.lft <= a.lft && a.rgt <= b.rgt;
            expect(inside || apart || around).toBe(true);
            expect(inside).toBe(b.ancestors.includes(a.unitId));
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('offices come first, then territories by code', () => {
    const placed = placeUnits([
      unit(1, null, { level: 'province' }),
      unit(2, 1, { code: '732' }),
      unit(3, 1, { code: '731' }),
      unit(4, 1, { level: 'unit', name: 'Sở Xây dựng' }),
      unit(5, 1, { level: 'unit', name: 'Sở Giáo dục và Đào tạo' }),
      unit(6, 3, { code: '26000' }),
    ]);
    expect(placed.map(({ unitId }) => unitId)).toEqual([1, 5, 4, 3, 6, 2]);
  });

  test('a missing parent and a cycle are refused', () => {
    expect(() => placeUnits([unit(1, null), unit(2, 9)])).toThrow(RangeError);
    expect(() => placeUnits([unit(1, null), unit(2, 3), unit(3, 2)])).toThrow(RangeError);
  });
});
