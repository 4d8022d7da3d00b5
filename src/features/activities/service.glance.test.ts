import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { enterEdition } from '../editions/index.ts';
import { readWeekGlance } from './service.glance.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform('2022-10-03T12:00:00+07:00');
});
afterAll(() => platform.drop());

test('the Week in numbers: what is announced, on today, over, who came; attendances are added, and no more than is seen', async () => {
  const { editionId, root } = await makeEdition(platform.db, [1, 2]);
  const [one, two] = root.children[0]!.children as [TestUnit, TestUnit];
  const add = async (unit: TestUnit, kind: string, day: string, attendances: number | null, status = 'published') => {
    const at = (hour: string) => new Date(`${day}T${hour}:00+07:00`);
    const { id } = await platform.db.owner
      .insertInto('activity')
      .values({
        edition_id: editionId,
        unit_id: unit.unitId,
        pos: unit.lft,
        organiser_name: unit.name,
        kind,
        title: `${kind} ${day}`,
        area_unit_id: unit.unitId,
        area_pos: unit.lft,
        area_name: unit.name,
        search_key: '',
        search_text: '',
        starts_at: at('08:00'),
        ends_at: at('10:00'),
        status,
        published_at: status === 'published' ? at('07:00') : null,
        confirmed_at: attendances === null ? null : at('11:00'),
        attendances,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    await platform.db.owner
      .insertInto('activity_session')
      .values({
        edition_id: editionId,
        activity_id: id,
        no: 1,
        unit_id: unit.unitId,
        pos: unit.lft,
        starts_at: at('08:00'),
        ends_at: at('10:00'),
        secret: Buffer.alloc(32),
      })
      .execute();
  };
  await add(one, 'talk', '2022-10-02', 40);
  await add(one, 'talk', '2022-10-03', null);
  await add(one, 'exhibition', '2022-10-04', null);
  await add(one, 'exhibition', '2022-10-04', null, 'draft');
  await add(two, 'talk', '2022-10-02', 7);
  const glance = async (unit: TestUnit) =>
    readWeekGlance(await enterEdition(await makePerson(platform, 'viewer', unit.unitId), editionId));
  await expect(glance(root)).resolves.toMatchObject({
    announced: 4,
    today: 1,
    unconfirmed: 1,
    confirmed: 2,
    attendances: 47,
    communes: 2,
    activeCommunes: 2,
  });
  const own = await glance(one);
  expect(own).toMatchObject({ announced: 3, attendances: 40, communes: 1, activeCommunes: 1 });
  expect(own.kinds.map(({ announced, attendances }) => [announced, attendances])).toEqual([
    [2, 40],
    [1, 0],
  ]);
});
