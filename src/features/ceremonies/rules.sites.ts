/** Finding one's way among hundreds of sites: by words, page by page, by a name that is typed. Pure. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { CeremonySite, ChecklistItem } from './ceremony.ts';

/** Sites that a page lists; the others are a page further, or found by name. */
export const SITES_ON_PAGE = 50;

/** Keeps those whose text has all the words typed, each at least begun, marks or none; all for no words. */
export function wordFinder<T>(typed: string, textOf: (one: T) => string): (list: readonly T[]) => T[] {
  const words = unaccentedKey(typed)
    .split(' ')
    .filter((word) => word !== '');
  return (list) =>
    list.filter((one) => {
      if (words.length === 0) return true;
      const key = ` ${unaccentedKey(textOf(one))}`;
      return words.every((word) => key.includes(` ${word}`));
    });
}

/** Sites by words of their name, host, place or contact. */
export function sitesWith(sites: readonly CeremonySite[], typed: string): CeremonySite[] {
  return wordFinder(typed, ({ name, hostName, place, contactName }: CeremonySite) =>
    [name, hostName ?? '', place, contactName].join(' '),
  )(sites);
}

/**
 * What is to be tried at a site, ticked as said: the list that stands there, or the one of the language where none does yet.
 * @param done places in the list, from 0; others are left aside. Left out: as it stands
 */
export function checklistOf(
  site: Pick<CeremonySite, 'checklist'>,
  items: readonly string[],
  done?: readonly number[],
): ChecklistItem[] {
  const list = site.checklist.length > 0 ? site.checklist : items.map((what) => ({ what, done: false }));
  return list.map((item, index) => ({ what: item.what, done: done === undefined ? item.done : done.includes(index) }));
}

/** What a page shows of a list; a page past its end is its last one. */
export function pageOfSites<T>(
  list: readonly T[],
  page: number,
): { readonly shown: readonly T[]; readonly page: number } {
  const last = Math.max(1, Math.ceil(list.length / SITES_ON_PAGE));
  const at = Math.min(Math.max(1, page), last);
  return { shown: list.slice((at - 1) * SITES_ON_PAGE, at * SITES_ON_PAGE), page: at };
}

/** One label for each site, to be chosen from or typed: its name, with its number in the order where others bear the same. */
export function siteLabels(sites: readonly CeremonySite[]): Map<number, string> {
  const times = new Map<string, number>();
  for (const { name } of sites) times.set(name, (times.get(name) ?? 0) + 1);
  return new Map(
    sites.map(({ id, name }, index) => [Number(id), (times.get(name) ?? 0) > 1 ? `${name} (${index + 1})` : name]),
  );
}

/** The site of a label as it was typed, marks and capitals aside; null where none or several are meant. */
export function siteLabelled(labels: ReadonlyMap<number, string>, typed: string): number | null {
  const exact = [...labels].filter(([, label]) => label === typed.trim());
  const key = unaccentedKey(typed);
  const alike = exact.length > 0 ? exact : [...labels].filter(([, label]) => unaccentedKey(label) === key);
  return alike.length === 1 ? (alike[0]?.[0] ?? null) : null;
}
