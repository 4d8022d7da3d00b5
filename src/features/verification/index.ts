/** What other features and the composition root may use of verification. */
export { verificationPages } from './pages.tsx';
export { trustList } from './trust.ts';
