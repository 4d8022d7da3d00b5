/** Nightly: organisations that were turned away, never answered or ended do not leave their contacts here for ever. */
import { z } from 'zod';
import { asSystem, type Platform } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { DECIDED_KEPT_DAYS, WAITING_KEPT_DAYS } from './rules.ts';
import { forgetOrganisations } from './store.ts';

const forgetJob = defineJob('organisation.forget', z.object({}), { retryLimit: 3 });
const DAY_MS = 86_400_000;

export async function organisationJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(forgetJob, async () => {
    await forgetOldOrganisations(platform);
  });
  await platform.jobs.schedule(forgetJob, '40 2 * * *', {});
}

/** @returns how many were deleted or blanked */
export function forgetOldOrganisations(platform: Platform): Promise<number> {
  const now = platform.clock.now().getTime();
  const ago = (days: number): Date => new Date(now - days * DAY_MS);
  return asSystem({ platform }, (tx) => forgetOrganisations(tx, ago(DECIDED_KEPT_DAYS), ago(WAITING_KEPT_DAYS)));
}
