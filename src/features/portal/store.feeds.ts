/** What feeds read: published and cancelled activities as the public sees them. No transaction, no sight of anybody's. */
import { type Kysely, type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { DB } from '../../platform/database/schema.generated.ts';
import { type ActivityId, activityIdSchema, type EditionId, type UnitId } from '../../platform/ids/ids.ts';
import { ACCESSIBILITY, ACTIVITY_FORMS, ACTIVITY_STATUSES, AUDIENCES, EVENT_STATUSES } from '../activities/index.ts';
import type { EventActivity, EventEdition, EventSeats, EventSession } from './feeds/event.ts';
import { type Filter, searchQuery, searchWords } from './rules.filter.ts';

/** An activity as feeds know it. */
export interface FeedActivity extends EventActivity {
  readonly editionId: EditionId;
  /** Of its kind, for schema.org. */
  readonly schemaType: string;
  readonly kindVi: string;
  readonly kindEn: string;
  /** Kind of the organising unit in the tree; null for an organisation from outside. */
  readonly organiserKind: string | null;
  readonly coverAlt: string;
  readonly hasCover: boolean;
}

const known = <T extends string>(values: readonly T[]) =>
  z.array(z.string()).transform((given) => values.filter((value) => given.includes(value)));
const moment = z.date().nullable();

/** A view's columns may all be null by their types; these are not. */
const rowSchema = z
  .object({
    edition_id: z.number(),
    id: activityIdSchema,
    uid: z.string(),
    unit_id: z.number(),
    organisation_id: z.number().nullable(),
    organiser_name: z.string(),
    co_organisers: z.array(z.string()),
    kind: z.string(),
    title: z.string(),
    summary: z.string(),
    description: z.string(),
    form: z.enum(ACTIVITY_FORMS),
    audiences: known(AUDIENCES),
    area_unit_id: z.number(),
    area_name: z.string(),
    place_name: z.string(),
    address: z.string(),
    lat: z.number().nullable(),
    lng: z.number().nullable(),
    online_url: z.string().nullable(),
    starts_at: moment,
    ends_at: moment,
    quantity: z.number().nullable(),
    counted_on: z.string().nullable(),
    has_signup: z.boolean(),
    signup_opens_at: moment,
    signup_closes_at: moment,
    capacity: z.number().nullable(),
    online_capacity: z.number().nullable(),
    cost: z.string(),
    cost_note: z.string(),
    accessibility: known(ACCESSIBILITY),
    contact_email: z.string(),
    status: z.enum(ACTIVITY_STATUSES),
    status_reason: z.string().nullable(),
    event_status: z.enum(EVENT_STATUSES),
    previous_starts_at: moment,
    sequence: z.number(),
    published_at: moment,
    created_at: z.date(),
    updated_at: z.date(),
    schema_type: z.string(),
    kind_vi: z.string(),
    kind_en: z.string(),
    organiser_kind: z.string().nullable(),
    cover_alt: z.string(),
    has_cover: z.boolean(),
  })
  .transform(
    (row): FeedActivity => ({
      editionId: row.edition_id as EditionId,
      id: row.id,
      uid: row.uid,
      unitId: row.unit_id as UnitId,
      organisationId: row.organisation_id as EventActivity['organisationId'],
      organiserName: row.organiser_name,
      coOrganisers: row.co_organisers,
      kind: row.kind,
      title: row.title,
      summary: row.summary,
      description: row.description,
      form: row.form,
      audiences: row.audiences,
      areaUnitId: row.area_unit_id as UnitId,
      areaName: row.area_name,
      placeName: row.place_name,
      address: row.address,
      lat: row.lat,
      lng: row.lng,
      onlineUrl: row.online_url,
      startsAt: row.starts_at,
      endsAt: row.ends_at,
      quantity: row.quantity,
      countedOn: row.counted_on as EventActivity['countedOn'],
      hasSignup: row.has_signup,
      signupOpensAt: row.signup_opens_at,
      signupClosesAt: row.signup_closes_at,
      capacity: row.capacity,
      onlineCapacity: row.online_capacity,
      cost: Number(row.cost),
      costNote: row.cost_note,
      accessibility: row.accessibility,
      contactEmail: row.contact_email,
      status: row.status,
      statusReason: row.status_reason,
      eventStatus: row.event_status,
      previousStartsAt: row.previous_starts_at,
      sequence: row.sequence,
      publishedAt: row.published_at,
      createdAt: row.created_at,
      updatedAt: row.updated_at,
      schemaType: row.schema_type,
      kindVi: row.kind_vi,
      kindEn: row.kind_en,
      organiserKind: row.organiser_kind,
      coverAlt: row.cover_alt,
      hasCover: row.has_cover,
    }),
  );

/** `full`: with the description, which a feed of thousands leaves to the page. */
const columns = (full: boolean): RawBuilder<unknown> => sql`a.edition_id, a.id, a.uid, a.unit_id, a.organisation_id,
  a.organiser_name, a.co_organisers, a.kind, a.title, a.summary, ${full ? sql`a.description` : sql`'' as description`},
  a.form, a.audiences, a.area_unit_id, a.area_name, a.place_name, a.address, a.lat, a.lng, a.online_url, a.starts_at,
  a.ends_at, a.quantity, a.counted_on, a.has_signup, a.signup_opens_at, a.signup_closes_at, a.capacity,
  a.online_capacity, a.cost, a.cost_note, a.accessibility, a.contact_email, a.status, a.status_reason, a.event_status,
  a.previous_starts_at, a.sequence, a.published_at, a.created_at, a.updated_at, k.schema_type, k.name_vi as kind_vi,
  k.name_en as kind_en, case when a.organisation_id is null then u.kind end as organiser_kind, a.cover_alt,
  a.cover_sha256 is not null as has_cover`;
const tables = sql`public_activity a join activity_kind k on k.code = a.kind
  left join edition_unit u on u.edition_id = a.edition_id and u.unit_id = a.unit_id`;

/** Which Week, which ground of it, and what the filter lets through. */
export interface FeedScope {
  readonly editionId: EditionId;
  /** Positions of the area in the tree; null: everywhere. */
  readonly area: { readonly lft: number; readonly rgt: number } | null;
  readonly filter: Filter;
}

const KM_A_DEGREE = 111.195;

/** All conditions of the page's filter but for its days. */
function conditions({ editionId, area, filter }: FeedScope): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`a.edition_id = ${editionId}`];
  if (area) all.push(sql`a.area_pos between ${area.lft} and ${area.rgt}`);
  if (filter.kind !== null) all.push(sql`a.kind = ${filter.kind}`);
  if (filter.form !== null) all.push(sql`a.form in (${filter.form}, 'both')`);
  if (filter.audience !== null) all.push(sql`a.audiences && array[${filter.audience}, 'everyone']::text[]`);
  if (filter.isFree) all.push(sql`a.cost = 0`);
  if (filter.hasSignup) all.push(sql`a.has_signup and a.status = 'published'`);
  if (filter.near !== null) {
    const { lat, lng, km } = filter.near;
    const high = km / KM_A_DEGREE;
    const wide = high / Math.cos((lat * Math.PI) / 180);
    all.push(sql`a.lat between ${lat - high} and ${lat + high} and a.lng between ${lng - wide} and ${lng + wide}`);
  }
  if (filter.text !== '') {
    const search = searchWords(filter.text);
    all.push(
      search === null
        ? sql`false`
        : sql`activity_words(a.edition_id, a.area_pos, a.search_key, a.search_text) @@ ${searchQuery(editionId, search, { area })}::tsquery`,
    );
  }
  return sql.join(all, sql` and `);
}

