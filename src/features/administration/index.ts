/** What other features and the composition root may use of the administration. */
export { administrationPage } from './frame.tsx';
export { administrationPages } from './pages.tsx';
