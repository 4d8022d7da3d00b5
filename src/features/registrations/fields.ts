/** The form of a sign-up as it comes back. */
import { type Mode, MODES } from '../activities/index.ts';
import { oneLine } from './rules.ts';

export type Fields = Readonly<Record<string, string>>;

/** Whom one signs up. */
export const WHOS = ['self', 'guardian', 'group'] as const;
export type Who = (typeof WHOS)[number];

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
  if (who === 'guardian' && children === 0) faults.push({ field: 'children', code: 'registration.no-children' });
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

/** Posted fields as single texts. */
export function singleTexts(posted: Readonly<Record<string, string | string[]>>): Fields {
  return Object.fromEntries(
    Object.entries(posted).map(([name, value]) => [name, typeof value === 'string' ? value : (value.at(-1) ?? '')]),
  );
}
