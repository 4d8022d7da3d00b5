import fc from 'fast-check';
import { expect, test } from 'vitest';
import { slugOf, unaccentedKey } from './vietnamese.ts';

/** The rule that `slugOf` makes short work of. */
const byRule = (text: string): string => {
  const slug = unaccentedKey(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.length <= 60 ? slug : slug.slice(0, 61).replace(/-[^-]*$/, '');
};

test.each([
  ['Lớp kỹ năng số', 'lop-ky-nang-so'],
  ['  “Đọc sách” – cùng con!  ', 'doc-sach-cung-con'],
  ['Ngày 2/10 & 3/10', 'ngay-2-10-3-10'],
  ['Đọc'.normalize('NFD'), 'doc'],
  ['Ʊ ß Ω 読書', ''],
  ['', ''],
])('%s', (text, slug) => {
  expect(slugOf(text)).toBe(slug);
});

test('words for an address are the same sign by sign as by the rule', () => {
  const signs = fc.oneof(
    fc.constantFrom(...Array.from('aăâđêôơưẠạỆệỚớỨứỳÝ dZ09 .,-–“”…\u00a0\u200b\u0301\u0323İŸſªº²½')),
    fc.nat({ max: 0x2100 }).map((code) => String.fromCharCode(code)),
  );
  const text = fc.array(signs, { maxLength: 90 }).map((all) => all.join(''));
  fc.assert(
    fc.property(text, (one) => slugOf(one) === byRule(one)),
    { numRuns: 3_000 },
  );
});
