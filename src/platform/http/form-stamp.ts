/** Marks against programs that fill in public forms: a field that people do not see, and when the form was made, signed. */
import { createHmac, timingSafeEqual } from 'node:crypto';

export type StampedFields = Readonly<Record<string, string>>;

/** A field that people do not see: what fills it is a program. */
export const TRAP = 'website';
/** When the page was made, signed. */
export const STAMP = 'stamp';

/** Nobody reads and fills a form in less; a program does. */
export const SHORTEST_FILL_MS = 2_500;
/** A page that lay open for longer is shown anew with what was typed. */
export const LONGEST_FILL_MS = 24 * 3_600_000;

/** A mark of when the form was made. @param now milliseconds */
export function stampOf(secretKey: Uint8Array, now: number): string {
  const text = now.toString(36);
  return `${text}.${signatureOf(secretKey, text)}`;
}

/** The mark for a form that is shown again: the first one where it still holds, so that nobody waits twice. */
export function stampAgain(secretKey: Uint8Array, fields: StampedFields, now: number): string {
  const since = openSince(secretKey, fields);
  return since !== null && now - since < LONGEST_FILL_MS / 2 ? (fields[STAMP] ?? '') : stampOf(secretKey, now);
}

/** True where the form was open as long as somebody needs to fill it in, and not for days. */
export function isFilledByHand(secretKey: Uint8Array, fields: StampedFields, now: number): boolean {
  const since = openSince(secretKey, fields);
  if ((fields[TRAP] ?? '') !== '' || since === null) return false;
  return now - since >= SHORTEST_FILL_MS && now - since <= LONGEST_FILL_MS;
}

/** When the form was made; null for a mark that was not made here. */
function openSince(secretKey: Uint8Array, fields: StampedFields): number | null {
  const [text = '', signed = ''] = (fields[STAMP] ?? '').split('.');
  const given = Buffer.from(signed);
  const right = Buffer.from(signatureOf(secretKey, text));
  return given.length === right.length && timingSafeEqual(given, right) ? Number.parseInt(text, 36) : null;
}

function signatureOf(secretKey: Uint8Array, text: string): string {
  return createHmac('sha256', secretKey).update(`form\0${text}`).digest('base64url').slice(0, 16);
}
