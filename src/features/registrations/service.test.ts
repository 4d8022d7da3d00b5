import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import type { ActivityId, EditionId, RegistrationId } from '../../platform/ids/ids.ts';
import type { TestUnit } from '../../testing/edition.ts';
import type { TestPlatform } from '../../testing/platform.ts';
import { findActivity } from '../activities/index.ts';
import { changeNumbers, deleteMine, giveFeedback, readMine, renewLink, signUp, withdraw } from './service.ts';
import { settle } from './service.queue.ts';
import { makePublishedActivity } from '../../testing/published-activity.ts';
import { makeSignUpGround, type SignUpGround } from './test-sign-ups.ts';

let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let visitor: Context;
let somebody: SignUpGround['somebody'];
let rows: SignUpGround['rows'];
let seats: SignUpGround['seats'];
let mails: SignUpGround['mails'];
let statusOf: SignUpGround['statusOf'];

beforeAll(async () => {
  ({ platform, editionId, school, visitor, somebody, rows, seats, mails, statusOf } = await makeSignUpGround());
});
afterAll(() => platform.drop());

describe('a rush', () => {
  test('500 people at once for 50 seats: exactly 50 have one, 450 wait in the order of asking', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 50 });
    const answers = await Promise.all(Array.from({ length: 500 }, () => signUp(visitor, somebody(activityId))));
    expect(answers.filter(({ status }) => status === 'confirmed')).toHaveLength(50);
    const all = await rows(activityId);
    expect(all.map((row) => row.queue_no)).toEqual(Array.from({ length: 500 }, (_, at) => at + 1));
    expect(all.slice(0, 50).every((row) => row.status === 'confirmed')).toBe(true);
    expect(all.slice(50).every((row) => row.status === 'waiting')).toBe(true);
    expect(new Set(all.map((row) => row.code)).size).toBe(500);
    expect(await seats(activityId)).toMatchObject([{ capacity: 50, taken: 50, waiting: 450, last_no: 500 }]);
    const of = (no: number) => answers.find(({ id }) => id === all[no - 1]?.id)?.token ?? '';
    expect((await readMine(visitor, of(51))).position).toBe(1);
    expect((await readMine(visitor, of(500))).position).toBe(450);
  }, 60_000);

  test('groups, withdrawals and new seats at once: never above capacity, nobody overtakes', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 30 });
    const first = await Promise.all(
      Array.from({ length: 24 }, (_, at) => signUp(visitor, somebody(activityId, { people: (at % 5) + 1 }))),
    );
    await Promise.all([
      ...first.filter((_, at) => at % 3 === 0).map(({ token }) => withdraw(visitor, token)),
      ...Array.from({ length: 12 }, (_, at) => signUp(visitor, somebody(activityId, { people: (at % 4) + 1 }))),
      platform.db.owner.updateTable('activity').set({ capacity: 34 }).where('id', '=', activityId).execute(),
    ]);
    await settleNow(activityId);
    const standing = (await rows(activityId)).filter((row) => row.status !== 'withdrawn');
    const taken = standing.filter((row) => row.status === 'confirmed');
    const waiting = standing.filter((row) => row.status === 'waiting');
    const sum = taken.reduce((total, row) => total + row.people, 0);
    expect(sum).toBeLessThanOrEqual(34);
    expect(sum + (waiting[0]?.people ?? 99)).toBeGreaterThan(34);
    expect(Math.max(...taken.map((row) => row.queue_no))).toBeLessThan(waiting[0]?.queue_no ?? 0);
    expect(await seats(activityId)).toMatchObject([
      { taken: sum, waiting: waiting.reduce((total, row) => total + row.people, 0) },
    ]);
  });
});

async function settleNow(activityId: ActivityId): Promise<void> {
  await asSystem({ platform }, async (tx) => {
    const activity = await findActivity(tx, null, activityId);
    if (!activity) throw new Error('no activity');
    await settle(platform, tx, activity);
  });
}

