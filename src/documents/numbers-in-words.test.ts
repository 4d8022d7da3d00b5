import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { moneyInDigits, moneyInWords, numberInWords } from './numbers-in-words.ts';

const DIGITS: Readonly<Record<string, bigint>> = {
  không: 0n,
  một: 1n,
  mốt: 1n,
  hai: 2n,
  ba: 3n,
  bốn: 4n,
  tư: 4n,
  năm: 5n,
  lăm: 5n,
  sáu: 6n,
  bảy: 7n,
  tám: 8n,
  chín: 9n,
};

/** Reads words back, by another way: each scale word multiplies what was said since a larger one. */
function wholeOf(words: readonly string[]): bigint {
  const billion = words.lastIndexOf('tỷ');
  if (billion >= 0) return wholeOf(words.slice(0, billion)) * 1_000_000_000n + wholeOf(words.slice(billion + 1));
  for (const [scale, factor] of [
    ['triệu', 1_000_000n],
    ['nghìn', 1000n],
    ['trăm', 100n],
    ['mươi', 10n],
  ] as const) {
    const at = words.indexOf(scale);
    if (at >= 0) return wholeOf(words.slice(0, at)) * factor + wholeOf(words.slice(at + 1));
  }
  const rest = words[0] === 'linh' ? words.slice(1) : words;
  if (rest[0] === 'mười') return 10n + wholeOf(rest.slice(1));
  if (rest.length > 1) throw new Error(`two digits in a row: ${rest.join(' ')}`);
  const value = rest[0] === undefined ? 0n : DIGITS[rest[0]];
  if (value === undefined) throw new Error(`unknown word ${rest[0]}`);
  return value;
}

function fractionOf(words: readonly string[]): string {
  const start = words.findIndex((word) => word !== 'không');
  const zeros = '0'.repeat(start);
  const rest = words.slice(start);
  const isSpoken = rest.length === 1 || rest.some((word) => ['trăm', 'mươi', 'mười'].includes(word));
  return zeros + (isSpoken ? wholeOf(rest).toString() : rest.map((word) => DIGITS[word]).join(''));
}

function readBack(text: string): string {
  const words = text.split(' ');
  const isNegative = words[0] === 'âm';
  const spoken = isNegative ? words.slice(1) : words;
  const comma = spoken.indexOf('phẩy');
  const whole = wholeOf(comma < 0 ? spoken : spoken.slice(0, comma));
  const fraction = comma < 0 ? '' : `.${fractionOf(spoken.slice(comma + 1))}`;
  return `${isNegative ? '-' : ''}${whole}${fraction}`;
}

describe('numbers in words', () => {
  it('says what a clerk writes', () => {
    const said: Record<string, string> = {
      '0': 'không',
      '10': 'mười',
      '11': 'mười một',
      '15': 'mười lăm',
      '21': 'hai mươi mốt',
      '24': 'hai mươi tư',
      '25': 'hai mươi lăm',
      '104': 'một trăm linh bốn',
      '115': 'một trăm mười lăm',
      '1005': 'một nghìn không trăm linh năm',
      '21000': 'hai mươi mốt nghìn',
      '1250000': 'một triệu hai trăm năm mươi nghìn',
      '1000000000': 'một tỷ',
      '1000000005': 'một tỷ không trăm linh năm',
      '12000034000': 'mười hai tỷ không trăm ba mươi tư nghìn',
      '1000000000000000000': 'một tỷ tỷ',
      '-2.5': 'âm hai phẩy năm',
      '2.05': 'hai phẩy không năm',
      '3.25': 'ba phẩy hai mươi lăm',
      '0.1234': 'không phẩy một hai ba bốn',
      '007.50': 'bảy phẩy năm',
      '-0': 'không',
    };
    expect(Object.fromEntries(Object.keys(said).map((number) => [number, numberInWords(number)]))).toEqual(said);
  });

  it('says money with its unit and a capital', () => {
    expect(moneyInWords('702000')).toBe('Bảy trăm linh hai nghìn đồng');
    expect(moneyInWords('759000')).toBe('Bảy trăm năm mươi chín nghìn đồng');
    expect(moneyInWords('-1500000')).toBe('Âm một triệu năm trăm nghìn đồng');
    expect(moneyInDigits('1250000')).toBe('1.250.000 đồng');
  });

  it('refuses what it cannot say', () => {
    for (const text of ['', '1.250.000', '1e9', 'mười', '1000000000000000001'])
      expect(() => numberInWords(text)).toThrow(RangeError);
  });

  it('is read back to the same number, 100,000 times', { timeout: 60_000 }, () => {
    const whole = fc.oneof(
      fc.bigInt({ min: 0n, max: 10n ** 18n }),
      // Round numbers, where the zeros are.
      fc
        .tuple(fc.bigInt({ min: 0n, max: 9999n }), fc.integer({ min: 0, max: 14 }))
        .map(([n, zeros]) => n * 10n ** BigInt(zeros)),
      fc.bigInt({ min: 0n, max: 99_999n }),
    );
    const fraction = fc.oneof(
      fc.constant(''),
      fc.stringMatching(/^[0-9]{0,5}[1-9]$/u).map((digits) => `.${digits}`),
    );
    fc.assert(
      fc.property(whole, fraction, fc.boolean(), (n, decimals, isNegative) => {
        const sign = isNegative && (n > 0n || decimals !== '') && n < 10n ** 18n ? '-' : '';
        const number = `${sign}${n}${decimals}`;
        if (readBack(numberInWords(number)) !== number) throw new Error(`${number}: ${numberInWords(number)}`);
      }),
      { numRuns: 100_000 },
    );
  });
});
