/** Writing activities and their sessions. */
import { randomBytes } from 'node:crypto';
import type { Insertable, Updateable } from 'kysely';
import type { Activity as ActivityTable } from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import {
  type AccountId,
  type ActivityId,
  activityIdSchema,
  type Decimal,
  type EditionId,
  type OrganisationId,
  type UnitId,
} from '../../platform/ids/ids.ts';
import type { Activity } from './activity.ts';
import type { SessionRow } from './rules.changes.ts';
import type { ActivityContent } from './rules.ts';
import { replaceDays } from './store.days.ts';

/** What follows from the content: names, places in the tree, span of time, keys. */
export interface Derived {
  readonly organiserName: string;
  readonly areaPos: number;
  readonly areaName: string;
  readonly provinceUnitId: UnitId | null;
  readonly startsAt: Date | null;
  readonly endsAt: Date | null;
  readonly searchKey: string;
  readonly searchText: string;
}

const contentColumns = (content: ActivityContent, derived: Derived) => ({
  kind: content.kind,
  title: content.title,
  summary: content.summary,
  description: content.description,
  form: content.form,
  audiences: [...content.audiences],
  area_unit_id: content.areaUnitId,
  area_pos: derived.areaPos,
  area_name: derived.areaName,
  province_unit_id: derived.provinceUnitId,
  place_name: content.placeName,
  address: content.address,
  lat: content.lat,
  lng: content.lng,
  online_url: content.onlineUrl,
  is_online_url_public: content.isOnlineUrlPublic,
  starts_at: derived.startsAt,
  ends_at: derived.endsAt,
  quantity: content.quantity,
  counted_on: content.countedOn,
  has_signup: content.hasSignup,
  signup_opens_at: content.signupOpensAt,
  signup_closes_at: content.signupClosesAt,
  capacity: content.capacity,
  online_capacity: content.onlineCapacity,
  cost: String(content.cost) as Decimal,
  cost_note: content.costNote,
  accessibility: [...content.accessibility],
  accessibility_note: content.accessibilityNote,
  contact_name: content.contactName,
  contact_phone: content.contactPhone,
  contact_email: content.contactEmail,
  co_organisers: [...content.coOrganisers],
  links: JSON.stringify(content.links),
  organiser_name: derived.organiserName,
  search_key: derived.searchKey,
  search_text: derived.searchText,
});

export interface NewActivity {
  readonly editionId: EditionId;
  readonly unitId: UnitId;
  readonly pos: number;
  readonly organisationId: OrganisationId | null;
  readonly clonedFrom: ActivityId | null;
  readonly createdBy: AccountId | null;
  readonly now: Date;
}

/** The row of a new draft. */
export function activityColumns(
  head: NewActivity,
  content: ActivityContent,
  derived: Derived,
): Insertable<ActivityTable> {
  return {
    ...contentColumns(content, derived),
    edition_id: head.editionId,
    unit_id: head.unitId,
    pos: head.pos,
    organisation_id: head.organisationId,
    cloned_from: head.clonedFrom,
    created_by: head.createdBy,
    created_at: head.now,
    updated_at: head.now,
  };
}

/** A draft with its sessions. @returns its number */
export async function insertActivity(
  tx: Tx,
  head: NewActivity,
  content: ActivityContent,
  derived: Derived,
  sessions: readonly SessionRow[],
): Promise<ActivityId> {
  const row = await tx
    .insertInto('activity')
    .values(activityColumns(head, content, derived))
    .returning('id')
    .executeTakeFirstOrThrow();
  const id = activityIdSchema.parse(row.id);
  await writeSessions(tx, { ...head, id }, sessions, { areaPos: derived.areaPos, isRenumbered: true });
  return id;
}

export type ActivityKey = Pick<Activity, 'editionId' | 'id' | 'unitId' | 'pos'>;

/** Takes over what was written; the version goes up. */
export async function updateContent(
  tx: Tx,
  key: ActivityKey,
  content: ActivityContent,
  derived: Derived,
  more: Updateable<ActivityTable>,
): Promise<void> {
  await updateActivity(tx, key, { ...contentColumns(content, derived), ...more });
}

/** Any columns; the version goes up with each change. */
export async function updateActivity(tx: Tx, key: ActivityKey, columns: Updateable<ActivityTable>): Promise<void> {
  await tx
    .updateTable('activity')
    .set((eb) => ({ ...columns, version: eb('version', '+', 1) }))
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

/** Notes of the system's own, such as a time limit that moved: no change of what somebody may be editing. */
export async function noteOnActivity(tx: Tx, key: ActivityKey, columns: Updateable<ActivityTable>): Promise<void> {
  await tx
    .updateTable('activity')
    .set(columns)
    .where('edition_id', '=', key.editionId)
    .where('id', '=', key.id)
    .execute();
}

/**
 * Brings the stored sessions, and the days on which it stands, to the planned ones. A session that stays keeps the secret
 * of its code. `isRenumbered`: a draft, whose numbers mean nothing yet; `areaPos`: position of its area in the tree.
 */
export async function writeSessions(
  tx: Tx,
  key: ActivityKey,
  sessions: readonly SessionRow[],
  { isRenumbered, areaPos }: { readonly isRenumbered: boolean; readonly areaPos: number },
): Promise<void> {
  await replaceDays(tx, key.editionId, { id: key.id, pos: key.pos, areaPos, sessions });
  if (isRenumbered) {
    await tx
      .deleteFrom('activity_session')
      .where('edition_id', '=', key.editionId)
      .where('activity_id', '=', key.id)
      .execute();
  }
  if (sessions.length === 0) return;
  await tx
    .insertInto('activity_session')
    .values(
      sessions.map((session) => ({
        edition_id: key.editionId,
        activity_id: key.id,
        unit_id: key.unitId,
        pos: key.pos,
        no: session.no,
        starts_at: session.startsAt,
        ends_at: session.endsAt,
        place_name: session.placeName,
        is_cancelled: session.isCancelled,
        secret: randomBytes(20),
      })),
    )
    .onConflict((oc) =>
      oc.columns(['edition_id', 'activity_id', 'no']).doUpdateSet((eb) => ({
        starts_at: eb.ref('excluded.starts_at'),
        ends_at: eb.ref('excluded.ends_at'),
        place_name: eb.ref('excluded.place_name'),
        is_cancelled: eb.ref('excluded.is_cancelled'),
      })),
    )
    .execute();
}

/** Attendances of each session as confirmed; null takes them away. */
export async function writeSessionAttendances(
  tx: Tx,
  key: ActivityKey,
  attendances: ReadonlyMap<number, number> | null,
): Promise<void> {
  await tx
    .updateTable('activity_session')
    .set({ attendances: null })
    .where('edition_id', '=', key.editionId)
    .where('activity_id', '=', key.id)
    .execute();
  for (const [no, count] of attendances ?? []) {
    await tx
      .updateTable('activity_session')
      .set({ attendances: count })
      .where('edition_id', '=', key.editionId)
      .where('activity_id', '=', key.id)
      .where('no', '=', no)
      .execute();
  }
}

export async function deleteActivity(tx: Tx, key: ActivityKey): Promise<void> {
  await tx.deleteFrom('activity').where('edition_id', '=', key.editionId).where('id', '=', key.id).execute();
}
