/** Decisions of signing up: what may be typed, who gets a seat, who waits, when a list is open. Pure. */
import { isEmail, readPhone } from '../../platform/text/contact.ts';
import type { ActivityForm, ActivityStatus, Mode } from '../activities/index.ts';

/** People that one sign-up may bring. */
export const LARGEST_GROUP = 500;
const LONGEST_NAME = 120;
const LONGEST_ORGANISATION = 200;

export type ContactKind = 'email' | 'phone' | 'none';
export interface Contact {
  readonly kind: ContactKind;
  /** E-mail in small letters, a phone number as 0912345678; null for none. */
  readonly value: string | null;
}

/** The contact as it is kept, or null for what is neither an e-mail address nor a phone number of Viet Nam. Empty is none. */
export function readContact(typed: string): Contact | null {
  const text = typed.trim();
  if (text === '') return { kind: 'none', value: null };
  if (text.includes('@')) {
    const email = text.toLowerCase();
    return isEmail(email) ? { kind: 'email', value: email } : null;
  }
  const phone = readPhone(text);
  return phone === null ? null : { kind: 'phone', value: phone };
}

/** An address of the web in a text that has no use for one. A name in angle brackets is odd, but only text. */
const LINK =
  /https?:|\/\/|www\.|(?<![\p{L}\p{N}])[a-z0-9-]+\.(?:com|net|org|info|biz|vn|top|xyz|shop|site|online|club|vip|io|me|cc|ru|cn)(?![\p{L}\p{N}])/iu;

/** True for a text that carries a link: what spam is sent for. */
export function hasLink(text: string): boolean {
  return LINK.test(text);
}

export interface Party {
  /** Grown-ups, the one who signs up among them. */
  readonly people: number;
  /** Numbers, never names. */
  readonly children: number;
  readonly isGuardian: boolean;
  /** School, club, office of a group; empty for a person. */
  readonly organisation: string;
}

export interface SignUpFields extends Party {
  readonly name: string;
  /** As typed. */
  readonly contact: string;
}

export interface FieldFault {
  readonly field: 'name' | 'contact' | 'organisation' | 'people' | 'children' | 'who' | 'mode';
  readonly code:
    | 'required'
    | 'too-long'
    | 'registration.link'
    | 'registration.contact'
    | 'registration.number'
    | 'registration.nobody'
    | 'registration.children'
    | 'registration.too-many'
    | 'registration.full'
    | 'registration.mode';
}

/** Seats that a party takes. */
export function sizeOf(party: { readonly people: number; readonly children: number }): number {
  return party.people + party.children;
}

/** What is wrong with the numbers of a party; empty when nothing is. @param capacity null: without limit */
export function partyFaults(party: Party, capacity: number | null): FieldFault[] {
  const faults: FieldFault[] = [];
  for (const field of ['people', 'children'] as const) {
    if (!Number.isInteger(party[field]) || party[field] < 0 || party[field] > LARGEST_GROUP)
      faults.push({ field, code: 'registration.number' });
  }
  if (faults.length > 0) return faults;
  if (sizeOf(party) === 0) faults.push({ field: 'people', code: 'registration.nobody' });
  // A child comes with its guardian or with its class, which is a number.
  if (party.children > 0 && !party.isGuardian && party.organisation === '')
    faults.push({ field: 'who', code: 'registration.children' });
  // It could never fit whole and would hold up everybody behind it.
  if (capacity !== null && sizeOf(party) > capacity) faults.push({ field: 'people', code: 'registration.too-many' });
  return faults;
}

