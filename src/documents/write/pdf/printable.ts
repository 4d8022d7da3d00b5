/** Text as it can be set on a sheet: composed, without what has no ink, with a box for each letter that the font lacks. */

/** Where a long word may be broken; the template puts an empty space there, so that nothing of it is in the PDF's text. */
export const BREAK_HERE = '\u200b';

const BOX = '\u25a1';
/** Marks of forms that the font has under another number. */
const STAND_INS: Readonly<Record<string, string>> = {
  '☐': BOX,
  '✓': '√',
  '✔': '√',
  '☑': '√',
  '‑': '-',
  '−': '–',
};
/** Longer words than this may be broken between any two letters: an address, a row of dots. */
const LONG_WORD = 28;
const LINE_ENDS = /\r\n?|[\u2028\u2029\u0085\v\f]/gu;
/** Controls, halves of pairs, invisible formatting (a reversed reading order among it), variation selectors. */
const WITHOUT_INK = /[\p{Cc}\p{Cf}\p{Cs}\ufe00-\ufe0f\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0]/u;
const LONG_WORDS = new RegExp(`[^\\s]{${LONG_WORD},}`, 'gu');

export interface Printer {
  /** The text to print. */
  readonly text: (text: string) => string;
  /** Letters that were asked for and cannot be drawn, in the order of their first use. */
  readonly missing: ReadonlySet<string>;
}

export function printer(draws: (codePoint: number) => boolean): Printer {
  const missing = new Set<string>();
  const drawn = (letter: string): string => {
    if (letter === '\n') return letter;
    if (letter === '\t') return ' ';
    if (WITHOUT_INK.test(letter)) return '';
    if (draws(letter.codePointAt(0) ?? 0)) return letter;
    if (/\p{Zs}/u.test(letter)) return ' ';
    const standIn = STAND_INS[letter];
    if (standIn !== undefined) return standIn;
    missing.add(letter);
    return BOX;
  };
  const text = (given: string): string => {
    const composed = given.normalize('NFC').replace(LINE_ENDS, '\n');
    return PLAIN.test(composed) ? composed : Array.from(composed, drawn).join('');
  };
  return { text, missing };
}

/** The letters of nearly every text: no need to look at each. */
const PLAIN = /^[\n\x20-\x7eÀ-ÿĂăĐđĨĩŨũƠơƯưẠ-ỹ–“”‘’…]*$/u;

/** The text with each word of 28 and more letters open to a break; a text that has its breaks stays. */
export function withBreaks(text: string): string {
  return text.length < LONG_WORD || text.includes(BREAK_HERE) ? text : text.replace(LONG_WORDS, breakable);
}

/** The word open to a break between any two letters. */
export function breakable(word: string): string {
  return word.match(/\P{M}\p{M}*/gu)?.join(BREAK_HERE) ?? word;
}
