/**
 * Who chose English reads English: every page and refusal that a stranger can get, over data without a Vietnamese letter, so
 * that each such letter on a page is a text of ours that was left behind.
 */
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApp } from './app.ts';
import { permissions as accounts } from './features/accounts/test-permissions.ts';
import { permissions as ceremonies } from './features/ceremonies/test-permissions.ts';
import { permissions as certificates } from './features/certificates/test-permissions.ts';
import { permissions as checkins } from './features/checkins/test-permissions.ts';
import { makeGuestList } from './features/ceremonies/test-ceremony.ts';
import { permissions as contests } from './features/contests/test-permissions.ts';
import { makeContest, makeEntry } from './features/contests/test-contest.ts';
import { markInstalled } from './features/installation/index.ts';
import { permissions as organisations } from './features/organisations/test-permissions.ts';
import { permissions as portal } from './features/portal/test-permissions.ts';
import { permissions as registrations } from './features/registrations/test-permissions.ts';
import { signUp } from './features/registrations/index.ts';
import { permissions as resources } from './features/resources/test-permissions.ts';
import { permissions as results } from './features/results/test-permissions.ts';
import { permissions as shell } from './features/shell/test-permissions.ts';
import { permissions as verification } from './features/verification/test-permissions.ts';
import type { WebApp } from './platform/http/web.ts';
import type { Database } from './platform/database/connect.ts';
import { linkToken } from './platform/secrets/link-token.ts';
import { makeEdition } from './testing/edition.ts';
import { type TestPlatform, testPlatform } from './testing/platform.ts';
import { makePublishedActivity } from './testing/published-activity.ts';

/** But for the calendar of an invitation: it is the office's letter, in the office's language. */
const LINES = [
  shell,
  portal,
  accounts,
  verification,
  certificates,
  registrations,
  results,
  resources,
  contests,
  organisations,
  checkins,
  ceremonies,
]
  .flat()
  .filter(({ route }) => route !== 'GET /khach/:token/lich.ics');

let platform: TestPlatform;
let app: WebApp;
const names = new Map<string, string>();

/** Vietnamese letters of ours that are right in English: names, and the other language by its own. */
const RIGHT = /Suốt Đời|Tiếng Việt|Hoàng Sa|Trường Sa|Tày|Thái|(?<=\d )đ(?!\p{L})|<section lang="vi".*?<\/section>/gu;
const VIETNAMESE = /[^<>\n]{0,60}[ăâđêôơưáàảãạấầẩẫậắằẳẵặéèẻẽẹếềểễệíìỉĩịóòỏõọốồổỗộớờởỡợúùủũụứừửữựýỳỷỹỵ][^<>\n]{0,60}/giu;

/** Takes the marks from all that the database holds, but for names that it has in two languages. */
async function withoutMarks({ owner }: Pick<Database, 'owner'>): Promise<void> {
  const { rows } = await sql<{ table_name: string; column_name: string }>`
    select c.table_name, c.column_name from information_schema.columns c join information_schema.tables t using (table_schema, table_name)
    where c.table_schema = 'public' and t.table_type = 'BASE TABLE' and c.udt_name in ('text', '_text', 'jsonb') and c.is_generated = 'NEVER'
      and c.table_name not in ('activity_kind', 'resource_subject', 'schema_migration')`.execute(owner);
  for (const { table_name, column_name } of rows) {
    const column = sql.ref(column_name);
    const type = sql.raw(
      (
        await sql<{
          type: string;
        }>`select udt_name as type from information_schema.columns where table_schema = 'public'
          and table_name = ${table_name} and column_name = ${column_name}`.execute(owner)
      ).rows[0]!.type,
    );
    await sql`update ${sql.table(table_name)} set ${column} = regexp_replace(normalize(translate(${column}::text, 'đĐ', 'dD'), NFD),
      ${'[\u0300-\u036f]'}, '', 'g')::${type} where ${column}::text ~ '[^\\x01-\\x7f]'`.execute(owner);
  }
}

