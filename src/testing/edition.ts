/**
 * A small edition with people in it, put straight into the database by the owner: a root, units below it in a regular
 * shape, and an account with a role wherever a test needs one.
 */
import type { Context, Platform } from '../platform/context.ts';
import type { AccountId, CalendarDate, EditionId, UnitId } from '../platform/ids/ids.ts';
import type { Actor, Grant, Role } from '../platform/permission/permission.ts';
import { unaccentedKey } from '../platform/text/vietnamese.ts';
import type { Database } from '../platform/database/connect.ts';

export interface TestUnit {
  readonly unitId: UnitId;
  readonly name: string;
  readonly lft: number;
  readonly rgt: number;
  readonly children: readonly TestUnit[];
}

const LEVELS = ['province', 'district', 'commune', 'unit'] as const;
const KINDS = ['tinh', 'huyen', 'xa', 'school'] as const;
const NAMES = ['Tỉnh Sông Xanh', 'Huyện', 'Xã', 'Trường'] as const;

/**
 * Opens an edition whose tree has `shape[0]` units below the root, `shape[1]` below each of those, and so on.
 * @returns the edition and its root with everything below
 */
export async function makeEdition(
  db: Pick<Database, 'owner'>,
  shape: readonly number[],
  year = 2022,
): Promise<{ editionId: EditionId; root: TestUnit }> {
  let position = 0;
  const all: { unit: TestUnit; parentId: UnitId | null; ancestors: UnitId[]; depth: number }[] = [];

  const make = async (depth: number, label: string, parentId: UnitId | null, above: UnitId[]): Promise<TestUnit> => {
    const { id } = await db.owner.insertInto('unit').values({ code: null }).returning('id').executeTakeFirstOrThrow();
    const name = depth === 0 ? NAMES[0] : `${NAMES[depth] ?? 'Đơn vị'} ${label}`;
    await db.owner
      .insertInto('unit_version')
      .values({
        unit_id: id,
        name,
        short_name: label || 'Sông Xanh',
        kind: KINDS[depth] ?? 'other',
        level: LEVELS[depth] ?? 'unit',
        parent_id: parentId,
        valid: '[2000-01-01,)',
        search_key: unaccentedKey(name),
      })
      .execute();
    const lft = (position += 1);
    const ancestors = [...above, id];
    const slot = all.length;
    all.push({ unit: { unitId: id, name, lft, rgt: lft, children: [] }, parentId, ancestors, depth });
    const children: TestUnit[] = [];
    for (let n = 1; n <= (shape[depth] ?? 0); n += 1) {
      children.push(await make(depth + 1, label === '' ? String(n) : `${label}.${n}`, id, ancestors));
    }
    const unit = { unitId: id, name, lft, rgt: position, children };
    all[slot] = { unit, parentId, ancestors, depth };
    return unit;
  };

  const root = await make(0, '', null, []);
  const { id: editionId } = await db.owner
    .insertInto('edition')
    .values({
      year,
      title: `Tuần lễ hưởng ứng học tập suốt đời năm ${year}`,
      root_unit_id: root.unitId,
      tree_date: `${year}-10-01` as CalendarDate,
      week_start: `${year}-10-01` as CalendarDate,
      week_end: `${year}-10-07` as CalendarDate,
      themes: ['Học để dựng xây quê hương'],
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.owner
    .insertInto('edition_unit')
    .values(
      all.map(({ unit, parentId, ancestors, depth }) => ({
        edition_id: editionId,
        unit_id: unit.unitId,
        parent_id: parentId,
        lft: unit.lft,
        rgt: unit.rgt,
        depth,
        ancestors,
        level: LEVELS[depth] ?? 'unit',
        kind: KINDS[depth] ?? 'other',
        code: null,
        name: unit.name,
        search_key: unaccentedKey(unit.name),
      })),
    )
    .execute();
  return { editionId, root };
}

let people = 0;

/** A signed-in person with the role on the unit, and the context of one of their requests. */
export async function makePerson(
  platform: Platform,
  role: Role,
  unitId: UnitId,
  name = 'Nguyễn Thị Mai',
): Promise<Context> {
  people += 1;
  const email = `nguoi-${people}-${process.pid}@example.vn`;
  const { id } = await platform.db.owner
    .insertInto('account')
    .values({ email, name })
    .returning('id')
    .executeTakeFirstOrThrow();
  await platform.db.owner.insertInto('role_grant').values({ account_id: id, unit_id: unitId, role }).execute();
  return contextOf(platform, id, email, name, [{ unitId, role }]);
}

function contextOf(
  platform: Platform,
  accountId: AccountId,
  email: string,
  name: string,
  grants: readonly Grant[],
): Context {
  const actor: Actor = { accountId, name, email, locale: 'vi', isAdministrator: false, grants };
  return { platform, actor, locale: 'vi', requestId: 'test' };
}
