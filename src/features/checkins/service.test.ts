/** The door on a real PostgreSQL: each stands once, whoever sends it and how often. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import type { EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { forgetOldNames } from './jobs.ts';
import { presenceOf, doubtfulOf, presentPeople } from './presence.ts';
import type { EventKey } from './roster.ts';
import { type CheckinItem, readPresent, takeCheckins } from './service.ts';
import { checkInSelf, readSelf, screenCode, SelfLimits, ticketFor } from './service.self.ts';
import { makeActivity, signUpToken, testRoster } from './test-roster.ts';

const NOW = '2022-10-02T08:00:10+07:00';
let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let other: TestUnit;
let officer: Context;
let stranger: Context;

beforeAll(async () => {
  platform = await testPlatform(NOW);
  const edition = await makeEdition(platform.db, [2]);
  editionId = edition.editionId;
  [school, other] = edition.root.children as [TestUnit, TestUnit];
  officer = await makePerson(platform, 'reporter', school.unitId);
  stranger = await makePerson(platform, 'reporter', other.unitId);
});
afterAll(() => platform.drop());

const people = (count: number) =>
  Array.from({ length: count }, (_, n) => ({
    name: `Người học ${n + 1}`,
    code: `K${String(n + 1).padStart(5, '0')}`,
  }));

async function event(count: number, starts = ['2022-10-02T08:00:00+07:00']) {
  const { activityId, holderIds } = await makeActivity(platform.db, editionId, school, starts, people(count));
  const key = (part = 1): EventKey => ({ editionId, event: 'activity', eventId: activityId, part });
  return { key, holderIds, whole: { editionId, event: 'activity', eventId: activityId } as const };
}

const at = (text: string) => new Date(`2022-10-02T${text}+07:00`);
const scan = (who: CheckinItem['who'], more: Partial<CheckinItem> = {}): CheckinItem => ({
  id: randomUUID(),
  who,
  way: 'list',
  door: 'Cửa chính',
  deviceAt: at('08:00:00'),
  ...more,
});
const take = (key: EventKey, items: readonly CheckinItem[], undo: readonly string[] = [], ctx = officer) =>
  takeCheckins(ctx, testRoster, key, items, undo);

describe('at the desk', () => {
  test('a holder is taken once: by the list, by the link, by the code, at another door', async () => {
    const { key, holderIds } = await event(2);
    const [first = 0] = holderIds;
    const [taken] = await take(key(), [scan({ holderId: first })]);
    expect(taken).toMatchObject({ outcome: 'taken', name: 'Người học 1', people: 1, isClockWrong: false });
    const again = await take(key(), [
      scan({ token: signUpToken(officer, first) }, { way: 'qr', door: 'Cửa sau' }),
      scan({ token: 'k 00001' }, { door: 'Cửa sau' }),
      scan({ holderId: first }),
    ]);
    for (const answer of again) {
      expect(answer).toMatchObject({ outcome: 'already', door: 'Cửa chính', at: at('08:00:00') });
    }
    expect(await readPresent(officer, key())).toHaveLength(1);
  });

  test('a link of another event and a forged one are unknown, and nothing is written', async () => {
    const here = await event(1);
    const there = await event(1);
    const foreign = signUpToken(officer, there.holderIds[0] ?? 0);
    const answers = await take(here.key(), [
      scan({ token: foreign }),
      scan({ token: `${foreign.slice(0, -1)}x` }),
      scan({ holderId: there.holderIds[0] ?? 0 }),
    ]);
    expect(answers.map(({ outcome }) => outcome)).toEqual(['unknown', 'unknown', 'unknown']);
    expect(await readPresent(officer, here.key())).toEqual([]);
  });

  test('what was taken back stays so when its device sends it again, and the person can be taken anew', async () => {
    const { key, holderIds } = await event(1);
    const item = scan({ holderId: holderIds[0] ?? 0 });
    await take(key(), [item]);
    await take(key(), [], [item.id]);
    expect(await readPresent(officer, key())).toEqual([]);
    expect((await take(key(), [item]))[0]?.outcome).toBe('undone');
    expect((await take(key(), [scan({ holderId: holderIds[0] ?? 0 })]))[0]?.outcome).toBe('taken');
  });

  test('who came without: by name, as a number; the same id twice stands once', async () => {
    const { key, whole } = await event(0);
    const crowd = scan({ name: null }, { people: 12, children: 30, way: 'count' });
    await take(key(), [crowd, scan({ name: 'Phạm Thị Lan' })]);
    await take(key(), [crowd]);
    const presence = await asSystem(officer, (tx) => presenceOf(tx, whole));
    expect(presence.parts).toEqual([{ part: 1, checkins: 2, people: 13, children: 30 }]);
  });

  test('an id that another event has is not taken from it', async () => {
    const here = await event(1);
    const there = await event(1);
    const item = scan({ holderId: here.holderIds[0] ?? 0 });
    await take(here.key(), [item]);
    const [answer] = await take(there.key(), [{ ...item, who: { holderId: there.holderIds[0] ?? 0 } }], [item.id]);
    expect(answer?.outcome).toBe('unknown');
    expect(await readPresent(officer, here.key())).toHaveLength(1);
  });

  test('a wrong clock is told, and the time of the server decides', async () => {
    const { key, holderIds } = await event(3);
    const answers = await take(key(), [
      scan({ holderId: holderIds[0] ?? 0 }, { deviceAt: new Date('1970-01-01T00:00:00Z') }),
      scan({ holderId: holderIds[1] ?? 0 }, { deviceAt: new Date('2022-10-09T08:00:00Z') }),
      scan({ holderId: holderIds[2] ?? 0 }, { deviceAt: at('07:59:00') }),
    ]);
    expect(answers.map(({ isClockWrong }) => isClockWrong)).toEqual([true, true, false]);
    expect(answers.map((answer) => answer.at)).toEqual([new Date(NOW), new Date(NOW), at('07:59:00')]);
    // The device's own word is kept beside it.
    const rows = await platform.db.owner
      .selectFrom('checkin')
      .where('event_id', '=', key().eventId)
      .selectAll()
      .execute();
    expect(rows.map(({ device_at }) => device_at.getUTCFullYear()).toSorted((a, b) => a - b)).toEqual([
      1970, 2022, 2022,
    ]);
  });

  test('nobody of another unit takes presence, and none sees it', async () => {
    const { key, holderIds } = await event(1);
    await expect(take(key(), [scan({ holderId: holderIds[0] ?? 0 })], [], stranger)).rejects.toMatchObject({
      code: 'permission.denied',
    });
  });

  test('it stands in the audit trail of the organiser', async () => {
    const { key, holderIds } = await event(1);
    const item = scan({ holderId: holderIds[0] ?? 0 });
    await take(key(), [item]);
    await take(key(), [], [item.id]);
    const subject = `checkin/${editionId}/activity/${key().eventId}/1`;
    const rows = await platform.db.owner
      .selectFrom('audit_entry')
      .where('subject', '=', subject)
      .select(['verb', 'chain', 'account_id'])
      .execute();
    expect(rows.map(({ verb }) => verb).toSorted()).toEqual(['checkin.take', 'checkin.undo']);
    expect(rows.every((row) => row.chain === school.unitId && row.account_id === officer.actor?.accountId)).toBe(true);
  });
});

test('a thousand scans off line, sent twice by two devices at once: no double, order kept', async () => {
  const { key, holderIds, whole } = await event(1_000);
  // Each device has 700: 400 people were scanned at both doors. A second lies between two scans.
  const device = (door: string, holders: readonly number[], from: Date) =>
    holders.map((holderId, n) =>
      scan({ holderId }, { way: 'qr', door, deviceAt: new Date(from.getTime() + n * 2_000) }),
    );
  const first = device('Cửa A', holderIds.slice(0, 700), at('07:00:00'));
  const second = device('Cửa B', holderIds.slice(300), at('07:00:01'));
  const send = async (items: readonly CheckinItem[]) => {
    const answers = [];
    for (let n = 0; n < items.length; n += 200) answers.push(...(await take(key(), items.slice(n, n + 200))));
    return answers;
  };
  const once = await Promise.all([send(first), send(second)]);
  const twice = await Promise.all([send(first), send(second)]);

  const outcomes = once.flat().map(({ outcome }) => outcome);
  expect(outcomes.filter((outcome) => outcome === 'taken')).toHaveLength(1_000);
  expect(outcomes.filter((outcome) => outcome === 'already')).toHaveLength(400);
  // The second time each device hears the same again.
  expect(twice.flat().map(({ id, outcome, door }) => [id, outcome, door])).toEqual(
    once.flat().map(({ id, outcome, door }) => [id, outcome, door]),
  );
  const present = await readPresent(officer, key());
  expect(new Set(present.map(({ holderId }) => holderId)).size).toBe(1_000);
  expect(present).toHaveLength(1_000);
  const times = present.map(({ deviceAt }) => deviceAt.getTime());
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  const presence = await asSystem(officer, (tx) => presenceOf(tx, whole));
  expect([presence.attendances, presence.distinct.people]).toEqual([1_000, 1_000]);
});

test('who came to several sessions is one person, several attendances; names for certificates', async () => {
  const { key, holderIds, whole } = await event(2, ['2022-10-02T08:00:00+07:00', '2022-10-03T08:00:00+07:00']);
  const [first = 0, second = 0] = holderIds;
  await take(key(1), [scan({ holderId: first }), scan({ holderId: second }), scan({ name: 'Vũ Thị Sen' })]);
  await take(key(2), [scan({ holderId: first }), scan({ name: null }, { people: 4 })]);
  const presence = await asSystem(officer, (tx) => presenceOf(tx, whole));
  expect(presence.attendances).toBe(8);
  expect(presence.distinct).toEqual({ people: 7, children: 0 });
  const named = await asSystem(officer, (tx) => presentPeople(tx, whole));
  expect(named).toEqual([
    { holderId: first, name: null, parts: [1, 2] },
    { holderId: second, name: null, parts: [1] },
    { holderId: null, name: 'Vũ Thị Sen', parts: [1] },
  ]);
});

describe('by oneself', () => {
  const visitor = (): Context => ({ platform, actor: null, locale: 'vi', requestId: 'test' });
  const nobody = { token: '', name: '', people: 1, children: 0 };

  async function open(count: number) {
    const made = await event(count);
    const self = await readSelf(visitor(), testRoster, made.key().eventId, 1);
    const limits = new SelfLimits();
    const { code } = screenCode(visitor(), self);
    const ticket = ticketFor(visitor(), self, code, limits, '10.0.0.1');
    const enter = (input: Partial<Parameters<typeof checkInSelf>[3]>, address = '10.0.0.1') =>
      checkInSelf(visitor(), testRoster, self, { ...nobody, ticket, device: 'máy 1', ...input }, limits, address);
    return { ...made, self, limits, code, ticket, enter };
  }

  test('with the own link, by name, or only counted; a second time it is known', async () => {
    const { key, holderIds, enter } = await open(1);
    const token = signUpToken(officer, holderIds[0] ?? 0);
    expect(await enter({ token })).toMatchObject({ outcome: 'taken', name: 'Người học 1' });
    expect(await enter({ token, device: 'máy 2' })).toMatchObject({ outcome: 'already' });
    expect(await enter({ name: 'Trần Văn Hòa', people: 1, children: 2 })).toMatchObject({
      outcome: 'taken',
      children: 2,
    });
    expect(await enter({ name: 'trần văn hoà' })).toMatchObject({ outcome: 'already', children: 2 });
    expect(await enter({})).toMatchObject({ outcome: 'taken', name: null });
    expect(await enter({})).toMatchObject({ outcome: 'already' });
    expect(await enter({ device: 'máy 2' })).toMatchObject({ outcome: 'taken' });
    expect(await readPresent(officer, key())).toHaveLength(4);
  });

  test('a number that nobody checks has an end; a group that signed up is as large as it signed up', async () => {
    const { key, enter } = await open(0);
    const of = (people: number, children: number, device: string) => enter({ people, children, device });
    expect(await of(15, 6, 'máy 1')).toMatchObject({ outcome: 'too-many' });
    expect(await readPresent(officer, key())).toEqual([]);
    expect(await of(14, 6, 'máy 1')).toMatchObject({ outcome: 'taken', people: 14, children: 6 });
    // The same browser is counted once, whatever it says next.
    expect(await of(20, 0, 'máy 1')).toMatchObject({ outcome: 'already', people: 14 });
    const said = await asSystem(officer, (tx) => doubtfulOf(tx, key(), null));
    expect(said).toEqual([{ part: 1, byThemselves: 20, late: 0 }]);
  });

  test('after the desk took it back, the phone is sent to the desk', async () => {
    const { key, enter } = await open(0);
    await enter({ name: 'Đỗ Thị Bé' });
    const [stands] = await readPresent(officer, key());
    await take(key(), [], [stands?.id ?? '']);
    expect(await enter({ name: 'Đỗ Thị Bé' })).toMatchObject({ outcome: 'undone' });
    expect(await readPresent(officer, key())).toEqual([]);
  });

  test("yesterday's code, a wrong one and a guesser are refused", async () => {
    const { self, limits, code, enter } = await open(0);
    const ask = (given: string, address: string) => () => ticketFor(visitor(), self, given, limits, address);
    platform.clock.set(new Date('2022-10-02T08:05:00+07:00'));
    expect(ask(code, '10.0.0.2')).toThrow(expect.objectContaining({ code: 'checkin.code-wrong' }));
    for (let n = 0; n < 19; n += 1) expect(ask('000000', '10.0.0.2')).toThrow();
    const right = screenCode(visitor(), self).code;
    expect(ask(right, '10.0.0.2')).toThrow(expect.objectContaining({ code: 'request.too-many' }));
    expect(ask(right, '10.0.0.3')).not.toThrow();
    await expect(enter({ ticket: 'x.y' })).rejects.toMatchObject({ code: 'checkin.code-wrong' });
    platform.clock.set(new Date('2022-10-03T08:00:00+07:00'));
    expect(ask(screenCode(visitor(), self).code, '10.0.0.4')).toThrow(
      expect.objectContaining({ code: 'checkin.not-now' }),
    );
    await expect(enter({})).rejects.toMatchObject({ code: 'checkin.not-now' });
    platform.clock.set(new Date(NOW));
  });

  test('a code of somebody else or of nobody is unknown, and guessing it has an end', async () => {
    const { enter } = await open(1);
    for (let n = 0; n < 20; n += 1) expect((await enter({ token: `ZZZZ${n}` }, '10.0.0.9')).outcome).toBe('unknown');
    await expect(enter({ token: 'K00001' }, '10.0.0.9')).rejects.toMatchObject({ code: 'request.too-many' });
  });
});

test('names that were given at the door are gone after 90 days, the numbers stay', async () => {
  const { key, whole } = await event(0);
  await take(key(), [scan({ name: 'Ngô Thị Hạnh' })]);
  platform.clock.set(new Date('2022-12-30T08:00:00+07:00'));
  await forgetOldNames(platform);
  expect((await readPresent(officer, key()))[0]?.name).toBe('Ngô Thị Hạnh');
  platform.clock.set(new Date('2023-01-01T08:00:00+07:00'));
  expect(await forgetOldNames(platform)).toBeGreaterThan(0);
  expect((await readPresent(officer, key()))[0]?.name).toBeNull();
  expect((await asSystem(officer, (tx) => presenceOf(tx, whole))).attendances).toBe(1);
  platform.clock.set(new Date(NOW));
});
