/** Cross-checks of a reading: facts of one document that clash with each other. */
import type { DocumentBlocks } from '../blocks.ts';
import type { FoundAgency } from './agencies.ts';
import type { PlanContext } from './context.ts';
import { findDates, findRanges, isoDate, weekdayNumber, weekdayOf, workingDaysAfter } from './dates.ts';
import type { FoundDeadline } from './deadlines.ts';
import { attachmentLines, type HeadReading } from './head.ts';
import { blanksIn } from './blanks.ts';
import { looseTasks } from './loose-tasks.ts';
import { say } from './messages.ts';
import type { Bilingual, WarningCodeName } from './warning-codes.ts';
import { officeKey } from './offices.ts';
import type { OutlineNode } from './outline.ts';
import { walk } from './outline.ts';
import { RANK } from './markers.ts';
import type { PlanReading, WarningReading } from './reading.ts';
import { STAMP_NOTICE } from '../readers/stamps.ts';

export interface CheckedFacts {
  readonly context: PlanContext;
  readonly head: HeadReading;
  readonly reading: Omit<PlanReading, 'warnings'>;
  readonly agencies: readonly FoundAgency[];
  readonly deadlines: readonly FoundDeadline[];
  readonly notices: DocumentBlocks['notices'];
}

/** All warnings, each once, in the order of the document. */
export function checkReading(facts: CheckedFacts): WarningReading[] {
  const warnings: WarningReading[] = [];
  const warn: Warn = (code, { vi, en }) => {
    if (!warnings.some((other) => other.code === code && other.message === vi))
      warnings.push({ code, message: vi, english: en });
  };
  checkHead(facts, warn);
  for (const blank of blanksIn(facts.context)) warn('blank-in-text', say.blankInText(short(blank)));
  checkOutline(facts.context.outline, warn);
  checkWeek(facts, warn);
  checkWeekdays(facts, warn);
  for (const agency of facts.reading.agencies)
    if (agency.tasks.length === 0) warn('agency-without-task', say.agencyWithoutTask(agency.name));
  for (const task of looseTasks(facts.context, facts.agencies))
    warn('task-without-agency', say.taskWithoutAgency(short(task)));
  checkDeadlines(facts, warn);
  checkChain(facts.deadlines, warn);
  checkCountingWindow(facts, warn);
  checkProgramme(facts.reading, warn);
  return warnings;
}

type Warn = (code: WarningCodeName, message: Bilingual) => void;

function checkHead({ context, head, reading, notices }: CheckedFacts, warn: Warn): void {
  if (reading.type === null && reading.week.start === null && reading.agencies.length === 0) return;
  const numberLine = context.parts.head.find((para) => /^Số\s*[:.]?/u.test(para.text));
  const dateLine = context.parts.head.find(
    (para) => /ngày[\s.…]*\d{0,2}[\s.…]*tháng/u.test(para.text) && para.text.length < 120,
  );
  if (reading.number === null) warn('number-blank', say.numberBlank(numberLine?.text ?? null));
  const stamp = notices.find((notice) => notice.code === STAMP_NOTICE);
  const signed = stamp === undefined ? null : signedOn(stamp.message);
  if (stamp !== undefined) warn('signature-stamp-text', reading.date === null ? say.stamp(signed) : say.stamp(null));
  // A stamp that names the day of signing says what the missing date would say; its own message tells so.
  if (reading.date === null && signed === null) warn('date-blank', say.dateBlank(dateLine?.text ?? null));
  for (const line of attachmentLines(context.parts.annexes)) {
    if (line.type !== reading.type && !(reading.type === 'CÔNG VĂN' && line.type === 'VĂN BẢN')) continue;
    if (!head.numberFromAnnex && line.number !== null && reading.number !== null && line.number !== reading.number)
      warn('number-differs-in-annex', say.numberDiffers(reading.number, line.number));
    if (line.date !== null && reading.date !== null && line.date !== reading.date)
      warn('date-differs-in-annex', say.dateDiffers(reading.date, line.date));
  }
}

