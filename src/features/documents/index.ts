/** What other features and the composition root may use of documents. */
export { type Confirmed, confirmDocument } from './confirm.ts';
export { documentPages } from './pages.tsx';
export { coreForm } from './rules.core-form.ts';
export { correctDocument, reviewDocument, uploadDocument, type UploadResult } from './service.ts';
