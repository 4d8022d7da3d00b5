/** Resources: lists, one, writing, reports of what is wrong with them. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { DB } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import type { StoredFile } from '../../platform/files/files.ts';
import type { AccountId, CalendarDate, ResourceId, UnitId } from '../../platform/ids/ids.ts';
import {
  type Feature,
  FEATURES,
  type Language,
  LANGUAGES,
  type Level,
  LEVELS,
  type Licence,
  LICENCE_CODES,
  type ReportKind,
  type ResourceContent,
  type ResourceKind,
  RESOURCE_KINDS,
  RESOURCE_STATUSES,
  type ResourceStatus,
  searchWords,
} from './rules.ts';

export type Reader = Kysely<DB> | Tx;

export interface ResourceFile {
  readonly sha256: string;
  readonly name: string;
  readonly mediaType: string;
  readonly size: number;
}

export interface Resource extends ResourceContent {
  readonly id: ResourceId;
  readonly unitId: UnitId;
  readonly unitName: string;
  readonly provinceUnitId: UnitId | null;
  readonly file: ResourceFile | null;
  readonly status: ResourceStatus;
  readonly reason: string | null;
  readonly version: number;
  readonly publishedAt: Date | null;
  /** Of the record, as harvesters see it. */
  readonly changedAt: Date;
}

export function resources(db: Reader) {
  return db.selectFrom('resource as r').select([
    'r.id',
    'r.unit_id',
    'r.province_unit_id',
    'r.kind',
    'r.title',
    'r.description',
    'r.author',
    'r.publisher',
    'r.year',
    'r.url',
    'r.file_sha256',
    'r.file_name',
    'r.media_type',
    'r.size',
    'r.licence',
    'r.language',
    'r.subject',
    'r.level',
    'r.audiences',
    'r.accessibility',
    'r.minutes',
    'r.status',
    'r.reason',
    'r.version',
    'r.published_at',
    'r.changed_at',
    // The newest name: a resource outlives a reorganisation.
    sql<string>`(select v.name from unit_version v where v.unit_id = r.unit_id order by lower(v.valid) desc nulls last limit 1)`.as(
      'unit_name',
    ),
  ]);
}

type Row = Awaited<ReturnType<ReturnType<typeof resources>['execute']>>[number];

const oneOf = <T extends string>(list: readonly T[], text: string, otherwise: T): T =>
  list.find((each) => each === text) ?? otherwise;

export function resourceOf(row: Row): Resource {
  return {
    id: row.id as ResourceId,
    unitId: row.unit_id as UnitId,
    unitName: row.unit_name,
    provinceUnitId: row.province_unit_id as UnitId | null,
    kind: oneOf<ResourceKind>(RESOURCE_KINDS, row.kind, 'document'),
    title: row.title,
    description: row.description,
    author: row.author,
    publisher: row.publisher,
    year: row.year,
    url: row.url,
    file:
      row.file_sha256 === null
        ? null
        : {
            sha256: row.file_sha256,
            name: row.file_name ?? 'hoc-lieu',
            mediaType: row.media_type ?? 'application/octet-stream',
            size: row.size ?? 0,
          },
    licence: oneOf<Licence>(LICENCE_CODES, row.licence, 'free-to-read'),
    language: oneOf<Language>(LANGUAGES, row.language, 'vi'),
    subject: row.subject,
    level: oneOf<Level>(LEVELS, row.level, 'any'),
    audiences: row.audiences,
    accessibility: row.accessibility.flatMap((text): Feature[] => FEATURES.filter((feature) => feature === text)),
    minutes: row.minutes,
    status: oneOf<ResourceStatus>(RESOURCE_STATUSES, row.status, 'draft'),
    reason: row.reason,
    version: row.version,
    publishedAt: row.published_at === null ? null : new Date(row.published_at),
    changedAt: new Date(row.changed_at),
  };
}

export async function findResource(db: Reader, id: ResourceId, lock = false): Promise<Resource | null> {
  let query = resources(db).where('r.id', '=', id);
  if (lock) query = query.forUpdate();
  const row = await query.executeTakeFirst();
  return row ? resourceOf(row) : null;
}

