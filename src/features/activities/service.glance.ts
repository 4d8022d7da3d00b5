/** The Week at a glance, for leaders: how much is announced, where, and who came. */
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { EditionContext, WeekGlance } from '../editions/index.ts';
import { inActivities } from './access.ts';
import { kindName, loadKinds } from './kinds.ts';
import { sightOf } from './service.read.ts';
import { countByKind, countCommunes } from './store.glance.ts';

const DAY_MS = 86_400_000;

export async function readWeekGlance(ctx: EditionContext): Promise<WeekGlance> {
  const now = ctx.platform.clock.now();
  const from = new Date(`${dayInVietnam(now)}T00:00:00+07:00`);
  const { ranges } = sightOf(ctx);
  const kinds = await loadKinds(ctx.platform.db.app);
  return inActivities(ctx, async (tx) => {
    const rows = await countByKind(tx, ctx.edition.id, ranges, { now, from, until: new Date(from.getTime() + DAY_MS) });
    const { communes, active } = await countCommunes(tx, ctx.edition.id, ranges);
    const sum = (key: 'announced' | 'today' | 'unconfirmed' | 'confirmed' | 'attendances'): number =>
      rows.reduce((total, row) => total + Number(row[key]), 0);
    return {
      announced: sum('announced'),
      today: sum('today'),
      unconfirmed: sum('unconfirmed'),
      confirmed: sum('confirmed'),
      attendances: sum('attendances'),
      communes,
      activeCommunes: active,
      kinds: rows.map(({ kind, announced, confirmed, attendances }) => ({
        name: kindName(kinds, kind, ctx.locale),
        announced,
        confirmed,
        attendances: Number(attendances),
      })),
    };
  });
}
