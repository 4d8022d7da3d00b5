/** A document cut into head, preamble, body, foot and annexes. */
import { isCapitals } from '../line-words.ts';
import { type Item, type Para } from './outline.ts';
import { RANK } from './markers.ts';
import { documentTypeOf } from './types.ts';

export interface Parts {
  /** Letterhead, number, date, type, title, addressees. */
  readonly head: readonly Para[];
  /** Bases and what stands before the first numbered section. */
  readonly preamble: readonly Para[];
  readonly body: readonly Item[];
  readonly recipients: readonly Para[];
  readonly signature: readonly Para[];
  readonly annexes: readonly Item[];
}

/** The line that opens the list of recipients. */
export const NOI_NHAN = /^(?:[-*]\s*)?N\s?[ơoợớ]i\s+nh[ậâaạ]n(?:\s*[:.;]|\s*$|\s*-)/iu;
export const AUTHORITY = /^(?:TM|T\/M|KT|K\/T|TL|T\/L|TUQ)\s*\.?\s*(?=\p{Lu}{2})/u;
const BASE_OPENER =
  /^Căn cứ\s?:|^(?:[-–+•*●▪]\s*)?(?:Căn cứ|Thực hiện|Theo|Tiếp theo|Tiếp tục|Thi hành|Xét|Nhằm|Để|Hưởng ứng|Triển khai|Trên cơ sở|Nhân dịp|Được sự|Phát huy|Sau khi|Phúc đáp|Trả lời|Tiếp nhận|Nhận được|Thừa lệnh)\s/u;

/** Cuts the items of a document. Each part may be empty. */
export function partsOf(items: readonly Item[]): Parts {
  const foot = footOf(items);
  const main = items.slice(0, foot.start);
  const firstSection = firstSectionOf(main);
  const opening = main.slice(0, firstSection);
  const headEnd = headEndOf(opening);
  return {
    head: paras(opening.slice(0, headEnd)),
    preamble: paras(opening.slice(headEnd)),
    body: main.slice(firstSection),
    recipients: foot.recipients,
    signature: foot.signature,
    annexes: items.slice(foot.end),
  };
}

export function paras(items: readonly Item[]): Para[] {
  return items.filter((item) => item.kind === 'para');
}

function firstSectionOf(main: readonly Item[]): number {
  let addressees = false;
  for (const [index, item] of main.entries()) {
    if (item.kind === 'table') {
      if (index > 3) return index;
      continue;
    }
    if (/^Kính gửi/iu.test(item.text)) addressees = true;
    // "* Mục đích:" heads a section where nothing is numbered.
    const starred = item.rank === RANK.star && /^[^:]{3,60}:/u.test(item.body);
    const numbered = item.marker !== null && (item.rank < RANK.letter || starred);
    if (numbered && index > 0 && !(addressees && item.text.endsWith(';') && item.text.length < 120)) return index;
    const namedHeading =
      index > 2 &&
      isCapitals(item.text) &&
      /^(?:MỤC ĐÍCH|MỤC TIÊU|CĂN CỨ PHÁP|NỘI DUNG|CHỦ ĐỀ|TỔ CHỨC THỰC HIỆN)/u.test(item.text);
    if (namedHeading) return index;
  }
  // A letter without numbered sections: its body is the opening itself.
  return main.length;
}