/** Resources of these units in any state, what waits first. */
export async function findOwnResources(tx: Tx, unitIds: readonly UnitId[], limit: number): Promise<Resource[]> {
  if (unitIds.length === 0) return [];
  const rows = await resources(tx)
    .where('r.unit_id', 'in', unitIds)
    .orderBy('r.changed_at', 'desc')
    .limit(limit)
    .execute();
  return rows.map(resourceOf);
}

/** The day on which a unit is looked at: this one, or its last where it has ended since, as the communes of 2022 have. */
function lastDay(unitId: RawBuilder<unknown>, day: CalendarDate): RawBuilder<unknown> {
  return sql`least(${day}::date, (select case when bool_or(upper_inf(own.valid)) then null else max(upper(own.valid)) - 1 end
    from unit_version own where own.unit_id = ${unitId}))`;
}

/** Sent resources of units that stand below these today. The transaction must see them. */
export async function findWaiting(
  tx: Tx,
  unitIds: readonly UnitId[],
  day: CalendarDate,
  limit: number,
): Promise<Resource[]> {
  if (unitIds.length === 0) return [];
  const rows = await resources(tx)
    .where('r.status', '=', 'sent')
    .where(
      sql<boolean>`exists (
        with recursive above as (
          select v.parent_id from unit_version v where v.unit_id = r.unit_id and v.valid @> ${lastDay(sql`r.unit_id`, day)}
          union all
          select v.parent_id from unit_version v join above a on v.unit_id = a.parent_id
          where v.valid @> ${lastDay(sql`r.unit_id`, day)}
        ) select from above where parent_id = any (${unitIds}::bigint[]))`,
    )
    .orderBy('r.changed_at')
    .limit(limit)
    .execute();
  return rows.map(resourceOf);
}

export interface UnitPlace {
  readonly name: string;
  readonly level: string;
  /** From the parent to the root. */
  readonly above: readonly UnitId[];
  readonly provinceUnitId: UnitId | null;
}

/** The unit as it stands on a day, or on its last, with those above it; null for one that there never was. */
export async function findUnitPlace(db: Reader, unitId: UnitId, day: CalendarDate): Promise<UnitPlace | null> {
  const { rows } = await sql<{ unit_id: UnitId; name: string; level: string }>`
    with recursive way as (
      select v.unit_id, v.name, v.level, v.parent_id, 0 as n from unit_version v
      where v.unit_id = ${unitId} and v.valid @> ${lastDay(sql`${unitId}::bigint`, day)}
      union all
      select v.unit_id, v.name, v.level, v.parent_id, w.n + 1 from unit_version v join way w on v.unit_id = w.parent_id
      where v.valid @> ${lastDay(sql`${unitId}::bigint`, day)} and w.n < 20
    ) select unit_id, name, level from way order by n`.execute(db);
  const [own, ...above] = rows;
  if (!own) return null;
  return {
    name: own.name,
    level: own.level,
    above: above.map((row) => row.unit_id),
    provinceUnitId: rows.find((row) => row.level === 'province')?.unit_id ?? null,
  };
}

function columnsOf(content: ResourceContent) {
  const { key, text } = searchWords(content);
  return {
    kind: content.kind,
    title: content.title,
    description: content.description,
    author: content.author,
    publisher: content.publisher,
    year: content.year,
    url: content.url,
    licence: content.licence,
    language: content.language,
    subject: content.subject,
    level: content.level,
    audiences: [...content.audiences],
    accessibility: [...content.accessibility],
    minutes: content.minutes,
    search_key: key,
    search_text: text,
  };
}

const fileColumns = (file: { readonly stored: StoredFile; readonly name: string; readonly mediaType: string }) => ({
  file_sha256: file.stored.sha256,
  file_name: file.name,
  media_type: file.mediaType,
  size: file.stored.size,
});
export type NewFile = Parameters<typeof fileColumns>[0];

