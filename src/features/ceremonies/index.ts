/** What other features and the composition root may use of ceremonies. */
export { ceremonyPages } from './pages.tsx';
export { ceremonyJobs } from './jobs.ts';
