/** Units of a country as a test needs them: a few lines of territory put into the database by the owner. */
import type { UnitId } from '../platform/ids/ids.ts';
import { unaccentedKey } from '../platform/text/vietnamese.ts';
import type { TestDatabase } from './database.ts';

export interface TestTerritory {
  readonly name: string;
  readonly kind: string;
  readonly level: 'country' | 'province' | 'district' | 'commune' | 'unit';
  readonly code?: string;
  readonly children?: readonly TestTerritory[];
}

/** Puts the territory and all below it in, valid since 2000. @returns the ids by name */
export async function makeTerritory(
  db: TestDatabase,
  territory: TestTerritory,
  parentId: UnitId | null = null,
  ids = new Map<string, UnitId>(),
): Promise<Map<string, UnitId>> {
  const { id } = await db.owner
    .insertInto('unit')
    .values({ code: territory.code ?? null, code_system: territory.code === undefined ? 'local' : 'vn' })
    .returning('id')
    .executeTakeFirstOrThrow();
  ids.set(territory.name, id as UnitId);
  await db.owner
    .insertInto('unit_version')
    .values({
      unit_id: id,
      name: territory.name,
      short_name: territory.name,
      kind: territory.kind,
      level: territory.level,
      parent_id: parentId,
      valid: '[2000-01-01,)',
      search_key: unaccentedKey(territory.name),
    })
    .execute();
  for (const child of territory.children ?? []) await makeTerritory(db, child, id as UnitId, ids);
  return ids;
}
