/** Cell addresses of spreadsheets: `B7` ↔ column 2, row 7 (both 1-based). */

export interface CellAddress {
  readonly column: number;
  readonly row: number;
}

/** Reads `B7` or `$B$7`; null for anything else, and for what lies beyond the sheet's limits. */
export function parseAddress(text: string): CellAddress | null {
  const match = /^\$?([A-Z]{1,3})\$?([1-9]\d{0,6})$/u.exec(text);
  if (match === null) return null;
  let column = 0;
  for (const letter of match[1] ?? '') column = column * 26 + letter.charCodeAt(0) - 64;
  const row = Number(match[2]);
  return column <= 16_384 && row <= 1_048_576 ? { column, row } : null;
}

export function formatAddress({ column, row }: CellAddress): string {
  let letters = '';
  for (let rest = column; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters;
  return `${letters}${row}`;
}
