/**
 * Reads PDF values from bytes (ISO 32000-1, 7.2 and 7.3). Strict: what a signature is checked against must mean one
 * thing only, so nothing is guessed or repaired.
 */
import { DocumentProblem } from '../../problem.ts';
import type { PdfDict, PdfValue } from './values.ts';

const DEPTH_LIMIT = 60;
/** Values in one object. */
const VALUE_LIMIT = 1_000_000;

const WHITE = new Set([0, 9, 10, 12, 13, 32]);
const DELIMITERS = new Set(Buffer.from('()<>[]{}/%', 'latin1'));

const codeOf = (character: string): number => character.charCodeAt(0);
const OPEN_PAREN = codeOf('(');
const CLOSE_PAREN = codeOf(')');
const LESS = codeOf('<');
const GREATER = codeOf('>');
const OPEN_BRACKET = codeOf('[');
const CLOSE_BRACKET = codeOf(']');
const SLASH = codeOf('/');
const PERCENT = codeOf('%');
const BACKSLASH = codeOf('\\');

export function isWhite(byte: number | undefined): boolean {
  return byte !== undefined && WHITE.has(byte);
}

export function pdfDamaged(detail: string): DocumentProblem {
  const problem = new DocumentProblem('pdf-damaged');
  problem.cause = detail;
  return problem;
}

/** A place in the bytes from which values are read one after the other. */
export class PdfLexer {
  readonly bytes: Uint8Array;
  position: number;
  #values = 0;

  constructor(bytes: Uint8Array, position: number) {
    this.bytes = bytes;
    this.position = position;
  }

  skipSpace(): void {
    for (;;) {
      const byte = this.bytes[this.position];
      if (isWhite(byte)) this.position += 1;
      else if (byte === PERCENT) this.#skipLine();
      else return;
    }
  }

