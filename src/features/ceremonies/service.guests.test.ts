/** Guests on a real database: who sees whom, quotas, answers by link, seats, invitations, doors, the end of names. */
import ICAL from 'ical.js';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { asSystem } from '../../platform/context.ts';
import { linkToken } from '../../platform/secrets/link-token.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import type { EditionContext } from '../editions/index.ts';
import { blankOldGuests } from './guest-jobs.ts';
import { guestRoster } from './guest-roster.ts';
import { answerAsGuest, answerAsOffice, readGuestAnswer, readOfficeAnswer } from './service.guest-answers.ts';
import { changeGroup, removeGroup } from './service.guest-groups.ts';
import { addGroups, bindPeople, readGroup, readGuests, renewLink, takeEarlier } from './service.guests.ts';
import { readInvitations, sendInvitations, tellChanges } from './service.invitations.ts';
import { changeRows, giveSeats, placeByHand, readSeats } from './service.seats.ts';
import { setStatus, updateCeremony, findCeremony } from './store.ts';
import { makeCeremony, type TestCeremony } from './test-ceremony.ts';

let platform: TestPlatform;
let made: TestCeremony;
let own: EditionContext;
let host: EditionContext;

const NOW = '2022-10-20T08:00:00+07:00';

beforeAll(async () => {
  platform = await testPlatform(NOW);
});
afterAll(() => platform.drop());
beforeEach(async () => {
  platform.clock.set(new Date(NOW));
  made = await makeCeremony(platform);
  own = await made.enter(await made.person('coordinator', made.units.own.unitId));
  host = await made.enter(await made.person('reporter', made.units.host.unitId));
});

const group = (label: string, quota: number, siteId: number = made.central, contactEmail: string | null = null) => ({
  siteId,
  label,
  quota,
  contactEmail,
});
const list = () => readGuests(own, made.id);
const tokenOf = (purpose: 'guest' | 'guest-group', one: { id: number; linkVersion: number }) =>
  linkToken(platform.secretKey, purpose, one.id, one.linkVersion);
const visitor = () => ({ platform, actor: null, locale: 'vi' as const, requestId: 'test' });
const person = (name: string | null, email: string | null = null) => ({
  name,
  post: '',
  email,
  phone: null,
  isDelegate: false,
});
const mails = () => platform.db.owner.selectFrom('mail_message').selectAll().orderBy('id').execute();
const calendarOf = (parts: unknown) => {
  const [first] = parts as { type: string; content: string }[];
  const calendar = new ICAL.Component(ICAL.parse(first!.content));
  const event = new ICAL.Event(calendar.getFirstSubcomponent('vevent')!);
  return { type: first!.type, content: first!.content, method: calendar.getFirstPropertyValue('method'), event };
};

describe('who sees guests', () => {
  test('the inviting unit all, a host those of its site, nobody above or beside', async () => {
    await addGroups(own, made.id, [group('Hiệu trưởng', 2), group('Bí thư xã', 1, made.hosted)]);
    const { groups } = await list();
    for (const { group: one, guests } of groups) {
      await bindPeople(
        own,
        made.id,
        one.id,
        guests.map((guest) => ({
          guestId: guest.id,
          name: `Người của ${one.label}`,
          post: '',
          email: 'a@do.vn',
          phone: '0900',
          answer: 'keep' as const,
        })),
      );
    }
    const seen = await readGuests(host, made.id);
    expect(seen.groups.map((one) => one.group.label)).toEqual(['Bí thư xã']);
    expect(JSON.stringify(seen.groups)).not.toContain('Hiệu trưởng');
    await expect(readGroup(host, made.id, groups[0]!.group.id)).rejects.toMatchObject({ code: 'not-found' });
    await expect(readSeats(host, made.id, made.central)).rejects.toMatchObject({ code: 'not-found' });
    await expect(addGroups(host, made.id, [group('Ai', 1)])).rejects.toMatchObject({ code: 'permission.denied' });
    const above = await made.enter(await made.person('coordinator', made.units.root.unitId));
    await expect(readGuests(above, made.id)).rejects.toMatchObject({ code: 'permission.denied' });
    const beside = await made.enter(await made.person('coordinator', made.units.other.unitId));
    await expect(readGuests(beside, made.id)).rejects.toMatchObject({ code: 'not-found' });
    // A role that reads the unit's papers, but no people.
    const reviewer = await made.enter(await made.person('reviewer', made.units.own.unitId));
    await expect(readGuests(reviewer, made.id)).rejects.toMatchObject({ code: 'permission.denied' });
  });

  test('at the doors: the organiser everywhere, the host at its own site', async () => {
    await addGroups(own, made.id, [group('Hiệu trưởng', 2), group('Bí thư xã', 1, made.hosted)]);
    const at = (part: number) => ({ editionId: made.editionId, event: 'ceremony' as const, eventId: made.id, part });
    const roster = await guestRoster.readRoster(host, at(made.hosted));
    expect(roster.entries.map(({ name }) => name)).toEqual(['Bí thư xã']);
    await expect(guestRoster.readRoster(host, at(made.central))).rejects.toMatchObject({ code: 'not-found' });
    expect((await guestRoster.readRoster(own, at(made.central))).entries).toHaveLength(2);
    const [first] = (await list()).groups[0]!.guests;
    const token = tokenOf('guest', first!);
    for (const typed of [first!.code.toLowerCase(), token, `http://localhost:8080/khach/${token}`]) {
      expect((await guestRoster.findHolder(own, at(made.central), typed))?.holderId).toBe(first!.id);
    }
    // Of another site, and a link that was replaced.
    expect(await guestRoster.findHolder(own, at(made.hosted), first!.code)).toBeNull();
    await renewLink(own, made.id, first!.groupId, first!.id);
    expect(await guestRoster.findHolder(own, at(made.central), token)).toBeNull();
  });
});

