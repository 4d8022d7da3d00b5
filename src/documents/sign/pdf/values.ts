/** PDF objects as they stand in a file: each value knows the bytes that it was read from. */

interface Placed {
  /** Offsets in the bytes that the value was read from: the file, or an inflated object stream. */
  readonly start: number;
  readonly end: number;
}

export interface PdfNull extends Placed {
  readonly kind: 'null';
}
export interface PdfBoolean extends Placed {
  readonly kind: 'boolean';
  readonly value: boolean;
}
export interface PdfNumber extends Placed {
  readonly kind: 'number';
  readonly value: number;
}
/** Name with its escapes resolved, one character for each byte. */
export interface PdfName extends Placed {
  readonly kind: 'name';
  readonly value: string;
}
export interface PdfString extends Placed {
  readonly kind: 'string';
  readonly bytes: Uint8Array;
  /** Written in hexadecimal digits, two a byte, with nothing between them. */
  readonly plainHex: boolean;
}
export interface PdfArray extends Placed {
  readonly kind: 'array';
  readonly items: readonly PdfValue[];
}
export interface PdfDict extends Placed {
  readonly kind: 'dict';
  readonly entries: ReadonlyMap<string, PdfValue>;
  /** Keys that stand in it more than once: readers differ in which one they take. */
  readonly repeated: readonly string[];
}
export interface PdfRef extends Placed {
  readonly kind: 'ref';
  readonly number: number;
  readonly generation: number;
}
export interface PdfStream extends Placed {
  readonly kind: 'stream';
  readonly dict: PdfDict;
  /** Bytes as stored, still compressed. */
  readonly data: Uint8Array;
}

export type PdfValue = PdfNull | PdfBoolean | PdfNumber | PdfName | PdfString | PdfArray | PdfDict | PdfRef;
export type PdfObject = PdfValue | PdfStream;

/** Text of a string as people read it: UTF-16 or UTF-8 by its mark, else Latin-1; NFC, one line, bounded. */
export function pdfText(value: PdfObject | null): string | null {
  if (value?.kind !== 'string') return null;
  const bytes = Buffer.from(value.bytes);
  const text =
    bytes[0] === 0xfe && bytes[1] === 0xff
      ? Buffer.from(bytes.subarray(2, bytes.length - (bytes.length % 2)))
          .swap16()
          .toString('utf16le')
      : bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf
        ? bytes.subarray(3).toString('utf8')
        : bytes.toString('latin1');
  return text
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ')
    .trim()
    .slice(0, 500)
    .normalize('NFC');
}
