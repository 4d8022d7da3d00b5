/** The themes of the Week: a section of their own, a sentence that gives them, or words in quotation marks. */
import { toneFoldedKey } from '../../platform/text/vietnamese.ts';
import type { PlanContext } from './context.ts';
import { isCapitals } from '../line-words.ts';
import { type OutlineNode, type Para, walk } from './outline.ts';

interface FoundTheme {
  readonly theme: string;
  readonly para: Para;
  readonly rule: string;
  readonly certain: boolean;
}

const HEADING =
  /^(?:Tên\s+)?(?:Chủ đề|CHỦ ĐỀ|Thông điệp(?:,| và| -| –)? chủ đề|Các chủ đề|Nội dung chủ đề)(?![\p{L}])/u;
/** "Chủ đề của Tuần lễ … năm 2020 là: X", "với chủ đề: X". */
const STATED =
  /(?:chủ đề|Chủ đề|CHỦ ĐỀ|thông điệp|Thông điệp)((?:\s(?:của|Tuần lễ|tuần lễ|TUẦN LỄ|hưởng ứng|Hưởng ứng|học tập suốt đời|Học tập suốt đời|HTSĐ|năm|\d{4}|nay|này|chung|chính|sau|được chọn|cho|các|hoạt động|lần này|do Bộ[^:“"]{0,60}))*)\s*(?:năm \d{4})?\s*(?:(?:được xác định |xác định |được chọn |được lựa chọn )?(?:là|gồm)\s*[:,]?|[:,–-])\s*/gu;

/** The themes in order, without quotation marks and final stop. */
export function readThemes(context: PlanContext): string[] {
  const found = fromSections(context.outline);
  if (found.length === 0) found.push(...fromStatements([...context.parts.head, ...context.main]));
  if (found.length === 0) found.push(...fromQuotes([...context.parts.head, ...context.main]));
  const themes: string[] = [];
  for (const { theme, para, rule, certain } of found) {
    if (themes.some((other) => toneFoldedKey(other) === toneFoldedKey(theme))) continue;
    context.trace.add(`/themes/${themes.length}`, para, theme, rule, certain ? 'certain' : 'likely');
    themes.push(theme);
  }
  return themes;
}

function fromSections(outline: readonly OutlineNode[]): FoundTheme[] {
  for (const node of walk(outline)) {
    const heading = node.para.body;
    if (!HEADING.test(heading)) continue;
    if (!isTopicOfWeek(heading)) continue;
    const own = stated(node.para, 'mục "Chủ đề"');
    if (own.length > 0) return own;
    const below = [...walk(node.children)].filter((child) => !isOtherTopic(child, node));
    const explicit = below.flatMap((child) => stated(child.para, 'mục "Chủ đề"'));
    if (explicit.length > 0 && below.length <= explicit.length + 3) return explicit;
    const listed = below
      .filter((child) => child.children.length === 0)
      .flatMap((child) => themesOfParagraph(child.para));
    if (listed.length > 0) return listed;
  }
  return [];
}

/** "Chủ đề" beside another word of the heading is still its section; "Chủ đề về chuyển đổi số …" is not one. */
function isTopicOfWeek(heading: string): boolean {
  return heading.length < 130 || STATED_ONCE.test(heading) || /[“"]/u.test(heading.slice(0, 140));
}
const STATED_ONCE = new RegExp(STATED.source, 'u');

/** In a section "Chủ đề, thời gian, địa điểm" only the part on the theme counts. */
function isOtherTopic(node: OutlineNode, section: OutlineNode): boolean {
  for (let above: OutlineNode | null = node; above !== null && above !== section; above = above.parent) {
    if (/^(?:Thời gian|Địa điểm|Hình thức|Thành phần|Nội dung|Đối tượng|Phạm vi|Kinh phí)/iu.test(above.para.body))
      return true;
  }
  return false;
}

function themesOfParagraph(para: Para): FoundTheme[] {
  const rule = 'mục "Chủ đề"';
  const quotes = quoted(para.body);
  if (quotes.length > 0) return quotes.map((theme) => ({ theme, para, rule, certain: true }));
  if (/(?:như sau|sau đây|sau)\s*:?$|:$/u.test(para.body) || para.body.length > 260 || HEADING.test(para.body))
    return [];
  if (/^(?:Căn cứ|Các (?:đơn vị|cơ sở|trường|địa phương)|Tùy|Ngoài ra|Khuyến khích|Trên cơ sở|\()/u.test(para.body))
    return [];
  const theme = cleanTheme(para.body);
  return theme === null ? [] : [{ theme, para, rule, certain: para.body.length < 200 }];
}

function stated(para: Para, rule: string): FoundTheme[] {
  const found: FoundTheme[] = [];
  for (const match of para.text.matchAll(STATED)) {
    const between = match[1] ?? '';
    const mark = match[0].slice(match[0].indexOf(between) + between.length);
    const rest = para.text.slice(match.index + match[0].length);
    if (/^\s*[,–-]/u.test(mark) && !/^[“"]/u.test(rest)) continue;
    if (rest.trimEnd().endsWith(':')) continue;
    const quotes = leadingQuotes(rest);
    if (quotes.length > 0) found.push(...quotes.map((theme) => ({ theme, para, rule, certain: true })));
    else {
      const theme = cleanTheme(
        rest.split(/[.;](?:\s|$)|\s\(|,\s(?:cụ thể|thời gian|từ ngày|trong đó|với)\s/u)[0] ?? '',
      );
      if (theme !== null && /^[\p{Lu}\d]/u.test(theme)) found.push({ theme, para, rule, certain: theme.length < 200 });
    }
  }
  return found;
}

function fromStatements(texts: readonly Para[]): FoundTheme[] {
  return texts.flatMap((para) => stated(para, 'câu nêu chủ đề'));
}

const BEFORE_QUOTE =
  /(?:[Cc]hủ đề|CHỦ ĐỀ)(?:\s[\p{L}\d]+){0,10}\s*[:,–-]?\s*$|thông điệp(?:\s(?:là|chính|của|năm|\d{4}|Tuần lễ))*\s*[:,–-]?\s*$/u;

/** `với chủ đề "X"`, and a theme without marks: "với chủ đề Chuyển đổi số … , cụ thể như sau". */
function fromQuotes(texts: readonly Para[]): FoundTheme[] {
  const found: FoundTheme[] = [];
  for (const para of texts) {
    for (const match of para.text.matchAll(/[“"«]([^“”"«»]{12,300})[”"»]/gu)) {
      const before = para.text.slice(Math.max(0, match.index - 110), match.index);
      const theme = cleanTheme(match[1] ?? '');
      if (
        theme === null ||
        !BEFORE_QUOTE.test(before) ||
        /(?:Đề án|phong trào|cuộc thi|hội thảo|mô hình)\s*$/iu.test(before)
      )
        continue;
      found.push({
        theme,
        para,
        rule: 'chữ trong ngoặc kép sau "chủ đề"',
        certain: /chủ đề(?:\s(?:của|Tuần lễ|năm|\d{4}|là))*\s*:?\s*$/iu.test(before),
      });
    }
  }
  if (found.length > 0) return found.slice(0, 6);
  for (const para of texts) {
    const bare = /với chủ đề\s+(?:năm \d{4} )?(?:là )?(\p{Lu}[^,.;:“”"]{15,200})(?=[,.;:]|$)/u.exec(para.text);
    const theme = cleanTheme((bare?.[1] ?? '').replace(/\s+(?:trên địa bàn|từ ngày|tại)\s.*$/u, ''));
    if (theme !== null) return [{ theme, para, rule: 'chữ sau "với chủ đề"', certain: false }];
  }
  return [];
}

function leadingQuotes(text: string): string[] {
  if (!/^\s*[“"«‘']/u.test(text)) return [];
  return quoted(text);
}

/** What stands in quotation marks, as long as marks follow each other ("A"; "B" và "C"). */
function quoted(text: string): string[] {
  const themes: string[] = [];
  let end = 0;
  for (const match of text.matchAll(/[“"«‘']([^“”"«»]{10,400})["”»’](?!\p{L})/gu)) {
    const between = text.slice(end, match.index);
    if (themes.length === 0 ? between.length > 80 : !/^[\s,;.\-–]*(?:và|hoặc|hay)?[\s,;.\-–]*$/u.test(between)) break;
    const theme = cleanTheme(match[1] ?? '');
    if (theme !== null) themes.push(theme);
    end = match.index + match[0].length;
  }
  return themes;
}

function cleanTheme(text: string): string | null {
  const theme = text
    .replace(/^[\s“"«‘'*:–-]+/u, '')
    .replace(/[\s.;,”"»’'*]+$/u, '')
    .replace(/\s+/gu, ' ');
  if (theme.length < 8 || theme.length > 300 || !/\p{L}{2}.*\s/u.test(theme)) return null;
  if (/^Tuần lễ hưởng ứng học tập suốt đời(?:\s(?:năm\s)?\d{4})?$/iu.test(theme)) return null;
  return /^(?:và|của|về|các hoạt động|phù hợp)\s/u.test(theme) ||
    (isCapitals(theme) && /^(?:THỜI GIAN|ĐỊA ĐIỂM)/u.test(theme))
    ? null
    : theme;
}
