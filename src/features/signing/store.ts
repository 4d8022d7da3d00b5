/** Keys with their certificates, tries with their passwords, papers that wait for a signature. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { CertificateFacts } from '../../documents/sign/certificate.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import type { AccountId, CalendarDate, Decimal, SigningKeyId, UnitId } from '../../platform/ids/ids.ts';

const USAGES = [
  'digital-signature',
  'non-repudiation',
  'key-encipherment',
  'data-encipherment',
  'key-agreement',
  'certificate-sign',
  'crl-sign',
] as const;

const certificateSchema: z.ZodType<CertificateFacts> = z.object({
  name: z.string(),
  organisation: z.string().nullable(),
  organisationUnit: z.string().nullable(),
  title: z.string().nullable(),
  issuerName: z.string(),
  issuerOrganisation: z.string().nullable(),
  serial: z.string(),
  validFrom: z.coerce.date(),
  validTo: z.coerce.date(),
  keyUsage: z.array(z.enum(USAGES)).nullable(),
  key: z.object({ kind: z.enum(['rsa', 'ec', 'other']), bits: z.number() }),
  fingerprint: z.string(),
  selfSigned: z.boolean(),
  authority: z.boolean(),
  trial: z.boolean(),
});

export interface SigningKey {
  readonly id: SigningKeyId;
  readonly unitId: UnitId;
  /** Whose own key it is; null for the seal of the office. */
  readonly accountId: AccountId | null;
  readonly label: string;
  readonly certificate: CertificateFacts;
  readonly markSha256: string | null;
  /** Millimetres. */
  readonly markWidth: number | null;
  readonly createdAt: Date;
  /** Out of use since. */
  readonly removedAt: Date | null;
}

const KEY = [
  'id',
  'unit_id',
  'account_id',
  'label',
  'certificate',
  'mark_sha256',
  'mark_width',
  'created_at',
  'removed_at',
] as const;

interface KeyRow {
  id: number;
  unit_id: UnitId;
  account_id: AccountId | null;
  label: string;
  certificate: unknown;
  mark_sha256: string | null;
  mark_width: string | null;
  created_at: Date;
  removed_at: Date | null;
}

const keyOf = (row: KeyRow): SigningKey => ({
  id: row.id as SigningKeyId,
  unitId: row.unit_id,
  accountId: row.account_id,
  label: row.label,
  certificate: certificateSchema.parse(row.certificate),
  markSha256: row.mark_sha256,
  markWidth: row.mark_width === null ? null : Number(row.mark_width),
  createdAt: row.created_at,
  removedAt: row.removed_at,
});

/** The key, also one out of use; null where it is not there or out of sight. */
export async function findKey(tx: Tx, id: SigningKeyId): Promise<SigningKey | null> {
  const row = await tx.selectFrom('signing_key').where('id', '=', id).select(KEY).executeTakeFirst();
  return row ? keyOf(row) : null;
}

/** Keys in use: the person's own and the seals, of the units. */
export async function listKeys(tx: Tx, unitIds: readonly UnitId[], accountId: AccountId): Promise<SigningKey[]> {
  if (unitIds.length === 0) return [];
  const rows = await tx
    .selectFrom('signing_key')
    .where('unit_id', 'in', [...unitIds])
    .where((eb) => eb.or([eb('account_id', '=', accountId), eb('account_id', 'is', null)]))
    .where('removed_at', 'is', null)
    .orderBy('account_id', (order) => order.asc().nullsLast())
    .orderBy('id')
    .select(KEY)
    .execute();
  return rows.map(keyOf);
}

/** True where the unit has, or once had, a key in the person's sight. */
export async function hasKeys(tx: Tx, unitId: UnitId): Promise<boolean> {
  const row = await tx.selectFrom('signing_key').where('unit_id', '=', unitId).select('id').limit(1).executeTakeFirst();
  return row !== undefined;
}

/** The encrypted key file; null for a key out of use. */
export async function findKeyFile(tx: Tx, id: SigningKeyId): Promise<Uint8Array | null> {
  const row = await tx
    .selectFrom('signing_key')
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .select('pkcs12')
    .executeTakeFirst();
  return row?.pkcs12 ?? null;
}

export interface NewKey {
  readonly unitId: UnitId;
  readonly accountId: AccountId | null;
  readonly label: string;
  /** Encrypted. */
  readonly pkcs12: Uint8Array;
  readonly certificate: CertificateFacts;
  readonly expiresOn: CalendarDate;
  readonly by: AccountId;
}

/** @returns its id, or null where the unit has a key with this certificate already */
export async function insertKey(tx: Tx, key: NewKey): Promise<SigningKeyId | null> {
  const row = await tx
    .insertInto('signing_key')
    .values({
      unit_id: key.unitId,
      account_id: key.accountId,
      label: key.label,
      pkcs12: Buffer.from(key.pkcs12),
      certificate: JSON.stringify(key.certificate),
      expires_on: key.expiresOn,
      created_by: key.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row ? (row.id as SigningKeyId) : null;
}

export async function setKeyPicture(
  tx: Tx,
  id: SigningKeyId,
  picture: { readonly file: StoredFile; readonly widthMm: number },
): Promise<void> {
  await insertFileRows(tx, [picture.file]);
  await tx
    .updateTable('signing_key')
    .set({ mark_sha256: picture.file.sha256, mark_width: sql<Decimal>`${picture.widthMm}` })
    .where('id', '=', id)
    .execute();
}

/** Takes the key out of use and destroys its file. */
export async function removeKey(tx: Tx, id: SigningKeyId, at: Date): Promise<void> {
  await tx.updateTable('signing_key').set({ removed_at: at, pkcs12: null }).where('id', '=', id).execute();
}

/** Notes a try before the password is checked, so that tries at the same moment count each other. */
export async function insertTry(
  tx: Tx,
  given: { keyId: SigningKeyId; unitId: UnitId; accountId: AccountId; at: Date },
): Promise<void> {
  await tx
    .insertInto('signing_try')
    .values({ key_id: given.keyId, unit_id: given.unitId, account_id: given.accountId, tried_at: given.at })
    .execute();
}

export async function countTries(
  tx: Tx,
  keyId: SigningKeyId,
  accountId: AccountId,
  since: Date,
): Promise<{ ofPerson: number; ofAll: number }> {
  const row = await tx
    .selectFrom('signing_try')
    .where('key_id', '=', keyId)
    .where('tried_at', '>', since)
    .select([
      sql<number>`count(*) filter (where account_id = ${accountId})`.as('of_person'),
      sql<number>`count(*)`.as('of_all'),
    ])
    .executeTakeFirstOrThrow();
  return { ofPerson: Number(row.of_person), ofAll: Number(row.of_all) };
}

/** The person knew the password: what was mistyped before no longer counts. */
export async function deleteTries(tx: Tx, keyId: SigningKeyId, accountId: AccountId): Promise<void> {
  await tx.deleteFrom('signing_try').where('key_id', '=', keyId).where('account_id', '=', accountId).execute();
}

/** Removes tries that no longer count. */
export async function deleteOldTries(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('signing_try').where('tried_at', '<', before).execute();
}
