/**
 * What anybody can check: one row for each paper and certificate, by the code that is printed on it, and the files that
 * are the paper byte for byte. The public page reads as the system; whoever writes owns the unit.
 */
import { randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';

/** Crockford's base 32: no I, L, O, U. */
const SIGNS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const LENGTH = 12;
const CODE = new RegExp(`^[${SIGNS}]{${LENGTH}}$`, 'u');

/** A new code, 60 bits from the system's random source: `7K2M-9QXD-4HTA`. */
export function newVerificationCode(): string {
  const letters = [...randomBytes(LENGTH)].map((byte) => SIGNS.charAt(byte % SIGNS.length)).join('');
  return grouped(letters);
}

/** A code as people type it: small letters, without dashes, O for 0 and I or L for 1. null for what can be no code. */
export function readVerificationCode(typed: string): string | null {
  const letters = typed
    .toUpperCase()
    .replace(/[^0-9A-Z]/gu, '')
    .replaceAll('O', '0')
    .replace(/[IL]/gu, '1');
  return CODE.test(letters) ? grouped(letters) : null;
}

function grouped(letters: string): string {
  return letters.replace(/(.{4})(?=.)/gu, '$1-');
}

export interface NewVerification {
  readonly code: string;
  readonly unitId: UnitId;
  /** documents/write/paper-kinds.ts */
  readonly kind: string;
  /** As a sentence names it. */
  readonly agency: string;
  readonly printedNumber: string | null;
  readonly datedOn: CalendarDate | null;
  readonly subject: string;
  /** For a certificate: the name on it. */
  readonly recipient: string | null;
}

/** Opens papers to be checked; thousands at once for a merge. */
export async function insertVerifications(tx: Tx, rows: readonly NewVerification[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into verification (code, unit_id, kind, agency, printed_number, dated_on, subject, recipient)
    select * from unnest(${rows.map((row) => row.code)}::text[], ${rows.map((row) => row.unitId)}::bigint[],
      ${rows.map((row) => row.kind)}::text[], ${rows.map((row) => row.agency)}::text[],
      ${rows.map((row) => row.printedNumber)}::text[], ${rows.map((row) => row.datedOn)}::date[],
      ${rows.map((row) => row.subject)}::text[], ${rows.map((row) => row.recipient)}::text[])`.execute(tx);
}

/** Says of files that they are the paper of the code. */
export async function insertVerificationFiles(
  tx: Tx,
  files: readonly { readonly code: string; readonly sha256: string }[],
): Promise<void> {
  if (files.length === 0) return;
  await sql`
    insert into verification_file (file_sha256, code)
    select * from unnest(${files.map((file) => file.sha256)}::text[], ${files.map((file) => file.code)}::text[])
    on conflict do nothing`.execute(tx);
}

/** From now on the code says that another paper stands in this one's place. */
export async function markVerificationReplaced(
  tx: Tx,
  code: string,
  by: string,
  reason: string | null,
  at: Date,
): Promise<void> {
  await sql`
    update verification set status = 'replaced', replaced_by = ${by}, reason = ${reason}, status_since = ${at}
    where code = ${code}`.execute(tx);
}

/** From now on the code says that the paper is withdrawn, and why. */
export async function markVerificationWithdrawn(tx: Tx, code: string, reason: string, at: Date): Promise<void> {
  await tx
    .updateTable('verification')
    .set({ status: 'withdrawn', reason, status_since: at })
    .where('code', '=', code)
    .execute();
}

export interface Verification extends NewVerification {
  readonly status: 'valid' | 'replaced' | 'withdrawn';
  readonly reason: string | null;
  readonly replacedBy: string | null;
  readonly statusSince: Date;
  readonly createdAt: Date;
}

const COLUMNS = [
  'v.code',
  'v.unit_id',
  'v.kind',
  'v.status',
  'v.agency',
  'v.printed_number',
  'v.dated_on',
  'v.subject',
  'v.recipient',
  'v.reason',
  'v.replaced_by',
  'v.status_since',
  'v.created_at',
] as const;

interface VerificationRow {
  code: string;
  unit_id: UnitId;
  kind: string;
  status: string;
  agency: string;
  printed_number: string | null;
  dated_on: CalendarDate | null;
  subject: string;
  recipient: string | null;
  reason: string | null;
  replaced_by: unknown;
  status_since: Date;
  created_at: Date;
}

const verificationOf = (row: VerificationRow): Verification => ({
  code: row.code,
  unitId: row.unit_id,
  kind: row.kind,
  status: row.status === 'replaced' || row.status === 'withdrawn' ? row.status : 'valid',
  agency: row.agency,
  printedNumber: row.printed_number,
  datedOn: row.dated_on,
  subject: row.subject,
  recipient: row.recipient,
  reason: row.reason,
  replacedBy: typeof row.replaced_by === 'string' ? row.replaced_by : null,
  statusSince: row.status_since,
  createdAt: row.created_at,
});

/** What stands behind a code as `readVerificationCode` gives it, or null. */
export async function findVerification(tx: Tx, code: string): Promise<Verification | null> {
  const row = await tx.selectFrom('verification as v').where('v.code', '=', code).select(COLUMNS).executeTakeFirst();
  return row ? verificationOf(row) : null;
}

/** The papers that a file is, byte for byte; usually one or none. */
export async function findVerificationsOfFile(tx: Tx, sha256: string): Promise<Verification[]> {
  const rows = await tx
    .selectFrom('verification_file as f')
    .innerJoin('verification as v', 'v.code', 'f.code')
    .where('f.file_sha256', '=', sha256)
    .orderBy('v.created_at')
    .limit(20)
    .select(COLUMNS)
    .execute();
  return rows.map(verificationOf);
}
