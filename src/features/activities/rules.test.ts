import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import type { ActivityKind } from './activity.ts';
import { afterChange, type AnnouncedBefore, laterDays, planSessions, spanOf } from './rules.changes.ts';
import {
  activityFigures,
  differsFromCheckins,
  occurredOn,
  outputFigures,
  type Presence,
  presenceFaults,
} from './rules.presence.ts';
import {
  type ActivityContent,
  afterTimeLimit,
  allowsDeed,
  areaName,
  chargeLine,
  missingForSending,
  type Organiser,
  publishesOwn,
  reviewDue,
  searchKeys,
  shiftSessions,
  unitInCharge,
} from './rules.ts';

const unit = (n: number) => n as UnitId;
const at = (text: string) => new Date(`${text}+07:00`);

const CONTENT: ActivityContent = {
  kind: 'class-life',
  title: 'Lớp kỹ năng số cho người cao tuổi',
  summary: '',
  description: '',
  form: 'in-person',
  audiences: ['elderly'],
  areaUnitId: unit(3),
  placeName: 'Nhà văn hóa ấp 2',
  address: '',
  lat: null,
  lng: null,
  onlineUrl: null,
  isOnlineUrlPublic: true,
  sessions: [{ no: null, startsAt: at('2026-10-02T08:00'), endsAt: at('2026-10-02T10:00'), placeName: null }],
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
};

describe('before it is sent', () => {
  test('everything a citizen needs to come is there', () => {
    expect(missingForSending(CONTENT, { isOutput: false })).toEqual([]);
    expect(
      missingForSending(
        { ...CONTENT, form: 'both', sessions: [], placeName: '', audiences: [], contactName: '', contactPhone: '' },
        { isOutput: false },
      ),
    ).toEqual(['sessions', 'place', 'onlineUrl', 'audiences', 'contactName', 'contactWay']);
    expect(missingForSending({ ...CONTENT, form: 'online', placeName: '' }, { isOutput: false })).toEqual([
      'onlineUrl',
    ]);
  });

  test('an output needs a number and a day, nothing else', () => {
    const output = { ...CONTENT, sessions: [], audiences: [], contactName: '', contactPhone: '', placeName: '' };
    expect(missingForSending(output, { isOutput: true })).toEqual(['quantity', 'countedOn']);
    expect(
      missingForSending({ ...output, quantity: 20, countedOn: '2026-10-01' as CalendarDate }, { isOutput: true }),
    ).toEqual([]);
  });
});