  #skipLine(): void {
    for (let byte = this.bytes[this.position]; byte !== undefined && byte !== 10 && byte !== 13; ) {
      this.position += 1;
      byte = this.bytes[this.position];
    }
  }

  /** Takes the word if it stands here as a whole. */
  takeKeyword(word: string): boolean {
    this.skipSpace();
    const end = this.position + word.length;
    if (Buffer.from(this.bytes.subarray(this.position, end)).toString('latin1') !== word) return false;
    const after = this.bytes[end];
    if (after !== undefined && !WHITE.has(after) && !DELIMITERS.has(after)) return false;
    this.position = end;
    return true;
  }

  /** A run of regular characters; empty at a delimiter. */
  #word(): string {
    const start = this.position;
    for (let byte = this.bytes[this.position]; byte !== undefined && !WHITE.has(byte) && !DELIMITERS.has(byte); ) {
      this.position += 1;
      if (this.position - start > 400) throw pdfDamaged('word too long');
      byte = this.bytes[this.position];
    }
    return Buffer.from(this.bytes.subarray(start, this.position)).toString('latin1');
  }

  /** A whole number without sign, such as an object number. */
  takeWhole(): number {
    this.skipSpace();
    const word = this.#word();
    if (!/^\d{1,10}$/u.test(word)) throw pdfDamaged(`expected a whole number, got "${word.slice(0, 20)}"`);
    return Number(word);
  }

  readValue(depth = 0): PdfValue {
    this.#values += 1;
    if (depth > DEPTH_LIMIT || this.#values > VALUE_LIMIT) throw pdfDamaged('values nested too deep or too many');
    this.skipSpace();
    const start = this.position;
    const byte = this.bytes[start];
    switch (byte) {
      case undefined:
        throw pdfDamaged('end of file inside a value');
      case SLASH:
        return this.#name(start);
      case OPEN_PAREN:
        return this.#literalString(start);
      case LESS:
        return this.bytes[start + 1] === LESS ? this.#dict(start, depth) : this.#hexString(start);
      case OPEN_BRACKET:
        return this.#array(start, depth);
      default:
        return this.#plain(start);
    }
  }

  #name(start: number): PdfValue {
    this.position += 1;
    const word = this.#word();
    if (/#(?![\da-fA-F]{2})/u.test(word)) throw pdfDamaged('name with a broken escape');
    const value = word.replace(/#([\da-fA-F]{2})/gu, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
    return { kind: 'name', value, start, end: this.position };
  }

  #hexString(start: number): PdfValue {
    const close = this.bytes.indexOf(GREATER, start);
    if (close === -1) throw pdfDamaged('hexadecimal string without end');
    const digits = Buffer.from(this.bytes.subarray(start + 1, close))
      .toString('latin1')
      .replace(/[\0\t\n\f\r ]+/gu, '');
    if (/[^\da-fA-F]/u.test(digits)) throw pdfDamaged('hexadecimal string with other characters');
    this.position = close + 1;
    const plainHex = digits.length % 2 === 0 && digits.length === close - start - 1;
    const bytes = Buffer.from(digits.length % 2 === 0 ? digits : `${digits}0`, 'hex');
    return { kind: 'string', bytes: new Uint8Array(bytes), plainHex, start, end: this.position };
  }

  #literalString(start: number): PdfValue {
    const bytes: number[] = [];
    let open = 1;
    let at = start + 1;
    for (; open > 0; at += 1) {
      const byte = this.bytes[at];
      if (byte === undefined) throw pdfDamaged('string without end');
      if (byte === BACKSLASH) {
        at = this.#escape(at + 1, bytes);
        continue;
      }
      if (byte === OPEN_PAREN) open += 1;
      else if (byte === CLOSE_PAREN) open -= 1;
      if (open > 0) bytes.push(byte);
    }
    this.position = at;
    return { kind: 'string', bytes: Uint8Array.from(bytes), plainHex: false, start, end: at };
  }

  /** Resolves an escape whose first character is at `at`; returns the place of its last character. */
  #escape(at: number, bytes: number[]): number {
    const character = String.fromCharCode(this.bytes[at] ?? 0);
    const simple = { n: 10, r: 13, t: 9, b: 8, f: 12 }[character];
    if (simple !== undefined) {
      bytes.push(simple);
      return at;
    }
    if (character === '\r') return this.bytes[at + 1] === 10 ? at + 1 : at;
    if (character === '\n') return at;
    const octal = /^[0-7]{1,3}/u.exec(Buffer.from(this.bytes.subarray(at, at + 3)).toString('latin1'))?.[0];
    if (octal === undefined) {
      bytes.push(character.charCodeAt(0));
      return at;
    }
    bytes.push(Number.parseInt(octal, 8) & 0xff);
    return at + octal.length - 1;
  }

  #array(start: number, depth: number): PdfValue {
    this.position += 1;
    const items: PdfValue[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === CLOSE_BRACKET) break;
      items.push(this.readValue(depth + 1));
    }
    this.position += 1;
    return { kind: 'array', items, start, end: this.position };
  }

  #dict(start: number, depth: number): PdfDict {
    this.position += 2;
    const entries = new Map<string, PdfValue>();
    const repeated: string[] = [];
    for (;;) {
      this.skipSpace();
      if (this.bytes[this.position] === GREATER && this.bytes[this.position + 1] === GREATER) break;
      const key = this.readValue(depth + 1);
      if (key.kind !== 'name') throw pdfDamaged('dictionary key that is no name');
      const value = this.readValue(depth + 1);
      if (entries.has(key.value)) repeated.push(key.value);
      entries.set(key.value, value);
    }
    this.position += 2;
    return { kind: 'dict', entries, repeated, start, end: this.position };
  }

  /** true, false, null, a number, or a reference. */
  #plain(start: number): PdfValue {
    const word = this.#word();
    const end = this.position;
    if (word === 'true' || word === 'false') return { kind: 'boolean', value: word === 'true', start, end };
    if (word === 'null') return { kind: 'null', start, end };
    if (!/^[+-]?(?:\d+\.?\d*|\.\d+)$/u.test(word)) throw pdfDamaged(`unknown word "${word.slice(0, 20)}"`);
    if (/^\d{1,10}$/u.test(word)) {
      const reference = this.#reference(Number(word), start);
      if (reference !== null) return reference;
      this.position = end;
    }
    return { kind: 'number', value: Number(word), start, end };
  }

  /** The rest of "12 0 R" after its first number; null when it is just a number. */
  #reference(number: number, start: number): PdfValue | null {
    this.skipSpace();
    const generation = this.#word();
    if (!/^\d{1,5}$/u.test(generation)) return null;
    this.skipSpace();
    if (this.#word() !== 'R') return null;
    return { kind: 'ref', number, generation: Number(generation), start, end: this.position };
  }
}
