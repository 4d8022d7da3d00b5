/** Worker entry: opens keys, signs, and checks signatures of files from outside. A key stays open between tasks. */
import { createHmac, randomBytes } from 'node:crypto';
import { serveTasks } from '../../platform/workers/serve.ts';
import type { SignedBadge } from '../badges/badge-messages.ts';
import { performBadgeCheck, signBadges } from '../badges/badge-tasks.ts';
import type { BadgeCheck } from '../badges/verify.ts';
import { DocumentProblem } from '../problem.ts';
import { type CertificateFacts, readCertificate } from '../sign/certificate.ts';
import { type CleanPicture, cleanPicture } from '../sign/picture.ts';
import { openPkcs12 } from '../sign/pkcs12.ts';
import { makeTrialKey } from '../sign/self-signed.ts';
import { signPdf } from '../sign/sign-pdf.ts';
import {
  type GivenCertificate,
  type MadeTrialKey,
  type SignedFile,
  type SignManyTask,
  signTaskSchema,
} from '../sign/sign-tasks.ts';
import type { Signer } from '../sign/signer.ts';
import { httpTimestampAuthority } from '../sign/timestamp.ts';
import { readGivenCertificate, readTrustList } from '../sign/trust-list.ts';
import { type PdfVerification, verifyPdf } from '../sign/verify-pdf.ts';

/** Opening a key file takes a tenth of a second by design; thousands of certificates are signed with one. */
const KEPT_KEYS = 2;
const kept = new Map<string, Signer>();
/** Keys are remembered by a digest that says nothing about password or file outside this thread. */
const secret = randomBytes(32);

async function signerOf({ bytes, password }: SignManyTask['key']): Promise<Signer> {
  const name = createHmac('sha256', secret).update(`${password.length}:${password}`).update(bytes).digest('hex');
  const known = kept.get(name);
  if (known !== undefined) return known;
  const signer = await openPkcs12(bytes, password);
  const [oldest] = kept.keys();
  if (kept.size >= KEPT_KEYS && oldest !== undefined) kept.delete(oldest);
  kept.set(name, signer);
  return signer;
}

/** One broken file doesn't keep the others from being signed. */
async function signMany(task: SignManyTask): Promise<readonly SignedFile[]> {
  const signer = await signerOf(task.key);
  const { at, reason, location } = task;
  const timestampAuthority = task.timestamp === null ? null : httpTimestampAuthority(task.timestamp);
  const files: SignedFile[] = [];
  for (const { pdf, mark } of task.pdfs) {
    try {
      files.push({ ok: true, pdf: await signPdf(pdf, { signer, at, reason, location, mark, timestampAuthority }) });
    } catch (error) {
      if (!(error instanceof DocumentProblem)) throw error;
      files.push({ ok: false, code: error.code, message: error.message });
    }
  }
  return files;
}

async function perform(
  task: unknown,
): Promise<
  | CertificateFacts
  | MadeTrialKey
  | readonly SignedFile[]
  | PdfVerification
  | CleanPicture
  | GivenCertificate
  | readonly SignedBadge[]
  | BadgeCheck
> {
  const parsed = signTaskSchema.parse(task);
  switch (parsed.kind) {
    case 'open-key':
      return (await signerOf(parsed.key)).certificate;
    case 'make-trial-key': {
      const { name, organisation, validFrom, validTo, keyKind } = parsed;
      const made = makeTrialKey({ name, organisation, validFrom, validTo, key: keyKind, use: 'signing', issuer: null });
      const der = made.chain[0] ?? new Uint8Array();
      return { pkcs12: made.pkcs12(parsed.password), certificate: pemOf(der), facts: readCertificate(der).facts };
    }
    case 'sign-many':
      return signMany(parsed);
    case 'clean-picture':
      return cleanPicture(parsed.png);
    case 'read-certificate': {
      const { der, facts } = readGivenCertificate(parsed.file);
      return { der, facts };
    }
    case 'sign-badges':
      return signBadges(parsed);
    case 'check-badge':
      return performBadgeCheck(parsed);
    case 'verify':
      return verifyPdf(parsed.pdf, readTrustList(parsed.trust), { at: parsed.at });
  }
}

function pemOf(der: Uint8Array): string {
  const lines = Buffer.from(der)
    .toString('base64')
    .replace(/.{64}(?=.)/gu, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`;
}

serveTasks(perform);
