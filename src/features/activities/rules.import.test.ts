/** The list as people write it, and the template against its own reader. */
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { messagesFor } from '../../../messages/index.ts';
import { readRows, type SheetRow } from '../../documents/rows/read-rows.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { ACCESSIBILITY, ACTIVITY_FORMS, type ActivityKind, AUDIENCES } from './activity.ts';
import { writeTemplate } from './import-template.ts';
import { columnOf, findLayout } from './rules.import-columns.ts';
import { checkGroup } from './rules.import-row.ts';
import { checkLayout, groupRows, type ImportPlace, warnOfTwins } from './rules.import.ts';
import { dayText, timeRange, timeText } from './rules.import-values.ts';
import type { ActivityContent } from './rules.ts';

const kind = (code: string, nameVi: string, nameEn: string, isOutput = false): ActivityKind => ({
  code,
  nameVi,
  nameEn,
  isOutput,
  schemaType: 'Event',
  figures: [],
  unitVi: isOutput ? 'tờ' : null,
  unitEn: isOutput ? 'sheets' : null,
});
const KINDS = [
  kind('class-life', 'Lớp giáo dục kỹ năng sống', 'Life skills course'),
  kind('talk', 'Tọa đàm', 'Talk'),
  kind('leaflet', 'Tờ rơi', 'Leaflet', true),
];
const AREAS = [
  { unitId: 7 as UnitId, name: 'Phường Trấn Biên' },
  { unitId: 8 as UnitId, name: 'Xã Long Phước' },
];
const place: ImportPlace = {
  kinds: KINDS,
  areas: new Set(AREAS.map(({ unitId }) => unitId)),
  ownArea: 7 as UnitId,
  year: 2026,
  week: { from: '2026-10-01' as CalendarDate, to: '2026-10-07' as CalendarDate },
  findArea: (words) => {
    const key = unaccentedKey(words);
    if (key === 'an phu') return { unitId: null, among: ['Xã An Phú (tỉnh A)', 'Xã An Phú (tỉnh B)'] };
    const found = AREAS.find(({ name }) => unaccentedKey(name).endsWith(key));
    return found ? { ...found, isSure: unaccentedKey(found.name) === key } : { unitId: null, among: [] };
  },
};

/** Rows as a file gives them: the first line names the columns. */
const sheet = (...lines: readonly (readonly string[])[]): SheetRow[] =>
  lines.map((cells, at) => ({
    line: at + 1,
    cells: new Map(cells.flatMap((text, column): [number, string][] => (text === '' ? [] : [[column + 1, text]]))),
  }));

function check(rows: readonly SheetRow[]) {
  const layout = findLayout(rows);
  const file = checkLayout(layout, false);
  const results = layout === null ? [] : groupRows(layout).map((group) => checkGroup(group, place));
  const good = results.flatMap(({ row }) => row ?? []);
  const faults = [...file, ...results.flatMap((each) => each.faults), ...warnOfTwins(good)];
  return {
    good: good.map(({ content }) => content),
    errors: faults.filter(({ isWarning }) => !isWarning).map(({ cell, line, code }) => `${cell || line} ${code}`),
    warnings: faults.filter(({ isWarning }) => isWarning).map(({ cell, line, code }) => `${cell || line} ${code}`),
    faults,
  };
}

describe('columns', () => {
  test('are known by name without marks, in any order, with remarks behind, in both languages', () => {
    expect(columnOf('Tên hoạt động *')).toEqual({ column: 'title', session: 1 });
    expect(columnOf('TEN HOAT DONG')).toEqual({ column: 'title', session: 1 });
    expect(columnOf('Số chỗ (trực tiếp)')).toEqual({ column: 'capacity', session: 1 });
    expect(columnOf('Ngày 2')).toEqual({ column: 'day', session: 2 });
    expect(columnOf('Starts at 3')).toEqual({ column: 'from', session: 3 });
    expect(columnOf('Địa chỉ 2')).toBeNull();
    expect(columnOf('Ghi chú')).toBeNull();
  });

  test('are found below the name of an office; without them nothing is read', () => {
    const found = check([
      ...sheet(['TRƯỜNG THCS A'], ['DANH SÁCH HOẠT ĐỘNG'], ['Tên', 'Loại', 'Ghi chú'], ['Đọc sách', 'Tọa đàm', 'x']),
    ]);
    expect(found.good.map(({ title }) => title)).toEqual(['Đọc sách']);
    expect(found.warnings).toContain('C3 column-unused');
    expect(check(sheet(['a', 'b'], ['c', 'd'])).errors).toEqual(['0 no-header']);
    expect(check(sheet(['Tên', 'Ngày'], ['Đọc sách', '1/10'])).errors).toContain('0 column-missing');
    expect(check(sheet(['Tên', 'Loại', 'Tên hoạt động'], ['a', 'Tọa đàm', 'b'])).errors).toEqual(['C1 column-twice']);
    expect(check(sheet(['Tên', 'Loại'])).errors).toEqual(['0 no-rows']);
  });
});

