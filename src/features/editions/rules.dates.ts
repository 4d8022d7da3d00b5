/**
 * Due dates down the levels: proposed backwards from the parent's, checked forwards (shared design, section 4.4).
 * Working days are Monday to Friday; public holidays are not known here, so a proposal is only that.
 */
import { workingDaysBefore, workingDaysBetween } from '../../platform/clock/working-days.ts';
import type { CalendarDate } from '../../platform/ids/ids.ts';

/** Working days that a level gets to add up what came from below, when nobody says otherwise. */
const WORKING_DAYS_A_LEVEL = 3;

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
