/** Plain, hard-wrapped and markdown text → Blocks. Every block knows the lines of the file that it came from. */
import { DocumentProblem } from '../problem.ts';
import type { Block, DocumentBlocks, ParagraphBlock, ReaderNotice } from '../blocks.ts';
import { hasTwoWords, isCapitals } from '../line-words.ts';
import { decodeText, TEXT_LIMIT } from './text-decode.ts';
import { type TextLine, textLines } from './text-lines.ts';
import { tableAt } from './text-tables.ts';
import { withoutSignatureStamps } from './stamps.ts';

/** Reads a `.txt` or `.md`. Throws DocumentProblem (`file-not-text`) for bytes that are no text, nothing else. */
export function readTextBlocks(bytes: Uint8Array, format: 'txt' | 'md' = 'txt'): DocumentBlocks {
  const { text, guessedEncoding, isBinary } = decodeText(bytes);
  if (isBinary) throw new DocumentProblem('file-not-text');
  const lines = textLines(text);
  const wrapping = measureWrapping(lines);
  const blocks: Block[] = [];
  let draft: Draft | null = null;
  const close = (): void => {
    if (draft !== null) blocks.push(paragraphOf(draft));
    draft = null;
  };
  for (let index = 0; index < lines.length; ) {
    const found = tableAt(lines, index);
    if (found !== null) {
      close();
      if (found.table.rows.length > 0) blocks.push(found.table);
      index = found.next;
      continue;
    }
    const line = lines[index];
    index += 1;
    if (line === undefined) break;
    if (line.blank) {
      if (draft !== null) draft.gap = true;
      continue;
    }
    if (draft !== null && goesOn(draft, line, wrapping)) extend(draft, line);
    else {
      close();
      draft = startDraft(line);
    }
  }
  close();
  const unstamped = withoutSignatureStamps(blocks);
  const notices: ReaderNotice[] = [...unstamped.notices];
  if (guessedEncoding !== null)
    notices.push({
      code: 'encoding-guessed',
      message: `Tệp không phải UTF-8; đã đọc theo bảng mã ${guessedEncoding}.`,
    });
  if (bytes.length > TEXT_LIMIT)
    notices.push({ code: 'text-cut', message: 'Tệp văn bản quá dài; chỉ đọc phần đầu (4 MB).' });
  return { format, blocks: unstamped.blocks, notices };
}

interface Draft {
  text: string[];
  /** Of the text joined. */
  length: number;
  line: number;
  lineEnd: number;
  lastLength: number;
  last: string;
  first: TextLine;
  bold: boolean;
  italic: boolean;
  /** A blank line has been seen since the last line of text. */
  gap: boolean;
}

function startDraft(line: TextLine): Draft {
  return {
    text: [line.text],
    length: line.text.length,
    line: line.line,
    lineEnd: line.line,
    lastLength: line.text.length,
    last: line.text,
    first: line,
    bold: line.bold,
    italic: line.italic,
    gap: false,
  };
}

function extend(draft: Draft, line: TextLine): void {
  draft.text.push(line.text);
  draft.length += 1 + line.text.length;
  draft.lineEnd = line.line;
  draft.lastLength = line.text.length;
  draft.last = line.text;
  draft.bold &&= line.bold;
  draft.italic &&= line.italic;
  draft.gap = false;
}

function paragraphOf(draft: Draft): ParagraphBlock {
  return {
    kind: 'paragraph',
    text: draft.text.join(' '),
    marker: draft.first.marker,
    bold: draft.bold,
    italic: draft.italic,
    align: null,
    heading: draft.first.heading,
    place: { kind: 'text', line: draft.line, lineEnd: draft.lineEnd },
  };
}

interface Wrapping {
  readonly hard: boolean;
  /** Length that a full line has at least. */
  readonly full: number;
  /** Blank lines part paragraphs; false where a conversion strewed them over the text. */
  readonly blanksPart: boolean;
}

/** Text set in lines of a page (from a PDF or a fixed-width editor) has many lines that go on in lower case. */
function measureWrapping(lines: readonly TextLine[]): Wrapping {
  const plain = lines.filter((line) => !line.blank && !line.raw.includes('|') && !line.raw.includes('\t'));
  const short = plain.filter((line) => line.text.length <= 115).length;
  const continued: number[] = [];
  let overBlanks = 0;
  plain.forEach((line, index) => {
    const next = plain[index + 1];
    if (next === undefined || line.text.length < 45 || ENDED.test(line.text) || !LOWER_START.test(next.text)) return;
    if (line.marker === null || next.marker === null) continued.push(line.text.length);
    if (next.line - line.line > 1) overBlanks += 1;
  });
  const longest = Math.max(0, ...plain.slice(0, 2_000).map((line) => line.text.length));
  // Lines that end at the same margin without a stop: the wall of a set page.
  const wall = plain.filter((line) => line.text.length >= longest - 12 && !ENDED.test(line.text)).length;
  const set = continued.length >= 3 || (continued.length >= 1 && wall >= 3 && longest >= 60);
  const hard = short >= plain.length * 0.97 && set;
  continued.sort((a, b) => a - b);
  const typical = continued[Math.floor(continued.length * 0.6)] ?? 80;
  return { hard, full: Math.min(90, typical * 0.78), blanksPart: overBlanks <= continued.length * 0.15 };
}

