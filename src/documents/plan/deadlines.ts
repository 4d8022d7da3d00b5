/** Every due date: when, who owes it, to whom, by which way, and what. */
import type { FoundAgency } from './agencies.ts';
import type { PlanContext } from './context.ts';
import { addDays, findDates, findTimes, isoDate } from './dates.ts';
import { findOffices, firstVerb, isOfficeLike, officeKey } from './offices.ts';
import type { Para } from './outline.ts';
import { paras } from './parts.ts';
import type { DeadlineReading } from './reading.ts';

export interface FoundDeadline extends DeadlineReading {
  readonly para: Para;
  readonly quote: string;
  /** Mail boxes and post named besides an office: other ways of delivering the same thing. */
  readonly routes: readonly string[];
  /** The due date is a rule ("ngày 15 hằng tháng") that gives no single date. */
  readonly recurring: boolean;
  readonly certain: boolean;
}

export interface DeadlineScope {
  readonly agencies: readonly FoundAgency[];
  readonly weekEnd: string | null;
  readonly ceremonyDate: string | null;
  readonly issuer: string | null;
}

/** Deadlines of the main text, in order, traced. */
export function readDeadlines(context: PlanContext, scope: DeadlineScope): FoundDeadline[] {
  const found: FoundDeadline[] = [];
  const texts = [...context.parts.preamble, ...paras(context.parts.body)];
  let intro: Para | null = null;
  for (const para of texts) {
    for (const clause of clausesOf(para)) {
      const triggers = findTriggers(clause.text, context.year, scope);
      triggers.forEach((trigger, index) => {
        const segment = {
          from: index === 0 ? 0 : (triggers[index - 1]?.end ?? 0),
          to: triggers[index + 1]?.index ?? clause.text.length,
        };
        const deadline = deadlineOf(clause, trigger, segment, para, intro, scope);
        if (deadline !== null) found.push(deadline);
      });
    }
    if (/:$/u.test(para.text)) intro = para;
  }
  shareRecipients(found);
  found.forEach((deadline, index) => {
    const confidence = deadline.certain ? 'certain' : 'likely';
    const path = `/deadlines/${index}`;
    if (deadline.due !== null)
      context.trace.add(`${path}/due`, deadline.para, deadline.quote, 'ngày sau từ chỉ hạn', confidence);
    for (const part of ['from', 'to', 'via', 'what', 'time'] as const) {
      const value = deadline[part];
      if (value === null || value.length === 0) continue;
      context.trace.add(
        `${path}/${part}`,
        deadline.para,
        deadline.quote,
        'câu nêu hạn',
        part === 'time' ? confidence : 'likely',
      );
    }
  });
  return found;
}

interface Clause {
  readonly text: string;
  /** The sentence around it, for the subject. */
  readonly sentence: string;
}

/** Sentences, cut at semicolons that don't stand inside brackets; "Tp. ", "Q. " don't end a sentence. */
function clausesOf(para: Para): Clause[] {
  const clauses: Clause[] = [];
  for (const sentence of splitOutside(para.body, '.')) {
    for (const text of splitOutside(sentence, ';')) clauses.push({ text, sentence });
  }
  return clauses;
}

function splitOutside(text: string, sign: '.' | ';'): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const character = text[i];
    if (character === '(') depth += 1;
    else if (character === ')') depth = Math.max(0, depth - 1);
    else if (character === sign && (depth === 0 || i - from > 600)) {
      const ends =
        sign === ';' ||
        (/^\s+\p{Lu}|^\s*$/u.test(text.slice(i + 1, i + 4)) &&
          !/(?:^|[\s(])(?:TP|Tp|tp|Q|P|H|X|TX|TT|Mr|Ths|ThS|TS|Tr|ĐT|đ\/c)$/u.test(text.slice(Math.max(0, i - 4), i)));
      if (!ends) continue;
      pieces.push(text.slice(from, i));
      from = i + 1;
      depth = 0;
    }
  }
  pieces.push(text.slice(from));
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

interface Trigger {
  readonly index: number;
  readonly end: number;
  readonly due: string | null;
  readonly time: string | null;
  readonly recurring: boolean;
  readonly explicit: boolean;
  readonly exact: boolean;
}

