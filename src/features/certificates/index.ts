/** What other features and the composition root may use of certificates. */
export { newBatchPath } from './certificate.ts';
export { certificatePages } from './pages.tsx';
export { certificateJobs } from './jobs.ts';
export { certificateOfCode, certificateOfHolder, type HolderCertificate } from './service.public.ts';
export { usualReason } from './rules.ts';
export { readDraft, startBatch } from './service.ts';
