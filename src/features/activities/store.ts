/** Reading activities: one, its sessions, the kinds. Published ones are public: any connection may read them. */
import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type {
  Activity as ActivityTable,
  ActivitySession as SessionTable,
  DB,
} from '../../platform/database/schema.generated.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import {
  type AccountId,
  type ActivityId,
  activityIdSchema,
  type EditionId,
  type OrganisationId,
  type UnitId,
} from '../../platform/ids/ids.ts';
import {
  ACCESSIBILITY,
  type Activity,
  ACTIVITY_FORMS,
  ACTIVITY_STATUSES,
  type ActivityKind,
  type ActivitySession,
  AUDIENCES,
  EVENT_STATUSES,
  FIGURE_TAKES,
} from './activity.ts';

const figuresSchema = z.array(z.object({ indicator: z.string(), takes: z.enum(FIGURE_TAKES) }));

/** All kinds in the order of the list. */
export async function findKinds(db: Kysely<DB>): Promise<ActivityKind[]> {
  const rows = await db.selectFrom('activity_kind').selectAll().orderBy('position').execute();
  return rows.map((row) => ({
    code: row.code,
    nameVi: row.name_vi,
    nameEn: row.name_en,
    isOutput: row.is_output,
    unitVi: row.unit_vi,
    unitEn: row.unit_en,
    schemaType: row.schema_type,
    figures: figuresSchema.parse(row.figures),
  }));
}

const statusSchema = z.enum(ACTIVITY_STATUSES);
const formSchema = z.enum(ACTIVITY_FORMS);
const eventStatusSchema = z.enum(EVENT_STATUSES);
const howSchema = z.enum(['own', 'reviewed', 'time-limit']).nullable();
const linksSchema = z.array(z.object({ url: z.string(), label: z.string() }));

const isOneOf =
  <T extends string>(known: readonly T[]) =>
  (text: string): text is T =>
    (known as readonly string[]).includes(text);

/** A row of the table as the other layers know it. */
export function activityOf(row: Selectable<ActivityTable>): Activity {
  return {
    editionId: row.edition_id,
    id: activityIdSchema.parse(row.id),
    uid: row.uid,
    unitId: row.unit_id,
    pos: row.pos,
    organisationId: row.organisation_id as OrganisationId | null,
    organiserName: row.organiser_name,
    coOrganisers: row.co_organisers,
    kind: row.kind,
    title: row.title,
    summary: row.summary,
    description: row.description,
    form: formSchema.parse(row.form),
    audiences: row.audiences.filter(isOneOf(AUDIENCES)),
    areaUnitId: row.area_unit_id,
    areaPos: row.area_pos,
    areaName: row.area_name,
    provinceUnitId: row.province_unit_id,
    placeName: row.place_name,
    address: row.address,
    lat: row.lat,
    lng: row.lng,
    onlineUrl: row.online_url,
    isOnlineUrlPublic: row.is_online_url_public,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    quantity: row.quantity,
    countedOn: row.counted_on,
    hasSignup: row.has_signup,
    signupOpensAt: row.signup_opens_at,
    signupClosesAt: row.signup_closes_at,
    capacity: row.capacity,
    onlineCapacity: row.online_capacity,
    cost: Number(row.cost),
    costNote: row.cost_note,
    accessibility: row.accessibility.filter(isOneOf(ACCESSIBILITY)),
    accessibilityNote: row.accessibility_note,
    contactName: row.contact_name,
    contactPhone: row.contact_phone,
    contactEmail: row.contact_email,
    links: linksSchema.parse(row.links),
    status: statusSchema.parse(row.status),
    statusReason: row.status_reason,
    sentAt: row.sent_at,
    reviewerUnitId: row.reviewer_unit_id,
    reviewDueAt: row.review_due_at,
    reviewRound: row.review_round,
    publishedAt: row.published_at,
    publishedHow: howSchema.parse(row.published_how),
    cancelledAt: row.cancelled_at,
    eventStatus: eventStatusSchema.parse(row.event_status),
    previousStartsAt: row.previous_starts_at,
    sequence: row.sequence,
    version: row.version,
    coverSha256: row.cover_sha256,
    coverAlt: row.cover_alt,
    confirmedAt: row.confirmed_at,
    sessionsHeld: row.sessions_held,
    attendances: row.attendances,
    people: row.people,
    children: row.children,
    presenceReason: row.presence_reason,
    createdBy: row.created_by,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
  };
}

/**
 * The activity, or null where it is not there or out of sight: a draft is seen by its organiser and those above it.
 * @param editionId null where the address does not say it; numbers are unique over all editions
 */
export async function findActivity(
  db: Kysely<DB>,
  editionId: EditionId | null,
  id: ActivityId,
): Promise<Activity | null> {
  let query = db.selectFrom('activity').selectAll().where('id', '=', id);
  if (editionId !== null) query = query.where('edition_id', '=', editionId);
  const row = await query.executeTakeFirst();
  return row ? activityOf(row) : null;
}

/** The same, held until the transaction ends. */
export async function lockActivity(tx: Tx, editionId: EditionId, id: ActivityId): Promise<Activity | null> {
  const row = await tx
    .selectFrom('activity')
    .selectAll()
    .where('edition_id', '=', editionId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  return row ? activityOf(row) : null;
}

/** Sessions in the order of time, cancelled ones too. */
export async function findSessions(
  db: Kysely<DB>,
  editionId: EditionId,
  activityId: ActivityId,
): Promise<ActivitySession[]> {
  const rows = await db
    .selectFrom('activity_session')
    .where('edition_id', '=', editionId)
    .where('activity_id', '=', activityId)
    .orderBy('starts_at')
    .orderBy('no')
    .selectAll()
    .execute();
  return rows.map(sessionOf);
}

/** A row of the table as the other layers know it. */
export function sessionOf(row: Selectable<SessionTable>): ActivitySession {
  return {
    no: row.no,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    placeName: row.place_name,
    isCancelled: row.is_cancelled,
    secret: row.secret,
    attendances: row.attendances,
  };
}

export interface OwnOrganisation {
  readonly id: OrganisationId;
  readonly name: string;
  /** The commune that has taken it in. */
  readonly unitId: UnitId;
  readonly lft: number;
}

/** Organisations that the account speaks for, taken in by a unit of the edition's tree. Asked with the system's sight. */
export async function findOwnOrganisations(
  tx: Tx,
  editionId: EditionId,
  accountId: AccountId,
): Promise<OwnOrganisation[]> {
  const { rows } = await sql<{ id: OrganisationId; name: string; unit_id: UnitId; lft: number }>`
    select o.id, o.name, o.unit_id, u.lft
    from organisation o join edition_unit u on u.edition_id = ${editionId} and u.unit_id = o.unit_id
    where o.account_id = ${accountId} and o.status = 'accepted'
    order by o.id`.execute(tx);
  return rows.map((row) => ({ id: row.id, name: row.name, unitId: row.unit_id, lft: row.lft }));
}
