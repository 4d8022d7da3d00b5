/** The opening ceremony: its own section, an annex with its programme, or the sentence that sets its date. */
import { findDates, findTimes, isoDate } from './dates.ts';
import type { PlanContext } from './context.ts';
import { RANK } from './markers.ts';
import type { OutlineNode, Para } from './outline.ts';
import { walk } from './outline.ts';
import { paras } from './parts.ts';
import type { CeremonyReading } from './reading.ts';
import { sentenceAround } from './week.ts';

const CEREMONY =
  /(?<!(?:[Tt]uần|TUẦN)\s)(?:Lễ|lễ|LỄ)\s+(?:khai mạc|KHAI MẠC|Khai mạc|phát động|PHÁT ĐỘNG|Phát động|ra quân|RA QUÂN|hưởng ứng|HƯỞNG ỨNG|mít tinh|mit tinh|mittinh)|(?:[Kk]hai mạc|KHAI MẠC|[Pp]hát động)(?:,\s*phát động)?\s+(?:Tuần lễ|“Tuần lễ|TUẦN LỄ|tuần lễ)|[Bb]uổi [Ll]ễ|[Pp]hát động hưởng ứng (?:Tuần lễ|tuần lễ)|[Cc]hào cờ (?:và )?phát động|(?<!(?:thi|hội|lãm|lớp|giải|diễn|sách)\s)(?<!\p{L})khai mạc(?=\s(?:lúc|vào|hồi)\s)|(?<=^|[.;:]\s|-\s)Khai mạc(?:\s(?:cấp \p{L}+|trực tuyến))?(?=\s*:|,?\s(?:vào|lúc|ngày)\s)/u;

interface Found {
  value: string;
  para: Para;
  certain: boolean;
}

type Slot = { -readonly [K in keyof CeremonyReading]: Found | null };

/** Date, time, place and form of the ceremony; each null where the document does not say. */
export function readCeremony(context: PlanContext): CeremonyReading {
  const slot: Slot = { date: null, time: null, place: null, form: null };
  for (const paragraphs of ceremonySections(context))
    for (const para of paragraphs) {
      fillFromDetail(slot, para, context.year);
      // "- Tại Hội trường …" on a line of its own.
      if (slot.date !== null && slot.place === null && /^Tại\s\p{Lu}[^:;]{3,120}$/u.test(para.body))
        slot.place = placeValue(para.body, para, false);
      // A sentence under the heading "Lễ khai mạc" speaks of it without naming it again.
      if (slot.date === null && (DATED_SENTENCE.test(para.body) || isDayAndHour(para.body)))
        fillFromClause(slot, para.body, para, context.year);
    }
  for (const para of context.main) fillFromSentences(slot, para, context.year);
  if (slot.date !== null && slot.place === null) placeBeside(slot, context);
  for (const row of ceremonyRows(context)) fillFromSentences(slot, row, context.year, `ngày ${row.text}`);
  if (slot.date === null) unnamedCeremony(slot, context);
  for (const paragraphs of ceremonyAnnexes(context))
    for (const para of paragraphs) fillFromDetail(slot, para, context.year);
  const reading: CeremonyReading = { date: null, time: null, place: null, form: null };
  for (const key of ['date', 'time', 'place', 'form'] as const) {
    const found = slot[key];
    if (found === null) continue;
    reading[key] = found.value;
    context.trace.add(
      `/ceremony/${key}`,
      found.para,
      found.para.text,
      'phần về lễ khai mạc, phát động',
      found.certain ? 'certain' : 'likely',
    );
  }
  return reading;
}

