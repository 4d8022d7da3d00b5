import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type LineageEdge, throughLineage } from './rules.lineage.ts';

const values = (record: Record<string, number>): Map<string, number> => new Map(Object.entries(record));
const edge = (from: string, to: string, share: number | null = 1): LineageEdge => ({ from, to, share });

describe('throughLineage', () => {
  it('adds up a merge: 10 and 11 make 21', () => {
    const result = throughLineage(values({ 'Bình Phước': 10, 'Đồng Nai cũ': 11 }), [
      edge('Bình Phước', 'Đồng Nai'),
      edge('Đồng Nai cũ', 'Đồng Nai'),
    ]);
    expect(result).toEqual({ totals: values({ 'Đồng Nai': 21 }), notDivisible: [], withoutSuccessor: [] });
  });

  it('keeps a unit that goes on, and adds what it has taken in', () => {
    expect(throughLineage(values({ A: 3, B: 4 }), [edge('B', 'A')]).totals).toEqual(values({ A: 7 }));
  });

  it('follows several steps and renames', () => {
    const edges = [edge('2022', '2025-03'), edge('2025-03', '2025-07')];
    expect(throughLineage(values({ 2022: 5, '2025-03': 2 }), edges).totals).toEqual(values({ '2025-07': 7 }));
  });

  it('does not divide a split without shares, nor one whose shares make no whole', () => {
    expect(throughLineage(values({ X: 9 }), [edge('X', 'A', null), edge('X', 'B', null)])).toEqual({
      totals: new Map(),
      notDivisible: [{ unit: 'X', value: 9, among: ['A', 'B'] }],
      withoutSuccessor: [],
    });
    expect(throughLineage(values({ X: 9 }), [edge('X', 'A', 0.5), edge('X', 'B', null)]).totals.size).toBe(0);
    expect(throughLineage(values({ X: 9 }), [edge('X', 'A', 0.5), edge('X', 'B', 0.4)]).notDivisible).toHaveLength(1);
  });

  it('does not give away the whole of a unit that gave off a part and goes on', () => {
    const result = throughLineage(values({ X: 9 }), [edge('X', 'mới', null)], () => true);
    expect(result.notDivisible).toEqual([{ unit: 'X', value: 9, among: ['X', 'mới'] }]);
  });

  it('divides whole numbers by known shares into whole numbers', () => {
    const thirds = ['A', 'B', 'C'].map((to) => edge('X', to, 1 / 3));
    expect([...throughLineage(values({ X: 100 }), thirds).totals.values()].toSorted((a, b) => a - b)).toEqual([
      33, 33, 34,
    ]);
  });

  it('says of which ended units it knows no successor', () => {
    const result = throughLineage(values({ huyện: 8, xã: 2 }), [], (unit) => unit === 'xã');
    expect(result.withoutSuccessor).toEqual([{ unit: 'huyện', value: 8 }]);
    expect(result.totals).toEqual(values({ xã: 2 }));
  });

  it('refuses a circle', () => {
    expect(() => throughLineage(values({ A: 1 }), [edge('A', 'B'), edge('B', 'A')])).toThrow(RangeError);
  });

  it('loses nothing and invents nothing', () => {
    const share = fc.constantFrom(null, 1, 0.5, 0.25, 1 / 3);
    const edges = fc.array(fc.tuple(fc.nat(19), fc.nat(19), share), { maxLength: 40 }).map((rows) => {
      const seen = new Map<string, LineageEdge>();
      for (const [a, b, part] of rows) if (a < b) seen.set(`${a}>${b}`, edge(`${a}`, `${b}`, part));
      return [...seen.values()];
    });
    const figures = fc.dictionary(fc.nat(19).map(String), fc.integer({ min: -1000, max: 1_000_000_000_000 }));
    fc.assert(
      fc.property(figures, edges, (record, list) => {
        const before = Object.values(record).reduce((sum, value) => sum + value, 0);
        const result = throughLineage(values(record), list);
        const after =
          [...result.totals.values()].reduce((sum, value) => sum + value, 0) +
          [...result.notDivisible, ...result.withoutSuccessor].reduce((sum, { value }) => sum + value, 0);
        expect(after).toBe(before);
        const ended = new Set(list.map((item) => item.from));
        for (const unit of result.totals.keys()) expect(ended.has(unit)).toBe(false);
      }),
    );
  });
});
