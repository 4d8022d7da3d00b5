/** First and last day of the Week: the best of all date ranges in the main text. */
import { addDays, daysBetween, findDates, findRanges, isoDate } from './dates.ts';
import type { PlanContext } from './context.ts';
import type { Para } from './outline.ts';
import type { WeekReading } from './reading.ts';

interface Candidate {
  readonly start: string;
  readonly end: string;
  readonly score: number;
  readonly para: Para;
  readonly quote: string;
  readonly rule: string;
}

/** The Week's dates, or nulls. A range of other length is taken only where the sentence is about the Week. */
export function readWeek(context: PlanContext): WeekReading {
  const candidates: Candidate[] = [];
  const titled = [...context.parts.head, ...context.main];
  let heading = '';
  for (const [index, para] of titled.entries()) {
    candidates.push(
      ...rangesOf(para, heading, context.year),
      ...countedFrom(para, heading, context.year),
      ...beginAndEnd(para, titled[index + 1], heading, context.year),
    );
    if (para.text.length < 130 && (para.marker !== null || para.bold || para.heading !== null)) heading = para.text;
  }
  let best: Candidate | null = null;
  for (const candidate of candidates)
    if (candidate.score >= 3 && candidate.score > (best?.score ?? 0)) best = candidate;
  if (best === null) return { start: null, end: null };
  const confidence = best.score >= 5 ? 'certain' : 'likely';
  context.trace.add('/week/start', best.para, best.quote, best.rule, confidence);
  context.trace.add('/week/end', best.para, best.quote, best.rule, confidence);
  return { start: best.start, end: best.end };
}

const CAMPAIGN = /tuần lễ/iu;
const OTHER_MATTER =
  /(?:lớp|khóa|khoá|cuộc thi|hội thi|đăng ký|giai đoạn|báo cáo|tổng kết|nộp|gửi|bình chọn|Tháng [Kk]huyến học|đợt|kiểm tra|giám sát|tập huấn|chuẩn bị|sơ kết|dự thi|chấm|triển lãm|hội sách|ngày hội)/u;

function rangesOf(para: Para, heading: string, year: number | null): Candidate[] {
  return findRanges(para.text, year).map((range) => {
    const sentence = sentenceAround(para.text, range.index, range.end);
    const before = para.text.slice(Math.max(0, range.index - 70), range.index);
    const days = daysBetween(range.start, range.finish) + 1;
    let score = 0;
    if (CAMPAIGN.test(sentence)) score += 2;
    else if (CAMPAIGN.test(heading)) score += 1;
    if (/(?:tổ chức|diễn ra|thời gian|được tiến hành|bắt đầu|triển khai|thực hiện)/iu.test(before)) score += 1;
    if (/thời gian/iu.test(heading) && para.text !== heading) score += 1;
    if (days >= 5 && days <= 10) score += 3;
    else if (days > 31 || days < 1) score -= days < -300 ? 5 : days < 1 ? 0 : 3;
    if (OTHER_MATTER.test(before.split(/[.;,]\s/u).at(-1) ?? '')) score -= 2;
    if (/^\s*(?:Lễ|Tổ chức Lễ)/u.test(sentence) && days < 5) score -= 1;
    const quote = para.text.slice(range.index, range.end);
    return { start: range.start, end: range.finish, score, para, quote, rule: 'khoảng ngày trong câu về Tuần lễ' };
  });
}

const COUNTED =
  /(?:trong|kéo dài|diễn ra|thời gian|là)[\s:]+(?:vòng\s+)?(?:(?:một|0?1)\s+tuần(?:\s+lễ)?|0?(\d{1,2})\s*(?:\([^)]{1,12}\)\s*)?(?:ngày|(?=\()))(?:[^.;\d]{0,30}?)(?:bắt đầu|kể|tính|,)\s*(?:từ|ngày)\s+(?:ngày\s+)?/giu;

