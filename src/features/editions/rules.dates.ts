/**
 * Due dates down the levels: proposed backwards from the parent's, checked forwards (shared design, section 4.4).
 * Working days are Monday to Friday; public holidays are not known here, so a proposal is only that.
 */
import type { CalendarDate } from '../../platform/ids/ids.ts';

/** Working days that a level gets to add up what came from below, when nobody says otherwise. */
export const WORKING_DAYS_A_LEVEL = 3;

const DAY_MS = 86_400_000;

/** The day `days` after (before, when negative). */
export function addDays(date: CalendarDate, days: number): CalendarDate {
  const moment = new Date(Date.parse(`${date}T00:00:00Z`) + days * DAY_MS);
  return moment.toISOString().slice(0, 10) as CalendarDate;
}

/** True from Monday to Friday. */
export function isWorkingDay(date: CalendarDate): boolean {
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay();
  return weekday >= 1 && weekday <= 5;
}

/** The working day that lies `count` working days before; a weekend counts as the Friday before it. */
export function workingDaysBefore(date: CalendarDate, count: number): CalendarDate {
  let day = date;
  while (!isWorkingDay(day)) day = addDays(day, -1);
  for (let left = count; left > 0; left--) {
    do day = addDays(day, -1);
    while (!isWorkingDay(day));
  }
  return day;
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: CalendarDate, to: CalendarDate): number {
  let count = 0;
  for (let day = addDays(from, 1); day <= to; day = addDays(day, 1)) if (isWorkingDay(day)) count++;
  return count;
}

export interface LevelDue {
  readonly level: string;
  readonly due: CalendarDate | null;
  /** False when the date is the document's (or a person's) own. */
  readonly isProposed: boolean;
}

/**
 * A date for each level: the known one, or `WORKING_DAYS_A_LEVEL` working days before the level above.
 * @param levels from the top down
 * @param known dates that the document or a person gives, by level
 * @param above the date that stands above the first level; null when nobody owes anything upward
 */
export function proposeDueDates(
  levels: readonly string[],
  known: ReadonlyMap<string, CalendarDate>,
  above: CalendarDate | null,
): LevelDue[] {
  let last = above;
  return levels.map((level) => {
    const own = known.get(level);
    const due = own ?? (last === null ? null : workingDaysBefore(last, WORKING_DAYS_A_LEVEL));
    last = due ?? last;
    return { level, due, isProposed: own === undefined && due !== null };
  });
}

export interface NoWorkingTime {
  readonly upper: string;
  readonly upperDue: CalendarDate;
  readonly lower: string;
  readonly lowerDue: CalendarDate;
}

/** Neighbouring levels of which the upper one has no working day left after the lower one's date. */
export function levelsWithoutWorkingTime(
  dues: readonly { level: string; due: CalendarDate | null }[],
): NoWorkingTime[] {
  const dated = dues.flatMap(({ level, due }) => (due === null ? [] : [{ level, due }]));
  return dated.flatMap((lower, at) => {
    const upper = dated[at - 1];
    if (!upper || workingDaysBetween(lower.due, upper.due) > 0) return [];
    return [{ upper: upper.level, upperDue: upper.due, lower: lower.level, lowerDue: lower.due }];
  });
}