describe('groups', () => {
  test('have as many places as their quota, each with a code of its own', async () => {
    expect(await addGroups(own, made.id, [group('Hiệu trưởng', 300), group('Chủ tịch Hội', 1)])).toEqual({
      groups: 2,
      places: 301,
    });
    const all = (await list()).groups.flatMap(({ guests }) => guests);
    expect(new Set(all.map(({ code }) => code)).size).toBe(301);
    await expect(addGroups(own, made.id, [group('Nhiều', 501)])).rejects.toMatchObject({ code: 'request.invalid' });
  });

  test('an office whose unit is in the tree is that unit', async () => {
    const { name, unitId } = made.units.host;
    await addGroups(own, made.id, [group(`Chủ tịch UBND ${name}`, 1)]);
    expect((await list()).groups[0]?.group.officeUnitId).toBe(unitId);
  });

  test('do not shrink under people who are named; free places go; ranks move', async () => {
    await addGroups(own, made.id, [group('Một', 3), group('Hai', 1), group('Ba', 1)]);
    const [one] = (await list()).groups;
    const { guests } = one!;
    await bindPeople(
      own,
      made.id,
      one!.group.id,
      [0, 1].map((at) => ({
        guestId: guests[at]!.id,
        name: `Bà ${at}`,
        post: '',
        email: null,
        phone: null,
        answer: 'yes' as const,
      })),
    );
    const change = { ...group('Một', 1), position: 1 };
    await expect(changeGroup(own, made.id, one!.group.id, change)).rejects.toMatchObject({ code: 'guest.quota-full' });
    await changeGroup(own, made.id, one!.group.id, { ...change, quota: 2, position: 3 });
    const after = (await list()).groups;
    expect(after.map((each) => each.group.label)).toEqual(['Hai', 'Ba', 'Một']);
    expect(after[2]!.guests.map(({ name }) => name)).toEqual(['Bà 0', 'Bà 1']);
    await changeGroup(own, made.id, one!.group.id, { ...change, quota: 4 });
    expect((await list()).groups[0]!.guests).toHaveLength(4);
    await removeGroup(own, made.id, one!.group.id);
    expect((await list()).groups).toHaveLength(2);
  });

  test('are taken from an earlier ceremony of the unit, without people, and once', async () => {
    await addGroups(own, made.id, [group('Hiệu trưởng', 2), group('Bí thư xã', 1, made.hosted)]);
    const before = made;
    const [one] = (await list()).groups;
    await bindPeople(own, made.id, one!.group.id, [
      { guestId: one!.guests[0]!.id, name: 'Bà Kín', post: '', email: null, phone: null, answer: 'keep' },
    ]);
    const next = await asSystem({ platform }, async (tx) => {
      const { insertCeremony } = await import('./store.ts');
      const { insertSites } = await import('./store.sites.ts');
      const from = (await findCeremony(tx, before.id))!;
      const id = await insertCeremony(tx, {
        editionId: from.editionId,
        unitId: from.unitId,
        pos: from.pos,
        by: null,
        draft: { ...from, title: 'Lễ sau' },
      });
      await insertSites(tx, { ...from, id }, [
        {
          kind: 'connected',
          name: 'xa a',
          hostUnitId: null,
          place: '',
          address: '',
          contactName: '',
          contactPhone: '',
          link: null,
          seats: null,
        },
      ]);
      return id;
    });
    expect(await takeEarlier(own, next, before.id)).toEqual({ groups: 2, places: 3 });
    expect(JSON.stringify((await readGuests(own, next)).groups)).not.toContain('Bà Kín');
    expect(await takeEarlier(own, next, before.id)).toEqual({ groups: 0, places: 0 });
    // Of another unit nothing can be taken.
    const foreign = await makeCeremony(platform);
    const ctx = await foreign.enter(await foreign.person('coordinator', foreign.units.own.unitId));
    await expect(takeEarlier(ctx, foreign.id, before.id)).rejects.toMatchObject({ code: 'not-found' });
  });
});

