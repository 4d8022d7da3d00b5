/** Signs of the symbol fonts (Symbol, Wingdings): ticks and boxes as what they show, anything else as a bullet. */

const SIGNS: ReadonlyMap<number, string> = new Map([
  [0x2d, '-'],
  [0x52, '☑'],
  [0x6f, '☐'],
  [0xa3, '☐'],
  [0xa8, '☐'],
  [0xfc, '✓'],
  [0xfd, '☒'],
  [0xfe, '☒'],
]);

/** The sign that a code of a symbol font shows; codes are 0x20 to 0xff, or the same in Word's private place from 0xf000. */
export function symbolSign(code: number): string {
  return SIGNS.get(code & 0xff) ?? '•';
}

/** Text with the codes of Word's private place shown. */
export function withSymbols(text: string): string {
  return text.replace(/[\uf020-\uf0ff]/gu, (sign) => symbolSign(sign.charCodeAt(0)));
}
