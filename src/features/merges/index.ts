/** What the composition root may use of merges. */
export { mergeJobs } from './jobs.ts';
export { mergePages } from './pages.tsx';
export { zipStream } from './zip.ts';
