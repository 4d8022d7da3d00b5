/** Who issued the document: from the letterhead, or from the sentence in which the issuer speaks. */
import { toneFoldedKey, unaccentedKey } from '../../platform/text/vietnamese.ts';
import { properName } from './issuer-names.ts';
import { findOffices, isOfficeLike } from './offices.ts';
import { isCapitals } from '../line-words.ts';
import { type Item, type Para } from './outline.ts';
import { paras, type Parts } from './parts.ts';
import type { Trace } from './trace.ts';
import { documentTypeOf } from './types.ts';
import { urgencyOf } from './head.ts';

export interface IssuerClues {
  readonly title: string | null;
  readonly place: string | null;
  readonly number: string | null;
}

/** The issuer's full name with its locality, or null. */
export function readIssuer(parts: Parts, items: readonly Item[], clues: IssuerClues, trace: Trace): string | null {
  const all = paras(items);
  const letterhead = fromLetterhead(parts.head, all, clues);
  if (letterhead !== null) {
    trace.add(
      '/issuer',
      letterhead.para,
      letterhead.para.text,
      'tên cơ quan ban hành ở góc trái',
      letterhead.sure ? 'certain' : 'likely',
    );
    return letterhead.name === 'Sở Giáo dục và Đào tạo' ? withLocality(letterhead.name, clues, all) : letterhead.name;
  }
  const speaker = fromSentence(parts, clues);
  if (speaker === null) return null;
  const name = withLocality(speaker.name, clues, all);
  trace.add('/issuer', speaker.para, speaker.para.text, 'cơ quan tự xưng trong phần mở đầu', 'likely');
  return name;
}

const LETTERHEAD_START =
  /^(?:ỦY BAN|UỶ BAN|UBND|SỞ|PHÒNG|TRƯỜNG|BỘ|HỘI|BAN|TRUNG TÂM|VĂN PHÒNG|CÔNG ĐOÀN|LIÊN ĐOÀN|ĐOÀN|TỈNH ĐOÀN|ĐẢNG|BCH|BTV|THƯ VIỆN|BẢO TÀNG|ĐẠI HỌC|HỌC VIỆN|CỤC|VIỆN|MẶT TRẬN|TỔNG|CÔNG AN|ĐÀI|PGD|PHÂN HIỆU|TTGDTX|LIÊN MINH|BCĐ)(?!\p{L})/u;

/** More lines no letterhead has, even with every side of it on lines of its own. */
const LETTERHEAD_LINES = 30;

/** What stands at the right of a letterhead: of the State, the Party, the Youth Union. */
const NATIONAL_LINE = /^CỘNG H|^Độc lập|^ĐỘC LẬP|^ĐẢNG CỘNG SẢN VIỆT NAM$|^ĐOÀN TNCS HỒ CHÍ MINH$/u;

