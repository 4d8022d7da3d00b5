/** Work of ceremonies that is done later. */
import type { Platform } from '../../platform/context.ts';
import { guestJobs } from './guest-jobs.ts';

export async function ceremonyJobs(platform: Platform): Promise<void> {
  await guestJobs(platform);
}
