import { describe, expect, it } from 'vitest';
import { decideNumber, OUTGOING_SERIES, printedNumber, readNumber, seriesOf, splitPrinted } from './rules.ts';

describe('numbers', () => {
  it('follow each other', () => {
    expect(decideNumber(0, 'next', null)).toEqual({ number: 1, leftOut: [], bookEndsAt: null });
    expect(decideNumber(7, 'next', null).number).toBe(8);
    expect(decideNumber(7, 8, null)).toEqual({ number: 8, leftOut: [], bookEndsAt: null });
  });

  it('leave others out only with a reason, and not endlessly many', () => {
    expect(decideNumber(7, 10, 'Chừa cho văn bản mật').leftOut).toEqual([8, 9]);
    expect(() => decideNumber(7, 10, null)).toThrow(expect.objectContaining({ code: 'register.gap-unexplained' }));
    expect(decideNumber(7, 108, 'Sổ cũ').leftOut).toHaveLength(100);
    expect(() => decideNumber(7, 109, 'Sổ cũ')).toThrow(expect.objectContaining({ code: 'request.invalid' }));
  });

  it('begin where the paper book ended', () => {
    expect(decideNumber(0, 4127, null)).toEqual({ number: 4127, leftOut: [], bookEndsAt: 4126 });
  });

  it('are given once', () => {
    for (const asked of [1, 7]) {
      expect(() => decideNumber(7, asked, 'x')).toThrow(expect.objectContaining({ code: 'register.number-taken' }));
    }
    for (const asked of [0, -1, 1.5, 1_000_000]) {
      expect(() => decideNumber(7, asked, 'x')).toThrow(expect.objectContaining({ code: 'request.invalid' }));
    }
  });

  it('are read and printed as an office writes them', () => {
    expect(splitPrinted('05/KH-UBND')).toEqual({ number: 5, symbol: 'KH-UBND' });
    expect(splitPrinted('4127/KH-UBND')).toEqual({ number: 4127, symbol: 'KH-UBND' });
    expect([splitPrinted('KH-UBND'), splitPrinted('0/KH'), splitPrinted('12/')]).toEqual([null, null, null]);
    expect([printedNumber(5, 'KH-UBND'), printedNumber(161, 'BC')]).toEqual(['05/KH-UBND', '161/BC']);
    expect([readNumber(''), readNumber(' 12 '), readNumber('mười')]).toEqual(['next', 12, null]);
  });

  it('run by kind: reports in one sequence, letters in one of their own, a script in none', () => {
    expect([seriesOf('report'), seriesOf('consolidated-report')]).toEqual(['BC', 'BC']);
    expect([seriesOf('letter'), seriesOf('mc-script')]).toEqual(['CV', null]);
    expect(new Set(OUTGOING_SERIES).size).toBe(OUTGOING_SERIES.length);
  });
});
