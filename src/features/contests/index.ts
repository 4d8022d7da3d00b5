/** What other features and the composition root may use of contests. */
export { contestJobs } from './jobs.ts';
export { contestPages } from './pages.tsx';
export { readContestSteps } from './service.agenda.ts';