describe('answers without an account', () => {
  beforeEach(async () => {
    await addGroups(own, made.id, [group('Hiệu trưởng', 2, made.central, 'so@do.vn')]);
  });
  const only = async () => (await list()).groups[0]!;

  test('an office names its people, changes its mind, sends nobody', async () => {
    const one = await only();
    const token = tokenOf('guest-group', one.group);
    await answerAsOffice(visitor(), token, {
      isDeclined: false,
      note: 'Đến sớm',
      people: [{ ...person('Lê Thị Hoa'), isDelegate: true }, person(null)],
    });
    let now = await only();
    expect(now.guests.map(({ name, answer }) => [name, answer])).toEqual([
      ['Lê Thị Hoa', 'delegate'],
      [null, 'no'],
    ]);
    expect(now.guests[0]!.code).toBe(one.guests[0]!.code);
    const three = [person('A'), person('B'), person('C')];
    await expect(
      answerAsOffice(visitor(), token, { isDeclined: false, note: '', people: three }),
    ).rejects.toMatchObject({ code: 'guest.quota-full' });
    await answerAsOffice(visitor(), token, { isDeclined: true, note: '', people: [] });
    now = await only();
    expect(now.group.isDeclined).toBe(true);
    expect(now.guests.every(({ answer, name }) => answer === 'no' && name === null)).toBe(true);
  });

  test('somebody else on a place gets another link; the one before sees nothing', async () => {
    const office = tokenOf('guest-group', (await only()).group);
    await answerAsOffice(visitor(), office, {
      isDeclined: false,
      note: '',
      people: [person('Lê Thị Hoa', 'hoa@do.vn'), person(null)],
    });
    const before = tokenOf('guest', (await only()).guests[0]!);
    expect((await readGuestAnswer(visitor(), before)).guest.name).toBe('Lê Thị Hoa');
    await answerAsOffice(visitor(), office, {
      isDeclined: false,
      note: '',
      people: [person('Trần Văn Sơn'), person(null)],
    });
    await expect(readGuestAnswer(visitor(), before)).rejects.toMatchObject({ code: 'registration.invalid-link' });
  });

  test('a guest comes, stays away, or sends somebody by name', async () => {
    const guest = (await only()).guests[0]!;
    const token = tokenOf('guest', guest);
    const answer = (what: 'yes' | 'no' | 'delegate', name: string | null = null) =>
      answerAsGuest(visitor(), token, { answer: what, delegateName: name, delegatePost: 'Phó', note: '' });
    await answer('yes');
    await expect(answer('delegate')).rejects.toMatchObject({ code: 'request.invalid' });
    await answer('delegate', 'Ngô Văn Bảy');
    expect((await only()).guests[0]).toMatchObject({
      answer: 'delegate',
      delegateName: 'Ngô Văn Bảy',
      delegatePost: 'Phó',
    });
    await answer('no');
    expect((await only()).guests[0]).toMatchObject({ answer: 'no', delegateName: null, seat: null });
    platform.clock.set(new Date('2022-10-24T10:00:00+07:00'));
    await expect(answer('yes')).rejects.toMatchObject({ code: 'ceremony.state' });
    expect((await readGuestAnswer(visitor(), token)).isOpen).toBe(false);
  });

  test('a new link makes the old one worthless; links of other purposes and made-up ones are none', async () => {
    const { group: one, guests } = await only();
    const token = tokenOf('guest-group', one);
    await renewLink(own, made.id, one.id, null);
    for (const bad of [token, tokenOf('guest', guests[0]!), `${token.slice(0, -1)}x`, 'x']) {
      await expect(readOfficeAnswer(visitor(), bad)).rejects.toMatchObject({ code: 'registration.invalid-link' });
    }
  });
});

