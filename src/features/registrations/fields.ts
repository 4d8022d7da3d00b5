/** The form of a sign-up as it comes back, and the marks against programs that fill in forms. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Mode, MODES } from '../activities/index.ts';
import { LONGEST_FILL_MS, oneLine, SHORTEST_FILL_MS } from './rules.ts';

export type Fields = Readonly<Record<string, string>>;

/** Whom one signs up. */
export const WHOS = ['self', 'guardian', 'group'] as const;
export type Who = (typeof WHOS)[number];

/** A field that people do not see: what fills it is a program. */
export const TRAP = 'website';
/** When the page was made, signed. */
export const STAMP = 'stamp';

export interface TypedSignUp {
  readonly mode: Mode;
  readonly name: string;
  readonly contact: string;
  readonly organisation: string;
  readonly people: number;
  readonly children: number;
  readonly isGuardian: boolean;
}

/** What was typed, with the faults that only the form knows; the rest the service finds. */
export function readTyped(
  fields: Fields,
  modes: readonly Mode[],
): { typed: TypedSignUp; faults: { field: string; code: string }[] } {
  const faults: { field: string; code: string }[] = [];
  const who = WHOS.find((each) => each === fields['who']) ?? 'self';
  const [onlyMode] = modes;
  const mode = MODES.find((each) => each === fields['mode']) ?? (modes.length === 1 ? onlyMode : undefined);
  if (mode === undefined || !modes.includes(mode)) faults.push({ field: 'mode', code: 'registration.mode' });
  const people = readCount(fields['people'] ?? '', 1);
  const children = readCount(fields['children'] ?? '', 0);
  const organisation = who === 'group' ? oneLine(fields['organisation'] ?? '') : '';
  if (who === 'self' && (people !== 1 || children !== 0)) faults.push({ field: 'who', code: 'registration.self' });
  if (who === 'group' && organisation === '') faults.push({ field: 'organisation', code: 'registration.group' });
  return {
    typed: {
      mode: mode ?? onlyMode ?? 'in-person',
      name: oneLine(fields['name'] ?? ''),
      contact: oneLine(fields['contact'] ?? ''),
      organisation,
      people,
      children,
      isGuardian: who === 'guardian',
    },
    faults,
  };
}

/** A number of people as typed; NaN for what is none. */
export function readCount(typed: string, empty: number): number {
  const text = typed.trim();
  if (text === '') return empty;
  return /^\d{1,4}$/u.test(text) ? Number(text) : Number.NaN;
}

/** A mark of when the form was made. @param now milliseconds */
export function stampOf(secretKey: Uint8Array, now: number): string {
  const text = now.toString(36);
  return `${text}.${signatureOf(secretKey, text)}`;
}

/** The mark for a form that is shown again: the first one where it still holds, so that nobody waits twice. */
export function stampAgain(secretKey: Uint8Array, fields: Fields, now: number): string {
  const since = openSince(secretKey, fields);
  return since !== null && now - since < LONGEST_FILL_MS / 2 ? (fields[STAMP] ?? '') : stampOf(secretKey, now);
}

/** True where the form was open as long as somebody needs to fill it in, and not for days. */
export function isFilledByHand(secretKey: Uint8Array, fields: Fields, now: number): boolean {
  const since = openSince(secretKey, fields);
  if ((fields[TRAP] ?? '') !== '' || since === null) return false;
  return now - since >= SHORTEST_FILL_MS && now - since <= LONGEST_FILL_MS;
}

/** When the form was made; null for a mark that was not made here. */
function openSince(secretKey: Uint8Array, fields: Fields): number | null {
  const [text = '', signed = ''] = (fields[STAMP] ?? '').split('.');
  const given = Buffer.from(signed);
  const right = Buffer.from(signatureOf(secretKey, text));
  return given.length === right.length && timingSafeEqual(given, right) ? Number.parseInt(text, 36) : null;
}

function signatureOf(secretKey: Uint8Array, text: string): string {
  return createHmac('sha256', secretKey).update(`form\0${text}`).digest('base64url').slice(0, 16);
}

/** Posted fields as single texts. */
export function singleTexts(posted: Readonly<Record<string, string | string[]>>): Fields {
  return Object.fromEntries(
    Object.entries(posted).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
  );
}
