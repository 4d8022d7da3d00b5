/**
 * Making certificates: a few dozen in one transaction with their numbers, codes, files, signatures and badges. What is made
 * stays made: after a crash a batch goes on where it stood.
 */
import { createHash } from 'node:crypto';
import { ZodError } from 'zod';
import { badgeCredential, type BadgeIdentity, identityHash } from '../../documents/badges/credential.ts';
import type { SignedBadge } from '../../documents/badges/badge-messages.ts';
import { signBadgesInWorker } from '../../documents/signer-client.ts';
import type { CertificateDoc, DocModel } from '../../documents/write/doc-model.ts';
import { agencyInText } from '../../documents/write/messages.ts';
import { writeManyPdfs } from '../../documents/writer-client.ts';
import { messagesFor } from '../../../messages/index.ts';
import { asSystem, type Platform } from '../../platform/context.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CertificateBatchId } from '../../platform/ids/ids.ts';
import { queueMail } from '../../platform/mail/mail.ts';
import {
  checkedSubject,
  insertVerificationFiles,
  insertVerifications,
  letterheadOf,
  markVerificationReplaced,
  type NewVerification,
  newVerificationCode,
  titleOf,
  verificationUrl,
} from '../papers/index.ts';
import { printedNumber, seriesOf, takeNumber, yearOf } from '../register/index.ts';
import { copySigner, type Signable, unsealPassword } from '../signing/index.ts';
import { badgeAddresses } from './certificate.ts';
import { passwordOwner, resumeBatchesJob, runBatchJob } from './job-definitions.ts';
import { badgeName, criteriaOf, filledModel, issuedModel } from './rules.ts';
import { openBadgeKeys } from './service.keys.ts';
import { type Batch, findBatch } from './store.ts';
import {
  endBatch,
  findPending,
  findUnderWay,
  handOverClaim,
  holdStanding,
  type MadeCertificate,
  noteCertificates,
  type PendingCertificate,
} from './store.making.ts';

/** Made in one transaction: a second or two, so that the office's sequence of numbers is not held for long. */
const AT_ONCE = 40;
/** A key's password is not kept for longer than a batch of thousands may take. */
const LONGEST_MS = 6 * 3_600_000;

export async function certificateJobs(platform: Platform): Promise<void> {
  await platform.jobs.work(runBatchJob, async ({ batchId }, { signal }) => {
    await runBatch(platform, batchId, signal);
  });
  await platform.jobs.work(resumeBatchesJob, () => resumeBatches(platform));
  await platform.jobs.schedule(resumeBatchesJob, '*/10 * * * *', {});
  await resumeBatches(platform);
}

/** Puts batches that are under way to work again: their job was lost, or failed too often and can go on now. */
async function resumeBatches(platform: Platform): Promise<void> {
  await asSystem({ platform }, async (tx) => {
    for (const batchId of await findUnderWay(tx)) await platform.jobs.send(tx, runBatchJob, { batchId });
  });
}

/** Makes what is still to be made; returns when the batch has ended or the process is to stop. */
export async function runBatch(platform: Platform, id: CertificateBatchId, signal?: AbortSignal): Promise<void> {
  const batch = await asSystem({ platform }, (tx) => findBatch(tx, id));
  if (batch === null || !isUnderWay(batch)) return;
  if (batch.signingSecret !== null && platform.clock.now().getTime() - batch.createdAt.getTime() > LONGEST_MS) {
    return end(platform, id, 'too-old');
  }
  try {
    while (signal?.aborted !== true) {
      if (!(await asSystem({ platform }, (tx) => makeSome(tx, platform, id)))) break;
    }
    if (signal?.aborted !== true) await end(platform, id, null);
  } catch (error) {
    // What concerns the key or the template ends the batch; anything else is tried again.
    if (error instanceof Problem && error.status < 500) return end(platform, id, error.code);
    throw error;
  }
}

const isUnderWay = ({ status }: Batch): boolean => status === 'waiting' || status === 'running';