describe('values', () => {
  test.each([
    ['1/10/2026', '2026-10-01'],
    ['01-10-26', '2026-10-01'],
    ['2026-10-1', '2026-10-01'],
    ['1/10', '2026-10-01'],
    ['Thứ Năm, 1/10/2026', '2026-10-01'],
    ['Thứ 5, 1/10', '2026-10-01'],
    ['Chủ Nhật 4.10.2026', '2026-10-04'],
    ['ngày 1 tháng 10 năm 2026', '2026-10-01'],
    ['46296', '2026-10-01'],
    ['31/2/2026', '2026-02-31'],
    ['mai', 'mai'],
  ])('day %s', (typed, expected) => expect(dayText(typed, 2026)).toBe(expected));

  test.each([
    ['8h30', '08:30'],
    ['8:30', '08:30'],
    ['8 giờ 30', '08:30'],
    ['8g', '08:00'],
    ['8', '08:00'],
    ['08:30:00', '08:30'],
    ['2h chiều', '14:00'],
    ['7 giờ 15 tối', '19:15'],
    ['0,354166666666667', '08:30'],
    ['830', '830'],
    ['sáng', 'sáng'],
  ])('time %s', (typed, expected) => expect(timeText(typed)).toBe(expected));

  test('a range in one cell', () => {
    expect(timeRange('8h00 – 10h30')).toEqual({ from: '8h00', to: '10h30' });
    expect(timeRange('từ 8h đến 10h')).toEqual({ from: '8h', to: '10h' });
    expect(timeRange('8h30')).toBeNull();
  });
});

const HEADINGS = [
  'Mã',
  'Loại',
  'Tên',
  'Ngày',
  'Giờ bắt đầu',
  'Giờ kết thúc',
  'Xã',
  'Địa điểm',
  'Dành cho',
  'Liên hệ',
  'SĐT',
  'Số chỗ',
  'Chi phí',
  'Số lượng',
];
const line = (more: Partial<Record<string, string>> = {}): string[] => {
  const values: Partial<Record<string, string>> = {
    Loại: 'Tọa đàm',
    Tên: 'Học suốt đời',
    Ngày: '1/10/2026',
    'Giờ bắt đầu': '8h',
    'Giờ kết thúc': '10h',
    Xã: 'Trấn Biên',
    'Địa điểm': 'Nhà văn hóa',
    'Dành cho': 'Phụ nữ, học sinh, sinh viên',
    'Liên hệ': 'Cô Lan',
    SĐT: '0900000000',
    ...more,
  };
  return HEADINGS.map((name) => values[name] ?? '');
};
const one = (more: Partial<Record<string, string>> = {}) => check(sheet(HEADINGS, line(more)));

