/** Type, urgency, number, date, place and title: the head of a document. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { isoDate } from './dates.ts';
import { isCapitals } from '../line-words.ts';
import { type Item, type Para } from './outline.ts';
import { isSignatureLine, paras, type Parts } from './parts.ts';
import type { Trace } from './trace.ts';
import { documentTypeOf } from './types.ts';

export interface HeadReading {
  readonly type: string | null;
  readonly urgency: string | null;
  readonly number: string | null;
  /** The number came from an annex's "kèm theo" line, not from the head. */
  readonly numberFromAnnex: boolean;
  readonly date: string | null;
  readonly place: string | null;
  readonly title: string | null;
}

export interface AttachmentLine {
  readonly para: Para;
  readonly type: string;
  readonly number: string | null;
  readonly date: string | null;
}

/** Reads the head. What it lacks is looked for in the lines that bind the annexes to the document. */
export function readHead(parts: Parts, trace: Trace): HeadReading {
  const { type, title } = typeAndTitle(parts, trace);
  const urgency = readUrgency(parts, trace);
  const numbered = readNumber(parts.head, trace);
  const dated = readDate([...parts.head, ...parts.signature], trace);
  const attachment = attachmentLines(parts.annexes).find((line) => type === null || line.type === type);
  let { number, date } = { number: numbered.number, date: dated.date };
  let numberFromAnnex = false;
  if (number === null && !numbered.blank && typeof attachment?.number === 'string') {
    number = attachment.number;
    numberFromAnnex = true;
    trace.add('/number', attachment.para, attachment.para.text, 'số ghi ở dòng "kèm theo" của phụ lục', 'certain');
  }
  if (date === null && !dated.blank && typeof attachment?.date === 'string') {
    date = attachment.date;
    trace.add('/date', attachment.para, attachment.para.text, 'ngày ghi ở dòng "kèm theo" của phụ lục', 'certain');
  }
  return { type, urgency, number, numberFromAnnex, date, place: dated.place, title };
}

function typeAndTitle(parts: Parts, trace: Trace): { type: string | null; title: string | null } {
  const { head } = parts;
  const subjectAt = head.findIndex(
    (para, index) =>
      /^(?:V\/v|V\/V|Về việc|Trích yếu\s*:)/u.test(para.text) ||
      // Below the number "Về …" alone says what a letter is about.
      (/^Về\s\p{Ll}/u.test(para.text) && /^Số\s*[:.]?/u.test(head[index - 1]?.text ?? '')),
  );
  const typeAt = head.findIndex((para) => documentTypeOf(para.text) !== null);
  const letter = subjectAt >= 0 && (typeAt < 0 || subjectAt < typeAt);
  if (letter || (typeAt < 0 && head.some((para) => /^Kính gửi/iu.test(para.text)))) {
    const subject = head[subjectAt];
    const addressed = head.find((para) => /^Kính gửi/iu.test(para.text));
    const sign = subject ?? addressed;
    if (sign !== undefined)
      trace.add('/type', sign, sign.text, 'có "V/v" hoặc "Kính gửi", không có tên loại', 'certain');
    if (subject === undefined) return { type: 'CÔNG VĂN', title: null };
    const title = cleanTitle(
      joinedLines([subject, ...titleRest(head, subjectAt + 1, subject)]).replace(
        /^(?:V\/[vV]|Về việc|Về(?=\s\p{Ll})|Trích yếu)\s*:?\s*/u,
        '',
      ),
    );
    trace.add('/title', subject, subject.text, 'trích yếu sau "V/v"', 'certain');
    return { type: 'CÔNG VĂN', title };
  }
  const typePara = head[typeAt];
  const found = typePara === undefined ? null : documentTypeOf(typePara.text);
  if (typePara === undefined || found === null) return { type: null, title: null };
  trace.add('/type', typePara, typePara.text, 'dòng tên loại văn bản', 'certain');
  const first = found.title === '' ? nextTitleLine(head, typeAt + 1) : typePara;
  if (first === undefined) return { type: found.type, title: null };
  const rest = titleRest(head, head.indexOf(first) + 1, first);
  const lines = joinedLines([found.title === '' ? first : { ...first, text: found.title }, ...rest]);
  trace.add('/title', first, lines, 'dòng dưới tên loại', rest.length > 1 ? 'likely' : 'certain');
  return { type: found.type, title: cleanTitle(lines.replace(/^V\/[vV]\s*:?\s*/u, '')) };
}

/** Lines of one sentence; a number that is broken after its sign ("2404/" "SGDĐT") is whole again. */
function joinedLines(lines: readonly Para[]): string {
  return lines
    .map((para) => para.text)
    .join(' ')
    .replace(/(?<=\d)\/ (?=\p{Lu})/gu, '/');
}

function nextTitleLine(head: readonly Para[], from: number): Para | undefined {
  return head.slice(from, from + 4).find((para) => !isNotTitle(para));
}

