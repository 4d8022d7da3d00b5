/** The verbs of one certificate: correct, revoke, download. */
import { MERGE_LIMIT, writeMergedPdfInWorker } from '../../documents/writer-client.ts';
import { today } from '../../platform/clock/clock.ts';
import { appendAudit } from '../../platform/database/audit.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import type { CertificateBatchId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit } from '../../platform/permission/permission.ts';
import { type EditionContext, inEdition } from '../editions/index.ts';
import { markVerificationWithdrawn, verificationUrl } from '../papers/index.ts';
import { splitPrinted } from '../register/index.ts';
import { checkKeyPassword, requireUsableKey, type SigningKey, usableKeys } from '../signing/index.ts';
import { filledModel, issuedModel, nameKey, verbFor } from './rules.ts';
import { beginBatch, requireBatch, type Signing } from './service.ts';
import { type Batch, type CertificateRow, findCertificates, giveUpClaim } from './store.ts';

export interface CertificateScreen {
  readonly batch: Batch;
  readonly row: CertificateRow;
  readonly keys: readonly SigningKey[];
}

/** One certificate, to correct or revoke it. @throws Problem not-found, permission.denied */
export async function readCertificate(
  ctx: EditionContext,
  id: CertificateBatchId,
  no: number,
): Promise<CertificateScreen> {
  return inEdition(ctx, async (tx) => {
    const { batch, row } = await requireCertificate(tx, ctx, id, no);
    return { batch, row, keys: await usableKeys(tx, requireActor(ctx.actor), batch.unitId) };
  });
}

async function requireCertificate(tx: Tx, ctx: EditionContext, id: CertificateBatchId, no: number, lock = false) {
  const batch = await requireBatch(tx, ctx, id, lock);
  requireOnUnit(requireActor(ctx.actor), verbFor(batch.role), batch.unitId);
  const [row] = await findCertificates(tx, id, { no });
  const code = row?.code ?? null;
  if (row === undefined || code === null) throw new Problem('not-found');
  return { batch, row, code };
}

/** From now on it is worth nothing, and everybody who checks it is told why. Twice is once. @throws Problem not-found, permission.denied */
export async function revokeCertificate(
  ctx: EditionContext,
  id: CertificateBatchId,
  no: number,
  reason: string,
): Promise<void> {
  await inEdition(ctx, async (tx) => {
    const { batch, row, code } = await requireCertificate(tx, ctx, id, no, true);
    if (row.status !== 'valid') return;
    await markVerificationWithdrawn(tx, code, reason, ctx.platform.clock.now());
    await giveUpClaim(tx, row.credentialId);
    await appendAudit(tx, {
      unitId: batch.unitId,
      verb: 'certificate.revoke',
      subject: `certificate-batch/${id}/${no}`,
      after: { code, reason },
    });
  });
}

/**
 * Begins a certificate with the right name in the place of one that stands; the old one is replaced when it is made.
 * @returns the new batch, of one
 * @throws Problem not-found, permission.denied, request.invalid where the old one no longer stands; of a key as `startBatch`
 */
export async function reissueCertificate(
  ctx: EditionContext,
  id: CertificateBatchId,
  no: number,
  right: { readonly name: string; readonly detail: string; readonly reason: string },
  signing: Signing | null,
): Promise<CertificateBatchId> {
  const { batch: old } = await readCertificate(ctx, id, no);
  if (signing !== null)
    await checkKeyPassword(ctx, await requireUsableKey(ctx, old.unitId, signing.keyId), signing.password);
  return inEdition(ctx, async (tx) => {
    const { batch, row } = await requireCertificate(tx, ctx, id, no, true);
    if (row.status !== 'valid' || row.isBeingReplaced) {
      throw new Problem('request.invalid', { fields: [{ field: 'ten', code: 'ended' }] });
    }
    const issuedOn = today(ctx.platform.clock);
    const { model } = batch;
    if (model.layout !== 'certificate') throw new Error('a batch is made of certificates');
    // As it was, but that a key signs now, or that the one which signed does not.
    const proof = signing !== null ? 'key' : model.proof === 'code' ? 'code' : 'hand';
    return beginBatch(tx, ctx, {
      source: { source: batch.source, id: batch.sourceId },
      role: batch.role,
      chosen: [],
      typed: '',
      title: batch.title,
      reason: row.achievement,
      paperId: batch.paperId,
      issuedOn,
      proof,
      signerTitle: '',
      signerName: '',
      isMailed: false,
      unitId: batch.unitId,
      model: { ...model, head: { ...model.head, date: issuedOn }, proof: proof === 'code' ? 'code' : 'signature' },
      people: [
        {
          key: nameKey(right.name, right.detail),
          name: right.name,
          detail: right.detail,
          prize: row.prize,
          holderId: row.holderId,
          email: null,
          replaces: { id: row.credentialId, reason: right.reason },
        },
      ],
      signing,
    });
  });
}

/** The PDF of one. @throws Problem not-found, permission.denied */
export async function readCertificateFile(ctx: EditionContext, id: CertificateBatchId, no: number) {
  const row = await inEdition(ctx, async (tx) => {
    await requireBatch(tx, ctx, id);
    const [found] = await findCertificates(tx, id, { no });
    return found;
  });
  const sha256 = row?.sha256 ?? null;
  const bytes = sha256 === null ? null : await ctx.platform.files.get(sha256);
  if (row === undefined || bytes === null) throw new Problem('not-found');
  return { bytes, name: row.recipient };
}

/** What a zip of all holds, in order: those that stand. @throws Problem not-found, permission.denied */
export async function listFiles(ctx: EditionContext, id: CertificateBatchId) {
  return inEdition(ctx, async (tx) => {
    const batch = await requireBatch(tx, ctx, id);
    const rows = await findCertificates(tx, id, { limit: batch.total, offset: 0 });
    return rows.flatMap(({ no, recipient, sha256, status }) =>
      sha256 === null || status !== 'valid' ? [] : [{ no, name: recipient, sha256 }],
    );
  });
}

/**
 * Those that stand in one PDF to print, at most `MERGE_LIMIT` of them: set once more from the same models, for files can't be
 * joined. It is a print of what was issued, not the issued file: it bears no digital signature.
 * @param part from 1
 * @throws Problem not-found, permission.denied
 */
export async function readPrintFile(ctx: EditionContext, id: CertificateBatchId, part: number): Promise<Uint8Array> {
  const models = await inEdition(ctx, async (tx) => {
    const batch = await requireBatch(tx, ctx, id);
    const rows = await findCertificates(tx, id, { limit: batch.total, offset: 0 });
    const standing = rows.filter(({ sha256, status }) => sha256 !== null && status === 'valid');
    return standing.slice((part - 1) * MERGE_LIMIT, part * MERGE_LIMIT).flatMap((row) => {
      if (row.code === null) return [];
      const facts = { name: row.recipient, detail: row.detail, prize: row.prize, reason: row.achievement };
      const number = row.printedNumber === null ? null : (splitPrinted(row.printedNumber)?.number ?? null);
      return [
        issuedModel(filledModel(batch.model, { ...facts, title: batch.title }), {
          number: number === null ? null : String(number),
          code: row.code,
          url: verificationUrl(ctx.platform, row.code),
        }),
      ];
    });
  });
  if (models.length === 0) throw new Problem('not-found');
  return (await writeMergedPdfInWorker(ctx.platform.writers, models)).bytes;
}
