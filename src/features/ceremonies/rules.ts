/** Decisions about a ceremony: what may become of it, what to warn of, how a plan becomes one, what a list of sites says. Pure. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { type CalendarDate, isCalendarDate } from '../../platform/ids/ids.ts';
import type { Ceremony, CeremonySite, CeremonyStatus, SiteKind, StoredRow } from './ceremony.ts';
import { DAY_MINUTES, type Item, minuteOf } from './rules.programme.ts';

/** What may follow: a draft is published, what was published is held; both may be called off. */
const NEXT: Readonly<Record<CeremonyStatus, readonly CeremonyStatus[]>> = {
  draft: ['published', 'cancelled'],
  published: ['held', 'cancelled'],
  held: [],
  cancelled: [],
};

export function mayBecome(from: CeremonyStatus, to: CeremonyStatus): boolean {
  return NEXT[from].includes(to);
}

const MINUTE = 60_000;
const VIETNAM = '+07:00';

/** The moment of a minute of a day in Vietnam. */
export function momentOf(day: CalendarDate, minute: number): Date {
  return new Date(Date.parse(`${day}T00:00:00${VIETNAM}`) + minute * MINUTE);
}

/** Minutes from the beginning of a day in Vietnam to a moment. */
export function minuteIn(day: CalendarDate, moment: Date): number {
  return Math.round((moment.getTime() - Date.parse(`${day}T00:00:00${VIETNAM}`)) / MINUTE);
}

/** A kept item as it is edited. */
export function itemOf(row: StoredRow, day: CalendarDate): Item {
  return {
    key: String(row.id),
    start: row.startsAt && minuteIn(day, row.startsAt),
    end: row.endsAt && minuteIn(day, row.endsAt),
    content: row.content,
    inCharge: row.inCharge,
    siteId: row.siteId,
  };
}

export type Warning =
  | {
      readonly code: 'outside-week';
      readonly day: CalendarDate;
      readonly start: CalendarDate;
      readonly end: CalendarDate;
    }
  | { readonly code: 'clash'; readonly other: Pick<Ceremony, 'title' | 'startsAt' | 'endsAt'> };

/** Warnings name the two facts that clash and never block. @param others the unit's other ceremonies */
export function warningsOf(
  ceremony: Pick<Ceremony, 'startsAt' | 'endsAt'> & { readonly day: CalendarDate },
  week: { readonly start: CalendarDate; readonly end: CalendarDate } | null,
  others: readonly Pick<Ceremony, 'title' | 'startsAt' | 'endsAt' | 'status'>[],
): Warning[] {
  const { day, startsAt, endsAt } = ceremony;
  const outside: Warning[] =
    week !== null && (day < week.start || day > week.end) ? [{ code: 'outside-week', day, ...week }] : [];
  const clashes = others
    .filter((other) => other.status !== 'cancelled' && other.startsAt < endsAt && startsAt < other.endsAt)
    .map((other): Warning => ({ code: 'clash', other }));
  return [...outside, ...clashes];
}

/** What a plan's content has of a ceremony: days YYYY-MM-DD, times HH:MM. */
export interface PlannedCeremony {
  readonly ceremony: { readonly date: string | null; readonly time: string | null; readonly place: string | null };
  readonly programme: readonly {
    readonly start: string | null;
    readonly end: string | null;
    readonly content: string;
    readonly owner: string | null;
  }[];
}

/** A ceremony as a plan proposes it. */
export interface Proposal {
  readonly day: CalendarDate | null;
  readonly start: number | null;
  readonly end: number | null;
  readonly place: string;
  readonly rows: readonly Omit<Item, 'key'>[];
}

const USUAL_MINUTES = 120;

