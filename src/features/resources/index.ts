/** What other features and the composition root may use of resources. */
export { resourcePages } from './pages.tsx';