describe('the waiting list', () => {
  test('withdrawing moves up the first in the same transaction, and mails them', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, {
      capacity: 1,
      title: 'Lớp một chỗ',
    });
    const one = await signUp(visitor, somebody(activityId));
    const two = await signUp(visitor, somebody(activityId, { contact: 'hai@vidu.vn', locale: 'en' }));
    const three = await signUp(visitor, somebody(activityId));
    expect([one.status, two.status, three.status]).toEqual(['confirmed', 'waiting', 'waiting']);
    await withdraw(visitor, one.token);
    expect(await statusOf(two.token)).toBe('confirmed');
    expect(await readMine(visitor, three.token)).toMatchObject({ position: 1 });
    const [mail] = (await mails('registration.promoted')).filter(({ to_address }) => to_address === 'hai@vidu.vn');
    expect(mail?.subject).toBe('You have a place: Lớp một chỗ');
    expect(mail?.body).toContain(two.token);
    await withdraw(visitor, one.token);
    expect(await seats(activityId)).toMatchObject([{ taken: 1, waiting: 1 }]);
  });

  test('a group waits until it fits whole, and nobody behind overtakes', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 5 });
    const four = await signUp(visitor, somebody(activityId, { people: 4 }));
    const group = await signUp(visitor, somebody(activityId, { people: 1, children: 2, organisation: 'Lớp 5A' }));
    const single = await signUp(visitor, somebody(activityId));
    expect([group.status, single.status]).toEqual(['waiting', 'waiting']);
    await changeNumbers(visitor, four.token, { people: 3, children: 0 });
    expect([await statusOf(group.token), await statusOf(single.token)]).toEqual(['waiting', 'waiting']);
    await changeNumbers(visitor, four.token, { people: 2, children: 0 });
    expect([await statusOf(group.token), await statusOf(single.token)]).toEqual(['confirmed', 'waiting']);
  });

  test('more people need free seats that nobody waits for', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 4 });
    const two = await signUp(visitor, somebody(activityId, { people: 2 }));
    await changeNumbers(visitor, two.token, { people: 3, children: 0 });
    await expect(changeNumbers(visitor, two.token, { people: 5, children: 0 })).rejects.toMatchObject({
      fields: [{ field: 'people', code: 'registration.too-many' }],
    });
    await signUp(visitor, somebody(activityId, { people: 2 }));
    await expect(changeNumbers(visitor, two.token, { people: 4, children: 0 })).rejects.toMatchObject({
      fields: [{ field: 'people', code: 'registration.full' }],
    });
    await expect(changeNumbers(visitor, two.token, { people: 3, children: 1 })).rejects.toMatchObject({
      fields: [{ field: 'who', code: 'registration.children' }],
    });
    expect(await seats(activityId)).toMatchObject([{ taken: 3, waiting: 2 }]);
  });

  test('a larger capacity moves up as many as fit; each mode has its own list', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, {
      form: 'both',
      capacity: 1,
      onlineCapacity: 1,
    });
    for (let n = 0; n < 4; n += 1) await signUp(visitor, somebody(activityId));
    expect((await signUp(visitor, somebody(activityId, { mode: 'online' }))).status).toBe('confirmed');
    expect((await signUp(visitor, somebody(activityId, { mode: 'online' }))).status).toBe('waiting');
    await platform.db.owner.updateTable('activity').set({ capacity: 3 }).where('id', '=', activityId).execute();
    await settleNow(activityId);
    expect((await rows(activityId)).map((row) => row.status)).toEqual([
      'confirmed',
      'confirmed',
      'confirmed',
      'waiting',
      'confirmed',
      'waiting',
    ]);
  });

  test('after the end nobody moves up any more', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 1 });
    await signUp(visitor, somebody(activityId));
    await signUp(visitor, somebody(activityId));
    await platform.db.owner
      .updateTable('activity')
      .set({ capacity: 2, ends_at: new Date('2022-10-19T00:00:00Z'), starts_at: new Date('2022-10-18T00:00:00Z') })
      .where('id', '=', activityId)
      .execute();
    await settleNow(activityId);
    expect((await rows(activityId)).map((row) => row.status)).toEqual(['confirmed', 'waiting']);
  });
});

