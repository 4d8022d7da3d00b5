/** Work of activities that is done later. */
import type { Platform } from '../../platform/context.ts';

export async function activityJobs(_platform: Platform): Promise<void> {}
