/** Signs many papers in the background; every few minutes passwords that were kept too long are wiped. */
import type { Platform } from '../../platform/context.ts';
import { clearSigningJob, signingRunJob } from './job-definitions.ts';
import { clearSigning, workOffRun } from './service.runs.ts';

export async function signingJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(signingRunJob, ({ runId }) => workOffRun(platform, runId));
  await platform.jobs.work(clearSigningJob, () => clearSigning(platform));
  await platform.jobs.schedule(clearSigningJob, '*/10 * * * *', {});
}
