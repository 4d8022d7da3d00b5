/** What waits for a unit around ceremonies: on its first screen. */
import type { Messages } from '../../../messages/index.ts';
import { dayInVietnam } from '../../platform/clock/clock.ts';
import { withSystemSight } from '../../platform/database/transaction.ts';
import type { UnitId } from '../../platform/ids/ids.ts';
import { daysBetween, formatDateTime } from '../../ui/index.ts';
import { type AgendaItem, type EditionContext, inEdition, mayAt, requirePlace } from '../editions/index.ts';
import { ceremonyPath, controlPath, guestsPath, sitePath, sitesPath } from './paths.ts';
import { findHostedOpen, findOwnOpen, type OwnCeremony } from './store.agenda.ts';

/** Days before a ceremony from which its open ends are named day by day. */
const AHEAD_DAYS = 21;

/** Own ceremonies: run it today, test the lines, ask the guests, say what it gave; and the site of another's at one's place. */
export function readCeremonySteps(ctx: EditionContext, unitId: UnitId, t: Messages): Promise<AgendaItem[]> {
  const words = t.ceremonies.agenda;
  const now = ctx.platform.clock.now();
  const daysTo = (moment: Date): number => daysBetween(dayInVietnam(now), dayInVietnam(moment));
  return inEdition(ctx, async (tx) => {
    if (ctx.edition.status !== 'open') return [];
    const place = await requirePlace(tx, ctx.edition.id, unitId);
    if (!mayAt(ctx, 'ceremony.write', place.lft)) return [];
    const own = (await findOwnOpen(tx, ctx.edition.id, unitId)).flatMap((ceremony) =>
      stepsOf(ctx, ceremony, t, now, daysTo(ceremony.startsAt)),
    );
    const hosted = await withSystemSight(tx, (all) => findHostedOpen(all, ctx.edition.id, unitId, now));
    return [
      ...own,
      ...hosted.flatMap(({ ceremonyId, siteId, name, startsAt, isTested }): AgendaItem[] => {
        const days = daysTo(startsAt);
        if (days > AHEAD_DAYS || (isTested && days > 0)) return [];
        return [
          {
            rank: days <= 0 ? 'now' : 'asked',
            text: days <= 0 ? words.hostToday(name) : words.hostTest(name),
            detail: words.begins(formatDateTime(startsAt)),
            href: sitePath(ctx.edition.id, ceremonyId, siteId),
          },
        ];
      }),
    ];
  });
}

function stepsOf(ctx: EditionContext, ceremony: OwnCeremony, t: Messages, now: Date, days: number): AgendaItem[] {
  const words = t.ceremonies.agenda;
  const { id, title, status, startsAt, endsAt, sites, untested, bad, unanswered } = ceremony;
  const editionId = ctx.edition.id;
  if (status === 'published' && endsAt < now) {
    const detail = words.ended(formatDateTime(endsAt));
    return [{ rank: 'asked', text: words.held(title), detail, href: ceremonyPath(editionId, id) }];
  }
  const begins = words.beginsOf(title, formatDateTime(startsAt));
  if (days > AHEAD_DAYS || endsAt < now) return [];
  const steps: AgendaItem[] = [];
  if (status === 'draft') {
    steps.push({
      rank: 'asked',
      text: words.publish(title),
      detail: words.begins(formatDateTime(startsAt)),
      href: ceremonyPath(editionId, id),
    });
  } else if (days <= 0) {
    steps.push({
      rank: 'now',
      text: words.run(title),
      detail: words.begins(formatDateTime(startsAt)),
      href: controlPath(editionId, id),
    });
  }
  // A single room has no line to another.
  if (untested > 0 && sites > 1) {
    const href = `${sitesPath(editionId, id)}?loc=untested`;
    steps.push({ rank: days <= 2 ? 'now' : 'asked', text: words.test(untested, sites), detail: begins, href });
  }
  if (bad > 0) {
    const href = `${sitesPath(editionId, id)}?loc=gaps`;
    steps.push({ rank: days <= 2 ? 'now' : 'asked', text: words.bad(bad), detail: begins, href });
  }
  if (unanswered > 0) {
    const href = `${guestsPath(editionId, id)}?tra-loi=waiting`;
    steps.push({ rank: 'asked', text: words.remind(unanswered), detail: begins, href });
  }
  return steps;
}