/** "Thời gian: 7 giờ 30, ngày …" and "Địa điểm: …" beside each other: an hour and a place are those of a ceremony. */
function unnamedCeremony(slot: Slot, context: PlanContext): void {
  const nodes = [...walk(context.outline)];
  for (const [index, node] of nodes.entries()) {
    const next = nodes[index + 1];
    if (!/^Thời gian/iu.test(node.para.body) || next === undefined || !/^Địa điểm/iu.test(next.para.body)) continue;
    if (
      !isDayAndHour(node.para.body) ||
      /hội nghị|cuộc thi|lớp|tập huấn|hội thảo|tọa đàm/iu.test(node.parent?.para.body ?? '')
    )
      continue;
    fillFromDetail(slot, node.para, context.year);
    fillFromDetail(slot, next.para, context.year);
    for (const part of ['date', 'time', 'place'] as const) if (slot[part] !== null) slot[part].certain = false;
    return;
  }
}

/** "2. Thời gian: … Lễ phát động lúc …", then "3. Địa điểm: …" beside it. */
function placeBeside(slot: Slot, context: PlanContext): void {
  for (const node of walk(context.outline)) {
    if (node.para !== slot.date?.para) continue;
    const beside = node.parent?.children ?? context.outline;
    const next = beside[beside.indexOf(node) + 1];
    if (next !== undefined && /^Địa điểm/iu.test(next.para.body)) fillFromDetail(slot, next.para, context.year);
    if (slot.place !== null) slot.place.certain = false;
  }
}

function isDayAndHour(text: string): boolean {
  return (
    text.length < 200 &&
    findTimes(text).length > 0 &&
    findDates(text).length === 1 &&
    !/(?:trước|chậm nhất)\s/u.test(text)
  );
}

const DATED_SENTENCE =
  /^(?:Tổ chức|Dự kiến|Bắt đầu|Diễn ra|Vào|Lúc|Được tổ chức)\s[^;]{0,60}?(?:vào|lúc|ngày|sáng|chiều|tối)\s|(?:tổ chức|diễn ra|bắt đầu|khai mạc)\s[^;.]{0,30}?(?:vào|lúc|ngày|hồi|sáng|chiều|tối)\s/u;

/** Rows of a table of activities that name the ceremony, read as one line: "01/10/2024 (7h30), Lễ phát động tại …". */
function ceremonyRows(context: PlanContext): Para[] {
  const rows: Para[] = [];
  for (const item of context.parts.body) {
    if (item.kind !== 'table') continue;
    for (const row of item.table.rows.slice(1)) {
      const text = row.map((cell) => cell.lines.join(' ')).join(' | ');
      const place = row[0]?.place ?? item.table.place;
      const blank = { marker: null, rank: RANK.plain, bold: false, centered: false, heading: null };
      if (CEREMONY.test(text)) rows.push({ kind: 'para', index: item.index, text, body: text, ...blank, place });
    }
  }
  return rows;
}

/** Children of a short heading about the ceremony, or lettered items below it. */
function ceremonySections(context: PlanContext): Para[][] {
  const sections: Para[][] = [];
  for (const node of walk(context.outline)) {
    if (node.children.length === 0 || node.para.text.length > 160 || !CEREMONY.test(node.para.text)) continue;
    if (/^(?:Sở|Phòng|UBND|Hội|Trường)\s/u.test(node.para.body)) continue;
    sections.push([node.para, ...detailsBelow(node)]);
  }
  if (sections.length > 0) return sections;
  return isCeremonyPlan(context) ? timedSections(context) : labelledLines(context);
}

/** "- Khai mạc: 7 giờ 30 ngày …" under "Thời gian, địa điểm", with the place on the line below it. */
function labelledLines(context: PlanContext): Para[][] {
  const nodes = [...walk(context.outline)];
  return nodes.flatMap((node, index) => {
    const label =
      /^(?:(?:Thời gian|Ngày)\s+)?(?:[Kk]hai mạc|[Pp]hát động|[Mm]ít tinh|[Rr]a quân)(?:\s[^:]{0,30})?:\s*/u.exec(
        node.para.body,
      )?.[0];
    if (label === undefined || findDates(node.para.body).length === 0) return [];
    const time = { ...node.para, body: `Thời gian: ${node.para.body.slice(label.length)}` };
    const next = nodes[index + 1];
    return [next !== undefined && next.para.body.startsWith('Địa điểm') ? [time, next.para] : [time]];
  });
}