function fromLetterhead(
  head: readonly Para[],
  all: readonly Para[],
  { place, number }: IssuerClues,
): { para: Para; name: string; sure: boolean } | null {
  const lines: Para[] = [];
  let closed = false;
  for (const para of head.slice(0, LETTERHEAD_LINES)) {
    const text = cleanLine(para.text);
    if (documentTypeOf(para.text) !== null || /^(?:V\/v|Kính gửi)/iu.test(para.text)) break;
    if (NATIONAL_LINE.test(text) || urgencyOf(text) !== null) continue;
    if (/^Số\s*[:.]|ngày.*tháng/iu.test(text)) {
      closed = lines.length > 0;
      continue;
    }
    if (closed || text.length > 90) continue;
    const goesOn = lines.length > 0 && isCapitals(text) && !LETTERHEAD_START.test(text);
    if (
      (isCapitals(text) && LETTERHEAD_START.test(text)) ||
      goesOn ||
      (isOfficeLike(text) && para.index < 6 && !/[.;:]$/u.test(text))
    )
      lines.push(para);
  }
  const names = joinTurnedLines(lines, all);
  const own = names.at(-1);
  if (own === undefined) return null;
  const above = names.length > 1 ? names.at(-2) : undefined;
  if (above !== undefined && symbolSpeaksFor(above.text, own.text, number))
    return { para: above.para, name: properName(above.text, all), sure: false };
  const name = properName(own.text, all);
  // An organ that every office has says nothing without the office.
  if (/^(?:Văn phòng|Ban (?:Thường trực|Thường vụ|Chấp hành))$/iu.test(name) && above !== undefined) {
    const organ =
      name.charAt(0) + name.slice(1).toLocaleLowerCase('vi').replace('thường', 'Thường').replace('chấp', 'Chấp');
    return { para: own.para, name: `${organ} ${properName(above.text, all)}`, sure: organ === 'Văn phòng' };
  }
  const level = BARE_LEVEL.exec(name)?.[1]?.toLocaleLowerCase('vi');
  if (above !== undefined && level !== undefined) {
    // "ĐẢNG ỦY XÃ IA GRAI / ỦY BAN NHÂN DÂN XÃ": the line above says which.
    const whose = localityOf(properName(above.text, all));
    // "SỞ … VĨNH LONG / THƯ VIỆN TỈNH": the place stands without its level.
    if (place !== null && whose === null && toneFoldedKey(above.text).endsWith(toneFoldedKey(place)))
      return { para: own.para, name: name.replace(BARE_LEVEL, ` ${level} ${place}`), sure: false };
    if (whose?.toLocaleLowerCase('vi').startsWith(level) === true)
      return { para: own.para, name: name.replace(BARE_LEVEL, ` ${whose}`), sure: false };
  }
  if (above !== undefined && /^(?:TỈNH|THÀNH|HUYỆN|QUẬN|THỊ|ĐẢNG) (?:ỦY|UỶ)/u.test(above.text)) {
    return { para: own.para, name: `${name} ${properName(above.text, all)}`, sure: false };
  }
  // A division of an office that is no committee of the people is called after it.
  if (
    above !== undefined &&
    /^(?:Phòng|Ban|Khoa|Cục)\s/u.test(name) &&
    WHOLE_OFFICE.test(above.text) &&
    !hasPlace(name)
  )
    return { para: own.para, name: `${name} ${properName(above.text, all)}`, sure: false };
  const locality = above === undefined || hasLocality(name) ? null : localityOf(properName(above.text, all));
  const full = locality === null ? name : completed(name, locality, all, place);
  const written = all.some((para) => para !== own.para && para.text.includes(full));
  return { para: own.para, name: full, sure: written || own.text === full };
}

/** "402/LĐLĐ" below "LIÊN ĐOÀN LAO ĐỘNG … / BAN TUYÊN GIÁO": the symbol holds the initials of the upper line only. */
function symbolSpeaksFor(above: string, own: string, number: string | null): boolean {
  const symbol = /^\d+[a-z]?\/(\p{Lu}{3,8})(?=-|$)/u.exec(number ?? '')?.[1];
  if (symbol === undefined) return false;
  const initials = (line: string): string =>
    (line.toLocaleUpperCase('vi').match(/\p{L}+/gu) ?? []).map((word) => word[0]).join('');
  return initials(above).startsWith(symbol) && !initials(own).startsWith(symbol);
}

/** Offices that a division names after its own. */
const WHOLE_OFFICE =
  /^(?:BỘ CHỈ HUY|BỘ ĐỘI|BỘ TƯ LỆNH|CÔNG AN|LIÊN ĐOÀN|TRƯỜNG|ĐẠI HỌC|HỌC VIỆN|BỆNH VIỆN|CÔNG TY|TỔNG CÔNG TY)(?!\p{L})/u;

function hasPlace(name: string): boolean {
  return LOCALITY.test(name);
}

const BARE_LEVEL = /\s(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)$/iu;
const COMMITTEE = 'ỦY BAN NHÂN DÂN';

function cleanLine(text: string): string {
  const line = text
    .replace(/[*_]/gu, '')
    .replace(/\s*[-–—=]{3,}\s*$/u, '')
    .trim();
  // Scanning loses marks: "UY BAN NHAN DAN".
  const start = line.slice(0, COMMITTEE.length);
  return isCapitals(start) && unaccentedKey(start) === 'uy ban nhan dan' && start[0] !== 'Ủ' && start[1] !== 'Ỷ'
    ? COMMITTEE + line.slice(COMMITTEE.length)
    : line;
}

/** "TRUNG TÂM GIÁO DỤC NGHỀ NGHIỆP - / GIÁO DỤC THƯỜNG XUYÊN" is one name over two lines. */
function joinTurnedLines(lines: readonly Para[], all: readonly Para[]): { text: string; para: Para }[] {
  const names: { text: string; para: Para }[] = [];
  for (const para of lines) {
    const text = cleanLine(para.text);
    const last = names.at(-1);
    if (
      last !== undefined &&
      ((!LETTERHEAD_START.test(text) && !isOfficeLike(text)) ||
        /(?:[-–,]| VÀ)$/u.test(last.text) ||
        isTurned(last.text, text, all))
    )
      last.text = `${last.text} ${text}`;
    else names.push({ text, para });
  }
  return names;
}

