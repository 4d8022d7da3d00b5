/** The types of document of Nghị định 30/2020/NĐ-CP, as they stand above a title. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

const TYPES = [
  'Nghị quyết',
  'Quyết định',
  'Chỉ thị',
  'Quy chế',
  'Quy định',
  'Thông cáo',
  'Thông báo',
  'Hướng dẫn',
  'Chương trình',
  'Kế hoạch',
  'Phương án',
  'Đề án',
  'Dự án',
  'Báo cáo',
  'Biên bản',
  'Tờ trình',
  'Hợp đồng',
  'Công văn',
  'Công điện',
  'Giấy mời',
  'Thư mời',
  'Thư ngỏ',
] as const;

const BY_KEY = new Map(TYPES.map((type) => [unaccentedKey(type), type.toLocaleUpperCase('vi')]));

const BY_SPACED_KEY = new Map([...BY_KEY].map(([key, type]) => [key.replaceAll(' ', ''), type]));

export interface TypeLine {
  /** In capitals, such as `KẾ HOẠCH`. */
  readonly type: string;
  /** What follows on the same line: the title, or ''. */
  readonly title: string;
}

const JOINT = /^(?:LIÊN TỊCH|LIÊN NGÀNH|PHỐI HỢP)$/u;

/** The type that a line of the head states ("KẾ HOẠCH", "KẾ HOẠCH Tổ chức …"); marks lost to OCR don't matter. */
export function documentTypeOf(line: string): TypeLine | null {
  const text = line.trim();
  if (text.length > 300) return null;
  const words = text.split(/\s+/u);
  // "K Ế H O Ạ C H": letters set apart for show.
  if (words.length > 5 && words.every((word) => /^\p{Lu}$/u.test(word))) {
    const spaced = BY_SPACED_KEY.get(unaccentedKey(words.join('')));
    return spaced === undefined ? null : { type: spaced, title: '' };
  }
  const first = words.slice(0, 2).join(' ').replace(/[:.]$/u, '');
  const type = BY_KEY.get(unaccentedKey(first));
  if (type === undefined) return null;
  const capital = first === first.toLocaleUpperCase('vi');
  // "KẾ HOẠCH LIÊN TỊCH": several offices issue it together.
  const together = JOINT.exec(words.slice(2).join(' '))?.[0];
  if (together !== undefined && capital) return { type: `${type} ${together.toLocaleUpperCase('vi')}`, title: '' };
  const alone = words.length === 2;
  if (!capital && !alone) return null;
  const title = words
    .slice(2)
    .join(' ')
    .replace(/^[:\-–]\s*/u, '');
  return /^số\s/iu.test(title) ? null : { type, title };
}

/** Kinds of document as running text names them, for bases and references. */
export const DOCUMENT_NOUN =
  'Công văn|công văn|Văn bản|văn bản|Kế hoạch|kế hoạch|Quyết định|quyết định|Nghị quyết|nghị quyết|Chỉ thị|chỉ thị|Thông tư liên tịch|Thông tư|thông tư|Nghị định|nghị định|Hướng dẫn|hướng dẫn|Thông báo|thông báo|Chương trình|chương trình|Đề án|Kết luận|Luật|Công điện|Tờ trình|Báo cáo|Thông tri|Pháp lệnh|Hiến pháp|KH|QĐ|CV';
