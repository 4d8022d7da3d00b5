/**
 * The door to a contest for those who run it. Entries, points and contacts are for the organiser's own people: a role on the
 * unit itself is needed, one above it is not enough (the database's walls say the same).
 */
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { ContestId } from '../../platform/ids/ids.ts';
import { requireActor, unitsAllowing, type Verb } from '../../platform/permission/permission.ts';
import { type EditionContext, mayAt } from '../editions/index.ts';
import { type Contest, findContest } from './store.ts';

/** True when the person may do the verb with the contest. */
export function mayContest(ctx: EditionContext, verb: Verb, contest: Pick<Contest, 'unitId' | 'pos'>): boolean {
  if (ctx.isSystem) return true;
  return mayAt(ctx, verb, contest.pos) && unitsAllowing(requireActor(ctx.actor), verb).includes(contest.unitId);
}

/** @throws Problem not-found where it is out of sight, permission.denied */
export async function requireContest(
  ctx: EditionContext,
  tx: Tx,
  id: ContestId,
  verb: Verb,
  lock?: 'update' | 'share',
): Promise<Contest> {
  const contest = await findContest(tx, id);
  // Public ones are seen by everybody; one of another unit is still none of theirs.
  if (contest?.editionId !== ctx.edition.id) throw new Problem('not-found');
  if (!mayContest(ctx, verb, contest)) throw new Problem('permission.denied');
  const locked = lock === undefined ? contest : await findContest(tx, id, lock);
  if (locked === null) throw new Problem('not-found');
  return locked;
}

export const subjectOf = (contest: Pick<Contest, 'id'>): string => `contest/${contest.id}`;
