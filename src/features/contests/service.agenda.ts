/** What waits around contests: on the first screen of those who run one, and of a judge. */
import type { Messages } from '../../../messages/index.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { unitsAllowing } from '../../platform/permission/permission.ts';
import { formatDateTime } from '../../ui/index.ts';
import { type AgendaItem, type EditionContext, editionPath, inEdition } from '../editions/index.ts';
import { JUDGING_PATH } from './contest.ts';
import { findJudging, findOwnRunning } from './store.agenda.ts';

/** New entries to look at, judging that can begin or be closed, entries to give points to. */
export function readContestSteps(ctx: EditionContext, unitId: UnitId, t: Messages): Promise<AgendaItem[]> {
  const words = t.contests.agenda;
  const { actor } = ctx;
  const now = ctx.platform.clock.now();
  return inEdition(ctx, async (tx) => {
    const items: AgendaItem[] = [];
    if (actor === null || ctx.edition.status !== 'open') return items;
    const judging = await withSystemSight(tx, (all) => findJudging(all, ctx.edition.id, actor.accountId));
    for (const { id, title, left } of judging) {
      const text = left > 0 ? words.judge(left, title) : words.finish(title);
      items.push({ rank: 'asked', text, detail: '', href: `${JUDGING_PATH}/${id}` });
    }
    if (!unitsAllowing(actor, 'contest.write').includes(unitId)) return items;
    for (const contest of await findOwnRunning(tx, ctx.edition.id, unitId)) {
      const href = `${editionPath(ctx)}/cuoc-thi/${contest.id}`;
      const { fresh, title, entriesUntil, judges, judgesDone } = contest;
      const isClosed = entriesUntil !== null && entriesUntil < now;
      const until = entriesUntil === null ? '' : words.until(formatDateTime(entriesUntil));
      if (fresh > 0) items.push({ rank: 'asked', text: words.look(fresh, title), detail: until, href });
      if (contest.status === 'open' && isClosed && fresh === 0) {
        items.push({ rank: 'asked', text: words.begin(title), detail: until, href });
      }
      if (contest.status === 'judging' && judges > 0 && judges === judgesDone) {
        items.push({ rank: 'asked', text: words.announce(title), detail: words.allDone(judges), href });
      }
    }
    return items;
  });
}
