/** The form of an activity as it comes back, and as it is shown: names of fields, what was typed, what is wrong with it. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { type CalendarDate, isCalendarDate, type UnitId, unitIdSchema } from '../../platform/ids/ids.ts';
import { isWebAddress } from '../../platform/text/contact.ts';
import { ACCESSIBILITY, ACTIVITY_FORMS, type ActivityKind, type ActivityLink, AUDIENCES } from './activity.ts';
import type { ActivityContent, SessionContent } from './rules.ts';

/** What was typed, by the name of the field; a group of choices is a list. */
export type Fields = Readonly<Record<string, string | readonly string[]>>;

export type FieldFault =
  | 'missing'
  | 'wrongDate'
  | 'wrongTime'
  | 'needDay'
  | 'endFirst'
  | 'tooManySessions'
  | 'wrongUrl'
  | 'wrongEmail'
  | 'wrongPhone'
  | 'wrongNumber'
  | 'wrongCapacity'
  | 'wrongPoint'
  | 'wrongArea'
  | 'wrongKind'
  | 'closesFirst'
  | 'tooLong';

export interface FieldIssue {
  readonly field: string;
  readonly fault: FieldFault;
  /** For tooLong: the most characters. */
  readonly most?: number;
}

export const MOST_SESSIONS = 60;
const MOST: Readonly<Record<string, number>> = {
  title: 200,
  summary: 400,
  description: 10_000,
  placeName: 200,
  address: 300,
  onlineUrl: 1_000,
  costNote: 300,
  accessibilityNote: 500,
  contactName: 200,
  contactPhone: 40,
  contactEmail: 200,
  coOrganisers: 3_000,
  links: 10_000,
};
const MOST_OTHERS = 200;
const MOST_LINKS = 20;
/** What fits into an integer of the database. */
const MOST_COUNT = 100_000_000;

// They turn the text that follows round on a page; no word of ours has one.
const DIRECTIONS = /[\u202a-\u202e\u2066-\u2069]/gu;

/** What stands in one field; empty where nothing does. */
export const textOf = (fields: Fields, name: string): string => {
  const value = fields[name];
  return (typeof value === 'string' ? value : (value?.at(-1) ?? '')).replace(DIRECTIONS, '').trim();
};

/** The choices of a group. */
export const listOf = (fields: Fields, name: string): readonly string[] => {
  const value = fields[name];
  return value === undefined ? [] : typeof value === 'string' ? [value] : value;
};

const isOneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): text is T =>
    (known as readonly string[]).includes(text);

class Reader {
  readonly fields: Fields;
  readonly issues: FieldIssue[] = [];
  constructor(fields: Fields) {
    this.fields = fields;
  }
  fault(field: string, fault: FieldFault, most?: number): void {
    this.issues.push(most === undefined ? { field, fault } : { field, fault, most });
  }
  text(name: string): string {
    const value = textOf(this.fields, name);
    const most = MOST[name] ?? MOST_OTHERS;
    if (value.length > most) this.fault(name, 'tooLong', most);
    return value;
  }
  /** One line: what stands in heads and lists. */
  line(name: string): string {
    return this.text(name).replace(/\s+/gu, ' ');
  }
  day(name: string): CalendarDate | null {
    const typed = textOf(this.fields, name);
    if (typed === '') return null;
    const parts = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/u.exec(typed);
    const iso = parts ? `${parts[3]}-${parts[2]?.padStart(2, '0')}-${parts[1]?.padStart(2, '0')}` : typed;
    if (isCalendarDate(iso) && iso >= '2000-01-01' && iso <= '2199-12-31') return iso;
    this.fault(name, 'wrongDate');
    return null;
  }
  /** "HH:MM"; also 7h30, 7:30. Null with a fault where it is no time. */
  time(name: string): string | null {
    const typed = textOf(this.fields, name);
    const parts = /^(\d{1,2})\s*(?:[:hg.]\s*(\d{2})?)?$/iu.exec(typed);
    const [hour, minute] = [Number(parts?.[1] ?? 99), Number(parts?.[2] ?? 0)];
    if (hour < 24 && minute < 60) return `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`;
    this.fault(name, 'wrongTime');
    return null;
  }
  /** Whole number typed the Vietnamese way; null where nothing is typed. */
  count(name: string, least: number): number | null {
    const typed = textOf(this.fields, name).replace(/[.\s\u00a0]/gu, '');
    if (typed === '') return null;
    const value = /^\d{1,12}$/u.test(typed) ? Number(typed) : -1;
    if (value >= least && value <= MOST_COUNT) return value;
    this.fault(name, least > 0 ? 'wrongCapacity' : 'wrongNumber');
    return null;
  }
  /** A day with a time; the time of day that stands for none. */
  moment(day: string, time: string, otherwise: string): Date | null {
    const on = this.day(day);
    if (on === null) return null;
    const at = textOf(this.fields, time) === '' ? otherwise : this.time(time);
    return at === null ? null : momentOf(on, at);
  }
  url(name: string): string | null {
    const typed = this.text(name);
    if (typed === '') return null;
    if (isWebAddress(typed)) return typed;
    this.fault(name, 'wrongUrl');
    return null;
  }
}

