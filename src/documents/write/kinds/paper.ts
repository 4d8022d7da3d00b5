/** What every kind of paper starts from: the parts of the model that most kinds leave empty, and room for what is not known yet. */
import type { DocHead, DocSignature, OfficeDoc } from '../doc-model.ts';
import { hour, longDate } from '../messages.ts';

export interface PaperBase {
  readonly head: DocHead;
  /** Nơi nhận, one each, without dash and closing `;`. */
  readonly recipients: readonly string[];
  readonly signature: DocSignature;
}

/** Dots to write on by hand, where a fact is not known yet. */
export const ROOM = '……………………';
/** The same for a number or a day. */
export const SHORT_ROOM = '……';

/** The fact, or room for it. */
export function orRoom(fact: string | null | undefined): string {
  const text = fact?.trim() ?? '';
  return text === '' ? ROOM : text;
}

/** An office paper: what `content` does not say is empty. */
export function officePaper(
  base: PaperBase,
  content: Pick<OfficeDoc, 'type' | 'subject' | 'body'> & Partial<OfficeDoc>,
): OfficeDoc {
  return {
    version: 1,
    layout: 'office',
    landscape: false,
    head: base.head,
    addressees: [],
    via: null,
    bases: [],
    closing: null,
    recipients: base.recipients,
    signature: base.signature,
    secretary: null,
    enactment: null,
    annexes: [],
    verification: null,
    ...content,
  };
}

/** An ISO date in full, or room to write it. */
export function dayText(isoDate: string | null): string {
  return isoDate === null ? `ngày ${SHORT_ROOM} tháng ${SHORT_ROOM} năm ${SHORT_ROOM}` : longDate(isoDate);
}

/** "8 giờ 00" of HH:MM, or room to write it. */
export function hourText(time: string | null): string {
  return time === null ? `${SHORT_ROOM} giờ ${SHORT_ROOM}` : hour(time);
}

const WEEKDAYS = ['Chủ nhật', 'thứ Hai', 'thứ Ba', 'thứ Tư', 'thứ Năm', 'thứ Sáu', 'thứ Bảy'] as const;

/** "8 giờ 00, ngày 01 tháng 10 năm 2026 (thứ Năm)". */
export function momentText(time: string | null, isoDate: string | null): string {
  const weekday = isoDate === null ? undefined : WEEKDAYS[new Date(`${isoDate}T00:00:00Z`).getUTCDay()];
  return `${hourText(time)}, ${dayText(isoDate)}${weekday === undefined ? '' : ` (${weekday})`}`;
}

/** HH:MM, so many minutes later; past midnight it begins again. */
export function laterTime(time: string, minutes: number): string {
  const [hours = '0', rest = '0'] = time.split(':');
  const total = (Number(hours) * 60 + Number(rest) + minutes) % (24 * 60);
  return `${String(Math.floor(total / 60)).padStart(2, '0')}:${String(total % 60).padStart(2, '0')}`;
}

/** "03": numbers below ten in lists of people and things. */
export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** The sentence with a small first letter, to stand inside another; abbreviations and names in capitals stay. */
export function withSmallStart(text: string): string {
  const [first = '', second = ''] = text;
  return second !== '' && second === second.toLocaleUpperCase('vi') && second !== second.toLocaleLowerCase('vi')
    ? text
    : first.toLocaleLowerCase('vi') + text.slice(1);
}

/** One line: a subject broken for the page, inside a sentence. */
export function oneLine(text: string): string {
  return text.replaceAll('\n', ' ');
}
