/** What a roll-up says about files, units and cells. Codes are part of the command line's contract. */

export const rollUpWords = {
  faults: {
    'file-kind': 'Loại tệp này không được đọc. Hãy mở bằng Word hoặc Excel rồi lưu thành .docx hoặc .xlsx.',
    'file-blank-form': 'Đây là tệp mẫu còn trống, không phải báo cáo; không cộng.',
    'file-unreadable': 'Không đọc được tệp.',
    'file-no-values': 'Không tìm thấy số liệu nào của mẫu báo cáo trong tệp; không cộng. Tệp có đúng mẫu không?',
    'same-file': (first: string) => `Giống hệt tệp “${first}”; không cộng lần nữa.`,
    'same-unit': (first: string) => `Đơn vị này đã có tệp “${first}” với cùng số liệu; không cộng lần nữa.`,
    'unit-conflict': (first: string) =>
      `Đơn vị này nộp hai tệp khác số liệu: đã cộng “${first}”, tệp này không cộng. Hãy giữ lại một tệp đúng rồi tổng hợp lại. Nếu là hai đơn vị trùng tên, hãy ghi mã đơn vị vào tên tệp và dùng danh sách có mã.`,
    'unit-unnamed': (name: string) => `Tệp không ghi tên đơn vị; lấy tên tệp “${name}” làm tên đơn vị.`,
    'unit-not-listed': 'Đơn vị không có trong danh sách; số liệu vẫn được cộng.',
    'unit-ambiguous': (count: number) =>
      `Danh sách có ${count} đơn vị cùng tên này; không rõ là đơn vị nào. Hãy ghi mã đơn vị vào tên tệp. Số liệu vẫn được cộng.`,
  },
  problems: {
    'folder-not-found': (folder: string) => `Không mở được thư mục “${folder}”. Hãy kiểm tra đường dẫn.`,
    'folder-empty': (folder: string) =>
      `Thư mục “${folder}” không có báo cáo nào đọc được (.docx, .xlsx, .doc, .pdf, .rtf, .odt, .xls, .ods).`,
    'list-empty': 'Danh sách đơn vị không có dòng nào.',
    'list-repeats': (line: number, text: string) => `Danh sách đơn vị: dòng ${line} lặp lại “${text}”.`,
    'list-no-name': (line: number) => `Danh sách đơn vị: dòng ${line} không có tên.`,
  },
  sheets: {
    faults: 'Lỗi',
    faultsTitle: 'NHỮNG TỆP VÀ Ô CẦN XEM LẠI',
    sections: 'Thuyết minh',
    sectionsTitle: 'PHẦN LỜI CỦA CÁC ĐƠN VỊ',
    openRows: 'Dòng bổ sung',
    openRowsTitle: 'DÒNG DO ĐƠN VỊ THÊM VÀO MẪU (KHÔNG CỘNG)',
    file: 'Tệp',
    unit: 'Đơn vị',
    where: 'Chỉ tiêu',
    found: 'Nội dung trong tệp',
    problem: 'Vấn đề',
    section: 'Phần',
    text: 'Nội dung',
    group: 'Nhóm',
    label: 'Tên dòng',
    number: 'Số lượng',
  },
  dots: '……………',
  title: (formTitle: string) => `TỔNG HỢP: ${formTitle}`,
  sent: (sent: number, expected: number) => `Đã nộp: ${sent}/${expected} đơn vị`,
  sentOnly: (sent: number) => `Tổng hợp từ ${sent} đơn vị`,
  faultCount: (count: number) => `${count} điều cần xem lại ở trang “Lỗi”`,
  noFaults: 'Không có tệp hoặc ô nào cần xem lại.',
  unitText: (unit: string, text: string) => `- ${unit}: ${text}`,
  unitLabel: (label: string, unit: string) => `${label} (${unit})`,
  seeSheet: (units: number, sheet: string) => `(Ý kiến của ${units} đơn vị: xem trang “${sheet}” của bảng tổng hợp.)`,
  moreRows: (rows: number, sheet: string) => `… và ${rows} dòng khác: xem trang “${sheet}” của bảng tổng hợp`,
} as const;

export type FileFaultCode = keyof typeof rollUpWords.faults;
export type RollUpProblemCode = keyof typeof rollUpWords.problems;

/** Why a roll-up cannot begin: the folder or the list of units. `message` is Vietnamese and says what to do. */
export class RollUpProblem extends Error {
  override readonly name = 'RollUpProblem';
  readonly code: RollUpProblemCode;

  constructor(code: RollUpProblemCode, message: string) {
    super(message);
    this.code = code;
  }
}
