/** What happens later: changes of the activity, reminders, the question after it, forgetting. */
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem, type Context } from '../../platform/context.ts';
import type { ActivityId, EditionId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import {
  type ActivityChange,
  announcedFacts,
  type AnnouncedFacts,
  findActivity,
  findSessions,
} from '../activities/index.ts';
import { forgetOld, remind, workOffChange } from './jobs.ts';
import { registrationRoster } from './roster.ts';
import { readMine, type SignUp, signUp, withdraw } from './service.ts';
import { makePublishedActivity } from '../../testing/published-activity.ts';

let platform: TestPlatform;
let editionId: EditionId;
let school: TestUnit;
let visitor: Context;
let addresses = 0;

beforeAll(async () => {
  platform = await testPlatform();
  const made = await makeEdition(platform.db, [1, 1, 1]);
  editionId = made.editionId;
  school = made.root.children[0]?.children[0]?.children[0] as TestUnit;
  visitor = { platform, actor: null, locale: 'vi', requestId: 'test' };
});
afterAll(() => platform.drop());
const at = (moment: string) => platform.clock.set(new Date(`${moment}+07:00`));
beforeEach(() => at('2022-10-20T08:00:00'));

function somebody(activityId: ActivityId, contact: string, change: Partial<SignUp> = {}) {
  addresses += 1;
  return signUp(visitor, {
    activityId,
    contact,
    name: 'Lê Văn Nam',
    mode: 'in-person',
    people: 1,
    children: 0,
    isGuardian: false,
    organisation: '',
    locale: 'vi',
    address: `10.3.0.${addresses}`,
    ...change,
  });
}

const mails = async (purpose: string, to: string) =>
  platform.db.owner
    .selectFrom('mail_message')
    .selectAll()
    .where('purpose', '=', `registration.${purpose}`)
    .where('to_address', '=', to)
    .execute();
const change = (activityId: ActivityId, what: ActivityChange, before?: AnnouncedFacts) =>
  workOffChange(platform, { editionId, activityId, what, before });
/** What people know of it now. */
async function announced(id: ActivityId): Promise<AnnouncedFacts> {
  return asSystem({ platform }, async (tx) => {
    const activity = await findActivity(tx, null, id);
    if (!activity) throw new Error('no activity');
    return announcedFacts(activity, await findSessions(tx, editionId, id));
  });
}
/** The first part beside the text. */
const partOf = (mail: { readonly parts: unknown } | undefined) =>
  (mail === undefined ? [] : (mail.parts as { type: string; content: string }[]))[0];
const sequenceIn = (calendar = ''): number => Number(/^SEQUENCE:(\d+)/mu.exec(calendar)?.[1]);
const edit = (activityId: ActivityId, values: object) =>
  platform.db.owner.updateTable('activity').set(values).where('id', '=', activityId).execute();

describe('when the activity changes', () => {
  test('cancelled: everybody who stands is told why, those who withdrew are not', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 1 });
    await somebody(activityId, 'co-cho@vidu.vn');
    await somebody(activityId, 'dang-cho@vidu.vn', { locale: 'en' });
    await withdraw(visitor, (await somebody(activityId, 'da-rut@vidu.vn')).token);
    await edit(activityId, { status: 'cancelled', status_reason: 'Bão số 5' });
    await change(activityId, 'cancelled');
    expect((await mails('cancelled', 'co-cho@vidu.vn'))[0]?.body).toContain('Bão số 5');
    expect((await mails('cancelled', 'dang-cho@vidu.vn'))[0]?.subject).toContain('Cancelled');
    expect(await mails('cancelled', 'da-rut@vidu.vn')).toEqual([]);
  });

  test('cancelled takes it out of calendars, for those who had a place', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 1 });
    const { id } = await somebody(activityId, 'lich-co@vidu.vn');
    await somebody(activityId, 'lich-cho@vidu.vn');
    const [put] = await mails('confirmed', 'lich-co@vidu.vn');
    await edit(activityId, { status: 'cancelled', status_reason: 'Bão', sequence: 1 });
    await change(activityId, 'cancelled');
    const [gone] = await mails('cancelled', 'lich-co@vidu.vn');
    expect(gone?.body).toContain('Thời gian: 08:00 – 10:00, Thứ Bảy 05/11/2022');
    const [before, after] = [partOf(put), partOf(gone)];
    expect(before?.type).toContain('method=REQUEST');
    expect(after?.type).toContain('method=CANCEL');
    expect(after?.content).toContain('STATUS:CANCELLED');
    for (const part of [before, after])
      expect(part?.content.replaceAll('\r\n ', '')).toContain(`-dang-ky-${id}@suotdoi`);
    expect(sequenceIn(after?.content)).toBeGreaterThan(sequenceIn(before?.content));
    expect((await mails('cancelled', 'lich-cho@vidu.vn'))[0]?.parts).toEqual([]);
  });

  test('moved: old and new time in words, in the calendar with a higher number; kept until the new end, reminded anew', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const { token } = await somebody(activityId, 'doi-gio@vidu.vn');
    at('2022-11-04T09:00:00');
    await remind(platform);
    const before = await announced(activityId);
    const times = { starts_at: new Date('2022-11-12T14:00:00+07:00'), ends_at: new Date('2022-11-12T16:00:00+07:00') };
    await edit(activityId, {
      previous_starts_at: new Date('2022-11-05T08:00:00+07:00'),
      ...times,
      event_status: 'rescheduled',
      sequence: 1,
    });
    await platform.db.owner.updateTable('activity_session').set(times).where('activity_id', '=', activityId).execute();
    await change(activityId, 'rescheduled', before);
    const [mail] = await mails('moved', 'doi-gio@vidu.vn');
    expect(mail?.subject).toMatch(/^Đổi thời gian: /u);
    expect(mail?.body).toContain(
      'Thời gian\n  Trước đây: 08:00 – 10:00, Thứ Bảy 05/11/2022\n  Bây giờ: 14:00 – 16:00, Thứ Bảy 12/11/2022\n',
    );
    expect(mail?.body).not.toContain('Trước đây: Nhà');
    expect(mail?.body).toContain(token);
    const part = partOf(mail);
    const put = partOf((await mails('confirmed', 'doi-gio@vidu.vn'))[0]);
    expect(part?.content).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20221112T140000');
    expect(sequenceIn(part?.content)).toBeGreaterThan(sequenceIn(put?.content));
    expect((await readMine(visitor, token)).registration.deleteAfter).toBe('2023-02-10');
    at('2022-11-11T15:00:00');
    await remind(platform);
    expect(await mails('day-before', 'doi-gio@vidu.vn')).toHaveLength(2);
  });

  test('another place: old and new to those who come, nothing to those on line; another link the other way round', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { form: 'both', onlineCapacity: 1 });
    await somebody(activityId, 'den-noi@vidu.vn', { locale: 'en' });
    await somebody(activityId, 'tren-mang@vidu.vn', { mode: 'online' });
    await somebody(activityId, 'cho-mang@vidu.vn', { mode: 'online' });
    const before = await announced(activityId);
    await edit(activityId, { place_name: 'Thư viện tỉnh', address: '5 đường Hoa', sequence: 1 });
    await change(activityId, 'place', before);
    const [come] = await mails('moved', 'den-noi@vidu.vn');
    expect(come?.subject).toMatch(/^Changed \(where\): /u);
    const old = [before.placeName, before.address, before.areaName].filter((part) => part !== '').join(', ');
    expect(come?.body).toContain(`Where\n  Before: ${old}\n  Now: Thư viện tỉnh, 5 đường Hoa, `);
    expect(await mails('moved', 'tren-mang@vidu.vn')).toEqual([]);
    const then = await announced(activityId);
    await edit(activityId, { online_url: 'https://hop.vidu.vn/moi', sequence: 2 });
    await change(activityId, 'place', then);
    expect((await mails('moved', 'tren-mang@vidu.vn'))[0]?.body).toContain('Bây giờ: https://hop.vidu.vn/moi');
    for (const [to, sofar] of [
      ['den-noi@vidu.vn', 1],
      ['cho-mang@vidu.vn', 0],
    ] as const)
      expect(await mails('moved', to)).toHaveLength(sofar);
  });

  test('those who signed up are told, also where the list was closed for good', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    await somebody(activityId, 'danh-sach-tat@vidu.vn');
    await edit(activityId, { has_signup: false, status: 'cancelled', status_reason: 'Mưa' });
    await change(activityId, 'cancelled');
    expect(await mails('cancelled', 'danh-sach-tat@vidu.vn')).toHaveLength(1);
  });

  test('more places: those who fit move up and are told', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 1 });
    await somebody(activityId, '');
    const waiting = await somebody(activityId, 'len-cho@vidu.vn');
    await edit(activityId, { capacity: 2 });
    await change(activityId, 'capacity');
    expect((await readMine(visitor, waiting.token)).registration.status).toBe('confirmed');
    expect(await mails('promoted', 'len-cho@vidu.vn')).toHaveLength(1);
  });
});

