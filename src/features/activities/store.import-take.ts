/** The activities of a spreadsheet, taken in and taken back in few statements, whatever their number. */
import { randomBytes, randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import {
  type ActivityId,
  activityIdSchema,
  type ActivityImportId,
  type EditionId,
  type UnitId,
} from '../../platform/ids/ids.ts';
import type { SessionRow } from './rules.changes.ts';
import type { ImportRow } from './rules.import.ts';
import { insertDays } from './store.days.ts';
import { activityColumns, type Derived, type NewActivity } from './store.write.ts';

/** What an imported activity begins as. */
export interface ImportedState {
  readonly status: 'draft' | 'sent' | 'published';
  readonly sentAt: Date | null;
  readonly reviewerUnitId: UnitId | null;
  readonly reviewDueAt: Date | null;
  readonly publishedAt: Date | null;
}

export interface ImportedActivity {
  readonly content: ImportRow['content'];
  readonly derived: Derived;
  readonly sessions: readonly SessionRow[];
  readonly state: ImportedState;
}

/** A statement may carry 65,535 values. */
const ACTIVITIES_AT_ONCE = 500;
const SESSIONS_AT_ONCE = 4_000;

/** All of them with their sessions. @returns their numbers, in the order given */
export async function insertImported(
  tx: Tx,
  head: NewActivity,
  importId: ActivityImportId,
  activities: readonly ImportedActivity[],
): Promise<ActivityId[]> {
  const ids: ActivityId[] = [];
  for (let at = 0; at < activities.length; at += ACTIVITIES_AT_ONCE) {
    const some = activities.slice(at, at + ACTIVITIES_AT_ONCE).map((activity) => ({ ...activity, uid: randomUUID() }));
    const made = await tx
      .insertInto('activity')
      .values(
        some.map(({ content, derived, state, uid }) => ({
          ...activityColumns(head, content, derived),
          uid,
          import_id: importId,
          status: state.status,
          sent_at: state.sentAt,
          reviewer_unit_id: state.reviewerUnitId,
          review_due_at: state.reviewDueAt,
          published_at: state.publishedAt,
          published_how: state.publishedAt === null ? null : 'own',
        })),
      )
      .returning(['id', 'uid'])
      .execute();
    const idOf = new Map(made.map(({ id, uid }) => [uid, activityIdSchema.parse(id)]));
    for (const { uid } of some) {
      const id = idOf.get(uid);
      if (id === undefined) throw new Error('an activity was not inserted');
      ids.push(id);
    }
  }
  const sessions = activities.flatMap(({ sessions: own }, at) =>
    own.map((session) => ({
      edition_id: head.editionId,
      activity_id: ids[at] ?? 0,
      unit_id: head.unitId,
      pos: head.pos,
      no: session.no,
      starts_at: session.startsAt,
      ends_at: session.endsAt,
      place_name: session.placeName,
      is_cancelled: session.isCancelled,
      secret: randomBytes(20),
    })),
  );
  for (let at = 0; at < sessions.length; at += SESSIONS_AT_ONCE) {
    await tx
      .insertInto('activity_session')
      .values(sessions.slice(at, at + SESSIONS_AT_ONCE))
      .execute();
  }
  await insertDays(
    tx,
    head.editionId,
    activities.map(({ derived, sessions: own }, at) => ({
      id: ids[at] ?? (0 as ActivityId),
      pos: head.pos,
      areaPos: derived.areaPos,
      sessions: own,
    })),
  );
  return ids;
}

export interface ImportedNow {
  readonly id: ActivityId;
  readonly title: string;
  /** Changed, decided, or relied upon since: signed up for, checked in at, part of a contest. */
  readonly isUsed: boolean;
  /** It stands in a report: an output that was published. */
  readonly isCounted: boolean;
}

/**
 * The activities of an import as they are now, held until the transaction ends. Asked with the system's sight: who has
 * signed up is not for everybody's eyes, but keeps an activity from being deleted.
 */
export async function lockImported(tx: Tx, editionId: EditionId, id: ActivityImportId): Promise<ImportedNow[]> {
  // First held, then looked at: a sign-up that came meanwhile is seen, one that comes later waits.
  await sql`select from activity where edition_id = ${editionId} and import_id = ${id} order by id for update`.execute(
    tx,
  );
  const { rows } = await sql<{ id: number; title: string; is_used: boolean; is_counted: boolean }>`
    select a.id, a.title, a.status = 'published' and a.counted_on is not null as is_counted,
      a.version > 1 or a.cover_sha256 is not null or a.confirmed_at is not null
        or exists (select from registration r where r.edition_id = a.edition_id and r.activity_id = a.id)
        or exists (select from activity_picture p where p.edition_id = a.edition_id and p.activity_id = a.id)
        or exists (select from contest c where c.edition_id = a.edition_id and c.activity_id = a.id)
        or exists (select from checkin k where k.edition_id = a.edition_id and k.event = 'activity' and k.event_id = a.id)
        as is_used
    from activity a where a.edition_id = ${editionId} and a.import_id = ${id}
    order by a.id`.execute(tx);
  return rows.map((row) => ({
    id: activityIdSchema.parse(row.id),
    title: row.title,
    isUsed: row.is_used,
    isCounted: row.is_counted,
  }));
}

export async function deleteActivities(tx: Tx, editionId: EditionId, ids: readonly ActivityId[]): Promise<void> {
  await sql`delete from activity where edition_id = ${editionId} and id = any (${ids}::bigint[])`.execute(tx);
}

/** How the activities of an import stand now. */
export async function countImported(
  tx: Tx,
  editionId: EditionId,
  id: ActivityImportId,
): Promise<Readonly<Record<string, number>>> {
  const { rows } = await sql<{ status: string; count: number }>`
    select status, count(*) as count from activity where edition_id = ${editionId} and import_id = ${id}
    group by status`.execute(tx);
  return Object.fromEntries(rows.map(({ status, count }) => [status, count]));
}

/** Those that are left of an import, by page. */
export async function listImported(
  tx: Tx,
  editionId: EditionId,
  id: ActivityImportId,
  limit: number,
): Promise<{ id: ActivityId; title: string }[]> {
  const rows = await tx
    .selectFrom('activity')
    .where('edition_id', '=', editionId)
    .where('import_id', '=', id)
    .orderBy('id')
    .limit(limit)
    .select(['id', 'title'])
    .execute();
  return rows.map((row) => ({ id: activityIdSchema.parse(row.id), title: row.title }));
}
