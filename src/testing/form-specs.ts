/**
 * Two report forms in our own words, with the layouts that the forms of 2022 really had: one of six groups (one without a
 * number, continued in a second table), one of eight. Tests and benches build files from them.
 */

export type FormKind = 'six-groups' | 'eight-groups';

export interface SpecGroup {
  readonly head: string;
  /** Lines as printed. An empty bullet is an open row. */
  readonly lines: readonly string[];
  /** Lines before this index stand in the first table, the others in a second one. */
  readonly breakAt?: number;
}

export interface FormSpec {
  readonly issuer: readonly string[];
  readonly number: string;
  readonly title: readonly string[];
  readonly addressees: readonly string[];
  readonly headings: readonly [
    direction: string,
    results: string,
    table: string,
    prosCons: string,
    next: string,
    proposals: string,
  ];
  readonly groups: readonly SpecGroup[];
  readonly recipients: readonly string[];
  readonly signer: string;
  /** Indicator lines in each group, as a person counts them. */
  readonly lineCounts: readonly number[];
  /** Numbers to give in all: a line with two measures counts twice. */
  readonly measureCount: number;
}

const SIX: FormSpec = {
  issuer: ['UBND HUYỆN, THÀNH PHỐ ........'],
  number: 'Số:      /BC-UBND',
  title: ['BÁO CÁO', 'V/v hưởng ứng Tuần lễ học tập suốt đời năm 2022'],
  addressees: [],
  headings: [
    'I. VIỆC CHỈ ĐẠO',
    'II. SỐ LIỆU KẾT QUẢ',
    '1. Kết quả của từng hoạt động',
    '2. Thuận lợi, khó khăn',
    'III. VIỆC SẼ LÀM TIẾP',
    'IV. KIẾN NGHỊ',
  ],
  groups: [
    { head: '1. Kế hoạch hưởng ứng Tuần lễ', lines: ['+ Cấp huyện:', '+ Cấp xã:'] },
    {
      head: '2. Truyền thông:',
      lines: [
        '- Số tin, bài phát trên đài phát thanh:',
        '- Số tờ báo tường, số bài viết về học tập suốt đời:',
        '- .....',
      ],
    },
    {
      head: '3. Tuyên truyền:',
      lines: [
        '- Số trang tin, bài đăng, video về học tập suốt đời',
        '- Số lượng sách, tài liệu phát hành:',
        '- Số băng rôn, pa nô, khẩu hiệu đã treo:',
        '- .....',
      ],
    },
    {
      head: '4. Hội thảo, tọa đàm, văn nghệ... trong Tuần lễ:',
      lines: ['- Số cuộc hội thảo, tọa đàm:', 'Số người tham gia:', '- Hội diễn văn nghệ:', '- .....'],
    },
    {
      head: '5. Khai giảng các lớp (các lớp mở từ 24/10 đến 15/11/2022):',
      lines: [
        '- Số lớp bồi dưỡng chuyên môn, nghiệp vụ cho công chức, viên chức và người lao động tại cơ quan, đơn vị:',
        'Số lượt người tham gia:',
        '- Số lớp dạy nghề cho người lao động ở nông thôn:',
        'Số lượt người tham gia:',
        '- Số lớp theo chương trình đáp ứng yêu cầu người học, cập nhật kiến thức, kỹ năng số:',
        'Số lượt người tham gia:',
        '- Số lớp xóa mù chữ:',
        'Số lượt người tham gia:',
        '- Các lớp khác:',
        'Số lượt người tham gia:',
      ],
      breakAt: 2,
    },
    {
      head: 'Tổng kết, khen thưởng:',
      lines: ['- Số đơn vị được khen:', '- Số cá nhân được khen:', '- Tổng kinh phí khen thưởng:'],
    },
  ],
  recipients: ['- UBND tỉnh;', '- Sở Giáo dục và Đào tạo;', '- Lưu: VT.'],
  signer: 'CHỦ TỊCH',
  lineCounts: [2, 2, 3, 3, 10, 3],
  measureCount: 24,
};

