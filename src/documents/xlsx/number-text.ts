/** Numbers of a spreadsheet as a person sees them: counts, percentages, dates and times told apart. */

/** What the number format of a cell shows. */
export type CellFormat = 'number' | 'percent' | 'date' | 'time' | 'date-time' | 'boolean';

/** What a number format shows: `id` is its number (below 164 built in), `code` its pattern where the file gives one. */
export function formatOf(id: number, code: string): CellFormat {
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 36) || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 45 && id <= 47)) return 'time';
  if (id === 22) return 'date-time';
  if (id === 9 || id === 10) return 'percent';
  // LibreOffice writes a truth value as a number that shows words.
  if (/^"TRUE";"TRUE";"FALSE"$/iu.test(code)) return 'boolean';
  const plain = code.replace(/"[^"]*"|\\.|[_*]./gu, '');
  const signs = plain.replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]|general/giu, '');
  const isTime = /[hs]|am\/pm/iu.test(signs);
  if (/[dy]/iu.test(signs)) return isTime ? 'date-time' : 'date';
  if (isTime) return 'time';
  if (/m/iu.test(signs)) return 'date';
  return signs.includes('%') ? 'percent' : 'number';
}

/** Days between the two ways to count them: from 1900, and from 1904 as old Macs did. */
const DAYS_TO_1904 = 1462;
const LAST_DAY = 2_958_465;
const MINUTES_A_DAY = 24 * 60;

/** A number as its cell shows it; dates as dd/mm/yyyy, a whole number without separators, a comma before decimals. */
export function numberText(value: number, raw: string, format: CellFormat, is1904 = false): string {
  switch (format) {
    case 'percent':
      // 0.07 × 100 is not quite 7.
      return Number.isFinite(value) ? `${plainDecimal(Number((value * 100).toPrecision(12)), raw)}%` : raw;
    case 'number':
      return plainDecimal(value, raw);
    case 'boolean':
      return value === 0 ? 'FALSE' : 'TRUE';
    case 'date':
    case 'time':
    case 'date-time':
      return momentText(is1904 ? value + DAYS_TO_1904 : value, format);
  }
}

/** Days since 1899-12-30 → dd/mm/yyyy, HH:MM, or both. */
function momentText(days: number, format: 'date' | 'time' | 'date-time'): string {
  if (!Number.isFinite(days) || days < 0 || days > LAST_DAY) return '#';
  const minutes = Math.round((days - Math.floor(days)) * MINUTES_A_DAY);
  const clock = `${two(Math.floor(minutes / 60) % 24)}:${two(minutes % 60)}`;
  if (format === 'time') return clock;
  const date = new Date(Date.UTC(1899, 11, 30) + Math.floor(days) * 86_400_000);
  const day = `${two(date.getUTCDate())}/${two(date.getUTCMonth() + 1)}/${date.getUTCFullYear()}`;
  return format === 'date' ? day : `${day} ${clock}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** `1250`, `1.25E3` and `0.1` as a person writes them here. */
function plainDecimal(number: number, raw: string): string {
  if (!Number.isFinite(number) || Math.abs(number) > Number.MAX_SAFE_INTEGER) return raw;
  if (Number.isInteger(number)) return String(number);
  const shown = String(number);
  return shown.includes('e') ? raw : shown.replace('.', ',');
}
