/** Documents: what was uploaded, what the engine read in it, and what a person made of that. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { DocumentBlocks } from '../../documents/blocks.ts';
import { formDefinitionSchema } from '../../documents/forms/definition-schema.ts';
import type { FormDefinition } from '../../documents/forms/definition.ts';
import type { PlanReading, Source } from '../../documents/plan/reading.ts';
import { insertFileRows } from '../../platform/files/file-row.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, DocumentId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { type Correction, correctionSchema, planReadingSchema } from './rules.correction.ts';
import { blocksSchema, sourceSchema } from './rules.stored.ts';

export interface StoredDocument {
  readonly id: DocumentId;
  readonly unitId: UnitId;
  readonly fileSha256: string;
  readonly fileName: string;
  readonly status: 'read' | 'confirmed';
  readonly version: number;
  readonly blocks: DocumentBlocks;
  /** What the engine found, never changed. */
  readonly reading: PlanReading;
  readonly sources: readonly Source[];
  /** The form as it is to be used; null when the document has none. */
  readonly form: FormDefinition | null;
  readonly correction: Correction;
  readonly createdAt: Date;
}

export interface NewDocument {
  readonly unitId: UnitId;
  readonly file: { readonly sha256: string; readonly size: number };
  readonly fileName: string;
  readonly mediaType: string;
  readonly blocks: DocumentBlocks;
  readonly reading: PlanReading;
  readonly sources: readonly Source[];
  readonly form: FormDefinition | null;
  readonly correction: Correction;
  readonly createdBy: AccountId;
}

