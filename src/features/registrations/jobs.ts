/** Work of registrations that is done later. */
import type { Platform } from '../../platform/context.ts';

export async function registrationJobs(_platform: Platform): Promise<void> {}