/** A moment from a day and a time in Vietnam. */
const momentOf = (day: CalendarDate, time: string): Date => new Date(`${day}T${time}:00+07:00`);

/** How many rows of sessions the form shows. */
export function sessionRows(fields: Fields): number {
  const rows = Number(textOf(fields, 'sessions'));
  return Number.isInteger(rows) ? Math.min(Math.max(rows, 1), MOST_SESSIONS) : 1;
}

function readSessions(reader: Reader): SessionContent[] {
  const sessions: SessionContent[] = [];
  for (let row = 1; row <= sessionRows(reader.fields); row += 1) {
    const name = `s${row}`;
    const has = ['on', 'from', 'to'].map((part) => textOf(reader.fields, `${name}.${part}`) !== '');
    // An emptied day drops the session.
    if (!has[0]) {
      if (textOf(reader.fields, `${name}.no`) === '' && (has[1] || has[2])) reader.fault(`${name}.on`, 'needDay');
      continue;
    }
    const on = reader.day(`${name}.on`);
    const from = reader.time(`${name}.from`);
    const to = reader.time(`${name}.to`);
    const placeName = reader.line(`${name}.place`) || null;
    if (on === null || from === null || to === null) continue;
    const [startsAt, endsAt] = [momentOf(on, from), momentOf(on, to)];
    if (endsAt <= startsAt) reader.fault(`${name}.to`, 'endFirst');
    const no = Number(textOf(reader.fields, `${name}.no`));
    sessions.push({ no: Number.isInteger(no) && no > 0 ? no : null, startsAt, endsAt, placeName });
  }
  return sessions;
}

/** "https://… Bài giảng": a link a line, its name behind it. */
function readLinks(reader: Reader): ActivityLink[] {
  const links: ActivityLink[] = [];
  for (const line of reader.text('links').split('\n')) {
    const [, url = '', label = ''] = /^\s*(\S+)\s*(.*)$/u.exec(line) ?? [];
    if (url === '') continue;
    if (isWebAddress(url)) links.push({ url, label: label.trim() });
    else if (!reader.issues.some(({ field }) => field === 'links')) reader.fault('links', 'wrongUrl');
  }
  return links.slice(0, MOST_LINKS);
}

function readPoint(reader: Reader): { lat: number | null; lng: number | null } {
  const typed = textOf(reader.fields, 'point');
  if (typed === '') return { lat: null, lng: null };
  const [, lat = '', lng = ''] = /^(-?\d{1,2}(?:\.\d+)?)\s*[,; ]\s*(-?\d{1,3}(?:\.\d+)?)$/u.exec(typed) ?? [];
  if (lat !== '' && Math.abs(Number(lat)) <= 90 && Math.abs(Number(lng)) <= 180) {
    return { lat: Number(lat), lng: Number(lng) };
  }
  reader.fault('point', 'wrongPoint');
  return { lat: null, lng: null };
}

/**
 * What a person typed; null with everything that is wrong with it. What is merely missing before sending is not wrong
 * in a draft.
 * @param areas units of the tree that may be chosen
 */
export function readActivity(
  fields: Fields,
  kinds: readonly ActivityKind[],
  areas: ReadonlySet<UnitId>,
): { content: ActivityContent | null; issues: readonly FieldIssue[] } {
  const reader = new Reader(fields);
  const kind = kinds.find(({ code }) => code === textOf(fields, 'kind'));
  if (!kind) reader.fault('kind', 'wrongKind');
  const title = reader.line('title');
  if (title === '') reader.fault('title', 'missing');
  const area = unitIdSchema.safeParse(textOf(fields, 'area'));
  if (!area.success || !areas.has(area.data)) reader.fault('area', 'wrongArea');
  const isOutput = kind?.isOutput === true;
  const sessions = isOutput ? [] : readSessions(reader);
  const contactEmail = reader.line('contactEmail');
  if (contactEmail !== '' && !/^[^\s@<>"]+@[^\s@<>"]+\.[^\s@<>"]+$/u.test(contactEmail)) {
    reader.fault('contactEmail', 'wrongEmail');
  }
  const contactPhone = reader.line('contactPhone');
  if (contactPhone !== '' && !/^\+?[\d\s().-]{6,}$/u.test(contactPhone)) reader.fault('contactPhone', 'wrongPhone');
  const signupOpensAt = reader.moment('opensOn', 'opensAt', '00:00');
  const signupClosesAt = reader.moment('closesOn', 'closesAt', '23:59');
  if (signupOpensAt && signupClosesAt && signupClosesAt <= signupOpensAt) reader.fault('closesOn', 'closesFirst');
  const content = {
    title,
    summary: reader.line('summary'),
    description: reader.text('description'),
    form: ACTIVITY_FORMS.find((form) => form === textOf(fields, 'form')) ?? 'in-person',
    audiences: listOf(fields, 'audiences').filter(isOneOf(AUDIENCES)),
    placeName: reader.line('placeName'),
    address: reader.line('address'),
    ...readPoint(reader),
    onlineUrl: reader.url('onlineUrl'),
    isOnlineUrlPublic: textOf(fields, 'onlineSecret') === '',
    sessions,
    quantity: isOutput ? reader.count('quantity', 0) : null,
    countedOn: isOutput ? reader.day('countedOn') : null,
    hasSignup: !isOutput && textOf(fields, 'hasSignup') !== '',
    signupOpensAt,
    signupClosesAt,
    capacity: reader.count('capacity', 1),
    onlineCapacity: reader.count('onlineCapacity', 1),
    cost: reader.count('cost', 0) ?? 0,
    costNote: reader.line('costNote'),
    accessibility: listOf(fields, 'accessibility').filter(isOneOf(ACCESSIBILITY)),
    accessibilityNote: reader.line('accessibilityNote'),
    contactName: reader.line('contactName'),
    contactPhone,
    contactEmail,
    coOrganisers: reader
      .text('coOrganisers')
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== ''),
    links: readLinks(reader),
  };
  // The database keeps both or neither of an output's number and day.
  if (isOutput && (textOf(fields, 'quantity') === '') !== (textOf(fields, 'countedOn') === '')) {
    reader.fault(textOf(fields, 'quantity') === '' ? 'quantity' : 'countedOn', 'missing');
  }
  const counted =
    content.quantity === null || content.countedOn === null
      ? { quantity: null, countedOn: null }
      : { quantity: content.quantity, countedOn: content.countedOn };
  const isWhole = reader.issues.length === 0 && kind !== undefined && area.success;
  return {
    content: isWhole ? { ...content, ...counted, kind: kind.code, areaUnitId: area.data } : null,
    issues: reader.issues,
  };
}