describe('reminders', () => {
  test('come the day before and two hours before, once each, to those who have a place', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 1 });
    await somebody(activityId, 'nhac@vidu.vn');
    await somebody(activityId, 'chua-co@vidu.vn');
    const counts = async () =>
      Promise.all((['day-before', 'soon'] as const).map(async (what) => (await mails(what, 'nhac@vidu.vn')).length));
    at('2022-11-04T07:59:00');
    await remind(platform);
    expect(await counts()).toEqual([0, 0]);
    at('2022-11-04T08:00:00');
    await Promise.all([remind(platform), remind(platform)]);
    await remind(platform);
    expect(await counts()).toEqual([1, 0]);
    at('2022-11-05T06:05:00');
    await remind(platform);
    await remind(platform);
    expect(await counts()).toEqual([1, 1]);
    expect(await mails('day-before', 'chua-co@vidu.vn')).toEqual([]);
  });

  test('not to somebody who signed up after their time, nor of a cancelled activity', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const cancelled = await makePublishedActivity(platform.db, editionId, school);
    await somebody(cancelled, 'huy@vidu.vn');
    await edit(cancelled, { status: 'cancelled', status_reason: 'Mưa' });
    at('2022-11-05T07:00:00');
    await somebody(activityId, 'muon@vidu.vn');
    await remind(platform);
    for (const what of ['day-before', 'soon']) {
      expect(await mails(what, 'muon@vidu.vn')).toEqual([]);
      expect(await mails(what, 'huy@vidu.vn')).toEqual([]);
    }
  });
});

