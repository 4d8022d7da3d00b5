/** Bytes of a text file → one NFC string. Says when the encoding had to be guessed. */
import { normalizeText } from '../../platform/text/vietnamese.ts';

export interface DecodedText {
  readonly text: string;
  /** Name of the encoding when the file was not plain UTF-8; null otherwise. */
  readonly guessedEncoding: string | null;
  /** True when so much of it is control characters that it is no text at all. */
  readonly isBinary: boolean;
}

/** More than any plan has; what is beyond is not read, and the reader says so. */
export const TEXT_LIMIT = 4_000_000;

/** Control characters that carry no text; tab, line feed, form feed and carriage return stay. */
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b\u000e-\u001f\u007f\ufffe\uffff]/gu;

/** Of text that people write next to nothing, of any other bytes about one in ten. */
const CONTROLS_IN_TEXT = 0.02;
const SAMPLE = 64 * 1024;

/** Decodes UTF-8, UTF-16 (with a byte order mark) and, when the bytes are neither, Windows-1258. Never throws. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const raw = decodeBytes(bytes.length > TEXT_LIMIT ? bytes.subarray(0, TEXT_LIMIT) : bytes);
  return {
    text: normalizeText(raw.text.replace(CONTROL, '')).replace(/\r\n?|\u2028|\u2029/gu, '\n'),
    guessedEncoding: raw.guessedEncoding,
    isBinary: isBinary(raw.text),
  };
}

function isBinary(text: string): boolean {
  const sample = text.slice(0, SAMPLE);
  const controls = sample.match(CONTROL)?.length ?? 0;
  return controls > 4 && controls > sample.length * CONTROLS_IN_TEXT;
}

function decodeBytes(bytes: Uint8Array): Omit<DecodedText, 'isBinary'> {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return { text: decode('utf-16le', bytes), guessedEncoding: null };
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return { text: decode('utf-16be', bytes), guessedEncoding: null };
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true }), guessedEncoding: null };
  } catch {
    return { text: decode('windows-1258', bytes), guessedEncoding: 'windows-1258' };
  }
}

function decode(encoding: string, bytes: Uint8Array): string {
  return new TextDecoder(encoding).decode(bytes);
}
