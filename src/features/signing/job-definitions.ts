/** What is signed in the background. */
import { z } from 'zod';
import { defineJob } from '../../platform/jobs/jobs.ts';

export const signingRunJob = defineJob('signing.run', z.object({ runId: z.int().positive() }), {
  retryLimit: 2,
  retryDelay: 2,
  expireInSeconds: 1_800,
  batchSize: 2,
  isParallel: false,
});

export const clearSigningJob = defineJob('signing.clear', z.object({}), { retryLimit: 1 });
