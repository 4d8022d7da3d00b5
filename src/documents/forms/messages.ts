/** What a person is told about a filled-in form. Codes are part of the command line's contract. */
import type { ValueIssue } from './definition.ts';

const FORM_ISSUES = {
  'line-missing': 'Không tìm thấy dòng này trong tệp.',
  'line-twice': 'Dòng này có hai lần với số khác nhau: không rõ số nào đúng.',
  'extra-line': 'Dòng này không có trong biểu mẫu nên không được cộng.',
  'extra-number': 'Còn một số nữa trên dòng này, không thuộc chỉ tiêu: không lấy.',
  'which-measure': 'Dòng này hỏi hai số: không rõ số nào của chỉ tiêu nào. Hãy ghi "a; b" hoặc kèm đơn vị.',
  'value-on-head': 'Có số ở dòng tên nhóm: không rõ thuộc chỉ tiêu nào.',
  'check-order': 'Cột kết quả ghi các số liền nhau, không thẳng dòng: đã lấy theo thứ tự, cần người kiểm tra.',
  'check-line': 'Cột kết quả có dòng để trống: đã lấy số ngang dòng với chỉ tiêu, cần người kiểm tra.',
  'column-unclear': 'Số trong cột kết quả không thẳng dòng với chỉ tiêu: không rõ số nào của dòng nào.',
  'column-and-line': 'Số ghi ngay sau chỉ tiêu và số trong cột kết quả khác nhau.',
  'value-astray':
    'Có số đứng riêng một dòng: không rõ thuộc chỉ tiêu nào. Hãy ghi số ngay sau chỉ tiêu hoặc trong cột kết quả.',
  'value-in-other-column': 'Có số ở cột không phải cột kết quả: không lấy.',
  'value-shared': 'Ô kết quả gộp chung cho nhiều dòng hoặc nhiều cột: không rõ số của chỉ tiêu nào.',
  'value-without-line': 'Có số trong cột kết quả ở dòng không có tên chỉ tiêu: không lấy.',
  'table-without-lines':
    'Bảng trong tệp PDF không đọc được thành các cột: không rõ số nào của dòng nào. Hãy gửi bản Word hoặc Excel.',
  'form-unrecognized': 'Tệp không giống biểu mẫu: không nhận ra dòng nào.',
} as const;

export type FormIssueCode = keyof typeof FORM_ISSUES;

/** One issue with its sentence from the catalogue. */
export function formMessage(code: FormIssueCode, key: string | null, found: string | null): ValueIssue {
  return { code, key, message: FORM_ISSUES[code], found };
}
