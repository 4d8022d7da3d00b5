/**
 * Numbers and money in Vietnamese words, as they stand in decisions and receipts. Exact on decimal strings of any
 * length up to 10^18. Where usage is divided one way is taken and kept: linh (not lẻ), nghìn (not ngàn), tỷ (not tỉ).
 */
import { canonicalDecimal, formatDecimal } from '../platform/text/decimal.ts';

const DIGITS = ['không', 'một', 'hai', 'ba', 'bốn', 'năm', 'sáu', 'bảy', 'tám', 'chín'] as const;
const SCALES = ['', 'nghìn', 'triệu'] as const;
const BILLION = 1_000_000_000n;
const LARGEST = 10n ** 18n;
/** A fraction of more digits is read digit by digit. */
const LONGEST_SPOKEN_FRACTION = 3;

const digit = (value: number) => DIGITS[value] ?? '';

/**
 * "702000" → "bảy trăm linh hai nghìn", "-2.05" → "âm hai phẩy không năm". Lower case, single spaces.
 * Throws RangeError for what is no decimal ("1.250" is one and a quarter) and beyond 10^18.
 */
export function numberInWords(decimal: string): string {
  const [whole = '', fraction = ''] = canonicalDecimal(decimal).split('.');
  const isNegative = whole.startsWith('-');
  const value = BigInt(isNegative ? whole.slice(1) : whole);
  if (value > LARGEST) throw new RangeError(`too large to be written in words: ${decimal}`);
  return [isNegative ? 'âm' : '', wholeInWords(value), fractionInWords(fraction)]
    .filter((part) => part !== '')
    .join(' ');
}

/** "702000" → "Bảy trăm linh hai nghìn đồng", with a capital, as after "Bằng chữ:". Throws what numberInWords throws. */
export function moneyInWords(decimal: string): string {
  const words = numberInWords(decimal);
  return `${words.charAt(0).toLocaleUpperCase('vi')}${words.slice(1)} đồng`;
}

/** "1250000" → "1.250.000 đồng". Throws RangeError for what is no decimal. */
export function moneyInDigits(decimal: string): string {
  return `${formatDecimal(decimal)} đồng`;
}

function wholeInWords(value: bigint): string {
  if (value === 0n) return digit(0);
  const billions = value / BILLION;
  const rest = value % BILLION;
  const head = billions === 0n ? [] : [wholeInWords(billions), 'tỷ'];
  return [...head, ...(rest === 0n ? [] : [belowBillion(Number(rest), billions > 0n)])].join(' ');
}

/** `follows`: something larger was said before, so that empty hundreds are said too. */
function belowBillion(value: number, follows: boolean): string {
  const words: string[] = [];
  for (let scale = SCALES.length - 1; scale >= 0; scale -= 1) {
    const group = Math.floor(value / 1000 ** scale) % 1000;
    if (group === 0) continue;
    words.push(groupInWords(group, follows || words.length > 0));
    const name = SCALES[scale] ?? '';
    if (name !== '') words.push(name);
  }
  return words.join(' ');
}

function groupInWords(group: number, follows: boolean): string {
  const hundreds = Math.floor(group / 100);
  const tens = Math.floor(group / 10) % 10;
  const units = group % 10;
  const words: string[] = [];
  const hasHundreds = hundreds > 0 || follows;
  if (hasHundreds) words.push(digit(hundreds), 'trăm');
  if (tens === 1) words.push('mười');
  else if (tens > 1) words.push(digit(tens), 'mươi');
  else if (units > 0 && hasHundreds) words.push('linh');
  if (units > 0) words.push(unitInWords(units, tens));
  return words.join(' ');
}

/** Mốt, tư and lăm after tens. */
function unitInWords(units: number, tens: number): string {
  if (units === 1 && tens > 1) return 'mốt';
  if (units === 4 && tens > 1) return 'tư';
  if (units === 5 && tens > 0) return 'lăm';
  return digit(units);
}

/** Zeros in front one by one, the rest as a number while it is short: 0,05 "không năm", 0,25 "hai mươi lăm". */
function fractionInWords(fraction: string): string {
  if (fraction === '') return '';
  const [zeros = ''] = /^0*/u.exec(fraction) ?? [];
  const rest = fraction.slice(zeros.length);
  const spoken =
    rest.length <= LONGEST_SPOKEN_FRACTION
      ? [wholeInWords(BigInt(rest))]
      : Array.from(rest, (letter) => digit(Number(letter)));
  return ['phẩy', ...Array.from(zeros, () => digit(0)), ...spoken].join(' ');
}
