/** Search on a real database beside the plain reading of its rule, for words, marks and areas of every kind. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { EditionId } from '../../platform/ids/ids.ts';
import { markedKey, unaccentedKey } from '../../platform/text/vietnamese.ts';
import { testDatabase, type TestDatabase } from '../../testing/database.ts';
import { makeEdition, type TestUnit } from '../../testing/edition.ts';
import { NO_FILTER } from './rules.filter.ts';
import { listActivities } from './store.list.ts';

let db: TestDatabase;
let editionId: EditionId;
let root: TestUnit;
let made: { id: number; title: string; endsAt: number; place: TestUnit }[];
const now = Date.parse('2022-10-03T09:00:00+07:00');

// Alike without marks, one the beginning of another, longer than what the index keeps of a beginning.
const WORDS = 'học hóc họ hoc lớp lộp sách kỹ năng nâng đọc thư thứ viện vi nghiêng nghiêngx nghiêngxyz 20 2022'.split(
  ' ',
);

/** The same numbers at each run. */
function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

beforeAll(async () => {
  db = await testDatabase();
  ({ editionId, root } = await makeEdition(db, [3, 40]));
  const communes = root.children.flatMap(({ children }) => children);
  const roll = dice(7);
  const rows = Array.from({ length: 400 }, (_, n) => ({
    title: Array.from({ length: 2 + roll(5) }, () => WORDS[roll(WORDS.length)]).join(' '),
    place: communes[roll(communes.length)]!,
    starts: new Date(now + (n % 2 === 0 ? roll(100) : 50) * 3_600_000),
  }));
  const { id: other } = await makeEdition(db, [1], 2021).then(({ editionId: id }) => ({ id }));
  const insert = (edition: EditionId, given: typeof rows) =>
    db.owner
      .insertInto('activity')
      .values(
        given.map(({ title, place, starts }) => ({
          edition_id: edition,
          unit_id: place.unitId,
          pos: place.lft,
          organiser_name: place.name,
          kind: 'talk',
          title,
          area_unit_id: place.unitId,
          area_pos: place.lft,
          area_name: place.name,
          starts_at: starts,
          ends_at: new Date(starts.getTime() + 3_600_000),
          status: 'published',
          published_at: starts,
          search_key: unaccentedKey(title),
          search_text: markedKey(title),
        })),
      )
      .returning('id')
      .execute();
  const ids = await insert(editionId, rows);
  made = rows.map(({ title, place, starts }, n) => ({
    id: Number(ids[n]!.id),
    title,
    place,
    endsAt: starts.getTime() + 3_600_000,
  }));
  // The same words in another year, at a place with the same position, are in nobody's way.
  const [elsewhere] = await db.owner
    .selectFrom('edition_unit')
    .where('edition_id', '=', other)
    .select(['unit_id', 'lft'])
    .execute();
  await insert(
    other,
    rows
      .slice(0, 40)
      .map((row) => ({ ...row, place: { ...row.place, unitId: elsewhere!.unit_id, lft: row.place.lft } })),
  );
}, 60_000);
afterAll(() => db.drop());

/** Rank of a title by the rule as it is told to people; null where it is not found. */
function rankOf(title: string, typed: string): 0 | 1 | 2 | null {
  const words = unaccentedKey(typed).split(' ');
  const last = words.pop()!;
  const of = unaccentedKey(title).split(' ');
  const goesOn = last.length >= 2;
  if (!words.every((word) => of.includes(word))) return null;
  if (!of.some((word) => (goesOn ? word.startsWith(last) : word === last))) return null;
  const phrase = markedKey(typed);
  const text = ` ${phrase === unaccentedKey(typed) ? unaccentedKey(title) : markedKey(title)} `;
  if (text.includes(` ${phrase} `)) return 0;
  return goesOn && text.includes(` ${phrase}`) ? 1 : 2;
}

test('finds what the rule says and in its order: any words, any area, few or many', async () => {
  const roll = dice(11);
  const areas = [null, root, ...root.children, ...root.children[1]!.children.slice(3, 9)];
  let found = 0;
  for (let n = 0; n < 80; n += 1) {
    const words = Array.from({ length: 1 + roll(3) }, () => WORDS[roll(WORDS.length)]!);
    const whole = words.join(' ');
    // As typed, without marks, or with the last word begun.
    const text = [whole, unaccentedKey(whole), whole.slice(0, whole.length - roll(3)).trim()][roll(3)] || whole;
    const area = areas[roll(areas.length)] ?? null;
    const wanted = made
      .filter(({ place }) => area === null || (place.lft >= area.lft && place.lft <= area.rgt))
      .map((one) => ({ ...one, rank: rankOf(one.title, text) }))
      .filter(({ rank }) => rank !== null)
      .toSorted((a, b) => a.rank! - b.rank! || a.endsAt - b.endsAt || a.id - b.id)
      .map(({ id, title }) => `${id} ${title}`);
    found += wanted.length;
    for (const walkFrom of [undefined, 0, 10]) {
      const list = await listActivities(db.appPool, {
        editionId,
        area,
        filter: { ...NO_FILTER, text },
        now,
        today: now,
        limit: 500,
        ...(walkFrom === undefined ? {} : { walkFrom }),
      });
      const shown = list.items.map(({ id, title }) => `${id} ${title}`);
      expect({ text, area: area?.name, walkFrom, shown }).toEqual({ text, area: area?.name, walkFrom, shown: wanted });
    }
  }
  // The questions are no empty ones.
  expect(found).toBeGreaterThan(500);
}, 60_000);