/** Everything that is wrong with a sign-up, by field. */
export function signUpFaults(fields: SignUpFields, capacity: number | null): FieldFault[] {
  const faults: FieldFault[] = [];
  if (!/\p{L}/u.test(fields.name)) faults.push({ field: 'name', code: 'required' });
  else if (fields.name.length > LONGEST_NAME) faults.push({ field: 'name', code: 'too-long' });
  else if (hasLink(fields.name)) faults.push({ field: 'name', code: 'registration.link' });
  if (readContact(fields.contact) === null) faults.push({ field: 'contact', code: 'registration.contact' });
  if (fields.organisation.length > LONGEST_ORGANISATION) faults.push({ field: 'organisation', code: 'too-long' });
  else if (hasLink(fields.organisation)) faults.push({ field: 'organisation', code: 'registration.link' });
  return [...faults, ...partyFaults(fields, capacity)];
}

/** One line: what is typed in a field of one line, without line breaks that came in by pasting. */
export function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}

export interface SignUpTimes {
  readonly status: ActivityStatus;
  readonly hasSignup: boolean;
  readonly signupOpensAt: Date | null;
  readonly signupClosesAt: Date | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
}

/** True once the last session has ended; never for what has no date. */
export function isOver(activity: Pick<SignUpTimes, 'endsAt'>, now: Date): boolean {
  return activity.endsAt !== null && activity.endsAt <= now;
}

/** Why one can't sign up now, or that one can. */
export type SignUpState = 'open' | 'none' | 'cancelled' | 'ended' | 'not-yet' | 'closed';

/** Whether the list is open at a moment: until the activity's last session ends, where no closing time is set. */
export function signUpState(activity: SignUpTimes, now: Date): SignUpState {
  if (activity.status === 'cancelled') return 'cancelled';
  if (activity.status !== 'published' || !activity.hasSignup || activity.endsAt === null) return 'none';
  if (activity.endsAt <= now) return 'ended';
  if (activity.signupOpensAt !== null && activity.signupOpensAt > now) return 'not-yet';
  // Without a time of its own it closes when the activity begins; whoever comes later is taken at the door.
  const closesAt = activity.signupClosesAt ?? activity.startsAt;
  if (closesAt !== null && closesAt <= now) return 'closed';
  return 'open';
}

/** The ways one can take part. */
export function modesOf(form: ActivityForm): readonly Mode[] {
  return form === 'both' ? ['in-person', 'online'] : [form];
}

/** Seats of one way of taking part; waiting counts people, not sign-ups. */
export interface Seats {
  readonly capacity: number | null;
  readonly taken: number;
  readonly waiting: number;
}

/** True when a party of this size may have its seats at once: there is room, and nobody waits. */
export function hasRoomNow(seats: Seats, size: number): boolean {
  return seats.waiting === 0 && fits(seats, size);
}

function fits(seats: { readonly capacity: number | null; readonly taken: number }, size: number): boolean {
  return seats.capacity === null || seats.taken + size <= seats.capacity;
}

/**
 * Those at the head of the waiting list who fit now, in the order of asking. It ends at the first one who does not fit:
 * nobody behind overtakes.
 * @param queue in the order of asking
 */
export function whoMovesUp<T extends { readonly size: number }>(seats: Seats, queue: readonly T[]): T[] {
  const moved: T[] = [];
  let { taken } = seats;
  for (const each of queue) {
    if (!fits({ capacity: seats.capacity, taken }, each.size)) break;
    taken += each.size;
    moved.push(each);
  }
  return moved;
}

/** Letters and digits that nobody mistakes for another when read aloud or written by hand. */
const CODE_LETTERS = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';
const CODE_LENGTH = 6;
const CODE = new RegExp(`^[${CODE_LETTERS}]{${CODE_LENGTH}}$`, 'u');

/** A short code for the desk. @param random as many bytes as the code has letters, or more */
export function shortCode(random: Uint8Array): string {
  let code = '';
  for (let at = 0; at < CODE_LENGTH; at += 1) code += CODE_LETTERS[(random[at] ?? 0) % CODE_LETTERS.length];
  return code;
}

/** A typed short code as it is kept, or null for what can be none. */
export function readShortCode(typed: string): string | null {
  const code = typed.toUpperCase().replace(/[\s-]/gu, '');
  return CODE.test(code) ? code : null;
}