function signedOn(text: string): string | null {
  const iso = /(\d{4})-(\d{2})-(\d{2})T/u.exec(text);
  if (iso !== null) return isoDate(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const local = /(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})/u.exec(text);
  return local === null ? null : isoDate(Number(local[3]), Number(local[2]), Number(local[1]));
}

/** Neighbours of one level with one number. A number that starts again at 1 belongs to a list of its own. */
function checkOutline(outline: readonly OutlineNode[], warn: Warn): void {
  const levels: (readonly OutlineNode[])[] = [outline, ...[...walk(outline)].map((node) => node.children)];
  for (const nodes of levels) {
    let last: OutlineNode | null = null;
    for (const node of nodes) {
      const { marker, rank } = node.para;
      if (marker === null || rank >= RANK.letter) continue;
      if (
        last !== null &&
        last.para.marker === marker &&
        marker !== '1.' &&
        last.para.rank === rank &&
        !/^\d+\.$/u.test(marker) === !/^\d+\.$/u.test(last.para.marker)
      ) {
        warn(
          'duplicate-section-number',
          say.duplicateSection(marker.replace(/\.$/u, ''), short(last.para.body), short(node.para.body)),
        );
      }
      last = node;
    }
  }
}

function short(text: string): string {
  return text.length <= 60 ? text.replace(/[:.;]$/u, '') : `${text.slice(0, 57).trimEnd()}…`;
}

function checkWeek({ reading, context }: CheckedFacts, warn: Warn): void {
  const about = /tuần lễ/iu.test(
    `${reading.title ?? ''} ${context.main
      .slice(0, 8)
      .map((para) => para.text)
      .join(' ')}`,
  );
  if (!about) return;
  const { start, end } = reading.week;
  if (reading.themes.length === 0) warn('theme-not-found', say.themeNotFound());
  if (start === null || end === null) warn('week-not-found', say.weekNotFound());
  else {
    if (end < start) warn('week-end-before-start', say.weekReversed(start, end));
    const { date } = reading.ceremony;
    if (date !== null && end >= start && (date < start || date > end))
      warn('ceremony-outside-week', say.ceremonyOutside(date, start, end));
  }
}

const WEEKDAY = String.raw`(thứ\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|[2-7])|chủ nhật)`;
const WEEKDAY_FIRST = new RegExp(`(?<!\\p{L})${WEEKDAY}[\\s,(]*(?:\\(\\s*)?(?=ngày\\s+\\d|\\d{1,2}[/.-]\\d)`, 'giu');
const WEEKDAY_AFTER = new RegExp(`^\\s*,?\\s*\\(?\\s*${WEEKDAY}\\s*\\)?(?![\\p{L}\\d])`, 'iu');

function checkWeekdays({ context }: CheckedFacts, warn: Warn): void {
  for (const { text } of [...context.parts.head, ...context.main]) {
    if (!/thứ\s|chủ nhật/iu.test(text)) continue;
    const compare = (said: string, iso: string | null): void => {
      const number = weekdayNumber(said);
      if (number !== null && iso !== null && weekdayOf(iso) !== number)
        warn('weekday-does-not-fit-date', say.weekdayWrong(said, iso, weekdayOf(iso)));
    };
    for (const date of findDates(text)) {
      const iso = isoDate(date.year ?? context.year, date.month, date.day);
      const after = WEEKDAY_AFTER.exec(text.slice(date.end, date.end + 24));
      const next = after === null ? '' : text.slice(date.end + after[0].length, date.end + after[0].length + 12);
      if (after !== null && !/^[\s,]*(?:ngày\s+)?\d/u.test(next)) compare(after[1] ?? '', iso);
    }
    for (const match of text.matchAll(WEEKDAY_FIRST)) {
      const date = findDates(
        `ngày ${text.slice(match.index + match[0].length).replace(/^ngày\s+/u, '')}`.slice(0, 50),
      )[0];
      if (date !== undefined && date.index <= 5)
        compare(match[1] ?? '', isoDate(date.year ?? context.year, date.month, date.day));
    }
  }
}

