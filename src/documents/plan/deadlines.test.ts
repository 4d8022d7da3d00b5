/** Due dates in the many ways that documents put them; each sentence stands in a plan of its own. */
import { describe, expect, it } from 'vitest';
import { readTextBlocks } from '../readers/text.ts';
import { readPlan } from './read-plan.ts';

interface Wanted {
  readonly due: string | null;
  readonly time?: string;
  readonly from: string | null;
  readonly to: readonly string[];
  readonly via?: string;
  readonly what: string;
}

const report = 'báo cáo kết quả';

/** Sentence as a task of "Các trường học" (numbered agency), and what it says. */
const OF_AGENCY: readonly (readonly [string, readonly Omit<Wanted, 'from'>[]])[] = [
  [
    'Gửi báo cáo về UBND xã chậm nhất là ngày 10 tháng 10 năm 2024.',
    [{ due: '2024-10-10', to: ['UBND xã'], what: report }],
  ],
  [
    'Báo cáo kết quả trước ngày 10/10/2024 về UBND xã để tổng hợp, báo cáo Sở Giáo dục và Đào tạo.',
    [{ due: '2024-10-10', to: ['UBND xã'], what: report }],
  ],
  [
    'Nộp báo cáo cho Phòng Văn hóa - Xã hội trước 17 giờ 00 ngày 09/10/2024.',
    [{ due: '2024-10-09', time: '17:00', to: ['Phòng Văn hóa - Xã hội'], what: report }],
  ],
  [
    'Tổng hợp kết quả gửi UBND xã, Hội Khuyến học xã không quá ngày 12/10/2024.',
    [{ due: '2024-10-12', to: ['UBND xã', 'Hội Khuyến học xã'], what: report }],
  ],
  [
    'Gửi báo cáo về UBND xã thông qua Phòng Văn hóa - Xã hội, trễ nhất ngày 11/10.',
    [{ due: '2024-10-11', to: ['UBND xã'], via: 'Phòng Văn hóa - Xã hội', what: report }],
  ],
  [
    'Hoàn thành báo cáo, gửi về UBND xã (qua đồng chí Lê Thị Hoa) trước 10/10/2024.',
    [{ due: '2024-10-10', to: ['UBND xã'], via: 'đồng chí Lê Thị Hoa', what: report }],
  ],
  [
    'Xây dựng kế hoạch và gửi về UBND xã trước ngày 28/9/2024; báo cáo kết quả về UBND xã trước ngày 10/10/2024.',
    [
      { due: '2024-09-28', to: ['UBND xã'], what: 'kế hoạch' },
      { due: '2024-10-10', to: ['UBND xã'], what: report },
    ],
  ],
  [
    'Gửi kế hoạch trước ngày 28/9/2024 và báo cáo kết quả trước ngày 10/10/2024 về UBND xã.',
    [
      { due: '2024-09-28', to: ['UBND xã'], what: 'kế hoạch' },
      { due: '2024-10-10', to: ['UBND xã'], what: report },
    ],
  ],
  [
    'Báo cáo kết quả về UBND xã trong vòng 03 ngày sau khi kết thúc Tuần lễ.',
    [{ due: '2024-10-10', to: ['UBND xã'], what: report }],
  ],
  [
    'Chậm nhất sau 05 ngày kể từ ngày kết thúc Tuần lễ, gửi báo cáo về UBND xã.',
    [{ due: '2024-10-12', to: ['UBND xã'], what: report }],
  ],
  ['Báo cáo số liệu về UBND xã trước ngày 20 hằng tháng.', [{ due: null, to: ['UBND xã'], what: report }]],
  [
    'Đăng ký nội dung tham gia ngày hội đọc sách với UBND xã trước ngày 27/9/2024.',
    [{ due: '2024-09-27', to: ['UBND xã'], what: 'đăng ký' }],
  ],
  [
    'Lập danh sách học viên gửi Trung tâm học tập cộng đồng trước ngày 30/9/2024.',
    [{ due: '2024-09-30', to: ['Trung tâm học tập cộng đồng'], what: 'danh sách' }],
  ],
  [
    'Trang trí khẩu hiệu tại cổng trường, hoàn thành trước ngày 30/9/2024.',
    [{ due: '2024-09-30', to: [], what: 'Trang trí khẩu hiệu tại cổng trường' }],
  ],
  ['Hạn nộp báo cáo: ngày 10/10/2024, nơi nhận: UBND xã.', [{ due: '2024-10-10', to: ['UBND xã'], what: report }]],
  ['Thời hạn gửi báo cáo về UBND xã là ngày 10/10/2024.', [{ due: '2024-10-10', to: ['UBND xã'], what: report }]],
  [
    'Báo cáo UBND xã kết quả thực hiện xong trước ngày 10/10/2024.',
    [{ due: '2024-10-10', to: ['UBND xã'], what: report }],
  ],
  ['Tổ chức Tuần lễ từ ngày 01/10/2024 đến ngày 07/10/2024 tại trường.', []],
  ['Tuyên truyền trước, trong và sau Tuần lễ.', []],
  ['Thực hiện theo Công văn số 5201/BGDĐT-GDTX ngày 09/9/2024 của Bộ Giáo dục và Đào tạo.', []],
  [
    'Gửi báo cáo về UBND xã và Sở Giáo dục và Đào tạo vào ngày 10/10/2024.',
    [{ due: '2024-10-10', to: ['UBND xã', 'Sở Giáo dục và Đào tạo'], what: report }],
  ],
  [
    'Báo cáo kết quả thực hiện gửi Sở Giáo dục và Đào tạo, đồng gửi Hội Khuyến học tỉnh muộn nhất ngày 10/10/2024.',
    [{ due: '2024-10-10', to: ['Sở Giáo dục và Đào tạo', 'Hội Khuyến học tỉnh'], what: report }],
  ],
  ['Trước ngày 10/10/2024, gửi báo cáo kết quả về UBND xã.', [{ due: '2024-10-10', to: ['UBND xã'], what: report }]],
  [
    'Gửi hồ sơ đề nghị khen thưởng về Hội Khuyến học xã trước ngày 15/10/2024.',
    [{ due: '2024-10-15', to: ['Hội Khuyến học xã'], what: 'hồ sơ khen thưởng' }],
  ],
  ['Gửi tin, bài, hình ảnh hoạt động về Trung tâm Văn hóa - Thông tin xã trước 16h00 hằng ngày.', []],
];