const WORD =
  /(?<!\p{L})(?:(?:xong\s+)?trước(?!\s*,|\s+(?:khi|mắt|đây|tiên|và|tình|đó|thềm|thực))(?:\s+thời điểm)?|chậm nhất(?:\s+(?:là|vào|đến|trong|hết|trước))*|muộn nhất(?:\s+(?:là|vào|đến|trong|hết|trước))*|trễ nhất(?:\s+(?:là|vào|đến|trong|hết))*|không (?:muộn|chậm|trễ) hơn|không quá|hạn (?:cuối|chót|nộp|gửi|báo cáo|nhận|đăng ký|cuối cùng)(?:\s+(?:cùng|nộp|gửi|báo cáo|nhận|cuối|là|vào|đến|hết))*\s*:?|thời hạn(?:\s+\p{L}+){0,5}?\s*(?:là|:|trước|đến)|thời gian (?:gửi|nộp|báo cáo|hoàn thành|nhận|đăng ký)(?:\s+\p{L}+){0,4}?\s*(?:là|:|trước|chậm nhất|xong)?\s*:?|vào ngày|(?:đến )?hết ngày(?=[^;]{0,40}(?:phải|hoàn thành|gửi))|hoàn thành(?:\s+\p{L}+){0,3}?\s+(?:trong|vào)|trong ngày)(?!\p{L})/giu;
const RELATIVE =
  /(?:(?:chậm nhất|muộn nhất|không quá|trong vòng|trong thời hạn|sau|trong)\s+(?:là\s+)?(?:sau\s+)?)+(\d{1,2})\s+(?:\([^)]{1,12}\)\s*)?ngày(\s+làm việc)?[^.;]{0,25}?(?:kể từ|sau|tính từ|từ)?\s*(?:khi|ngày)?\s*(?:kết thúc|bế mạc)/giu;
const RECURRING =
  /ngày\s+(\d{1,2})\s+(?:hằng|hàng|mỗi|của)\s*(tháng|quý|năm)|(?:hằng|hàng)\s+(?:tuần|tháng|quý)|thứ\s+(?:hai|ba|tư|năm|sáu|bảy)\s+(?:hằng|hàng)\s+tuần/giu;
const OWES =
  /(?:báo cáo|gửi|nộp|trình|đăng ký|danh sách|hồ sơ|kế hoạch|hoàn thành|tổng hợp|sản phẩm|tin bài|cập nhật|đề xuất)/iu;

