/** The head of an official paper of a unit, number and date left open. Pure. */
import type { DocHead } from '../../documents/write/doc-model.ts';
import { messagesFor } from '../../../messages/index.ts';
import { shortName } from '../units/index.ts';

// An official document is in Vietnamese, whatever language its reader chose for the screen.
const texts = messagesFor('vi').reports.document;

/** True for a territory: its people's committee issues; any other unit issues in its own name. */
export function isTerritory(place: { readonly level: string }): boolean {
  return place.level !== 'unit';
}

export function officialHead(place: { readonly level: string; readonly name: string }): DocHead {
  return {
    parentAgency: null,
    agency: isTerritory(place) ? texts.committee(place.name) : place.name.toLocaleUpperCase('vi'),
    number: null,
    symbol: isTerritory(place) ? 'BC-UBND' : 'BC',
    place: shortName(place.name),
    date: null,
    urgency: null,
  };
}

/** The symbol that the form prints, or the office's own where the form leaves it open ("BC-", "BC-.....", nothing). */
export function symbolFrom(formSymbol: string, own: string): string {
  return /[\p{L}\p{N}]$/u.test(formSymbol) ? formSymbol : own;
}
