/** Work of activities by the clock: the time limit of the unit in charge, the reminder to confirm who came, old previews. */
import { z } from 'zod';
import { today } from '../../platform/clock/clock.ts';
import type { Platform } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { forgetOldPreviews } from './service.import.ts';
import { passTimeLimits, remindToConfirm } from './service.review.ts';

const timeLimitJob = defineJob('activity.time-limit', z.object({}), { retryLimit: 1, expireInSeconds: 600 });
const remindJob = defineJob('activity.remind-to-confirm', z.object({}), { retryLimit: 3, expireInSeconds: 600 });

const forgetPreviewsJob = defineJob('activity.forget-previews', z.object({}), { retryLimit: 3 });

export async function activityJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(timeLimitJob, async () => {
    while ((await passTimeLimits(platform)) > 0);
  });
  await platform.jobs.schedule(timeLimitJob, '*/15 * * * *', {});
  await platform.jobs.work(remindJob, async () => {
    const startOfToday = new Date(`${today(platform.clock)}T00:00:00+07:00`);
    while ((await remindToConfirm(platform, startOfToday)) > 0);
  });
  await platform.jobs.schedule(remindJob, '30 7 * * *', {});
  await platform.jobs.work(forgetPreviewsJob, async () => {
    await forgetOldPreviews(platform);
  });
  await platform.jobs.schedule(forgetPreviewsJob, '45 2 * * *', {});
}
