import { describe, expect, it } from 'vitest';
import { RollUpProblem } from './messages.ts';
import { parseUnitList } from './unit-list.ts';
import { unitKey, unitMatcher } from './unit-match.ts';

function codeOf(action: () => unknown): string | null {
  try {
    action();
    return null;
  } catch (error) {
    if (error instanceof RollUpProblem) return error.code;
    throw error;
  }
}

describe('parseUnitList', () => {
  it('reads code and name, by header or by look', () => {
    const expected = [
      { code: '00004', name: 'Phường Ba Đình' },
      { code: '26001', name: 'Xã "Mới", Đông' },
    ];
    expect(parseUnitList('code,name,type\n00004,Phường Ba Đình,phuong\n26001,"Xã ""Mới"", Đông",xa\n')).toEqual(
      expected,
    );
    expect(parseUnitList('\ufeffTên đơn vị;Mã\r\nPhường Ba Đình;00004\r\n')).toEqual([expected[0]]);
    expect(parseUnitList('00004,Phường Ba Đình\n')).toEqual([expected[0]]);
  });

  it('reads one name a line, commas included', () => {
    expect(parseUnitList('# các đơn vị\nBáo, Đài tỉnh\n\nXã Tân An')).toEqual([
      { code: null, name: 'Báo, Đài tỉnh' },
      { code: null, name: 'Xã Tân An' },
    ]);
  });

  it('takes two units of one name when they have codes, and refuses repeats', () => {
    expect(parseUnitList('code,name\n1,Xã Tân An\n2,Xã Tân An')).toHaveLength(2);
    expect(codeOf(() => parseUnitList('code,name\n1,Xã A\n1,Xã B'))).toBe('list-repeats');
    expect(codeOf(() => parseUnitList('Xã Tân Hòa\nXã Tân Hoà'))).toBe('list-repeats');
    expect(codeOf(() => parseUnitList('code,name\n1,'))).toBe('list-no-name');
    expect(codeOf(() => parseUnitList('\n# không có gì\n'))).toBe('list-empty');
    expect(codeOf(() => parseUnitList('code,name\n'))).toBe('list-empty');
  });
});

describe('unitMatcher', () => {
  const bienHoa = { code: '731', name: 'Thành phố Biên Hòa' };
  const tanPhuCommune = { code: '100', name: 'Xã Tân Phú' };
  const tanPhuWard = { code: '101', name: 'Phường Tân Phú' };
  const dongOne = { code: '200', name: 'Xã Đông' };
  const dongTwo = { code: '201', name: 'Xã Đông' };
  const match = unitMatcher([bienHoa, tanPhuCommune, tanPhuWard, dongOne, dongTwo]);

  it('finds a unit however its name is written', () => {
    for (const name of [
      'UBND THÀNH PHỐ BIÊN HÒA',
      'Ủy ban nhân dân TP. Biên Hoà',
      'Uỷ ban nhân dân thành phố Biên Hòa',
      'Biên Hòa',
    ]) {
      expect(match(name, 'bao-cao.docx')).toEqual({ kind: 'found', unit: bienHoa });
    }
    expect(unitKey('UBND xã Tân An')).toBe(unitKey('Xã Tân An'));
  });

  it('keeps kinds apart: a commune is not the ward of its name', () => {
    expect(match('UBND PHƯỜNG TÂN PHÚ', 'x.docx')).toEqual({ kind: 'found', unit: tanPhuWard });
    expect(match('Huyện Biên Hòa', 'x.docx')).toEqual({ kind: 'none' });
  });

  it('does not guess between units of one name, unless the file name has the code', () => {
    expect(match('UBND XÃ ĐÔNG', 'x.docx')).toEqual({ kind: 'ambiguous', units: [dongOne, dongTwo] });
    expect(match('UBND XÃ ĐÔNG', '201_bao-cao.docx')).toEqual({ kind: 'found', unit: dongTwo });
    expect(match('Tân Phú', 'x.docx').kind).toBe('ambiguous');
  });

  it('takes the file name only when the file names no unit', () => {
    expect(match(null, 'Xã_Tân_Phú.docx')).toEqual({ kind: 'found', unit: tanPhuCommune });
    expect(match(null, '731 - bao cao.docx')).toEqual({ kind: 'found', unit: bienHoa });
    expect(match(null, 'bao cao cuoi cung.docx')).toEqual({ kind: 'none' });
    // Another unit's code in the name does not outweigh the head.
    expect(match('UBND xã Tân Phú', '731.docx')).toEqual({ kind: 'found', unit: tanPhuCommune });
  });
});