describe('who is in charge', () => {
  const school: Organiser = {
    unitId: unit(4),
    level: 'unit',
    ancestors: [unit(1), unit(2), unit(3), unit(4)],
    isOutside: false,
  };
  test('the nearest above in which somebody may review', () => {
    expect(chargeLine(school)).toEqual([3, 2, 1]);
    expect(unitInCharge(chargeLine(school), new Set([unit(2), unit(1)]))).toBe(2);
    expect(unitInCharge(chargeLine(school), new Set())).toBe(3);
    expect(unitInCharge(chargeLine(school), new Set([unit(1), unit(3)]), unit(3))).toBe(1);
    expect(unitInCharge(chargeLine(school), new Set([unit(3)]), unit(3))).toBe(3);
  });

  test('an outside organisation is checked by the commune that took it in', () => {
    const club = {
      ...school,
      unitId: unit(3),
      level: 'commune',
      ancestors: [unit(1), unit(2), unit(3)],
      isOutside: true,
    };
    expect(chargeLine(club)).toEqual([3, 2, 1]);
    expect(publishesOwn(club)).toBe(false);
    expect(publishesOwn({ ...club, isOutside: false })).toBe(true);
    expect(publishesOwn(school)).toBe(false);
    expect(publishesOwn({ ...school, ancestors: [unit(4)] })).toBe(true);
  });

  test('never the organiser itself, never a unit outside the line', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 1, max: 30 }), { minLength: 2, maxLength: 8 }),
        fc.array(fc.integer({ min: 1, max: 30 })),
        (line, able) => {
          const ancestors = line.map(unit);
          const organiser = { unitId: ancestors.at(-1)!, level: 'unit', ancestors, isOutside: false };
          const found = unitInCharge(chargeLine(organiser), new Set(able.map(unit)));
          expect(ancestors.slice(0, -1)).toContain(found);
          const next = unitInCharge(chargeLine(organiser), new Set(able.map(unit)), found);
          expect(ancestors.indexOf(next!)).toBeLessThanOrEqual(ancestors.indexOf(found!));
        },
      ),
    );
  });

  test('two working days, then the unit above, then published, an outside one never', () => {
    expect(reviewDue(at('2026-10-01T09:00'))).toEqual(at('2026-10-05T17:00')); // Thursday → Monday
    expect(reviewDue(at('2026-10-02T18:30'))).toEqual(at('2026-10-06T17:00')); // Friday evening → Tuesday
    expect(reviewDue(at('2026-10-03T09:00'))).toEqual(at('2026-10-06T17:00')); // Saturday → Tuesday
    expect([afterTimeLimit(0, false), afterTimeLimit(1, false)]).toEqual(['ask-above', 'publish']);
    expect([afterTimeLimit(0, true), afterTimeLimit(1, true), afterTimeLimit(2, true)]).toEqual([
      'ask-above',
      'tell-organiser',
      'tell-organiser',
    ]);
  });

  test('what is published is not deleted, what is confirmed not cancelled', () => {
    const published = { status: 'published', confirmedAt: null } as const;
    expect(allowsDeed(published, 'delete')).toBe(false);
    expect(allowsDeed(published, 'cancel')).toBe(true);
    expect(allowsDeed({ ...published, confirmedAt: new Date(0) }, 'cancel')).toBe(false);
    expect(allowsDeed({ status: 'sent', confirmedAt: null }, 'cancel')).toBe(false);
    expect(allowsDeed({ status: 'cancelled', confirmedAt: null }, 'save')).toBe(false);
  });
});

