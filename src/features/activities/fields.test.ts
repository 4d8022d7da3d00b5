import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { UnitId } from '../../platform/ids/ids.ts';
import type { ActivityKind } from './activity.ts';
import { type Fields, fieldsOf, readActivity, withOneMoreSession } from './fields.ts';

const kind = (code: string, isOutput: boolean): ActivityKind => ({
  code,
  nameVi: code,
  nameEn: code,
  isOutput,
  unitVi: null,
  unitEn: null,
  schemaType: 'Event',
  figures: [],
});
const KINDS = [kind('talk', false), kind('banner', true)];
const AREAS = new Set([7 as UnitId]);
const BASE: Fields = { kind: 'talk', title: 'Tọa đàm', area: '7' };
const read = (more: Fields) => readActivity({ ...BASE, ...more }, KINDS, AREAS);
const faults = (more: Fields) => read(more).issues.map(({ field, fault }) => `${field} ${fault}`);

describe('the form', () => {
  test('a draft needs a title, a kind and an area of the list', () => {
    expect(read({}).content).toMatchObject({ title: 'Tọa đàm', sessions: [], form: 'in-person', cost: 0 });
    expect(faults({ title: ' ', kind: 'x', area: '8' })).toEqual(['kind wrongKind', 'title missing', 'area wrongArea']);
  });

  test('sessions in hours of Vietnam, typed in several ways; an emptied day drops one', () => {
    const { content } = read({
      sessions: '3',
      's1.on': '2026-10-02',
      's1.from': '7h30',
      's1.to': '11:00',
      's1.no': '4',
      's2.no': '5',
      's2.on': '',
      's2.from': '08:00',
      's2.to': '10:00',
      's3.on': '3/10/2026',
      's3.from': '8',
      's3.to': '9:05',
      's3.place': 'Sân  trường',
    });
    expect(content?.sessions).toEqual([
      { no: 4, startsAt: new Date('2026-10-02T00:30:00Z'), endsAt: new Date('2026-10-02T04:00:00Z'), placeName: null },
      {
        no: null,
        startsAt: new Date('2026-10-03T01:00:00Z'),
        endsAt: new Date('2026-10-03T02:05:00Z'),
        placeName: 'Sân trường',
      },
    ]);
  });

  test('everything that is wrong is said at once, by field', () => {
    expect(
      faults({
        sessions: '3',
        's1.on': '2026-02-30',
        's1.from': '25:00',
        's1.to': '10:00',
        's2.on': '2026-10-02',
        's2.from': '10:00',
        's2.to': '09:00',
        's3.from': '10:00',
        onlineUrl: 'javascript:alert(1)',
        contactEmail: 'không phải',
        contactPhone: 'gọi sau',
        capacity: '0',
        cost: '-5',
        point: '95, 300',
        links: 'data:text/html,x Trang\nhttps://ok.vn',
        opensOn: '2026-10-02',
        closesOn: '2026-10-01',
        summary: 'x'.repeat(401),
      }),
    ).toEqual([
      's1.on wrongDate',
      's1.from wrongTime',
      's2.to endFirst',
      's3.on needDay',
      'contactEmail wrongEmail',
      'contactPhone wrongPhone',
      'closesOn closesFirst',
      'summary tooLong',
      'point wrongPoint',
      'onlineUrl wrongUrl',
      'capacity wrongCapacity',
      'cost wrongNumber',
      'links wrongUrl',
    ]);
  });

  test('an output has a number and a day or neither, and no sessions', () => {
    const output = { kind: 'banner', sessions: '1', 's1.on': 'x', quantity: '1.250', countedOn: '01/10/2026' };
    expect(read(output).content).toMatchObject({ quantity: 1250, countedOn: '2026-10-01', sessions: [] });
    expect(faults({ kind: 'banner', quantity: '3' })).toEqual(['countedOn missing']);
    expect(read({ kind: 'banner' }).content).toMatchObject({ quantity: null, countedOn: null });
  });

  test('what is shown again is read as the same', () => {
    const minute = fc.integer({ min: 0, max: 1_300 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 40 }), minute, fc.integer({ min: 1, max: 130 })), { maxLength: 6 }),
        fc.record({
          cost: fc.integer({ min: 0, max: 5_000_000 }),
          capacity: fc.option(fc.integer({ min: 1, max: 900 })),
          hasSignup: fc.boolean(),
          isOnlineUrlPublic: fc.boolean(),
          lat: fc.constantFrom(10.9447, -3.5),
          lng: fc.constantFrom(106.8243),
          links: fc.constantFrom([], [{ url: 'https://a.vn/b?c=d&e', label: 'Bài "1" <b>' }]),
          coOrganisers: fc.constantFrom([], ['Hội Khuyến học', 'Thư viện']),
        }),
        (days, more) => {
          const { content } = read({});
          const sessions = days
            .map(([day, from, length]) => {
              const startsAt = new Date(Date.parse('2026-10-01T00:00:00+07:00') + day * 864e5 + from * 6e4);
              return { no: null, startsAt, endsAt: new Date(startsAt.getTime() + length * 6e4), placeName: null };
            })
            .toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
          const whole = { ...content!, ...more, sessions };
          const again = readActivity(fieldsOf(whole), KINDS, AREAS);
          expect(again.issues).toEqual([]);
          expect(again.content).toEqual(whole);
        },
      ),
    );
  });

  test('one more session follows the rhythm of the last two', () => {
    const weekly = withOneMoreSession({
      sessions: '2',
      's1.on': '2026-10-01',
      's2.on': '2026-10-08',
      's2.from': '18:00',
      's2.to': '20:00',
    });
    expect(weekly).toMatchObject({ sessions: '3', 's3.on': '2026-10-15', 's3.from': '18:00', 's3.to': '20:00' });
    expect(withOneMoreSession({ sessions: '1', 's1.on': '2026-10-31' })).toMatchObject({ 's2.on': '2026-11-01' });
    expect(withOneMoreSession({ sessions: '1' })).toMatchObject({ sessions: '2', 's2.on': '' });
  });
});
