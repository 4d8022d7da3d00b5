/** What stands on a screen of the stage, in words: the same on the server and in the browser. Pure; times are milliseconds. */
import { minutesShown, spans, stageAt, type StageItem, type StageRun } from './rules.stage.ts';

export interface ScreenItem extends StageItem {
  readonly content: string;
  readonly inCharge: string;
  /** '' for every site. */
  readonly site: string;
}

/** What the screen is told by the server, at first and every few seconds. */
export interface ScreenData {
  readonly status: 'draft' | 'published' | 'held' | 'cancelled';
  readonly run: StageRun;
  readonly items: readonly ScreenItem[];
}

/** Words with {n} for minutes and {t} for a time, so that they can travel as JSON. */
export interface ScreenTexts {
  readonly now: string;
  readonly before: string;
  readonly after: string;
  readonly cancelled: string;
  readonly empty: string;
  readonly left: string;
  readonly over: string;
  readonly startsIn: string;
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
  readonly until: string;
  readonly from: string;
  readonly late: string;
  readonly early: string;
  readonly skewAhead: string;
  readonly skewBehind: string;
  readonly skewFar: string;
}

export interface ScreenWords {
  readonly clock: string;
  readonly state: string;
  readonly content: string;
  readonly who: string;
  readonly until: string;
  readonly leftLabel: string;
  readonly left: string;
  readonly leftUnit: string;
  /** Minutes left are few, or none. */
  readonly isShort: boolean;
  readonly isOver: boolean;
  readonly nextTime: string;
  readonly nextContent: string;
  readonly nextWho: string;
  readonly delay: string;
  /** Id of the item that is on, to mark it in the programme; null for none. */
  readonly currentId: number | null;
  /** Times of each item as they are expected now. */
  readonly times: readonly string[];
}

const MINUTE = 60_000;
const SHORT_MINUTES = 2;
const VIETNAM = 7 * 60 * MINUTE;

/** "08:25" in Vietnam. */
export function clockOf(moment: number): string {
  return new Date(moment + VIETNAM).toISOString().slice(11, 16);
}

/** @param isAlone see stageAt */
export function screenWords(data: ScreenData, texts: ScreenTexts, now: number, isAlone = false): ScreenWords {
  const { items, run, status } = data;
  const view = stageAt(items, run, now, isAlone);
  const shift = run.delay * MINUTE;
  const times = spans(items);
  const isOff = status === 'cancelled' || items.length === 0;
  const current = isOff || view.now === null ? null : (items[view.now] ?? null);
  const next = isOff || view.next === null ? null : (items[view.next] ?? null);
  const nextStart = view.next === null ? null : (times[view.next]?.start ?? null);
  const end = view.now === null ? null : (times[view.now]?.end ?? null);
  const left = isOff ? null : view.millisecondsLeft;
  const shown = left === null ? null : minutesShown(left);
  const isOver = view.state === 'running' && shown !== null && shown < 0;
  const state = {
    before: texts.before,
    running: texts.now,
    after: texts.after,
  }[view.state];
  const amount = shown === null ? { number: '', unit: '' } : amountOf(Math.abs(shown), texts);
  const place = view.state === 'running' ? (view.now ?? 0) : view.state === 'after' ? items.length : -1;
  return {
    clock: clockOf(now),
    state: status === 'cancelled' ? texts.cancelled : items.length === 0 ? texts.empty : state,
    content: current?.content ?? '',
    who: current?.inCharge ?? '',
    until: end === null || current === null ? '' : texts.until.replace('{t}', clockOf(end + shift)),
    leftLabel: shown === null ? '' : view.state === 'before' ? texts.startsIn : isOver ? texts.over : texts.left,
    left: amount.number,
    leftUnit: amount.unit,
    isShort: view.state === 'running' && shown !== null && shown >= 0 && shown <= SHORT_MINUTES,
    isOver,
    nextTime: next === null || nextStart === null ? '' : texts.from.replace('{t}', clockOf(nextStart + shift)),
    nextContent: next?.content ?? '',
    nextWho: next?.inCharge ?? '',
    delay:
      isOff || run.delay === 0
        ? ''
        : (run.delay > 0 ? texts.late : texts.early).replace('{n}', String(Math.abs(run.delay))),
    currentId: current?.id ?? null,
    times: times.map((time, index) => {
      // What is over was when it was; what is on and to come moves with the delay.
      const moved = index >= place ? shift : 0;
      const { start: asStart, end: asEnd } = items[index] ?? time;
      const from = asStart ?? time.start;
      return [from, asEnd !== null && from !== null && asEnd > from ? asEnd : null]
        .flatMap((moment) => (moment === null ? [] : [clockOf(moment + moved)]))
        .join(' – ');
    }),
  };
}

/** Up to two hours in minutes, up to two days in hours. */
function amountOf(minutes: number, texts: ScreenTexts): { number: string; unit: string } {
  if (minutes <= 120) return { number: String(minutes), unit: texts.minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48
    ? { number: String(hours), unit: texts.hours }
    : { number: String(Math.floor(hours / 24)), unit: texts.days };
}

/** A clock that is wrong by more is set to another day: minutes tell nothing. */
const MOST_MINUTES_TOLD = 600;

/** What to tell of a machine's clock that is at least a minute wrong; '' where it is right. @param offset server minus machine */
export function skewWords(offset: number, texts: Pick<ScreenTexts, 'skewAhead' | 'skewBehind' | 'skewFar'>): string {
  const minutes = Math.round(Math.abs(offset) / MINUTE);
  if (minutes < 1) return '';
  if (minutes > MOST_MINUTES_TOLD) return texts.skewFar;
  return (offset < 0 ? texts.skewAhead : texts.skewBehind).replace('{n}', String(minutes));
}
