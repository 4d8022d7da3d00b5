/** What the job of a batch reads and writes. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CertificateBatchId } from '../../platform/ids/ids.ts';

const fieldsSchema = z.object({ detail: z.string(), prize: z.string() });

export interface PendingCertificate {
  readonly no: number;
  readonly credentialId: string;
  readonly recipient: string;
  readonly detail: string;
  readonly prize: string;
  readonly achievement: string;
  readonly achievementKey: string;
  readonly identityHash: string | null;
  readonly identitySalt: string;
  readonly mailTo: string | null;
  readonly replaces: string | null;
  readonly replaceReason: string | null;
}

/** Certificates that have neither file nor problem yet, in order. */
export async function findPending(tx: Tx, id: CertificateBatchId, limit: number): Promise<PendingCertificate[]> {
  const rows = await tx
    .selectFrom('certificate')
    .where('batch_id', '=', id)
    .where('file_sha256', 'is', null)
    .where('problem', 'is', null)
    .orderBy('no')
    .limit(limit)
    .select([
      'no',
      'credential_id',
      'recipient',
      'fields',
      'achievement',
      'achievement_key',
      'identity_hash',
      'identity_salt',
      'mail_to',
      'replaces',
      'replace_reason',
    ])
    .execute();
  return rows.map((row) => ({
    no: row.no,
    credentialId: row.credential_id,
    recipient: row.recipient,
    ...fieldsSchema.parse(row.fields),
    achievement: row.achievement,
    achievementKey: row.achievement_key,
    identityHash: row.identity_hash,
    identitySalt: row.identity_salt ?? '',
    mailTo: row.mail_to,
    replaces: row.replaces,
    replaceReason: row.replace_reason,
  }));
}

export interface MadeCertificate {
  readonly no: number;
  readonly code: string | null;
  readonly file: { readonly sha256: string; readonly size: number } | null;
  readonly jwt: string | null;
  readonly credential: Readonly<Record<string, unknown>> | null;
  readonly problem: string | null;
}

/** Notes what became of certificates and how far the batch is. What could not be made claims nobody. */
export async function noteCertificates(
  tx: Tx,
  id: CertificateBatchId,
  made: readonly MadeCertificate[],
): Promise<void> {
  const files = made.flatMap(({ file }) => file ?? []);
  if (files.length > 0) {
    await tx
      .insertInto('file')
      .values(files.map(({ sha256, size }) => ({ sha256, size })))
      .onConflict((on) => on.doNothing())
      .execute();
  }
  await sql`
    update certificate c set verification_code = m.code, file_sha256 = m.sha, jwt = m.jwt, credential = m.credential,
      problem = m.problem, mail_to = null, claim = case when m.problem is null then c.claim end
    from unnest(${made.map((row) => row.no)}::int[], ${made.map((row) => row.code)}::text[],
      ${made.map((row) => row.file?.sha256 ?? null)}::text[], ${made.map((row) => row.jwt)}::text[],
      ${made.map((row) => (row.credential === null ? null : JSON.stringify(row.credential)))}::jsonb[],
      ${made.map((row) => row.problem)}::text[]) as m (no, code, sha, jwt, credential, problem)
    where c.batch_id = ${id} and c.no = m.no`.execute(tx);
  await sql`
    update certificate_batch set status = 'running', done = done + ${made.length} where id = ${id}`.execute(tx);
}

/** Code of a certificate that still stands, held until commit; null where it does not. */
export async function holdStanding(tx: Tx, credentialId: string): Promise<string | null> {
  const { rows } = await sql<{ code: string }>`
    select c.verification_code as code from certificate c
    join verification v on v.code = c.verification_code and v.status = 'valid'
    where c.credential_id = ${credentialId} for update of c`.execute(tx);
  return rows[0]?.code ?? null;
}

/** The claim goes over from the certificate that is replaced to the one that takes its place. */
export async function handOverClaim(tx: Tx, id: CertificateBatchId, no: number, replaces: string): Promise<void> {
  const { rows } = await sql<{ claim: string | null }>`
    select claim from certificate where credential_id = ${replaces}`.execute(tx);
  await sql`update certificate set claim = null where credential_id = ${replaces}`.execute(tx);
  await sql`update certificate set claim = ${rows[0]?.claim ?? null} where batch_id = ${id} and no = ${no}`.execute(tx);
}

/** The batch has ended; what was kept for signing is gone. */
export async function endBatch(
  tx: Tx,
  id: CertificateBatchId,
  status: 'done' | 'failed',
  problem: string | null,
  at: Date,
): Promise<void> {
  await sql`
    update certificate_batch set status = ${status}, problem = ${problem}, signing_secret = null, finished_at = ${at}
    where id = ${id}`.execute(tx);
  // Nobody is kept from getting one by a certificate that will never be made, and no address waits for a mail.
  if (status === 'failed') {
    await sql`
      update certificate set claim = null, mail_to = null, problem = 'stopped'
      where batch_id = ${id} and file_sha256 is null and problem is null`.execute(tx);
  }
}

/** Batches that are not at their end, the oldest first. */
export async function findUnderWay(tx: Tx): Promise<CertificateBatchId[]> {
  const rows = await tx
    .selectFrom('certificate_batch')
    .where('status', 'in', ['waiting', 'running'])
    .orderBy('id')
    .select('id')
    .execute();
  return rows.map(({ id }) => id as CertificateBatchId);
}
