/** Nightly: names that were given at a door have an end. */
import { z } from 'zod';
import { asSystem, type Platform } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { forgetNames } from './store.ts';

const forgetJob = defineJob('checkin.forget-names', z.object({}), { retryLimit: 3 });

/** As for sign-ups: 90 days. */
const KEPT_MS = 90 * 24 * 60 * 60 * 1000;

export async function checkinJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(forgetJob, async () => {
    await forgetOldNames(platform);
  });
  await platform.jobs.schedule(forgetJob, '30 2 * * *', {});
}

/** @returns how many names were taken out */
export function forgetOldNames(platform: Platform): Promise<number> {
  const before = new Date(platform.clock.now().getTime() - KEPT_MS);
  return asSystem({ platform }, (tx) => forgetNames(tx, before));
}
