import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatValue, readNumber } from './numbers.ts';
import type { IndicatorKind } from './plan/reading.ts';

function read(text: string, kind: IndicatorKind = 'count', unit: string | null = null): string {
  const reading = readNumber(text, kind, unit);
  return 'value' in reading ? reading.value : `!${reading.issue.code}`;
}

describe('counts', () => {
  test.each([
    ['12', '12'],
    ['0', '0'],
    ['05', '5'],
    ['1.250', '1250'],
    ['1.250.000', '1250000'],
    ['1,250,000', '1250000'],
    ['12 lớp', '12'],
    ['12 lớp.', '12'],
    ['  7 ;', '7'],
    ['１２', '12'],
    ['11/11 xã', '11'],
    ['9/11 xã', '9'],
    ['11/11 xã, phường, thị trấn', '11'],
    ['12 xã, phường', '12'],
    ['05 tin, bài', '5'],
    ['không', '0'],
    ['Không có', '0'],
    ['2.500 tờ rơi', '2500'],
  ])('%s is %s', (text, value) => {
    expect(read(text)).toBe(value);
  });

  test.each([
    ['', 'empty'],
    ['.....', 'empty'],
    ['-', 'empty'],
    ['1,250', 'thousands-or-decimal'],
    ['1.25', 'thousands-or-decimal'],
    ['2,5', 'not-whole'],
    ['-3', 'negative'],
    ['−3', 'negative'],
    ['(3)', 'negative'],
    ['1e9', 'scientific'],
    ['=1+1', 'formula'],
    ['1 250', 'spaces-in-number'],
    ['12 lớp, 480 lượt người', 'several-numbers'],
    ['1; 11', 'several-numbers'],
    ['3 + 4', 'several-numbers'],
    ['5/11', 'fraction'],
    ['15/11/2022', 'date'],
    ['24/10 lớp', 'fraction'],
    ['50%', 'percent'],
    ['khoảng 50', 'approximate'],
    ['~50', 'approximate'],
    ['> 50', 'approximate'],
    ['480 người', 'unit'],
    ['5 triệu đồng', 'unit'],
    ['0913575506', 'leading-zero'],
    ['12345678901', 'too-large'],
    ['mười hai', 'not-a-number'],
    ['đang tổng hợp', 'not-a-number'],
    ['12 lớp (dự kiến)', 'unit'],
    ['12²', 'several-numbers'],
  ])('%s is refused: %s', (text, code) => {
    expect(read(text)).toBe(`!${code}`);
  });

  test('a unit of another kind is refused', () => {
    expect(read('12 lớp', 'attendances')).toBe('!unit');
    expect(read('480 lượt người', 'attendances')).toBe('480');
    expect(read('3 tập thể', 'people')).toBe('!unit');
  });
});

describe('money', () => {
  test.each([
    ['702.000 đồng', '702000'],
    ['2,5 triệu', '2500000'],
    ['2,5 triệu đồng', '2500000'],
    ['2.5 triệu', '2500000'],
    ['1,25 tỷ đồng', '1250000000'],
    ['12 nghìn đồng', '12000'],
    ['5.000.000', '5000000'],
    ['5.000.000đ', '5000000'],
    ['702.000 đồng (Bảy trăm linh hai nghìn đồng)', '702000'],
    ['12 500 000 đồng', '12500000'],
    ['0', '0'],
  ])('%s is %s', (text, value) => {
    expect(read(text, 'money')).toBe(value);
  });

  test.each([
    ['5.000', 'money-unit'],
    ['12', 'money-unit'],
    ['1.250 triệu', 'thousands-or-decimal'],
    ['1,250 triệu', 'thousands-or-decimal'],
    ['1 triệu 200 nghìn', 'several-numbers'],
    ['5 lớp', 'unit'],
    ['12 500', 'spaces-in-number'],
  ])('%s is refused: %s', (text, code) => {
    expect(read(text, 'money')).toBe(`!${code}`);
  });

  test('the unit of the column scales a bare number', () => {
    expect(read('12,5', 'money', 'triệu đồng')).toBe('12500000');
    expect(read('12.500.000 đồng', 'money', 'triệu đồng')).toBe('12500000');
  });
});

test('yes-no', () => {
  expect(
    ['x', 'X', 'có', 'Đã ban hành', '1', '✓', '01 kế hoạch', 'Có (Kế hoạch số 15/KH-UBND)'].map((text) =>
      read(text, 'yes-no'),
    ),
  ).toEqual(['1', '1', '1', '1', '1', '1', '1', '1']);
  expect(['không', 'chưa', '0'].map((text) => read(text, 'yes-no'))).toEqual(['0', '0', '0']);
  expect(read('11', 'yes-no')).toBe('!yes-no');
});

test('what is written is read as the same value', () => {
  const kinds: IndicatorKind[] = ['count', 'attendances', 'people', 'money', 'stock'];
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 999_999_999 }), fc.constantFrom(...kinds), (number, kind) => {
      expect(read(formatValue(String(number), kind), kind)).toBe(String(number));
    }),
  );
  expect(['0', '1'].map((value) => read(formatValue(value, 'yes-no'), 'yes-no'))).toEqual(['0', '1']);
});

test('any text gives a whole number in range or a reason, never an error', () => {
  const letters = fc.constantFrom(...Array.from('0123456789.,/- eE=+%₫đ triệulớp\u00a0１二'));
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.array(letters, { maxLength: 14 }).map((all) => all.join('')),
      ),
      (text) => {
        expect(read(text)).toMatch(/^(?:\d{1,9}|![a-z-]+)$/u);
        expect(read(text, 'money')).toMatch(/^(?:\d{1,16}|![a-z-]+)$/u);
      },
    ),
    { numRuns: 2000 },
  );
});
