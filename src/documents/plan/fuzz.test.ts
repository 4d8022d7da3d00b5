/** Hostile and damaged input: the reader comes to an end and never throws. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sharedFile } from '../../testing/shared.ts';
import { DocumentProblem } from '../problem.ts';
import { readTextBlocks } from '../readers/text.ts';
import { readPlan } from './read-plan.ts';

const corpus = fileURLToPath(new URL('./corpus/', import.meta.url));
const folders = [corpus, sharedFile('seeds')].filter((folder) => folder !== null);
const texts = folders.flatMap((folder) =>
  readdirSync(folder)
    .filter((name) => /\.(?:txt|md)$/u.test(name))
    .map((name) => readFileSync(join(folder, name), 'utf8')),
);
const encoder = new TextEncoder();

function read(text: string | Uint8Array): ReturnType<typeof readPlan> {
  return readPlan(readTextBlocks(typeof text === 'string' ? encoder.encode(text) : text));
}

/** Bytes that are no text may be refused in words; nothing else may be thrown. */
function readOrRefuse(text: string | Uint8Array): void {
  try {
    read(text);
  } catch (error) {
    if (!(error instanceof DocumentProblem)) throw error;
  }
}

describe('hostile input', () => {
  const long: readonly (readonly [string, string])[] = [
    ['one line of a million letters', 'a'.repeat(1_000_000)],
    ['one line of words', 'Sở Giáo dục và Đào tạo báo cáo '.repeat(30_000)],
    ['one line of spaces', ' '.repeat(1_000_000)],
    ['one line of digits', '1'.repeat(1_000_000)],
    ['dates without end', 'từ ngày 01/10 đến ngày 07/10, '.repeat(30_000)],
    ['numbers without end', 'số 12/KH-UBND-'.repeat(60_000)],
    ['opening quotes', '“'.repeat(500_000)],
    ['nested quotes', 'chủ đề: “'.repeat(80_000)],
    ['opening brackets', '('.repeat(500_000)],
    ['brackets after via', '(qua '.repeat(150_000)],
    ['pipes', '|'.repeat(500_000)],
    ['tabs', 'a\t'.repeat(300_000)],
    ['stars', '*'.repeat(500_000)],
    ['open tags', '<b '.repeat(250_000)],
    ['list tags', '<li>'.repeat(200_000)],
    ['addresses', 'a@b.c.'.repeat(120_000)],
    ['dots', '.'.repeat(800_000)],
    ['100,000 short lines', '- a\n'.repeat(100_000)],
    ['100,000 numbered lines', '1. Sở Y tế chủ trì\n'.repeat(100_000)],
    ['100,000 table rows', '| a | b |\n'.repeat(100_000)],
    ['100,000 columns by spaces', 'UBND TỈNH A        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n'.repeat(20_000)],
    ['tables that never end', '<table>\n'.repeat(50_000)],
    ['null bytes', '\0'.repeat(500_000)],
    ['combining marks', `a${'\u0301'.repeat(300_000)}`],
    ['signature stamps', 'Ký bởi: A\nEmail: a@b.vn\n'.repeat(40_000)],
  ];
  // A pattern that runs away takes minutes, and the test never ends; how fast reading is, the bench says.
  it.each(long)('%s', { timeout: 60_000 }, (_, text) => {
    expect(() => readOrRefuse(text)).not.toThrow();
  });

  it('random bytes are read or refused in words', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 3_000 }), (bytes) => {
        readOrRefuse(bytes);
      }),
      { numRuns: 200 },
    );
  });

  it('damaged documents never throw, and their sources lead somewhere', () => {
    const damage = fc.record({
      text: fc.constantFrom(...texts),
      cut: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 0, max: 400 }),
      insert: fc.oneof(
        fc.string({ unit: 'grapheme', maxLength: 30 }),
        fc.constantFrom(
          '\n',
          '\n\n- ',
          '1. ',
          '“',
          '”',
          '|',
          '\t\t',
          'Nơi nhận:',
          'KẾ HOẠCH',
          'trước ngày 31/02/2023',
          '<table>',
          '(',
        ),
      ),
    });
    fc.assert(
      fc.property(damage, ({ text, cut, length, insert }) => {
        const at = Math.floor(cut * text.length);
        const { reading, sources } = read(text.slice(0, at) + insert + text.slice(at + length));
        for (const source of sources) expect(valueAt(reading, source.path), source.path).not.toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it('reads the same text the same way whatever the line ends and Unicode form', () => {
    fc.assert(
      fc.property(fc.constantFrom(...texts), (text) => {
        const plain = read(text).reading;
        expect(read(text.replace(/\r?\n/gu, '\r\n')).reading).toEqual(plain);
        expect(read(text.normalize('NFD')).reading).toEqual(plain);
        expect(read(`\ufeff${text}`).reading).toEqual(plain);
      }),
      { numRuns: 12 },
    );
  });
});

function valueAt(root: unknown, pointer: string): unknown {
  return pointer
    .split('/')
    .slice(1)
    .reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], root);
}