const ENDED = /[.;:!?…][)”"’]?$/u;
const LOWER_START = /^\p{Ll}/u;
/** Words that no sentence, heading or name ends in: what follows belongs to them. */
const UNFINISHED =
  /(?:^|\s)(?:các|và|của|với|về|cho|tại|trong|theo|từ|đến|thuộc|do|bằng|những|một|là|số|qua|để|ở|trên|dưới|như|hoặc|bởi|vì|mỗi|từng|giữa|nhằm|được|bị|sẽ|đã|cả|ngày|tháng|năm|hay|gồm|tham mưu|cùng|gửi|trình|giao|đề nghị|yêu cầu)$|[,\-–&(“/]$/u;
/** Lines that start something of their own wherever they stand. */
const OWN_LINE = /^(?:Số\s*:|Kính gửi|N[ơo]i nh[ậâ]n|V\/v|Căn cứ\s|Điều \d|PHỤ LỤC|Phụ lục|TM\.|KT\.|TL\.|TUQ\.)/u;
/** The date of a head whose place was lost; after a full line it is the rest of a sentence. */
const HEAD_DATE = /^ngày[\s.…\d]+tháng[\s.…\d]+năm[\s.…\d]*$/u;

function goesOn(draft: Draft, line: TextLine, wrapping: Wrapping): boolean {
  const last = draft.last;
  if (line.heading !== null || draft.first.heading !== null) return false;
  // What stands below a blank line is nobody whom the letter speaks to.
  if (draft.gap && /^Kính gửi/iu.test(draft.first.text) && !LOWER_START.test(line.text) && !UNFINISHED.test(last))
    return false;
  if (OWN_LINE.test(line.text) || (last.length < 45 && HEAD_DATE.test(line.text))) return false;
  if (line.marker !== null) return goesOnDespiteMarker(last, line, draft, wrapping);
  if (ENDED.test(last)) return wrapping.hard && goesOnAfterSemicolon(draft, line, wrapping);
  if (isOpen(draft) && !(draft.gap && wrapping.blanksPart)) return true;
  if (last.length >= 40 && /^\(\p{Ll}/u.test(line.text) && !/^\((?:kèm|ban hành)/u.test(line.text)) return true;
  if (isCapitals(last) !== isCapitals(line.text) && hasTwoWords(line.text)) return false;
  if (draft.bold !== line.bold && draft.gap && !wrapping.hard) return false;
  if (LOWER_START.test(line.text)) return !/^(?:Số\s*:|Kính gửi)/u.test(last) || wrapping.hard;
  if (UNFINISHED.test(last) && last.length > 30) return true;
  if (isCapitals(last) || (draft.gap && wrapping.blanksPart)) return false;
  return wrapping.hard && draft.lastLength >= wrapping.full && !(draft.bold && !line.bold);
}

/** A clause ended where a full line did, and the next one has no bullet of its own. */
function goesOnAfterSemicolon(draft: Draft, line: TextLine, wrapping: Wrapping): boolean {
  if (draft.gap && wrapping.blanksPart) return false;
  return draft.last.endsWith(';') && draft.lastLength >= wrapping.full && LOWER_START.test(line.text);
}

/** A quotation mark or bracket that was opened in the paragraph has not been closed yet. */
function isOpen(draft: Draft): boolean {
  if (draft.length > 600) return false;
  const text = draft.text.join(' ');
  return text.lastIndexOf('“') > text.lastIndexOf('”') || text.lastIndexOf('(') > text.lastIndexOf(')');
}

/** First halves of names with a dash: "Văn hóa / - Xã hội", "Lao động / - Thương binh". */
const HYPHENATED =
  /(?:Văn hóa|Văn hoá|Lao động|chính trị|nghề nghiệp|Nghề nghiệp|GDNN|Tổ chức|Hành chính|Tài chính|Kinh tế|Tin học|Tuyên giáo|Thể thao|Truyền thông|khuyến học)$/u;

/** `giai đoạn 2021 / - 2030` and `lần / thứ 4.`: what looks like a marker is the rest of the sentence. */
function goesOnDespiteMarker(last: string, line: TextLine, draft: Draft, wrapping: Wrapping): boolean {
  if (ENDED.test(last)) return false;
  if (
    wrapping.hard &&
    !draft.gap &&
    draft.lastLength >= wrapping.full &&
    HYPHENATED.test(last) &&
    /^[-–]\s\p{L}/u.test(line.text)
  )
    return true;
  if (/\d$/u.test(last) && /^[-–]\s?\d{1,4}(?!\d|[.)])/u.test(line.text)) return true;
  return (
    wrapping.hard && !draft.gap && draft.lastLength >= wrapping.full && UNFINISHED.test(last) && /^\d/u.test(line.text)
  );
}
