/** The demonstration against a real database, with the real country pack. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { asSystem } from '../../platform/context.ts';
import { createWeb } from '../../platform/http/web.ts';
import type { Actor } from '../../platform/permission/permission.ts';
import { makePerson } from '../../testing/edition.ts';
import { type TestPlatform, testPlatform } from '../../testing/platform.ts';
import { accountsPages } from '../accounts/index.ts';
import { problemPage, problemTexts } from '../shell/index.ts';
import { installCountryPack } from '../units/index.ts';
import { CAST, CAST_NAMES } from './people.ts';
import { demonstrationPages } from './pages.tsx';
import { DemonstrationError, loadDemonstration, renewDemonstrationPasswords } from './service.ts';

let platform: TestPlatform;
beforeAll(async () => {
  platform = await testPlatform('2026-11-22T08:00:00+07:00');
});
afterAll(() => platform.drop());

/** Everything that the demonstration wrote, as counts and states. */
async function picture() {
  const { owner } = platform.db;
  const states = await owner
    .selectFrom('report')
    .innerJoin('edition_unit as u', (join) =>
      join.onRef('u.edition_id', '=', 'report.edition_id').onRef('u.unit_id', '=', 'report.unit_id'),
    )
    .innerJoin('edition as e', 'e.id', 'report.edition_id')
    .where('e.year', '=', 2022)
    .groupBy(['u.level', 'report.status'])
    .orderBy('u.level')
    .orderBy('report.status')
    .select(['u.level', 'report.status'])
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .execute();
  const plans = await owner
    .selectFrom('plan')
    .orderBy('id')
    .select(['number', 'status', 'sent_at', 'title', 'version'])
    .execute();
  const count = async (
    table:
      | 'edition'
      | 'account'
      | 'document'
      | 'report_return'
      | 'report_snapshot'
      | 'task_progress'
      | 'activity'
      | 'activity_picture'
      | 'registration'
      | 'checkin'
      | 'ceremony'
      | 'guest'
      | 'resource'
      | 'certificate'
      | 'result_publication'
      | 'commendation'
      | 'unit_look'
      | 'mail_message'
      | 'contest'
      | 'contest_entry'
      | 'contest_vote',
  ) =>
    (
      await owner
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    ).n;
  return {
    states: states.map(({ level, status, n }) => `${level} ${status} ${n}`),
    plans,
    editions: await count('edition'),
    accounts: await count('account'),
    documents: await count('document'),
    returns: await count('report_return'),
    snapshots: await count('report_snapshot'),
    progress: await count('task_progress'),
    week: {
      activities: await count('activity'),
      pictures: await count('activity_picture'),
      signups: await count('registration'),
      checkins: await count('checkin'),
      ceremonies: await count('ceremony'),
      contests: await count('contest'),
      entries: await count('contest_entry'),
      votes: await count('contest_vote'),
      guests: await count('guest'),
      resources: await count('resource'),
      certificates: await count('certificate'),
      results: await count('result_publication'),
      honoured: await count('commendation'),
      looks: await count('unit_look'),
    },
    mails: await count('mail_message'),
  };
}

