/**
 * Two people on one report: each saves what they changed, and neither overwrites the other in silence.
 * A save carries the values that stood when its page was opened; a part conflicts when both changed it to different things.
 */

/** What one save says of one part (a cell, a section, a group of open rows). Values compare as strings. */
export interface PostedPart {
  readonly key: string;
  /** What stood on the page when it was opened. */
  readonly base: string;
  readonly mine: string;
}

export interface Conflict {
  readonly key: string;
  readonly base: string;
  readonly mine: string;
  readonly theirs: string;
}

export interface Merge {
  /** Parts to write. */
  readonly changed: ReadonlyMap<string, string>;
  /** Parts that another person changed in the meantime to something else. Nothing is written when there is any. */
  readonly conflicts: readonly Conflict[];
}

/**
 * Three-way merge of a save with what is stored now.
 * - not changed on the page: the stored value stays, whatever it has become
 * - changed, and stored as it was when the page was opened: mine is written
 * - changed, and someone else has written the same: nothing to do
 * - changed, and someone else has written something else: conflict
 */
export function mergeParts(posted: readonly PostedPart[], stored: ReadonlyMap<string, string>): Merge {
  const changed = new Map<string, string>();
  const conflicts: Conflict[] = [];
  for (const { key, base, mine } of posted) {
    if (mine === base) continue;
    const theirs = stored.get(key) ?? '';
    if (theirs === mine) continue;
    if (theirs === base) changed.set(key, mine);
    else conflicts.push({ key, base, mine, theirs });
  }
  return { changed, conflicts };
}
