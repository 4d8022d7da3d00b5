/** What anybody may read of a certificate: its badge, its achievement, what was revoked. Read as the system. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import type { CertificateProof } from '../verification/index.ts';
import { CERTIFICATE_ROLES, type CertificateRole } from './certificate.ts';
import { statusOf } from './store.ts';

export interface PublicBadge {
  readonly credentialId: string;
  readonly unitId: UnitId;
  readonly role: CertificateRole;
  readonly title: string;
  readonly recipient: string;
  readonly achievement: string;
  readonly achievementKey: string;
  readonly code: string;
  readonly printedNumber: string | null;
  readonly datedOn: CalendarDate | null;
  readonly agency: string;
  readonly status: 'valid' | 'replaced' | 'withdrawn';
  readonly statusSince: Date;
  readonly reason: string | null;
  /** The credential that stands in its place. */
  readonly successor: string | null;
  readonly sha256: string;
  readonly jwt: string;
  readonly credential: unknown;
  readonly proof: CertificateProof;
}

interface ProofRow {
  proof: string | null;
  signer: string | null;
  is_trial: boolean | null;
}

/** Of the batch `b`: a key that went out of use has still signed. */
const PROOF = sql`b.model ->> 'proof' as proof, k.certificate ->> 'name' as signer,
    (k.certificate ->> 'trial')::boolean as is_trial`;

function proofOf({ proof, signer, is_trial: isTrial }: ProofRow): CertificateProof {
  if (signer !== null) return { by: 'key', signer: { name: signer, isTrial: isTrial === true } };
  return { by: proof === 'code' ? 'code' : 'hand', signer: null };
}

interface BadgeRow extends ProofRow {
  credential_id: string;
  unit_id: UnitId;
  role: string;
  title: string;
  recipient: string;
  achievement: string;
  achievement_key: string;
  code: string;
  printed_number: string | null;
  dated_on: CalendarDate | null;
  agency: string;
  status: string;
  status_since: Date;
  reason: string | null;
  successor: string | null;
  sha256: string;
  jwt: string;
  credential: unknown;
}

const BADGES = sql`
  select c.credential_id, c.unit_id, b.role, b.title, c.recipient, c.achievement, c.achievement_key, v.code,
    v.printed_number, v.dated_on, v.agency, v.status, v.status_since, v.reason,
    (select n.credential_id from certificate n where n.verification_code = v.replaced_by) as successor,
    c.file_sha256 as sha256, c.jwt, c.credential, ${PROOF}
  from certificate c
  join certificate_batch b on b.id = c.batch_id
  join verification v on v.code = c.verification_code
  left join signing_key k on k.id = b.signing_key_id
  where c.file_sha256 is not null and c.jwt is not null`;

export function roleOf(role: string): CertificateRole {
  return CERTIFICATE_ROLES.find((known) => known === role) ?? 'participant';
}

const badgeOf = (row: BadgeRow): PublicBadge => ({
  credentialId: row.credential_id,
  unitId: row.unit_id,
  role: roleOf(row.role),
  title: row.title,
  recipient: row.recipient,
  achievement: row.achievement,
  achievementKey: row.achievement_key,
  code: row.code,
  printedNumber: row.printed_number,
  datedOn: row.dated_on,
  agency: row.agency,
  status: statusOf(row.status),
  statusSince: row.status_since,
  reason: row.reason,
  successor: row.successor,
  sha256: row.sha256,
  jwt: row.jwt,
  credential: row.credential,
  proof: proofOf(row),
});

/** @param id uuid */
export async function findBadge(tx: Tx, id: string): Promise<PublicBadge | null> {
  const { rows } = await sql<BadgeRow>`${BADGES} and c.credential_id = ${id}::uuid`.execute(tx);
  return rows[0] ? badgeOf(rows[0]) : null;
}

/** Credential of a printed code, and what proves it; null where the paper is no certificate made here. */
export async function findByCode(
  tx: Tx,
  code: string,
): Promise<{ readonly credentialId: string; readonly proof: CertificateProof } | null> {
  const { rows } = await sql<ProofRow & { credential_id: string }>`
    select c.credential_id, ${PROOF} from certificate c
    join certificate_batch b on b.id = c.batch_id
    left join signing_key k on k.id = b.signing_key_id
    where c.verification_code = ${code} and c.jwt is not null`.execute(tx);
  return rows[0] ? { credentialId: rows[0].credential_id, proof: proofOf(rows[0]) } : null;
}

/** Certificates of a registration for an activity, newest first. */
export async function findBadgesOfHolder(tx: Tx, activityId: number, registrationId: number): Promise<PublicBadge[]> {
  const { rows } = await sql<BadgeRow>`
    ${BADGES} and c.holder_id = ${registrationId} and b.source = 'activity' and b.source_id = ${activityId}
    order by c.batch_id desc, c.no desc`.execute(tx);
  return rows.map(badgeOf);
}

export interface PublicAchievement {
  readonly key: string;
  readonly unitId: UnitId;
  readonly role: CertificateRole;
  readonly title: string;
  readonly description: string;
}

export async function findAchievement(tx: Tx, key: string): Promise<PublicAchievement | null> {
  const row = await tx
    .selectFrom('certificate as c')
    .innerJoin('certificate_batch as b', 'b.id', 'c.batch_id')
    .where('c.achievement_key', '=', key)
    .where('c.jwt', 'is not', null)
    .orderBy('c.batch_id')
    .orderBy('c.no')
    .limit(1)
    .select(['c.unit_id', 'b.role', 'b.title', 'c.achievement'])
    .executeTakeFirst();
  if (!row) return null;
  return { key, unitId: row.unit_id, role: roleOf(row.role), title: row.title, description: row.achievement };
}

/** Credentials that no longer stand, with the reason; of one unit or of all. */
export async function findRevoked(
  tx: Tx,
  unitId: UnitId | null,
): Promise<{ readonly credentialId: string; readonly reason: string | null }[]> {
  const { rows } = await sql<{ credential_id: string; reason: string | null }>`
    select c.credential_id, v.reason from certificate c
    join verification v on v.code = c.verification_code and v.status <> 'valid'
    where c.jwt is not null and ${unitId === null ? sql`true` : sql`c.unit_id = ${unitId}`}
    order by v.status_since, c.credential_id`.execute(tx);
  return rows.map((row) => ({ credentialId: row.credential_id, reason: row.reason }));
}

/** True where the unit has given certificates: only then is it an issuer. */
export async function isIssuer(tx: Tx, unitId: UnitId): Promise<boolean> {
  const row = await tx.selectFrom('certificate').where('unit_id', '=', unitId).select('no').limit(1).executeTakeFirst();
  return row !== undefined;
}
