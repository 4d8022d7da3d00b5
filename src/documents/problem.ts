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
  'file-encrypted': 'Tệp có mật khẩu nên không đọc được. Hãy bỏ mật khẩu (Tệp › Thông tin › Bảo vệ) rồi gửi lại.',
  'file-legacy':
    'Đây là tệp Word hoặc Excel đời trước 97 không đọc được. Hãy lưu lại thành .docx hoặc .xlsx rồi gửi lại.',
  'file-macro': 'Tệp có macro nên không được nhận. Hãy lưu lại thành .docx hoặc .xlsx (không có macro) rồi gửi lại.',
  'file-bomb': 'Tệp nén bung ra lớn bất thường nên không được mở.',
  'file-not-zip': 'Tệp không phải là .docx hoặc .xlsx. Hãy mở bằng Word hoặc Excel rồi lưu đúng định dạng.',
  'file-not-docx': 'Tệp không phải là văn bản Word (.docx) hoặc OpenDocument (.odt).',
  'file-not-text':
    'Tệp không phải là văn bản đọc được. Hãy gửi tệp Word (.docx, .doc, .rtf, .odt), PDF có chữ, Excel (.xlsx, .xls, .ods), hoặc tệp chữ .txt, .md.',
  'file-scanned':
    'Tệp PDF này chỉ có ảnh chụp hoặc bản quét, không có chữ để đọc. Hãy gửi bản Word, hoặc bản PDF xuất thẳng từ Word.',
  'file-too-many-pages': 'Tệp PDF dài quá 200 trang. Hãy tách riêng kế hoạch hoặc công văn cần đọc rồi gửi lại.',
  'file-not-xlsx': 'Tệp không phải là bảng tính Excel (.xlsx) hoặc OpenDocument (.ods).',
  'file-too-complex': 'Đọc tệp quá lâu hoặc tốn quá nhiều bộ nhớ nên đã dừng. Hãy bỏ bớt phần không cần rồi gửi lại.',
  'reader-failed':
    'Phần mềm gặp lỗi khi đọc tệp này; tệp chưa được dùng vào việc gì. Hãy thử lại, hoặc gửi tệp cho người quản trị.',
  'reader-busy': 'Đang có quá nhiều tệp chờ đọc. Hãy thử lại sau ít phút.',
  'paper-invalid': 'Nội dung văn bản có phần thiếu, sai kiểu hoặc quá dài nên không lập được.',
  'paper-not-set': 'Không dàn trang được văn bản này. Hãy bỏ bớt bảng, ký tự lạ hoặc phần quá dài rồi thử lại.',
  'paper-too-long': 'Văn bản dài quá mức có thể dàn trang. Hãy tách bớt phụ lục thành tệp riêng rồi thử lại.',
  'writer-failed':
    'Phần mềm gặp lỗi khi lập văn bản; nội dung đã soạn không mất. Hãy thử lại, hoặc báo người quản trị.',
  'writer-busy': 'Đang có quá nhiều văn bản chờ lập. Hãy thử lại sau ít phút.',
  'picture-unreadable': 'Không đọc được ảnh. Hãy dùng ảnh JPEG, PNG hoặc WebP.',
  'picture-too-large': 'Ảnh quá lớn: nhiều nhất 20 MB và 50 triệu điểm ảnh.',
  'form-absent': 'Không tìm thấy mẫu báo cáo trong tệp.',
  'form-mismatch': 'Tệp mẫu không phải là tệp đã dùng để lập biểu mẫu: không tìm thấy chỗ điền của một số chỉ tiêu.',
  'form-not-fillable': 'Biểu mẫu này không được đọc từ tệp .docx hoặc .xlsx nên không có tệp để điền vào.',
  'value-invalid': 'Giá trị không hợp lệ.',
  'pdf-not-pdf': 'Tệp không phải là PDF. Chỉ ký và kiểm tra được chữ ký số trên tệp PDF.',
  'pdf-too-large': 'Tệp PDF lớn quá mức cho phép nên không ký hoặc kiểm tra chữ ký được.',
  'pdf-damaged': 'Tệp PDF bị hỏng hoặc sai chuẩn nên không ký hoặc kiểm tra chữ ký được.',
  'pdf-encrypted': 'Tệp PDF có mật khẩu hoặc bị mã hóa nên không ký hoặc kiểm tra chữ ký được.',
  'pdf-locked': 'Người ký trước đã khóa tệp PDF này, không cho ký thêm.',
  'sign-key-damaged': 'Tệp khóa ký bị hỏng hoặc không phải là tệp .p12, .pfx.',
  'sign-key-password': 'Mật khẩu của tệp khóa ký không đúng.',
  'sign-key-absent': 'Tệp này chỉ có chứng thư, không có khóa bí mật để ký. Hãy xuất lại tệp .p12 kèm khóa bí mật.',
  'sign-key-several': 'Tệp khóa ký có nhiều khóa bí mật. Hãy xuất riêng khóa dùng để ký.',
  'sign-key-mismatch': 'Không có chứng thư nào trong tệp khóa ký khớp với khóa bí mật.',
  'sign-key-weak': 'Khóa RSA ngắn hơn 2048 bit không còn đủ an toàn để ký.',
  'sign-key-unsupported': 'Tệp khóa ký dùng loại khóa hoặc cách mã hóa không được hỗ trợ.',
  'sign-certificate-not-in-force': 'Chứng thư số chưa có hiệu lực hoặc đã hết hạn vào thời điểm ký.',
  'sign-certificate-not-for-signing': 'Chứng thư số này không được cấp để ký văn bản.',
  'sign-image-invalid':
    'Ảnh chữ ký hoặc ảnh con dấu không dùng được. Hãy dùng ảnh .png nền trong suốt, không quá 2 MB.',
  'sign-mark-invalid': 'Vị trí hoặc nội dung của hình chữ ký không hợp lệ.',
  'sign-failed': 'Phần mềm gặp lỗi khi ký hoặc kiểm tra chữ ký; tệp gốc không bị thay đổi. Hãy thử lại.',
  'sign-busy': 'Đang có quá nhiều tệp chờ ký. Hãy thử lại sau ít phút.',
  'timestamp-refused': 'Địa chỉ máy chủ cấp dấu thời gian không có trong danh sách được phép.',
  'timestamp-failed': 'Không lấy được dấu thời gian từ máy chủ cấp dấu thời gian.',
  'trust-list-invalid': 'Danh sách chứng thư tin cậy không hợp lệ.',
} as const;

