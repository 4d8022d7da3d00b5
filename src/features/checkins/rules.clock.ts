/** Clocks and codes of the door: which time decides, when people may check themselves in, the code on the screen. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** Phones are set by the network; a few minutes are no wrong clock. */
const AHEAD = 5 * MINUTE;

/** True where the device's clock can't be right: more than a day behind the server's, or ahead of it by more than five minutes. */
export function isClockWrong(deviceAt: Date, receivedAt: Date): boolean {
  const behind = receivedAt.getTime() - deviceAt.getTime();
  return behind > DAY || behind < -AHEAD;
}

/** When it happened, as far as one can know: by the device, or by the server where the device's clock is wrong. */
export function decidingTime(deviceAt: Date, receivedAt: Date): Date {
  return isClockWrong(deviceAt, receivedAt) ? receivedAt : deviceAt;
}

/** How long before the start and after the end people may check themselves in. */
const SELF_MARGIN = 60 * MINUTE;

/** True around the time of the session: from an hour before it to an hour after it. */
export function isSelfOpen(session: { readonly startsAt: Date; readonly endsAt: Date }, now: Date): boolean {
  const at = now.getTime();
  return session.startsAt.getTime() - SELF_MARGIN <= at && at <= session.endsAt.getTime() + SELF_MARGIN;
}

/** How long one code stands on the screen. */
export const CODE_STEP_MS = 30_000;

const stepOf = (now: Date): number => Math.floor(now.getTime() / CODE_STEP_MS);

/** Six digits for this half minute, made of the session's secret: kept nowhere, the same on every screen. */
export function rotatingCode(secret: Uint8Array, now: Date): string {
  return codeOfStep(secret, stepOf(now));
}

/** Milliseconds until the code changes. */
export function codeLeftMs(now: Date): number {
  return CODE_STEP_MS - (now.getTime() % CODE_STEP_MS);
}

/** True for the code of this half minute and the one before: it takes a moment to raise a phone and type. */
export function isRotatingCode(secret: Uint8Array, code: string, now: Date): boolean {
  const given = Buffer.from(code.replace(/\s/gu, ''));
  const step = stepOf(now);
  return [step, step - 1].some((each) => {
    const right = Buffer.from(codeOfStep(secret, each));
    return given.length === right.length && timingSafeEqual(given, right);
  });
}

function codeOfStep(secret: Uint8Array, step: number): string {
  const hash = createHmac('sha256', secret).update(`check-in code\0${step}`).digest();
  return String(hash.readUIntBE(0, 6) % 1_000_000).padStart(6, '0');
}

/** How long somebody who opened the page with a right code may take to say who they are. */
const TICKET_MS = 10 * MINUTE;

/** Proof that a right code was given a moment ago: the code has changed before a name is typed on a phone. */
export function selfTicket(secret: Uint8Array, now: Date): string {
  const until = now.getTime() + TICKET_MS;
  return `${until.toString(36)}.${ticketHash(secret, until)}`;
}

export function isSelfTicket(secret: Uint8Array, ticket: string, now: Date): boolean {
  const [untilText = '', hash = ''] = ticket.split('.');
  const until = Number.parseInt(untilText, 36);
  if (!Number.isSafeInteger(until) || until < now.getTime() || until > now.getTime() + TICKET_MS) return false;
  const given = Buffer.from(hash);
  const right = Buffer.from(ticketHash(secret, until));
  return given.length === right.length && timingSafeEqual(given, right);
}

function ticketHash(secret: Uint8Array, until: number): string {
  return createHmac('sha256', secret).update(`check-in ticket\0${until}`).digest('base64url').slice(0, 22);
}
