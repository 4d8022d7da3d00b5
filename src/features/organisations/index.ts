/** What other features and the composition root may use of organisations. */
export { organisationJobs } from './jobs.ts';
export { organisationPages } from './pages.tsx';
export { readOrganisationSteps } from './service.agenda.ts';