/** A plan for the ceremony alone: its "Thời gian, địa điểm" are the ceremony's. */
function isCeremonyPlan(context: PlanContext): boolean {
  if (context.parts.head.some((para) => /^(?:GIẤY|THƯ) MỜI/u.test(para.text))) return true;
  const title = context.parts.head.find((para) => CEREMONY.test(para.text))?.text ?? '';
  return title !== '' && !/(?:và|các hoạt động)\s.*[Tt]uần lễ/u.test(title);
}

function timedSections(context: PlanContext): Para[][] {
  const nodes = [...walk(context.outline)].filter((node) => /^(?:Thời gian|Địa điểm)/iu.test(node.para.body));
  const paragraphs = nodes.flatMap((node) => [node.para, ...[...walk(node.children)].map((child) => child.para)]);
  // An invitation has no numbered parts: its labelled lines stand by themselves.
  const own = paragraphs.length > 0 ? paragraphs : context.parts.preamble.filter((para) => DETAIL.test(para.body));
  return own.some((para) => findTimes(para.text).length > 0) ? [own] : [];
}

function detailsBelow(node: OutlineNode): Para[] {
  return [...walk(node.children)]
    .filter(
      (child) =>
        !/chương trình/iu.test(child.parent?.para.text.slice(0, 40) ?? '') ||
        /^(?:Thời gian|Địa điểm|Hình thức)\s*:/iu.test(child.para.body),
    )
    .map((child) => child.para);
}

/** The first lines of an annex whose heading names the ceremony, up to its table. */
function ceremonyAnnexes(context: PlanContext): Para[][] {
  const { annexes } = context.parts;
  const found: Para[][] = [];
  for (const [index, item] of annexes.entries()) {
    if (item.kind !== 'para' || item.text.length > 200 || !CEREMONY.test(item.text)) continue;
    const rest = annexes.slice(index, index + 14);
    const table = rest.findIndex((other) => other.kind === 'table');
    found.push(paras(table < 0 ? rest : rest.slice(0, table)));
  }
  return found;
}

const DETAIL =
  /^(?:\p{L}+\s){0,2}?(Thời gian|Ngày|Thời điểm|Địa điểm|Tại|Nơi tổ chức|Hình thức)(?:\s+(?:tổ chức|khai mạc|và địa điểm|cụ thể|dự kiến|thực hiện|phát động|lễ|Lễ|,\s*địa điểm|tiến hành))*\s*[:\-–]\s*(.*)$/iu;

function fillFromDetail(slot: Slot, para: Para, year: number | null): void {
  const found = DETAIL.exec(para.body);
  if (found === null) return;
  const label = (found[1] ?? '').toLocaleLowerCase('vi');
  const value = found[2] ?? '';
  if (label === 'hình thức') slot.form ??= formOf(value, para);
  else if (/địa điểm|tại|nơi/u.test(label)) slot.place ??= placeValue(value, para, true);
  else fillTime(slot, value, para, year, true);
  // "Thời gian, địa điểm: 7 giờ 30 ngày 01/10/2023, tại …" gives all three.
  if (/địa điểm/iu.test(para.body.slice(0, para.body.length - value.length)) && !/địa điểm|nơi|tại/u.test(label))
    slot.place ??= placeIn(value, para);
  const tail = /(?:^|[.;]\s+)(?:Địa điểm|Nơi)(?:\s+(?:tổ chức|khai mạc|phát động))?\s*:\s*(.*)$/u.exec(value);
  if (tail !== null) slot.place ??= placeValue(tail[1] ?? '', para, true);
  else if (/thời gian|ngày|thời điểm/u.test(label)) slot.place ??= placeIn(value, para);
}