/** "trong 07 ngày, bắt đầu từ ngày 02/10/2023". */
function countedFrom(para: Para, heading: string, year: number | null): Candidate[] {
  const found: Candidate[] = [];
  for (const match of para.text.matchAll(COUNTED)) {
    const days = match[1] === undefined ? 7 : Number(match[1]);
    const from = match.index + match[0].length;
    const date = findDates(`ngày ${para.text.slice(from, from + 40)}`)[0];
    if (date === undefined || date.index > 20 || days < 2 || days > 31) continue;
    // "trong 07 ngày, từ 01 đến 07/10": the day that was found is not the first.
    if (/\d/u.test(para.text.slice(from, from + Math.max(0, date.index - 5)))) continue;
    const start = isoDate(date.year ?? year, date.month, date.day);
    if (start === null) continue;
    const about =
      CAMPAIGN.test(para.text) || CAMPAIGN.test(heading) || /thời gian/iu.test(`${heading} ${para.body.slice(0, 20)}`);
    const score = (about ? 3 : 0) + (days >= 5 && days <= 10 ? 2 : 0);
    found.push({
      start,
      end: addDays(start, days - 1),
      score,
      para,
      quote: para.text.slice(match.index, from + 20),
      rule: 'số ngày kể từ ngày bắt đầu',
    });
  }
  return found;
}

/** "bắt đầu ngày A, kết thúc ngày B", in one sentence or on two lines. */
function beginAndEnd(para: Para, next: Para | undefined, heading: string, year: number | null): Candidate[] {
  const begins = BEGINS.exec(para.text);
  if (begins === null) return [];
  const from = begins.index + begins[0].length;
  const start = dayAt(para.text, from, year);
  const rest = para.text.slice(from);
  const ends = ENDS.exec(rest) ?? ENDS.exec(next?.text ?? '');
  // "bắt đầu từ ngày A và kéo dài 07 ngày".
  const lasts = /(?:kéo dài|trong)\s+(?:vòng\s+)?0?(\d{1,2})\s+ngày/iu.exec(rest.slice(0, 80))?.[1];
  const counted = start === null || lasts === undefined ? null : addDays(start, Number(lasts) - 1);
  const finish = ends === null ? counted : dayAt(ends.input, ends.index + ends[0].length, year);
  if (start === null || finish === null) return [];
  const days = daysBetween(start, finish) + 1;
  const about = CAMPAIGN.test(para.text) || CAMPAIGN.test(heading) || /thời gian/iu.test(`${heading} ${para.text}`);
  const score = (about ? 3 : 0) + (days >= 5 && days <= 10 ? 2 : 0) - (OTHER_MATTER.test(begins[0]) ? 2 : 0);
  return [{ start, end: finish, score, para, quote: para.text, rule: 'ngày bắt đầu và ngày kết thúc' }];
}

const BEGINS = /(?:bắt đầu|khai mạc|ngày đầu)\s*(?::|từ|vào)?\s*(?:ngày\s+)?(?=[\p{L}\s,()]{0,16}\d)/iu;
const ENDS = /(?:kết thúc|bế mạc)\s*(?::|vào|là)?\s*(?:hết\s+)?(?:ngày\s+)?(?=[\p{L}\s,()]{0,16}\d)/iu;

/** The day that stands at a position, or just behind it. */
function dayAt(text: string, at: number, year: number | null): string | null {
  const date = findDates(`ngày ${text.slice(at, at + 44)}`)[0];
  return date === undefined || date.index > 22 ? null : isoDate(date.year ?? year, date.month, date.day);
}

/** The sentence that holds a span of a text. */
export function sentenceAround(text: string, start: number, end: number): string {
  const before = text.slice(0, start);
  const from = Math.max(before.lastIndexOf('. '), before.lastIndexOf('; '), before.lastIndexOf(': ', start - 60));
  const stop = /[.;](?:\s|$)/u.exec(text.slice(end));
  return text.slice(from < 0 ? 0 : from + 2, stop === null ? text.length : end + stop.index);
}
