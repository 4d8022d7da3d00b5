/** Work of sign-ups that is done later: what a change of the activity means for them, reminders, forgetting. */
import { today } from '../../platform/clock/clock.ts';
import { asSystem, type Platform } from '../../platform/context.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { ActivityId } from '../../platform/ids/ids.ts';
import {
  type Activity,
  activityChanged,
  type ActivityChanged,
  announcedFacts,
  type AnnouncedFacts,
  findSessions,
} from '../activities/index.ts';
import { forgetJob, pushJob, remindJob, type Told } from './job-definitions.ts';
import { tell, wordsOf } from './mails.ts';
import { publicPushTransport, type PushTransport } from './push-transport.ts';
import { pushTo } from './service.push.ts';
import { changesFor } from './rules.changes.ts';
import { deleteAfter, settle } from './service.queue.ts';
import { findPublicActivity, type Registration } from './store.ts';
import {
  findActivitiesEnded,
  findActivitiesStarting,
  findToForget,
  listStanding,
  moveDates,
  type Reminder,
  takeToAsk,
  takeToRemind,
} from './store.jobs.ts';
import { forget } from './store.write.ts';

const HOUR_MS = 3_600_000;
const BEFORE_MS: Record<Reminder, number> = { 'day-before': 24 * HOUR_MS, soon: 2 * HOUR_MS };
/** Nobody is asked any more about what is a week ago. */
const ASKED_FOR_MS = 7 * 24 * HOUR_MS;
const AT_ONCE = 200;

export async function registrationJobs(
  platform: Platform,
  transport: PushTransport = publicPushTransport,
): Promise<void> {
  await platform.jobs.work(activityChanged, (change) => workOffChange(platform, change));
  await platform.jobs.work(pushJob, async ({ registrationId, what, before }) => {
    await pushTo(platform, transport, registrationId, what, before);
  });
  await platform.jobs.work(remindJob, async () => {
    await remind(platform);
  });
  await platform.jobs.work(forgetJob, async () => {
    await forgetOld(platform);
  });
  await platform.jobs.schedule(remindJob, '*/10 * * * *', {});
  await platform.jobs.schedule(forgetJob, '30 2 * * *', {});
}

/** What the change of a published activity means for those who have signed up. */
export async function workOffChange(platform: Platform, { activityId, what, before }: ActivityChanged): Promise<void> {
  await asSystem({ platform }, async (tx) => {
    const activity = await findPublicActivity(tx, activityId);
    // Those who signed up are told, also where nobody else may any more.
    if (!activity || activity.endsAt === null) return;
    if (what === 'cancelled') await tellAll(platform, tx, activity, 'cancelled');
    if (what === 'rescheduled') await moveDates(tx, activity, deleteAfter(activity));
    if (what === 'rescheduled' || what === 'place') await tellAll(platform, tx, activity, 'moved', before);
    // An edit may have changed the number of places too: looking costs little.
    if (what !== 'cancelled') await settle(platform, tx, activity);
  });
}

async function tellAll(
  platform: Platform,
  tx: Tx,
  activity: Activity,
  what: Told,
  before?: AnnouncedFacts,
): Promise<void> {
  let after = 0;
  for (;;) {
    const some = await listStanding(tx, activity, after, AT_ONCE);
    await tellSome(platform, tx, activity, some, what, before);
    after = some.at(-1)?.id ?? 0;
    if (some.length < AT_ONCE) return;
  }
}

/** By mail and on the browsers that want it, in the caller's transaction. */
async function tellSome(
  platform: Platform,
  tx: Tx,
  activity: Activity,
  some: readonly Registration[],
  what: Told,
  before?: AnnouncedFacts,
): Promise<void> {
  const sessions = some.length === 0 ? [] : await findSessions(tx, activity.editionId, activity.id);
  const now = announcedFacts(activity, sessions);
  for (const each of some) {
    const canJoin = each.status === 'confirmed';
    const changes = before === undefined ? [] : wordsOf(changesFor(before, now, each.mode), each.locale, canJoin);
    // Another room is nothing to those who come on line.
    if (before !== undefined && changes.length === 0) continue;
    await tell(platform, tx, each, activity, what, { sessions, changes });
    await platform.jobs.send(tx, pushJob, {
      registrationId: each.id,
      what,
      ...(before === undefined ? {} : { before }),
    });
  }
}

/**
 * Reminds the day before and two hours before the first session, and asks those who were there once after the last. Each
 * is marked in the transaction that tells them: run twice it tells nobody twice.
 * @returns how many were told
 */
export async function remind(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  const later = (ms: number): Date => new Date(now.getTime() + ms);
  let told = 0;
  for (const reminder of ['soon', 'day-before'] as const) {
    // Whoever is told that it starts soon needs no word about tomorrow.
    const after = reminder === 'soon' ? now : later(BEFORE_MS.soon);
    const ids = await asSystem({ platform }, (tx) => findActivitiesStarting(tx, after, later(BEFORE_MS[reminder])));
    for (const id of ids)
      told += await inParts(platform, id, reminder, (tx, activity) => {
        const startsAt = activity.startsAt ?? now;
        const signedUpBefore = new Date(startsAt.getTime() - BEFORE_MS[reminder]);
        return takeToRemind(tx, activity, { reminder, signedUpBefore, now, limit: AT_ONCE });
      });
  }
  const ended = await asSystem({ platform }, (tx) => findActivitiesEnded(tx, later(-ASKED_FOR_MS), now));
  for (const id of ended)
    told += await inParts(platform, id, 'feedback', (tx, activity) => takeToAsk(tx, activity, { now, limit: AT_ONCE }));
  return told;
}

/** Takes and tells a part at a time, each in a transaction of its own. */
async function inParts(
  platform: Platform,
  id: ActivityId,
  what: Told,
  take: (tx: Tx, activity: Activity) => Promise<Registration[]>,
): Promise<number> {
  let told = 0;
  for (;;) {
    const some = await asSystem({ platform }, async (tx) => {
      const activity = await findPublicActivity(tx, id);
      if (activity?.status !== 'published') return [];
      const taken = await take(tx, activity);
      await tellSome(platform, tx, activity, taken, what);
      return taken;
    });
    told += some.length;
    if (some.length < AT_ONCE) return told;
  }
}

/** Blanks names and contacts whose day has come; the numbers stay. @returns how many */
export async function forgetOld(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  let forgotten = 0;
  for (;;) {
    const ids = await asSystem({ platform }, async (tx) => {
      const some = await findToForget(tx, today(platform.clock), AT_ONCE);
      await forget(tx, some, now);
      return some;
    });
    forgotten += ids.length;
    if (ids.length < AT_ONCE) return forgotten;
  }
}
