/** The public list on a real database: what is found, in which order, and that what is not public is not. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { markedKey, unaccentedKey } from '../../platform/text/vietnamese.ts';
import type { EditionId, UnitId } from '../../platform/ids/ids.ts';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { makeEdition, type TestUnit } from '../../testing/edition.ts';
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
}

async function add({
  title,
  day = '2022-10-04T08:00:00+07:00',
  hours = 2,
  status = 'published',
  commune,
  lat,
  lng,
}: Given): Promise<number> {
  const place = commune ?? root.children[0]!.children[0]!;
  const starts = new Date(day);
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
      ends_at: new Date(starts.getTime() + hours * 3_600_000),
      status,
      status_reason: status === 'cancelled' ? 'mưa bão' : null,
      published_at: starts,
      search_key: unaccentedKey(title),
      search_text: markedKey(title),
    })
    .returning('id')
    .executeTakeFirstOrThrow();
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
  expect(await titles('tu=2022-10-05&den=2022-10-05')).toEqual(['Tọa đàm về sách']);
  expect(
    (await list('', { area: root.children[1]! })).items.map(({ title, isCancelled }) => [title, isCancelled]),
  ).toEqual([['Đã hủy', true]]);
  expect(await titles('q=bi+mat')).toEqual([]);
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
