/** Work of certificates that is asked for: known to who asks and to who does it. */
import { z } from 'zod';
import { type CertificateBatchId, certificateBatchIdSchema } from '../../platform/ids/ids.ts';
import { defineJob } from '../../platform/jobs/jobs.ts';

export const runBatchJob = defineJob('certificate.make', z.object({ batchId: certificateBatchIdSchema }), {
  retryLimit: 3,
  expireInSeconds: 3_600,
  isParallel: false,
});

export const resumeBatchesJob = defineJob('certificate.resume', z.object({}), { retryLimit: 1 });

/** Whom a batch's kept password belongs to. */
export function passwordOwner(id: CertificateBatchId): string {
  return `certificate-batch:${id}`;
}
