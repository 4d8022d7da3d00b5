import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { linkToken, readLinkToken } from './link-token.ts';

const key = randomBytes(32);

test('a token reads back as what it was made for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
      fc.integer({ min: 1, max: 32_767 }),
      (id, version) => {
        const token = linkToken(key, 'registration', id, version);
        expect(token).toMatch(/^[A-Za-z0-9_-]+$/);
        expect(readLinkToken(key, 'registration', token)).toEqual({ id, version });
      },
    ),
  );
});

test('a token of another purpose, row, version or installation is none', () => {
  const token = linkToken(key, 'registration', 7, 1);
  expect(readLinkToken(key, 'guest', token)).toBeNull();
  expect(readLinkToken(randomBytes(32), 'registration', token)).toBeNull();
  expect(readLinkToken(key, 'registration', token.replace(/^7-/, '8-'))).toBeNull();
  expect(readLinkToken(key, 'registration', token.replace(/-1-/, '-2-'))).toBeNull();
});

test('every changed letter is noticed', () => {
  const token = linkToken(key, 'guest', 123_456, 2);
  for (let at = 0; at < token.length; at += 1) {
    const changed = token.slice(0, at) + (token[at] === 'A' ? 'B' : 'A') + token.slice(at + 1);
    expect(readLinkToken(key, 'guest', changed)).toBeNull();
  }
});
