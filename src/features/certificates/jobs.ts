/** Work of certificates that is done later. */
import type { Platform } from '../../platform/context.ts';

export async function certificateJobs(_platform: Platform): Promise<void> {}
