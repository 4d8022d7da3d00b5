/** Nightly: what readers reported has an end. */
import { z } from 'zod';
import { asSystem, type Platform } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { forgetReports } from './store.ts';

const forgetJob = defineJob('resource.forget-reports', z.object({}), { retryLimit: 3 });
const DAY_MS = 86_400_000;
/** Days that an answered report is kept. */
const ANSWERED_KEPT_DAYS = 90;
/** Days that the words of a report are kept that nobody answers. */
const WORDS_KEPT_DAYS = 180;

export async function resourceJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(forgetJob, async () => {
    await forgetOldReports(platform);
  });
  await platform.jobs.schedule(forgetJob, '40 2 * * *', {});
}

/** @returns how many were deleted or blanked */
export function forgetOldReports(platform: Platform): Promise<number> {
  const now = platform.clock.now().getTime();
  const ago = (days: number): Date => new Date(now - days * DAY_MS);
  return asSystem({ platform }, (tx) => forgetReports(tx, ago(ANSWERED_KEPT_DAYS), ago(WORDS_KEPT_DAYS)));
}