const timeInVietnam = (moment: Date): string => new Date(moment.getTime() + 7 * 3_600_000).toISOString().slice(11, 16);

/** The form of a stored activity. */
export function fieldsOf(content: ActivityContent): Fields {
  const sessions = content.sessions.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
  const fields: Record<string, string | readonly string[]> = {
    kind: content.kind,
    title: content.title,
    summary: content.summary,
    description: content.description,
    form: content.form,
    audiences: content.audiences,
    area: String(content.areaUnitId),
    placeName: content.placeName,
    address: content.address,
    point: content.lat === null || content.lng === null ? '' : `${content.lat}, ${content.lng}`,
    onlineUrl: content.onlineUrl ?? '',
    onlineSecret: content.isOnlineUrlPublic ? '' : '1',
    quantity: content.quantity === null ? '' : String(content.quantity),
    countedOn: content.countedOn ?? '',
    hasSignup: content.hasSignup ? '1' : '',
    opensOn: content.signupOpensAt ? dayInVietnam(content.signupOpensAt) : '',
    opensAt: content.signupOpensAt ? timeInVietnam(content.signupOpensAt) : '',
    closesOn: content.signupClosesAt ? dayInVietnam(content.signupClosesAt) : '',
    closesAt: content.signupClosesAt ? timeInVietnam(content.signupClosesAt) : '',
    capacity: content.capacity === null ? '' : String(content.capacity),
    onlineCapacity: content.onlineCapacity === null ? '' : String(content.onlineCapacity),
    cost: content.cost === 0 ? '' : String(content.cost),
    costNote: content.costNote,
    accessibility: content.accessibility,
    accessibilityNote: content.accessibilityNote,
    contactName: content.contactName,
    contactPhone: content.contactPhone,
    contactEmail: content.contactEmail,
    coOrganisers: content.coOrganisers.join('\n'),
    links: content.links.map(({ url, label }) => (label === '' ? url : `${url} ${label}`)).join('\n'),
    sessions: String(Math.max(1, sessions.length)),
  };
  for (const [at, session] of sessions.entries()) {
    const name = `s${at + 1}`;
    fields[`${name}.no`] = session.no === null ? '' : String(session.no);
    fields[`${name}.on`] = dayInVietnam(session.startsAt);
    fields[`${name}.from`] = timeInVietnam(session.startsAt);
    fields[`${name}.to`] = timeInVietnam(session.endsAt);
    fields[`${name}.place`] = session.placeName ?? '';
  }
  return fields;
}

const DAY_MS = 86_400_000;

/**
 * The form with one more session: at the hours of the last one, as many days later as the last two lie apart (or on the
 * next day), so that a weekly class is typed once.
 */
export function withOneMoreSession(fields: Fields): Fields {
  const rows = sessionRows(fields);
  if (rows >= MOST_SESSIONS) return fields;
  const dayOf = (row: number): number => Date.parse(`${textOf(fields, `s${row}.on`)}T00:00:00Z`);
  const [last, before] = [dayOf(rows), dayOf(rows - 1)];
  const apart = last > before ? last - before : DAY_MS;
  const next = `s${rows + 1}`;
  return {
    ...fields,
    sessions: String(rows + 1),
    [`${next}.on`]: Number.isNaN(last) ? '' : new Date(last + apart).toISOString().slice(0, 10),
    [`${next}.from`]: textOf(fields, `s${rows}.from`),
    [`${next}.to`]: textOf(fields, `s${rows}.to`),
  };
}
