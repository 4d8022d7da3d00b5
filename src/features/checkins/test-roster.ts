/** For tests: an activity with sessions and sign-ups in the real tables, and a roster read from them. */
import { randomBytes } from 'node:crypto';
import type { Context } from '../../platform/context.ts';
import { asSystem } from '../../platform/context.ts';
import type { Database } from '../../platform/database/connect.ts';
import type { Tx } from '../../platform/database/transaction.ts';
import { Problem } from '../../platform/errors/problem.ts';
import { type ActivityId, activityIdSchema, calendarDateSchema, type EditionId } from '../../platform/ids/ids.ts';
import { requireActor, requireOnUnit } from '../../platform/permission/permission.ts';
import { linkToken, readLinkToken } from '../../platform/secrets/link-token.ts';
import type { TestUnit } from '../../testing/edition.ts';
import type { EventKey, RosterEntry, RosterSource } from './roster.ts';

export interface TestActivity {
  readonly activityId: ActivityId;
  /** In the order of the names that were given. */
  readonly holderIds: readonly number[];
}

export interface TestSignUp {
  readonly name: string;
  readonly code: string;
  readonly people?: number;
  readonly children?: number;
  readonly organisation?: string;
  readonly status?: 'confirmed' | 'waiting';
}

/** A published activity of the unit: two hours from each start. */
export async function makeActivity(
  db: Pick<Database, 'owner'>,
  editionId: EditionId,
  unit: TestUnit,
  starts: readonly string[],
  signUps: readonly TestSignUp[],
  title = 'Lớp kỹ năng số cho người lớn tuổi',
): Promise<TestActivity> {
  const sessions = starts.map((start) => {
    const startsAt = new Date(start);
    return { startsAt, endsAt: new Date(startsAt.getTime() + 2 * 3_600_000) };
  });
  const { id } = await db.owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: unit.unitId,
      pos: unit.lft,
      organiser_name: unit.name,
      kind: 'class-life',
      title,
      area_unit_id: unit.unitId,
      area_pos: unit.lft,
      area_name: unit.name,
      place_name: 'Nhà văn hóa',
      starts_at: sessions[0]?.startsAt ?? null,
      ends_at: sessions.at(-1)?.endsAt ?? null,
      status: 'published',
      published_at: new Date('2022-09-01T00:00:00Z'),
      search_key: 'x',
      search_text: 'x',
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  for (const [index, { startsAt, endsAt }] of sessions.entries()) {
    await db.owner
      .insertInto('activity_session')
      .values({
        edition_id: editionId,
        activity_id: id,
        no: index + 1,
        unit_id: unit.unitId,
        pos: unit.lft,
        starts_at: startsAt,
        ends_at: endsAt,
        secret: randomBytes(32),
      })
      .execute();
  }
  const holderIds: number[] = [];
  for (const [index, signUp] of signUps.entries()) {
    const row = await db.owner
      .insertInto('registration')
      .values({
        edition_id: editionId,
        activity_id: id,
        unit_id: unit.unitId,
        mode: 'in-person',
        code: signUp.code,
        name: signUp.name,
        contact_kind: 'none',
        organisation: signUp.organisation ?? '',
        people: signUp.people ?? 1,
        children: signUp.children ?? 0,
        is_guardian: (signUp.children ?? 0) > 0,
        status: signUp.status ?? 'confirmed',
        queue_no: index + 1,
        delete_after: calendarDateSchema.parse('2040-01-01'),
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    holderIds.push(row.id);
  }
  return { activityId: activityIdSchema.parse(id), holderIds };
}

/** The link of a sign-up, as it stands in its QR code. */
export function signUpToken(ctx: Context, id: number): string {
  return linkToken(ctx.platform.secretKey, 'registration', id, 1);
}

/** People with a role on the organiser's own unit may take presence. */
export const testRoster: RosterSource = {
  readRoster: (ctx, key) =>
    asSystem(ctx, async (tx) => {
      const session = await readSession(tx, key);
      requireOnUnit(requireActor(ctx.actor), 'checkin.take', session.unit_id);
      return {
        ...key,
        unitId: session.unit_id,
        title: session.title,
        partName: `Buổi ${key.part}`,
        startsAt: session.starts_at,
        endsAt: session.ends_at,
        place: session.place_name,
        isConfirmed: session.confirmed_at !== null,
        backHref: `/tuan-le/${key.editionId}/hoat-dong/${key.eventId}`,
        entries: await readEntries(tx, key),
      };
    }),
  readSelfCheckin: (ctx, key) =>
    asSystem(ctx, async (tx) => {
      const session = await readSession(tx, key);
      return {
        ...key,
        unitId: session.unit_id,
        title: session.title,
        partName: `Buổi ${key.part}`,
        startsAt: session.starts_at,
        endsAt: session.ends_at,
        secret: session.secret,
      };
    }),
  findHolder: (ctx, key, tokenOrCode) =>
    asSystem(ctx, async (tx) => {
      const link = readLinkToken(ctx.platform.secretKey, 'registration', tokenOrCode.split('/').at(-1) ?? '');
      const entries = await readEntries(tx, key);
      return entries.find(({ holderId, code }) => holderId === link?.id || code === tokenOrCode.toUpperCase()) ?? null;
    }),
};

async function readSession(tx: Tx, key: EventKey) {
  const row = await tx
    .selectFrom('activity_session as s')
    .innerJoin('activity as a', (join) =>
      join.onRef('a.id', '=', 's.activity_id').onRef('a.edition_id', '=', 's.edition_id'),
    )
    .where('s.edition_id', '=', key.editionId)
    .where('s.activity_id', '=', key.eventId as ActivityId)
    .where('s.no', '=', key.part)
    .select(['s.unit_id', 's.starts_at', 's.ends_at', 's.secret', 'a.title', 'a.place_name', 'a.confirmed_at'])
    .executeTakeFirst();
  if (!row || key.event !== 'activity') throw new Problem('not-found');
  return row;
}

async function readEntries(tx: Tx, key: EventKey): Promise<RosterEntry[]> {
  const rows = await tx
    .selectFrom('registration')
    .where('edition_id', '=', key.editionId)
    .where('activity_id', '=', key.eventId as ActivityId)
    .where('status', '<>', 'withdrawn')
    .orderBy('queue_no')
    .select(['id', 'code', 'name', 'organisation', 'people', 'children', 'status'])
    .execute();
  return rows.map(({ id, organisation, status, ...row }) => ({
    ...row,
    holderId: id,
    detail: organisation,
    isExpected: status === 'confirmed',
  }));
}