describe('after it', () => {
  test('only those who were checked in are asked, once', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const came = await somebody(activityId, 'da-den@vidu.vn');
    const undone = await somebody(activityId, 'ghi-nham@vidu.vn');
    await somebody(activityId, 'khong-den@vidu.vn');
    for (const [holder, isUndone] of [
      [came.id, false],
      [undone.id, true],
    ] as const)
      await platform.db.owner
        .insertInto('checkin')
        .values({
          edition_id: editionId,
          id: randomUUID(),
          unit_id: school.unitId,
          event: 'activity',
          event_id: activityId,
          part: 1,
          holder_id: holder,
          people: 1,
          way: 'qr',
          device_at: new Date(),
          undone_at: isUndone ? new Date() : null,
        })
        .execute();
    at('2022-11-05T09:59:00');
    await remind(platform);
    expect(await mails('feedback', 'da-den@vidu.vn')).toEqual([]);
    at('2022-11-05T10:30:00');
    await remind(platform);
    await remind(platform);
    expect(await mails('feedback', 'da-den@vidu.vn')).toHaveLength(1);
    for (const to of ['ghi-nham@vidu.vn', 'khong-den@vidu.vn']) expect(await mails('feedback', to)).toEqual([]);
  });

  test('names are blank after their day, not before; the numbers stay', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school);
    const { id, token } = await somebody(activityId, 'quen@vidu.vn', {
      people: 2,
      children: 3,
      organisation: 'Lớp 5A',
    });
    const row = () =>
      platform.db.owner.selectFrom('registration').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    at('2023-02-03T23:00:00');
    await forgetOld(platform);
    expect(await row()).toMatchObject({ name: 'Lê Văn Nam', contact: 'quen@vidu.vn' });
    at('2023-02-04T02:30:00');
    expect(await forgetOld(platform)).toBeGreaterThan(0);
    expect(await row()).toMatchObject({ name: '', contact: null, organisation: '', comment: null, address_hash: null });
    expect(await row()).toMatchObject({ people: 2, children: 3, status: 'confirmed' });
    await expect(readMine(visitor, token)).rejects.toMatchObject({ code: 'registration.invalid-link' });
    expect(await forgetOld(platform)).toBe(0);
  });
});

describe('the roster for check-in', () => {
  test('has those who stand, for the organiser’s people; links and codes find their own holder only', async () => {
    const activityId = await makePublishedActivity(platform.db, editionId, school, { capacity: 3 });
    const other = await makePublishedActivity(platform.db, editionId, school);
    const group = await somebody(activityId, '', { children: 2, organisation: 'Lớp 5A' });
    const waiting = await somebody(activityId, '');
    const foreign = await somebody(other, '');
    await withdraw(visitor, (await somebody(activityId, '')).token);
    const key = { editionId, event: 'activity' as const, eventId: activityId, part: 1 };
    const person = await makePerson(platform, 'reporter', school.unitId);
    const roster = await registrationRoster.readRoster(person, key);
    expect(roster.entries.map(({ holderId, isExpected }) => [holderId, isExpected])).toEqual([
      [group.id, true],
      [waiting.id, false],
    ]);
    expect(roster.entries[0]).toMatchObject({ detail: 'Lớp 5A', people: 1, children: 2 });
    const code = roster.entries[0]?.code ?? '';
    const find = (text: string) => registrationRoster.findHolder(person, key, text);
    expect(await find(`http://localhost:8080/dang-ky/${group.token}`)).toMatchObject({ holderId: group.id });
    expect(await find(group.token)).toMatchObject({ holderId: group.id });
    expect(await find(` ${code.toLowerCase()} `)).toMatchObject({ holderId: group.id });
    for (const text of [foreign.token, 'ZZZZZZ', `${group.token.slice(0, -2)}AA`, ''])
      expect(await find(text)).toBeNull();
    const stranger = await makePerson(platform, 'coordinator', (school.unitId - 1) as typeof school.unitId);
    await expect(registrationRoster.readRoster(stranger, key)).rejects.toMatchObject({ code: 'permission.denied' });
    expect(await registrationRoster.readSelfCheckin(visitor, key)).toMatchObject({ title: roster.title });
    expect(await registrationRoster.readSelfCheckin(visitor, { ...key, part: 9 })).toBeNull();
  });
});