export async function insertResource(
  tx: Tx,
  given: {
    readonly unitId: UnitId;
    readonly provinceUnitId: UnitId | null;
    readonly content: ResourceContent;
    readonly file: NewFile | null;
    readonly by: AccountId;
    readonly at: Date;
  },
): Promise<ResourceId> {
  const { id } = await tx
    .insertInto('resource')
    .values({
      unit_id: given.unitId,
      province_unit_id: given.provinceUnitId,
      ...columnsOf(given.content),
      ...(given.file === null ? {} : fileColumns(given.file)),
      changed_at: given.at,
      created_by: given.by,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  return id as ResourceId;
}

export async function updateContent(
  tx: Tx,
  id: ResourceId,
  content: ResourceContent,
  file: NewFile | null,
  at: Date,
): Promise<void> {
  await tx
    .updateTable('resource')
    .set({
      ...columnsOf(content),
      ...(file === null ? {} : fileColumns(file)),
      version: sql`version + 1`,
      changed_at: at,
    })
    .where('id', '=', id)
    .execute();
}

export async function setStatus(
  tx: Tx,
  id: ResourceId,
  change: {
    readonly status: ResourceStatus;
    readonly reason: string | null;
    readonly by: AccountId;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .updateTable('resource')
    .set({
      status: change.status,
      reason: change.reason,
      decided_by: change.by,
      changed_at: change.at,
      version: sql`version + 1`,
      ...(change.status === 'published' ? { published_at: change.at } : {}),
    })
    .where('id', '=', id)
    .execute();
}

export interface Subject {
  readonly code: string;
  readonly vi: string;
  readonly en: string;
}

export async function listSubjects(db: Reader): Promise<Subject[]> {
  const rows = await db
    .selectFrom('resource_subject')
    .orderBy('position')
    .select(['code', 'name_vi as vi', 'name_en as en'])
    .execute();
  return rows;
}

export interface ResourceReport {
  readonly id: number;
  readonly resourceId: ResourceId;
  readonly title: string;
  readonly what: string;
  readonly note: string;
  readonly reportedAt: Date;
}

export async function insertReport(
  tx: Tx,
  report: {
    readonly resourceId: ResourceId;
    readonly unitId: UnitId;
    readonly what: ReportKind;
    readonly note: string;
    readonly addressHash: Buffer;
    readonly at: Date;
  },
): Promise<void> {
  await tx
    .insertInto('resource_report')
    .values({
      resource_id: report.resourceId,
      unit_id: report.unitId,
      what: report.what,
      note: report.note,
      address_hash: report.addressHash,
      reported_at: report.at,
    })
    .execute();
}

/** Reports that nobody has answered, oldest first. */
export async function findOpenReports(tx: Tx, unitIds: readonly UnitId[]): Promise<ResourceReport[]> {
  if (unitIds.length === 0) return [];
  const rows = await tx
    .selectFrom('resource_report as p')
    .innerJoin('resource as r', 'r.id', 'p.resource_id')
    .where('p.unit_id', 'in', unitIds)
    .where('p.resolved_at', 'is', null)
    .orderBy('p.reported_at')
    .limit(200)
    .select(['p.id', 'p.resource_id', 'r.title', 'p.what', 'p.note', 'p.reported_at'])
    .execute();
  return rows.map((row) => ({
    id: row.id,
    resourceId: row.resource_id as ResourceId,
    title: row.title,
    what: row.what,
    note: row.note,
    reportedAt: new Date(row.reported_at),
  }));
}

/**
 * Deletes reports that were answered, and takes out of the others what the reader wrote and the hash of the address: that
 * something is said to be wrong stays with the resource. @returns how many
 */
export async function forgetReports(tx: Tx, resolvedBefore: Date, reportedBefore: Date): Promise<number> {
  const { numDeletedRows } = await tx
    .deleteFrom('resource_report')
    .where('resolved_at', '<', resolvedBefore)
    .executeTakeFirst();
  const nothing = Buffer.alloc(0);
  const { numUpdatedRows } = await tx
    .updateTable('resource_report')
    .set({ note: '', address_hash: nothing })
    .where('reported_at', '<', reportedBefore)
    .where('address_hash', '<>', nothing)
    .executeTakeFirst();
  return Number(numDeletedRows + numUpdatedRows);
}

/** @returns false where it is out of sight or answered already */
export async function resolveReport(tx: Tx, id: number, resolution: string, at: Date): Promise<boolean> {
  const done = await tx
    .updateTable('resource_report')
    .set({ resolved_at: at, resolution })
    .where('id', '=', id)
    .where('resolved_at', 'is', null)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n;
}
