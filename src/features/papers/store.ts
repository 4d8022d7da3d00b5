/** Papers with their history, who has them open, and their files. */
import { sql } from 'kysely';
import { z } from 'zod';
import { type DocModel, parseDocModel } from '../../documents/write/doc-model.ts';
import { PAPER_KINDS, type PaperKind } from '../../documents/write/paper-kinds.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { AccountId, EditionId, PaperId, RegisterEntryId, UnitId } from '../../platform/ids/ids.ts';
import type { SavedState } from './rules.history.ts';
import { PAPER_STATUSES, paperKey, type PaperStatus, SAVE_CAUSES, type SaveCause, titleOf } from './rules.paper.ts';

const kindSchema = z.enum(PAPER_KINDS);
const statusSchema = z.enum(PAPER_STATUSES);
const causeSchema = z.enum(SAVE_CAUSES);

export interface StoredPaper {
  readonly id: PaperId;
  readonly unitId: UnitId;
  readonly editionId: EditionId | null;
  readonly kind: PaperKind;
  readonly source: string | null;
  readonly status: PaperStatus;
  readonly version: number;
  readonly title: string;
  readonly model: DocModel;
  readonly replacesId: PaperId | null;
  readonly registerEntryId: RegisterEntryId | null;
  readonly verificationCode: string | null;
  readonly issuedAt: Date | null;
  readonly updatedAt: Date;
}

const PAPER = [
  'id',
  'unit_id',
  'edition_id',
  'kind',
  'source',
  'status',
  'version',
  'title',
  'model',
  'replaces_id',
  'register_entry_id',
  'verification_code',
  'issued_at',
  'updated_at',
] as const;

interface PaperRow {
  id: number;
  unit_id: UnitId;
  edition_id: EditionId | null;
  kind: string;
  source: string | null;
  status: string;
  version: number;
  title: string;
  model: unknown;
  replaces_id: number | null;
  register_entry_id: number | null;
  verification_code: string | null;
  issued_at: Date | null;
  updated_at: Date;
}

const paperOf = (row: PaperRow): StoredPaper => ({
  id: row.id as PaperId,
  unitId: row.unit_id,
  editionId: row.edition_id,
  kind: kindSchema.parse(row.kind),
  source: row.source,
  status: statusSchema.parse(row.status),
  version: row.version,
  title: row.title,
  model: parseDocModel(row.model),
  replacesId: row.replaces_id as PaperId | null,
  registerEntryId: row.register_entry_id as RegisterEntryId | null,
  verificationCode: row.verification_code,
  issuedAt: row.issued_at,
  updatedAt: row.updated_at,
});

/** The paper, or null where it is not there or not in the person's sight. `lock` holds it until commit. */
export async function findPaper(tx: Tx, id: PaperId, lock = false): Promise<StoredPaper | null> {
  const query = tx.selectFrom('paper').where('id', '=', id).select(PAPER);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? paperOf(row) : null;
}