describe('invitations by mail', () => {
  beforeEach(async () => {
    await platform.db.owner.deleteFrom('mail_message').execute();
    await addGroups(own, made.id, [group('Hiệu trưởng; "cụm 1"', 2, made.central, 'so@do.vn'), group('Không thư', 1)]);
  });

  test('go out once, with a calendar that a foreign reader takes: 08:00 in Vietnam, one attendee, RSVP', async () => {
    expect((await readInvitations(own, made.id)).waiting).toHaveLength(1);
    expect(await sendInvitations(own, made.id, 'invite')).toBe(1);
    expect(await sendInvitations(own, made.id, 'invite')).toBe(0);
    const [mail] = await mails();
    expect(mail).toMatchObject({ to_address: 'so@do.vn', purpose: 'guest.invite' });
    const { type, content, method, event } = calendarOf(mail!.parts);
    expect(type).toBe('text/calendar; charset=utf-8; method=REQUEST');
    expect(method).toBe('REQUEST');
    expect(content).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20221024T080000');
    expect(event.sequence).toBe(0);
    expect(event.uid).toMatch(/-nhom-\d+@suotdoi$/u);
    expect(event.attendees).toHaveLength(1);
    const [attendee] = event.attendees;
    expect(attendee!.getParameter('partstat')).toBe('NEEDS-ACTION');
    expect(attendee!.getParameter('rsvp')).toBe('TRUE');
    expect(attendee!.getFirstValue()).toBe('mailto:so@do.vn');
    expect(content.split('\r\n').every((line) => Buffer.byteLength(line) <= 75)).toBe(true);
    const link = /\/khach-moi\/(\S+)/u.exec(mail!.body)![1]!;
    expect((await readOfficeAnswer(visitor(), link)).group.label).toContain('Hiệu trưởng');
  });

  test('reminders only to those who have not answered, never twice within a day', async () => {
    await sendInvitations(own, made.id, 'invite');
    expect(await sendInvitations(own, made.id, 'remind')).toBe(0);
    platform.clock.set(new Date('2022-10-21T08:00:00+07:00'));
    expect((await readInvitations(own, made.id)).toRemind).toHaveLength(1);
    expect(await sendInvitations(own, made.id, 'remind')).toBe(1);
    expect(await sendInvitations(own, made.id, 'remind')).toBe(0);
    expect(calendarOf((await mails())[1]!.parts).event.sequence).toBe(0);
    platform.clock.set(new Date('2022-10-22T09:00:00+07:00'));
    const token = tokenOf('guest-group', (await list()).groups[0]!.group);
    await answerAsOffice(visitor(), token, { isDeclined: false, note: '', people: [person('Bà Hoa'), person(null)] });
    expect(await sendInvitations(own, made.id, 'remind')).toBe(0);
  });

  test('a new time is told with a higher SEQUENCE and the same UID, a cancellation with CANCEL; each once', async () => {
    await sendInvitations(own, made.id, 'invite');
    const first = calendarOf((await mails())[0]!.parts).event;
    await asSystem({ platform }, async (tx) => {
      const ceremony = (await findCeremony(tx, made.id))!;
      await updateCeremony(tx, ceremony, { ...ceremony, startsAt: new Date('2022-10-24T09:00:00+07:00') }, true);
    });
    expect(await tellChanges(platform)).toBe(0);
    // What was changed a moment ago may be changed again: it is told once it has settled.
    await platform.db.owner
      .updateTable('ceremony')
      .set({ updated_at: new Date('2022-10-20T07:00:00+07:00') })
      .where('id', '=', made.id)
      .execute();
    expect(await tellChanges(platform)).toBe(1);
    expect(await tellChanges(platform)).toBe(0);
    const moved = calendarOf((await mails())[1]!.parts);
    expect(moved.method).toBe('REQUEST');
    expect(moved.content).toContain('DTSTART;TZID=Asia/Ho_Chi_Minh:20221024T090000');
    expect([moved.event.uid, moved.event.sequence]).toEqual([first.uid, 1]);
    await asSystem({ platform }, async (tx) =>
      setStatus(tx, (await findCeremony(tx, made.id))!, 'cancelled', 'Bão số 5'),
    );
    expect(await tellChanges(platform)).toBe(1);
    const gone = calendarOf((await mails())[2]!.parts);
    expect([gone.type, gone.method]).toEqual(['text/calendar; charset=utf-8; method=CANCEL', 'CANCEL']);
    expect([gone.event.uid, gone.event.sequence]).toEqual([first.uid, 2]);
    expect(gone.content).toContain('STATUS:CANCELLED');
    expect((await mails())[2]!.body).toContain('Bão số 5');
    await expect(sendInvitations(own, made.id, 'invite')).rejects.toMatchObject({ code: 'ceremony.state' });
  });
});