/** "… XÂY DỰNG XÃ / HỘI HỌC TẬP", "… XÃ TÂN / HỘI": a word alone, or words that the text never has without the ones above. */
function isTurned(above: string, text: string, all: readonly Para[]): boolean {
  const words = text.split(' ');
  if (words.length === 1) return true;
  const first = words.slice(0, 2).join(' ').toLocaleLowerCase('vi');
  const last = `${above.split(' ').at(-1)?.toLocaleLowerCase('vi') ?? ''} `;
  let seen = 0;
  for (const para of all) {
    if (isCapitals(para.text)) continue;
    const lower = para.text.toLocaleLowerCase('vi');
    for (let at = lower.indexOf(first); at >= 0; at = lower.indexOf(first, at + 1)) {
      if (!lower.slice(0, at).endsWith(last)) return false;
      seen += 1;
    }
  }
  return seen > 0;
}

const LEVEL = '(?:tỉnh|thành phố|Thành phố|TP\\.?|Tp\\.?|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu|TX\\.?)';
const LOCALITY = new RegExp(
  `(?<!\\p{L})(?:${LEVEL}\\s*\\p{Lu}[\\p{L}’'-]*(?:\\s\\p{Lu}[\\p{L}’'-]*){0,4}|(?:Quận|quận|Phường|phường)\\s\\d{1,2})(?!\\p{L})`,
  'u',
);

function localityOf(name: string): string | null {
  return LOCALITY.exec(name)?.[0] ?? null;
}

/** Centres that every place has: they say nothing without it. */
const BARE_CENTRE =
  /^Trung tâm (?:[Hh]ọc tập cộng đồng|HTCĐ|Chính trị|GDNN\s?-\s?GDTX|GDTX|Văn hóa(?:[\p{L}\s,–-]*Thể thao)?(?: và [\p{L}\s]+)?)$/u;

/** A school or a people's committee that is named with its place needs nothing from the line above. */
function hasLocality(name: string): boolean {
  if (LOCALITY.test(name)) return true;
  if (/^(?:Ủy ban nhân dân|Uỷ ban nhân dân|UBND)\s+\p{Lu}/u.test(name)) return true;
  if (BARE_CENTRE.test(name)) return false;
  const rest = name.replace(/^(?:Sở|Phòng|Bộ|Hội|Văn phòng|Ban|Liên đoàn|Thư viện|Công đoàn)\s.*?(?=$)/u, '');
  return rest !== '' || /^Bộ\s/u.test(name);
}

/** The locality in the words of the document where it names the office in full, else the name with the place behind it. */
function completed(name: string, locality: string, all: readonly Para[], place: string | null): string {
  const bare = locality.replace(new RegExp(`^${LEVEL}\\s*`, 'u'), '');
  const full = spelledInFull(name, all, toneFoldedKey(bare));
  if (full !== null) return full;
  if (name.endsWith(` ${bare}`)) return name;
  // "Thành phố Hồ Chí Minh" keeps its first words, as the place line shows.
  if (place !== null && name.startsWith('Sở') && place.endsWith(bare)) return `${name} ${place}`;
  return /^(?:tỉnh|thành phố|Thành phố|TP\.?|Tp\.?)/u.test(locality) && name.startsWith('Sở')
    ? `${name} ${bare}`
    : `${name} ${locality}`;
}

function spelledInFull(name: string, all: readonly Para[], bareKey: string | null): string | null {
  for (const para of all) {
    let at = para.text.indexOf(name);
    while (at >= 0) {
      const rest = para.text.slice(at + name.length, at + name.length + 60);
      const place = new RegExp(
        `^\\s(?:${LEVEL}\\s)?(?:\\p{Lu}[\\p{L}]*(?:[\\s-]\\p{Lu}[\\p{L}]*){0,4}|\\d{1,2})(?!\\p{L})`,
        'u',
      ).exec(rest)?.[0];
      if (
        place !== undefined &&
        !isOfficeLike(place.trim()) &&
        (bareKey === null || toneFoldedKey(place).includes(bareKey))
      )
        return name + place;
      at = para.text.indexOf(name, at + name.length);
    }
  }
  return null;
}

