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
/** Blanks, Latin letters as Vietnamese has them, and signs of a sentence: all that most titles are made of. */
const USUAL: readonly (readonly [from: number, to: number])[] = [
  [0x20, 0x17f],
  [0x1a0, 0x1b0],
  [0x1ea0, 0x1ef9],
  [0x2010, 0x2026],
];
const usual: string[] = [];

/** Words for an address, cut at a word: "Lớp kỹ năng số" is lop-ky-nang-so. Empty for a title without letters. */
export function slugOf(text: string): string {
  // A page of a list asks for twenty: sign by sign it takes a tenth of the time.
  if (usual.length === 0)
    for (const [from, to] of USUAL)
      for (let code = from; code <= to; code += 1) usual[code] = slugOfAny(String.fromCharCode(code)) || '-';
  let slug = '';
  let isOpen = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = usual[text.charCodeAt(at)];
    if (sign === undefined) return slugOfAny(text);
    if (sign !== '-') {
      slug += isOpen && slug !== '' ? `-${sign}` : sign;
      isOpen = false;
    } else isOpen = true;
  }
  return cutAtWord(slug);
}

function slugOfAny(text: string): string {
  return cutAtWord(
    unaccentedKey(text)
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, ''),
  );
}

function cutAtWord(slug: string): string {
  return slug.length <= SLUG_LENGTH ? slug : slug.slice(0, SLUG_LENGTH + 1).replace(/-[^-]*$/, '');
}
