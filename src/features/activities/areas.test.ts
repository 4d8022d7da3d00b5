/** Which grounds an organiser may choose, in trees of every height. */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CalendarDate, EditionId, UnitId } from '../../platform/ids/ids.ts';
import { makeEdition, makePerson, type TestUnit } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { enterActivities } from './access.ts';
import { readAreas } from './service.read.ts';

let platform: TestPlatform;

beforeAll(async () => {
  platform = await testPlatform('2022-09-26T08:00:00+07:00');
});
afterAll(() => platform.drop());

/** A Week of its own of a unit and all below it, whose positions begin anew. */
async function weekOf(editionId: EditionId, root: TestUnit, year: number): Promise<EditionId> {
  const { id } = await platform.db.owner
    .insertInto('edition')
    .values({
      year,
      title: `Tuần lễ ${year}`,
      root_unit_id: root.unitId,
      tree_date: '2022-10-01' as CalendarDate,
      themes: [],
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await sql`insert into edition_unit (edition_id, unit_id, parent_id, lft, rgt, depth, ancestors, level, kind, name, search_key)
    select ${id}, unit_id, case when unit_id = ${root.unitId} then null else parent_id end, lft - ${root.lft - 1}, rgt - ${root.lft - 1},
      depth - 1, ancestors[2:], level, kind, name, search_key
    from edition_unit where edition_id = ${editionId} and lft between ${root.lft} and ${root.rgt}`.execute(
    platform.db.owner,
  );
  return id;
}

async function choices(editionId: EditionId, organiser: TestUnit) {
  const person = await makePerson(platform, 'reporter', organiser.unitId);
  const { areas, own } = await readAreas(await enterActivities(person, editionId), organiser.unitId, null);
  return { names: areas.map(({ name }) => name), own };
}

test('a district has its own Week: its communes are there to choose, and the school stands in its own', async () => {
  const { editionId, root } = await makeEdition(platform.db, [2, 2, 1]);
  const district = root.children[0]!;
  const school = district.children[1]!.children[0]!;
  const own = await weekOf(editionId, district, 2023);
  expect(await choices(own, school)).toEqual({
    names: ['Huyện 1', 'Xã 1.1', 'Xã 1.2'],
    own: district.children[1]!.unitId,
  });
  // In the Week of the province all its communes are, whatever the district.
  expect((await choices(editionId, school)).names).toEqual(['Tỉnh Sông Xanh', 'Xã 1.1', 'Xã 1.2', 'Xã 2.1', 'Xã 2.2']);
});

test('a commune has its own Week: there is the commune', async () => {
  const { editionId, root } = await makeEdition(platform.db, [1, 1, 2], 2024);
  const commune = root.children[0]!.children[0]!;
  const district = root.children[0]!;
  const ofDistrict = await weekOf(editionId, district, 2025);
  const shifted = { ...commune, lft: commune.lft - district.lft + 1, rgt: commune.rgt - district.lft + 1 };
  const own = await weekOf(ofDistrict, shifted, 2026);
  expect(await choices(own, commune.children[0]!)).toEqual({ names: ['Xã 1.1'], own: commune.unitId });
});

test('two levels, province and commune: the communes, and the unit itself when it is one', async () => {
  const { editionId, root } = await makeEdition(platform.db, [2], 2027);
  await platform.db.owner
    .updateTable('edition_unit')
    .set({ level: 'commune', kind: 'xa' })
    .where('edition_id', '=', editionId)
    .where('depth', '=', 1)
    .execute();
  const commune = root.children[0]!;
  expect(await choices(editionId, commune)).toEqual({
    names: ['Tỉnh Sông Xanh', 'Huyện 1', 'Huyện 2'],
    own: commune.unitId as UnitId,
  });
});
