/** Who owes something: the agency of the section, the office that is told to, or the subject of the sentence. */
import type { FoundAgency } from './agencies.ts';
import { firstVerb, isOfficeLike, officeKey } from './offices.ts';
import type { Para } from './outline.ts';

export interface SenderClues {
  /** The clause up to the word of time. */
  readonly before: string;
  readonly clause: string;
  readonly sentence: string;
  readonly to: readonly string[];
  readonly para: Para;
  /** Paragraphs that the clause's own paragraph stands below, nearest first. */
  readonly above: readonly Para[];
  /** The sentence in which a letter speaks to its readers. */
  readonly preamble: readonly Para[];
  readonly agencies: readonly FoundAgency[];
}

/** The office that owes, in the words of the document; null when nobody is named. */
export function senderOf(clues: SenderClues): string | null {
  const { before, clause, sentence, to } = clues;
  const agency = clues.agencies.find((candidate) => candidate.paras.has(clues.para));
  const upTo = sentence.slice(0, Math.max(0, sentence.indexOf(clause)) + before.length);
  const asked = toldTo(before, ASKS) ?? toldTo(upTo, ASKS);
  const directed = toldTo(before, DIRECTS) ?? toldTo(upTo, DIRECTS);
  if (agency !== undefined) {
    const subject = subjectOf(before, agency.name);
    if (subject !== null) return subject;
    // "Chỉ đạo các trường gửi báo cáo về Phòng": the report goes to the agency itself, so the others owe it.
    const told = asked ?? directed;
    if (told !== null && to.some((office) => officeKey(office) === officeKey(agency.name))) return told;
    return agency.name;
  }
  const labelled = /^[^:]{3,90}:\s+(.+)$/u.exec(before)?.[1];
  // "Câu lạc bộ đọc sách: các lớp đăng ký …": behind the label stands a subject of its own.
  const behindLabel = subjectOf(labelled ?? '', null);
  const named = asked ?? behindLabel ?? subjectOf(before, null) ?? subjectOf(sentence, null) ?? directed;
  const said = named ?? afterCircumstance(sentence) ?? ownerOfThing(sentence) ?? unknownSubject(sentence);
  if (said !== null) return said;
  for (const para of clues.above) {
    const heading = toldTo(para.body, ASKS) ?? subjectOf(para.body, null) ?? officeHeading(para);
    if (heading !== null) return heading;
  }
  for (const para of clues.preamble.toReversed()) {
    const reader = toldTo(para.body, ASKS);
    if (reader !== null) return reader;
  }
  return null;
}

/** A heading that is nothing but the name of an office. */
function officeHeading(para: Para): string | null {
  const name = para.body.replace(/^(?:Đề nghị|Giao|Yêu cầu|Đối với)\s+/u, '').replace(/[\s:.;]+$/u, '');
  return name.length < 120 && isOfficeLike(name) && firstVerb(name) < 0 ? name : null;
}

/** "đề nghị X báo cáo …" → X: from the word of asking to the first verb after it. */
function toldTo(text: string, words: RegExp): string | null {
  for (const match of text.matchAll(words)) {
    const rest = text.slice(match.index + match[0].length);
    if (!isOfficeLike(rest)) continue;
    const verb = pastRelative(rest, firstVerb(rest));
    // "… đề nghị các trường học, các thôn:" opens a list.
    const colon = /^[^:.;]{4,200}(?=:\s*$)/u.exec(rest)?.[0] ?? '';
    const name = (verb < 0 ? colon : rest.slice(0, verb)).replace(/[\s,:;]+$/u, '').replace(/^Đối với\s+/u, '');
    if (name.length >= 4 && name.length < 260) return name;
  }
  return null;
}

const ASKS =
  /(?:^|[\s,])(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao(?: cho| trách nhiệm cho)?|[Đđ]ối với|[Pp]hân công)\s+(?=\p{L})/gu;
const DIRECTS = /(?<!Ban\s?)(?:^|[\s,])(?:[Cc]hỉ đạo|[Đđ]ôn đốc|[Hh]ướng dẫn)\s+(?=\p{L})/gu;

/** "UBND các xã chưa báo cáo khẩn trương …": what they have not done yet tells them apart, the deed comes after it. */
function pastRelative(body: string, verb: number): number {
  if (verb < 0) return verb;
  const next = firstVerb(body.slice(verb + 1));
  if (next < 0) return verb;
  const told = /\s(?:chưa|đã|được)$/u.test(body.slice(0, verb));
  // "các đồng chí Ủy viên phụ trách xã gửi …": what they look after tells them apart.
  const lookAfter = /^\s(?:phụ trách|được giao)\s[^,;:]{2,40}$/u.test(body.slice(verb, verb + 1 + next));
  return told || lookAfter ? verb + 1 + next : verb;
}