export type ProblemCode = keyof typeof PROBLEM_MESSAGES;

/** The same for people who read English. */
const ENGLISH_MESSAGES: Readonly<Record<ProblemCode, string>> = {
  'file-empty': 'The file is empty: there is nothing in it to read.',
  'file-too-large': 'The file is larger than 20 MB. Take some pictures out of it and send it again.',
  'file-truncated':
    'The file was cut off while it was copied or downloaded. Open it in Word or Excel, save it and send it again.',
  'file-damaged': 'The file is damaged and cannot be read. Open it in Word or Excel, save it and send it again.',
  'file-encrypted':
    'The file has a password and cannot be read. Take the password away (File › Info › Protect) and send it again.',
  'file-legacy':
    'This is a Word or Excel file from before version 97, which cannot be read. Save it as .docx or .xlsx and send it again.',
  'file-macro': 'Files with macros are not taken. Save it as .docx or .xlsx (without macros) and send it again.',
  'file-bomb': 'The packed file would grow unusually large, so it was not opened.',
  'file-not-zip': 'The file is no .docx or .xlsx. Open it in Word or Excel and save it in the right format.',
  'file-not-docx': 'The file is no Word (.docx) or OpenDocument (.odt) text.',
  'file-not-text':
    'The file is no text that can be read. Send a Word file (.docx, .doc, .rtf, .odt), a PDF with text, a spreadsheet (.xlsx, .xls, .ods), or plain text (.txt, .md).',
  'file-scanned':
    'This PDF holds only photographs or scans and no text to read. Send the Word file, or a PDF exported from Word.',
  'file-too-many-pages': 'The PDF has more than 200 pages. Send only the plan or letter that is to be read.',
  'file-not-xlsx': 'The file is no Excel (.xlsx) or OpenDocument (.ods) spreadsheet.',
  'file-too-complex':
    'Reading took too long or too much memory and was stopped. Take out what is not needed and send it again.',
  'reader-failed':
    'Something went wrong on our side while this file was read; nothing was done with it. Try again, or send the file to the administrator.',
  'reader-busy': 'Too many files are waiting to be read. Try again in a few minutes.',
  'paper-invalid': 'Something in the paper is missing, of the wrong kind or too long, so it could not be made.',
  'paper-not-set': 'This paper could not be set. Take out tables, unusual characters or very long parts and try again.',
  'paper-too-long': 'The paper is longer than can be set. Put annexes into files of their own and try again.',
  'writer-failed':
    'Something went wrong on our side while the paper was made; what you wrote is not lost. Try again, or tell the administrator.',
  'writer-busy': 'Too many papers are waiting to be made. Try again in a few minutes.',
  'picture-unreadable': 'The picture cannot be read. Use a JPEG, PNG or WebP picture.',
  'picture-too-large': 'The picture is too large: at most 20 MB and 50 million pixels.',
  'form-absent': 'No report form was found in the file.',
  'form-mismatch': 'This is not the file that the form was made from: the places of some indicators were not found.',
  'form-not-fillable': 'This form was not read from a .docx or .xlsx file, so there is no file to fill in.',
  'value-invalid': 'The value is not valid.',
  'pdf-not-pdf': 'The file is no PDF. Only PDF files can be signed and checked for signatures.',
  'pdf-too-large': 'The PDF is larger than may be signed or checked.',
  'pdf-damaged': 'The PDF is damaged or breaks the standard, so it cannot be signed or checked.',
  'pdf-encrypted': 'The PDF has a password or is encrypted, so it cannot be signed or checked.',
  'pdf-locked': 'An earlier signer has locked this PDF against further signatures.',
  'sign-key-damaged': 'The key file is damaged or no .p12 or .pfx file.',
  'sign-key-password': 'The password of the key file is wrong.',
  'sign-key-absent':
    'This file holds a certificate only and no private key. Export the .p12 file with its private key.',
  'sign-key-several': 'The key file holds several private keys. Export the one that is to sign.',
  'sign-key-mismatch': 'No certificate in the key file belongs to the private key.',
  'sign-key-weak': 'An RSA key of less than 2048 bits is no longer safe enough to sign with.',
  'sign-key-unsupported': 'The kind of key or its encryption is not supported.',
  'sign-certificate-not-in-force': 'The certificate is not yet or no longer valid at the time of signing.',
  'sign-certificate-not-for-signing': 'This certificate was not issued for signing documents.',
  'sign-image-invalid':
    'The picture of the signature or seal cannot be used. Use a .png with a transparent background, at most 2 MB.',
  'sign-mark-invalid': 'Place or content of the mark of the signature is not valid.',
  'sign-failed':
    'Something went wrong on our side while signing or checking; the original file was not changed. Try again.',
  'sign-busy': 'Too many files are waiting to be signed. Try again in a few minutes.',
  'timestamp-refused': 'The address of the time-stamp service is not on the list of those allowed.',
  'timestamp-failed': 'The time-stamp service gave no time stamp.',
  'trust-list-invalid': 'The list of trusted certificates is not valid.',
};

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

/** What was wrong, in the reader's language; an inner detail is told in Vietnamese alone. */
export function documentProblemText({ code, message }: DocumentProblem, locale: 'vi' | 'en'): string {
  return locale === 'en' ? ENGLISH_MESSAGES[code] : message;
}
