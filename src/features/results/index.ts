/** What other features and the composition root may use of results. */
export { resultPages } from './pages.tsx';