describe('loadDemonstration', () => {
  test('without the country pack it says what is missing', async () => {
    await expect(loadDemonstration(platform)).rejects.toThrow(DemonstrationError);
    await expect(loadDemonstration(platform)).rejects.toThrow(/Hãy nạp danh mục Việt Nam/);
    expect((await picture()).accounts).toBe(0);
  });

  test('it makes a campaign with plans and reports in every state, and a second run changes nothing', async () => {
    await asSystem({ platform }, (tx) => installCountryPack(tx));
    const steps: string[] = [];
    await loadDemonstration(platform, async (done, total) => void steps.push(`${done}/${total}`));
    expect(steps.at(-1)).toMatch(/^(\d+)\/\1$/);
    const first = await picture();
    expect(first).toMatchObject({ editions: 2, documents: 2, accounts: CAST_NAMES.length, returns: 1, progress: 2 });
    expect(first.week).toMatchObject({
      activities: 39,
      pictures: 22,
      ceremonies: 2,
      contests: 2,
      entries: 9,
      votes: 46,
      resources: 8,
      results: 1,
      looks: 5,
    });
    expect(first.states).toEqual([
      'commune accepted 9',
      'commune draft 2',
      'commune open 50',
      'commune returned 1',
      'commune submitted 3',
      'district draft 1',
      'district open 5',
      'district submitted 1',
      'province open 1',
    ]);
    expect(first.plans.map(({ number, status, sent_at }) => [number, status, sent_at !== null])).toEqual([
      ['4127/KH-UBND', 'issued', false],
      ['161/KH-UBND', 'issued', true],
      ['98/KH-UBND', 'issued', false],
      [null, 'draft', false],
      ['45/KH-UBND', 'issued', true],
      ['9241/KH-UBND', 'issued', false],
    ]);
    await loadDemonstration(platform);
    expect(await picture()).toEqual(first);
  }, 120_000);

  test('one plan is signed by its leader and the office; the province has a seal to try', async () => {
    const { rows } = await platform.db.ownerPool.query<{ signer: string; trial: boolean }>(
      `select signature ->> 'signer' as signer, (signature ->> 'trial')::boolean as trial from paper_file
       where signature is not null order by seq`,
    );
    expect(rows).toEqual([
      { signer: 'Đỗ Hữu Nghĩa', trial: true },
      { signer: 'Ủy ban nhân dân huyện Ninh Hải', trial: true },
    ]);
    const { rows: keys } = await platform.db.ownerPool.query(
      'select account_id, removed_at is null as "inUse" from signing_key order by id',
    );
    expect(keys).toEqual([
      { account_id: expect.any(String), inUse: false },
      { account_id: null, inUse: false },
      { account_id: null, inUse: true },
    ]);
  });

  test('the Week of this year is alive: held and confirmed, going on, to come; nobody outside is written to', async () => {
    const { rows } = await platform.db.ownerPool.query<{ status: string; n: number; confirmed: number; ahead: number }>(
      `select status, count(*)::int as n, count(confirmed_at)::int as confirmed,
         count(*) filter (where ends_at > '2026-11-22T08:00:00+07:00')::int as ahead
       from activity group by status order by status`,
    );
    expect(rows.map(({ status, n, confirmed, ahead }) => [status, n, confirmed, ahead])).toEqual([
      ['cancelled', 1, 0, 1],
      ['draft', 1, 0, 1],
      ['published', 35, 9, 20],
      ['returned', 1, 0, 1],
      ['sent', 1, 0, 1],
    ]);
    const { rows: waiting } = await platform.db.ownerPool.query(
      `select count(*)::int as n from registration where status = 'waiting'`,
    );
    expect(waiting).toEqual([{ n: 3 }]);
    const { rows: figures } = await platform.db.ownerPool.query<{ indicator: string; value: number }>(
      `select indicator, sum(value)::int as value from figure group by indicator order by indicator`,
    );
    expect(Object.fromEntries(figures.map(({ indicator, value }) => [indicator, value]))).toMatchObject({
      'X.ACTIVITIES.N': 9,
      'CLASS.VOC.P': 41,
      'MEDIA.PRESS': 6,
      'PROP.LEAFLET': 2_500,
      'X.BOOKS.DONATED': 1_280,
      'X.CEREMONY.POINTS': 4,
      'X.CEREMONY.P': 286 + 104 + 71 + 38,
    });
    const { rows: mails } = await platform.db.ownerPool.query(
      `select distinct split_part(to_address, '@', 2) as domain from mail_message`,
    );
    expect(mails).toEqual([{ domain: 'trinh-dien.example' }]);
    const { rows: slogans } = await platform.db.ownerPool.query<{ n: number }>(
      `select jsonb_array_length(content -> 'slogans') as n from plan p join edition e on e.id = p.edition_id where e.year = 2026`,
    );
    expect(slogans).toEqual([{ n: 3 }]);
  });

  test('one contest is over with prizes and certificates, one takes entries and votes', async () => {
    const { rows } = await platform.db.ownerPool.query<{ status: string; prize: string | null; counted: number }>(
      `select c.status, e.prize, count(v.confirmed_at)::int as counted
       from contest c join contest_entry e on e.contest_id = c.id left join contest_vote v on v.entry_id = e.id
       group by c.id, c.status, e.id, e.prize, e.rank, e.no order by c.id, e.rank nulls last, e.no`,
    );
    expect(rows.map(({ status, prize, counted }) => [status, prize, counted])).toEqual([
      ['published', 'Giải nhất', 9],
      ['published', 'Giải nhì', 7],
      ['published', 'Giải ba', 5],
      ['published', 'Giải ba', 6],
      ['published', null, 3],
      ['published', null, 0],
      ['open', null, 8],
      ['open', null, 6],
      ['open', null, 2],
    ]);
    const { rows: certified } = await platform.db.ownerPool.query(
      `select count(*)::int as n from certificate c join certificate_batch b on b.id = c.batch_id where b.source = 'contest'`,
    );
    expect(certified).toEqual([{ n: 4 }]);
  });

  test('totals are right at every level', async () => {
    const { rows } = await platform.db.ownerPool.query<{ n: number }>(
      'select count(*)::int as n from edition e, report_total_differences(e.id)',
    );
    expect(rows[0]?.n).toBe(0);
    const { rows: sums } = await platform.db.ownerPool.query<{ reports: number; total: number }>(
      `select t.reports, (select sum(s)::int from unnest(t.sums) s) as total
       from report_total t join edition_unit u using (edition_id, unit_id) join edition e on e.id = u.edition_id
       where u.depth = 0 and e.year = 2022`,
    );
    expect(sums[0]?.reports).toBe(13);
    expect(sums[0]?.total).toBeGreaterThan(1_000_000);
  });

  test('what people changed since stays: a report that was corrected and sent again is not returned again', async () => {
    await platform.db.owner
      .updateTable('report')
      .set({ status: 'submitted', round: 2, version: 9 })
      .where('status', '=', 'returned')
      .execute();
    await loadDemonstration(platform);
    const { rows } = await platform.db.ownerPool.query<{ n: number }>(
      `select count(*)::int as n from report where status = 'submitted' and round = 2 and version = 9`,
    );
    expect(rows[0]?.n).toBe(1);
  });
});

