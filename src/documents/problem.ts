/**
 * What can be wrong with a file that somebody gave us. Readers and fillers throw nothing else:
 * a file is never so broken that the person who sent it gets a stack trace.
 */

/** Codes are part of the command line's contract: never renamed, only added. */
export const PROBLEM_MESSAGES = {
  'file-empty': 'Tệp rỗng: không có nội dung nào để đọc.',
  'file-too-large': 'Tệp lớn hơn 20 MB. Hãy bỏ bớt ảnh trong tệp rồi gửi lại.',
  'file-truncated': 'Tệp bị cắt cụt khi tải hoặc sao chép. Hãy mở lại bằng Word hoặc Excel, lưu và gửi lại.',
  'file-damaged': 'Tệp bị hỏng, không đọc được. Hãy mở lại bằng Word hoặc Excel, lưu và gửi lại.',
  'file-encrypted': 'Tệp có mật khẩu. Hãy bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi gửi lại.',
  'file-legacy': 'Đây là tệp Word hoặc Excel đời cũ không đọc được. Hãy lưu lại thành .docx hoặc .xlsx rồi gửi lại.',
  'file-macro': 'Tệp có macro nên không được nhận. Hãy lưu lại thành .docx hoặc .xlsx (không có macro) rồi gửi lại.',
  'file-bomb': 'Tệp nén bung ra lớn bất thường nên không được mở.',
  'file-not-zip': 'Tệp không phải là .docx hoặc .xlsx. Hãy mở bằng Word hoặc Excel rồi lưu đúng định dạng.',
  'file-not-docx': 'Tệp không phải là văn bản Word (.docx, .doc).',
  'file-not-text': 'Tệp không phải là văn bản đọc được. Hãy gửi tệp .docx, .doc, .pdf, hoặc tệp chữ .txt, .md.',
  'file-scanned':
    'Tệp PDF này chỉ có ảnh chụp hoặc bản quét, không có chữ để đọc. Hãy gửi bản Word, hoặc bản PDF xuất thẳng từ Word.',
  'file-too-many-pages': 'Tệp PDF dài quá 200 trang. Hãy tách riêng kế hoạch hoặc công văn cần đọc rồi gửi lại.',
  'file-not-xlsx': 'Tệp không phải là bảng tính Excel (.xlsx).',
  'file-too-complex': 'Đọc tệp quá lâu hoặc tốn quá nhiều bộ nhớ nên đã dừng. Hãy bỏ bớt phần không cần rồi gửi lại.',
  'reader-failed':
    'Phần mềm gặp lỗi khi đọc tệp này; tệp chưa được dùng vào việc gì. Hãy thử lại, hoặc gửi tệp cho người quản trị.',
  'reader-busy': 'Đang có quá nhiều tệp chờ đọc. Hãy thử lại sau ít phút.',
  'form-absent': 'Không tìm thấy mẫu báo cáo trong tệp.',
  'form-mismatch': 'Tệp mẫu không phải là tệp đã dùng để lập biểu mẫu: không tìm thấy chỗ điền của một số chỉ tiêu.',
  'form-not-fillable': 'Biểu mẫu này không được đọc từ tệp .docx hoặc .xlsx nên không có tệp để điền vào.',
  'value-invalid': 'Giá trị không hợp lệ.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_MESSAGES;

/** The only error that documents/ throws for bad input; `message` is Vietnamese and says what to do. */
export class DocumentProblem extends Error {
  readonly code: ProblemCode;

  /** `detail` is added after the catalogue's sentence: which part, which key. */
  constructor(code: ProblemCode, detail?: string) {
    super(detail === undefined ? PROBLEM_MESSAGES[code] : `${PROBLEM_MESSAGES[code]} (${detail})`);
    this.name = 'DocumentProblem';
    this.code = code;
  }
}
