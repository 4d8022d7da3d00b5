/** Work of ceremonies that is done later. */
import type { Platform } from '../../platform/context.ts';

export async function ceremonyJobs(_platform: Platform): Promise<void> {}
