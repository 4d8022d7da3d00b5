import { describe, expect, test } from 'vitest';
import type { CalendarDate } from '../../platform/ids/ids.ts';
import type { CeremonySite } from './ceremony.ts';
import { gapsOf, hostKeyOf, mayBecome, minuteIn, momentOf, proposalOf, readPastedSites, warningsOf } from './rules.ts';

const day = (text: string) => text as CalendarDate;

describe('warnings', () => {
  const ceremony = {
    startsAt: new Date('2026-10-01T08:00:00+07:00'),
    endsAt: new Date('2026-10-01T10:00:00+07:00'),
    day: day('2026-10-01'),
  };
  const week = { start: day('2026-10-01'), end: day('2026-10-07') };

  test('inside the Week and alone there is none', () => expect(warningsOf(ceremony, week, [])).toEqual([]));
  test('outside the Week both facts are named', () => {
    const later = { start: day('2026-10-05'), end: day('2026-10-11') };
    expect(warningsOf(ceremony, later, [])).toEqual([{ code: 'outside-week', day: '2026-10-01', ...later }]);
  });
  test('another of the unit at the same time clashes; one that was called off or comes after it does not', () => {
    const other = (from: string, to: string, status: 'draft' | 'cancelled') => ({
      title: `Lễ ${from}`,
      startsAt: new Date(`2026-10-01T${from}:00+07:00`),
      endsAt: new Date(`2026-10-01T${to}:00+07:00`),
      status,
    });
    const others = [
      other('09:30', '11:00', 'draft'),
      other('09:00', '11:00', 'cancelled'),
      other('10:00', '11:00', 'draft'),
    ];
    expect(warningsOf(ceremony, week, others)).toMatchObject([{ code: 'clash', other: { title: 'Lễ 09:30' } }]);
  });
});

test('a minute of a day in Vietnam, there and back', () => {
  expect(momentOf(day('2026-10-01'), 485).toISOString()).toBe('2026-10-01T01:05:00.000Z');
  expect(minuteIn(day('2026-10-01'), new Date('2026-10-01T01:05:00Z'))).toBe(485);
});

test('what may follow', () => {
  expect(mayBecome('draft', 'published')).toBe(true);
  expect(mayBecome('draft', 'held')).toBe(false);
  expect(mayBecome('cancelled', 'published')).toBe(false);
  expect(mayBecome('held', 'cancelled')).toBe(false);
});

describe('a plan as a proposal', () => {
  const none = { date: null, time: null, place: null };
  test('nothing said, nothing proposed', () => expect(proposalOf({ ceremony: none, programme: [] })).toBeNull());
  test('a time without an end is taken as two hours', () => {
    const proposal = proposalOf({
      ceremony: { date: '2026-10-01', time: '07:30', place: 'Hội trường' },
      programme: [],
    });
    expect(proposal).toEqual({ day: '2026-10-01', start: 450, end: 570, place: 'Hội trường', rows: [] });
  });
  test('faults of the plan are kept, to be seen', () => {
    const programme = [{ start: '09:35', end: '09:00', content: 'Nói', owner: null }];
    const proposal = proposalOf({ ceremony: { ...none, date: '2026-13-01' }, programme });
    expect(proposal?.day).toBeNull();
    expect(proposal?.rows).toEqual([{ start: 575, end: 540, content: 'Nói', inCharge: '', siteId: null }]);
  });
});

describe('a pasted list of sites', () => {
  test('from a sheet: what it is tells number, telephone and link', () => {
    const [site] = readPastedSites('Điểm cầu xã Sông Ray\tHội trường xã\tÔng Tư\t0901 234 567\t60\thttps://hop.vn/1');
    expect(site).toEqual({
      name: 'Điểm cầu xã Sông Ray',
      kind: 'connected',
      place: 'Hội trường xã',
      contactName: 'Ông Tư',
      contactPhone: '0901 234 567',
      link: 'https://hop.vn/1',
      seats: 60,
    });
  });
  test('from a letter: bullets, numbers and empty lines; the order of figures does not matter', () => {
    const sites = readPastedSites(
      '1. Phường 1; 40 chỗ; Trụ sở\n\n- Phường 2\n• Điểm cầu trung tâm A; Phòng họp số 1\n---',
    );
    expect(sites.map(({ name, kind, place, seats }) => [name, kind, place, seats])).toEqual([
      ['Phường 1', 'connected', 'Trụ sở', 40],
      ['Phường 2', 'connected', '', null],
      ['Điểm cầu trung tâm A', 'central', 'Phòng họp số 1', null],
    ]);
  });
  test('a learning centre is no central room', () => {
    expect(readPastedSites('Trung tâm học tập cộng đồng xã Long Hà')[0]?.kind).toBe('connected');
  });
  test('the unit that a site is named for', () => {
    expect(['Điểm cầu Phường 3', 'Điểm cầu số 4: Phường 3', 'UBND Phường 3', 'Phường 3'].map(hostKeyOf)).toEqual([
      'phuong 3',
      'phuong 3',
      'phuong 3',
      'phuong 3',
    ]);
  });
});

test('what a site lacks; a central room needs neither host nor link', () => {
  const bare = {
    kind: 'connected',
    hostUnitId: null,
    place: '',
    address: '',
    contactName: 'Chị Hoa',
    contactPhone: '',
    link: null,
    linkState: 'untested',
  } as unknown as CeremonySite;
  expect(gapsOf(bare)).toEqual(['host', 'place', 'contact', 'link', 'test']);
  expect(gapsOf({ ...bare, kind: 'central', place: 'Phòng A', contactPhone: '1', linkState: 'bad' })).toEqual(['bad']);
});
