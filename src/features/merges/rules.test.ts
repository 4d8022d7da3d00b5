import { describe, expect, it } from 'vitest';
import { samplePapers } from '../../documents/write/test-papers.ts';
import { blankCells, fileNameOf, matchFields, valuesInOrder } from './rules.ts';

const { certificate } = samplePapers;
if (certificate.layout !== 'certificate') throw new Error('not a certificate');
const template = {
  ...certificate,
  recipient: { name: '{{Họ và tên}}', detail: '{{Lớp}}' },
  reason: 'Đã tham gia',
};

describe('a list meets a template', () => {
  it('without minding marks and case, telling what is missing and what is left over', () => {
    const model = { ...template, reason: 'Đã tham gia {{ hoạt động }} {{Họ và tên}}' };
    expect(matchFields(model, ['HỌ VÀ TÊN', 'Ngày sinh', 'hoat dong'])).toEqual({
      fields: [
        { field: 'Họ và tên', column: 'HỌ VÀ TÊN' },
        { field: 'Lớp', column: null },
        { field: 'hoạt động', column: 'hoat dong' },
      ],
      unused: ['Ngày sinh'],
    });
  });

  it('names each file', () => {
    // As the database gives a row back: shorter names of columns first.
    const row = { Lớp: '6A', 'Ghi chú': 'vắng', 'Họ và tên': 'Nguyễn Thị Hoa' };
    expect(valuesInOrder(template, row)).toEqual(['Nguyễn Thị Hoa', '6A']);
    expect(fileNameOf(12, template, row)).toBe('0012-nguyen-thi-hoa.pdf');
    expect(fileNameOf(5_000, template, { 'Họ và tên': '../..' })).toBe('5000.pdf');
  });

  it('tells the cells that will print empty, of the columns that are asked for', () => {
    const rows = [
      { 'Họ và tên': 'Nguyễn Thị Hoa', Lớp: '6A', 'Ghi chú': '' },
      { 'Họ và tên': ' ', Lớp: '6A', 'Ghi chú': '' },
    ];
    expect(blankCells(template, rows)).toEqual([{ row: 2, column: 'Họ và tên' }]);
    expect(blankCells(template, [])).toEqual([]);
  });
});
