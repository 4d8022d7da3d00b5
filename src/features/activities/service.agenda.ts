/** What waits for a unit among activities: a line on its first screen. */
import type { UnitId } from '../../platform/ids/ids.ts';
import { type EditionContext, mayAt, requirePlace } from '../editions/index.ts';
import { inActivities } from './access.ts';
import { queueScope } from './service.read.ts';
import { countOwn, countQueue } from './store.lists.ts';

export interface ActivityAgenda {
  /** Announced by others, for the person to check. */
  readonly waiting: number;
  /** The unit's own: held, and nobody has confirmed who came. */
  readonly unconfirmed: number;
  /** The unit's own, sent back with a reason. */
  readonly returned: number;
  /** The unit's own that are announced. */
  readonly published: number;
  readonly mayAnnounce: boolean;
}

/** Null for somebody who sees the unit's week but does not work in it. */
export function readActivityAgenda(ctx: EditionContext, unitId: UnitId): Promise<ActivityAgenda | null> {
  return inActivities(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    const mayAnnounce = ctx.edition.status === 'open' && mayAt(ctx, 'activity.write', place.lft);
    const scope = queueScope(ctx);
    if (!mayAnnounce && scope.own.length === 0) return null;
    const own = { ranges: [[place.lft, place.lft] as const], organisations: [] };
    const [counts, waiting] = await Promise.all([
      countOwn(tx, ctx.edition.id, own, ctx.platform.clock.now()),
      scope.own.length === 0 ? 0 : countQueue(tx, ctx.edition.id, scope),
    ]);
    return {
      waiting,
      unconfirmed: counts.unconfirmed,
      returned: counts.returned,
      published: counts.published,
      mayAnnounce,
    };
  });
}