function fillTime(slot: Slot, text: string, para: Para, year: number | null, certain: boolean): void {
  const date = findDates(text)[0] ?? findDates(`ngày ${text}`)[0];
  const iso = date === undefined ? null : isoDate(date.year ?? year, date.month, date.day);
  if (iso !== null && slot.date === null)
    slot.date = { value: iso, para, certain: certain && typeof date?.year === 'number' };
  const time = findTimes(text)[0];
  if (time !== undefined && slot.time === null) slot.time = { value: time.time, para, certain };
}

function fillFromSentences(slot: Slot, para: Para, year: number | null, text = para.text): void {
  if (slot.date !== null && slot.place !== null && slot.form !== null) return;
  for (const match of text.matchAll(new RegExp(CEREMONY.source, 'gu'))) {
    const from = match.index;
    const sentence = sentenceAround(text, from, from + match[0].length);
    const rest = text.slice(from);
    const clause = rest.slice(0, /[;]|\.\s|\.$/u.exec(rest)?.index ?? rest.length);
    if (slot.date === null) {
      fillFromClause(slot, clause, para, year);
      if (slot.date !== null) slot.place ??= placeBehind(rest.slice(clause.length), para);
    }
    if (slot.form === null) slot.form = formAfterWord(clause, para);
    if (slot.date === null && /ngày|sáng|lúc/u.test(sentence)) {
      const before = sentence.slice(0, Math.max(0, sentence.indexOf(match[0])));
      const date = findDates(before).at(-1);
      const iso =
        date === undefined ||
        before.length - date.end > 60 ||
        /(?:số|trước)\s[^;]{0,30}$/u.test(before.slice(0, date.index))
          ? null
          : isoDate(date.year ?? year, date.month, date.day);
      if (iso !== null && !/(?:từ|đến)\s+(?:ngày\s+)?$/u.test(before.slice(0, date?.index))) {
        slot.date = { value: iso, para, certain: false };
        slot.time ??= timeIn(before, para);
        slot.place ??= placeIn(sentence, para);
      }
    }
  }
}

/** "…, ngày 01/10; địa điểm: X", "…; tại X", "…; điểm cầu chính đặt tại X": the place in the next clause. */
function placeBehind(rest: string, para: Para): Found | null {
  const next = /^[;.]\s+([^;.]{4,200})/u.exec(rest)?.[1] ?? '';
  const labelled = /^(?:[Đđ]ịa điểm|[Nn]ơi)(?:\s(?:tổ chức|khai mạc|phát động|đặt))?\s*:?\s*(?:tại\s)?(.+)$/u.exec(
    next,
  )?.[1];
  const said = labelled ?? /^(?:(?:điểm cầu chính|được tổ chức|tổ chức)\s(?:đặt\s)?)?tại\s(.+)$/u.exec(next)?.[1];
  return said === undefined
    ? null
    : placeValue(said.split(/,\s(?:thành phần|có|do|với)\s/u)[0] ?? '', para, labelled !== undefined);
}

/** A date after the name of the ceremony and before the end of the clause; not one end of a range, not a due date. */
function fillFromClause(slot: Slot, clause: string, para: Para, year: number | null): void {
  for (const date of findDates(clause)) {
    const before = clause.slice(0, date.index);
    if (date.index > 260 || /(?:từ|đến|đến hết|trước|chậm nhất|số\s\S{3,30}\s)\s*(?:ngày\s*)?$/iu.test(before)) {
      if (!/từ\s+\d{1,2}\s?(?:giờ|h|g)[^,;]{0,12}ngày\s*$/iu.test(before)) continue;
    }
    if (/^\s*(?:đến|-|–)\s*(?:ngày\s*)?\d/u.test(clause.slice(date.end))) continue;
    const iso = isoDate(date.year ?? year, date.month, date.day);
    if (iso === null) continue;
    const set =
      /(?:tổ chức|diễn ra|vào|lúc|ngày|sáng|chiều|bắt đầu)\s*(?:đồng loạt\s*)?(?:vào\s*)?(?:ngày\s*)?[^;]{0,40}$/iu.test(
        before,
      );
    slot.date = { value: iso, para, certain: set && date.year !== null };
    slot.time ??= timeIn(clause, para);
    slot.place ??= placeIn(clause, para);
    return;
  }
}