beforeAll(async () => {
  platform = await testPlatform('2022-10-03T08:00:00+07:00');
  app = createApp(platform);
  await markInstalled(platform);
  const { editionId, root } = await makeEdition(platform.db, [2, 2, 1]);
  const district = root.children[0]!;
  const commune = district.children[0]!;
  const open = await makePublishedActivity(platform.db, editionId, commune, {
    capacity: 3,
    opensAt: '2022-09-01T08:00:00+07:00',
  });
  await makePublishedActivity(platform.db, editionId, commune, {
    form: 'both',
    startsAt: '2022-10-03T07:00:00+07:00',
    endsAt: '2022-10-03T09:00:00+07:00',
  });
  await makePublishedActivity(platform.db, editionId, commune, {
    form: 'online',
    hasSignup: false,
    startsAt: '2022-10-01T07:00:00+07:00',
    endsAt: '2022-10-01T09:00:00+07:00',
  });
  await makePublishedActivity(platform.db, editionId, commune, { status: 'cancelled' });
  const activities = await platform.db.owner.selectFrom('activity').select('id').orderBy('id').execute();
  for (const [name, value] of Object.entries({
    edition: editionId,
    province: root.unitId,
    commune: commune.unitId,
    activity: open,
    publicActivity: open,
  }))
    names.set(name, String(value));
  const contest = await makeContest(platform.db, editionId, commune, { hasVote: true, isBlind: false });
  await makeEntry(platform.db, contest, commune, 1);
  const closed = await makeContest(platform.db, editionId, commune, { status: 'judging' });
  names.set('contest', String(contest));
  names.set('judgedContest', String(closed));
  names.set('openActivity', String(open));
  const guests = await makeGuestList(platform.db, platform.secretKey, {
    editionId,
    unitId: commune.unitId,
    hostUnitId: commune.unitId,
    startsAt: new Date('2022-10-05T08:00:00+07:00'),
  });
  for (const [name, value] of Object.entries(guests)) names.set(name, value);
  names.set('screenToken', linkToken(platform.secretKey, 'screen', Number(guests.guestCeremony), 1));
  const ctx = { platform, actor: null, locale: 'en', requestId: 'test' } as const;
  for (const name of ['signUp', 'otherSignUp']) {
    const party = { people: 1, children: 0, isGuardian: false, organisation: '' };
    const who = { name: 'Somebody', mode: 'in-person', locale: 'en', address: '10.9.9.9' } as const;
    names.set(name, (await signUp(ctx, { activityId: open, ...who, ...party })).token);
  }
  await sql`update ceremony set is_public = true, status = 'published'`.execute(platform.db.owner);
  await sql`insert into resource (unit_id, kind, title, url, licence, subject, level, status, published_at, search_key, search_text)
    values (${commune.unitId}, 'course', 'Safe with a phone', 'https://a.example.vn', 'cc-by', 'digital', 'any', 'published', now(), 'a', 'a')`.execute(
    platform.db.owner,
  );
  await sql`insert into result_publication (edition_id, unit_id, pos, figures, reports, expected)
    values (${editionId}, ${root.unitId}, ${root.lft}, '[{"key": "1", "indicator": "CLASS.PROF.N", "group": "Courses", "label": "Courses held", "unit": null, "value": "12", "givers": 1}]', 1, 2)`.execute(
    platform.db.owner,
  );
  await sql`insert into commendation (edition_id, unit_id, pos, awardee_kind, awardee, award, is_public, search_key)
    values (${editionId}, ${root.unitId}, ${root.lft}, 'unit', 'School', 'Award', true, 'a')`.execute(
    platform.db.owner,
  );
  await withoutMarks(platform.db);
  const { rows } = await sql<{ id: number }>`select id from resource`.execute(platform.db.owner);
  names.set(
    'more',
    [
      ...activities.flatMap(({ id }) => [`/hoat-dong/${id}`, `/hoat-dong/${id}/dang-ky`, `/nhung/hoat-dong/${id}`]),
      ...[contest, closed].flatMap((id) => [`/cuoc-thi/${id}`, `/cuoc-thi/${id}/du-thi`]),
      ...[
        '',
        '?khi=hom-nay',
        '?khi=nhieu-ngay',
        '?khi=da-qua',
        '?q=lop',
        '?q=khong&loai=talk&cho=elderly&mien-phi=1',
        '?gan=10.9,106.8',
        '?ten-noi=xa',
        '?ten-noi=abc',
        '?nam=2019',
      ].map((query) => `/hoat-dong${query}`),
      ...[root, district, commune, commune.children[0]!].flatMap(({ unitId }) => [
        `/khu-vuc/${unitId}`,
        `/to-chuc/${unitId}`,
        `/lich?noi=${unitId}`,
        `/ban-do?noi=${unitId}`,
      ]),
      `/ket-qua/${editionId}/${root.unitId}`,
      `/hoc-lieu/${rows[0]!.id}`,
      '/hoc-lieu?q=abc',
      '/le-khai-mac/1',
      '/xac-minh?ma=ABCD-EFGH-JKLM',
      '/bang-vang?q=zzz',
    ].join(' '),
  );
}, 60_000);
afterAll(() => platform.drop());

const filled = (text: string): string => text.replace(/\{(\w+)\}/g, (_, name: string) => names.get(name) ?? '1');

/** What of the answer to a stranger who chose English is not English. */
async function leftBehind(
  method: string,
  path: string,
  fields: Readonly<Record<string, string>> = {},
): Promise<string[]> {
  const answer = await app.request(
    `http://localhost:8080${path}`,
    { method, headers: { cookie: 'ngon-ngu=en' }, ...(method === 'GET' ? {} : { body: new URLSearchParams(fields) }) },
    { incoming: { socket: { remoteAddress: `10.0.0.${Math.floor(Math.random() * 250)}` } } },
  );
  // A harvester has no language; what it is told of us has our name for it.
  const type = answer.headers.get('content-type') ?? '';
  if (!type.startsWith('text/') || type.startsWith('text/xml')) return [];
  let text = (await answer.text()).normalize('NFC');
  if (answer.status >= 500) return [`answers ${answer.status}`];
  // What was typed comes back as it was.
  for (const typed of Object.values(fields)) text = text.replaceAll(typed, '');
  return text.replace(RIGHT, '').match(VIETNAMESE) ?? [];
}

test('pages of the Week as they are', async () => {
  const found: string[] = [];
  for (const path of (names.get('more') ?? '').split(' ')) {
    for (const one of await leftBehind('GET', path)) found.push(`${path}: ${one}`);
  }
  expect(found).toEqual([]);
});

test('every route of a stranger, refusals too', async () => {
  const found: string[] = [];
  for (const { route, path, fields } of LINES) {
    const [method = 'GET'] = route.split(' ');
    for (const one of await leftBehind(method, filled(path), fields)) found.push(`${method} ${path}: ${one}`);
  }
  expect(found).toEqual([]);
});
