/** Signs many papers in the background; every few minutes passwords that were kept too long are wiped. */
import { asSystem, type Platform } from '../../platform/context.ts';
import { clearSigningJob, signingRunJob } from './job-definitions.ts';
import { clearSigning, workOffRun } from './service.runs.ts';
import { findUnderWay } from './store.runs.ts';

export async function signingJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(signingRunJob, ({ runId }) => workOffRun(platform, runId));
  await platform.jobs.work(clearSigningJob, async () => {
    await clearSigning(platform);
    await resumeRuns(platform);
  });
  await platform.jobs.schedule(clearSigningJob, '*/10 * * * *', {});
  await resumeRuns(platform);
}

/**
 * Puts runs that are under way to work again: the queue itself notices after minutes that who worked is gone, and gives
 * up after a few failures. What a key has signed it does not sign twice.
 */
async function resumeRuns(platform: Platform): Promise<void> {
  await asSystem({ platform }, async (tx) => {
    for (const runId of await findUnderWay(tx)) await platform.jobs.send(tx, signingRunJob, { runId });
  });
}