/** What a plan says of its ceremony; null where it says nothing. Times stay as the plan has them, faults included. */
export function proposalOf(content: PlannedCeremony): Proposal | null {
  const { ceremony, programme } = content;
  const rows = programme.map((row) => ({
    start: row.start === null ? null : minuteOf(row.start.slice(0, 5)),
    end: row.end === null ? null : minuteOf(row.end.slice(0, 5)),
    content: row.content,
    inCharge: row.owner ?? '',
    siteId: null,
  }));
  if (ceremony.date === null && ceremony.time === null && ceremony.place === null && rows.length === 0) return null;
  const start = ceremony.time === null ? (rows[0]?.start ?? null) : minuteOf(ceremony.time.slice(0, 5));
  const last = rows.at(-1);
  const said = last?.end ?? last?.start ?? null;
  const end =
    start === null ? null : said !== null && said > start ? said : Math.min(start + USUAL_MINUTES, DAY_MINUTES);
  return {
    day: ceremony.date !== null && isCalendarDate(ceremony.date) ? ceremony.date : null,
    start,
    end,
    place: ceremony.place ?? '',
    rows,
  };
}

/** What a site still lacks before the day. */
export const SITE_GAPS = ['host', 'place', 'contact', 'link', 'test', 'bad'] as const;
export type SiteGap = (typeof SITE_GAPS)[number];

/** What is missing at a site; a room of the organiser's own needs no host of its own. */
export function gapsOf(site: CeremonySite): SiteGap[] {
  const gaps: SiteGap[] = [];
  if (site.kind === 'connected' && site.hostUnitId === null) gaps.push('host');
  if (site.place === '' && site.address === '') gaps.push('place');
  if (site.contactName === '' || site.contactPhone === '') gaps.push('contact');
  if (site.kind === 'connected' && site.link === null) gaps.push('link');
  if (site.linkState === 'untested') gaps.push('test');
  if (site.linkState === 'bad') gaps.push('bad');
  return gaps;
}

/** A line of a pasted list of sites. */
export interface PastedSite {
  readonly name: string;
  readonly kind: SiteKind;
  readonly place: string;
  readonly contactName: string;
  readonly contactPhone: string;
  readonly link: string | null;
  readonly seats: number | null;
}

const PHONE = /^\+?[\d\s.()-]{8,20}$/u;
const LONGEST_PART = 300;

/**
 * Sites from lines that were pasted from a sheet or a letter: parts parted by tabs, semicolons or bars; a telephone
 * number, an address of a meeting and a number of seats are known by what they are, the rest is name, place and contact
 * in this order. Bullets and numbers before a line are no part of its name.
 */
export function readPastedSites(text: string): PastedSite[] {
  return text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–•*+]|\d{1,3}[.)])\s+/u, '').trim())
    .filter((line) => /\p{L}/u.test(line))
    .map(siteOfLine);
}

function siteOfLine(line: string): PastedSite {
  const parts = line.split(/\t|[;|]/u).map((part) => part.trim().slice(0, LONGEST_PART));
  let [contactPhone, link, seats]: [string, string | null, number | null] = ['', null, null];
  const words: string[] = [];
  for (const part of parts) {
    if (/^https?:\/\//iu.test(part)) link = part;
    else if (/^\d{1,5}(?:\s*(?:chỗ|ghế|người|đại biểu|seats?))?$/iu.test(part))
      seats = Number.parseInt(part, 10) || null;
    else if (PHONE.test(part)) contactPhone = part;
    else words.push(part);
  }
  const [name = '', place = '', contactName = ''] = words;
  return { name, kind: isCentral(name) ? 'central' : 'connected', place, contactName, contactPhone, link, seats };
}

function isCentral(name: string): boolean {
  return (
    /trung tâm|điểm cầu chính|central|main room/iu.test(name) &&
    !/trung tâm (?:học tập|giáo dục|gdtx|gdnn|văn hóa)/iu.test(name)
  );
}

/** The unit that a site is named for, as units are searched: "Điểm cầu Phường 3" → "phuong 3". For matching only. */
export function hostKeyOf(name: string): string {
  return unaccentedKey(
    name
      .replace(/^(?:các\s+)?(?:điểm cầu|điểm kết nối|site)(?:\s+(?:tại|ở|số \d+))?\s*:?\s*/iu, '')
      .replace(/^UBND\s+/iu, ''),
  );
}