const DAY_MS = 86_400_000;
const WEEK_MS = 7 * DAY_MS;
const VIETNAM_MS = 7 * 3_600_000;

/** The moments between which something must lie in part; null: no bound. The filter's own days come first. */
function bounds(filter: Filter, now: Date): { from: Date | null; to: Date | null } {
  const start = (day: string): number => Date.parse(`${day}T00:00:00+07:00`);
  if (filter.from !== null || filter.to !== null) {
    return {
      from: filter.from === null ? null : new Date(start(filter.from)),
      to: filter.to === null ? null : new Date(start(filter.to) + DAY_MS),
    };
  }
  const today = Math.floor((now.getTime() + VIETNAM_MS) / DAY_MS) * DAY_MS - VIETNAM_MS;
  const monday = today - ((new Date(today + VIETNAM_MS).getUTCDay() + 6) % 7) * DAY_MS;
  if (filter.when === 'hom-nay') return { from: new Date(today), to: new Date(today + DAY_MS) };
  if (filter.when === 'tuan-nay') return { from: new Date(monday), to: new Date(monday + WEEK_MS) };
  return { from: null, to: null };
}

export interface DatedActivity {
  readonly activity: FeedActivity;
  readonly sessions: readonly EventSession[];
}

type SessionRow = {
  activity_id: number;
  no: number;
  starts_at: Date;
  ends_at: Date;
  place_name: string | null;
  is_cancelled: boolean;
};

/**
 * What is held in part between `from` and `to`, in the order of time, at most `most` activities and sessions. Days of the
 * filter's own take the place of the window.
 */
