/** How the name of an office in capitals is written in running text. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { isCapitals } from '../line-words.ts';
import { type Para } from './outline.ts';

/** How the words of names are written; longer phrases first, so that "Trường Trung học cơ sở" wins over its parts. */
const COMMON: readonly string[] = [
  'Ủy ban nhân dân',
  'Uỷ ban nhân dân',
  'Ủy ban',
  'Uỷ ban',
  'Trung tâm Học tập cộng đồng',
  'xây dựng xã hội học tập',
  'Phổ thông dân tộc nội trú',
  'Phổ thông dân tộc bán trú',
  'Trung học phổ thông',
  'Trung học cơ sở',
  'Mặt trận Tổ quốc',
  'Cựu chiến binh',
  'Giáo dục',
  'Đào tạo',
  'Nghề nghiệp',
  'Thường xuyên',
  'Khoa học',
  'Công nghệ',
  'Văn hóa',
  'Văn hoá',
  'Xã hội',
  'Thông tin',
  'Truyền thông',
  'Thể thao',
  'Du lịch',
  'Lao động',
  'Thương binh',
  'Tài chính',
  'Công ty',
  'Cổ phần',
  'Tổng công ty',
  'Kế hoạch',
  'Nội vụ',
  'Khuyến học',
  'Phụ nữ',
  'Thanh niên',
  'Nông dân',
  'Chỉ đạo',
  'Liên đoàn',
  'Công đoàn',
  'Trung tâm',
  'Văn phòng',
  'Thư viện',
  'Bảo tàng',
  'Tiểu học',
  'Mầm non',
  'Mẫu giáo',
  'Trung cấp',
  'Cao đẳng',
  'Đại học',
  'Học viện',
  'Công an',
  'Hội đồng',
  'Thường trực',
  'Tỉnh ủy',
  'Thành ủy',
  'Huyện ủy',
  'Quận ủy',
  'Thị ủy',
  'Đảng ủy',
  'Tuyên giáo',
  'Dân vận',
  'Học tập cộng đồng',
  'Cán bộ quản lý',
  'Sư phạm',
  'Nhà giáo',
  'Cán bộ',
  'Quản lý',
  'Công tác chính trị',
  'Công tác Đảng',
  'Công tác',
  'Xây dựng',
  'Chính trị',
  'Điều hành',
  'Học tập',
  'Cộng đồng',
  'Chấp hành',
  'Thường vụ',
  'Kinh tế',
  'Kỹ thuật',
  'Công nghiệp',
  'Nông nghiệp',
  'Môi trường',
  'Phát triển',
  'Nông thôn',
  'Dân tộc',
  'Tôn giáo',
  'Quân sự',
  'Biên phòng',
  'Bộ đội',
  'Chỉ huy',
  'Tư pháp',
  'Thanh tra',
  'Y tế',
  'Giao thông',
  'Vận tải',
  'Công thương',
  'Ngoại ngữ',
  'Tin học',
  'Ngoại vụ',
  'Quốc phòng',
  'An ninh',
  'Hành chính',
  'Tổng hợp',
  'Nghiệp vụ',
  'Thiếu nhi',
  'Phát thanh',
  'Truyền hình',
  'Báo chí',
  'Ngân hàng',
  'Chính sách',
  'Hợp tác xã',
  'Sinh viên',
  'Học sinh',
  'Nghiên cứu',
  'Ứng dụng',
  'Dịch vụ',
  'Việc làm',
  'Bảo trợ',
  'Khu công nghiệp',
  'Chi nhánh',
  'Dệt may',
  'Bưu điện',
  'Viễn thông',
  'Điện lực',
  'Kiểm lâm',
  'Hải quan',
  'Kho bạc',
  'Bảo hiểm',
  'Năng khiếu',
  'Khuyết tật',
  'Người cao tuổi',
  'Chữ thập đỏ',
  'Doanh nghiệp',
  'Nhà máy',
  'Xí nghiệp',
  'Phân hiệu',
  'Nhà văn hóa',
  'Nhà thiếu nhi',
  'Liên hiệp',
  'Thanh thiếu niên',
  'Chính phủ',
  'Trung ương',
  'Khoa giáo',
  'Kiểm tra',
  'Tổ chức',
  'Đối ngoại',
  'Công chức',
  'Viên chức',
  'Người lao động',
  'Cựu giáo chức',
  'Tài nguyên',
  'Xuất bản',
  'Thông tấn',
  'Nhạc viện',
  'Mỹ thuật',
  'Âm nhạc',
  'Nghệ thuật',
];