describe('a row', () => {
  test('is an activity as the form would have made it', () => {
    const { good, errors } = one({ 'Số chỗ': '40 người', 'Chi phí': '50.000 đ' });
    expect(errors).toEqual([]);
    expect(good[0]).toMatchObject({
      kind: 'talk',
      title: 'Học suốt đời',
      areaUnitId: 7,
      audiences: ['women', 'students'],
      capacity: 40,
      hasSignup: true,
      cost: 50_000,
      contactPhone: '0900000000',
      form: 'in-person',
    });
    expect(good[0]?.sessions).toMatchObject([
      { startsAt: new Date('2026-10-01T08:00+07:00'), endsAt: new Date('2026-10-01T10:00+07:00') },
    ]);
  });

  test('tells all that is wrong at once, by cell', () => {
    const { good, errors } = one({
      Loại: 'Lớp nấu phở',
      Tên: '',
      Ngày: '31/2/2026',
      'Giờ bắt đầu': '25h',
      Xã: 'An Phú',
      'Dành cho': 'người ngoài hành tinh',
      SĐT: 'gọi cô Lan',
      'Số chỗ': '-3',
      'Chi phí': 'mười nghìn',
    });
    expect(good).toEqual([]);
    expect(errors.toSorted()).toEqual([
      '2 missing',
      'B2 wrongKind',
      'D2 wrongDate',
      'E2 wrongTime',
      'G2 area-ambiguous',
      'I2 unknown-choice',
      'K2 wrongPhone',
      'L2 wrongCapacity',
      'M2 wrongNumber',
    ]);
  });

  test.each([
    [{ 'Giờ kết thúc': '7h' }, 'F2 endFirst'],
    [{ 'Giờ kết thúc': '' }, 'D2 needTo'],
    [{ 'Giờ bắt đầu': '' }, 'D2 needFrom'],
    [{ Ngày: '' }, 'E2 needDay'],
    [{ Tên: '=?' }, 'C2 no-result'],
    [{ 'Số chỗ': '#REF!' }, 'L2 cell-error'],
    [{ Xã: 'Bến Lạ' }, 'G2 wrongArea'],
    [{ Tên: 'a'.repeat(201) }, 'C2 tooLong'],
  ] as const)('%o', (more, expected) => expect(one(more).errors).toContain(expected));

  test.each([
    [{ Ngày: '10/1/2026' }, 'D2 outside-week'],
    [{ SĐT: '912345678' }, 'K2 zero-added'],
    [{ 'Dành cho': '' }, '2 incomplete'],
  ] as const)('%o is a warning only', (more, expected) => {
    const { good, errors, warnings } = one(more);
    expect([errors, good.length]).toEqual([[], 1]);
    expect(warnings).toContain(expected);
  });

  test('an output has a number and a day; without a kind the likely ones are named', () => {
    const { good } = one({ Loại: 'to roi', 'Giờ bắt đầu': '', 'Giờ kết thúc': '', 'Số lượng': '1.200 tờ' });
    expect(good[0]).toMatchObject({ kind: 'leaflet', quantity: 1_200, countedOn: '2026-10-01', sessions: [] });
    expect(one({ Loại: 'Lớp kỹ năng sống' }).faults[0]).toMatchObject({ code: 'wrongKind', hint: 'class-life' });
  });

  test('formula-like and hostile text stays text', () => {
    const title = '=HYPERLINK("http://x","a") <script>alert(1)</script>';
    expect(one({ Tên: title }).good[0]?.title).toBe(title);
  });
});

describe('several sessions', () => {
  test('by rows of one code, another place being the place of that session', () => {
    const { good, errors } = check(
      sheet(
        HEADINGS,
        line({ Mã: 'A1' }),
        line({
          Mã: 'a1',
          Loại: '',
          Tên: '',
          Ngày: '3/10/2026',
          'Địa điểm': 'Thư viện',
          Xã: '',
          'Dành cho': '',
          'Liên hệ': '',
          SĐT: '',
        }),
        line({ Tên: 'Khác' }),
      ),
    );
    expect(errors).toEqual([]);
    expect(good.map(({ title, sessions }) => [title, sessions.map(({ placeName }) => placeName)])).toEqual([
      ['Học suốt đời', [null, 'Thư viện']],
      ['Khác', [null]],
    ]);
  });

  test('which may not say two things of one activity', () => {
    const { errors, faults } = check(
      sheet(HEADINGS, line({ Mã: 'A1' }), line({ Mã: 'A1', Tên: 'Tên khác', Ngày: '2/10' })),
    );
    expect(errors).toEqual(['C3 differs']);
    expect(faults[0]?.hint).toBe('C2');
  });

  test('by numbered columns', () => {
    const { good } = check(
      sheet([...HEADINGS, 'Ngày 2', 'Giờ bắt đầu 2', 'Giờ kết thúc 2'], [...line(), '2/10', '14:00 - 16:00', '']),
    );
    expect(good[0]?.sessions.map(({ endsAt }) => endsAt.toISOString())).toEqual([
      '2026-10-01T03:00:00.000Z',
      '2026-10-02T09:00:00.000Z',
    ]);
  });

  test('the same entry twice is told, and taken in', () => {
    const { good, warnings } = check(sheet(HEADINGS, line(), line({ Tên: 'HOC SUOT DOI' })));
    expect(good).toHaveLength(2);
    expect(warnings).toContain('3 same-in-file');
  });
});

