/** Spreadsheets of activities: what was read of one, and what it is compared with. */
import { sql } from 'kysely';
import { z } from 'zod';
import type { Tx } from '../../platform/database/transaction.ts';
import {
  type AccountId,
  type ActivityImportId,
  activityImportIdSchema,
  type EditionId,
  type OrganisationId,
  type UnitId,
} from '../../platform/ids/ids.ts';
import type { Activity, ActivitySession } from './activity.ts';
import type { ImportFault, ImportRow } from './rules.import.ts';
import { activityOf, sessionOf } from './store.ts';

export const IMPORT_STATUSES = ['checked', 'done', 'undone'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

/** What stands beside the rows of an import, as it was when the file was read. */
const summarySchema = z.object({
  /** Rows of the file with something in them. */
  lines: z.number(),
  good: z.number(),
  faulty: z.number(),
  /** Of the good ones, those that nothing is missing of. */
  ready: z.number(),
  errors: z.number(),
  warnings: z.number(),
});
export type ImportSummary = z.infer<typeof summarySchema>;

export interface StoredImport {
  readonly id: ActivityImportId;
  readonly unitId: UnitId;
  readonly pos: number;
  readonly organisationId: OrganisationId | null;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly status: ImportStatus;
  readonly summary: ImportSummary;
  readonly taken: number;
  /** Activities of it that are still there. */
  readonly left: number;
  readonly by: string | null;
  readonly createdAt: Date;
  readonly doneAt: Date | null;
  readonly undoneAt: Date | null;
}

export interface NewImport {
  readonly editionId: EditionId;
  readonly unitId: UnitId;
  readonly pos: number;
  readonly organisationId: OrganisationId | null;
  readonly fileName: string;
  readonly fileSha256: string;
  readonly rows: readonly ImportRow[];
  readonly errors: readonly ImportFault[];
  readonly warnings: readonly ImportFault[];
  readonly summary: ImportSummary;
  readonly createdBy: AccountId | null;
  readonly now: Date;
}

export async function insertImport(tx: Tx, made: NewImport): Promise<ActivityImportId> {
  const row = await tx
    .insertInto('activity_import')
    .values({
      edition_id: made.editionId,
      unit_id: made.unitId,
      pos: made.pos,
      organisation_id: made.organisationId,
      file_name: made.fileName,
      file_sha256: made.fileSha256,
      rows: JSON.stringify(made.rows),
      faults: JSON.stringify({ summary: made.summary, errors: made.errors, warnings: made.warnings }),
      created_by: made.createdBy,
      created_at: made.now,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return activityImportIdSchema.parse(row.id);
}

export interface ImportFilter {
  readonly id?: ActivityImportId;
  /** Of the unit itself, or of one organisation. */
  readonly of?: { readonly unitId: UnitId; readonly organisationId: OrganisationId | null };
  readonly limit: number;
}

/** Imports without their rows, newest first. */
export async function findImports(tx: Tx, editionId: EditionId, filter: ImportFilter): Promise<StoredImport[]> {
  const conditions = [
    sql`i.edition_id = ${editionId}`,
    ...(filter.id === undefined ? [] : [sql`i.id = ${filter.id}`]),
    ...(filter.of === undefined
      ? []
      : [
          sql`i.unit_id = ${filter.of.unitId}`,
          sql`i.organisation_id is not distinct from ${filter.of.organisationId}::bigint`,
        ]),
  ];
  const { rows } = await sql<{
    id: number;
    unit_id: UnitId;
    pos: number;
    organisation_id: OrganisationId | null;
    file_name: string;
    file_sha256: string;
    status: string;
    summary: unknown;
    taken: number;
    left_there: number;
    person: string | null;
    created_at: Date;
    done_at: Date | null;
    undone_at: Date | null;
  }>`
    select i.id, i.unit_id, i.pos, i.organisation_id, i.file_name, i.file_sha256, i.status, i.faults->'summary' as summary,
      i.taken, i.created_at, i.done_at, i.undone_at, p.name as person,
      (select count(*) from activity a where a.import_id = i.id) as left_there
    from activity_import i left join account p on p.id = i.created_by
    where ${sql.join(conditions, sql` and `)}
    order by i.created_at desc, i.id desc limit ${filter.limit}`.execute(tx);
  return rows.map((row) => ({
    id: activityImportIdSchema.parse(row.id),
    unitId: row.unit_id,
    pos: row.pos,
    organisationId: row.organisation_id,
    fileName: row.file_name,
    fileSha256: row.file_sha256,
    status: IMPORT_STATUSES.find((status) => status === row.status) ?? 'checked',
    summary: summarySchema.parse(row.summary),
    taken: row.taken,
    left: row.left_there,
    by: row.person,
    createdAt: row.created_at,
    doneAt: row.done_at,
    undoneAt: row.undone_at,
  }));
}

/** When the same file was last taken in for the same organiser; null where it never was. */
export async function findTakenBefore(tx: Tx, editionId: EditionId, one: StoredImport): Promise<Date | null> {
  const row = await tx
    .selectFrom('activity_import')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', one.unitId)
    .where('organisation_id', 'is not distinct from', one.organisationId)
    .where('file_sha256', '=', one.fileSha256)
    .where('status', '=', 'done')
    .where('id', '<>', one.id)
    .orderBy('done_at', 'desc')
    .limit(1)
    .select('done_at')
    .executeTakeFirst();
  return row?.done_at ?? null;
}

export type ImportPart = 'rows' | 'errors' | 'warnings';

/** A page of what is kept of a file, as JSON: the rest of it is not read out of the row. */
export async function findImportPart(
  tx: Tx,
  id: ActivityImportId,
  part: ImportPart,
  page: { readonly limit: number; readonly offset: number } | null,
): Promise<unknown> {
  const list = part === 'rows' ? sql`rows` : sql`faults->${part}`;
  const range = page === null ? '$[*]' : `$[${page.offset} to ${page.offset + page.limit - 1}]`;
  const { rows } = await sql<{ list: unknown }>`
    select jsonb_path_query_array(${list}, ${range}::jsonpath) as list from activity_import where id = ${id}`.execute(
    tx,
  );
  return rows[0]?.list ?? [];
}

/** Holds an import until the transaction ends. @returns its state now; null where it is gone or out of sight */
export async function lockImport(tx: Tx, id: ActivityImportId): Promise<ImportStatus | null> {
  const row = await tx
    .selectFrom('activity_import')
    .where('id', '=', id)
    .forUpdate()
    .select('status')
    .executeTakeFirst();
  return IMPORT_STATUSES.find((status) => status === row?.status) ?? null;
}

/** Taken in: the rows are activities from now on, and no longer kept here. */
export async function markTaken(tx: Tx, id: ActivityImportId, taken: number, now: Date): Promise<void> {
  await tx
    .updateTable('activity_import')
    .set({ status: 'done', taken, done_at: now, rows: '[]' })
    .where('id', '=', id)
    .execute();
}

export async function markUndone(tx: Tx, id: ActivityImportId, now: Date): Promise<void> {
  await tx.updateTable('activity_import').set({ status: 'undone', undone_at: now }).where('id', '=', id).execute();
}

export async function deleteImport(tx: Tx, id: ActivityImportId): Promise<void> {
  await tx.deleteFrom('activity_import').where('id', '=', id).where('status', '=', 'checked').execute();
}

/** Previews that nobody took in. @returns how many */
export async function deleteOldPreviews(tx: Tx, before: Date): Promise<number> {
  const result = await tx
    .deleteFrom('activity_import')
    .where('status', '=', 'checked')
    .where('created_at', '<', before)
    .executeTakeFirst();
  return Number(result.numDeletedRows);
}

export interface AreaUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly kind: string;
  readonly level: string;
  readonly lft: number;
  readonly ancestors: readonly UnitId[];
}

/** Territories at the positions from..to of the tree, and those above them for their names. */
export async function findAreaUnits(tx: Tx, editionId: EditionId, from: number, to: number): Promise<AreaUnit[]> {
  const rows = await tx
    .selectFrom('edition_unit')
    .where('edition_id', '=', editionId)
    .where('level', 'in', ['country', 'province', 'district', 'commune'])
    .where((eb) => eb.or([eb.between('lft', from, to), eb.and([eb('lft', '<', from), eb('rgt', '>=', to)])]))
    .orderBy('lft')
    .select(['unit_id', 'name', 'kind', 'level', 'lft', 'ancestors'])
    .execute();
  return rows.map((row) => ({ ...row, unitId: row.unit_id, ancestors: row.ancestors.map((id) => id as UnitId) }));
}

export interface Announced {
  readonly title: string;
  readonly organiserName: string;
  readonly areaUnitId: UnitId;
  /** First start, or the day of an output. */
  readonly at: Date;
}

const MOST_COMPARED = 100_000;

/** What is announced in these areas between two moments, and the person's own drafts there: what a file may repeat. */
export async function findAnnouncedIn(
  tx: Tx,
  editionId: EditionId,
  areas: readonly UnitId[],
  from: Date,
  to: Date,
): Promise<Announced[]> {
  if (areas.length === 0) return [];
  const { rows } = await sql<{ title: string; organiser_name: string; area_unit_id: UnitId; at: Date }>`
    select title, organiser_name, area_unit_id, coalesce(starts_at, counted_on::timestamp at time zone 'Asia/Ho_Chi_Minh') as at
    from activity
    where edition_id = ${editionId} and area_unit_id = any (${areas}::bigint[]) and status <> 'cancelled'
      and coalesce(starts_at, counted_on::timestamp at time zone 'Asia/Ho_Chi_Minh') between ${from} and ${to}
    limit ${MOST_COMPARED}`.execute(tx);
  return rows.map((row) => ({
    title: row.title,
    organiserName: row.organiser_name,
    areaUnitId: row.area_unit_id,
    at: row.at,
  }));
}

/** The unit's or organisation's own drafts and what came back to it, oldest first: a template is filled with them. */
export async function findOwnDrafts(
  tx: Tx,
  editionId: EditionId,
  of: { readonly unitId: UnitId; readonly organisationId: OrganisationId | null },
  limit: number,
): Promise<{ activity: Activity; sessions: ActivitySession[] }[]> {
  const rows = await ownDrafts(tx, editionId, of).orderBy('id').limit(limit).selectAll().execute();
  if (rows.length === 0) return [];
  const sessions = await tx
    .selectFrom('activity_session')
    .where('edition_id', '=', editionId)
    .where(
      'activity_id',
      'in',
      rows.map(({ id }) => id),
    )
    .orderBy('activity_id')
    .orderBy('starts_at')
    .orderBy('no')
    .selectAll()
    .execute();
  const byActivity = Map.groupBy(sessions, (session) => session.activity_id);
  return rows.map((row) => ({
    activity: activityOf(row),
    sessions: (byActivity.get(row.id) ?? []).map(sessionOf),
  }));
}

export async function countOwnDrafts(
  tx: Tx,
  editionId: EditionId,
  of: { readonly unitId: UnitId; readonly organisationId: OrganisationId | null },
): Promise<number> {
  const row = await ownDrafts(tx, editionId, of)
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow();
  return row.count;
}

const ownDrafts = (
  tx: Tx,
  editionId: EditionId,
  of: { readonly unitId: UnitId; readonly organisationId: OrganisationId | null },
) =>
  tx
    .selectFrom('activity')
    .where('edition_id', '=', editionId)
    .where('unit_id', '=', of.unitId)
    .where('organisation_id', 'is not distinct from', of.organisationId)
    .where('status', 'in', ['draft', 'returned']);
