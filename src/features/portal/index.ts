/** What other features and the composition root may use of portal. */
export { portalPages } from './pages.tsx';
