/** What other features and the composition root may use of resources. */
export { resourceJobs } from './jobs.ts';
export { resourcePages } from './pages.tsx';
export type { ResourceContent } from './rules.ts';
export { createResource, moveResource } from './service.ts';
