import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { MOST_OF_A_GROUP, readGuestLine, readGuestLines } from './rules.guest-lines.ts';

describe('how many people a line of guests means', () => {
  test.for([
    ['Chủ tịch Hội Khuyến học', 'Chủ tịch Hội Khuyến học', 1, 'one'],
    ['Hiệu trưởng 03 trường THPT công lập', 'Hiệu trưởng 03 trường THPT công lập', 3, 'said'],
    ['Phó Trưởng phòng (02 người)', 'Phó Trưởng phòng', 2, 'said'],
    ['- Lãnh đạo 11 phường;', 'Lãnh đạo 11 phường', 11, 'said'],
    ['1. Bí thư Đoàn Phường 3', 'Bí thư Đoàn Phường 3', 1, 'one'],
    ['Giám đốc Trung tâm GDTX Quận 12', 'Giám đốc Trung tâm GDTX Quận 12', 1, 'one'],
    ['05 hiệu trưởng trường tiểu học', 'Hiệu trưởng trường tiểu học', 5, 'said'],
    ['hai Phó Chủ tịch', 'Phó Chủ tịch', 2, 'said'],
    ['01 lãnh đạo và 02 chuyên viên Sở Nội vụ', '01 lãnh đạo và 02 chuyên viên Sở Nội vụ', 3, 'said'],
    ['Hiệu trưởng 03 trường THPT, mỗi trường 02 người', 'Hiệu trưởng 03 trường THPT, mỗi trường 02 người', 6, 'said'],
    ['Đại diện 04 xã (02 người/xã)', 'Đại diện 04 xã (02 người/xã)', 8, 'said'],
    ['Học sinh tiêu biểu: 40 người', 'Học sinh tiêu biểu', 40, 'said'],
    ['Học sinh tiêu biểu: 8 em', 'Học sinh tiêu biểu', 8, 'said'],
    ['Phụ huynh\t15', 'Phụ huynh', 15, 'said'],
    ['Trường THPT số 2', 'Trường THPT số 2', 1, 'one'],
    ['Nhà giáo được khen năm 2026', 'Nhà giáo được khen năm 2026', 1, 'one'],
    ['Hội viên (SL: 12)', 'Hội viên', 12, 'said'],
  ] as const)('%s', ([line, label, quota, how]) => {
    expect(readGuestLine(line)).toEqual({ label, quota, how, email: null });
  });

  test('takes the address where the answer is to be asked for', () => {
    expect(readGuestLine('Chủ tịch Hội Cựu giáo chức (02 người) <CuuGiaoChuc@Hoi.vn>')).toEqual({
      label: 'Chủ tịch Hội Cựu giáo chức',
      quota: 2,
      how: 'said',
      email: 'cuugiaochuc@hoi.vn',
    });
  });

  test('keeps the numbers of lines, leaves out empty ones, names repetitions', () => {
    const lines = readGuestLines('Chủ tịch Hội\r\n\n  -  \nchu tich hoi (2 người)');
    expect(lines.map(({ line, quota, isRepeated }) => [line, quota, isRepeated])).toEqual([
      [1, 1, false],
      [4, 2, true],
    ]);
  });

  test('whatever is pasted, a line is an office of one to five hundred people, in bounded time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (text) => {
        for (const { label, quota } of readGuestLines(text)) {
          expect(quota).toBeGreaterThanOrEqual(1);
          expect(quota).toBeLessThanOrEqual(MOST_OF_A_GROUP);
          expect(label.length).toBeLessThanOrEqual(300);
        }
      }),
    );
    // Where a rule goes back over its letters again and again, this one never ends: the limit of the test is its guard.
    expect(readGuestLines('mỗi trường 02 '.repeat(20_000)).length).toBeLessThanOrEqual(1);
  });
});
