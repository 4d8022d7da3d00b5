import { describe, expect, it } from 'vitest';
import type { CalendarDate, Decimal } from '../../platform/ids/ids.ts';
import { csvOf, earlierFigure, figuresOf, headlinesOf, type PublishedFigure, readAwardees } from './rules.ts';

const measure = (key: string, indicator: string | null, addingUp = 'sum') => ({
  key,
  label: `Số ${key}`,
  unit: 'lớp',
  indicator,
  addingUp,
});
const figure = (over: Partial<PublishedFigure>): PublishedFigure => ({
  key: 'a',
  indicator: 'CLASS.PROF.N',
  group: 'Các lớp',
  label: 'Số lớp',
  unit: 'lớp',
  value: '3' as Decimal,
  givers: 2,
  ...over,
});

describe('published figures', () => {
  it('are those that add up and that somebody gave', () => {
    const figures = figuresOf({
      groups: [{ label: 'Các lớp' }],
      cells: [
        { cell: 1, groupNo: 1, line: { under: null }, measure: measure('mot', 'CLASS.PROF.N') },
        { cell: 2, groupNo: 1, line: { under: 'Lớp một' }, measure: measure('luot', 'CLASS.PROF.P') },
        { cell: 3, groupNo: 1, line: { under: null }, measure: measure('khong', 'CLASS.VOC.N') },
        { cell: 4, groupNo: 1, line: { under: null }, measure: measure('loi', null, 'none') },
      ],
      sums: ['5', '120', '0', '9'] as Decimal[],
      givers: [3, 2, 0, 4],
    });
    expect(figures.map(({ label, value, givers }) => [label, value, givers])).toEqual([
      ['Số mot', '5', 3],
      ['Lớp một – Số luot', '120', 2],
    ]);
  });

  it('a zero that was given is published', () => {
    const [only] = figuresOf({
      groups: [],
      cells: [{ cell: 1, groupNo: 1, line: { under: null }, measure: measure('mot', null) }],
      sums: ['0' as Decimal],
      givers: [1],
    });
    expect(only).toMatchObject({ value: '0', givers: 1 });
  });

  it('stand beside an earlier year by the national indicator, not by words', () => {
    const then = figure({ key: 'khac', label: 'Lớp bồi dưỡng', value: '2' as Decimal });
    expect(earlierFigure(figure({}), [figure({ indicator: 'CLASS.VOC.N' }), then])).toBe(then);
    expect(earlierFigure(figure({ indicator: null }), [figure({ indicator: null })])).toBeNull();
  });
});

describe('open data', () => {
  it('is one line a number, quoted where it must be, and runs nothing in a spreadsheet', () => {
    const csv = csvOf([
      {
        year: 2026,
        unitCode: '07',
        unitName: 'Xã "A", tỉnh B',
        publishedOn: '2026-11-01' as CalendarDate,
        reports: 3,
        expected: 4,
        figures: [figure({ label: '=HYPERLINK("http://x")', value: '-2' as Decimal })],
      },
    ]);
    expect(csv.startsWith('\ufeffnam,ma_don_vi')).toBe(true);
    expect(csv.split('\r\n')[1]).toBe(
      `2026,07,"Xã ""A"", tỉnh B",2026-11-01,3,4,${figure({}).group},"'=HYPERLINK(""http://x"")",CLASS.PROF.N,-2,lớp,2`,
    );
  });
});

describe('a pasted list of awardees', () => {
  it('takes name and achievement apart, whatever divides them', () => {
    const text =
      '1. Trường THCS Hoa Sen\tTổ chức tốt\n2) Bà Lê Thị Út; Mở lớp xóa mù chữ\n\nÔng K’Brêm – Dạy nghề\nHội Khuyến học xã';
    expect(readAwardees(text).lines).toEqual([
      { awardee: 'Trường THCS Hoa Sen', achievement: 'Tổ chức tốt' },
      { awardee: 'Bà Lê Thị Út', achievement: 'Mở lớp xóa mù chữ' },
      { awardee: 'Ông K’Brêm', achievement: 'Dạy nghề' },
      { awardee: 'Hội Khuyến học xã', achievement: '' },
    ]);
  });

  it('tells lines that are too long, and a list that is', () => {
    expect(readAwardees(`Ngắn\n${'a'.repeat(301)}`).tooLong).toEqual([2]);
    expect(readAwardees(Array.from({ length: 501 }, () => 'Tên').join('\n')).tooMany).toBe(true);
  });
});

describe('headlines', () => {
  const line = (label: string, unit: string | null, value: string, givers: number) =>
    figure({ key: label, label, unit, value: value as Decimal, givers });

  it('add the lines of one unit of measure, with the least and the most units behind a line; people are not added', () => {
    expect(
      headlinesOf([
        line('Số lớp nghề', 'lớp', '40', 12),
        line('Lượt người học nghề', 'lượt người', '1659', 13),
        line('Số lớp kỹ năng số', 'lớp', '2', 9),
        line('Người được khen', 'người', '90', 13),
        line('Kinh phí', 'đồng', '125900000', 13),
        line('Không đơn vị tính', null, '7', 1),
      ]),
    ).toEqual([
      { unit: 'lớp', value: '42', lines: 2, givers: [9, 12] },
      { unit: 'lượt người', value: '1659', lines: 1, givers: [13, 13] },
    ]);
  });

  it('never count a line twice: a sum stands for its parts, a part is left out, two sums make none', () => {
    const parts = [line('Số lớp nghề', 'lớp', '40', 12), line('Trong đó: lớp cho phụ nữ', 'lớp', '9', 5)];
    expect(headlinesOf(parts)).toEqual([{ unit: 'lớp', value: '40', lines: 1, givers: [12, 12] }]);
    expect(headlinesOf([...parts, line('Tổng số lớp', 'lớp', '44', 13)])).toMatchObject([{ value: '44', lines: 1 }]);
    expect(headlinesOf([...parts, line('Tổng số lớp', 'lớp', '44', 13), line('TỔNG SỐ LỚP', 'lớp', '4', 3)])).toEqual(
      [],
    );
  });
});
