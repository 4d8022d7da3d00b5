/** Days and hours as people type them into a form. Pure. */
import { type CalendarDate, isCalendarDate } from '../../platform/ids/ids.ts';

/** "2022-10-24" → "24/10/2022"; what is not a day stays as it was typed. */
export function shownDate(text: string): string {
  const iso = typedDate(text);
  return iso === null ? text : `${iso.slice(8)}/${iso.slice(5, 7)}/${iso.slice(0, 4)}`;
}

/** A day as people type it: 24/10/2022, 24-10-2022, 24.10.2022 or 2022-10-24. null when it is none. */
export function typedDate(text: string): CalendarDate | null {
  const iso = text.trim();
  if (isCalendarDate(iso)) return iso;
  const match = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(iso);
  if (!match) return null;
  const [, day = '', month = '', year = ''] = match;
  const built = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return isCalendarDate(built) ? built : null;
}

/** A time as people type it: 8:00, 08:00, 8h00, 8 giờ 30. null when it is none. */
export function typedTime(text: string): string | null {
  const match = /^(\d{1,2})\s*(?::|h|g|giờ)\s*(\d{2})?(?:\s*phút)?$/iu.exec(text.trim());
  if (!match) return null;
  const hour = Number(match[1]);
  const minute = Number(match[2] ?? '0');
  if (hour > 23 || minute > 59) return null;
  return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
}
