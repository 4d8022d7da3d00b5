/** What other features and the composition root may use of activities. */
export { activityPages } from './pages.tsx';
export { activityJobs } from './jobs.ts';
