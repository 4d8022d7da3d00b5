/** Every due date: when, who owes it, to whom, by which way, and what. */
import type { Place } from '../blocks.ts';
import type { FoundAgency } from './agencies.ts';
import type { PlanContext } from './context.ts';
import { findDates, findTimes, isoDate } from './dates.ts';
import { cutPurpose, mailboxesIn, recipientsAfter, recipientsIn, routesIn, takeVia } from './delivery.ts';
import { type Calendar, findTriggers, OWES, type Trigger } from './due-dates.ts';
import { whatOf } from './duty.ts';
import { findOffices, firstVerb, isOfficeLike } from './offices.ts';
import { type OutlineNode, type Para, walk } from './outline.ts';
import type { DeadlineReading, WeekReading } from './reading.ts';
import { senderOf, subjectOf } from './sender.ts';
import { type TaskRow, taskRows } from './task-tables.ts';

export interface FoundDeadline extends DeadlineReading {
  readonly para: Para;
  readonly quote: string;
  /** Mail boxes and post named besides an office: other ways of delivering the same thing. */
  readonly routes: string[];
  /** The due date is a rule ("ngày 15 hằng tháng") that gives no single date. */
  readonly recurring: boolean;
  readonly certain: boolean;
  /** The cell of the limit, where the deadline is a row of a table. */
  readonly limit?: { readonly place: Place; readonly text: string };
}

export interface DeadlineScope {
  readonly agencies: readonly FoundAgency[];
  readonly week: WeekReading;
  /** Day of issue. */
  readonly issued: string | null;
}

