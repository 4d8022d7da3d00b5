/** Decisions about an activity: what it needs before it is sent, who is in charge of it, until when. Pure. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { workingDaysAfter } from '../../platform/clock/working-days.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { markedKey, unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { ActivityFields, ActivityKind, ActivityStatus } from './activity.ts';

export interface SessionContent {
  /** The number it has already; null for a new one. */
  readonly no: number | null;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly placeName: string | null;
}

/** What the organiser writes of an activity or an output, whole. */
export interface ActivityContent extends ActivityFields {
  readonly sessions: readonly SessionContent[];
}

/** Fields that may be missing before sending, by the name that the form gives them. */
export type Needed =
  | 'sessions'
  | 'place'
  | 'onlineUrl'
  | 'audiences'
  | 'contactName'
  | 'contactWay'
  | 'quantity'
  | 'countedOn';

/**
 * What is still missing before it can be sent or published; empty when nothing is. The same list stands on the public
 * page of the rules of acceptance.
 */
export function missingForSending(content: ActivityContent, kind: Pick<ActivityKind, 'isOutput'>): Needed[] {
  const missing: Needed[] = [];
  const need = (isThere: boolean, what: Needed): void => {
    if (!isThere) missing.push(what);
  };
  if (kind.isOutput) {
    need(content.quantity !== null && content.quantity > 0, 'quantity');
    need(content.countedOn !== null, 'countedOn');
    return missing;
  }
  need(content.sessions.length > 0, 'sessions');
  if (content.form !== 'online') need(content.placeName !== '' || content.address !== '', 'place');
  if (content.form !== 'in-person') need(content.onlineUrl !== null, 'onlineUrl');
  need(content.audiences.length > 0, 'audiences');
  need(content.contactName !== '', 'contactName');
  need(content.contactPhone !== '' || content.contactEmail !== '', 'contactWay');
  return missing;
}

/** Territories answer for themselves; what other units announce is looked at by somebody above. */
const OWN_LEVELS: ReadonlySet<string> = new Set(['country', 'province', 'district', 'commune']);

export interface Organiser {
  readonly unitId: UnitId;
  readonly level: string;
  /** From the root to the unit itself. */
  readonly ancestors: readonly UnitId[];
  /** True for an organisation from outside the tree, which the unit has taken in. */
  readonly isOutside: boolean;
}

/**
 * The units that may be in charge, nearest first: those above the organiser; for an outside organisation the unit that
 * has taken it in and those above that.
 */
export function chargeLine(organiser: Organiser): UnitId[] {
  const line = organiser.ancestors.toReversed();
  return organiser.isOutside ? line : line.filter((unitId) => unitId !== organiser.unitId);
}

/** True for whom nobody checks: communes and what is above them, and a unit with nobody above it in the edition. */
export function publishesOwn(organiser: Organiser): boolean {
  return !organiser.isOutside && (OWN_LEVELS.has(organiser.level) || chargeLine(organiser).length === 0);
}

/**
 * The unit in charge: the nearest of the line in which somebody may review; where nobody may anywhere, the nearest.
 * @param current the unit that let its time limit pass: then the nearest above that one, or itself where there is none
 */
export function unitInCharge(
  line: readonly UnitId[],
  canReview: ReadonlySet<UnitId>,
  current: UnitId | null = null,
): UnitId | null {
  const rest = current === null ? line : line.slice(line.indexOf(current) + 1);
  return rest.find((unitId) => canReview.has(unitId)) ?? current ?? line[0] ?? null;
}

/** Working days in which the unit in charge answers; as many again for the unit above it. */
export const REVIEW_DAYS = 2;

/** Until when an answer is due: the end of office hours of the second working day after. */
export function reviewDue(from: Date): Date {
  return new Date(`${workingDaysAfter(dayInVietnam(from), REVIEW_DAYS)}T17:00:00+07:00`);
}

/**
 * What happens when the time limit passes: first the unit above is asked too; then an activity of a unit of the tree is
 * published, one of an outside organisation never is: its people are told whom to call.
 */
export function afterTimeLimit(round: number, isOutside: boolean): 'ask-above' | 'publish' | 'tell-organiser' {
  if (round === 0) return 'ask-above';
  return isOutside ? 'tell-organiser' : 'publish';
}

export type ActivityDeed = 'save' | 'send' | 'take-back' | 'review' | 'cancel' | 'delete' | 'confirm' | 'unconfirm';

const MAY_IN: Readonly<Record<ActivityDeed, readonly ActivityStatus[]>> = {
  save: ['draft', 'sent', 'published', 'returned'],
  send: ['draft', 'returned'],
  'take-back': ['sent'],
  review: ['sent'],
  cancel: ['published'],
  delete: ['draft', 'returned'],
  confirm: ['published'],
  unconfirm: ['published'],
};

/** True when the state of an activity allows the deed; what was confirmed is first taken back. */
export function allowsDeed(
  activity: { readonly status: ActivityStatus; readonly confirmedAt: Date | null },
  deed: ActivityDeed,
): boolean {
  if (!MAY_IN[deed].includes(activity.status)) return false;
  if (deed === 'unconfirm') return activity.confirmedAt !== null;
  return deed !== 'cancel' || activity.confirmedAt === null;
}

/** What the lists search: without marks, and with. */
export function searchKeys(facts: {
  readonly title: string;
  readonly summary: string;
  readonly organiserName: string;
  readonly placeName: string;
  readonly areaName: string;
}): { searchKey: string; searchText: string } {
  const whole = [facts.title, facts.summary, facts.organiserName, facts.placeName, facts.areaName].join(' ');
  return {
    searchKey: unaccentedKey(whole),
    searchText: markedKey(whole),
  };
}

const KIND_WORDS = /^(?:Tỉnh|Thành phố|Huyện|Quận|Thị xã|Xã|Phường|Thị trấn|Đặc khu)(?= )/u;

/** "Phường Trấn Biên, tỉnh Đồng Nai": the unit with the province that it lies in. */
export function areaName(unit: string, province: string | null): string {
  if (province === null || province === unit) return unit;
  return `${unit}, ${province.replace(KIND_WORDS, (word) => word.toLocaleLowerCase('vi'))}`;
}

const DAY_MS = 86_400_000;

/** Sessions of a clone: all moved by as many days as lie between the first of them and the new first day. */
export function shiftSessions(
  sessions: readonly Omit<SessionContent, 'no'>[],
  firstDay: CalendarDate,
): SessionContent[] {
  const first = sessions.reduce<Date | null>((min, { startsAt }) => (min && min <= startsAt ? min : startsAt), null);
  if (first === null) return [];
  const by = Math.round((Date.parse(firstDay) - Date.parse(dayInVietnam(first))) / DAY_MS) * DAY_MS;
  return sessions.map(({ startsAt, endsAt, placeName }) => ({
    no: null,
    startsAt: new Date(startsAt.getTime() + by),
    endsAt: new Date(endsAt.getTime() + by),
    placeName,
  }));
}

/** Days around an activity in which one like it in the same place may be the same. */
export const DUPLICATE_DAYS = 3;
/** How much of the title must be found again (word_similarity of pg_trgm, 0 to 1). */
export const DUPLICATE_LIKENESS = 0.6;
