/** What other features ask of presence, inside their own transactions. */
import { type Tx, withSystemSight } from '../../platform/database/transaction.ts';
import { countPresence, type Presence } from './rules.presence.ts';
import { type DoubtfulHeads, findForCounting, sumDoubtful, type WholeEvent } from './store.ts';

/**
 * Who came, as numbers (rules.presence.ts). Numbers are no names: they are the same for everybody who may ask for the event,
 * the unit above as well.
 */
export async function presenceOf(tx: Tx, event: WholeEvent): Promise<Presence> {
  return countPresence(await withSystemSight(tx, (all) => findForCounting(all, event)), event.event === 'ceremony');
}

/** Numbers about the numbers, by the same sight: what people said of themselves, and what came after a moment. */
export async function doubtfulOf(tx: Tx, event: WholeEvent, since: Date | null): Promise<readonly DoubtfulHeads[]> {
  return withSystemSight(tx, (all) => sumDoubtful(all, event, since));
}

export interface PresentPerson {
  /** The registration or guest; null for somebody who only gave a name. */
  readonly holderId: number | null;
  /** Name that was given at the door; null for holders. */
  readonly name: string | null;
  /** Parts to which they came, in order. */
  readonly parts: readonly number[];
}

/** Holders and named people who came, for certificates and minutes; by the sight of the transaction, those without a name are not in it. */
export async function presentPeople(tx: Tx, event: WholeEvent): Promise<readonly PresentPerson[]> {
  const people = new Map<string, { holderId: number | null; name: string | null; parts: Set<number> }>();
  for (const { holderId, name, part } of await findForCounting(tx, event)) {
    if (holderId === null && name === null) continue;
    const key = holderId === null ? `name ${name}` : `holder ${holderId}`;
    const person = people.get(key) ?? { holderId, name: holderId === null ? name : null, parts: new Set<number>() };
    person.parts.add(part);
    people.set(key, person);
  }
  return [...people.values()].map((person) => ({ ...person, parts: [...person.parts] }));
}