/** The unit's paper made from a source: its draft, else the newest of those that were issued. */
export async function findPaperOfSource(
  tx: Tx,
  unitId: UnitId,
  source: string,
  lock = false,
): Promise<StoredPaper | null> {
  const query = tx
    .selectFrom('paper')
    .where('unit_id', '=', unitId)
    .where('source', '=', source)
    .orderBy((eb) => eb('status', '=', 'draft'), 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .select(PAPER);
  const row = await (lock ? query.forUpdate() : query).executeTakeFirst();
  return row ? paperOf(row) : null;
}

/** The unit's newest paper under the decree's layout: its head is the office's own. */
export async function findLatestModel(tx: Tx, unitId: UnitId): Promise<DocModel | null> {
  const row = await tx
    .selectFrom('paper')
    .where('unit_id', '=', unitId)
    .orderBy('updated_at', 'desc')
    .limit(1)
    .select('model')
    .executeTakeFirst();
  return row ? parseDocModel(row.model) : null;
}

export interface NewPaper {
  readonly unitId: UnitId;
  readonly editionId: EditionId | null;
  readonly kind: PaperKind;
  readonly source: string | null;
  readonly model: DocModel;
  readonly replacesId: PaperId | null;
  readonly by: AccountId | null;
}

/** Puts a draft in with its first state. @returns its id, or null where the source has a draft already */
export async function insertPaper(tx: Tx, paper: NewPaper): Promise<PaperId | null> {
  const row = await tx
    .insertInto('paper')
    .values({
      unit_id: paper.unitId,
      edition_id: paper.editionId,
      kind: paper.kind,
      source: paper.source,
      title: titleOf(paper.model),
      model: JSON.stringify(paper.model),
      search_key: paperKey(paper.model),
      replaces_id: paper.replacesId,
      created_by: paper.by,
    })
    .onConflict((conflict) => conflict.doNothing())
    .returning('id')
    .executeTakeFirst();
  if (!row) return null;
  const id = row.id as PaperId;
  await insertVersion(tx, {
    paperId: id,
    unitId: paper.unitId,
    version: 1,
    model: paper.model,
    cause: 'start',
    by: paper.by,
  });
  return id;
}

interface NewVersion {
  readonly paperId: PaperId;
  readonly unitId: UnitId;
  readonly version: number;
  readonly model: DocModel;
  readonly cause: SaveCause;
  readonly by: AccountId | null;
}

async function insertVersion(tx: Tx, state: NewVersion): Promise<void> {
  await tx
    .insertInto('paper_version')
    .values({
      paper_id: state.paperId,
      version: state.version,
      unit_id: state.unitId,
      model: JSON.stringify(state.model),
      cause: state.cause,
      saved_by: state.by,
    })
    .execute();
}

/** Puts a new state in place of the one that stood, and keeps it in the history. */
export async function saveState(tx: Tx, state: NewVersion): Promise<void> {
  await tx
    .updateTable('paper')
    .set({
      version: state.version,
      model: JSON.stringify(state.model),
      title: titleOf(state.model),
      search_key: paperKey(state.model),
      updated_at: sql`now()`,
    })
    .where('id', '=', state.paperId)
    .execute();
  await insertVersion(tx, state);
}

export async function markPaperIssued(
  tx: Tx,
  id: PaperId,
  issue: { entryId: RegisterEntryId | null; code: string; at: Date; by: AccountId | null },
): Promise<void> {
  await tx
    .updateTable('paper')
    .set({
      status: 'issued',
      register_entry_id: issue.entryId,
      verification_code: issue.code,
      issued_at: issue.at,
      issued_by: issue.by,
    })
    .where('id', '=', id)
    .execute();
}

export async function setPaperStatus(tx: Tx, id: PaperId, status: 'replaced' | 'withdrawn'): Promise<void> {
  await tx.updateTable('paper').set({ status, updated_at: sql`now()` }).where('id', '=', id).execute();
}

/** Removes a draft with its history. */
export async function deleteDraft(tx: Tx, id: PaperId): Promise<void> {
  await tx.deleteFrom('paper').where('id', '=', id).where('status', '=', 'draft').execute();
}

/** Who saved the state that stands, by name; null where it is not known any more. */
export async function findSaver(
  tx: Tx,
  id: PaperId,
  version: number,
): Promise<{ name: string | null; at: Date } | null> {
  const row = await tx
    .selectFrom('paper_version as v')
    .leftJoin('account as a', 'a.id', 'v.saved_by')
    .where('v.paper_id', '=', id)
    .where('v.version', '=', version)
    .select(['a.name', 'v.saved_at'])
    .executeTakeFirst();
  return row ? { name: row.name, at: row.saved_at } : null;
}

/** All states without their text, the latest first. */
export async function listStates(tx: Tx, id: PaperId): Promise<SavedState[]> {
  const rows = await tx
    .selectFrom('paper_version as v')
    .leftJoin('account as a', 'a.id', 'v.saved_by')
    .where('v.paper_id', '=', id)
    .orderBy('v.version', 'desc')
    .select(['v.version', 'v.cause', 'v.saved_at', 'a.name'])
    .execute();
  return rows.map((row) => ({
    version: row.version,
    cause: causeSchema.parse(row.cause),
    by: row.name,
    at: row.saved_at,
  }));
}

export async function findState(tx: Tx, id: PaperId, version: number): Promise<DocModel | null> {
  const row = await tx
    .selectFrom('paper_version')
    .where('paper_id', '=', id)
    .where('version', '=', version)
    .select('model')
    .executeTakeFirst();
  return row ? parseDocModel(row.model) : null;
}

/** The state that was last taken from the paper's source: what the source said then. */
export async function findSourceState(tx: Tx, id: PaperId): Promise<DocModel | null> {
  const row = await tx
    .selectFrom('paper_version')
    .where('paper_id', '=', id)
    .where('cause', 'in', ['start', 'refresh'])
    .orderBy('version', 'desc')
    .limit(1)
    .select('model')
    .executeTakeFirst();
  return row ? parseDocModel(row.model) : null;
}

/** Notes that the person has the paper open, and finds who else has since the moment given. */
export async function markPresent(
  tx: Tx,
  presence: { paperId: PaperId; unitId: UnitId; accountId: AccountId; at: Date; since: Date },
): Promise<string[]> {
  await tx
    .insertInto('paper_presence')
    .values({
      paper_id: presence.paperId,
      account_id: presence.accountId,
      unit_id: presence.unitId,
      seen_at: presence.at,
    })
    .onConflict((conflict) => conflict.columns(['paper_id', 'account_id']).doUpdateSet({ seen_at: presence.at }))
    .execute();
  const rows = await tx
    .selectFrom('paper_presence as p')
    .innerJoin('account as a', 'a.id', 'p.account_id')
    .where('p.paper_id', '=', presence.paperId)
    .where('p.account_id', '<>', presence.accountId)
    .where('p.seen_at', '>=', presence.since)
    .orderBy('a.name')
    .select('a.name')
    .execute();
  return rows.map((row) => row.name);
}
