import { describe, expect, test } from 'vitest';
import type { ContestStatus } from './contest.ts';
import { readContestForm, readEntryForm, readMoment } from './fields.ts';
import {
  type ContestSetting,
  criterionLines,
  entryState,
  lacksForJudging,
  lacksForOpening,
  lacksForPublishing,
  mailboxOf,
  prizeLines,
  readCriteria,
  readPoints,
  readPrizes,
  showsEntries,
  voteState,
} from './rules.ts';

const at = (day: number) => new Date(Date.UTC(2022, 9, day));
const setting = (change: Partial<ContestSetting> = {}): ContestSetting & { status: ContestStatus } => ({
  status: 'open',
  rules: 'Thể lệ',
  criteria: [{ no: 1, label: 'Nội dung', maxPoints: 40 }],
  entriesFrom: at(1),
  entriesUntil: at(10),
  hasVote: true,
  voteFrom: at(5),
  voteUntil: at(15),
  ...change,
});

describe('what each state needs', () => {
  test('opening: rules, dates ahead, something that decides', () => {
    expect(lacksForOpening(setting(), at(1))).toEqual([]);
    const empty = setting({ rules: '', criteria: [], entriesFrom: null, hasVote: false });
    expect(lacksForOpening(empty, at(1))).toEqual(['rules', 'entries', 'basis']);
    expect(lacksForOpening(setting({ voteUntil: null }), at(11))).toEqual(['entries-past', 'vote']);
    expect(lacksForOpening(setting({ criteria: [] }), at(1))).toEqual([]);
  });

  test('judging: the announced end, nothing undecided, entries, judges', () => {
    expect(lacksForJudging(setting(), { sent: 0, admitted: 2, judges: 1 }, at(10))).toEqual([]);
    expect(lacksForJudging(setting(), { sent: 1, admitted: 0, judges: 0 }, at(9))).toEqual([
      'time',
      'undecided',
      'no-entries',
      'judges',
    ]);
    expect(lacksForJudging(setting({ criteria: [] }), { sent: 0, admitted: 1, judges: 0 }, at(10))).toEqual([]);
  });

  test('publishing: all points, the vote over, ties decided', () => {
    expect(lacksForPublishing(setting(), { isJudged: true, hasOpenTies: false }, at(15))).toEqual([]);
    expect(lacksForPublishing(setting(), { isJudged: false, hasOpenTies: true }, at(14))).toEqual([
      'points-missing',
      'vote-open',
      'ties',
    ]);
  });
});

test('entries and votes are taken from the first moment to before the last', () => {
  expect([at(0), at(1), at(9), at(10)].map((now) => entryState(setting(), now))).toEqual([
    'not-yet',
    'open',
    'open',
    'closed',
  ]);
  expect([at(4), at(5), at(14), at(15)].map((now) => voteState(setting(), now))).toEqual([
    'not-yet',
    'open',
    'open',
    'ended',
  ]);
  expect(entryState(setting({ status: 'judging' }), at(5))).toBe('closed');
  for (const status of ['draft', 'cancelled'] as const) {
    expect(voteState(setting({ status }), at(6))).toBe('none');
    expect(showsEntries(setting({ status }), at(6))).toBe(false);
  }
  expect(showsEntries(setting({ hasVote: false }), at(6))).toBe(false);
  expect(showsEntries(setting({ hasVote: false, status: 'published' }), at(6))).toBe(true);
});

describe('lines of prizes and criteria', () => {
  test('are read as an office types them, and written back the same', () => {
    const { prizes, fault } = readPrizes('Giải nhất; 1; 2.000.000 đ\n\nGiải khuyến khích;5\nGiải phong trào');
    expect(fault).toBeNull();
    expect(prizes).toEqual([
      { label: 'Giải nhất', count: 1, amount: '2000000' },
      { label: 'Giải khuyến khích', count: 5, amount: '' },
      { label: 'Giải phong trào', count: 1, amount: '' },
    ]);
    expect(prizeLines(prizes)).toBe('Giải nhất; 1; 2.000.000\nGiải khuyến khích; 5\nGiải phong trào; 1');
    expect(readPrizes(prizeLines(prizes)).prizes).toEqual(prizes);
    const { criteria } = readCriteria('Nội dung; 40\nTrình bày; 10');
    expect(readCriteria(criterionLines(criteria)).criteria).toEqual(criteria);
  });

  test.each(['Giải nhất; 0', 'Giải; x', '; 1', 'Giải; 1; nhiều', 'Giải; 1; 2; 3'])('%s is no prize', (line) => {
    expect(readPrizes(`Giải nhất; 1\n${line}`).fault).toEqual({ line: 2 });
  });

  test.each(['Nội dung', 'Nội dung; 0', 'Nội dung; 101', 'Nội dung; 1,5'])('%s is no criterion', (line) => {
    expect(readCriteria(line).fault).toEqual({ line: 1 });
  });
});

test('points: a comma or a dot, never above the criterion', () => {
  expect([' 8,5 ', '8.25', '10', ''].map((typed) => readPoints(typed, 10))).toEqual([8.5, 8.25, 10, null]);
  for (const typed of ['10,1', '-1', 'tám', '1e1', '8,555']) expect(readPoints(typed, 10)).toBeUndefined();
});

test('one mailbox however it is written', () => {
  const same = ['An.Nguyen@gmail.com', 'annguyen+thi@gmail.com', 'a.n.n.guyen+1@googlemail.com', ' ANNGUYEN@GMAIL.COM'];
  expect(new Set(same.map(mailboxOf))).toEqual(new Set(['annguyen@gmail.com']));
  expect(mailboxOf('annguyen@vidu.vn')).not.toBe(mailboxOf('annguyen@gmail.com'));
  expect(mailboxOf('+a@vidu.vn')).toBe('+a@vidu.vn');
});

describe('forms', () => {
  test('moments are of Vietnam; days that are none are refused', () => {
    expect(readMoment('2022-10-01', '08:30')?.toISOString()).toBe('2022-10-01T01:30:00.000Z');
    expect(readMoment('', '08:30')).toBeNull();
    for (const [day, time] of [
      ['2022-02-31', ''],
      ['2022-10-01', '25:00'],
      ['1/10/2022', ''],
    ] as const)
      expect(readMoment(day, time)).toBeUndefined();
  });

  test('all that is wrong is said at once', () => {
    const { content, faults } = readContestForm({
      title: ' ',
      'entries-from': '2022-10-10',
      'entries-until': '2022-10-01',
      'max-files': '11',
      prizes: 'x;y',
      criteria: 'z',
    });
    expect(content).toBeNull();
    expect(faults.map(({ field }) => field)).toEqual(['title', 'entries-until', 'max-files', 'prizes', 'criteria']);
    const entry = readEntryForm({ title: '', author: '123', contact: 'ai đó' }, 'vi', false);
    expect(entry.faults.map(({ field }) => field)).toEqual(['title', 'body', 'author', 'contact']);
  });

  test('an entry: phone as digits, e-mail in small letters, consent only where it was given', () => {
    const typed = { title: 'Bài', author: 'Lớp 5A', contact: '0912 345 678', body: 'Lời' };
    expect(readEntryForm(typed, 'vi', false).content).toMatchObject({
      contact: '0912345678',
      contactKind: 'phone',
      hasConsent: false,
    });
    expect(
      readEntryForm({ ...typed, contact: 'Co@Vidu.VN', body: '', consent: '1' }, 'en', true).content,
    ).toMatchObject({
      contact: 'co@vidu.vn',
      contactKind: 'email',
      hasConsent: true,
    });
  });
});