describe('the template', () => {
  const word = fc.constantFrom(
    'Lớp',
    'đọc',
    'sách',
    '=1+1',
    '+84',
    '<b>',
    'đường',
    '"',
    "'",
    'ſ',
    '𠀀',
    '@SUM(A1)',
    '1/10',
    '100%',
  );
  const words = (least: number) => fc.array(word, { minLength: least, maxLength: 6 }).map((each) => each.join(' '));
  const count = fc.option(fc.integer({ min: 1, max: 100_000 }), { nil: null });
  const moment = fc
    .integer({ min: 0, max: 60 * 24 * 20 })
    .map((minutes) => Date.parse('2026-09-25T00:00+07:00') + minutes * 60_000);
  const sessions = fc.array(
    fc.tuple(moment, fc.option(words(1), { nil: null })).map(([start, placeName]) => {
      const day = start - ((start + 7 * 3_600_000) % 86_400_000);
      const startsAt = new Date(Math.min(start, day + 23 * 3_600_000));
      return { no: null, startsAt, endsAt: new Date(startsAt.getTime() + 30 * 60_000), placeName };
    }),
    { maxLength: 4 },
  );
  const content: fc.Arbitrary<ActivityContent> = fc
    .record({
      kind: fc.constantFrom(...KINDS.map(({ code }) => code)),
      title: words(1),
      summary: words(0),
      description: fc.array(words(1), { maxLength: 3 }).map((lines) => lines.join('\n\n')),
      form: fc.constantFrom(...ACTIVITY_FORMS),
      audiences: fc.subarray([...AUDIENCES]),
      areaUnitId: fc.constantFrom(...AREAS.map(({ unitId }) => unitId)),
      placeName: words(0),
      address: words(0),
      lat: fc.constant(null),
      lng: fc.constant(null),
      onlineUrl: fc.constantFrom(null, 'https://hoc.example.vn/a?b=1&c=2'),
      isOnlineUrlPublic: fc.boolean(),
      sessions,
      quantity: fc.integer({ min: 0, max: 9_999 }),
      countedOn: fc.constantFrom('2026-10-03' as CalendarDate, '2026-11-13' as CalendarDate),
      hasSignup: fc.boolean(),
      signupOpensAt: fc.constantFrom(null, new Date('2026-09-01T08:15+07:00')),
      signupClosesAt: fc.constantFrom(null, new Date('2026-09-30T17:00+07:00')),
      capacity: count,
      onlineCapacity: count,
      cost: fc.integer({ min: 0, max: 90_000_000 }),
      costNote: words(0),
      accessibility: fc.subarray([...ACCESSIBILITY]),
      accessibilityNote: words(0),
      contactName: words(0),
      contactPhone: fc.constantFrom('', '0912345678', '+84 900 000 000', '024.3869.4904'),
      contactEmail: fc.constantFrom('', 'lop@truong.example.vn'),
      coOrganisers: fc.array(words(1), { maxLength: 3 }),
      links: fc.constantFrom(
        [],
        [
          { url: 'https://a.example/1', label: 'Bài một' },
          { url: 'https://b.example', label: '' },
        ],
      ),
    })
    .map((made): ActivityContent => {
      const isOutput = made.kind === 'leaflet';
      // As the form keeps them: in the order of time, outputs without sessions.
      const inTime = made.sessions.toSorted((a, b) => a.startsAt.getTime() - b.startsAt.getTime());
      return isOutput
        ? { ...made, sessions: [], hasSignup: false, capacity: null, onlineCapacity: null }
        : { ...made, sessions: inTime, quantity: null, countedOn: null };
    });

  test.each(['vi', 'en'] as const)('what it writes in %s is read back', async (locale) => {
    await fc.assert(
      fc.asyncProperty(fc.array(content, { minLength: 1, maxLength: 8 }), async (contents) => {
        const input = { t: messagesFor(locale), locale, kinds: KINDS, areas: AREAS, organiser: 'Trường A' };
        const bytes = await writeTemplate({ ...input, day: '2026-10-01' as CalendarDate, contents });
        const { good, errors } = check(readRows(bytes, 'mau.xlsx', 5_000).rows);
        expect(errors).toEqual([]);
        expect(good).toEqual(contents);
      }),
      { numRuns: 60 },
    );
  });

  test('its example is not taken in; all its columns are known', async () => {
    const t = messagesFor('vi');
    const bytes = await writeTemplate({
      t,
      locale: 'vi',
      kinds: KINDS,
      areas: AREAS,
      organiser: 'Trường A',
      contents: [],
      day: '2026-10-01' as CalendarDate,
    });
    const { rows } = readRows(bytes, 'mau.xlsx', 5_000);
    expect(rows).toHaveLength(2);
    expect(check(rows)).toMatchObject({ good: [], faults: [] });
  });
});
