/** How presence is counted: attendances (lượt) and people (người) kept apart. */
import { toneFoldedKey } from '../../platform/text/vietnamese.ts';

/** One check-in that stands. */
export interface CountedCheckin {
  readonly part: number;
  readonly holderId: number | null;
  readonly name: string | null;
  readonly people: number;
  readonly children: number;
}

export interface PartPresence {
  /** Number of the session, or id of the site. */
  readonly part: number;
  /** Check-ins that stand: a group is one. */
  readonly checkins: number;
  /** Grown-ups. */
  readonly people: number;
  readonly children: number;
}

export interface Presence {
  /** In the order of their numbers; only parts to which somebody came. */
  readonly parts: readonly PartPresence[];
  /** Lượt: grown-ups and children of all parts added up. */
  readonly attendances: number;
  /** Người: who came to several parts is one. */
  readonly distinct: { readonly people: number; readonly children: number };
}

/**
 * Counts an event. A holder who came to three of four sessions is three attendances and one person; a group that came with
 * 20 and then with 25 is 25 people. Somebody without a sign-up who gave a name is known by the name, written with or without
 * the new style of tone marks; two of one name in one part are two. Whoever gave no name counts in each part, and as people of the
 * part to which most of them came: the fewest that can have been there, so that a report never says too many.
 * @param isAtOnce the parts are places at the same hour (sites of a ceremony): nobody without a name was at two of them
 */
export function countPresence(rows: readonly CountedCheckin[], isAtOnce = false): Presence {
  const parts = new Map<number, { checkins: number; people: number; children: number }>();
  const identities = new Map<string, Map<number, { people: number; children: number }>>();
  for (const row of rows) {
    const part = parts.get(row.part) ?? { checkins: 0, people: 0, children: 0 };
    part.checkins += 1;
    part.people += row.people;
    part.children += row.children;
    parts.set(row.part, part);
    const who = isAtOnce && isNobody(row) ? `nobody at ${row.part}` : identityOf(row);
    const byPart = identities.get(who) ?? new Map<number, { people: number; children: number }>();
    const here = byPart.get(row.part) ?? { people: 0, children: 0 };
    byPart.set(row.part, { people: here.people + row.people, children: here.children + row.children });
    identities.set(who, byPart);
  }
  const distinct = { people: 0, children: 0 };
  for (const byPart of identities.values()) {
    const all = [...byPart.values()];
    distinct.people += Math.max(...all.map(({ people }) => people));
    distinct.children += Math.max(...all.map(({ children }) => children));
  }
  const counted = [...parts].map(([part, numbers]) => ({ part, ...numbers })).sort((a, b) => a.part - b.part);
  return {
    parts: counted,
    attendances: counted.reduce((sum, { people, children }) => sum + people + children, 0),
    distinct,
  };
}

const isNobody = ({ holderId, name }: CountedCheckin): boolean => holderId === null && name === null;

function identityOf({ holderId, name }: CountedCheckin): string {
  if (holderId !== null) return `holder ${holderId}`;
  return name === null ? 'nobody' : `name ${toneFoldedKey(name)}`;
}
