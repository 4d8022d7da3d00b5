import { describe, expect, it } from 'vitest';
import { createNameMatcher, expandAbbreviations, matchUnitName, type UnitCandidate } from './rules.match.ts';
import { loadVietnamPack } from './pack.ts';
import { packOn } from './rules.pack.ts';

const candidates: UnitCandidate[] = [
  { id: 'moet', name: 'Bộ Giáo dục và Đào tạo', kind: 'ministry' },
  { id: 'dn', name: 'Tỉnh Đồng Nai', kind: 'tinh' },
  { id: 'bh', name: 'Thành phố Biên Hòa', kind: 'thanh_pho_thuoc_tinh' },
  { id: 'lk', name: 'Thành phố Long Khánh', kind: 'thanh_pho_thuoc_tinh' },
  { id: 'lt', name: 'Huyện Long Thành', kind: 'huyen' },
  { id: 'nt', name: 'Huyện Nhơn Trạch', kind: 'huyen' },
  { id: 'tt', name: 'Thị trấn Long Thành', kind: 'thi_tran' },
  { id: 'sgd', name: 'Sở Giáo dục và Đào tạo tỉnh Đồng Nai', kind: 'department' },
  { id: 'svh', name: 'Sở Văn hóa, Thể thao và Du lịch', kind: 'department' },
  { id: 'hkh', name: 'Hội Khuyến học tỉnh Đồng Nai', kind: 'association' },
  { id: 'p1', name: 'Phường Hiệp Thành', kind: 'phuong' },
  { id: 'p2', name: 'Phường Thới An', kind: 'phuong' },
];
const match = createNameMatcher(candidates);
const unit = (words: string): string | null => {
  const found = match(words);
  return found.match === 'unit' ? found.unit : null;
};

describe('matchUnitName', () => {
  it.each([
    ['UBND huyện Long Thành', 'lt'],
    ['Ủy ban nhân dân tỉnh Đồng Nai', 'dn'],
    ['Uỷ ban Nhân dân tỉnh Đồng Nai', 'dn'],
    ['ỦY BAN NHÂN DÂN HUYỆN NHƠN TRẠCH', 'nt'],
    ['UBND TP. Biên Hoà', 'bh'],
    ['U.B.N.D TP.Biên Hòa', 'bh'],
    ['H. Nhơn Trạch', 'nt'],
    ['TT. Long Thành', 'tt'],
    ['P. Hiệp Thành', 'p1'],
    ['Sở GDĐT', 'sgd'],
    ['Sở GD&ĐT', 'sgd'],
    ['Sở Giáo dục và Đào tạo Đồng Nai', null],
    ['Sở VHTTDL', 'svh'],
    ['Sở Văn hoá, Thể thao và Du lịch', 'svh'],
    ['Bộ GDĐT', 'moet'],
    ['Hội Khuyến học tỉnh', 'hkh'],
    ['UBND tỉnh', 'dn'],
    ['ubnd huyen nhon trach', 'nt'],
    ['huyện Long Khánh', 'lk'],
    ['Long Thành', null],
    ['huyện', null],
    ['Huyện Xuân Lộc', null],
    ['', null],
  ])('%s', (words, expected) => expect(unit(words)).toBe(expected));

  it('says among which units it can not choose', () => {
    expect(match('Long Thành')).toEqual({ match: 'none', among: ['lt', 'tt'], confidence: 0 });
  });

  it('is surer of a name in full than of one without marks or of another kind', () => {
    const sure = (words: string): number => match(words).confidence;
    expect(sure('Huyện Nhơn Trạch')).toBe(1);
    expect(sure('Nhơn Trạch')).toBeLessThan(sure('UBND huyện Nhơn Trạch'));
    expect(matchUnitName('Quận 12', [{ id: 'q', name: 'Quận 12', kind: 'quan' }]).confidence).toBe(1);
    expect(sure('UBND huyện Nhơn Trạch')).toBeGreaterThan(sure('huyen nhon trach'));
    expect(sure('huyen nhon trach')).toBeGreaterThan(sure('thị xã Nhơn Trạch'));
  });

  it.each([
    ['UBND các huyện, thành phố', 'district', ['huyen', 'thanh_pho_thuoc_tinh'], null, 0.95],
    [
      'Ủy ban nhân dân các huyện, thị xã và thành phố',
      'district',
      ['huyen', 'thi_xa', 'thanh_pho_thuoc_tinh'],
      null,
      0.95,
    ],
    ['UBND cấp huyện', 'district', ['quan', 'huyen', 'thi_xa', 'thanh_pho_thuoc_tinh'], null, 0.95],
    ['UBND cấp xã', 'commune', ['xa', 'phuong', 'thi_tran', 'dac_khu'], null, 0.95],
    ['Ủy ban Nhân dân quận/huyện', 'district', ['quan', 'huyen'], null, 0.95],
    ['Ủy ban nhân dân 2 phường', 'commune', ['phuong'], 2, 0.95],
    ['Ủy ban nhân dân 11 phường', 'commune', ['phuong'], 11, 0.6],
    ['UBND các xã, phường, đặc khu', 'commune', ['xa', 'phuong', 'dac_khu'], null, 0.95],
    ['UBND các xã, phường, thị trấn trên địa bàn huyện', 'commune', ['xa', 'phuong', 'thi_tran'], null, 0.95],
    ['UBND các tỉnh, thành phố trực thuộc Trung ương', 'province', ['tinh', 'thanh_pho'], null, 0.95],
    ['Các sở, ban, ngành', 'unit', ['department'], null, 0.95],
  ])('reads the whole level in "%s"', (words, level, kinds, count, confidence) => {
    expect(match(words)).toEqual({ match: 'level', level, kinds, count, confidence });
  });

  it('does not take a list of named units for a level', () => {
    expect(match('các trường Đại học trên địa bàn tỉnh').match).toBe('none');
    expect(match('Các cơ quan, đơn vị thuộc quận').match).toBe('none');
  });

  it('finds every commune of a real district of 2022 by its official name', () => {
    const pack = loadVietnamPack();
    const below = packOn(pack, '2022-10-01').filter(({ version }) => version.parent === 'vn63/761');
    const list = below.map(({ unit: { key }, version }) => ({ id: key, name: version.name, kind: version.kind }));
    expect(list).toHaveLength(11);
    for (const item of list) {
      expect(matchUnitName(`UBND ${item.name.toLowerCase()}`, list)).toMatchObject({ match: 'unit', unit: item.id });
      expect(matchUnitName(item.name.replace('Phường', 'P.'), list)).toMatchObject({ match: 'unit', unit: item.id });
    }
    expect(matchUnitName('Ủy ban nhân dân 11 phường', list)).toMatchObject({
      match: 'level',
      count: 11,
      confidence: 0.95,
    });
  });
});

describe('expandAbbreviations', () => {
  it('leaves words that only look like abbreviations', () => {
    expect(expandAbbreviations('Trường THPT Trần Phú')).toBe('trường thpt trần phú');
    expect(expandAbbreviations('TT GDTX tỉnh')).toBe('trung tâm giáo dục thường xuyên tỉnh');
    expect(expandAbbreviations('TP.HCM')).toBe('thành phố hồ chí minh');
    expect(expandAbbreviations('Q.12, P3')).toBe('quận 12, phường 3');
  });
});
