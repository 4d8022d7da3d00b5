/** What waits for a unit among activities: on its first screen. */
import type { Messages } from '../../../messages/index.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { formatDate, formatDateTime, formatTime } from '../../ui/index.ts';
import { type AgendaItem, type EditionContext, editionPath, mayAt, requirePlace } from '../editions/index.ts';
import { inActivities } from './access.ts';
import { managedActivityPath } from './activity.ts';
import { queueScope } from './service.read.ts';
import { findOpenOwn, findSessionsBetween } from './store.agenda.ts';
import { countOwn, listQueue } from './store.lists.ts';

/** Of each kind, so many by name; the rest is one line with a number. */
const NAMED = 4;
const DAY_MS = 86_400_000;

export interface ActivityAgenda {
  /** The unit's own that are announced. */
  readonly published: number;
  readonly mayAnnounce: boolean;
}

/** Null for somebody who sees the unit's week but does not work in it. */
export function readActivityAgenda(ctx: EditionContext, unitId: UnitId): Promise<ActivityAgenda | null> {
  return inActivities(ctx, async (tx) => {
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    const mayAnnounce = ctx.edition.status === 'open' && mayAt(ctx, 'activity.write', place.lft);
    if (!mayAnnounce && queueScope(ctx).own.length === 0) return null;
    const own = { ranges: [[place.lft, place.lft] as const], organisations: [] };
    const counts = await countOwn(tx, ctx.edition.id, own, ctx.platform.clock.now());
    return { published: counts.published, mayAnnounce };
  });
}

/**
 * What there is to do with activities: take presence today, mend what came back, check what others have sent, confirm who
 * came. Empty in a closed Week.
 */
export function readActivitySteps(ctx: EditionContext, unitId: UnitId, t: Messages): Promise<AgendaItem[]> {
  const words = t.activities.agenda;
  const list = `${editionPath(ctx)}/hoat-dong`;
  const now = ctx.platform.clock.now();
  return inActivities(ctx, async (tx) => {
    const items: AgendaItem[] = [];
    if (ctx.edition.status !== 'open') return items;
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    const scope = queueScope(ctx);
    if (scope.own.length > 0) {
      const { rows, total } = await listQueue(tx, ctx.edition.id, scope, { onlyMine: true, limit: 1, offset: 0 });
      const due = rows[0]?.reviewDueAt ?? null;
      const isLate = due === null || due < now;
      const when = due === null ? '' : formatDateTime(due);
      const detail = isLate ? words.reviewLate(when) : words.reviewDue(when);
      if (total > 0)
        items.push({ rank: isLate ? 'late' : 'asked', text: words.review(total), detail, href: `${list}/duyet` });
    }
    if (mayAt(ctx, 'checkin.take', place.lft)) {
      const from = new Date(`${dayInVietnam(now)}T00:00:00+07:00`);
      const span = { from, until: new Date(from.getTime() + DAY_MS) };
      for (const { id, title, no, startsAt, endsAt, place: where } of await findSessionsBetween(
        tx,
        ctx.edition.id,
        place.lft,
        span,
        NAMED,
      )) {
        items.push({
          rank: 'now',
          text: words.checkIn(title),
          detail: [words.today(formatTime(startsAt), formatTime(endsAt)), where]
            .filter((part) => part !== '')
            .join(' · '),
          href: `${editionPath(ctx)}/diem-danh/activity/${id}/${no}`,
        });
      }
    }
    if (mayAt(ctx, 'activity.write', place.lft)) {
      const returned = await findOpenOwn(tx, ctx.edition.id, place.lft, { state: 'returned' }, NAMED + 1);
      for (const { id, title, reason } of returned.slice(0, NAMED)) {
        const href = `${managedActivityPath(ctx.edition.id, id)}/sua`;
        items.push({ rank: 'returned', text: words.mend(title), detail: words.returned(reason), href });
      }
      if (returned.length > NAMED) {
        items.push({ rank: 'returned', text: words.moreReturned, detail: '', href: `${list}?tinh-trang=returned` });
      }
    }
    if (mayAt(ctx, 'activity.confirm', place.lft)) {
      const held = await findOpenOwn(tx, ctx.edition.id, place.lft, { state: 'unconfirmed', now }, NAMED + 1);
      for (const { id, title, endsAt } of held.slice(0, NAMED)) {
        const detail = endsAt === null ? '' : words.held(formatDate(endsAt));
        const href = `${managedActivityPath(ctx.edition.id, id)}/sau`;
        items.push({ rank: 'asked', text: words.confirm(title), detail, href });
      }
      if (held.length > NAMED) {
        items.push({ rank: 'asked', text: words.moreHeld, detail: '', href: `${list}?tinh-trang=cho-xac-nhan` });
      }
    }
    return items;
  });
}
