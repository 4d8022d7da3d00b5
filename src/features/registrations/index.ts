/** What other features and the composition root may use of registrations. */
export { registrationPages } from './pages.tsx';
export { registrationJobs } from './jobs.ts';
