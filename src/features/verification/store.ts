/** Authorities that this installation trusts. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { CertificateFacts } from '../../documents/sign/certificate.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, CalendarDate } from '../../platform/ids/ids.ts';

/** What the list shows of a certificate. */
const factsSchema = z.object({
  name: z.string(),
  organisation: z.string().nullable(),
  issuerName: z.string(),
  validFrom: z.coerce.date(),
  validTo: z.coerce.date(),
  selfSigned: z.boolean(),
  authority: z.boolean(),
  trial: z.boolean(),
});
export type AnchorFacts = z.infer<typeof factsSchema>;

export interface TrustAnchorRow {
  readonly id: number;
  readonly name: string;
  /** SHA-256, lower-case hexadecimal. */
  readonly fingerprint: string;
  readonly facts: AnchorFacts;
  readonly source: string;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
  readonly addedAt: Date;
}

/** All authorities, by name. */
export async function listAnchors(tx: Tx): Promise<TrustAnchorRow[]> {
  const rows = await tx
    .selectFrom('trust_anchor')
    .orderBy(sql`lower(name)`)
    .select(['id', 'name', 'fingerprint', 'facts', 'source', 'valid_from', 'valid_to', 'added_at'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    fingerprint: row.fingerprint,
    facts: factsSchema.parse(row.facts),
    source: row.source,
    validFrom: row.valid_from,
    validTo: row.valid_to,
    addedAt: row.added_at,
  }));
}

/** The list as a check of signatures takes it. */
export async function listCertificates(tx: Tx): Promise<
  {
    name: string;
    certificate: Uint8Array;
    source: string;
    validFrom: CalendarDate | null;
    validTo: CalendarDate | null;
  }[]
> {
  const rows = await tx
    .selectFrom('trust_anchor')
    .orderBy('id')
    .select(['name', 'certificate', 'source', 'valid_from', 'valid_to'])
    .execute();
  return rows.map((row) => ({
    name: row.name,
    certificate: row.certificate,
    source: row.source,
    validFrom: row.valid_from,
    validTo: row.valid_to,
  }));
}

export async function countAnchors(tx: Tx): Promise<number> {
  const row = await tx.selectFrom('trust_anchor').select(sql<number>`count(*)`.as('n')).executeTakeFirstOrThrow();
  return Number(row.n);
}

export interface NewAnchor {
  readonly name: string;
  /** DER. */
  readonly certificate: Uint8Array;
  readonly facts: CertificateFacts;
  readonly source: string;
  readonly validFrom: CalendarDate | null;
  readonly validTo: CalendarDate | null;
  readonly by: AccountId;
}

/** @returns its id, or null where the certificate is in the list already */
export async function insertAnchor(tx: Tx, anchor: NewAnchor): Promise<number | null> {
  const row = await tx
    .insertInto('trust_anchor')
    .values({
      name: anchor.name,
      certificate: Buffer.from(anchor.certificate),
      fingerprint: anchor.facts.fingerprint,
      facts: JSON.stringify(anchor.facts),
      source: anchor.source,
      valid_from: anchor.validFrom,
      valid_to: anchor.validTo,
      added_by: anchor.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  return row?.id ?? null;
}

/** @returns what was removed, or null where it was not there */
export async function deleteAnchor(tx: Tx, id: number): Promise<{ name: string; fingerprint: string } | null> {
  const row = await tx
    .deleteFrom('trust_anchor')
    .where('id', '=', id)
    .returning(['name', 'fingerprint'])
    .executeTakeFirst();
  return row ?? null;
}
