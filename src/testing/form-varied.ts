/**
 * Twenty layouts of report forms in our own words, each with the definition that a careful reader would make of it. Written
 * down as `# number label` (with `+` for an open group), `- (under) label [kind unit; kind unit]`, `§ number label`.
 */
import type { FormDefinition } from '../documents/forms/definition.ts';
import type { LayoutBlock } from './form-layout.ts';

export interface VariedForm {
  readonly name: string;
  readonly blocks: readonly LayoutBlock[];
  readonly expected: readonly string[];
}

const HEAD = [
  'UBND XÃ ........',
  'Số:      /BC-UBND',
  'BÁO CÁO',
  'Kết quả Tuần lễ hưởng ứng học tập suốt đời năm 2026',
];
const FOOT = ['Nơi nhận:', '- UBND tỉnh;', '- Lưu: VT.', 'CHỦ TỊCH'];
const form = (name: string, body: readonly LayoutBlock[], expected: readonly string[]): VariedForm => ({
  name,
  blocks: [...HEAD, ...body, ...FOOT],
  expected,
});

export const VARIED_FORMS: readonly VariedForm[] = [
  form(
    'a unit column and a note column',
    [
      'I. Đánh giá chung',
      '........',
      'II. Số liệu',
      {
        rows: [
          ['STT', 'Nội dung', 'Đơn vị tính', 'Số lượng', 'Ghi chú'],
          ['I', 'Công tác tuyên truyền', '', '', ''],
          ['1', 'Tin, bài trên cổng thông tin', 'tin', '', ''],
          ['2', 'Băng rôn, khẩu hiệu', 'chiếc', '', ''],
          ['II', 'Hoạt động trong Tuần lễ', '', '', ''],
          ['1', 'Tọa đàm, nói chuyện chuyên đề', 'cuộc', '', ''],
          ['2', 'Người tham dự tọa đàm', 'lượt người', '', ''],
          ['III', 'Kinh phí', '', '', ''],
          ['1', 'Ngân sách xã', 'triệu đồng', '', ''],
          ['2', 'Nguồn khác', 'triệu đồng', '', ''],
        ],
      },
      'III. Kiến nghị',
    ],
    [
      '# I Công tác tuyên truyền',
      '- Tin, bài trên cổng thông tin [count tin]',
      '- Băng rôn, khẩu hiệu [count chiếc]',
      '# II Hoạt động trong Tuần lễ',
      '- Tọa đàm, nói chuyện chuyên đề [count cuộc]',
      '- Người tham dự tọa đàm [attendances lượt người]',
      '# III Kinh phí',
      '- Ngân sách xã [money triệu đồng]',
      '- Nguồn khác [money triệu đồng]',
      '§ I Đánh giá chung',
      '§ III Kiến nghị',
    ],
  ),
  form(
    'plan and result in two columns',
    [
      'I. Kết quả thực hiện',
      {
        rows: [
          ['TT', 'Chỉ tiêu', 'ĐVT', 'Kế hoạch', 'Thực hiện', 'Ghi chú'],
          ['1', 'Số lớp xóa mù chữ', 'lớp', '', '', ''],
          ['2', 'Số học viên xóa mù chữ', 'người', '', '', ''],
          ['3', 'Số cuốn sách luân chuyển', 'cuốn', '', '', ''],
        ],
      },
      'II. Đề xuất',
    ],
    [
      '# I Kết quả thực hiện',
      '- Số lớp xóa mù chữ [count lớp; count lớp]',
      '- Số học viên xóa mù chữ [people người; people người]',
      '- Số cuốn sách luân chuyển [count cuốn; count cuốn]',
      '§ II Đề xuất',
    ],
  ),
  form(
    'a column for each year',
    [
      {
        rows: [
          ['Nội dung', 'Đơn vị tính', 'Năm 2024', 'Năm 2025', 'Năm 2026'],
          ['1. Số hội thi đã tổ chức', 'cuộc', '', '', ''],
          ['2. Số lượt người dự thi', 'lượt người', '', '', ''],
        ],
      },
      'I. Nhận xét',
    ],
    [
      '# null ',
      '- Số hội thi đã tổ chức [count cuộc; count cuộc; count cuộc]',
      '- Số lượt người dự thi [attendances lượt người; attendances lượt người; attendances lượt người]',
      '§ I Nhận xét',
    ],
  ),
  form(
    'a merged header of two rows',
    [
      'I. Kết quả các hoạt động',
      {
        rows: [
          [
            { text: 'STT', down: 2 },
            { text: 'Tên hoạt động', down: 2 },
            { text: 'Kết quả', across: 2 },
            { text: 'Ghi chú', down: 2 },
          ],
          ['Số lượng', 'Số người tham gia'],
          ['(1)', '(2)', '(3)', '(4)', '(5)'],
          [{ text: 'A. Hội thảo, tọa đàm', across: 5 }],
          ['1', 'Tọa đàm về chuyển đổi số', '', '', ''],
          ['2', 'Nói chuyện với phụ nữ', '', '', ''],
          [{ text: 'B. Ngày hội', across: 5 }],
          ['1', 'Ngày hội đọc sách', '', '', ''],
        ],
      },
      'II. Khó khăn, vướng mắc',
    ],
    [
      '# A Hội thảo, tọa đàm',
      '- Tọa đàm về chuyển đổi số [count lần; people người]',
      '- Nói chuyện với phụ nữ [count; people người]',
      '# B Ngày hội',
      '- Ngày hội đọc sách [count; people người]',
      '§ II Khó khăn, vướng mắc',
    ],
  ),
  form(
    'lines with dots and no table',
    [
      'I. Công tác chỉ đạo',
      '........',
      'II. Kết quả',
      '1. Tuyên truyền',
      '- Số băng rôn đã treo: .......... chiếc',
      '- Số buổi phát thanh: .......... buổi',
      '- Tờ rơi, tờ gấp: .......... tờ',
      '2. Mở lớp',
      '- Số lớp tin học: .......... lớp',
      '- Số học viên: .......... người',
      '3. Tổng kinh phí: .......... đồng',
      'III. Phương hướng',
    ],
    [
      '# II.1 Tuyên truyền',
      '- Số băng rôn đã treo [count chiếc]',
      '- Số buổi phát thanh [count buổi]',
      '- Tờ rơi, tờ gấp [count tờ]',
      '# II.2 Mở lớp',
      '- Số lớp tin học [count lớp]',
      '- (Số lớp tin học) Số học viên [people học viên]',
      '# II Kết quả',
      '- Tổng kinh phí [money đồng]',
      '§ I Công tác chỉ đạo',
      '§ III Phương hướng',
    ],
  ),
  form(
    'two measures on one line, in several spellings',
    [
      'I. Kết quả',
      {
        rows: [
          ['Nội dung hoạt động', 'Kết quả'],
          [
            '1. Sự kiện\n- Triển lãm, số lượt người dự:\n- Số hội thảo và số đại biểu dự:\n- Số lớp bơi/ số học viên:\n- Số cuộc thi; số người dự thi:',
            '',
          ],
          ['2. Khen thưởng\n- Số tập thể được khen, số tiền thưởng:', ''],
        ],
      },
      'II. Kiến nghị',
    ],
    [
      '# 1 Sự kiện',
      '- Triển lãm, số lượt người dự [count lần; attendances lượt người]',
      '- Số hội thảo và số đại biểu dự [count lần; people người]',
      '- Số lớp bơi/ số học viên [count lớp; people học viên]',
      '- Số cuộc thi; số người dự thi [count cuộc thi; people người]',
      '# 2 Khen thưởng',
      '- Số tập thể được khen, số tiền thưởng [count tập thể; money đồng]',
      '§ II Kiến nghị',
    ],
  ),
  form(
    'open rows, numbered and dotted',
    [
      'I. Các hoạt động',
      {
        rows: [
          ['STT', 'Hoạt động', 'Số lượng', 'Ghi chú'],
          [{ text: 'A. Hoạt động chính', across: 4 }],
          ['1', 'Số buổi nói chuyện', '', ''],
          ['2', 'Số ngày hội', '', ''],
          ['3', '', '', ''],
          ['4', '', '', ''],
          [{ text: 'B. Hoạt động khác', across: 4 }],
          ['1', 'Số chuyến xe thư viện', '', ''],
          ['…', '…', '', ''],
        ],
      },
      'II. Đánh giá',
    ],
    [
      '# A Hoạt động chính +',
      '- Số buổi nói chuyện [count buổi]',
      '- Số ngày hội [count]',
      '# B Hoạt động khác +',
      '- Số chuyến xe thư viện [count]',
      '§ II Đánh giá',
    ],
  ),
  form(
    'mostly prose',
    [
      'I. Công tác lãnh đạo, chỉ đạo',
      '........',
      'II. Kết quả đạt được',
      '1. Về tuyên truyền',
      '........',
      '2. Về xây dựng xã hội học tập',
      '........',
      '3. Số liệu kèm theo',
      {
        rows: [
          ['Nội dung', 'Số lượng'],
          ['Số gia đình học tập', ''],
          ['Số dòng họ học tập', ''],
        ],
      },
      'III. Tồn tại, nguyên nhân',
      'IV. Nhiệm vụ thời gian tới',
      'V. Kiến nghị, đề xuất',
    ],
    [
      '# II.3 Số liệu kèm theo',
      '- Số gia đình học tập [count]',
      '- Số dòng họ học tập [count]',
      '§ I Công tác lãnh đạo, chỉ đạo',
      '§ II.1 Về tuyên truyền',
      '§ II.2 Về xây dựng xã hội học tập',
      '§ III Tồn tại, nguyên nhân',
      '§ IV Nhiệm vụ thời gian tới',
      '§ V Kiến nghị, đề xuất',
    ],
  ),
  form(
    'total with parts in columns',
    [
      'I. Người học',
      {
        rows: [
          [
            { text: 'TT', down: 2 },
            { text: 'Nội dung', down: 2 },
            { text: 'Tổng số', down: 2 },
            { text: 'Trong đó', across: 2 },
          ],
          ['Nữ', 'Dân tộc thiểu số'],
          ['1', 'Số học viên lớp xóa mù chữ', '', '', ''],
          ['2', 'Số lượt người học ngoại ngữ', '', '', ''],
        ],
      },
      'II. Ý kiến khác',
    ],
    [
      '# I Người học',
      '- Số học viên lớp xóa mù chữ [people học viên; people học viên; people học viên]',
      '- Số lượt người học ngoại ngữ [attendances lượt người; attendances lượt người; attendances lượt người]',
      '§ II Ý kiến khác',
    ],
  ),
  form(
    'two tables with columns of their own',
    [
      'I. Biểu 1: Các lớp học',
      {
        rows: [
          ['STT', 'Tên lớp', 'Số lớp', 'Số lượt người học'],
          ['1', 'Kỹ năng số', '', ''],
          ['2', 'Dạy nghề', '', ''],
        ],
      },
      'II. Biểu 2: Thư viện',
      {
        rows: [
          ['STT', 'Chỉ tiêu', 'Đơn vị', 'Kết quả'],
          ['1', 'Lượt bạn đọc', 'lượt', ''],
          ['2', 'Sách mượn về', 'cuốn', ''],
        ],
      },
      'III. Đề nghị',
    ],
    [
      '# I Biểu 1: Các lớp học',
      '- Kỹ năng số [count lớp; attendances lượt người]',
      '- Dạy nghề [count lớp; attendances lượt người]',
      '# II Biểu 2: Thư viện',
      '- Lượt bạn đọc [attendances lượt]',
      '- Sách mượn về [count cuốn]',
      '§ III Đề nghị',
    ],
  ),
  form(
    'parts of a number behind it on the same line',
    [
      'I. Kết quả',
      '- Tổng số người dự lễ khai mạc: .......... người, trong đó nữ: .......... người',
      '- Số lớp đã mở: .......... lớp; số học viên: .......... người; số lượt học: .......... lượt',
      'II. Kiến nghị',
    ],
    [
      '# I Kết quả',
      '- Tổng số người dự lễ khai mạc, trong đó nữ [people người; people người]',
      '- Số lớp đã mở; số học viên; số lượt học [count lớp; people học viên; attendances lượt]',
      '§ II Kiến nghị',
    ],
  ),
  form(
    'three ranks of numbers in the first column',
    [
      'I. Số liệu',
      {
        rows: [
          ['TT', 'Nội dung', 'Đơn vị tính', 'Số liệu'],
          ['1', 'Học tập cộng đồng', '', ''],
          ['1.1', 'Số trung tâm hoạt động tốt', 'trung tâm', ''],
          ['1.2', 'Số chuyên đề đã mở', 'chuyên đề', ''],
          ['2', 'Học tập trực tuyến', '', ''],
          ['2.1', 'Số tài khoản đã cấp', 'tài khoản', ''],
          ['2.2', 'Có trang học liệu số', 'Có/Không', ''],
          ['2.3', 'Tỷ lệ người lớn học trực tuyến', '%', ''],
        ],
      },
      'II. Đánh giá',
    ],
    [
      '# 1 Học tập cộng đồng',
      '- Số trung tâm hoạt động tốt [count trung tâm]',
      '- Số chuyên đề đã mở [count chuyên đề]',
      '# 2 Học tập trực tuyến',
      '- Số tài khoản đã cấp [count tài khoản]',
      '- Có trang học liệu số [yes-no có/không]',
      '- Tỷ lệ người lớn học trực tuyến [count %]',
      '§ II Đánh giá',
    ],
  ),
  form(
    'bullets below bullets',
    [
      'I. Kết quả',
      {
        rows: [
          ['Nội dung', 'Kết quả', 'Ghi chú'],
          [
            '1. Các lớp học\n- Lớp kỹ năng số:\n+ Số lớp:\n+ Số lượt người học:\n- Lớp nghề:\n+ Số lớp:\n+ Số lượt người học:\n- ......',
            '',
            '',
          ],
        ],
      },
      'II. Kiến nghị',
    ],
    [
      '# 1 Các lớp học +',
      '- (Lớp kỹ năng số) Số lớp [count lớp]',
      '- (Lớp kỹ năng số) Số lượt người học [attendances lượt người]',
      '- (Lớp nghề) Số lớp [count lớp]',
      '- (Lớp nghề) Số lượt người học [attendances lượt người]',
      '§ II Kiến nghị',
    ],
  ),
  form(
    'level by level in columns',
    [
      'I. Số liệu tổng hợp',
      {
        rows: [
          ['STT', 'Nội dung', 'Đơn vị tính', 'Cấp tỉnh', 'Cấp xã', 'Tổng cộng', 'Ghi chú'],
          ['1', 'Kế hoạch đã ban hành', 'kế hoạch', '', '', '', ''],
          ['2', 'Số lễ khai mạc', 'lễ', '', '', '', ''],
        ],
      },
      'II. Đề xuất',
    ],
    [
      '# I Số liệu tổng hợp',
      '- Kế hoạch đã ban hành [count kế hoạch; count kế hoạch; count kế hoạch]',
      '- Số lễ khai mạc [count lễ; count lễ; count lễ]',
      '§ II Đề xuất',
    ],
  ),
];

/** A definition in the notation of the expectations. */
export function outlineOf(definition: FormDefinition): string[] {
  return [
    ...definition.groups.flatMap((group) => [
      `# ${group.number} ${group.label}${group.open ? ' +' : ''}`,
      ...group.lines.map((line) => {
        const under = line.under === null ? '' : `(${line.under}) `;
        const measures = line.measures.map(({ kind, unit }) => (unit === null ? kind : `${kind} ${unit}`));
        return `- ${under}${line.label} [${measures.join('; ')}]`;
      }),
    ]),
    ...definition.sections.map((section) => `§ ${section.number} ${section.label}`),
  ];
}
