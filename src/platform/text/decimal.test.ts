import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  addDecimals,
  canonicalDecimal,
  compareDecimals,
  decimalPlaces,
  formatDecimal,
  isDecimal,
  sumDecimals,
} from './decimal.ts';

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n }), fc.integer({ min: 0, max: 9 }))
  .map(([units, scale]) => {
    const sign = units < 0n ? '-' : '';
    const digits = (units < 0n ? -units : units).toString().padStart(scale + 1, '0');
    return scale === 0 ? sign + digits : `${sign}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  });

describe('decimal', () => {
  it('adds what a float cannot', () => {
    expect(addDecimals('0.1', '0.2')).toBe('0.3');
    expect(addDecimals('9007199254740993', '1')).toBe('9007199254740994');
    expect(sumDecimals(['1500000000.25', '0.75', '-1'])).toBe('1500000000');
    expect(sumDecimals([])).toBe('0');
    expect(addDecimals('-0.5', '0.5')).toBe('0');
  });

  it('adds in any order to the same sum', () => {
    fc.assert(
      fc.property(fc.array(decimal, { maxLength: 30 }), (values) => {
        const forward = sumDecimals(values);
        expect(sumDecimals(values.toReversed())).toBe(forward);
        expect(values.reduce(addDecimals, '0')).toBe(forward);
      }),
    );
  });

  it('takes away what it added', () => {
    fc.assert(
      fc.property(decimal, decimal, (a, b) => {
        const negative = b.startsWith('-') ? b.slice(1) : `-${b}`;
        expect(addDecimals(addDecimals(a, b), negative)).toBe(canonicalDecimal(a));
      }),
    );
  });

  it('orders by value, not by writing', () => {
    expect(compareDecimals('1.50', '1.5')).toBe(0);
    expect(compareDecimals('-2', '1')).toBe(-1);
    expect(compareDecimals('10', '9.99')).toBe(1);
  });

  it('prints the Vietnamese way', () => {
    expect(['0', '999', '1250', '1234567', '2.5', '-1234567.50', '1000.25'].map(formatDecimal)).toEqual([
      '0',
      '999',
      '1.250',
      '1.234.567',
      '2,5',
      '-1.234.567,5',
      '1.000,25',
    ]);
    expect(decimalPlaces('0.250')).toBe(2);
  });

  it('refuses what is not a decimal', () => {
    for (const text of ['', '1,5', '1e9', '=1+1', '.5', '5.', '+1', ' 1', '0x10', '12 lớp']) {
      expect(isDecimal(text)).toBe(false);
      expect(() => addDecimals(text, '1')).toThrow(RangeError);
    }
  });
});
