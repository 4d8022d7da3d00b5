/** What other features and the composition root may use of certificates. */
export { certificatePages } from './pages.tsx';
export { certificateJobs } from './jobs.ts';
