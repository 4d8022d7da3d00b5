/** Due dates in wordings that a list of offices and verbs does not hold, in sentences of our own. */
import { describe, expect, it } from 'vitest';
import { readTextBlocks } from '../readers/text.ts';
import { readPlan } from './read-plan.ts';

type Due = readonly [due: string | null, from: string | null, to: readonly string[], what: string];

const report = 'báo cáo kết quả';

/** The sentence as a part of its own, below no agency. */
function duesOf(part: string): Due[] {
  const text = `UBND HUYỆN PHÚ LỘC
Số: 45/KH-UBND
Phú Lộc, ngày 16 tháng 9 năm 2025

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2025

UBND huyện Phú Lộc xây dựng kế hoạch như sau:

I. NỘI DUNG
1. Chủ đề: “Mỗi ngày học một điều hay”.
2. Thời gian: từ ngày 01/10/2025 đến ngày 07/10/2025.

II. TỔ CHỨC THỰC HIỆN
1. Phòng Giáo dục và Đào tạo
- Theo dõi chung.
2. Các trường học
- Treo băng rôn.

III. BÁO CÁO
${part}

Nơi nhận:
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn An
`;
  const { deadlines } = readPlan(readTextBlocks(new TextEncoder().encode(text))).reading;
  return deadlines.map(({ due, from, to, what }) => [due, from, to, what]);
}

describe('who owes', () => {
  it.each<readonly [string, readonly Due[]]>([
    [
      'Vườn Quốc gia Bạch Mã gửi lịch trải nghiệm cho các trường học trước ngày 28/9/2025.',
      [['2025-09-28', 'Vườn Quốc gia Bạch Mã', ['các trường học'], 'gửi lịch trải nghiệm cho các trường học']],
    ],
    [
      'Báo cáo của các đơn vị gửi về UBND huyện chậm nhất ngày 10/10/2025.',
      [['2025-10-10', 'các đơn vị', ['UBND huyện'], report]],
    ],
    [
      'Căn cứ nội dung Kế hoạch này, các phòng, ban, ngành báo cáo kết quả về UBND huyện trước ngày 12/10/2025.',
      [['2025-10-12', 'các phòng, ban, ngành', ['UBND huyện'], report]],
    ],
    [
      'Danh sách học viên được tặng sách, Hội Khuyến học các xã gửi về Hội Khuyến học huyện trước ngày 24/9/2025.',
      [['2025-09-24', 'Hội Khuyến học các xã', ['Hội Khuyến học huyện'], 'danh sách']],
    ],
    [
      'Các xã miền núi gửi báo cáo về UBND huyện trước ngày 12/10/2025, các xã còn lại trước ngày 10/10/2025.',
      [
        ['2025-10-12', 'Các xã miền núi', ['UBND huyện'], report],
        ['2025-10-10', 'các xã còn lại', ['UBND huyện'], report],
      ],
    ],
    [
      'Thời hạn báo cáo: các trường trước ngày 08/10/2025; UBND các xã, thị trấn trước ngày 10/10/2025.',
      [
        ['2025-10-08', 'các trường', [], report],
        ['2025-10-10', 'UBND các xã, thị trấn', [], report],
      ],
    ],
    [
      'Ủy ban nhân dân các xã, thị trấn; các cơ quan trực thuộc huyện báo cáo kết quả về UBND huyện trước ngày 10/10/2025.',
      [['2025-10-10', 'Ủy ban nhân dân các xã, thị trấn; các cơ quan trực thuộc huyện', ['UBND huyện'], report]],
    ],
    [
      '- Trước ngày 24/9/2025: Tổ Giáo dục thường xuyên gửi danh sách học viên cho Ban Giám đốc.',
      [['2025-09-24', 'Tổ Giáo dục thường xuyên', ['Ban Giám đốc'], 'danh sách']],
    ],
    [
      '- Câu lạc bộ “Bạn cùng học”: các lớp đăng ký thành viên với Đoàn trường trước ngày 23/9/2025.',
      [['2025-09-23', 'các lớp', ['Đoàn trường'], 'đăng ký']],
    ],
    [
      'Giao cho Phòng Giáo dục và Đào tạo tổng hợp, báo cáo UBND tỉnh trước ngày 20/10/2025.',
      [['2025-10-20', 'Phòng Giáo dục và Đào tạo', ['UBND tỉnh'], report]],
    ],
  ])('%s', (sentence, wanted) => {
    expect(duesOf(sentence)).toEqual(wanted);
  });
});

describe('to whom, what and when', () => {
  it.each<readonly [string, readonly [string, readonly string[], string]]>([
    [
      'gửi danh sách cho cán bộ văn hóa - xã hội xã trước ngày 25/9/2025.',
      ['2025-09-25', ['cán bộ văn hóa - xã hội xã'], 'danh sách'],
    ],
    [
      'nộp kế hoạch về thường trực Hội đồng đánh giá trước ngày 25/9/2025.',
      ['2025-09-25', ['thường trực Hội đồng đánh giá'], 'kế hoạch'],
    ],
    ['báo cáo kết quả về UBND huyện, qua Văn phòng, trước ngày 10/10/2025.', ['2025-10-10', ['UBND huyện'], report]],
    [
      'báo cáo kết quả về UBND huyện trước ngày 10/10/2025, đồng gửi Hội Khuyến học huyện để theo dõi.',
      ['2025-10-10', ['UBND huyện', 'Hội Khuyến học huyện'], report],
    ],
    ['gửi kế hoạch về UBND huyện trước khi khai mạc Tuần lễ 05 ngày.', ['2025-09-26', ['UBND huyện'], 'kế hoạch']],
    ['gửi kế hoạch về UBND huyện chậm nhất 03 ngày trước Tuần lễ.', ['2025-09-28', ['UBND huyện'], 'kế hoạch']],
    ['gửi báo cáo về UBND huyện (hạn: 10/10/2025).', ['2025-10-10', ['UBND huyện'], report]],
    [
      'biên tập bản tin, gửi các chi hội trước ngày 25/9/2025.',
      ['2025-09-25', ['các chi hội'], 'biên tập bản tin, gửi các chi hội'],
    ],
  ])('%s', (duty, [due, to, what]) => {
    expect(duesOf(`Các trường học ${duty}`)).toEqual([[due, 'Các trường học', to, what]]);
  });

  it('the time for handing in ends with its last day', () => {
    expect(duesOf('Thời gian nộp sản phẩm: Từ ngày 20/9/2025 đến hết ngày 30/9/2025.')).toEqual([
      ['2025-09-30', null, [], 'sản phẩm dự thi'],
    ]);
  });

  it('goes where the next clause says', () => {
    expect(duesOf('Thời gian đăng ký: trước ngày 25/9/2025; nơi đăng ký: Văn phòng Đoàn trường.')).toEqual([
      ['2025-09-25', null, ['Văn phòng Đoàn trường'], 'đăng ký'],
    ]);
  });

  it('is the same thing when only the next recipient is named', () => {
    expect(
      duesOf(
        'Các trường học tổng hợp báo cáo, trình UBND huyện trước ngày 18/10/2025; gửi Sở Giáo dục và Đào tạo trước ngày 20/10/2025.',
      ).map(([due, , to, what]) => [due, to, what]),
    ).toEqual([
      ['2025-10-18', ['UBND huyện'], report],
      ['2025-10-20', ['Sở Giáo dục và Đào tạo'], report],
    ]);
  });
});
