/** What other features and the composition root may use of results. */
export { resultPages } from './pages.tsx';
export { addCommendations, publishResults, showCommendations } from './service.ts';
