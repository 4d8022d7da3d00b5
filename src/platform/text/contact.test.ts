import { describe, expect, it } from 'vitest';
import { isEmail, isWebAddress, readPhone } from './contact.ts';

describe('addresses that people type', () => {
  it.each(['0912 345 678', '+84 912.345.678', '0084912345678', '84912345678', '(091) 2345678'])(
    '%s is one phone',
    (typed) => {
      expect(readPhone(typed)).toBe('0912345678');
    },
  );

  it.each(['', '091234567', '0112345678', '09123456789', '0912345678 máy lẻ', '+1 202 555 0100'])(
    '%s is none',
    (typed) => {
      expect(readPhone(typed)).toBeNull();
    },
  );

  it.each([
    ['ten.ho@donvi.gov.vn', true],
    ['Ten@Donvi.VN', true],
    ['ten..ho@donvi.vn', false],
    ['ten@donvi', false],
    ['ten@-donvi.vn', false],
    ['ten ho@donvi.vn', false],
    [`${'a'.repeat(300)}@donvi.vn`, false],
  ])('%s: e-mail %s', (typed, is) => {
    expect(isEmail(typed)).toBe(is);
  });

  it.each([
    ['https://thuvien.vn/sach?q=1', true],
    ['javascript:alert(1)', false],
    ['https://ai:khoa@thuvien.vn', false],
    ['http://localhost', false],
    ['data:text/html,x', false],
    ['thuvien.vn', false],
  ])('%s: web address %s', (typed, is) => {
    expect(isWebAddress(typed)).toBe(is);
  });
});