function findTriggers(text: string, year: number | null, scope: DeadlineScope): Trigger[] {
  const found: Trigger[] = [];
  for (const match of text.matchAll(WORD)) {
    const end = match.index + match[0].length;
    const after = text.slice(end, end + 75);
    const date = findDates(`ngày ${after}`)[0];
    if (date === undefined) continue;
    const lead = after.slice(0, Math.max(0, date.index - 5));
    if (
      !/^[\s:,]*(?:(?:là|vào|đến|hết|trước|lúc|hồi)\s+)*(?:\d{1,2}\s?(?:giờ|g|h|:)\s?\d{0,2}\s?(?:phút|p|’|')?\s*,?\s*)?(?:(?:sáng|chiều|tối|cuối)\s+)?(?:\(?(?:thứ\s+\p{L}+|thứ\s\d|chủ nhật)\)?\s*,?\s*)?\(?(?:(?:là\s+|hết\s+)?ngày\s*)?\(?$/iu.test(
        lead,
      )
    )
      continue;
    const soft = /^(?:vào ngày|trong ngày)$/iu.test(match[0]);
    if (
      soft &&
      (!OWES.test(text.slice(0, match.index)) || /[Ll]ễ|hội nghị|khai mạc|tổ chức|tập huấn|sự kiện/u.test(text))
    )
      continue;
    if (found.some((other) => end <= other.end)) continue;
    const due = isoDate(date.year ?? year, date.month, date.day);
    const time = findTimes(lead)[0]?.time ?? null;
    found.push({
      index: match.index,
      end: end + date.end - 5,
      due,
      time,
      recurring: false,
      explicit: !soft,
      exact: date.year !== null,
    });
  }
  for (const match of text.matchAll(RELATIVE)) {
    if (found.some((other) => Math.abs(other.index - match.index) < 40)) continue;
    const days = Number(match[1]);
    const due =
      scope.weekEnd === null
        ? null
        : match[2] === undefined
          ? addDays(scope.weekEnd, days)
          : afterWorkingDays(scope.weekEnd, days);
    found.push({
      index: match.index,
      end: match.index + match[0].length,
      due,
      time: null,
      recurring: false,
      explicit: true,
      exact: false,
    });
  }
  for (const match of text.matchAll(RECURRING)) {
    if (!OWES.test(text) || found.some((other) => match.index >= other.index && match.index < other.end + 10)) continue;
    if (!/(?:gửi|nộp|báo cáo)/iu.test(text)) continue;
    const lead = /(?:trước|chậm nhất|muộn nhất|vào)\s+(?:là\s+|vào\s+)?$/iu.exec(text.slice(0, match.index));
    found.push({
      index: match.index - (lead?.[0].length ?? 0),
      end: match.index + match[0].length,
      due: null,
      time: null,
      recurring: true,
      explicit: true,
      exact: false,
    });
  }
  // "gửi về Phòng … ngày 10/10/2023": no word of time, but a duty and a date with its year.
  if (found.length === 0) found.push(...plainDates(text));
  return found.sort((a, b) => a.index - b.index);
}

function plainDates(text: string): Trigger[] {
  if (
    !/(?:gửi|nộp|báo cáo)\s.{0,60}(?:về|cho|lên|tới|đến)\s/iu.test(text) ||
    /(?:từ ngày|[Ll]ễ khai mạc|[Ll]ễ phát động)/u.test(text)
  )
    return [];
  for (const date of findDates(text)) {
    const before = text.slice(0, date.index);
    if (
      date.year === null ||
      !/ngày\s*$/u.test(before) ||
      /số\s\S+[^,;]{0,12}ngày\s*$|đến(?: hết)? ngày\s*$|năm học|từ ngày/u.test(before)
    )
      continue;
    const index = before.length - (/ngày\s*$/u.exec(before)?.[0].length ?? 0);
    return [
      {
        index,
        end: date.end,
        due: isoDate(date.year, date.month, date.day),
        time: null,
        recurring: false,
        explicit: false,
        exact: true,
      },
    ];
  }
  return [];
}

function afterWorkingDays(start: string, days: number): string {
  let date = start;
  for (let left = days; left > 0; ) {
    date = addDays(date, 1);
    const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
    if (weekday !== 0 && weekday !== 6) left -= 1;
  }
  return date;
}

function deadlineOf(
  clause: Clause,
  trigger: Trigger,
  segment: { from: number; to: number },
  para: Para,
  intro: Para | null,
  scope: DeadlineScope,
): FoundDeadline | null {
  const before = clause.text.slice(segment.from, trigger.index);
  const after = cutPurpose(clause.text.slice(trigger.end, segment.to));
  const delivered = cutPurpose(before);
  const what = whatOf(before, after, clause.text, para, intro);
  if (what === null) return null;
  const { via, rest: beforeRest } = takeVia(delivered);
  const viaAfter = takeVia(after);
  let to = recipientsIn(beforeRest);
  if (to.length === 0) to = recipientsAfter(viaAfter.rest);
  const from = senderOf(clause, trigger, para, intro, to, scope);
  const routes = routesIn(clause.text);
  return {
    due: trigger.due,
    time: trigger.time,
    from,
    to,
    via: via ?? viaAfter.via,
    what,
    para,
    quote: clause.text,
    routes,
    recurring: trigger.recurring,
    certain: trigger.explicit && trigger.exact && trigger.due !== null,
  };
}

/** What follows "để tổng hợp, báo cáo …" is somebody else's duty ("đề" is a usual misprint). */
function cutPurpose(text: string): string {
  const found = /(?:^|[\s,])(?:để(?!\s+(?:thực hiện|hưởng ứng))|đề(?=\s+(?:Sở|Phòng|UBND|Ủy))|làm cơ sở|nhằm)\s/u.exec(
    text,
  );
  return found === null ||
    (/(?:gửi|về|nộp)\s/u.test(text.slice(found.index).replace(/^.{0,60}tổng hợp/u, '')) && found.index < 12)
    ? text
    : text.slice(0, found.index);
}

const VIA =
  /(?:\(\s*)?(?:[^()]{0,40}?,\s*)?(?<!\p{L})(?:thông qua|qua|bằng đường)\s+(?!địa chỉ|email|e-mail|thư điện tử|hộp thư|mail|Gmail|gmail|hệ thống|trục|phần mềm|đường|zalo|Zalo|link|đó|đây|các hoạt|bưu|google|cổng|trang)/iu;

function takeVia(text: string): { via: string | null; rest: string } {
  const found = VIA.exec(text);
  if (found === null) return { via: null, rest: text };
  const start = found.index + found[0].length;
  const office = findOffices(text.slice(start))[0];
  if (office === undefined || office.index > 4) return { via: null, rest: text };
  const end = start + office.end;
  const closing = found[0].startsWith('(') ? text.indexOf(')', end) + 1 || end : end;
  return { via: office.name, rest: `${text.slice(0, found.index)} ${text.slice(closing)}` };
}

const TOWARDS =
  /(?:^|[\s,(])(?:gửi(?: cho| tới| đến| lên)?|về(?: cho)?|trình|nộp(?: cho| lên)?|báo cáo(?: cho| với| lên)?|đến|cho|tới|lên|tham mưu(?: cho)?|Báo cáo|Trình|Gửi|Nộp)\s*:?\s*$/u;
const AND = /^\s*(?:,|;|và|,\s*và|đồng thời|,\s*đồng thời|và đồng gửi|đồng gửi|\/|-)\s*(?:gửi\s*)?(?:về\s*)?$/u;

/** Offices that something is sent to: after a verb of sending, and those joined to them. */
function recipientsIn(text: string): string[] {
  const plain = text.replace(/\([^()]{0,200}\)/gu, ' ');
  const sendsAt = plain.search(/(?:^|\s)(?:gửi|trình|nộp|báo cáo|Báo cáo|Trình|Gửi|Nộp|tổng hợp|Tổng hợp)(?!\p{L})/u);
  const to: string[] = [];
  let joined = false;
  let end = 0;
  for (const office of findOffices(plain)) {
    const lead = plain.slice(end, office.index);
    const direct = TOWARDS.test(plain.slice(Math.max(0, office.index - 24), office.index));
    const addressOf = /(?:địa chỉ|email|e-mail|hộp thư)[^,;]{0,60}$/iu.test(lead) && !/\svà\s*$/u.test(lead);
    const next = joined && (AND.test(lead) || /^[^;]{0,90}(?:email|địa chỉ|hộp thư)[^;]{0,70}\svà\s*$/iu.test(lead));
    const purpose = /(?:đề nghị|của|thuộc|theo|với|phối hợp|do|tại|qua|từ)\s*$/iu.test(plain.slice(0, office.index));
    if (sendsAt >= 0 && office.index > sendsAt && (direct || next) && !addressOf && !purpose) {
      to.push(office.name);
      joined = true;
    } else joined = false;
    end = office.end;
  }
  return unique(to);
}

/** Recipients that follow the date: "trước ngày 10/10/2023 về Phòng …", "… cho Sở …". */
function recipientsAfter(text: string): string[] {
  const plain = text.replace(/\([^()]{0,200}\)/gu, ' ');
  const lead =
    /^[\s,)]*(?:(?:gửi|nộp|báo cáo|trình)\s+)?(?:báo cáo\s+)?(?:về|cho|đến|tới|lên|gửi|nộp|báo cáo|trình)\s+/u.exec(
      plain,
    );
  if (lead === null) return recipientsIn(text);
  return recipientsIn(`gửi về ${plain.slice(lead[0].length)}`);
}

function unique(names: readonly string[]): string[] {
  return names.filter((name, index) => names.findIndex((other) => officeKey(other) === officeKey(name)) === index);
}

/** Mail boxes and postal addresses that the clause names as further ways. */
function routesIn(text: string): string[] {
  const routes = [...text.matchAll(/[\w.+-]{2,60}@[\w-]{1,60}(?:\.[\w-]{1,30}){1,4}/gu)].map((match) => match[0]);
  if (
    routes.length === 0 &&
    /(?:qua|vào|theo|bằng)\s+(?:địa chỉ\s+)?(?:email|e-mail|thư điện tử|hộp thư|zalo|hệ thống|phần mềm|trục liên thông)/iu.test(
      text,
    )
  )
    routes.push('thư điện tử hoặc hệ thống');
  const post = /\((?:địa chỉ|Địa chỉ)[^)]{5,160}\)/u.exec(text);
  if (post !== null) routes.push(post[0].slice(1, -1));
  return routes;
}

function senderOf(
  clause: Clause,
  trigger: Trigger,
  para: Para,
  intro: Para | null,
  to: readonly string[],
  scope: DeadlineScope,
): string | null {
  const agency = scope.agencies.find((candidate) => candidate.paras.has(para));
  const before = clause.text.slice(0, trigger.index);
  const told =
    toldTo(before) ??
    toldTo(clause.sentence.slice(0, Math.max(0, clause.sentence.indexOf(clause.text)) + trigger.index));
  if (agency !== undefined) {
    const subject = subjectOf(before, agency.name);
    if (subject !== null) return subject;
    // "Chỉ đạo các trường gửi báo cáo về Phòng": the report goes to the agency itself, so the others owe it.
    if (told !== null && to.some((office) => officeKey(office) === officeKey(agency.name))) return told;
    return agency.name;
  }
  if (told !== null) return told;
  const subject = subjectOf(before, null) ?? subjectOf(clause.sentence, null);
  if (subject !== null) return subject;
  const introTold = intro === null || para.marker === null ? null : (toldTo(intro.text) ?? subjectOf(intro.text, null));
  return introTold;
}

/** "đề nghị X báo cáo …" → X: from the word of asking to the first verb after it. */
function toldTo(text: string): string | null {
  for (const words of [ASKS, DIRECTS]) {
    for (const match of text.matchAll(words)) {
      const rest = text.slice(match.index + match[0].length);
      if (!isOfficeLike(rest)) continue;
      const verb = firstVerb(rest);
      const name = (verb < 0 ? '' : rest.slice(0, verb)).replace(/[\s,:;]+$/u, '').replace(/^Đối với\s+/u, '');
      if (name.length >= 4 && name.length < 260) return name;
    }
  }
  return null;
}

const ASKS = /(?:^|[\s,])(?:[Đđ]ề nghị|[Yy]êu cầu|[Gg]iao|[Đđ]ối với)\s+(?=\p{L})/gu;
const DIRECTS = /(?<!Ban\s?)(?:^|[\s,])(?:[Cc]hỉ đạo|[Đđ]ôn đốc|[Hh]ướng dẫn)\s+(?=\p{L})/gu;

/** An office that the clause begins with, as subject of a verb. */
function subjectOf(text: string, owner: string | null): string | null {
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
  const end = colon > 0 && (verb < 0 || colon < verb) ? colon : verb;
  if (end < 3 || end > 260) return null;
  const name = body
    .slice(0, end)
    .replace(/\s*[-–]\s+(?:cơ quan|đơn vị)\s.*$/u, '')
    .replace(/\s+\([^)]*\)$/u, '')
    .replace(/[\s,:;]+$/u, '');
  if (owner !== null && officeKey(name) === officeKey(owner)) return null;
  return name;
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [
    /(?:hồ sơ|danh sách)[^;]{0,40}(?:khen thưởng|đề nghị khen|biểu dương|tuyên dương)|đề nghị khen thưởng/iu,
    'hồ sơ khen thưởng',
  ],
  [/danh sách/iu, 'danh sách'],
  [/(?:đăng ký)\s/iu, 'đăng ký'],
  [/(?:bài dự thi|sản phẩm dự thi|tác phẩm|bài thi|sản phẩm)/iu, 'sản phẩm dự thi'],
  [/(?:tin,? bài|hình ảnh|video|clip|tư liệu)/iu, 'tin, bài, hình ảnh'],
  [/(?:dự toán|kinh phí)/iu, 'dự toán kinh phí'],
  [/(?:góp ý|ý kiến)/iu, 'ý kiến'],
];

