/**
 * Where each province stands on the tile map: column and row by its official number. Two countries: 34 provinces since
 * 1/7/2025, 63 before. Hoàng Sa belongs to Đà Nẵng, Trường Sa to Khánh Hòa; both are always drawn. Pure.
 */

export interface Place {
  readonly column: number;
  readonly row: number;
}

/** Rows from the north; in each the numbers by column, `--` for the sea and other countries. */
const SINCE_2025 = [
  '-- 12 15 08 04 --',
  '11 14 25 19 20 --',
  '-- -- 01 24 22 --',
  '-- -- 37 33 31 --',
  '-- -- 38 -- -- --',
  '-- -- 40 42 -- --',
  '-- -- -- 44 46 --',
  '-- -- -- -- 48 --',
  '-- -- -- -- 51 --',
  '-- -- -- -- 52 --',
  '-- -- -- -- 66 --',
  '-- -- 75 68 56 --',
  '-- 80 79 -- -- --',
  '91 82 86 -- -- --',
  '96 92 -- -- -- --',
];

const BEFORE_2025 = [
  '-- 12 10 02 04 -- --',
  '11 14 15 08 06 20 --',
  '-- 17 25 26 19 24 22',
  '-- -- -- 01 27 30 31',
  '-- -- -- 35 33 34 --',
  '-- -- -- 37 36 -- --',
  '-- -- -- 38 -- -- --',
  '-- -- -- 40 -- -- --',
  '-- -- -- 42 44 -- --',
  '-- -- -- -- 45 46 --',
  '-- -- -- -- -- 48 --',
  '-- -- -- -- -- 49 --',
  '-- -- -- -- 62 51 --',
  '-- -- -- -- 64 52 --',
  '-- -- -- -- 66 54 --',
  '-- -- 70 67 68 56 --',
  '-- 72 74 75 60 58 --',
  '-- 80 79 77 -- -- --',
  '89 87 82 83 -- -- --',
  '91 92 86 84 -- -- --',
  '-- 93 94 -- -- -- --',
  '96 95 -- -- -- -- --',
];

export interface TileGrid {
  readonly columns: number;
  readonly rows: number;
  readonly places: ReadonlyMap<string, Place>;
  readonly hoangSa: Place;
  readonly truongSa: Place;
}

function gridOf(lines: readonly string[], hoangSa: Place, truongSa: Place): TileGrid {
  const places = new Map<string, Place>();
  lines.forEach((line, row) => {
    line.split(' ').forEach((code, column) => {
      if (code !== '--') places.set(code, { column, row });
    });
  });
  return { columns: Math.max(hoangSa.column, truongSa.column) + 1, rows: lines.length, places, hoangSa, truongSa };
}

const GRID_34 = gridOf(SINCE_2025, { column: 6, row: 6 }, { column: 6, row: 12 });
const GRID_63 = gridOf(BEFORE_2025, { column: 7, row: 10 }, { column: 7, row: 17 });

/** The grid of the country that these provinces are; null where it is neither: then there is a table alone. */
export function gridFor(codes: readonly (string | null)[]): TileGrid | null {
  const known = codes.filter((code): code is string => code !== null);
  if (known.length === 0) return null;
  return [GRID_34, GRID_63].find((grid) => known.every((code) => grid.places.has(code))) ?? null;
}

/** From 0 (none) to 4 (near the most), by the root of the share, so that small places are told apart. */
export function shade(n: number, most: number): number {
  return n === 0 ? 0 : Math.max(1, Math.min(4, Math.ceil(Math.sqrt(n / Math.max(1, most)) * 4)));
}

/** Name of a place without its kind, in at most two lines: "Thành phố Hồ Chí Minh" → ["Hồ Chí", "Minh"]. */
export function tileLines(name: string): readonly string[] {
  const words = name.replace(/^(?:Tỉnh|Thành phố)\s+/u, '').split(/\s+(?:-\s+)?/u);
  if (words.length <= 1) return words;
  const half = Math.ceil(words.length / 2);
  return [words.slice(0, half).join(' '), words.slice(half).join(' ')];
}
