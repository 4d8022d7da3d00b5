/** Keys of a form: made of the group and the words, the same however the tones are placed, unique in the order of the form. */
import { unaccentedKey } from '../../platform/text/vietnamese.ts';

/** Longest slug of a label; long sentences are cut at a word. */
const LONGEST = 48;

/** Words as ASCII, joined by hyphens, cut at a word: `Số tờ báo tường` → `so-to-bao-tuong`. */
export function slugOf(text: string, longest: number = LONGEST): string {
  const slug = unaccentedKey(text)
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
  if (slug.length <= longest) return slug;
  const cut = slug.slice(0, longest + 1);
  return cut.slice(0, Math.max(cut.lastIndexOf('-'), 1));
}

/** Hands out keys; one asked for a second time gets `-2`, then `-3` … */
export function uniqueKeys(): (wanted: string) => string {
  const taken = new Map<string, number>();
  return (wanted) => {
    let count = (taken.get(wanted) ?? 0) + 1;
    while (count > 1 && taken.has(`${wanted}-${count}`)) count++;
    taken.set(wanted, count);
    const key = count === 1 ? wanted : `${wanted}-${count}`;
    if (count > 1) taken.set(key, 1);
    return key;
  };
}

/** Key of each group in order, as `FormValues.openRows` uses them: its number, else a slug of its label. */
export function groupKeys(form: {
  readonly groups: readonly { readonly number: string | null; readonly label: string }[];
}): string[] {
  const unique = uniqueKeys();
  return form.groups.map((group) => unique(group.number ?? slugOf(group.label, 24)));
}