export async function findDated(
  db: Kysely<DB>,
  scope: FeedScope,
  window: { readonly from: Date; readonly to: Date; readonly most: number; readonly now: Date },
): Promise<DatedActivity[]> {
  const own = bounds(scope.filter, window.now);
  const isOwn = own.from !== null || own.to !== null;
  const from = isOwn ? (own.from ?? new Date(0)) : window.from;
  const to = isOwn ? (own.to ?? new Date('2300-01-01T00:00:00Z')) : window.to;
  const isInside = sql`a.starts_at < ${to} and a.ends_at > ${from}`;
  const [found, sessions] = await Promise.all([
    sql`select ${columns(false)} from ${tables} where ${conditions(scope)} and ${isInside}
      order by a.starts_at, a.id limit ${window.most}`.execute(db),
    sql<SessionRow>`select s.activity_id, s.no, s.starts_at, s.ends_at, s.place_name, s.is_cancelled
      from public_session s join public_activity a on a.edition_id = s.edition_id and a.id = s.activity_id
      where s.edition_id = ${scope.editionId} and ${conditions(scope)} and ${isInside}
        and s.starts_at < ${to} and s.ends_at > ${from}
      order by s.starts_at, s.activity_id, s.no limit ${window.most}`.execute(db),
  ]);
  const byActivity = new Map<number, EventSession[]>();
  for (const row of sessions.rows) {
    const held = byActivity.get(row.activity_id);
    if (held) held.push(sessionOf(row));
    else byActivity.set(row.activity_id, [sessionOf(row)]);
  }
  return found.rows
    .map((row) => rowSchema.parse(row))
    .map((activity) => ({ activity, sessions: byActivity.get(activity.id) ?? [] }));
}

function sessionOf(row: SessionRow): EventSession {
  return {
    no: row.no,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    placeName: row.place_name,
    isCancelled: row.is_cancelled,
  };
}

/** One, with its sessions and the seats that are taken; null where the public sees none. */
export async function findPublic(
  db: Kysely<DB>,
  id: ActivityId,
): Promise<(DatedActivity & { readonly seats: readonly EventSeats[] }) | null> {
  const [found, sessions, seats] = await Promise.all([
    sql`select ${columns(true)} from ${tables} where a.id = ${id}`.execute(db),
    sql<SessionRow>`select activity_id, no, starts_at, ends_at, place_name, is_cancelled from public_session
      where activity_id = ${id} order by starts_at, no`.execute(db),
    sql<EventSeats>`select mode, capacity, taken from public_seats where activity_id = ${id}`.execute(db),
  ]);
  const [row] = found.rows;
  if (row === undefined) return null;
  return { activity: rowSchema.parse(row), sessions: sessions.rows.map(sessionOf), seats: seats.rows };
}

/** Where a page of changes goes on: after this moment (microseconds since 1970) and number. */
export interface ChangePlace {
  readonly at: string;
  readonly id: number;
}

/** The latest changes first; `next`: where the page after it begins. */
export async function findChanged(
  db: Kysely<DB>,
  scope: FeedScope,
  page: { readonly after: ChangePlace | null; readonly size: number; readonly now: Date },
): Promise<{ activities: FeedActivity[]; next: ChangePlace | null }> {
  const after =
    page.after === null
      ? sql`true`
      : sql`(a.updated_at, a.id) < (timestamptz 'epoch' + ${page.after.at}::bigint * interval '1 microsecond', ${page.after.id})`;
  const { rows } = await sql<{ id: number; micros: string }>`select ${columns(false)},
      (extract(epoch from a.updated_at) * 1000000)::bigint::text as micros
    from ${tables} where ${conditions(scope)} and ${after} ${days(scope, page.now)}
    order by a.updated_at desc, a.id desc limit ${page.size + 1}`.execute(db);
  const last = rows.length > page.size ? rows[page.size - 1] : undefined;
  return {
    activities: rows.slice(0, page.size).map((row) => rowSchema.parse(row)),
    next: last === undefined ? null : { at: last.micros, id: last.id },
  };
}

/** In the order of their numbers, with descriptions, for whoever takes them all. */
export async function findNumbered(
  db: Kysely<DB>,
  scope: FeedScope,
  page: { readonly after: number; readonly size: number; readonly now: Date },
): Promise<{ activities: FeedActivity[]; next: number | null }> {
  const { rows } = await sql<{ id: number }>`select ${columns(true)} from ${tables}
    where ${conditions(scope)} and a.id > ${page.after} ${days(scope, page.now)}
    order by a.id limit ${page.size + 1}`.execute(db);
  const activities = rows.slice(0, page.size).map((row) => rowSchema.parse(row));
  return { activities, next: rows.length > page.size ? (activities.at(-1)?.id ?? null) : null };
}

function days({ filter }: FeedScope, now: Date): RawBuilder<unknown> {
  const { from, to } = bounds(filter, now);
  return sql`${from === null ? sql`` : sql`and a.ends_at > ${from}`} ${to === null ? sql`` : sql`and a.starts_at < ${to}`}`;
}

/** The Week that an activity belongs to. */
export async function findEventEdition(db: Kysely<DB>, id: EditionId): Promise<EventEdition | null> {
  const row = await db
    .selectFrom('edition')
    .where('id', '=', id)
    .select(['id', 'title', 'week_start as weekStart', 'week_end as weekEnd'])
    .executeTakeFirst();
  return row ?? null;
}