function checkDeadlines({ deadlines, reading }: CheckedFacts, warn: Warn): void {
  for (const deadline of deadlines) {
    const { due, what } = deadline;
    if (deadline.recurring) warn('deadline-recurring', say.recurring(short(deadline.quote)));
    else if (due === null) warn('deadline-date-unknown', say.dateUnknown(short(deadline.quote)));
    const named = deadline.via === null ? deadline.routes : [deadline.via, ...deadline.routes];
    const routes = deadline.routes.length > 0 ? [...new Set([...deadline.to, ...named])] : [];
    if (
      deadline.routes.length > 0 &&
      deadline.routes.length + Math.max(0, deadline.to.length - 1) + (deadline.via === null ? 0 : 1) > 1
    )
      warn('several-delivery-routes', say.severalRoutes(routes));
    if (due === null) continue;
    const end = reading.week.end;
    if (what === 'báo cáo kết quả' && end !== null && due < end && (reading.week.start ?? end) <= end)
      warn('deadline-before-week-ends', say.beforeWeekEnds(due, end));
    if (reading.date === null) continue;
    if (due < reading.date) warn('deadline-before-issue', say.deadlineBeforeIssue(what, due, reading.date));
    else {
      const days = workingDaysAfter(reading.date, due);
      if (days <= 2) warn('working-time-too-short', say.timeTooShort(what, due, reading.date, days));
    }
  }
}

/** Who collects from below must be left time: the lower report's collector has a later date of its own. */
function checkChain(deadlines: readonly FoundDeadline[], warn: Warn): void {
  // The keys of offices are worked out once: there are as many pairs as deadlines squared.
  const chain = deadlines.flatMap(({ due, from, to, via, what }) =>
    due === null || from === null
      ? []
      : [
          {
            due,
            from,
            what,
            key: officeKey(from),
            collectors: new Set([via, ...to].map((name) => officeKey(name ?? ''))),
          },
        ],
  );
  for (const lower of chain) {
    for (const upper of chain) {
      if (lower === upper || lower.key === upper.key || !lower.collectors.has(upper.key)) continue;
      if (lower.what !== upper.what) continue;
      if (lower.due === upper.due)
        warn('deadlines-same-day-up-the-line', say.sameDay(lower.from, upper.from, lower.due));
      else if (lower.due > upper.due)
        warn('deadlines-out-of-order', say.outOfOrder(lower.from, lower.due, upper.from, upper.due));
    }
  }
}

function checkCountingWindow({ context, deadlines }: CheckedFacts, warn: Warn): void {
  const dues = deadlines.flatMap((deadline) =>
    deadline.due !== null && deadline.what === 'báo cáo kết quả' ? [deadline.due] : [],
  );
  const first = dues.sort()[0];
  if (first === undefined) return;
  for (const item of context.parts.annexes) {
    const lines = item.kind === 'para' ? [] : item.table.rows.flatMap((row) => row.flatMap((cell) => cell.lines));
    for (const line of lines)
      for (const range of findRanges(line, context.year))
        if (range.finish > first && range.start <= range.finish)
          warn('counting-window-after-deadline', say.countingWindow(range.finish, first));
  }
}

function checkProgramme({ programme }: Omit<PlanReading, 'warnings'>, warn: Warn): void {
  let latest: { end: string; content: string } | null = null;
  // After a row without a good end nobody can say whether there is a gap.
  let open = false;
  for (const row of programme) {
    if (row.start === null) continue;
    if (row.end !== null && row.end < row.start)
      warn('programme-end-before-start', say.endBeforeStart(short(row.content), row.start, row.end));
    if (latest !== null && row.start < latest.end)
      warn('programme-overlap', say.overlap(short(row.content), row.start, short(latest.content), latest.end));
    if (latest !== null && !open && row.start > latest.end) warn('programme-gap', say.gap(latest.end, row.start));
    open = row.end === null || row.end < row.start;
    const end = open ? row.start : (row.end ?? row.start);
    if (latest === null || end >= latest.end) latest = { end, content: row.content };
  }
}
