/** Legal bases and numbered references. */
import { findDates, isoDate } from './dates.ts';
import type { PlanContext } from './context.ts';
import { findOffices } from './offices.ts';
import type { Para } from './outline.ts';
import { walk } from './outline.ts';
import { paras } from './parts.ts';
import type { BaseReading } from './reading.ts';
import { tidyNumber } from './head.ts';
import { DOCUMENT_NOUN } from './types.ts';

/** `4342/BGDĐT-GDTX`, `29-NQ/TW`, `43/2019/QH14`, `07/TT-BTC`, `271/KH-THCS LC`. */
const NUMBER =
  /(?<![\p{L}\d/.,-])(\d{1,5}[a-z]?(?:\/\d{4})?(?:\s?\/\s?|\s?-\s?(?=\p{Lu}{1,6}\s?\/\s?\p{Lu}))\p{Lu}[\p{L}\d&.]*(?:\s?[-–/]\s?\p{Lu}[\p{L}\d&.]*)*)(?![\p{L}])/gu;

interface FoundNumber {
  readonly index: number;
  readonly end: number;
  readonly number: string;
}

/** Document numbers in a text. Needs a symbol in capitals, so dates and fractions don't count. */
function findNumbers(text: string): FoundNumber[] {
  const found: FoundNumber[] = [];
  for (const match of text.matchAll(NUMBER)) {
    const number = tidyNumber(match[1] ?? '');
    const symbol = number.replace(/^\d+[a-z]?/u, '');
    const introduced = /số\s*:?\s*$/iu.test(text.slice(Math.max(0, match.index - 6), match.index));
    const looksIssued =
      /\p{Lu}{2}/u.test(symbol) && /[-/].*[-/]|^\/(?:QĐ|KH|CT|NQ|TT|NĐ|HD|TB|CV|UBND|SGD|PGD|BGD|VP|BCĐ)/u.test(symbol);
    if (!introduced && !looksIssued) continue;
    found.push({ index: match.index, end: match.index + match[0].length, number });
  }
  return found;
}

/** Every document named by number, outside the head, once each, in order. */
export function readReferences(context: PlanContext): string[] {
  const seen = new Map<string, Para>();
  const texts = [...context.parts.preamble, ...paras(context.parts.body), ...paras(context.parts.annexes)];
  for (const para of texts) {
    if (/^Số\s*:/u.test(para.text)) continue;
    for (const { number } of findNumbers(para.body)) if (!seen.has(number)) seen.set(number, para);
  }
  let index = 0;
  for (const [number, para] of seen)
    context.trace.add(`/references/${index++}`, para, number, 'số, ký hiệu văn bản trong nội dung', 'certain');
  return [...seen.keys()];
}

const OPENER =
  /^(?:[-–+•*●▪]\s*)?(?:Căn cứ|Thực hiện|Theo|Tiếp theo|Thi hành|Thừa lệnh|Xét|Tiếp tục thực hiện|Triển khai thực hiện|Triển khai|Trên cơ sở|Hưởng ứng|Phúc đáp|Tiếp nhận|Trả lời|Sau khi (?:xem xét|nghiên cứu|có)|Để (?:triển khai|thực hiện)|Nhằm (?:triển khai|thực hiện))\s|^[^.;:]{0,80}?\snhận được\s/u;

/** In the middle of a sentence: "…; căn cứ Kế hoạch số …", "…; theo đề nghị của X tại Tờ trình số …". */
const OPENER_WITHIN =
  /^(?:và\s+)?(?:căn cứ|thực hiện|theo|tiếp theo|triển khai|xét|được sự (?:đồng ý|nhất trí|cho phép|ủy quyền))\s/u;

const NAMES_DOCUMENT = new RegExp(
  `(?:${DOCUMENT_NOUN})\\s+(?:liên \\p{L}+\\s+)?số\\s+\\d[^;]{3,40}?ngày\\s[^;]{4,60}?\\scủa\\s`,
  'u',
);

const DOCUMENT_FIRST = new RegExp(
  `^(?:[-–+•*●▪]\\s*)?(?:(?:các\\s+)?(?:${DOCUMENT_NOUN})(?:\\s+\\p{Ll}+){0,3}\\s+(?:số\\s*:?\\s*)?|số\\s+)\\d`,
  'u',
);