describe('a change after publishing', () => {
  const [first] = CONTENT.sessions;
  const before: AnnouncedBefore = {
    ...CONTENT,
    startsAt: first!.startsAt,
    eventStatus: 'scheduled',
    previousStartsAt: null,
    sequence: 3,
  };
  const moved = (start: string, more: Partial<AnnouncedBefore> = {}) => ({
    ...before,
    startsAt: at(start),
    sessions: [{ startsAt: at(start), endsAt: at('2026-10-09T10:00'), placeName: null }],
    ...more,
  });

  test('another time: rescheduled, with the start as first published; back again: as scheduled', () => {
    const once = afterChange(before, moved('2026-10-03T08:00'));
    expect(once).toEqual({
      eventStatus: 'rescheduled',
      previousStartsAt: first!.startsAt,
      sequence: 4,
      changes: ['rescheduled'],
    });
    const twice = afterChange({ ...moved('2026-10-03T08:00'), ...once }, moved('2026-10-04T08:00'));
    expect([twice.previousStartsAt, twice.sequence]).toEqual([first!.startsAt, 5]);
    const back = afterChange({ ...moved('2026-10-04T08:00'), ...twice }, before);
    expect([back.eventStatus, back.previousStartsAt, back.sequence]).toEqual(['scheduled', null, 6]);
  });

  test('another place of one session is another place: it is told and counted for calendars', () => {
    const sessions = before.sessions.map((session, n) =>
      n === 0 ? { ...session, placeName: 'Nhà văn hóa' } : session,
    );
    const outcome = afterChange(before, { ...before, sessions });
    expect([outcome.changes, outcome.sequence]).toEqual([['place'], 4]);
  });

  test('no time left: postponed; on line now: moved online; another room: the place', () => {
    expect(afterChange(before, { ...before, startsAt: null, sessions: [] }).eventStatus).toBe('postponed');
    const online = afterChange(before, { ...before, form: 'online', onlineUrl: 'https://hop.example.vn/1' });
    expect([online.eventStatus, online.sequence, online.changes]).toEqual(['moved-online', 4, ['place']]);
    const still = afterChange({ ...before, form: 'online', ...online }, { ...before, form: 'online' });
    expect(still.eventStatus).toBe('moved-online');
    expect(afterChange(before, { ...before, placeName: 'Phòng 2' }).changes).toEqual(['place']);
    expect(afterChange(before, { ...before, capacity: 40 })).toMatchObject({ sequence: 3, changes: ['capacity'] });
    expect(afterChange(before, before)).toMatchObject({ sequence: 3, changes: ['edited'], eventStatus: 'scheduled' });
  });

  test('a number means one session for ever', () => {
    const session = fc.record({
      no: fc.option(fc.integer({ min: 1, max: 9 })),
      day: fc.integer({ min: 1, max: 28 }),
      placeName: fc.constant(null),
    });
    const dated = (day: number) => ({ startsAt: new Date(day * 864e5), endsAt: new Date(day * 864e5 + 36e5) });
    fc.assert(
      fc.property(fc.array(session), fc.integer({ min: 0, max: 6 }), (typed, count) => {
        const existing = Array.from({ length: count }, (_, i) => ({ no: i + 1, ...dated(i), placeName: null }));
        const wanted = typed.map(({ day, ...rest }) => ({ ...rest, ...dated(day) }));
        const rows = planSessions(existing, wanted, true);
        expect(new Set(rows.map(({ no }) => no)).size).toBe(rows.length);
        for (const { no } of existing) expect(rows.some((row) => row.no === no)).toBe(true);
        expect(rows.filter(({ isCancelled }) => !isCancelled)).toHaveLength(wanted.length);
        expect(spanOf(rows).startsAt?.getTime() ?? null).toBe(
          wanted.length === 0 ? null : Math.min(...wanted.map(({ startsAt }) => startsAt.getTime())),
        );
        expect(planSessions(existing, wanted, false).map(({ no }) => no)).toEqual(wanted.map((_, i) => i + 1));
      }),
    );
  });

  test('an activity stands on each of its days once: later sessions, and what goes on', () => {
    const days = (...spans: (readonly [from: string, to: string, isCancelled?: boolean])[]) =>
      laterDays(
        spans.map(([from, to, isCancelled = false]) => ({ startsAt: at(from), endsAt: at(to), isCancelled })),
      ).map(({ beginsAt, endsAt, goesOn }) => [
        new Date(beginsAt.getTime() + 7 * 36e5).toISOString().slice(5, 16),
        new Date(endsAt.getTime() + 7 * 36e5).toISOString().slice(5, 16),
        goesOn,
      ]);
    // A course on Tuesday and Thursday, twice on Thursday.
    expect(
      days(
        ['2026-10-08T14:00', '2026-10-08T16:00'],
        ['2026-10-06T08:00', '2026-10-06T10:00'],
        ['2026-10-08T08:00', '2026-10-08T10:00'],
      ),
    ).toEqual([['10-08T08:00', '10-08T16:00', false]]);
    // An exhibition from Monday to Friday.
    expect(days(['2026-10-05T08:00', '2026-10-09T17:00']).map(([from, , goesOn]) => [from, goesOn])).toEqual(
      ['06', '07', '08', '09'].map((day) => [`10-${day}T00:00`, true]),
    );
    // An evening that ends after midnight stays an evening; what is cancelled stands nowhere.
    expect(days(['2026-10-06T20:00', '2026-10-07T01:00'])).toEqual([]);
    expect(days(['2026-10-06T08:00', '2026-10-06T10:00', true], ['2026-10-08T08:00', '2026-10-08T10:00'])).toEqual([]);
    expect(days(['2026-10-06T08:00', '2026-10-06T10:00'], ['2026-10-08T08:00', '2026-10-08T10:00', true])).toEqual([]);
    expect(days(['2026-10-06T08:00', '2062-10-06T10:00'])).toHaveLength(366);
  });

  test('a clone keeps hours and distances', () => {
    const sessions = [
      { startsAt: at('2026-10-02T08:00'), endsAt: at('2026-10-02T10:00'), placeName: null },
      { startsAt: at('2026-10-09T23:30'), endsAt: at('2026-10-10T01:00'), placeName: 'Sân' },
    ];
    expect(shiftSessions(sessions, '2027-03-01' as CalendarDate)).toEqual([
      { no: null, startsAt: at('2027-03-01T08:00'), endsAt: at('2027-03-01T10:00'), placeName: null },
      { no: null, startsAt: at('2027-03-08T23:30'), endsAt: at('2027-03-09T01:00'), placeName: 'Sân' },
    ]);
    expect(shiftSessions([], '2027-03-01' as CalendarDate)).toEqual([]);
  });
});

