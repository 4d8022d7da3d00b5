/** Nightly: sessions that are over and failures that no longer count are cleared away. */
import { z } from 'zod';
import type { Platform } from '../../platform/context.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';
import { clearOutdatedSessions } from './service.sign-in.ts';

const clearOutdated = defineJob('account.clear-outdated', z.object({}), { retryLimit: 1 });

export async function accountsJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(clearOutdated, () => clearOutdatedSessions({ platform }));
  await platform.jobs.schedule(clearOutdated, '40 2 * * *', {});
}
