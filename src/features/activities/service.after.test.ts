import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import type { ActivityId, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { smallForm } from '../../testing/form-definition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { expectReports } from '../reports/index.ts';
import { enterActivities } from './access.ts';
import type { ActivityContent } from './rules.ts';
import { confirmPresence, readAfter, undoConfirmation } from './service.after.ts';
import { createActivity, saveActivity, sendActivity } from './service.ts';
import { publishActivity } from './service.review.ts';
import { findActivity, findSessions } from './store.ts';

let platform: TestPlatform;
let editionId: EditionId;
let commune: TestUnit;
let school: TestUnit;
let teacher: Context;
let officer: Context;

const moment = (text: string) => new Date(`${text}+07:00`);
const content = (areaUnitId: UnitId): ActivityContent => ({
  kind: 'class-prof',
  title: 'Bồi dưỡng giáo viên',
  summary: '',
  description: '',
  form: 'in-person',
  audiences: ['teachers'],
  areaUnitId,
  placeName: 'Hội trường',
  address: '',
  lat: null,
  lng: null,
  onlineUrl: null,
  isOnlineUrlPublic: true,
  sessions: [1, 2, 3].map((day) => ({
    no: null,
    startsAt: moment(`2022-10-0${day}T08:00`),
    endsAt: moment(`2022-10-0${day}T10:00`),
    placeName: null,
  })),
  quantity: null,
  countedOn: null,
  hasSignup: false,
  signupOpensAt: null,
  signupClosesAt: null,
  capacity: null,
  onlineCapacity: null,
  cost: 0,
  costNote: '',
  accessibility: [],
  accessibilityNote: '',
  contactName: 'Cô Lan',
  contactPhone: '0900 000 000',
  contactEmail: '',
  coOrganisers: [],
  links: [],
});

beforeAll(async () => {
  platform = await testPlatform('2022-09-26T08:00:00+07:00');
  const made = await makeEdition(platform.db, [1, 1, 1]);
  editionId = made.editionId;
  commune = made.root.children[0]!.children[0]!;
  school = commune.children[0]!;
  teacher = await makePerson(platform, 'reporter', school.unitId);
  officer = await makePerson(platform, 'coordinator', commune.unitId);
  await asSystem({ platform }, (tx) =>
    expectReports(tx, {
      editionId,
      definition: smallForm,
      fileSha256: null,
      rootDueOn: null,
      expected: [{ level: 'commune', unitId: null, dueOn: null, viaUnitId: null, viaLabel: null }],
    }),
  );
});
afterAll(() => platform.drop());

async function published(): Promise<ActivityId> {
  platform.clock.set(moment('2022-09-26T08:00'));
  const ctx = await enterActivities(teacher, editionId);
  const id = await createActivity(ctx, { unitId: school.unitId }, content(commune.unitId));
  await sendActivity(ctx, id, 1);
  await publishActivity(await enterActivities(officer, editionId), id, 2);
  platform.clock.set(moment('2022-10-04T08:00'));
  return id;
}

const checkIn = (
  id: ActivityId,
  part: number,
  holder: number | null,
  people: number,
  children = 0,
  more: { way?: string; received_at?: Date; undone_at?: Date } = {},
) =>
  platform.db.owner
    .insertInto('checkin')
    .values({
      edition_id: editionId,
      id: randomUUID(),
      unit_id: school.unitId,
      event: 'activity',
      event_id: id,
      part,
      holder_id: holder,
      people,
      children,
      way: holder === null ? 'count' : 'list',
      device_at: new Date(),
      received_at: platform.clock.now(),
      ...more,
    })
    .execute();

const figures = (id: ActivityId) =>
  platform.db.owner
    .selectFrom('figure')
    .where('source_id', '=', id)
    .orderBy('indicator')
    .select(['unit_id', 'indicator', 'value', 'occurred_on'])
    .execute();

const sessions = (...attendances: number[]) =>
  attendances.map((each, at) => ({ no: at + 1, isHeld: each >= 0, attendances: Math.max(0, each) }));

describe('presence', () => {
  test('as checked in: attendances add up, people do not, children are numbers; it stands in the report of the commune', async () => {
    const id = await published();
    const ctx = await enterActivities(teacher, editionId);
    await checkIn(id, 1, 11, 20, 2);
    await checkIn(id, 2, 11, 25);
    await checkIn(id, 2, 12, 1);
    const screen = await readAfter(ctx, id);
    expect(screen.counted).toEqual({
      sessions: [
        { no: 1, isHeld: true, attendances: 22 },
        { no: 2, isHeld: true, attendances: 26 },
        { no: 3, isHeld: true, attendances: 0 },
      ],
      people: 28,
      children: 2,
    });
    await confirmPresence(ctx, id, screen.counted, '');
    expect(await asSystem({ platform }, (tx) => findActivity(tx, editionId, id))).toMatchObject({
      sessionsHeld: 3,
      attendances: 48,
      people: 28,
      children: 2,
      presenceReason: null,
    });
    expect(await figures(id)).toEqual([
      { unit_id: commune.unitId, indicator: 'CLASS.PROF.N', value: '1', occurred_on: '2022-10-03' },
      { unit_id: commune.unitId, indicator: 'CLASS.PROF.P', value: '48', occurred_on: '2022-10-03' },
      { unit_id: commune.unitId, indicator: 'X.ACTIVITIES.N', value: '1', occurred_on: '2022-10-03' },
    ]);
  });

  test('what people said of themselves is told apart; what comes in after the confirmation is kept, told, and counted anew', async () => {
    const id = await published();
    const ctx = await enterActivities(teacher, editionId);
    await checkIn(id, 1, 11, 3);
    await checkIn(id, 1, null, 4, 2, { way: 'self' });
    await checkIn(id, 2, null, 5, 0, { way: 'count' });
    const before = await readAfter(ctx, id);
    expect(before.counted.sessions.map(({ attendances }) => attendances)).toEqual([9, 5, 0]);
    expect([...before.byThemselves]).toEqual([
      [1, 6],
      [2, 0],
    ]);
    await confirmPresence(ctx, id, before.counted, '');
    expect((await readAfter(ctx, id)).late).toBe(0);
    const receivedAt = new Date(platform.clock.now().getTime() + 60_000);
    await checkIn(id, 2, 12, 7, 1, { received_at: receivedAt });
    await checkIn(id, 2, 13, 2, 0, { received_at: receivedAt, undone_at: receivedAt });
    const after = await readAfter(ctx, id);
    expect([after.late, after.activity.attendances]).toEqual([8, 14]);
    expect((await figures(id)).map(({ value }) => value)).toEqual(['1', '14', '1']);
    await undoConfirmation(ctx, id);
    await confirmPresence(ctx, id, (await readAfter(ctx, id)).counted, '');
    expect((await figures(id)).map(({ value }) => value)).toEqual(['1', '22', '1']);
  });

  test('corrected only with a reason; a session that was not held counts nothing; undone it leaves the report', async () => {
    const id = await published();
    const ctx = await enterActivities(teacher, editionId);
    await checkIn(id, 1, 11, 20);
    const other = { sessions: sessions(21, 15, -1), people: 21, children: 0 };
    await expect(confirmPresence(ctx, id, other, '')).rejects.toMatchObject({
      code: 'request.invalid',
      fields: [{ field: 'reason' }],
    });
    await confirmPresence(ctx, id, other, 'Một người quên điểm danh, buổi 2 đếm tay');
    expect((await figures(id)).map(({ value }) => value)).toEqual(['1', '36', '1']);
    expect((await findSessions(platform.db.app, editionId, id)).map(({ attendances }) => attendances)).toEqual([
      21,
      15,
      null,
    ]);
    // Confirmed, its days and its kind stand.
    const moved = content(commune.unitId);
    await expect(saveActivity(ctx, id, 4, { ...moved, kind: 'talk' })).rejects.toMatchObject({
      code: 'activity.state',
    });
    await undoConfirmation(ctx, id);
    expect(await figures(id)).toEqual([]);
    expect(await asSystem({ platform }, (tx) => findActivity(tx, editionId, id))).toMatchObject({
      confirmedAt: null,
      attendances: null,
      people: null,
    });
    await expect(undoConfirmation(ctx, id)).rejects.toMatchObject({ code: 'activity.state' });
  });

  test('not before it has begun, not without a session, not with impossible numbers', async () => {
    const id = await published();
    const ctx = await enterActivities(teacher, editionId);
    const given = { sessions: sessions(5, 5, 5), people: 5, children: 0 };
    platform.clock.set(moment('2022-10-01T07:59'));
    await expect(confirmPresence(ctx, id, given, '')).rejects.toMatchObject({ code: 'activity.state' });
    platform.clock.set(moment('2022-10-01T08:00'));
    await expect(confirmPresence(ctx, id, { ...given, people: 16 }, '')).rejects.toMatchObject({
      fields: [{ field: 'people', code: 'more-than-attendances' }],
    });
    await expect(
      confirmPresence(ctx, id, { sessions: sessions(-1, -1, -1), people: 0, children: 0 }, ''),
    ).rejects.toMatchObject({ fields: [{ field: 'held' }] });
    expect(await figures(id)).toEqual([]);
  });
});
