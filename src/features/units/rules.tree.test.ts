import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitLevel } from './rules.ts';
import { checkTree, numberTree, type TreeLine } from './rules.tree.ts';

const line = (at: number, code: string, name: string, level: UnitLevel, parentCode: string | null): TreeLine => ({
  line: at,
  code,
  name,
  level,
  parentCode,
});
const told = (lines: TreeLine[]): string[] => checkTree(lines).map((problem) => `${problem.line} ${problem.code}`);

describe('checkTree', () => {
  const good = [
    line(2, '75', 'Tỉnh Đồng Nai', 'province', null),
    line(3, '740', 'Huyện Long Thành', 'district', '75'),
    line(4, '26368', 'Thị trấn Long Thành', 'commune', '740'),
    line(5, 'TH-1', 'Trường Tiểu học An Phước', 'unit', '26368'),
    line(6, 'TH-1a', 'Điểm trường ấp 2', 'unit', 'TH-1'),
  ];

  it('finds nothing in a good list', () => expect(told(good)).toEqual([]));

  it('tells every problem at once, by line', () => {
    const lines = [
      ...good,
      line(7, '740', 'Huyện Nhơn Trạch', 'district', '75'),
      line(8, '26371', 'Xã An Phước', 'commune', '999'),
      line(9, '741', 'Huyện Xuân Lộc', 'district', '26368'),
      line(10, '742', 'HUYỆN  LONG THÀNH', 'district', '75'),
    ];
    expect(told(lines)).toEqual([
      '7 tree.duplicate-code',
      '8 tree.missing-parent',
      '9 tree.level-order',
      '10 tree.same-name',
    ]);
  });

  it('names a cycle once, with its way, on its first line', () => {
    const lines = [
      line(2, 'A', 'Trường A', 'unit', 'C'),
      line(3, 'B', 'Trường B', 'unit', 'A'),
      line(4, 'C', 'Trường C', 'unit', 'B'),
      line(5, 'D', 'Trường D', 'unit', 'A'),
      line(6, 'E', 'Trường E', 'unit', 'E'),
    ];
    expect(checkTree(lines)).toEqual([
      { line: 2, code: 'tree.cycle', values: { way: 'A → C → B → A' } },
      { line: 6, code: 'tree.cycle', values: { way: 'E → E' } },
    ]);
  });

  it('takes Tân Thành and Tân Thạnh for two, Hòa Bình and Hoà Bình for one', () => {
    const commune = (at: number, name: string) => line(at, `0000${at}`, name, 'commune', null);
    expect(told([commune(1, 'Xã Tân Thành'), commune(2, 'Xã Tân Thạnh')])).toEqual([]);
    expect(told([commune(1, 'Xã Hòa Bình'), commune(2, 'Xã Hoà Bình')])).toEqual(['2 tree.same-name']);
    expect(told([commune(1, 'Phường 3'), commune(2, 'Phường 03')])).toEqual(['2 tree.same-name']);
  });

  it('finds parents among the units that are there already', () => {
    expect(checkTree([line(2, 'X', 'Trường X', 'unit', '26368')], new Map([['26368', 'commune' as const]]))).toEqual(
      [],
    );
  });
});

/** A forest: the parent of each unit is one that came before it, or none; then shuffled. */
const forest = fc.array(fc.nat(), { maxLength: 60 }).chain((picks) => {
  const units = picks.map((pick, at) => ({
    id: `u${at}`,
    parentId: pick % (at + 1) === at ? null : `u${pick % (at + 1)}`,
  }));
  return fc.shuffledSubarray(units, { minLength: units.length, maxLength: units.length });
});

describe('numberTree', () => {
  it('numbers a small tree in the order given', () => {
    const numbers = numberTree([
      { id: 'tỉnh', parentId: null },
      { id: 'xã A', parentId: 'tỉnh' },
      { id: 'xã B', parentId: 'tỉnh' },
      { id: 'trường', parentId: 'xã A' },
    ]);
    expect(numbers.map(({ unit, lft, rgt, depth }) => [unit, lft, rgt, depth])).toEqual([
      ['tỉnh', 1, 4, 0],
      ['xã A', 2, 3, 1],
      ['trường', 3, 3, 2],
      ['xã B', 4, 4, 1],
    ]);
  });

  it('gives intervals that hold exactly the units below, and ancestors from the root down', () => {
    fc.assert(
      fc.property(forest, (units) => {
        const numbers = numberTree(units);
        const parent = new Map(units.map((unit) => [unit.id, unit.parentId]));
        const place = new Map(numbers.map((unit) => [unit.unit, unit]));
        expect(numbers.map((unit) => unit.lft)).toEqual(units.map((_, at) => at + 1));
        for (const unit of numbers) {
          const way: string[] = [];
          for (let up = parent.get(unit.unit) ?? null; up !== null; up = parent.get(up) ?? null) way.unshift(up);
          expect(unit.ancestors).toEqual(way);
          expect(unit.depth).toBe(way.length);
          const inside = numbers.filter((other) => unit.lft < other.lft && other.lft <= unit.rgt);
          const below = numbers.filter((other) => other.ancestors.includes(unit.unit));
          expect(inside).toEqual(below);
          expect(unit.rgt - unit.lft).toBe(below.length);
          for (const up of way) {
            const above = place.get(up);
            expect(above && above.lft < unit.lft && unit.rgt <= above.rgt).toBe(true);
          }
        }
      }),
    );
  });

  it('refuses a cycle, a missing parent and a unit that is there twice', () => {
    expect(() =>
      numberTree([
        { id: 'a', parentId: 'b' },
        { id: 'b', parentId: 'a' },
      ]),
    ).toThrow(RangeError);
    expect(() => numberTree([{ id: 'a', parentId: 'z' }])).toThrow(RangeError);
    expect(() =>
      numberTree([
        { id: 'a', parentId: null },
        { id: 'a', parentId: 'a' },
      ]),
    ).toThrow(RangeError);
  });

  it('numbers a deep chain', () => {
    const chain = Array.from({ length: 3000 }, (_, at) => ({ id: `${at}`, parentId: at === 0 ? null : `${at - 1}` }));
    expect(numberTree(chain).at(-1)?.depth).toBe(2999);
  });
});
