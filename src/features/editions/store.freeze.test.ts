import { afterAll, beforeAll, expect, test } from 'vitest';
import { asSystem } from '../../platform/context.ts';
import type { CalendarDate, UnitId } from '../../platform/ids/ids.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { installCountryPack } from '../units/index.ts';
import { openEdition } from './open.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform();
  await asSystem({ platform }, (tx) => installCountryPack(tx));
});
afterAll(() => platform.drop());

async function unitOf(name: string, day: string): Promise<UnitId> {
  const rows = await platform.db.owner
    .selectFrom('unit_version')
    .where('name', '=', name)
    .select(['unit_id', 'valid'])
    .execute();
  const there = rows.find(({ valid }) => {
    const [from = '', to = ''] = valid.slice(1, -1).split(',');
    return from <= day && (to === '' || day < to);
  });
  return there!.unit_id as UnitId;
}

async function open(name: string, treeDate: string): Promise<{ editionId: number; size: number }> {
  const rootUnitId = await unitOf(name, treeDate);
  const edition = await asSystem({ platform }, (tx) =>
    openEdition(tx, null, {
      year: Number(treeDate.slice(0, 4)),
      title: 'Tuần lễ hưởng ứng học tập suốt đời',
      rootUnitId,
      treeDate: treeDate as CalendarDate,
      weekStart: null,
      weekEnd: null,
      themes: [],
      documentId: null,
    }),
  );
  return { editionId: edition.id, size: edition.units.length };
}

test('the whole country of 2022 is frozen, every unit in its place', async () => {
  const { editionId, size } = await open('Bộ Giáo dục và Đào tạo', '2022-10-01');
  // 63 provinces, 705 districts, 10,599 communes and the ministry
  expect(size).toBe(1 + 63 + 705 + 10_599);
  const wrong = await platform.db.owner
    .selectFrom('edition_unit as u')
    .innerJoin('edition_unit as p', (join) =>
      join.onRef('p.edition_id', '=', 'u.edition_id').onRef('p.unit_id', '=', 'u.parent_id'),
    )
    .where('u.edition_id', '=', editionId as never)
    .where((eb) =>
      eb.or([
        eb('u.lft', '<=', eb.ref('p.lft')),
        eb('u.rgt', '>', eb.ref('p.rgt')),
        eb('u.depth', '<>', eb(eb.ref('p.depth'), '+', 1)),
      ]),
    )
    .select('u.unit_id')
    .execute();
  expect(wrong).toEqual([]);
});

test('the same province has the tree of its day: districts in 2022, none today', async () => {
  const then = await open('Tỉnh Đồng Nai', '2022-10-19');
  const now = await open('Thành phố Đồng Nai', '2026-10-01');
  const levels = async (id: number) => {
    const rows = await platform.db.owner
      .selectFrom('edition_unit')
      .where('edition_id', '=', id as never)
      .select('level')
      .distinct()
      .execute();
    return rows.map(({ level }) => level).toSorted((a, b) => a.localeCompare(b));
  };
  expect(await levels(then.editionId)).toEqual(['commune', 'district', 'province']);
  expect(await levels(now.editionId)).toEqual(['commune', 'province']);
});
