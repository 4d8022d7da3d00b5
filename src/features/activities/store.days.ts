/** The further days on which activities stand, kept beside their sessions so that a day's list is read along an index. */
import type { Tx } from '../../platform/database/transaction.ts';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
import { laterDays, type SessionRow } from './rules.changes.ts';

export interface DatedPlace {
  readonly id: ActivityId;
  /** Tree positions of the organiser and of the area. */
  readonly pos: number;
  readonly areaPos: number;
  readonly sessions: readonly SessionRow[];
}

/** A statement may carry 65,535 values. */
const DAYS_AT_ONCE = 5_000;

/** Puts down the days of activities that have none yet. */
export async function insertDays(tx: Tx, editionId: EditionId, activities: readonly DatedPlace[]): Promise<void> {
  const rows = activities.flatMap(({ id, pos, areaPos, sessions }) =>
    laterDays(sessions).map(({ beginsAt, endsAt, goesOn, previous }) => ({
      edition_id: editionId,
      activity_id: id,
      begins_at: beginsAt,
      ends_at: endsAt,
      goes_on: goesOn,
      previous_begins_at: previous.beginsAt,
      previous_ends_at: previous.endsAt,
      pos,
      area_pos: areaPos,
    })),
  );
  for (let at = 0; at < rows.length; at += DAYS_AT_ONCE) {
    await tx
      .insertInto('activity_day')
      .values(rows.slice(at, at + DAYS_AT_ONCE))
      .execute();
  }
}

/** Brings the days of one activity to its sessions and its area as they are now. */
export async function replaceDays(tx: Tx, editionId: EditionId, activity: DatedPlace): Promise<void> {
  await tx
    .deleteFrom('activity_day')
    .where('edition_id', '=', editionId)
    .where('activity_id', '=', activity.id)
    .execute();
  await insertDays(tx, editionId, [activity]);
}
