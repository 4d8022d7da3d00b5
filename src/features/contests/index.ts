/** What other features and the composition root may use of contests. */
export { contestPages } from './pages.tsx';
