/** What other features and the composition root may use of signing. */
export { copySigner, type Signable, type SignCopies } from './copies.ts';
export { signingJobs } from './jobs.ts';
export { type MarkPicture } from './marks.ts';
export { signingPages } from './pages.tsx';
export { type KeyKind, type SignatureRecord } from './rules.ts';
export {
  addTrialKey,
  checkKeyPassword,
  type OpenedKey,
  requireUsableKey,
  sealPassword,
  takeOutOfUse,
  unsealPassword,
  usableKeys,
} from './service.keys.ts';
export { signPaper } from './service.sign.ts';
export { hasKeys, type SigningKey } from './store.ts';