describe('passwords', () => {
  test('nobody can sign in before they are given; they are random and new each time', async () => {
    const before = await platform.db.owner.selectFrom('account').select('password_hash').execute();
    expect(before.map((row) => row.password_hash)).toEqual(CAST_NAMES.map(() => null));
    const first = await renewDemonstrationPasswords({ platform, isSystem: true });
    const second = await renewDemonstrationPasswords({ platform, isSystem: true });
    expect(second.find(({ email }) => email === CAST.teacher.email)?.unit).toBe(
      'Trường Tiểu học Xóm Bóng, Phường Nha Trang, Tỉnh Khánh Hòa',
    );
    const all = [...first, ...second].map(({ password }) => password);
    expect(new Set(all).size).toBe(2 * CAST_NAMES.length);
    const app = createWeb({ platform, loadActor: async () => null, problemPage, problemTexts });
    accountsPages(app);
    const signIn = async (email: string, password: string): Promise<boolean> => {
      const body = new URLSearchParams({ email, password });
      const answer = await app.request('/dang-nhap', { method: 'POST', body });
      return answer.status === 303 && answer.headers.has('set-cookie');
    };
    const [former, now] = [first[0]!, second[0]!];
    expect(await signIn(now.email, now.password!)).toBe(true);
    expect(await signIn(former.email, former.password!)).toBe(false);
  });

  test('only an administrator is shown them, and the page says them once', async () => {
    const { rows } = await platform.db.ownerPool.query<{ id: number }>('select min(id)::int as id from unit');
    const person = (await makePerson(platform, 'coordinator', rows[0]!.id as never)).actor!;
    let actor: Actor | null = person;
    const app = createWeb({ platform, loadActor: async () => actor, problemPage, problemTexts });
    demonstrationPages(app);
    expect((await app.request('/trinh-dien', { method: 'POST' })).status).toBe(403);
    expect((await app.request('/trinh-dien')).status).toBe(403);
    actor = { ...person, isAdministrator: true, grants: [] };
    const shown = await (await app.request('/trinh-dien', { method: 'POST' })).text();
    const passwords = shown.match(/[a-z2-9]{4}(?:-[a-z2-9]{4}){3}/g) ?? [];
    expect(passwords).toHaveLength(CAST_NAMES.length);
    const after = await (await app.request('/trinh-dien')).text();
    expect(after).toContain('dieu-phoi@trinh-dien.example');
    for (const password of passwords) expect(after).not.toContain(password);
  });
});
