/**
 * A change of a PDF as an incremental update (ISO 32000-1, 7.5.6): every byte of the file stays, new objects and
 * changed copies follow. Changed objects are cut from their own bytes, so that nothing else of them changes.
 */
import { createHash } from 'node:crypto';
import { concatBytes } from './der.ts';
import type { PdfFile, StoredObject } from './pdf/file.ts';
import { pdfDamaged } from './pdf/lexer.ts';
import type { PdfDict } from './pdf/values.ts';

/** Bytes of a PDF value to be written. */
export type PdfText = string | Uint8Array;

interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export class Increment {
  readonly #file: PdfFile;
  readonly #objects = new Map<number, Uint8Array>();
  readonly #edits = new Map<number, Edit[]>();
  #next: number;

  constructor(file: PdfFile) {
    this.#file = file;
    this.#next = file.xref.size;
  }

  /** Number of an object to be added. */
  reserve(): number {
    const number = this.#next;
    this.#next += 1;
    return number;
  }

  add(number: number, ...parts: readonly PdfText[]): void {
    this.#objects.set(
      number,
      concatBytes(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))),
    );
  }

  addStream(number: number, dictionary: string, data: Uint8Array): void {
    this.add(number, `<<${dictionary}/Length ${data.length}>>\nstream\n`, data, '\nendstream');
  }

  /** Puts text into an object of the file at an offset of its source; nothing between start and end stays. */
  edit(object: number, start: number, end: number, text: string): void {
    const edits = this.#edits.get(object) ?? [];
    edits.push({ start, end, text });
    this.#edits.set(object, edits);
  }

  /** Adds a key that the dictionary, which stands in the object, doesn't have yet. */
  addKey(object: number, dict: PdfDict, key: string, value: string): void {
    this.edit(object, dict.end - 2, dict.end - 2, `/${key} ${value}`);
  }

  /**
   * The file and its update. `placed` says where each object that was added begins in it.
   *
   * @param seed what makes the second half of the file's identifier
   */
  finish(seed: string): { readonly bytes: Uint8Array; readonly placed: ReadonlyMap<number, number> } {
    const { bytes, xref } = this.#file;
    const parts: Uint8Array[] = [bytes];
    let length = bytes.length;
    const push = (part: Uint8Array): void => {
      parts.push(part);
      length += part.length;
    };
    if (bytes.at(-1) !== 10) push(Buffer.from('\n'));
    const rows = new Map<number, { readonly offset: number; readonly generation: number }>();
    const placed = new Map<number, number>();
    const write = (number: number, generation: number, content: Uint8Array): void => {
      rows.set(number, { offset: length, generation });
      push(Buffer.from(`${number} ${generation} obj\n`, 'latin1'));
      placed.set(number, length);
      push(content);
      push(Buffer.from('\nendobj\n', 'latin1'));
    };
    for (const number of this.#edits.keys()) {
      const stored = this.#stored(number);
      write(number, stored.generation, this.#edited(number, stored));
    }
    for (const [number, content] of this.#objects) write(number, 0, content);

    const trailer = this.#trailerKeys(seed);
    const xrefAt = length;
    if (xref.sections[0]?.form === 'stream') {
      const own = this.reserve();
      rows.set(own, { offset: xrefAt, generation: 0 });
      push(xrefStream(own, rows, `/Size ${this.#next}/Prev ${xref.start}${trailer}`));
    } else {
      push(Buffer.from(`${xrefTable(rows)}trailer\n<</Size ${this.#next}/Prev ${xref.start}${trailer}>>\n`, 'latin1'));
    }
    push(Buffer.from(`startxref\n${xrefAt}\n%%EOF\n`, 'latin1'));
    return { bytes: concatBytes(parts), placed };
  }

  #stored(number: number): StoredObject {
    const stored = this.#file.stored(number);
    if (stored === null) throw pdfDamaged(`object ${number} is missing`);
    return stored;
  }

  #edited(number: number, { object, source }: StoredObject): Uint8Array {
    const edits = (this.#edits.get(number) ?? []).toSorted((a, b) => a.start - b.start);
    const parts: Uint8Array[] = [];
    let from = object.start;
    for (const { start, end, text } of edits) {
      parts.push(source.subarray(from, start), Buffer.from(text, 'latin1'));
      from = end;
    }
    parts.push(source.subarray(from, object.end));
    return concatBytes(parts);
  }

  /** Root, Info and the identifier: its first half stays, its second says that this is another state of the file. */
  #trailerKeys(seed: string): string {
    const { trailer, bytes, xref, catalogRef } = this.#file;
    const keys = [`/Root ${catalogRef.number} ${catalogRef.generation} R`];
    const info = trailer.entries.get('Info');
    if (info?.kind === 'ref') keys.push(`/Info ${info.number} ${info.generation} R`);
    const identifier = this.#file.array(trailer.entries.get('ID'))?.items[0];
    if (identifier?.kind === 'string') {
      const first = Buffer.from(identifier.bytes).toString('hex');
      const second = createHash('sha256').update(`${first} ${bytes.length} ${xref.start} ${seed}`).digest('hex');
      keys.push(`/ID[<${first}><${second.slice(0, 32)}>]`);
    }
    return keys.join('');
  }
}

interface Row {
  readonly offset: number;
  readonly generation: number;
}

/** Runs of numbers that follow one another. */
function runsOf(rows: ReadonlyMap<number, Row>): readonly (readonly (readonly [number, Row])[])[] {
  const runs: (readonly [number, Row])[][] = [];
  for (const row of [...rows].toSorted(([a], [b]) => a - b)) {
    const last = runs.at(-1);
    if (last !== undefined && last.at(-1)?.[0] === row[0] - 1) last.push(row);
    else runs.push([row]);
  }
  return runs;
}

function xrefTable(rows: ReadonlyMap<number, Row>): string {
  const lines = ['xref\n'];
  for (const run of runsOf(rows)) {
    lines.push(`${run[0]?.[0] ?? 0} ${run.length}\n`);
    for (const [, { offset, generation }] of run) {
      lines.push(`${String(offset).padStart(10, '0')} ${String(generation).padStart(5, '0')} n\r\n`);
    }
  }
  return lines.join('');
}

function xrefStream(own: number, rows: ReadonlyMap<number, Row>, keys: string): Uint8Array {
  const runs = runsOf(rows);
  const data = Buffer.alloc(rows.size * 7);
  let at = 0;
  for (const [, { offset, generation }] of runs.flat()) {
    data.writeUInt8(1, at);
    data.writeUInt32BE(offset, at + 1);
    data.writeUInt16BE(generation, at + 5);
    at += 7;
  }
  const index = runs.map((run) => `${run[0]?.[0] ?? 0} ${run.length}`).join(' ');
  return concatBytes([
    Buffer.from(
      `${own} 0 obj\n<</Type/XRef/W[1 4 2]/Index[${index}]${keys}/Length ${data.length}>>\nstream\n`,
      'latin1',
    ),
    data,
    Buffer.from('\nendstream\nendobj\n', 'latin1'),
  ]);
}

/** A number as PDF writes it: at most three decimals, never with an exponent. */
export function pdfNumber(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** A text string: plain where ASCII suffices, else UTF-16 with its mark (ISO 32000-1, 7.9.2.2). */
export function pdfString(text: string): string {
  const clean = text.normalize('NFC');
  if (/^[\x20-\x7e]*$/u.test(clean)) return `(${clean.replace(/[\\()]/gu, '\\$&')})`;
  return `<${Buffer.from(`\ufeff${clean}`, 'utf16le').swap16().toString('hex')}>`;
}
