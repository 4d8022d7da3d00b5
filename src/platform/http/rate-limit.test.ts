import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { addressHash, RateLimit } from './rate-limit.ts';

test('lets an address do it so often in a while, and others besides', () => {
  const limit = new RateLimit(2, 1_000);
  expect([limit.allows('a', 0), limit.allows('a', 10), limit.allows('a', 20), limit.allows('b', 20)]).toEqual([
    true,
    true,
    false,
    true,
  ]);
  expect(limit.allows('a', 1_005)).toBe(true);
});

test('a flood from a hundred thousand addresses does not let one that goes on asking be forgotten', () => {
  const limit = new RateLimit(2, 60_000);
  for (let n = 0; n < 100_000; n += 1) expect(limit.allows(`${n}`, n / 10)).toBe(true);
  expect([limit.allows('99999', 10_000), limit.allows('99999', 10_000)]).toEqual([true, false]);
});

test('an address is kept as what only this installation can compare', () => {
  const key = randomBytes(32);
  expect(addressHash(key, '203.0.113.7')).toEqual(addressHash(key, '203.0.113.7'));
  expect(addressHash(key, '203.0.113.7')).not.toEqual(addressHash(key, '203.0.113.8'));
  expect(addressHash(randomBytes(32), '203.0.113.7')).not.toEqual(addressHash(key, '203.0.113.7'));
});