function end(platform: Platform, id: CertificateBatchId, problem: string | null): Promise<void> {
  return asSystem({ platform }, async (tx) => {
    const batch = await findBatch(tx, id, true);
    if (batch === null || !isUnderWay(batch)) return;
    await endBatch(tx, id, problem === null ? 'done' : 'failed', problem, platform.clock.now());
    await appendAudit(tx, {
      unitId: batch.unitId,
      verb: 'certificate.finish',
      subject: `certificate-batch/${id}`,
      after: { total: batch.total, done: batch.done, problem },
    });
  });
}

interface Prepared {
  readonly row: PendingCertificate;
  readonly model: DocModel;
  readonly verification: NewVerification;
  /** Code of the certificate whose place it takes. */
  readonly replaced: string | null;
}

interface Copy extends Signable {
  readonly item: Prepared;
}

/** Makes the next ones; false when none is left or the batch no longer runs. */
async function makeSome(tx: Tx, platform: Platform, id: CertificateBatchId): Promise<boolean> {
  const batch = await findBatch(tx, id, true);
  if (batch === null || !isUnderWay(batch)) return false;
  const rows = await findPending(tx, id, AT_ONCE);
  if (rows.length === 0) return false;
  const prepared: Prepared[] = [];
  const made: MadeCertificate[] = [];
  for (const row of rows) {
    const ready = await prepare(tx, platform, batch, row);
    if (typeof ready === 'string') made.push(notMade(row.no, ready));
    else prepared.push(ready);
  }
  const [copies, badges] = await Promise.all([
    writtenAndSigned(tx, platform, batch, prepared),
    signedBadges(tx, platform, batch, prepared),
  ]);
  await insertVerifications(
    tx,
    prepared.map(({ verification }) => verification),
  );
  const files: { code: string; sha256: string }[] = [];
  for (const [at, { item, bytes, problem }] of copies.entries()) {
    const { code } = item.verification;
    const badge = badges[at];
    if (bytes === null || badge === undefined) {
      made.push(notMade(item.row.no, problem ?? 'not-made'));
      continue;
    }
    const file = await platform.files.put(bytes);
    files.push({ code, sha256: file.sha256 });
    made.push({ no: item.row.no, code, file, jwt: badge.jwt, credential: badge.credential, problem: null });
    if (item.replaced !== null && item.row.replaces !== null) {
      await handOverClaim(tx, id, item.row.no, item.row.replaces);
      await markVerificationReplaced(tx, item.replaced, code, item.row.replaceReason, platform.clock.now());
    }
    if (item.row.mailTo !== null) await tell(tx, platform, batch, item, item.row.mailTo);
  }
  await noteCertificates(tx, id, made);
  await insertVerificationFiles(tx, files);
  return true;
}

const notMade = (no: number, problem: string): MadeCertificate => ({
  no,
  code: null,
  file: null,
  jwt: null,
  credential: null,
  problem,
});

/** The certificate with its number and code, or why it can't be made: a key of the batch page's words. */
async function prepare(
  tx: Tx,
  platform: Platform,
  batch: Batch,
  row: PendingCertificate,
): Promise<Prepared | 'too-long' | 'ended'> {
  const filled = filledOf(batch, row);
  if (filled === null) return 'too-long';
  const replaced = row.replaces === null ? null : await holdStanding(tx, row.replaces);
  if (row.replaces !== null && replaced === null) return 'ended';
  const series = seriesOf('certificate');
  const taken =
    series === null
      ? null
      : await takeNumber(tx, {
          unitId: batch.unitId,
          year: yearOf(batch.issuedOn),
          series,
          direction: 'out',
          number: 'next',
          reason: null,
          printed: (number) => printedNumber(number, batch.model.head.symbol),
          datedOn: batch.issuedOn,
          receivedOn: null,
          documentId: null,
          by: batch.createdBy,
          office: row.recipient,
          subject: titleOf(filled),
        });
  const code = newVerificationCode();
  return {
    row,
    replaced,
    model: issuedModel(filled, {
      number: taken === null ? null : String(taken.number),
      code,
      url: verificationUrl(platform, code),
    }),
    verification: {
      code,
      unitId: batch.unitId,
      kind: 'certificate',
      agency: agencyInText(batch.model.head.agency),
      printedNumber: taken?.printedNumber ?? null,
      datedOn: batch.issuedOn,
      subject: checkedSubject(filled),
      recipient: row.recipient,
    },
  };
}

