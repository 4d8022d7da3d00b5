import { describe, expect, it } from 'vitest';
import { samplePapers } from '../../documents/write/test-papers.ts';
import { fileNameOf, matchFields } from './rules.ts';

describe('a list meets a template', () => {
  it('without minding marks and case, telling what is missing and what is left over', () => {
    const paper = samplePapers.certificate;
    if (paper.layout !== 'certificate') throw new Error('not a certificate');
    const model = {
      ...paper,
      recipient: { name: '{{Họ và tên}}', detail: '{{Lớp}}' },
      reason: 'Đã tham gia {{ hoạt động }} {{Họ và tên}}',
    };
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
    expect(fileNameOf(12, { 'Họ và tên': 'Nguyễn Thị Hoa' })).toBe('0012-nguyen-thi-hoa.pdf');
    expect(fileNameOf(5_000, { a: '', b: '../..' })).toBe('5000.pdf');
  });
});