describe('a task of an agency', () => {
  it.each(OF_AGENCY)('%s', (sentence, wanted) => {
    const plan = documentWith(`1. UBND xã\n- Chỉ đạo chung.\n2. Các trường học\n- Treo băng rôn.\n- ${sentence}`);
    expect(deadlinesOf(plan)).toEqual(wanted.map((deadline) => complete({ ...deadline, from: 'Các trường học' })));
  });
});

/** Sentence after the sections, or under a heading of its own. */
const BY_ITSELF: readonly (readonly [string, readonly Wanted[]])[] = [
  [
    'Đề nghị các trường học, trung tâm học tập cộng đồng báo cáo kết quả về UBND xã (qua Phòng Văn hóa - Xã hội) trước ngày 10/10/2024.',
    [
      {
        due: '2024-10-10',
        from: 'các trường học, trung tâm học tập cộng đồng',
        to: ['UBND xã'],
        via: 'Phòng Văn hóa - Xã hội',
        what: report,
      },
    ],
  ],
  [
    'Các đơn vị gửi báo cáo về UBND xã chậm nhất ngày 10/10/2024.',
    [{ due: '2024-10-10', from: 'Các đơn vị', to: ['UBND xã'], what: report }],
  ],
  [
    'Yêu cầu Hiệu trưởng các trường nghiêm túc thực hiện và báo cáo kết quả về UBND xã trước ngày 10/10/2024.',
    [{ due: '2024-10-10', from: 'Hiệu trưởng các trường', to: ['UBND xã'], what: report }],
  ],
  [
    'Kết thúc Tuần lễ, các đơn vị tổng hợp kết quả, gửi về Phòng Văn hóa - Xã hội trước ngày 10/10/2024 để tổng hợp báo cáo UBND xã.',
    [{ due: '2024-10-10', from: 'các đơn vị', to: ['Phòng Văn hóa - Xã hội'], what: report }],
  ],
  [
    'Giao Phòng Văn hóa - Xã hội theo dõi, tổng hợp, báo cáo UBND xã trước ngày 15/10/2024.',
    [{ due: '2024-10-15', from: 'Phòng Văn hóa - Xã hội', to: ['UBND xã'], what: report }],
  ],
];

describe('a sentence by itself', () => {
  it.each(BY_ITSELF)('%s', (sentence, wanted) => {
    const plan = documentWith(
      `1. UBND xã\n- Chỉ đạo chung.\n2. Các trường học\n- Treo băng rôn.\nIV. CHẾ ĐỘ BÁO CÁO\n${sentence}`,
    );
    expect(deadlinesOf(plan)).toEqual(wanted.map(complete));
  });
});

function documentWith(section: string): string {
  return `UBND XÃ TÂN AN
Số: 12/KH-UBND
Tân An, ngày 20 tháng 9 năm 2024

KẾ HOẠCH
Tổ chức Tuần lễ hưởng ứng học tập suốt đời năm 2024

UBND xã Tân An xây dựng kế hoạch như sau:
I. CHỦ ĐỀ
“Phát triển văn hóa đọc thúc đẩy học tập suốt đời”
II. THỜI GIAN
Từ ngày 01/10/2024 đến ngày 07/10/2024.
III. TỔ CHỨC THỰC HIỆN
${section}

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Nguyễn Văn An
`;
}

function deadlinesOf(text: string): object[] {
  return readPlan(readTextBlocks(new TextEncoder().encode(text))).reading.deadlines;
}

function complete(wanted: Wanted): object {
  return {
    due: wanted.due,
    time: wanted.time ?? null,
    from: wanted.from,
    to: wanted.to,
    via: wanted.via ?? null,
    what: wanted.what,
    mailboxes: [],
  };
}
