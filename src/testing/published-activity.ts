/** An activity as a test needs it, put in by the owner. */
import { randomBytes } from 'node:crypto';
import type { Database } from '../platform/database/connect.ts';
import type { ActivityId, EditionId } from '../platform/ids/ids.ts';
import type { TestUnit } from './edition.ts';

export interface TestActivity {
  readonly title?: string;
  readonly form?: 'in-person' | 'online' | 'both';
  readonly capacity?: number | null;
  readonly onlineCapacity?: number | null;
  readonly status?: 'draft' | 'published' | 'cancelled';
  readonly startsAt?: string;
  readonly endsAt?: string;
  readonly closesAt?: string | null;
  readonly opensAt?: string | null;
  readonly hasSignup?: boolean;
}

/** A published class of one session with a sign-up, unless the test says otherwise. @returns its id */
export async function makePublishedActivity(
  db: Pick<Database, 'owner'>,
  editionId: EditionId,
  unit: Pick<TestUnit, 'unitId' | 'lft' | 'name'>,
  given: TestActivity = {},
): Promise<ActivityId> {
  const startsAt = new Date(given.startsAt ?? '2022-11-05T08:00:00+07:00');
  const endsAt = new Date(given.endsAt ?? '2022-11-05T10:00:00+07:00');
  const status = given.status ?? 'published';
  const { id } = await db.owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: unit.unitId,
      pos: unit.lft,
      organiser_name: unit.name,
      kind: 'class-life',
      title: given.title ?? 'Lớp kỹ năng sống cho mọi người',
      form: given.form ?? 'in-person',
      area_unit_id: unit.unitId,
      area_pos: unit.lft,
      area_name: 'Xã 1.1, tỉnh Sông Xanh',
      place_name: 'Nhà văn hóa',
      address: '12 đường Mới',
      online_url: given.form === undefined || given.form === 'in-person' ? null : 'https://hop.test/lop',
      is_online_url_public: false,
      starts_at: startsAt,
      ends_at: endsAt,
      has_signup: given.hasSignup ?? true,
      signup_opens_at: given.opensAt === undefined || given.opensAt === null ? null : new Date(given.opensAt),
      signup_closes_at: given.closesAt === undefined || given.closesAt === null ? null : new Date(given.closesAt),
      capacity: given.capacity ?? null,
      online_capacity: given.onlineCapacity ?? null,
      contact_phone: '0251 3 822 415',
      status,
      status_reason: status === 'cancelled' ? 'Bão số 5' : null,
      published_at: status === 'draft' ? null : new Date('2022-10-01T00:00:00Z'),
      search_key: 'lop',
      search_text: 'lớp',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.owner
    .insertInto('activity_session')
    .values({
      edition_id: editionId,
      activity_id: id,
      no: 1,
      unit_id: unit.unitId,
      pos: unit.lft,
      starts_at: startsAt,
      ends_at: endsAt,
      secret: randomBytes(20),
    })
    .execute();
  return id as ActivityId;
}
