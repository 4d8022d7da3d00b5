/** What other features and the composition root may use of portal. */
export { ceremonyHead } from './feeds/pages.ceremony.ts';
export { kitJobs } from './kit/order.ts';
export { portalPages } from './pages.tsx';
export { lookOfArea } from './service.ts';
export { writeLook } from './service.look.ts';
