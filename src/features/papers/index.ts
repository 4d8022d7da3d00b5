/** What other features and the composition root may use of papers. */
export { type Letterhead, letterheadOf } from './letterhead.ts';
export { blankWords } from './pages.issue.tsx';
export { paperPages } from './pages.tsx';
export { paperPath, PAPERS_PATH } from './paths.ts';
export { blanksOf, checkedSubject, planSource, reportSource, titleOf } from './rules.paper.ts';
export {
  addSignedFile,
  issueIn,
  issuePaper,
  type IssuedPaper,
  type PaperRights,
  verificationUrl,
} from './service.issue.ts';
export {
  findSourcePaper,
  openSourcePaper,
  readPaper,
  refreshSourcePaper,
  requirePaper,
  savePaper,
  type SourcePaper,
  startPaper,
} from './service.ts';
export { type CampaignFacts, NO_CAMPAIGN, type PaperSources } from './sources.ts';
export { findPaper, findPaperOfSource, type StoredPaper } from './store.ts';
export { findFiles, type PaperFile } from './store.files.ts';
export {
  findVerification,
  findVerificationsOfFile,
  insertVerificationFiles,
  insertVerifications,
  markVerificationReplaced,
  markVerificationWithdrawn,
  newVerificationCode,
  type NewVerification,
  readVerificationCode,
  type Verification,
} from './store.verification.ts';
export { makeDocx, makePdf } from './writing.ts';