describe('what it adds to the report', () => {
  const course: Pick<ActivityKind, 'figures'> = {
    figures: [
      { indicator: 'CLASS.PROF.N', takes: 'one' },
      { indicator: 'CLASS.PROF.P', takes: 'attendances' },
    ],
  };
  const presence: Presence = {
    sessions: [
      { no: 1, isHeld: true, attendances: 30 },
      { no: 2, isHeld: true, attendances: 25 },
      { no: 3, isHeld: false, attendances: 99 },
    ],
    people: 35,
    children: 4,
  };

  test('attendances are summed over what was held, people are not', () => {
    expect(activityFigures(course, presence)).toEqual([
      { indicator: 'X.ACTIVITIES.N', value: 1 },
      { indicator: 'CLASS.PROF.N', value: 1 },
      { indicator: 'CLASS.PROF.P', value: 55 },
    ]);
    const talk = { figures: [{ indicator: 'EVENT.SEMINAR.P', takes: 'people' }] } as const;
    expect(activityFigures(talk, presence)[1]).toEqual({ indicator: 'EVENT.SEMINAR.P', value: 35 });
    expect(activityFigures(course, { ...presence, sessions: [] })).toEqual([]);
    expect(outputFigures({ figures: [{ indicator: 'PROP.BANNER', takes: 'quantity' }] }, 12)).toEqual([
      { indicator: 'PROP.BANNER', value: 12 },
    ]);
  });

  test('numbers that cannot be are named', () => {
    expect(presenceFaults(presence)).toEqual([]);
    expect(presenceFaults({ ...presence, people: 29 })).toEqual([{ field: 'people', code: 'fewer-than-a-session' }]);
    expect(presenceFaults({ ...presence, people: 56 })).toEqual([{ field: 'people', code: 'more-than-attendances' }]);
    expect(presenceFaults({ ...presence, children: 36 })).toEqual([{ field: 'children', code: 'more-than-people' }]);
  });

  test('a reason is asked for only where check-ins say something else', () => {
    expect(differsFromCheckins(presence, presence)).toBe(false);
    expect(differsFromCheckins({ ...presence, people: 34 }, presence)).toBe(true);
    const nobody = { sessions: presence.sessions.map((s) => ({ ...s, attendances: 0 })), people: 0, children: 0 };
    expect(differsFromCheckins(presence, nobody)).toBe(false);
  });

  test('it counts on the day of the last session held, in Vietnam', () => {
    const sessions = [
      { no: 1, endsAt: at('2026-10-02T23:59') },
      { no: 2, endsAt: at('2026-10-04T00:30') },
      { no: 3, endsAt: at('2026-10-20T10:00') },
    ];
    expect(occurredOn(sessions, presence)).toBe('2026-10-04');
    expect(occurredOn(sessions, { ...presence, sessions: [] })).toBeNull();
  });
});

test('keys find it with and without marks; the area says its province', () => {
  const area = areaName('Phường Trấn Biên', 'Tỉnh Đồng Nai');
  expect(area).toBe('Phường Trấn Biên, tỉnh Đồng Nai');
  expect(areaName('Tỉnh Đồng Nai', 'Tỉnh Đồng Nai')).toBe('Tỉnh Đồng Nai');
  const keys = searchKeys({
    title: 'Tọa đàm: Đọc sách',
    summary: '',
    organiserName: 'Trường A',
    placeName: '',
    areaName: area,
  });
  expect(keys.searchKey).toBe('toa dam doc sach truong a phuong tran bien tinh dong nai');
  expect(keys.searchText).toBe('tọa đàm đọc sách trường a phường trấn biên tỉnh đồng nai');
});
