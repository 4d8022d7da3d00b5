/** The signs of an RTF file, one after the other: groups, control words, bytes of text. Never throws. */

export type RtfToken =
  | { readonly kind: 'open' }
  | { readonly kind: 'close' }
  /** `\word` with its number, if any; `\*`, `\~` and the like are words of one sign. */
  | { readonly kind: 'word'; readonly word: string; readonly number: number | null }
  /** One byte written as `\'xx`. */
  | { readonly kind: 'byte'; readonly byte: number }
  /** A stretch of plain text, a character a byte. */
  | { readonly kind: 'text'; readonly text: string };

const OPEN: RtfToken = { kind: 'open' };
const CLOSE: RtfToken = { kind: 'close' };

const BACKSLASH = 0x5c;
const BRACE_OPEN = 0x7b;
const BRACE_CLOSE = 0x7d;
/** Words are letters; longer ones than any that exists are cut, numbers too. */
const LONGEST_WORD = 40;

/** All tokens of the file; what `\bin` announces is passed over, at most to the end of the file. */
export function* rtfTokens(bytes: Uint8Array): Generator<RtfToken> {
  const source = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  let at = 0;
  while (at < source.length) {
    const code = source.charCodeAt(at);
    if (code === BRACE_OPEN) {
      at += 1;
      yield OPEN;
    } else if (code === BRACE_CLOSE) {
      at += 1;
      yield CLOSE;
    } else if (code === BACKSLASH) {
      const control = controlAt(source, at + 1);
      at = control.next;
      if (control.token === null) continue;
      if (control.token.kind === 'word' && control.token.word === 'bin') at += Math.max(0, control.token.number ?? 0);
      else yield control.token;
    } else {
      const start = at;
      while (at < source.length && !isSpecial(source.charCodeAt(at))) at += 1;
      // Line ends and null bytes between words mean nothing.
      const text = source.slice(start, at).replace(LINE_ENDS, '');
      if (text !== '') yield { kind: 'text', text };
    }
  }
}

// oxlint-disable-next-line no-control-regex
const LINE_ENDS = /[\r\n\u0000]+/gu;

function isSpecial(code: number): boolean {
  return code === BACKSLASH || code === BRACE_OPEN || code === BRACE_CLOSE;
}

function isLetter(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a);
}

function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

function controlAt(source: string, start: number): { token: RtfToken | null; next: number } {
  const first = source.charCodeAt(start);
  if (Number.isNaN(first)) return { token: null, next: start };
  if (!isLetter(first)) return symbolAt(source, start);
  let at = start;
  while (at < source.length && at - start < LONGEST_WORD && isLetter(source.charCodeAt(at))) at += 1;
  const word = source.slice(start, at);
  const numberStart = at;
  if (source.charCodeAt(at) === 0x2d && isDigit(source.charCodeAt(at + 1))) at += 1;
  while (at < source.length && at - numberStart < 11 && isDigit(source.charCodeAt(at))) at += 1;
  const number = at === numberStart ? null : Number(source.slice(numberStart, at));
  if (source.charCodeAt(at) === 0x20) at += 1;
  return { token: { kind: 'word', word, number }, next: at };
}

function symbolAt(source: string, at: number): { token: RtfToken; next: number } {
  const sign = source[at] ?? '';
  if (sign === "'") {
    const hex = source.slice(at + 1, at + 3);
    return /^[\da-f]{2}$/iu.test(hex)
      ? { token: { kind: 'byte', byte: Number.parseInt(hex, 16) }, next: at + 3 }
      : { token: { kind: 'text', text: '' }, next: at + 1 };
  }
  return { token: { kind: 'word', word: sign, number: null }, next: at + 1 };
}
