import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../documents/read-document.ts';
import { readPlan } from '../../documents/plan/read-plan.ts';
import { sharedFile } from '../../testing/shared.ts';
import { allCorrected, corrected, type FindingCode, findings, type Frame } from './rules.findings.ts';
import { clockText, type Item, minuteOf } from './rules.programme.ts';
import { proposalOf } from './rules.ts';

/** "8:00-8:20 | Văn nghệ | Đội văn nghệ | 2": time, content, who, site. */
function programme(text: string): Item[] {
  return text
    .trim()
    .split('\n')
    .map((line, index) => {
      const [time = '', content = '', inCharge = '', site = ''] = line.split('|').map((part) => part.trim());
      const [start = '', end = ''] = time.split('-').map((part) => part.trim());
      return {
        key: String(index + 1),
        start: minuteOf(start),
        end: minuteOf(end),
        content,
        inCharge,
        siteId: site === '' ? null : Number(site),
      };
    });
}
const MORNING: Frame = { start: 480, end: 600 };
const told = (rows: readonly Item[], frame = MORNING) =>
  findings(rows, frame).map(
    ({ code, keys, facts }) =>
      `${code} ${keys.join('+')}${facts.length === 0 ? '' : ` ${facts.map(clockText).join('/')}`}`,
  );

/** Twenty programmes in our own words, each with what is wrong in it. */
const CASES: readonly (readonly [string, string, readonly string[]])[] = [
  ['nothing wrong', '8:00-8:10 | Chào cờ | Ban tổ chức\n8:10-10:00 | Tọa đàm | Chị Lan', []],
  [
    'an end before its start',
    '8:00-8:30 | Chào cờ | A\n8:30-8:20 | Hát | B\n8:30-9:00 | Nói | C',
    ['ends-before-start 2 08:30/08:20'],
  ],
  ['an end at its start', '8:00-8:00 | Chào cờ | A\n8:00-9:00 | Nói | C', ['ends-before-start 1 08:00/08:00']],
  ['an overlap', '8:00-8:30 | Chào cờ | A\n8:20-9:00 | Nói | B', ['overlap 1+2 08:30/08:20']],
  ['one inside another', '8:00-9:00 | Chào cờ | A\n8:20-8:30 | Nói | B', ['overlap 1+2 09:00/08:20']],
  [
    'one over two',
    '8:00-8:50 | Chào cờ | A\n8:20-8:30 | Nói | B\n8:30-9:00 | Hát | C',
    ['overlap 1+2 08:50/08:20', 'overlap 1+3 08:50/08:30'],
  ],
  ['a hole', '8:00-8:30 | Chào cờ | A\n8:45-9:00 | Nói | B', ['hole 1+2 08:30/08:45']],
  ['a late beginning', '8:15-8:30 | Chào cờ | A', ['hole 1 08:00/08:15']],
  ['no hole behind an item without an end', '8:00 | Chào cờ | A\n8:45-9:00 | Nói | B', []],
  ['a row without a time', '8:00-8:30 | Chào cờ | A\n | Nói | B\n8:30-9:00 | Hát | C', ['no-time 2']],
  ['a row without an owner', '8:00-8:30 | Chào cờ |', ['no-owner 1']],
  ['a row without content', '8:00-8:30 | | A', ['empty-content 1']],
  ['an empty row', '8:00-8:30 | |', ['empty-content 1']],
  ['before the beginning', '7:30-8:10 | Diễn văn | A\n8:10-9:00 | Hát | B', ['before-start 1 07:30/08:00']],
  ['guests are received before it', '7:30-8:00 | Đón tiếp đại biểu | A\n8:00-9:00 | Hát | B', []],
  ['past the end', '8:00-9:30 | Diễn văn | A\n9:30-10:20 | Trao quà | B', ['past-end 2 10:20/10:00']],
  [
    'a person at two sites at once',
    '8:00-8:30 | Phát biểu | Bà Hương | 1\n8:10-8:30 | Trao quà | bà Hương | 2',
    ['two-sites 1+2 08:30/08:10'],
  ],
  [
    'two sites at the same time are no overlap',
    '8:00-8:30 | Phát biểu | Bà Hương | 1\n8:00-8:30 | Trao quà | Ông Tâm | 2',
    [],
  ],
  [
    'an item for all overlaps one of a site',
    '8:00-8:30 | Phát biểu | Bà Hương\n8:10-8:30 | Trao quà | Ông Tâm | 2',
    ['overlap 1+2 08:30/08:10'],
  ],
  [
    'the wrong order',
    '8:00-8:30 | Chào cờ | A\n9:00-9:30 | Hát | B\n8:30-9:00 | Nói | C',
    ['out-of-order 2+3 09:00/08:30'],
  ],
];

describe('what is wrong with a programme', () => {
  test.each(CASES)('%s', (_name, text, expected) => expect(told(programme(text))).toEqual(expected));

  test('faults that nobody could run or read keep it from being published, the rest warns', () => {
    const all = findings(
      programme('8:30-8:20 | Hát | \n8:20 | | B\n8:40-8:50 | Nói | A\n8:45-11:00 | Kết | A'),
      MORNING,
    );
    const strong = new Set(all.filter(({ strength }) => strength === 'blocks').map(({ code }) => code));
    expect(strong).toEqual(new Set<FindingCode>(['ends-before-start', 'empty-content', 'overlap']));
    expect(all.filter(({ strength }) => strength === 'warns').map(({ code }) => code)).toEqual([
      'no-owner',
      'hole',
      'past-end',
    ]);
  });

  test('the organisers may be everywhere at once', () => {
    expect(told(programme('8:00-8:30 | Đón | Ban tổ chức | 1\n8:00-8:30 | Đón | Ban tổ chức | 2'))).toEqual([]);
  });
});

