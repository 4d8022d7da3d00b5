/** Records of an .xls stream ([MS-XLS] 2.1.4) and the strings in them. Reading past an end is a RangeError. */

export const RECORD = {
  formula: 0x0006,
  endOfPart: 0x000a,
  dateMode: 0x0022,
  password: 0x002f,
  font: 0x0031,
  goesOn: 0x003c,
  sheet: 0x0085,
  manyNumbers: 0x00bd,
  richLabel: 0x00d6,
  format: 0x041e,
  cellStyle: 0x00e0,
  merged: 0x00e5,
  strings: 0x00fc,
  sharedLabel: 0x00fd,
  number: 0x0203,
  label: 0x0204,
  booleanOrError: 0x0205,
  formulaText: 0x0207,
  shortNumber: 0x027e,
  part: 0x0809,
} as const;

export interface BiffRecord {
  readonly id: number;
  readonly data: DataView;
}

/** Records from `start` to the end of the stream; the last one may be cut short. */
export function* recordsFrom(stream: Uint8Array, start: number): Generator<BiffRecord> {
  const view = new DataView(stream.buffer, stream.byteOffset, stream.byteLength);
  for (let at = start; at + 4 <= stream.length; ) {
    const length = Math.min(view.getUint16(at + 2, true), stream.length - at - 4);
    yield { id: view.getUint16(at, true), data: new DataView(stream.buffer, stream.byteOffset + at + 4, length) };
    at += 4 + length;
  }
}

/** A stretch of a string in one font; null is the cell's own. */
export interface BiffRun {
  readonly text: string;
  readonly font: number | null;
}

const WIDE = 1;
const WITH_PHONETICS = 4;
const WITH_RUNS = 8;

/** Strings over the borders of records: the letters of a string may go on in the next one. */
export class StringReader {
  readonly #parts: readonly DataView[];
  #part = 0;
  #at: number;

  constructor(parts: readonly DataView[], at = 0) {
    this.#parts = parts;
    this.#at = at;
  }

  get isAtEnd(): boolean {
    return this.#part >= this.#parts.length - 1 && this.#at >= (this.#parts[this.#part]?.byteLength ?? 0);
  }

  /** A string with its fonts; `lengthBytes` of the number of its letters. */
  next(lengthBytes: 1 | 2): BiffRun[] {
    const length = lengthBytes === 1 ? this.#byte() : this.#word();
    let flags = this.#byte();
    const runs = (flags & WITH_RUNS) === 0 ? 0 : this.#word();
    const phonetics = (flags & WITH_PHONETICS) === 0 ? 0 : this.#word() + this.#word() * 0x10000;
    let text = '';
    while (text.length < length) {
      if (this.#left() === 0) {
        // The next record starts with the width of the letters anew.
        this.#nextPart();
        flags = this.#byte();
      }
      const width = (flags & WIDE) === 0 ? 1 : 2;
      const count = Math.min(length - text.length, Math.floor(this.#left() / width));
      if (count === 0) throw new RangeError('string without end');
      text += this.#letters(count, width);
    }
    const starts = Array.from({ length: runs }, () => ({ at: this.#word(), font: this.#word() }));
    this.#pass(phonetics);
    return cut(text, starts);
  }

  #letters(count: number, width: 1 | 2): string {
    const view = this.#current();
    const bytes = Buffer.from(view.buffer, view.byteOffset + this.#at, count * width);
    this.#at += count * width;
    return bytes.toString(width === 1 ? 'latin1' : 'utf16le');
  }

  #current(): DataView {
    const view = this.#parts[this.#part];
    if (view === undefined) throw new RangeError('no record left');
    return view;
  }

  #left(): number {
    return this.#current().byteLength - this.#at;
  }

  #nextPart(): void {
    this.#part += 1;
    this.#at = 0;
    this.#current();
  }

  #byte(): number {
    while (this.#left() === 0) this.#nextPart();
    this.#at += 1;
    return this.#current().getUint8(this.#at - 1);
  }

  #word(): number {
    return this.#byte() + this.#byte() * 256;
  }

  #pass(bytes: number): void {
    for (let left = bytes; left > 0; ) {
      if (this.#left() === 0) this.#nextPart();
      const step = Math.min(left, this.#left());
      if (step === 0) continue;
      this.#at += step;
      left -= step;
    }
  }
}

function cut(text: string, starts: readonly { readonly at: number; readonly font: number }[]): BiffRun[] {
  const runs: BiffRun[] = [];
  let from = 0;
  let font: number | null = null;
  for (const start of starts) {
    if (start.at < from || start.at > text.length) continue;
    if (start.at > from) runs.push({ text: text.slice(from, start.at), font });
    from = start.at;
    font = start.font;
  }
  if (from < text.length) runs.push({ text: text.slice(from), font });
  return runs;
}
