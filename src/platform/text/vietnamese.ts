/**
 * Vietnamese text: one normal form at the door, and keys that compare as a reader would.
 * JavaScript's \b and \w know ASCII only: use \p{L} and \p{N} with the `u` flag.
 */

const TONE_MARKS = /[\u0300\u0301\u0303\u0309\u0323]/gu;
const ALL_MARKS = /\p{M}/gu;

/** NFC, with "nọ ̂i" (base, space, combining mark) joined again and invisible characters dropped. Keeps line breaks. */
export function normalizeText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/(\p{L}\p{M}*) (?=[\u0302\u0306\u031b\u0300\u0301\u0303\u0309\u0323])/gu, '$1')
    .replace(/[\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[\u00a0\u2007\u202f]/gu, ' ')
    .normalize('NFC');
}

/** Key for comparing labels: xóa equals xoá, but â ê ô ă ơ ư đ stay apart. Lower case, letters and digits, single spaces. */
export function toneFoldedKey(text: string): string {
  return normalizeText(text)
    .normalize('NFD')
    .replace(TONE_MARKS, '')
    .normalize('NFC')
    .toLocaleLowerCase('vi')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** Key for searching without marks: "toa dam" finds "Tọa đàm". ASCII letters and digits, single spaces. */
export function unaccentedKey(text: string): string {
  return normalizeText(text)
    .normalize('NFD')
    .replace(ALL_MARKS, '')
    .replace(/[đĐ]/gu, 'd')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

// oa, oe, uy at the end of a syllable: the tone may stand on either letter ("tọa", "toạ"); after q the u is no vowel.
const LATE_TONE = /(?<!q)(o|u)([ae]|y)([\u0300\u0301\u0303\u0309\u0323])(?![\p{L}\p{M}])/gu;

/**
 * Key for searching with marks: lower case, letters and digits, single spaces; "Toạ đàm" is "tọa đàm", whatever its normal
 * form. As many words as `unaccentedKey` has.
 */
export function markedKey(text: string): string {
  return normalizeText(text)
    .toLocaleLowerCase('vi')
    .normalize('NFD')
    .replace(LATE_TONE, (_, first: string, second: string, tone: string) =>
      first === 'u' && second !== 'y' ? `${first}${second}${tone}` : `${first}${tone}${second}`,
    )
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

const SLUG_LENGTH = 60;

/** Words for an address, cut at a word: "Lớp kỹ năng số" is lop-ky-nang-so. Empty for a title without letters. */
export function slugOf(text: string): string {
  const slug = unaccentedKey(text)
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '');
  return slug.length <= SLUG_LENGTH ? slug : slug.slice(0, SLUG_LENGTH + 1).replace(/-[^-]*$/, '');
}
