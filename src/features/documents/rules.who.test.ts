import { describe, expect, test } from 'vitest';
import type { UnitId } from '../../platform/ids/ids.ts';
import { createProposer, kindOfAgency, type KnownUnit, proposeIssuer } from './rules.who.ts';

const unit = (id: number, name: string, kind: string, level: string, isInTree = true): KnownUnit => ({
  unitId: id as UnitId,
  name,
  kind,
  level,
  isInTree,
});

const province = unit(1, 'Tỉnh Sông Xanh', 'tinh', 'province');
const TREE = [
  province,
  unit(2, 'Sở Giáo dục và Đào tạo tỉnh Sông Xanh', 'department', 'unit'),
  unit(3, 'Huyện Cầu Tre', 'huyen', 'district'),
  unit(4, 'Thị xã Bến Đò', 'thi_xa', 'district'),
  unit(5, 'Xã Đồi Chè', 'xa', 'commune'),
  unit(9, 'Bộ Giáo dục và Đào tạo', 'ministry', 'country', false),
];
const propose = createProposer(TREE, { allowNew: true });

describe('what words stand for', () => {
  test.each([
    ['UBND tỉnh', { is: 'unit', unitId: 1 }],
    ['Sở GDĐT', { is: 'unit', unitId: 2 }],
    ['UBND huyện Cầu Tre', { is: 'unit', unitId: 3 }],
    ['UBND các huyện, thị xã', { is: 'level', level: 'district' }],
    ['UBND cấp xã', { is: 'level', level: 'commune' }],
    ['Bộ Giáo dục và Đào tạo', { is: 'words' }],
    ['Đề nghị Hội Khuyến học tỉnh', { is: 'new', kind: 'association', name: 'Hội Khuyến học tỉnh' }],
    ['Phòng Giáo dục thường xuyên', { is: 'new', kind: 'division', name: 'Phòng Giáo dục thường xuyên' }],
    ['Các sở, ban, ngành và tổ chức chính trị - xã hội tỉnh', { is: 'words' }],
    ['Báo Sông Xanh, Đài Phát thanh và Truyền hình', { is: 'words' }],
    ['Lãnh đạo các phòng, ban, đơn vị', { is: 'words' }],
  ])('%s', (label, expected) => {
    expect(propose(label).to).toMatchObject(expected);
  });

  test('of a list of many bodies the one level in it is proposed, for a person to look at', () => {
    const label =
      'các sở, ban, ngành, đoàn thể, Hội Khuyến học và Ủy ban nhân dân thị xã, huyện, các trường trung học phổ thông';
    expect(propose(label)).toEqual({ to: { is: 'level', level: 'district' }, certain: false });
  });

  test('a level that the tree does not have is never proposed', () => {
    const small = createProposer([unit(1, 'Xã Đồi Chè', 'xa', 'commune')], { allowNew: true });
    expect(small('UBND các huyện, thị xã').to).toEqual({ is: 'words' });
  });

  test('two units of one name are nobody until a person says which', () => {
    const twins = createProposer(
      [province, unit(6, 'Xã Phú Hòa', 'xa', 'commune'), unit(7, 'Xã Phú Hoà', 'xa', 'commune')],
      {
        allowNew: true,
      },
    );
    expect(twins('UBND xã Phú Hòa').to).toEqual({ is: 'words' });
  });
});

test.each([
  ['Văn phòng UBND tỉnh', 'office'],
  ['Liên đoàn Lao động quận', 'union'],
  ['Thư viện tỉnh', 'library'],
  ['Trường Trung cấp Kinh tế', 'school'],
  ['Trung tâm học tập cộng đồng xã Đồi Chè', 'learning_centre'],
  ['Đài Phát thanh và Truyền hình', 'media'],
  ['Những người bạn của sách', 'other'],
])('%s is a %s', (label, kind) => expect(kindOfAgency(label)).toBe(kind));

describe('the issuer', () => {
  test('is the territory that it names, or the own unit when it names none', () => {
    expect(proposeIssuer('Ủy ban nhân dân tỉnh Sông Xanh', province, propose)).toMatchObject({
      to: { unitId: 1 },
      certain: true,
    });
    expect(proposeIssuer(null, province, propose)).toMatchObject({ to: { unitId: 1 }, certain: false });
  });

  test('an office that the tree does not have is proposed as a new one', () => {
    expect(proposeIssuer('Văn phòng UBND tỉnh', province, propose).to).toMatchObject({ is: 'new', kind: 'office' });
  });
});
