import fc from 'fast-check';
import { expect, test } from 'vitest';
import { AUDIENCES } from '../activities/index.ts';
import { markedKey } from '../../platform/text/vietnamese.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import {
  type Filter,
  filterParams,
  NO_FILTER,
  readCursor,
  readFilter,
  searchWords,
  WHENS,
  writeCursor,
} from './rules.filter.ts';
import { foldAfter } from './rules.fold.ts';
import { gridFor, shade, tileLines } from './rules.tiles.ts';
import { weekDays, weekState } from './rules.week.ts';

const read = (query: string | URLSearchParams): Filter => {
  const params = new URLSearchParams(query);
  return readFilter((name) => params.get(name) ?? undefined);
};

test('an address says the filter and the filter the address', () => {
  const filters = fc.record({
    text: fc.constantFrom('', 'toạ đàm', 'sách & bạn', '100%'),
    when: fc.constantFrom(...WHENS),
    from: fc.constantFrom(null, '2026-10-01'),
    to: fc.constantFrom(null, '2026-10-07'),
    area: fc.option(fc.integer({ min: 1, max: 1e9 }).map((id) => id as UnitId)),
    kind: fc.constantFrom(null, 'talk', 'class-life'),
    audience: fc.constantFrom(null, ...AUDIENCES),
    form: fc.constantFrom(null, 'online' as const),
    isFree: fc.boolean(),
    hasSignup: fc.boolean(),
    near: fc.constantFrom(null, { lat: 10.951, lng: 106.822, km: 5 }, { lat: -3.5, lng: 100, km: 20 }),
    year: fc.constantFrom(null, 2024),
  });
  fc.assert(
    fc.property(filters, (filter) => {
      const dated = filter.from !== null || filter.to !== null;
      expect(read(filterParams(filter))).toEqual({ ...filter, when: dated ? 'sap-toi' : filter.when });
    }),
  );
});

test('an address that makes no sense narrows nothing and breaks nothing', () => {
  expect(read('khi=x&tu=2026-13-01&den=hôm qua&noi=-4&loai=<script>&cho=ai&gan=1e9,5&nam=12')).toEqual(NO_FILTER);
  expect(read('tu=2026-10-07&den=2026-10-01')).toMatchObject({ from: '2026-10-01', to: '2026-10-07' });
  expect(read(`q=${'a'.repeat(5_000)}`).text).toHaveLength(100);
  expect(read('q=%00').text).toBe('');
  expect(read('tu=0000-01-01&den=9999-12-31')).toEqual(NO_FILTER);
  fc.assert(fc.property(fc.string(), (query) => void read(query)));
});

test('a cursor comes back as it was written', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(0, 1, 2),
      fc.double({ min: 0, max: 9e14, noNaN: true }),
      fc.integer({ min: 1, max: 1e9 }),
      (tier, value, id) => {
        const cursor = readCursor(writeCursor({ tier, value, id }));
        if (!/\.\d{21,}|e-\d{4}/.test(String(value))) expect(cursor).toEqual({ tier, value, id });
      },
    ),
  );
  for (const bad of ['', '3_1_1', '0_x_1', '0_1_', "0_1_1'--"]) expect(readCursor(bad)).toBeNull();
});

test('a search is the same typed without marks, with them, in either normal form', () => {
  const plain = searchWords('toa dam');
  for (const typed of ['Toạ đàm', 'tọa đàm', 'TỌA  ĐÀM'.normalize('NFD')]) {
    expect(searchWords(typed)).toMatchObject({
      words: plain?.words,
      last: plain?.last,
      phrase: 'tọa đàm',
      isMarked: true,
    });
  }
  expect(plain).toMatchObject({ words: ['toa'], last: 'dam', isMarked: false });
  expect(searchWords('!!!')).toBeNull();
  expect(markedKey('Hoè, thuỷ; quý – toán')).toBe('hòe thủy quý toán');
});

test('the Week before, during and after', () => {
  const state = (day: string) => weekState('2026-10-01', '2026-10-07', day);
  expect(state('2026-09-30')).toEqual({ kind: 'before', days: 1 });
  expect(state('2026-10-07')).toEqual({ kind: 'running', day: 7, of: 7 });
  expect(state('2026-10-08')).toEqual({ kind: 'over' });
  expect(weekState(null, null, '2026-10-01')).toEqual({ kind: 'undated' });
  expect(weekDays('2026-10-01', '2026-10-31', '2026-10-15')).toEqual(
    ['14', '15', '16', '17', '18', '19', '20'].map((day) => `2026-10-${day}`),
  );
});

test('both countries have a grid in which no two tiles lie on each other, nor on the islands', () => {
  for (const codes of [
    ['12', '56', '96'],
    ['10', '62', '95'],
  ]) {
    const grid = gridFor(codes)!;
    const places = [...grid.places.values(), grid.hoangSa, grid.truongSa].map(({ column, row }) => `${column}/${row}`);
    expect(new Set(places).size).toBe(places.length);
    expect([34, 63]).toContain(grid.places.size);
  }
  expect(gridFor(['00042'])).toBeNull();
  expect([0, 1, 30, 100].map((n) => shade(n, 100))).toEqual([0, 1, 3, 4]);
  expect(tileLines('Thành phố Hồ Chí Minh')).toEqual(['Hồ Chí', 'Minh']);
});

test('folds what comes after the first, unless it is one or two', () => {
  expect(foldAfter([1, 2, 3, 4, 5, 6], 3)).toEqual({ open: [1, 2, 3], folded: [4, 5, 6] });
  expect(foldAfter([1, 2, 3, 4, 5], 3)).toEqual({ open: [1, 2, 3, 4, 5], folded: [] });
});
