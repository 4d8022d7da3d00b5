/** Batches of certificates and the certificates in them. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type DocModel, parseDocModel } from '../../documents/write/doc-model.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type {
  AccountId,
  CalendarDate,
  CertificateBatchId,
  EditionId,
  PaperId,
  SigningKeyId,
  UnitId,
} from '../../platform/ids/ids.ts';
import { CERTIFICATE_ROLES, CERTIFICATE_SOURCES, type CertificateRole, type CertificateSource } from './certificate.ts';

const BATCH_STATUSES = ['waiting', 'running', 'done', 'failed'] as const;
export type BatchStatus = (typeof BATCH_STATUSES)[number];
const statusSchema = z.enum(BATCH_STATUSES);
const roleSchema = z.enum(CERTIFICATE_ROLES);
const sourceSchema = z.enum(CERTIFICATE_SOURCES);

export interface Batch {
  readonly id: CertificateBatchId;
  readonly unitId: UnitId;
  readonly editionId: EditionId;
  readonly role: CertificateRole;
  readonly source: CertificateSource;
  readonly sourceId: number;
  readonly title: string;
  readonly paperId: PaperId | null;
  readonly model: DocModel;
  readonly issuedOn: CalendarDate;
  readonly isMailed: boolean;
  readonly signingKeyId: SigningKeyId | null;
  /** Encrypted; gone once the batch has ended. */
  readonly signingSecret: Uint8Array | null;
  readonly status: BatchStatus;
  readonly total: number;
  readonly done: number;
  readonly problem: string | null;
  readonly createdBy: AccountId | null;
  readonly createdAt: Date;
}

function batches(tx: Tx) {
  return tx
    .selectFrom('certificate_batch as b')
    .select([
      'b.id',
      'b.unit_id',
      'b.edition_id',
      'b.role',
      'b.source',
      'b.source_id',
      'b.title',
      'b.paper_id',
      'b.model',
      'b.issued_on',
      'b.is_mailed',
      'b.signing_key_id',
      'b.signing_secret',
      'b.status',
      'b.total',
      'b.done',
      'b.problem',
      'b.created_by',
      'b.created_at',
    ]);
}
type Row = Awaited<ReturnType<ReturnType<typeof batches>['executeTakeFirstOrThrow']>>;

const batchOf = (row: Row): Batch => ({
  id: row.id as CertificateBatchId,
  unitId: row.unit_id,
  editionId: row.edition_id,
  role: roleSchema.parse(row.role),
  source: sourceSchema.parse(row.source),
  sourceId: row.source_id,
  title: row.title,
  paperId: row.paper_id as PaperId | null,
  model: parseDocModel(row.model),
  issuedOn: row.issued_on,
  isMailed: row.is_mailed,
  signingKeyId: row.signing_key_id as SigningKeyId | null,
  signingSecret: row.signing_secret,
  status: statusSchema.parse(row.status),
  total: row.total,
  done: row.done,
  problem: row.problem,
  createdBy: row.created_by,
  createdAt: row.created_at,
});

/** The batch, or null where it is not there or out of sight. `lock` holds it until commit. */
export async function findBatch(tx: Tx, id: CertificateBatchId, lock = false): Promise<Batch | null> {
  const query = batches(tx).where('b.id', '=', id);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? batchOf(row) : null;
}

