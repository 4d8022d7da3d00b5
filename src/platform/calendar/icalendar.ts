/**
 * iCalendar (RFC 5545, 5546, 7986) from instants, in the time of Vietnam. Our own, because libraries that are handed a
 * JavaScript date write the wall clock of the server's zone under the name of another (anchors/campaign, section 4).
 */

/** What an answer or message asks of the calendar that takes it: to show, to answer an invitation, to take it away. */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

export interface Calendar {
  readonly method: CalendarMethod;
  /** What a calendar program calls the subscription. */
  readonly name?: string;
  readonly description?: string;
  /** Address of the page that shows the same to people. */
  readonly url?: string;
  /** Address of this very feed, for programs that were given it as a file. */
  readonly source?: string;
  /** How often a subscriber may ask again, in minutes. */
  readonly refreshMinutes?: number;
  /** A colour by its CSS name (RFC 7986 allows no other). */
  readonly colour?: string;
  readonly entries: readonly CalendarEntry[];
}

export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

export interface CalendarAttendee extends CalendarPerson {
  readonly answer: 'NEEDS-ACTION' | 'ACCEPTED' | 'DECLINED' | 'TENTATIVE';
}

export interface CalendarEntry {
  /** `todo`: something to be done until `endsAt`; programs show it in the list of tasks. */
  readonly kind: 'event' | 'todo';
  /** Never changes: what came with it once is changed by what comes with it again. */
  readonly uid: string;
  /** Grows with each change of time, place or state. */
  readonly sequence: number;
  readonly changedAt: Date;
  /** When this message was made; without it the time of the last change, so that a feed stays the same byte for byte. */
  readonly stampedAt?: Date;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly title: string;
  readonly description?: string;
  readonly location?: string;
  readonly geo?: { readonly lat: number; readonly lng: number };
  readonly url?: string;
  readonly isCancelled: boolean;
  readonly categories?: readonly string[];
  /** Where one joins on line. */
  readonly conference?: { readonly url: string; readonly label: string };
  readonly image?: string;
  readonly organizer?: CalendarPerson;
  readonly attendees?: readonly CalendarAttendee[];
  /** True when the time stays free in the calendar: a deadline is no appointment. */
  readonly isTransparent?: boolean;
}

export const CALENDAR_TYPE = 'text/calendar; charset=utf-8';

const ZONE = 'Asia/Ho_Chi_Minh';
/** Since 1975-06-13 without any change. */
const OFFSET_MS = 7 * 3_600_000;
const VTIMEZONE = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19750613T000000',
  'TZOFFSETFROM:+0700',
  'TZOFFSETTO:+0700',
  'TZNAME:+07',
  'END:STANDARD',
  'END:VTIMEZONE',
];

/** The stable name of a session of an activity: its own row in a calendar. */
export function sessionUid(activityUid: string, no: number): string {
  return `${activityUid}-${no}@suotdoi`;
}

/** The stable name of a session for one who has signed up: its own row beside the public one, and another for a later sign-up. */
export function signupUid(activityUid: string, no: number, registrationId: number): string {
  return `${activityUid}-${no}-dang-ky-${registrationId}@suotdoi`;
}

/** SEQUENCE of such an entry: the state of the sign-up counts as well as that of the activity. */
export function signupSequence(sequence: number, status: 'confirmed' | 'waiting' | 'withdrawn'): number {
  return sequence * 4 + (status === 'withdrawn' ? 2 : status === 'confirmed' ? 1 : 0);
}

/** The whole file: lines end with CRLF, none is longer than 75 octets, no letter is cut. The same on a server of any zone. */
export function writeCalendar(calendar: Calendar): string {
  const out: string[] = [];
  const put = (line: string): void => void out.push(folded(line));
  put('BEGIN:VCALENDAR');
  put('VERSION:2.0');
  put('PRODID:-//Suot Doi//Suot Doi//VI');
  put('CALSCALE:GREGORIAN');
  put(`METHOD:${calendar.method}`);
  if (calendar.name) {
    put(`NAME:${text(calendar.name)}`);
    // What programs read that are older than RFC 7986.
    put(`X-WR-CALNAME:${text(calendar.name)}`);
    put(`X-WR-TIMEZONE:${ZONE}`);
  }
  if (calendar.description) put(`DESCRIPTION:${text(calendar.description)}`);
  putAddress(put, 'URL', calendar.url);
  putAddress(put, 'SOURCE;VALUE=URI', calendar.source);
  if (calendar.refreshMinutes) {
    put(`REFRESH-INTERVAL;VALUE=DURATION:PT${calendar.refreshMinutes}M`);
    put(`X-PUBLISHED-TTL:PT${calendar.refreshMinutes}M`);
  }
  if (calendar.colour) put(`COLOR:${text(calendar.colour)}`);
  for (const line of VTIMEZONE) put(line);
  for (const entry of calendar.entries) putEntry(put, entry);
  put('END:VCALENDAR');
  return `${out.join('\r\n')}\r\n`;
}

