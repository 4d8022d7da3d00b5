/**
 * Signing and checking in worker threads with limits on time and memory: the calling process never parses somebody's
 * PDF or key file itself, and is not held up by signing thousands of certificates.
 */
import { workerEntry } from '../platform/workers/entry.ts';
import { transferableCopy, WorkerPool } from '../platform/workers/pool.ts';
import {
  badgeCheckSchema,
  type CheckBadgeTask,
  type SignBadgesTask,
  type SignedBadge,
  signedBadgesSchema,
} from './badges/badge-messages.ts';
import type { BadgeCheck } from './badges/verify.ts';
import { DocumentProblem } from './problem.ts';
import { runInWorker, toldProblem } from './worker-problem.ts';
import type { CertificateFacts } from './sign/certificate.ts';
import type { VisibleMark } from './sign/mark.ts';
import type { CleanPicture } from './sign/picture.ts';
import {
  certificateFactsSchema,
  cleanPictureSchema,
  type GivenCertificate,
  givenCertificateSchema,
  type MadeTrialKey,
  madeTrialKeySchema,
  type SignTask,
  signedFilesSchema,
  verificationSchema,
} from './sign/sign-tasks.ts';
import type { HttpTimestampOptions } from './sign/timestamp.ts';
import type { TrustListData } from './sign/trust-list.ts';
import type { PdfVerification } from './sign/verify-pdf.ts';

const TIME_LIMIT_MS = 30_000;
const MEMORY_LIMIT_MB = 512;
const RECYCLE_AFTER = 500;
const QUEUE_LIMIT = 200;
/** Keys are not kept open for longer than they are used. */
const IDLE_END_MS = 3 * 60_000;

const CODES = { tooMuch: 'sign-failed', busy: 'sign-busy', failed: 'sign-failed' } as const;
const VERIFY_CODES = { tooMuch: 'pdf-damaged', busy: 'sign-busy', failed: 'sign-failed' } as const;

/** A pool of signing workers; close it when done. `size`: threads at most. Each opens a key once and keeps it. */
export function signerPool(size: number): WorkerPool {
  return new WorkerPool({
    entry: workerEntry('sign', import.meta.url),
    size,
    timeLimitMs: TIME_LIMIT_MS,
    memoryLimitMb: MEMORY_LIMIT_MB,
    recycleAfter: RECYCLE_AFTER,
    queueLimit: QUEUE_LIMIT,
    idleEndMs: IDLE_END_MS,
  });
}

/** A key file (.p12, .pfx) with its password. */
export interface KeyFile {
  readonly bytes: Uint8Array;
  readonly password: string;
}

export interface SigningTask {
  readonly key: KeyFile;
  /** Claimed time of signing. */
  readonly at: Date;
  readonly reason: string | null;
  readonly location: string | null;
  /** Null: PAdES B-B. */
  readonly timestamp: HttpTimestampOptions | null;
}

export interface PdfToSign {
  readonly pdf: Uint8Array;
  /** Null: nothing on the page. */
  readonly mark: VisibleMark | null;
}

/** Opens a key file to see whose it is. Rejects with DocumentProblem (sign-key-…), as `openPkcs12`. */
export async function openKeyInWorker(pool: WorkerPool, key: KeyFile): Promise<CertificateFacts> {
  return certificateFactsSchema.parse(await runInWorker(pool, { kind: 'open-key', key }, { codes: CODES }));
}

/** What a key for trial should say; see `self-signed.ts`. */
export type TrialKeyTask = Omit<Extract<SignTask, { kind: 'make-trial-key' }>, 'kind'>;

/** A self-signed key for trial. */
export async function makeTrialKeyInWorker(pool: WorkerPool, task: TrialKeyTask): Promise<MadeTrialKey> {
  return madeTrialKeySchema.parse(await runInWorker(pool, { kind: 'make-trial-key', ...task }, { codes: CODES }));
}

/** A picture of a signature or seal made ready. Rejects with DocumentProblem, as `cleanPicture`. */
export async function cleanPictureInWorker(pool: WorkerPool, png: Uint8Array): Promise<CleanPicture> {
  return cleanPictureSchema.parse(await runInWorker(pool, { kind: 'clean-picture', png }, { codes: CODES }));
}

/** A certificate out of a file of DER or PEM. Rejects with DocumentProblem, as `readGivenCertificate`. */
export async function readCertificateInWorker(pool: WorkerPool, file: Uint8Array): Promise<GivenCertificate> {
  return givenCertificateSchema.parse(await runInWorker(pool, { kind: 'read-certificate', file }, { codes: CODES }));
}

/** The signed PDF. Rejects with DocumentProblem, as `openPkcs12` and `signPdf`. */
export async function signPdfInWorker(pool: WorkerPool, task: SigningTask & PdfToSign): Promise<Uint8Array> {
  const { pdf, mark, ...rest } = task;
  const [signed] = await signManyInWorker(pool, rest, [{ pdf, mark }]);
  if (signed === undefined) throw new DocumentProblem('sign-failed');
  if (signed instanceof DocumentProblem) throw signed;
  return signed;
}

/**
 * Signs some files in one task, some 3 ms each; for thousands, ask for 50 to 100 at a time, so that others get their
 * turn and progress can be shown. Answers in order: the signed file, or why that one could not be signed. Rejects
 * when the key can't be opened.
 */
export async function signManyInWorker(
  pool: WorkerPool,
  task: SigningTask,
  pdfs: readonly PdfToSign[],
): Promise<readonly (Uint8Array | DocumentProblem)[]> {
  const own = pdfs.map(({ pdf, mark }) => ({ pdf: transferableCopy(pdf), mark }));
  const { key, at, reason, location, timestamp } = task;
  const message = { kind: 'sign-many', key, at, reason, location, timestamp, pdfs: own };
  const transfer = own.map(({ pdf }) => pdf.buffer);
  const files = signedFilesSchema.parse(await runInWorker(pool, message, { codes: CODES, transfer }));
  return files.map((file) => (file.ok ? file.pdf : toldProblem(file.code, file.message, 'sign-failed')));
}

/** The facts about the signatures of a file. Rejects with DocumentProblem, as `verifyPdf` and `readTrustList`. */
export async function verifyPdfInWorker(
  pool: WorkerPool,
  pdf: Uint8Array,
  trust: TrustListData,
  at: Date,
): Promise<PdfVerification> {
  const own = transferableCopy(pdf);
  const task = { kind: 'verify', pdf: own, trust, at };
  return verificationSchema.parse(await runInWorker(pool, task, { codes: VERIFY_CODES, transfer: [own.buffer] }));
}

/** Both proofs of each badge, some 10 ms each; ask for 50 to 100 at a time. In their order. */
export async function signBadgesInWorker(
  pool: WorkerPool,
  task: Omit<SignBadgesTask, 'kind'>,
): Promise<readonly SignedBadge[]> {
  return signedBadgesSchema.parse(await runInWorker(pool, { kind: 'sign-badges', ...task }, { codes: CODES }));
}

/** What a badge from outside is. Rejects with DocumentProblem where that takes too long. */
export async function checkBadgeInWorker(pool: WorkerPool, task: Omit<CheckBadgeTask, 'kind'>): Promise<BadgeCheck> {
  const limits = { codes: CODES, timeLimitMs: 5_000 };
  return badgeCheckSchema.parse(await runInWorker(pool, { kind: 'check-badge', ...task }, limits));
}
