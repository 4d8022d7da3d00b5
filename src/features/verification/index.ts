/** What other features and the composition root may use of verification. */
export { verificationPages } from './pages.tsx';
export { type CertificateProof, ProofSection } from './proof.tsx';
export { SignatureList } from './signatures.tsx';
export type { TrustAnchorRow } from './store.ts';
export { addAnchor, readAnchors, removeAnchor, trustList } from './trust.ts';
