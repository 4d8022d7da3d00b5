/** For tests of feeds: an app of nothing but the pages for machines, and activities put straight into the database. */
import { sql } from 'kysely';
import { createWeb, type WebApp } from '../../platform/http/web.ts';
import { unaccentedKey } from '../../platform/text/vietnamese.ts';
import { makeEdition, type TestUnit } from '../../testing/edition.ts';
import type { TestPlatform } from '../../testing/platform.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { machinePages } from './feeds/pages.ts';

export function machineApp(platform: TestPlatform): WebApp {
  const app = createWeb({ platform, loadActor: async () => null, problemPage, problemTexts });
  machinePages(app);
  return app;
}

export interface TestWeek {
  readonly editionId: number;
  readonly root: TestUnit;
  readonly commune: TestUnit;
}

/** A province with two communes. */
export async function makeWeek(platform: TestPlatform): Promise<TestWeek> {
  const { editionId, root } = await makeEdition(platform.db, [2], 2026);
  const commune = root.children[0] as TestUnit;
  return { editionId, root, commune };
}

type Values = Readonly<Record<string, unknown>>;

/** An activity of the commune on 1/10/2026, 8:00 to 10:30, with what is said otherwise. Its number. */
export async function makeActivity(
  platform: TestPlatform,
  { editionId, commune }: TestWeek,
  values: Values = {},
  sessions: readonly (readonly [string, string])[] = [['2026-10-01T08:00:00+07:00', '2026-10-01T10:30:00+07:00']],
): Promise<number> {
  const title = typeof values['title'] === 'string' ? values['title'] : 'Đọc sách cùng con';
  const row: Values = {
    edition_id: editionId,
    unit_id: commune.unitId,
    pos: commune.lft,
    organiser_name: 'Thư viện xã',
    kind: 'talk',
    title,
    area_unit_id: commune.unitId,
    area_pos: commune.lft,
    area_name: 'Xã 1, tỉnh Sông Xanh',
    place_name: 'Nhà văn hóa',
    status: 'published',
    published_at: '2026-09-01T08:00:00+07:00',
    updated_at: '2026-09-02T08:00:00+07:00',
    search_key: unaccentedKey(title),
    search_text: title.toLowerCase(),
    starts_at: sessions[0]?.[0] ?? null,
    ends_at: sessions.at(-1)?.[1] ?? null,
    ...values,
  };
  const names = Object.keys(row).map((name) => sql.id(name));
  const { rows } = await sql<{ id: number }>`insert into activity (${sql.join(names)})
    values (${sql.join(Object.values(row))}) returning id`.execute(platform.db.owner);
  const id = rows[0]?.id ?? 0;
  for (const [index, [starts, ends]] of sessions.entries()) {
    await sql`insert into activity_session (edition_id, activity_id, no, unit_id, pos, starts_at, ends_at, secret)
      values (${editionId}, ${id}, ${index + 1}, ${commune.unitId}, ${commune.lft}, ${starts}, ${ends}, ${Buffer.alloc(16)})`.execute(
      platform.db.owner,
    );
  }
  return id;
}
