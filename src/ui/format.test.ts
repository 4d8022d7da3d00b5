import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { messagesFor } from '../../messages/index.ts';
import {
  dayInVietnam,
  daysBetween,
  dueState,
  formatBytes,
  formatDate,
  formatDateTime,
  formatDayRange,
  formatMoney,
  formatNumber,
  formatRound,
  formatShare,
  formatWeekday,
  groupTyped,
} from './format.ts';

const t = messagesFor('vi').common;
const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

describe('numbers', () => {
  it.each([
    [0, '0'],
    [999, '999'],
    [1250, '1.250'],
    [1234567, '1.234.567'],
    [-1250, '−1.250'],
    ['1250000.50', '1.250.000,5'],
    ['007', '7'],
    ['-0.25', '−0,25'],
    ['12345678901234567890.10', '12.345.678.901.234.567.890,1'],
    [9007199254740993n, '9.007.199.254.740.993'],
    ['12 lớp', '12 lớp'],
  ])('writes %s as %s', (value, expected) => {
    expect(formatNumber(value)).toBe(expected);
  });

  it('agrees with Intl for every whole number', () => {
    const intl = new Intl.NumberFormat('vi-VN');
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(formatNumber(value)).toBe(intl.format(value));
      }),
    );
  });

  it('gives back through groupTyped what it wrote', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), (value) => {
        expect(groupTyped(formatNumber(value))).toBe(formatNumber(value));
      }),
    );
  });

  it.each([
    ['1250', '1.250'],
    [' 1 250 ', '1.250'],
    ['1.250', '1.250'],
    ['2,5', '2,5'],
    ['1250000,75', '1.250.000,75'],
  ])('groups typed %s as %s', (typed, expected) => {
    expect(groupTyped(typed)).toBe(expected);
  });

  it.each(['1,250', '1.25', '1.2500', '12 lớp', '-3', '1e9', '=1+1', '', '1.250.00', '1 25'])(
    'leaves %s as typed',
    (typed) => {
      expect(groupTyped(typed)).toBeNull();
    },
  );

  it('writes money, round sums, shares and sizes', () => {
    expect(plain(formatMoney('1250000', t))).toBe('1.250.000 đ');
    expect(plain(formatRound(2_500_000, t))).toBe('2,5 triệu');
    expect(plain(formatRound(999_999, t))).toBe('1 triệu');
    expect(plain(formatRound('34000000000', t))).toBe('34 tỷ');
    expect(formatRound(850, t)).toBe('850');
    expect(plain(formatShare(0.375))).toBe('37,5 %');
    expect(plain(formatShare(0.9999))).toBe('99,9 %');
    expect(plain(formatShare(1))).toBe('100 %');
    expect(plain(formatBytes(2_400_000))).toBe('2,4 MB');
  });
});

describe('days', () => {
  it('belongs to Vietnam, not to the server', () => {
    const lateEvening = new Date('2026-09-30T17:30:00Z');
    expect(dayInVietnam(lateEvening)).toBe('2026-10-01');
    expect(formatDateTime(lateEvening)).toBe('00:30 01/10/2026');
    expect(formatDate(lateEvening)).toBe('01/10/2026');
  });

  it('names the day of the week', () => {
    expect(formatWeekday('2026-10-01', t)).toBe('Thứ Năm 01/10/2026');
  });

  it('writes a range without saying a part twice', () => {
    expect(formatDayRange('2026-10-01', '2026-10-07')).toBe('01 – 07/10/2026');
    expect(formatDayRange('2026-09-28', '2026-10-04')).toBe('28/09 – 04/10/2026');
    expect(formatDayRange('2025-12-30', '2026-01-02')).toBe('30/12/2025 – 02/01/2026');
    expect(formatDayRange('2026-10-01', '2026-10-01')).toBe('01/10/2026');
  });

  it('counts days over a month and a leap day', () => {
    expect(daysBetween('2028-02-28', '2028-03-01')).toBe(2);
    expect(daysBetween('2026-10-05', '2026-10-01')).toBe(-4);
  });

  it.each([
    ['2026-10-08', 'còn 7 ngày', 'calm'],
    ['2026-10-04', 'còn 3 ngày', 'soon'],
    ['2026-10-01', 'hạn hôm nay', 'soon'],
    ['2026-09-29', 'quá hạn 2 ngày', 'late'],
  ])('says of a due date %s on 01/10: %s', (due, text, tone) => {
    expect(dueState(due, '2026-10-01', t)).toMatchObject({ text, tone });
  });
});