function timeIn(text: string, para: Para): Found | null {
  const time = findTimes(text)[0];
  return time === undefined ? null : { value: time.time, para, certain: false };
}

/** "… tại Trường THCS Liên Châu": a named place after "tại"; "tại các cơ quan" is no place. */
function placeIn(text: string, para: Para): Found | null {
  for (const match of text.matchAll(/(?:^|[\s,(])(?:tại|Tại|TẠI|địa điểm\s*:?)\s+([^;:.|]{4,200})/gu)) {
    const raw =
      (match[1] ?? '').split(
        /\s(?:vào|lúc \d|từ \d|ngày \d|với|theo|để|nhằm|và (?:các|tổ|đồng)|do|được|trong|sẽ|gồm|kết hợp)\s|,\s(?:vào|lúc|ngày|thành phần|dự kiến|khoảng|quy mô|có|do|với|theo|trong|thời gian|từ|gồm|kết nối|cùng)\s|\s\(|\)/u,
      )[0] ?? '';
    const bracket = /^\s\(\p{Lu}[^()\d]{2,40}\)/u.exec((match[1] ?? '').slice(raw.length))?.[0] ?? '';
    const found = placeValue(`${raw}${bracket}`, para, false);
    if (found !== null) return found;
  }
  const chosen = /(?:[Cc]họn|[Ll]ấy)\s+(\p{Lu}[^,;.]{3,90}?)\s+(?:làm|là)\s+(?:điểm|nơi|địa điểm)/u.exec(text);
  return chosen === null ? null : placeValue(chosen[1] ?? '', para, false);
}

function placeValue(text: string, para: Para, labelled: boolean): Found | null {
  const value = text
    .trim()
    .replace(/[.;,\s]+$/u, '')
    .replace(/^(?:tại|Tại)\s+/u, '');
  if (value.length < 4 || value.length > 300 || !/\p{L}{2}/u.test(value)) return null;
  if (
    !labelled &&
    /^(?:các|cơ sở|đơn vị|địa phương|mỗi|từng|những|nhà trường$|trường$|huyện|xã|thời điểm|công văn|kế hoạch|văn bản|mục|phần|điểm|buổi)(?!\p{L})/iu.test(
      value,
    ) &&
    !/\p{Lu}|\d/u.test(value.slice(1))
  )
    return null;
  if (
    !labelled &&
    /^(?:các|mỗi|từng|những|Kế hoạch|Công văn|Văn bản|Quyết định|Mục|Phần|địa phương|mục|điểm [abcd]\b)(?!\p{L})/u.test(
      value,
    )
  )
    return null;
  return { value, para, certain: labelled };
}

const FORM_WORDS = /(trực tiếp|trực tuyến|tập trung|sân khấu hóa|mít tinh|lồng ghép)/iu;

function formAfterWord(clause: string, para: Para): Found | null {
  const found = /(?:theo|bằng|với) hình thức\s*:?\s*([^.;,()]{4,90})/u.exec(clause);
  return found === null ? null : formOf(found[1] ?? '', para);
}

function formOf(text: string, para: Para): Found | null {
  const words = /hình thức\s*:?\s*(.+)$/u.exec(text)?.[1] ?? text;
  const value = words
    .split(/\s(?:vào|tại|lúc|nhằm|để|với|cho)\s/u)[0]
    ?.replace(/[.;,\s]+$/u, '')
    .trim();
  return value === undefined || !FORM_WORDS.test(value) || value.length > 100 ? null : { value, para, certain: false };
}
