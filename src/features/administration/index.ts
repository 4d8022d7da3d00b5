/** What the composition root may use of the administration. */
export { administrationPages } from './pages.tsx';
