import { expect, test } from 'vitest';
import { base32, matchTotp, otpauthUri, totpCode, totpCounter } from './totp.ts';

const SECRET = Buffer.from('12345678901234567890');

test.each([
  [59, '94287082'],
  [1111111109, '07081804'],
  [1111111111, '14050471'],
  [1234567890, '89005924'],
  [2000000000, '69279037'],
  [20000000000, '65353130'],
])('RFC 6238 appendix B, SHA-1: at %i s the code is %s', (seconds, code) => {
  expect(totpCode(SECRET, totpCounter(new Date(seconds * 1000)), 8)).toBe(code);
});

test('a code is taken one step early or late, and no further', () => {
  const at = new Date('2026-11-22T08:00:10+07:00');
  const now = totpCounter(at);
  expect(matchTotp(SECRET, totpCode(SECRET, now), at, null)).toBe(now);
  expect(matchTotp(SECRET, totpCode(SECRET, now - 1), at, null)).toBe(now - 1);
  expect(matchTotp(SECRET, totpCode(SECRET, now + 1), at, null)).toBe(now + 1);
  expect(matchTotp(SECRET, totpCode(SECRET, now - 2), at, null)).toBeNull();
  expect(matchTotp(SECRET, totpCode(SECRET, now + 2), at, null)).toBeNull();
});

test('a used code, and any before it, is not taken again', () => {
  const at = new Date('2026-11-22T08:00:10+07:00');
  const now = totpCounter(at);
  expect(matchTotp(SECRET, totpCode(SECRET, now), at, now)).toBeNull();
  expect(matchTotp(SECRET, totpCode(SECRET, now - 1), at, now)).toBeNull();
  expect(matchTotp(SECRET, totpCode(SECRET, now + 1), at, now)).toBe(now + 1);
});

test('spaces inside a typed code do not matter; anything else than six digits is wrong', () => {
  const at = new Date('2026-11-22T08:00:10+07:00');
  const code = totpCode(SECRET, totpCounter(at));
  expect(matchTotp(SECRET, ` ${code.slice(0, 3)} ${code.slice(3)} `, at, null)).not.toBeNull();
  for (const wrong of ['', '12345', '1234567', 'abcdef', '１２３４５６'])
    expect(matchTotp(SECRET, wrong, at, null)).toBeNull();
});

test('base32 as RFC 4648 has it, without padding', () => {
  const text = (word: string): string => base32(Buffer.from(word));
  expect([text(''), text('f'), text('fo'), text('foo'), text('foob'), text('fooba'), text('foobar')]).toEqual([
    '',
    'MY',
    'MZXQ',
    'MZXW6',
    'MZXW6YQ',
    'MZXW6YTB',
    'MZXW6YTBOI',
  ]);
});

test('the address for the application carries secret, issuer and account, escaped', () => {
  expect(otpauthUri(SECRET, 'lan@donvi.vn', 'Suốt Đời')).toBe(
    'otpauth://totp/Su%E1%BB%91t%20%C4%90%E1%BB%9Di:lan%40donvi.vn?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Su%E1%BB%91t%20%C4%90%E1%BB%9Di',
  );
});
