/** Labels as a reader compares them: wherever the tones are placed, with or without spaces ("pa nô"), i or y, any punctuation. */

interface Letter {
  readonly folded: string;
  /** Position just behind the letter in the text. */
  readonly end: number;
}

/** Letters that were folded once: a form asks for the same few thousands of times. */
const folded = new Map<string, string>();

function foldLetter(letter: string): string {
  const known = folded.get(letter);
  if (known !== undefined) return known;
  const plain = letter
    .normalize('NFD')
    .replace(/[\u0300\u0301\u0303\u0309\u0323]/gu, '')
    .normalize('NFC')
    .toLocaleLowerCase('vi');
  const result = plain === 'y' ? 'i' : plain;
  folded.set(letter, result);
  return result;
}

function lettersOf(text: string): Letter[] {
  const letters: Letter[] = [];
  for (const match of text.matchAll(/[\p{L}\p{N}]\p{M}*/gu)) {
    letters.push({ folded: foldLetter(match[0]), end: match.index + match[0].length });
  }
  return letters;
}

/** Letters and digits only, folded: two labels with the same letters are the same label. */
export function sameLetters(text: string): string {
  return lettersOf(text)
    .map((letter) => letter.folded)
    .join('');
}

/** What stands behind a label in a line. */
export interface BehindLabel {
  readonly rest: string;
  /** A colon stood between: surely a label and its value. */
  readonly colon: boolean;
}

/** The rest of a line behind its label; null when the line does not begin with the whole label. */
export function behindLabel(text: string, label: string): BehindLabel | null {
  const wanted = sameLetters(label);
  if (wanted === '') return null;
  const letters = lettersOf(text);
  let seen = '';
  for (const letter of letters) {
    seen += letter.folded;
    if (!wanted.startsWith(seen)) return null;
    if (seen.length < wanted.length) continue;
    const rest = text.slice(letter.end);
    if (/^[\p{L}\p{N}\p{M}]/u.test(rest)) return null;
    const colon = /^[^\p{L}\p{N}(]*?[:：]/u.exec(rest) ?? /^\s*\([^()\d]*\)\s*[:：]/u.exec(rest);
    if (colon !== null) return { rest: tidyValue(rest.slice(colon[0].length)), colon: true };
    return { rest: tidyValue(rest.replace(/^[.…_\s]*[)\]”"'’;,]+/u, '')), colon: false };
  }
  return null;
}

/** Dots to write on taken away; a single dot stays, it may belong to the number. */
export function tidyValue(text: string): string {
  return text
    .replace(/\s*(?:[._]{2,}|…+)[._…]*\s*/gu, ' ')
    .trim()
    .replace(/[;\s]+$/u, '');
}
