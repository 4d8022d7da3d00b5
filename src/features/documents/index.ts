/** What other features and the composition root may use of documents. */
export { confirmDocument } from './confirm.ts';
export { documentPages } from './pages.tsx';
export { documentBlocks, incomingFacts, reviewDocument, uploadDocument } from './service.ts';