describe('what was surely meant', () => {
  test('a slip of an hour in two rows is mended at both places', () => {
    const rows = programme('8:00-9:10 | Hát | A\n9:10-8:40 | Nói | B\n8:40-9:00 | Kết | C');
    expect(told(rows)).toContain('ends-before-start 2 09:10/08:40');
    expect(told(allCorrected(rows, MORNING))).toEqual([]);
  });
  test('an end that slipped', () => {
    const fault = findings(programme('8:00-8:30 | Hát | A\n8:30-7:50 | Nói | B\n8:50-9:00 | Kết | C'), MORNING).find(
      ({ code }) => code === 'ends-before-start',
    );
    expect(fault?.correction).toEqual({ kind: 'times', changes: [{ key: '2', end: 530 }] });
  });
  test('nothing is proposed where two readings are possible', () => {
    const rows = programme('8:00-8:30 | Hát | A\n8:30-8:10 | Nói | B');
    expect(findings(rows, MORNING).find(({ code }) => code === 'ends-before-start')?.correction).toBeNull();
  });
  test('the wrong order is sorted, an item without a time goes with the one before it', () => {
    const rows = programme('8:00-8:30 | Chào cờ | A\n9:00-9:30 | Hát | B\n | Tặng hoa | B\n8:30-9:00 | Nói | C');
    const sorted = findings(rows, MORNING).find(({ code }) => code === 'out-of-order')?.correction;
    expect(sorted && corrected(rows, sorted).map(({ key }) => key)).toEqual(['1', '4', '2', '3']);
  });
});

/** Programmes without faults: items one behind the other from eight. */
const sound = fc.array(fc.integer({ min: 2, max: 40 }), { minLength: 3, maxLength: 10 }).map((lengths) => {
  let at = MORNING.start;
  return lengths.map((length, index): Item => {
    const start = at;
    at += length;
    return { key: String(index + 1), start, end: at, content: 'Việc', inCharge: `Người ${index}`, siteId: null };
  });
});
const LONG: Frame = { start: MORNING.start, end: 1440 };

describe('laws', () => {
  test('a sound programme has no findings', () => {
    fc.assert(
      fc.property(sound, (rows) => {
        expect(findings(rows, LONG)).toEqual([]);
      }),
    );
  });
  test('an hour that slipped between two items is found and comes back', () => {
    fc.assert(
      fc.property(sound, fc.nat(), (rows, n) => {
        const at = 1 + (n % (rows.length - 1));
        const slipped = rows.map((row, index) => {
          if (index === at - 1) return { ...row, end: (row.end ?? 0) + 60 };
          return index === at ? { ...row, start: (row.start ?? 0) + 60 } : row;
        });
        expect(findings(slipped, LONG).some(({ code }) => code === 'ends-before-start')).toBe(true);
        expect(allCorrected(slipped, LONG)).toEqual(rows);
      }),
    );
  });
  test('a correction ends its fault, whatever the programme', () => {
    const minute = fc.option(fc.integer({ min: 420, max: 700 }), { nil: null });
    const rough = fc.array(fc.tuple(minute, minute, fc.constantFrom(null, 1, 2)), { maxLength: 8 }).map((rows) =>
      rows.map(
        ([start, end, siteId], index): Item => ({
          key: String(index),
          start,
          end,
          content: 'Việc',
          inCharge: 'Ai',
          siteId,
        }),
      ),
    );
    fc.assert(
      fc.property(rough, (rows) => {
        for (const fault of findings(rows, LONG)) {
          if (fault.correction === null) continue;
          const after = findings(corrected(rows, fault.correction), LONG);
          expect(after.some(({ code, keys }) => code === fault.code && keys.join() === fault.keys.join())).toBe(false);
        }
      }),
    );
  });
});

const seed = sharedFile('seeds/000_f47b5a3707315fe9.txt');
describe.skipIf(seed === null)('the annex of Đồng Nai 2022', () => {
  test('shows each of its faults, and what was meant', () => {
    const { reading } = readPlan(readDocument(new Uint8Array(readFileSync(seed ?? '')), 'ke-hoach.txt'));
    const proposal = proposalOf(reading);
    expect(proposal?.day).toBe('2022-10-24');
    const rows = (proposal?.rows ?? []).map((row, index) => ({ ...row, key: String(index + 1) }));
    const frame = { start: proposal?.start ?? 0, end: proposal?.end ?? 0 };
    expect(frame).toEqual({ start: 480, end: 600 });
    expect(told(rows, frame)).toEqual([
      'overlap 4+6 09:35/09:00',
      'overlap 4+7 09:35/09:15',
      'overlap 4+8 09:35/09:30',
      'ends-before-start 5 09:35/09:00',
      'hole 8+9 09:45/10:00',
    ]);
    const meant = allCorrected(rows, frame);
    expect(meant.slice(3, 5).map(({ start, end }) => [start, end].map((minute) => clockText(minute ?? 0)))).toEqual([
      ['08:25', '08:35'],
      ['08:35', '09:00'],
    ]);
    // What nobody can know stays to be decided: a pause, or a later end.
    expect(told(meant, frame)).toEqual(['hole 8+9 09:45/10:00']);
  });
});