/** The documents that this one rests on. */
export function readBases(context: PlanContext): BaseReading[] {
  const bases: BaseReading[] = [];
  // Whatever its first words, the first sentence names what the document carries out.
  const opening = context.parts.preamble[0];
  for (const { para, listed } of baseParagraphs(context)) {
    let opened = listed;
    for (const clause of clausesOf(para.body)) {
      // After "Thực hiện A; B, …" the second document needs no word of its own.
      opened =
        OPENER.test(clause) ||
        (para === opening && NAMES_DOCUMENT.test(clause)) ||
        (opened && (DOCUMENT_FIRST.test(clause) || OPENER_WITHIN.test(clause)));
      if (!opened && !listed) continue;
      for (const base of basesIn(clause, context.year)) {
        if (bases.some((other) => other.number !== null && other.number === base.number)) continue;
        const path = `/bases/${bases.length}`;
        bases.push(base);
        const sure = base.number !== null && base.date !== null && base.issuer !== null;
        context.trace.add(path, para, clause, 'văn bản sau "Căn cứ", "Thực hiện"', sure ? 'certain' : 'likely');
      }
    }
  }
  return bases;
}

function baseParagraphs(context: PlanContext): { para: Para; listed: boolean }[] {
  const preamble: { para: Para; listed: boolean }[] = [];
  let listing = false;
  for (const para of context.parts.preamble) {
    // "Căn cứ:" with the documents listed below it.
    if (/^(?:Căn cứ|Thực hiện)[^.;]{0,80}:$/iu.test(para.text)) {
      listing = true;
      continue;
    }
    listing &&= para.marker !== null;
    preamble.push({ para, listed: listing });
  }
  for (const node of walk(context.outline)) {
    if (
      !/^(?:Các )?căn cứ(?:$|\s(?:pháp lý|xây dựng|ban hành|để|thực hiện|lập))/iu.test(
        node.para.body.replace(/[:.]$/u, ''),
      ) ||
      node.para.body.length > 80
    )
      continue;
    for (const child of walk(node.children)) preamble.push({ para: child.para, listed: true });
  }
  return preamble;
}

function clausesOf(text: string): string[] {
  return text.split(/;\s+|(?<=\p{Ll}{2})\.\s+(?=\p{Lu})/u);
}

const NOUN_AT_END = new RegExp(`(?:${DOCUMENT_NOUN})(?:\\s+(?:liên tịch|hỏa tốc))?\\s*(?:số\\s*:?\\s*)?$`, 'u');

function basesIn(clause: string, year: number | null): BaseReading[] {
  const numbers = findNumbers(clause);
  if (numbers.length === 0) return unnumbered(clause);
  const bases: BaseReading[] = [];
  for (const [index, found] of numbers.entries()) {
    const before = clause.slice(numbers[index - 1]?.end ?? 0, found.index);
    const said = issuerBefore(before);
    if (index > 0 && said === null && !coordinate(before)) continue;
    const own = clause.slice(found.end, numbers[index + 1]?.index ?? clause.length);
    const issuer = jointIssuer(before, own, issuerAfter(own));
    bases.push({
      number: found.number,
      date: dateOf(own, year) ?? dateAfter(own, issuer, year),
      issuer: issuer ?? said,
    });
    // "Quyết định số A ngày … và Quyết định số B ngày … của X": both are of X.
    const previous = bases.at(-2);
    // "Quyết định số A, số B ngày …": of one day.
    if (previous?.date === null && /^[\s,]*(?:và\s+)?(?:số\s+)?$/u.test(before))
      previous.date = bases.at(-1)?.date ?? null;
    if (previous?.issuer === null && issuer !== null && !/\scủa\s/u.test(before)) previous.issuer = issuer;
  }
  return bases;
}

/** "Kế hoạch liên ngành … của A và B" has two issuers. */
function jointIssuer(before: string, own: string, first: string | null): string | null {
  if (first === null || !/liên (?:ngành|tịch|sở)|phối hợp/iu.test(before)) return first;
  const rest = own.slice(own.indexOf(first) + first.length);
  const second = /^\s+và\s+(?=\p{L})/u.exec(rest);
  const other = second === null ? null : officeAtStart(rest.slice(second[0].length));
  return other === null ? first : `${first} và ${other}`;
}

/** "… của UBND thành phố Cần Thơ ngày 20 tháng 9 năm 2013": the date behind the issuer. */
function dateAfter(own: string, issuer: string | null, year: number | null): string | null {
  const rest = issuer === null ? '' : own.slice(own.indexOf(issuer) + issuer.length);
  if (!/^[\s,]*ngày\s/u.test(rest)) return null;
  const date = findDates(rest.slice(0, 50))[0];
  return date === undefined ? null : isoDate(date.year ?? year, date.month, date.day);
}

/** A second number is a base of its own only where it is set beside the first, not inside the first one's subject. */
function coordinate(between: string): boolean {
  const noun = NOUN_AT_END.exec(between);
  const before = (noun === null ? between : between.slice(0, noun.index)).trimEnd();
  return (
    /(?:,|;|\svà|\scùng|\s-|Căn cứ|Thực hiện|căn cứ)$/u.test(before) &&
    !/(?:thực hiện|triển khai|ban hành|phê duyệt)$/u.test(before.replace(/(?:,|\svà)$/u, '').trimEnd())
  );
}