const SPELLED = new Map(COMMON.map((phrase) => [phrase.toLocaleLowerCase('vi'), phrase]));
const COMMON_PHRASE = new RegExp(`(?<!\\p{L})(?:${COMMON.join('|')})(?!\\p{L})`, 'giu');

const LOWERED =
  /(?<!\p{L})(?:Tỉnh|Thành Phố|Thị Xã|Thị Trấn|Huyện|Quận|Xã|Phường|Đặc Khu)(?=\s+(?:\p{Lu}|[-–]\s))|(?<=\s)Số(?=\s\d)/gu;
const ABBREVIATIONS =
  /^(?:UBND|HĐND|MTTQ|THCS|THPT|TH|MN|GDNN|GDTX|GDĐT|GD&ĐT|GD|ĐT|TP|TP\.|TX|TT|PTDTBT|PTDTNT|BCĐ|XDXHHT|TNCS|DTNT|PTCS|HTCĐ|[IVX]+)$/u;

/** A name in capitals → as it is written in text: after the document's own spelling, else after common words. */
export function properName(capitals: string, all: readonly Para[]): string {
  if (!isCapitals(capitals)) return capitals;
  const words = capitals.split(' ');
  for (let count = words.length; count >= Math.max(1, Math.min(4, words.length)); count -= 1) {
    const spelled = spelledInText(words.slice(0, count).join(' '), all);
    if (spelled === null) continue;
    const rest = words.slice(count).join(' ');
    return rest === '' ? spelled : `${spelled} ${afterCommonWords(rest)}`;
  }
  const name = afterCommonWords(capitals);
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
}

/** The document's own spelling of a name, where it is written with more than a capital letter at its start. */
function spelledInText(capitals: string, all: readonly Para[]): string | null {
  const key = capitals.toLocaleLowerCase('vi');
  for (const para of all) {
    const at = para.text.toLocaleLowerCase('vi').indexOf(key);
    if (at < 0) continue;
    const spelled = para.text.slice(at, at + capitals.length);
    if (
      !isCapitals(spelled) &&
      /^\p{Lu}/u.test(spelled) &&
      /\p{Lu}|\d/u.test(spelled.slice(1)) &&
      !/^\p{L}/u.test(para.text.slice(at + capitals.length))
    )
      return spelled;
  }
  return null;
}

function afterCommonWords(capitals: string): string {
  let name = capitals
    .split(/(\s+|-|–|,)/u)
    .map((word) => (ABBREVIATIONS.test(word) ? word : titleWord(word)))
    .join('');
  name = name.replace(COMMON_PHRASE, (phrase) => SPELLED.get(phrase.toLocaleLowerCase('vi')) ?? phrase);
  name = name.replace(LOWERED, (word) => word.toLocaleLowerCase('vi'));
  // "Công đoàn các khu công nghiệp": a kind of office, no name.
  return name
    .replace(/(?<=^Công đoàn )Ngành(?=\s)/u, 'ngành')
    .replace(/\sCác\s\p{Lu}/gu, (word) => word.toLocaleLowerCase('vi'))
    .replace(/\s(?:Và|Của|Về)\s/gu, (word) => word.toLocaleLowerCase('vi'));
}

const VOWEL = /[aeiouy]/u;

/** A syllable has a vowel: "TNHH", "LHPN", "TNCS" are abbreviations. */
function titleWord(word: string): string {
  if (word.length > 1 && !VOWEL.test(unaccentedKey(word))) return word;
  return word.charAt(0) + word.slice(1).toLocaleLowerCase('vi');
}
