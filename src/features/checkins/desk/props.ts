/** What the server hands the desk. It made it a moment ago, so a glance at the shape is enough. */
import type { checkins } from '../../../../messages/vi/checkins.ts';

export type DeskTexts = (typeof checkins)['desk'];

/** Somebody who is there. */
export interface Present {
  readonly id: string;
  readonly holderId: number | null;
  readonly name: string | null;
  readonly people: number;
  readonly children: number;
  readonly time: string;
  readonly door: string;
}

export interface DeskProps {
  readonly path: string;
  /** What the desk is called where it is named on another one. */
  readonly label: string;
  /** Address of the QR reader's module. */
  readonly reader: string;
  readonly texts: DeskTexts;
  readonly present: readonly Present[];
}

/** @throws Error when the page and the script are not of one version */
export function readProps(given: unknown): DeskProps {
  if (isProps(given)) return given;
  throw new Error('the desk was given something else');
}

function isProps(given: unknown): given is DeskProps {
  return (
    typeof given === 'object' &&
    given !== null &&
    typeof Reflect.get(given, 'path') === 'string' &&
    typeof Reflect.get(given, 'label') === 'string' &&
    typeof Reflect.get(given, 'reader') === 'string' &&
    typeof Reflect.get(given, 'texts') === 'object' &&
    Array.isArray(Reflect.get(given, 'present'))
  );
}
