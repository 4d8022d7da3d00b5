import { describe, expect, test } from 'vitest';
import { linkToken } from '../../../platform/secrets/link-token.ts';
import { readScanned } from './scanned.ts';

const token = linkToken(new Uint8Array(32).fill(3), 'registration', 123_456, 2);

describe('what was scanned or typed', () => {
  test.each([
    [`https://tuanle.example.vn/dang-ky/${token}`, { token, holderId: 123_456 }],
    [`http://may-chu:8080/khach/${token}?ngon-ngu=vi`, { token, holderId: 123_456 }],
    [token, { token, holderId: 123_456 }],
    ['7k2m9q', { token: '7K2M9Q', holderId: null }],
    [' 7K2-M9Q ', { token: '7K2M9Q', holderId: null }],
    ['https://example.com/quang-cao', null],
    ['Nguyễn Văn An', null],
    ['', null],
  ])('%s', (text, expected) => {
    expect(readScanned(text)).toEqual(expected);
  });
});