/** What is owed; "báo cáo kết quả" and "kế hoạch" are the two usual things. Null where the clause owes nothing. */
function whatOf(before: string, after: string, clause: string, para: Para, intro: Para | null): string | null {
  const near = lastDuty(before) ?? lastDuty(after) ?? (OWES.test(before) ? before : null) ?? clause;
  const plan =
    /(?:gửi|nộp|trình|xây dựng|ban hành|hoàn thành|lập|báo cáo)\s+(?:\p{L}+\s+){0,4}?[Kk]ế hoạch|^\s*(?:và\s+)?[Kk]ế hoạch|[Kk]ế hoạch\s+(?:\p{L}+\s+){0,6}?(?:gửi|nộp|báo cáo|về)\s/u;
  const report = /[Bb]áo cáo|tổng kết|đánh giá kết quả|kết quả (?:thực hiện|tổ chức|triển khai)/u;
  const planAt = near.search(plan);
  const reportAt = near.search(
    /[Bb]áo cáo\s+(?:\p{L}+\s+){0,4}?(?:kết quả|tổng kết|tình hình|sơ kết|nhanh|số liệu|về|việc|thực hiện)|(?:gửi|nộp)\s+(?:\p{L}+\s+)?báo cáo|[Bb]áo cáo|tổng kết/u,
  );
  if (planAt >= 0 && (reportAt < 0 || planAt >= reportAt || !/kết quả|tổng kết/u.test(near))) return 'kế hoạch';
  for (const [pattern, name] of KINDS)
    if (pattern.test(near) && !(reportAt >= 0 && /báo cáo kết quả/iu.test(near))) return name;
  if (/báo cáo nhanh/iu.test(near)) return 'báo cáo nhanh';
  if (/báo cáo sơ kết|sơ kết/iu.test(near) && !/tổng kết/iu.test(near)) return 'báo cáo sơ kết';
  if (report.test(near) || report.test(clause) || (report.test(intro?.text ?? '') && /^[-+]/u.test(para.text)))
    return 'báo cáo kết quả';
  const verb =
    /(?:^|[\s,])([Hh]oàn thành|[Tt]riển khai|[Xx]ây dựng|[Tt]reo|[Gg]ửi|[Nn]ộp|[Tt]hành lập|[Bb]an hành|[Cc]huẩn bị|[Tt]ổ chức|[Cc]ập nhật|[Đđ]ăng tải|[Tt]rình|[Ll]ắp đặt|[Ll]ựa chọn|[Pp]hát hành)\s[^,;.()]{3,90}/u.exec(
      before,
    );
  return verb === null
    ? null
    : verb[0]
        .replace(/^[\s,]+/u, '')
        .replace(/\s+(?:và|xong|về|cho|là|vào)\s*$/u, '')
        .trim();
}