function dateOf(own: string, year: number | null): string | null {
  const near = own.slice(0, 60);
  const date = findDates(near.replace(/ngày\s+/u, 'ngày '))[0];
  if (date === undefined || date.index > 30) return null;
  return isoDate(date.year ?? year, date.month, date.day);
}

function issuerAfter(own: string): string | null {
  const found = /^.{0,50}?(?:^|[\s,\d])c(?:ủa|uả|ùa|úa)\s+(?:liên\s+)?/u.exec(own);
  if (
    found === null ||
    /(?:đề nghị|ý kiến|chỉ đạo)\s+của\s+$/u.test(found[0]) ||
    /(?:về|V\/v)\s/u.test(own.slice(0, found[0].length - 4))
  )
    return null;
  return officeAtStart(own.slice(found[0].length));
}

function issuerBefore(before: string): string | null {
  const found =
    /(?:chỉ đạo|ý kiến|hướng dẫn|yêu cầu|đề nghị|đồng ý|nhất trí|chấp thuận|cho phép)\s+của\s+(.+?)(?:,|\s)\s*(?:tại|theo)\s/u.exec(
      before,
    ) ??
    // "Kế hoạch của UBND tỉnh số …".
    /\scủa\s+([^,;]{3,90}?)\s+số\s*:?\s*$/u.exec(before) ??
    /(?:^|\s)do\s+(.+?)\s+(?:phát động|ban hành|chủ trì|tổ chức|triển khai)\s+(?:tại|theo)\s/u.exec(before);
  return found === null ? null : officeAtStart(`${found[1] ?? ''},`);
}

const OTHER_ISSUERS =
  /^(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội|Ủy ban Thường vụ Quốc hội|Ban Bí thư(?: Trung ương(?: Đảng)?)?|Bộ Chính trị|(?:Hội nghị (?:lần thứ \p{L}+ |lần thứ \d+ |Trung ương \d+ )?)?Ban Chấp hành(?: Trung ương)?(?: Đảng)?(?: khóa [IVX]+)?|Ban Thường vụ \p{Lu}\p{L}* ?(?:ủy|uỷ|uy)?(?:\s(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|đặc khu)(?!\p{L}))?(?:\s\p{Lu}[\p{L}’'-]*){0,4}|Bộ trưởng Bộ [^,;.]{3,50}?(?=,|;|\.| về| ban| phê| quy| hướng|$)|Chủ tịch [^,;.]{3,60}?(?=,|;|\.| về| ban| phê| quy|$))/u;

function officeAtStart(text: string): string | null {
  const other = OTHER_ISSUERS.exec(text);
  if (other !== null) return other[0].trim();
  const office = findOffices(text)[0];
  if (office === undefined || office.index > 12) return null;
  const name = office.name
    .replace(/\s+(?:ban hành|phê duyệt|quy định|v\/v|V\/v|triển khai|hướng dẫn|phát động|năm \d{4})(?:\s.*)?$/u, '')
    .trim();
  const bracket =
    /^\s*\([^)]{1,20}\)\s*((?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã)(?:\s\p{Lu}[\p{L}]*){0,4})/u.exec(
      text.slice(office.end),
    );
  return bracket === null ? name : `${name} ${bracket[1] ?? ''}`;
}

/** "Căn cứ Luật Giáo dục ngày 14/6/2019", "Căn cứ Kế hoạch của UBND thành phố về …": bases without a number. */
function unnumbered(clause: string): BaseReading[] {
  const found = new RegExp(
    `^(?:[-–+•*●▪]\\s*)?(?:(?:Căn cứ|Thực hiện|Theo|Tiếp theo|Thi hành|Triển khai thực hiện)\\s+)?(?:nội dung |theo |tinh thần )?(${DOCUMENT_NOUN}|ý kiến chỉ đạo|chỉ đạo|sự chỉ đạo)(?=[\\s,])`,
    'u',
  ).exec(clause);
  if (found === null) return [];
  const own = clause.slice(found[0].length);
  if (/^\s*(?:năm học|nhiệm vụ|này|công tác|hoạt động|phát triển)/u.test(own) && !/\scủa\s/u.test(own)) return [];
  const law = /Luật|Hiến pháp|Pháp lệnh/u.test(found[1] ?? '');
  const date = findDates(own)[0];
  const issuer =
    issuerAfter(own) ?? (/(?:^|\s)của\s/u.test(own) ? officeAtStart(own.slice(own.search(/của\s/u) + 4)) : null);
  if (issuer === null && date === undefined && !law) return [];
  const dated =
    date === undefined || /(?:về|tổ chức|từ|đến)\s/u.test(own.slice(0, date.index).slice(-30))
      ? null
      : isoDate(date.year, date.month, date.day);
  if (issuer === null && dated === null && !law) return [];
  return [{ number: null, date: dated, issuer }];
}
