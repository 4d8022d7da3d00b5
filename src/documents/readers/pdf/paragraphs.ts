/** Lines → paragraphs: which line goes on with the one above. Used for the page, for columns and for cells. */
import { hasTwoWords, isCapitals } from '../../line-words.ts';
import { typedMarker } from '../../marker.ts';
import type { Segment } from './lines.ts';

/** A line of a column, as one piece. */
export interface ColumnLine extends Segment {
  readonly page: number;
}

/** The column that lines stand in. */
export interface Column {
  readonly left: number;
  readonly right: number;
  /** Where its text starts, when a cell has more room at its edge than usual. */
  readonly textLeft?: number;
  /** Distance of lines within a paragraph, in sizes of the letters; null when the document does not show it. */
  readonly pitch?: number | null;
}

export interface Paragraph {
  readonly lines: readonly ColumnLine[];
  readonly text: string;
}

/** Groups lines into paragraphs. A line goes on when the break above it was forced by the width and nothing else. */
export function paragraphsOf(lines: readonly ColumnLine[], columnOf: (page: number) => Column): Paragraph[] {
  const groups: ColumnLine[][] = [];
  for (const line of lines) {
    const open = groups.at(-1);
    if (open !== undefined && goesOn(open, line, columnOf(line.page))) open.push(line);
    else groups.push([line]);
  }
  return groups.map((group) => ({ lines: group, text: joinLines(group.map((line) => line.text)) }));
}

/** One text. A line may break after a hyphen or slash inside a word: COVID-/19, 1373/QĐ-TTg. */
export function joinLines(lines: readonly string[]): string {
  let text = '';
  for (const line of lines) {
    const inWord = /[\p{L}\p{N}][-/]$/u.test(text) && /^[\p{L}\p{N}]/u.test(line);
    text += text === '' || inWord ? line : ` ${line}`;
  }
  return text;
}

const ENDED = /[.;:!?…][)”"’]?$/u;
/** Lines that start something of their own wherever they stand. */
const OWN_LINE =
  /^(?:Số\s*:|Kính gửi|N[ơo]i nh[ậâ]n\s*:|V\/v|Căn cứ\s|Điều \d|PHỤ LỤC|TM\.|KT\.|TL\.|TUQ\.|(?:UBND|SỞ|PHÒNG|TRƯỜNG|TRUNG TÂM|CHỦ TỊCH|GIÁM ĐỐC|CỘNG H[OÒ][AÀ])\s\p{Lu}{2})/u;