/** The stretch of a text from its last verb of sending on, with the object before it. */
function lastDuty(text: string): string | null {
  const found = [
    ...text.matchAll(
      /(?:^|[\s,])(?:gửi|nộp|trình|báo cáo|Báo cáo|Gửi|Nộp|Trình|ban hành|xây dựng|Xây dựng|đăng ký|Đăng ký|lập|Lập)(?!\p{L})/gu,
    ),
  ];
  if (found.length === 0) return null;
  const clause = text.split(/,\s(?=(?:chuẩn bị|tổ chức|phối hợp|chỉ đạo|tham gia)\s)/u).at(-1) ?? text;
  const first =
    /(?:^|[\s,])(?:gửi|nộp|trình|báo cáo|Báo cáo|Gửi|Nộp|Trình|ban hành|xây dựng|Xây dựng|đăng ký|Đăng ký|lập|Lập|kế hoạch|Kế hoạch|danh sách|hồ sơ)(?!\p{L})/u.exec(
      clause,
    );
  return first === null ? text : clause.slice(first.index);
}

/** "gửi kế hoạch trước ngày A và báo cáo kết quả trước ngày B về Phòng": both go to the Phòng. */
function shareRecipients(found: FoundDeadline[]): void {
  for (const [index, deadline] of found.entries()) {
    const next = found[index + 1];
    if (next !== undefined && next.para === deadline.para && deadline.quote === next.quote) {
      if (deadline.to.length === 0) {
        deadline.to.push(...next.to);
        deadline.via ??= next.via;
      } else if (next.to.length === 0) {
        next.to.push(...deadline.to);
        next.via ??= deadline.via;
      }
    }
  }
}