/** Deadlines of the main text, in order, traced. */
export function readDeadlines(context: PlanContext, scope: DeadlineScope): FoundDeadline[] {
  const found: FoundDeadline[] = [];
  const above = ancestors(context.outline);
  const calendar: Calendar = {
    year: context.year,
    weekStart: scope.week.start,
    weekEnd: scope.week.end,
    issued: scope.issued,
  };
  for (const para of [...context.parts.preamble, ...context.parts.body]) {
    if (para.kind === 'table') {
      found.push(...taskRows(para.table, para.index).flatMap((row) => deadlineOfRow(row, context.year)));
      continue;
    }
    takeUp(found, para, calendar);
    for (const clause of clausesOf(para)) {
      const triggers = findTriggers(clause.text, calendar);
      // "Thời gian đăng ký: trước ngày A; nơi đăng ký: X."
      const last = found.at(-1);
      if (triggers.length === 0 && last?.para === para && last.to.length === 0 && /^nơi\s/iu.test(clause.text))
        last.to.push(...recipientsIn(clause.text));
      triggers.forEach((trigger, index) => {
        const from = index === 0 ? 0 : (triggers[index - 1]?.end ?? 0);
        const to = triggers[index + 1]?.index ?? clause.text.length;
        const segment: Segment = { clause, trigger, from, to, para, above: above.get(para) ?? [] };
        const deadline = deadlineOf(segment, context.parts.preamble, scope, found.at(-1));
        if (deadline !== null) found.push(deadline);
      });
    }
  }
  shareRecipients(found);
  for (const deadline of found) wholeNames(deadline, scope.agencies);
  for (const deadline of found) {
    // "… trước ngày 10/10. Bản mềm gửi về hộp thư …": the paragraph's only due date takes the box of the next sentence.
    const alone = found.every((other) => other === deadline || other.para !== deadline.para);
    if (!alone || deadline.mailboxes.length > 0) continue;
    deadline.mailboxes.push(...mailboxesIn(deadline.para.text));
    if (deadline.mailboxes.length > 0 && deadline.routes.length === 0)
      deadline.routes.push(...routesIn(takeVia(deadline.para.text).rest));
  }
  found.forEach((deadline, index) => {
    const confidence = deadline.certain ? 'certain' : 'likely';
    const path = `/deadlines/${index}`;
    if (deadline.due !== null)
      context.trace.add(
        `${path}/due`,
        deadline.limit ?? deadline.para,
        deadline.limit?.text ?? deadline.quote,
        deadline.limit === undefined ? 'ngày sau từ chỉ hạn' : 'cột thời hạn của bảng',
        confidence,
      );
    for (const part of ['from', 'to', 'via', 'what', 'time', 'mailboxes'] as const) {
      const value = deadline[part];
      if (value === null || value.length === 0) continue;
      context.trace.add(
        `${path}/${part}`,
        deadline.para,
        deadline.quote,
        'câu nêu hạn',
        part === 'time' ? confidence : part === 'mailboxes' ? 'certain' : 'likely',
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
      if (!ends || (sign === ';' && isListOfOffices(text.slice(from, i), text.slice(i + 1)))) continue;
      pieces.push(text.slice(from, i));
      from = i + 1;
      depth = 0;
    }
  }
  pieces.push(text.slice(from));
  return pieces.map((piece) => piece.trim()).filter((piece) => piece !== '');
}

/** "UBND các xã; các cơ quan trực thuộc báo cáo …": the semicolon stands within the subject. */
function isListOfOffices(before: string, after: string): boolean {
  const isName = (text: string): boolean => isOfficeLike(text) && !/[\d:]/u.test(text);
  return before.length < 160 && isName(before) && firstVerb(before) < 0 && isName(after.slice(0, 60));
}

interface Segment {
  readonly clause: Clause;
  readonly trigger: Trigger;
  /** The part of the clause that belongs to this word of time. */
  readonly from: number;
  readonly to: number;
  readonly para: Para;
  readonly above: readonly Para[];
}

/** Paragraphs above each paragraph in the outline, nearest first. */
function ancestors(outline: readonly OutlineNode[]): Map<Para, Para[]> {
  const found = new Map<Para, Para[]>();
  for (const node of walk(outline)) {
    const above = node.parent === null ? [] : [node.parent.para, ...(found.get(node.parent.para) ?? [])];
    found.set(node.para, above);
  }
  return found;
}

function deadlineOf(
  segment: Segment,
  preamble: readonly Para[],
  scope: DeadlineScope,
  last: FoundDeadline | undefined,
): FoundDeadline | null {
  const { clause, trigger, para, above } = segment;
  const stretch = clause.text.slice(segment.from, trigger.index);
  // "… trước ngày A để Phòng báo cáo Sở trước ngày B": the second due date is that of the purpose.
  const purpose = segment.from > 0 ? PURPOSE.exec(stretch) : null;
  const before = purpose === null ? stretch : stretch.slice(purpose[0].length);
  const after = cutPurpose(clause.text.slice(trigger.end, segment.to));
  const owner = scope.agencies.find((agency) => agency.paras.has(para));
  const isTask = owner !== undefined && trigger.explicit && !trigger.recurring;
  // "…, các xã còn lại trước ngày B": nothing but who; the thing is that of the clause before, or of the label.
  const who = bareOffice(before);
  // "Thời gian đăng ký: …", "Hạn nộp bài về X: …": the word of time itself says what, and to whom.
  const worded = clause.text.slice(trigger.index, trigger.end);
  const limit = /^thời|^hạn/iu.test(worded) ? worded : '';
  const via = takeVia(cutPurpose(`${before}${limit}`));
  const viaAfter = takeVia(after);
  let to = recipientsIn(behindLabel(via.rest));
  if (to.length === 0) to = recipientsAfter(viaAfter.rest);
  else if (ALSO.test(viaAfter.rest)) to.push(...recipientsAfter(viaAfter.rest.replace(ALSO, 'gửi ')));
  // "Trước ngày A, Đoàn các huyện gửi …": the subject stands behind the date.
  const behind = before.trim() === '' ? subjectOf(after.replace(/^[\s,:–-]+/u, ''), null) : null;
  // "… để tổng hợp, báo cáo UBND huyện trước ngày B" is owed by the one who receives.
  const receives = last?.quote === clause.text ? (last.to[0] ?? null) : null;
  const subject = purpose === null ? behind : (subjectOf(before, null) ?? receives);
  const from =
    who ??
    subject ??
    senderOf({
      before: clause.text.slice(0, trigger.index),
      clause: clause.text,
      sentence: clause.sentence,
      to,
      para,
      above,
      preamble,
      agencies: scope.agencies,
    });
  const told = BARE.test(before) ? clauseBefore(clause) : `${before}${limit}`;
  const label = /^([^:;]{3,90}):/u.exec(clause.sentence)?.[1] ?? '';
  const same =
    who === null
      ? null
      : last?.para === para
        ? last.what
        : whatOf({ before: label, after, clause: label, heading: '' });
  const what =
    same ??
    whatOf({ before: behindSubject(told, from), after, clause: clause.text, heading: above[0]?.text ?? '', isTask });
  const again = last?.para === para && (SENDS.test(before) || isSentOn(before));
  const owed = again ? last.what : what;
  if (owed === null) return null;
  return {
    due: trigger.due,
    time: trigger.time,
    from,
    to,
    via: via.via ?? viaAfter.via,
    what: owed,
    mailboxes: mailboxesIn(clause.text.slice(segment.from, segment.to)),
    para,
    quote: clause.text,
    routes: purpose === null ? routesIn(takeVia(clause.text).rest) : [],
    recurring: trigger.recurring,
    certain: trigger.explicit && trigger.exact && trigger.due !== null,
  };
}

/** "Lên kịch bản; hoàn thành trước ngày A": what is to be done stands in the clause before. */
const BARE = /^[\s,]*(?:hoàn thành|hoàn tất|xong|thực hiện)[\s,]*$/iu;

function clauseBefore({ text, sentence }: Clause): string {
  const upTo = sentence.slice(0, Math.max(0, sentence.indexOf(text))).replace(/[\s;,]+$/u, '');
  const last = upTo.split(/;\s+/u).at(-1) ?? '';
  return last.replace(/^[^:;]{3,90}:\s+/u, '') || text;
}

/** What stands behind the one who owes: "đề nghị X gửi …", "Căn cứ …, X gửi …" → "gửi …". */
function behindSubject(text: string, from: string | null): string {
  const at = from === null ? -1 : text.indexOf(from);
  if (from === null || at < 0 || !/(?:^|,\s|[Đđ]ề nghị\s|[Yy]êu cầu\s|[Gg]iao\s(?:cho\s)?)$/u.test(text.slice(0, at)))
    return text;
  const rest = text.slice(at + from.length);
  // "Danh sách …, X gửi về Y": the thing stands before its sender.
  return /\p{L}{2}/u.test(rest) && !(at > 12 && isSentOn(rest)) ? rest.replace(/^[\s,:]+/u, '') : text;
}

/** An office and nothing else between two due dates, or between the label and the first. */
function bareOffice(before: string): string | null {
  const name = before
    .replace(/^[^:;]{3,90}:\s+/u, '')
    .replace(/^[\s,;]*(?:và\s+|còn\s+)?|[\s,;:(]+$/gu, '')
    .replace(/^(?:đối với|riêng)\s+/iu, '');
  return name.length > 3 && name.length < 140 && isOfficeLike(name) && firstVerb(` ${name} `) < 0 && !OWES.test(name)
    ? name
    : null;
}

/** "…; gửi Sở Giáo dục và Đào tạo trước ngày B": where to, and nothing about what. */
function isSentOn(before: string): boolean {
  const to =
    /^[\s,;]*(?:và\s+|đồng thời\s+)?(?:gửi|nộp)\s+(?:về\s+|cho\s+|lên\s+|đến\s+)?(.+)$/u.exec(before)?.[1] ?? '';
  return isOfficeLike(to) && to.length < 90 && !/[,:]/u.test(to);
}

/** "…, đồng gửi X": one more who gets it, behind the date. */
const ALSO = /^[\s,]*(?:đồng thời gửi|đồng gửi|đồng thời nộp)\s+(?:về\s+|cho\s+)?/u;

/** "Báo cáo: Hội Khuyến học các huyện báo cáo …": the label is no verb that the subject is the object of. */
function behindLabel(text: string): string {
  const rest = text.replace(/^[^:;()]{3,90}:\s+/u, '');
  return rest !== text && isOfficeLike(rest) && firstVerb(rest) > 0 ? rest : text;
}

/** "các trường gửi trước ngày B": the same thing as in the clause before. */
const SENDS = /(?:^|\s)(?:gửi|nộp)\s*$/u;

const PURPOSE = /^[\s,;)]*(?:để|đề)\s+(?=\p{L})/u;

/** A row with a limit: its office owes what its task says. */
function deadlineOfRow(row: TaskRow, year: number | null): FoundDeadline[] {
  const date = findDates(`ngày ${row.when}`)[0];
  const due = date === undefined ? null : isoDate(date.year ?? year, date.month, date.day);
  if (due === null) return [];
  const text = row.para.text;
  const via = takeVia(cutPurpose(text));
  const named = findOffices(row.to).map((office) => office.name);
  const recipients = row.to === '' ? recipientsIn(via.rest) : named;
  const duty = whatOf({ before: text, after: '', clause: text, heading: row.header });
  return [
    {
      due,
      time: findTimes(row.when)[0]?.time ?? null,
      from: row.who === '' ? null : row.who,
      to: recipients.length > 0 || row.to === '' ? recipients : [row.to],
      via: via.via,
      what: duty ?? text.slice(0, 140),
      mailboxes: mailboxesIn(`${text} ${row.to}`),
      para: row.para,
      quote: text,
      routes: [],
      recurring: false,
      certain: date?.year !== null,
      limit: { place: row.whenPlace, text: row.when },
    },
  ];
}

const SENT_TO =
  /^(?:Các |Mọi )?(?:[Bb]áo cáo|[Kk]ế hoạch|[Dd]anh sách|[Hh]ồ sơ|[Vv]ăn bản)\s[^.;:]{0,60}?(?:gửi|nộp)\s/u;

/** "Báo cáo gửi về X (qua Y)." by itself, below the days: it says where they go. */
function takeUp(found: readonly FoundDeadline[], para: Para, calendar: Calendar): void {
  if (!SENT_TO.test(para.body) || findTriggers(para.body, calendar).length > 0) return;
  const sentence = para.body.split(/\.\s+(?=\p{Lu})/u)[0] ?? '';
  const { via, rest } = takeVia(sentence);
  const to = recipientsIn(rest);
  for (const deadline of found) {
    if (deadline.to.length > 0 || deadline.para.index < para.index - 4) continue;
    deadline.to.push(...to);
    deadline.via ??= via;
    deadline.mailboxes.push(...mailboxesIn(para.body));
  }
}

/** "Phòng Công tác học sinh, sinh viên": an agency's name with a comma in it is known from its own heading. */
function wholeNames(deadline: FoundDeadline, agencies: readonly FoundAgency[]): void {
  const whole = (name: string): string =>
    agencies.find((agency) => agency.name.startsWith(`${name}, `) && deadline.quote.includes(agency.name))?.name ??
    name;
  deadline.to = deadline.to.map(whole);
  if (deadline.via !== null) deadline.via = whole(deadline.via);
}

/** "gửi kế hoạch trước ngày A và báo cáo kết quả trước ngày B về Phòng": both go to the Phòng. */
function shareRecipients(found: FoundDeadline[]): void {
  for (const [index, deadline] of found.entries()) {
    const next = found[index + 1];
    if (next === undefined || next.para !== deadline.para) continue;
    // "báo cáo sơ kết gửi về X trước ngày A; báo cáo tổng kết trước ngày B".
    if (deadline.quote !== next.quote && next.to.length === 0 && /^(?:báo cáo|kế hoạch)/u.test(next.what)) {
      next.to.push(...deadline.to);
      next.via ??= deadline.via;
    } else if (deadline.quote === next.quote) {
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