function goesOn(open: readonly ColumnLine[], line: ColumnLine, column: Column): boolean {
  const first = open[0];
  const last = open.at(-1);
  if (first === undefined || last === undefined) return false;
  const { size } = line;
  if (OWN_LINE.test(line.text) || HEAD_DATE.test(line.text) || documentTypeLine(last.text)) return false;
  if (isCapitals(last.text) !== isCapitals(line.text) && hasTwoWords(line.text)) return false;
  if (Math.abs(last.size - size) > 0.15 * size) return false;
  // A cell's own margin is not known: there a sentence in the middle counts for more than the room that was left.
  const isLong = last.right - last.left > 0.5 * (column.right - column.left);
  if (!wasForced(last, line, column) && !(isLong && isSurelyOne(last.text, line.text))) return false;
  if (last.page === line.page && !isNear(open, line, column.pitch ?? null)) return false;
  if (open.every((one) => one.bold) && !line.bold && (ENDED.test(last.text) || !/^[\p{Ll}\d(“"]/u.test(line.text)))
    return false;
  if (isMarked(line.text) && !continuesDespiteMarker(last.text, line.text)) return false;
  return isAligned(open, first, line, column);
}

/** Place and date of a head. */
const HEAD_DATE = /^\p{Lu}[^,;:()]{1,30},\s*ngày[\s.…\d]*tháng[\s.…\d]*năm[\s.…\d]*$/u;

/** The type of a document alone on its line is never the start of its title. */
function documentTypeLine(text: string): boolean {
  return /^(?:KẾ HOẠCH|CÔNG VĂN|THÔNG BÁO|BÁO CÁO|QUYẾT ĐỊNH|HƯỚNG DẪN|CHƯƠNG TRÌNH|TỜ TRÌNH|CHỈ THỊ)$/u.test(text);
}

/** The first word of the next line had no room left at the end of this one. */
function wasForced(last: ColumnLine, line: ColumnLine, column: Column): boolean {
  // A first line that is set in may happen to end as far from the right: centred lines are so together.
  const room =
    isCentred(last, column) && isCentred(line, column)
      ? column.right - column.left - (last.right - last.left)
      : column.right - last.right;
  return line.firstWord + 0.22 * line.size > room - 0.12 * line.size;
}

function isNear(open: readonly ColumnLine[], line: ColumnLine, usual: number | null): boolean {
  const last = open.at(-1);
  const before = open.at(-2);
  const gap = line.y - (last?.y ?? line.y);
  if (gap > 2.4 * line.size) return false;
  const pitch = before !== undefined && last !== undefined && before.page === last.page ? last.y - before.y : null;
  if (pitch !== null) return gap <= 1.2 * pitch;
  const isSure = last !== undefined && isSurelyOne(last.text, line.text);
  return isSure || usual === null || gap <= 1.15 * usual * line.size;
}

/** A sentence that has not ended and goes on in lower case. */
export function isSurelyOne(last: string, text: string): boolean {
  return !ENDED.test(last) && /^\p{Ll}/u.test(text);
}

function isMarked(text: string): boolean {
  return typedMarker(text) !== null;
}

/** `giai đoạn 2021 / - 2030`, `Văn hóa / - Xã hội`: what looks like a bullet is a dash of the sentence. */
function continuesDespiteMarker(last: string, text: string): boolean {
  if (ENDED.test(last)) return false;
  // A bracket is still open.
  if (/^[-–]\s/u.test(text) && last.lastIndexOf('(') > last.lastIndexOf(')') && text.includes(')')) return true;
  if (/[\p{L}\p{N}]-$/u.test(last) && /^\d/u.test(text)) return true;
  if (/\d$/u.test(last) && /^[-–]\s?\d{1,4}(?!\d|[.)])/u.test(text)) return true;
  return (
    (/^\d/u.test(text) &&
      /(?:^|\s)(?:ngày|tháng|năm|số|lần|thứ|đến|từ|khoản|điều|mục|phụ lục|là|và|quý)$/iu.test(last)) ||
    (/^[-–]\s\p{Lu}/u.test(text) && /(?:Văn hóa|Văn hoá|Lao động|Tổ chức|Hành chính|Tài chính|Kinh tế)$/u.test(last)) ||
    /chính trị \/ [-–] xã hội|kinh tế \/ [-–] xã hội|văn hóa \/ [-–] xã hội|(?:học|nghề) \/ [-–] (?:nghề|giáo)/iu.test(
      `${last.slice(-12)} / ${text}`,
    )
  );
}

/** A line that goes on starts at the margin, or where the lines above hang, or is centred as they are. */
function isAligned(open: readonly ColumnLine[], first: ColumnLine, line: ColumnLine, column: Column): boolean {
  const near = 0.3 * line.size;
  const second = open[1];
  if (second !== undefined && Math.abs(second.left - line.left) <= near) return true;
  if (second !== undefined) return isCentred(line, column) && isCentred(second, column);
  if (line.left <= (column.textLeft ?? column.left) + near) return true;
  if (Math.abs(line.left - first.left) <= near)
    return first.left > column.left + 2 * near ? isHangingBlock(first, line) : true;
  if (isMarked(first.text) && Math.abs(line.left - first.secondWordLeft) <= 2 * near) return true;
  const middles = Math.abs(line.left + line.right - first.left - first.right) / 2;
  return line.left < first.left - near || (middles < 0.5 * line.size && isCentred(line, column));
}

/** Both lines are set in by the same: one indented block, not two paragraphs with a first-line indent each. */
function isHangingBlock(first: ColumnLine, line: ColumnLine): boolean {
  return !ENDED.test(first.text) && /^[\p{Ll}\d(]/u.test(line.text);
}

/** As far from the left edge of the column as from the right one, and from both. */
export function isCentred(line: Segment, column: Column): boolean {
  const left = line.left - column.left;
  const right = column.right - line.right;
  return left > 0.5 * line.size && Math.abs(left - right) < 0.5 * line.size;
}