function isNotTitle(para: Para): boolean {
  return (
    urgencyOf(para.text) !== null ||
    /^(?:Số\s*:|Kính gửi|[([*_.\-–—=]|Căn cứ\s|CỘNG HÒA|Độc lập)/u.test(para.text) ||
    DATE_LINE.test(para.text)
  );
}

/** Lines that go on with the title: lower case, or set like its first line and short. */
function titleRest(head: readonly Para[], from: number, first: Para): Para[] {
  const rest: Para[] = [];
  const letter = /^V\/[vV]/u.test(first.text);
  for (const para of head.slice(from, from + (letter ? 6 : 4))) {
    // The right column of the letterhead may come between two lines of the subject.
    if (letter && (/^(?:CỘNG H|Độc lập)/u.test(para.text) || DATE_LINE.test(para.text))) continue;
    if (
      isNotTitle(para) ||
      documentTypeOf(para.text) !== null ||
      isSignatureLine(para.text) ||
      para.text.length > 160 ||
      /[;:]$/u.test(para.text)
    )
      break;
    const above = rest.at(-1) ?? first;
    const goesOn =
      /^\p{Ll}|^[“"]/u.test(para.text) ||
      (letter && (para.place === first.place || /[/-]$/u.test(above.text) || TITLE_GOES_ON.test(para.text)));
    const sameLook = isCapitals(first.text)
      ? isCapitals(para.text)
      : (first.bold && para.bold) || (first.centered && para.centered);
    const openQuote = (first.text.match(/[“]/gu)?.length ?? 0) > (first.text.match(/[”]/gu)?.length ?? 0);
    if (!goesOn && !sameLook && !openQuote && !/^(?:Năm|Trên địa bàn|Tại)\s/u.test(para.text)) break;
    if (letter && !goesOn) break;
    rest.push(para);
  }
  return rest;
}

const TITLE_GOES_ON = /^(?:Tuần lễ|Lễ|Năm|Kế hoạch|Công văn|Ngày hội|Chương trình)\s/u;

function cleanTitle(text: string): string | null {
  const title = text
    .replace(/\s+/gu, ' ')
    .replace(/\s*[-–—_*]{3,}.*$/u, '')
    .replace(/\s*(?:\.\/\.|[.;:])\s*$/u, '')
    .trim();
  return title === '' ? null : title;
}

const URGENCIES: readonly (readonly [string, string])[] = [
  ['hoa toc', 'hỏa tốc'],
  ['thuong khan', 'thượng khẩn'],
  ['khan', 'khẩn'],
];

/** The urgency that a line by itself states; one letter may be wrong ("HOÀI TỐC"). */
export function urgencyOf(line: string): string | null {
  const text = line.replace(/[()[\]*:.!“”"]/gu, ' ').trim();
  if (text.length < 4 || text.length > 40) return null;
  const key = unaccentedKey(text)
    .replace(/ (?:hen gio|den .*|truoc .*)$/u, '')
    .replace(/^do khan /u, '');
  for (const [pattern, name] of URGENCIES) {
    if (key === pattern) return name;
    if (pattern.length >= 7 && isCapitals(text) && key.split(' ').length === 2 && distanceAtMostOne(key, pattern))
      return name;
  }
  return null;
}

function distanceAtMostOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let i = 0;
  while (i < a.length && a[i] === b[i]) i += 1;
  return a.slice(i + 1) === b.slice(i + 1) || a.slice(i) === b.slice(i + 1) || a.slice(i + 1) === b.slice(i);
}

function readUrgency(parts: Parts, trace: Trace): string | null {
  for (const para of [...parts.head, ...parts.preamble.slice(0, 3)]) {
    const urgency = urgencyOf(para.text);
    if (urgency === null) continue;
    const exact = unaccentedKey(para.text) === unaccentedKey(urgency);
    trace.add('/urgency', para, para.text, 'dấu chỉ độ khẩn đứng riêng một dòng', exact ? 'certain' : 'likely');
    return urgency;
  }
  return null;
}

const GROUP = String.raw`[\p{L}\d&]+(?:\.[\p{L}\d]+)*`;
const NUMBER_LINE = new RegExp(
  String.raw`(?:^|[\s(])Số\s*[:.]?\s*(\d{1,2}\.\d{3}|\d{1,5}[a-zA-Z]?)?[\s.…_]*((?:[-–]\s?${GROUP}(?:\s?[-–]\s?${GROUP})*\s?)?\/\s?[\p{Lu}\d][\p{L}\d&.]*(?:\s?[-–\/]\s?[\p{L}\d&.]+)*(?:\s\p{Lu}{2,}(?![\p{L}]))*)?`,
  'u',
);

function readNumber(head: readonly Para[], trace: Trace): { number: string | null; blank: boolean } {
  for (const para of head) {
    const line = /^(?:[-–]\s*)?Số\s*[:.]?\s*(?:\d|[/.…_]|$)/u.test(para.text) ? para.text : null;
    if (line === null) continue;
    const found = NUMBER_LINE.exec(line.replace(/\s*(?:V\/[vV]\s|CỘNG HÒA|ngày\s).*$/u, ''));
    const digits = found?.[1];
    const symbol = found?.[2];
    if (digits === undefined) return { number: null, blank: true };
    const number = tidyNumber(`${digits}${symbol ?? ''}`);
    trace.add('/number', para, para.text, 'dòng "Số:" ở đầu văn bản', symbol === undefined ? 'likely' : 'certain');
    return { number, blank: false };
  }
  return { number: null, blank: false };
}

/** `12 / KH - UBND` → `12/KH-UBND`. */
export function tidyNumber(number: string): string {
  return number
    .replace(/\s*([/\-–&])\s*/gu, (_, sign: string) => (sign === '–' ? '-' : sign))
    .replace(/[.,;]+$/u, '')
    .trim();
}

const DATE_LINE = /(?:^|[,.…\s])ngày[\s.…_]*(\d{0,2})[\s.…_]*tháng[\s.…_]*(\d{0,2})[\s.…_]*năm[\s.…_]*(\d{0,4})/iu;
const SHORT_DATE_LINE =
  /^([\p{Lu}][\p{L}\d\s.-]{1,40}),\s*(?:ngày\s*)?(\d{1,2})\s*[/.-]\s*(\d{1,2})\s*[/.-]\s*(\d{4})\s*$/u;

function readDate(head: readonly Para[], trace: Trace): { date: string | null; place: string | null; blank: boolean } {
  for (const para of head) {
    const short = SHORT_DATE_LINE.exec(para.text);
    const long = short === null && para.text.length < 120 ? DATE_LINE.exec(para.text) : null;
    if (short === null && (long === null || /(?:Căn cứ|Kèm theo|Ban hành|số)\s/iu.test(para.text.slice(0, long.index))))
      continue;
    const place = placeOf(short === null ? para.text.slice(0, long?.index ?? 0) : (short[1] ?? ''));
    if (place !== null) trace.add('/place', para, para.text, 'địa danh trước ngày ban hành', 'certain');
    const [day, month, year] = short === null ? [long?.[1], long?.[2], long?.[3]] : [short[2], short[3], short[4]];
    const date = isoDate(Number(year), Number(month), Number(day));
    if (date === null) return { date: null, place, blank: true };
    trace.add('/date', para, para.text, 'dòng địa danh, ngày tháng năm', 'certain');
    return { date, place, blank: false };
  }
  return { date: null, place: null, blank: false };
}

function placeOf(text: string): string | null {
  const place = text
    .replace(/[,.…_\s]+$/u, '')
    .replace(/^.*(?:HẠNH PHÚC|Hạnh phúc|NAM)\s+/u, '')
    .trim();
  if (place.length < 2 || place.length > 40 || !/^\p{Lu}/u.test(place) || /\d\/|:/u.test(place)) return null;
  // "AN PHÚ, NGÀY 16 …": a place in capitals only.
  return isCapitals(place) && !place.startsWith('TP')
    ? place.replace(/\p{Lu}+/gu, (word) => word.charAt(0) + word.slice(1).toLocaleLowerCase('vi'))
    : place;
}

const ATTACHED =
  /[Kk]èm(?:\s+theo)?\s+(?:\p{L}+\s+){0,3}?(Kế hoạch|Công văn|Quyết định|Hướng dẫn|Thông báo|Chương trình|Văn bản|Báo cáo|Tờ trình|Chỉ thị)\s+số\s*:?\s*([^\s,;)]+(?:\s\p{Lu}{2,}(?!\p{L}))?)(.{0,60})/u;

/** The lines of the annexes that say which document they belong to: "(Ban hành kèm theo Kế hoạch số … ngày …)". */
export function attachmentLines(annexes: readonly Item[]): AttachmentLine[] {
  return paras(annexes).flatMap((para) => {
    const found = ATTACHED.exec(para.text);
    if (found === null) return [];
    const raw = tidyNumber(found[2] ?? '');
    const number = /^\d+[a-zA-Z]?\s?[-/]/u.test(raw) && /\p{Lu}/u.test(raw) ? raw : null;
    const when = /ngày\s*(\d{1,2})(?:\s?[/.-]\s?|\s*tháng\s*)(\d{1,2})(?:\s?[/.-]\s?|\s*năm\s*)(\d{4})/u.exec(
      found[3] ?? '',
    );
    const date = when === null ? null : isoDate(Number(when[3]), Number(when[2]), Number(when[1]));
    return [{ para, type: (found[1] ?? '').toLocaleUpperCase('vi'), number, date }];
  });
}