/** Of two uploads of the same file at once (a button pressed twice) the second waits here, and then finds the first. */
export async function lockUpload(tx: Tx, unitId: UnitId, sha256: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`upload ${unitId} ${sha256}`}, 0))`.execute(tx);
}

/** The document of the unit made from the same bytes, if there is one. */
export async function findDocumentOfFile(tx: Tx, unitId: UnitId, sha256: string): Promise<DocumentId | null> {
  const row = await tx
    .selectFrom('document')
    .where('unit_id', '=', unitId)
    .where('file_sha256', '=', sha256)
    .orderBy('id')
    .select('id')
    .executeTakeFirst();
  return row ? (row.id as DocumentId) : null;
}

export async function insertDocument(tx: Tx, document: NewDocument): Promise<DocumentId> {
  await insertFileRows(tx, [document.file]);
  const row = await tx
    .insertInto('document')
    .values({
      unit_id: document.unitId,
      file_sha256: document.file.sha256,
      file_name: document.fileName,
      media_type: document.mediaType,
      status: 'read',
      blocks: JSON.stringify(document.blocks),
      reading: JSON.stringify(document.reading),
      sources: JSON.stringify(document.sources),
      form_definition: document.form === null ? null : JSON.stringify(document.form),
      corrected: JSON.stringify(document.correction),
      created_by: document.createdBy,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return row.id as DocumentId;
}

/** What the engine found in the latest issued document, of those in the person's sight, that has one of these numbers. */
export async function findReadingByNumber(tx: Tx, numbers: readonly string[]): Promise<PlanReading | null> {
  if (numbers.length === 0) return null;
  const row = await tx
    .selectFrom('document')
    .where(sql<string>`reading ->> 'number'`, 'in', [...numbers])
    .orderBy(sql`reading ->> 'date' desc nulls last`)
    .orderBy('id', 'desc')
    .select('reading')
    .executeTakeFirst();
  return row ? planReadingSchema.parse(row.reading) : null;
}

/** The document, or null where it is not there or not in the person's sight. */
export async function findDocument(tx: Tx, id: DocumentId, lock = false): Promise<StoredDocument | null> {
  const query = tx
    .selectFrom('document')
    .where('id', '=', id)
    .select([
      'id',
      'unit_id',
      'file_sha256',
      'file_name',
      'status',
      'version',
      'blocks',
      'reading',
      'sources',
      'form_definition',
      'corrected',
      'created_at',
    ]);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  if (!row) return null;
  return {
    id: row.id as DocumentId,
    unitId: row.unit_id as UnitId,
    fileSha256: row.file_sha256,
    fileName: row.file_name,
    status: row.status === 'confirmed' ? 'confirmed' : 'read',
    version: row.version,
    blocks: blocksSchema.parse(row.blocks),
    reading: planReadingSchema.parse(row.reading),
    sources: z.array(sourceSchema).parse(row.sources),
    form: row.form_definition === null ? null : formDefinitionSchema.parse(row.form_definition),
    correction: correctionSchema.parse(row.corrected),
    createdAt: row.created_at,
  };
}

/** Saves what a person made of it. False when somebody saved before, or it is confirmed: then nothing is written. */
export async function saveCorrection(
  tx: Tx,
  id: DocumentId,
  version: number,
  correction: Correction,
  form: FormDefinition | null,
): Promise<boolean> {
  const saved = await tx
    .updateTable('document')
    .set((eb) => ({
      corrected: JSON.stringify(correction),
      form_definition: form === null ? null : JSON.stringify(form),
      version: eb('version', '+', 1),
    }))
    .where('id', '=', id)
    .where('version', '=', version)
    .where('status', '=', 'read')
    .returning('id')
    .executeTakeFirst();
  return saved !== undefined;
}

export async function markConfirmed(tx: Tx, id: DocumentId, correction: Correction): Promise<void> {
  await tx
    .updateTable('document')
    .set((eb) => ({ status: 'confirmed', corrected: JSON.stringify(correction), version: eb('version', '+', 1) }))
    .where('id', '=', id)
    .execute();
}

export interface DocumentListItem {
  readonly id: DocumentId;
  readonly fileName: string;
  readonly status: 'read' | 'confirmed';
  readonly title: string | null;
  readonly type: string | null;
  readonly number: string | null;
  readonly issuer: string | null;
  readonly unitName: string | null;
  readonly createdBy: string | null;
  readonly createdAt: Date;
  readonly warnings: number;
  readonly editionId: EditionId | null;
}

/** The latest documents in the person's sight, and how many there are. */
export async function listDocuments(
  tx: Tx,
  page: { limit: number; offset: number },
): Promise<{ rows: DocumentListItem[]; total: number }> {
  const rows = await tx
    .selectFrom('document as d')
    .leftJoin('account as a', 'a.id', 'd.created_by')
    .leftJoin('edition as e', 'e.document_id', 'd.id')
    .orderBy('d.created_at', 'desc')
    .orderBy('d.id', 'desc')
    .limit(page.limit)
    .offset(page.offset)
    .select((eb) => [
      'd.id',
      'd.file_name',
      'd.status',
      'd.corrected',
      'd.created_at',
      'a.name as created_by_name',
      'e.id as edition_id',
      eb
        .selectFrom('unit_version as v')
        .whereRef('v.unit_id', '=', 'd.unit_id')
        .orderBy('v.valid', 'desc')
        .limit(1)
        .select('v.name')
        .as('unit_name'),
      eb.fn.countAll<number>().over().as('total'),
    ])
    .execute();
  return {
    total: rows[0]?.total ?? 0,
    rows: rows.map((row) => {
      const { reading } = correctionSchema.parse(row.corrected);
      return {
        id: row.id as DocumentId,
        fileName: row.file_name,
        status: row.status === 'confirmed' ? 'confirmed' : 'read',
        title: reading.title,
        type: reading.type,
        number: reading.number,
        issuer: reading.issuer,
        unitName: row.unit_name,
        createdBy: row.created_by_name,
        createdAt: row.created_at,
        warnings: reading.warnings.length,
        editionId: row.edition_id as EditionId | null,
      };
    }),
  };
}

/** The edition that the document opened, if it did. */
export async function findEditionOfDocument(tx: Tx, id: DocumentId): Promise<EditionId | null> {
  const row = await tx.selectFrom('edition').where('document_id', '=', id).select('id').executeTakeFirst();
  return row ? (row.id as EditionId) : null;
}