describe('what is refused', () => {
  test('a list that is not open', async () => {
    for (const given of [
      { status: 'cancelled' },
      { hasSignup: false },
      { opensAt: '2022-10-21T00:00:00+07:00' },
      { closesAt: '2022-10-19T00:00:00+07:00' },
      { startsAt: '2022-10-01T08:00:00+07:00', endsAt: '2022-10-01T09:00:00+07:00' },
    ] as const) {
      const activityId = await makePublishedActivity(platform.db, editionId, school, given);
      await expect(signUp(visitor, somebody(activityId))).rejects.toMatchObject({ code: 'registration.closed' });
    }
    const draft = await makePublishedActivity(platform.db, editionId, school, { status: 'draft' });
    await expect(signUp(visitor, somebody(draft))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('the thirty-first from one address in ten minutes, and the two hundred and first of a day', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const address = '203.0.113.7';
    const start = platform.clock.now();
    try {
      let refused = 0;
      for (let n = 0; n < 34; n += 1) {
        await signUp(visitor, somebody(activityId, { address })).catch((error: unknown) => {
          expect(error).toMatchObject({ code: 'request.too-many' });
          refused += 1;
        });
      }
      expect(refused).toBe(4);
      for (let round = 1; round <= 6; round += 1) {
        platform.clock.set(new Date(start.getTime() + round * 11 * 60_000));
        for (let n = 0; n < 30; n += 1) await signUp(visitor, somebody(activityId, { address })).catch(() => undefined);
      }
      expect(await rows(activityId)).toHaveLength(200);
      await expect(signUp(visitor, somebody(activityId))).resolves.toBeDefined();
    } finally {
      platform.clock.set(start);
    }
  });

  test('a link that was never made, one of another installation, and a stolen one after it was renewed', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const { token } = await signUp(visitor, somebody(activityId));
    const mailed = await signUp(visitor, somebody(activityId, { contact: 'chu@vidu.vn' }));
    for (const bad of ['x', `${token.slice(0, -1)}${token.endsWith('A') ? 'B' : 'A'}`, '1-1-AAAAAAAAAAAAAAAAAAAA'])
      await expect(readMine(visitor, bad)).rejects.toMatchObject({ code: 'registration.invalid-link' });
    const renewed = await renewLink(visitor, token);
    await expect(readMine(visitor, token)).rejects.toMatchObject({ code: 'registration.invalid-link' });
    await expect(withdraw(visitor, token)).rejects.toMatchObject({ code: 'registration.invalid-link' });
    expect(await statusOf(renewed ?? '')).toBe('confirmed');
    // Whoever found the link does not get the new one: it goes to the address.
    expect(await renewLink(visitor, mailed.token)).toBeNull();
    const [mail] = (await mails('registration.link')).filter(({ to_address }) => to_address === 'chu@vidu.vn');
    const fresh = /\/dang-ky\/(\S+)/u.exec(mail?.body ?? '')?.[1] ?? '';
    expect(await statusOf(fresh)).toBe('confirmed');
  });
});

describe('after it', () => {
  test('feedback once, from those who had a place; then the data is deleted and the numbers stay', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 2 });
    const one = await signUp(visitor, somebody(activityId, { people: 2, contact: 'mot@vidu.vn' }));
    const waiting = await signUp(visitor, somebody(activityId));
    const before = platform.clock.now();
    await expect(giveFeedback(visitor, one.token, { score: 5, comment: '' })).rejects.toMatchObject({
      code: 'registration.closed',
    });
    platform.clock.set(new Date('2022-11-05T10:00:00+07:00'));
    try {
      await expect(giveFeedback(visitor, one.token, { score: 6, comment: '' })).rejects.toMatchObject({
        fields: [{ field: 'score' }],
      });
      await giveFeedback(visitor, one.token, { score: 4, comment: '<b>Hay</b>' });
      for (const token of [one.token, waiting.token])
        await expect(giveFeedback(visitor, token, { score: 1, comment: '' })).rejects.toMatchObject({
          code: 'registration.closed',
        });
      await expect(withdraw(visitor, one.token)).rejects.toMatchObject({ code: 'registration.closed' });
      await deleteMine(visitor, one.token);
      await expect(readMine(visitor, one.token)).rejects.toMatchObject({ code: 'registration.invalid-link' });
      const [row] = (await rows(activityId)).filter(({ id }) => id === (one.id as RegistrationId));
      expect(row).toMatchObject({
        name: '',
        contact: null,
        comment: null,
        address_hash: null,
        people: 2,
        score: 4,
        status: 'confirmed',
      });
    } finally {
      platform.clock.set(before);
    }
  });

  test('deleting before the end gives the seat to whoever waits', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 1 });
    const one = await signUp(visitor, somebody(activityId));
    const two = await signUp(visitor, somebody(activityId));
    await deleteMine(visitor, one.token);
    expect(await statusOf(two.token)).toBe('confirmed');
  });
});