function putEntry(put: (line: string) => void, entry: CalendarEntry): void {
  const isTodo = entry.kind === 'todo';
  const component = isTodo ? 'VTODO' : 'VEVENT';
  put(`BEGIN:${component}`);
  put(`UID:${text(entry.uid)}`);
  put(`DTSTAMP:${utcTime(entry.stampedAt ?? entry.changedAt)}`);
  put(`LAST-MODIFIED:${utcTime(entry.changedAt)}`);
  put(`SEQUENCE:${entry.sequence}`);
  if (!isTodo) put(`DTSTART;TZID=${ZONE}:${localTime(entry.startsAt)}`);
  put(`${isTodo ? 'DUE' : 'DTEND'};TZID=${ZONE}:${localTime(entry.endsAt)}`);
  put(`SUMMARY:${text(entry.title)}`);
  if (entry.description) put(`DESCRIPTION:${text(entry.description)}`);
  if (entry.location) put(`LOCATION:${text(entry.location)}`);
  if (entry.geo) put(`GEO:${degrees(entry.geo.lat)};${degrees(entry.geo.lng)}`);
  if (entry.isCancelled) put('STATUS:CANCELLED');
  else put(isTodo ? 'STATUS:NEEDS-ACTION' : 'STATUS:CONFIRMED');
  if (entry.isTransparent && !isTodo) put('TRANSP:TRANSPARENT');
  if (entry.categories && entry.categories.length > 0) put(`CATEGORIES:${entry.categories.map(text).join(',')}`);
  putAddress(put, 'URL', entry.url);
  if (entry.conference) {
    putAddress(
      put,
      `CONFERENCE;VALUE=URI;FEATURE=VIDEO;LABEL=${parameter(entry.conference.label)}`,
      entry.conference.url,
    );
  }
  putAddress(put, 'IMAGE;VALUE=URI;DISPLAY=BADGE', entry.image);
  if (entry.organizer) put(`ORGANIZER;CN=${parameter(entry.organizer.name)}:${mailAddress(entry.organizer.email)}`);
  for (const { name, email, answer } of entry.attendees ?? []) {
    const isAsked = answer === 'NEEDS-ACTION' ? 'TRUE' : 'FALSE';
    put(
      `ATTENDEE;CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=${answer};RSVP=${isAsked};CN=${parameter(name)}:${mailAddress(email)}`,
    );
  }
  put(`END:${component}`);
}

/** Only what a person may click on goes into a calendar: a script or a file of the reader's own machine does not. */
function putAddress(put: (line: string) => void, property: string, address: string | undefined): void {
  if (address === undefined || !URL.canParse(address)) return;
  const url = new URL(address);
  if (url.protocol === 'https:' || url.protocol === 'http:') put(`${property}:${url.href}`);
}

// Neither in a text nor in a parameter (RFC 5545, 3.1); a line end in a text is written as \n.
// oxlint-disable-next-line no-control-regex
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f]/gu;
// oxlint-disable-next-line no-control-regex
const NEEDS_CARE = /[\\;,\u0000-\u0008\u000a-\u001f\u007f\u0085\u2028\u2029\ud800-\udfff]/;
// Some readers break lines at all of them.
const LINE_END = /\r\n?|[\u0085\u2028\u2029]/gu;

function text(value: string): string {
  if (!NEEDS_CARE.test(value)) return value;
  return value
    .toWellFormed()
    .replace(LINE_END, '\n')
    .replace(CONTROL, '')
    .replace(/[\\;,]/gu, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** Always quoted; what quotes cannot hold is written as RFC 6868 says. */
function parameter(value: string): string {
  const whole = value.toWellFormed().replace(LINE_END, '\n').replace(CONTROL, '');
  return `"${whole.replaceAll('^', '^^').replaceAll('\n', '^n').replaceAll('"', "^'")}"`;
}

function mailAddress(email: string): string {
  return `mailto:${email
    .toWellFormed()
    .replace(CONTROL, '')
    .replace(/[\s<>"]/gu, '')}`;
}

function degrees(value: number): string {
  return value.toFixed(6);
}

/** 20261001T080000 by the clocks of Vietnam. */
function localTime(instant: Date): string {
  return compact(new Date(instant.getTime() + OFFSET_MS));
}

function utcTime(instant: Date): string {
  return `${compact(instant)}Z`;
}

function compact(instant: Date): string {
  const iso = instant.toISOString();
  return `${iso.slice(0, 4)}${iso.slice(5, 7)}${iso.slice(8, 13)}${iso.slice(14, 16)}${iso.slice(17, 19)}`;
}

const LINE_OCTETS = 75;

/** A long line as several, each after the first begins with a space; cut between letters, so that every line is UTF-8. */
function folded(line: string): string {
  // Three octets at most for each unit of UTF-16: most lines are short without being counted.
  if (line.length * 3 <= LINE_OCTETS || Buffer.byteLength(line) <= LINE_OCTETS) return line;
  const bytes = Buffer.from(line);
  const parts: string[] = [];
  let from = 0;
  while (from < bytes.length) {
    const room = parts.length === 0 ? LINE_OCTETS : LINE_OCTETS - 1;
    let to = Math.min(from + room, bytes.length);
    while (to < bytes.length && isInsideLetter(bytes[to])) to--;
    parts.push(bytes.toString('utf8', from, to));
    from = to;
  }
  return parts.join('\r\n ');
}

function isInsideLetter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