function filledOf(batch: Batch, row: PendingCertificate): CertificateDoc | null {
  try {
    const facts = { name: row.recipient, detail: row.detail, prize: row.prize, reason: row.achievement };
    return filledModel(batch.model, { ...facts, title: batch.title });
  } catch (error) {
    if (error instanceof ZodError) return null;
    throw error;
  }
}

async function writtenAndSigned(
  tx: Tx,
  platform: Platform,
  batch: Batch,
  prepared: readonly Prepared[],
): Promise<Copy[]> {
  const copies: Copy[] = [];
  for await (const { item, file, problem } of writeManyPdfs(platform.writers, prepared, ({ model }) => model)) {
    copies.push({ item, bytes: file?.bytes ?? null, marks: file?.marks ?? null, problem: problem?.message ?? null });
  }
  const { signingKeyId, signingSecret } = batch;
  if (signingKeyId === null || signingSecret === null) return copies;
  const password = unsealPassword(platform, passwordOwner(batch.id), signingSecret);
  return (await copySigner(tx, platform, signingKeyId, password))(copies);
}

/** The same as Open Badges, with both proofs, in their order. */
async function signedBadges(
  tx: Tx,
  platform: Platform,
  batch: Batch,
  prepared: readonly Prepared[],
): Promise<readonly SignedBadge[]> {
  if (prepared.length === 0) return [];
  const at = badgeAddresses(platform.publicUrl());
  const now = platform.clock.now();
  const { unit } = await letterheadOf(tx, batch.unitId, batch.issuedOn);
  const keys = await openBadgeKeys(platform);
  const name = badgeName(batch.role, batch.title);
  const credentials = prepared.map(({ row }) =>
    badgeCredential({
      id: at.credential(row.credentialId),
      issuer: { id: at.issuer(batch.unitId), name: unit.name, url: at.organiser(batch.unitId) },
      validFrom: now,
      name,
      subjectId: subjectIdOf(row.credentialId),
      identities: identitiesOf(row),
      achievement: {
        id: at.achievement(row.achievementKey),
        type: batch.role === 'winner' ? 'Award' : 'Certificate',
        name,
        description: row.achievement.replaceAll('\n', ' '),
        criteria: criteriaOf(batch.role),
        image: `${at.achievement(row.achievementKey)}.png`,
      },
      statusList: at.revocations(batch.unitId),
    }),
  );
  return signBadgesInWorker(platform.signers, {
    credentials,
    at: now,
    rsa: { privateKey: keys.rsa.privateKey, kid: at.key(keys.rsa.kid) },
    ed25519: { privateKey: keys.ed25519.privateKey, fragment: keys.ed25519.kid },
  });
}

function identitiesOf(row: PendingCertificate): BadgeIdentity[] {
  const { identitySalt: salt, identityHash: contact } = row;
  const name: BadgeIdentity = { type: 'name', hash: identityHash('name', row.recipient, salt), salt };
  return contact === null ? [name] : [{ type: 'emailAddress', hash: contact, salt }, name];
}

/** A uuid for whom the badge is about, of this badge alone; it stays the same when a crash makes it be signed again. */
function subjectIdOf(credentialId: string): string {
  const bytes = createHash('sha256').update(`badge-subject:${credentialId}`).digest().subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `urn:uuid:${[hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')}`;
}

async function tell(
  tx: Tx,
  platform: Platform,
  batch: Batch,
  { row, verification }: Prepared,
  to: string,
): Promise<void> {
  const words = messagesFor('vi').certificates.mail;
  const href = badgeAddresses(platform.publicUrl()).credential(row.credentialId);
  await queueMail(platform, tx, {
    to,
    subject: words.subject(batch.title),
    body: words.body(row.recipient, badgeName(batch.role, batch.title), verification.agency, href),
    purpose: 'certificate.given',
  });
}