const EIGHT: FormSpec = {
  issuer: ['UBND QUẬN/HUYỆN ........', 'PHÒNG GD&ĐT ........'],
  number: 'Số:      /BC-........',
  title: ['BÁO CÁO VIỆC HƯỞNG ỨNG TUẦN LỄ', 'HỌC TẬP SUỐT ĐỜI NĂM 2022'],
  addressees: ['Kính gửi: Sở Giáo dục và Đào tạo', '(qua Phòng Giáo dục thường xuyên)'],
  headings: [
    'I. Việc chỉ đạo; kết quả chung',
    'II. Số liệu kết quả',
    '1. Kết quả của từng hoạt động',
    '2. Thuận lợi và khó khăn',
    'III. Việc sẽ làm tiếp của địa phương, đơn vị',
    'IV. Kiến nghị',
  ],
  groups: [
    { head: '1. Kế hoạch hưởng ứng Tuần lễ', lines: ['+ Cấp huyện (quận):', '+ Cấp xã (phường, thị trấn):'] },
    {
      head: '2. Truyền thông về chuyển đổi số:',
      lines: [
        '- Số bài đăng trên các báo:',
        '- Số tin, phóng sự trên đài truyền hình:',
        '- Số tin, bài trên đài phát thanh :',
        '- Số tờ báo tường, số bài viết liên quan học tập suốt đời:',
      ],
    },
    {
      head: '3. Tuyên truyền về chuyển đổi số và xã hội học tập:',
      lines: [
        '- Số lượng tờ rơi phát hành:',
        '- Số lượng sách, tài liệu phát hành:',
        '- Số băng rôn, pa nô, khẩu hiệu đã treo:',
        '-',
      ],
    },
    {
      head: '4. Hội thảo, tọa đàm, triển lãm... về chuyển đổi số:',
      lines: [
        '- Số cuộc hội thảo, tọa đàm :',
        '- Số người tham gia:',
        '- Triển lãm, số lượt người xem :',
        '- Hội diễn văn nghệ :',
        '-',
      ],
    },
    {
      head: '5. Các lớp bồi dưỡng đã mở:',
      lines: [
        '- Số lớp bồi dưỡng chuyên môn, nghiệp vụ cho công chức, viên chức, người lao động:',
        'Số lượt người tham gia:',
        '- Số lớp bồi dưỡng ngoại ngữ, tin học:',
        'Số lượt người tham gia:',
        '- Số lớp dạy nghề cho lao động nông thôn:',
        'Số lượt người tham gia:',
        '- Số lớp giáo dục kỹ năng sống:',
        'Số lượt người tham gia:',
        '- Số lớp theo chương trình đáp ứng yêu cầu người học, chuyển giao công nghệ:',
        'Số lượt người tham gia:',
        '- Số lớp xóa mù chữ:',
        'Số lượt người tham gia:',
        '- Các lớp khác:',
        'Số lượt người tham gia:',
      ],
    },
    {
      head: '6. Thư viện:',
      lines: [
        '- Số cơ sở giáo dục ở xã (mầm non, tiểu học, trung học cơ sở) có thư viện (đến thời điểm 05/9/2022)',
        '- Số sách, báo điện tử, tài liệu số đã khai thác',
        '- Số hoạt động tập huấn, hướng dẫn, giới thiệu sách...',
        '- Số người tham gia đọc sách trực tuyến trên trang của trường',
      ],
    },
    {
      head: '7. Số Trung tâm học tập cộng đồng trên địa bàn đã làm đúng quy định về:',
      lines: [
        '- Có đủ cơ sở vật chất',
        '- Tổ chức bộ máy',
        '- Hồ sơ của Trung tâm',
        '- Tài chính',
        '- Có tổ chức hoạt động',
        '- Có nội dung hoạt động hằng tháng',
      ],
    },
    {
      head: '8. Tổng kết, khen thưởng:',
      lines: ['- Số đơn vị được khen:', '- Số cá nhân được khen:', '- Tổng kinh phí khen thưởng:'],
    },
  ],
  recipients: ['- Như trên;', '- Hội Khuyến học;', '- Lưu: VT.'],
  signer: 'TRƯỞNG PHÒNG/HIỆU TRƯỞNG',
  lineCounts: [2, 4, 3, 4, 14, 4, 6, 3],
  measureCount: 42,
};

/** Words and layout of each fixture. */
export const FORM_SPECS: Readonly<Record<FormKind, FormSpec>> = { 'six-groups': SIX, 'eight-groups': EIGHT };
