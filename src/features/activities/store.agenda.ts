/** What waits among the activities of one unit: sessions of a day, what came back, what nobody has confirmed. */
import { sql } from 'kysely';
import type { Tx } from '../../platform/database/transaction.ts';
import { type ActivityId, activityIdSchema, type EditionId } from '../../platform/ids/ids.ts';

export interface SessionToday {
  readonly id: ActivityId;
  readonly title: string;
  readonly no: number;
  readonly startsAt: Date;
  readonly endsAt: Date;
  readonly place: string;
}

/** The unit's own, not those of organisations that it has taken in: these have people of their own. */
const OWN = (editionId: EditionId, pos: number) =>
  sql`a.edition_id = ${editionId} and a.pos = ${pos} and a.organisation_id is null`;

/** Sessions that touch the span, of activities that are announced and not yet confirmed. */
export async function findSessionsBetween(
  tx: Tx,
  editionId: EditionId,
  pos: number,
  span: { readonly from: Date; readonly until: Date },
  limit: number,
): Promise<SessionToday[]> {
  const { rows } = await sql<{ id: number; title: string; no: number; starts_at: Date; ends_at: Date; place: string }>`
    select a.id, a.title, s.no, s.starts_at, s.ends_at, coalesce(s.place_name, a.place_name, '') as place
    from activity a
    join activity_session s on s.edition_id = a.edition_id and s.activity_id = a.id and not s.is_cancelled
    where ${OWN(editionId, pos)} and a.status = 'published' and a.confirmed_at is null
      and s.starts_at < ${span.until} and s.ends_at >= ${span.from}
    order by s.starts_at, a.id limit ${limit}`.execute(tx);
  return rows.map((row) => ({
    id: activityIdSchema.parse(row.id),
    title: row.title,
    no: row.no,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    place: row.place,
  }));
}

export interface OpenActivity {
  readonly id: ActivityId;
  readonly title: string;
  readonly reason: string;
  readonly endsAt: Date | null;
}

/** Returned with a reason; or held, with nobody having confirmed who came. Those that wait longest first. */
export async function findOpenOwn(
  tx: Tx,
  editionId: EditionId,
  pos: number,
  which: { readonly state: 'returned' } | { readonly state: 'unconfirmed'; readonly now: Date },
  limit: number,
): Promise<OpenActivity[]> {
  const isMeant =
    which.state === 'returned'
      ? sql`a.status = 'returned'`
      : sql`a.status = 'published' and a.confirmed_at is null and a.ends_at < ${which.now}`;
  const { rows } = await sql<{ id: number; title: string; reason: string | null; ends_at: Date | null }>`
    select a.id, a.title, a.status_reason as reason, a.ends_at from activity a
    where ${OWN(editionId, pos)} and ${isMeant}
    order by a.ends_at nulls last, a.id limit ${limit}`.execute(tx);
  return rows.map((row) => ({
    id: activityIdSchema.parse(row.id),
    title: row.title,
    reason: row.reason ?? '',
    endsAt: row.ends_at,
  }));
}