describe('seats', () => {
  beforeEach(async () => {
    await addGroups(own, made.id, [group('Một', 2), group('Hai', 3), group('Ba', 1)]);
    await changeRows(own, made.id, made.central, [
      { row: 'A', seats: 3 },
      { row: 'B', seats: 3 },
    ]);
  });
  const seats = async () => (await list()).groups.map(({ guests }) => guests.map(({ seat }) => seat));

  test('are given together by rank, kept or given anew; who says no has none', async () => {
    expect(await giveSeats(own, made.id, made.central, { who: 'all', keep: true })).toEqual({ given: 6, without: 0 });
    expect(await seats()).toEqual([['A1', 'A2'], ['B1', 'B2', 'B3'], ['A3']]);
    const { group: one, guests } = (await list()).groups[0]!;
    await answerAsOffice(visitor(), tokenOf('guest-group', one), {
      isDeclined: true,
      note: '',
      people: guests.map(() => person(null)),
    });
    expect((await seats())[0]).toEqual([null, null]);
    expect(await giveSeats(own, made.id, made.central, { who: 'all', keep: false })).toEqual({ given: 4, without: 0 });
    expect(await changeRows(own, made.id, made.central, [{ row: 'A', seats: 3 }])).toBe(1);
  });

  test('by hand: two change places, a seat of somebody else is refused with its field, a made-up one too', async () => {
    await giveSeats(own, made.id, made.central, { who: 'all', keep: true });
    const [first, second] = (await list()).groups[0]!.guests;
    const third = (await list()).groups[2]!.guests[0]!;
    await placeByHand(
      own,
      made.id,
      made.central,
      new Map([
        [first!.id, 'A2'],
        [second!.id, 'A1'],
      ]),
    );
    expect((await seats())[0]).toEqual(['A2', 'A1']);
    await expect(placeByHand(own, made.id, made.central, new Map([[third.id, 'B1']]))).rejects.toMatchObject({
      code: 'guest.seat-taken',
      fields: [{ field: String(third.id), detail: 'B1' }],
    });
    await expect(placeByHand(own, made.id, made.central, new Map([[third.id, 'Z9']]))).rejects.toMatchObject({
      code: 'request.invalid',
    });
    await placeByHand(own, made.id, made.central, new Map([[third.id, '']]));
    expect((await seats())[2]).toEqual([null]);
  });

  test('two people who give seats at once give none twice', async () => {
    const wish = { who: 'all' as const, keep: true };
    await Promise.all([giveSeats(own, made.id, made.central, wish), giveSeats(own, made.id, made.central, wish)]);
    const given = (await seats()).flat();
    expect(new Set(given).size).toBe(6);
  });
});

test('names and contacts go when their day has passed, numbers stay', async () => {
  await addGroups(own, made.id, [group('Hiệu trưởng', 1, made.central, 'so@do.vn')]);
  const one = (await list()).groups[0]!;
  const answer = { isDeclined: false, note: 'Ăn chay', people: [person('Bà Hoa', 'hoa@do.vn')] };
  await answerAsOffice(visitor(), tokenOf('guest-group', one.group), answer);
  platform.clock.set(new Date('2023-01-22T02:20:00+07:00'));
  await blankOldGuests(platform);
  expect((await list()).groups[0]!.guests[0]!.name).toBe('Bà Hoa');
  platform.clock.set(new Date('2023-01-23T02:20:00+07:00'));
  // Those of the tests before as well.
  expect(await blankOldGuests(platform)).toBeGreaterThanOrEqual(1);
  const { group: office, guests } = (await list()).groups[0]!;
  expect(JSON.stringify({ office, guests })).not.toMatch(/Hoa|do\.vn|chay/u);
  expect(guests[0]!.answer).toBe('yes');
  expect(await blankOldGuests(platform)).toBe(0);
});
