/** From the words of a form to an indicator of the dictionary: a suggestion that a person confirms. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { IndicatorKind } from '../plan/reading.ts';
import { DICTIONARY, type DictionaryEntry } from './dictionary-data.ts';
import { kindOfWords } from './measure-kind.ts';

/** What is known of one measure of a form. */
export interface IndicatorWords {
  readonly label: string;
  /** Label of the line above that it belongs to, or of the whole line when the line holds several measures. */
  readonly under: string | null;
  /** Label of its group. */
  readonly group: string;
}

/** Entry that the words point to, or null when none or more than one fits. */
export function suggestIndicator(words: IndicatorWords): DictionaryEntry | null {
  const label = unaccentedKey(words.label);
  const under = unaccentedKey(words.under ?? '');
  const group = unaccentedKey(words.group);
  const kind = kindOfWords(words.label);
  const fits = DICTIONARY.filter((entry) => {
    if (!sameFamily(entry.kind, kind)) return false;
    if (entry.without?.test(label) === true) return false;
    if (entry.group !== undefined && !entry.group.test(group) && !entry.group.test(label)) return false;
    return entry.words.test(label) || (under !== '' && entry.words.test(under));
  });
  return bestOf(fits, label);
}

/** Money is money, heads are heads; every other kind counts things. */
export function sameFamily(left: IndicatorKind, right: IndicatorKind): boolean {
  return familyOf(left) === familyOf(right);
}

function familyOf(kind: IndicatorKind): string {
  if (kind === 'money') return kind;
  return kind === 'people' || kind === 'attendances' ? 'heads' : 'things';
}

/** One entry, or the one whose own words stand in the label rather than in the line above; null when still several. */
function bestOf(fits: readonly DictionaryEntry[], label: string): DictionaryEntry | null {
  if (fits.length <= 1) return fits[0] ?? null;
  // What the forms of the Week ask for comes before what only the news counted.
  const core = fits.filter((entry) => !entry.code.startsWith('X.'));
  if (core.length > 0 && core.length < fits.length) return bestOf(core, label);
  const direct = fits.filter((entry) => entry.words.test(label));
  const grouped = direct.filter((entry) => entry.group !== undefined);
  if (grouped.length === 1) return grouped[0] ?? null;
  return direct.length === 1 ? (direct[0] ?? null) : null;
}
