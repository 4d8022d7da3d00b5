/** Days and working days. Working days are Monday to Friday; public holidays are not known here. */
import type { CalendarDate } from '../ids/ids.ts';

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

/** The working day that lies `count` working days after; for 0 the day itself, or the Monday after a weekend. */
export function workingDaysAfter(date: CalendarDate, count: number): CalendarDate {
  let day = date;
  while (count === 0 && !isWorkingDay(day)) day = addDays(day, 1);
  for (let left = count; left > 0; left--) {
    do day = addDays(day, 1);
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
