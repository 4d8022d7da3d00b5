/** What other features and the composition root may use of contests. */
export { contestPath, CONTESTS_PATH } from './contest.ts';
export { contestJobs } from './jobs.ts';
export { contestPages } from './pages.tsx';