/** Newest first. */
export async function listBatches(
  tx: Tx,
  editionId: EditionId,
  unitIds: readonly UnitId[],
  limit: number,
): Promise<Batch[]> {
  const rows = await batches(tx)
    .where('b.edition_id', '=', editionId)
    .where((eb) => eb('b.unit_id', '=', eb.fn.any(eb.val([...unitIds]))))
    .orderBy('b.id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(batchOf);
}

export interface NewBatch {
  readonly unitId: UnitId;
  readonly editionId: EditionId;
  readonly role: CertificateRole;
  readonly source: CertificateSource;
  readonly sourceId: number;
  readonly title: string;
  readonly paperId: PaperId | null;
  readonly model: DocModel;
  readonly issuedOn: CalendarDate;
  readonly isMailed: boolean;
  readonly signingKeyId: SigningKeyId | null;
  readonly by: AccountId;
}

export async function insertBatch(tx: Tx, batch: NewBatch): Promise<CertificateBatchId> {
  const { id } = await tx
    .insertInto('certificate_batch')
    .values({
      unit_id: batch.unitId,
      edition_id: batch.editionId,
      role: batch.role,
      source: batch.source,
      source_id: batch.sourceId,
      title: batch.title,
      paper_id: batch.paperId,
      model: JSON.stringify(batch.model),
      issued_on: batch.issuedOn,
      is_mailed: batch.isMailed,
      signing_key_id: batch.signingKeyId,
      total: 0,
      created_by: batch.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as CertificateBatchId;
}

export interface NewCertificate {
  readonly recipient: string;
  readonly detail: string;
  readonly prize: string;
  readonly achievement: string;
  readonly achievementKey: string;
  readonly holderId: number | null;
  /** Null for one that takes another's place: it takes over the claim when it is made. */
  readonly claim: string | null;
  readonly email: string | null;
  readonly identityHash: string | null;
  readonly identitySalt: string;
  readonly replaces: string | null;
  readonly replaceReason: string | null;
}

/** Adds certificates to be made; who has one by now is left out. @returns how many were added */
export async function insertCertificates(
  tx: Tx,
  batch: { readonly id: CertificateBatchId; readonly unitId: UnitId },
  rows: readonly NewCertificate[],
): Promise<number> {
  const { numAffectedRows } = await sql`
    insert into certificate (batch_id, no, unit_id, recipient, fields, achievement, achievement_key, holder_id, claim,
      mail_to, identity_hash, identity_salt, replaces, replace_reason)
    select ${batch.id}, no, ${batch.unitId}, recipient, fields, achievement, key, holder, claim, mail, hash, salt,
      replaces, reason
    from unnest(${rows.map((row) => row.recipient)}::text[],
      ${rows.map((row) => JSON.stringify({ detail: row.detail, prize: row.prize }))}::jsonb[],
      ${rows.map((row) => row.achievement)}::text[], ${rows.map((row) => row.achievementKey)}::text[],
      ${rows.map((row) => row.holderId)}::bigint[], ${rows.map((row) => row.claim)}::text[],
      ${rows.map((row) => row.email)}::text[], ${rows.map((row) => row.identityHash)}::text[],
      ${rows.map((row) => row.identitySalt)}::text[], ${rows.map((row) => row.replaces)}::uuid[],
      ${rows.map((row) => row.replaceReason)}::text[])
      with ordinality as r (recipient, fields, achievement, key, holder, claim, mail, hash, salt, replaces, reason, no)
    on conflict do nothing`.execute(tx);
  const added = Number(numAffectedRows ?? 0n);
  await tx.updateTable('certificate_batch').set({ total: added }).where('id', '=', batch.id).execute();
  return added;
}

/** Keeps the key's password, encrypted, while the batch is made. */
export async function setBatchSecret(tx: Tx, id: CertificateBatchId, secret: Uint8Array): Promise<void> {
  await tx
    .updateTable('certificate_batch')
    .set({ signing_secret: Buffer.from(secret) })
    .where('id', '=', id)
    .execute();
}

const fieldsSchema = z.object({ detail: z.string(), prize: z.string() });

export interface CertificateRow {
  readonly batchId: CertificateBatchId;
  readonly no: number;
  readonly recipient: string;
  readonly detail: string;
  readonly prize: string;
  readonly achievement: string;
  readonly achievementKey: string;
  readonly holderId: number | null;
  readonly credentialId: string;
  readonly code: string | null;
  readonly sha256: string | null;
  readonly problem: string | null;
  readonly claim: string | null;
  readonly replaces: string | null;
  /** Of the code; null where it is not made. */
  readonly status: 'valid' | 'replaced' | 'withdrawn' | null;
  readonly printedNumber: string | null;
  readonly isBeingReplaced: boolean;
}

/** Certificates of a batch in order. */
export async function findCertificates(
  tx: Tx,
  id: CertificateBatchId,
  page: { readonly limit: number; readonly offset: number } | { readonly no: number },
): Promise<CertificateRow[]> {
  const query = tx
    .selectFrom('certificate as c')
    .leftJoin('verification as v', 'v.code', 'c.verification_code')
    .where('c.batch_id', '=', id)
    .orderBy('c.no')
    .select([
      'c.batch_id',
      'c.no',
      'c.recipient',
      'c.fields',
      'c.achievement',
      'c.achievement_key',
      'c.holder_id',
      'c.credential_id',
      'c.verification_code',
      'c.file_sha256',
      'c.problem',
      'c.claim',
      'c.replaces',
      'v.status',
      'v.printed_number',
    ])
    .select((eb) =>
      eb
        .exists(
          eb
            .selectFrom('certificate as n')
            .whereRef('n.replaces', '=', 'c.credential_id')
            .where('n.problem', 'is', null)
            .select('n.no'),
        )
        .as('is_being_replaced'),
    );
  const rows = await ('no' in page
    ? query.where('c.no', '=', page.no)
    : query.limit(page.limit).offset(page.offset)
  ).execute();
  return rows.map((row) => ({
    batchId: row.batch_id as CertificateBatchId,
    no: row.no,
    recipient: row.recipient,
    ...fieldsSchema.parse(row.fields),
    achievement: row.achievement,
    achievementKey: row.achievement_key,
    holderId: row.holder_id,
    credentialId: row.credential_id,
    code: row.verification_code,
    sha256: row.file_sha256,
    problem: row.problem,
    claim: row.claim,
    replaces: row.replaces,
    status: row.status === null ? null : statusOf(row.status),
    printedNumber: row.printed_number,
    isBeingReplaced: row.is_being_replaced === true,
  }));
}

export function statusOf(status: string): 'valid' | 'replaced' | 'withdrawn' {
  return status === 'replaced' || status === 'withdrawn' ? status : 'valid';
}

/** What a batch came to: those that could not be made, in order and at most `most`; people who were written to. */
export async function findOutcome(
  tx: Tx,
  id: CertificateBatchId,
  most: number,
): Promise<{
  readonly problems: number;
  readonly failed: readonly { readonly no: number; readonly recipient: string; readonly problem: string }[];
  readonly contacts: number;
}> {
  const counts = await tx
    .selectFrom('certificate')
    .where('batch_id', '=', id)
    .select([
      sql<number>`count(problem)::int`.as('problems'),
      sql<number>`count(identity_hash) filter (where file_sha256 is not null)::int`.as('contacts'),
    ])
    .executeTakeFirstOrThrow();
  const rows = await tx
    .selectFrom('certificate')
    .where('batch_id', '=', id)
    .where('problem', 'is not', null)
    .orderBy('no')
    .limit(most)
    .select(['no', 'recipient', 'problem'])
    .execute();
  return { ...counts, failed: rows.map((row) => ({ ...row, problem: row.problem ?? '' })) };
}

/** From now on the same person may get another one. */
export async function giveUpClaim(tx: Tx, credentialId: string): Promise<void> {
  await tx.updateTable('certificate').set({ claim: null }).where('credential_id', '=', credentialId).execute();
}
