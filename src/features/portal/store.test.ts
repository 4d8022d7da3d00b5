/** The public list on a real database: what is found, in which order, and that what is not public is not. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { markedKey, unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { makeEdition, type TestUnit } from '../../testing/edition.ts';
import { laterDays } from '../activities/index.ts';
import { type Cursor, NO_FILTER, readFilter } from './rules.filter.ts';
import { countArea, findArea, findTerritories } from './store.area.ts';
import { clusterBox } from './store.map.ts';
import { dayStart, listActivities } from './store.list.ts';

let db: TestDatabase;
let editionId: EditionId;
let root: TestUnit;
const now = Date.parse('2022-10-03T09:00:00+07:00');
const today = dayStart('2022-10-03');

interface Given {
  readonly title: string;
  readonly day?: string;
  readonly hours?: number;
  readonly status?: string;
  readonly commune?: TestUnit;
  readonly lat?: number;
  readonly lng?: number;
  /** Of several sessions, instead of day and hours. */
  readonly sessions?: readonly (readonly [from: string, to: string])[];
}

async function add({
  title,
  day = '2022-10-04T08:00:00+07:00',
  hours = 2,
  status = 'published',
  commune,
  lat,
  lng,
  sessions,
}: Given): Promise<number> {
  const place = commune ?? root.children[0]!.children[0]!;
  const held = (sessions ?? [[day, new Date(Date.parse(day) + hours * 3_600_000).toISOString()]]).map(([from, to]) => ({
    startsAt: new Date(from),
    endsAt: new Date(to),
  }));
  const starts = held[0]!.startsAt;
  const row = await db.owner
    .insertInto('activity')
    .values({
      edition_id: editionId,
      unit_id: place.unitId,
      pos: place.lft,
      organiser_name: place.name,
      kind: 'talk',
      title,
      area_unit_id: place.unitId,
      area_pos: place.lft,
      area_name: place.name,
      lat: lat ?? null,
      lng: lng ?? null,
      starts_at: starts,
      ends_at: held.at(-1)!.endsAt,
      status,
      status_reason: status === 'cancelled' ? 'mưa bão' : null,
      published_at: starts,
      search_key: unaccentedKey(title),
      search_text: markedKey(title),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  const days = laterDays(held).map(({ beginsAt, endsAt, goesOn, previous }) => ({
    edition_id: editionId,
    activity_id: row.id,
    begins_at: beginsAt,
    ends_at: endsAt,
    goes_on: goesOn,
    previous_begins_at: previous.beginsAt,
    previous_ends_at: previous.endsAt,
    pos: place.lft,
    area_pos: place.lft,
  }));
  if (days.length > 0) await db.owner.insertInto('activity_day').values(days).execute();
  return Number(row.id);
}

const list = (
  query: string,
  more: { area?: TestUnit; after?: Cursor | null; before?: Cursor | null; limit?: number; walkFrom?: number } = {},
) => {
  const params = new URLSearchParams(query);
  return listActivities(db.appPool, {
    editionId,
    filter: readFilter((name) => params.get(name) ?? undefined),
    now,
    today,
    ...more,
    ...(more.area ? { area: more.area } : { area: null }),
  });
};
const titles = async (query: string) => (await list(query)).items.map(({ title }) => title);

beforeAll(async () => {
  db = await testDatabase();
  ({ editionId, root } = await makeEdition(db, [2, 2]));
  await add({ title: 'Toa đâm mẫu', day: '2022-10-03T08:00:00+07:00' });
  await add({ title: 'Tọa đàm về sách', day: '2022-10-05T08:00:00+07:00' });
  await add({ title: 'Đàm luận, tọa thiền', day: '2022-10-03T10:00:00+07:00' });
  await add({ title: 'Toạ đàm khuyến học', day: '2022-10-06T08:00:00+07:00' });
  await add({ title: 'Tọa đàm bí mật', status: 'draft' });
  await add({ title: 'Triển lãm dài ngày', day: '2022-10-01T08:00:00+07:00', hours: 120, lat: 10.95, lng: 106.82 });
  await add({ title: 'Đã qua', day: '2022-10-01T08:00:00+07:00', lat: 10.951, lng: 106.82 });
  await add({ title: 'Đã hủy', status: 'cancelled', commune: root.children[1]!.children[0]!, lat: 10.96, lng: 106.82 });
}, 60_000);
afterAll(() => db.drop());

test('marks, normal forms and the place of a tone change the order, never the set', async () => {
  const plain = await titles('q=toa+dam');
  expect(plain.toSorted()).toEqual(
    ['Toa đâm mẫu', 'Toạ đàm khuyến học', 'Tọa đàm về sách', 'Đàm luận, tọa thiền'].toSorted(),
  );
  expect(plain.at(-1)).toBe('Đàm luận, tọa thiền');
  for (const typed of ['Toạ đàm', 'Tọa đàm', 'tọa đàm'.normalize('NFD')]) {
    const found = await titles(`q=${encodeURIComponent(typed)}`);
    expect(found.toSorted()).toEqual(plain.toSorted());
    expect(found.slice(0, 2)).toEqual(['Tọa đàm về sách', 'Toạ đàm khuyến học']);
    const walked = await list(`q=${encodeURIComponent(typed)}`, { walkFrom: 0 });
    expect(walked.items.map(({ title }) => title)).toEqual(found);
  }
  expect((await list('q=toa+dam')).found).toBe(4);
});

test('the last word may be begun: whole words first, then words that go on; one letter begins nothing', async () => {
  expect(await titles('q=khuy%E1%BA%BFn+h')).toEqual([]);
  expect(await titles('q=khuy%E1%BA%BFn+ho')).toEqual(['Toạ đàm khuyến học']);
  for (const walkFrom of [undefined, 0]) {
    const found = await list('q=da&khi=tat-ca', walkFrom === undefined ? {} : { walkFrom });
    expect(found.items.map(({ title }) => title)).toEqual([
      'Đã qua',
      'Đã hủy',
      'Triển lãm dài ngày',
      'Toa đâm mẫu',
      'Đàm luận, tọa thiền',
      'Tọa đàm về sách',
      'Toạ đàm khuyến học',
    ]);
  }
});

test('without a limit there are no seats to run out of', async () => {
  const id = await add({ title: 'Phát sách tự do', status: 'published' });
  const seats = { edition_id: editionId, activity_id: id, mode: 'in-person', taken: 3 };
  await db.owner.updateTable('activity').set({ has_signup: true }).where('id', '=', id).execute();
  await db.owner
    .insertInto('activity_seats')
    .values({ ...seats, capacity: null })
    .execute();
  expect((await list('q=tu+do')).items.map(({ seatsLeft }) => seatsLeft)).toEqual([null]);
  await db.owner.updateTable('activity_seats').set({ capacity: 5 }).where('activity_id', '=', id).execute();
  expect((await list('q=tu+do')).items.map(({ seatsLeft }) => seatsLeft)).toEqual([2]);
  await db.owner.deleteFrom('activity').where('id', '=', id).execute();
});

test.each([1_000, 0])(
  'pages by key meet without a gap, there and back, through both ranks (words that over %s have)',
  async (walkFrom) => {
    for (const query of ['q=T%E1%BB%8Da+%C4%91%C3%A0m', '', 'khi=tat-ca']) {
      const all = (await list(query, { walkFrom })).items.map(({ id }) => id);
      const there: number[] = [];
      let page = await list(query, { limit: 2, walkFrom });
      const pages = [page];
      while (page.next) {
        page = await list(query, { limit: 2, after: page.next, walkFrom });
        pages.push(page);
      }
      for (const each of pages) there.push(...each.items.map(({ id }) => id));
      expect(there).toEqual(all);
      for (let at = pages.length - 1; at > 0; at -= 1) {
        const back = await list(query, { limit: 2, before: pages[at]!.previous, walkFrom });
        expect(back.items.map(({ id }) => id)).toEqual(pages[at - 1]!.items.map(({ id }) => id));
      }
    }
  },
);

test('what is ahead, what goes on for days, what is over, an area, a day', async () => {
  expect(await titles('')).toEqual([
    'Toa đâm mẫu',
    'Đàm luận, tọa thiền',
    'Đã hủy',
    'Tọa đàm về sách',
    'Toạ đàm khuyến học',
  ]);
  expect(await titles('khi=nhieu-ngay')).toEqual(['Triển lãm dài ngày']);
  expect(await titles('khi=da-qua')).toEqual(['Đã qua']);
  expect(await titles('tu=2022-10-05&den=2022-10-05')).toEqual(['Tọa đàm về sách', 'Triển lãm dài ngày']);
  expect(
    (await list('', { area: root.children[1]! })).items.map(({ title, isCancelled }) => [title, isCancelled]),
  ).toEqual([['Đã hủy', true]]);
  expect(await titles('q=bi+mat')).toEqual([]);
});

describe('an activity of several days stands on each of them', () => {
  // Today is Monday the third; a day of the second week, in which nothing else is.
  const course = {
    title: 'Khóa tin học',
    sessions: [
      ['2022-10-11T18:00:00+07:00', '2022-10-11T20:00:00+07:00'],
      ['2022-10-13T18:00:00+07:00', '2022-10-13T20:00:00+07:00'],
    ],
  } as const;
  const ids: number[] = [];
  beforeAll(async () => {
    ids.push(
      await add(course),
      await add({ title: 'Trưng bày năm ngày', day: '2022-10-10T08:00:00+07:00', hours: 105, lat: 20, lng: 105 }),
      await add({ title: 'Chiếu phim', day: '2022-10-13T19:00:00+07:00' }),
      await add({ title: 'Đọc sách sáng', day: '2022-10-13T08:00:00+07:00' }),
      await add({ ...course, title: 'Khóa nháp', status: 'draft' }),
      await add({
        title: 'Phần sau của khóa từ hôm qua',
        sessions: [
          ['2022-10-02T08:00:00+07:00', '2022-10-02T10:00:00+07:00'],
          ['2022-10-03T14:00:00+07:00', '2022-10-03T16:00:00+07:00'],
          ['2022-10-04T14:00:00+07:00', '2022-10-04T16:00:00+07:00'],
        ],
      }),
    );
  });
  afterAll(() => db.owner.deleteFrom('activity').where('id', 'in', ids).execute());
  const ofDay = (n: number) => titles(`tu=2022-10-${n}&den=2022-10-${n}`);

  test('a day: by the hour of that day, then what goes on', async () => {
    expect(await ofDay(10)).toEqual(['Trưng bày năm ngày']);
    expect(await ofDay(11)).toEqual(['Khóa tin học', 'Trưng bày năm ngày']);
    expect(await ofDay(12)).toEqual(['Trưng bày năm ngày']);
    expect(await ofDay(13)).toEqual(['Đọc sách sáng', 'Khóa tin học', 'Chiếu phim', 'Trưng bày năm ngày']);
    expect(await ofDay(14)).toEqual(['Trưng bày năm ngày']);
    expect(await ofDay(15)).toEqual([]);
    const { items, found } = await list('tu=2022-10-13&den=2022-10-13');
    expect(found).toBe(4);
    expect(items.map(({ dayStartsAt, goesOn }) => [dayStartsAt ?? null, goesOn === true])).toEqual([
      [null, false],
      [Date.parse('2022-10-13T18:00:00+07:00'), false],
      [null, false],
      [null, true],
    ]);
  });

  test('several days: once each, on the first of these days', async () => {
    expect(await titles('tu=2022-10-12&den=2022-10-16')).toEqual([
      'Đọc sách sáng',
      'Khóa tin học',
      'Chiếu phim',
      'Trưng bày năm ngày',
    ]);
    expect(await titles('tu=2022-10-11&den=2022-10-16')).toEqual([
      'Khóa tin học',
      'Đọc sách sáng',
      'Chiếu phim',
      'Trưng bày năm ngày',
    ]);
  });

  test('pages by key meet, there and back; with words, near a place and in an area it is the same set', async () => {
    for (const query of ['tu=2022-10-13&den=2022-10-13', 'tu=2022-10-11&den=2022-10-16', 'khi=hom-nay', '']) {
      const all = await list(query);
      const pages = [await list(query, { limit: 1 })];
      for (let page = pages[0]!; page.next; pages.push(page)) page = await list(query, { limit: 1, after: page.next });
      expect(pages.map(({ items }) => items[0]?.id)).toEqual(all.items.map(({ id }) => id));
      expect(pages.map(({ found }) => found)).toEqual(pages.map(() => all.items.length));
      for (let at = pages.length - 1; at > 0; at -= 1) {
        const back = await list(query, { limit: 1, before: pages[at]!.previous });
        expect(back.items.map(({ id }) => id)).toEqual(pages[at - 1]!.items.map(({ id }) => id));
      }
      const area = await list(query, { area: root.children[0]! });
      expect(area.items.map(({ id }) => id)).toEqual(
        all.items.filter(({ isCancelled }) => !isCancelled).map(({ id }) => id),
      );
    }
    expect(await titles('q=khoa+tin+hoc&tu=2022-10-13&den=2022-10-13')).toEqual(['Khóa tin học']);
    expect(await titles('q=khoa+tin+hoc&tu=2022-10-12&den=2022-10-12')).toEqual([]);
    expect(await titles('gan=20,105&tu=2022-10-12&den=2022-10-12')).toEqual(['Trưng bày năm ngày']);
  });

  test('today and what is ahead know the next session; the calendar counts each day', async () => {
    expect(await titles('khi=hom-nay')).toEqual([
      'Toa đâm mẫu',
      'Đàm luận, tọa thiền',
      'Phần sau của khóa từ hôm qua',
      'Triển lãm dài ngày',
    ]);
    expect((await titles('')).slice(0, 3)).toEqual([
      'Toa đâm mẫu',
      'Đàm luận, tọa thiền',
      'Phần sau của khóa từ hôm qua',
    ]);
    const { days, activities } = await countArea(db.appPool, editionId, root);
    const of = new Map(days.map(({ day, n }) => [day.slice(8), n]));
    expect(['10', '11', '12', '13', '14', '15'].map((day) => of.get(day) ?? 0)).toEqual([1, 2, 1, 4, 1, 0]);
    expect(activities).toBe(12);
    for (const { day, n } of days) expect((await list(`tu=${day}&den=${day}`)).found).toBe(n);
  });
});

test('near me is sorted by distance and keeps to its radius', async () => {
  const near = await list('gan=10.95,106.82&khi=tat-ca&trong=5');
  expect(near.items.map(({ title }) => title)).toEqual(['Triển lãm dài ngày', 'Đã qua', 'Đã hủy']);
  expect(near.items[2]!.metres).toBeGreaterThan(1_000);
  expect(near.items[2]!.metres).toBeLessThan(1_200);
  const [first] = (await list('gan=10.95,106.82&khi=tat-ca', { limit: 1 })).items;
  const next = await list('gan=10.95,106.82&khi=tat-ca', {
    limit: 1,
    after: { tier: 0, value: first!.metres!, id: first!.id },
  });
  expect(next.items[0]!.title).toBe('Đã qua');
  const clusters = await clusterBox(db.appPool, editionId, { west: 106, south: 10, east: 107, north: 11 }, now);
  expect(clusters.reduce((sum, { n }) => sum + n, 0)).toBe(2);
});

test('an area knows its Week, its years, its parts and its numbers, and nothing of drafts', async () => {
  const area = await findArea(db.appPool, null, null);
  expect(area).toMatchObject({ unit: { id: root.unitId }, years: [2022], look: null });
  await db.owner
    .insertInto('unit_look')
    .values({ unit_id: root.unitId, colour: 'xanh-lua', greeting: 'Kính chào!' })
    .execute();
  const commune = root.children[0]!.children[0]!;
  const below = await findArea(db.appPool, commune.unitId as UnitId, null);
  expect(below?.unit.path.map(({ id }) => id)).toEqual([root.unitId, root.children[0]!.unitId, commune.unitId]);
  // Below, the colour of the nearest unit above; its greeting is its own.
  expect(below?.look).toMatchObject({ colour: 'xanh-lua', greeting: '' });
  expect((await countArea(db.appPool, editionId, root)).activities).toBe(7);
  expect((await findTerritories(db.appPool, editionId, root.unitId)).map(({ activities }) => activities)).toEqual([
    6, 1,
  ]);
  expect(await findArea(db.appPool, null, 1999)).toBeNull();
  expect(NO_FILTER.when).toBe('sap-toi');
});
