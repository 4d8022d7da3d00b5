import { describe, expect, it } from 'vitest';
import { withBreveLetters } from './breve-letters.ts';
import { readCharacterMap } from './coverage.ts';
import { printFonts } from './fonts.ts';
import { readTables, tableOf, viewOf } from './sfnt.ts';

describe('the fonts', () => {
  const { files, draws } = printFonts();

  it('draw every Vietnamese letter, those of minority peoples, and know what they cannot', () => {
    for (const letter of 'ăâđêôơưẰẴỶỵ₫“”–…ŏŭĭĕčñƀ')
      expect([letter, draws(letter.codePointAt(0) ?? 0)]).toEqual([letter, true]);
    for (const letter of '😀漢م') expect([letter, draws(letter.codePointAt(0) ?? 0)]).toEqual([letter, false]);
  });

  it('have the letters with breve as wide as the letters themselves, drawn of two parts', () => {
    for (const file of files) {
      const tables = readTables(file);
      const metrics = viewOf(tableOf(tables, 'hmtx'));
      const glyphs = readCharacterMap(file);
      const count = viewOf(tableOf(tables, 'maxp')).getUint16(4);
      expect(tableOf(tables, 'loca').length).toBe((count + 1) * 4);
      expect(tableOf(tables, 'hmtx').length).toBe(count * 4);
      // The first of those added is ơ̆.
      const added = count - 26;
      expect(metrics.getUint16(added * 4)).toBe(metrics.getUint16((glyphs.get(0x1a1) ?? 0) * 4));
      const start = viewOf(tableOf(tables, 'loca')).getUint32(added * 4);
      expect(viewOf(tableOf(tables, 'glyf')).getInt16(start)).toBe(-1);
    }
  });

  it('refuse a file that is no font', () => {
    expect(() => withBreveLetters(new Uint8Array(64))).toThrow(RangeError);
  });
});