function headEndOf(opening: readonly Item[]): number {
  let typeSeen = false;
  let subject = false;
  for (const [index, item] of opening.entries()) {
    if (item.kind === 'table') continue;
    const text = item.text;
    if (/^(?:V\/v|Về việc)/iu.test(text) || /^Kính gửi/iu.test(text)) {
      subject = true;
      continue;
    }
    const type = documentTypeOf(text);
    if (!typeSeen && type !== null && !(subject && type.title === '')) {
      typeSeen = true;
      continue;
    }
    if (typeSeen && /^CĂN CỨ(?:\s\p{L}+){0,4}\s*:?$/u.test(text)) return index;
    if (isCapitals(text)) continue;
    if (typeSeen && INVITES.test(text) && !previousIsType(opening, index)) return index;
    if (BASE_OPENER.test(text) && (typeSeen || subject) && isSentence(text, typeSeen && previousIsType(opening, index)))
      return index;
    if (text.length > 150 && /[.;:,”"]$|\.\/\.$/u.test(text) && !text.startsWith('-')) return index;
    if ((typeSeen || subject) && /(?:như sau|sau đây)\s*:?$/u.test(text)) return index;
  }
  return opening.length;
}

/** The sentence of an invitation, and the labelled lines of one. */
const INVITES = /(?:trân trọng|kính)\s(?:kính\s)?mời\s|^(?:Thời gian|Địa điểm|Nội dung|Thành phần)\s*:/iu;

function previousIsType(opening: readonly Item[], index: number): boolean {
  const previous = opening[index - 1];
  return previous?.kind === 'para' && documentTypeOf(previous.text)?.title === '';
}

/** A title may begin with "Triển khai …"; a base names a document, ends like a clause, or is long. */
function isSentence(text: string, rightAfterType: boolean): boolean {
  if (/^(?:[-–+•*●▪]\s*)?Căn cứ/u.test(text)) return true;
  if (rightAfterType) return /\d\/|[;:]$|\.$/u.test(text) && text.length > 60;
  return text.length > 60 || /[;:.]$/u.test(text);
}

interface Foot {
  readonly start: number;
  readonly end: number;
  readonly recipients: Para[];
  readonly signature: Para[];
}

const TITLE_WORD =
  /(?:CHỦ TỊCH|GIÁM ĐỐC|TRƯỞNG|CHÍNH TRỊ VIÊN|CHỈ HUY|CHÍNH ỦY|CHÁNH VĂN PHÒNG|BÍ THƯ|CHÁNH|CHỦ NHIỆM|ỦY VIÊN|UỶ VIÊN|VIỆN TRƯỞNG|TỔNG BIÊN TẬP|CỤC TRƯỞNG|QUYỀN |P\.HIỆU|PHÓ )/u;

/** True for a line that can stand in a signature block: authority or title, in capitals. */
export function isSignatureLine(text: string): boolean {
  return (
    AUTHORITY.test(text) ||
    (isCapitals(text) && text.length < 90 && TITLE_WORD.test(text) && !/^(?:KÍNH|BÁO CÁO|KẾ HOẠCH)/u.test(text))
  );
}

/** A name without academic degrees, honours and military rank before it. */
export function withoutDegrees(name: string): string {
  return name
    .replace(
      /^(?:(?:(?:PGS|GS|TS|ThS|Ths|Th\.S|BS|CN|NGƯT|NGND)[.,\s]+)|(?:(?:Đại|Thượng|Trung|Thiếu)\s(?:tá|úy|uý|tướng)\s))+/u,
      '',
    )
    .trim();
}

export function isPersonName(text: string): boolean {
  const name = withoutDegrees(text);
  if (name.length > 40) return false;
  const words = name.split(' ');
  if (words.length < 2 || words.length > 6) return false;
  if (TITLE_WORD.test(name) || /UBND|PHÒNG|TRƯỜNG|PHỤ LỤC|CHƯƠNG TRÌNH|KẾ HOẠCH|MẪU|Phụ lục|Mẫu|Nơi nhận/u.test(name))
    return false;
  return (
    words.every((word) => /^\p{Lu}(?:[’']\p{Lu})?\p{Ll}*(?:[’'-]\p{L}+)?[’']?$/u.test(word)) ||
    words.every((word) => /^\p{Lu}+$/u.test(word))
  );
}

function footOf(items: readonly Item[]): Foot {
  const nothing: Foot = { start: items.length, end: items.length, recipients: [], signature: [] };
  const at = items.findIndex((item, index) => index > 0 && item.kind === 'para' && NOI_NHAN.test(item.text));
  if (at < 0) return footWithoutRecipients(items) ?? nothing;
  const first = items[at];
  if (first?.kind !== 'para') return nothing;
  const recipients: Para[] = [];
  const inline = first.text.replace(NOI_NHAN, '').trim();
  if (inline !== '') recipients.push({ ...first, text: inline, body: inline });
  let end = at + 1;
  let filed = /Lưu\s*[:;]?\s*(?:VT|VP|HS|TM)/u.test(inline);
  for (; end < items.length && !filed; end++) {
    const item = items[end];
    if (item?.kind !== 'para' || isSignatureLine(item.text) || isPersonName(item.text)) break;
    if (/^(?:PHỤ LỤC|Phụ lục|CỘNG HÒA)/u.test(item.text)) break;
    const listed = item.marker !== null || /[;.,]$/u.test(item.text) || item.text.length < 80;
    if (!listed || (item.text.length > 250 && item.marker === null)) break;
    recipients.push(item);
    filed = /^(?:[-–+]\s*)?Lưu(?=[\s:.;,]|$)/u.test(item.text);
  }
  const after = signatureAfter(items, end);
  if (after.lines.length > 0) {
    const rest = filed ? [] : recipientsBelow(items, after.end);
    return {
      start: at,
      end: after.end + rest.length,
      recipients: [...recipients, ...rest],
      signature: after.lines.filter((line) => !BULLET.test(line.text)),
    };
  }
  const before = signatureBefore(items, at);
  return { start: before.start, end, recipients, signature: before.lines };
}

const BULLET = /^[-–+•●*]\s/u;

/** Where the list is longer than the signature beside it, its last lines come after the name. */
function recipientsBelow(items: readonly Item[], from: number): Para[] {
  const rest: Para[] = [];
  for (const item of items.slice(from, from + 12)) {
    const goesOn = item.kind === 'para' && rest.length > 0 && /^\p{Ll}/u.test(item.text);
    if (item.kind !== 'para' || item.text.length > 160 || !(BULLET.test(item.text) || goesOn)) break;
    rest.push(item);
    if (/^[-–+•●*]\s*Lưu(?=[\s:.;,]|$)/u.test(item.text)) return rest;
  }
  return [];
}

function signatureAfter(items: readonly Item[], start: number): { lines: Para[]; end: number } {
  const lines: Para[] = [];
  let end = start;
  let titled = false;
  for (let index = start; index < Math.min(items.length, start + 14); index++) {
    const item = items[index];
    if (item?.kind !== 'para') break;
    if (isSignatureLine(item.text)) titled = true;
    else if (isPersonName(item.text) && titled) {
      lines.push(item);
      return { lines, end: index + 1 };
    } else if (
      !/^[([]|ký|^[.…_\s]+$|,\s*ngày\s.*tháng\s/iu.test(item.text) &&
      !(titled && isCapitals(item.text) && item.text.length < 60)
    )
      break;
    if (/^(?:PHỤ LỤC|MẪU|CHƯƠNG TRÌNH|KẾ HOẠCH)/u.test(item.text)) break;
    lines.push(item);
    end = index + 1;
  }
  return titled ? { lines, end } : { lines: [], end: start };
}

/** In some conversions the right column (signature) comes before the left one (recipients). */
function signatureBefore(items: readonly Item[], at: number): { lines: Para[]; start: number } {
  let start = at;
  for (let index = at - 1; index >= Math.max(1, at - 9); index--) {
    const item = items[index];
    if (
      item?.kind !== 'para' ||
      !(isSignatureLine(item.text) || isPersonName(item.text) || /^[([]?(?:đã )?ký/iu.test(item.text))
    )
      break;
    start = index;
  }
  const lines = paras(items.slice(start, at));
  return lines.some((line) => isSignatureLine(line.text)) ? { lines, start } : { lines: [], start: at };
}

function footWithoutRecipients(items: readonly Item[]): Foot | null {
  for (const [index, item] of items.entries()) {
    if (index < 4 || item.kind !== 'para' || !isSignatureLine(item.text)) continue;
    const after = signatureAfter(items, index);
    const named = after.lines.some((line) => isPersonName(line.text));
    if (!named && !AUTHORITY.test(item.text)) continue;
    // Without a letterhead the place and date stand above the signature.
    const above = items[index - 1];
    const dated = above?.kind === 'para' && /^\p{Lu}[^,:;]{1,40},\s*(?:ngày\s|\d)/u.test(above.text);
    return {
      start: dated ? index - 1 : index,
      end: after.end,
      recipients: [],
      signature: dated ? [above, ...after.lines] : after.lines,
    };
  }
  return null;
}
