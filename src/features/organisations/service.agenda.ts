/** Organisations that wait to be taken in: on the first screen of those who decide. */
import type { Messages } from '../../../messages/index.ts';
import { asActor } from '../../platform/context.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { unitsAllowing } from '../../platform/permission/permission.ts';
import type { AgendaItem, EditionContext } from '../editions/index.ts';
import { countWaiting } from './store.ts';

export async function readOrganisationSteps(ctx: EditionContext, unitId: UnitId, t: Messages): Promise<AgendaItem[]> {
  const { actor } = ctx;
  if (actor === null || !unitsAllowing(actor, 'organisation.decide').includes(unitId)) return [];
  const waiting = await asActor(ctx, (tx) => countWaiting(tx, unitId));
  const { review, reviewDetail } = t.organisations.agenda;
  return waiting === 0
    ? []
    : [{ rank: 'asked', text: review(waiting), detail: reviewDetail, href: '/to-chuc-cho-duyet' }];
}
