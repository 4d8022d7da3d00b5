import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXlsxBlocks } from '../xlsx/read-blocks.ts';
import { type StreamedCell, streamXlsx } from './xlsx-stream.ts';

const table = {
  sheetName: "Kết quả [2026]: 'xã'",
  columns: [
    { header: 'Đơn vị', width: 30 },
    { header: 'Lượt người', width: 12 },
    { header: 'Kinh phí', width: 14 },
  ],
};

async function bytesOf(rows: Iterable<readonly StreamedCell[]>): Promise<Uint8Array> {
  const pieces: Uint8Array[] = [];
  for await (const piece of streamXlsx(table, rows)) pieces.push(piece);
  return Buffer.concat(pieces);
}

function cellsOf(bytes: Uint8Array): string[][] {
  const [block] = readXlsxBlocks(bytes).blocks;
  return block?.kind === 'table' ? block.rows.map((row) => row.map((cell) => cell.lines.join('\n'))) : [];
}

describe('streamXlsx', () => {
  it('is read back as it was written, text as text and numbers as numbers', async () => {
    const bytes = await bytesOf([
      ['Xã <A> & "B"', 1250, 1.5],
      ['=1+1', null, 0],
      ['Phường\nHai dòng', 7, -3],
    ]);
    expect(cellsOf(bytes)).toEqual([
      ['Đơn vị', 'Lượt người', 'Kinh phí'],
      ['Xã <A> & "B"', '1250', '1,5'],
      ['=1+1', '', '0'],
      ['Phường\nHai dòng', '7', '-3'],
    ]);
  });

  it('is the same bytes for the same rows, whatever their length', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.string({ unit: 'binary', maxLength: 30 }),
            fc.integer(),
            fc.double({ noNaN: true, noDefaultInfinity: true }),
          ),
          { maxLength: 40 },
        ),
        async (rows) => {
          const bytes = await bytesOf(rows);
          expect(await bytesOf(rows)).toEqual(bytes);
          expect(cellsOf(bytes)).toHaveLength(rows.length + 1);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('goes on over many batches without a fault in the zip', async () => {
    function* rows() {
      for (let row = 0; row < 4_000; row += 1) yield [`Đơn vị số ${row} ${'dài '.repeat(20)}`, row, row / 4];
    }
    const cells = cellsOf(await bytesOf(rows()));
    expect(cells).toHaveLength(4_001);
    expect(cells[4_000]?.[1]).toBe('3999');
  });

  it('tells what cannot be written, and what its rows could not give', async () => {
    await expect(bytesOf([['a', Number.NaN, 1]])).rejects.toThrow(RangeError);
    function* broken(): Generator<readonly StreamedCell[]> {
      yield ['a', 1, 1];
      throw new Error('the database went away');
    }
    await expect(bytesOf(broken())).rejects.toThrow('the database went away');
  });
});