/** "Căn cứ kế hoạch này, các phòng …", "Trong quá trình thực hiện, các đơn vị …": the subject behind a circumstance. */
function afterCircumstance(sentence: string): string | null {
  if (
    !/^(?:Căn cứ|Trên cơ sở|Trong|Khi|Sau|Ngay sau|Theo|Để|Nhằm|Nhận được|Từ|Hằng|Hàng|Định kỳ|Nếu|Ngoài|Bên cạnh|Cùng với|Hết|Vào|Cuối|Đầu|Nhân|Tùy|Tuỳ|Tại|Riêng|Danh sách|Báo cáo|Hồ sơ|Kết quả|Kế hoạch|Sản phẩm|Bài|Số liệu)\s/u.test(
      sentence,
    )
  )
    return null;
  for (const comma of sentence.matchAll(/,\s+(?=\p{L})/gu)) {
    const found = subjectOf(sentence.slice(comma.index + comma[0].length), null);
    if (found !== null) return found;
  }
  return null;
}

/** "Báo cáo của các đơn vị gửi về …" is owed by the đơn vị. */
function ownerOfThing(sentence: string): string | null {
  const found =
    /^(?:[Bb]áo cáo|[Kk]ế hoạch|[Dd]anh sách|[Hh]ồ sơ|[Kk]ết quả|[Ss]ố liệu|[Ss]ản phẩm|[Bb]ài)[^,;:]{0,50}?\scủa\s([^,;:]{3,120}?)\s(?:gửi|nộp|báo cáo)\s/u.exec(
      sentence,
    )?.[1];
  return found !== undefined && isOfficeLike(found) ? found : null;
}

/** "Câu lạc bộ …" of whatever kind: a name at the start of the sentence, if its verb is one of sending. */
function unknownSubject(sentence: string): string | null {
  const verb = firstVerb(sentence);
  const name = verb < 4 || verb > 80 ? '' : sentence.slice(0, verb);
  const sends = /^\s(?:gửi|nộp|báo cáo|chuyển|cung cấp|bàn giao|tổng hợp|đăng ký|lập)\s/u.test(sentence.slice(verb));
  return sends && PROPER_NAME.test(name) && firstVerb(` ${name.charAt(0).toLocaleLowerCase('vi')}${name.slice(1)}`) < 0
    ? name
    : null;
}

/** Several words, a capital among those behind the first, and no thing that is sent. */
const PROPER_NAME =
  /^(?!(?:Báo|Kế|Kết|Hồ|Danh|Số|Sản|Bài|Tin|Thời|Hạn|Sau|Trước|Trong|Căn|Để|Khi|Việc|Mọi|Nội|Trên|Nếu|Ngày|Đến|Từ|Hằng|Hàng|Định|Chế|Các nội|Công văn|Tuần|Lễ|Mẫu)(?!\p{L}))\p{Lu}\p{Ll}+\s(?:[^,;:()]*\s)?\p{Lu}[^,;:()]*$/u;

/** An office that the clause begins with, as subject of a verb. */
export function subjectOf(text: string, owner: string | null): string | null {
  const body = text.replace(
    /^(?:[-+•]\s*)?(?:Sau khi kết thúc [^,]{3,60},\s*|Kết thúc [^,]{3,60},\s*|Định kỳ,?\s*|Đồng thời,?\s*)?(?:(?:Đề nghị|Yêu cầu|Giao|Đối với|Kính đề nghị)\s+)?/u,
    '',
  );
  if (
    !isOfficeLike(body) ||
    /^(?:Báo cáo|Báo\s+\p{Ll}|Hội nghị|Tổ chức|Tổng hợp|Ban hành|Hội thảo|Phối hợp|Trình)/iu.test(body)
  )
    return null;
  const colon = body.indexOf(':');
  const verb = firstVerb(body);
  const end = colon > 0 && (verb < 0 || colon < verb) ? colon : pastRelative(body, verb);
  if (end < 3 || end > 260) return null;
  const name = body
    .slice(0, end)
    .replace(/\s*[-–]\s+(?:cơ quan|đơn vị)\s.*$/u, '')
    .replace(/\s+\([^)]*\)$/u, '')
    .replace(/[\s,:;]+$/u, '');
  if (owner !== null && officeKey(name) === officeKey(owner)) return null;
  return name;
}