const SPEAKS =
  /^\s*(?:\([^)]{1,40}\)\s*)?(?:[-–]\s[^.;:]{0,260}?\s|[^.;:]{0,60}?)(?:xây dựng|ban hành|đề nghị|yêu cầu|triển khai|hướng dẫn|thông báo|tổ chức|lập|chỉ đạo|trân trọng|xin|đã|giao|xây|kính đề nghị)/u;

function fromSentence(parts: Parts, clues: IssuerClues): { name: string; para: Para } | null {
  const opening = [...parts.preamble, ...paras(parts.body).slice(0, 2)];
  for (const para of [...opening].reverse()) {
    for (const sentence of withoutQuotes(para.text)
      .split(/(?<=\.)\s+(?=\p{Lu})/u)
      .reverse()) {
      const offices = findOffices(sentence).filter(
        (office) => !/(?:của|theo|tại|với|số|do|gửi|chỉ đạo)\s*$/iu.test(sentence.slice(0, office.index)),
      );
      for (const office of offices) {
        const after = sentence.slice(office.end);
        if (!SPEAKS.test(after)) continue;
        const before = sentence.slice(0, office.index);
        if (before !== '' && !/[,;.]\s*$/u.test(before)) continue;
        // What is asked of others is not said by them.
        if (/(?:đề nghị|yêu cầu|giao)\s/iu.test(before)) continue;
        const name = fullName(office.name, after);
        if (matchesSymbol(name, clues.number)) return { name, para };
      }
    }
  }
  return null;
}

function withoutQuotes(text: string): string {
  return text.replace(/“[^“”]*”|"[^"]*"/gu, (quote) => '_'.repeat(quote.length));
}

/** "Ủy ban nhân dân (UBND) tỉnh An Giang" loses its bracket. */
function fullName(name: string, after: string): string {
  const bracket =
    /^\s*\([^)]{1,20}\)\s*((?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn)(?:\s\p{Lu}[\p{L}]*){1,4})/u.exec(
      after,
    );
  return bracket === null ? name : `${name} ${bracket[1] ?? ''}`;
}

/** The symbol of the number names the kind of issuer: UBND, SGDĐT, PGDĐT. A clash rules a candidate out. */
function matchesSymbol(name: string, number: string | null): boolean {
  if (number === null) return true;
  if (/UBND/u.test(number)) return /^(?:Ủy ban|Uỷ ban|ủy ban|UBND|Văn phòng)/u.test(name);
  if (/SGD/u.test(number)) return /^(?:Sở|sở)/u.test(name);
  if (/PGD/u.test(number)) return /^(?:Phòng|phòng)/u.test(name);
  return true;
}

/** Adds the place to a name that ends in a bare level ("… tỉnh") or names no place at all. */
function withLocality(name: string, clues: IssuerClues, all: readonly Para[]): string {
  const level = /(?:^|\s)(tỉnh|thành phố|huyện|quận|thị xã|thị trấn|xã|phường|đặc khu)$/u.exec(name)?.[1];
  if (level !== undefined && !name.startsWith('Văn phòng')) {
    const place = placeAfterLevel(level, clues, all);
    return place === null ? name : `${name.slice(0, name.length - level.length).trim()} ${place}`;
  }
  if (level === undefined && !LOCALITY.test(name)) {
    const full = spelledInFull(name, all, clues.place === null ? null : toneFoldedKey(clues.place));
    if (full !== null) return full;
    // A department signs at its province's name.
    if (clues.place !== null && /^Sở\s/u.test(name) && !name.includes(clues.place)) return `${name} ${clues.place}`;
  }
  return name;
}

function placeAfterLevel(level: string, clues: IssuerClues, all: readonly Para[]): string | null {
  const pattern = new RegExp(
    `(?<!\\p{L})${level}\\s(?:\\p{Lu}[\\p{L}’'-]*(?:\\s\\p{Lu}[\\p{L}’'-]*){0,4}|\\d{1,2})(?!\\p{L})`,
    'iu',
  );
  const exact = (text: string): string | null => {
    const found = pattern.exec(text)?.[0];
    if (found === undefined || !/^\p{Ll}|^\p{Lu}\p{Ll}/u.test(found)) return null;
    const place = found.slice(level.length).trim();
    return /^\p{Lu}|^\d/u.test(place) ? found : null;
  };
  for (const text of [clues.title, clues.place, ...all.slice(0, 12).map((para) => para.text)]) {
    const found = text === null ? null : exact(text);
    if (found !== null) return found;
  }
  return null;
}
